// The account that a person has at another system: a directory, a provisioning client, an identity provider. By it the person is
// found again whatever they are called there by now.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "record/record.hpp"
#include "store/tx.hpp"

namespace evenkeel::people {

struct ExternalAccount {
  Id id;
  std::int64_t version = 0;
  Id person;
  std::string source;                   // which system: "ldap", "scim", "oidc https://id.example.org"
  std::string subject;                  // its own name for the account, which never changes there
  bool active = true;                   // as the source said last; what is deactivated here alone stays true
  std::string given_name, family_name;  // for sources that want them back in two parts
};

constexpr std::size_t subject_most = 300;  // characters; an OpenID subject has 255, an object's GUID 36

/// Begins the subject of an account for which the source has no name of its own.
inline constexpr char made_subject = '#';
inline bool has_own_subject(const ExternalAccount& account) { return !account.subject.starts_with(made_subject); }

/// DDL with the store's tokens.
std::string external_schema();

/// The account of this name at a source, also one of a person who was erased since.
std::optional<ExternalAccount> find_account(store::Connection& db, std::string_view source, std::string_view subject);
/// The person's account at a source; of several the newest.
std::optional<ExternalAccount> account_of(store::Connection& db, Id person, std::string_view source);
/// Everybody's accounts at a source.
std::vector<ExternalAccount> accounts_at(store::Connection& db, std::string_view source);
/// All accounts of the person, the oldest first.
std::vector<ExternalAccount> accounts_of(store::Connection& db, Id person);

/// For the erasure of a person: of each account a digest stays, so that its source does not make the person anew.
void erase_accounts(store::Tx& tx, Id person);

}  // namespace evenkeel::people

namespace evenkeel::record {
template <>
const RecordType& type_of<people::ExternalAccount>();
}
