// Values of custom fields: what is taken, what is refused, and that all problems come at once.
#include "practice/service/custom_fields.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace evenkeel::service {
namespace {

CustomField field(std::string name, CustomType type, Id category = {}) {
  CustomField f;
  static std::int64_t last_id = 0;
  f.id = {++last_id};
  f.name = name;
  f.label = "Label " + name;
  f.type = type;
  f.category = category;
  return f;
}

struct CustomFields : testing::Test {
  std::vector<CustomField> all{field("serial", CustomType::text),    field("floor", CustomType::integer),
                               field("load", CustomType::real),      field("spare", CustomType::boolean),
                               field("bought", CustomType::time),    field("colour", CustomType::choice),
                               field("toner", CustomType::text, {9})};
  std::vector<const CustomField*> fields() {
    all[5].choices = {"red", "blue"};
    std::vector<const CustomField*> out;
    for (const auto& f : all) out.push_back(&f);
    return out;
  }
  /// The normal form, or codes and pointers.
  std::string check(const char* json, Id category = {}, const char* before = "") {
    auto r = checked_custom(fields(), category, {}, {json}, {before});
    if (r) return r->text;
    std::string out;
    for (const Problem& p : r.error().problems) out += p.code + p.field + " ";
    return out;
  }
};

TEST_F(CustomFields, takes_what_fits_in_normal_form) {
  EXPECT_EQ(check(R"({"spare":true,"serial":"A1","floor":-3,"load":1.5,"bought":"2026-03-02T09:00:00+01:00","colour":"red"})"),
            R"({"bought":"2026-03-02T08:00:00Z","colour":"red","floor":-3,"load":1.5E0,"serial":"A1","spare":true})");
  EXPECT_EQ(check(""), "");
  EXPECT_EQ(check("{}"), "");
  EXPECT_EQ(check(R"({"serial":null,"colour":"","nonsense":null})"), "");
  EXPECT_EQ(check(R"({"load":7})"), R"({"load":7})");
}

TEST_F(CustomFields, names_all_that_is_wrong) {
  EXPECT_EQ(check(R"({"serial":1,"floor":"3","load":"x","spare":1,"bought":"yesterday","colour":"green","other":1,"a/b~":2})"),
            "custom.wrong_type/custom/serial custom.wrong_type/custom/floor custom.wrong_type/custom/load custom.wrong_type/custom/spare "
            "custom.wrong_type/custom/bought custom.not_a_choice/custom/colour custom.unknown/custom/other custom.unknown/custom/a~1b~0 ");
  EXPECT_EQ(check(R"({"floor":1.0})"), "custom.wrong_type/custom/floor ");
  EXPECT_EQ(check(R"({"floor":9007199254740992})"), "custom.wrong_type/custom/floor ");
  EXPECT_EQ(check(R"({"serial":["A1"]})"), "custom.wrong_type/custom/serial ");
  EXPECT_EQ(check(R"([1])"), "custom.wrong_type/custom ");
  std::string longest = "{\"serial\":\"" + std::string(custom_text_most, 'x') + "\"}";
  EXPECT_EQ(check(longest.c_str()), longest);
  EXPECT_EQ(check(("{\"serial\":\"" + std::string(custom_text_most + 1, 'x') + "\"}").c_str()), "custom.too_long/custom/serial ");
}

TEST_F(CustomFields, belong_to_categories) {
  EXPECT_EQ(check(R"({"toner":"cyan"})"), "custom.elsewhere/custom/toner ");
  EXPECT_EQ(check(R"({"toner":"cyan"})", {9}), R"({"toner":"cyan"})");
  EXPECT_TRUE(checked_custom(fields(), {1}, {9}, {R"({"toner":"cyan"})"})) << "a subcategory counts";
}

TEST_F(CustomFields, what_stood_there_stays) {
  EXPECT_EQ(check(R"({"toner":"cyan","floor":2})", {}, R"({"toner":"cyan","floor":1})"), R"({"floor":2,"toner":"cyan"})");
  EXPECT_EQ(check(R"({"toner":"black"})", {}, R"({"toner":"cyan"})"), "custom.elsewhere/custom/toner ");
  all[0].active = false;
  EXPECT_EQ(check(R"({"serial":"A1"})"), "custom.unknown/custom/serial ");
  EXPECT_EQ(check(R"({"serial":"A1"})", {}, R"({"serial":"A1"})"), R"({"serial":"A1"})");
}

TEST_F(CustomFields, required_ones_are_asked_where_they_apply) {
  all[6].required = all[0].required = true;
  auto missing = [&](const char* json, Id category) {
    std::string out;
    for (const Problem& p : missing_custom(fields(), category, {}, {json})) out += p.field + " ";
    return out;
  };
  EXPECT_EQ(missing("", {}), "/custom/serial ");
  EXPECT_EQ(missing("", {9}), "/custom/serial /custom/toner ");
  EXPECT_EQ(missing(R"({"serial":"A1","toner":""})", {9}), "/custom/toner ");
}

TEST_F(CustomFields, the_field_itself) {
  auto codes = [](const CustomField& f, const CustomField* before = nullptr) {
    std::string out;
    for (const Problem& p : problems_of(f, before)) out += p.code + p.field + " ";
    return out;
  };
  EXPECT_EQ(codes(field("serial_2", CustomType::text)), "");
  for (const char* name : {"", "Serial", "2nd", "_x", "a-b", "a b", "ä"})
    EXPECT_EQ(codes(field(name, CustomType::text)), "custom_field.name/name ") << name;
  CustomField choice = field("colour", CustomType::choice);
  EXPECT_EQ(codes(choice), "custom_field.choices/choices ");
  choice.choices = {"red", "blue", "red"};
  EXPECT_EQ(codes(choice), "custom_field.choices/choices/2 ");
  CustomField text = field("colour", CustomType::text), renamed = field("color", CustomType::text);
  EXPECT_EQ(codes(renamed, &text), "custom_field.fixed/name ");
  EXPECT_EQ(codes(text, &text), "");
  choice.choices = {"red"};
  EXPECT_EQ(codes(choice, &text), "custom_field.fixed/type ");
}

TEST_F(CustomFields, conditions_learn_the_types) {
  std::vector<record::Record> records;
  for (const auto& f : all) records.push_back(record::to_record(f));
  auto types = custom_types(Snapshot::of(1, records));
  EXPECT_EQ(types("serial"), record::Type::text);
  EXPECT_EQ(types("colour"), record::Type::text);
  EXPECT_EQ(types("floor"), record::Type::integer);
  EXPECT_EQ(types("bought"), record::Type::time);
  EXPECT_EQ(types("nothing"), std::nullopt);
}

RC_GTEST_PROP(CustomFieldsProperty, any_text_is_survived_and_normal_forms_stay, (const std::string& text, std::int64_t n)) {
  CustomField a = field("a", CustomType::text), b = field("b", CustomType::integer);
  std::vector<const CustomField*> fields{&a, &b};
  (void)checked_custom(fields, {}, {}, {text});
  auto once = checked_custom(fields, {}, {}, {"{\"b\":" + std::to_string(n) + "}"});
  RC_ASSERT(static_cast<bool>(once) == (std::abs(n) <= record::integer_default));
  if (once) RC_ASSERT(checked_custom(fields, {}, {}, *once)->text == once->text);
}

}  // namespace
}  // namespace evenkeel::service
