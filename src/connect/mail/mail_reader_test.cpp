// Mails as people's programs and worse send them. Files of tests/fixtures/mail are the corpus; what is large is made here.
#include "connect/mail/mail_reader.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/text.hpp"
#include "connect/mail/html_text.hpp"

namespace evenkeel::mail {
namespace {

std::string fixture(const std::string& name) {
  std::ifstream in(std::string(EVENKEEL_SOURCE_DIR) + "/tests/fixtures/mail/" + name + ".eml");
  EXPECT_TRUE(in) << name;
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}
mail_in::ReadMail read(const std::string& raw) {
  auto mail = read_mail(raw);
  EXPECT_TRUE(mail) << (mail ? "" : mail.error().first().text);
  return mail ? std::move(*mail) : mail_in::ReadMail{};
}
std::string refusal(const std::string& raw) {
  const auto mail = read_mail(raw);
  return mail ? "" : mail.error().first().code;
}

TEST(MailReader, a_usual_mail_of_two_forms_with_a_file) {
  const auto mail = read(fixture("usual"));
  ASSERT_EQ(mail.from.size(), 1U);
  EXPECT_EQ(mail.from[0].name, "Jörg 01");
  EXPECT_EQ(mail.from[0].address, "caller01@example.org");
  EXPECT_EQ(mail.subject, "Der Drucker im Büro steht");
  EXPECT_EQ(mail.message_id, "abc.1@mail.example.org");
  EXPECT_EQ(mail.text, "Seit heute früh.\nBitte helfen.");
  ASSERT_EQ(mail.files.size(), 1U);
  EXPECT_EQ(mail.files[0].name, "protokoll für alle.txt");
  EXPECT_EQ(mail.files[0].bytes, "line one\n");
  EXPECT_EQ(mail.answers, (std::vector<std::string>{"3@x.org", "3@x.org", "2@x.org", "1@x.org"}));
  EXPECT_EQ(mail.to.size(), 3U);
  EXPECT_EQ(mail.delivered_to, (std::vector<std::string>{"incidents+x@example.org"}));
}

TEST(MailReader, html_alone_is_read_as_words_and_files_behind_it_are_kept) {
  const auto mail = read(fixture("html_with_pictures"));
  EXPECT_EQ(mail.text, "Hello,\n\nsee <b> the page (https://example.org/a?b=1&c=2)\n\n- one\n- two & three");
  ASSERT_EQ(mail.files.size(), 1U);
  EXPECT_EQ(mail.files[0].name, "screen.png");
}

TEST(MailReader, wrong_charsets_nul_and_control_characters_do_no_harm) {
  for (const char* name :
       {"charset_is_a_type", "charset_unknown", "latin1_said_utf8", "nul_and_controls", "utf16", "bad_base64", "no_mime"}) {
    const auto mail = read(fixture(name));
    EXPECT_TRUE(is_valid_utf8(mail.text)) << name;
    EXPECT_TRUE(is_valid_utf8(mail.subject)) << name;
    EXPECT_NE(mail.text.find("Straße"), std::string::npos) << name << ": " << mail.text;
    for (char c : mail.text) EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') << name;
  }
}

TEST(MailReader, any_charset_that_the_system_knows_is_read) {
  const auto text = [](const std::string& charset, const std::string& bytes) {
    return read("From: a@example.org\nContent-Type: text/plain; charset=" + charset + "\n\n" + bytes).text;
  };
  EXPECT_EQ(text("koi8-r", "\xf0\xd2\xc9\xd7\xc5\xd4"), "Привет");
  EXPECT_EQ(text("shift_jis", "\x93\xfa\x96\x7b"), "日本");
  EXPECT_EQ(text("iso-2022-jp", "\x1b$BF|K\\\x1b(B"), "日本");
  EXPECT_EQ(text("gb18030", "\xd6\xd0\xce\xc4"), "中文");
  EXPECT_EQ(text("windows-1251", "\xcf\xf0\xe8\xe2\xe5\xf2"), "Привет");
  EXPECT_EQ(text("ibm850",
                 "Stra\xe1"
                 "e"),
            "Straße");
  EXPECT_EQ(read("From: a@example.org\nSubject: =?koi8-r?B?8NLJ18XU?=\n\nx").subject, "Привет");
}

TEST(MailReader, signs_of_machines_are_seen) {
  const auto bounce = read(fixture("bounce"));
  EXPECT_TRUE(bounce.is_report);
  EXPECT_TRUE(bounce.from_nobody);
  EXPECT_EQ(bounce.reported_id, "77.message@help.example.org");
  const auto away = read(fixture("away"));
  EXPECT_EQ(away.auto_submitted, "auto-replied");
  EXPECT_EQ(away.suppress, "All");
  const auto list = read(fixture("list"));
  EXPECT_EQ(list.precedence, "list");
  EXPECT_FALSE(list.list_id.empty());
}

TEST(MailReader, a_mail_in_a_mail_is_a_file_and_says_nothing_itself) {
  const auto mail = read(fixture("forwarded_as_file"));
  EXPECT_EQ(mail.text, "please look");
  ASSERT_EQ(mail.files.size(), 1U);
  EXPECT_EQ(mail.files[0].name, "inner words.eml");
  EXPECT_NE(mail.files[0].bytes.find("the inner text"), std::string::npos);
}

TEST(MailReader, two_senders_are_none) {
  EXPECT_TRUE(read(fixture("two_from_headers")).from.empty());
  EXPECT_EQ(read("From: a@example.org, b@example.org\n\nx").from.size(), 2U);
  EXPECT_TRUE(read("Subject: x\n\nx").from.empty());
}

TEST(MailReader, headers_from_outside_stay_in_their_line) {
  const auto mail = read("From: a@example.org\nSubject: =?utf-8?q?one=0ABcc:_all@example.org=00=E2=80=AE?=\n\nx");
  EXPECT_EQ(mail.subject, "one Bcc: all@example.org?");
}

TEST(MailReader, what_is_built_to_do_harm_is_refused) {
  std::string many = "From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n";
  for (int i = 0; i < 10'000; ++i) many += "--b\nContent-Type: text/plain\n\nx\n";
  EXPECT_EQ(refusal(many), "mail.too_many_parts");
  std::string most = "From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n";
  for (int i = 0; i < 200'000; ++i) most += "--b\n\n";
  EXPECT_EQ(refusal(most), "mail.too_many_parts");

  std::string deep = "From: a@example.org\n";
  for (int i = 0; i < 50; ++i)
    deep += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) + "\n";
  EXPECT_EQ(refusal(deep), "mail.too_deep");
  std::string deeper = "From: a@example.org\n";
  for (int i = 0; i < 100'000; ++i) deeper += "Content-Type: message/rfc822\n\n";
  EXPECT_EQ(refusal(deeper), "mail.too_deep");

  EXPECT_EQ(refusal("From: a@example.org\nSubject: " + std::string(1'000'000, 'x') + "\n\nx"), "mail.headers_too_long");
  EXPECT_EQ(refusal("From: a@example.org\n" +
                    [] {
                      std::string lines;
                      for (int i = 0; i < 30'000; ++i) lines += "X-A: b" + std::to_string(i) + "\n";
                      return lines;
                    }() +
                    "\nx"),
            "mail.headers_too_long");
  for (const char* within : {"--b\n", "--b\nContent-Type: message/rfc822\n\n"}) {
    std::string headers = std::string("From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n") + within;
    for (int i = 0; i < 60'000; ++i) headers += "a: b\n";
    EXPECT_EQ(refusal(headers), "mail.too_many_headers");
  }
  std::string files = "From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n";
  for (int i = 0; i < 80; ++i) files += "--b\nContent-Disposition: attachment; filename=f" + std::to_string(i) + "\n\nx\n";
  const auto kept = read(files);
  EXPECT_EQ(kept.files.size(), files_most);
  EXPECT_EQ(kept.left_out.size(), 30U);
}

TEST(MailReader, headers_that_are_looked_through_again_and_again) {
  const auto many = [](std::string_view one, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += one;
    return text;
  };
  // Each of these took from half a minute to hours, or the stack.
  EXPECT_FALSE(read("To: " + many("a,", 200'000) + "\n\nx").to.empty());
  EXPECT_EQ(read("From: a@example.org\nReferences: " + many("<\n ", 120'000) + "\n\nx").text, "x");
  EXPECT_EQ(refusal("To: " + many("\"a,", 200'000) + "\n\nx"), "mail.too_many_addresses");
  EXPECT_EQ(refusal("To: a:\n" + many(" a:", 200'000) + "\n\nx"), "mail.too_many_addresses");
  EXPECT_EQ(refusal("Content-Type: message/rfc822\n\nResent-Cc: " + many("a:", 1'000'000) + "\n\nx"), "mail.too_many_addresses");
  EXPECT_TRUE(read("To: " + many("a:", 1'000) + "b@example.org" + many(";", 500) + "\n\nx").to.empty()) << "deeper than anybody writes";
  const auto named = read("To: " + many("\"Last, First\" <a@example.org>, ", 30'000) + "b@example.org\n\nx");
  EXPECT_EQ(named.to.size(), 200U);
}

TEST(MailReader, nothing_and_rubbish_are_read_as_far_as_they_go) {
  for (const std::string& raw :
       {std::string("\n"), std::string(1, '\0'), std::string("\xff\xfe\xfd"), std::string("From:"), std::string("\r\n\r\n"),
        std::string("Content-Type: multipart/mixed; boundary=\"\"\n\n--\n\n----\n"), std::string(100'000, '-')})
    (void)read_mail(raw);
  SUCCEED();
}

TEST(MailReader, what_is_signed_or_encrypted_or_invites) {
  const auto parts = [](const std::string& type, const std::string& second) {
    return "Content-Type: multipart/" + type + "; boundary=b\n\n--b\nContent-Type: text/plain\n\nwords\n--b\n" + second + "\n--b--\n";
  };
  for (const char* proof : {"application/pgp-signature; name=signature.asc", "application/pkcs7-signature; name=smime.p7s",
                            "application/x-pkcs7-signature; name=smime.p7s"}) {
    const auto is_signed = read(parts("signed", std::string("Content-Type: ") + proof + "\n\nAAAA"));
    EXPECT_EQ(is_signed.text, "words");
    EXPECT_TRUE(is_signed.files.empty()) << proof;
  }
  const auto pgp = read(
      "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\n\n--b\nContent-Type: "
      "application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream; name=encrypted.asc\n\n"
      "-----BEGIN PGP MESSAGE-----\n--b--\n");
  EXPECT_NE(pgp.text.find("encrypted"), std::string::npos);
  const auto smime = read("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nAAAA");
  EXPECT_NE(smime.text.find("encrypted"), std::string::npos);
  ASSERT_EQ(smime.files.size(), 1U);
  EXPECT_EQ(smime.files[0].name, "smime.p7m");
  const auto invited = read(parts("alternative", "Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR"));
  EXPECT_EQ(invited.text, "words");
  EXPECT_FALSE(invited.answers_invitation);
  ASSERT_EQ(invited.files.size(), 1U);
  EXPECT_EQ(invited.files[0].name, "invitation.ics");
  EXPECT_TRUE(read("Content-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR").answers_invitation);
  EXPECT_FALSE(read(parts("mixed", "Content-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR")).answers_invitation)
      << "somebody wrote words beside it";
  const auto packed = read("Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\n\nAAAA");
  EXPECT_EQ(packed.text.find("encrypted"), std::string::npos);
  EXPECT_NE(packed.text.find("signed"), std::string::npos);
}

TEST(HtmlText, words_remain_and_nothing_that_acts) {
  EXPECT_EQ(text_of_html("a<br>b<p>c</p>d"), "a\nb\nc\nd");
  EXPECT_EQ(text_of_html("<style>p{}</style><SCRIPT>x</sCript>y<!-- z -->"), "y");
  EXPECT_EQ(text_of_html("<scr<script>ipt>alert(1)</script>b"), "ipt>alert(1)b") << "a tag in a tag is words at most";
  EXPECT_EQ(text_of_html("1 < 2 &amp; 3 &gt; 2 &euro; &#228;&#xe4; &bogus; &"), "1 < 2 & 3 > 2 € ää &bogus; &");
  EXPECT_EQ(text_of_html("<a href=\"javascript:alert(1)\">x</a>"), "x");
  EXPECT_EQ(text_of_html("<a href='https://example.org/'>https://example.org/</a>"), "https://example.org/");
  EXPECT_EQ(text_of_html("<img alt=\"a>b\" src=x onerror=alert(1)>c"), "c");
  EXPECT_EQ(text_of_html("<td>a</td><td>b</td>"), "a b");
  EXPECT_EQ(text_of_html("&#0;&#x80;&#xd800;&#99999999999;"), "&#0;&#x80;&#xd800;&#99999999999;");
  for (const char* cut : {"<", "</", "<a", "<!--", "&", "&#", "<script>", "<a href="}) (void)text_of_html(cut);
  EXPECT_EQ(text_of_html(std::string(200'000, '<')).size(), 200'000U);
}

}  // namespace
}  // namespace evenkeel::mail
