// How somebody is reached: the contact points that a person, or a team, has beside the mail address, each proven over its own channel,
// and the person's own rules about which message goes where and when.
#pragma once
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/time.hpp"
#include "record/record.hpp"

namespace evenkeel::contact {

struct ContactPoint {
  Id id;
  std::int64_t version = 0;
  Id person, team;           // whose it is: one of the two
  Id gateway;                // none: a browser, which needs none
  std::string channel;       // the gateway's kind when it was made, or web_push
  std::string label;         // "my mobile"
  std::string shown;         // enough of the address to tell it from others, not enough to use it
  std::string sealed;        // Vault, context "contact <id>": a number, a topic, the address of a webhook
  Time verified_at;          // none: not proven yet, nothing goes there
  std::string subscription;  // of a browser: subscription_mark(), by which it finds itself
  Time withdrawn_at;         // the browser, or its push service, takes nothing more; none: it does
};

/// A person's rules as they are kept; reach_rules.hpp reads them.
struct ContactRules {
  std::int64_t version = 0;
  Id id, person;
  std::vector<std::string> urgent, normal;  // "mail 0", "17 5": a point and after how many minutes
  std::string quiet_from, quiet_until;      // "22:00", "07:00" in the person's zone; empty: never quiet
  bool quiet_urgent = false;                // urgent messages wait too
  std::vector<std::string> digest_at;       // "08:00": when normal messages come together; none: each at once
};

/// The channel of browsers.
inline constexpr std::string_view web_push = "web_push";

/// Contact points of one person or team: more are a list that nobody keeps in order.
constexpr std::size_t points_most = 12;

}  // namespace evenkeel::contact

namespace evenkeel::record {
template <>
const RecordType& type_of<contact::ContactPoint>();
template <>
const RecordType& type_of<contact::ContactRules>();
}  // namespace evenkeel::record
