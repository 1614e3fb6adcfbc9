// What follows from events, alone: no database, the time as an argument.
#include "practice/alert/alert_rules.hpp"

#include <gtest/gtest.h>

namespace evenkeel::alert {
namespace {

constexpr Time noon{1'772'452'800 * us_per_second};

service::AlertSource source() {
  service::AlertSource s;
  s.id = Id{7};
  return s;
}

Event firing(std::string_view key = "k") {
  Event e;
  e.key = key;
  e.title = "Link is down";
  e.labels = {{"alertname", "LinkDown"}, {"service", "wan"}};
  e.severity = AlertSeverity::error;
  e.starts_at = noon;
  e.ends_at = noon + 4 * us_per_minute;
  return e;
}
Event ended() {
  Event e = firing();
  e.state = AlertState::resolved;
  e.ends_at = noon + us_per_minute;
  return e;
}
Alert begun() {
  Alert a = decide(nullptr, firing(), source(), noon).after;
  a.id = Id{1};
  a.version = 1;
  return a;
}

TEST(AlertRules, AnEventWithoutAnAlertBeginsOneUnlessItIsAnEnd) {
  const auto d = decide(nullptr, firing(), source(), noon);
  EXPECT_EQ(d.news, News::began);
  EXPECT_EQ(d.after.source, Id{7});
  EXPECT_EQ(d.after.look_at, noon);
  EXPECT_EQ(d.after.severity, AlertSeverity::error);
  EXPECT_EQ(decide(nullptr, ended(), source(), noon).news, News::none);
  auto silent = source();
  silent.opens = false;
  EXPECT_FALSE(decide(nullptr, firing(), silent, noon).after.look_at);
}

TEST(AlertRules, ARepetitionIsNoNewsAlsoWithALaterEnd) {
  Event again = firing();
  again.ends_at = noon + us_per_hour;
  EXPECT_EQ(digest_of(again), digest_of(firing()));
  const Alert before = begun();
  EXPECT_EQ(decide(&before, again, source(), noon + us_per_minute).news, News::none);
}

TEST(AlertRules, AnotherSeverityIsNewsAndHistory) {
  Event worse = firing();
  worse.severity = AlertSeverity::critical;
  const Alert before = begun();
  const auto d = decide(&before, worse, source(), noon + us_per_minute);
  EXPECT_EQ(d.news, News::changed);
  EXPECT_EQ(d.happening, Happening::worse);
  EXPECT_EQ(d.after.count, 2);
  EXPECT_EQ(d.after.look_at, noon + us_per_minute) << "it may open an incident now";
  Alert looked = before;
  looked.look_at = {};
  EXPECT_EQ(decide(&looked, worse, source(), noon + us_per_minute).after.look_at, noon + us_per_minute);
  Event lighter = firing();
  lighter.severity = AlertSeverity::info;
  EXPECT_FALSE(decide(&looked, lighter, source(), noon + us_per_minute).after.look_at);
  Event other_words = firing();
  other_words.title = "Link is down again";
  EXPECT_FALSE(decide(&before, other_words, source(), noon).happening);
}

TEST(AlertRules, ItEndsOnceAndBeginsANewEpisode) {
  const Alert before = begun();
  const auto end = decide(&before, ended(), source(), noon + 2 * us_per_minute);
  EXPECT_EQ(end.news, News::ended);
  EXPECT_EQ(end.after.ends_at, noon + us_per_minute);
  EXPECT_EQ(decide(&end.after, ended(), source(), noon + 3 * us_per_minute).news, News::none);
  const auto again = decide(&end.after, firing(), source(), noon + 10 * us_per_minute);
  EXPECT_EQ(again.news, News::began_again);
  EXPECT_EQ(again.after.episode, 2);
  EXPECT_EQ(again.after.look_at, noon + 10 * us_per_minute);
}

TEST(AlertRules, TheLateTwinOfAnEndedFiringIsNoNews) {
  const Alert before = begun();
  const auto end = decide(&before, ended(), source(), noon + 2 * us_per_minute);
  EXPECT_EQ(decide(&end.after, firing(), source(), noon + 2 * us_per_minute + 10 * us_per_second).news, News::none);
  Event later = firing();
  later.starts_at = noon + 2 * us_per_minute;
  EXPECT_EQ(decide(&end.after, later, source(), noon + 2 * us_per_minute + 10 * us_per_second).news, News::began_again);
}

TEST(AlertRules, AnEndThatOnlyNamesItsAlertKeepsWhatWasSaid) {
  Event bare;
  bare.key = "k";
  bare.state = AlertState::resolved;
  const Alert before = begun();
  const auto d = decide(&before, bare, source(), noon + us_per_minute);
  EXPECT_EQ(d.news, News::ended);
  EXPECT_EQ(d.after.title, "Link is down");
  EXPECT_EQ(d.after.labels.text, before.labels.text);
  EXPECT_EQ(d.after.ends_at, noon + us_per_minute);
}

TEST(AlertRules, WordsForSeverityInAnyCase) {
  EXPECT_EQ(severity_in(" CRITICAL "), AlertSeverity::critical);
  EXPECT_EQ(severity_in("P2"), AlertSeverity::error);
  EXPECT_EQ(severity_in("warn"), AlertSeverity::warning);
  EXPECT_FALSE(severity_in("purple"));
}

TEST(AlertRules, UrgencySpreadsOverTheLevelsOfTheMatrix) {
  service::PriorityMatrix matrix;
  matrix.urgencies = {"high", "medium", "low"};
  EXPECT_EQ(urgency_of(AlertSeverity::critical, matrix), "high");
  EXPECT_EQ(urgency_of(AlertSeverity::error, matrix), "high");
  EXPECT_EQ(urgency_of(AlertSeverity::warning, matrix), "medium");
  EXPECT_EQ(urgency_of(AlertSeverity::info, matrix), "low");
  matrix.urgencies = {"only"};
  EXPECT_EQ(urgency_of(AlertSeverity::info, matrix), "only");
}

TEST(AlertRules, OpensFromASeverityOnAfterAWaitAndNotWhileSilenced) {
  const Alert a = begun();
  auto s = source();
  EXPECT_TRUE(opening_of(a, s, {}, noon).opens);
  EXPECT_EQ(opening_of(a, s, noon + us_per_hour, noon).not_before, noon + us_per_hour);
  s.wait_s = 60;
  EXPECT_EQ(opening_of(a, s, {}, noon).not_before, noon + us_per_minute);
  EXPECT_TRUE(opening_of(a, s, {}, noon + us_per_minute).opens);
  s.least = AlertSeverity::critical;
  EXPECT_FALSE(opening_of(a, s, {}, noon + us_per_minute).opens);
  EXPECT_FALSE(opening_of(a, s, {}, noon).not_before);
}

TEST(AlertRules, OtherWordsDoNotBeginTheWaitAnew) {
  auto s = source();
  s.wait_s = 60;
  const Alert before = begun();
  Event other_words = firing();
  other_words.annotations = {{"value", "17"}};
  const Alert after = decide(&before, other_words, s, noon + 50 * us_per_second).after;
  EXPECT_EQ(after.changed_at, noon + 50 * us_per_second);
  EXPECT_TRUE(opening_of(after, s, {}, noon + us_per_minute).opens);
  Alert ahead = before;  // the clock of its sender is fast
  ahead.starts_at = noon + us_per_hour;
  EXPECT_TRUE(opening_of(ahead, s, {}, noon + us_per_minute).opens);
}

TEST(AlertRules, WhatBeginsAgainFourTimesAnHourFlapsUntilItIsQuietForHalfOfIt) {
  const auto at = [](std::int64_t min) { return noon + min * us_per_minute; };
  std::vector<Time> again{at(0), at(10), at(20)};
  EXPECT_EQ(flapping_of(again, at(21)).times, 0);
  again.push_back(at(30));
  EXPECT_EQ(flapping_of(again, at(31)).times, 4);
  EXPECT_EQ(flapping_of(again, at(31)).calm_at, at(60));
  EXPECT_EQ(flapping_of(again, at(31)).since, again.front());
  EXPECT_EQ(flapping_of(again, at(60)).times, 0);
  again.push_back(at(58));  // rarer than four an hour by now, and not quiet yet
  EXPECT_EQ(flapping_of(again, at(80)).times, 5);
  again.push_back(at(200));
  EXPECT_EQ(flapping_of(again, at(201)).times, 0) << "it had calmed down: what comes later is counted anew";
  EXPECT_EQ(flapping_of({}, at(0)).times, 0);
  EXPECT_EQ(flapping_of(std::vector{at(0), at(25), at(50), at(75)}, at(76)).times, 0) << "too rarely";
}

TEST(AlertRules, LabelsAreOnlyTextInADescription) {
  Alert a = begun();
  a.labels.text = R"({"x":"`</code><script>\n# big"})";
  const auto text = incident_description(a, "S");
  EXPECT_NE(text.find("`'</code><script> # big`"), std::string::npos) << text;
  a.title = "two\nlines";
  EXPECT_EQ(incident_title(a), "two lines");
}

TEST(Matchers, ReadWhatAlertmanagersProgramsWrite) {
  const Texts labels{{"alertname", "Foo"}, {"instance", "a b"}};
  const auto holds = [&](std::string_view text) {
    const auto m = parse_matcher(text);
    EXPECT_TRUE(m) << text;
    return m && m->matches(labels);
  };
  EXPECT_TRUE(holds("alertname=Foo"));
  EXPECT_TRUE(holds("alertname=\"Foo\""));
  EXPECT_TRUE(holds("instance = \"a b\""));
  EXPECT_FALSE(holds("alertname!=Foo"));
  EXPECT_TRUE(holds("alertname=~\"F.*\""));
  EXPECT_FALSE(holds("alertname=~\"o\"")) << "a pattern covers the whole value";
  EXPECT_TRUE(holds("absent=\"\""));
  EXPECT_TRUE(holds("absent!~\".+\""));
  for (const char* bad : {"bad{", "=x", "a=\"x", "a=\"x\"y", "1a=b", "a!b", ""}) EXPECT_FALSE(parse_matcher(bad)) << bad;
  EXPECT_EQ(parse_matcher("a=~\"(\"").error().first().code, "matcher.bad_pattern");
  EXPECT_EQ(parse_matcher("bad{").error().first().text, "bad matcher format: bad{");
}

TEST(Matchers, ComeBackFromTheirJson) {
  const std::string json =
      R"([{"name":"a","value":"x\"y","isRegex":false,"isEqual":true},{"name":"b","value":".*","isRegex":true,"isEqual":false}])";
  const auto read = read_matchers(json);
  ASSERT_TRUE(read);
  EXPECT_EQ(matchers_json(*read), json);
  EXPECT_FALSE(read_matchers(R"([{"name":"a"}])"));
  EXPECT_FALSE(read_matchers(R"({})"));
}

}  // namespace
}  // namespace evenkeel::alert
