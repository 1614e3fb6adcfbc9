#include "practice/agreement/definition_rules.hpp"

#include <fmt/format.h>

#include "practice/incident/lifecycle.hpp"

namespace evenkeel::agreement {
namespace {

using incident::Incident;
using record::Record;

/// What the instants of a life are certain of; all other fields may be anything.
constexpr std::string_view certain[] = {
    "state",     "open",       "hold_kind",   "held_since", "acknowledged_at", "first_response_at", "resolved_at",
    "closed_at", "workaround", "merged_into", "mark"};

/// Instants of a usual life, made by the very rules that make real ones.
std::vector<Record> make_life() {
  const Time now{2'000'000'000 * us_per_second};
  std::vector<Record> life;
  const auto note = [&](const Incident& i) { life.push_back(record::to_record(i)); };
  Incident i;
  i.opened_at = i.began_at = now;
  note(i);
  Incident answered = i;
  respond(answered, now);
  note(answered);
  acknowledge(i, now);
  note(i);
  start_work(i, now);
  note(i);
  respond(i, now);
  note(i);
  for (std::size_t kind = 0; kind < record::enum_names<incident::HoldKind>.size(); ++kind) {
    Incident held = i, unanswered = i;
    unanswered.first_response_at = {};
    for (Incident* one : {&held, &unanswered}) {
      hold(*one, static_cast<incident::HoldKind>(kind), {}, {}, now);
      note(*one);
    }
  }
  for (bool workaround : {true, false}) {
    Incident ended = i;
    incident::Resolution resolution;
    resolution.workaround = workaround;
    resolve(ended, resolution, now, us_per_day);
    note(ended);
    close(ended, incident::Confirmation::confirmed, now);
    note(ended);
    incident::reopen(ended);
    note(ended);
  }
  return life;
}

/// A condition and its opposite: what one of them cannot be, the other must be.
struct Both {
  condition::Condition when, unless;
};
std::vector<Both> both_of(std::span<const Clause> clauses, const condition::Vocabulary& words) {
  std::vector<Both> all;
  for (const Clause& clause : clauses) {
    const auto unless = condition::parse("not (" + clause.words + ")", words);
    // One that has become too long by it may be anything.
    all.push_back({clause.when, unless ? *unless : condition::Condition()});
  }
  return all;
}

/// Whether one of them may hold there, whatever else the incident is.
bool may_hold(const std::vector<Both>& clauses, const Record& stage) {
  static const condition::Asker nobody;
  return std::ranges::any_of(clauses, [&](const Both& c) { return c.when.may_hold(stage, certain, nobody); });
}
/// Whether one of them holds there, whatever else the incident is.
bool must_hold(const std::vector<Both>& clauses, const Record& stage) {
  static const condition::Asker nobody;
  return std::ranges::any_of(clauses, [&](const Both& c) { return !c.unless.may_hold(stage, certain, nobody); });
}

/// Where a condition can never hold, whatever the incident is: by itself, or together with what the agreement is for.
class Contradictions {
 public:
  Contradictions(const Terms& terms, std::vector<Problem>& problems) : terms_(terms), problems_(problems) {}

  void run() {
    if (!terms_.applies.when.can_hold()) return say(terms_.applies, "it contradicts itself", "/applies");
    for (const Target& target : terms_.targets) {
      for (const Goal& goal : target.goals) look_at(goal.clause, "/goals");
      for (const auto& [clauses, pointer] :
           {std::pair(&target.starts, "/starts"), std::pair(&target.pauses, "/pauses"), std::pair(&target.stops, "/stops")})
        for (const Clause& clause : *clauses) look_at(clause, pointer);
    }
  }

 private:
  void look_at(const Clause& clause, std::string_view pointer) {
    if (!clause.when.can_hold()) say(clause, "it contradicts itself", pointer);
    else if (!condition::Condition::both(terms_.applies.when, clause.when).can_hold())
      say(clause, "it contradicts what the agreement applies to", pointer);
  }
  /// A line for several targets is told once.
  void say(const Clause& clause, std::string_view why, std::string_view pointer) {
    Problem problem{"agreement.never_holds", fmt::format("\"{}\" never holds: {}.", clause.words, why), std::string(pointer)};
    const auto same = [&](const Problem& other) { return other.text == problem.text && other.field == problem.field; };
    if (std::ranges::none_of(problems_, same)) problems_.push_back(std::move(problem));
  }

  const Terms& terms_;
  std::vector<Problem>& problems_;
};

}  // namespace

std::vector<Problem> problems_in(const Terms& terms, const condition::Vocabulary& words) {
  static const std::vector<Record> life = make_life();
  std::vector<Problem> problems;
  Contradictions(terms, problems).run();
  if (!problems.empty()) return problems;
  const auto applies = both_of(std::span(&terms.applies, 1), words);
  for (const Target& target : terms.targets) {
    const auto starts = both_of(target.starts, words), pauses = both_of(target.pauses, words), stops = both_of(target.stops, words);
    const auto runs = [&](const Record& stage) {
      return (starts.empty() || may_hold(starts, stage)) && may_hold(applies, stage) && !must_hold(stops, stage);
    };
    if (std::ranges::none_of(life, runs)) {
      problems.push_back({"agreement.never_starts",
                          fmt::format("The clock of {} can never start: where it would, it has stopped already or the agreement does not "
                                      "apply.",
                                      target.name),
                          starts.empty() ? "/applies" : "/starts"});
      continue;
    }
    if (std::ranges::none_of(life, [&](const Record& stage) { return may_hold(stops, stage); }))
      problems.push_back({"agreement.never_stops", fmt::format("The clock of {} can never stop.", target.name), "/stops"});
    const auto pauses_or_is_over = [&](const Record& stage) { return must_hold(pauses, stage) || !runs(stage); };
    if (!pauses.empty() && std::ranges::all_of(life, pauses_or_is_over))
      problems.push_back({"agreement.pauses_for_ever",
                          fmt::format("The clock of {} would pause at every instant at which it could run.", target.name), "/pauses"});
  }
  return problems;
}

}  // namespace evenkeel::agreement
