#include "practice/people/outside_person.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "practice/people/people_desk.hpp"

namespace evenkeel::people {
namespace {

/// Roles or teams: those that no group grants stay as they are, the others are what the groups say.
template <class T>
std::vector<T> governed(const std::vector<T>& before, const std::set<T>& granted, const std::set<T>& grantable) {
  std::set<T> all = granted;
  for (const T& held : before)
    if (!grantable.contains(held)) all.insert(held);
  return {all.begin(), all.end()};
}

void grant(const People& people, store::Connection& db, const std::vector<std::string>& groups, Person& person) {
  std::set<std::string> roles, roles_grantable;
  std::set<Id> teams, teams_grantable;
  for (const GroupGrant& grant : people.options().group_grants) {
    const bool member = std::ranges::find(groups, grant.group) != groups.end();
    for (const std::string& role : grant.roles) {
      roles_grantable.insert(role);
      if (member) roles.insert(role);
    }
    for (const std::string& name : grant.teams) {
      const Id team = people.options().team_named ? people.options().team_named(db, name) : Id{};
      if (!team) continue;
      teams_grantable.insert(team);
      if (member) teams.insert(team);
    }
  }
  person.roles = governed(person.roles, roles, roles_grantable);
  person.teams = governed(person.teams, teams, teams_grantable);
}

std::string readable(const std::string& text) { return is_valid_utf8(text) ? text : to_hex(text); }

struct Plan {
  OutsideRow row;
  Person before, after;
  std::optional<ExternalAccount> account;  // as it is; none: to be made
  ExternalAccount account_after;
  Plan&& as(OutsideAction action, std::string code, std::string what) && {
    row.action = action;
    row.code = std::move(code);
    row.what = std::move(what);
    return std::move(*this);
  }
};

/// Empty when every text can be kept; else what is wrong.
std::string unreadable(const OutsidePerson& o) {
  if (o.key.size() > subject_most || !is_valid_utf8(o.key)) return "its key is longer than 300 bytes, or no text";
  const std::pair<std::string_view, const std::string*> texts[] = {{"login", &o.login}, {"name", &o.name}};
  for (const auto& [name, text] : texts)
    if (!is_valid_utf8(*text)) return "its " + std::string(name) + " is not UTF-8 text";
  return {};
}

/// Somebody who is here by name or address alone, and whom nobody signs in as with a password of ours.
struct Candidate {
  std::optional<Person> person;
  std::string conflict;
};
Candidate candidate(store::Connection& db, const OutsidePerson& o) {
  const auto free = [&](const Person& p) { return p.active && p.password_hash.empty() && !account_of(db, p.id, o.source); };
  if (auto same = find_by_login(db, o.login)) {
    if (free(*same)) return {std::move(same), {}};
    return {{}, "another account has this login: rename it, or take its password away"};
  }
  if (!o.mail || o.mail->empty() || !is_valid_utf8(*o.mail)) return {};
  auto found = find_by_mail(db, *o.mail);
  if (found.empty()) return {};
  if (found.size() == 1 && found.front().login.empty() && free(found.front())) return {std::move(found.front()), {}};
  return {{}, "another account has this mail address: change it there"};
}

/// What the source says, put on what is here.
void describe(const People& people, store::Connection& db, const OutsidePerson& o, Plan& p) {
  Person& after = p.after;
  if (!o.login.empty()) after.login = fold_login(o.login);
  if (!o.name.empty()) after.name = trim(o.name);
  if (after.name.empty()) after.name = after.login;
  if (o.mail) after.mail = trim(*o.mail);
  if (o.phone) after.phone = trim(*o.phone);
  if (o.language && !o.language->empty()) after.language = trim(*o.language);
  if (o.groups) grant(people, db, *o.groups, after);
  if (o.given_name) p.account_after.given_name = *o.given_name;
  if (o.family_name) p.account_after.family_name = *o.family_name;
}

/// Leaves out what may be left out. Returns what else is wrong.
std::string forgive(Plan& p, OddValue odd) {
  const auto wrong = check_person(p.after);
  if (wrong) return {};
  std::string hard;
  for (const Problem& problem : wrong.error().problems) {
    if (odd == OddValue::refused) return (problem.field.empty() ? "" : problem.field.substr(1) + " ") + problem.text;
    if (problem.field == "/mail") p.after.mail = p.before.mail;
    else if (problem.field == "/phone") p.after.phone = p.before.phone;
    else if (problem.field == "/language") p.after.language = p.before.language;
    else if (hard.empty()) hard = (problem.field.empty() ? "" : problem.field.substr(1) + " ") + problem.text;
    p.row.what += "left out: " + (problem.field.empty() ? "" : problem.field.substr(1) + ", which ") + problem.text + "; ";
  }
  return hard;
}

/// Whether the person is active afterwards; empty when that can be, else why it cannot.
std::string decide_activity(const OutsidePerson& o, Plan& p) {
  if (!o.active) return {};
  const bool said_before = !p.account || p.account->active;
  const bool order = o.person && !*o.active && p.before.active;  // also of somebody whom only we had let in again
  if (order || *o.active != said_before) {
    // Who was deactivated here before stays so when the source takes its account back.
    if (*o.active || p.before.active) p.after.active = p.account_after.active = *o.active;
  } else if (*o.active && !p.before.active) {
    return "was deactivated here; activate the account again when that is right";
  }
  return {};
}

/// Who it is here: `before` and the account, or why there is nobody to be.
Plan identify(store::Connection& db, const OutsidePerson& o) {
  Plan p;
  p.row.login = readable(o.login);
  p.row.name = readable(o.name);
  if (std::string wrong = unreadable(o); !wrong.empty())
    return std::move(p).as(OutsideAction::refuse, "outside.unreadable", std::move(wrong));
  if (o.person) {
    p.account = account_of(db, o.person, o.source);
  } else if (o.key.empty()) {
    return std::move(p).as(OutsideAction::refuse, "outside.no_key", "has no key by which it could be found again");
  } else {
    p.account = find_account(db, o.source, o.key);
  }
  if (o.person && !o.key.empty())
    if (const auto other = find_account(db, o.source, o.key); other && other->person != o.person)
      return std::move(p).as(OutsideAction::conflict, "outside.taken", "somebody else has this key");
  const Id known = o.person ? o.person : p.account ? p.account->person : Id{};
  if (known) {
    p.before = find_person(db, known).value_or(Person{});
    if (p.before.erased) return std::move(p).as(OutsideAction::refuse, "person.erased", "this person's data was erased here");
  } else if (!o.active.value_or(true)) {
    return std::move(p).as(OutsideAction::unchanged, {}, {});
  } else if (fold_login(o.login).empty()) {
    return std::move(p).as(OutsideAction::refuse, "outside.no_login", "has no login");
  } else {
    Candidate found = candidate(db, o);
    if (!found.conflict.empty()) return std::move(p).as(OutsideAction::conflict, "outside.taken", std::move(found.conflict));
    if (found.person) p.before = std::move(*found.person);
    p.row.action = found.person ? OutsideAction::link : OutsideAction::create;
    return p;
  }
  p.row.action = OutsideAction::change;
  return p;
}

Plan plan(const People& people, store::Connection& db, const OutsidePerson& o) {
  Plan p = identify(db, o);
  if (p.row.action != OutsideAction::create && p.row.action != OutsideAction::link && p.row.action != OutsideAction::change) return p;
  p.row.person = p.before.id;
  p.after = p.before;
  p.account_after = p.account.value_or(ExternalAccount{});
  p.account_after.source = o.source;
  if (!o.key.empty()) p.account_after.subject = o.key;
  if (std::string why = decide_activity(o, p); !why.empty())
    return std::move(p).as(OutsideAction::conflict, "outside.deactivated_here", std::move(why));
  describe(people, db, o, p);
  const auto same_login = find_by_login(db, p.after.login);
  if (same_login && same_login->id != p.before.id)
    return std::move(p).as(OutsideAction::conflict, "outside.taken", "somebody else has this login");
  if (std::string wrong = forgive(p, o.odd); !wrong.empty())
    return std::move(p).as(OutsideAction::refuse, "outside.bad_value", std::move(wrong));
  std::string fields;
  for (const auto& d : record::diff(record::to_record(p.before), record::to_record(p.after)))
    fields += (fields.empty() ? "" : ", ") + std::string(d.field->name);
  p.row.what += fields;
  if (p.row.action != OutsideAction::change) return p;
  const bool same_account = p.account && record::diff(record::to_record(*p.account), record::to_record(p.account_after)).empty();
  if (p.before.active && !p.after.active) p.row.action = OutsideAction::deactivate;
  else if (fields.empty() && same_account) p.row.action = OutsideAction::unchanged;
  return p;
}

record::Patch patch_of(const Person& before, const Person& after) {
  record::Patch patch{record::to_record(after), std::vector<bool>(record::type_of<Person>().fields.size())};
  const auto was = record::to_record(before);
  for (std::size_t i = 0; i < was.values.size(); ++i)
    patch.named[i] = was.type->fields[i].facts.access == record::Access::input && was.values[i] != patch.values.values[i];
  return patch;
}

void write_account(store::Tx& tx, Plan& p, Id person) {
  ExternalAccount& after = p.account_after;
  after.person = person;
  if (after.subject.empty()) after.subject = made_subject + to_string(person);
  if (p.account) {
    tx.update(*p.account, after, {.kind = "person.link_changed", .root = person});
    return;
  }
  after.id = tx.new_id();
  tx.insert(after, {.kind = "person.linked", .root = person});
}

Result<Id> write(People& people, store::Tx& tx, Plan& p) {
  const auto patch = patch_of(p.before, p.after);
  Id person = p.before.id;
  if (person) {
    CHECK_OK(change_person(people, tx, person, {}, patch));
    if (p.row.action == OutsideAction::deactivate) revoke_tokens(tx, person, "the person was deactivated");
  } else {
    TRY(const Person made, create_person(people, tx, patch));
    person = made.id;
  }
  write_account(tx, p, person);
  return person;
}

}  // namespace

OutsideRow plan_outside_person(const People& people, store::Connection& db, const OutsidePerson& outside) {
  return plan(people, db, outside).row;
}

OutsideRow apply_outside_person(People& people, store::Tx& tx, const OutsidePerson& outside) {
  Plan p = plan(people, tx.db(), outside);
  if (!p.row.done() || p.row.action == OutsideAction::unchanged) return p.row;
  const auto written = write(people, tx, p);
  if (written) {
    p.row.person = *written;
  } else {
    p.row.action = written.error().fault == Fault::conflict ? OutsideAction::conflict : OutsideAction::refuse;
    p.row.what = written.error().first().text;
    p.row.code = written.error().first().code;
  }
  return p.row;
}

store::Actor outside_actor(std::string_view source) { return system_principal("directory " + std::string(source)).actor(); }

bool may_be_kept(store::Connection& db, const Person& person, std::string_view source) {
  return person.password_hash.empty() || account_of(db, person.id, source);
}

bool signs_in_elsewhere(const People& people, store::Connection& db, Id person) {
  return people.options().directory && account_of(db, person, ldap_source).has_value();
}

}  // namespace evenkeel::people
