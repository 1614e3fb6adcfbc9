// The change log and its anchors on their way out: to syslog receivers over every way, to a real rsyslog, to a mail server and to a
// hook over HTTPS. The house lives on simulated time; the receivers are real.
#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "base/text.hpp"
#include "outside/helper_process.hpp"
#include "scenario/office.hpp"
#include "store/audit.hpp"

namespace evenkeel::outside {
namespace {

using boost::json::object;
using scenario::Office;
using scenario::Stage;

constexpr const char* marker = "qvexwords";

class AuditStream : public testing::Test {
 protected:
  void SetUp() override {
    receivers_ =
        std::make_unique<HelperProcess>(std::vector<std::string>{"/usr/bin/python3", EVENKEEL_OUTSIDE "/receivers.py", folder_.file("")});
    ready_ = receivers_->next().value();
    ASSERT_EQ(text_of(ready_, "event"), "ready");
  }
  void tell(const std::string& line) {
    receivers_->tell(line);
    ASSERT_FALSE(receivers_->take("done", 10'000).empty());
  }
  void open(Stage::Adjust adjust) {
    stage_ = std::make_unique<Stage>(store::Engine::sqlite, Time{1'772'438'400 * us_per_second},
                                     [this, adjust](app::Config& config, app::HouseOptions& options) {
                                       config.audit.ca_file = text_of(ready_, "certificate");
                                       adjust(config, options);
                                     });
    office_ = std::make_unique<Office>(*stage_);
    office_->add("first01", "analyst");
  }
  void open_syslog(const std::string& target) {
    open([target](app::Config& config, app::HouseOptions&) { config.audit.syslog = target; });
  }
  void log(int count = 1) {
    for (int i = 0; i < count; ++i) {
      const auto made = office_->must("first01", "/api/v1/incidents", std::string(R"({"title":")") + marker + "\"}");
      office_->must("first01", "/api/v1/incidents/" + made["id"] + "/comment", std::string(R"({"text":")") + marker + "\"}");
    }
  }
  std::int64_t newest() {
    std::int64_t seq = 0;
    stage_->database().connect(store::Open::read)->query("SELECT n FROM counter WHERE name = 'change'", {}, [&](const store::Row& row) {
      seq = row.integer(0);
    });
    return seq;
  }
  /// The seq of each message that came, in order; none of them repeats what was written.
  std::vector<std::int64_t> received(int wait_ms = 2'000) {
    std::vector<std::int64_t> seqs;
    for (const auto& message : receivers_->take("message", wait_ms)) {
      const auto text = text_of(message, "text");
      EXPECT_EQ(text.find(marker), std::string::npos) << text;
      EXPECT_TRUE(text.starts_with("<109>1 2026-03-")) << text;
      const auto from = text.find("seq=\"") + 5;
      seqs.push_back(std::stoll(text.substr(from, text.find('"', from) - from)));
    }
    return seqs;
  }
  static std::vector<std::int64_t> from_to(std::int64_t first, std::int64_t last) {
    std::vector<std::int64_t> all;
    for (auto n = first; n <= last; ++n) all.push_back(n);
    return all;
  }
  std::string url(const std::string& scheme, const std::string& port) { return scheme + "://localhost:" + text_of(ready_, port); }

  test::TempFolder folder_;
  std::unique_ptr<HelperProcess> receivers_;
  object ready_;
  std::unique_ptr<Stage> stage_;
  std::unique_ptr<Office> office_;
};

TEST_F(AuditStream, every_change_arrives_once_and_in_order_on_every_way) {
  for (const auto& target :
       {"udp://127.0.0.1:" + text_of(ready_, "udp"), url("tcp", "tcp"), url("tls", "tls"), "unix://" + text_of(ready_, "unix")}) {
    open_syslog(target);
    log(3);
    stage_->advance(us_per_minute);
    EXPECT_EQ(received(), from_to(1, newest())) << target;
  }
}

TEST_F(AuditStream, nothing_is_skipped_over_a_restart) {
  open_syslog(url("tcp", "tcp"));
  log();
  const auto first = received();
  EXPECT_EQ(first, from_to(1, newest()));
  stage_->crash();
  stage_->advance(us_per_minute);  // the claim of the house that died runs out
  log(2);
  stage_->advance(us_per_minute);
  EXPECT_EQ(received(), from_to(first.back() + 1, newest()));
}

TEST_F(AuditStream, nothing_is_skipped_while_the_receiver_is_away) {
  open_syslog(url("tcp", "tcp"));
  log();
  stage_->advance(us_per_minute);
  std::set<std::int64_t> seen;
  for (auto seq : received()) seen.insert(seq);
  tell("tcp away");
  log(60);  // more than goes in one hand-over
  stage_->advance(10 * us_per_minute);
  EXPECT_TRUE(received(200).empty());
  const auto figures = office_->get("admin", "/metrics").text;
  const auto behind = figures.find("\nevenkeel_syslog_behind ");
  ASSERT_NE(behind, std::string::npos) << figures;
  EXPECT_GE(std::stoi(figures.substr(behind + 24)), 120) << "the sixty and their comments wait";
  log();
  tell("tcp back");
  stage_->advance(10 * us_per_minute);
  for (auto seq : received()) seen.insert(seq);  // what the break may have swallowed comes twice
  const auto all = from_to(1, newest());
  EXPECT_EQ(seen, std::set<std::int64_t>(all.begin(), all.end()));
}

TEST_F(AuditStream, a_receiver_with_a_strange_certificate_gets_nothing) {
  open([this](app::Config& config, app::HouseOptions&) {
    config.audit.syslog = url("tls", "tls");
    config.audit.ca_file.clear();
  });
  log();
  stage_->advance(us_per_minute);
  EXPECT_TRUE(received(300).empty());
}

TEST_F(AuditStream, rsyslog_understands_it) {
  if (std::system("rsyslogd -v >/dev/null 2>&1") != 0) FAIL() << "rsyslog is not installed (tools/install.sh)";
  const auto port = text_of(ready_, "tcp"), log_file = folder_.file("received.log"), conf = folder_.file("rsyslog.conf");
  tell("tcp away");  // its port is free now
  std::ofstream(conf) << "module(load=\"imtcp\")\ninput(type=\"imtcp\" address=\"127.0.0.1\" port=\"" << port << "\")\n"
                      << "template(name=\"fields\" type=\"string\" string=\"%syslogfacility-text%.%syslogseverity-text% %app-name% %msgid% "
                         "%structured-data%\\n\")\n*.* action(type=\"omfile\" file=\""
                      << log_file << "\" template=\"fields\")\n";
  HelperProcess rsyslog({"rsyslogd", "-n", "-f", conf, "-i", folder_.file("rsyslog.pid")});
  std::this_thread::sleep_for(std::chrono::seconds(1));
  open_syslog(url("tcp", "tcp"));
  log(2);
  stage_->advance(10 * us_per_minute);
  std::string text;
  const auto last = "seq=\"" + std::to_string(newest()) + "\"";
  for (int i = 0; i < 100 && text.find(last) == std::string::npos; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    std::ostringstream all;
    all << std::ifstream(log_file).rdbuf();
    text = all.str();
  }
  EXPECT_NE(text.find(" evenkeel incident.logged [evenkeel@32473 seq="), std::string::npos) << text;
  EXPECT_NE(text.find(last), std::string::npos) << text;
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), newest()) << text;
  EXPECT_EQ(text.find(marker), std::string::npos);
}

TEST_F(AuditStream, anchors_leave_by_mail_and_hook_once_a_day) {
  HelperProcess smtp({"/usr/bin/python3", EVENKEEL_OUTSIDE "/smtp_server.py", folder_.file("")});
  const auto mail_port = text_of(smtp.next().value(), "plain");
  tell("answer 503");
  open([&](app::Config& config, app::HouseOptions& options) {
    config.mail.smtp = "smtp://127.0.0.1:" + mail_port;
    config.audit.anchor_mail = "keeper@example.org";
    config.audit.anchor_webhook = url("https", "hooks") + "/anchors?token=a-secret";
    options.carry_mail = {};
  });
  log();
  stage_->advance(2 * us_per_hour);
  const auto refused = receivers_->take("hook", 2'000);
  ASSERT_GE(refused.size(), 2u);
  tell("answer 200");
  stage_->advance(us_per_day);
  const auto taken = receivers_->take("hook", 2'000);
  ASSERT_EQ(taken.size(), 2u) << "the first one late, and the next day's";
  std::set<std::string> keys;
  for (const auto& hook : taken) keys.insert(text_of(hook, "key"));
  EXPECT_EQ(keys.size(), taken.size()) << "each of them once";
  EXPECT_TRUE(keys.contains(text_of(refused[0], "key"))) << "with the key of its first attempt";
  EXPECT_EQ(text_of(taken[0], "type"), "application/json");

  const auto anchor = store::parse_anchor(text_of(taken[0].at("body").as_object(), "anchor"));
  ASSERT_TRUE(anchor);
  EXPECT_FALSE(anchor->signature.empty());
  store::AuditOptions audit;
  audit.anchors = {*anchor};
  const auto db = stage_->database().connect(store::Open::read);
  EXPECT_TRUE(store::verify(*db, audit).sound());

  const auto mails = smtp.take("mail", 2'000);
  EXPECT_EQ(mails.size(), 2u) << "one a day, over both ways";
  EXPECT_NE(text_of(mails.at(0), "text").find("\r\nSubject: Evenkeel: anchor of the change log"), std::string::npos);

  tell("answer 404");
  stage_->advance(us_per_day);
  const auto failed = office_->get("admin", "/api/v1/deliveries");
  EXPECT_NE(failed.text.find("the receiver answered 404"), std::string::npos) << failed.text;
  EXPECT_EQ(failed.text.find("a-secret"), std::string::npos) << failed.text;
  tell("answer 302");
  receivers_->take("hook", 100);
  office_->must("admin", "/api/v1/deliveries/retry");
  EXPECT_EQ(receivers_->take("hook", 2'000).size(), 1u) << "no redirect is followed";
  EXPECT_EQ(stage_->audit(), "");
}

}  // namespace
}  // namespace evenkeel::outside
