#include "connect/syslog/stream.hpp"

#include <curl/curl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <linux/sockios.h>

#include "base/log.hpp"
#include "connect/curl.hpp"
#include "store/forwarder.hpp"

namespace evenkeel::syslog {
namespace {

/// curl makes the connection (names, addresses, time-outs, certificates) and lets us have it.
class StreamSender : public Sender {
 public:
  StreamSender(const Target& target, const Options& options) : target_(target), options_(options), curl_(nullptr, curl_easy_cleanup) {}

  std::int64_t send(const std::vector<store::ChangeRow>& changes) override {
    if (curl_ && is_over()) return broken("the receiver closed the connection");
    if (!curl_ && !open()) return 0;
    std::string bytes;
    for (const auto& change : changes) {
      const auto message = format(change, options_);
      bytes += fmt::format("{} {}", message.size(), message);
    }
    if (!write_all(bytes) || !arrived()) return broken("the connection broke");
    return static_cast<std::int64_t>(changes.size());
  }

 private:
  int timeout_ms() const { return options_.timeout_seconds * 1'000; }

  bool open() {
    curl_ = connect::new_curl();
    if (!curl_) return false;
    const bool tls = target_.way == Target::Way::tls;
    const auto url = fmt::format("{}://{}:{}", tls ? "https" : "http", target_.host, target_.port);
    char why[CURL_ERROR_SIZE] = "";
    CURL* c = curl_.get();
    curl_easy_setopt(c, CURLOPT_URL, url.c_str());
    curl_easy_setopt(c, CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_setopt(c, CURLOPT_PROXY, "");
    curl_easy_setopt(c, CURLOPT_SSL_ENABLE_ALPN, 0L);
    curl_easy_setopt(c, CURLOPT_ERRORBUFFER, why);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, static_cast<long>(options_.timeout_seconds));
    if (!options_.ca_file.empty()) curl_easy_setopt(c, CURLOPT_CAINFO, options_.ca_file.c_str());
    const auto code = curl_easy_perform(c);
    curl_easy_setopt(c, CURLOPT_ERRORBUFFER, nullptr);
    if (code == CURLE_OK && curl_easy_getinfo(c, CURLINFO_ACTIVESOCKET, &socket_) == CURLE_OK && socket_ != CURL_SOCKET_BAD) return true;
    log_warn("syslog.not_reached", {{"target", target_.host}, {"why", why[0] ? why : curl_easy_strerror(code)}});
    curl_.reset();
    return false;
  }

  /// A receiver says nothing; when there is something to read, it is the end.
  bool is_over() {
    char byte = 0;
    std::size_t n = 0;
    const auto code = curl_easy_recv(curl_.get(), &byte, 1, &n);
    return code == CURLE_OK ? n == 0 : code != CURLE_AGAIN;
  }

  bool write_all(std::string_view bytes) {
    while (!bytes.empty()) {
      std::size_t n = 0;
      const auto code = curl_easy_send(curl_.get(), bytes.data(), bytes.size(), &n);
      if (code == CURLE_OK) {
        bytes.remove_prefix(n);
        continue;
      }
      if (code != CURLE_AGAIN || !wait_writable()) return false;
    }
    return true;
  }

  bool wait_writable() {
    pollfd wanted{static_cast<int>(socket_), POLLOUT, 0};
    return ::poll(&wanted, 1, timeout_ms()) == 1 && !(wanted.revents & (POLLERR | POLLHUP));
  }

  /// Until the other machine has acknowledged every byte: the most that this protocol lets a sender know.
  bool arrived() {
    constexpr int pause_ms = 5;
    for (int waited = 0; waited <= timeout_ms(); waited += pause_ms) {
      int unsent = 0;
      if (ioctl(static_cast<int>(socket_), SIOCOUTQ, &unsent) != 0) return false;
      if (unsent == 0) return !is_over();
      pollfd ended{static_cast<int>(socket_), POLLIN, 0};
      if (::poll(&ended, 1, pause_ms) > 0 && is_over()) return false;
    }
    return false;
  }

  std::int64_t broken(const char* why) {
    log_warn("syslog.not_sent", {{"target", target_.host}, {"why", why}});
    curl_.reset();
    return store::go_back;
  }

  Target target_;
  Options options_;
  std::unique_ptr<CURL, void (*)(CURL*)> curl_;
  curl_socket_t socket_ = CURL_SOCKET_BAD;
};

}  // namespace

std::unique_ptr<Sender> make_stream_sender(const Target& target, const Options& options) {
  return std::make_unique<StreamSender>(target, options);
}

}  // namespace evenkeel::syslog
