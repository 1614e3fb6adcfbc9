// A real mailbox (Dovecot): what is put into it becomes incidents, and what a mailbox can do to who reads it.
#include <grp.h>
#include <gtest/gtest.h>
#include <pwd.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "connect/mail/imap.hpp"
#include "outside/helper_process.hpp"
#include "scenario/office.hpp"
#include "support/slapd.hpp"

namespace evenkeel::outside {
namespace {

namespace fs = std::filesystem;
using scenario::Office;
using scenario::Stage;

constexpr auto program = "/usr/sbin/dovecot";

/// One user with a maildir, behind imap:// on a free port. Everything of it lies in one folder.
class Dovecot {
 public:
  explicit Dovecot(const std::string& folder) : folder_(folder), port_(test::free_port()) {
    const std::string user = getpwuid(geteuid())->pw_name;
    for (const char* name : {"/Maildir/new", "/Maildir/cur", "/Maildir/tmp", "/run", "/state"}) fs::create_directories(folder_ + name);
    std::ofstream(folder_ + "/users") << "incidents:{PLAIN}open sesame:" << geteuid() << ":" << getegid() << "::" << folder_ << "::\n";
    std::ofstream(folder_ + "/password") << "open sesame\n";
    std::ofstream(folder_ + "/dovecot.conf") << "base_dir=" << folder_ << "/run\nstate_dir=" << folder_ << "/state\nlog_path=" << folder_
                                             << "/log\nprotocols=imap\nssl=no\ndisable_plaintext_auth=no\nmail_location=maildir:" << folder_
                                             << "/Maildir\ndefault_internal_user=" << user << "\ndefault_login_user=" << user
                                             << "\ndefault_internal_group=" << group() << "\nfirst_valid_uid=0\nfirst_valid_gid=0\n"
                                             << "mail_max_userip_connections=50\n"
                                             << "passdb {\n driver=passwd-file\n args=" << folder_ << "/users\n}\n"
                                             << "userdb {\n driver=passwd-file\n args=" << folder_ << "/users\n}\n"
                                             << "service imap-login {\n chroot=\n inet_listener imap {\n  address=127.0.0.1\n  port="
                                             << port_ << "\n }\n inet_listener imaps {\n  port=0\n }\n}\nservice anvil {\n chroot=\n}\n"
                                             << "service stats {\n chroot=\n}\n";
    start();
  }
  ~Dovecot() { stop(); }

  void start() {
    pid_ = fork();
    if (pid_ == 0) {
      execl(program, program, "-F", "-c", (folder_ + "/dovecot.conf").c_str(), nullptr);
      _exit(127);
    }
    for (int i = 0; i < 100; ++i) {
      if (mail::Imap(options()).look()) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    std::ifstream log(folder_ + "/log");
    std::string text((std::istreambuf_iterator<char>(log)), {});
    ADD_FAILURE() << "dovecot does not answer: " << text;
  }
  void stop() {
    if (pid_ <= 0) return;
    kill(pid_, SIGTERM);
    waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }

  void put(const std::string& mail) {
    const auto name = std::to_string(1'772'438'400 + count_) + ".M" + std::to_string(count_) + ".host";
    ++count_;
    std::ofstream(folder_ + "/Maildir/tmp/" + name) << mail;
    fs::rename(folder_ + "/Maildir/tmp/" + name, folder_ + "/Maildir/new/" + name);
  }
  std::string url() const { return "imap://127.0.0.1:" + std::to_string(port_); }
  std::string password_file() const { return folder_ + "/password"; }
  mail::ImapOptions options() const { return {url(), "incidents", "open sesame"}; }

 private:
  static std::string group() { return getgrgid(getegid())->gr_name; }

  std::string folder_;
  int port_, count_ = 0;
  pid_t pid_ = 0;
};

class Mailbox : public testing::Test {
 protected:
  void SetUp() override { dovecot_ = std::make_unique<Dovecot>(folder_.file("dovecot")); }
  void open(store::Engine engine, const std::string& done_folder = "") {
    stage_ = std::make_unique<Stage>(engine, *parse_rfc3339("2026-03-02T08:00:00Z"),
                                     [this, done_folder](app::Config& config, app::HouseOptions&) {
                                       config.incoming_mail.imap = dovecot_->url();
                                       config.incoming_mail.user = "incidents";
                                       config.incoming_mail.password_file = dovecot_->password_file();
                                       config.incoming_mail.done_folder = done_folder;
                                       config.incoming_mail.every = "30s";
                                     });
    office_ = std::make_unique<Office>(*stage_);
    caller_ = office_->must("admin", "/api/v1/people", R"({"name":"Caller 07","mail":"caller07@example.org"})")["id"];
  }
  void look() { stage_->advance(31 * us_per_second); }
  std::size_t count(const std::string& path) { return office_->get("admin", path).body.at("items").as_array().size(); }
  std::size_t incidents() { return count("/api/v1/incidents"); }
  std::size_t mails(const std::string& state) { return count("/api/v1/incoming_mail?state=" + state); }
  static std::string mail(const std::string& subject, const std::string& more = "", const std::string& text = "It blinks.\n") {
    return "From: Caller 07 <caller07@example.org>\nTo: incidents@help.example.org\nSubject: " + subject + "\n" + more + "\n" + text;
  }

  test::TempFolder folder_;
  std::unique_ptr<Dovecot> dovecot_;
  std::unique_ptr<Stage> stage_;
  std::unique_ptr<Office> office_;
  std::string caller_;
};

class MailboxOnBoth : public Mailbox, public testing::WithParamInterface<store::Engine> {
  void SetUp() override {
    if (const auto why = test::why_not(GetParam()); !why.empty()) GTEST_SKIP() << why;
    Mailbox::SetUp();
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, MailboxOnBoth, testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         [](const auto& engine) { return engine.param == store::Engine::sqlite ? "sqlite" : "postgres"; });

TEST_P(MailboxOnBoth, mails_become_incidents_answers_thread_and_a_bomb_delays_nobody) {
  open(GetParam());
  dovecot_->put(mail("Router down", "Message-ID: <one@example.org>\n"));
  look();
  EXPECT_EQ(incidents(), 1U);
  look();
  EXPECT_EQ(incidents(), 1U) << "it is read once";

  std::string bomb = "From: caller07@example.org\nContent-Type: multipart/mixed; boundary=b\n\n";
  for (int i = 0; i < 10'000; ++i) bomb += "--b\n\nx\n";
  dovecot_->put(bomb);
  dovecot_->put(mail("Re: Router down", "Message-ID: <two@example.org>\nReferences: <one@example.org>\n", "Now it is dark.\n"));
  dovecot_->put(mail("Another thing", "Message-ID: <three@example.org>\n"));
  look();
  EXPECT_EQ(incidents(), 2U);
  EXPECT_EQ(mails("quarantined"), 1U);
  EXPECT_EQ(mails("done"), 3U);
  EXPECT_EQ(stage_->audit(), "");
}

TEST_F(Mailbox, what_was_read_by_somebody_before_is_the_past_and_the_rest_is_taken) {
  dovecot_->put(mail("old and read"));
  dovecot_->put(mail("old and unread"));
  ASSERT_TRUE(mail::Imap(dovecot_->options()).mark_seen(1));
  open(store::Engine::sqlite);
  look();
  EXPECT_EQ(incidents(), 1U);
}

TEST_F(Mailbox, mails_are_moved_when_they_are_stored_and_a_missing_folder_loses_nothing) {
  open(store::Engine::sqlite, "Stored");
  dovecot_->put(mail("one"));
  look();
  EXPECT_EQ(incidents(), 1U) << "there is no such folder, and the mail is here all the same";
  look();
  EXPECT_EQ(incidents(), 1U);
  fs::create_directories(folder_.file("dovecot") + "/Maildir/.Stored/cur");
  fs::create_directories(folder_.file("dovecot") + "/Maildir/.Stored/new");
  fs::create_directories(folder_.file("dovecot") + "/Maildir/.Stored/tmp");
  dovecot_->put(mail("two"));
  look();
  EXPECT_EQ(incidents(), 2U);
  auto options = dovecot_->options();
  options.folder = "Stored";
  mail::Imap stored(options);
  const auto there = stored.above(0);
  ASSERT_TRUE(there) << there.error().first().text;
  EXPECT_EQ(there->size(), 1U);
}

TEST_F(Mailbox, a_server_that_is_away_and_a_crash_lose_nothing) {
  open(store::Engine::sqlite);
  look();
  dovecot_->stop();
  look();
  dovecot_->put(mail("while it was away"));
  dovecot_->start();
  look();
  EXPECT_EQ(incidents(), 1U);
  stage_->crash();
  dovecot_->put(mail("after the crash"));
  look();
  EXPECT_EQ(incidents(), 2U);
}

TEST_F(Mailbox, a_wrong_password_is_said_without_it) {
  auto options = dovecot_->options();
  options.password = "wrong sesame";
  const auto refused = mail::Imap(options).look();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().first().text.find("sesame"), std::string::npos);
}

TEST_F(Mailbox, a_mail_that_is_too_large_leaves_its_headers_and_stays) {
  open(store::Engine::sqlite);
  dovecot_->put(mail("A film", "", std::string(26 * 1024 * 1024, 'x') + "\n"));
  dovecot_->put(mail("A word"));
  look();
  EXPECT_EQ(incidents(), 1U);
  EXPECT_EQ(mails("quarantined"), 1U);
}

}  // namespace

}  // namespace evenkeel::outside
