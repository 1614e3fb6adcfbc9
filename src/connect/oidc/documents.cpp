#include "connect/oidc/documents.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/url.hpp"

namespace evenkeel::oidc {
namespace {

namespace json = boost::json;

Error untrusted(std::string text) { return error(Fault::unavailable, "sign_on.untrusted", std::move(text)); }

bool lists(const json::object& document, std::string_view name, std::string_view word) {
  const auto* found = document.if_contains(name);
  const auto* list = found ? found->if_array() : nullptr;
  return list && std::ranges::any_of(*list, [&](const json::value& item) { return item.is_string() && item.get_string() == word; });
}

}  // namespace

Result<Metadata> read_metadata(std::string_view text, const std::string& issuer) {
  boost::system::error_code failed;
  const json::value value = json::parse(text, failed);
  if (failed || !value.is_object()) return untrusted("its discovery document is no JSON object");
  const json::object& document = value.get_object();
  if (text_of(document, "issuer") != issuer)
    return untrusted(fmt::format("its discovery document is about the issuer \"{}\": configure exactly that, or correct the address",
                                 text_of(document, "issuer").substr(0, 200)));
  Metadata found;
  struct Endpoint {
    const char* name;
    std::string& slot;
    bool needed;
  };
  const Endpoint endpoints[] = {{"authorization_endpoint", found.authorization_endpoint, true},
                                {"token_endpoint", found.token_endpoint, true},
                                {"jwks_uri", found.jwks_uri, true},
                                {"userinfo_endpoint", found.userinfo_endpoint, false},
                                {"end_session_endpoint", found.end_session_endpoint, false}};
  for (const Endpoint& endpoint : endpoints) {
    endpoint.slot = text_of(document, endpoint.name);
    if (endpoint.slot.empty() && !endpoint.needed) continue;
    // A provider over https does not send us, or the browser, to anything less.
    const bool safe = is_usable_url(endpoint.slot) && (issuer.starts_with("http://") || endpoint.slot.starts_with("https://"));
    if (!safe) return untrusted(fmt::format("its {} is missing or no https address", endpoint.name));
  }
  found.secret_in_body = lists(document, "token_endpoint_auth_methods_supported", "client_secret_post") &&
                         !lists(document, "token_endpoint_auth_methods_supported", "client_secret_basic");
  if (const auto* always = document.if_contains("authorization_response_iss_parameter_supported"))
    found.issuer_in_answer = always->is_bool() && always->get_bool();
  return found;
}

template <class T, class Read>
Result<T> Documents::fetched(Kept<T>& kept, std::int64_t older_than_us, Read read) {
  const std::int64_t now_us = world_.monotonic_us();
  if (kept.value && now_us - kept.fetched_us < older_than_us) return *kept.value;
  if (!kept.failure || now_us - kept.failed_us >= again_us) {
    Result<T> got = read();
    if (got) {
      kept = {*got, now_us, 0, std::nullopt};
      return *kept.value;
    }
    kept.failure = got.error();
    kept.failed_us = world_.monotonic_us();
  }
  if (kept.value && now_us - kept.fetched_us < usable_us) return *kept.value;
  return *kept.failure;
}

Result<std::string> Documents::body_of(const std::string& url) {
  Ask ask = ask_;
  ask.url = url;
  TRY(Got got, fetch_(ask));
  if (got.status != 200) return error(Fault::unavailable, "sign_on.unavailable", fmt::format("it answers {}", got.status));
  return std::move(got.body);
}

Result<Metadata> Documents::metadata() {
  std::lock_guard lock(mutex_);
  return fetched(metadata_, fresh_us, [this]() -> Result<Metadata> {
    const std::string base = issuer_.ends_with('/') ? issuer_.substr(0, issuer_.size() - 1) : issuer_;
    TRY(const std::string body, body_of(base + "/.well-known/openid-configuration"));
    return read_metadata(body, issuer_);
  });
}

Result<Documents::Keys> Documents::keys_older_than(std::int64_t age_us) {
  TRY(const Metadata about, metadata());
  std::lock_guard lock(mutex_);
  return fetched(keys_, age_us, [&]() -> Result<Keys> {
    TRY(const std::string body, body_of(about.jwks_uri));
    auto read = read_keys(body);
    if (!read) return untrusted(read.error().first().text);
    return std::make_shared<const std::vector<Key>>(std::move(*read));
  });
}

Result<Documents::Keys> Documents::keys() { return keys_older_than(fresh_us); }

Result<Documents::Keys> Documents::keys_after(const Keys& known) {
  {
    std::lock_guard lock(mutex_);
    if (keys_.value && *keys_.value != known) return *keys_.value;  // somebody else looked meanwhile
    const std::int64_t now_us = world_.monotonic_us();
    if (looked_again_us_ && now_us - *looked_again_us_ < again_us) return known;
    looked_again_us_ = now_us;
  }
  return keys_older_than(0);
}

}  // namespace evenkeel::oidc
