// Somebody is away for a time, and what becomes of the open work meanwhile.
#pragma once
#include <array>
#include <vector>

#include "base/id.hpp"
#include "base/time.hpp"
#include "record/record.hpp"

namespace evenkeel::people {

enum class HandOver {
  keep,    // it waits
  team,    // back to the team of each incident
  person,  // to the substitute, where the substitute may have it; else to the team
};
enum class AbsenceState { planned, current, ended };

struct Absence {
  Id id;
  std::int64_t version = 0;
  Id person;
  Time begins_at, ends_at;
  std::string note;
  HandOver hand_over = HandOver::team;
  Id substitute;  // with HandOver::person
  AbsenceState state = AbsenceState::planned;
  std::vector<Id> handed_over;  // the incidents that went elsewhere when it began
};

/// On the absence: whoever holds the person's work looks at it again, since it began or ended.
inline constexpr std::string_view timer_absence_work = "absence.work";

}  // namespace evenkeel::people

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<people::HandOver> = std::array<std::string_view, 3>{"keep", "team", "person"};
template <>
inline constexpr auto enum_names<people::AbsenceState> = std::array<std::string_view, 3>{"planned", "current", "ended"};
template <>
const RecordType& type_of<people::Absence>();
}  // namespace evenkeel::record
