// What changes are called, how messages are signed, and what answers mean, case by case.
#include "practice/outward/outward_rules.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace evenkeel::outward {
namespace {

Happenings of(std::string_view kind, std::string_view body, std::int64_t version = 3, std::string_view subject = "incident") {
  const auto parsed = boost::json::parse(body);
  return happenings_of({kind, subject, version, parsed.get_object()}, [](std::string_view field) { return field == "title"; });
}

TEST(Outward, a_change_has_the_names_of_what_it_did) {
  using enum Happening;
  EXPECT_EQ(of("incident.logged", R"({"set":{"title":"x"}})", 1), Happenings{logged});
  EXPECT_EQ(of("incident.resolved", R"({"diff":{"state":["in_progress","resolved"]}})"), (Happenings{resolved, changed}));
  EXPECT_EQ(of("incident.rejected", R"({"diff":{"state":["resolved","in_progress"]}})"), (Happenings{reopened, changed}));
  EXPECT_EQ(of("incident.reopened", R"({"diff":{"state":["cancelled","new"]}})"), (Happenings{reopened, changed}));
  EXPECT_EQ(of("incident.resumed", R"({"diff":{"state":["on_hold","in_progress"]}})"), (Happenings{resumed, changed}));
  EXPECT_EQ(of("incident.started", R"({"diff":{"state":["new","in_progress"],"title":["a","b"]}})"), Happenings{changed});
  EXPECT_EQ(of("incident.edited", R"({"diff":{"priority":[2,1],"team":["1","2"]}})"), (Happenings{assigned, priority_changed, changed}));
  EXPECT_EQ(of("incident.acknowledged", R"({"diff":{"acknowledged_at":[null,"2026-03-02T08:00:00Z"]}})"),
            (Happenings{acknowledged, changed}));
  EXPECT_EQ(of("incident.clock_breached", "{}", 0), Happenings{target_breached});
}

TEST(Outward, what_is_no_news_is_none) {
  EXPECT_TRUE(of("incident.commented", R"({"diff":{"comments_by_staff":[1,2]}})").empty());
  EXPECT_TRUE(of("incident.task_added", "{}", 1, "task").empty());
  EXPECT_TRUE(of("incident.edited", "{}").empty()) << "its content was erased";
  EXPECT_TRUE(of("incident.edited", R"({"diff":{"state":"odd"}})").empty());
}

TEST(Outward, notes_are_heard_of_by_who_asked) {
  const Happenings note{Happening::note_added}, both{Happening::resolved, Happening::changed};
  EXPECT_FALSE(wanted(note, {}, false));
  EXPECT_FALSE(wanted(note, {"note_added"}, false));
  EXPECT_EQ(wanted(note, {}, true), Happening::note_added);
  EXPECT_EQ(wanted(both, {}, false), Happening::resolved);
  EXPECT_EQ(wanted(both, {"changed"}, false), Happening::changed);
  EXPECT_FALSE(wanted(both, {"closed"}, false));
}

// The example of the Standard Webhooks specification's own libraries.
TEST(Outward, signs_as_the_standard_says) {
  const std::string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", body = R"({"test": 2432232314})";
  const std::string one = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
  EXPECT_EQ(signatures({secret}, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body), one);
  EXPECT_EQ(signatures({secret, secret}, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body), one + " " + one);
  EXPECT_EQ(secret_text(std::string(32, '\xff')), "whsec_" + std::string(42, '/') + "8=");
}

TEST(Outward, waits_grow_and_end) {
  Line line;
  const Time begin{1'000 * us_per_second};
  std::int64_t before = 0, all = 0;
  for (int n = 1; n <= 10; ++n) {
    line = after(line, Verdict::trouble, 0, begin);
    const auto wait = line.not_before - begin;
    EXPECT_GT(wait, before);
    EXPECT_TRUE(line.paused.empty());
    before = wait;
    all += wait;
  }
  EXPECT_GT(all, 3 * us_per_day);
  EXPECT_FALSE(after(line, Verdict::trouble, 0, begin).paused.empty());
  const Line well = after(line, Verdict::sent, 0, begin);
  EXPECT_EQ(well.failures, 0);
  EXPECT_FALSE(well.not_before);
}

TEST(Outward, answers_mean_what_they_say) {
  EXPECT_EQ(verdict_of(204), Verdict::sent);
  EXPECT_EQ(verdict_of(410), Verdict::gone);
  for (const long status : {0L, 429L, 503L}) EXPECT_EQ(verdict_of(status), Verdict::trouble);
  for (const long status : {302L, 400L, 404L, 500L}) EXPECT_EQ(verdict_of(status), Verdict::refused);
  const Time now{1};
  EXPECT_FALSE(after({}, Verdict::gone, 0, now).paused.empty());
  EXPECT_EQ(after({}, Verdict::trouble, us_per_hour, now).not_before, now + us_per_hour) << "longer than its own wait";
  Line line;
  for (int n = 1; n < refusals_most; ++n) line = after(line, Verdict::refused, 0, now);
  EXPECT_FALSE(line.not_before) << "others may get through";
  EXPECT_TRUE(after(line, Verdict::refused, 0, now).not_before) << "nobody gets through";
}

}  // namespace
}  // namespace evenkeel::outward
