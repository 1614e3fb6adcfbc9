#include "connect/rosters/standing_in.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "practice/calendar/working_hours.hpp"
#include "practice/roster/duty.hpp"

namespace evenkeel::rosters {
namespace {

/// The layer with numbers for people, who are not known yet.
roster::Facts::Held held(const SourceLayer& source, std::vector<std::string>& people) {
  roster::Facts::Held out{source.layer, {}, {}};
  roster::LineUp line_up{source.layer.first_day, {}};
  for (const auto& turn : source.turns) {
    roster::Turn& numbered = line_up.turns.emplace_back();
    for (const std::string& key : turn) {
      auto at = std::ranges::find(people, key);
      if (at == people.end()) at = people.insert(at, key);
      numbered.people.push_back({at - people.begin() + 1});
    }
  }
  out.layer.line_ups = {std::move(line_up)};
  if (source.layer.hours.empty()) return out;
  auto hours = std::make_shared<calendar::WorkingHours>();
  hours->zone = source.layer.zone;
  (void)calendar::read_week(source.layer.hours, hours->week);  // words of our own
  out.hours = std::move(hours);
  return out;
}

void name_pieces(std::vector<SourceShift>& pieces, const std::string& key) {
  for (std::size_t i = 0; pieces.size() > 1 && i < pieces.size(); ++i) pieces[i].key = fmt::format("{}#{}", key, i + 1);
}

}  // namespace

std::vector<SourceShift> for_those_of(const std::vector<const SourceLayer*>& layers, const SourceShift& shift) {
  roster::Facts facts;
  std::vector<std::string> people;
  for (const SourceLayer* layer : layers) {
    facts.layers.push_back(held(*layer, people));
    if (facts.layers.size() > 1) facts.layers.back().layer.stacking = roster::Stacking::beside;
  }
  std::vector<SourceShift> pieces;
  for (const roster::Shift& theirs : roster::shifts(facts, shift.from, shift.until)) {
    const std::string& instead_of = people[static_cast<std::size_t>(theirs.person.v - 1)];
    if (instead_of == shift.person || pieces.size() == shifts_most) continue;
    SourceShift piece = shift;
    piece.from = std::max(shift.from, theirs.from);
    piece.until = std::min(shift.until, theirs.until);
    piece.instead_of = instead_of;
    pieces.push_back(std::move(piece));
  }
  for (std::size_t i = 0; i < pieces.size(); ++i) pieces[i].key = fmt::format("{}#{}", shift.key, i + 1);
  return pieces;
}

std::vector<SourceShift> together(std::vector<SourceShift> shifts) {
  std::ranges::stable_sort(shifts, {}, &SourceShift::from);
  std::vector<SourceShift> out;
  Time taken_until;  // somebody replaces everybody until then
  for (const SourceShift& shift : shifts) {
    if (shift.kind != roster::OverrideKind::replace || !shift.instead_of.empty()) {
      out.push_back(shift);
      continue;
    }
    std::vector<SourceShift> pieces;
    if (shift.from < taken_until) {
      pieces.push_back(shift);
      pieces.back().kind = roster::OverrideKind::add;
      pieces.back().until = std::min(shift.until, taken_until);
    }
    if (taken_until < shift.until) {
      pieces.push_back(shift);
      pieces.back().from = std::max(shift.from, taken_until);
      taken_until = shift.until;
    }
    name_pieces(pieces, shift.key);
    out.insert(out.end(), pieces.begin(), pieces.end());
  }
  return out;
}

}  // namespace evenkeel::rosters
