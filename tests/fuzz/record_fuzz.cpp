// Records from outside under libFuzzer. The first byte chooses the reader: a JSON body into a patch, or CSV rows into
// values. A body that was accepted must be valid, and JSON that we write must be JSON that we read.
#include <boost/json/value.hpp>
#include <cstdint>
#include <cstdlib>
#include <sstream>

#include "base/text.hpp"
#include "record/csv.hpp"
#include "record/json.hpp"
#include "record/sample_for_test.hpp"

using namespace evenkeel;
using namespace evenkeel::record;

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

void read_json(std::string_view text) {
  const auto json = parse_json(text);
  if (!json) return must(!json.error().problems.empty());
  must(is_valid_utf8(text));
  const auto patch = read_patch(type_of<Sample>(), *json);
  if (!patch) return must(!patch.error().problems.empty());
  const Record before = to_record(full_sample());
  const Record after = apply(before, *patch);
  if (!validate(after)) return;
  must(to_record(from_record<Sample>(after)).values == after.values);
  std::string written;
  append_json(written, after);
  must(static_cast<bool>(parse_json(written)));
  must(static_cast<bool>(parse_json(diff_json(diff(before, after)))));
  must(canonical_bytes(after) == canonical_bytes(before) || !diff(before, after).empty());
}

void read_csv(std::string_view text) {
  std::istringstream in{std::string(text)};
  CsvReader reader(in, ',', {.row_bytes = 4096, .columns = 20});
  std::vector<std::string> cells;
  const auto& fields = type_of<Sample>().fields;
  for (;;) {
    const auto outcome = reader.next(cells);
    if (outcome == CsvReader::Outcome::end) return;
    if (outcome != CsvReader::Outcome::row) {
      must(!reader.why().empty());
      if (outcome == CsvReader::Outcome::cut_off) return;
      continue;
    }
    must(cells.size() <= 20);
    for (std::size_t i = 0; i < cells.size() && i < fields.size(); ++i) (void)value_from_csv(fields[i], cells[i]);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] % 2 == 0) read_json(text);
  else read_csv(text);
  return 0;
}
