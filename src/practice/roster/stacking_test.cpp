// Layers that stand beside one another are asked together; those above still come first, and those below only when nobody is there.
#include <gtest/gtest.h>

#include "practice/roster/duty.hpp"
#include "practice/roster/plan.hpp"
#include "practice/roster/rotation_rules.hpp"

namespace evenkeel::roster {
namespace {

Time at(const char* text) { return *parse_rfc3339(text); }

Facts::Held layer(const char* name, std::vector<Id> people, Stacking stacking, const char* words = "") {
  Facts::Held out;
  out.layer.name = name;
  out.layer.zone = "UTC";
  out.layer.first_day = *parse_day("2026-01-05");
  out.layer.stacking = stacking;
  out.layer.line_ups = {{out.layer.first_day, {Turn{std::move(people), {}}}}};
  if (!*words) return out;
  auto hours = std::make_shared<calendar::WorkingHours>();
  hours->zone = "UTC";
  EXPECT_EQ(calendar::read_week(words, hours->week), "");
  out.hours = std::move(hours);
  return out;
}

std::vector<std::int64_t> who(const Facts& facts, const char* time) {
  std::vector<std::int64_t> out;
  for (const Id id : duty_at(facts, at(time)).on_duty()) out.push_back(id.v);
  return out;
}
using Ids = std::vector<std::int64_t>;

TEST(Stacking, those_beside_are_on_duty_together) {
  Facts facts;
  facts.layers = {layer("Base", {{9}}, Stacking::above), layer("Low", {{1}}, Stacking::above, "Mon-Sun 06:00-18:00"),
                  layer("Besides", {{2}, {1}}, Stacking::beside, "Mon-Sun 12:00-20:00")};
  EXPECT_EQ(who(facts, "2026-03-02T05:00:00Z"), Ids{9});
  EXPECT_EQ(who(facts, "2026-03-02T06:00:00Z"), Ids{1});
  EXPECT_EQ(who(facts, "2026-03-02T12:00:00Z"), (Ids{1, 2})) << "nobody stands there twice";
  EXPECT_EQ(who(facts, "2026-03-02T18:00:00Z"), (Ids{2, 1}));
  EXPECT_EQ(who(facts, "2026-03-02T20:00:00Z"), Ids{9});
}

TEST(Stacking, who_is_away_is_missing_only_when_nobody_is_left) {
  Facts facts;
  facts.layers = {layer("One", {{1}}, Stacking::above), layer("Two", {{2}}, Stacking::beside)};
  facts.away = {{{1}, at("2026-03-02T00:00:00Z"), at("2026-03-04T00:00:00Z")},
                {{2}, at("2026-03-03T00:00:00Z"), at("2026-03-04T00:00:00Z")}};
  EXPECT_EQ(who(facts, "2026-03-02T12:00:00Z"), Ids{2});
  const Duty nobody = duty_at(facts, at("2026-03-03T12:00:00Z"));
  ASSERT_TRUE(nobody.gap);
  EXPECT_EQ(nobody.gap->missing, (std::vector<Id>{{1}, {2}}));
  EXPECT_EQ(nobody.gap->until, at("2026-03-04T00:00:00Z"));
}

TEST(Stacking, an_override_reaches_whom_it_names_among_them) {
  Facts facts;
  facts.layers = {layer("One", {{1}}, Stacking::above), layer("Two", {{2}}, Stacking::beside)};
  Override o;
  o.id = {5};
  o.person = {3};
  o.instead_of = {2};
  o.begins_at = at("2026-03-02T00:00:00Z");
  o.ends_at = at("2026-03-03T00:00:00Z");
  facts.overrides = {o};
  EXPECT_EQ(who(facts, "2026-03-02T12:00:00Z"), (Ids{1, 3}));
  facts.overrides[0].instead_of = {};
  EXPECT_EQ(who(facts, "2026-03-02T12:00:00Z"), Ids{3});
}

TEST(Stacking, the_plan_keeps_it) {
  const std::string text = R"({"layers":[{"name":"A","unit":"weeks","every":1,"hand_off":"00:00","starts_on":"2026-01-05","line_ups":[]},)"
                           R"({"name":"B","unit":"weeks","every":1,"hand_off":"00:00","starts_on":"2026-01-05","stacking":"beside",)"
                           R"("line_ups":[]}]})";
  const auto layers = read_plan(text, "UTC");
  ASSERT_TRUE(layers);
  EXPECT_EQ((*layers)[1].stacking, Stacking::beside);
  EXPECT_EQ(plan_json(*layers, "UTC"), text);
  EXPECT_FALSE(read_plan(R"({"layers":[{"name":"A","starts_on":"2026-01-05","stacking":"under","line_ups":[]}]})", "UTC"));
}

}  // namespace
}  // namespace evenkeel::roster
