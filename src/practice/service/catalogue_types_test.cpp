// The descriptions keep their own rules: references lead to known kinds, every field has a label, names are told apart.
#include <gtest/gtest.h>

#include "practice/service/catalogue.hpp"

namespace evenkeel::service {
namespace {

TEST(CatalogueTypes, are_complete_and_consistent) {
  std::set<std::string_view> kinds{"person"}, paths;
  for (const auto* type : catalogue_types()) {
    kinds.insert(type->kind);
    EXPECT_TRUE(paths.insert(type->path).second) << type->path;
  }
  EXPECT_EQ(kinds.size(), 31u);
  for (const auto* type : catalogue_types()) {
    ASSERT_GE(type->fields.size(), 4u);
    EXPECT_EQ(type->fields[0].name, "id");
    EXPECT_EQ(type->fields[1].name, "version");
    EXPECT_EQ(type->fields[2].name, "active");
    std::set<std::string_view> names;
    for (const auto& f : type->fields) {
      EXPECT_TRUE(names.insert(f.name).second) << type->kind << "." << f.name;
      EXPECT_FALSE(f.facts.label.empty()) << type->kind << "." << f.name;
      EXPECT_EQ(f.facts.ref.empty(), (f.type != record::Type::id && f.type != record::Type::id_list) || f.name == "id")
          << type->kind << "." << f.name;
      EXPECT_TRUE(f.facts.ref.empty() || kinds.count(f.facts.ref)) << f.facts.ref;
    }
  }
}

TEST(CatalogueTypes, a_kind_is_imported_after_what_it_refers_to) {
  std::set<std::string_view> before{"person"};
  for (const auto* type : catalogue_types()) {
    before.insert(type->kind);
    for (const auto& f : type->fields) EXPECT_TRUE(f.facts.ref.empty() || before.count(f.facts.ref)) << type->kind << "." << f.name;
  }
}

TEST(CatalogueTypes, records_keep_every_member) {
  Service s;
  s.id = {4};
  s.name = "Mail";
  s.criticality = Criticality::vital;
  s.cost_per_minute = 12.5;
  s.team = {7};
  auto again = record::from_record<Service>(record::to_record(s));
  EXPECT_EQ(again.name, "Mail");
  EXPECT_EQ(again.criticality, Criticality::vital);
  EXPECT_EQ(again.cost_per_minute, 12.5);
  EXPECT_EQ(again.team, Id{7});
  EXPECT_TRUE(again.active);
}

TEST(Snapshot, finds_by_id_and_by_name_active_first) {
  Category a, b;
  a.id = {5};
  b.id = {6};
  a.name = b.name = "Other";
  a.active = false;
  b.parent = {5};
  auto s = Snapshot::of(3, {record::to_record(a), record::to_record(b)});
  EXPECT_EQ(s->version, 3);
  EXPECT_EQ(s->named("category", "Other"), (std::vector<Id>{{6}, {5}}));
  EXPECT_EQ(s->named("category", "other"), std::vector<Id>{});
  EXPECT_EQ(s->named("nothing", "Other"), std::vector<Id>{});
  ASSERT_TRUE(s->get<Category>({6}));
  EXPECT_EQ(s->get<Category>({6})->parent, Id{5});
  EXPECT_FALSE(s->get<Category>({7}));
  EXPECT_FALSE(s->get<Team>({6}));
  EXPECT_EQ(s->active<Category>().size(), 1u);
  EXPECT_EQ(s->ids("category"), (std::vector<Id>{{5}, {6}}));
  EXPECT_EQ(s->matrix().name, "Standard") << "without one there is the standard one";
}

TEST(Snapshot, is_empty_before_the_first_refresh) {
  Catalogue catalogue;
  EXPECT_EQ(catalogue.now()->version, 0);
  EXPECT_TRUE(catalogue.now()->active<Team>().empty());
}

}  // namespace
}  // namespace evenkeel::service
