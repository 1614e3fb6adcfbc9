// A person as SCIM's User (RFC 7643 section 4.1), and what a client says of one as an outside person.
#pragma once
#include <boost/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "practice/people/outside_group.hpp"
#include "practice/people/outside_person.hpp"

namespace evenkeel::scim {

namespace bj = boost::json;

inline constexpr std::string_view user_schema = "urn:ietf:params:scim:schemas:core:2.0:User";
inline constexpr std::string_view group_schema = "urn:ietf:params:scim:schemas:core:2.0:Group";

/// What a client may ask of a user in a filter, small letters.
const std::set<std::string, std::less<>>& user_attributes();

/// The part of a User that clients write: what PATCH works on.
bj::object user_facts(const people::Person& person, const people::ExternalAccount* account);
/// The whole resource; `base_url` is where /scim/v2 begins.
bj::object user_json(const people::Person& person, const people::ExternalAccount* account, const std::vector<people::OutsideGroup>& groups,
                     std::string_view base_url);
/// Grows with each change of the person or of the account.
std::int64_t user_version(const people::Person& person, const people::ExternalAccount* account);

/// What it means that a member is not there. A client that replaces leaves out what it does not keep, and a telephone may be ours.
enum class Absent { left_alone, cleared };
/// What a User says. `before` are the facts it was made from (none: it is new), for names that are given in parts and whole: what
/// differs is meant. Members that are not kept are left aside. Error: scim.invalid_value.
Result<people::OutsidePerson> read_user(const bj::object& user, const bj::object& before, Absent absent);

/// A member of the resource that must be a text; empty when it is absent or null. Error: scim.invalid_value.
Result<std::string> text_member(const bj::object& object, std::string_view name);
Error bad_value(const std::string& text, std::string_view attribute);

}  // namespace evenkeel::scim
