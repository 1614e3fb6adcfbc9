// Mailboxes whose server says what no server should, or nothing more.
#include "connect/mail/imap.hpp"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <functional>
#include <thread>

#include "connect/mail/imap_idle.hpp"

namespace evenkeel::mail {
namespace {

/// Greets one who comes, lets them log in and says of every other line what `answer` makes of its words behind the tag; "" is nothing.
class ScriptedServer {
 public:
  using Script = std::function<std::string(const std::string& tag, const std::string& words)>;
  explicit ScriptedServer(Script answer) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    auto* address = reinterpret_cast<sockaddr*>(&at);
    EXPECT_EQ(::bind(socket_, address, size), 0);
    EXPECT_EQ(::listen(socket_, 1), 0);
    EXPECT_EQ(::getsockname(socket_, address, &size), 0);
    port_ = ntohs(at.sin_port);
    thread_ = std::thread([this, answer = std::move(answer)] { serve(answer); });
  }
  ~ScriptedServer() {
    ::shutdown(socket_, SHUT_RDWR);
    if (line_ >= 0) ::shutdown(line_, SHUT_RDWR);
    thread_.join();
    ::close(line_);
    ::close(socket_);
  }
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;

  ImapOptions options() const { return {"imap://127.0.0.1:" + std::to_string(port_), "desk", "secret"}; }

 private:
  void say(const std::string& text) { EXPECT_EQ(::send(line_, text.data(), text.size(), MSG_NOSIGNAL), static_cast<ssize_t>(text.size())); }
  void serve(const Script& answer) {
    line_ = ::accept(socket_, nullptr, nullptr);
    if (line_ < 0) return;
    say("* OK ready\r\n");
    std::string read;
    char bytes[512];
    for (ssize_t n = 0; (n = ::read(line_, bytes, sizeof bytes)) > 0;) {
      read.append(bytes, static_cast<std::size_t>(n));
      for (std::size_t end = 0; (end = read.find("\r\n")) != std::string::npos; read.erase(0, end + 2)) {
        const auto space = std::min(read.find(' '), end);
        const auto tag = read.substr(0, space), words = read.substr(std::min(space + 1, end), end - std::min(space + 1, end));
        if (words == "CAPABILITY") say("* CAPABILITY IMAP4rev1\r\n" + tag + " OK\r\n");
        else if (words.starts_with("LOGIN")) say(tag + " OK\r\n");
        else if (const auto said = answer(tag, words); !said.empty()) say(said);
      }
    }
  }

  int socket_, port_ = 0;
  std::atomic<int> line_{-1};
  std::thread thread_;
};

constexpr std::chrono::milliseconds moment{50};

/// A server with a mailbox that tells of new mails as `idle` says.
ScriptedServer::Script telling(std::string idle, std::string done = "OK") {
  return [idle, done, idles = std::string()](const std::string& tag, const std::string& words) mutable {
    if (words.starts_with("EXAMINE")) return "* 4 EXISTS\r\n" + tag + " OK [READ-ONLY]\r\n";
    if (tag == "DONE") return done.empty() ? done : idles + " " + done + "\r\n";
    if (words != "IDLE") return tag + " BAD what\r\n";
    idles = tag;
    return idle;
  };
}

TEST(ImapIdle, HearsOfNewMailsAndOfNothingElse) {
  ScriptedServer server(telling("+ idling\r\n* 3 EXPUNGE\r\n* 2 FETCH (FLAGS (\\Seen))\r\n* OK still here\r\n"));
  ImapIdle idle(server.options());
  EXPECT_TRUE(*idle.wait(moment)) << "what came before is not told";
  EXPECT_FALSE(*idle.wait(moment));
  EXPECT_FALSE(*idle.wait(moment)) << "asked anew, it is told the same";
}

TEST(ImapIdle, AMailThatComesBetweenTwoQuestionsIsHeardOf) {
  ScriptedServer server(telling("* 5 EXISTS\r\n+ idling\r\n"));
  ImapIdle idle(server.options());
  EXPECT_TRUE(*idle.wait(moment));
  EXPECT_TRUE(*idle.wait(moment));
}

TEST(ImapIdle, AServerThatDoesNotOfferItIsNotAskedAgain) {
  ScriptedServer server([](const std::string& tag, const std::string& words) { return tag + (words == "IDLE" ? " BAD\r\n" : " OK\r\n"); });
  const auto refused = ImapIdle(server.options()).wait(moment);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().first().code, "imap.no_idle");
}

TEST(ImapIdle, AnythingElseIsAFailureThatEnds) {
  const auto fails = [](ScriptedServer::Script script, int seconds = 30) {
    ScriptedServer server(std::move(script));
    auto options = server.options();
    options.timeout_seconds = seconds;
    ImapIdle idle(std::move(options));
    auto came = idle.wait(moment);
    if (came) came = idle.wait(moment);
    EXPECT_FALSE(came);
    return came ? std::string() : came.error().first().text;
  };
  EXPECT_EQ(fails([](const std::string& tag, const std::string&) { return tag + " NO such folder\r\n"; }), "there is no folder INBOX");
  EXPECT_EQ(fails(telling("+ idling\r\n* BYE\r\n")), "the server ends the connection");
  EXPECT_EQ(fails(telling("+ idling\r\n" + std::string(70'000, 'x'))), "the server sends a line without an end");
  EXPECT_EQ(fails(telling("+ idling\r\n", ""), 1), "the server does not answer");
  EXPECT_EQ(fails(telling("+ idling\r\n", "NO")), "the server does not end what it was asked for");
}

TEST(ImapIdle, WhoEndsDoesNotWaitForAMail) {
  ScriptedServer server(telling("+ idling\r\n"));
  auto options = server.options();
  std::atomic<bool> given_up{false};
  options.given_up = &given_up;
  ImapIdle idle(std::move(options));
  ASSERT_TRUE(idle.wait(moment));
  std::thread ends([&] { given_up = true; });
  EXPECT_FALSE(idle.wait(std::chrono::hours(1)));
  ends.join();
}

TEST(Imap, WhoEndsDoesNotWaitForASilentServer) {
  std::atomic<bool> given_up{false};
  ScriptedServer server([&](const std::string&, const std::string&) {
    given_up = true;
    return std::string();
  });
  auto options = server.options();
  options.given_up = &given_up;
  const auto found = Imap(std::move(options)).look();
  ASSERT_FALSE(found);
  EXPECT_NE(found.error().first().text.find("abort"), std::string::npos) << found.error().first().text;
}

}  // namespace
}  // namespace evenkeel::mail
