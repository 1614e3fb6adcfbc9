#include "practice/people/person.hpp"

namespace evenkeel::record {

using people::Person;
using people::Token;

template <>
const RecordType& type_of<Person>() {
  static const RecordType type{
      "person",
      "person",
      "people",
      "Person",
      "People",
      {
          field<&Person::id>("id", {.label = "Id", .access = Access::system}),
          field<&Person::version>("version", {.label = "Version", .access = Access::system}),
          field<&Person::active>("active",
                                 {.label = "Active", .help = "Who is not active cannot sign in and is not offered for new work."}),
          field<&Person::name>("name", {.label = "Name", .required = true, .personal = true}),
          field<&Person::mail>("mail", {.label = "Mail",
                                        .help = "Where messages go; also how a mail is recognised as this person's.",
                                        .max = 254,
                                        .personal = true}),
          field<&Person::phone>("phone", {.label = "Phone", .max = 50, .personal = true}),
          field<&Person::login>("login", {.label = "Login",
                                          .help = "Name to sign in with, in small letters; without one nobody can sign in as this person.",
                                          .max = 100,
                                          .unique = true,
                                          .personal = true}),
          field<&Person::password_hash>("password_hash", {.label = "Password", .access = Access::secret}),
          field<&Person::language>("language", {.label = "Language", .help = "Language tag, such as en or de.", .max = 20}),
          field<&Person::zone>("zone", {.label = "Time zone", .help = "Name of the IANA time zone, such as Europe/Berlin.", .max = 60}),
          field<&Person::organisation>("organisation", {.label = "Organisation", .ref = "organisation"}),
          field<&Person::location>("location", {.label = "Location", .ref = "location"}),
          field<&Person::manager>("manager", {.label = "Manager", .help = "Hierarchical escalation goes there.", .ref = "person"}),
          field<&Person::vip>("vip", {.label = "VIP", .help = "Conditions may ask for it: caller.vip = true."}),
          field<&Person::roles>(
              "roles",
              {.label = "Roles", .help = "What the person may do; everybody is a caller.", .max = people::role_count, .listed = true}),
          field<&Person::teams>("teams",
                                {.label = "Teams", .help = "Teams the person is a member of.", .ref = "team", .max = 50, .listed = true}),
          field<&Person::skills>("skills", {.label = "Skills",
                                            .help = "Steps of escalations can choose by them among those on call.",
                                            .ref = "skill",
                                            .max = 50,
                                            .listed = true}),
          field<&Person::external_ref>("external_ref", {.label = "External reference",
                                                        .help = "Key in the directory or the system the person was imported from.",
                                                        .personal = true}),
          field<&Person::erased>("erased",
                                 {.label = "Erased", .help = "The personal data was erased on request.", .access = Access::system}),
      }};
  return type;
}

template <>
const RecordType& type_of<Token>() {
  static const RecordType type{
      "token",
      "token",
      "tokens",
      "API token",
      "API tokens",
      {
          field<&Token::id>("id", {.label = "Id", .access = Access::system}),
          field<&Token::version>("version", {.label = "Version", .access = Access::system}),
          field<&Token::person>("person", {.label = "Person", .help = "In whose name the token acts.", .ref = "person", .required = true}),
          field<&Token::name>("name", {.label = "Name", .help = "What it is for.", .max = 100, .required = true}),
          field<&Token::secret_hash>("secret_hash", {.label = "Secret", .required = true, .access = Access::secret}),
          field<&Token::scopes>(
              "scopes", {.label = "Scopes",
                         .help = "Permissions the token is limited to, at least one; \"everything\" stands for all that the person may.",
                         .max = 100}),
          field<&Token::created_at>("created_at", {.label = "Created", .access = Access::system}),
          field<&Token::expires_at>("expires_at",
                                    {.label = "Expires", .help = "After this time it opens nothing; at most two years ahead."}),
          field<&Token::revoked>("revoked", {.label = "Revoked", .access = Access::system}),
      }};
  return type;
}

}  // namespace evenkeel::record
