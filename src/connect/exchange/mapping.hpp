// How another system's table is read: which column is what, in which words its states and levels are written, how its times
// look, which columns tell the future. One TOML file, checked whole before the first row is read.
#pragma once
#include <boost/json/fwd.hpp>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "connect/exchange/time_format.hpp"
#include "practice/incident/incident.hpp"

namespace evenkeel::exchange {

/// log: several rows an incident, each a moment of it; incidents: one row one incident; records: one row one record of a kind.
enum class Input { log, incidents, records };

/// Where the value of one field comes from.
struct Source {
  std::string column;                                      // empty: a text or a constant
  std::vector<std::string> texts;                          // "{category}: {symptom}"; the first whose columns are all present
  std::map<std::string, std::string, std::less<>> values;  // from their words to ours; empty: as it is
  bool create = true;                                      // a reference: made when there is none
  record::JsonObject with;                                 // fields of the record that is made
};

/// A custom field that keeps a column as it is.
struct KeptColumn {
  Source source;
  std::string type = "text", label;  // type: a name of service::CustomType but choice
};

/// A tag that a row gets when the column holds one of the values.
struct TagRule {
  std::string tag, column;
  std::vector<std::string> values;
};

struct Mapping {
  std::string source;  // names the other system; with the number it says which incident is meant
  Input input = Input::incidents;
  std::string kind = "incident";  // records: "team", "person", ...
  char separator = ',';
  std::vector<std::string> missing{""};
  std::vector<TimeFormat> times;
  std::string zone = "UTC";                               // of times that say no offset
  bool columns_may_be_absent = false;                     // a mapped column that the file lacks is passed over
  std::string number;                                     // column: which incident a row belongs to
  std::string at, by;                                     // columns: when the row was written, by whom
  std::map<std::string, Source, std::less<>> fields;      // of incidents, by field
  std::map<std::string, KeptColumn, std::less<>> custom;  // by name of the custom field
  std::vector<TagRule> tags;
  /// Columns that hold what is only known once the state is reached, though rows before it are filled in already.
  std::vector<std::string> known_when_resolved, known_when_closed;

  bool is_missing(std::string_view cell) const;
  const Source* find(std::string_view field) const;
  /// Every column that is named anywhere, once.
  std::vector<std::string> columns() const;
};

/// Errors, all at once, with the line in the file: mapping.syntax, mapping.unknown_key, mapping.unknown_field, mapping.wrong_type,
/// mapping.required, mapping.unknown_value, mapping.time_format, mapping.unknown_zone.
Result<Mapping> parse_mapping(std::string_view toml, std::string_view file_name);
/// Reads the file; mapping.unreadable beside the errors of parse_mapping.
Result<Mapping> load_mapping(const std::string& path);

/// The same out of JSON, member by member as the TOML has them; lines are not told.
Result<Mapping> parse_mapping(const boost::json::object& json);
/// A mapping file as JSON; the errors of parse_mapping.
Result<boost::json::object> mapping_as_json(std::string_view toml, std::string_view file_name);

/// A mapping that comes with the program.
struct ShippedMapping {
  std::string_view name, toml;  // "servicenow-log"
};
std::span<const ShippedMapping> shipped_mappings();

/// A value of a state in a mapping: "new", "in_progress", "on_hold caller", "resolved" ...
struct StateWord {
  incident::State state = incident::State::new_;
  std::optional<incident::HoldKind> hold;
};
std::optional<StateWord> parse_state(std::string_view text);

/// What a mapping may set of an incident beside its plain input fields.
bool is_mappable(std::string_view incident_field);

}  // namespace evenkeel::exchange

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<exchange::Input> = std::array<std::string_view, 3>{"log", "incidents", "records"};
}
