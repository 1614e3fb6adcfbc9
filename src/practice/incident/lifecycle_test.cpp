// The accounting of an incident's life: single steps by example, whole lives at random against invariants that an auditor
// would ask for.
#include "practice/incident/lifecycle.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "practice/incident/incident_rules.hpp"

namespace evenkeel::incident {
namespace {

constexpr Time start{1'772'438'400 * us_per_second};
constexpr std::int64_t minute = us_per_minute;

Incident fresh() {
  Incident i;
  i.id = Id{1};
  i.number = "INC0000001";
  i.title = "router down";
  i.opened_at = i.updated_at = start;
  i.team = Id{10};
  i.category = Id{20};
  return i;
}

Resolution fixed() { return {Id{30}, "restarted it", false, Id{20}, {}, Id{5}}; }

}  // namespace

TEST(Lifecycle, hold_time_is_kept_by_its_reason) {
  Incident i = fresh();
  hold(i, HoldKind::caller, "", {}, start + minute);
  EXPECT_EQ(i.state, State::on_hold);
  EXPECT_TRUE(i.open);
  hold(i, HoldKind::supplier, "part ordered", start + 60 * minute, start + 3 * minute);
  resume(i, start + 10 * minute);
  EXPECT_EQ(i.hold_caller_s, 120);
  EXPECT_EQ(i.hold_supplier_s, 420);
  EXPECT_EQ(held_s(i), 540);
  EXPECT_FALSE(i.hold_kind || i.held_since || i.hold_until);
  EXPECT_TRUE(timers_for(i).empty());
}

TEST(Lifecycle, first_routing_is_no_hand_over_and_a_change_of_team_clears_the_person) {
  Incident i = fresh();
  i.team = {};
  i.missing = "caller team";
  hand_to(i, {Id{10}, 1, {}});
  hand_to(i, {Id{10}, 1, Id{5}});
  EXPECT_EQ(i.hand_overs, 0);
  EXPECT_EQ(i.missing, "caller");
  hand_to(i, {Id{11}, 2, {}});
  EXPECT_EQ(i.hand_overs, 1);
  EXPECT_EQ(i.team_changes, 1);
  EXPECT_EQ(i.line, 2);
  EXPECT_FALSE(i.assignee);
  hand_to(i, {Id{11}, 2, Id{6}});
  hand_to(i, {Id{11}, 2, Id{7}});
  EXPECT_EQ(i.hand_overs, 2);
  EXPECT_EQ(i.team_changes, 1);
}

TEST(Lifecycle, resolution_ends_the_hold_and_opens_the_window) {
  Incident i = fresh();
  hold(i, HoldKind::change, "", start + 9 * minute, start + minute);
  resolve(i, fixed(), start + 5 * minute, 3 * us_per_day);
  EXPECT_EQ(i.hold_change_s, 240);
  EXPECT_EQ(i.time_to_resolve_s, 300);
  EXPECT_EQ(i.confirmation, Confirmation::awaited);
  ASSERT_EQ(timers_for(i), (std::vector<Due>{{timer_auto_close, start + 5 * minute + 3 * us_per_day}}));
  close(i, Confirmation::silent, i.confirmed_until);
  EXPECT_TRUE(timers_for(i).empty());
}

TEST(Lifecycle, resolved_at_first_contact) {
  auto resolved = [](auto change) {
    Incident i = fresh();
    i.contacts = 1;
    change(i);
    resolve(i, fixed(), start + 9 * minute, minute);
    return i.first_contact_resolution;
  };
  EXPECT_TRUE(resolved([](Incident&) {}));
  EXPECT_TRUE(resolved([](Incident& i) { hold(i, HoldKind::supplier, "", {}, start + minute); }));
  EXPECT_FALSE(resolved([](Incident& i) { hold(i, HoldKind::caller, "", {}, start + minute); }));
  EXPECT_FALSE(resolved([](Incident& i) { i.contacts = 2; }));
  EXPECT_FALSE(resolved([](Incident& i) { i.line = 2; }));
  EXPECT_FALSE(resolved([](Incident& i) { hand_to(i, {Id{11}, 1, {}}); }));
  EXPECT_FALSE(resolved([](Incident& i) {
    resolve(i, fixed(), start + minute, minute);
    reopen(i);
  }));
}

TEST(Lifecycle, reopening_keeps_the_first_cycle) {
  Incident i = fresh();
  resolve(i, fixed(), start + 5 * minute, us_per_day);
  close(i, Confirmation::confirmed, start + 6 * minute);
  i.rating = 4;
  const Cycle cycle = ended_cycle(i, "it is down again", start + 10 * minute);
  reopen(i);
  EXPECT_EQ(cycle.cycle, 1);
  EXPECT_EQ(cycle.resolution_notes, "restarted it");
  EXPECT_EQ(cycle.time_to_resolve_s, 300);
  EXPECT_EQ(cycle.rating, 4);
  EXPECT_EQ(cycle.confirmation, Confirmation::confirmed);
  EXPECT_EQ(i.cycle, 2);
  EXPECT_EQ(i.reopenings, 1);
  EXPECT_EQ(i.state, State::in_progress);
  EXPECT_FALSE(i.resolved_at || i.closed_at || i.confirmed_until || i.resolution_code);
  EXPECT_FALSE(i.acknowledged_at) << "nobody has it yet";
  EXPECT_EQ(i.time_to_acknowledge_s, 300);
  acknowledge(i, start + 15 * minute);
  EXPECT_EQ(i.acknowledged_at, start + 15 * minute);
  EXPECT_EQ(i.time_to_acknowledge_s, 300) << "how long it took at first";
  resolve(i, fixed(), start + 20 * minute, us_per_day);
  EXPECT_EQ(i.time_to_resolve_s, 1'200);
  EXPECT_FALSE(i.first_contact_resolution);
}

TEST(Lifecycle, another_closing_category_counts_once) {
  Incident i = fresh();
  auto other = fixed();
  other.closing_category = Id{21};
  resolve(i, other, start + minute, us_per_day);
  EXPECT_EQ(i.recategorised, 1);
  EXPECT_EQ(i.category, Id{20});
  reopen(i);
  resolve(i, other, start + 2 * minute, us_per_day);
  EXPECT_EQ(i.recategorised, 1);
  categorise(i, Id{22}, {});
  EXPECT_EQ(i.recategorised, 2);
}

// ---- whole lives -----------------------------------------------------------------------------------------------------

namespace {

/// What a random life does at one step; what the rules forbid is skipped, as the desk would refuse it.
void step(Incident& i, int action, int detail, Time now) {
  auto may = [&](Verb verb) { return static_cast<bool>(allows(i, verb, Id{5})); };
  switch (action) {
    case 0:
      if (may(Verb::start)) start_work(i, now);
      break;
    case 1:
      if (may(Verb::hold)) hold(i, static_cast<HoldKind>(detail % 5), "", now + (detail + 1) * minute, now);
      break;
    case 2:
      if (may(Verb::resume)) resume(i, now);
      break;
    case 3:
      if (may(Verb::resolve)) resolve(i, fixed(), now, 5 * us_per_day);
      break;
    case 4:
      if (may(Verb::confirm)) close(i, Confirmation::confirmed, now);
      break;
    case 5:
      if (may(Verb::reopen)) reopen(i);
      break;
    case 6:
      if (may(Verb::cancel)) cancel(i, now);
      break;
    case 7:
      if (may(Verb::assign)) hand_to(i, {Id{10 + detail % 3}, 1 + detail % 3, Id{detail % 2 ? 5 + detail : 0}});
      break;
    case 8:
      if (may(Verb::acknowledge)) acknowledge(i, now);
      break;
    case 9:
      if (may(Verb::comment) && i.open) respond(i, now);
      break;
    default:
      if (may(Verb::categorise)) categorise(i, Id{20 + detail % 3}, {});
  }
}

void check_invariants(const Incident& i, Time now) {
  RC_ASSERT((i.open == (i.state == State::new_ || i.state == State::in_progress || i.state == State::on_hold)));
  RC_ASSERT(((i.state == State::on_hold) == static_cast<bool>(i.held_since)));
  RC_ASSERT(((i.state == State::on_hold) == i.hold_kind.has_value()));
  const std::int64_t running = i.held_since ? seconds_between(i.held_since, now) : 0;
  RC_ASSERT((held_s(i) + running <= seconds_between(i.opened_at, now)));
  RC_ASSERT((i.cycle == i.reopenings + 1));
  RC_ASSERT((i.team_changes <= i.hand_overs));
  RC_ASSERT(((i.state == State::resolved || (i.state == State::closed && i.resolved_at)) == static_cast<bool>(i.resolved_at)));
  RC_ASSERT(((i.state == State::closed || i.state == State::cancelled) == static_cast<bool>(i.closed_at)));
  RC_ASSERT((static_cast<bool>(i.confirmed_until) == (i.state == State::resolved)));
  RC_ASSERT((!i.resolved_at || i.acknowledged_at));
  RC_ASSERT((i.resolved_at <= now && i.acknowledged_at <= now && i.first_response_at <= now));
  for (const Due& due : timers_for(i)) {
    RC_ASSERT((due.at));
    RC_ASSERT((due.kind == timer_auto_close ? i.state == State::resolved : i.open));
  }
}

}  // namespace

RC_GTEST_PROP(Lifecycle, every_life_keeps_its_books, (const std::vector<std::tuple<int, int, int>>& steps)) {
  Incident i = fresh();
  Time now = start;
  for (const auto& [a, d, seconds] : steps) {
    const int action = std::abs(a % 11), detail = std::abs(d % 60);
    now = now + std::abs(seconds % 100'000) * us_per_second;
    const Incident before = i;
    step(i, action, detail, now);
    check_invariants(i, now);
    if (before.state == State::closed && i.state != State::closed) RC_ASSERT((i.cycle == before.cycle + 1));
    RC_ASSERT((i.hand_overs >= before.hand_overs && held_s(i) >= held_s(before) && i.reopenings >= before.reopenings));
    RC_ASSERT((!before.first_response_at || i.first_response_at == before.first_response_at));
    RC_ASSERT((!before.acknowledged_at || i.cycle != before.cycle || i.acknowledged_at == before.acknowledged_at));
    RC_ASSERT((before.cycle == 1 || i.time_to_acknowledge_s == before.time_to_acknowledge_s));
  }
}

}  // namespace evenkeel::incident
