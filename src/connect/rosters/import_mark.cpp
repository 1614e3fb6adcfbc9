#include "connect/rosters/import_mark.hpp"

namespace evenkeel::rosters {

using store::Param;

std::string roster_import_schema() {
  return R"(
CREATE TABLE roster_import (
  source {text} {bytewise} NOT NULL,
  schedule {text} {bytewise} NOT NULL,
  shift {text} {bytewise} NOT NULL,
  record {int} NOT NULL,
  digest {text} NOT NULL,
  PRIMARY KEY (source, schedule, shift)
) {strict};
)";
}

std::optional<ImportMark> find_mark(store::Connection& db, std::string_view source, std::string_view schedule) {
  std::optional<ImportMark> found;
  db.query("SELECT record, digest FROM roster_import WHERE source = $1 AND schedule = $2 AND shift = ''", {Param(source), Param(schedule)},
           [&](const store::Row& row) { found = ImportMark{row.id(0), std::string(row.text(1))}; });
  return found;
}

std::map<std::string, ImportMark> shift_marks(store::Connection& db, std::string_view source, std::string_view schedule) {
  std::map<std::string, ImportMark> all;
  db.query("SELECT shift, record, digest FROM roster_import WHERE source = $1 AND schedule = $2 AND shift <> ''",
           {Param(source), Param(schedule)},
           [&](const store::Row& row) { all.emplace(std::string(row.text(0)), ImportMark{row.id(1), std::string(row.text(2))}); });
  return all;
}

void put_mark(store::Tx& tx, std::string_view source, std::string_view schedule, std::string_view shift, const ImportMark& mark) {
  tx.db().execute(
      "INSERT INTO roster_import (source, schedule, shift, record, digest) VALUES ($1, $2, $3, $4, $5) "
      "ON CONFLICT (source, schedule, shift) DO UPDATE SET record = excluded.record, digest = excluded.digest",
      {Param(source), Param(schedule), Param(shift), Param(mark.record), Param(mark.digest)});
}

void drop_mark(store::Tx& tx, std::string_view source, std::string_view schedule, std::string_view shift) {
  tx.db().execute("DELETE FROM roster_import WHERE source = $1 AND schedule = $2 AND shift = $3",
                  {Param(source), Param(schedule), Param(shift)});
}

}  // namespace evenkeel::rosters
