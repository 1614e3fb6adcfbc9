// The rows of a table as they lie in a file: cells found by the names in the first line, each row with a digest of what it says,
// so that it is known again. Reads with bounded memory and never takes half a row for a whole one.
#pragma once
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "record/csv.hpp"

namespace evenkeel::exchange {

struct TableRow {
  std::size_t line = 0;            // in the file, from 1
  std::vector<std::string> cells;  // as many as the heading has
};

/// Why a row is none: it is no CSV, has too few or too many cells, or the file ends inside it.
struct BrokenRow {
  std::size_t line = 0;
  std::string code, why;  // "not_csv", "cells", "cut_off"
};

class Table {
 public:
  /// Reads the heading. Errors: import.empty, import.double_column.
  static Result<Table> open(std::istream& in, char separator);

  /// Position of a column; empty when the heading has none.
  std::optional<std::size_t> find(std::string_view column) const;
  const std::vector<std::string>& heading() const { return heading_; }

  enum class Outcome { row, broken, end };
  /// The next row, in `row` or in `broken`. After "cut_off" comes the end.
  Outcome next(TableRow& row, BrokenRow& broken);

 private:
  explicit Table(std::istream& in, char separator) : reader_(in, separator) {}
  record::CsvReader reader_;
  std::vector<std::string> heading_;
  std::unordered_map<std::string, std::size_t> positions_;
};

/// SHA-256 over `before` (the digest of the rows so far; empty at the first) and the cells.
std::string next_digest(std::string_view before, const TableRow& row);

}  // namespace evenkeel::exchange
