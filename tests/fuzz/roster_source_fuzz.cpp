// Exports of other tools' rosters under libFuzzer: the first byte chooses the tool, what follows is the file. What is refused says why;
// what is read keeps its bounds: whole people behind every name, shifts that end after they begin, texts that are UTF-8 and one line.
#include <cstdint>

#include "base/text.hpp"
#include "connect/rosters/source.hpp"
#include "must.hpp"

using namespace evenkeel;
using namespace evenkeel::rosters;
using evenkeel::fuzz::must;

namespace {

constexpr Time now{1'795'000'000'000'000};  // in November 2026

void check_line(std::string_view text) { must(is_valid_utf8(text) && text.find('\n') == std::string_view::npos); }

void check_left_out(const std::vector<LeftOut>& left_out) {
  for (const LeftOut& each : left_out) {
    must(!each.why.code.empty() && !each.why.text.empty());
    check_line(each.name);
  }
}

void check_roster(const SourceFile& file, const SourceRoster& roster) {
  check_line(roster.name);
  for (const SourceLayer& layer : roster.layers) {
    check_line(layer.layer.name);
    must(layer.layer.every > 0 && layer.layer.hand_off >= 0 && layer.layer.hand_off < 24 * 60);
    for (const auto& turn : layer.turns)
      for (const std::string& person : turn) must(file.people.contains(person));
  }
  must(roster.shifts.size() <= shifts_most);
  for (const SourceShift& shift : roster.shifts) {
    must(shift.from < shift.until && shift.until.us - shift.from.us <= shift_length_most_us);
    must(shift.person.empty() || file.people.contains(shift.person));
  }
  check_left_out(roster.left_out);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto format = static_cast<Format>(data[0] % 4);
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto file = read_source(format, text, {"Imported", "Europe/Zurich"}, now);
  if (!file) {
    must(!file.error().problems.empty() && !file.error().first().code.empty() && !file.error().first().text.empty());
    return 0;
  }
  must(file->rosters.size() <= rosters_most);
  for (const SourceRoster& roster : file->rosters) check_roster(*file, roster);
  check_left_out(file->left_out);
  return 0;
}
