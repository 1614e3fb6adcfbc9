#include "connect/exchange/import_store.hpp"

#include <fmt/format.h>

#include <charconv>

#include "practice/incident/incident_store.hpp"

namespace evenkeel::exchange {

using store::Connection;
using store::Param;
using store::Row;

namespace {

constexpr std::size_t refs_at_once = 64;  // one prepared statement for all pieces
constexpr std::int64_t number_most = 9'999'999'999;

}  // namespace

std::string exchange_schema() {
  return R"(
CREATE TABLE import_mark (
  source {text} {bytewise} NOT NULL,
  ref {text} {bytewise} NOT NULL,
  incident {int} NOT NULL,
  version {int} NOT NULL,
  rows_taken {int} NOT NULL,
  digest {text} NOT NULL,
  PRIMARY KEY (source, ref)
) {strict};

CREATE TABLE import_number (
  source {text} {bytewise} NOT NULL,
  first {int} NOT NULL,
  last {int} NOT NULL,
  PRIMARY KEY (source, first)
) {strict};

-- people are found again by what they are called elsewhere
CREATE INDEX person__external_ref ON person(external_ref) WHERE external_ref IS NOT NULL;
)";
}

std::unordered_map<std::string, Mark> find_marks(Connection& db, std::string_view source, const std::vector<std::string>& refs) {
  static const std::string sql = [] {
    std::string text = "SELECT ref, incident, version, rows_taken, digest FROM import_mark WHERE source = $1 AND ref IN (";
    for (std::size_t i = 0; i < refs_at_once; ++i) text += fmt::format("{}${}", i ? "," : "", i + 2);
    return text + ")";
  }();
  std::unordered_map<std::string, Mark> marks;
  for (std::size_t from = 0; from < refs.size(); from += refs_at_once) {
    std::vector<Param> params{Param(source)};
    // The last piece is filled up with its first ref: the statement stays the same.
    for (std::size_t i = from; i < from + refs_at_once; ++i) params.emplace_back(refs[i < refs.size() ? i : from]);
    db.query(sql, store::Params(params), [&](const Row& row) {
      marks[std::string(row.text(0))] = Mark{row.id(1), row.integer(2), row.integer(3), std::string(row.text(4))};
    });
  }
  return marks;
}

bool only_clocks_moved(Connection& db, const Mark& mark) {
  bool only = true;
  db.query("SELECT 1 FROM change WHERE root_id = $1 AND subject_id = $1 AND version > $2 AND kind <> $3 LIMIT 1",
           {Param(mark.incident), Param(mark.version), Param(incident::due_changed)}, [&](const Row&) { only = false; });
  return only;
}

void insert_mark(Connection& db, std::string_view source, std::string_view ref, const Mark& mark) {
  db.execute("INSERT INTO import_mark(source, ref, incident, version, rows_taken, digest) VALUES ($1,$2,$3,$4,$5,$6)",
             {Param(source), Param(ref), Param(mark.incident), Param(mark.version), Param(mark.rows), Param(mark.digest)});
}

void update_mark(Connection& db, std::string_view source, std::string_view ref, std::int64_t rows_before, const Mark& mark) {
  db.execute_one("UPDATE import_mark SET version = $1, rows_taken = $2, digest = $3 WHERE source = $4 AND ref = $5 AND rows_taken = $6",
                 {Param(mark.version), Param(mark.rows), Param(mark.digest), Param(source), Param(ref), Param(rows_before)});
}

std::vector<NumberRange> number_ranges(Connection& db, std::string_view source) {
  std::vector<NumberRange> ranges;
  db.query("SELECT first, last FROM import_number WHERE source = $1 ORDER BY first", {Param(source)},
           [&](const Row& row) { ranges.push_back({row.integer(0), row.integer(1)}); });
  return ranges;
}

void keep_numbers(store::Tx& tx, std::string_view source, std::int64_t last) {
  const std::int64_t given = tx.raise_numbers(last);
  if (given >= last) return;
  // Ranges that touch are one.
  const auto longer = tx.db().execute_count("UPDATE import_number SET last = $1 WHERE source = $2 AND last = $3",
                                            {Param(last), Param(source), Param(given)});
  if (longer == 0)
    tx.db().execute("INSERT INTO import_number(source, first, last) VALUES ($1,$2,$3)", {Param(source), Param(given), Param(last)});
}

std::optional<std::int64_t> own_number(std::string_view text) {
  constexpr std::string_view prefix = "INC";
  if (!text.starts_with(prefix)) return std::nullopt;
  const std::string_view digits = text.substr(prefix.size());
  std::int64_t n = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
  if (error != std::errc() || end != digits.data() + digits.size() || n <= 0 || n > number_most) return std::nullopt;
  return incident::format_number(n) == text ? std::optional(n) : std::nullopt;
}

}  // namespace evenkeel::exchange
