#include "practice/people/people_desk.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/zone.hpp"
#include "practice/people/absence_desk.hpp"
#include "practice/people/external_account.hpp"
#include "practice/people/outside_group.hpp"
#include "practice/people/reach.hpp"
#include "practice/people/second_factor_desk.hpp"
#include "store/erase.hpp"

namespace evenkeel::people {
namespace {

constexpr int managers_most = 50;  // up the line; a longer one is a circle

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

/// One address, not a list, and nothing that could end a header line. Whether it works only a message shows.
bool is_mail_address(std::string_view mail) {
  const auto at = mail.find('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == mail.size() || mail.find('@', at + 1) != std::string_view::npos) return false;
  return mail.find_first_of(" ,;<>\"()") == std::string_view::npos && !has_control(mail);
}

bool is_language(std::string_view tag) {
  return tag.size() >= 2 && std::ranges::all_of(tag, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
         });
}

bool exists(store::Tx& tx, const condition::Kinds& kinds, std::string_view kind, Id id) {
  const record::RecordType* type = kinds ? kinds(kind) : nullptr;
  return type && tx.find(*type, id).has_value();
}

void check_reference(store::Tx& tx, const condition::Kinds& kinds, std::string_view kind, Id id, std::string field,
                     std::vector<Problem>& problems) {
  if (id && !exists(tx, kinds, kind, id))
    problems.push_back({"person.unknown_reference", "there is no such " + std::string(kind), std::move(field)});
}

/// References that the change introduces; what stood there before is left alone.
void check_references(People& people, store::Tx& tx, const Person& before, const Person& after, std::vector<Problem>& problems) {
  const condition::Kinds& kinds = people.options().kinds;
  if (after.organisation != before.organisation) check_reference(tx, kinds, "organisation", after.organisation, "/organisation", problems);
  if (after.location != before.location) check_reference(tx, kinds, "location", after.location, "/location", problems);
  for (std::size_t i = 0; i < after.teams.size(); ++i)
    if (std::ranges::find(before.teams, after.teams[i]) == before.teams.end())
      check_reference(tx, kinds, "team", after.teams[i], "/teams/" + std::to_string(i), problems);
  for (std::size_t i = 0; i < after.skills.size(); ++i)
    if (std::ranges::find(before.skills, after.skills[i]) == before.skills.end())
      check_reference(tx, kinds, "skill", after.skills[i], "/skills/" + std::to_string(i), problems);
}

/// Escalation to managers walks up this line, so it must end.
void check_manager(store::Tx& tx, const Person& person, std::vector<Problem>& problems) {
  Id up = person.manager;
  for (int step = 0; up; ++step) {
    if (up == person.id || step >= managers_most)
      return problems.push_back({"person.manager_circle", "would make somebody their own manager", "/manager"});
    const auto manager = tx.find<Person>(up);
    if (!manager) {
      if (step == 0) problems.push_back({"person.unknown_reference", "there is no such person", "/manager"});
      return;
    }
    up = manager->manager;
  }
}

void check_login(store::Tx& tx, const Person& person, std::vector<Problem>& problems) {
  if (person.login.empty()) return;
  const auto other = find_by_login(tx.db(), person.login);
  if (other && other->id != person.id) problems.push_back({"person.login_taken", "is taken by somebody else", "/login"});
}

bool can_administer(const Person& person) {
  return person.active && !person.password_hash.empty() && !person.login.empty() &&
         std::ranges::find(person.roles, "administrator") != person.roles.end();
}

Error last_administrator() {
  return error(Fault::conflict, "person.last_administrator", "This is the only administrator who can sign in; make another one first.");
}

void normalise(Person& person) {
  person.name = trim(person.name);
  person.mail = trim(person.mail);
  person.login = fold_login(person.login);
  std::ranges::sort(person.roles);
  person.roles.erase(std::ranges::unique(person.roles).begin(), person.roles.end());
  for (std::vector<Id>* ids : {&person.teams, &person.skills}) {
    std::ranges::sort(*ids);
    ids->erase(std::ranges::unique(*ids).begin(), ids->end());
  }
}

/// Everything that can be refused, before the first write.
Status check_change(People& people, store::Tx& tx, const Person& before, const Person& after) {
  CHECK_OK(check_person(after));
  std::vector<Problem> problems;
  check_references(people, tx, before, after, problems);
  if (after.manager && after.manager != before.manager) check_manager(tx, after, problems);
  if (after.login != before.login) check_login(tx, after, problems);
  if (!problems.empty()) return Error{Fault::invalid, std::move(problems), {}};
  if (can_administer(before) && !can_administer(after) && !has_other_administrator(tx.db(), before.id)) return last_administrator();
  return Done{};
}

}  // namespace

Status check_person(const Person& person) {
  std::vector<Problem> problems;
  if (auto valid = record::validate(record::to_record(person)); !valid) problems = std::move(valid.error().problems);
  if (has_control(person.name)) problems.push_back({"person.bad_name", "must be one line", "/name"});
  if (has_control(person.phone)) problems.push_back({"person.bad_phone", "must be one line", "/phone"});
  if (!person.mail.empty() && !is_mail_address(person.mail)) problems.push_back({"person.bad_mail", "must be one mail address", "/mail"});
  if (has_control(person.login) || person.login.find(' ') != std::string::npos)
    problems.push_back({"person.bad_login", "must not have spaces", "/login"});
  if (!is_zone(person.zone)) problems.push_back({"person.bad_zone", "must be an IANA time zone such as Europe/Berlin", "/zone"});
  if (!is_language(person.language)) problems.push_back({"person.bad_language", "must be a language tag such as en or pt-BR", "/language"});
  for (std::size_t i = 0; i < person.roles.size(); ++i)
    if (!record::from_name<Role>(person.roles[i])) {
      std::string known;
      for (std::string_view name : record::enum_names<Role>) known += (known.empty() ? "" : ", ") + std::string(name);
      problems.push_back({"person.unknown_role", "must be one of " + known, "/roles/" + std::to_string(i)});
    }
  if (problems.empty()) return Done{};
  return Error{Fault::invalid, std::move(problems), {}};
}

Result<Person> create_person(People& people, store::Tx& tx, const record::Patch& patch, const Principal& who) {
  Person person = record::from_record<Person>(record::apply(record::to_record(Person{}), patch));
  normalise(person);
  CHECK_OK(check_stays_in_reach(people, tx, who, Person{}, person));
  CHECK_OK(check_change(people, tx, Person{}, person));
  person.id = tx.new_id();
  tx.insert(person, {.kind = "person.created", .root = person.id});
  index_words(tx, person);
  return person;
}

Result<Person> change_person(People& people, store::Tx& tx, Id id, const api::Seen& seen, const record::Patch& patch,
                             const Principal& who) {
  CHECK_OK(check_reach(tx.db(), who, id, "people.edit"));
  const auto before = tx.find<Person>(id);
  if (!before) return api::missing("person");
  if (seen.version && *seen.version != before->version) {
    const record::Record current = record::to_record(*before);
    return api::stale(tx.db(), people.names(), current, *seen.version, api::single_body(current, {}));
  }
  if (before->erased) return error(Fault::conflict, "person.erased", "This person's data was erased; there is nothing to change any more.");
  Person after = record::from_record<Person>(record::apply(record::to_record(*before), patch));
  normalise(after);
  if (who.person != id) CHECK_OK(check_stays_in_reach(people, tx, who, *before, after));
  CHECK_OK(check_change(people, tx, *before, after));
  if (tx.update(*before, after, {.kind = "person.changed", .root = id})) {
    index_words(tx, after);
    if (before->active && !after.active) end_sessions(tx, id);
    if (before->active != after.active) tx.arm("roster.away", "person", id, tx.now());  // of practice/roster, which tells of gaps
    // A token made while a role allowed it would come back to life with the next role.
    if (may(principal_of(*before), "self.token") && !may(principal_of(after), "self.token"))
      revoke_tokens(tx, id, "the person may have no tokens any more");
  }
  return after;
}

Result<Person> set_password(store::Tx& tx, Id id, const std::string& password_hash) {
  const auto before = tx.find<Person>(id);
  if (!before) return api::missing("person");
  if (before->erased) return error(Fault::conflict, "person.erased", "This person's data was erased; nobody can sign in as them any more.");
  if (before->login.empty()) return error(Fault::conflict, "person.no_login", "The person has no login; give one first.");
  Person after = *before;
  after.password_hash = password_hash;
  tx.update(*before, after, {.kind = "person.password_changed", .root = id});
  end_sessions(tx, id);
  return after;
}

Result<Person> erase_person(People& people, store::Tx& tx, Id id, const std::string& reason) {
  const auto before = tx.find<Person>(id);
  if (!before) return api::missing("person");
  if (before->erased) return error(Fault::conflict, "person.erased", "This person's data was erased already.");
  if (can_administer(*before) && !has_other_administrator(tx.db(), id)) return last_administrator();

  record::Record r = record::to_record(*before);
  for (std::size_t i = 0; i < r.values.size(); ++i)
    if (r.type->fields[i].facts.personal) r.values[i] = {};
  Person after = record::from_record<Person>(r);
  after.name = "Erased person " + to_string(id);
  after.password_hash.clear();
  after.roles.clear();
  after.teams.clear();
  after.skills.clear();
  after.manager = {};
  after.vip = false;
  after.active = false;
  after.erased = true;

  std::string why = "{\"reason\":";
  record::append_json_string(why, reason);
  for (const auto& eraser : people.erasers) eraser(tx, id);  // they find what is theirs while the record still says who it was
  tx.update(*before, after, {.kind = "person.erased", .root = id, .why = why + "}", .values = store::NoteValues::hidden});
  index_words(tx, after);
  end_sessions(tx, id);
  if (find_second_factor(tx.db(), id)) CHECK_OK(remove_second_factor(tx, id, "erased"));
  for (const TokenRow& row : list_tokens(tx.db(), id)) {
    Token revoked = row.token;
    revoked.revoked = true;
    revoked.name = "(erased)";
    tx.update(row.token, revoked, {.kind = "token.erased", .root = id, .values = store::NoteValues::hidden});
    store::erase_history(tx, id, row.token.id);
  }
  erase_absences(tx, id);
  erase_accounts(tx, id);
  leave_groups(tx, id);
  store::erase_history(tx, id, id);
  store::erase_messages(tx, id);
  store::rename_in_messages(tx, before->name, after.name);
  store::remember_erasure(tx, "person", id);
  return after;
}

Result<Person> set_up(People& people, store::Tx& tx, const SetupAnswers& answers, const std::string& password_hash) {
  if (!setup_needed(tx.db())) return error(Fault::conflict, "setup.done", "The register is set up already; sign in.");
  Person person;
  person.name = answers.name;
  person.login = answers.login;
  person.mail = answers.mail;
  if (!answers.zone.empty()) person.zone = answers.zone;
  if (!answers.language.empty()) person.language = answers.language;
  // Whoever is alone with a fresh register must be able to try all of it.
  person.roles = {"administrator", "incident_manager"};
  person.password_hash = password_hash;
  normalise(person);
  CHECK_OK(check_change(people, tx, Person{}, person));
  person.organisation = people.options().found_organisation(tx, answers.organisation);
  person.id = tx.new_id();
  tx.insert(person, {.kind = "person.created", .root = person.id, .why = R"({"reason":"set-up"})"});
  index_words(tx, person);
  return person;
}

}  // namespace evenkeel::people
