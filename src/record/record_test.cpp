// Descriptions, differences, hashes and limits of records.
#include "record/record.hpp"

#include <gtest/gtest.h>

#include "record/sample_for_test.hpp"
#include "record/suggest.hpp"

namespace evenkeel::record {
namespace {

TEST(RecordTest, StructToRecordAndBack) {
  const Sample s = full_sample();
  const Record r = to_record(s);
  EXPECT_EQ(r.id(), Id{42});
  EXPECT_EQ(r.version(), 7);
  EXPECT_EQ(std::get<std::string>(r["colour"]), "blue");
  EXPECT_EQ(from_record<Sample>(r), s);
  EXPECT_EQ(from_record<Sample>(to_record(Sample{})), Sample{});
  EXPECT_EQ(to_record(Sample{}).id(), Id{});
}

TEST(RecordTest, NewRecords) {
  const Record empty = make_record(type_of<Sample>());
  EXPECT_EQ(empty.id(), Id{});
  for (std::size_t i = 2; i < empty.values.size(); ++i) EXPECT_TRUE(is_absent(empty.values[i]));
  const Record initial = initial_record(type_of<Sample>());
  EXPECT_EQ(std::get<std::string>(initial["colour"]), "green");
  EXPECT_EQ(std::get<std::int64_t>(initial["rank"]), 3);
  EXPECT_TRUE(std::get<bool>(initial["active"]));
  EXPECT_TRUE(is_absent(initial["score"]));
  EXPECT_TRUE(type_of<Sample>().find("rank")->always);
  EXPECT_FALSE(type_of<Sample>().find("score")->always);
  EXPECT_EQ(type_of<Sample>().find("nothing"), nullptr);
}

TEST(RecordTest, DifferencesLeaveOutIdAndVersion) {
  Sample after = full_sample();
  after.version = 8;
  after.title = "other";
  after.parent = Id{};
  const auto d = diff(to_record(full_sample()), to_record(after));
  ASSERT_EQ(d.size(), 2u);
  EXPECT_EQ(d[0].field->name, "title");
  EXPECT_EQ(std::get<std::string>(d[0].after), "other");
  EXPECT_EQ(d[1].field->name, "parent");
  EXPECT_TRUE(is_absent(d[1].after));
}

TEST(RecordTest, CanonicalBytesDifferWithEveryField) {
  const Record full = to_record(full_sample());
  const std::string bytes = canonical_bytes(full);
  EXPECT_EQ(bytes, canonical_bytes(to_record(full_sample())));
  std::set<std::string> seen{bytes};
  for (std::size_t i = 0; i < full.values.size(); ++i) {
    Record other = full;
    other.values[i] = {};
    EXPECT_TRUE(seen.insert(canonical_bytes(other)).second) << full.type->fields[i].name;
  }
}

TEST(RecordTest, CanonicalBytesKeepBoundaries) {
  Sample a, b;
  a.title = "ab", a.body = "c";
  b.title = "a", b.body = "bc";
  EXPECT_NE(canonical_bytes(to_record(a)), canonical_bytes(to_record(b)));
  a = b = Sample{};
  a.tags = {"x", "y"};
  b.tags = {"xy"};
  EXPECT_NE(canonical_bytes(to_record(a)), canonical_bytes(to_record(b)));
}

TEST(RecordTest, CompareOrders) {
  EXPECT_LT(compare({}, std::int64_t{-5}), 0);
  EXPECT_LT(compare(std::int64_t{-5}, std::int64_t{3}), 0);
  EXPECT_EQ(compare(std::string("a"), std::string("a")), 0);
  EXPECT_GT(compare(std::string("b"), std::string("a")), 0);
  EXPECT_GT(compare(std::string("\xC3\xA4"), std::string("z")), 0);  // bytes, not signed characters
}

TEST(RecordTest, ValidSampleIsValid) { EXPECT_TRUE(validate(to_record(full_sample()))); }

TEST(RecordTest, AllProblemsAtOnce) {
  Sample s = full_sample();
  s.title = std::string(21, 'x');
  s.body = "a\xFF";
  s.rank = 6;
  s.score = integer_default + 1;
  s.ratio = std::numeric_limits<double>::infinity();
  s.members = {Id{1}, Id{2}, Id{3}, Id{4}, Id{5}};
  s.tags = {"a", "a", ""};
  Record r = to_record(s);
  r["colour"] = std::string("pink");
  r["total"] = Value{};
  r["active"] = std::string("yes");
  const auto outcome = validate(r);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().fault, Fault::invalid);
  EXPECT_EQ(summary(outcome.error()),
            "field.too_long /title\nfield.bad_text /body\nfield.not_allowed /colour\nfield.out_of_range /rank\n"
            "field.out_of_range /score\nfield.out_of_range /ratio\nfield.wrong_type /active\nfield.too_many /members\n"
            "field.duplicate /tags/1\nfield.required /tags/2\nfield.required /total\n");
}

TEST(RecordTest, RealsHaveRanges) {
  Sample s = full_sample();
  for (double good : {0.0, 0.5, 1'000.0}) {
    s.ratio = good;
    EXPECT_TRUE(validate(to_record(s))) << good;
  }
  for (double bad : {-0.001, 1'000.001, std::numeric_limits<double>::quiet_NaN()}) {
    s.ratio = bad;
    EXPECT_EQ(summary(validate(to_record(s)).error()), "field.out_of_range /ratio\n") << bad;
  }
}

TEST(RecordTest, LengthsCountCodePoints) {
  Sample s = full_sample();
  s.title.clear();
  for (int i = 0; i < 20; ++i) s.title += "ä";
  EXPECT_TRUE(validate(to_record(s)));
  s.title += "ä";
  EXPECT_FALSE(validate(to_record(s)));
  s.title.clear();
  EXPECT_EQ(summary(validate(to_record(s)).error()), "field.required /title\n");
}

TEST(RecordTest, NearestWord) {
  const std::vector<std::string_view> words{"assignee", "team", "title"};
  EXPECT_EQ(nearest_word("asignee", words), "assignee");
  EXPECT_EQ(nearest_word("tean", words), "team");
  EXPECT_EQ(nearest_word("colour", words), "");
  EXPECT_EQ(nearest_word("", words), "");
  EXPECT_EQ(did_you_mean("tite", words), "; did you mean title?");
}

}  // namespace
}  // namespace evenkeel::record
