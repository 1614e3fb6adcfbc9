// A person, with the account to sign in, and the tokens that programs use in the person's name.
#pragma once
#include "practice/people/principal.hpp"

namespace evenkeel::people {

struct Person {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name, mail, phone;
  std::string login;          // unique when present; without it nobody can sign in as this person
  std::string password_hash;  // argon2id; secret
  std::string language = "en", zone = "UTC";
  Id organisation, location, manager;
  bool vip = false;
  std::vector<std::string> roles;  // names of Role; "caller" is implied
  std::vector<Id> teams, skills;
  std::string external_ref;  // key in the directory or the imported system
  bool erased = false;
};

/// What came after the table.
inline constexpr std::string_view person_skills[] = {"skills"};

struct Token {
  Id id;
  std::int64_t version = 0;
  Id person;
  std::string name;                 // "monitoring in hall 3"
  std::string secret_hash;          // SHA-256 of the random secret, hex
  std::vector<std::string> scopes;  // permissions, or everything_scope; none: it opens nothing
  Time created_at, expires_at;
  bool revoked = false;
};

}  // namespace evenkeel::people

namespace evenkeel::record {
template <>
const RecordType& type_of<people::Person>();
template <>
const RecordType& type_of<people::Token>();
}  // namespace evenkeel::record
