// A skill: something that not everybody of a team can do. People have them, services and categories ask for them, and steps of escalations
// choose by them among those who are on call.
#pragma once
#include "practice/service/catalogue.hpp"

namespace evenkeel::service {

struct Skill {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name, description;
};

/// What services and categories have for them; it came after their tables.
inline constexpr std::string_view asked_skills[] = {"skills"};

/// What the service and the categories ask for together, active ones in the order of their names. Ids may be none.
std::vector<const Skill*> needed_skills(const Snapshot& catalogue, Id service, Id category, Id subcategory);

/// The table, and the columns of services and categories.
std::string skill_schema();

}  // namespace evenkeel::service

namespace evenkeel::record {
template <>
const RecordType& type_of<service::Skill>();
}  // namespace evenkeel::record
