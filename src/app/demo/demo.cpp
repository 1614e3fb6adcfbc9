#include "app/demo/demo.hpp"

#include <algorithm>

#include "app/demo/story.hpp"
#include "base/zone.hpp"
#include "store/deliveries.hpp"

namespace evenkeel::app::demo {
namespace {

constexpr std::int64_t outage_days_ago = 12;
constexpr std::string_view our_zone = "Europe/Berlin";
constexpr std::string_view no_mail = "a demo sends no mail";

constexpr Account all_accounts[] = {
    {"analyst", "first line: takes calls, sees the queue of the service desk"},
    {"technician", "second line: the network team"},
    {"security", "the security team, with what is confidential"},
    {"manager", "incident manager: conducts, decides, sees the audit trail"},
    {"administrator", "people and catalogue"},
    {"auditor", "reads everything, changes nothing"},
    {"caller", "the portal of somebody who is hurt"},
};

/// On a working day at five past ten, some days ago.
Time time_of_outage(Time begin, Time end) {
  const auto days = std::min(outage_days_ago, (end - begin) / us_per_day / 2);
  std::int64_t day = wall_us(our_zone, end - days * us_per_day) / us_per_day * us_per_day;
  while ((day / us_per_day + 3) % 7 >= 5) day -= us_per_day;
  return instant_of_wall(our_zone, day + 10 * us_per_hour + 5 * us_per_minute, Twice::first);
}

/// Mails are written as in production and then dropped: none may reach anybody.
void drop_mails(Stage& stage) {
  stage.command(store::Lane::bulk, store::Actor{"system:demo", {}}, [](store::Tx& tx) -> Status {
    store::drop_waiting(tx, "mail", no_mail);
    return Done{};
  });
}

}  // namespace

std::span<const Account> accounts() { return all_accounts; }

bool is_empty(store::Connection& db) {
  bool empty = true;
  db.query("SELECT seq FROM change LIMIT 1", {}, [&](const store::Row&) { empty = false; });
  return empty;
}

Time demo_begin(Time end, int days) { return end - (days + 1) * us_per_day; }

Made make_demo(House& house, SimWorld& world, Time end, const DemoOptions& options) {
  const Time begin = world.now();
  Chance chance(options.seed);
  Stage stage(house, world);
  Organisation people(stage, chance, options.password_hash);
  Story story{stage, chance, people, end};
  plan_days(story, std::max(stage.now(), begin + us_per_day));
  plan_outage(story, time_of_outage(begin, end));
  plan_present(story);
  plan_alerts(story, stage.now());
  plan_intake(story, stage.now());
  people.add_override(end);
  for (Time t = begin + us_per_hour; t < end; t = t + us_per_hour) stage.at(t, [&stage] { drop_mails(stage); });
  stage.play_until(end, [&](Time t) {
    if (options.progress) options.progress(static_cast<int>((t - begin) / us_per_day), options.days + 1);
  });
  drop_mails(stage);
  stage.settle(House::Onlookers::included);
  return {stage.commands(), stage.refused()};
}

}  // namespace evenkeel::app::demo
