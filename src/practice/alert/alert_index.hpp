// What this node knows of the alerts that are heard of: enough to tell, without asking the database, that an event says nothing new.
// Senders repeat what fires every minute; a repetition moves times here, and they are written together once a minute. Facts are in the
// database: who is not known here is asked about there.
#pragma once
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "practice/alert/event.hpp"
#include "store/db.hpp"

namespace evenkeel::alert {

class AlertIndex {
 public:
  /// What was last said of an alert.
  struct Known {
    Id alert;
    std::string digest;
    bool firing = true;
    Time ends_at, last_seen_at;
    std::int64_t unwritten = 0;  // events since the database heard of it
  };
  /// One alert whose times moved.
  struct Moved {
    Id source;
    std::string key;
    Known known;
  };

  /// Reads what fires, once; later calls return at once.
  void load(store::Connection& db);
  bool loaded() const;
  /// True: it says nothing new; its times are kept here. Only of senders that repeat what fires: this may be the past as another node moved
  /// it since, and only what is sent again puts that right.
  bool repeats(Id source, const Event& event, std::string_view digest, Time now);
  /// The database knew it already: its times are kept here.
  void heard(Id source, const Event& event, std::string_view digest, Time now);
  bool fires(Id source, std::string_view key) const;
  void learn(Id source, std::string_view key, Known known);
  void forget(Id source, std::string_view key);
  /// When it ends as far as is known here; none: not known, or never.
  Time ends_at(Id source, std::string_view key) const;
  /// At most so many of those that moved, from now on taken for written.
  std::vector<Moved> take_moved(std::size_t most);
  bool any_moved() const;
  /// Forgets what ended and was not heard of since; when there is too much, all that ended.
  void forget_ended(Time before);
  std::size_t firing_of(Id source) const;

 private:
  struct Slot {
    Id source;
    Known known;
  };
  using Slots = std::unordered_map<std::string, Slot>;
  void move_times(Slots::value_type& slot, const Event& event, Time now);
  static std::string name_of(Id source, std::string_view key);
  void count(Id source, std::int64_t by);

  mutable std::mutex mutex_;
  bool loaded_ = false;
  Slots slots_;
  std::vector<std::string> moved_;
  std::unordered_map<Id, std::size_t> firing_;
};

}  // namespace evenkeel::alert
