#include "practice/check/check_store.hpp"

#include <fmt/format.h>

namespace evenkeel::checks {
namespace {

using store::Param;
using store::Row;

constexpr std::string_view columns =
    "check_id, standing, failures, successes, since_at, last_at, well, took_us, text, next_at, claimed_at, place";

CheckState read_state(const Row& row) {
  CheckState s;
  s.check = row.id(0);
  s.standing = record::from_name<Standing>(row.text(1)).value_or(Standing::fresh);
  s.failures = row.integer(2);
  s.successes = row.integer(3);
  s.since_at = row.time(4);
  s.last_at = row.time(5);
  s.last = {row.integer(6) != 0, row.integer(7), std::string(row.text(8))};
  s.next_at = row.time(9);
  s.claimed_at = row.time(10);
  s.place = row.text(11);
  return s;
}

}  // namespace

std::string check_state_schema() {
  return R"(
CREATE TABLE check_state (
  check_id {int} PRIMARY KEY,
  standing {text} NOT NULL CHECK (standing IN ('new', 'up', 'down')),
  failures {int} NOT NULL,
  successes {int} NOT NULL,
  since_at {int},
  last_at {int},
  well {int} NOT NULL CHECK (well IN (0, 1)),
  took_us {int} NOT NULL,
  text {text} NOT NULL,
  next_at {int},
  claimed_at {int}
) {strict};
CREATE INDEX check_state__next ON check_state(next_at);
CREATE TABLE check_result (
  id {int} PRIMARY KEY,
  check_id {int} NOT NULL,
  at {int} NOT NULL,
  well {int} NOT NULL CHECK (well IN (0, 1)),
  took_us {int} NOT NULL,
  text {text} NOT NULL
) {strict};
CREATE INDEX check_result__check ON check_result(check_id, id);
)";
}

std::string check_state_place_schema() {
  return R"(
ALTER TABLE check_state ADD COLUMN place {text} NOT NULL DEFAULT '';
DROP INDEX check_state__next;
CREATE INDEX check_state__next ON check_state(place, next_at);
)";
}

CheckState state_of(store::Connection& db, Id check) {
  CheckState state;
  state.check = check;
  db.query(fmt::format("SELECT {} FROM check_state WHERE check_id = $1", columns), {Param(check)},
           [&](const Row& row) { state = read_state(row); });
  return state;
}

CheckState hold_state(store::Connection& db, Id check) {
  if (db.engine() == store::Engine::postgres)
    db.query("SELECT 1 FROM check_state WHERE check_id = $1 FOR UPDATE", {Param(check)}, [](const Row&) {});
  return state_of(db, check);
}

std::map<Id, CheckState> all_states(store::Connection& db) {
  std::map<Id, CheckState> all;
  db.query(fmt::format("SELECT {} FROM check_state ORDER BY check_id", columns), {},
           [&](const Row& row) { all.emplace(row.id(0), read_state(row)); });
  return all;
}

void keep_state(store::Connection& db, const CheckState& s) {
  db.execute(
      fmt::format("INSERT INTO check_state({}) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12) "
                  "ON CONFLICT (check_id) DO UPDATE SET standing = excluded.standing, failures = excluded.failures, "
                  "successes = excluded.successes, since_at = excluded.since_at, last_at = excluded.last_at, "
                  "well = excluded.well, took_us = excluded.took_us, text = excluded.text, next_at = excluded.next_at, "
                  "claimed_at = excluded.claimed_at, place = excluded.place",
                  columns),
      {Param(s.check), Param(record::name_of(s.standing)), Param(s.failures), Param(s.successes), Param(s.since_at), Param(s.last_at),
       Param(std::int64_t{s.last.well}), Param(s.last.took_us), Param(s.last.text), Param(s.next_at), Param(s.claimed_at), Param(s.place)});
}

void forget_state(store::Connection& db, Id check) {
  db.execute("DELETE FROM check_result WHERE check_id = $1", {Param(check)});
  db.execute("DELETE FROM check_state WHERE check_id = $1", {Param(check)});
}

std::optional<Time> next_due(store::Connection& db, std::string_view place) {
  std::optional<Time> next;
  db.query("SELECT next_at FROM check_state WHERE place = $1 AND next_at IS NOT NULL ORDER BY next_at LIMIT 1", {Param(place)},
           [&](const Row& row) { next = row.time(0); });
  return next;
}

std::optional<Time> next_due_elsewhere(store::Connection& db) {
  std::optional<Time> next;
  db.query("SELECT next_at FROM check_state WHERE place <> '' AND next_at IS NOT NULL ORDER BY next_at LIMIT 1", {},
           [&](const Row& row) { next = row.time(0); });
  return next;
}

std::optional<CheckState> due_state(store::Connection& db, std::string_view place, Time now) {
  std::optional<CheckState> due;
  db.query(fmt::format("SELECT {} FROM check_state WHERE place = $1 AND next_at IS NOT NULL AND (next_at <= $2 OR claimed_at > $2) "
                       "ORDER BY next_at, check_id LIMIT 1",
                       columns),
           {Param(place), Param(now)}, [&](const Row& row) { due = read_state(row); });
  return due;
}

std::optional<CheckState> neglected_state(store::Connection& db, Time since) {
  std::optional<CheckState> found;
  db.query(fmt::format("SELECT {} FROM check_state WHERE place <> '' AND next_at <= $1 ORDER BY next_at, check_id LIMIT 1", columns),
           {Param(since)}, [&](const Row& row) { found = read_state(row); });
  return found;
}

bool claim(store::Connection& db, const CheckState& seen, Time next_at, Time now) {
  return db.execute_count("UPDATE check_state SET next_at = $1, claimed_at = $2 WHERE check_id = $3 AND next_at = $4 AND claimed_at = $5",
                          {Param(next_at), Param(now), Param(seen.check), Param(seen.next_at), Param(seen.claimed_at)}) == 1;
}

void insert_result(store::Connection& db, Id check, const ResultRow& row) {
  db.execute(
      "INSERT INTO check_result(id, check_id, at, well, took_us, text) VALUES ($1,$2,$3,$4,$5,$6)",
      {Param(row.id), Param(check), Param(row.at), Param(std::int64_t{row.probe.well}), Param(row.probe.took_us), Param(row.probe.text)});
  db.execute(
      "DELETE FROM check_result WHERE check_id = $1 AND id <= "
      "(SELECT id FROM check_result WHERE check_id = $1 ORDER BY id DESC LIMIT 1 OFFSET $2)",
      {Param(check), Param(results_kept)});
}

std::vector<ResultRow> results_of(store::Connection& db, Id check) {
  std::vector<ResultRow> all;
  db.query("SELECT id, at, well, took_us, text FROM check_result WHERE check_id = $1 ORDER BY id DESC LIMIT $2",
           {Param(check), Param(results_kept)}, [&](const Row& row) {
             all.push_back({row.id(0), row.time(1), {row.integer(2) != 0, row.integer(3), std::string(row.text(4))}});
           });
  return all;
}

}  // namespace evenkeel::checks
