// Ugly mails and what becomes of each, through the whole house: none is lost, none ends the server, none delays the next.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "scenario/office.hpp"

namespace evenkeel::scenario {
namespace {

const Time begin{1'795'161'600 * us_per_second};  // Friday, 2026-11-20T08:00:00Z

struct Ugly {
  std::string name, raw, state;
  std::string reason = {};                       // part of it
  std::string title = {}, text = {}, file = {};  // of the incident, when one was made
};

std::string times(int n, const std::string& text) {
  std::string all;
  for (int i = 0; i < n; ++i) all += text;
  return all;
}

/// Headers of a usual mail with these besides, and its body.
std::string mail(const std::string& subject, const std::string& more, const std::string& body) {
  return fmt::format("From: caller01@example.org\r\nTo: incidents@help.example.org\r\nSubject: {}\r\n{}\r\n{}", subject, more, body);
}
std::string with_file(const std::string& subject, const std::string& part) {
  return mail(subject, "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n",
              "--x\r\nContent-Type: text/plain\r\n\r\nsee the file\r\n--x\r\n" + part + "\r\n--x--\r\n");
}
std::string nested(int deep) {
  std::string body = "Content-Type: text/plain\r\n\r\ndeep\r\n";
  for (int i = 0; i < deep; ++i)
    body = fmt::format("Content-Type: multipart/mixed; boundary=b{0}\r\n\r\n--b{0}\r\n{1}\r\n--b{0}--\r\n", i, body);
  return "From: caller01@example.org\r\nTo: incidents@help.example.org\r\nSubject: nested\r\nMIME-Version: 1.0\r\n" + body;
}

std::vector<Ugly> corpus() {
  const std::string mixed = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n";
  const std::string html = "Content-Type: text/html; charset=utf-8\r\n";
  const std::string named = "Content-Type: text/plain\r\nContent-Disposition: attachment; filename=";
  return {
      {"empty body", mail("nothing below", "", ""), "done", "", "nothing below"},
      {"no subject", mail("", "", "The first line\r\nthe second"), "done", "", "The first line", "the second"},
      {"HTML with what loads and runs",
       mail("loads", html, "<img src='https://track.example.net/1.gif'><script>steal()</script><p>words alone</p>"), "done", "", "loads",
       "words alone"},
      {"unknown charset", mail("charset", "Content-Type: text/plain; charset=x-none\r\n", "caf\xe9"), "done", "", "charset", "caf"},
      {"an encoded word broken across lines", mail("=?utf-8?q?Dr=C3=BC?=\r\n =?utf-8?q?cker?=", "", "x"), "done", "", "Drücker"},
      {"letters that turn the direction", mail("=?utf-8?q?a=E2=80=AEexe=07.b?=", "", "x"), "done", "", "aexe.b"},
      {"a year before all years", mail("year zero", "Date: Mon, 1 Jan 0000 00:00:00 +0000\r\n", "x"), "done", "", "year zero"},
      {"a year after all years", mail("year 9999", "Date: Fri, 31 Dec 9999 23:59:59 +0000\r\n", "x"), "done", "", "year 9999"},
      {"a path for a name", with_file("path", named + "\"../../etc/cron.d/x.txt\"\r\n\r\nwords"), "done", "", "path", "", "x.txt"},
      {"a message identifier that was used", mail("id one", "Message-ID: <same@mail.example.net>\r\n", "x"), "done", "", "id one"},
      {"the same identifier, other words", mail("id two", "Message-ID: <same@mail.example.net>\r\n", "y"), "done", "", "id two"},
      {"nested 200 deep", nested(200), "quarantined", "parts"},
      {"10,000 parts", mail("parts", mixed, times(10'000, "--x\r\nContent-Type: text/plain\r\n\r\nx\r\n") + "--x--\r\n"), "quarantined",
       "parts"},
      {"a header of a megabyte", mail("long", "X-Long: " + std::string(1'000'000, 'x') + "\r\n", "x"), "quarantined", "256 KiB"},
      {"nobody wrote it", "To: incidents@help.example.org\r\nSubject: no sender\r\n\r\nx", "quarantined", "no sender"},
      {"two wrote it", "From: caller01@example.org\r\nFrom: x@example.org\r\n\r\nx", "quarantined", "no sender, or several"},
      {"an absence notice", mail("away", "Auto-Submitted: auto-replied\r\n", "x"), "ignored", "Auto-Submitted"},
      {"an absence notice that answers nothing", mail("away too", "X-Auto-Response-Suppress: All\r\n", "x"), "ignored", "Suppress"},
      {"to many", mail("bulk", "Precedence: bulk\r\n", "x"), "ignored", "Precedence"},
      {"a list", mail("list", "List-Id: <all.example.org>\r\n", "x"), "ignored", "mailing list"},
      {"a loop", mail("loop", "X-Loop: somebody@example.net\r\n", "x"), "ignored", "X-Loop"},
      {"what Outlook packs for Outlook",
       with_file("winmail",
                 "Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Disposition: attachment; filename=winmail.dat\r\n"
                 "Content-Transfer-Encoding: base64\r\n\r\neJ8+IgEAAQAB"),
       "done", "", "winmail", "winmail.dat"},
      {"a signed one",
       mail("signed", "MIME-Version: 1.0\r\nContent-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=x\r\n",
            "--x\r\nContent-Type: text/plain\r\n\r\nit is me\r\n--x\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\n"
            "Content-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--x--\r\n"),
       "done", "", "signed", "it is me"},
      {"an encrypted one", mail("sealed", "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\n", "AAAA"),
       "done", "", "sealed", "The mail is encrypted", "smime.p7m"},
      {"an invitation",
       mail("meet", "MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=x\r\n",
            "--x\r\nContent-Type: text/plain\r\n\r\nat nine\r\n--x\r\nContent-Type: text/calendar; method=REQUEST\r\n\r\n"
            "BEGIN:VCALENDAR\r\n--x--\r\n"),
       "done", "", "meet", "at nine", "invitation.ics"},
      {"an accepted invitation",
       mail("Accepted: meet", "MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=x\r\n",
            "--x\r\nContent-Type: text/plain\r\n\r\n\r\n--x\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n"
            "BEGIN:VCALENDAR\r\n--x--\r\n"),
       "ignored", "invitation"},
      {"a mail in a mail",
       with_file("look at this", "Content-Type: message/rfc822\r\n\r\nFrom: x@example.net\r\nSubject: the first\r\n\r\nthe inner words"),
       "done", "", "look at this", "see the file", "the first.eml"},
      {"a forwarded mail",
       mail("Fwd: the first", "",
            "Please look.\r\n\r\n---------- Forwarded message ---------\r\nFrom: x@example.net\r\nDate: Monday\r\nSubject: "
            "the first\r\n\r\nthe inner words\r\n"),
       "done", "", "the first", "the inner words"},
      {"to an address that somebody made up",
       "From: caller01@example.org\r\nTo: incidents+1-1-0123456789abcdef@help.example.org\r\nSubject: forged\r\n\r\nx", "done", "",
       "forged"},
      {"a bounce",
       mail("undelivered", "MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\r\n",
            "--x\r\nContent-Type: text/plain\r\n\r\nsorry\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; "
            "mx.example.net\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n--x--\r\n"),
       "ignored", "bounce"},
  };
}

class MailCorpus : public test::OnBothDatabases {};
ON_BOTH_DATABASES(MailCorpus);

TEST_P(MailCorpus, each_comes_to_its_end) {
  Stage stage(GetParam(), begin);
  Office office(stage);
  office.add("caller01", "caller", R"("mail":"caller01@example.org")");
  for (const auto& ugly : corpus()) {
    SCOPED_TRACE(ugly.name);
    const auto taken = office.ask("admin", http::Verb::post, "/api/v1/incoming_mail", ugly.raw, {{"content-type", "message/rfc822"}});
    ASSERT_EQ(taken.status, 202) << taken.text;
    const auto listed = office.get("admin", "/api/v1/incoming_mail?limit=1&state=" + ugly.state);
    const auto& items = listed.body.at("items").as_array();
    ASSERT_FALSE(items.empty());
    EXPECT_EQ(items[0].at("id").as_string(), taken["id"]) << listed.text;
    if (ugly.state != "done") {
      EXPECT_NE(std::string(items[0].at("reason").as_string()).find(ugly.reason), std::string::npos) << listed.text;
      continue;
    }
    const std::string at = "/api/v1/incidents/" + std::string(items[0].at("incident").as_string());
    const auto incident = office.get("admin", at);
    EXPECT_EQ(incident["title"], ugly.title);
    EXPECT_NE(incident["description"].find(ugly.text), std::string::npos) << incident.text;
    EXPECT_EQ(incident.text.find("track.example.net"), std::string::npos);
    EXPECT_EQ(incident.text.find("steal"), std::string::npos);
    if (ugly.file.empty()) continue;
    const auto files = office.get("admin", at + "/attachments");
    EXPECT_NE(files.text.find("\"" + ugly.file + "\""), std::string::npos) << files.text;
    EXPECT_EQ(files.text.find(".."), std::string::npos) << files.text;
  }
  EXPECT_EQ(stage.audit(), "");
}

}  // namespace
}  // namespace evenkeel::scenario
