#include "practice/people/reach.hpp"

#include <algorithm>
#include <stdexcept>

#include "practice/api/api.hpp"

namespace evenkeel::people {
namespace {

/// The roles that an organisation's administrator can give, and whose holders they look after.
constexpr Role roles_of_organisations[] = {Role::caller, Role::organisation_administrator};

bool of_organisations(Role role) { return std::ranges::find(roles_of_organisations, role) != std::end(roles_of_organisations); }

condition::Condition parsed(const std::string& text) {
  condition::Vocabulary words;
  words.type = &record::type_of<Person>();
  auto condition = condition::parse(text, words);
  if (!condition) throw std::logic_error("reach: " + condition.error().first().text);
  return std::move(*condition);
}

std::string looked_after() {
  std::string text = "organisation in my_organisations";
  for (std::size_t i = 0; i < role_count; ++i)
    if (const Role role = static_cast<Role>(i); !of_organisations(role))
      text.append(" and not (roles has ").append(record::name_of(role)).append(")");
  return text;
}

bool holds_for(const condition::Condition& condition, const Principal& who, const record::Record& r) {
  return condition.evaluate(r, api::asker_of(who), [](std::string_view, Id) { return nullptr; });
}

Problem out_of_reach(std::string text, std::string field) { return {"person.out_of_reach", std::move(text), std::move(field)}; }

/// Of the location's organisation; a location without one is nobody's.
bool is_own_location(store::Tx& tx, const Principal& who, const record::RecordType& locations, Id location) {
  const auto found = tx.find(locations, location);
  return found && std::ranges::any_of(who.organisations, [&](Id own) { return (*found)["organisation"] == record::Value(own); });
}

}  // namespace

condition::Condition reach(const Principal& who, std::string_view permission) {
  static const auto nobody = parsed("false"), seen = parsed("organisation in my_organisations or id = me"), theirs = parsed(looked_after());
  if (may_everywhere(who, permission)) return {};
  if (!may(who, permission)) return nobody;
  return permission == "people.read" ? seen : theirs;
}

Status check_reach(store::Connection& db, const Principal& who, Id person, std::string_view permission) {
  if (who.person == person || may_everywhere(who, permission)) return Done{};
  if (!may(who, permission)) return api::denied(permission);
  const auto found = find_person_record(db, person);
  if (found && holds_for(reach(who, permission), who, *found)) return Done{};
  if (!found || !holds_for(reach(who, "people.read"), who, *found)) return api::missing("person");
  return api::denied(permission);
}

Status check_stays_in_reach(const People& people, store::Tx& tx, const Principal& who, const Person& before, const Person& after) {
  if (may_everywhere(who, "people.edit")) return Done{};
  std::vector<Problem> problems;
  if (std::ranges::find(who.organisations, after.organisation) == who.organisations.end())
    problems.push_back(out_of_reach("must be one of your organisations", "/organisation"));
  for (std::size_t i = 0; i < after.roles.size(); ++i) {
    const auto role = record::from_name<Role>(after.roles[i]);
    if (role && !of_organisations(*role)) problems.push_back(out_of_reach("is more than you can give", "/roles/" + std::to_string(i)));
  }
  if (after.manager && after.manager != before.manager && !check_reach(tx.db(), who, after.manager, "people.read"))
    problems.push_back({"person.unknown_reference", "there is no such person", "/manager"});
  const auto* locations = people.options().kinds ? people.options().kinds("location") : nullptr;
  if (after.location && after.location != before.location && (!locations || !is_own_location(tx, who, *locations, after.location)))
    problems.push_back({"person.unknown_reference", "there is no such location", "/location"});
  if (problems.empty()) return Done{};
  return Error{Fault::invalid, std::move(problems), {}};
}

api::Job within_reach(const Principal& who, Id person, std::string_view permission, api::Job job) {
  job.work = [who, person, permission = std::string(permission), work = std::move(job.work)](store::Tx& tx) -> Result<store::Outcome> {
    CHECK_OK(check_reach(tx.db(), who, person, permission));
    return work(tx);
  };
  return job;
}

}  // namespace evenkeel::people
