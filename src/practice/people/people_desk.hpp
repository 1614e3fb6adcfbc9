// What is done with people: each command decides on the facts and writes, inside one transaction of the writer. The routes have
// parsed, hashed and asked for the permission of the verb before; what depends on the record is decided here.
#pragma once
#include "practice/people/people.hpp"

namespace evenkeel::people {

/// What is wrong with a person's values beyond the field descriptions: roles that do not exist, an address that is none, an
/// unknown zone, a login with spaces. All at once.
Status check_person(const Person& person);

/// A new person without a password. `who` asks: somebody who looks after a part of the people makes them in that part (reach.hpp).
Result<Person> create_person(People& people, store::Tx& tx, const record::Patch& patch, const Principal& who = system_principal({}));

/// Writes what the patch names. Errors: person.missing, person.stale, person.erased, person.login_taken,
/// person.last_administrator, person.unknown_reference, person.manager_circle, person.out_of_reach; permission.denied.
Result<Person> change_person(People& people, store::Tx& tx, Id id, const api::Seen& seen, const record::Patch& patch,
                             const Principal& who = system_principal({}));

/// The new hash; ends all sessions of the person.
Result<Person> set_password(store::Tx& tx, Id id, const std::string& password_hash);

/// Erases what is personal by request of the person: fields absent, name "Erased person <id>", sessions and tokens ended, words
/// and messages forgotten, the bodies of earlier changes cleared, and what other practices hold. Is itself a change.
Result<Person> erase_person(People& people, store::Tx& tx, Id id, const std::string& reason);

/// Everything that is held about a person, as JSON.
Result<std::string> export_person(People& people, store::Connection& db, Id id, const Principal& reader);

/// The token acts in `token.person`'s name; `secret_hash` is set. Errors: token.unknown_scope, token.scope_not_held,
/// token.bad_expiry, person.missing.
Result<Token> create_token(store::Tx& tx, const record::Patch& patch, Id person, const std::string& secret);
Result<Token> revoke_token(store::Tx& tx, const Principal& who, Id id);
/// All of a person's; `reason` stands in the change log.
void revoke_tokens(store::Tx& tx, Id person, std::string_view reason);

struct SetupAnswers {
  std::string organisation, name, login, mail, zone, language;
};
/// The organisation and the first administrator. Error: setup.done.
Result<Person> set_up(People& people, store::Tx& tx, const SetupAnswers& answers, const std::string& password_hash);

/// One page of people; `items` are records in the list's order, one more than the limit when there is a next page.
std::vector<record::Record> list_people(store::Connection& db, const api::ListQuery& list, const condition::Condition& filter,
                                        const condition::Asker& asker);

}  // namespace evenkeel::people
