#include "practice/people/outside_group.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "store/row_io.hpp"
#include "store/schema.hpp"

namespace evenkeel::people {
namespace {

using store::Param;

std::vector<OutsideGroup> select(store::Connection& db, std::string_view rest, std::initializer_list<Param> params) {
  const auto& type = record::type_of<OutsideGroup>();
  static const std::string columns = store::select_columns(type, "g");
  std::vector<OutsideGroup> found;
  db.query(fmt::format("SELECT {} FROM outside_group g {}", columns, rest), store::Params(params.begin(), params.size()),
           [&](const store::Row& row) { found.push_back(record::from_record<OutsideGroup>(store::read_record(type, row))); });
  return found;
}

Error missing() { return error(Fault::missing, "group.missing", "There is no such group."); }

/// What no line of the grants names gives nothing to anybody.
bool gives_something(const People& people, std::string_view name) {
  return std::ranges::any_of(people.options().group_grants, [&](const GroupGrant& g) { return g.group == lower_ascii(trim(name)); });
}

/// Roles and teams of somebody as the groups say that the person is in now.
Status regrant(People& people, store::Tx& tx, Id person, std::vector<Id>& changed) {
  const auto before = find_person(tx.db(), person);
  if (!before || !is_user(tx.db(), *before)) return Done{};  // got a password here meanwhile: not the client's affair any more
  OutsidePerson outside;
  outside.source = scim_source;
  outside.person = person;
  outside.active = std::nullopt;
  outside.groups.emplace();
  for (const OutsideGroup& group : groups_of(tx.db(), person)) outside.groups->push_back(lower_ascii(trim(group.name)));
  const OutsideRow row = apply_outside_person(people, tx, outside);
  if (!row.done()) return error(Fault::conflict, row.code, row.what);
  if (row.action != OutsideAction::unchanged) changed.push_back(person);
  return Done{};
}

std::string ids_json(const std::vector<Id>& ids) {
  std::string out = "[";
  for (Id id : ids) out += (out.size() > 1 ? ",\"" : "\"") + to_string(id) + '"';
  return out + ']';
}

struct Moves {
  std::vector<Id> come, go;
};
Moves moves(store::Connection& db, Id group, const std::vector<Id>& wanted) {
  std::set<Id> before, after(wanted.begin(), wanted.end());
  if (group)
    for (const GroupMember& m : members_of(db, group)) before.insert(m.person);
  Moves moves;
  std::ranges::set_difference(after, before, std::back_inserter(moves.come));
  std::ranges::set_difference(before, after, std::back_inserter(moves.go));
  return moves;
}

Status check_group(store::Tx& tx, Id id, const GroupChange& change, const Moves& moves) {
  if (change.name.empty() || !is_valid_utf8(change.name) || utf8_length(change.name) > group_name_most)
    return invalid("group.bad_name", "displayName must have 1 to 300 characters.", "/displayName");
  if (!is_valid_utf8(change.subject) || utf8_length(change.subject) > subject_most)
    return invalid("group.bad_subject", "externalId must have at most 300 characters.", "/externalId");
  const auto others = select(tx.db(), "WHERE g.folded_name = $1 AND g.id <> $2", {Param(lower_ascii(change.name)), Param(id.v)});
  if (!others.empty())
    return error(Fault::conflict, "group.name_taken", "displayName: there is a group of this name already.", "/displayName");
  for (Id person : moves.come)
    if (const auto found = find_person(tx.db(), person); !found || !is_user(tx.db(), *found))
      return invalid("group.unknown_member", "members: there is no user " + to_string(person) + ".", "/members");
  return Done{};
}

void write_members(store::Tx& tx, Id group, const Moves& moves) {
  for (Id person : moves.come)
    tx.db().execute("INSERT INTO outside_group_member(group_id, person) VALUES ($1, $2)", {Param(group), Param(person)});
  for (Id person : moves.go)
    tx.db().execute("DELETE FROM outside_group_member WHERE group_id = $1 AND person = $2", {Param(group), Param(person)});
}

}  // namespace

std::string outside_group_schema() {
  return store::ddl_for(record::type_of<OutsideGroup>()) + R"(
CREATE TABLE outside_group_member (
  group_id {int} NOT NULL,
  person {int} NOT NULL,
  PRIMARY KEY (group_id, person)
) {strict};
CREATE INDEX outside_group_member__person ON outside_group_member(person, group_id);
)";
}

bool is_user(store::Connection& db, const Person& person) {
  return !person.login.empty() && !person.erased && may_be_kept(db, person, scim_source);
}

std::string users_condition() {
  return fmt::format(
      "p.login IS NOT NULL AND p.erased = 0 AND (p.password_hash IS NULL OR EXISTS "
      "(SELECT 1 FROM external_account e WHERE e.person = p.id AND e.source = '{}'))",
      scim_source);
}

std::optional<OutsideGroup> find_group(store::Connection& db, Id id) {
  auto found = select(db, "WHERE g.id = $1", {Param(id)});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<OutsideGroup> all_groups(store::Connection& db) { return select(db, "ORDER BY g.id", {}); }

std::vector<OutsideGroup> groups_of(store::Connection& db, Id person) {
  return select(db, "JOIN outside_group_member m ON m.group_id = g.id WHERE m.person = $1 ORDER BY g.id", {Param(person)});
}

std::vector<GroupMember> members_of(store::Connection& db, Id group) {
  std::vector<GroupMember> members;
  db.query("SELECT m.person, p.name FROM outside_group_member m JOIN person p ON p.id = m.person WHERE m.group_id = $1 ORDER BY m.person",
           {Param(group)}, [&](const store::Row& row) { members.push_back({row.id(0), std::string(row.text(1))}); });
  return members;
}

Result<OutsideGroup> write_group(People& people, store::Tx& tx, Id id, GroupChange change, std::vector<Id>& changed) {
  changed.clear();
  OutsideGroup before;
  if (id) {
    auto found = find_group(tx.db(), id);
    if (!found) return missing();
    before = std::move(*found);
  }
  change.name = trim(change.name);
  const Moves moving = moves(tx.db(), id, change.members);
  const bool renamed = id && lower_ascii(before.name) != lower_ascii(change.name);
  const bool gives = gives_something(people, change.name) || (renamed && gives_something(people, before.name));
  std::set<Id> touched(moving.come.begin(), moving.come.end());
  touched.insert(moving.go.begin(), moving.go.end());
  if (renamed && gives) touched.insert(change.members.begin(), change.members.end());
  if (touched.size() > members_changed_most)
    return invalid("group.too_many", "members: at most 1,000 of a group change in one request.", "/members");
  CHECK_OK(check_group(tx, id, change, moving));

  OutsideGroup after = before;
  after.name = change.name;
  after.folded_name = lower_ascii(change.name);
  after.subject = change.subject;
  if (!moving.come.empty() || !moving.go.empty()) ++after.members_version;
  const std::string why = R"({"came":)" + ids_json(moving.come) + R"(,"left":)" + ids_json(moving.go) + '}';
  if (id) {
    tx.update(before, after, {.kind = "group.changed", .root = id, .why = why});
  } else {
    after.id = tx.new_id();
    tx.insert(after, {.kind = "group.created", .root = after.id, .why = why});
  }
  write_members(tx, after.id, moving);
  if (gives)
    for (Id person : touched) CHECK_OK(regrant(people, tx, person, changed));
  return after;
}

Status remove_group(People& people, store::Tx& tx, const OutsideGroup& group, std::vector<Id>& changed) {
  changed.clear();
  const Id id = group.id;
  const auto members = members_of(tx.db(), id);
  tx.db().execute("DELETE FROM outside_group_member WHERE group_id = $1", {Param(id)});
  tx.remove(record::to_record(group), {.kind = "group.removed", .root = id});
  if (gives_something(people, group.name))
    for (const GroupMember& member : members) CHECK_OK(regrant(people, tx, member.person, changed));
  return Done{};
}

void leave_groups(store::Tx& tx, Id person) { tx.db().execute("DELETE FROM outside_group_member WHERE person = $1", {Param(person)}); }

}  // namespace evenkeel::people

namespace evenkeel::record {

using people::OutsideGroup;

template <>
const RecordType& type_of<OutsideGroup>() {
  const auto system = [](std::string_view label) { return FieldFacts{.label = label, .access = Access::system}; };
  static const RecordType type{
      "outside_group",
      "outside_group",
      "outside-groups",
      "Group of another system",
      "Groups of other systems",
      {
          field<&OutsideGroup::id>("id", system("Id")),
          field<&OutsideGroup::version>("version", system("Version")),
          field<&OutsideGroup::name>("name", {.label = "Name", .max = people::group_name_most, .required = true, .access = Access::system}),
          field<&OutsideGroup::folded_name>("folded_name", {.label = "Name in small letters",
                                                            .max = people::group_name_most,
                                                            .required = true,
                                                            .unique = true,
                                                            .access = Access::system}),
          field<&OutsideGroup::subject>("subject", {.label = "Subject", .max = people::subject_most, .access = Access::system}),
          field<&OutsideGroup::members_version>("members_version", system("Version of the members")),
      }};
  return type;
}

}  // namespace evenkeel::record
