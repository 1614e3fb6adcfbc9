// CSV rows in and out: RFC 4180, broken input, formulas, and every type of cell.
#include "record/csv.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <sstream>

#include "base/text.hpp"
#include "record/sample_for_test.hpp"

namespace evenkeel::record {
namespace {

using Outcome = CsvReader::Outcome;

/// One line a row: cells joined by |, or what is wrong.
std::string read_all(const std::string& text, CsvReader::Limits limits = {}) {
  std::istringstream in(text);
  CsvReader reader(in, ',', limits);
  std::vector<std::string> cells;
  std::string out;
  while (true) {
    const Outcome outcome = reader.next(cells);
    if (outcome == Outcome::end) return out;
    out += std::to_string(reader.line()) + ":";
    if (outcome != Outcome::bad_row)
      for (std::size_t i = 0; i < cells.size(); ++i) out += (i ? "|" : "") + cells[i];
    if (outcome != Outcome::row) out += (outcome == Outcome::bad_row ? "BAD " : " CUT ") + reader.why();
    out += "\n";
  }
}

TEST(CsvTest, ReadsRows) {
  EXPECT_EQ(read_all("a,b\r\n1,\"x, \"\"y\"\"\"\r\n"), "1:a|b\n2:1|x, \"y\"\n");
  EXPECT_EQ(read_all("a,b\n\n\"two\nlines\",2\n,\n"), "1:a|b\n3:two\nlines|2\n5:|\n");
  EXPECT_EQ(read_all("a\rb\r"), "1:a\n2:b\n");
  EXPECT_EQ(read_all("\xEF\xBB\xBF\"a\",b\n"), "1:a|b\n");
  EXPECT_EQ(read_all(""), "");
  EXPECT_EQ(read_all("\n\r\n"), "");
}

TEST(CsvTest, SurvivesBrokenRows) {
  EXPECT_EQ(read_all("a\"b,c\nok,1\n"), "1:BAD has a quote inside a cell that does not begin with one\n2:ok|1\n");
  EXPECT_EQ(read_all("\"a\"b,c\nok,1\n"), "1:BAD has text after the closing quote of a cell\n2:ok|1\n");
  EXPECT_EQ(read_all("a\xFF\nok\n"), "1:BAD is not valid UTF-8, or holds a NUL character\n2:ok\n");
  EXPECT_EQ(read_all("\xEF\xBBx\nok\n"), "1:BAD is not valid UTF-8, or holds a NUL character\n2:ok\n");
  EXPECT_EQ(read_all(std::string("a\0b\nok\n", 7)), "1:BAD is not valid UTF-8, or holds a NUL character\n2:ok\n");
}

TEST(CsvTest, NoticesCutOffInput) {
  EXPECT_EQ(read_all("a,b\nc,d"), "1:a|b\n2:c|d CUT the input ends without a line end\n");
  EXPECT_EQ(read_all("a,\"b\nc"), "1:a|b\nc CUT the input ends inside a quoted cell\n");
  EXPECT_EQ(read_all("a,\"b\""), "1:a|b CUT the input ends without a line end\n");
}

TEST(CsvTest, LimitsRowsAndColumns) {
  EXPECT_EQ(read_all("a,b,c\nok,1\n", {.row_bytes = 100, .columns = 2}), "1:BAD has more than 2 columns\n2:ok|1\n");
  EXPECT_EQ(read_all("\"" + std::string(50, '\n') + "\"\nok\n", {.row_bytes = 10, .columns = 2}), "1:BAD is longer than 10 bytes\n52:ok\n");
  EXPECT_EQ(read_all("1234567890\nok\n", {.row_bytes = 10, .columns = 2}), "1:1234567890\n2:ok\n");
}

TEST(CsvTest, GuardsFormulas) {
  const auto cell = [](std::string_view text) {
    std::string out;
    append_csv_cell(out, text);
    return out;
  };
  EXPECT_EQ(cell("plain"), "plain");
  EXPECT_EQ(cell(""), "");
  EXPECT_EQ(cell("a,b"), "\"a,b\"");
  EXPECT_EQ(cell("say \"x\""), "\"say \"\"x\"\"\"");
  EXPECT_EQ(cell("=1+1"), "'=1+1");
  EXPECT_EQ(cell("-5"), "'-5");
  EXPECT_EQ(cell("@x,y"), "\"'@x,y\"");
  EXPECT_EQ(cell("'=x"), "''=x");
  EXPECT_EQ(cell("'quoted'"), "'quoted'");
}

TEST(CsvTest, RecordRoundTrips) {
  std::string text;
  append_csv_header(text, type_of<Sample>());
  append_csv_row(text, to_record(full_sample()));
  append_csv_row(text, to_record(Sample{}));
  EXPECT_EQ(text.find("password"), text.npos);
  std::istringstream in(text);
  CsvReader reader(in);
  std::vector<std::string> header, cells;
  ASSERT_EQ(reader.next(header), Outcome::row);
  for (const Sample& sample : {full_sample(), Sample{}}) {
    ASSERT_EQ(reader.next(cells), Outcome::row);
    ASSERT_EQ(cells.size(), header.size());
    Record r = make_record(type_of<Sample>());
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const auto value = value_from_csv(*r.type->find(header[i]), cells[i]);
      ASSERT_TRUE(static_cast<bool>(value)) << header[i] << " " << cells[i] << " " << value.error().first().text;
      r[header[i]] = *value;
    }
    Sample expected = sample;
    expected.password_hash.clear();
    EXPECT_EQ(from_record<Sample>(r), expected);
  }
  EXPECT_EQ(reader.next(cells), Outcome::end);
}

RC_GTEST_PROP(CsvTest, AnyTextCellRoundTrips, (const std::vector<std::string>& words)) {
  const Field field{.name = "t", .type = Type::text, .names = {}, .facts = {.label = "T", .max = 100'000}};
  for (std::string word : words) {
    std::erase_if(word, [](char c) { return c <= 0; });
    for (const char* prefix : {"", "'", "''=", "=", "\t", "\""}) {
      const std::string cell = prefix + word;
      std::string text = "x,";
      append_csv_cell(text, cell);
      text += "\r\n";
      std::istringstream in(text);
      CsvReader reader(in);
      std::vector<std::string> cells;
      RC_ASSERT(reader.next(cells) == Outcome::row);
      RC_ASSERT(cells.size() == 2u);
      const auto value = value_from_csv(field, cells[1]);
      RC_ASSERT(static_cast<bool>(value));
      RC_ASSERT((cell.empty() ? is_absent(*value) : std::get<std::string>(*value) == cell));
    }
  }
}

RC_GTEST_PROP(CsvTest, AnyBytesEnd, (const std::string& bytes)) {
  std::istringstream in(bytes);
  CsvReader reader(in, ',', {.row_bytes = 8, .columns = 3});
  std::vector<std::string> cells;
  std::size_t rows = 0;
  while (reader.next(cells) != Outcome::end) {
    RC_ASSERT(++rows <= bytes.size());
    RC_ASSERT(cells.size() <= 3u);
  }
}

TEST(CsvTest, ValuesOfEveryType) {
  const auto value = [](std::string_view name, std::string_view cell) {
    const auto v = value_from_csv(*type_of<Sample>().find(name), cell);
    return v ? *v : Value{v.error().first().code};
  };
  EXPECT_EQ(value("active", "Yes"), Value{true});
  EXPECT_EQ(value("active", "0"), Value{false});
  EXPECT_EQ(value("active", "maybe"), Value{std::string("field.wrong_type")});
  EXPECT_EQ(value("active", ""), Value{std::string("field.required")});
  EXPECT_EQ(value("rank", " 4 "), Value{std::int64_t{4}});
  EXPECT_EQ(value("rank", "7"), Value{std::string("field.out_of_range")});
  EXPECT_EQ(value("rank", "4x"), Value{std::string("field.wrong_type")});
  EXPECT_EQ(value("score", "'-5"), Value{std::int64_t{-5}});
  EXPECT_EQ(value("score", ""), Value{});
  EXPECT_EQ(value("ratio", "2.5"), Value{2.5});
  EXPECT_EQ(value("colour", "RED"), Value{std::string("red")});
  EXPECT_EQ(value("colour", "pink"), Value{std::string("field.not_allowed")});
  EXPECT_EQ(value("due_at", "2026-03-02"), Value{*parse_rfc3339("2026-03-02T00:00:00Z")});
  EXPECT_EQ(value("due_at", "soon"), Value{std::string("field.wrong_type")});
  EXPECT_EQ(value("parent", "41"), Value{Id{41}});
  EXPECT_EQ(value("parent", "x"), Value{std::string("field.wrong_type")});
  EXPECT_EQ(value("members", "1; 2"), Value(std::vector<Id>{Id{1}, Id{2}}));
  EXPECT_EQ(value("members", "1;x"), Value{std::string("field.wrong_type")});
  EXPECT_EQ(value("tags", "vip; a\\;b;;"), Value(std::vector<std::string>{"vip", "a;b"}));
  EXPECT_EQ(value("tags", ";"), Value{});
  EXPECT_EQ(value("tags", "a;b;c;d"), Value{std::string("field.too_many")});
  EXPECT_EQ(value("custom", "{ \"a\": 1 }"), Value{std::string("{\"a\":1}")});
  EXPECT_EQ(value("custom", "{}"), Value{});
  EXPECT_EQ(value("custom", "[1]"), Value{std::string("field.wrong_type")});
  EXPECT_EQ(value("title", std::string(21, 'x')), Value{std::string("field.too_long")});
}

}  // namespace
}  // namespace evenkeel::record
