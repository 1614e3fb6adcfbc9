#include "connect/outgoing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "connect/addresses.hpp"
#include "connect/curl.hpp"
#include "connect/ping.hpp"

namespace evenkeel::connect {
namespace {

constexpr std::size_t answer_most = 64 * 1'024;  // of the answer, which nobody reads
constexpr long connect_seconds = 10;
constexpr std::int64_t wait_default_us = us_per_minute;  // after 429 without a time
constexpr std::int64_t wait_most_s = 3'600;

/// What is not the internet: this machine, private and shared networks, links, documentation, multicast, and the ways of IPv6 to write the
/// same (RFC 6890, RFC 4193, RFC 6052, RFC 3056).
const http::AddressBlocks& special_blocks() {
  static const http::AddressBlocks blocks = *http::AddressBlocks::parse(
      {"0.0.0.0/8",    "10.0.0.0/8",     "100.64.0.0/10",  "127.0.0.0/8",   "169.254.0.0/16",  "172.16.0.0/12",  "192.0.0.0/24",
       "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
       "::/96",        "64:ff9b::/96",   "64:ff9b:1::/48", "100::/64",      "2001::/23",       "2001:db8::/32",  "2002::/16",
       "fc00::/7",     "fe80::/10",      "fec0::/10",      "ff00::/8"});
  return blocks;
}

struct Reading {
  const Call& call;
  std::size_t read = 0;
  bool refused = false;
  std::string retry_after;
  Answer kept = {};
  std::size_t most() const { return std::max(answer_most, call.keep_most); }
};

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* user) {
  auto& reading = *static_cast<Reading*>(user);
  reading.read += size * count;
  if (auto& begin = reading.kept.body; begin.size() < reading.call.begin_most)
    begin.append(bytes, std::min(size * count, reading.call.begin_most - begin.size()));
  if (reading.read > reading.most()) return 0;
  if (reading.call.keep_most > 0) reading.kept.body.append(bytes, size * count);
  return size * count;
}

std::size_t header(char* bytes, std::size_t size, std::size_t count, void* user) {
  auto& reading = *static_cast<Reading*>(user);
  const std::string_view line(bytes, size * count);
  reading.read += line.size();
  const auto colon = line.find(':');
  const auto is = [&](std::string_view name) { return colon != std::string_view::npos && equal_ascii_nocase(line.substr(0, colon), name); };
  if (is("retry-after")) reading.retry_after = trim(line.substr(colon + 1));
  if (is("etag")) reading.kept.etag = trim(line.substr(colon + 1));
  if (is("last-modified")) reading.kept.last_modified = trim(line.substr(colon + 1));
  return reading.read > reading.most() ? 0 : line.size();
}

/// Asked for each address that a name resolved to, right before it is connected to.
curl_socket_t open_socket(void* user, curlsocktype, curl_sockaddr* to) {
  auto& reading = *static_cast<Reading*>(user);
  if (is_refused(reading.call, text_of(to->addr))) {
    reading.refused = true;
    return CURL_SOCKET_BAD;
  }
  return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

std::int64_t wait_of(const std::string& retry_after) {
  std::int64_t seconds = 0;
  const char* end = retry_after.data() + retry_after.size();
  const auto [at, ec] = std::from_chars(retry_after.data(), end, seconds);
  if (retry_after.empty() || ec != std::errc() || at != end || seconds < 0) return 0;
  return std::min(seconds, wait_most_s) * us_per_second;
}

/// Until when the certificate of the server itself is good, the first of those that it sent.
Time certificate_ends(CURL* c) {
  constexpr std::string_view name = "Expire date:";
  const curl_certinfo* chain = nullptr;
  if (curl_easy_getinfo(c, CURLINFO_CERTINFO, &chain) != CURLE_OK || !chain || chain->num_of_certs < 1) return {};
  for (const curl_slist* line = chain->certinfo[0]; line; line = line->next) {
    if (!std::string_view(line->data).starts_with(name)) continue;
    const auto seconds = curl_getdate(line->data + name.size(), nullptr);
    return seconds > 0 ? Time{static_cast<std::int64_t>(seconds) * us_per_second} : Time{};
  }
  return {};
}

/// One on each line.
Answer addresses_of(const std::string& host) {
  const Resolved resolved = resolve(host);
  Answer answer;
  answer.trouble = resolved.trouble;
  for (const addrinfo* one = resolved.list.get(); one; one = one->ai_next) answer.body += text_of(*one->ai_addr) + "\n";
  return answer;
}

}  // namespace

bool is_inside(std::string_view address) { return special_blocks().contain(address); }

bool is_refused(const Call& call, std::string_view address) {
  if (call.inside == Inside::allowed || (call.except && call.except->contain(address))) return false;
  return address.empty() || is_inside(address);
}

std::string refusal_of(const Call& call) {
  return fmt::format("the address lies in a private network, which {} does not allow", call.setting);
}

Answer send(const Call& call) {
  if (call.asked == Asked::addresses) return addresses_of(call.url);
  if (call.asked == Asked::echo) return ping(call);
  const auto curl = new_curl();
  if (!curl) return {0, "no memory for a connection", 0};
  curl_slist* list = curl_slist_append(nullptr, "Expect:");
  for (const std::string& line : call.headers) list = curl_slist_append(list, line.c_str());
  const std::unique_ptr<curl_slist, void (*)(curl_slist*)> headers(list, curl_slist_free_all);
  Reading reading{call};
  CURL* c = curl.get();
  curl_easy_setopt(c, CURLOPT_URL, call.url.c_str());
  curl_easy_setopt(c, CURLOPT_CERTINFO, call.certificate ? 1L : 0L);
  curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(c, CURLOPT_PROXY, "");
  curl_easy_setopt(c, CURLOPT_USERAGENT, "evenkeel");
  curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers.get());
  if (call.method != "GET") {
    curl_easy_setopt(c, CURLOPT_CUSTOMREQUEST, call.method.c_str());
    curl_easy_setopt(c, CURLOPT_POSTFIELDS, call.body.c_str());
    curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE, static_cast<long>(call.body.size()));
  }
  curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take);
  curl_easy_setopt(c, CURLOPT_WRITEDATA, &reading);
  curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, header);
  curl_easy_setopt(c, CURLOPT_HEADERDATA, &reading);
  curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, &reading);
  curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, std::min(connect_seconds, static_cast<long>(call.timeout_seconds)));
  curl_easy_setopt(c, CURLOPT_TIMEOUT, static_cast<long>(call.timeout_seconds));
  if (call.asked == Asked::connection) curl_easy_setopt(c, CURLOPT_CONNECT_ONLY, 1L);
  if (!call.ca_file.empty()) curl_easy_setopt(c, CURLOPT_CAINFO, call.ca_file.c_str());
  give_up_when(c, call.given_up);
  const auto code = curl_easy_perform(c);
  Answer answer = std::move(reading.kept);
  curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &answer.status);
  answer.late = code == CURLE_OPERATION_TIMEDOUT;
  answer.wait_us = wait_of(reading.retry_after);
  if (call.certificate) answer.certificate_ends = certificate_ends(c);
  const char* moved = nullptr;
  if (curl_easy_getinfo(c, CURLINFO_REDIRECT_URL, &moved) == CURLE_OK && moved) answer.moved_to = moved;
  // An answer that is cut off after its status still says what became of a message; one that is read must be whole.
  if (answer.status != 0 && (call.keep_most == 0 || code == CURLE_OK)) return answer;
  answer.status = 0;
  answer.body.clear();
  if (reading.read > reading.most()) {
    answer.trouble = fmt::format("the answer is larger than {} bytes", reading.most());
    return answer;
  }
  if (call.asked == Asked::connection && code == CURLE_OK) return answer;
  answer.unasked = reading.refused;
  answer.trouble = reading.refused ? refusal_of(call) : curl_easy_strerror(code);
  return answer;
}

store::HandOver judge(const Answer& answer) {
  using Outcome = store::HandOver::Outcome;
  const long status = answer.status;
  if (status == 0) return {Outcome::retry, answer.trouble};
  if (status >= 200 && status < 300) return {Outcome::sent, {}};
  const std::string text = fmt::format("the receiver answered {}", status);
  if (status == 429 || (status == 503 && answer.wait_us > 0))
    return {Outcome::later, text, answer.wait_us > 0 ? answer.wait_us : wait_default_us};
  const bool again = status == 408 || status == 425 || status >= 500;
  return {again ? Outcome::retry : Outcome::failed, text};
}

}  // namespace evenkeel::connect
