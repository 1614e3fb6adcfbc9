// What others got wrong between an alert and its incident. Case numbers R.. are those of docs/clock-cases.md.
#include <gtest/gtest.h>

#include "practice/alert/alert_rules.hpp"

namespace evenkeel::alert {
namespace {

constexpr Time noon{1'772'452'800 * us_per_second};

Event event(AlertState state, Time starts) {
  Event e;
  e.key = "k";
  e.state = state;
  e.title = "Link is down";
  e.labels = {{"alertname", "LinkDown"}};
  e.starts_at = starts;
  return e;
}
Alert begun(const service::AlertSource& source) {
  Alert a = decide(nullptr, event(AlertState::firing, noon), source, noon).after;
  a.id = Id{1};
  a.version = 1;
  return a;
}

TEST(AlertRules, r24_what_ends_within_the_wait_of_its_source_opens_nothing) {
  service::AlertSource source;
  source.wait_s = 60;
  const Alert before = begun(source);
  EXPECT_FALSE(opening_of(before, source, {}, noon + 30 * us_per_second).opens);
  const Alert after = decide(&before, event(AlertState::resolved, noon), source, noon + 40 * us_per_second).after;
  EXPECT_FALSE(after.look_at) << "nobody looks at it again";
  EXPECT_FALSE(opening_of(after, source, {}, noon + us_per_hour).opens);
}

TEST(AlertRules, r25_an_end_is_kept_also_when_it_opens_and_tells_nothing) {
  service::AlertSource source;
  source.opens = false;
  const Alert before = begun(source);
  const auto end = decide(&before, event(AlertState::resolved, noon), source, noon + us_per_minute);
  EXPECT_EQ(end.news, News::ended);
  EXPECT_EQ(end.happening, Happening::resolved);
}

TEST(AlertRules, r22_an_interval_that_goes_on_is_the_same_episode_and_one_that_begins_later_a_new_one) {
  const service::AlertSource source;
  const Alert before = begun(source);
  Event earlier = event(AlertState::firing, noon - us_per_hour);
  const auto wider = decide(&before, earlier, source, noon + us_per_minute);
  EXPECT_EQ(wider.news, News::changed);
  EXPECT_EQ(wider.after.starts_at, noon - us_per_hour);
  EXPECT_EQ(wider.after.episode, before.episode);
  const Alert ended = decide(&before, event(AlertState::resolved, noon), source, noon + us_per_minute).after;
  EXPECT_EQ(decide(&ended, event(AlertState::firing, noon + us_per_hour), source, noon + us_per_hour).after.episode, before.episode + 1);
}

}  // namespace
}  // namespace evenkeel::alert
