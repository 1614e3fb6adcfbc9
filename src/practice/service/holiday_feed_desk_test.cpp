// Sources of holidays on both databases: what an answer changes, what is held, and that the calendar's history tells of it.
#include <gtest/gtest.h>

#include "practice/people/person.hpp"
#include "practice/service/calendars.hpp"
#include "practice/service/catalogue_desk.hpp"
#include "practice/service/gateway.hpp"
#include "practice/service/holiday_feed.hpp"
#include "practice/service/skill.hpp"
#include "store/schema.hpp"
#include "support/test_register.hpp"

namespace evenkeel::service {
namespace {

using record::type_of;
using Kind = FeedOutcome::Kind;

constexpr std::int64_t today = test::monday.us / us_per_day;

FeedOutcome came(Kind kind, std::initializer_list<std::int64_t> days = {}, std::string trouble = {}) {
  FeedOutcome outcome;
  outcome.kind = kind;
  for (const std::int64_t day : days) outcome.days.emplace(day, "Day");
  outcome.trouble = std::move(trouble);
  return outcome;
}

class HolidayFeedDesk : public test::OnBothDatabases {
 protected:
  void SetUp() override {
    OnBothDatabases::SetUp();
    if (IsSkipped()) return;
    reg_ = std::make_unique<test::TestRegister>(db(), store::ddl_for(type_of<people::Person>()) + service_schema() + calendar_schema() +
                                                          holiday_feed_schema() + skill_schema() + agreement_schema() + roster_schema() +
                                                          escalation_policy_schema() + message_text_schema() + gateway_schema());
    run([&](store::Tx& tx) {
      Calendar c;
      c.name = "Desk";
      c.hours = "Mon-Fri 08:00-17:00";
      c.feeds = "https://a.example.org/x.ics\nhttps://b.example.org/y.ics";
      calendar_ = (*add(tx, record::to_record(c))).id();
    });
  }
  void run(const std::function<void(store::Tx&)>& work) {
    ASSERT_TRUE(reg_->writer().run(store::Lane::people, {"test", {}}, [&](store::Tx& tx) -> Result<store::Outcome> {
      work(tx);
      return store::Outcome{};
    }));
  }
  Calendar calendar() {
    Calendar found;
    run([&](store::Tx& tx) { found = *tx.find<Calendar>(calendar_); });
    return found;
  }
  std::vector<HolidayFeed> feeds() {
    std::vector<HolidayFeed> found;
    run([&](store::Tx& tx) { found = feeds_of(tx.db(), *tx.find<Calendar>(calendar_)); });
    return found;
  }
  void take(std::size_t which, const FeedOutcome& outcome) {
    const Id id = feeds().at(which).id;
    run([&](store::Tx& tx) { take_outcome(tx, id, outcome); });
  }
  std::int64_t count(const std::string& sql) {
    std::int64_t n = 0;
    reg_->readers().read([&](store::Connection& c) { c.query(sql, {}, [&](const store::Row& row) { n = row.integer(0); }); });
    return n;
  }

  std::unique_ptr<test::TestRegister> reg_;
  Id calendar_;
};
ON_BOTH_DATABASES(HolidayFeedDesk);

TEST_P(HolidayFeedDesk, each_source_is_claimed_once_and_comes_back_when_nothing_came_of_it) {
  std::vector<std::string> claimed;
  for (int i = 0; i < 3; ++i)
    run([&](store::Tx& tx) {
      const auto feed = claim_feed(tx);
      if (static_cast<int>(claimed.size()) > i) claimed.pop_back();
      claimed.push_back(feed ? feed->address : "");
    });
  EXPECT_EQ(claimed, (std::vector<std::string>{"https://a.example.org/x.ics", "https://b.example.org/y.ics", ""}));
  EXPECT_EQ(feeds()[0].next_at, reg_->world.now() + 10 * us_per_minute);
}

TEST_P(HolidayFeedDesk, days_of_all_sources_hold_and_open_clocks_are_woken) {
  take(0, came(Kind::fresh, {today + 1, today + 9}));
  EXPECT_EQ(count("SELECT COUNT(*) FROM change WHERE kind = 'calendar.holidays_fetched'"), 1);
  EXPECT_EQ(count("SELECT COUNT(*) FROM timer WHERE kind = 'calendar.changed'"), 1);
  take(1, came(Kind::fresh, {today + 9, today + 5}));
  EXPECT_EQ(calendar().fetched, "2026-03-03 closed Day\n2026-03-07 closed Day\n2026-03-11 closed Day\n");
  EXPECT_EQ(calendar().version, 3);
  take(1, came(Kind::fresh, {today + 9, today + 5}));
  EXPECT_EQ(calendar().version, 3) << "the same again is no change";
  EXPECT_EQ(feeds()[0].next_at, reg_->world.now() + us_per_day);
}

TEST_P(HolidayFeedDesk, a_failure_keeps_what_is_there_and_waits_longer_each_time) {
  take(0, came(Kind::fresh, {today + 1}));
  for (const int hours : {1, 2, 4, 8, 16, 16}) {
    take(0, came(Kind::failed, {}, "the server answered 500"));
    EXPECT_EQ(feeds()[0].next_at, reg_->world.now() + hours * us_per_hour);
  }
  EXPECT_EQ(feeds()[0].error, "the server answered 500");
  EXPECT_EQ(calendar().fetched, "2026-03-03 closed Day\n");
  take(0, came(Kind::unchanged));
  EXPECT_EQ(feeds()[0].error, "");
  EXPECT_EQ(feeds()[0].failures, 0);
  take(1, came(Kind::fresh));
  EXPECT_NE(feeds()[1].error, "") << "a first copy without a day";
}

TEST_P(HolidayFeedDesk, what_loses_most_is_held_until_somebody_decides) {
  take(0, came(Kind::fresh, {today + 1, today + 2, today + 3}));
  take(0, came(Kind::fresh, {today + 40}));
  auto feed = feeds()[0];
  EXPECT_EQ(feed.held_why, HeldWhy::loses_most);
  EXPECT_EQ(feed.good.size(), 3U);
  const auto decide = [&](Time at, Verdict verdict) {
    Status done = Done{};
    run([&](store::Tx& tx) { done = decide_held(tx, *tx.find<Calendar>(calendar_), feed.id, at, verdict); });
    return done ? std::string() : done.error().first().code;
  };
  EXPECT_EQ(decide(feed.held_at + 1, Verdict::take), "calendar.nothing_held");
  EXPECT_EQ(decide(feed.held_at, Verdict::leave), "");
  take(0, came(Kind::fresh, {today + 40}));
  EXPECT_FALSE(feeds()[0].held_why) << "what was left does not come again";
  take(0, came(Kind::fresh, {today + 41}));
  feed = feeds()[0];
  EXPECT_EQ(feed.held_why, HeldWhy::loses_most) << "something else does";
  EXPECT_EQ(decide(feed.held_at, Verdict::take), "");
  EXPECT_EQ(calendar().fetched, "2026-04-12 closed Day\n");
}

TEST_P(HolidayFeedDesk, who_asks_sees_first) {
  take(0, came(Kind::fresh, {today + 1, today + 2}));
  run([&](store::Tx& tx) { EXPECT_TRUE(static_cast<bool>(ask_feeds(tx, *tx.find<Calendar>(calendar_)))); });
  EXPECT_TRUE(feeds()[0].asked);
  take(0, came(Kind::fresh, {today + 1, today + 2, today + 3}));
  EXPECT_EQ(feeds()[0].held_why, HeldWhy::asked);
  EXPECT_EQ(feeds()[0].good.size(), 2U);
  EXPECT_FALSE(feeds()[0].asked);
}

TEST_P(HolidayFeedDesk, days_go_with_the_address_that_brought_them) {
  take(0, came(Kind::fresh, {today + 1}));
  take(1, came(Kind::fresh, {today + 2}));
  const auto edit = [&](const std::string& feeds) {
    run([&](store::Tx& tx) {
      const auto before = *tx.find<Calendar>(calendar_);
      Calendar after = before;
      after.feeds = feeds;
      EXPECT_TRUE(static_cast<bool>(change(tx, record::to_record(before), record::to_record(after))));
    });
  };
  edit("https://b.example.org/y.ics\nhttps://c.example.org/z.ics");
  EXPECT_EQ(calendar().fetched, "2026-03-04 closed Day\n");
  EXPECT_EQ(feeds().size(), 2U);
  EXPECT_TRUE(feeds()[1].good.empty());
  edit("");
  EXPECT_EQ(calendar().fetched, "");
  EXPECT_EQ(count("SELECT COUNT(*) FROM holiday_feed"), 0);
}

}  // namespace
}  // namespace evenkeel::service
