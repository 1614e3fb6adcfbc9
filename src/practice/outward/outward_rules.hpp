// What a change of an incident is called outside, how a message is signed, and what an answer means for the messages that follow: pure.
#pragma once
#include <array>
#include <boost/json/fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "record/record.hpp"

namespace evenkeel::outward {

/// In the order in which one of several names an event: the most telling first.
enum class Happening {
  logged,
  cancelled,
  closed,
  resolved,
  reopened,
  on_hold,
  resumed,
  acknowledged,
  escalated,
  assigned,
  priority_changed,
  target_warned,
  target_breached,
  comment_added,
  note_added,
  changed,
  called  // by a rule; only who asks for it by name
};
using Happenings = std::vector<Happening>;

/// What the log says of a change.
struct Said {
  std::string_view kind, subject_kind;
  std::int64_t version = 0;
  const boost::json::object& body;
};
/// All that it is, in that order; empty: no news outside. `is_news` tells which fields of an incident are, by themselves.
Happenings happenings_of(const Said& said, bool (*is_news)(std::string_view field));
/// The first that is wanted (names; empty: all but notes).
std::optional<Happening> wanted(const Happenings& happened, const std::vector<std::string>& names, bool notes);

/// "org.evenkeel.incident.resolved"
std::string event_type(std::string_view name);
/// Of one change, the same at every attempt and in every answer: "chg_17_0a1b2c3d4e5f6071". The digest tells registers apart that were
/// once the same and went on from a backup.
std::string event_id(std::int64_t seq, std::string_view body_hash);

// ---- signing: Standard Webhooks 1.0, symmetric ---------------------------------------------------------------------------

/// "whsec_" and base64 of these bytes; 32 of them.
std::string secret_text(std::string_view bytes);
/// "v1,<base64>", for several secrets with blanks between; each secret as secret_text() made it.
std::string signatures(const std::vector<std::string>& secrets, std::string_view id, std::int64_t unix_seconds, std::string_view body);

// ---- answers ---------------------------------------------------------------------------------------------------------------

enum class Verdict {
  sent,
  trouble,  // the receiver has it, whatever the message: it waits, and so does all behind it
  refused,  // this message; others may get through
  gone      // 410: it wants no more
};
/// 2xx: sent. No answer, 408, 425, 429, 502, 503, 504: trouble. Everything else, redirects included: refused.
Verdict verdict_of(long status);

/// After the n-th failure in a row (from 1 on) so long until the next attempt; none: it was the last. Almost four days in all.
std::optional<std::int64_t> wait_after(std::int64_t failures);
/// So many refusals in a row are no fault of the messages.
constexpr std::int64_t refusals_most = 5;

/// How a webhook stands.
struct Line {
  std::int64_t generation = 0;  // goes up when somebody moves the line by hand
  std::int64_t seq = 0;         // changes up to this one are done with, or late
  std::int64_t failures = 0, refusals = 0;
  Time not_before, sent_at, paused_at;
  std::string paused;  // why; empty: it is not
};
/// The line after an attempt: what is `later` waits at least so long. Its seq is the caller's affair.
Line after(Line line, Verdict verdict, std::int64_t asked_to_wait_us, Time now);

}  // namespace evenkeel::outward

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<outward::Happening> = std::array<std::string_view, 17>{
    "logged",       "cancelled", "closed",   "resolved",         "reopened",      "on_hold",         "resumed",
    "acknowledged", "escalated", "assigned", "priority_changed", "target_warned", "target_breached", "comment_added",
    "note_added",   "changed",   "called"};
template <>
inline constexpr auto enum_names<outward::Verdict> = std::array<std::string_view, 4>{"sent", "trouble", "refused", "gone"};
}  // namespace evenkeel::record
