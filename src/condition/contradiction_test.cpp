// Conditions that contradict themselves, and those that do not. That whatever holds of a record can hold is conformance's matter, with
// conditions and records drawn at random.
#include <gtest/gtest.h>

#include "condition/sample_for_test.hpp"

namespace evenkeel::condition {
namespace {

bool can_hold(std::string_view text) {
  const auto c = parse(text, sample_vocabulary());
  EXPECT_TRUE(c) << text << ": " << (c ? "" : c.error().first().text);
  return c && c->can_hold();
}

TEST(Contradiction, is_found_where_one_value_is_asked_to_be_two) {
  for (const char* text :
       {"rank = 1 and rank = 2", "rank in (1, 2) and rank in (3, 4)", "rank = 1 and rank != 1", "rank = 1 and not (rank = 1)",
        "score is absent and score = 3", "score is absent and score > 3", "score < 3 and score > 5", "score < 3 and score >= 3",
        "not (score >= 3) and score = 7", "mood = calm and mood in (tense, on_fire)", "title = \"a\" and title = \"A\"",
        "crew.name = \"A\" and crew.name = \"B\"", "(rank = 1 or rank = 2) and rank = 3", "rank = 1 and (open = true and open = false)",
        "false", "not true", "rank = 1 and (rank = 2 or rank = 3) and score = 1", "due_at < 2026-01-01 and due_at > 2026-02-01"})
    EXPECT_FALSE(can_hold(text)) << text;
}

TEST(Contradiction, is_not_seen_where_there_is_none) {
  for (const char* text :
       {"", "true", "rank = 1", "rank = 1 or rank = 2", "rank in (1, 2) and rank in (2, 3)", "score is absent and score != 3",
        "score is absent and not (score < 3)", "not (score < 3) and not (score > 1)", "score >= 3 and score <= 3",
        "not (score < 3 and score > 5)", "crew.name = \"A\" and crew.parent.name = \"B\"", "tags has \"a\" and tags has \"b\"",
        "title contains \"a\" and title starts \"b\"", "owner = me and owner = 5", "due_at < now and due_at > now"})
    EXPECT_TRUE(can_hold(text)) << text;
}

TEST(Contradiction, what_is_too_much_to_look_at_may_hold) {
  std::string text = "rank = 1 and rank = 2";
  for (int i = 0; i < 20; ++i) text += " and (score = " + std::to_string(i) + " or ratio = 1)";
  EXPECT_TRUE(can_hold(text));
}

}  // namespace
}  // namespace evenkeel::condition
