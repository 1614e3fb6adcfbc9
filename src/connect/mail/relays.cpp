#include "connect/mail/relays.hpp"

#include <algorithm>

namespace evenkeel::mail {
namespace {

constexpr std::int64_t last_for_us = us_per_minute;  // then one mail that is not urgent finds out
constexpr int begin_ms = 4'000;                      // servers that greet later do so on purpose, to strangers
constexpr int urgent_begin_ms = 800;                 // a page has one second, and there is another server

}  // namespace

store::HandOver Relays::send(std::vector<SmtpOptions> servers, const notification::Mail& mail, store::Hurry hurry) {
  put_last_what_hung(servers, hurry);
  store::HandOver outcome;
  std::string why;
  for (std::size_t i = 0; i < servers.size(); ++i) {
    if (i + 1 < servers.size()) servers[i].begin_ms = hurry == store::Hurry::urgent ? urgent_begin_ms : begin_ms;
    const Tried tried = try_server(servers[i], mail);
    remember(servers[i].url, tried.heard);
    outcome = tried.outcome;
    if (outcome.outcome != store::HandOver::Outcome::retry) return outcome;
    why += (why.empty() ? "" : "; ") + outcome.text;
  }
  outcome.text = why;
  return outcome;
}

void Relays::put_last_what_hung(std::vector<SmtpOptions>& servers, store::Hurry hurry) {
  const std::lock_guard lock(mutex_);
  const auto now = world_.monotonic_us();
  std::ranges::stable_partition(servers, [&](const SmtpOptions& server) {
    const auto found = hung_until_us_.find(server.url);
    if (found == hung_until_us_.end()) return true;
    if (hurry == store::Hurry::urgent || now < found->second) return false;
    found->second = now + last_for_us;  // this mail finds out; others need not
    return true;
  });
}

void Relays::remember(const std::string& url, Heard heard) {
  const std::lock_guard lock(mutex_);
  if (heard == Heard::in_time) hung_until_us_.erase(url);
  else hung_until_us_[url] = world_.monotonic_us() + last_for_us;
}

}  // namespace evenkeel::mail
