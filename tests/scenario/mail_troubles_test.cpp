// Troubles that are not a mail's: it waits for their end, with all its files, however long that takes.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

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

}  // namespace
}  // namespace evenkeel::scenario
