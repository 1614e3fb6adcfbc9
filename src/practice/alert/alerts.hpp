// The practice of alerts, assembled: what app hands it, what it keeps in memory, and what it offers to app and to the readers of protocols.
#pragma once
#include <atomic>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "practice/alert/alert_index.hpp"
#include "practice/alert/alert_rules.hpp"
#include "practice/alert/grouping_store.hpp"
#include "practice/incident/incidents.hpp"
#include "store/register.hpp"

namespace evenkeel::alert {

/// What came from each source lately, counted in memory and written once a minute; rejects are kept with their reasons until a restart,
/// and so are the newest bodies that a mapping is read by.
class SourceCounts {
 public:
  struct Refusal {
    Time at;
    std::string reason;
  };
  struct Count {
    Time last_event_at;
    std::int64_t events = 0, refused = 0;            // since they were written
    std::map<std::int64_t, std::int64_t> by_minute;  // events of the last hour
    std::deque<Refusal> refusals;                    // the newest first
  };
  struct Example {
    Time at;
    std::string content_type, body;  // text, as it came
    std::string refusal;             // why some of it was refused; empty: all was taken
  };
  /// The newest few of those that were taken, and of those that were not: one kind does not push the other out. What is too long is
  /// not kept.
  void keep(Id source, Example example);
  /// The newest first.
  std::vector<Example> examples(Id source) const;
  void took(Id source, std::size_t events, Time now);
  void refused(Id source, const std::vector<Reject>& rejects, Time now);
  Count of(Id source) const;
  /// What was counted since the last call.
  std::map<Id, Count> take();

 private:
  mutable std::mutex mutex_;
  std::map<Id, Count> counts_;
  std::map<Id, std::deque<Example>> examples_;
};

/// Must outlive the routes made from it.
struct Alerts {
  const incident::Incidents& incidents;
  Grouping grouping = join_by_map;
  mutable MapKeeper map = {};
  AlertIndex index = {};
  SourceCounts counts = {};

  const store::Register& reg() const { return incidents.reg; }
  const service::Catalogue& catalogue() const { return incidents.ground.catalogue; }
};

/// Takes events in: those that say nothing new are answered from memory, all others are durable when `done` is called, once, from any
/// thread. One that cannot be taken is a reject and loses no other. Error: unavailable, when nothing could be
/// stored, or there was no room for any of them.
struct Taken {
  std::size_t news = 0, repeated = 0;
  std::vector<Reject> rejects;
};
void take_in(Alerts& alerts, const service::AlertSource& source, Reading reading, std::function<void(Result<Taken>)> done);

/// The same for events of the house itself, inside a command of its own: what causes them and what they cause is one transaction.
void take_in_here(store::Tx& tx, const service::Snapshot& catalogue, const service::AlertSource& source, const std::vector<Event>& events);

/// At most so many alerts of one source fire at once; beyond, new ones are refused: names that never end would fill any disk.
constexpr std::size_t firing_most = 250'000;

}  // namespace evenkeel::alert
