// The words of every kind of message, in both languages.
#include "practice/notification/mail.hpp"

#include <gtest/gtest.h>

namespace evenkeel::notification {
namespace {

store::Outgoing outgoing(std::string kind, std::string body) {
  store::Outgoing out;
  out.message = Id{17};
  out.subject = Id{42};
  out.subject_kind = "incident";
  out.kind = std::move(kind);
  out.body = std::move(body);
  out.address = "caller@example.org";
  out.created = Time{1'772'438'400 * us_per_second};
  return out;
}

TEST(Mail, says_it_in_the_recipients_language_and_zone) {
  const auto out =
      outgoing("incident.resolved",
               R"({"number":"INC0000007","title":"Router <down>","text":"Replaced & tested.","confirm_until":"2026-03-05T08:00:00Z"})");
  Letterhead head{"https://help.example.org", "", "help.example.org", "en", "Europe/Berlin"};
  const auto english = compose(out, head);
  ASSERT_TRUE(english);
  EXPECT_EQ(english->subject, "[INC0000007] Service should be back: Router <down>");
  EXPECT_NE(english->text.find("Replaced & tested."), std::string::npos);
  EXPECT_NE(english->text.find("2026-03-05 09:00 (Europe/Berlin)"), std::string::npos);
  EXPECT_NE(english->text.find("https://help.example.org/incidents/INC0000007"), std::string::npos);
  head.language = "de";
  EXPECT_EQ(compose(out, head)->subject, "[INC0000007] Es sollte wieder gehen: Router <down>");
}

TEST(Mail, links_to_what_it_is_told_instead_of_the_page_of_the_incident) {
  const auto out = outgoing("incident.commented", R"({"number":"INC1","title":"t","by":"b"})");
  const auto mail = compose(out, {"https://help.example.org", "https://help.example.org/link#token", "h", "en", "UTC"});
  EXPECT_NE(mail->text.find("https://help.example.org/link#token"), std::string::npos);
  EXPECT_EQ(mail->text.find("/incidents/"), std::string::npos);
}

TEST(Mail, keeps_its_identity_and_its_thread) {
  const auto out = outgoing("incident.commented", R"({"number":"INC1","title":"t"})");
  const Letterhead head{"", "", "host", "en", "UTC"};
  EXPECT_EQ(compose(out, head)->message_id, compose(out, head)->message_id);
  EXPECT_EQ(compose(out, head)->message_id, "<17.message@host>");
  EXPECT_EQ(compose(out, head)->thread_id, "<42.incident@host>");
}

TEST(Mail, text_from_outside_is_never_a_template) {
  const auto mail = compose(outgoing("incident.commented", R"({"number":"INC1","title":"{{{number}}}","text":"{{{title}}}","by":"B"})"),
                            {"", "", "h", "en", "UTC"});
  EXPECT_EQ(mail->subject, "[INC1] News: {{{number}}}");
}

TEST(Mail, refuses_what_it_does_not_know) {
  EXPECT_EQ(compose(outgoing("incident.unheard_of", "{}"), {}).error().first().code, "message.unknown_kind");
  EXPECT_EQ(compose(outgoing("incident.closed", "no json"), {}).error().first().code, "message.bad_body");
}

TEST(Mail, every_kind_has_words_in_both_languages) {
  for (auto kind : message_kinds())
    for (const char* language : {"en", "de"}) {
      const auto mail = compose(
          outgoing(
              std::string(kind),
              R"({"number":"INC1","title":"t","text":"x","by":"b","priority":1,"seq":17,"anchor":"INC1","login":"INC1",)"
              R"("code":"INC1","name":"INC1",)"
              R"("open":1,"all":17,"roster":"INC1","person":"p","begins_at":"2026-03-02T08:00:00Z","ends_at":"2026-03-02T09:00:00Z"})"),
          {"", "", "h", language, "UTC"});
      ASSERT_TRUE(mail) << kind;
      EXPECT_NE(mail->subject.find(kind == "audit.anchor" || kind == "absence.ended" ? "17" : "INC1"), std::string::npos) << kind;
      EXPECT_EQ(mail->text.find("{{"), std::string::npos) << kind;
    }
}

}  // namespace
}  // namespace evenkeel::notification
