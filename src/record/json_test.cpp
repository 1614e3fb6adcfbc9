// Records as JSON, both ways, and what is refused.
#include "record/json.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <boost/json.hpp>
#include <cmath>

#include "record/sample_for_test.hpp"

namespace evenkeel::record {
namespace {

std::string to_text(const Sample& s) {
  std::string out;
  append_json(out, to_record(s));
  return out;
}

TEST(JsonTest, WritesEveryType) {
  EXPECT_EQ(to_text(full_sample()),
            "{\"id\":\"42\",\"version\":7,\"title\":\"Größe \\\"5\\\"\",\"body\":\"=1+1\\r\\nline two; a\\\\b\",\"colour\":\"blue\","
            "\"tint\":\"red\",\"rank\":5,\"score\":-12,\"ratio\":0.25,\"active\":false,\"due_at\":\"2026-03-02T08:00:00Z\","
            "\"parent\":\"41\",\"members\":[\"1\",\"9007199254740993\"],\"tags\":[\"vip\",\"semi;colon\\\\\"],"
            "\"custom\":{\"serial\":\"A1\",\"slots\":4},\"total\":3}");
}

TEST(JsonTest, AbsentIsNullAndSecretsStay) {
  const std::string text = to_text(Sample{});
  EXPECT_NE(text.find("\"title\":null"), text.npos);
  EXPECT_NE(text.find("\"tags\":null"), text.npos);
  EXPECT_EQ(to_text(full_sample()).find("password"), std::string::npos);
  std::string out;
  append_json(out, to_record(full_sample()), {"rank", "password_hash"});
  EXPECT_EQ(out, "{\"rank\":5}");
  out.clear();
  append_json(out, to_record(full_sample()), {"password_hash"});
  EXPECT_EQ(out, "{}");
}

RC_GTEST_PROP(JsonTest, StringsRoundTrip, (const std::string& bytes)) {
  std::string ascii = bytes;
  for (char& c : ascii) c = static_cast<char>((c & 0x7f) | (c == 0 ? 1 : 0));
  std::erase(ascii, '\0');
  std::string out;
  append_json_string(out, ascii);
  const auto back = parse_json(out);
  RC_ASSERT(static_cast<bool>(back));
  RC_ASSERT(std::string_view(back->get_string()) == ascii);
}

std::string refusal(std::string_view text) {
  const auto v = parse_json(text);
  if (v) return "accepted";
  EXPECT_EQ(v.error().fault, Fault::malformed);
  return v.error().first().code + ": " + v.error().first().text;
}

TEST(JsonTest, ParserRefuses) {
  EXPECT_EQ(refusal("{\"a\":1}"), "accepted");
  EXPECT_EQ(refusal(" [1, 2.5, null, true, \"x\"] \n"), "accepted");
  EXPECT_TRUE(refusal("").starts_with("json.syntax"));
  EXPECT_TRUE(refusal("{\"a\":}").starts_with("json.syntax: this is not JSON: syntax error")) << refusal("{\"a\":}");
  EXPECT_TRUE(refusal("{\n  \"a\" 1}").ends_with("at line 2, column 7")) << refusal("{\n  \"a\" 1}");
  EXPECT_TRUE(refusal("[1] 2").starts_with("json.syntax"));
  EXPECT_TRUE(refusal("{\"a\":1,}").starts_with("json.syntax"));
  EXPECT_TRUE(refusal("[1,2] // comment").starts_with("json.syntax"));
  EXPECT_TRUE(refusal("\"\xFF\"").starts_with("json.syntax"));
  EXPECT_TRUE(refusal("\"\\ud800\"").starts_with("json.syntax"));
  EXPECT_TRUE(refusal("NaN").starts_with("json.syntax"));
  EXPECT_EQ(refusal("\"a\\u0000b\""), "json.bad_text: a text holds a NUL character, which cannot be stored");
  EXPECT_TRUE(refusal("{\"a\\u0000\":1}").starts_with("json.bad_text"));
  EXPECT_EQ(refusal("[1e400]"), "json.number: a number is too large");
}

TEST(JsonTest, DepthIsLimited) {
  const auto nested = [](std::size_t n) { return std::string(n, '[') + std::string(n, ']'); };
  EXPECT_EQ(refusal(nested(json_depth_most)), "accepted");
  EXPECT_TRUE(refusal(nested(json_depth_most + 1)).starts_with("json.too_deep"));
  EXPECT_TRUE(refusal(std::string(1'000'000, '[')).starts_with("json.too_deep"));
}

RC_GTEST_PROP(JsonTest, RealsReadBackExactly, (std::uint64_t bits)) {
  const double v = std::bit_cast<double>(bits);
  RC_PRE(std::isfinite(v));
  for (const double real : {v, static_cast<double>(bits) / 1e4, static_cast<double>(bits) * 1e9}) {
    std::string text;
    append_json(text, *type_of<Sample>().find("ratio"), real);
    const auto back = parse_json(text);
    RC_ASSERT(static_cast<bool>(back));
    RC_ASSERT(back->to_number<double>() == real);
    RC_ASSERT(parse_json(boost::json::serialize(boost::json::value(real)))->to_number<double>() == real);
  }
}

TEST(JsonTest, SmallAndLargeNumbers) {
  EXPECT_EQ(parse_json("1e-400")->get_double(), 0);
  EXPECT_EQ(parse_json("[0.1]")->at(0).get_double(), 0.1);
  EXPECT_EQ(parse_json("92233720368557758580.5")->get_double(), 92233720368557758580.5);
  EXPECT_EQ(parse_json("18446744073709551615")->get_uint64(), UINT64_MAX);
  EXPECT_EQ(refusal("-1e999"), "json.number: a number is too large");
}

TEST(JsonTest, DuplicateKeysAreRefused) {
  EXPECT_EQ(refusal(R"({"a":1,"b":{"a":":","c":[{"a":2}]}})"), "accepted");
  EXPECT_EQ(refusal(R"({"a":1,"b":2,"a":3})"), "json.duplicate_key: an object has the key \"a\" twice");
  EXPECT_EQ(refusal(R"([{"x":{"k":"\"","\u006b":":"}}])"), "json.duplicate_key: an object has the key \"k\" twice");
}

Result<Patch> patch(std::string_view text, const std::function<bool(const Field&)>& writable = {}) {
  const auto json = parse_json(text);
  EXPECT_TRUE(static_cast<bool>(json)) << text;
  return read_patch(type_of<Sample>(), *json, "", writable);
}

TEST(JsonTest, PatchKnowsThreeStates) {
  const auto p = patch(R"({"title":"new","parent":null,"tags":[],"body":"","due_at":"2026-03-02T09:00:00+01:00","score":4.0})");
  ASSERT_TRUE(static_cast<bool>(p));
  EXPECT_TRUE(p->has("title"));
  EXPECT_TRUE(p->has("parent"));
  EXPECT_FALSE(p->has("rank"));
  const Sample after = from_record<Sample>(apply(to_record(full_sample()), *p));
  Sample expected = full_sample();
  expected.title = "new";
  expected.parent = Id{};
  expected.tags.clear();
  expected.body.clear();
  expected.score = 4;
  EXPECT_EQ(after, expected);
}

TEST(JsonTest, EveryInputFieldRoundTrips) {
  const auto json = parse_json(to_text(full_sample()));
  ASSERT_TRUE(static_cast<bool>(json));
  boost::json::object body = json->get_object();
  for (const char* name : {"id", "version", "total"}) body.erase(name);
  const auto p = read_patch(type_of<Sample>(), body);
  ASSERT_TRUE(static_cast<bool>(p)) << summary(p.error());
  Sample after = from_record<Sample>(apply(initial_record(type_of<Sample>()), *p));
  const Sample full = full_sample();
  after.id = full.id, after.version = full.version, after.total = full.total, after.password_hash = full.password_hash;
  EXPECT_EQ(after, full);
}

TEST(JsonTest, PatchReportsEverythingAtOnce) {
  const auto p = patch(R"({"title":5,"colour":"pink","rank":9,"score":1.5,"ratio":"x","active":1,"due_at":"yesterday","parent":41,
    "members":["1","x"],"tags":["a",1],"custom":[],"total":1,"password_hash":"x","titel":"x","a/b~c":1,"id":"5",
    "body":["x"],"tint":7})");
  ASSERT_FALSE(p);
  EXPECT_EQ(summary(p.error()),
            "field.wrong_type /title\nfield.not_allowed /colour\nfield.out_of_range /rank\nfield.wrong_type /score\n"
            "field.wrong_type /ratio\nfield.wrong_type /active\nfield.wrong_type /due_at\nfield.wrong_type /parent\n"
            "field.wrong_type /members/1\nfield.wrong_type /tags/1\nfield.wrong_type /custom\nfield.read_only /total\n"
            "field.unknown /password_hash\nfield.unknown /titel\nfield.unknown /a~1b~0c\nfield.read_only /id\n"
            "field.wrong_type /body\nfield.wrong_type /tint\n");
  EXPECT_EQ(p.error().problems[1].text, "must be one of red, green, blue");
  EXPECT_EQ(p.error().problems[13].text, "there is no such field; did you mean title?");
}

TEST(JsonTest, PatchLimits) {
  EXPECT_EQ(summary(patch(R"({"colour":null,"rank":null,"score":null})").error()), "field.required /colour\nfield.required /rank\n");
  EXPECT_EQ(summary(patch(R"({"score":9223372036854775808})").error()), "field.wrong_type /score\n");
  EXPECT_EQ(summary(patch(R"({"score":9223372036854775807})").error()), "field.out_of_range /score\n");
  EXPECT_EQ(summary(patch("{\"title\":\"" + std::string(21, 'x') + "\"}").error()), "field.too_long /title\n");
  EXPECT_EQ(summary(patch("[]").error()), "field.wrong_type \n");
  const auto only_title = [](const Field& f) { return f.name == "title"; };
  EXPECT_EQ(summary(patch(R"({"title":"x","rank":1})", only_title).error()), "field.read_only /rank\n");
  std::string many = "{";
  for (int i = 0; i < 500; ++i) many += (i ? ",\"f" : "\"f") + std::to_string(i) + "\":1";
  EXPECT_EQ(patch(many + "}").error().problems.size(), 100u);
}

TEST(JsonTest, PointersBeginAtTheBase) {
  const auto json = parse_json(R"({"rank":"x"})");
  EXPECT_EQ(summary(read_patch(type_of<Sample>(), *json, "/items/3").error()), "field.wrong_type /items/3/rank\n");
}

TEST(JsonTest, DifferencesHideSecrets) {
  Sample after = full_sample();
  after.title = "other";
  after.tags.clear();
  after.password_hash = "another";
  EXPECT_EQ(diff_json(diff(to_record(full_sample()), to_record(after))),
            "{\"title\":[\"Größe \\\"5\\\"\",\"other\"],"
            "\"tags\":[[\"vip\",\"semi;colon\\\\\"],null],\"password_hash\":[\"***\",\"***\"]}");
  EXPECT_EQ(diff_json({}), "{}");
}

TEST(JsonTest, SchemaDescribesWhatIsAccepted) {
  const auto request = parse_json(json_schema(type_of<Sample>(), SchemaFor::request));
  ASSERT_TRUE(static_cast<bool>(request));
  const auto& properties = request->at("properties").get_object();
  EXPECT_FALSE(properties.contains("id"));
  EXPECT_FALSE(properties.contains("password_hash"));
  EXPECT_EQ(boost::json::serialize(request->at("required")), R"(["title"])");
  EXPECT_EQ(boost::json::serialize(properties.at("title")), R"({"type":"string","maxLength":20,"description":"Title: What it is"})");
  EXPECT_EQ(boost::json::serialize(properties.at("tint")),
            R"({"type":["string","null"],"enum":["red","green","blue",null],"description":"Tint"})");
  EXPECT_EQ(boost::json::serialize(properties.at("rank")), R"({"type":"integer","minimum":1,"maximum":5,"description":"Rank"})");
  EXPECT_EQ(properties.at("due_at").at("format").as_string(), "date-time");
  EXPECT_EQ(properties.at("parent").at("pattern").as_string(), "^[1-9][0-9]{0,18}$");
  const auto answer = parse_json(json_schema(type_of<Sample>(), SchemaFor::answer));
  ASSERT_TRUE(static_cast<bool>(answer));
  EXPECT_EQ(answer->at("required").get_array().size(), 16u);
  EXPECT_EQ(answer->at("properties").at("id").at("type").as_string(), "string");
  const auto change = parse_json(json_schema(type_of<Sample>(), SchemaFor::change));
  ASSERT_TRUE(static_cast<bool>(change));
  EXPECT_FALSE(change->get_object().contains("required"));
}

TEST(JsonTest, NormalObject) {
  EXPECT_EQ(*normal_object(" { \"a\" : [1, \"x\"] } "), R"({"a":[1,"x"]})");
  EXPECT_EQ(*normal_object("{}"), "");
  EXPECT_FALSE(normal_object("[]"));
  EXPECT_FALSE(normal_object("{"));
}

}  // namespace
}  // namespace evenkeel::record
