// The life of one incident of the demo, planned when it begins: who does what, and when. Each step moves the plan's own clock on;
// what comes to lie after the end of the story never happens, and so every state is found at its end.
#pragma once
#include <optional>
#include <string>

#include "app/demo/hours.hpp"
#include "app/demo/organisation.hpp"
#include "app/demo/words.hpp"

namespace evenkeel::app::demo {

/// What all lives share.
struct Story {
  Stage& stage;
  Chance& chance;
  const Organisation& people;
  Time end;
};

/// Around the clock: a P1 waits for no morning.
enum class Pace { office_hours, at_once };

class Life {
 public:
  using Incident = incident::Incident;
  using Channel = incident::Channel;

  Life(Story& story, const Symptom& symptom, const Caller& caller, Time begins);

  Time clock() const { return t_; }
  const CasePtr& incident() const { return case_; }
  void set_pace(Pace pace) { pace_ = pace; }
  void set_clock(Time t) { t_ = t; }
  /// Whoever has it now.
  const people::Principal& holder() const { return *holder_; }
  void set_holder(const people::Principal& who) { holder_ = &who; }
  bool has_caller() const { return has_caller_; }
  const std::string& team() const { return team_; }

  // -- beginnings
  /// The caller writes it, more or less complete; it lies with the accountable team or the service desk.
  void reported(Channel channel);
  /// Somebody of the first line takes it down while the caller waits, and keeps it.
  void taken_down(Channel channel);
  void seen_by_monitoring();
  /// The service desk says what was left out.
  void triaged();

  // -- work
  void picked_up();
  void passed_to(std::string_view team, std::string_view why);
  void handed_back();
  void escalated_on();
  void escalated_up();
  void noted(int most = 2);
  void told_caller();
  void chased();
  void attached();
  void given_tasks();
  void tagged(std::string_view tag);
  void asked_caller();
  /// Put on hold, and resumed some time later.
  void waited_for(incident::HoldKind kind);
  /// Put on hold, with a date to look at it again.
  void held(incident::HoldKind kind, Time until);
  void overridden(std::int64_t priority, std::string why);
  void marked_as_request();
  void watched_by(const people::Principal& who);
  void linked(const CasePtr& other, incident::LinkKind kind);
  void merged_into(const CasePtr& other);
  /// The newest entry of its journal becomes an incident of its own.
  void split_off(std::string title);

  // -- the end
  void resolved();
  /// Confirmed, rejected (and repaired again), silent, rated.
  void answered();
  void reopened();
  void cancelled(std::string why);

  /// Passes time, then lies within the hours of staff or of the caller.
  void work_goes_on(std::int64_t from_minutes, std::int64_t to_minutes);
  void caller_takes(std::int64_t from_minutes, std::int64_t to_minutes);
  /// Puts a step at the plan's clock.
  void does(const people::Principal& who, Act act);

 private:
  Incident told(Channel channel);
  void log(const people::Principal& who, Incident given);
  std::string custom();

  Story& story_;
  const Symptom& symptom_;
  const Caller& caller_;
  Words words_;
  CasePtr case_ = std::make_shared<Case>();
  Time t_, resolved_at_;
  Pace pace_ = Pace::office_hours;
  std::string team_;
  const people::Principal* holder_;
  bool has_it_ = false;     // the holder is its assignee
  bool has_caller_ = true;  // monitoring reports for nobody
};

/// Wraps what a desk's command answers: a story needs no more than whether it was refused.
template <class F>
Act acting(F f) {
  return [f = std::move(f)](incident::Work& w, const incident::Target& t) -> Status {
    auto done = f(w, t);
    if (!done) return std::move(done.error());
    return Done{};
  };
}

}  // namespace evenkeel::app::demo
