// Groups that a provisioning client keeps here, and who is in them. What membership gives is said by the grants; members are people of
// the register.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "practice/people/outside_person.hpp"

namespace evenkeel::people {

struct OutsideGroup {
  Id id;
  std::int64_t version = 0;
  std::string name, folded_name;     // the latter in small letters: names that differ in case alone are one
  std::string subject;               // the client's own name for it, when it gave one
  std::int64_t members_version = 0;  // grows with each change of the members, which lie in a table of their own
};

/// DDL with the store's tokens.
std::string outside_group_schema();

std::optional<OutsideGroup> find_group(store::Connection& db, Id id);
/// All, the oldest first.
std::vector<OutsideGroup> all_groups(store::Connection& db);
/// Those that the person is in.
std::vector<OutsideGroup> groups_of(store::Connection& db, Id person);
struct GroupMember {
  Id person;
  std::string name;
};
std::vector<GroupMember> members_of(store::Connection& db, Id group);

constexpr std::size_t group_name_most = 300;  // characters
/// Members that come and go in one request: each may be a person to be written, and other commands wait. Clients send hundreds at most.
constexpr std::size_t members_changed_most = 1'000;

/// Somebody whom a provisioning client may see and keep: has a login, and it is no account of the register alone.
bool is_user(store::Connection& db, const Person& person);
/// The same as a condition on the table person under the name p.
std::string users_condition();

struct GroupChange {
  std::string name, subject;
  std::vector<Id> members;  // all of them, afterwards
};
/// Makes the group, or (with an id) changes it, and gives and takes what the grants say. The people whose roles or teams changed are
/// added to `changed`, for People::changed after the commit. Errors: group.missing, group.name_taken, group.unknown_member,
/// group.too_many, group.bad_name.
Result<OutsideGroup> write_group(People& people, store::Tx& tx, Id id, GroupChange change, std::vector<Id>& changed);
/// Takes back what it gave, and adds to `changed` as above.
Status remove_group(People& people, store::Tx& tx, const OutsideGroup& group, std::vector<Id>& changed);
/// For the erasure of a person.
void leave_groups(store::Tx& tx, Id person);

}  // namespace evenkeel::people

namespace evenkeel::record {
template <>
const RecordType& type_of<people::OutsideGroup>();
}
