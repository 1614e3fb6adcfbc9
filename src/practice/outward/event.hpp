// A change of an incident as the world outside is told of it: CloudEvents 1.0, as one reader may see it. Webhooks send it, integrators
// fetch it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "practice/incident/incidents.hpp"
#include "practice/incident/view.hpp"
#include "practice/outward/outward_rules.hpp"
#include "store/change_log.hpp"

namespace evenkeel::outward {

struct Event {
  std::string id, type;
  Id incident;
  std::string body;  // JSON
};

/// Who is told, and what of it.
struct Reader {
  const people::Principal& who;
  std::vector<std::string> names = {};  // of Happening; empty: all but notes
  bool notes = false;                   // of notes, too
  const condition::Condition& only;     // of the incidents
  incident::Fields fields = {};         // of an incident; empty: all that `who` reads
  std::string source;                   // the address of this register
  Id webhook = {};                      // whose calls by rules; none: of any, when it is asked for by name
};

/// The event that a change is for this reader, with the incident as it is now; none: it is no news, or not for this reader. Who asks sees
/// all incidents but confidential ones, or those, too.
std::optional<Event> event_of(const incident::Incidents& practice, store::Connection& db, const Reader& reader,
                              const store::ChangeRow& change);
/// Why this reader is told nothing of the incident as it is now; empty: it is.
std::string why_untold(const incident::Incidents& practice, store::Connection& db, const Reader& reader, const record::Record& incident);
/// A rule of automation called this very webhook.
bool is_call_of(const store::ChangeRow& change, Id webhook);
/// What a try of a webhook sends.
Event test_event(std::string id, const std::string& source, const std::string& webhook, Time now);

/// Changes after `seq`, in order, at most so many.
std::vector<store::ChangeRow> changes_after(store::Connection& db, std::int64_t seq, int most);
std::optional<store::ChangeRow> change_at(store::Connection& db, std::int64_t seq);
/// The newest.
std::int64_t newest_change(store::Connection& db);
/// The last change recorded before the time; 0: there is none.
std::int64_t last_change_before(store::Connection& db, Time at);

}  // namespace evenkeel::outward
