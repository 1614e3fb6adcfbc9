// Rosters of another tool become rosters of ours: made, changed as the source was changed, or skipped with the reason. The same file again
// changes nothing; what somebody changed here since is left alone unless it is to be overwritten.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "connect/rosters/people_matching.hpp"
#include "connect/rosters/source.hpp"
#include "practice/api/principal.hpp"
#include "practice/service/catalogue.hpp"
#include "store/register.hpp"

namespace evenkeel::rosters {

/// What becomes of a roster in which somebody takes turns who is not known here.
enum class OnUnmatched { refuse, vacant };
/// What becomes of one that was changed here since the last import.
enum class OnChanged { keep, overwrite };

struct ImportOptions {
  Format format = Format::pagerduty;
  std::map<std::string, Id> people;  // by key of the source: who they are here
  OnUnmatched unmatched = OnUnmatched::refuse;
  OnChanged changed = OnChanged::keep;
};

enum class Fate { made, changed, unchanged, withdrawn, skipped };

/// What became of a schedule, of one of its layers, or of a single shift.
struct ObjectReport {
  LeftOut::Part part = LeftOut::Part::roster;
  std::string roster, key, name;  // roster: the key of its schedule
  Fate fate = Fate::skipped;
  Id record;  // the roster or the override here; none: there is none (yet)
  std::vector<Remark> remarks;
  std::string plan, zone;  // of a roster that is or would be written
};

struct ImportReport {
  std::vector<ObjectReport> objects;  // each roster, then what is in it
  std::vector<Match> people;
  std::size_t count(LeftOut::Part part, Fate fate) const;
};

/// What would be done, without doing it.
ImportReport rehearse(store::Connection& db, const SourceFile& file, const ImportOptions& options, Time now);

/// Does it, a command a roster and some for its overrides; `who` is asked for the permission of each. Not from the writer's thread.
ImportReport bring_in(const store::Register& reg, const service::Catalogue& catalogue, const people::Principal& who,
                      const store::Actor& actor, const SourceFile& file, const ImportOptions& options);

}  // namespace evenkeel::rosters

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<rosters::OnUnmatched> = std::array<std::string_view, 2>{"refuse", "vacant"};
template <>
inline constexpr auto enum_names<rosters::OnChanged> = std::array<std::string_view, 2>{"keep", "overwrite"};
template <>
inline constexpr auto enum_names<rosters::Fate> = std::array<std::string_view, 5>{"made", "changed", "unchanged", "withdrawn", "skipped"};
}  // namespace evenkeel::record
