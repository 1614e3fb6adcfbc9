// What one row says about an incident, in our words: the mapping applied to the cells, with everything that cannot be understood
// reported and left out.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "connect/exchange/import_report.hpp"
#include "connect/exchange/mapping.hpp"
#include "connect/exchange/references.hpp"
#include "connect/exchange/table.hpp"
#include "practice/incident/lifecycle.hpp"
#include "practice/service/catalogue.hpp"

namespace evenkeel::exchange {

/// One row, understood. An empty member is an empty cell, or a column that is not there: RowReader::speaks_of() tells which.
struct Said {
  std::size_t line = 0;
  std::string by;  // who wrote the row, as the source names them
  Time at, opened_at, acknowledged_at, first_response_at, resolved_at, closed_at;
  StateWord state;
  incident::Place place;
  Id category, subcategory, closing_category, closing_subcategory, resolution_code, resolved_by;
  std::string resolution_notes, rating_comment, custom;
  std::vector<std::string> tags;
  std::optional<bool> workaround;
  std::optional<std::int64_t> priority, hand_overs, reopenings, rating, time_worked_s;
  std::vector<std::pair<std::size_t, record::Value>> plain;  // position of the field in the description of incidents, value
};

class RowReader {
 public:
  /// Rows of after `now` are refused. All arguments must outlive the reader.
  RowReader(const Mapping& mapping, const Table& table, References& references, const service::PriorityMatrix& matrix, Time now);
  /// Columns that the mapping names and the file lacks, all at once: import.unknown_column.
  Status check() const;
  /// The field is mapped, and the file has its column.
  bool speaks_of(std::string_view field) const { return spoken_.contains(field); }

  /// The number of the incident; empty when the row has none.
  std::string number(const TableRow& row) const;
  /// Tells the references what the row names.
  void want(const TableRow& row) const;
  /// After the references are settled. Empty when the row cannot be taken; the report says why.
  std::optional<Said> read(const TableRow& row, const std::string& number, ImportReport& report) const;

 private:
  /// A mapped field with where its cells lie.
  struct Bound {
    const record::Field* field;
    const Source* source;
    std::size_t position;  // of the field
    std::optional<std::size_t> column;
  };
  struct Reading;  // one row under way

  std::optional<std::size_t> column(std::string_view name) const;
  std::optional<std::string> cell(const TableRow& row, std::optional<std::size_t> column) const;
  std::optional<std::string> composed(const TableRow& row, const Source& source) const;
  std::optional<std::string> value(const TableRow& row, const Bound& bound, incident::State state) const;
  bool is_known(std::optional<std::size_t> column, incident::State state) const;
  std::optional<StateWord> stated(const TableRow& row, std::string& cell) const;
  References::Named named(const TableRow& row, const Bound& bound, std::string text, incident::State state) const;

  bool read_moment(Reading& r) const;
  void read_field(Reading& r, const Bound& bound) const;
  void read_time(Reading& r, const Bound& bound, const std::string& text) const;
  void read_reference(Reading& r, const Bound& bound, const std::string& text) const;
  bool read_special(Reading& r, const Bound& bound, const std::string& text) const;
  void read_custom(Reading& r) const;
  void read_tags(Reading& r) const;
  void check_title(Reading& r) const;

  const Mapping& mapping_;
  const Table& table_;
  References& references_;
  const service::PriorityMatrix& matrix_;
  Time now_;
  std::vector<Bound> bound_;
  std::set<std::string_view> spoken_;
  std::set<std::size_t> known_when_resolved_, known_when_closed_;
};

}  // namespace evenkeel::exchange
