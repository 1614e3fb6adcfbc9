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

struct Session {
  std::string secret_hash;  // SHA-256 of the cookie's secret, hex
  Id person;
  Time created_at, seen_at;
  std::string address;  // where it was opened from
};
std::optional<Session> find_session(store::Connection& db, std::string_view secret_hash);
std::vector<Session> list_sessions(store::Connection& db, Id person);
void insert_session(store::Tx& tx, const Session& session);
void touch_session(store::Tx& tx, std::string_view secret_hash, Time at);
void end_session(store::Tx& tx, std::string_view secret_hash);
/// All sessions of the person.
void end_sessions(store::Tx& tx, Id person);
/// Sessions older than the absolute limit.
void purge_sessions(store::Tx& tx, Time created_before);

}  // namespace evenkeel::people
