#include "app/feed_fetcher.hpp"

#include "base/log.hpp"
#include "practice/people/accounts.hpp"
#include "practice/service/holiday_feed.hpp"

namespace evenkeel::app {
namespace {

constexpr std::chrono::milliseconds pause{2'000};  // whoever asks now waits for it

using service::FeedOutcome;
using service::HolidayFeed;

FeedOutcome outcome_of(icalendar::FeedAnswer answer) {
  using Kind = icalendar::FeedAnswer::Kind;
  FeedOutcome outcome;
  outcome.kind = answer.kind == Kind::fresh       ? FeedOutcome::Kind::fresh
                 : answer.kind == Kind::unchanged ? FeedOutcome::Kind::unchanged
                                                  : FeedOutcome::Kind::failed;
  for (icalendar::Holiday& holiday : answer.holidays) outcome.days.emplace(holiday.day, std::move(holiday.name));
  outcome.etag = std::move(answer.etag);
  outcome.last_modified = std::move(answer.last_modified);
  outcome.trouble = std::move(answer.trouble);
  return outcome;
}

}  // namespace

FeedFetcher::FeedFetcher(store::Register& reg, icalendar::FeedWays ways, http::AddressBlocks networks)
    : register_(reg), ways_(std::move(ways)), networks_(std::move(networks)) {
  ways_.networks = &networks_;
  ways_.given_up = &closing_;
}

std::optional<Time> FeedFetcher::next_due() {
  std::optional<Time> next;
  register_.readers.read([&](store::Connection& db) { next = service::next_feed(db); });
  return next;
}

std::size_t FeedFetcher::step() {
  const auto due = next_due();
  if (closing_ || !due || *due > register_.world.now()) return 0;
  const auto actor = people::system_principal("holidays").actor();
  std::optional<HolidayFeed> feed;
  (void)register_.writer.run(store::Lane::clockwork, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
    feed = service::claim_feed(tx);
    return store::Outcome{};
  });
  if (!feed) return 0;
  const auto years = service::years_from(register_.world.now());
  const auto outcome =
      outcome_of(icalendar::fetch_feed({feed->address, feed->etag, feed->last_modified, years.from_day, years.until_day}, ways_));
  // Nobody waited for it: the row was put off, and the next start asks again.
  if (closing_ && outcome.kind == FeedOutcome::Kind::failed) return 0;
  if (outcome.kind == FeedOutcome::Kind::failed)
    log_warn("calendar.holidays_not_fetched", {{"calendar", to_string(feed->calendar)}, {"why", outcome.trouble}});
  const auto taken = register_.writer.run(store::Lane::clockwork, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
    service::take_outcome(tx, feed->id, outcome);
    return store::Outcome{};
  });
  if (!taken) log_error("calendar.holidays_not_taken", {{"calendar", to_string(feed->calendar)}, {"why", taken.error().first().text}});
  return 1;
}

void FeedFetcher::start() {
  loop_.start([this] {
    // What fails here is tried again: the row was put off, not forgotten.
    try {
      if (step() > 0) return std::chrono::milliseconds(0);
    } catch (const std::exception& e) {
      log_error("calendar.holidays_failed", {{"what", e.what()}});
    }
    return pause;
  });
}

}  // namespace evenkeel::app
