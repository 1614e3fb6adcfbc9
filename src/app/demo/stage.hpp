// Where the demo's story is played: a house on a simulated clock. What happens is put on a calendar; each command goes through
// the writer as in production, and timers fire when they are due.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/house.hpp"
#include "base/sim_world.hpp"
#include "practice/incident/incidents.hpp"

namespace evenkeel::app::demo {

/// An incident of the story; its number and id are known once it was logged.
struct Case {
  Id id;
  std::string number;
};
using CasePtr = std::shared_ptr<Case>;

/// What somebody does with an incident; as in the desk it may run twice, so all chance was drawn before.
using Act = std::function<Status(incident::Work&, const incident::Target&)>;
using Job = std::function<Status(store::Tx&)>;

struct Refused {
  Time at;
  std::string who, what;
};

class Stage {
 public:
  Stage(House& house, SimWorld& world) : house_(house), world_(world) {}

  Time now() { return world_.now(); }
  House& house() { return house_; }

  /// It happens then, or now when that is past; what falls on one instant happens in the order in which it was said.
  void at(Time t, std::function<void()> what) { calendar_.emplace(t, std::move(what)); }
  /// The person logs it now.
  void log(const CasePtr& c, const people::Principal& who, const incident::Incident& given);
  /// The person does something with it now.
  void act(const CasePtr& c, const people::Principal& who, Act act);
  /// Any other command, now.
  void command(store::Lane lane, const store::Actor& actor, Job job);

  /// Plays what is on the calendar up to `end`, where the clock then stands; what lies later never happens.
  void play_until(Time end, const std::function<void(Time)>& progress);
  /// Lets the house come to rest. Who only looks on may come once, at the end: nothing of the story depends on them.
  void settle(House::Onlookers onlookers = House::Onlookers::left_out);
  /// Time passes, with nothing on the calendar.
  void wait(std::int64_t us) { world_.advance(us); }

  const std::vector<Refused>& refused() const { return refused_; }
  std::int64_t commands() const { return commands_; }

 private:
  void move_to(Time t);
  void fire_timers(Time until);
  House& house_;
  SimWorld& world_;
  std::multimap<Time, std::function<void()>> calendar_;
  std::size_t waiting_ = 0;
  Time waiting_since_;
  std::optional<Time> next_timer_;
  std::vector<Refused> refused_;
  std::int64_t commands_ = 0;
};

}  // namespace evenkeel::app::demo
