// Catalogue records out of a CSV file. Columns are named as fields are; a line meets the record it means by id, by external
// reference or by name, and writes only what differs, so that the same file may come again and again.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "practice/service/catalogue.hpp"
#include "practice/service/shelf.hpp"
#include "store/tx.hpp"

namespace evenkeel::service {

constexpr std::size_t import_lines_most = 200'000;   // what fits in memory beside everything else
constexpr std::size_t import_bytes_most = 64 << 20;  // 300 bytes a line
constexpr std::size_t refusals_shown_most = 1'000;   // nobody reads more; the number is told

struct Refusal {
  std::size_t line = 0;
  std::vector<Problem> problems;  // field: pointer to the column
};
struct ImportReport {
  std::int64_t created = 0, updated = 0, unchanged = 0, refused = 0;
  std::vector<Refusal> refusals;
  void refuse(std::size_t line, std::vector<Problem> problems);
  void add(const ImportReport& other);
};
/// {"created":1,"updated":0,"unchanged":0,"refused":[{"line":3,"errors":[{code,detail,pointer}]}],"refused_count":1}
std::string to_json(const ImportReport& report);

class CatalogueImport {
 public:
  /// Reads the file. Errors: import.empty, import.unknown_column and import.double_column (all at once), import.too_many_lines.
  /// Cells are separated by ',', or by ';' when the first line holds no ','. Lines that are no CSV are refused later, one by one.
  static Result<CatalogueImport> read(const record::RecordType& type, std::string_view csv);

  const record::RecordType& type() const { return *type_; }
  std::size_t lines() const { return lines_.size(); }
  /// In the file, from 1.
  std::size_t line_number(std::size_t i) const { return lines_[i].number; }
  /// Writes lines [from, to); what is refused is told and writes nothing.
  ImportReport write(store::Tx& tx, std::size_t from, std::size_t to) const;
  /// Says what all lines would do, each seeing those before it; writes nothing.
  ImportReport rehearse(store::Connection& db) const;

 private:
  struct Line {
    std::size_t number = 0;
    std::vector<std::string> cells;
    std::string broken;  // why it is no CSV
  };
  /// What one line means: the record before (none: it is new) and after.
  struct Meaning {
    std::optional<record::Record> before;
    record::Record after;
  };
  Result<Meaning> meaning(const Shelf& shelf, const Line& line) const;

  const record::RecordType* type_ = nullptr;
  std::vector<std::size_t> columns_;  // position of the field each column holds
  std::vector<Line> lines_;
};

}  // namespace evenkeel::service
