// Which alerts are one fault, on a small map: shop stands on cart, payment and search; cart on its cache; payment and search on hosts.
#include "practice/alert/grouping_rules.hpp"

#include <gtest/gtest.h>
#include <set>

#include "practice/alert/alert_rules.hpp"

namespace evenkeel::alert {
namespace {

constexpr Time noon{1'772'452'800 * us_per_second};
constexpr Id shop{1}, cart{2}, payment{3}, search{4}, cache{5}, host_a{6}, host_b{7};

const ServiceMap& map() {
  static const ServiceMap one = [] {
    const std::vector<ServiceMap::Need> needs{{shop, cart},  {shop, payment},   {shop, search},
                                              {cart, cache}, {payment, host_a}, {search, host_b}};
    return ServiceMap(needs, {{shop, "shop"},
                              {cart, "cart"},
                              {payment, "payment"},
                              {search, "search"},
                              {cache, "cache"},
                              {host_a, "host-a"},
                              {host_b, "host-b"}});
  }();
  return one;
}

/// Alerts come one after the other, and open incidents 100, 101, ... when they join none.
struct Scene {
  service::AlertSource source;
  std::vector<OpenGroup> groups;
  std::string why;
  Scene() { source.id = Id{50}; }

  Id come(Time at, std::string_view name, std::vector<Id> where, Texts labels = {}) {
    Alert a;
    a.source = source.id;
    a.title = std::string(name);
    a.changed_at = at;
    std::vector<Place> places;
    for (const Id id : where) places.push_back({id, map().name_of(id)});
    if (!where.empty() && where.front() <= cache) a.service = where.front();
    for (const auto& [label, value] : labels)
      if (label == "host") places.push_back({{}, value});
    for (const Place& place : places) labels.emplace_back("place", place.name);
    const Candidate c{a, source, basis_of(a, labels), condition_of(a, labels), places, began_at(a)};
    const Joining joining = join_by_map(c, groups, map());
    why = joining.why;
    for (OpenGroup& g : groups)
      if (g.incident == joining.over) g.shape.over = true;
    auto to = std::ranges::find(groups, joining.incident, &OpenGroup::incident);
    if (to == groups.end())
      to = groups.insert(to, {Id{100 + static_cast<std::int64_t>(groups.size())}, source.id, a.service, c.basis, at, at, 0, {}});
    take(*to, c, map());
    return to->incident;
  }
};

TEST(Grouping, OneServiceIsOneFaultWithinItsWindowWhoeverTells) {
  Scene s;
  const Id first = s.come(noon, "Slow", {cart});
  s.source.id = Id{51};
  EXPECT_EQ(s.come(noon + 59 * us_per_minute, "Errors", {cart}), first);
  EXPECT_EQ(s.why, "same service, 59 min apart");
  EXPECT_NE(s.come(noon + 200 * us_per_minute, "Slow again", {cart}), first);
}

TEST(Grouping, WhatStandsOnSomethingInCommonIsOneFaultWithinMinutes) {
  Scene s;
  const Id first = s.come(noon, "Slow", {shop});
  EXPECT_EQ(s.come(noon + 40 * us_per_second, "Down", {payment}), first);
  EXPECT_EQ(s.why, "'shop' depends on 'payment', 40 s apart");
  EXPECT_NE(s.come(noon + 30 * us_per_minute, "Full", {cache}), first) << "half an hour later it is something else";
}

TEST(Grouping, TwoDistantFaultsDoNotMergeThroughWhatStandsOnBoth) {
  Scene s;
  const Id first = s.come(noon, "Down", {payment});
  EXPECT_EQ(s.come(noon + 10 * us_per_second, "Slow", {shop}), first);
  EXPECT_EQ(s.why, "'shop' depends on 'payment', 10 s apart");
  const Id second = s.come(noon + 20 * us_per_second, "Down", {search});
  EXPECT_NE(second, first) << "search does not stand on payment: it cannot be what failed there";
  EXPECT_EQ(s.come(noon + 30 * us_per_second, "Full", {host_b}), second);
  EXPECT_EQ(s.come(noon + 31 * us_per_second, "Full", {host_a}), first);
}

TEST(Grouping, WhatTheCatalogueDoesNotKnowBelongsTogetherByItsName) {
  Scene s;
  const Id first = s.come(noon, "Disk is full", {}, {{"host", "db-1"}});
  EXPECT_EQ(s.come(noon + us_per_minute, "Load is high", {}, {{"host", "db-1"}}), first);
  EXPECT_EQ(s.why, "both in 'db-1', 60 s apart");
  EXPECT_EQ(s.come(noon + 30 * us_per_minute, "Disk is full", {}, {{"host", "db-2"}}), first) << "the same alert, without a service";
  EXPECT_NE(s.come(noon + 2 * us_per_minute, "Load is high", {}, {{"host", "db-3"}}), first);
}

TEST(Grouping, InAStormWhatIsOnNoMapBelongsToIt) {
  Scene s;
  Id first;
  for (std::int64_t i = 0; i < storm_least; ++i)
    first = s.come(noon + i * us_per_second, "Slow " + std::string(1, static_cast<char>('a' + i)), {cart});
  EXPECT_EQ(s.come(noon + us_per_minute, "Load is high", {}, {{"host", "far-1"}}), first);
  EXPECT_EQ(s.why, "in the midst of a storm of its source: 10 alerts in two minutes");
  EXPECT_NE(s.come(noon + us_per_minute, "Down", {search}), first) << "the map knows that it lies elsewhere";
}

TEST(Grouping, ASourceThatGoesThroughItsNamesIsAStormToo) {
  Scene s;
  std::set<Id> incidents;
  const auto name = [](std::int64_t i) { return "Check " + std::string(1, static_cast<char>('a' + i)); };
  for (std::int64_t i = 0; i < 2 * storm_least; ++i) incidents.insert(s.come(noon + i * us_per_second, name(i), {}));
  EXPECT_EQ(incidents.size(), static_cast<std::size_t>(storm_least)) << "no storm is known before its tenth alert";
  EXPECT_NE(s.come(noon + 30 * us_per_second, "Down", {search}), *incidents.rbegin()) << "the map knows that it lies elsewhere";
  EXPECT_FALSE(incidents.contains(s.come(noon + us_per_hour, "Check z", {}))) << "long after";
}

/// Five alerts of one fault, then silence.
Id five_alerts(Scene& s, Time at) {
  Id incident;
  for (const char* name : {"A", "B", "C", "D", "E"}) incident = s.come(at = at + us_per_second, name, {cart});
  return incident;
}

TEST(Grouping, ASecondWaveIsAnotherFault) {
  Scene s;
  const Id first = five_alerts(s, noon);
  const Time later = noon + 6 * us_per_minute;
  EXPECT_EQ(s.come(later, "A", {cart}), first);
  EXPECT_EQ(s.come(later + us_per_second, "B", {cart}), first);
  const Id second = s.come(later + 2 * us_per_second, "C", {cart});
  EXPECT_NE(second, first);
  EXPECT_EQ(s.why, "a second wave: 3 alerts of an open incident that had calmed down begin again within a minute");
  EXPECT_EQ(s.come(later + 3 * us_per_second, "D", {cart}), second) << "the first one takes nothing more";
}

TEST(Grouping, ABurstOfWhatBeginsAgainIsAnotherFaultInAYoungerIncident) {
  Scene s;
  const Id first = five_alerts(s, noon);
  const Time later = noon + 3 * us_per_minute;
  for (const char* name : {"A", "B", "C", "D"}) EXPECT_EQ(s.come(later, name, {cart}), first) << name;
  const Id second = s.come(later + us_per_second, "E", {cart});
  EXPECT_NE(second, first);
  EXPECT_EQ(s.why, "a second wave: 5 alerts of an open incident begin again within five seconds, in a burst");
  EXPECT_EQ(s.come(later + us_per_minute, "F", {cart}), second) << "the first one takes nothing more";
}

TEST(Grouping, WhatSpreadsOrComesInBeatsIsNoBurst) {
  Scene spreads;
  const Id first = five_alerts(spreads, noon);
  for (const char* name : {"A", "B", "C", "D", "E"}) EXPECT_EQ(spreads.come(noon + 110 * us_per_second, name, {cart}), first) << name;
  Scene slow;
  const Id one = five_alerts(slow, noon);
  Time at = noon + 3 * us_per_minute;
  for (const char* name : {"A", "B", "C", "D", "E"}) EXPECT_EQ(slow.come(at = at + 5 * us_per_second, name, {cart}), one) << name;
  // Somebody looks every half minute, and finds the same five each time.
  Scene beats;
  const Id same = five_alerts(beats, noon);
  for (int i = 1; i <= 16; ++i)
    for (const char* name : {"A", "B", "C", "D", "E"})
      EXPECT_EQ(beats.come(noon + i * 30 * us_per_second, name, {cart}), same) << name << " beat " << i;
}

TEST(Grouping, WhatFlapsOrIsYoungOrHasNotCalmedDownIsNoSecondWave) {
  Scene flaps;
  const Id first = five_alerts(flaps, noon);
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(flaps.come(noon + 6 * us_per_minute + i * us_per_second, i % 2 ? "A" : "B", {cart}), first) << "two alerts over and over";
  Scene young;
  const Id same = five_alerts(young, noon);
  EXPECT_EQ(five_alerts(young, noon + us_per_minute), same) << "another sender says the same";
  Scene goes_on;
  const Id one = five_alerts(goes_on, noon);
  for (int i = 0; i < 60; ++i) goes_on.come(noon + 4 * us_per_minute + i * 2 * us_per_second, "F" + std::to_string(i), {cart});
  EXPECT_EQ(five_alerts(goes_on, noon + 6 * us_per_minute), one);
}

TEST(Grouping, OccurrencesAreToldApartByNumbersAndTimesAlone) {
  Alert a;
  a.source = Id{7};
  const auto of = [&](const char* name, const char* value) { return condition_of(a, {{"alertname", "X"}, {name, value}}); };
  EXPECT_EQ(of("event", "17"), of("event", "18"));
  EXPECT_EQ(of("at", "2026-03-02T08:00:00Z"), of("at", "2026-03-02T08:00:01Z"));
  EXPECT_EQ(of("id", "00000000-0000-4000-8000-000000000000"), of("id", "00000000-0000-4000-8000-00000000000f"));
  EXPECT_NE(of("pod", "cart-1"), of("pod", "cart-2"));
}

TEST(Grouping, TheProbableRootIsWhatMostOfItStandsOn) {
  Scene s;
  s.come(noon, "Slow", {shop});
  s.come(noon + us_per_second, "Errors", {cart});
  s.come(noon + 2 * us_per_second, "Out of memory", {cache});
  const Root root = probable_root(s.groups.at(0).shape, map());
  EXPECT_EQ(root.place, cache);
  EXPECT_EQ(root.name, "cache");
  EXPECT_EQ(root.why, "2 of 2 other places that were hit depend on it");
  EXPECT_TRUE(probable_root({}, map()).name.empty());
}

TEST(Grouping, AShapeComesBackFromItsText) {
  Scene s;
  five_alerts(s, noon);
  s.come(noon + 6 * us_per_minute, "A", {shop});
  s.come(noon + 6 * us_per_minute, "A", {cart}, {{"host", "odd \" name"}});
  s.groups[0].shape.over = true;
  const Shape& shape = s.groups[0].shape;
  const Shape read = read_shape(shape_text(shape));
  EXPECT_EQ(shape_text(read), shape_text(shape));
  EXPECT_TRUE(read.over);
  EXPECT_EQ(read.places.size(), shape.places.size());
  for (const char* bad : {"", "{", "[]", R"({"places":{"1":[1]},"pace":{"x":1},"causes":[""],"conditions":[1]})"}) {
    const Shape none = read_shape(bad);
    EXPECT_TRUE(none.places.empty() && none.pace.empty() && none.conditions.empty()) << bad;
  }
}

}  // namespace
}  // namespace evenkeel::alert
