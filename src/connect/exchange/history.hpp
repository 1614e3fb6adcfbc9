// The life of an incident as the rows of another system tell it: one step a row, each with the row's own time, made by the same
// pure functions that our own commands use, so that durations are those of the source. Nothing the rows do not say is added; what
// they contradict is noted.
#pragma once
#include <string>
#include <vector>

#include "connect/exchange/row_reader.hpp"

namespace evenkeel::exchange {

/// One change of the incident, ready to be written.
struct Step {
  record::Record after;  // id, version and number are set when it is written
  std::string kind;      // "incident.assigned"
  Time at;
  std::string why;                       // JSON: source, line, who
  std::optional<incident::Cycle> ended;  // the cycle that this step ended by reopening
};

struct History {
  std::string ref;  // the incident's number in the source
  std::size_t first_line = 0;
  std::string number;                    // ours; empty: it gets the next one
  std::optional<record::Record> before;  // an incident that was imported earlier
  std::vector<Step> steps;
  incident::Incident last;                 // after the last step
  std::int64_t rows_before = 0, rows = 0;  // of the file that it rests on: imported earlier; all
  std::string digest;                      // of all these rows, hexadecimal
};

/// What a history is told with.
struct Telling {
  const Mapping& mapping;
  const RowReader& reader;
  const service::PriorityMatrix& matrix;
  std::int64_t confirmation_us;  // how long a caller may reject a resolution
  Time now;
  ImportReport& report;
};

/// Continues `history` (its `before`, when it has one) with the rows, in the order of the file.
void tell(History& history, const std::vector<Said>& rows, const Telling& telling);

}  // namespace evenkeel::exchange
