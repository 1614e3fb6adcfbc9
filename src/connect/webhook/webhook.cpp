#include "connect/webhook/webhook.hpp"

#include <fmt/format.h>

#include "connect/curl.hpp"

namespace evenkeel::webhook {
namespace {

constexpr std::size_t answer_most = 64 * 1'024;  // of the answer, which nobody reads

std::size_t ignore(char*, std::size_t size, std::size_t count, void* user) {
  auto& read = *static_cast<std::size_t*>(user);
  read += size * count;
  return read > answer_most ? 0 : size * count;
}

}  // namespace

store::HandOver post(const Options& options, const std::string& key, const std::string& json) {
  using Outcome = store::HandOver::Outcome;
  const auto curl = connect::new_curl();
  if (!curl) return {Outcome::retry, "no memory for a connection"};
  curl_slist* list = curl_slist_append(nullptr, "Content-Type: application/json");
  list = curl_slist_append(list, ("Idempotency-Key: " + key).c_str());
  list = curl_slist_append(list, "Expect:");
  const std::unique_ptr<curl_slist, void (*)(curl_slist*)> headers(list, curl_slist_free_all);
  std::size_t read = 0;
  CURL* c = curl.get();
  curl_easy_setopt(c, CURLOPT_URL, options.url.c_str());
  curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(c, CURLOPT_PROXY, "");
  curl_easy_setopt(c, CURLOPT_USERAGENT, "evenkeel");
  curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(c, CURLOPT_POSTFIELDS, json.c_str());
  curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE, static_cast<long>(json.size()));
  curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, ignore);
  curl_easy_setopt(c, CURLOPT_WRITEDATA, &read);
  curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, 10L);
  curl_easy_setopt(c, CURLOPT_TIMEOUT, static_cast<long>(options.timeout_seconds));
  if (!options.ca_file.empty()) curl_easy_setopt(c, CURLOPT_CAINFO, options.ca_file.c_str());
  const auto code = curl_easy_perform(c);
  long status = 0;
  curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
  // An answer that is cut off after its status still says what became of the message.
  if (status == 0) return {Outcome::retry, curl_easy_strerror(code)};
  if (status >= 200 && status < 300) return {Outcome::sent, {}};
  const bool again = status == 408 || status == 425 || status == 429 || status >= 500;
  return {again ? Outcome::retry : Outcome::failed, fmt::format("the receiver answered {}", status)};
}

}  // namespace evenkeel::webhook
