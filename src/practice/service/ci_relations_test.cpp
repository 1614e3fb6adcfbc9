// Circles among configuration items, also against an oracle that closes the relation by matrix multiplication.
#include "practice/service/ci_relations.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace evenkeel::service {
namespace {

CiRelation relation(std::int64_t ci, std::int64_t other, CiRelationKind kind = CiRelationKind::depends_on) {
  CiRelation r;
  r.ci = {ci};
  r.other = {other};
  r.kind = kind;
  return r;
}
Neighbours among(std::vector<CiRelation> all) {
  return [all](Id ci, CiRelationKind kind) {
    std::vector<Id> out;
    for (const CiRelation& r : all)
      if (r.ci == ci && r.kind == kind && r.active) out.push_back(r.other);
    return out;
  };
}

TEST(CiRelations, refuses_self_and_circles_of_one_kind) {
  EXPECT_EQ(problems_of(relation(1, 1), among({})).at(0).code, "ci_relation.self");
  auto some = among({relation(1, 2), relation(2, 3)});
  EXPECT_EQ(problems_of(relation(3, 1), some).at(0).code, "ci_relation.cycle");
  EXPECT_TRUE(problems_of(relation(1, 3), some).empty()) << "two ways to one item are no circle";
  EXPECT_TRUE(problems_of(relation(3, 1, CiRelationKind::runs_on), some).empty()) << "another kind";
  CiRelation gone = relation(3, 1);
  gone.active = false;
  EXPECT_TRUE(problems_of(gone, some).empty());
}

RC_GTEST_PROP(CiRelations, agrees_with_the_closed_matrix, ()) {
  constexpr int n = 6;
  bool reach[n][n] = {};
  std::vector<CiRelation> all;
  for (int step = 0; step < 12; ++step) {
    int a = *rc::gen::inRange(0, n), b = *rc::gen::inRange(0, n);
    bool refused = !problems_of(relation(a + 1, b + 1), among(all)).empty();
    RC_ASSERT(refused == (a == b || reach[b][a]));
    if (refused) continue;
    all.push_back(relation(a + 1, b + 1));
    reach[a][b] = true;
    for (int k = 0; k < n; ++k)
      for (int i = 0; i < n; ++i)
        for (int j = 0; j < n; ++j) reach[i][j] = reach[i][j] || (reach[i][k] && reach[k][j]);
  }
}

}  // namespace
}  // namespace evenkeel::service
