// The readers of protocols, alone: bytes in, events and reasons out.
#include <gtest/gtest.h>

#include <algorithm>

#include "connect/alerting/alertmanager_events.hpp"
#include "connect/alerting/generic_events.hpp"
#include "connect/alerting/opsgenie_events.hpp"
#include "connect/alerting/pagerduty_events.hpp"
#include "connect/alerting/webhook_events.hpp"

namespace evenkeel::alerting {
namespace {

using alert::AlertSeverity;
using alert::AlertState;

const Time now = *parse_rfc3339("2026-03-02T09:00:00Z");

TEST(AlertReaders, FingerprintAsAlertmanagerComputesIt) {
  EXPECT_EQ(fingerprint({{"alertname", "Foo"}, {"instance", "a"}, {"severity", "critical"}}), "48bae544ddfd0f28");
}

TEST(AlertReaders, PostedAlertsKeepWhatIsGoodAndSayWhatIsNot) {
  const auto r = read_posted_alerts(
      R"([{"labels":{"alertname":"Foo","instance":"a","severity":"critical","empty":""},"annotations":{"summary":"S"},)"
      R"("startsAt":"0001-01-01T00:00:00.000Z","generatorURL":"http://x.example.org/g"},{"labels":{}},{"labels":{"1bad":"x"}},)"
      R"({"labels":{"a":"b"},"startsAt":"2026-03-02T09:00:00Z","endsAt":"2026-03-02T08:00:00Z"},{"labels":{"a":{}}},7,)"
      R"({"labels":{"a":"b"},"endsAt":"yesterday"}])",
      now);
  ASSERT_FALSE(r.unreadable);
  ASSERT_EQ(r.events.size(), 1u);
  const auto& e = r.events[0];
  EXPECT_EQ(e.key, "48bae544ddfd0f28");
  EXPECT_EQ(e.title, "S");
  EXPECT_EQ(e.severity, AlertSeverity::critical);
  EXPECT_EQ(e.state, AlertState::firing);
  EXPECT_FALSE(e.starts_at);
  EXPECT_EQ(e.ends_at, now + resolve_timeout_us);
  EXPECT_EQ(e.link, "http://x.example.org/g");
  ASSERT_EQ(r.rejects.size(), 6u);
  EXPECT_EQ(r.rejects[0].reason, "at least one label pair required");
  EXPECT_EQ(r.rejects[1].reason, "invalid label set: invalid name \"1bad\"");
  EXPECT_EQ(r.rejects[2].reason, "start time must be before end time");
  EXPECT_EQ(r.rejects[2].at, 3u);
}

TEST(AlertReaders, AnEndInThePastIsAnEndAndYear9999None) {
  const auto r = read_posted_alerts(
      R"([{"labels":{"a":"b"},"endsAt":"2026-03-02T08:59:59Z"},{"labels":{"a":"c"},"endsAt":"9999-12-31T00:00:00Z"}])", now);
  ASSERT_EQ(r.events.size(), 2u);
  EXPECT_EQ(r.events[0].state, AlertState::resolved);
  EXPECT_EQ(r.events[1].state, AlertState::firing);
  EXPECT_FALSE(r.events[1].ends_at);
}

TEST(AlertReaders, WhatIsNoListIsUnreadable) {
  for (const char* body : {"", "{}", "[", "nul", "\xff\xfe", R"("x")"}) EXPECT_TRUE(read_posted_alerts(body, now).unreadable) << body;
}

TEST(AlertReaders, WebhookTakesEachAlertForItself) {
  const auto r =
      read_webhook(R"({"status":"firing","truncatedAlerts":3,"alerts":[{"status":"resolved","labels":{"alertname":"A"},"fingerprint":"f1",)"
                   R"("endsAt":"2026-03-02T08:30:00Z"},{"labels":{"alertname":"B"},"endsAt":"0001-01-01T00:00:00Z"},)"
                   R"({"status":"odd"},{"status":"firing"}]})",
                   now);
  ASSERT_EQ(r.events.size(), 2u);
  EXPECT_EQ(r.events[0].key, "f1");
  EXPECT_EQ(r.events[0].state, AlertState::resolved);
  EXPECT_EQ(r.events[0].ends_at, *parse_rfc3339("2026-03-02T08:30:00Z"));
  EXPECT_EQ(r.events[1].state, AlertState::firing) << "the group's word";
  EXPECT_FALSE(r.events[1].ends_at);
  EXPECT_EQ(r.rejects.size(), 2u);
}

TEST(AlertReaders, OldGrafanaSaysOneRule) {
  const auto r =
      read_webhook(R"({"ruleName":"CPU","ruleId":4,"state":"alerting","title":"[Alerting] CPU","ruleUrl":"https://g.example.org/d"})", now);
  ASSERT_EQ(r.events.size(), 1u);
  EXPECT_EQ(r.events[0].key, "rule:4");
  EXPECT_EQ(r.events[0].title, "[Alerting] CPU");
  EXPECT_EQ(read_webhook(R"({"ruleName":"CPU","ruleId":4,"state":"ok"})", now).events.at(0).state, AlertState::resolved);
  EXPECT_TRUE(read_webhook(R"({"x":1})", now).unreadable);
}

TEST(AlertReaders, GenericByItsMapping) {
  const std::string mapping = R"({"items":"/e","key":"/k","state":"/s","resolved":["fine"],"starts_at":"/t"})";
  EXPECT_TRUE(problems_of_mapping(mapping).empty());
  const auto r =
      read_generic(R"({"e":[{"k":7,"title":"T","s":"ok","t":1772442000},{"k":"8","s":"FINE"},{"k":"9","t":"soon"},{}]})", mapping, now);
  ASSERT_EQ(r.events.size(), 2u);
  EXPECT_EQ(r.events[0].key, "7");
  EXPECT_EQ(r.events[0].state, AlertState::firing) << "the mapping says its own words";
  EXPECT_EQ(r.events[0].starts_at, *parse_rfc3339("2026-03-02T09:00:00Z"));
  EXPECT_EQ(r.events[1].state, AlertState::resolved);
  EXPECT_EQ(r.rejects.size(), 2u);
  EXPECT_EQ(read_generic(R"({"title":"alone"})", "", now).events.size(), 1u);
  EXPECT_TRUE(read_generic(R"({"e":3})", mapping, now).unreadable);
}

TEST(AlertReaders, AMappingNamesSinglePlacesForTextsAndWordsForSeverity) {
  const std::string mapping =
      R"({"title":"/a/0/name","labels":{"host":"/node/name","a/b":"/x~1y","none":"/nowhere"},"annotations":{"runbook":"/how"},)"
      R"("severity":"/level","severities":{"7":"critical","Gelb":"warning"},"state":"/s","ends_at":"/until"})";
  EXPECT_TRUE(problems_of_mapping(mapping).empty());
  std::vector<Remark> remarks;
  const auto r = read_generic(
      R"([{"a":[{"name":"T"}],"node":{"name":"n1"},"x/y":5,"how":"look","level":7,"s":"up","until":"2026-03-02T08:30:00Z"},)"
      R"({"a":[{"name":"U"}],"node":{"name":"n2"},"level":" gelb","s":"on","until":"tomorrow"},{"a":[],"level":"purple","key":"k"}])",
      mapping, now, &remarks);
  ASSERT_EQ(r.events.size(), 3u);
  EXPECT_EQ(r.events[0].title, "T");
  EXPECT_EQ(r.events[0].labels, (alert::Texts{{"a/b", "5"}, {"host", "n1"}}));
  EXPECT_EQ(r.events[0].annotations, (alert::Texts{{"runbook", "look"}}));
  EXPECT_EQ(r.events[0].severity, AlertSeverity::critical);
  EXPECT_EQ(r.events[0].ends_at, *parse_rfc3339("2026-03-02T08:30:00Z"));
  EXPECT_EQ(r.events[1].severity, AlertSeverity::warning);
  EXPECT_FALSE(r.events[1].ends_at) << "what still fires ends by word";
  const auto said = [&](std::size_t at, const std::string& field) {
    return std::ranges::any_of(remarks, [&](const Remark& one) { return one.at == at && one.field == field; });
  };
  EXPECT_TRUE(said(0, "labels/none") && said(1, "annotations/runbook") && said(2, "title") && said(2, "severity"));
  EXPECT_FALSE(said(0, "severity") || said(0, "title") || said(1, "severity"));
}

TEST(AlertReaders, WhatIsWrongWithAMappingIsSaidOfEachMember) {
  const auto fields = [](std::string_view mapping) {
    std::string all;
    for (const auto& problem : problems_of_mapping(mapping)) all += problem.field + " ";
    return all;
  };
  EXPECT_EQ(fields("[]"), "/mapping ");
  EXPECT_EQ(fields(R"({"key":"id","title":"/a~2","labels":{"x":"y"},"severities":{"a":"bad"},"resolved":"ok","other":"/o","link":7})"),
            "/mapping/key /mapping/title /mapping/labels /mapping/severities /mapping/resolved /mapping/other /mapping/link ");
  EXPECT_EQ(fields(R"({"key":"","title":"/~0~1","labels":{},"severities":{},"resolved":[]})"), "");
  EXPECT_EQ(fields(R"({"labels":{"":"/x"}})"), "/mapping/labels ");
}

TEST(AlertReaders, ARefusalNamesTheMemberOfTheMapping) {
  const auto r = read_generic(R"([7,{"key":"k","labels":[]},{},{"key":"k","starts_at":-1}])", "", now);
  ASSERT_EQ(r.rejects.size(), 4u);
  EXPECT_EQ(r.rejects[0].field, "items");
  EXPECT_EQ(r.rejects[1].field, "labels");
  EXPECT_EQ(r.rejects[2].field, "key");
  EXPECT_EQ(r.rejects[3].field, "starts_at");
  EXPECT_EQ(r.rejects[3].at, 3u);
}

TEST(AlertReaders, MappingsThatAreNone) {
  EXPECT_EQ(problems_of_mapping(R"({"title":"name"})").at(0).field, "/mapping/title");
  EXPECT_EQ(problems_of_mapping(R"({"colour":"/c"})").at(0).field, "/mapping/colour");
  EXPECT_EQ(problems_of_mapping(R"({"resolved":"ok"})").at(0).field, "/mapping/resolved");
}

TEST(AlertReaders, ANulInOneTextLosesNoOther) {
  const auto posted = read_posted_alerts(R"([{"labels":{"a":"x\u0000y"}},{"labels":{"a":"z"}}])", now);
  ASSERT_EQ(posted.events.size(), 2u);
  EXPECT_EQ(posted.events[0].labels[0].second, "x\xef\xbf\xbdy");
  EXPECT_EQ(posted.events[1].labels[0].second, "z");
  const auto hook =
      read_webhook(R"({"alerts":[{"status":"firing","labels":{"a":"\\\u0000"}},{"status":"firing","labels":{"a":"z"}}]})", now);
  ASSERT_EQ(hook.events.size(), 2u);
  EXPECT_EQ(hook.events[0].labels[0].second, "\\\xef\xbf\xbd");
  const auto own = read_generic(R"([{"key":"1","title":"\\u0000"},{"key":"2","title":"\u0000"}])", "", now);
  ASSERT_EQ(own.events.size(), 2u);
  EXPECT_EQ(own.events[0].title, "\\u0000") << "a backslash and letters";
  EXPECT_EQ(own.events[1].title, "\xef\xbf\xbd");
}

TEST(AlertReaders, BeyondTheLimitOneRefusalSaysSo) {
  std::string many = "[{}";
  for (std::size_t i = 0; i < alert::events_most + 4; ++i) many += ",{}";
  const auto r = read_generic(many + "]", "", now);
  EXPECT_EQ(r.rejects.size(), alert::events_most + 1);
  EXPECT_EQ(r.rejects.back().reason, "too many events in one request");
}

TEST(AlertReaders, LimitsHold) {
  std::string labels = R"([{"labels":{)";
  for (int i = 0; i < 101; ++i) labels += (i ? "," : "") + std::string("\"l") + std::to_string(i) + "\":\"x\"";
  EXPECT_EQ(read_posted_alerts(labels + "}}]", now).rejects.size(), 1u);
  const std::string long_value(alert::label_value_most + 1, 'x');
  EXPECT_EQ(read_posted_alerts(R"([{"labels":{"a":")" + long_value + "\"}}]", now).rejects.size(), 1u);
  const std::string words(alert::annotation_most + 10, 'y');
  const auto cut = read_posted_alerts(R"([{"labels":{"a":"b"},"annotations":{"d":")" + words + "\"}}]", now);
  ASSERT_EQ(cut.events.size(), 1u);
  EXPECT_EQ(cut.events[0].annotations[0].second.size(), alert::annotation_most);
}

TEST(AlertReaders, PagerDutySaysAllThatIsWrongAtOnce) {
  EXPECT_EQ(read_pagerduty("[]", "f", now).errors, std::vector<std::string>{"Event object is not an object"});
  EXPECT_EQ(read_pagerduty(R"({"event_action":"explode"})", "f", now).errors.size(), 1u);
  const auto blank = read_pagerduty(R"({"routing_key":"k","event_action":"trigger","payload":{"summary":" "}})", "f", now);
  EXPECT_EQ(blank.errors, std::vector<std::string>{"'payload.summary' is missing or blank"});
  EXPECT_EQ(read_pagerduty(R"({"event_action":"resolve"})", "f", now).errors, std::vector<std::string>{"'dedup_key' is missing or blank"});
}

TEST(AlertReaders, PagerDutyTakesDetailsOfAnyShape) {
  for (const char* details : {R"({"a":"1","b":{"c":2},"a long":"x"})", R"("words")", "[1,2]", "null", "7"}) {
    const auto event = read_pagerduty(std::string(R"({"event_action":"trigger","payload":{"summary":"S","source":"h","severity":"odd",)") +
                                          R"("custom_details":)" + details + "}}",
                                      "fresh", now);
    ASSERT_EQ(event.reading.events.size(), 1u) << details;
    EXPECT_EQ(event.reading.events[0].key, "fresh");
    EXPECT_FALSE(event.reading.events[0].severity);
    EXPECT_TRUE(std::ranges::is_sorted(event.reading.events[0].labels));
  }
}

TEST(AlertReaders, APagerDutyChangeIsShownForAnHour) {
  const auto change = read_pagerduty_change(R"({"routing_key":"k","payload":{"summary":"Out"}})", "f", now);
  ASSERT_EQ(change.reading.events.size(), 1u);
  EXPECT_EQ(change.reading.events[0].severity, AlertSeverity::info);
  EXPECT_EQ(change.reading.events[0].ends_at, now + us_per_hour);
}

TEST(AlertReaders, OpsgenieDefaultsToPriorityThree) {
  const auto r = read_opsgenie_alert(R"({"message":"M","details":{"instance":"said"},"entity":"e"})", "fresh");
  ASSERT_EQ(r.events.size(), 1u);
  EXPECT_EQ(r.events[0].severity, AlertSeverity::warning);
  EXPECT_EQ(r.events[0].key, "fresh");
  EXPECT_EQ(r.events[0].labels, (alert::Texts{{"instance", "said"}}));
  EXPECT_TRUE(read_opsgenie_alert("{}", "f").unreadable);
}

}  // namespace
}  // namespace evenkeel::alerting
