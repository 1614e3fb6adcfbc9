#include "connect/mail/imap_idle.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>

#include "base/text.hpp"

namespace evenkeel::mail {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t line_most = 64 * 1024;
constexpr milliseconds slice{500};  // so long the end of the server is not seen

Error failed(std::string text) { return error(Fault::unavailable, "imap.failed", std::move(text)); }

}  // namespace

ImapIdle::ImapIdle(ImapOptions options) : options_(std::move(options)), curl_(connect::new_curl()) {}

Result<bool> ImapIdle::wait(milliseconds most) {
  if (!begun_) {
    CHECK_OK(begin());
    begun_ = true;
    return true;
  }
  const auto end = Clock::now() + most;
  while (!news_) {
    const auto left = std::chrono::duration_cast<milliseconds>(end - Clock::now());
    if (left.count() <= 0) break;
    TRY(const auto told, line(left));
    CHECK_OK(hear(told));
  }
  if (!news_) {
    // Said anew, so that neither the server nor anything between takes us for gone; and so that we see that it is.
    const auto tag = fmt::format("e{} ", commands_);
    CHECK_OK(say("DONE"));
    TRY(const bool done, answered(tag));
    if (!done) return failed("the server does not end what it was asked for");
    CHECK_OK(listen());
  }
  return std::exchange(news_, false);
}

Status ImapIdle::begin() {
  if (!curl_) return failed("no memory for a connection");
  CURL* c = curl_.get();
  char why[CURL_ERROR_SIZE] = "";
  const auto url = server_url(options_);
  log_in(c, options_);
  curl_easy_setopt(c, CURLOPT_URL, url.c_str());
  curl_easy_setopt(c, CURLOPT_CONNECT_ONLY, 1L);  // which logs in
  curl_easy_setopt(c, CURLOPT_ERRORBUFFER, why);
  curl_easy_setopt(c, CURLOPT_TIMEOUT, static_cast<long>(options_.timeout_seconds));
  const CURLcode code = curl_easy_perform(c);
  curl_easy_setopt(c, CURLOPT_ERRORBUFFER, nullptr);
  if (code != CURLE_OK) return failed(why[0] ? why : curl_easy_strerror(code));
  CHECK_OK(say(fmt::format("e{} EXAMINE \"{}\"", ++commands_, options_.folder)));
  TRY(const bool there, answered(fmt::format("e{} ", commands_)));
  if (!there) return failed("there is no folder " + options_.folder);
  CHECK_OK(listen());
  news_ = false;  // how many mails there are is no news
  return Done{};
}

Status ImapIdle::listen() {
  CHECK_OK(say(fmt::format("e{} IDLE", ++commands_)));
  TRY(const bool heard, answered("+"));
  if (!heard) return error(Fault::missing, "imap.no_idle", "the server does not tell of new mails (IDLE)");
  return Done{};
}

Status ImapIdle::say(std::string_view text) {
  const auto bytes = std::string(text) + "\r\n";
  for (std::size_t sent = 0; sent < bytes.size();) {
    std::size_t n = 0;
    const auto code = curl_easy_send(curl_.get(), bytes.data() + sent, bytes.size() - sent, &n);
    // A line of some bytes does not fit: nobody has read for long.
    if (code != CURLE_OK) return failed(curl_easy_strerror(code));
    sent += n;
  }
  return Done{};
}

Result<std::string> ImapIdle::line(milliseconds most) {
  const auto end = Clock::now() + most;
  curl_socket_t socket = CURL_SOCKET_BAD;
  curl_easy_getinfo(curl_.get(), CURLINFO_ACTIVESOCKET, &socket);
  if (socket == CURL_SOCKET_BAD) return failed("the connection is gone");
  for (;;) {
    if (const auto at = unread_.find('\n'); at != std::string::npos) {
      const std::string found(trim(std::string_view(unread_).substr(0, at)));
      unread_.erase(0, at + 1);
      if (!found.empty()) return found;
      continue;
    }
    if (unread_.size() > line_most) return failed("the server sends a line without an end");
    char bytes[4096];
    std::size_t n = 0;
    const auto code = curl_easy_recv(curl_.get(), bytes, sizeof bytes, &n);
    if (code == CURLE_OK && n == 0) return failed("the server has closed the connection");
    if (code == CURLE_OK) {
      unread_.append(bytes, n);
      continue;
    }
    if (code != CURLE_AGAIN) return failed(curl_easy_strerror(code));
    if (options_.given_up && *options_.given_up) return failed("nobody waits any longer");
    const auto left = std::chrono::duration_cast<milliseconds>(end - Clock::now());
    if (left.count() <= 0) return std::string();
    pollfd what{socket, POLLIN, 0};
    (void)::poll(&what, 1, static_cast<int>(std::min(left, slice).count()));
  }
}

Result<bool> ImapIdle::answered(std::string_view begin) {
  const auto own = fmt::format("e{} ", commands_);
  const auto end = Clock::now() + std::chrono::seconds(options_.timeout_seconds);
  while (Clock::now() < end) {
    TRY(const auto told, line(std::chrono::duration_cast<milliseconds>(end - Clock::now())));
    if (told.starts_with(own)) return begin == own && told.starts_with(own + "OK");
    if (told.starts_with(begin)) return true;
    CHECK_OK(hear(told));
  }
  return failed("the server does not answer");
}

Status ImapIdle::hear(std::string_view told) {
  if (told.starts_with("* BYE")) return failed("the server ends the connection");
  if (told.starts_with("* ") && told.ends_with(" EXISTS")) news_ = true;
  return Done{};
}

}  // namespace evenkeel::mail
