// A mapping says everything that is wrong with it at once, so that writing one takes few tries.
#include "connect/exchange/mapping.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace evenkeel::exchange {
namespace {

std::string problems(std::string_view toml) {
  const auto mapping = parse_mapping(toml, "m.toml");
  if (mapping) return "";
  std::string all;
  for (const auto& p : mapping.error().problems) all += p.code.substr(8) + " " + p.field + "\n";
  return all;
}

constexpr std::string_view least = "source = \"s\"\nnumber = \"n\"\n[fields]\ntitle = \"t\"\nopened_at = \"o\"\n";

TEST(Mapping, the_least_one_is_enough) {
  const auto mapping = parse_mapping(least, "m.toml");
  ASSERT_TRUE(mapping) << mapping.error().first().text;
  EXPECT_EQ(mapping->input, Input::incidents);
  EXPECT_EQ(mapping->separator, ',');
  EXPECT_TRUE(mapping->is_missing(""));
  EXPECT_EQ(mapping->columns(), (std::vector<std::string>{"n", "o", "t"}));
}

TEST(Mapping, everything_wrong_is_told_at_once_with_its_line) {
  const auto mapping = parse_mapping(
      "source = 5\ninput = \"lag\"\nseperator = \";\"\n[fields]\ntitel = \"t\"\nstate = { column = \"s\", values = { A = \"asleep\" } }\n",
      "m.toml");
  ASSERT_FALSE(mapping);
  std::string all;
  for (const auto& p : mapping.error().problems) all += p.text + "\n";
  for (const char* text : {"m.toml:1: source must be a text", "m.toml:2: input must be log, incidents or records",
                           "m.toml:3: seperator is not known; did you mean separator?",
                           "m.toml:5: fields.titel is no field that can be set; did you mean title?",
                           "m.toml:6: fields.state has \"asleep\"", "number must name"})
    EXPECT_NE(all.find(text), std::string::npos) << text << " in\n" << all;
}

TEST(Mapping, what_must_be_said) {
  EXPECT_EQ(problems(""), "required /source\nrequired /fields\nrequired /number\nrequired /fields.title\nrequired /fields.opened_at\n");
  EXPECT_EQ(problems("source = \"s\"\ninput = \"log\"\nnumber = \"n\"\n[fields]\ntitle = \"t\"\nopened_at = \"o\"\n"),
            "required /at\nrequired /fields.state\n");
  EXPECT_EQ(problems("source = \"s\"\ninput = \"records\"\nkind = \"dragon\"\n[fields]\nname = \"n\"\n"), "required /kind\n");
  EXPECT_EQ(problems("this is no toml"), "syntax \n");
}

TEST(Mapping, no_field_that_belongs_to_the_register_can_be_set) {
  for (const char* field : {"id", "version", "number", "why", "time_to_resolve_s", "watchers", "opened", "password_hash"}) {
    const std::string toml = std::string(least) + field + " = \"x\"\n";
    EXPECT_EQ(problems(toml), "unknown_field /fields." + std::string(field) + "\n");
  }
}

TEST(Mapping, words_of_ours_must_exist) {
  const std::string head(least);
  EXPECT_EQ(problems(head + "channel = { column = \"c\", values = { Phone = \"fone\" } }\n"), "unknown_value /fields.channel\n");
  EXPECT_EQ(problems(head + "team = {}\n"), "required /fields.team\n");
  EXPECT_EQ(problems(head + "team = { column = \"c\", creat = false }\n"), "unknown_key /fields.team.creat\n");
  EXPECT_EQ(problems(head + "[custom]\nx = { column = \"c\", type = \"list\" }\n"), "unknown_value /custom.x\n");
  EXPECT_EQ(problems(head + "[tags]\nx = { column = \"c\" }\n"), "required /tags.x\n");
  EXPECT_EQ(problems("zone = \"Mars/Olympus\"\ntimes = [\"%Q\"]\n" + head), "unknown_zone /zone\ntime_format /times\n");
}

TEST(Mapping, states_say_what_they_wait_for) {
  EXPECT_EQ(parse_state("on_hold caller")->hold, incident::HoldKind::caller);
  EXPECT_EQ(parse_state("resolved")->state, incident::State::resolved);
  EXPECT_FALSE(parse_state("closed caller"));
  EXPECT_FALSE(parse_state("on_hold weather"));
  EXPECT_FALSE(parse_state(""));
}

TEST(Mapping, the_shipped_ones_mean_the_same_in_json) {
  EXPECT_EQ(shipped_mappings().size(), 2u);
  for (const auto& shipped : shipped_mappings()) {
    const auto json = mapping_as_json(shipped.toml, shipped.name);
    ASSERT_TRUE(json) << json.error().first().text;
    const auto from_json = parse_mapping(*json), from_toml = parse_mapping(shipped.toml, shipped.name);
    ASSERT_TRUE(from_json) << from_json.error().first().text;
    ASSERT_TRUE(from_toml);
    EXPECT_EQ(from_json->columns(), from_toml->columns());
    EXPECT_EQ(from_json->input, from_toml->input);
    EXPECT_EQ(from_json->custom.size(), from_toml->custom.size());
    EXPECT_EQ(from_json->tags.size(), from_toml->tags.size());
    EXPECT_EQ(from_json->find("state")->values, from_toml->find("state")->values);
    EXPECT_EQ(from_json->find("title")->texts, from_toml->find("title")->texts);
  }
}

TEST(Mapping, json_that_is_none_is_told_by_its_member) {
  const auto wrong =
      parse_mapping(boost::json::parse(R"({"source":7,"number":["n"],"fields":{"title":"t","opened_at":{"column":5}}})").as_object());
  ASSERT_FALSE(wrong);
  std::string all;
  for (const auto& p : wrong.error().problems) all += p.field + " " + p.text + "\n";
  EXPECT_NE(all.find("/source source must be a text"), std::string::npos) << all;
  EXPECT_NE(all.find("/fields.opened_at"), std::string::npos) << all;
  boost::json::object deep;
  for (int i = 0; i < 30; ++i) deep = boost::json::object{{"a", std::move(deep)}};
  EXPECT_FALSE(parse_mapping(deep));
}

}  // namespace
}  // namespace evenkeel::exchange
