#include "practice/service/skill.hpp"

#include <algorithm>

#include "practice/service/fields.hpp"
#include "store/schema.hpp"

namespace evenkeel::record {

using service::Skill;

template <>
const RecordType& type_of<Skill>() {
  static const RecordType type{
      "skill",
      "skill",
      "skills",
      "Skill",
      "Skills",
      service::with_head<Skill>({
          field<&Skill::name>("name", {.label = "Name", .required = true, .unique = true}),
          field<&Skill::description>(
              "description", {.label = "Description", .help = "What somebody who has it can do.", .max = service::description_most}),
      })};
  return type;
}

}  // namespace evenkeel::record

namespace evenkeel::service {

std::vector<const Skill*> needed_skills(const Snapshot& catalogue, Id service, Id category, Id subcategory) {
  std::vector<const Skill*> needed;
  const auto add = [&](const std::vector<Id>& asked) {
    for (const Id id : asked)
      if (const auto* skill = catalogue.get<Skill>(id); skill && skill->active && std::ranges::find(needed, skill) == needed.end())
        needed.push_back(skill);
  };
  if (const auto* of = catalogue.get<Service>(service)) add(of->skills);
  for (const Id id : {category, subcategory})
    if (const auto* of = catalogue.get<Category>(id)) add(of->skills);
  std::ranges::sort(needed, {}, &Skill::name);
  return needed;
}

std::string skill_schema() {
  return store::ddl_for(record::type_of<Skill>()) + store::ddl_adding(record::type_of<Service>(), asked_skills) +
         store::ddl_adding(record::type_of<Category>(), asked_skills);
}

}  // namespace evenkeel::service
