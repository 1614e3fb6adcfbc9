// What the export of another tool says of who is on call, before it is known who these people are here. Each reader brings its tool's
// own rules into this one form: turns on the grid of a layer, single shifts, and what neither can express, which is told and left out.
#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "practice/roster/roster.hpp"

namespace evenkeel::rosters {

constexpr std::size_t file_bytes_most = 5'000'000;  // some hundred schedules with their overrides
constexpr std::size_t rosters_most = 500;           // of a file
constexpr std::size_t shifts_most = 1'000;          // single ones of a roster
constexpr std::int64_t shift_length_most_us = 366 * us_per_day;
constexpr std::size_t source_people_most = 20'000;  // that a file lists

enum class Format { pagerduty, opsgenie, grafana, icalendar };

/// Something that is as the source has it, with a difference that somebody should know.
struct Remark {
  std::string code, text;
};

struct SourcePerson {
  std::string key;  // the source's id; of a calendar what stands there
  std::string mail, login;
  std::vector<std::string> names;  // the likeliest first
};

struct SourceLayer {
  std::string key;
  roster::Layer layer;                          // without line-ups
  std::vector<std::vector<std::string>> turns;  // keys of people, from the first hand-off on; without people: vacant
  std::vector<Remark> remarks = {};
};

/// A single shift or an override, which becomes an override here.
struct SourceShift {
  std::string key;
  roster::OverrideKind kind = roster::OverrideKind::replace;
  Time from, until;
  std::string person;           // key
  std::string instead_of = {};  // key; none: in place of whoever is on duty
};

/// What of the source has no counterpart here, or cannot be read.
struct LeftOut {
  enum class Part { roster, layer, shift } part = Part::roster;
  std::string key, name;
  Remark why;
};

struct SourceRoster {
  std::string key, name, description, zone;
  std::vector<SourceLayer> layers;  // the later ones before the earlier ones, as of a roster
  std::vector<SourceShift> shifts;
  bool shifts_told = false;  // the file says which there are, so that one that is missing is gone
  std::vector<LeftOut> left_out;
};

struct SourceFile {
  std::vector<SourceRoster> rosters;
  std::map<std::string, SourcePerson> people;  // by key; everybody whom the rosters name, perhaps more
  std::vector<LeftOut> left_out;               // whole rosters
};

/// What a calendar file does not say of itself.
struct Hints {
  std::string name;  // of the roster, when the file has none
  std::string zone;  // of times that say none; empty: UTC
};

/// Reads a file of outside bytes. `now`: what has ended by then is left out. Errors: roster_file.too_large, roster_file.unreadable,
/// roster_file.nothing, json.*.
Result<SourceFile> read_source(Format format, std::string_view text, const Hints& hints, Time now);

Result<SourceFile> read_pagerduty(std::string_view text, Time now);
Result<SourceFile> read_opsgenie(std::string_view text, Time now);
Result<SourceFile> read_grafana(std::string_view text, Time now);
Result<SourceFile> read_icalendar(std::string_view text, const Hints& hints, Time now);

}  // namespace evenkeel::rosters

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<rosters::Format> = std::array<std::string_view, 4>{"pagerduty", "opsgenie", "grafana", "icalendar"};
template <>
inline constexpr auto enum_names<rosters::LeftOut::Part> = std::array<std::string_view, 3>{"roster", "layer", "override"};
}  // namespace evenkeel::record
