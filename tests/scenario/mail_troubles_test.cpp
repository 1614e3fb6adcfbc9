// Troubles that are not a mail's: it waits for their end, with all its files, however long that takes. And mails that come together.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "practice/mail_in/intake.hpp"
#include "scenario/office.hpp"

namespace evenkeel::scenario {
namespace {

const Time begin{1'795'161'600 * us_per_second};  // Friday, 2026-11-20T08:00:00Z

class MailTroubles : public test::OnBothDatabases {};
ON_BOTH_DATABASES(MailTroubles);

constexpr std::string_view mail_with_file =
    "From: caller01@example.org\r\nTo: incidents@help.example.org\r\nSubject: See the picture\r\nMessage-ID: <one@mail.example.org>\r\n"
    "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nIt looks so.\r\n"
    "--x\r\nContent-Type: text/plain; name=look.txt\r\nContent-Disposition: attachment; filename=look.txt\r\n\r\ncrooked\r\n--x--\r\n";

void install(const std::string& program, const std::string& script) {
  std::ofstream(program) << script;
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
}

TEST_P(MailTroubles, a_scanner_that_is_away_delays_a_mail_and_takes_no_file_from_it) {
  test::TempFolder folder;
  const std::string scanner = folder.file("scanner");
  Stage stage(GetParam(), begin, [&](app::Config& config, app::HouseOptions&) { config.incident.scanner = scanner; });
  Office office(stage);
  office.add("caller01", "caller", R"("mail":"caller01@example.org")");
  ASSERT_EQ(
      office.ask("admin", http::Verb::post, "/api/v1/incoming_mail", std::string(mail_with_file), {{"content-type", "message/rfc822"}})
          .status,
      202);
  // Longer than any number of attempts that a mail gets.
  for (int minute = 0; minute < 10; ++minute) stage.advance(2 * us_per_minute);
  const auto waiting = office.get("admin", "/api/v1/incoming_mail?state=received");
  ASSERT_EQ(waiting.body.at("items").as_array().size(), 1u) << waiting.text;
  install(scanner, "#!/bin/sh\nexec cat >/dev/null\n");
  stage.advance(2 * us_per_minute);
  const auto done = office.get("admin", "/api/v1/incoming_mail?state=done");
  ASSERT_EQ(done.body.at("items").as_array().size(), 1u) << done.text;
  const std::string incident(done.body.at("items").at(0).at("incident").as_string());
  const auto files = office.get("admin", "/api/v1/incidents/" + incident + "/attachments");
  EXPECT_NE(files.text.find("look.txt"), std::string::npos) << files.text;
  EXPECT_EQ(stage.audit(), "");
}

TEST_P(MailTroubles, a_flood_of_strangers_makes_so_many_callers_and_no_more) {
  Stage stage(GetParam(), begin, [&](app::Config& config, app::HouseOptions&) {
    config.incoming_mail.strangers = "callers";
    config.incoming_mail.new_callers_per_hour = 3;
  });
  Office office(stage);
  const auto deliver = [&](int n) {
    const std::string mail = "From: stranger" + std::to_string(n) + "@example.com\r\nTo: incidents@help.example.org\r\nSubject: Help " +
                             std::to_string(n) + "\r\nMessage-ID: <s" + std::to_string(n) + "@example.com>\r\n\r\nIt is broken.\r\n";
    return office.ask("admin", http::Verb::post, "/api/v1/incoming_mail", mail, {{"content-type", "message/rfc822"}}).status;
  };
  const auto in_state = [&](const std::string& state) { return office.get("admin", "/api/v1/incoming_mail?state=" + state); };
  const auto count = [&](const std::string& state) { return in_state(state).body.at("items").as_array().size(); };
  for (int n = 0; n < 5; ++n) ASSERT_EQ(deliver(n), 202);
  stage.advance(us_per_minute);
  EXPECT_EQ(count("done"), 3u);
  const auto aside = in_state("quarantined");
  ASSERT_EQ(aside.body.at("items").as_array().size(), 2u) << aside.text;
  EXPECT_NE(aside.text.find("3 callers were made of mails within an hour"), std::string::npos) << aside.text;
  // Who is known by now is no stranger; and a person who looks decides, which counts for nothing.
  EXPECT_EQ(office
                .ask("admin", http::Verb::post, "/api/v1/incoming_mail",
                     "From: stranger0@example.com\r\nSubject: Again\r\nMessage-ID: <again@example.com>\r\n\r\nStill.\r\n",
                     {{"content-type", "message/rfc822"}})
                .status,
            202);
  const std::string first(aside.body.at("items").at(0).at("id").as_string());
  EXPECT_LT(office.ask("admin", http::Verb::post, "/api/v1/incoming_mail/" + first + "/retry", "{}").status, 300);
  stage.advance(us_per_minute);
  EXPECT_EQ(count("done"), 5u);
  EXPECT_EQ(count("quarantined"), 1u);
  // An hour later there is room again.
  stage.advance(us_per_hour);
  for (int n = 10; n < 15; ++n) ASSERT_EQ(deliver(n), 202);
  stage.advance(us_per_minute);
  EXPECT_EQ(count("done"), 8u);
  EXPECT_EQ(count("quarantined"), 3u);
  EXPECT_EQ(stage.audit(), "");
}

std::string mail_named(const std::string& name, const std::string& more = "") {
  return "From: caller01@example.org\r\nTo: incidents@help.example.org\r\nSubject: " + name + "\r\nMessage-ID: <" + name +
         "@mail.example.org>\r\n" + more + "\r\nIt is " + name + ".\r\n";
}

/// Several mails of which none is looked at before all are there, as after an outage.
void deliver_together(Stage& stage, const std::vector<std::string>& mails) {
  for (const auto& mail : mails) ASSERT_TRUE(mail_in::store_mail(stage.house().reg(), {mail, "pipe"}));
}

TEST_P(MailTroubles, an_answer_that_comes_together_with_its_question_continues_it) {
  Stage stage(GetParam(), begin);
  Office office(stage);
  office.add("caller01", "caller", R"("mail":"caller01@example.org")");
  deliver_together(stage, {mail_named("dark"), mail_named("darker", "References: <dark@mail.example.org>\r\n"), mail_named("loud"),
                           mail_named("darkest", "References: <dark@mail.example.org> <darker@mail.example.org>\r\n")});
  stage.settle();
  EXPECT_EQ(office.get("admin", "/api/v1/incidents").body.at("items").as_array().size(), 2u);
  EXPECT_EQ(office.get("admin", "/api/v1/incoming_mail?state=done").body.at("items").as_array().size(), 4u);
  EXPECT_EQ(stage.audit(), "");
}

TEST_P(MailTroubles, one_that_ends_the_server_is_set_aside_and_takes_none_of_its_neighbours_along) {
  Stage stage(GetParam(), begin, [](app::Config&, app::HouseOptions& options) {
    options.read_mail = [](std::string_view raw) {
      if (raw.find("Subject: bomb") != std::string_view::npos) throw std::runtime_error("the end");
      return mail::read_mail(raw);
    };
  });
  Office office(stage);
  office.add("caller01", "caller", R"("mail":"caller01@example.org")");
  deliver_together(stage, {mail_named("one"), mail_named("bomb"), mail_named("two"), mail_named("three")});
  int ends = 0;
  for (int minute = 0; minute < 30; ++minute) {
    try {
      stage.advance(us_per_minute);
    } catch (const std::runtime_error&) {
      ++ends;
      stage.crash();
    }
  }
  EXPECT_EQ(ends, mail_in::attempts_most);
  EXPECT_EQ(office.get("admin", "/api/v1/incidents").body.at("items").as_array().size(), 3u);
  const auto aside = office.get("admin", "/api/v1/incoming_mail?state=quarantined");
  ASSERT_EQ(aside.body.at("items").as_array().size(), 1u) << aside.text;
  EXPECT_NE(aside.text.find("several times without an end"), std::string::npos) << aside.text;
  EXPECT_EQ(stage.audit(), "");
}

}  // namespace
}  // namespace evenkeel::scenario
