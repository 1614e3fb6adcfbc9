// What was delivered is forgotten in its time: not before, not what still waits, and not a message whose delivery is kept.
#include "base/id_maker.hpp"
#include "practice/notification/delivery_store.hpp"
#include "scenario/office.hpp"
#include "support/test_database.hpp"

namespace evenkeel {
namespace {

using store::Param;

constexpr Time now{1'772'438'400 * us_per_second};
constexpr std::int64_t all = 100;

class Deliveries : public test::OnBothDatabases {
 protected:
  void SetUp() override {
    OnBothDatabases::SetUp();
    if (IsSkipped()) return;
    stage.emplace(GetParam(), now);
    database = store::open_database(stage->location());
    db = database->connect(store::Open::write);
  }
  /// A message that is `days` old, and its delivery, which ended as long ago.
  void add(std::int64_t days, std::string_view state) {
    const Time at = now - days * us_per_day;
    const Id id = id_from_stamp(next_id_stamp(0, at) + ++made, 1);
    db->execute("INSERT INTO message (id, kind, subject_kind, subject_id, created_us) VALUES ($1, 'incident.logged', 'incident', 1, $2)",
                {Param(id), Param(at)});
    db->execute(
        "INSERT INTO delivery (id, message_id, channel, state, attempt, next_us, lease, ended_us) "
        "VALUES ($1, $1, 'mail', $2, 1, $3, 0, $3)",
        {Param(id), Param(state), Param(at)});
    db->flush();
  }
  std::string left(std::string_view table) {
    std::string text;
    const auto sql = table == "delivery" ? "SELECT state FROM delivery ORDER BY id" : "SELECT 'm' FROM message ORDER BY id";
    db->query(sql, {}, [&](const store::Row& row) { text += std::string(row.text(0)) + ' '; });
    return text;
  }

  std::optional<scenario::Stage> stage;
  std::unique_ptr<store::Database> database;
  std::unique_ptr<store::Connection> db;
  std::int64_t made = 0;
};
ON_BOTH_DATABASES(Deliveries);

TEST_P(Deliveries, AreForgottenWhenTheyAreSettledAndOld) {
  for (const std::int64_t days : {100, 40, 20})
    for (const auto* state : {"sent", "dropped", "failed", "waiting"}) add(days, state);
  EXPECT_EQ(notification::forget_settled(*db, now - 30 * us_per_day, now - 90 * us_per_day, all), 5 + 5);
  EXPECT_EQ(left("delivery"), "waiting failed waiting sent dropped failed waiting ");
  EXPECT_EQ(left("message"), "m m m m m m m ");
  EXPECT_EQ(notification::forget_settled(*db, now - 30 * us_per_day, std::nullopt, all), 0);
}

TEST_P(Deliveries, AreForgottenSomeAtATime) {
  for (int i = 0; i < 5; ++i) add(40, "sent");
  EXPECT_EQ(notification::forget_settled(*db, now - 30 * us_per_day, std::nullopt, 2), 2 + 2);
  EXPECT_EQ(left("message"), "m m m ");
}

}  // namespace
}  // namespace evenkeel
