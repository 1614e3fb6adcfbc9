// What a source would have made of its alerts.
#include "practice/alert/rehearsal_rules.hpp"

#include <gtest/gtest.h>

namespace evenkeel::alert {
namespace {

constexpr Time noon{1'772'452'800 * us_per_second};

Time at(std::int64_t min) { return noon + min * us_per_minute; }

Alert alert_of(Id service, AlertSeverity severity = AlertSeverity::critical) {
  Alert a;
  a.source = Id{7};
  a.title = "Down";
  a.service = service;
  a.severity = severity;
  a.first_seen_at = noon;
  return a;
}
std::vector<Place> places(const Alert& a, const Texts&) { return {{a.service, "service"}}; }

TEST(Rehearsal, AnAlertsHistoryIsItsOccurrences) {
  const Alert a = alert_of(Id{1});
  const std::vector<Happened_at> history{{at(1), Happening::joined}, {at(2), Happening::resolved}, {at(9), Happening::fired_again}};
  const auto all = occurrences_of(a, history, noon);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].ended, at(2));
  EXPECT_EQ(all[1].began, at(9));
  EXPECT_FALSE(all[1].ended);
  EXPECT_EQ(occurrences_of(a, history, at(5)).size(), 1u);
}

TEST(Rehearsal, CountsWhatOpensJoinsAndIsHeldBack) {
  service::AlertSource source;
  source.id = Id{7};
  const Alert wan = alert_of(Id{1}), mail = alert_of(Id{2}), light = alert_of(Id{1}, AlertSeverity::info);
  const std::vector<Occurrence> all{{&wan, at(0), at(5)}, {&wan, at(1), at(2)},   {&mail, at(1), {}},
                                    {&light, at(2), {}},  {&wan, at(30), at(40)}, {&mail, at(50), {}}};
  const auto made = [&] { return rehearse(source, all, places, {}); };
  EXPECT_EQ(made().occurrences, 6);
  EXPECT_EQ(made().too_light, 1);
  EXPECT_EQ(made().incidents, 3) << "the first of wan was over when the next one began";
  source.wait_s = 120;
  EXPECT_EQ(made().ended_while_waiting, 1);
  source.least = AlertSeverity::info;
  EXPECT_EQ(made().too_light, 0);
  source.opens = false;
  EXPECT_EQ(made().incidents, 0);
}

}  // namespace
}  // namespace evenkeel::alert
