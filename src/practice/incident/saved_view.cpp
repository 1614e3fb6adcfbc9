#include "practice/incident/saved_view.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "practice/api/api.hpp"
#include "store/erase.hpp"
#include "store/row_io.hpp"
#include "store/schema.hpp"

namespace evenkeel::incident {
namespace {

using store::Connection;
using store::Param;

std::vector<SavedView> select(Connection& db, const std::string& where, std::span<const Param> params) {
  const auto& type = record::type_of<SavedView>();
  std::vector<SavedView> found;
  db.query(fmt::format("SELECT {} FROM saved_view WHERE {} ORDER BY name, id", store::select_columns(type, ""), where), params,
           [&](const store::Row& row) { found.push_back(record::from_record<SavedView>(store::read_record(type, row))); });
  return found;
}

std::vector<SavedView> views_of(Connection& db, Id person) {
  const Param params[] = {Param(person)};
  return select(db, "person = $1", params);
}

Status check(Connection& db, const people::Principal& who, const SavedView& view) {
  CHECK_OK(record::validate(record::to_record(view)));
  if (view.team && !who.in_team(view.team) && !people::may_everywhere(who, "catalogue.edit"))
    return invalid("view.not_your_team", "must be a team of yours", "/team");
  const auto others = views_of(db, view.person);
  if (!view.id && others.size() >= views_most) return invalid("view.too_many", fmt::format("a person keeps at most {} views", views_most));
  for (const SavedView& other : others)
    if (other.id != view.id && other.name == view.name) return invalid("view.name_taken", "is the name of another view of yours", "/name");
  return Done{};
}

}  // namespace

std::string saved_view_schema() {
  return store::ddl_for(record::type_of<SavedView>()) + R"(
CREATE INDEX saved_view__person ON saved_view(person, name);
CREATE INDEX saved_view__team ON saved_view(team) WHERE team IS NOT NULL;
)";
}

std::vector<SavedView> views_for(Connection& db, const people::Principal& who) {
  std::vector<Param> params{Param(who.person)};
  std::string where = "person = $1";
  for (Id team : who.teams) {
    params.emplace_back(team);
    where += fmt::format(" OR team = ${}", params.size());
  }
  return select(db, where, params);
}

Result<SavedView> keep_view(store::Tx& tx, const people::Principal& who, SavedView view) {
  view.person = who.person;
  view.id = {};
  CHECK_OK(check(tx.db(), who, view));
  view.id = tx.new_id();
  tx.insert(view, {.kind = "saved_view.created", .root = view.person});
  return view;
}

Result<SavedView> view_to_change(store::Tx& tx, const people::Principal& who, Id id) {
  auto found = tx.find<SavedView>(id);
  const bool keeper = people::may_everywhere(who, "catalogue.edit") && found && found->team;
  if (!found || (found->person != who.person && !keeper)) return api::missing("saved_view");
  return std::move(*found);
}

Result<SavedView> change_view(store::Tx& tx, const people::Principal& who, const SavedView& before, SavedView after) {
  CHECK_OK(check(tx.db(), who, after));
  tx.update(before, after, {.kind = "saved_view.changed", .root = before.person});
  return after;
}

void remove_view(store::Tx& tx, const SavedView& view) {
  tx.remove(record::to_record(view), {.kind = "saved_view.removed", .root = view.person});
}

void erase_views(store::Tx& tx, Id person) {
  for (const SavedView& view : views_of(tx.db(), person)) {
    tx.remove(record::to_record(view), {.kind = "saved_view.erased", .root = person, .values = store::NoteValues::hidden});
    store::erase_history(tx, person, view.id);
  }
}

}  // namespace evenkeel::incident

namespace evenkeel::record {

using incident::SavedView;

template <>
const RecordType& type_of<SavedView>() {
  static const RecordType type{
      "saved_view",
      "saved_view",
      "views",
      "View",
      "Views",
      {
          field<&SavedView::id>("id", {.label = "Id", .access = Access::system}),
          field<&SavedView::version>("version", {.label = "Version", .access = Access::system}),
          field<&SavedView::person>("person",
                                    {.label = "Owner", .ref = "person", .required = true, .personal = true, .access = Access::system}),
          field<&SavedView::name>("name", {.label = "Name", .max = 60, .required = true, .personal = true}),
          field<&SavedView::filter>("filter", {.label = "Filter", .max = 2'000, .personal = true}),
          field<&SavedView::q>("q", {.label = "Words", .max = 200, .personal = true}),
          field<&SavedView::sort>("sort", {.label = "Order", .max = 40}),
          field<&SavedView::team>("team", {.label = "Team", .help = "Whose members see it too.", .ref = "team"}),
      }};
  return type;
}

}  // namespace evenkeel::record
