#include "connect/exchange/kinds.hpp"

#include <algorithm>

#include "practice/incident/incident.hpp"
#include "practice/people/person.hpp"
#include "practice/service/catalogue.hpp"

namespace evenkeel::exchange {
namespace {

const std::vector<const record::RecordType*>& all_kinds() {
  static const std::vector<const record::RecordType*> all = [] {
    std::vector<const record::RecordType*> kinds{&record::type_of<incident::Incident>(), &record::type_of<incident::Entry>(),
                                                 &record::type_of<people::Person>()};
    const auto& catalogue = service::catalogue_types();
    kinds.insert(kinds.end(), catalogue.begin(), catalogue.end());
    return kinds;
  }();
  return all;
}

}  // namespace

const record::RecordType* kind_named(std::string_view name) {
  const auto found = std::ranges::find_if(all_kinds(), [&](const record::RecordType* t) { return t->kind == name || t->path == name; });
  return found == all_kinds().end() ? nullptr : *found;
}

std::vector<std::string_view> kind_paths() {
  std::vector<std::string_view> paths;
  for (const auto* type : all_kinds()) paths.push_back(type->path);
  return paths;
}

bool is_importable_record(const record::RecordType& type) {
  return &type == &record::type_of<people::Person>() ||
         std::ranges::find(service::catalogue_types(), &type) != service::catalogue_types().end();
}

}  // namespace evenkeel::exchange
