// The ways in which incidents go, and the ordinary days made of them.
#include "app/demo/story.hpp"

#include <algorithm>

#include "base/zone.hpp"

namespace evenkeel::app::demo {
namespace {

using incident::Channel;
using incident::HoldKind;

constexpr std::string_view our_zone = "Europe/Berlin";
constexpr int a_working_day = 32, a_day_off = 5;  // incidents
constexpr int bad_monday_factor = 3, bad_monday_weeks_ago = 3;
constexpr int of_the_day_hour[] = {4, 9, 15, 15, 12, 7, 6, 9, 10, 8, 4, 2};  // 7 to 8 o'clock ... 18 to 19 o'clock
constexpr int first_hour = 7;

const Symptom& drawn(std::span<const Symptom> symptoms, Chance& chance) {
  int all = 0;
  for (const auto& s : symptoms) all += s.weight;
  auto left = chance.between(1, all);
  for (const auto& s : symptoms)
    if ((left -= s.weight) <= 0) return s;
  return symptoms.front();
}

Channel channel_of(Chance& chance) {
  const auto share = chance.between(1, 100);
  if (share <= 36) return Channel::phone;
  if (share <= 76) return Channel::portal;
  if (share <= 93) return Channel::mail;
  return share <= 97 ? Channel::chat : Channel::walk_in;
}

bool is_live(Channel c) { return c == Channel::phone || c == Channel::chat || c == Channel::walk_in; }

/// From where the first line cannot go on: through one team or several, with what happens on the way.
void work(Story& story, Life& life, const Symptom& symptom) {
  auto& chance = story.chance;
  const bool secret = symptom.category == "Security";
  life.picked_up();
  life.noted();
  if (chance.percent(25)) life.asked_caller();
  if (chance.percent(12)) life.attached();
  if (!secret && chance.percent(6)) {
    // Nobody's: it goes to and fro until a manager decides.
    const std::string here = life.team(), there = here == "Network" ? "Server and storage" : "Network";
    for (const auto& team : {there, here, there}) {
      life.passed_to(team, "not_ours");
      life.picked_up();
      if (chance.percent(60)) life.noted(1);
    }
    life.escalated_up();
  }
  if (!secret && symptom.line == 3) {
    if (chance.percent(75)) {
      life.escalated_on();
      life.picked_up();
      life.noted();
    }
    if (chance.percent(25)) life.told_caller();
  }
  if (chance.percent(7)) life.given_tasks();
  if (chance.percent(5)) {
    life.handed_back();
    life.picked_up();
  }
  if (chance.percent(8)) life.chased();
  if (life.team() != "Supplier D support" && story.people.has_supplier(symptom.service) && chance.percent(22))
    life.waited_for(HoldKind::supplier);
  else if (chance.percent(5))
    life.waited_for(chance.percent(60) ? HoldKind::change : chance.percent(50) ? HoldKind::problem : HoldKind::other);
  if (!secret && chance.percent(2)) life.escalated_up();
}

/// The same caller had written before ringing: the second one is merged into the first.
void duplicate(Story& story, const Symptom& symptom, const Caller& caller, const Life& first, Time at) {
  Life second(story, symptom, caller, at);
  second.reported(Channel::mail);
  second.triaged();
  second.merged_into(first.incident());
}

}  // namespace

void live(Story& story, const Symptom& symptom, const Caller& caller, Time begins) {
  auto& chance = story.chance;
  Life life(story, symptom, caller, begins);
  if (symptom.impact == "high" && symptom.urgency == "high") life.set_pace(Pace::at_once);
  const bool technical = symptom.category == "Server and storage" || symptom.service == "Batch processing";
  const Channel channel = channel_of(chance);
  if (technical && chance.percent(65)) {
    life.seen_by_monitoring();
  } else if (is_live(channel)) {
    life.taken_down(channel);
    if (symptom.line == 1) {
      if (chance.percent(60)) life.noted(1);
      if (chance.percent(15)) life.tagged(symptom.code == "User error" ? "training" : "recurring");
      life.resolved();
      return life.answered();
    }
    life.noted(1);
    if (symptom.category != "Security") life.passed_to(story.people.team_of(symptom.category, symptom.part), "assign");
  } else {
    life.reported(channel);
    const bool known = life.team() != "Service desk" || channel == Channel::portal;
    // What is confidential takes no by-ways: the first line does not see it.
    const auto fate = symptom.category == "Security" ? 50 : chance.between(1, 100);
    if (fate <= 3) return life.cancelled("Caller found it alone before anybody looked.");
    if (!known || life.team() == "Service desk") life.triaged();
    if (fate <= 6) {
      life.marked_as_request();
      life.resolved();
      return life.answered();
    }
    if (symptom.line == 1) {
      if (chance.percent(30)) life.asked_caller();
      life.noted(1);
      life.resolved();
      return life.answered();
    }
    if (life.team() == "Service desk") life.passed_to(story.people.team_of(symptom.category, symptom.part), "assign");
    if (fate >= 96) duplicate(story, symptom, caller, life, life.clock() + us_per_minute);
    if (fate == 95) {
      life.chased();
      life.split_off("Second fault: " + std::string(symptom.part));
    }
  }
  work(story, life, symptom);
  life.resolved();
  life.answered();
}

namespace {

const Symptom& symptom_of_the_day(Chance& chance, bool off) {
  const auto share = chance.between(1, 100);
  if (share <= 3) return drawn(security_symptoms(), chance);
  return drawn(share <= (off ? 25 : 58) ? common_symptoms() : technical_symptoms(), chance);
}

Time somewhen(Chance& chance, std::string_view zone, std::int64_t midnight, bool off) {
  std::int64_t hour = chance.between(0, 23);
  if (!off) {
    auto left = chance.between(1, 101);
    for (hour = first_hour; (left -= of_the_day_hour[hour - first_hour]) > 0;) ++hour;
  }
  return instant_of_wall(zone, midnight + hour * us_per_hour + chance.between(0, 3'599) * us_per_second, Twice::first);
}

void plan_day(Story& story, Time begin, std::int64_t midnight, bool bad) {
  auto& chance = story.chance;
  const bool off = (midnight / us_per_day + 3) % 7 >= 5;
  std::int64_t count = off ? a_day_off : a_working_day;
  count += chance.between(-count / 4, count / 4);
  if (bad) count *= bad_monday_factor;
  for (; count > 0; --count) {
    const Caller& caller = story.people.caller(chance);
    const auto& symptom = bad && chance.percent(55) ? drawn(monday_symptoms(), chance) : symptom_of_the_day(chance, off);
    const Time at = somewhen(chance, caller.zone, midnight, off);
    if (at > begin && at <= story.end) live(story, symptom, caller, at);
  }
}

}  // namespace

void plan_days(Story& story, Time begin) {
  const std::int64_t first = wall_us(our_zone, begin) / us_per_day * us_per_day;
  const std::int64_t last = wall_us(our_zone, story.end) / us_per_day * us_per_day;
  const std::int64_t this_monday = last - (last / us_per_day + 3) % 7 * us_per_day;
  std::int64_t bad = this_monday - bad_monday_weeks_ago * 7 * us_per_day;
  while (bad < first && bad < this_monday) bad += 7 * us_per_day;
  // A day is planned when it begins: a quarter of a year at once would be held in memory.
  for (std::int64_t day = first; day <= last; day += us_per_day)
    story.stage.at(instant_of_wall(our_zone, day, Twice::first), [&story, begin, day, bad] { plan_day(story, begin, day, day == bad); });
}

}  // namespace evenkeel::app::demo
