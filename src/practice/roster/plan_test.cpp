// The words of a plan: read strictly, written back the same, and never a crash.
#include "practice/roster/plan.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace evenkeel::roster {
namespace {

const std::string whole =
    R"({"layers":[{"name":"Week","unit":"weeks","every":1,"hand_off":"09:00","starts_on":"2026-01-05","line_ups":[{"from":"2026-01-05",)"
    R"("turns":[{"people":["17","18"],"shadows":["19"]},{"people":[]}]}]},{"name":"Night","zone":"America/New_York","unit":"hours",)"
    R"("every":12,"hand_off":"00:00","starts_on":"2026-02-01","ends_on":"2026-03-01","hours":"Mon-Fri 18:00-08:00","calendar":"closed",)"
    R"("line_ups":[]}]})";

std::vector<std::string> wrong(const std::string& text) {
  const auto layers = read_plan(text, "UTC");
  std::vector<std::string> all;
  if (!layers)
    for (const Problem& p : layers.error().problems) all.push_back(p.code + " " + p.field);
  return all;
}
using Texts = std::vector<std::string>;

TEST(Plan, is_written_as_it_was_read) {
  const auto layers = read_plan(whole, "Europe/Berlin");
  ASSERT_TRUE(layers) << layers.error().first().text << layers.error().first().field;
  EXPECT_EQ(plan_json(*layers, "Europe/Berlin"), whole);
  EXPECT_EQ((*layers)[0].zone, "Europe/Berlin");
  EXPECT_EQ(people_of(*layers), (std::set<Id>{{17}, {18}, {19}}));
  EXPECT_TRUE(read_plan("", "UTC")->empty());
  EXPECT_TRUE(read_plan("{}", "UTC")->empty());
}

TEST(Plan, names_all_that_is_wrong_with_its_place) {
  EXPECT_EQ(wrong(R"({"layers":[{"name":"A"}]})"), (Texts{"field.required /plan/layers/0/starts_on"}));
  EXPECT_EQ(wrong(R"({"layers":[{"name":"A","starts_on":"2026-01-05","every":0,"hand_off":"9","unit":"years"}]})"),
            (Texts{"field.not_allowed /plan/layers/0/unit", "field.out_of_range /plan/layers/0/every",
                   "roster.hand_off /plan/layers/0/hand_off"}));
  EXPECT_EQ(wrong(R"({"layers":[{"name":"A","starts_on":"2026-02-30","zone":"Mars/North","hours":"Mun 8-9"}]})"),
            (Texts{"calendar.zone /plan/layers/0/zone", "roster.date /plan/layers/0/starts_on", "calendar.hours /plan/layers/0/hours"}));
  EXPECT_EQ(wrong(R"({"layers":[{"name":"A","starts_on":"2026-02-01","line_ups":[{"from":"2026-02-01","turns":[]}]}]})"),
            (Texts{"field.required /plan/layers/0/line_ups/0/turns"}));
  EXPECT_EQ(
      wrong(R"({"layers":[{"name":"A","starts_on":"2026-02-01","line_ups":[{"from":"2026-02-01","turns":[{"people":["1","1"],)"
            R"("shadows":["1"]}]}]}]})"),
      (Texts{"field.duplicate /plan/layers/0/line_ups/0/turns/0/people/1", "field.duplicate /plan/layers/0/line_ups/0/turns/0/shadows"}));
  EXPECT_EQ(wrong(R"({"layer":[]})"), (Texts{"field.unknown /plan/layer"}));
  EXPECT_EQ(wrong(R"({"layers":{}})"), (Texts{"field.wrong_type /plan/layers"}));
  EXPECT_EQ(wrong(R"({"layers":[7]})").front(), "field.wrong_type /plan/layers/0");
  EXPECT_EQ(wrong("["), (Texts{"json.syntax "}));
}

TEST(Plan, two_line_ups_of_one_date_and_two_layers_of_one_name_are_refused) {
  EXPECT_EQ(wrong(R"({"layers":[{"name":"A","starts_on":"2026-02-01","line_ups":[{"from":"2026-02-01","turns":[{}]},{"from":"2026-02-01",)"
                  R"("turns":[{}]}]}]})"),
            (Texts{"roster.two_line_ups /plan/layers/0/line_ups"}));
  EXPECT_EQ(wrong(R"({"layers":[{"name":"A","starts_on":"2026-02-01"},{"name":"A","starts_on":"2026-02-01"}]})"),
            (Texts{"field.not_unique /plan/layers/1/name"}));
}

RC_GTEST_PROP(Plan, damaged_words_are_refused_or_mean_something_that_is_written_back, ()) {
  std::string text = whole;
  for (int cuts = *rc::gen::inRange(1, 6); cuts > 0; --cuts)
    text[*rc::gen::inRange<std::size_t>(0, text.size())] = *rc::gen::elementOf(std::string("0129:\"{}[],-aW"));
  const auto layers = read_plan(text, "UTC");
  if (!layers) return;
  const auto again = read_plan(plan_json(*layers, "UTC"), "UTC");
  RC_ASSERT(static_cast<bool>(again));
  RC_ASSERT(*again == *layers);
}

TEST(Plan, of_too_many_people_or_nothing_but_mistakes_is_told_briefly) {
  const auto plan_of = [](const std::string& turns) {
    return R"({"layers":[{"name":"A","starts_on":"2026-01-05","line_ups":[{"from":"2026-01-05","turns":[)" + turns + "]}]}]}";
  };
  std::string many, wrong;
  for (std::size_t i = 0; i < people_most / 2; ++i)
    many += fmt::format(R"({}{{"people":["{}","{}"]}})", i ? "," : "", 2 * i + 1, 2 * i + 2);
  EXPECT_TRUE(read_plan(plan_of(many), ""));
  const auto refused = read_plan(plan_of(many + R"(,{"people":["99999"]})"), "");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().first().code, "roster.too_many_people");
  for (int i = 0; i < 300; ++i) wrong += i ? ",1" : "1";
  const auto mistakes = read_plan(plan_of(wrong), "");
  ASSERT_FALSE(mistakes);
  EXPECT_LE(mistakes.error().problems.size(), problems_most + 2);
}

}  // namespace
}  // namespace evenkeel::roster
