// Sources of holidays are kept in step with their calendars, and what they bring with what holds.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "practice/api/api.hpp"
#include "practice/service/calendars.hpp"
#include "practice/service/holiday_feed.hpp"

namespace evenkeel::service {
namespace {

constexpr std::int64_t every_us = us_per_day;
constexpr std::int64_t claimed_us = 10 * us_per_minute;  // longer than asking takes
constexpr std::int64_t again_first_us = us_per_hour;     // after a failure; twice as long after the next
constexpr int doublings_most = 4;
constexpr std::size_t mark_most = 200;  // of an ETag, which comes from outside and goes back there
constexpr std::size_t error_most = 300;

std::int64_t today(Time now) { return now.us / us_per_day; }

/// A mark that is too long, or no plain text (it goes back as a header), is none: then the whole file comes each time.
std::string mark(const std::string& text) {
  const bool plain = std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7f; });
  return plain && text.size() <= mark_most ? text : std::string();
}

FeedDays days_of_all(const std::vector<HolidayFeed>& feeds) {
  FeedDays all;
  for (const HolidayFeed& feed : feeds) all.insert(feed.good.begin(), feed.good.end());
  return all;
}

bool same_ahead(const FeedDays& a, const FeedDays& b, std::int64_t today) {
  return std::equal(a.lower_bound(today), a.end(), b.lower_bound(today), b.end()) && !b.empty();
}

void let_go(HolidayFeed& feed) {
  feed.held_why.reset();
  feed.held.clear();
  feed.held_at = {};
}

/// The calendar with the days of all its sources; `instead` stands in for its row.
Result<Calendar> with_days(store::Connection& db, const Calendar& calendar, const HolidayFeed& instead) {
  auto feeds = feeds_of(db, calendar);
  for (HolidayFeed& feed : feeds)
    if (feed.id == instead.id) feed = instead;
  Calendar after = calendar;
  after.fetched = lines_of(days_of_all(feeds));
  if (auto wrong = problems_of(after); !wrong.empty()) return Error{Fault::invalid, std::move(wrong), {}};
  return after;
}

/// Clocks that run by the calendar follow as they follow a hand that corrected it.
void save_days(store::Tx& tx, const Calendar& before, Calendar after, const std::string& address) {
  if (after.fetched == before.fetched) return;
  std::string why = R"({"reason":)";
  record::append_json_string(why, "holidays of " + address);
  tx.update(before, after, {.kind = "calendar.holidays_fetched", .why = why + "}"});
  tx.catalogue_changed();
  tx.arm(timer_calendar_changed, "calendar", after.id, tx.now());
}

void note_failure(HolidayFeed& feed, const std::string& trouble, Time now) {
  feed.error = utf8_prefix(trouble.empty() ? "it could not be read" : trouble, error_most);
  feed.next_at = now + (again_first_us << std::min<std::int64_t>(feed.failures, doublings_most));
  ++feed.failures;
}

/// What has come is as good as what is there, or takes its place, or is held.
void take_fresh(store::Tx& tx, HolidayFeed& feed, const FeedOutcome& outcome) {
  const FeedDays next = merged(feed.good, outcome.days, today(tx.now()));
  if (next == feed.good) return let_go(feed);
  if (!feed.held_why && !feed.asked && same_ahead(next, feed.held, today(tx.now()))) return;
  auto why = doubt(feed.good, next, today(tx.now()));
  if (!why && feed.asked) why = HeldWhy::asked;
  if (why) {
    // A copy that somebody may be looking at stays the one that they look at.
    if (feed.held_why == why && feed.held == next) return;
    feed.held_why = why;
    feed.held = next;
    feed.held_at = tx.now();
    return;
  }
  const auto calendar = tx.find<Calendar>(feed.calendar);
  HolidayFeed taken = feed;
  taken.good = next;
  let_go(taken);
  const auto after = with_days(tx.db(), *calendar, taken);
  if (!after) return note_failure(feed, after.error().first().text, tx.now());
  feed = std::move(taken);
  save_days(tx, *calendar, *after, feed.address);
}

}  // namespace

std::string follow_feeds(store::Tx& tx, const Calendar& calendar) {
  const auto addresses = feed_addresses(calendar);
  for (const HolidayFeed& feed : all_feeds_of(tx.db(), calendar.id))
    if (std::ranges::find(addresses, feed.address) == addresses.end()) remove_feed(tx.db(), feed.id);
  const auto known = feeds_of(tx.db(), calendar);
  for (const std::string& address : addresses) {
    if (std::ranges::find(known, address, &HolidayFeed::address) != known.end()) continue;
    HolidayFeed feed;
    feed.id = tx.new_id();
    feed.calendar = calendar.id;
    feed.address = address;
    feed.next_at = tx.now();
    insert_feed(tx.db(), feed);
  }
  return lines_of(days_of_all(known));
}

std::optional<HolidayFeed> claim_feed(store::Tx& tx) {
  auto feed = due_feed(tx.db(), tx.now());
  if (!feed) return feed;
  feed->next_at = tx.now() + claimed_us;
  save_feed(tx.db(), *feed);
  return feed;
}

void take_outcome(store::Tx& tx, Id id, const FeedOutcome& outcome) {
  auto feed = find_feed(tx.db(), id);
  if (!feed) return;
  feed->tried_at = tx.now();
  if (outcome.kind == FeedOutcome::Kind::failed) {
    note_failure(*feed, outcome.trouble, tx.now());
  } else if (outcome.days.empty() && outcome.kind == FeedOutcome::Kind::fresh && feed->good.empty()) {
    note_failure(*feed, "the file has no whole days in these years", tx.now());
  } else {
    feed->fetched_at = tx.now();
    feed->next_at = tx.now() + every_us;
    feed->failures = 0;
    feed->error.clear();
    if (outcome.kind == FeedOutcome::Kind::fresh) {
      feed->etag = mark(outcome.etag);
      feed->last_modified = mark(outcome.last_modified);
      take_fresh(tx, *feed, outcome);
    }
  }
  feed->asked = false;
  save_feed(tx.db(), *feed);
}

Status ask_feeds(store::Tx& tx, const Calendar& calendar) {
  auto feeds = feeds_of(tx.db(), calendar);
  if (feeds.empty()) return error(Fault::conflict, "calendar.no_feeds", "The calendar names no address that holidays come from.");
  for (HolidayFeed& feed : feeds) {
    feed.asked = true;
    feed.next_at = tx.now();
    // What was held before comes again.
    feed.etag.clear();
    feed.last_modified.clear();
    save_feed(tx.db(), feed);
  }
  return Done{};
}

Status decide_held(store::Tx& tx, const Calendar& calendar, Id id, Time held_at, Verdict verdict) {
  auto feed = find_feed(tx.db(), id);
  if (!feed || feed->calendar != calendar.id) return api::missing("holiday feed");
  if (!feed->held_why || feed->held_at != held_at)
    return error(Fault::conflict, "calendar.nothing_held", "Nothing of this time is held: it was decided, or a newer copy has come.");
  if (verdict == Verdict::take) {
    HolidayFeed taken = *feed;
    taken.good = feed->held;
    let_go(taken);
    TRY(auto after, with_days(tx.db(), calendar, taken));
    feed = std::move(taken);
    save_days(tx, calendar, std::move(after), feed->address);
  } else {
    feed->held_why.reset();
    feed->held_at = {};
  }
  save_feed(tx.db(), *feed);
  return Done{};
}

}  // namespace evenkeel::service
