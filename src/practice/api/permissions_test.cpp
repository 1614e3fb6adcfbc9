// Who may what, held against a golden file, and the rules that the table must keep whatever is edited.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "practice/api/principal.hpp"

namespace evenkeel::people {
namespace {

Principal with(std::vector<Role> roles) {
  Principal who;
  who.person = Id{7};
  who.roles = std::move(roles);
  return who;
}

std::string golden() {
  std::ifstream file(EVENKEEL_PERMISSIONS_GOLDEN);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Every role against every permission, one line each, as may() decides.
std::string decided() {
  std::string out;
  for (std::size_t i = 0; i < role_count; ++i) {
    const Role role = static_cast<Role>(i);
    for (const Permission& p : permissions())
      out += std::string(record::name_of(role)) + ' ' + std::string(p.name) + ' ' + (may(with({role}), p.name) ? "yes" : "no") + '\n';
  }
  return out;
}

TEST(Permissions, are_those_of_the_golden_file) {
  // A change of the table must be a change of this file too: nobody gains a permission by an edit that nobody noticed.
  EXPECT_EQ(decided(), golden());
}

TEST(Permissions, unknown_ones_are_nobodys_but_the_systems) {
  for (std::size_t i = 0; i < role_count; ++i) EXPECT_FALSE(may(with({static_cast<Role>(i)}), "incident.fly"));
  EXPECT_FALSE(may(with({}), "incident.read"));
  EXPECT_TRUE(may(system_principal("timer"), "incident.resolve"));
}

TEST(Permissions, an_auditor_changes_nothing_but_the_own_account) {
  for (const Permission& p : permissions()) {
    const bool reads = p.name.find("read") != std::string_view::npos || p.name.find("export") != std::string_view::npos ||
                       p.name.starts_with("self.") || p.name == "catalogue.pick" || p.name == "people.permissions" ||
                       p.name == "audit.verify";
    EXPECT_TRUE(reads || !may(with({Role::auditor}), p.name)) << p.name;
  }
  EXPECT_TRUE(may(with({Role::auditor}), "incident.read_confidential"));
}

TEST(Permissions, only_an_auditor_reads_confidential_ones_without_being_named) {
  for (std::size_t i = 0; i < role_count; ++i)
    EXPECT_EQ(may(with({static_cast<Role>(i)}), "incident.read_confidential"), static_cast<Role>(i) == Role::auditor);
}

TEST(Permissions, scopes_narrow_and_never_widen) {
  Principal who = with({Role::analyst});
  who.token = Id{4};
  who.scopes = {"incident.read", "people.erase"};
  EXPECT_TRUE(may(who, "incident.read"));
  EXPECT_FALSE(may(who, "incident.resolve"));
  EXPECT_FALSE(may(who, "people.erase"));
  EXPECT_EQ(permissions_of(who), std::vector<std::string_view>{"incident.read"});
}

TEST(Permissions, a_token_without_scopes_may_nothing_and_everything_is_all_that_the_person_may) {
  Principal who = with({Role::analyst});
  const auto all = permissions_of(who);
  who.token = Id{4};
  EXPECT_TRUE(permissions_of(who).empty());
  who.scopes = {std::string(everything_scope)};
  EXPECT_EQ(permissions_of(who), all);
  EXPECT_FALSE(may(who, everything_scope));
}

TEST(Permissions, the_standing_limits_callers_and_suppliers) {
  const Principal caller = with({Role::caller});
  EXPECT_TRUE(may(caller, "incident.comment", {.own = true}));
  EXPECT_FALSE(may(caller, "incident.comment", {.own = false, .in_team = true}));
  const Principal supplier = with({Role::supplier});
  EXPECT_TRUE(may(supplier, "incident.resolve", {.in_team = true}));
  EXPECT_FALSE(may(supplier, "incident.resolve", {.own = true}));
  EXPECT_TRUE(may(with({Role::caller, Role::analyst}), "incident.comment", {}));
}

TEST(Permissions, of_an_organisations_administrator_hold_in_the_organisation_only) {
  const Principal who = with({Role::caller, Role::organisation_administrator});
  for (std::string_view permission : {"people.read", "people.edit", "people.password", "catalogue.read", "catalogue.edit"}) {
    EXPECT_TRUE(may(who, permission));
    EXPECT_TRUE(may(who, permission, {.in_organisation = true}));
    EXPECT_FALSE(may(who, permission, {.own = true, .in_team = true}));
    EXPECT_FALSE(may_everywhere(who, permission)) << permission;
    EXPECT_TRUE(may_everywhere(with({Role::administrator}), permission)) << permission;
  }
  for (std::string_view permission : {"people.erase", "people.export", "token.edit", "audit.read", "incident.read_all", "catalogue.import"})
    EXPECT_FALSE(may(who, permission)) << permission;
  EXPECT_TRUE(may_everywhere(with({Role::organisation_administrator, Role::analyst}), "people.read"));
  EXPECT_FALSE(may_everywhere(with({Role::organisation_administrator, Role::analyst}), "people.edit"));
}

TEST(Roles, everybody_is_a_caller_but_pure_auditors_and_suppliers) {
  EXPECT_EQ(roles_of({}), std::vector<Role>{Role::caller});
  EXPECT_EQ(roles_of({"analyst", "analyst"}), (std::vector<Role>{Role::caller, Role::analyst}));
  EXPECT_EQ(roles_of({"auditor"}), std::vector<Role>{Role::auditor});
  EXPECT_EQ(roles_of({"supplier"}), std::vector<Role>{Role::supplier});
  EXPECT_EQ(roles_of({"caller", "auditor"}), (std::vector<Role>{Role::caller, Role::auditor}));
  EXPECT_EQ(roles_of({"emperor"}), std::vector<Role>{Role::caller});
}

TEST(Roles, staff_is_who_is_more_than_caller_or_supplier) {
  EXPECT_FALSE(with({Role::caller}).is_staff());
  EXPECT_FALSE(with({Role::supplier}).is_staff());
  EXPECT_FALSE(with({Role::caller, Role::supplier}).is_staff());
  EXPECT_FALSE(with({Role::caller, Role::organisation_administrator}).is_staff());
  EXPECT_TRUE(with({Role::caller, Role::technician}).is_staff());
  EXPECT_TRUE(with({Role::auditor}).is_staff());
}

TEST(Roles, an_actor_names_person_and_token) {
  Principal who = with({Role::caller});
  EXPECT_EQ(who.actor().text, "person:7");
  who.token = Id{4};
  EXPECT_EQ(who.actor().text, "person:7 token:4");
  EXPECT_EQ(system_principal("auto-close").actor().text, "system:auto-close");
}

TEST(WritableFields, are_a_closed_list) {
  const Principal caller = with({Role::caller});
  EXPECT_TRUE(may_write(caller, "incident", "title"));
  EXPECT_FALSE(may_write(caller, "incident", "title", {.own = false}));
  for (std::string_view field : {"state", "priority", "team", "assignee", "confidential", "caller", "id", "version", "opened_at"})
    EXPECT_FALSE(may_write(caller, "incident", field)) << field;
  for (std::string_view field : {"state", "priority", "resolved_at", "number", "closed_at", "merged_into"})
    EXPECT_FALSE(may_write(with({Role::analyst}), "incident", field)) << field;
  EXPECT_FALSE(may_write(with({Role::auditor}), "incident", "title"));
  EXPECT_FALSE(may_write(with({Role::administrator}), "incident", "title"));
  EXPECT_FALSE(may_write(with({Role::supplier}), "incident", "title", {.in_team = true}));
  EXPECT_TRUE(may_write(with({Role::supplier}), "incident", "supplier_ref", {.in_team = true}));
}

TEST(WritableFields, of_people_are_the_administrators_and_a_little_ones_own) {
  EXPECT_TRUE(may_write(with({Role::administrator}), "person", "roles", {}));
  EXPECT_FALSE(may_write(with({Role::analyst}), "person", "phone", {}));
  EXPECT_TRUE(may_write(with({Role::supplier}), "person", "phone", {.own = true}));
  EXPECT_FALSE(may_write(with({Role::analyst}), "person", "roles", {.own = true}));
  EXPECT_FALSE(may_write(with({Role::administrator}), "person", "password_hash", {}));
  EXPECT_FALSE(may_write(with({Role::analyst}), "service", "name"));
  EXPECT_TRUE(may_write(with({Role::administrator}), "service", "name", {}));
  EXPECT_FALSE(may_write(with({Role::administrator}), "spaceship", "name"));
  const Principal of_organisation = with({Role::organisation_administrator});
  EXPECT_TRUE(may_write(of_organisation, "person", "mail", {.in_organisation = true}));
  EXPECT_FALSE(may_write(of_organisation, "person", "mail", {.own = true}));
  for (std::string_view field : {"teams", "vip", "external_ref", "password_hash"})
    EXPECT_FALSE(may_write(of_organisation, "person", field, {.in_organisation = true})) << field;
  EXPECT_TRUE(may_write(of_organisation, "location", "name", {.in_organisation = true}));
  EXPECT_FALSE(may_write(of_organisation, "team", "name", {.in_organisation = true}));
}

}  // namespace
}  // namespace evenkeel::people
