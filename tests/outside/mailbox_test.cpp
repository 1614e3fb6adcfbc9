// A real mailbox (Dovecot): what is put into it becomes incidents, and what a mailbox can do to who reads it.
#include <arpa/inet.h>
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

namespace evenkeel::outside {
namespace {

namespace fs = std::filesystem;
using scenario::Office;
using scenario::Stage;

constexpr auto program = "/usr/sbin/dovecot";

int free_port() {
  const int s = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  bind(s, reinterpret_cast<sockaddr*>(&address), sizeof address);
  getsockname(s, reinterpret_cast<sockaddr*>(&address), &size);
  close(s);
  return ntohs(address.sin_port);
}

/// One user with a maildir, behind imap:// on a free port. Everything of it lies in one folder.
class Dovecot {
 public:
  explicit Dovecot(const std::string& folder) : folder_(folder), port_(free_port()) {
    // As root it insists on its own users for what faces the network; for anybody else everything is theirs.
    const bool root = geteuid() == 0;
    const std::string user = root ? "dovecot" : getpwuid(geteuid())->pw_name, login = root ? "dovenull" : user,
                      group = root ? "dovecot" : getgrgid(getegid())->gr_name;
    for (const char* name : {"/run", "/state"}) fs::create_directories(folder_ + name);
    make_folder("");
    keep("users", "incidents:{PLAIN}open sesame\n");
    keep("password", "open sesame\n");
    const std::string users = folder_ + "/users", ids = "uid=" + std::to_string(owner()) + " gid=" + std::to_string(owner_group());
    keep("dovecot.conf",
         "base_dir=" + folder_ + "/run\nstate_dir=" + folder_ + "/state\nlog_path=" + folder_ + "/log\nmail_location=maildir:" + folder_ +
             "/Maildir\ndefault_internal_user=" + user + "\ndefault_login_user=" + login + "\ndefault_internal_group=" + group +
             "\nprotocols=imap\nssl=no\ndisable_plaintext_auth=no\nauth_failure_delay=0\npassdb {\n driver=passwd-file\n args=" + users +
             "\n}\nuserdb {\n driver=static\n args=" + ids + " home=" + folder_ +
             "\n}\nservice imap-login {\n chroot=\n inet_listener imap {\n  address=127.0.0.1\n  port=" + std::to_string(port_) +
             "\n }\n inet_listener imaps {\n  port=0\n }\n}\nservice anvil {\n chroot=\n}\nservice stats {\n chroot=\n}\n");
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
      if (waitpid(pid_, nullptr, WNOHANG) != 0) break;
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
  /// A folder of the mailbox.
  void make_folder(const std::string& name) {
    for (const char* part : {"", "/new", "/cur", "/tmp"}) {
      const auto path = folder_ + "/Maildir/" + name + part;
      fs::create_directories(path);
      EXPECT_EQ(chown(path.c_str(), owner(), owner_group()), 0);
    }
  }
  std::string url() const { return "imap://127.0.0.1:" + std::to_string(port_); }
  std::string password_file() const { return folder_ + "/password"; }
  mail::ImapOptions options() const { return {url(), "incidents", "open sesame"}; }

 private:
  void keep(const std::string& name, const std::string& text) { std::ofstream(folder_ + "/" + name) << text; }
  /// It refuses mailboxes of root.
  static uid_t owner() { return geteuid() == 0 ? getpwnam("nobody")->pw_uid : geteuid(); }
  static gid_t owner_group() { return geteuid() == 0 ? getpwnam("nobody")->pw_gid : getegid(); }

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

TEST_P(MailboxOnBoth, staff_acknowledge_by_answering_and_a_colleague_does_not_in_their_name) {
  open(GetParam());
  const std::string team = office_->get("admin", "/api/v1/teams").body.at("items").at(0).at("id").as_string().c_str();
  const std::string first =
      office_->must("admin", "/api/v1/people",
                    R"({"name":"First line 04","mail":"first04@example.org","roles":["analyst"],"teams":[")" + team + "\"]}")["id"];
  office_->must("admin", "/api/v1/people", R"({"name":"First line 05","mail":"first05@example.org","roles":["analyst"]})");
  const std::string incident =
      office_->must("admin", "/api/v1/incidents", R"({"title":"Router down","impact":"high","urgency":"high"})")["id"];
  office_->must("admin", "/api/v1/incidents/" + incident + "/assign", R"({"team":")" + team + R"(","assignee":")" + first + "\"}");
  ASSERT_FALSE(stage_->mails.empty());
  const std::string address = stage_->mails.back().reply_to;
  ASSERT_NE(address, "");
  const auto answer = [&](const std::string& from, const std::string& headers) {
    dovecot_->put("From: " + from + "\nTo: " + address + "\nSubject: Re: Router down\n" + headers +
                  "\nÜbernehme\n\nOn Monday the desk wrote:\n> INC0000001 is yours\n");
    look();
    return office_->get("admin", "/api/v1/incidents/" + incident).body.at("acknowledged_at").is_string();
  };
  EXPECT_FALSE(answer("first05@example.org", "Message-ID: <a1@example.org>\n"));
  EXPECT_FALSE(answer("first04@example.org", "Message-ID: <a2@example.org>\nAuto-Submitted: auto-replied\n"));
  EXPECT_TRUE(answer("First line 04 <first04@example.org>", "Message-ID: <a3@example.org>\n"));
  const auto story = office_->get("admin", "/api/v1/incidents/" + incident + "/story").body.at("items");
  EXPECT_EQ(story.at(0).at("by").as_string(), first);
  EXPECT_EQ(stage_->audit(), "");
}

TEST_F(Mailbox, what_was_read_by_somebody_before_is_the_past_and_the_rest_is_taken) {
  dovecot_->put(mail("old and read"));
  dovecot_->put(mail("old and unread"));
  ASSERT_TRUE(mail::Imap(dovecot_->options()).mark_seen(1));
  open(store::Engine::sqlite);
  look();
  EXPECT_EQ(mails("quarantined"), 1U) << "it came before its sender was known, and is one";
}

TEST_F(Mailbox, mails_are_moved_when_they_are_stored_and_a_missing_folder_loses_nothing) {
  open(store::Engine::sqlite, "Stored");
  dovecot_->put(mail("one"));
  look();
  EXPECT_EQ(incidents(), 1U) << "there is no such folder, and the mail is here all the same";
  look();
  EXPECT_EQ(incidents(), 1U);
  dovecot_->make_folder(".Stored");
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
