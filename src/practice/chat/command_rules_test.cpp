// What people type behind "/incident", and which changes a channel hears of.
#include "practice/chat/command_rules.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "practice/chat/following.hpp"

namespace evenkeel::chat {
namespace {

TEST(ChatCommands, are_a_word_an_incident_and_a_text) {
  const auto note = read_command("  NOTE inc42   the fuse \n again ");
  EXPECT_EQ(note.word, Word::note);
  EXPECT_EQ(note.ref, "INC0000042");
  EXPECT_EQ(note.text, "the fuse \n again");
  EXPECT_TRUE(note.whole);
  EXPECT_EQ(read_command("declare Mail is down").text, "Mail is down");
  EXPECT_EQ(read_command("ack #7").ref, "INC0000007");
  EXPECT_EQ(read_command("").word, Word::help);
  EXPECT_TRUE(read_command("list").whole);
  for (const char* wrong : {"ack", "ack it", "note 42", "assign 42", "resolve 42  ", "declare", "link", "delete 42", "ackk 42"})
    EXPECT_FALSE(read_command(wrong).whole) << wrong;
}

TEST(ChatCommands, numbers_are_written_in_many_ways) {
  for (const char* text : {"INC0000042", "inc42", "#42", "42", "00000000042"}) EXPECT_EQ(read_number(text), "INC0000042") << text;
  for (const char* text : {"", "#", "INC", "INC-42", "4 2", "-1", "1234567890123456", "42x"}) EXPECT_EQ(read_number(text), "") << text;
}

RC_GTEST_PROP(ChatCommands, survive_any_text, (const std::string& text)) {
  const auto command = read_command(text);
  RC_ASSERT(command.ref.empty() || command.ref.starts_with("INC"));
}

TEST(ChatNews, are_what_a_channel_hears_of) {
  incident::Incident before;
  before.priority = 3;
  auto after = before;
  EXPECT_EQ(news_between(nullptr, after), std::vector{News::opened});
  EXPECT_TRUE(news_between(&before, after).empty());
  after.title = "another";
  EXPECT_TRUE(news_between(&before, after).empty()) << "every word that is mended is no news";
  after.priority = 1;
  after.assignee = Id{7};
  after.acknowledged_at = Time{1};
  EXPECT_EQ(news_between(&before, after), (std::vector{News::priority, News::assigned, News::acknowledged}));
  auto resolved = after;
  resolved.state = incident::State::resolved;
  resolved.open = false;
  EXPECT_EQ(news_between(&after, resolved), std::vector{News::resolved});
  auto again = resolved;
  again.state = incident::State::in_progress;
  again.cycle = 2;
  EXPECT_EQ(news_between(&resolved, again), std::vector{News::reopened});
}

}  // namespace
}  // namespace evenkeel::chat
