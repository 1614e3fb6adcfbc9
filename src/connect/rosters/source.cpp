#include "connect/rosters/source.hpp"

#include <fmt/format.h>

namespace evenkeel::rosters {

namespace {

/// What no reader may hand on, whatever it read: shifts that end before they begin or last longer than a year, and more than a roster has.
void keep_bounds(SourceRoster& roster) {
  std::size_t kept = 0;
  std::erase_if(roster.shifts, [&](const SourceShift& shift) {
    const auto leave_out = [&](std::string code, std::string text) {
      roster.left_out.push_back({LeftOut::Part::shift, shift.key, {}, {std::move(code), std::move(text)}});
      return true;
    };
    if (shift.from >= shift.until) return leave_out("ends_before", "It ends before it begins.");
    if (shift.until - shift.from > shift_length_most_us) return leave_out("too_long", "It is longer than a year.");
    if (++kept > shifts_most) return leave_out("too_many", fmt::format("A roster has at most {} single shifts.", shifts_most));
    return false;
  });
}

}  // namespace

Result<SourceFile> read_source(Format format, std::string_view text, const Hints& hints, Time now) {
  if (text.size() > file_bytes_most)
    return error(Fault::too_large, "roster_file.too_large", fmt::format("The file is larger than {} bytes.", file_bytes_most), "/file");
  auto file = [&]() -> Result<SourceFile> {
    switch (format) {
      case Format::pagerduty: return read_pagerduty(text, now);
      case Format::opsgenie: return read_opsgenie(text, now);
      case Format::grafana: return read_grafana(text, now);
      case Format::icalendar: break;
    }
    return read_icalendar(text, hints, now);
  }();
  if (!file) {
    for (Problem& p : file.error().problems)
      if (p.field.empty()) p.field = "/file";
    return file;
  }
  if (file->rosters.empty() && file->left_out.empty())
    return invalid("roster_file.nothing", "The file has no schedules of this kind.", "/file");
  if (file->rosters.size() > rosters_most || file->people.size() > source_people_most)
    return invalid("roster_file.too_many",
                   fmt::format("The file has more than {} schedules or {} people.", rosters_most, source_people_most), "/file");
  for (SourceRoster& roster : file->rosters) keep_bounds(roster);
  return file;
}

}  // namespace evenkeel::rosters
