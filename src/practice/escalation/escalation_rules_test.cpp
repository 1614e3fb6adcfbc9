// When an escalation begins, what is due when, and what stops it. Case numbers R.. are those of docs/clock-cases.md.
#include "practice/escalation/escalation_rules.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "practice/incident/incident.hpp"

namespace evenkeel::escalation {
namespace {

using calendar::WorkingHours;
using service::EscalationPolicy;
using service::EscalationStop;
using service::EscalationTrigger;

constexpr Time noon{1'795'176'000 * us_per_second};  // Friday, 2026-11-20T12:00:00Z

Time at(std::int64_t minutes) { return noon + minutes * us_per_minute; }

WorkingHours hours(const char* text) {
  WorkingHours h;
  h.zone = "UTC";
  EXPECT_EQ(calendar::read_week(text, h.week), "");
  return h;
}
const WorkingHours& always() {
  static const auto h = hours("always");
  return h;
}

EscalationPolicy policy_of(const char* steps) {
  EscalationPolicy policy;
  policy.steps = steps;
  return policy;
}
Terms read(const EscalationPolicy& policy) {
  auto terms = read_policy(policy, agreement::words_for(record::type_of<incident::Incident>(), {}));
  EXPECT_TRUE(terms) << (terms ? "" : terms.error().first().text);
  return std::move(*terms);
}
Terms two_steps() { return read(policy_of("after 15m tell team\nafter 30m tell manager of team")); }

Look seen(std::int64_t minutes) {
  Look look;
  look.at = at(minutes);
  return look;
}
Look acknowledged(std::int64_t minutes) {
  Look look = seen(minutes);
  look.is_acknowledged = look.acknowledges = true;
  look.by = Id{7};
  look.trigger = false;
  return look;
}
Escalation begun(const Terms& terms, const WorkingHours& h = always()) { return begin(terms, h, seen(0)).value(); }

/// Minutes at which steps are due, from noon.
std::vector<std::int64_t> minutes_of(const std::vector<Due>& due) {
  std::vector<std::int64_t> minutes;
  for (const Due& d : due) minutes.push_back((d.at - noon) / us_per_minute);
  return minutes;
}
using Minutes = std::vector<std::int64_t>;

TEST(EscalationRules, every_delay_counts_from_the_step_before) {
  const auto terms = two_steps();
  auto e = begun(terms);
  EXPECT_EQ(e.due_at, at(15));
  EXPECT_TRUE(take(e, terms, always(), at(14)).empty());
  EXPECT_EQ(minutes_of(take(e, terms, always(), at(15))), (Minutes{15}));
  EXPECT_EQ(e.due_at, at(45));
  EXPECT_TRUE(take(e, terms, always(), at(44)).empty());
  EXPECT_EQ(minutes_of(take(e, terms, always(), at(45))), (Minutes{45}));
  EXPECT_FALSE(e.open);
  EXPECT_EQ(e.ending, Ending::exhausted);
  EXPECT_TRUE(take(e, terms, always(), at(1'000)).empty());
}

TEST(EscalationRules, rounds_come_again_and_end) {
  auto policy = policy_of("after 15m tell team\nafter 5m tell manager of team");
  policy.repeat = 2;
  const auto terms = read(policy);
  EXPECT_EQ(minutes_of(ahead(begun(terms), terms, always(), 100)), (Minutes{15, 20, 35, 40, 55, 60}));
  EXPECT_EQ(minutes_of(ahead(begun(terms), terms, always(), 3)), (Minutes{15, 20, 35}));
}

TEST(EscalationRules, r14_after_a_long_silence_all_that_was_missed_comes_at_once_and_the_rest_in_time) {
  auto policy = policy_of("after 15m tell team\nafter 15m tell manager of team\nafter 15m tell manager 2 of team");
  policy.repeat = 1;
  const auto terms = read(policy);
  auto e = begun(terms);
  EXPECT_EQ(minutes_of(take(e, terms, always(), at(50))), (Minutes{15, 30, 45}));
  EXPECT_EQ(e.due_at, at(60)) << "as if nothing had stood still";
  EXPECT_EQ(e.taken, 3);
}

TEST(EscalationRules, working_time_and_hours_of_a_step) {
  const auto office = hours("Mon-Fri 08:00-17:00");
  // Friday noon: 5 h of work are left until five, the sixth ends on Monday at nine.
  const auto working = read(policy_of("after 6h tell team"));
  EXPECT_EQ(begun(working, office).due_at, at((2 * 24 + 20 + 1) * 60));
  const auto elapsed = read(policy_of("after 8h elapsed tell team"));
  EXPECT_EQ(begun(elapsed, office).due_at, at(8 * 60));
  const auto waits = read(policy_of("after 8h elapsed in hours tell team"));
  EXPECT_EQ(begun(waits, office).due_at, at((2 * 24 + 20) * 60)) << "Monday at eight";
  const auto at_once = read(policy_of("at once in hours tell team"));
  EXPECT_EQ(begun(at_once, office).due_at, noon) << "it is open";
  const auto never = hours("");
  EXPECT_EQ(begun(waits, never).due_at, Time{});
}

TEST(EscalationRules, r18_after_an_acknowledgement_no_step_comes) {
  const auto terms = two_steps();
  auto e = follow(begun(terms), terms, always(), acknowledged(10));
  EXPECT_FALSE(e.open);
  EXPECT_EQ(e.ending, Ending::acknowledged);
  EXPECT_EQ(e.acknowledged_by, Id{7});
  EXPECT_TRUE(take(e, terms, always(), at(500)).empty());
  EXPECT_FALSE(still_wanted(e, Standing::open));
}

TEST(EscalationRules, r18_what_waits_to_leave_is_held_against_the_facts) {
  const auto terms = two_steps();
  auto e = begun(terms);
  (void)take(e, terms, always(), at(15));
  EXPECT_TRUE(still_wanted(e, Standing::open));
  EXPECT_FALSE(still_wanted(e, Standing::resolved));
  EXPECT_FALSE(still_wanted(e, Standing::over));
  (void)take(e, terms, always(), at(45));
  EXPECT_TRUE(still_wanted(e, Standing::open)) << "the last step was taken, its message is still on its way";
  EXPECT_FALSE(acknowledge_late(e, seen(46)));
  EXPECT_TRUE(acknowledge_late(e, acknowledged(46)));
  EXPECT_EQ(e.acknowledged_by, Id{7});
  EXPECT_FALSE(still_wanted(e, Standing::open));
  e.stops = EscalationStop::resolved;
  EXPECT_TRUE(still_wanted(e, Standing::open));
  EXPECT_FALSE(still_wanted(e, Standing::resolved));
  e.stops = EscalationStop::never;
  EXPECT_TRUE(still_wanted(e, Standing::resolved));
}

TEST(EscalationRules, what_was_acknowledged_before_it_began_does_not_stop_it) {
  auto policy = policy_of("after 15m tell team");
  policy.trigger = EscalationTrigger::no_update;
  const auto terms = read(policy);
  auto look = seen(0);
  look.is_acknowledged = true;
  auto e = begin(terms, always(), look).value();
  look.at = at(5);
  e = follow(e, terms, always(), look);
  EXPECT_TRUE(e.open);
  EXPECT_EQ(e.due_at, at(15));
  EXPECT_TRUE(still_wanted(e, Standing::open));
  policy.trigger = EscalationTrigger::logged;
  EXPECT_FALSE(begin(read(policy), always(), look)) << "it would be over as it began";
}

TEST(EscalationRules, r17_an_acknowledgement_counts_whatever_a_clock_says) {
  const auto terms = two_steps();
  // Put back by an hour since it began, or read from a node that is behind.
  EXPECT_EQ(follow(begun(terms), terms, always(), acknowledged(-60)).ending, Ending::acknowledged);
}

TEST(EscalationRules, an_acknowledgement_with_a_limit_is_trusted_until_then) {
  auto policy = policy_of("after 15m tell team\nafter 30m tell manager of team");
  policy.acknowledged_for = "20m";
  const auto terms = read(policy);
  auto e = follow(begun(terms), terms, always(), acknowledged(10));
  EXPECT_EQ(e.state, State::acknowledged);
  EXPECT_EQ(e.due_at, at(30));
  EXPECT_FALSE(still_wanted(e, Standing::open));
  // Nothing was done: it goes on where it was, and counts from there.
  auto idle = e;
  Look later = acknowledged(12);
  later.acknowledges = false;
  idle = follow(idle, terms, always(), later);
  EXPECT_EQ(idle.state, State::acknowledged) << "looking again does not end it";
  EXPECT_EQ(minutes_of(take(idle, terms, always(), at(30))), (Minutes{30}));
  EXPECT_EQ(idle.state, State::running);
  EXPECT_EQ(idle.due_at, at(60));
  EXPECT_TRUE(still_wanted(idle, Standing::open));
  // Something was done: it is over.
  later.worked = true;
  const auto worked = follow(e, terms, always(), later);
  EXPECT_EQ(worked.ending, Ending::acknowledged);
}

TEST(EscalationRules, resolution_ends_all_but_those_that_never_stop) {
  auto policy = policy_of("after 15m tell team");
  auto look = seen(5);
  look.resolved = true;
  EXPECT_EQ(follow(begun(read(policy)), read(policy), always(), look).ending, Ending::resolved);
  policy.stops = EscalationStop::resolved;
  const auto until_resolved = read(policy);
  EXPECT_TRUE(follow(begun(until_resolved), until_resolved, always(), acknowledged(5)).taken == 0);
  policy.trigger = EscalationTrigger::logged;
  const auto logged = read(policy);
  auto ack = acknowledged(5);
  ack.trigger = true;
  EXPECT_TRUE(follow(begun(logged), logged, always(), ack).open) << "somebody has it, and it is not restored";
  EXPECT_EQ(follow(begun(logged), logged, always(), look).ending, Ending::resolved);
  policy.stops = EscalationStop::never;
  const auto never = read(policy);
  EXPECT_TRUE(follow(begun(never), never, always(), look).open);
  look.over = "the incident is closed";
  EXPECT_EQ(follow(begun(never), never, always(), look).ending, Ending::over);
}

TEST(EscalationRules, what_it_began_with_is_gone_before_anybody_was_told) {
  auto policy = policy_of("after 15m tell team\nafter 15m tell manager of team");
  policy.trigger = EscalationTrigger::unassigned;
  const auto terms = read(policy);
  auto assigned = seen(5);
  assigned.trigger = false;
  EXPECT_EQ(follow(begun(terms), terms, always(), assigned).ending, Ending::trigger_gone);
  auto told = begun(terms);
  (void)take(told, terms, always(), at(15));
  assigned.at = at(20);
  EXPECT_TRUE(follow(told, terms, always(), assigned).open) << "whoever was told may expect an answer";
  assigned.gone = "the policy is not for it";
  EXPECT_EQ(follow(told, terms, always(), assigned).ending, Ending::not_for_it);
}

TEST(EscalationRules, silence_counts_anew_with_each_piece_of_work) {
  auto policy = policy_of("after 1h tell team\nafter 1h tell manager of team");
  policy.trigger = EscalationTrigger::no_update;
  const auto terms = read(policy);
  auto e = begun(terms);
  (void)take(e, terms, always(), at(60));
  EXPECT_EQ(e.step, 1);
  auto worked = seen(70);
  worked.worked = true;
  e = follow(e, terms, always(), worked);
  EXPECT_EQ(e.step, 0);
  EXPECT_EQ(e.due_at, at(130));
}

TEST(EscalationRules, it_waits_for_the_point_of_a_clock) {
  auto policy = policy_of("at once tell team\nafter 15m tell manager of team");
  policy.trigger = EscalationTrigger::clock;
  policy.point = "restoration 75%";
  const auto terms = read(policy);
  auto look = seen(0);
  look.clock = false;
  EXPECT_FALSE(begin(terms, always(), look));
  look.clock = true;
  look.point = at(60);
  auto e = begin(terms, always(), look).value();
  EXPECT_EQ(e.state, State::waiting);
  EXPECT_EQ(e.due_at, at(60));
  EXPECT_TRUE(take(e, terms, always(), at(100)).empty()) << "nobody looked at the clock yet";
  EXPECT_EQ(minutes_of(ahead(e, terms, always(), 9)), (Minutes{60, 75}));
  // The clock pauses, and goes on later.
  look.at = at(30);
  look.point = {};
  e = follow(e, terms, always(), look);
  EXPECT_EQ(e.due_at, Time{});
  look.at = at(50);
  look.point = at(80);
  e = follow(e, terms, always(), look);
  EXPECT_EQ(e.due_at, at(80));
  // However late it is looked at, it counts from the point.
  look.at = at(90);
  e = follow(e, terms, always(), look);
  EXPECT_EQ(e.state, State::running);
  EXPECT_EQ(minutes_of(take(e, terms, always(), at(90))), (Minutes{80}));
  EXPECT_EQ(e.due_at, at(95));
}

TEST(EscalationRules, r45_what_is_behind_already_does_not_fire_for_the_past) {
  auto policy = policy_of("at once tell team\nafter 15m tell manager of team");
  policy.trigger = EscalationTrigger::clock;
  policy.point = "restoration breached";
  const auto terms = read(policy);
  auto look = seen(600);
  look.point = at(0);
  auto e = begin(terms, always(), look).value();
  EXPECT_EQ(minutes_of(take(e, terms, always(), at(600))), (Minutes{600})) << "not the second step as well";
}

TEST(EscalationRules, snoozed_and_sent_on) {
  const auto terms = two_steps();
  auto e = begun(terms);
  snooze(e, at(40), Id{7});
  EXPECT_TRUE(take(e, terms, always(), at(39)).empty());
  EXPECT_EQ(minutes_of(take(e, terms, always(), at(40))), (Minutes{40}));
  EXPECT_EQ(e.due_at, at(70)) << "what follows counts from then";
  snooze(e, at(60), Id{7});
  EXPECT_EQ(e.due_at, at(70)) << "nothing would have come until then";
  push(e, at(50));
  EXPECT_EQ(minutes_of(take(e, terms, always(), at(50))), (Minutes{50}));
  EXPECT_FALSE(e.open);
}

TEST(EscalationRules, a_corrected_calendar_moves_what_is_due_next_and_nothing_into_the_past) {
  const auto before = hours("Mon-Fri 08:00-17:00"), after = hours("Mon-Fri 08:00-13:00"), never = hours("");
  const auto terms = read(policy_of("after 2h tell team\nafter 1h tell manager of team"));
  auto e = begun(terms, before);
  EXPECT_EQ(e.due_at, at(2 * 60));
  auto shorter = e;
  reckon_anew(shorter, terms, after, {}, at(30));
  EXPECT_EQ(shorter.due_at, at((2 * 24 + 21) * 60)) << "one hour on Friday, one on Monday";
  auto put_off = e;
  snooze(put_off, at(5 * 24 * 60), Id{7});
  reckon_anew(put_off, terms, after, {}, at(30));
  EXPECT_EQ(put_off.due_at, at(5 * 24 * 60));
  auto closed = e;
  reckon_anew(closed, terms, never, {}, at(30));
  EXPECT_EQ(closed.due_at, Time{});
  reckon_anew(closed, terms, before, {}, at(3 * 60));
  EXPECT_EQ(closed.due_at, at(3 * 60)) << "it would be behind: now, and not all at once";
  auto due = e;
  reckon_anew(due, terms, after, {}, at(120));
  EXPECT_EQ(due.due_at, at(120)) << "it is due already";
  (void)take(e, terms, before, at(120));
  EXPECT_EQ(e.due_at, at(180));
  reckon_anew(e, terms, after, at(120), at(130));
  EXPECT_EQ(e.due_at, at((2 * 24 + 21) * 60)) << "nothing of Friday is left after two: Monday at nine";
}

TEST(EscalationRules, nothing_begins_that_is_over) {
  const auto terms = two_steps();
  const auto refused = [&](auto change) {
    auto look = seen(0);
    change(look);
    return !begin(terms, always(), look);
  };
  EXPECT_TRUE(refused([](Look& l) { l.over = "closed"; }));
  EXPECT_TRUE(refused([](Look& l) { l.gone = "not for it"; }));
  EXPECT_TRUE(refused([](Look& l) { l.resolved = true; }));
  EXPECT_TRUE(refused([](Look& l) { l.trigger = false; }));
  EXPECT_TRUE(refused([](Look& l) { l.policy_ended = true; }));
}

/// However the looks fall, and however long nothing runs: the same steps in the same order at the same instants.
RC_GTEST_PROP(EscalationRules, when_somebody_looks_changes_nothing, ()) {
  auto policy = policy_of("after 7m tell team\nafter 13m tell manager of team\nat once tell supplier");
  policy.repeat = 3;
  const auto terms = read(policy);
  const auto expected = ahead(begun(terms), terms, always(), 1'000);
  auto e = begun(terms);
  std::vector<Due> taken;
  std::int64_t now = 0;
  while (e.open) {
    now += *rc::gen::inRange<std::int64_t>(1, 45);
    e = follow(e, terms, always(), seen(now));
    for (const Due& due : take(e, terms, always(), at(now))) {
      RC_ASSERT(due.at <= at(now));
      taken.push_back(due);
    }
    RC_ASSERT(!e.open || e.due_at > at(now));
  }
  RC_ASSERT(minutes_of(taken) == minutes_of(expected));
  for (std::size_t i = 0; i < taken.size(); ++i) RC_ASSERT(taken[i].step == expected[i].step && taken[i].round == expected[i].round);
}

/// After an acknowledgement nothing is due, whatever came before, and whatever is looked at later.
RC_GTEST_PROP(EscalationRules, r18_an_acknowledgement_is_the_last_word, ()) {
  auto policy = policy_of("after 7m tell team\nafter 13m tell manager of team");
  policy.repeat = 5;
  const auto terms = read(policy);
  auto e = begun(terms);
  const auto when = *rc::gen::inRange<std::int64_t>(0, 200);
  (void)take(e, terms, always(), at(*rc::gen::inRange<std::int64_t>(0, when + 1)));
  const bool was_open = e.open;
  e = follow(e, terms, always(), acknowledged(when));
  RC_ASSERT(!e.open);
  RC_ASSERT(!was_open || e.ending == Ending::acknowledged);
  RC_ASSERT(take(e, terms, always(), at(10'000)).empty());
  (void)acknowledge_late(e, acknowledged(when));
  RC_ASSERT(!still_wanted(e, Standing::open));
}

}  // namespace
}  // namespace evenkeel::escalation
