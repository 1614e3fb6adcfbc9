// A mailbox whose server says nothing more: who ends does not wait for it.
#include "connect/mail/imap.hpp"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

namespace evenkeel::mail {
namespace {

/// Greets whoever comes, and then is silent.
class SilentServer {
 public:
  SilentServer() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    auto* address = reinterpret_cast<sockaddr*>(&at);
    EXPECT_EQ(::bind(socket_, address, size), 0);
    EXPECT_EQ(::listen(socket_, 1), 0);
    EXPECT_EQ(::getsockname(socket_, address, &size), 0);
    port_ = ntohs(at.sin_port);
  }
  ~SilentServer() {
    ::close(line_);
    ::close(socket_);
  }
  SilentServer(const SilentServer&) = delete;
  SilentServer& operator=(const SilentServer&) = delete;

  int port() const { return port_; }
  /// Until somebody has sent the first command.
  void wait_for_a_question() {
    constexpr std::string_view greeting = "* OK ready\r\n";
    line_ = ::accept(socket_, nullptr, nullptr);
    EXPECT_EQ(::write(line_, greeting.data(), greeting.size()), static_cast<ssize_t>(greeting.size()));
    char bytes[64];
    EXPECT_GT(::read(line_, bytes, sizeof bytes), 0);
  }

 private:
  int socket_, line_ = -1, port_ = 0;
};

TEST(Imap, WhoEndsDoesNotWaitForASilentServer) {
  SilentServer server;
  std::atomic<bool> given_up{false};
  Imap imap({"imap://127.0.0.1:" + std::to_string(server.port()), "desk", "secret", "INBOX", {}, 30, 1'000, &given_up});
  std::thread ends([&] {
    server.wait_for_a_question();
    given_up = true;
  });
  const auto found = imap.look();
  ends.join();
  ASSERT_FALSE(found);
  EXPECT_NE(found.error().first().text.find("abort"), std::string::npos) << found.error().first().text;
}

}  // namespace
}  // namespace evenkeel::mail
