// When a maintenance window is open, and what is wrong with one.
#include "practice/service/maintenance_window.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace evenkeel::service {
namespace {

Time at(const char* text) { return parse_rfc3339(text).value(); }

MaintenanceWindow once() {
  MaintenanceWindow w;
  w.name = "Patch night";
  w.services = {Id{1}};
  w.starts_at = at("2026-03-02T20:00:00Z");
  w.ends_at = at("2026-03-02T22:00:00Z");
  return w;
}

TEST(MaintenanceWindow, OnceIsHalfOpen) {
  auto w = once();
  EXPECT_FALSE(closes_at(w, at("2026-03-02T19:59:59Z")));
  EXPECT_EQ(closes_at(w, w.starts_at), w.ends_at);
  EXPECT_FALSE(closes_at(w, w.ends_at));
  w.active = false;
  EXPECT_FALSE(closes_at(w, w.starts_at));
}

TEST(MaintenanceWindow, EachWeekByTheClocksOfItsZone) {
  MaintenanceWindow w = once();
  w.starts_at = w.ends_at = {};
  w.hours = "Sun 02:00-04:00";
  w.zone = "Europe/Berlin";
  EXPECT_EQ(closes_at(w, at("2026-03-08T01:30:00Z")), at("2026-03-08T03:00:00Z"));
  EXPECT_FALSE(closes_at(w, at("2026-03-08T03:00:00Z")));
  EXPECT_EQ(closes_at(w, at("2026-04-05T00:30:00Z")), at("2026-04-05T02:00:00Z")) << "in summer an hour earlier by UTC";
  w.ends_at = at("2026-03-08T02:00:00Z");
  EXPECT_EQ(closes_at(w, at("2026-03-08T01:30:00Z")), w.ends_at);
  EXPECT_FALSE(closes_at(w, at("2026-03-15T01:30:00Z"))) << "its hours hold until its end";
}

TEST(MaintenanceWindow, SaysWhatIsWrongWhere) {
  EXPECT_TRUE(problems_of(once()).empty());
  const auto wrong = [](auto change) -> std::string {
    auto w = once();
    change(w);
    const auto problems = problems_of(w);
    return problems.size() == 1 ? problems[0].field : std::to_string(problems.size());
  };
  EXPECT_EQ(wrong([](auto& w) { w.services.clear(); }), "/services");
  EXPECT_EQ(wrong([](auto& w) { w.zone = "Mars/Base"; }), "/zone");
  EXPECT_EQ(wrong([](auto& w) { w.hours = "Someday"; }), "/hours");
  EXPECT_EQ(wrong([](auto& w) { w.starts_at = {}; }), "/starts_at");
  EXPECT_EQ(wrong([](auto& w) { w.ends_at = {}; }), "/ends_at");
  EXPECT_EQ(wrong([](auto& w) { std::swap(w.starts_at, w.ends_at); }), "/ends_at");
}

}  // namespace
}  // namespace evenkeel::service
