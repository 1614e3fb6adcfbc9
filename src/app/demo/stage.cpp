#include "app/demo/stage.hpp"

#include <stdexcept>

namespace evenkeel::app::demo {
namespace {

// Commands are committed together as a busy server would; few enough, and soon enough, that a timer is never late by more.
constexpr std::size_t together_most = 40;
constexpr std::int64_t together_us = 10 * us_per_minute;
constexpr int rounds_most = 10'000;  // a house that never rests is a fault of its own

}  // namespace

void Stage::command(store::Lane lane, const store::Actor& actor, Job job) {
  store::Command command;
  command.lane = lane;
  command.actor = actor;
  command.run = [job = std::move(job)](store::Tx& tx) -> Result<store::Outcome> {
    CHECK_OK(job(tx));
    return store::Outcome{};
  };
  command.done = [this, at = now(), who = actor.text](const Result<store::Outcome>& result) {
    if (!result) refused_.push_back({at, who, result.error().first().code + ": " + result.error().first().text});
  };
  house_.writer().submit(std::move(command));
  ++commands_;
  if (waiting_++ == 0) waiting_since_ = now();
  if (waiting_ >= together_most) settle();
}

void Stage::log(const CasePtr& c, const people::Principal& who, const incident::Incident& given) {
  command(store::Lane::people, who.actor(), [this, c, &who, given](store::Tx& tx) -> Status {
    incident::Work w(tx, house_.incidents().ground, who);
    TRY(const auto logged, incident::create(w, given));
    c->id = logged.id;
    c->number = logged.number;
    return Done{};
  });
}

void Stage::act(const CasePtr& c, const people::Principal& who, Act act) {
  command(store::Lane::people, who.actor(), [this, c, &who, act = std::move(act)](store::Tx& tx) -> Status {
    incident::Work w(tx, house_.incidents().ground, who);
    return act(w, {to_string(c->id), {}});
  });
}

void Stage::settle(House::Onlookers onlookers) {
  waiting_ = 0;
  while (house_.writer().step() > 0) {}  // what follows looks once at all of it
  for (int round = 0; house_.step(onlookers) > 0; ++round)
    if (round > rounds_most) throw std::runtime_error("the house does not come to rest");
  next_timer_ = house_.next_due();
}

void Stage::move_to(Time t) {
  if (t > now()) world_.advance(t - now());
}

/// Each at its own instant.
void Stage::fire_timers(Time until) {
  while (next_timer_ && *next_timer_ <= until) {
    move_to(*next_timer_);
    settle();
    if (next_timer_ && *next_timer_ <= now()) throw std::runtime_error("a timer is due and does not fire");
  }
}

void Stage::play_until(Time end, const std::function<void(Time)>& progress) {
  settle();
  Time shown;
  for (;;) {
    const Time next = calendar_.empty() ? end : std::min(calendar_.begin()->first, end);
    if (waiting_ > 0 && next - waiting_since_ > together_us) settle();
    fire_timers(next);
    if (calendar_.empty() || calendar_.begin()->first > end) break;
    move_to(next);
    const auto what = std::move(calendar_.begin()->second);
    calendar_.erase(calendar_.begin());
    what();
    if (progress && now() - shown >= us_per_day) progress(shown = now());
  }
  calendar_.clear();
  settle();
  fire_timers(end);
  move_to(end);
  settle();
  fire_timers(end);
}

}  // namespace evenkeel::app::demo
