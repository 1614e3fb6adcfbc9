// Somebody whom another system keeps (a directory, a provisioning client, an identity provider) becomes a person here, and stays in
// step with it. An account that somebody signs in to with a password of the register is never taken over by what merely has the
// same name; roles and teams that no group grants are left as they are.
#pragma once
#include <array>

#include "practice/people/external_account.hpp"
#include "practice/people/people.hpp"

namespace evenkeel::people {

/// An address, a number or a language that is none.
enum class OddValue {
  left_out,  // rather than keeping somebody out
  refused
};

/// What the other system says. Members without a value: it says nothing of that, and what is here stays.
struct OutsidePerson {
  std::string source;  // which system, as ExternalAccount::source
  std::string key;     // its own name for the account, which never changes there
  std::string login, name;
  std::optional<std::string> mail, phone, language;  // a mail address only when the system vouches for it: an account is found by it
  std::optional<std::vector<std::string>> groups;    // names, small letters
  std::optional<std::string> given_name, family_name;
  std::optional<bool> active = true;  // a `person` that is named is always deactivated by false
  OddValue odd = OddValue::left_out;
  Id person = {};  // known already, by our own id: neither the key nor the login is searched for
};

enum class OutsideAction {
  create,
  link,  // somebody who is here without an account to sign in to
  change,
  unchanged,
  deactivate,
  conflict,  // somebody else has the login or the address, or the state here forbids it
  refuse,    // the values are none that a person can have
};
struct OutsideRow {
  OutsideAction action = OutsideAction::unchanged;
  std::string login, name;
  Id person;
  std::string what;  // the fields that change, or why not
  std::string code;  // of a conflict or refusal: outside.taken, outside.deactivated_here, or that of what was wrong
  bool done() const { return action != OutsideAction::conflict && action != OutsideAction::refuse; }
};

/// What would be done with somebody; writes nothing.
OutsideRow plan_outside_person(const People& people, store::Connection& db, const OutsidePerson& outside);
/// The same, done: in a command whose actor names the other system (outside_actor). A conflict or refusal has written nothing. After
/// the commit, People::changed("person", row.person) is due.
OutsideRow apply_outside_person(People& people, store::Tx& tx, const OutsidePerson& outside);
/// "system:directory ldap": whom the change log names.
store::Actor outside_actor(std::string_view source);

/// The source may keep the person: it does already, or nobody signs in to the account with a password of this register.
bool may_be_kept(store::Connection& db, const Person& person, std::string_view source);

/// The person's accounts at any of the other systems hold the password; it is not changed here.
bool signs_in_elsewhere(const People& people, store::Connection& db, Id person);

inline constexpr std::string_view ldap_source = "ldap";
inline constexpr std::string_view scim_source = "scim";

}  // namespace evenkeel::people

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<people::OutsideAction> =
    std::array<std::string_view, 7>{"create", "link", "change", "unchanged", "deactivate", "conflict", "refuse"};
}
