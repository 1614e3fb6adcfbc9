// Descriptions of contact points and of rules. All fields are set by commands: an address is proven, and rules are read as a whole.
#include "practice/contact/contact.hpp"

namespace evenkeel::record {

using contact::ContactPoint;
using contact::ContactRules;

namespace {
constexpr std::int64_t sealed_most = 3'000;  // a thousand characters, sealed and written as text
constexpr std::int64_t mark_most = 43;       // SHA-256, written as text
constexpr std::int64_t entries_most = contact::points_most + 1;
constexpr std::int64_t digests_most = 6;
}  // namespace

template <>
const RecordType& type_of<ContactPoint>() {
  static const RecordType type{
      "contact_point",
      "contact_point",
      "contact_points",
      "Contact point",
      "Contact points",
      {
          field<&ContactPoint::id>("id", {.label = "Id", .access = Access::system}),
          field<&ContactPoint::version>("version", {.label = "Version", .access = Access::system}),
          field<&ContactPoint::person>("person", {.label = "Person", .ref = "person", .access = Access::system}),
          field<&ContactPoint::team>("team", {.label = "Team", .ref = "team", .access = Access::system}),
          field<&ContactPoint::gateway>("gateway", {.label = "Gateway", .ref = "gateway", .access = Access::system}),
          field<&ContactPoint::channel>("channel", {.label = "Channel", .required = true, .access = Access::system}),
          field<&ContactPoint::label>("label", {.label = "Name", .max = 100, .personal = true, .access = Access::system}),
          field<&ContactPoint::shown>("shown", {.label = "Address", .max = 200, .personal = true, .access = Access::system}),
          field<&ContactPoint::sealed>("sealed",
                                       {.label = "Sealed address", .max = sealed_most, .required = true, .access = Access::secret}),
          field<&ContactPoint::verified_at>("verified_at", {.label = "Proven", .access = Access::system}),
          field<&ContactPoint::subscription>("subscription",
                                             {.label = "Browser", .max = mark_most, .personal = true, .access = Access::system}),
          field<&ContactPoint::withdrawn_at>("withdrawn_at", {.label = "Withdrawn", .access = Access::system}),
      }};
  return type;
}

template <>
const RecordType& type_of<ContactRules>() {
  static const RecordType type{
      "contact_rules",
      "contact_rules",
      "contact_rules",
      "Contact rules",
      "Contact rules",
      {
          field<&ContactRules::id>("id", {.label = "Id", .access = Access::system}),
          field<&ContactRules::version>("version", {.label = "Version", .access = Access::system}),
          field<&ContactRules::person>("person",
                                       {.label = "Person", .ref = "person", .required = true, .unique = true, .access = Access::system}),
          field<&ContactRules::urgent>("urgent", {.label = "Urgent messages", .max = entries_most, .access = Access::system}),
          field<&ContactRules::normal>("normal", {.label = "Other messages", .max = entries_most, .access = Access::system}),
          field<&ContactRules::quiet_from>("quiet_from", {.label = "Quiet from", .max = 5, .access = Access::system}),
          field<&ContactRules::quiet_until>("quiet_until", {.label = "Quiet until", .max = 5, .access = Access::system}),
          field<&ContactRules::quiet_urgent>("quiet_urgent", {.label = "Urgent ones wait too", .access = Access::system}),
          field<&ContactRules::digest_at>("digest_at", {.label = "Together at", .max = digests_most, .access = Access::system}),
      }};
  return type;
}

}  // namespace evenkeel::record
