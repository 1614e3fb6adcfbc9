// Steps that are due are taken: people are told, made watchers, given the incident. Whoever is told twice by what fell due together gets
// one message; the last hand-over counts.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "practice/escalation/escalation_work.hpp"

namespace evenkeel::escalation {
namespace {

using incident::Incident;
using incident::Why;
using incident::Work;

/// Watchers that steps add at most in one go: enough for a line of managers.
constexpr std::size_t involved_most = 20;

std::string lines_of(const std::vector<std::string>& notes) {
  std::string text;
  for (const std::string& note : notes) text += (text.empty() ? "" : "\n") + note;
  return text;
}

class Performance {
 public:
  Performance(Escalating& escalating, Work& w, const Policy& policy, const Escalation& e, const Incident& i)
      : escalating_(escalating), w_(w), policy_(policy), escalation_(e), incident_(i) {}

  void run(const std::vector<Due>& due) {
    for (const Due& one : due) take(one);
    if (!involved_.empty()) involve();
    if (hand_on_) hand_on();
    for (EscalationStep& step : steps_) write(step);
  }

  std::int64_t unreached() const {
    return std::ranges::count_if(steps_, [](const EscalationStep& s) { return s.outcome == Outcome::nobody; });
  }

 private:
  void take(const Due& due) {
    const Step& step = policy_.terms.steps[static_cast<std::size_t>(due.step)];
    EscalationStep row;
    row.escalation = escalation_.id;
    row.incident = incident_.id;
    row.round = due.round;
    row.step = due.step;
    row.due_at = due.at;
    row.taken_at = w_.tx.now();
    row.words = step.words;
    // Whoever is meant now: after a long silence the same step comes in many rounds.
    const auto [known, fresh] = reached_.try_emplace(due.step);
    auto& [outcome, reached] = known->second;
    if (fresh) outcome = reach_step({w_.tx.db(), *w_.catalogue, escalating_.on_call, w_.tx.now()}, incident_, policy_.terms, step, reached);
    row.outcome = outcome;
    if (row.outcome != Outcome::nobody && (step.does(Deed::tell) || step.does(Deed::involve) || row.outcome == Outcome::fallback))
      tell(reached, step, row);
    if (step.does(Deed::involve)) note_involved(reached, step);
    if (step.does(Deed::reassign) && row.outcome == Outcome::taken) hand_on_ = {steps_.size(), reached};
    row.notes = lines_of(reached.notes);
    steps_.push_back(std::move(row));
  }

  void tell(const Reached& reached, const Step& step, EscalationStep& row) {
    const std::string text = fmt::format("{}: {}", policy_.policy.name, step.words);
    for (const people::Person& person : reached.people) {
      row.people.push_back(person.id);
      if (told_.insert(person.id).second) incident::tell_person(w_, incident_, person, message_escalation, text, escalation_.id);
    }
    for (const Mailbox& box : reached.mailboxes) {
      row.mailboxes.push_back(box.address);
      const auto* team = w_.catalogue->get<service::Team>(box.team);
      if (team && boxes_.insert(box.address).second) incident::tell_team(w_, incident_, *team, message_escalation, text, escalation_.id);
    }
  }

  void note_involved(const Reached& reached, const Step& step) {
    for (const people::Person& person : reached.people)
      if (involved_.size() < involved_most && std::ranges::find(involved_, person.id) == involved_.end()) involved_.push_back(person.id);
    for (const Whom& whom : step.whom)
      if (whom.kind == WhomKind::manager) level_ = std::max<std::int64_t>(level_, whom.level);
  }

  std::string reason() const { return "escalation policy " + policy_.policy.name; }

  void involve() {
    const auto before = w_.tx.find<Incident>(incident_.id);
    if (!before) return;
    Incident after = *before;
    for (Id person : involved_)
      if (!incident::holds(after.watchers, person)) after.watchers.push_back(person);
    after.escalation_level = std::max(after.escalation_level, level_);
    incident::save(w_, *before, after, "incident.escalated",
                   Why().add("kind", "hierarchical").add("reason", reason()).add("manager", involved_.front()));
  }

  void hand_on() {
    const auto& [at, reached] = *hand_on_;
    const auto done = give(reached);
    if (!done) steps_[at].notes += (steps_[at].notes.empty() ? "" : "\n") + std::string("not handed on: ") + done.error().first().text;
  }

  /// By the commands that people give.
  Status give(const Reached& reached) {
    const incident::Target target{to_string(incident_.id), {}};
    if (incident_.confidential)
      return error(Fault::conflict, "escalation.confidential", "a confidential incident goes to others by the hand of a person only");
    if (reached.team) {
      TRY(auto moved, incident::escalate(w_, target, {incident::EscalationKind::functional, reason(), reached.team}));
      return Done{};
    }
    const people::Person& person = reached.people.front();
    incident::Assignment to{{}, person.id, reason()};
    if (!incident::can_have(person, incident_.team)) to.team = person.teams.empty() ? Id{} : person.teams.front();
    TRY(auto assigned, incident::assign(w_, target, to));
    return Done{};
  }

  /// The step as a fact, and a line in the story.
  void write(EscalationStep& row) {
    row.id = w_.tx.new_id();
    const auto why = Why()
                         .add("reason", fmt::format("{}: {}", policy_.policy.name, row.words))
                         .add("policy", policy_.policy.name)
                         .add("outcome", record::name_of(row.outcome))
                         .add("people", row.people)
                         .add("due", format_rfc3339(row.due_at))
                         .add("notes", row.notes);
    w_.tx.insert(row, {.kind = "escalation.step", .root = incident_.id});
    w_.tx.log("incident", incident_.id, {"incident.escalation_step", incident_.id, why.json()});
  }

  Escalating& escalating_;
  Work& w_;
  const Policy& policy_;
  const Escalation& escalation_;
  const Incident& incident_;
  std::map<std::int64_t, std::pair<Outcome, Reached>> reached_;  // by step
  std::vector<EscalationStep> steps_;
  std::set<Id> told_;
  std::set<std::string> boxes_;
  std::vector<Id> involved_;
  std::int64_t level_ = 0;
  std::optional<std::pair<std::size_t, Reached>> hand_on_;
};

}  // namespace

void perform(Escalating& escalating, Work& w, const Policy& policy, const Escalation& e, const std::vector<Due>& due) {
  const auto incident = w.tx.find<Incident>(e.incident);
  if (!incident || due.empty()) return;
  Performance performance(escalating, w, policy, e, *incident);
  performance.run(due);
  if (performance.unreached() == 0) return;
  // What was done meanwhile may have moved it.
  const auto before = w.tx.find<Escalation>(e.id);
  if (!before) return;
  Escalation after = *before;
  after.unreached += performance.unreached();
  save_escalation(w.tx, *before, after);
}

}  // namespace evenkeel::escalation
