// Who comes on and who goes off: told once for each hand-off, not where somebody goes on.
#include <gtest/gtest.h>

#include "practice/roster/hand_off_rules.hpp"
#include "practice/roster/plan.hpp"
#include "practice/roster/rotation_rules.hpp"

namespace evenkeel::roster {
namespace {

Time at(const char* text) { return *parse_rfc3339(text); }

Facts daily(std::vector<Turn> turns) {
  Facts facts;
  Facts::Held held;
  held.layer.name = "Day";
  held.layer.zone = "Europe/Berlin";
  held.layer.unit = Unit::days;
  held.layer.hand_off = 9 * 60;
  held.layer.first_day = *parse_day("2026-03-02");
  held.layer.line_ups = {{held.layer.first_day, std::move(turns)}};
  facts.layers = {held};
  return facts;
}

TEST(HandOffs, whoever_goes_on_is_neither) {
  const auto all = hand_offs(daily({{{{1}, {2}}, {}}, {{{2}}, {}}, {{{2}}, {}}}), at("2026-03-02T00:00:00Z"), at("2026-03-05T08:00:00Z"));
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].at, at("2026-03-02T08:00:00Z"));
  EXPECT_EQ(all[0].coming, (std::vector<Id>{{1}, {2}}));
  EXPECT_TRUE(all[0].before.empty());
  EXPECT_EQ(all[1].going, (std::vector<Id>{{1}}));
  EXPECT_TRUE(all[1].coming.empty());
  EXPECT_EQ(all[1].after, (std::vector<Id>{{2}}));
  EXPECT_EQ(all[2].at, at("2026-03-05T08:00:00Z")) << "that instant is looked at too";
  EXPECT_EQ(all[2].coming, (std::vector<Id>{{1}}));
}

TEST(HandOffs, one_that_an_override_makes_is_one_as_well) {
  Facts facts = daily({{{{1}}, {}}});
  Override o;
  o.id = {7};
  o.person = {3};
  o.begins_at = at("2026-03-03T12:00:00Z");
  o.ends_at = at("2026-03-03T14:00:00Z");
  facts.overrides = {o};
  const auto all = hand_offs(facts, at("2026-03-03T00:00:00Z"), at("2026-03-04T00:00:00Z"));
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].coming, (std::vector<Id>{{3}}));
  EXPECT_EQ(all[0].going, (std::vector<Id>{{1}}));
  EXPECT_EQ(all[1].at, at("2026-03-03T14:00:00Z"));
  EXPECT_EQ(all[1].coming, (std::vector<Id>{{1}}));
}

TEST(HandOffs, the_setting_is_kept_with_the_plan) {
  EXPECT_FALSE(notice_minutes(R"({"layers":[]})"));
  EXPECT_FALSE(notice_minutes(""));
  EXPECT_EQ(notice_minutes(plan_json({}, "UTC", {.hand_off_minutes = 0, .gap_days = {}})), 0);
  EXPECT_TRUE(read_plan(R"({"layers":[],"notice_minutes":1440})", "UTC"));
  EXPECT_FALSE(read_plan(R"({"layers":[],"notice_minutes":1441})", "UTC"));
  EXPECT_FALSE(read_plan(R"({"layers":[],"notice_minutes":"30"})", "UTC"));
}

}  // namespace
}  // namespace evenkeel::roster
