// The days that are not ordinary: the outage that everybody reports, and the end of the story, where work lies open.
#include "app/demo/story.hpp"

namespace evenkeel::app::demo {
namespace {

using incident::Channel;
using incident::HoldKind;

constexpr int children_of_outage = 34, children_now = 7;

const Symptom& any(std::span<const Symptom> symptoms, std::string_view service, Chance& chance) {
  for (int tries = 0; tries < 200; ++tries)
    if (const auto& s = chance.pick(symptoms); service.empty() || s.service == service) return s;
  return symptoms.front();
}
const Symptom& ordinary(Chance& chance) { return any(chance.percent(50) ? common_symptoms() : technical_symptoms(), {}, chance); }

/// Callers report what the parent is about; the desk hangs each below it. Returns when the last one was there.
void plan_children(Story& story, const Symptom& symptom, const Life& parent, Time from, int count, int minutes) {
  auto& chance = story.chance;
  for (; count > 0; --count) {
    Life child(story, symptom, story.people.caller(chance), from + chance.between(1, minutes * 60) * us_per_second);
    child.set_pace(Pace::at_once);
    const bool rings = chance.percent(55);
    if (rings) child.taken_down(Channel::phone);
    else child.reported(Channel::portal);
    if (!rings) child.triaged();
    child.linked(parent.incident(), incident::LinkKind::child_of);
  }
}

}  // namespace

void plan_outage(Story& story, Time at) {
  auto& chance = story.chance;
  const auto& symptom = outage_symptoms().front();
  Life parent(story, symptom, story.people.caller(chance), at);
  parent.set_pace(Pace::at_once);
  parent.taken_down(Channel::phone);
  plan_children(story, symptom, parent, at + 4 * us_per_minute, children_of_outage, 50);
  parent.passed_to("Applications", "assign");
  parent.picked_up();
  parent.tagged("major");
  const auto& manager = story.people.incident_manager(chance);
  parent.watched_by(manager);
  parent.noted();
  parent.overridden(1, "Orders, warehouse and portal stand still");
  parent.given_tasks();
  parent.set_clock(at + 45 * us_per_minute);
  parent.told_caller();
  parent.escalated_on();
  parent.picked_up();
  parent.escalated_up();
  parent.noted();
  parent.attached();
  parent.told_caller();
  parent.set_clock(at + 175 * us_per_minute);
  parent.resolved();
}

namespace {

/// Came in, and nobody has looked at it yet.
void plan_new(Story& story) {
  auto& chance = story.chance;
  for (int i = 0; i < 9; ++i) {
    const bool machine = i < 3;
    const auto& symptom = machine ? any(technical_symptoms(), i == 0 ? "Hosting" : "Batch processing", chance) : ordinary(chance);
    Life life(story, symptom, story.people.caller(chance), story.end - chance.between(2, 140) * us_per_minute);
    if (machine) life.seen_by_monitoring();
    else life.reported(i % 2 ? Channel::portal : Channel::mail);
  }
  Life urgent(story, any(technical_symptoms(), "Hosting", chance), story.people.caller(chance), story.end - 6 * us_per_minute);
  urgent.set_pace(Pace::at_once);
  urgent.seen_by_monitoring();
  urgent.set_holder(story.people.incident_manager(chance));
  urgent.overridden(1, "All virtual desktops run on it");
}

void plan_major(Story& story) {
  auto& chance = story.chance;
  const auto& symptom = any(technical_symptoms(), "Site connections", chance);
  const Time at = story.end - 95 * us_per_minute;
  Life major(story, symptom, story.people.caller(chance), at);
  major.set_pace(Pace::at_once);
  major.taken_down(Channel::phone);
  plan_children(story, symptom, major, at + 3 * us_per_minute, children_now, 40);
  major.passed_to("Network", "assign");
  major.picked_up();
  major.tagged("major");
  major.watched_by(story.people.incident_manager(chance));
  major.given_tasks();
  major.set_clock(at + 50 * us_per_minute);
  major.noted(1);
  major.told_caller();
}

/// Somebody has it; `days` ago it came in.
Life begun(Story& story, const Symptom& symptom, std::int64_t minutes_ago) {
  Life life(story, symptom, story.people.caller(story.chance), story.end - minutes_ago * us_per_minute);
  life.set_pace(Pace::at_once);
  life.taken_down(Channel::phone);
  if (symptom.category != "Security") life.passed_to(story.people.team_of(symptom.category, symptom.part), "assign");
  life.picked_up();
  return life;
}

void plan_work_under_way(Story& story) {
  auto& chance = story.chance;
  for (int i = 0; i < 12; ++i) {
    auto life = begun(story, ordinary(chance), chance.between(320, 2'600));
    if (i % 3 == 0) life.attached();
    if (i % 4 == 1) life.given_tasks();
    if (i % 4 == 2) life.set_clock(story.end - chance.between(5, 60) * us_per_minute);
    life.noted();
    if (i % 6 == 5) life.handed_back();
  }
  for (int i = 0; i < 3; ++i) begun(story, any(security_symptoms(), {}, chance), chance.between(400, 3'000)).noted();
}

void plan_waiting(Story& story) {
  auto& chance = story.chance;
  constexpr HoldKind kinds[] = {HoldKind::caller, HoldKind::supplier, HoldKind::change, HoldKind::problem, HoldKind::other};
  for (int i = 0; i < 15; ++i) {
    auto life = begun(story, ordinary(chance), chance.between(2'000, 8'000));
    life.noted(1);
    // A third of the dates to look at it again have passed.
    const auto hours = i % 3 == 0 ? -chance.between(1, 20) : chance.between(2, 90);
    life.held(kinds[i % 5], story.end + hours * us_per_hour);
  }
}

void plan_just_ended(Story& story) {
  auto& chance = story.chance;
  for (int i = 0; i < 10; ++i) {
    auto life = begun(story, ordinary(chance), chance.between(500, 2'300));
    life.noted(1);
    life.set_clock(std::max(life.clock(), story.end - chance.between(10, 400) * us_per_minute));
    life.resolved();
    if (i == 0) life.answered();
  }
  Life gone(story, ordinary(chance), story.people.demo_caller(), story.end - 200 * us_per_minute);
  gone.set_pace(Pace::at_once);
  gone.reported(Channel::portal);
  gone.triaged();
  gone.cancelled("Reported twice by mistake.");
}

/// What the caller of the demo account finds: an open one with a question, one to confirm.
void plan_for_demo_caller(Story& story) {
  auto& chance = story.chance;
  for (int i = 0; i < 4; ++i) {
    Life life(story, any(common_symptoms(), {}, chance), story.people.demo_caller(),
              story.end - chance.between(600, 2'400) * us_per_minute);
    life.set_pace(Pace::at_once);
    life.reported(Channel::portal);
    life.triaged();
    life.noted(1);
    if (i == 0) life.held(HoldKind::caller, story.end + us_per_day);
    if (i == 1) life.resolved();
    if (i == 2) life.told_caller();
  }
}

}  // namespace

void plan_present(Story& story) {
  plan_new(story);
  plan_major(story);
  plan_work_under_way(story);
  plan_waiting(story);
  plan_just_ended(story);
  plan_for_demo_caller(story);
}

}  // namespace evenkeel::app::demo
