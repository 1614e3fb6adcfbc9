// The bytes of a mail, and what a refusing or absent server means. The hand-over to a real server is tested end to end.
#include "connect/mail/smtp.hpp"

#include <gtest/gtest.h>

namespace evenkeel::mail {
namespace {

notification::Mail sample() {
  notification::Mail m;
  m.to = "caller@example.org";
  m.subject = "hello";
  m.text = "line one\nline two\n";
  m.message_id = "<1.message@h>";
  m.date = Time{1'772'438'400 * us_per_second};
  return m;
}

TEST(Smtp, renders_headers_and_body) {
  const auto bytes = render(sample(), "IT help <help@example.org>");
  EXPECT_TRUE(bytes.starts_with(
      "Date: Mon, 02 Mar 2026 08:00:00 +0000\r\nFrom: IT help <help@example.org>\r\nTo: caller@example.org\r\nSubject: hello\r\n"));
  EXPECT_NE(bytes.find("Auto-Submitted: auto-generated\r\n"), std::string::npos);
  EXPECT_TRUE(bytes.ends_with("\r\n\r\nbGluZSBvbmUNCmxpbmUgdHdvDQo=\r\n"));
}

TEST(Smtp, nothing_from_outside_can_add_a_header) {
  auto m = sample();
  m.subject = "hello\r\nBcc: everybody@example.org";
  m.to = "a@example.org\r\nBcc: b@example.org";
  const auto bytes = render(m, "help@example.org");
  EXPECT_EQ(bytes.find("\r\nBcc:"), std::string::npos);
  EXPECT_EQ(send({"smtp://127.0.0.1:1", "", "", "help@example.org", 2}, m).outcome, store::HandOver::Outcome::failed);
}

TEST(Smtp, other_letters_become_encoded_words_of_legal_length) {
  auto m = sample();
  m.subject = "Größere Störung im Übertragungsnetz – bitte um Geduld, wir kümmern uns darum";
  const auto bytes = render(m, "help@example.org");
  const auto from = bytes.find("Subject: "), to = bytes.find("\r\nMessage-ID");
  const auto header = bytes.substr(from, to - from);
  EXPECT_NE(header.find("=?UTF-8?B?"), std::string::npos);
  for (std::size_t at = 0; at != std::string::npos;) {
    const auto end = header.find("\r\n", at);
    EXPECT_LE((end == std::string::npos ? header.size() : end) - at, 84u);
    at = end == std::string::npos ? end : end + 2;
  }
  for (unsigned char c : bytes) EXPECT_LT(c, 0x80);
}

TEST(Smtp, a_bare_address_is_what_stands_in_the_last_angle_brackets) {
  EXPECT_EQ(bare_address("IT help <help@example.org>"), "help@example.org");
  EXPECT_EQ(bare_address("help@example.org"), "help@example.org");
  EXPECT_EQ(bare_address("a <b> c <help@example.org>"), "help@example.org");
  EXPECT_EQ(bare_address("IT > help <help@example.org"), "IT > help <help@example.org") << "brackets that do not close are no address";
  EXPECT_EQ(bare_address("help@example.org\r\nBcc: b@example.org").find('\n'), std::string::npos);
  EXPECT_EQ(bare_address(""), "");
}

TEST(Smtp, a_server_that_is_away_means_again_later) {
  EXPECT_EQ(send({"smtp://127.0.0.1:1", "", "", "help@example.org", 2}, sample()).outcome, store::HandOver::Outcome::retry);
}

}  // namespace
}  // namespace evenkeel::mail
