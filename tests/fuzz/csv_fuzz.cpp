// CSV under libFuzzer: any bytes end, rows stay within their limits, and every cell that is accepted is written and read
// back as the same value. The first byte chooses the separator and the size of a row.
#include <cstdint>
#include <sstream>

#include "base/text.hpp"
#include "must.hpp"
#include "record/csv.hpp"
#include "record/sample_for_test.hpp"

using namespace evenkeel;
using namespace evenkeel::record;
using evenkeel::fuzz::must;

namespace {

constexpr std::size_t cells_tried_most = 24;  // each goes through every type of field: enough to keep the target quick

std::vector<std::string> only_row(const std::string& text) {
  std::istringstream in(text);
  CsvReader reader(in);
  std::vector<std::string> cells, more;
  must(reader.next(cells) == CsvReader::Outcome::row);
  must(reader.next(more) == CsvReader::Outcome::end);
  return cells;
}

void try_cell(const std::string& cell) {
  const RecordType& type = type_of<Sample>();
  for (std::size_t i = 2; i < type.fields.size(); ++i) {
    const auto value = value_from_csv(type.fields[i], cell);
    if (!value) {
      must(value.error().first().field.starts_with("/" + std::string(type.fields[i].name)));
      continue;
    }
    if (type.fields[i].facts.access == Access::secret) continue;
    Record r = initial_record(type);
    r.values[i] = *value;
    std::string text;
    append_csv_row(text, r);
    const auto back = value_from_csv(type.fields[i], only_row(text)[i]);
    must(static_cast<bool>(back) && compare(*back, *value) == 0);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const bool small = data[0] & 1;
  const char separator = data[0] & 2 ? ';' : ',';
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::istringstream in(text);
  const CsvReader::Limits limits{.row_bytes = small ? std::size_t{16} : std::size_t{1} << 20, .columns = small ? std::size_t{3} : 1'000};
  CsvReader reader(in, separator, limits);
  std::vector<std::string> cells;
  std::size_t rows = 0, cells_tried = 0;
  for (auto outcome = reader.next(cells); outcome != CsvReader::Outcome::end; outcome = reader.next(cells)) {
    must(++rows <= size && reader.line() >= rows && cells.size() <= limits.columns);
    must((outcome == CsvReader::Outcome::row) == reader.why().empty());
    std::size_t bytes = 0;
    for (const std::string& cell : cells) bytes += cell.size();
    must(bytes <= limits.row_bytes);
    if (outcome == CsvReader::Outcome::bad_row) continue;
    for (const std::string& cell : cells) {
      must(is_valid_utf8(cell));
      if (++cells_tried <= cells_tried_most) try_cell(cell);
    }
  }
  return 0;
}
