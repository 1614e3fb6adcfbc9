// SQL of people: persons, the words they are found by, tokens, sessions. Sessions and the last use of a token are no facts:
// they change with every visit, so they lie in tables of their own outside the change log.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "practice/people/person.hpp"
#include "store/tx.hpp"

namespace evenkeel::people {

/// DDL with the store's tokens: person, token, person_word, session, token_use.
std::string people_schema();
/// Skills of people, which came later.
std::string person_skill_schema();
/// DDL of what came later: sessions with their device, second factors.
std::string sign_in_schema();
/// And later still: what sessions remember of the provider that opened them.
std::string sign_on_schema();

std::optional<Person> find_person(store::Connection& db, Id id);
std::optional<record::Record> find_person_record(store::Connection& db, Id id);
/// `login` is folded here; an inactive person is found as well.
std::optional<Person> find_by_login(store::Connection& db, std::string_view login);
/// Active people with this address, compared without regard to case; the oldest first, at most 10.
std::vector<Person> find_by_mail(store::Connection& db, std::string_view mail);
/// How logins and addresses are kept and compared: trimmed, ASCII letters small.
std::string fold_login(std::string_view login);
/// Somebody is active, can sign in and is an administrator.
bool has_administrator(store::Connection& db);
/// Other active administrators who can sign in.
bool has_other_administrator(store::Connection& db, Id than);

/// Words of name, mail and login, for the search by beginnings; rewritten with each change of the person.
void index_words(store::Tx& tx, const Person& person);

struct TokenRow {
  Token token;
  Time used_at;
};
std::optional<TokenRow> find_token(store::Connection& db, Id id);
/// Of one person, or of everybody (Id{}); newest first, at most 500.
std::vector<TokenRow> list_tokens(store::Connection& db, Id person);
void touch_token(store::Tx& tx, Id token, Time at);

/// What a session remembers of the provider that opened it; of any other all is empty.
struct SignedOn {
  std::string provider, subject, sid;
  std::string sealed_id_token;  // for the logout there
  bool vouched = false;         // the provider vouches for a second factor
  bool code_wanted = false;     // not open before the person's own second factor was given
};

struct Session {
  std::string secret_hash;  // SHA-256 of the cookie's secret, hex
  Id id;                    // how lists and their commands name it
  Id person;
  Time created_at, seen_at;
  std::string address;  // where it was opened from
  std::string device;   // "Firefox on Linux"
  Id incident;          // opened by a link in a mail: good for this one alone
  SignedOn by = {};
};
std::optional<Session> find_session(store::Connection& db, std::string_view secret_hash);
/// The open ones, the last used first, at most 100.
std::vector<Session> list_sessions(store::Connection& db, Id person);
void insert_session(store::Tx& tx, const Session& session);
void touch_session(store::Tx& tx, std::string_view secret_hash, Time at);
void end_session(store::Tx& tx, std::string_view secret_hash);
/// All sessions of the person.
void end_sessions(store::Tx& tx, Id person);
/// The session's person, and ending it by its id: false when the person has no such session.
std::optional<Id> person_of_session(store::Connection& db, Id session);
bool end_session_of(store::Tx& tx, Id person, Id session);
/// All but the one whose digest is given.
void end_other_sessions(store::Tx& tx, Id person, std::string_view kept_hash);
/// Sessions older than the absolute limit.
void purge_sessions(store::Tx& tx, Time created_before);

}  // namespace evenkeel::people
