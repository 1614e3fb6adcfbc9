// What an import could not take, row by row: each finding goes out as soon as it is known, so that a million of them need no
// memory; only the counts are kept.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "record/record.hpp"

namespace evenkeel::exchange {

/// What became of what the finding is about.
enum class Fate {
  row_refused,   // nothing of the row was taken
  cell_refused,  // the row was taken without this cell
  noted,         // taken as it is; somebody should know
};

struct Finding {
  Fate fate = Fate::noted;
  std::size_t line = 0;  // in the file, from 1; 0: concerns the file
  std::string number;    // of the incident, as the source names it
  std::string code;      // "out_of_order"
  std::string why;       // for people
};

/// What an import read, wrote and refused, in numbers.
struct ImportFigures {
  /// How many findings there were of this code.
  std::int64_t count(std::string_view code) const;
  std::int64_t count(Fate fate) const;

  std::int64_t rows = 0;        // read, without the heading
  std::int64_t rows_known = 0;  // were imported before
  std::int64_t incidents_new = 0, incidents_continued = 0, incidents_known = 0;
  std::int64_t changes = 0;                 // written to the change log
  std::int64_t records_created = 0;         // people and catalogue records made because rows name them
  std::int64_t updated = 0, unchanged = 0;  // records, when records are imported

  /// Findings by what became of what they are about, and by code.
  std::map<std::pair<Fate, std::string>, std::int64_t> counts;

  /// Some lines of text: what was read, written, refused and why.
  std::string summary() const;
};

class ImportReport : public ImportFigures {
 public:
  /// `sink` gets each finding; may be empty.
  explicit ImportReport(std::function<void(const Finding&)> sink = {}) : sink_(std::move(sink)) {}
  void add(Finding finding);

 private:
  std::function<void(const Finding&)> sink_;
};

/// The heading of a report as CSV, and a finding as one of its lines.
std::string report_heading();
std::string report_line(const Finding& finding);

}  // namespace evenkeel::exchange

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<exchange::Fate> = std::array<std::string_view, 3>{"row_refused", "cell_refused", "noted"};
}
