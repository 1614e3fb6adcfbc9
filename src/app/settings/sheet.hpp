// Settings as files: one TOML file a kind, a table a record, names instead of ids, in an order that does not depend on the
// register. Only what differs from a new record is written, so that a file says what somebody decided.
#pragma once
#include <boost/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "record/record.hpp"

namespace evenkeel::app::settings {

/// One record as a file says it: values by the position of their field, references as the names of what they refer to. null:
/// absent. Fields that files do not have (id, version, secrets) are null.
struct Row {
  std::string label;  // what the record is called among its kind: "Head office > North wing"
  std::size_t line = 0;
  std::vector<boost::json::value> cells;
};
struct Sheet {
  const record::RecordType* type = nullptr;
  std::vector<Row> rows;
};

/// Larger files are no settings any more.
constexpr std::size_t file_most = 64 << 20;

/// Does the field stand in files?
bool is_written(const record::Field& field);
/// What a field holds in a record that nobody changed, as a cell.
boost::json::value initial_cell(const record::Field& field);
/// "teams.toml"
std::string file_name(const record::RecordType& type);

/// The text of a file.
std::string write_sheet(const Sheet& sheet);
/// Reads a file; problems name it, the line and the field: settings.unreadable, settings.unknown_table, settings.unknown_field, and
/// those of the field's own values. References are not looked up.
Result<Sheet> read_sheet(const record::RecordType& type, std::string_view text);

/// What the record of this row is called, by the kind's natural key.
std::string label_of(const record::RecordType& type, const std::vector<boost::json::value>& cells);

/// A cell as people read it in a plan.
std::string shown(const boost::json::value& cell);

}  // namespace evenkeel::app::settings
