// CSV as RFC 4180 has it, in and out. Reading streams with bounded memory and survives any bytes; writing guards against
// spreadsheet formulas (a cell that begins with = + - @ tab or CR gets a leading apostrophe, taken off when read back).
#pragma once
#include <cstddef>
#include <functional>
#include <istream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "record/record.hpp"

namespace evenkeel::record {

/// Reads one CSV row after the other.
class CsvReader {
 public:
  struct Limits {
    std::size_t row_bytes = 1 << 20;  // a row larger than this is an error of that row, the next one is read
    std::size_t columns = 1'000;
  };
  explicit CsvReader(std::istream& in, char separator = ',') : CsvReader(in, separator, Limits{}) {}
  CsvReader(std::istream& in, char separator, Limits limits);

  enum class Outcome { row, end, bad_row, cut_off };  // cut_off: the input ended inside a quoted cell or without a line end
  /// Fills `cells` (also on cut_off, with what there was); on bad_row and cut_off `why()` says what is wrong. Blank lines
  /// and a byte-order mark are passed over. A line ends with LF, CRLF or CR.
  Outcome next(std::vector<std::string>& cells);
  std::size_t line() const { return line_; }  // of the row last read, from 1
  const std::string& why() const { return why_; }

 private:
  enum class State { start, plain, quoted, after_quote, broken };
  bool take(int c, std::vector<std::string>& cells);
  void fail(std::string why);
  Outcome finish(std::vector<std::string>& cells);

  std::istream& in_;
  char separator_;
  Limits limits_;
  std::size_t line_ = 0, next_line_ = 1;
  std::string why_;
  State state_ = State::start;
  std::string cell_;
  std::size_t row_bytes_ = 0;
};

/// One cell, guarded against formulas and quoted where needed.
void append_csv_cell(std::string& out, std::string_view cell);
/// One value as a cell, in the form that append_csv_row gives it.
void append_csv_value(std::string& out, const Value& value);
/// The record's cells in field order (secret fields left out): ids as digits, lists joined by ';' (a ';' or '\' inside an
/// item has a '\' before it), times RFC 3339. Ends with CRLF.
/// `only` (empty: all) selects fields, here and in the header.
void append_csv_row(std::string& out, const Record& r, const std::set<std::string, std::less<>>& only = {});
/// The names of the fields, ends with CRLF.
void append_csv_header(std::string& out, const RecordType& type, const std::set<std::string, std::less<>>& only = {});
/// One cell to a value of the field; the guard apostrophe is taken off. Errors as validate() has them, with field "/name".
/// Truth values may be true/false, yes/no, 1/0; names of an enumeration in any case; a time also a date alone (UTC).
Result<Value> value_from_csv(const Field& field, std::string_view cell);

}  // namespace evenkeel::record
