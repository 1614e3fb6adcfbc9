// What senders of alerts got wrong elsewhere. Case numbers R.. are those of docs/clock-cases.md.
#include <gtest/gtest.h>

#include "connect/alerting/alertmanager_events.hpp"
#include "connect/alerting/webhook_events.hpp"

namespace evenkeel::alerting {
namespace {

using alert::AlertState;

const Time now = *parse_rfc3339("2026-03-02T09:00:00Z");

TEST(AlertReaders, r26_an_end_before_the_beginning_is_still_an_end) {
  const auto r = read_webhook(R"({"alerts":[{"status":"resolved","labels":{"alertname":"A"},"startsAt":"2026-03-02T08:50:00Z",)"
                              R"("endsAt":"2026-03-02T08:00:00Z"}]})",
                              now);
  EXPECT_TRUE(r.rejects.empty());
  ASSERT_EQ(r.events.size(), 1u);
  EXPECT_EQ(r.events[0].state, AlertState::resolved);
}

TEST(AlertReaders, r28_the_clock_of_a_sender_of_webhooks_ends_nothing_that_fires) {
  const auto r = read_webhook(R"({"alerts":[{"status":"firing","labels":{"alertname":"A"},"startsAt":"2026-03-02T04:00:00Z",)"
                              R"("endsAt":"2026-03-02T04:05:00Z"},{"status":"resolved","labels":{"alertname":"B"},)"
                              R"("endsAt":"2026-03-02T13:00:00Z"}]})",
                              now);
  ASSERT_EQ(r.events.size(), 2u);
  EXPECT_EQ(r.events[0].state, AlertState::firing);
  EXPECT_FALSE(r.events[0].ends_at);
  EXPECT_EQ(r.events[1].ends_at, now) << "an end lies never ahead of us";
}

TEST(AlertReaders, r30_the_group_that_an_alert_came_in_is_no_part_of_its_key) {
  const auto key = [](std::string_view before, std::string_view others) {
    std::string body = R"({"status":"firing",)";
    body.append(before).append(R"("alerts":[{"labels":{"a":"b"}})").append(others).append("]}");
    const auto r = read_webhook(body, now);
    return r.events.empty() ? std::string("none") : r.events[0].key;
  };
  const auto alone = key(R"("groupKey":"{}:{a=1}","groupLabels":{"a":"b"},)", "");
  EXPECT_EQ(alone, key(R"("groupKey":"{}:{c=2}","groupLabels":{},)", R"(,{"labels":{"a":"c"}})"));
  EXPECT_EQ(alone, read_posted_alerts(R"([{"labels":{"a":"b"}}])", now).events.at(0).key);
}

TEST(AlertReaders, r31_what_was_cut_off_a_group_is_neither_ended_nor_refused) {
  const auto r = read_webhook(R"({"status":"firing","truncatedAlerts":17,"alerts":[{"labels":{"a":"b"}}]})", now);
  EXPECT_EQ(r.events.size(), 1u);
  EXPECT_TRUE(r.rejects.empty());
}

}  // namespace
}  // namespace evenkeel::alerting
