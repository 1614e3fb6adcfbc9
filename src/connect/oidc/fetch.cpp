#include "connect/oidc/fetch.hpp"

#include "connect/curl.hpp"

namespace evenkeel::oidc {
namespace {

constexpr long connect_seconds = 5;
constexpr long whole_seconds = 10;                // somebody sits before a blank page
constexpr std::size_t answer_most = 512 * 1'024;  // key sets of large providers have some 20 KiB

struct Reading {
  std::string body;
  bool too_much = false;
};

std::size_t keep(char* bytes, std::size_t size, std::size_t count, void* user) {
  auto& reading = *static_cast<Reading*>(user);
  const std::size_t n = size * count;
  if (reading.body.size() + n > answer_most) {
    reading.too_much = true;
    return 0;
  }
  reading.body.append(bytes, n);
  return n;
}

Error unavailable(std::string text) { return error(Fault::unavailable, "sign_on.unavailable", std::move(text)); }

}  // namespace

Result<Got> fetch(const Ask& ask) {
  const auto curl = connect::new_curl();
  if (!curl) return unavailable("no memory for a connection");
  CURL* c = curl.get();
  Reading reading;
  curl_slist* list = curl_slist_append(nullptr, "Accept: application/json");
  if (!ask.bearer.empty()) list = curl_slist_append(list, ("Authorization: Bearer " + ask.bearer).c_str());
  const std::unique_ptr<curl_slist, void (*)(curl_slist*)> headers(list, curl_slist_free_all);
  curl_easy_setopt(c, CURLOPT_URL, ask.url.c_str());
  curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(c, CURLOPT_PROXY, ask.proxy.c_str());
  curl_easy_setopt(c, CURLOPT_USERAGENT, "evenkeel");
  curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, keep);
  curl_easy_setopt(c, CURLOPT_WRITEDATA, &reading);
  curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, connect_seconds);
  curl_easy_setopt(c, CURLOPT_TIMEOUT, whole_seconds);
  if (!ask.ca_file.empty()) curl_easy_setopt(c, CURLOPT_CAINFO, ask.ca_file.c_str());
  if (!ask.user.empty()) {
    curl_easy_setopt(c, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
    curl_easy_setopt(c, CURLOPT_USERNAME, ask.user.c_str());
    curl_easy_setopt(c, CURLOPT_PASSWORD, ask.password.c_str());
  }
  if (!ask.form.empty()) {
    curl_easy_setopt(c, CURLOPT_POSTFIELDS, ask.form.c_str());
    curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE, static_cast<long>(ask.form.size()));
  }
  const auto code = curl_easy_perform(c);
  if (reading.too_much) return unavailable("it answers more than half a megabyte");
  if (code != CURLE_OK) return unavailable(curl_easy_strerror(code));
  Got got;
  long status = 0;
  const char* type = nullptr;
  curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(c, CURLINFO_CONTENT_TYPE, &type);
  got.status = static_cast<int>(status);
  if (type) got.content_type = type;
  got.body = std::move(reading.body);
  return got;
}

}  // namespace evenkeel::oidc
