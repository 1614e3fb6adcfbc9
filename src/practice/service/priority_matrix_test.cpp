// The matrix against an oracle that keeps cells in a map and never parses text.
#include "practice/service/priority_matrix.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace evenkeel::service {
namespace {

std::vector<std::string> codes_of(const PriorityMatrix& m) {
  std::vector<std::string> out;
  for (const Problem& p : problems_of(m)) out.push_back(p.code + " " + p.field);
  return out;
}
using Texts = std::vector<std::string>;

TEST(PriorityMatrix, standard_one_is_sound_and_says_why) {
  PriorityMatrix m = default_matrix();
  EXPECT_EQ(codes_of(m), Texts{});
  auto p = priority_of(m, "high", "medium");
  ASSERT_TRUE(p);
  EXPECT_EQ(p->priority, 2);
  EXPECT_EQ(p->why, "impact high x urgency medium -> P2");
  EXPECT_EQ(priority_of(m, "high", "high")->priority, 1);
  EXPECT_EQ(priority_of(m, "low", "high")->priority, 3);
  EXPECT_EQ(priority_of(m, "low", "low")->priority, 4);
}

TEST(PriorityMatrix, names_what_is_wrong) {
  PriorityMatrix m = default_matrix();
  m.cells = "1,2;2,3,4";
  EXPECT_EQ(codes_of(m), (Texts{"matrix.rows /cells", "matrix.columns /cells"}));
  for (const char* cells :
       {"", "1,2,3;2,3,4;3,4,", "0,1,2;2,3,4;3,4,4", "1,2,3;2,3,4;3,4,10", "1,2,3;2,x,4;3,4,4", "1 2 3", "-1,2,3;2,3,4;3,4,4"}) {
    m.cells = cells;
    EXPECT_EQ(codes_of(m), Texts{"matrix.cells /cells"}) << cells;
  }
  m = default_matrix();
  m.impacts = {"high", "high", " "};
  m.default_impact = "medium";
  EXPECT_EQ(codes_of(m), (Texts{"matrix.levels /impacts/1", "matrix.levels /impacts/2", "matrix.default /default_impact"}));
  m = default_matrix();
  m.urgencies.clear();
  EXPECT_EQ(codes_of(m).front(), "matrix.levels /urgencies");
}

TEST(PriorityMatrix, spaces_in_cells_do_no_harm) { EXPECT_EQ(parse_cells(" 1, 2 ;3,4 "), parse_cells("1,2;3,4")); }

TEST(PriorityMatrix, refuses_unknown_levels_both_at_once) {
  auto p = priority_of(default_matrix(), "huge", "");
  ASSERT_FALSE(p);
  ASSERT_EQ(p.error().problems.size(), 2u);
  EXPECT_EQ(p.error().problems[0].field, "/impact");
  EXPECT_EQ(p.error().problems[1].field, "/urgency");
}

TEST(PriorityMatrix, a_broken_matrix_is_a_conflict_not_a_crash) {
  PriorityMatrix m = default_matrix();
  m.cells = "1,2,3;2";
  EXPECT_EQ(priority_of(m, "low", "low").error().fault, Fault::conflict);
  EXPECT_EQ(priority_of(m, "medium", "medium").error().fault, Fault::conflict);
  EXPECT_EQ(priority_of(m, "high", "low")->priority, 3);
}

TEST(PriorityMatrix, levels_rise_and_stop) {
  Texts levels{"severe", "high", "low"};
  EXPECT_EQ(one_level_worse(levels, "low"), "high");
  EXPECT_EQ(one_level_worse(levels, "severe"), "severe");
  EXPECT_EQ(one_level_worse(levels, "other"), "other");
  EXPECT_EQ(worse_of(levels, "low", "high"), "high");
  EXPECT_EQ(worse_of(levels, "severe", "high"), "severe");
  EXPECT_EQ(worse_of(levels, "other", "low"), "low");
}

TEST(PriorityMatrix, impact_of_a_service_without_words) {
  PriorityMatrix m = default_matrix();
  Service s;
  s.name = "Mail";
  auto with = [&](Criticality c) {
    s.criticality = c;
    return default_impact_of(m, s).impact;
  };
  EXPECT_EQ(with(Criticality::vital), "high");
  EXPECT_EQ(with(Criticality::high), "high");
  EXPECT_EQ(with(Criticality::medium), "medium");
  EXPECT_EQ(with(Criticality::low), "low");
  EXPECT_EQ(default_impact_of(m, s).why, "criticality low of service Mail");
  s.default_impact = "high";
  EXPECT_EQ(default_impact_of(m, s).why, "default impact of service Mail");
  m.impacts = {"only"};
  EXPECT_EQ(with(Criticality::low), "only");
}

RC_GTEST_PROP(PriorityMatrix, agrees_with_a_map, ()) {
  auto rows = *rc::gen::inRange<std::size_t>(1, levels_most + 1), columns = *rc::gen::inRange<std::size_t>(1, levels_most + 1);
  PriorityMatrix m;
  m.name = "m";
  std::map<std::pair<std::string, std::string>, int> oracle;
  for (std::size_t j = 0; j < columns; ++j) m.urgencies.push_back(fmt::format("u{}", j));
  for (std::size_t i = 0; i < rows; ++i) {
    m.impacts.push_back(fmt::format("i{}", i));
    if (i) m.cells += ';';
    for (std::size_t j = 0; j < columns; ++j) {
      int p = *rc::gen::inRange(1, static_cast<int>(priority_most) + 1);
      if (j) m.cells += ',';
      m.cells += std::to_string(p);
      oracle[{m.impacts[i], m.urgencies[j]}] = p;
    }
  }
  RC_ASSERT(problems_of(m).empty());
  for (const auto& [levels, p] : oracle) RC_ASSERT(priority_of(m, levels.first, levels.second)->priority == p);
}

RC_GTEST_PROP(PriorityMatrix, any_text_as_cells_is_survived, (const std::string& cells)) {
  PriorityMatrix m = default_matrix();
  m.cells = cells;
  bool sound = problems_of(m).empty();
  for (const auto& i : m.impacts)
    for (const auto& u : m.urgencies) {
      auto p = priority_of(m, i, u);
      if (sound) RC_ASSERT(p && p->priority >= 1 && p->priority <= priority_most);
    }
}

}  // namespace
}  // namespace evenkeel::service
