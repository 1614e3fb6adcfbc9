// Who is accountable: each source in turn, inactive teams passed over, and always with a reason.
#include "practice/service/accountability.hpp"

#include <gtest/gtest.h>

namespace evenkeel::service {
namespace {

template <class T>
T named(std::int64_t id, std::string name, Id team = {}) {
  T t;
  t.id = {id};
  t.name = std::move(name);
  if constexpr (requires { t.team; }) t.team = team;
  return t;
}

struct Accountability : testing::Test {
  Team desk = named<Team>(1, "Service desk"), printing = named<Team>(2, "Printing"), toner = named<Team>(3, "Toner"),
       mail = named<Team>(4, "Mail"), hosts = named<Team>(5, "Hosts"), late = named<Team>(6, "Late desk");
  Category printers = named<Category>(10, "Printers", {2}), toners = named<Category>(11, "Toner", {3});
  Service mailing = named<Service>(20, "Mail", {4});
  Ci host = named<Ci>(30, "srv-1", {5});

  std::string of(const Known& known) {
    printing.line = toner.line = mail.line = hosts.line = 2;
    std::vector<record::Record> all;
    for (const Team* t : {&desk, &printing, &toner, &mail, &hosts, &late}) all.push_back(record::to_record(*t));
    all.push_back(record::to_record(printers));
    all.push_back(record::to_record(toners));
    all.push_back(record::to_record(mailing));
    auto a = accountable_team(*Snapshot::of(1, std::move(all)), known);
    return to_string(a.team) + " " + a.why;
  }
};

TEST_F(Accountability, the_more_exact_word_wins) {
  EXPECT_EQ(of({.category = {10}, .subcategory = {11}, .service = {20}, .ci = &host}), "3 subcategory Toner");
  EXPECT_EQ(of({.category = {10}, .service = {20}, .ci = &host}), "2 category Printers");
  EXPECT_EQ(of({.service = {20}, .ci = &host}), "4 support team of service Mail");
  EXPECT_EQ(of({.ci = &host}), "5 support team of item srv-1");
  host.team = {};
  host.service = {20};
  EXPECT_EQ(of({.ci = &host}), "4 support team of service Mail of item srv-1");
  EXPECT_EQ(of({}), "1 first line");
}

TEST_F(Accountability, inactive_and_unknown_teams_are_passed_over) {
  toner.active = false;
  EXPECT_EQ(of({.category = {10}, .subcategory = {11}}), "2 category Printers");
  printing.active = false;
  EXPECT_EQ(of({.category = {10}, .subcategory = {11}}), "1 first line");
  desk.active = false;
  EXPECT_EQ(of({.category = {99}, .service = {98}}), "6 first line");
  late.line = 2;
  EXPECT_EQ(of({}), "0 ") << "nobody is left";
}

}  // namespace
}  // namespace evenkeel::service
