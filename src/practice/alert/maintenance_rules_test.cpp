// Which alerts planned work keeps quiet.
#include "practice/alert/maintenance_rules.hpp"

#include <gtest/gtest.h>

namespace evenkeel::alert {
namespace {

constexpr Time noon{1'772'452'800 * us_per_second};
constexpr Id shop{1}, payment{2}, host{3}, search{4};

TEST(Maintenance, KeepsQuietWhatItNamesAndOnWishWhatStandsOnIt) {
  const std::vector<ServiceMap::Need> needs{{shop, payment}, {payment, host}, {shop, search}};
  const ServiceMap map(needs, {});
  service::MaintenanceWindow w;
  w.name = "Patch night";
  w.items = {host};
  w.starts_at = noon;
  w.ends_at = noon + us_per_hour;
  const std::vector<const service::MaintenanceWindow*> windows{&w};
  const auto quiet = [&](std::vector<Id> about, Time at = noon) { return maintained(windows, about, map, at); };
  ASSERT_TRUE(quiet({Id{}, host}));
  EXPECT_EQ(quiet({host})->until, w.ends_at);
  EXPECT_EQ(quiet({host})->why, "maintenance \"Patch night\" until 2026-03-02T13:00:00Z");
  EXPECT_FALSE(quiet({host}, w.ends_at));
  EXPECT_FALSE(quiet({shop}));
  EXPECT_FALSE(quiet({Id{}}));
  w.dependants = true;
  EXPECT_TRUE(quiet({shop}));
  EXPECT_TRUE(quiet({payment}));
  EXPECT_FALSE(quiet({search}));
}

}  // namespace
}  // namespace evenkeel::alert
