#include "connect/mail/access_tokens.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "connect/oauth.hpp"
#include "record/json.hpp"

namespace evenkeel::mail {
namespace {

constexpr std::size_t answer_most = 64 * 1024;
constexpr std::int64_t before_end_us = us_per_minute;  // a log-in takes its time
constexpr std::int64_t good_for_default = 10 * 60;     // seconds, when nobody says
constexpr std::int64_t good_for_most = 24 * 60 * 60;

Error failed(std::string text) { return error(Fault::unavailable, "mail_token.failed", std::move(text)); }

}  // namespace

AccessTokens::AccessTokens(TokenOptions options, Send send, std::function<void(const std::string&)> replaced)
    : options_(std::move(options)), send_(std::move(send)), replaced_(std::move(replaced)) {}

Result<std::string> AccessTokens::get(Time now) {
  const std::lock_guard lock(mutex_);
  if (!token_.empty() && now + before_end_us < good_until_) return token_;
  return ask(now);
}

void AccessTokens::forget() {
  const std::lock_guard lock(mutex_);
  token_.clear();
}

Result<std::string> AccessTokens::ask(Time now) {
  token_.clear();
  connect::Call call;
  call.url = options_.url;
  call.headers = {"Content-Type: application/x-www-form-urlencoded", "Accept: application/json"};
  // The client names itself in the body: the large providers all describe it so.
  call.body = connect::form({{"grant_type", options_.refresh_token.empty() ? "client_credentials" : "refresh_token"},
                             {"refresh_token", options_.refresh_token},
                             {"client_id", options_.client_id},
                             {"client_secret", options_.client_secret},
                             {"scope", options_.scope}});
  call.ca_file = options_.ca_file;
  call.keep_most = answer_most;
  call.given_up = options_.given_up;
  const auto answer = send_(call);
  if (answer.status == 0) return failed("no token: the endpoint does not answer: " + answer.trouble);
  const auto json = record::parse_json(answer.body);
  const auto* said = json ? json->if_object() : nullptr;
  if (answer.status != 200)
    return failed(fmt::format("no token: the endpoint answers {}: {}", answer.status,
                              connect::error_word(said ? connect::text_of(*said, "error") : "")));
  const auto token = said ? connect::text_of(*said, "access_token") : std::string();
  if (token.empty() || !connect::is_visible_ascii(token)) return failed("no token: the endpoint's answer has none");
  std::int64_t seconds = good_for_default;
  if (const auto* n = said->if_contains("expires_in"); n && n->is_int64())
    seconds = std::clamp<std::int64_t>(n->as_int64(), 0, good_for_most);
  token_ = token;
  good_until_ = now + seconds * us_per_second;
  if (const auto next = connect::text_of(*said, "refresh_token");
      !next.empty() && next != options_.refresh_token && !options_.refresh_token.empty()) {
    options_.refresh_token = next;
    replaced_(next);
  }
  return token_;
}

}  // namespace evenkeel::mail
