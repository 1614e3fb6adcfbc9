// Holidays of a calendar that others publish at an address: the last good copy of each source, and what is held back of a newer one until
// somebody has looked. What holds of all of them together stands in the calendar itself, so that it has a history as every change of it.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "practice/service/catalogue.hpp"
#include "store/tx.hpp"

namespace evenkeel::service {

/// Names by date, a count of days since 1970-01-01.
using FeedDays = std::map<std::int64_t, std::string>;

/// What a calendar has for them; they came after its table.
inline constexpr std::string_view feed_fields[] = {"feeds", "fetched"};

/// Why a copy does not hold yet.
enum class HeldWhy {
  loses_most,  // more than half of the days to come would be gone
  too_many,    // so many that it is no list of holidays
  asked        // somebody wanted to look first
};

/// One source of one calendar.
struct HolidayFeed {
  Id id, calendar;
  std::string address;
  FeedDays good;                       // the last good copy
  std::string etag, last_modified;     // of the last answer
  Time fetched_at, tried_at, next_at;  // fetched: it was good, or had not changed
  std::int64_t failures = 0;           // one after the other
  std::string error;                   // of the last one
  std::optional<HeldWhy> held_why;     // none: nothing is held; then:
  FeedDays held;                       // what somebody left, which does not come again by itself
  Time held_at;
  bool asked = false;  // what comes next is looked at first
};

/// What came of asking a source.
struct FeedOutcome {
  enum class Kind { fresh, unchanged, failed };
  Kind kind = Kind::failed;
  FeedDays days;
  std::string etag, last_modified, trouble;
};

constexpr std::size_t feeds_most = 5;   // of a calendar: a country, a region, the own house, and room
constexpr std::int64_t feed_years = 3;  // this one and the two after it

// ---- rules -----------------------------------------------------------------------------------------------------------

/// The addresses that a calendar names, a line each, none twice.
std::vector<std::string> feed_addresses(const Calendar& calendar);
/// What is wrong with them. Codes calendar.feeds.
std::vector<Problem> problems_of_feeds(const Calendar& calendar);

/// The copy that would hold after `fresh` came: past days stay as clocks counted by them. `today` is a count of days.
FeedDays merged(const FeedDays& good, const FeedDays& fresh, std::int64_t today);
/// Why a person should look before `next` takes the place of `good`; nothing: it may.
std::optional<HeldWhy> doubt(const FeedDays& good, const FeedDays& next, std::int64_t today);

/// "2026-12-25 closed Christmas Day", a line each; and back.
std::string lines_of(const FeedDays& days);
FeedDays days_of(std::string_view lines);

/// The first day of this year, and the first that no feed is asked for.
struct FeedYears {
  std::int64_t from_day, until_day;
};
FeedYears years_from(Time now);

// ---- store -----------------------------------------------------------------------------------------------------------

std::string holiday_feed_schema();
/// In the order in which the calendar names them.
std::vector<HolidayFeed> feeds_of(store::Connection& db, const Calendar& calendar);
/// Also those that it names no more.
std::vector<HolidayFeed> all_feeds_of(store::Connection& db, Id calendar);
std::optional<HolidayFeed> find_feed(store::Connection& db, Id feed);
/// Of an active calendar, whichever waits longest.
std::optional<HolidayFeed> due_feed(store::Connection& db, Time now);
/// When the next one is to be asked.
std::optional<Time> next_feed(store::Connection& db);
void insert_feed(store::Connection& db, const HolidayFeed& feed);
void save_feed(store::Connection& db, const HolidayFeed& feed);
void remove_feed(store::Connection& db, Id feed);
/// Of a calendar that is gone.
void forget_feeds(store::Connection& db, Id calendar);

// ---- desk ------------------------------------------------------------------------------------------------------------

/// Brings the rows in step with what the calendar names, and answers the days of all of them as lines.
std::string follow_feeds(store::Tx& tx, const Calendar& calendar);
/// One that is due, put off so that no other node asks meanwhile.
std::optional<HolidayFeed> claim_feed(store::Tx& tx);
/// Keeps what came of it. A change of days is a change of the calendar, and open clocks follow it.
void take_outcome(store::Tx& tx, Id feed, const FeedOutcome& outcome);
/// All sources of the calendar are asked at once, and what they bring is held for somebody to look at. Errors: calendar.no_feeds.
Status ask_feeds(store::Tx& tx, const Calendar& calendar);
enum class Verdict { take, leave };
/// On what is held since `held_at`. Errors: calendar_feed missing, calendar.nothing_held (another copy came meanwhile, or it was decided),
/// and what is wrong with the dates together.
Status decide_held(store::Tx& tx, const Calendar& calendar, Id feed, Time held_at, Verdict verdict);

}  // namespace evenkeel::service

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<service::HeldWhy> = std::array<std::string_view, 3>{"loses_most", "too_many", "asked"};
}  // namespace evenkeel::record
