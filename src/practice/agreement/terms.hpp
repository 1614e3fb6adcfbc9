// What an agreement says, read from the words that an administrator writes: a line for each goal, start, pause, stop and reopening, with
// conditions in the one condition language. Read once for a text; what it says of an incident is asked again at every change.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "condition/condition.hpp"
#include "practice/agreement/course_rules.hpp"
#include "practice/incident/incident.hpp"
#include "practice/service/catalogue.hpp"

namespace evenkeel::agreement {

/// What happens to a target when an incident is opened again.
enum class Reopening {
  restart,  // promised anew from then on
  resume,   // it goes on where it had stopped; what lay between is a pause
  stay      // it was kept or missed once, and that is all
};

/// What keeps a promise and makes it anew.
enum class Anew {
  never,
  by_comment_of_staff,   // the next one is promised from then on
  by_question_of_caller  // it waits, paused, until the caller's side asks again
};

/// A condition with its words.
struct Clause {
  condition::Condition when;
  std::string words;
};
struct Goal {
  calendar::Span span;
  std::string words;  // of the span
  Clause clause;
};
struct Target {
  std::string name;
  std::vector<Goal> goals;     // the first whose condition holds
  std::vector<Clause> starts;  // none: at once; else any of them
  std::vector<Clause> pauses, stops;
  Reopening reopening = Reopening::restart;
  Anew anew = Anew::never;
};
struct Terms {
  Clause applies;
  std::vector<Target> targets;
  std::vector<int> warn_percents;
};

inline constexpr std::string_view update_target = "update", answer_target = "answer";
/// Targets that stop by themselves; others need a line in stops.
inline constexpr std::string_view known_targets[] = {"acknowledgement", "response",    update_target,
                                                     answer_target,     "restoration", "resolution"};

/// Lines of one agreement: no screen and no head holds more.
constexpr std::size_t lines_most = 100;
constexpr std::size_t warnings_most = 9;

/// Reads all of it; all problems at once with the pointer of their field. Conditions speak of the incident and of what it refers to in
/// the catalogue, and never of who asks or what time it is: a clock must come to the same whoever looks.
Result<Terms> read_terms(const service::Agreement& agreement, const condition::Vocabulary& incident);
/// One condition on facts, as all of these are; `where` comes before what is wrong with it, `pointer` is its field.
Result<Clause> read_clause(std::string_view text, const condition::Vocabulary& words, std::string_view where, std::string_view pointer);
/// What they may speak of, given the description of an incident.
condition::Vocabulary words_for(const record::RecordType& incident, condition::CustomFields custom);

/// Whether this change of an incident promises the target anew. `before` is null for the first.
bool promised_anew(const Target& target, const incident::Incident* before, const incident::Incident& after);

/// One incident as conditions see it.
struct Facts {
  const record::Record& record;
  const condition::Lookup& lookup;
};
/// Whether the agreement is for it at all: asked once for all its targets.
bool applies_to(const Terms& terms, const Facts& facts);
/// What the target sees of the incident: `gone` (does not apply, or no goal is for it), goal, start, pause and stop. The rest of the look
/// is the caller's.
Look look_at(const Terms& terms, const Target& target, const Facts& facts);

}  // namespace evenkeel::agreement

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<agreement::Reopening> = std::array<std::string_view, 3>{"restart", "resume", "stay"};
}
