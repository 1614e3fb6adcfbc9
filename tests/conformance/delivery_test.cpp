// Deliveries on several ways: bundles of what waited for each other, ways that ask to wait, and room for the next way.
#include <set>

#include "store/deliveries.hpp"

#include "support/test_register.hpp"

namespace evenkeel::store {
namespace {

class Deliveries : public test::OnBothDatabases {
 protected:
  void SetUp() override {
    test::OnBothDatabases::SetUp();
    if (!IsSkipped()) house_ = std::make_unique<test::TestRegister>(db(), "");
  }
  SimWorld& world() { return house_->world; }
  void run(const std::function<Result<Outcome>(Tx&)>& work) { EXPECT_TRUE(house_->writer().run(Lane::people, Actor{"test", {}}, work)); }
  std::int64_t count(const std::string& sql) {
    std::int64_t n = -1;
    house_->readers().read([&](Connection& c) { c.query(sql, {}, [&](const Row& row) { n = row.integer(0); }); });
    return n;
  }
  std::unique_ptr<test::TestRegister> house_;
};
ON_BOTH_DATABASES(Deliveries);

TEST_P(Deliveries, deliveries_that_waited_for_each_other_go_together) {
  std::vector<std::size_t> bundles;
  auto dispatcher = make_dispatcher(
      house_->reg(), "sms",
      [&](const Outgoing& out) {
        bundles.push_back(1 + out.others.size());
        return HandOver{};
      },
      [&](Tx&, const Outgoing& out) { return out.body != "unwanted"; });
  const Time then = world().now() + us_per_hour;
  run([&](Tx& tx) -> Result<Outcome> {
    for (const auto& [person, body] : {std::pair{5, "a"}, {5, "unwanted"}, {5, "b"}, {6, "c"}})
      send(tx, {"k", "sample", Id{1}, Id{person}, {}, {}, body}, {{"sms", "+49", Id{9}, then, then}});
    send(tx, {"k", "sample", Id{1}, Id{5}, {}, {}, "alone"}, {{"sms", "+49", Id{9}, then, {}}});
    return Outcome{};
  });
  EXPECT_EQ(dispatcher->step(), 0u);
  world().advance(us_per_hour);
  EXPECT_EQ(dispatcher->step(), 5u);
  EXPECT_EQ(bundles, (std::vector<std::size_t>{2, 1, 1}));
  EXPECT_EQ(count("SELECT COUNT(*) FROM delivery WHERE state = 'sent'"), 4);
  EXPECT_EQ(count("SELECT COUNT(*) FROM delivery WHERE state = 'dropped'"), 1);
}

TEST_P(Deliveries, a_way_that_asks_to_wait_is_not_tried_out_and_one_that_fails_makes_room_for_the_next) {
  HandOver answer{HandOver::Outcome::later, "slowly", 7 * us_per_second};
  std::set<std::int64_t> stumbled;  // attempts: every command runs twice here
  auto dispatcher = make_dispatcher(
      house_->reg(), "sms", [&](const Outgoing&) { return answer; }, {}, [&](Tx&, const Outgoing& out) { stumbled.insert(out.attempt); });
  const auto queue = [&](const char* body) {
    run([&](Tx& tx) -> Result<Outcome> {
      send(tx, {"k", "sample", Id{1}, Id{5}, {}, {}, body}, {{"sms", "+49", Id{9}, tx.now(), {}}});
      return Outcome{};
    });
  };
  queue("a");
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(dispatcher->step(), 1u) << i;
    EXPECT_EQ(dispatcher->step(), 0u) << i;
    world().advance(7 * us_per_second);
  }
  EXPECT_TRUE(stumbled.empty());
  EXPECT_EQ(count("SELECT MAX(attempt) FROM delivery"), 0);
  answer = {HandOver::Outcome::retry, "away", 0};
  EXPECT_EQ(dispatcher->step(), 1u);
  EXPECT_EQ(stumbled, std::set<std::int64_t>{1}) << "the first attempt";
  world().advance(us_per_minute);
  EXPECT_EQ(dispatcher->step(), 1u);
  EXPECT_EQ(stumbled, std::set<std::int64_t>{1}) << "not the second one";
  answer = {HandOver::Outcome::failed, "no", 0};
  world().advance(us_per_hour);
  EXPECT_EQ(dispatcher->step(), 1u);
  EXPECT_EQ(stumbled, (std::set<std::int64_t>{1, 3})) << "the last one";
  // Who keeps putting it off is given up.
  answer = {HandOver::Outcome::later, "slowly", us_per_second};
  queue("b");
  world().advance(us_per_day);
  (void)dispatcher->step();
  EXPECT_EQ(count("SELECT COUNT(*) FROM delivery WHERE state IN ('waiting','leased')"), 1) << "its attempts go on";
}

}  // namespace
}  // namespace evenkeel::store
