// Silences: made, changed and ended with the semantics of Alertmanager, whose programs name them by a UUID.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "practice/alert/alerts.hpp"
#include "store/tx.hpp"

namespace evenkeel::alert {

enum class SilenceState { expired, active, pending };
SilenceState state_of(const Silence& silence, Time now);

struct Silencing {
  std::string uuid;  // of the one to change; empty: a new one
  Id source;         // whose alerts; none: everybody's
  Matchers matchers;
  Time starts_at, ends_at;
  std::string created_by, comment;
  Id author;  // the person who says so here; then `created_by` is not read
};
/// Who made it, when it was a person here: kept as an id, so that a name that is erased does not stand in silences.
Id author_of(const Silence& silence);
/// Makes one, or changes one: what was active and now says something else ends, and a new one begins. Errors: missing silence.missing,
/// silence.no_matchers, silence.matches_everything, silence.times_reversed, silence.in_past, silence.no_comment,
/// silence.too_long, silence.not_that_author (a program speaks for a person); conflict silence.too_many.
Result<Silence> keep_silence(store::Tx& tx, const Silencing& given);
/// Ends it now; with a source, only one of that. Errors: missing, silence.ended.
Result<Silence> end_silence(store::Tx& tx, std::string_view uuid, Id source = {});

/// Silences that hold now, read once for many alerts: for each source that is asked about, its own and everybody's.
class Silences {
 public:
  /// The connection is used as long as sources are asked about.
  Silences(store::Connection& db, Time now) : db_(db), now_(now) {}
  struct Match {
    std::string uuid;
    Time until;
  };
  /// Those that match.
  std::vector<Match> of(Id source, const Texts& labels);

 private:
  struct One {
    Match match;
    Matchers matchers;
  };
  const std::vector<One>& read(Id source);

  store::Connection& db_;
  Time now_;
  std::map<Id, std::vector<One>> by_source_;
};

}  // namespace evenkeel::alert

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<alert::SilenceState> = std::array<std::string_view, 3>{"expired", "active", "pending"};
}
