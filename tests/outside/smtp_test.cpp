// Our mails against real mail servers (aiosmtpd): the whole house on simulated time, with the carrier of production. What is
// delivered, what is tried again with the same identity, what is given up and seen by an operator.
#include <gtest/gtest.h>

#include <fstream>

#include "base/text.hpp"
#include "connect/mail/smtp.hpp"
#include "outside/helper_process.hpp"
#include "scenario/office.hpp"

namespace evenkeel::outside {
namespace {

using boost::json::object;
using scenario::Office;
using scenario::Stage;

class Smtp : public testing::Test {
 protected:
  void SetUp() override {
    server_ =
        std::make_unique<HelperProcess>(std::vector<std::string>{"/usr/bin/python3", EVENKEEL_OUTSIDE "/smtp_server.py", folder_.file("")});
    ready_ = server_->next().value();
    ASSERT_EQ(text_of(ready_, "event"), "ready");
  }

  std::string url(const std::string& scheme, const std::string& port, const std::string& host = "localhost") {
    return scheme + "://" + host + ":" + text_of(ready_, port);
  }
  void treat(const std::string& how) {
    server_->tell(how);
    ASSERT_FALSE(server_->take("treatment", 10'000).empty());
  }
  void open(const std::string& url) {
    stage_ = std::make_unique<Stage>(store::Engine::sqlite, Time{1'772'438'400 * us_per_second},
                                     [this, url](app::Config& config, app::HouseOptions& options) {
                                       config.mail.smtp = url;
                                       config.mail.from = "IT help <help@example.org>";
                                       config.mail.timeout = "2s";
                                       config.mail.ca_file = text_of(ready_, "certificate");
                                       if (!user_.empty()) config.mail.user = user_;
                                       config.mail.password_file = folder_.file("password");
                                       config.http.public_url = "https://help.example.org";
                                       options.carry_mail = {};
                                     });
    office_ = std::make_unique<Office>(*stage_);
    office_->add("caller02", "caller");
    office_->add("first01", "analyst");
  }
  /// An incident of the caller's; its receipt is the first mail.
  std::string log(const std::string& title) {
    auto made =
        office_->must("first01", "/api/v1/incidents", R"({"title":")" + title + R"(","caller":")" + office_->id("caller02") + "\"}");
    return made["id"];
  }
  std::vector<object> mails(int wait_ms = 2'000) { return server_->take("mail", wait_ms); }
  static std::string header(const object& mail, const std::string& name) {
    const auto text = text_of(mail, "text");
    const auto from = text.find("\r\n" + name + ": ");
    if (from == std::string::npos || from > text.find("\r\n\r\n")) return {};
    auto end = text.find("\r\n", from + 2);
    while (end + 2 < text.size() && text[end + 2] == ' ') end = text.find("\r\n", end + 2);
    return text.substr(from + name.size() + 4, end - from - name.size() - 4);
  }
  object first_failed() {
    const auto listed = office_->get("admin", "/api/v1/deliveries");
    EXPECT_EQ(listed.status, 200);
    const auto& items = listed.body.at("items").as_array();
    return items.empty() ? object{} : items[0].as_object();
  }

  test::TempFolder folder_;
  std::string user_;
  std::unique_ptr<HelperProcess> server_;
  object ready_;
  std::unique_ptr<Stage> stage_;
  std::unique_ptr<Office> office_;
};

TEST_F(Smtp, a_whole_life_is_told_once_each_and_in_one_thread) {
  open(url("smtp", "plain"));
  const auto id = log("Printer is silent");
  office_->must("first01", "/api/v1/incidents/" + id + "/comment", R"({"text":"We look at it.\n.\nA lone point ends no mail."})");
  const auto code = office_->must("admin", "/api/v1/resolution_codes", R"({"name":"Mended"})");
  const auto category = office_->must("admin", "/api/v1/categories", R"({"name":"Printing"})");
  office_->must(
      "first01", "/api/v1/incidents/" + id + "/resolve",
      R"({"resolution_code":")" + code["id"] + R"(","resolution_notes":"New drum.","closing_category":")" + category["id"] + "\"}");
  stage_->advance(us_per_day);
  const auto sent = mails();
  ASSERT_EQ(sent.size(), 3u);  // receipt, comment, resolution: nothing twice, a day later nothing more
  std::set<std::string> identities, threads;
  for (const auto& mail : sent) {
    EXPECT_EQ(text_of(mail, "sender"), "help@example.org");
    EXPECT_EQ(text_of(mail, "to"), R"(["caller02@example.org"])");
    EXPECT_EQ(header(mail, "Auto-Submitted"), "auto-generated");
    EXPECT_EQ(header(mail, "Precedence"), "bulk");
    identities.insert(header(mail, "Message-ID"));
    threads.insert(header(mail, "References"));
  }
  EXPECT_EQ(identities.size(), 3u);
  EXPECT_EQ(threads.size(), 1u);
  EXPECT_EQ(stage_->audit(), "");
}

TEST_F(Smtp, what_people_write_adds_no_header_and_no_recipient) {
  open(url("smtp", "plain"));
  // The API takes no line breaks in a title or a name ...
  EXPECT_EQ(office_->post("caller02", "/api/v1/incidents", R"({"title":"x\r\nBcc: everybody@example.org"})").status, 422);
  EXPECT_EQ(office_->post("admin", "/api/v1/people", R"({"name":"x\r\nBcc: everybody@example.org"})").status, 422);
  // ... and should one come by another way, the carrier makes a blank of it.
  notification::Mail m;
  m.to = "caller02@example.org";
  m.subject = "Drücker in Raum 7 druckt „nicht“\r\nBcc: everybody@example.org\nX-Evil: 1\r\n\r\nbody";
  m.text = "Line\r\n.\r\nMAIL FROM:<evil@example.org>\n";
  m.message_id = "<1@h>\r\nX-Evil: 2";
  m.thread_id = "<2@h>\r\nX-Evil: 3";
  const mail::SmtpOptions options{url("smtp", "plain"), "", "", "IT help\r\nX-Evil: 4 <help@example.org>", 5};
  EXPECT_EQ(mail::send(options, m).outcome, store::HandOver::Outcome::sent);
  const auto sent = mails();
  ASSERT_EQ(sent.size(), 1u);
  EXPECT_EQ(text_of(sent[0], "to"), R"(["caller02@example.org"])");
  EXPECT_EQ(text_of(sent[0], "sender"), "help@example.org");
  const auto text = text_of(sent[0], "text");
  const auto head = text.substr(0, text.find("\r\n\r\n"));
  EXPECT_EQ(head.find("\r\nBcc:"), std::string::npos) << head;
  EXPECT_EQ(head.find("\r\nX-Evil:"), std::string::npos) << head;
  EXPECT_TRUE(header(sent[0], "Subject").starts_with("=?UTF-8?B?")) << head;
  for (unsigned char c : text) EXPECT_LT(c, 0x80);
  for (const char* bad : {"nobody", "a@b>\r\nRCPT TO:<c@d", "a@b> SIZE=1", "a@b,c@d", "@d", "a@", ""}) {
    m.to = bad;
    EXPECT_EQ(mail::send(options, m).outcome, store::HandOver::Outcome::failed) << bad;
  }
  EXPECT_TRUE(mails(200).empty());
}

TEST_F(Smtp, is_tried_again_with_back_off_and_the_same_identity) {
  open(url("smtp", "plain"));
  for (const char* trouble : {"4xx-rcpt", "4xx-data", "drop"}) {
    treat(trouble);
    log(std::string("Trouble ") + trouble);
    stage_->advance(10 * us_per_minute);
    const auto event = std::string(trouble) == "drop" ? "dropped" : "refused";
    const auto tries = server_->take(event, 2'000);
    // 20 s, 40 s, 80 s ... and at most a quarter more: four to six attempts in ten minutes, no storm.
    EXPECT_GE(tries.size(), 4u) << trouble;
    EXPECT_LE(tries.size(), 6u) << trouble;
    std::set<std::string> identities;
    for (const auto& mail : tries) identities.insert(header(mail, "Message-ID"));
    EXPECT_EQ(identities.size(), 1u) << trouble;
    treat("ok");
    stage_->advance(us_per_hour);
    const auto sent = mails();
    ASSERT_EQ(sent.size(), 1u) << trouble;
    // A refused recipient's mail never showed its headers.
    if (identities != std::set<std::string>{""}) {
      EXPECT_EQ(header(sent[0], "Message-ID"), *identities.begin()) << trouble;
    }
  }
  EXPECT_TRUE(first_failed().empty());
}

TEST_F(Smtp, a_server_that_hangs_costs_its_time_out_and_no_mail) {
  open(url("smtp", "plain"));
  treat("hang");
  const auto begin = std::chrono::steady_clock::now();
  log("Slow server");
  const auto hanging = server_->take("hanging", 5'000);
  ASSERT_EQ(hanging.size(), 1u);
  const auto waiting = office_->get("admin", "/api/v1/deliveries?state=waiting");
  ASSERT_EQ(waiting.body.at("items").as_array().size(), 1u) << waiting.text;
  EXPECT_EQ(text_of(waiting.body.at("items").as_array()[0].as_object(), "attempts"), "1");
  EXPECT_FALSE(text_of(waiting.body.at("items").as_array()[0].as_object(), "reason").empty());
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
  treat("ok");
  stage_->advance(us_per_minute);
  const auto sent = mails();
  ASSERT_EQ(sent.size(), 1u);
  EXPECT_EQ(header(sent[0], "Message-ID"), header(hanging[0], "Message-ID"));

  const mail::SmtpOptions silent{url("smtp", "mute"), "", "", "help@example.org", 2};
  notification::Mail m;
  m.to = "caller02@example.org";
  EXPECT_EQ(mail::send(silent, m).outcome, store::HandOver::Outcome::retry);
}

TEST_F(Smtp, what_is_refused_for_good_is_seen_and_can_be_retried_or_dismissed) {
  open(url("smtp", "plain"));
  treat("5xx-rcpt");
  log("Nobody lives there");
  stage_->advance(us_per_day);
  EXPECT_EQ(server_->take("refused", 2'000).size(), 1u);  // not once more
  auto failed = first_failed();
  ASSERT_FALSE(failed.empty());
  EXPECT_EQ(text_of(failed, "address"), "caller02@example.org");
  EXPECT_EQ(text_of(failed, "kind"), "incident.logged");
  EXPECT_NE(text_of(failed, "reason").find("550"), std::string::npos) << text_of(failed, "reason");
  EXPECT_EQ(office_->get("first01", "/api/v1/deliveries").status, 403);
  EXPECT_EQ(office_->get("admin", "/api/v1/deliveries?state=lost").status, 400);

  const auto one = "/api/v1/deliveries/" + text_of(failed, "id");
  EXPECT_EQ(office_->post("first01", one + "/retry").status, 403);
  treat("5xx-data");
  EXPECT_EQ(office_->post("admin", one + "/retry").status, 200);
  EXPECT_NE(text_of(first_failed(), "reason").find("554"), std::string::npos);
  treat("ok");
  EXPECT_EQ(office_->must("admin", "/api/v1/deliveries/retry")["retried"], "1");
  EXPECT_EQ(mails().size(), 1u);
  EXPECT_TRUE(first_failed().empty());
  EXPECT_EQ(office_->post("admin", one + "/retry").status, 409);
  EXPECT_EQ(office_->post("admin", "/api/v1/deliveries/17/retry").status, 404);

  treat("5xx-rcpt");
  log("Nor there");
  failed = first_failed();
  ASSERT_FALSE(failed.empty());
  EXPECT_EQ(office_->post("admin", "/api/v1/deliveries/" + text_of(failed, "id") + "/dismiss").status, 200);
  EXPECT_TRUE(first_failed().empty());
  EXPECT_EQ(stage_->audit(), "");
}

TEST_F(Smtp, many_waiting_mails_leave_once_each_when_the_server_is_back) {
  open(url("smtp", "plain"));
  treat("4xx-rcpt");
  constexpr int many = 12;
  for (int i = 0; i < many; ++i) log("Number " + std::to_string(i));
  stage_->advance(us_per_hour);
  EXPECT_LE(server_->take("refused", 2'000).size(), many * 9u);
  stage_->crash();
  treat("ok");
  stage_->advance(2 * us_per_hour);
  std::set<std::string> identities;
  const auto sent = mails();
  for (const auto& mail : sent) identities.insert(header(mail, "Message-ID"));
  EXPECT_EQ(sent.size(), std::size_t{many});
  EXPECT_EQ(identities.size(), std::size_t{many});
}

TEST_F(Smtp, logs_in_over_starttls_and_trusts_only_the_certificate_it_was_given) {
  user_ = "evenkeel";
  std::ofstream(folder_.file("password")) << "a secret of the mail server\n";
  open(url("smtp+starttls", "starttls"));
  log("Encrypted");
  const auto sent = mails();
  ASSERT_EQ(sent.size(), 1u);
  EXPECT_EQ(text_of(sent[0], "encrypted"), "true");
  EXPECT_EQ(text_of(sent[0], "user"), "evenkeel");

  notification::Mail m;
  m.to = "caller02@example.org";
  m.text = "x\n";
  using Outcome = store::HandOver::Outcome;
  mail::SmtpOptions options{url("smtp+starttls", "starttls"), "evenkeel", "wrong", "help@example.org", 5};
  options.ca_file = text_of(ready_, "certificate");
  EXPECT_EQ(mail::send(options, m).outcome, Outcome::retry);  // ours to mend, so no mail is lost to it
  options.password = "a secret of the mail server";
  EXPECT_EQ(mail::send(options, m).outcome, Outcome::sent);
  options.ca_file.clear();
  EXPECT_EQ(mail::send(options, m).outcome, Outcome::retry) << "a certificate that the system does not know";
  options.ca_file = text_of(ready_, "certificate");
  options.url = url("smtp+starttls", "starttls", "127.0.0.1");
  EXPECT_EQ(mail::send(options, m).outcome, Outcome::retry) << "a certificate of another name";
  options.url = url("smtp+starttls", "plain");
  options.user.clear();
  EXPECT_EQ(mail::send(options, m).outcome, Outcome::retry) << "a server without STARTTLS";
  options.url = url("smtps", "smtps");
  EXPECT_EQ(mail::send(options, m).outcome, Outcome::sent);
  options.url = url("smtp", "offers_tls");
  options.ca_file.clear();
  EXPECT_EQ(mail::send(options, m).outcome, Outcome::sent) << "offered encryption is taken, whoever offers it";
  const auto last = mails();
  ASSERT_FALSE(last.empty());
  EXPECT_EQ(text_of(last.back(), "encrypted"), "true");
}

}  // namespace
}  // namespace evenkeel::outside
