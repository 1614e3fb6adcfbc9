// A list of incidents that somebody wants again: a condition, words and an order under a name, for oneself or for one of one's teams.
#pragma once
#include <string>
#include <vector>

#include "practice/people/principal.hpp"
#include "record/record.hpp"
#include "store/tx.hpp"

namespace evenkeel::incident {

struct SavedView {
  Id id;
  std::int64_t version = 0;
  Id person;  // whose it is
  std::string name;
  std::string filter, q, sort;  // as GET /incidents takes them
  Id team;                      // who sees it too; none: the owner alone
};

inline constexpr std::size_t views_most = 50;  // of one person: more tabs nobody finds anything in

std::string saved_view_schema();

/// The own ones and those of the own teams, by name.
std::vector<SavedView> views_for(store::Connection& db, const people::Principal& who);

/// Commands. A view is changed and removed by its owner and by whoever keeps the catalogue; it is shared with a team of one's own.
/// Errors: view.name_taken, view.too_many, view.not_your_team, saved_view.missing.
Result<SavedView> keep_view(store::Tx& tx, const people::Principal& who, SavedView view);
/// The view to be changed, when `who` may.
Result<SavedView> view_to_change(store::Tx& tx, const people::Principal& who, Id id);
Result<SavedView> change_view(store::Tx& tx, const people::Principal& who, const SavedView& before, SavedView after);
void remove_view(store::Tx& tx, const SavedView& view);
/// All of a person who is erased, with what the log says of them.
void erase_views(store::Tx& tx, Id person);

}  // namespace evenkeel::incident

namespace evenkeel::record {
template <>
const RecordType& type_of<incident::SavedView>();
}
