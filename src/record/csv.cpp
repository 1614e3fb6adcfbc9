// Reading rows: a small state machine over bytes that never keeps more than one row and, after a broken one, goes on at
// the next line end that is outside quotes.
#include "record/csv.hpp"

#include "base/text.hpp"

namespace evenkeel::record {

namespace {
constexpr int end_of_input = std::char_traits<char>::eof();
}

CsvReader::CsvReader(std::istream& in, char separator, Limits limits) : in_(in), separator_(separator), limits_(limits) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  std::streambuf& bytes = *in_.rdbuf();
  std::size_t taken = 0;
  while (taken < mark.size() && bytes.sgetc() == static_cast<unsigned char>(mark[taken])) {
    bytes.sbumpc();
    ++taken;
  }
  if (taken == mark.size()) return;
  for (; taken > 0; --taken) bytes.sungetc();
}

void CsvReader::fail(std::string why) {
  if (why_.empty()) why_ = std::move(why);
}

/// Takes one byte of the row; true when the row is over.
bool CsvReader::take(int c, std::vector<std::string>& cells) {
  const bool ends_line = c == '\n' || c == '\r';
  if (state_ == State::quoted) {
    if (c == '"') state_ = State::after_quote;
    else cell_ += static_cast<char>(c);
    return false;
  }
  if (ends_line) return true;
  if (c == separator_ && state_ != State::broken) {
    if (cells.size() + 1 >= limits_.columns) fail("has more than " + std::to_string(limits_.columns) + " columns");
    if (why_.empty()) cells.push_back(std::move(cell_));
    cell_.clear();
    state_ = State::start;
    return false;
  }
  if (c == '"') {
    if (state_ == State::after_quote) cell_ += '"';
    if (state_ == State::plain) fail("has a quote inside a cell that does not begin with one");
    state_ = state_ == State::plain || state_ == State::broken ? State::broken : State::quoted;
    return false;
  }
  if (state_ == State::after_quote) {
    fail("has text after the closing quote of a cell");
    state_ = State::broken;
  }
  if (state_ == State::start) state_ = State::plain;
  if (state_ == State::plain) cell_ += static_cast<char>(c);
  return false;
}

CsvReader::Outcome CsvReader::finish(std::vector<std::string>& cells) {
  if (why_.empty()) cells.push_back(std::move(cell_));
  for (const std::string& cell : cells)
    if (!is_valid_utf8(cell)) fail("is not valid UTF-8, or holds a NUL character");
  return why_.empty() ? Outcome::row : Outcome::bad_row;
}

CsvReader::Outcome CsvReader::next(std::vector<std::string>& cells) {
  cells.clear();
  cell_.clear();
  why_.clear();
  state_ = State::start;
  row_bytes_ = 0;
  line_ = next_line_;
  std::streambuf& bytes = *in_.rdbuf();
  while (true) {
    const int c = bytes.sbumpc();
    if (c == end_of_input) {
      if (row_bytes_ == 0) return Outcome::end;
      const bool inside = state_ == State::quoted;
      if (finish(cells) == Outcome::bad_row) return Outcome::bad_row;
      why_ = inside ? "the input ends inside a quoted cell" : "the input ends without a line end";
      return Outcome::cut_off;
    }
    if (c == '\r' && bytes.sgetc() == '\n' && state_ != State::quoted) bytes.sbumpc();
    if (c == '\n' || c == '\r') ++next_line_;
    if (take(c, cells)) {
      if (row_bytes_ > 0) return finish(cells);
      line_ = next_line_;  // a blank line
      continue;
    }
    if (++row_bytes_ > limits_.row_bytes) {
      fail("is longer than " + std::to_string(limits_.row_bytes) + " bytes");
      cells.clear();
      cell_.clear();
    }
  }
}

}  // namespace evenkeel::record
