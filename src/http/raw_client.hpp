// A client for tests that sends exactly the bytes it is told to, good or bad, and reads what comes back, with a time-out on
// everything. It understands just enough of HTTP to tell where a response ends.
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace evenkeel::http {

struct RawResponse {
  int status = 0;
  std::string head;                            // raw, with the status line
  std::map<std::string, std::string> headers;  // lower case; the last of a name
  std::string body;
};

class RawClient {
 public:
  enum class Tls { none, trust_all };
  explicit RawClient(int port, Tls tls = Tls::none) : fd_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(port));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd_ < 0 || connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) throw std::runtime_error("cannot connect");
    if (tls == Tls::none) return;
    context_ = SSL_CTX_new(TLS_client_method());
    ssl_ = SSL_new(context_);
    SSL_set_fd(ssl_, fd_);
    if (SSL_connect(ssl_) != 1) throw std::runtime_error("TLS handshake failed");
  }
  ~RawClient() { close(); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  void close() {
    if (ssl_ != nullptr) {
      SSL_shutdown(ssl_);
      SSL_free(ssl_);
      SSL_CTX_free(context_);
      ssl_ = nullptr;
    }
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }
  int fd() const { return fd_; }
  SSL* ssl() const { return ssl_; }

  /// False when the other side has gone.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ssl_ != nullptr ? SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size()))
                                        : static_cast<int>(::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL));
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  enum class Got { bytes, end, nothing };
  /// Waits for more bytes and appends them to what was read.
  Got receive(int timeout_ms = 5'000) {
    pollfd wait{fd_, POLLIN, 0};
    if ((ssl_ == nullptr || SSL_pending(ssl_) == 0) && poll(&wait, 1, timeout_ms) <= 0) return Got::nothing;
    char bytes[16 * 1024];
    const auto size = ssl_ != nullptr ? SSL_read(ssl_, bytes, sizeof bytes) : static_cast<int>(recv(fd_, bytes, sizeof bytes, 0));
    if (size <= 0) return Got::end;
    in_.append(bytes, static_cast<std::size_t>(size));
    return Got::bytes;
  }

  /// One response with a Content-Length or without a body; status 0 when none came.
  enum class Expect { body, no_body };
  RawResponse response(Expect expect = Expect::body, int timeout_ms = 5'000) {
    RawResponse out;
    const std::string head = until("\r\n\r\n", timeout_ms);
    if (head.empty()) return out;
    out.head = head;
    out.status = std::stoi(head.substr(9, 3));
    for (const auto line : split(head, '\n')) {
      const auto colon = line.find(": ");
      if (colon != std::string_view::npos) out.headers[lower_ascii(line.substr(0, colon))] = trim(line.substr(colon + 2));
    }
    const auto length = out.headers.find("content-length");
    if (expect == Expect::no_body || length == out.headers.end()) return out;
    const std::size_t size = std::stoul(length->second);
    while (in_.size() < size && receive(timeout_ms) == Got::bytes) {}
    out.body = in_.substr(0, size);
    in_.erase(0, size);
    return out;
  }

  RawResponse ask(std::string_view request, Expect expect = Expect::body) {
    send(request);
    return response(expect);
  }

  /// Everything up to and with `mark`; empty when it did not come in time.
  std::string until(std::string_view mark, int timeout_ms = 5'000) {
    std::size_t at = 0;
    while ((at = in_.find(mark)) == std::string::npos) {
      if (receive(timeout_ms) != Got::bytes) return {};
    }
    const std::string out = in_.substr(0, at + mark.size());
    in_.erase(0, out.size());
    return out;
  }

  /// True when the other side closes within the time; what it said before is in rest().
  bool closed_within(int timeout_ms) {
    for (;;) {
      const Got got = receive(timeout_ms);
      if (got != Got::bytes) return got == Got::end;
    }
  }
  const std::string& rest() const { return in_; }

 private:
  int fd_ = -1;
  SSL_CTX* context_ = nullptr;
  SSL* ssl_ = nullptr;
  std::string in_;
};

}  // namespace evenkeel::http
