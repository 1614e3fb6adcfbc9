#include "practice/people/people_with.hpp"

#include "store/db.hpp"

namespace evenkeel::people {

std::vector<Id> people_with(store::Connection& db, std::string_view field, std::string_view value, int most) {
  using store::Param;
  std::vector<Id> ids;
  db.query(
      "SELECT p.id FROM list_item l JOIN person p ON p.id = l.subject_id WHERE l.kind = 'person' AND l.field = $1 AND l.value = $2 "
      "AND p.active = 1 AND p.erased = 0 ORDER BY p.id LIMIT $3",
      {Param(field), Param(value), Param(most)}, [&](const store::Row& row) { ids.push_back(row.id(0)); });
  return ids;
}

}  // namespace evenkeel::people
