#include "practice/escalation/whom.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "practice/contact/contact_store.hpp"
#include "practice/incident/visibility.hpp"
#include "practice/people/absence_desk.hpp"
#include "practice/people/accounts.hpp"
#include "practice/people/people_store.hpp"
#include "practice/people/people_with.hpp"
#include "practice/service/skill.hpp"

namespace evenkeel::escalation {
namespace {

using people::Person;
using service::Team;

/// Managers above managers that are asked in place of one who is away; longer chains are a circle.
constexpr int managers_most = 10;

bool holds(const std::vector<Person>& list, Id id) {
  return std::ranges::any_of(list, [&](const Person& p) { return p.id == id; });
}

/// Names are not kept in what is noted: an erased person leaves none behind.
std::string at(const Person& person) { return "@" + to_string(person.id); }

class Search {
 public:
  Search(const Around& around, const incident::Incident& i, Reached& found) : around_(around), incident_(i), found_(found) {}

  void run(const Whom& whom) {
    words_ = whom.words;
    if (whom.choice != Choice::none && choose(whom)) return;
    look(whom);
  }

 private:
  /// Those who have the skills: all of them; else one of them. False when nobody there has any, and everybody is to be told.
  bool choose(const Whom& whom) {
    const auto wanted = wanted_by(whom);
    if (wanted.empty()) return false;
    std::string names;
    for (const auto* skill : wanted) names += (names.empty() ? "" : ", ") + skill->name;
    for (const Least least : {Least::all, Least::one}) {
      if (least == Least::one && wanted.size() == 1) break;
      wanted_ = wanted;
      least_ = least;
      told_ = false;
      unskilled_.clear();
      look(whom);
      wanted_.clear();
      if (!told_) continue;
      note(fmt::format("chosen for {}: {}", least == Least::all ? "having" : "having one of", names));
      if (!unskilled_.empty()) note("left out, not having it: " + unskilled_);
      return true;
    }
    note(fmt::format("nobody who could be told has {}: everybody is told", names));
    return false;
  }

  std::vector<const service::Skill*> wanted_by(const Whom& whom) {
    if (whom.choice == Choice::needed) {
      auto needed = service::needed_skills(around_.catalogue, incident_.service, incident_.category, incident_.subcategory);
      if (needed.empty()) note("neither service nor category asks for a skill");
      return needed;
    }
    const auto* skill = around_.catalogue.get<service::Skill>(named("skill", whom.skill));
    if (skill) return {skill};
    note("there is no such skill: everybody is told");
    return {};
  }

  /// Who has not what a step chooses by is left out, as long as somebody has it.
  bool is_chosen(const Person& person) {
    if (wanted_.empty()) return true;
    const auto has = [&](const service::Skill* skill) { return std::ranges::find(person.skills, skill->id) != person.skills.end(); };
    if (least_ == Least::all ? std::ranges::all_of(wanted_, has) : std::ranges::any_of(wanted_, has)) return true;
    const auto who = at(person);
    if ((unskilled_ + " ").find(who + " ") == std::string::npos) unskilled_ += (unskilled_.empty() ? "" : " ") + who;
    return false;
  }

  void look(const Whom& whom) {
    switch (whom.kind) {
      case WhomKind::assignee:
        if (!incident_.assignee) return note("nobody has the incident");
        return add_person(incident_.assignee);
      case WhomKind::team: return add_team(whom.name.empty() ? incident_.team : named("team", whom.name));
      case WhomKind::next_team: return add_team(next_team());
      case WhomKind::supplier: return add_team(team_of_supplier());
      case WhomKind::person: return add_login(whom.name);
      case WhomKind::manager: return add_manager(whom);
      case WhomKind::role: return add_role(whom.name);
      case WhomKind::owner: return add_owner();
      case WhomKind::roster: return add_on_call(whom.name);
    }
  }

  /// Each reason once, also when somebody is looked for twice.
  void note(const std::string& why) {
    auto line = fmt::format("{}: {}", words_, why);
    if (std::ranges::find(found_.notes, line) == found_.notes.end()) found_.notes.push_back(std::move(line));
  }

  Id named(std::string_view kind, const std::string& name) {
    for (Id id : around_.catalogue.named(kind, name))
      if (std::get<bool>((*around_.catalogue.find(kind, id))["active"])) return id;
    return {};
  }

  std::optional<Person> find(Id id) { return people::find_person(around_.db, id); }

  /// A person who could be told if they were here; says why not.
  bool can_be_told(const Person& person) {
    if (!person.active || person.erased) return note(at(person) + " is not active"), false;
    if (!may_see(person))
      return note(fmt::format("{} may not see this {}incident", at(person), incident_.confidential ? "confidential " : "")), false;
    if (!contact::can_be_reached(around_.db, person)) return note(at(person) + " has no address"), false;
    return true;
  }

  /// Once the step is taken: whoever is involved watches, and a team that gets it has it.
  bool may_see(const Person& person) const {
    incident::Incident then = incident_;
    if (around_.step && around_.step->does(Deed::involve)) then.watchers.push_back(person.id);
    if (around_.step && around_.step->does(Deed::reassign) && found_.team && !then.confidential) then.team = found_.team;
    return incident::may_see(people::principal_of(person), record::to_record(then));
  }

  std::optional<people::Absence> absence_of(Id person) { return people::absence_at(around_.db, person, around_.at); }

  void add(const Person& person) {
    told_ = true;
    if (!holds(found_.people, person.id)) found_.people.push_back(person);
  }

  /// True when somebody is told: the person, or who stands in.
  bool tell_or_stand_in(const Person& person) {
    const auto absence = absence_of(person.id);
    if (!absence) return add(person), true;
    if (!holds(found_.away, person.id)) found_.away.push_back(person);
    note(fmt::format("{} is away until {}", at(person), format_rfc3339(absence->ends_at)));
    const auto substitute = absence->substitute ? find(absence->substitute) : std::nullopt;
    if (!substitute || absence_of(substitute->id) || !is_chosen(*substitute) || !can_be_told(*substitute)) return false;
    note(at(*substitute) + " stands in");
    return add(*substitute), true;
  }

  void add_person(Id id) {
    const auto person = find(id);
    if (!person) return note("there is no such person");
    if (is_chosen(*person) && can_be_told(*person)) tell_or_stand_in(*person);
  }

  void add_login(const std::string& login) {
    const auto person = people::find_by_login(around_.db, login);
    if (!person) return note("there is no such person");
    if (can_be_told(*person)) tell_or_stand_in(*person);
  }

  void add_owner() {
    const auto* service = incident_.service ? around_.catalogue.get<service::Service>(incident_.service) : nullptr;
    if (!service || !service->owner) return note(service ? "the service has no owner" : "the incident names no service");
    add_person(service->owner);
  }

  /// The mailbox and channels of a team that has such; else its members who are there.
  void add_team(Id id) {
    const auto* team = id ? around_.catalogue.get<Team>(id) : nullptr;
    if (!team || !team->active) return note("there is no such team");
    found_.team = team->id;
    const bool its_own = team->id == incident_.team;
    // A mailbox has no skills.
    if (wanted_.empty() && (its_own || !incident_.confidential) && (!team->mail.empty() || contact::has_channel(around_.db, team->id))) {
      const std::string& address = team->mail.empty() ? team->name : team->mail;
      if (std::ranges::none_of(found_.mailboxes, [&](const Mailbox& m) { return m.address == address; }))
        found_.mailboxes.push_back({team->id, address});
      return;
    }
    const auto members = people::people_with(around_.db, "teams", to_string(team->id), members_most);
    if (members.empty() && wanted_.empty()) return note(fmt::format("{} has neither a mailbox nor members", team->name));
    for (Id member : members) add_person(member);
  }

  Id next_team() {
    const auto* team = incident_.team ? around_.catalogue.get<Team>(incident_.team) : nullptr;
    return team ? team->next : Id{};
  }

  Id team_of_supplier() {
    if (!incident_.supplier) return {};
    for (const Team* team : around_.catalogue.active<Team>())
      if (team->supplier == incident_.supplier) return team->id;
    return {};
  }

  void add_role(const std::string& role) {
    const auto people = people::people_with(around_.db, "roles", role, members_most);
    if (people.empty()) return note("nobody has this role");
    for (Id id : people) add_person(id);
  }

  void add_on_call(const std::string& name) {
    const Id roster = around_.on_call ? named("roster", name) : Id{};
    if (!roster) return note("there is no such roster");
    const auto duty = around_.on_call(around_.db, around_.catalogue, roster, around_.at);
    for (Id id : duty.people) add_person(id);
    if (!duty.people.empty()) return;
    note("nobody is on call");
    // A layer below, or an override, has stood in for them where there is one.
    for (Id id : duty.missing) {
      const auto person = find(id);
      const auto absence = person && can_be_told(*person) ? absence_of(id) : std::nullopt;
      if (!absence) continue;
      if (!holds(found_.away, id)) found_.away.push_back(*person);
      note(fmt::format("{} is away until {}", at(*person), format_rfc3339(absence->ends_at)));
    }
  }

  /// So many levels up; one who is away, or cannot be told, is passed over for the next above.
  void add_manager(const Whom& whom) {
    Id above;
    if (whom.of_assignee) {
      const auto assignee = incident_.assignee ? find(incident_.assignee) : std::nullopt;
      if (!assignee) return note("nobody has the incident");
      above = assignee->manager;
    } else if (const auto* team = incident_.team ? around_.catalogue.get<Team>(incident_.team) : nullptr) {
      above = team->manager;
    }
    auto manager = above ? find(above) : std::nullopt;
    for (int level = 1; manager && level < whom.level; ++level) manager = manager->manager ? find(manager->manager) : std::nullopt;
    if (!manager) return note("there is no such manager");
    for (int level = 0; manager && level < managers_most; ++level) {
      if (can_be_told(*manager) && tell_or_stand_in(*manager)) return;
      manager = manager->manager ? find(manager->manager) : std::nullopt;
    }
    note("there is no further manager above who could be told");
  }

  const Around& around_;
  const incident::Incident& incident_;
  Reached& found_;
  std::string words_;
  /// What those who are looked at must have, and how much of it; none: nothing.
  enum class Least { all, one };
  std::vector<const service::Skill*> wanted_;
  Least least_ = Least::all;
  bool told_ = false;      // somebody was found since it was asked
  std::string unskilled_;  // "@17 @18"
};

}  // namespace

Outcome reach_step(Around around, const incident::Incident& incident, const Terms& terms, const Step& step, Reached& found) {
  around.step = &step;
  for (const Whom& whom : step.whom) reach(around, incident, whom, found);
  if (!found.nobody() || (step.does(Deed::reassign) && found.team)) return Outcome::taken;
  Reached others;
  for (const Whom& whom : terms.fallback) reach(around, incident, whom, others);
  found.notes.insert(found.notes.end(), others.notes.begin(), others.notes.end());
  if (!others.nobody()) {
    found.people = others.people;
    found.mailboxes = others.mailboxes;
    found.notes.emplace_back("nobody of the step could be reached: told in their place");
    return Outcome::fallback;
  }
  if (found.away.empty()) found.away = others.away;
  if (found.away.empty()) {
    found.notes.emplace_back("nobody could be reached");
    return Outcome::nobody;
  }
  found.people = found.away;
  found.notes.emplace_back("nobody is there: told although they are away");
  return Outcome::fallback;
}

void reach(const Around& around, const incident::Incident& incident, const Whom& whom, Reached& found) {
  Search(around, incident, found).run(whom);
}

}  // namespace evenkeel::escalation
