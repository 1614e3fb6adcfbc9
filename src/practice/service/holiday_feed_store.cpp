// Sources of holidays as rows: they change with every answer, and nobody has to find that in the change log.
#include "practice/service/holiday_feed.hpp"
#include "store/schema.hpp"

namespace evenkeel::service {
namespace {

HolidayFeed read_row(const store::Row& row) {
  HolidayFeed feed;
  feed.id = row.id(0);
  feed.calendar = row.id(1);
  feed.address = row.text(2);
  feed.good = days_of(row.text(3));
  feed.etag = row.text(4);
  feed.last_modified = row.text(5);
  feed.fetched_at = row.time(6);
  feed.tried_at = row.time(7);
  feed.next_at = row.time(8);
  feed.failures = row.integer(9);
  feed.error = row.text(10);
  feed.held_why = record::from_name<HeldWhy>(row.text(11));
  feed.held = days_of(row.text(12));
  feed.held_at = row.time(13);
  feed.asked = row.integer(14) != 0;
  return feed;
}

std::vector<HolidayFeed> read_feeds(store::Connection& db, std::string_view where, std::initializer_list<store::Param> params) {
  std::vector<HolidayFeed> feeds;
  db.query(
      "SELECT f.id, f.calendar, f.address, f.good, f.etag, f.last_modified, f.fetched_us, f.tried_us, f.next_us, f.failures, f.error, "
      "f.held_why, f.held, f.held_us, f.asked FROM holiday_feed f JOIN calendar c ON c.id = f.calendar WHERE " +
          std::string(where),
      params, [&](const store::Row& row) { feeds.push_back(read_row(row)); });
  return feeds;
}

}  // namespace

std::string holiday_feed_schema() {
  return store::ddl_adding(record::type_of<Calendar>(), feed_fields) + R"(
CREATE TABLE holiday_feed (
  id {int} PRIMARY KEY,
  calendar {int} NOT NULL,
  address {text} {bytewise} NOT NULL,
  good {text},
  etag {text},
  last_modified {text},
  fetched_us {int},
  tried_us {int},
  next_us {int} NOT NULL,
  failures {int} NOT NULL,
  error {text},
  held_why {text},
  held {text},
  held_us {int},
  asked {int} NOT NULL
) {strict};
CREATE UNIQUE INDEX holiday_feed__calendar ON holiday_feed(calendar, address);
CREATE INDEX holiday_feed__next ON holiday_feed(next_us, id);
)";
}

std::vector<HolidayFeed> all_feeds_of(store::Connection& db, Id calendar) {
  return read_feeds(db, "f.calendar = $1 ORDER BY f.id", {store::Param(calendar)});
}

std::vector<HolidayFeed> feeds_of(store::Connection& db, const Calendar& calendar) {
  auto rows = all_feeds_of(db, calendar.id);
  std::vector<HolidayFeed> feeds;
  for (const std::string& address : feed_addresses(calendar))
    for (HolidayFeed& row : rows)
      if (row.address == address) feeds.push_back(std::move(row));
  return feeds;
}

std::optional<Time> next_feed(store::Connection& db) {
  std::optional<Time> next;
  db.query("SELECT f.next_us FROM holiday_feed f JOIN calendar c ON c.id = f.calendar WHERE c.active = 1 ORDER BY f.next_us LIMIT 1", {},
           [&](const store::Row& row) { next = row.time(0); });
  return next;
}

std::optional<HolidayFeed> find_feed(store::Connection& db, Id feed) {
  auto found = read_feeds(db, "f.id = $1", {store::Param(feed)});
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::optional<HolidayFeed> due_feed(store::Connection& db, Time now) {
  auto found = read_feeds(db, "f.next_us <= $1 AND c.active = 1 ORDER BY f.next_us, f.id LIMIT 1", {store::Param(now)});
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

void insert_feed(store::Connection& db, const HolidayFeed& feed) {
  db.execute("INSERT INTO holiday_feed (id, calendar, address, next_us, failures, asked) VALUES ($1, $2, $3, $4, 0, 0)",
             {store::Param(feed.id), store::Param(feed.calendar), store::Param(feed.address), store::Param(feed.next_at)});
}

void save_feed(store::Connection& db, const HolidayFeed& feed) {
  const std::string good = lines_of(feed.good), held = lines_of(feed.held);
  db.execute_one(
      "UPDATE holiday_feed SET good = $1, etag = $2, last_modified = $3, fetched_us = $4, tried_us = $5, next_us = $6, failures = $7, "
      "error = $8, held_why = $9, held = $10, held_us = $11, asked = $12 WHERE id = $13",
      {store::Param(good), store::Param(feed.etag), store::Param(feed.last_modified), store::Param(feed.fetched_at),
       store::Param(feed.tried_at), store::Param(feed.next_at), store::Param(feed.failures), store::Param(feed.error),
       feed.held_why ? store::Param(record::name_of(*feed.held_why)) : store::Param(nullptr), store::Param(held),
       store::Param(feed.held_at), store::Param(std::int64_t{feed.asked}), store::Param(feed.id)});
}

void forget_feeds(store::Connection& db, Id calendar) {
  db.execute("DELETE FROM holiday_feed WHERE calendar = $1", {store::Param(calendar)});
}

void remove_feed(store::Connection& db, Id feed) { db.execute("DELETE FROM holiday_feed WHERE id = $1", {store::Param(feed)}); }

}  // namespace evenkeel::service
