#include "practice/alert/source_gate.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "http/client_address.hpp"
#include "practice/alert/alert_store.hpp"
#include "practice/people/accounts.hpp"

namespace evenkeel::alert {
namespace {

constexpr std::int64_t remembered_us = us_per_second;  // so long a revoked key may still send
constexpr std::size_t remembered_most = 1'000;
constexpr std::size_t secret_bytes = 24;
constexpr std::size_t secret_most = 200;  // bytes of what somebody presents
constexpr std::size_t shown_letters = 4;

/// The password of basic authentication; empty without one.
std::string basic_password(std::string_view authorization) {
  constexpr std::string_view scheme = "basic ";
  if (!equal_ascii_nocase(authorization.substr(0, scheme.size()), scheme)) return {};
  std::string text(trim(authorization.substr(scheme.size())));
  while (text.ends_with('=')) text.pop_back();
  for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
  const std::string pair = from_base64url(text);
  const auto colon = pair.find(':');
  return colon == std::string::npos ? std::string() : pair.substr(colon + 1);
}

/// Opsgenie's scheme: "GenieKey abc".
std::string genie_key(std::string_view authorization) {
  constexpr std::string_view scheme = "geniekey ";
  if (!equal_ascii_nocase(authorization.substr(0, scheme.size()), scheme)) return {};
  return std::string(trim(authorization.substr(scheme.size())));
}

std::string presented(const http::Request& request, std::string_view path_key) {
  if (!path_key.empty()) return std::string(path_key);
  if (const auto bearer = api::bearer_token(request); !bearer.empty()) return std::string(bearer);
  if (auto genie = genie_key(request.header("authorization")); !genie.empty()) return genie;
  return basic_password(request.header("authorization"));
}

/// A page that somebody inside an allowed network opened speaks from an allowed address too, and not for that person.
bool is_from_browser(const http::Request& request) {
  return !request.header("origin").empty() || !request.header("sec-fetch-site").empty();
}

Error no_key() {
  return error(Fault::unauthenticated, "alert.no_key", "Send the key of an alert source: as a bearer token, or in the path.");
}

}  // namespace

Id SourceGate::source_of_key(std::string_view secret, Time now) {
  if (secret.size() > secret_most) return {};
  const std::string hash = people::hash_of_secret(secret);
  {
    const std::lock_guard lock(mutex_);
    const auto found = remembered_.find(hash);
    if (found != remembered_.end() && found->second.until > now && now + remembered_us >= found->second.until)
      return found->second.ends_at && found->second.ends_at <= now ? Id{} : found->second.source;
  }
  std::optional<SourceKey> key;
  alerts_.reg().readers.read([&](store::Connection& db) { key = key_with_hash(db, hash); });
  if (!key || !equal_secret(key->secret_hash, hash) || (key->ends_at && key->ends_at <= now)) return {};
  const std::lock_guard lock(mutex_);
  if (remembered_.size() >= remembered_most) remembered_.clear();
  remembered_[hash] = {key->source, key->ends_at, now + remembered_us};
  return key->source;
}

Result<service::AlertSource> SourceGate::sender(const http::Request& request, std::string_view path_key) {
  const auto catalogue = alerts_.catalogue().now();
  const std::string secret = presented(request, path_key);
  if (!secret.empty()) {
    const Id id = source_of_key(secret, alerts_.reg().world.now());
    const auto* source = id ? catalogue->get<service::AlertSource>(id) : nullptr;
    if (!source || !source->active) return error(Fault::unauthenticated, "alert.unknown_key", "No alert source has this key.");
    return *source;
  }
  if (is_from_browser(request)) return no_key();
  for (const auto* source : catalogue->active<service::AlertSource>()) {
    if (source->addresses.empty()) continue;
    const auto blocks = http::AddressBlocks::parse(source->addresses);
    if (blocks && blocks->contain(request.client_address)) return *source;
  }
  return no_key();
}

Result<service::AlertSource> SourceGate::reader(const http::Request& request, std::string_view path_key) {
  TRY(auto source, sender(request, path_key));
  if (!source.reads) return error(Fault::forbidden, "alert.may_not_read", "This alert source may send and not read.");
  return source;
}

std::string new_source_secret(World& world) {
  std::string bytes(secret_bytes, '\0');
  world.random(bytes.data(), bytes.size());
  return to_base64url(bytes);
}

Result<SourceKey> make_key(store::Tx& tx, const service::Snapshot& catalogue, const people::Principal& who, Id source,
                           const std::string& secret, Time others_end) {
  const auto* found = catalogue.get<service::AlertSource>(source);
  if (!found) return api::missing("alert_source");
  if (others_end)
    for (const SourceKey& before : keys_of(tx.db(), source)) {
      if (before.ends_at && before.ends_at <= others_end) continue;
      SourceKey after = before;
      after.ends_at = others_end;
      tx.update(before, after, {.kind = "alert_key.ended", .root = source});
    }
  SourceKey key;
  key.id = tx.new_id();
  key.source = source;
  key.secret_hash = people::hash_of_secret(secret);
  key.shown = secret.substr(secret.size() - shown_letters);
  key.made_by = who.person;
  key.made_at = tx.now();
  tx.insert(key, {.kind = "alert_key.made", .root = source});
  return key;
}

Result<SourceKey> end_key(store::Tx& tx, Id id) {
  const auto before = tx.find<SourceKey>(id);
  if (!before) return api::missing("alert_key");
  if (before->ends_at && before->ends_at <= tx.now()) return *before;
  SourceKey after = *before;
  after.ends_at = tx.now();
  tx.update(*before, after, {.kind = "alert_key.ended", .root = before->source});
  return after;
}

}  // namespace evenkeel::alert
