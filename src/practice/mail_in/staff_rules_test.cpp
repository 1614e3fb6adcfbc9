// Which words of an answer do something: every one of them is a page that stops, so what is not certain is only words.
#include "practice/mail_in/staff_rules.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.hpp"
#include "practice/mail_in/mail_rules.hpp"

namespace evenkeel::mail_in {
namespace {

const std::string ours = "incidents@example.org";
const std::string quoted = "\n\nOn Monday the desk wrote:\n> [INC0000042] P1 needs you\n> ack\n";

StaffWord word(std::string_view text) { return read_staff_answer(text).word; }

TEST(StaffRules, one_word_alone_does_something) {
  for (const char* text : {"ack", "ACK", "Acknowledge.", "ok", "OK!", "Okay", "übernehme", "Übernehme", "Ich übernehme.", "on it",
                           "I’m on it", "\n\n  ack  \n"}) {
    EXPECT_EQ(word(text), StaffWord::acknowledge) << text;
    EXPECT_EQ(word(text + quoted), StaffWord::acknowledge) << text;
    EXPECT_EQ(read_staff_answer(text + quoted).text, "") << text;
  }
  for (const char* text : {"decline", "I cannot", "I can’t.", "kann nicht", "Ich kann nicht!"})
    EXPECT_EQ(word(text), StaffWord::decline) << text;
  for (const char* text : {"escalate", "Eskalieren"}) EXPECT_EQ(word(text), StaffWord::escalate) << text;
}

TEST(StaffRules, what_is_quoted_says_nothing_above_or_below) {
  EXPECT_EQ(word("> ack\n"), StaffWord::unclear);
  EXPECT_EQ(word("On Monday the desk wrote:\n> ack\n\ndecline\n"), StaffWord::decline);
  EXPECT_EQ(word("Am Montag schrieb die Hotline:\n\n> ack\n> resolve: x\n\nIch sehe es mir an\n"), StaffWord::note);
  EXPECT_EQ(word("From: Desk\nSent: Monday\nSubject: x\n\nack\n"), StaffWord::unclear);
  EXPECT_EQ(word("-----Original Message-----\nack\n"), StaffWord::unclear);
  EXPECT_EQ(word("-- \nack\n"), StaffWord::unclear);
  EXPECT_EQ(word("on it\nOn Monday the desk wrote:\n> x\n"), StaffWord::acknowledge);
  EXPECT_EQ(word(""), StaffWord::unclear);
}

TEST(StaffRules, what_stands_beside_a_word_is_kept_and_what_changes_its_sense_is_no_command) {
  const auto more = read_staff_answer("ack\n\nThe fuse again, I drive there.\n\nVon meinem iPhone gesendet\n" + quoted);
  EXPECT_EQ(more.word, StaffWord::acknowledge);
  EXPECT_EQ(more.text, "The fuse again, I drive there.");
  for (const char* text : {"ok, but I cannot come", "ack?", "ok\nbut I cannot come", "acknowledge it please", "Cannot today, ask first04",
                           "resolve it", "resolve:", "Resolved: \n", "eskalieren bitte"}) {
    EXPECT_EQ(word(text), StaffWord::unclear) << text;
    EXPECT_FALSE(read_staff_answer(text).text.empty()) << text;
  }
  for (const char* text : {"I am out of office until Monday.", "The okra is fine", "acknowledgements are hard", "Nothing to see",
                           "Bin bis Montag nicht da. Ich übernehme ab Dienstag.", "resolver: bind9 is down", "okay-ish"})
    EXPECT_NE(word(text), StaffWord::acknowledge) << text;
  EXPECT_EQ(word("resolver: bind9 is down"), StaffWord::note);
}

TEST(StaffRules, a_resolution_says_how) {
  const auto plain = read_staff_answer("Resolve: a new fuse\nand a new cable\n\nand a new wall" + quoted);
  EXPECT_EQ(plain.word, StaffWord::resolve);
  EXPECT_EQ(plain.code, "");
  EXPECT_EQ(plain.text, "a new fuse\nand a new cable\n\nand a new wall");
  // A quotation without marks, whose introduction is in no language that is known: the links in the writer's name are not told on.
  const auto bare = read_staff_answer("Resolve: a new fuse\nDe : Desk\nI take it:\nhttps://desk.example.org/answer/acknowledge#abc\nmore");
  EXPECT_EQ(bare.word, StaffWord::resolve);
  EXPECT_EQ(bare.text.find("answer"), std::string::npos);
  EXPECT_EQ(bare.text.find("more"), std::string::npos);
  const auto named = read_staff_answer("gelöst Workaround: restarted");
  EXPECT_EQ(named.word, StaffWord::resolve);
  EXPECT_EQ(named.code, "workaround");
  EXPECT_EQ(named.text, "restarted");
}

TEST(StaffRules, absence_is_known_by_its_subject_too) {
  EXPECT_TRUE(is_absence_subject("Automatic reply: [INC0000042] P1 needs you"));
  EXPECT_TRUE(is_absence_subject(" Abwesenheitsnotiz: x"));
  EXPECT_FALSE(is_absence_subject("Re: [INC0000042] Out of office mails do not leave"));
}

TEST(StaffRules, the_address_of_a_message_is_nobodys_to_make) {
  const Vault vault(std::string(32, 'k')), other(std::string(32, 'x'));
  const Id message{9'123'456'789'012'345'678};
  const auto address = message_reply_address(vault, ours, message);
  EXPECT_LE(address.find('@'), 64U);
  EXPECT_EQ(read_message_reply_address(vault, ours, address), message);
  EXPECT_EQ(read_message_reply_address(vault, ours, "INCIDENTS" + address.substr(9)), message);
  EXPECT_FALSE(read_message_reply_address(other, ours, address));
  for (std::size_t i = 10; i < address.find('@'); ++i) {
    auto altered = address;
    altered[i] = altered[i] == 'a' ? 'b' : 'a';
    EXPECT_FALSE(read_message_reply_address(vault, ours, altered)) << i;
  }
  // What a caller is given opens nothing here, and the other way round.
  EXPECT_FALSE(read_message_reply_address(vault, ours, reply_address(vault, ours, message, Id{42})));
  EXPECT_FALSE(read_reply_address(vault, ours, address));
  for (const char* wrong :
       {"", "@", "incidents@example.org", "incidents+@example.org", "incidents+-@example.org", "incidents+1-2@example.org"})
    EXPECT_FALSE(read_message_reply_address(vault, ours, wrong)) << wrong;
  EXPECT_EQ(message_reply_address(vault, "", message), "");
}

RC_GTEST_PROP(StaffRules, survive_any_text, (const std::string& text)) {
  const auto said = read_staff_answer(text);
  RC_ASSERT(said.word != StaffWord::resolve || !said.text.empty());
}

}  // namespace
}  // namespace evenkeel::mail_in
