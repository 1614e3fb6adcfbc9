// Several messages as one, and messages in few words.
#include "practice/notification/together.hpp"

#include <gtest/gtest.h>

namespace evenkeel::notification {
namespace {

store::Outgoing outgoing(std::string kind, std::string body, std::uint32_t id) {
  store::Outgoing out;
  out.message = Id{id};
  out.subject = Id{42};
  out.subject_kind = "incident";
  out.kind = std::move(kind);
  out.body = std::move(body);
  out.address = "first01@example.org";
  return out;
}

Letterhead head(const store::Outgoing&) { return {"https://help.example.org", "", "help.example.org", "en", "UTC"}; }

TEST(Together, one_message_is_what_it_always_was) {
  const auto out = outgoing("incident.commented", R"({"number":"INC1","title":"Router","by":"B","text":"Look"})", 1);
  EXPECT_EQ(compose_together(out, head)->text, compose(out, head(out))->text);
}

TEST(Together, several_stand_below_each_other_under_the_identity_of_the_first) {
  auto out = outgoing("incident.commented", R"({"number":"INC1","title":"Router","by":"B","text":"Look"})", 1);
  out.others.push_back(outgoing("incident.commented", R"({"number":"INC2","title":"Printer","by":"B","text":"Paper"})", 2));
  out.others.push_back(outgoing("incident.unheard_of", "{}", 3));
  const auto mail = compose_together(out, head);
  ASSERT_TRUE(mail);
  EXPECT_EQ(mail->subject, "2 messages: [INC1] News: Router");
  for (const char* part : {"[INC2] News: Printer", "Look", "Paper", "/incidents/INC1", "/incidents/INC2"})
    EXPECT_NE(mail->text.find(part), std::string::npos) << part;
  EXPECT_EQ(mail->message_id, "<1.message@help.example.org>");
}

TEST(Together, of_what_cannot_be_written_at_all_the_reason_is_told) {
  auto out = outgoing("incident.unheard_of", "{}", 1);
  out.others.push_back(outgoing("incident.unheard_of", "{}", 2));
  EXPECT_EQ(compose_together(out, head).error().first().code, "message.unknown_kind");
}

TEST(ShortText, has_the_link_apart_and_fits) {
  const auto out =
      outgoing("incident.commented",
               R"({"number":"INC1","title":")" + std::string(300, 'x') + R"(","by":"B","text":")" + std::string(5'000, 'y') + "\"}", 1);
  const auto s = short_text(*compose(out, head(out)));
  EXPECT_EQ(s.link, "https://help.example.org/incidents/INC1");
  EXPECT_EQ(s.text.find("https://"), std::string::npos);
  EXPECT_EQ(s.text.size(), 2'000U);
  EXPECT_EQ(s.brief, s.subject + "\n" + s.link);
  EXPECT_EQ(s.subject.size(), 140U);
}

TEST(ShortText, of_an_escalation_opens_what_acknowledges_it) {
  const auto out = outgoing("incident.escalation", R"({"number":"INC1","title":"Down","priority":"1","text":"Please"})", 1);
  auto letterhead = head(out);
  letterhead.acknowledge_link = "https://help.example.org/answer/acknowledge#t";
  const auto s = short_text(*compose(out, letterhead));
  EXPECT_EQ(s.brief, "[INC1] P1 needs you: Down\nhttps://help.example.org/answer/acknowledge#t");
  EXPECT_EQ(s.link, "https://help.example.org/incidents/INC1");
}

TEST(ShortText, a_link_that_somebody_wrote_is_text) {
  const auto out =
      outgoing("incident.commented", R"({"number":"INC1","title":"Router","by":"B","text":"Look\nhttps://evil.example.org/"})", 1);
  auto letterhead = head(out);
  letterhead.public_url.clear();
  const auto s = short_text(*compose(out, letterhead));
  EXPECT_EQ(s.link, "");
  EXPECT_EQ(s.text, "B wrote:\n\nLook\nhttps://evil.example.org/");
  EXPECT_EQ(s.brief, "[INC1] News: Router");
}

TEST(ShortText, of_several_opens_what_the_subject_names) {
  auto out = outgoing("incident.commented", R"({"number":"INC1","title":"Router","by":"B","text":"Look"})", 1);
  out.others.push_back(outgoing("incident.commented", R"({"number":"INC2","title":"Printer","by":"B","text":"Paper"})", 2));
  EXPECT_EQ(short_text(*compose_together(out, head)).link, "https://help.example.org/incidents/INC1");
}

TEST(ShortText, needs_no_link) {
  const auto s = short_text(*compose(outgoing("contact.test", R"({"name":"Phone"})", 1), {"", "", "h", "en", "UTC"}));
  EXPECT_EQ(s.brief, "A test of Phone by Evenkeel");
  EXPECT_EQ(s.text, "This is a test. Messages reach you here.");
}

}  // namespace
}  // namespace evenkeel::notification
