// Meaning, normal form, SQL and refusals of single conditions. That memory and both databases agree on everything is
// condition_agreement_test's matter.
#include "condition/condition.hpp"

#include <gtest/gtest.h>

#include "condition/custom.hpp"
#include "condition/sample_for_test.hpp"

namespace evenkeel::condition {
namespace {

const Time noon = *parse_rfc3339("2026-03-02T12:00:00Z");

Crew network() {
  Crew c;
  c.id = Id{7}, c.name = "Network", c.size = 4, c.parent = Id{8}, c.skills = {"bgp", "wifi"};
  return c;
}

Job job() {
  Job j;
  j.id = Id{1}, j.title = "Router \"A\" down", j.mood = Mood::tense, j.rank = 2, j.score = -3, j.ratio = 2.5;
  j.due_at = noon - 2 * us_per_hour, j.crew = Id{7}, j.watchers = {Id{5}, Id{6}}, j.tags = {"vip", "50%_off"}, j.steps = {"a"};
  j.custom.text =
      R"({"serial":"A-1","slots":-4,"weight":1.5,"vip":true,"bought_at":"2025-01-01T00:00:00Z","places":["here","there"],"other":1})";
  return j;
}

class ConditionTest : public testing::Test {
 protected:
  ConditionTest()
      : crew_(record::to_record(network())), parent_(record::to_record([] {
          Crew c;
          c.id = Id{8}, c.name = "Infrastructure";
          return c;
        }())) {}

  bool holds(std::string_view text, const Job& j = job()) {
    const auto c = parse(text, sample_vocabulary());
    if (!c) {
      ADD_FAILURE() << text << ": " << c.error().first().text;
      return false;
    }
    const Lookup lookup = [&](std::string_view kind, Id id) -> const record::Record* {
      if (kind != "crew") return nullptr;
      return id == Id{7} ? &crew_ : id == Id{8} ? &parent_ : nullptr;
    };
    return c->evaluate(record::to_record(j), {Id{5}, {Id{7}, Id{9}}, noon, {Id{7}}}, lookup);
  }
  record::Record crew_, parent_;
};

TEST(Outlook, tells_whether_a_condition_can_hold_when_only_some_fields_are_known) {
  Job known;
  known.mood = Mood::tense;
  known.open = false;
  constexpr std::string_view fields[] = {"mood", "open"};
  auto may_hold = [&](std::string_view text) {
    const auto c = parse(text, sample_vocabulary());
    EXPECT_TRUE(c) << text;
    return c && c->may_hold(record::to_record(known), fields, {});
  };
  for (const char* yes : {"", "rank = 7", "open = false", "mood = tense and title = \"x\"", "not mood in (calm, on_fire)",
                          "open = true or rank = 1", "not (open = true and rank = 1)", "crew.name = \"x\"", "custom.vip = true"})
    EXPECT_TRUE(may_hold(yes)) << yes;
  for (const char* no : {"false", "open = true", "mood in (calm, on_fire) and rank = 1", "not open = false", "mood != tense",
                         "not (open = false or rank = 1)", "(open = true or mood = calm) and crew.name = \"x\""})
    EXPECT_FALSE(may_hold(no)) << no;
}

TEST_F(ConditionTest, Compares) {
  for (const char* yes : {"true",
                          "",
                          "not false",
                          "title = \"Router \\\"A\\\" down\"",
                          "rank <= 2",
                          "rank >= 2 and rank < 3",
                          "mood in (calm, tense)",
                          "mood not in (calm)",
                          "score = -3",
                          "ratio > 2",
                          "ratio = 2.5",
                          "open = true",
                          "open != false",
                          "due_at < now",
                          "due_at = now - 2h",
                          "due_at > 2026-03-02",
                          "due_at = 2026-03-02T11:00:00+01:00",
                          "crew = 7",
                          "crew in my_teams",
                          "crew in (1, my_teams)",
                          "crew in my_organisations",
                          "crew in (my_teams, my_organisations, me)",
                          "watchers has me",
                          "watchers has 6",
                          "tags has vip",
                          "tags has \"50%_off\"",
                          "title contains \"A\"",
                          "title starts \"Router\"",
                          "title > \"Router\"",
                          "title < \"Router \\\"B\"",
                          "rank=2 AND Not rank=3"})
    EXPECT_TRUE(holds(yes)) << yes;
  for (const char* no : {"false", "rank > 2", "mood = calm", "tags has VIP", "title contains \"a\"", "title starts \"router\"", "crew != 7",
                         "crew not in my_teams", "watchers has 7", "due_at > now + 1w", "tags has \"50%\"", "score != -3"})
    EXPECT_FALSE(holds(no)) << no;
}

TEST_F(ConditionTest, AbsentValues) {
  const Job empty;
  for (const char* no : {"title = x", "score < 1", "score > 1", "wanted in (calm)", "title contains x", "title starts x", "tags has vip",
                         "crew = 7", "owner = me", "score is present", "crew.name = x", "checked = false", "custom.vip = false"})
    EXPECT_FALSE(holds(no, empty)) << no;
  for (const char* yes : {"title != x", "wanted not in (calm)", "not score < 1", "score is absent", "tags is absent", "crew.name != x",
                          "crew.name is absent", "crew.name not in (x)", "custom.slots is absent", "custom.slots != 1", "checked != true",
                          "steps is absent", "custom is absent", "owner != me", "not tags has vip"})
    EXPECT_TRUE(holds(yes, empty)) << yes;
  EXPECT_TRUE(holds("steps is present and custom is present and crew.parent is present"));
}

TEST_F(ConditionTest, FollowsReferences) {
  EXPECT_TRUE(holds("crew.name = \"Network\" and crew.parent.name = \"Infrastructure\" and crew.skills has bgp"));
  EXPECT_TRUE(holds("crew.parent.parent is absent"));
  EXPECT_FALSE(holds("crew.skills has cooking or crew.parent.skills has bgp"));
  Job dangling = job();
  dangling.crew = Id{99};
  EXPECT_TRUE(holds("crew is present and crew.name is absent and crew.remote != true", dangling));
}

TEST_F(ConditionTest, CustomFields) {
  EXPECT_TRUE(holds("custom.serial = \"A-1\" and custom.slots < -3 and custom.slots > -5 and custom.weight = 1.5 and custom.vip = true"));
  EXPECT_TRUE(holds("custom.bought_at < 2025-01-02 and custom.places has there and custom.serial starts A"));
  Job people = job();
  people.custom.text = R"({"friend":"5","friends":["6","x","7"],"kind":"laptop","blob":{"a":1}})";
  EXPECT_TRUE(holds("custom.friend = me and custom.friends has 7 and custom.kind in (laptop, phone)", people));
  EXPECT_FALSE(parse("custom.blob is present", sample_vocabulary()));
  EXPECT_EQ(custom_items(people.custom.text, sample_custom).at("custom.friends"), (std::vector<std::string>{"6", "7"}));
  Job wrong = job();
  wrong.custom.text = R"({"serial":5,"slots":"many","vip":"yes","bought_at":"soon","places":"here"})";
  EXPECT_TRUE(holds("custom.serial is absent and custom.slots is absent and custom.vip is absent and custom.bought_at is absent", wrong));
  EXPECT_TRUE(holds("custom.places is absent", wrong));
}

TEST_F(ConditionTest, Precedence) {
  EXPECT_TRUE(holds("true or true and false"));
  EXPECT_FALSE(holds("(true or true) and false"));
  EXPECT_TRUE(holds("not false and true"));
  EXPECT_TRUE(holds("not (false and true)"));
}

std::string normal(std::string_view text) {
  const auto c = parse(text, sample_vocabulary());
  return c ? c->text() : c.error().first().code + " " + c.error().first().text;
}

TEST(ConditionTextTest, NormalForm) {
  EXPECT_EQ(normal("  "), "true");
  EXPECT_EQ(normal("rank<=2   AND(mood in(calm,tense)or title=x)"), "rank <= 2 and (mood in (calm, tense) or title = \"x\")");
  EXPECT_EQ(normal("(rank=1 and (rank=2 and rank=3)) or (rank=4 or not (not rank=5))"),
            "rank = 1 and rank = 2 and rank = 3 or rank = 4 or not not rank = 5");
  EXPECT_EQ(normal("not (rank = 1 or rank = 2)"), "not (rank = 1 or rank = 2)");
  EXPECT_EQ(normal("title = \"a\\\"b\\\\c\\n\\t\""), "title = \"a\\\"b\\\\c\\n\\t\"");
  EXPECT_EQ(normal("due_at > now-2h"), "due_at > now - 2h");
}

TEST(ConditionTextTest, Literals) {
  EXPECT_EQ(normal("due_at > now - 120m"), "due_at > now - 2h");
  EXPECT_EQ(normal("due_at > now + 14d and due_at < now - 1h30m"), "due_at > now + 2w and due_at < now - 90m");
  EXPECT_EQ(normal("due_at = 2026-03-02"), "due_at = 2026-03-02T00:00:00Z");
  EXPECT_EQ(normal("ratio = 1e3 and ratio = -0.25 and score = -5"), "ratio = 1000 and ratio = -0.25 and score = -5");
  EXPECT_EQ(normal("crew not in (5, me, my_teams) or crew in (my_teams)"), "crew not in (5, me, my_teams) or crew in my_teams");
  EXPECT_EQ(normal("crew in (my_organisations) or crew not in (my_organisations, 5)"),
            "crew in my_organisations or crew not in (my_organisations, 5)");
  EXPECT_EQ(normal("title = Größe and notes starts 50"), "title = \"Größe\" and notes starts \"50\"");
}

TEST(ConditionTextTest, Refusals) {
  EXPECT_EQ(normal("titel = x"), "condition.unknown_field at position 1: there is no field titel in job; did you mean title?");
  EXPECT_EQ(normal("rank = 1 and crew.nam = x"),
            "condition.unknown_field at position 14: there is no field nam in crew; did you mean name?");
  EXPECT_EQ(normal("crew.secret = x"), "condition.unknown_field at position 1: there is no field secret in crew");
  EXPECT_EQ(normal("title.name = x"), "condition.unknown_field at position 1: title does not refer to a record, so it has no name");
  EXPECT_EQ(normal("custom.colour = x"), "condition.unknown_field at position 1: there is no custom field colour");
  EXPECT_EQ(normal("crew.parent.parent.name = x"), "condition.too_complex at position 1: a field may be at most 3 names long");
  EXPECT_EQ(normal("mood = tens"),
            "condition.wrong_type at position 8: mood is compared with one of calm, tense, on_fire, not with tens; "
            "did you mean tense?");
  EXPECT_EQ(normal("mood < calm"),
            "condition.wrong_type at position 6: mood cannot be asked with <, only with =, !=, in, not in, is present, "
            "is absent");
  EXPECT_EQ(normal("steps has x"), "condition.wrong_type at position 7: steps cannot be asked with has, only with is present, is absent");
  EXPECT_EQ(normal("rank = high"), "condition.wrong_type at position 8: rank is compared with a whole number, not with high");
  EXPECT_EQ(normal("rank = 2.5"), "condition.wrong_type at position 8: rank is compared with a whole number, not with 2.5");
  EXPECT_EQ(normal("rank = 99999999999999999999"),
            "condition.wrong_type at position 8: rank is compared with a whole number, not with "
            "99999999999999999999");
  EXPECT_EQ(normal("open = yes"), "condition.wrong_type at position 8: open is compared with true or false, not with yes");
  EXPECT_EQ(normal("title = \"\""), "condition.wrong_type at position 9: no text is empty; write title is absent");
  EXPECT_EQ(normal("crew = my_teams"), "condition.wrong_type at position 8: my_teams may only follow in");
  EXPECT_EQ(normal("crew = my_organisations"), "condition.wrong_type at position 8: my_organisations may only follow in");
  EXPECT_EQ(normal("due_at < now - soon"), "condition.wrong_type at position 16: expected a duration such as 15m, 2h, 3d or 1w after now");
  EXPECT_EQ(normal("due_at < now - 40000w"),
            "condition.wrong_type at position 16: expected a duration such as 15m, 2h, 3d or 1w after now");
}

TEST(ConditionTextTest, SyntaxErrorsSayWhatWasExpected) {
  EXPECT_EQ(normal("rank"),
            "condition.syntax at position 5: expected =, !=, in, not in, is present, is absent, <, <=, >, >= after rank, but the "
            "condition ends");
  EXPECT_EQ(normal("rank = 1 rank = 2"), "condition.syntax at position 10: expected and, or, or the end, not rank");
  EXPECT_EQ(normal("(rank = 1"), "condition.syntax at position 10: expected and, or, or ), but the condition ends");
  EXPECT_EQ(normal("rank ="), "condition.syntax at position 7: expected a whole number, but the condition ends");
  EXPECT_EQ(normal("rank in 1"), "condition.syntax at position 9: expected ( after in, not 1");
  EXPECT_EQ(normal("rank in (1, )"), "condition.syntax at position 13: expected a whole number, not )");
  EXPECT_EQ(normal("rank in (1 2)"), "condition.syntax at position 12: expected a comma or ), not 2");
  EXPECT_EQ(normal("rank is empty"), "condition.syntax at position 9: expected absent or present after is, not empty");
  EXPECT_EQ(normal("rank not 5"), "condition.syntax at position 10: expected in after not, not 5");
  EXPECT_EQ(normal("and rank = 1"), "condition.unknown_field at position 1: there is no field and in job");
  EXPECT_EQ(normal("= 1"), "condition.syntax at position 1: expected a field, not, or (, not =");
  EXPECT_EQ(normal("title = 'x'"), "condition.syntax at position 9: write text in double quotes");
  EXPECT_EQ(normal("title = \"ä\" && true"), "condition.syntax at position 13: write and");
  EXPECT_EQ(normal("rank == 1"), "condition.syntax at position 6: write = for \"equals\"");
  EXPECT_EQ(normal("rank <> 1"), "condition.syntax at position 6: write != for \"differs\"");
  EXPECT_EQ(normal("title = \"x"), "condition.syntax at position 9: the text that begins here has no closing quote");
  EXPECT_EQ(normal("title = \"\\q\""), "condition.syntax at position 11: after \\ there may be \" \\ n or t");
  EXPECT_EQ(normal("title = x;"), "condition.syntax at position 10: cannot read \";\" here");
  EXPECT_EQ(normal("title = \"\xFF\""), "condition.syntax a condition must be valid UTF-8 without NUL characters");
}

TEST(ConditionTextTest, Limits) {
  EXPECT_TRUE(normal(std::string(bytes_most + 1, ' ')).starts_with("condition.too_complex"));
  std::string nested(depth_most - 1, '(');
  nested += "rank = 1" + std::string(depth_most - 1, ')');
  EXPECT_EQ(normal(nested), "rank = 1");
  EXPECT_TRUE(normal("(" + nested + ")").starts_with("condition.too_complex"));
  std::string nots;
  for (int i = 0; i < depth_most; ++i) nots += "not ";
  EXPECT_TRUE(normal(nots + "rank = 1").starts_with("condition.too_complex"));
  std::string many = "rank = 1";
  for (int i = 1; i < terms_most; ++i) many += " or rank = 1";
  EXPECT_EQ(normal(many), many);
  EXPECT_TRUE(normal(many + " or rank = 1").starts_with("condition.too_complex"));
}

TEST(ConditionTextTest, UnreadableFieldsDoNotExist) {
  Vocabulary v = sample_vocabulary();
  v.readable = [](const record::RecordType& type, const record::Field& f) { return !(type.kind == "crew" && f.name == "name"); };
  EXPECT_TRUE(parse("title = x", v));
  ASSERT_FALSE(parse("crew.name = x", v));
  EXPECT_EQ(parse("crew.names = x", v).error().first().text, "at position 1: there is no field names in crew");
}

TEST(ConditionSqlTest, StaysPlainWhereIndexesHelp) {
  const Asker asker{Id{5}, {Id{7}, Id{9}}, noon, {Id{3}}};
  const auto sql = [&](std::string_view text) {
    const auto c = parse(text, sample_vocabulary());
    return c ? c->compile(asker, "t", 3).where : c.error().first().text;
  };
  EXPECT_EQ(sql(""), "1=1");
  EXPECT_EQ(sql("mood in (calm, tense) and rank <= 2 and open = true"), "t.mood IN ($3, $4) AND t.rank <= $5 AND t.open = $6");
  EXPECT_EQ(sql("crew in my_teams and owner is absent"), "t.crew IN ($3, $4) AND t.owner IS NULL");
  EXPECT_EQ(sql("crew in my_organisations"), "t.crew IN ($3)");
  EXPECT_EQ(sql("rank = 1 or rank = 2"), "(t.rank = $3 OR t.rank = $4)");
  EXPECT_EQ(sql("rank != 1"), "(t.rank = $3) IS NOT TRUE");
  EXPECT_EQ(sql("tags has x"), "EXISTS (SELECT 1 FROM list_item li1 WHERE li1.subject_id = t.id AND li1.field = $3 AND li1.value = $4)");
  EXPECT_EQ(sql("crew.name = x"), "EXISTS (SELECT 1 FROM crew r1 WHERE r1.id = t.crew AND r1.name = $3)");
  const auto params = parse("due_at < now and title = x and ratio > 1 and open = true", sample_vocabulary())->compile(asker, "t", 1).params;
  EXPECT_EQ(params, (std::vector<SqlParam>{noon.us, std::string("x"), 1.0, std::int64_t{1}}));
}

TEST(ConditionJoinTest, BothAndEither) {
  const auto a = *parse("rank = 1 or rank = 2", sample_vocabulary()), b = *parse("title = x and crew.name = y", sample_vocabulary());
  EXPECT_EQ(Condition::both(a, b).text(), "(rank = 1 or rank = 2) and title = \"x\" and crew.name = \"y\"");
  EXPECT_EQ(Condition::either(a, b).text(), "rank = 1 or rank = 2 or title = \"x\" and crew.name = \"y\"");
  EXPECT_EQ(Condition::both(a, Condition()).text(), a.text());
  EXPECT_EQ(Condition::both(Condition(), a).text(), a.text());
  EXPECT_TRUE(Condition::either(a, Condition()).always_true());
  EXPECT_TRUE(parse("true", sample_vocabulary())->always_true());
  EXPECT_FALSE(a.always_true());
  EXPECT_EQ(Condition::both(a, b).fields(), (std::vector<std::string>{"crew", "rank", "title"}));
}

TEST(ConditionCustomTest, MirrorKeepsOrder) {
  const std::int64_t numbers[] = {INT64_MIN, -1'000, -1, 0, 1, 999, INT64_MAX};
  for (std::size_t i = 1; i < std::size(numbers); ++i) EXPECT_LT(ordered_text(numbers[i - 1]), ordered_text(numbers[i]));
  const double reals[] = {-1e300, -2.5, -1e-300, 0, 1e-300, 0.5, 3, 1e300};
  for (std::size_t i = 1; i < std::size(reals); ++i) EXPECT_LT(ordered_text(reals[i - 1]), ordered_text(reals[i]));
  EXPECT_EQ(ordered_text(-0.0), ordered_text(0.0));
  EXPECT_EQ(ordered_text(std::int64_t{0}), "09223372036854775808");
  EXPECT_EQ(ordered_text(true), "true");
}

TEST(ConditionCustomTest, ItemsForTheMirror) {
  const auto items = custom_items(job().custom.text, sample_custom);
  EXPECT_EQ(items.size(), 6u);  // "other" is no custom field
  EXPECT_EQ(items.at("custom.serial"), std::vector<std::string>{"A-1"});
  EXPECT_EQ(items.at("custom.slots"), std::vector<std::string>{"09223372036854775804"});
  EXPECT_EQ(items.at("custom.places"), (std::vector<std::string>{"here", "there"}));
  EXPECT_TRUE(custom_items("", sample_custom).empty());
  EXPECT_TRUE(custom_items("not json", sample_custom).empty());
  const auto longer = custom_items("{\"serial\":\"" + std::string(600, 'x') + "\"}", sample_custom);
  EXPECT_EQ(longer.at("custom.serial")[0].size(), custom_points_most);
}

}  // namespace
}  // namespace evenkeel::condition
