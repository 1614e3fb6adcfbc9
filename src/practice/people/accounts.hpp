// Who is at the door: sessions of browsers and API tokens of programs become a Principal. Secrets are 256 bits of chance, only
// their SHA-256 is stored; what was found is kept in memory for seconds, so that a busy client costs no query per request.
#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "http/router.hpp"
#include "practice/people/people_store.hpp"
#include "store/register.hpp"

namespace evenkeel::people {

constexpr std::string_view session_cookie = "evenkeel_session";
constexpr std::string_view csrf_cookie = "evenkeel_csrf";
constexpr std::int64_t session_idle_us = 12 * us_per_hour;         // a working day: who was away longer signs in again
constexpr std::int64_t session_absolute_us = 7 * us_per_day;       // however busy it is
constexpr std::int64_t token_life_most_us = 2 * 366 * us_per_day;  // a forgotten token must end some day

/// Who showed a valid session or token.
struct Credential {
  std::shared_ptr<const Principal> principal;
  std::string csrf;  // what X-CSRF-Token must say; empty for a token, which a browser never sends by itself
};

/// The principal a person acts as.
Principal principal_of(const Person& person);
/// Bound to the session by a keyed digest of its secret: nothing to store, and useless for another session.
std::string csrf_of(std::string_view session_secret);
std::string hash_of_secret(std::string_view secret);
/// 256 bits as text.
std::string new_secret(World& world);

enum class Vouched { no, yes };

class Accounts {
 public:
  /// Who has one of `second_factor_roles` and no second factor gets a session that is good for setting one up.
  Accounts(store::Register reg, std::vector<Role> second_factor_roles) : reg_(reg), second_factor_roles_(std::move(second_factor_roles)) {}

  /// Whether a link in a mail still opens the incident for the person; the practice of incidents says so.
  std::function<bool(store::Connection&, Id incident, Id person, Time now)> link_opens = [](auto&&...) { return false; };

  /// The organisation and all below it; the practice that keeps them says so.
  std::function<std::vector<Id>(store::Connection&, Id organisation)> organisations_below = [](auto&&, Id one) {
    return std::vector<Id>{one};
  };
  /// The principal with what its roles need to know: an organisation's administrator those below it.
  Principal principal(store::Connection& db, const Person& person) const;

  /// The principal of a session of the person, with its limits; `incident`: it was opened by a link to this one; `vouched`: by a
  /// provider that vouches for a second factor.
  Principal of_session(store::Connection& db, const Person& person, Id incident = {}, Vouched vouched = Vouched::no) const;
  /// The person has a role that must have a second factor.
  bool must_have_second_factor(const Person& person) const;

  /// Null when unknown, ended, expired, or the person may not sign in any more. Notes the use at most once a minute (token) or
  /// five (session).
  std::shared_ptr<const Credential> by_session(std::string_view secret, Time now);
  std::shared_ptr<const Credential> by_token(std::string_view token, Time now);

  /// What a person, token or session was changed: "person", "token" and "organisation" with the id. Thread-safe, to be called after the
  /// commit and before the answer; other nodes notice within `cached_us`.
  void invalidate(std::string_view subject_kind, Id id);
  void forget_session(std::string_view secret_hash);
  std::size_t cached() const;

  static constexpr std::int64_t cached_us = 15 * us_per_second;
  static constexpr std::size_t cached_most = 20'000;  // some kilobytes each at worst

 private:
  enum class Kind { session, token };
  struct Entry {
    Credential credential;
    Kind kind = Kind::session;
    Id token;
    std::string hash;
    Time ends_at;                           // whatever happens
    std::int64_t stale_us = 0;              // monotonic: look again
    std::atomic<std::int64_t> noted_us{0};  // wall: use was last written
  };
  std::shared_ptr<const Credential> find(const std::string& key, Time now);
  void keep(const std::string& key, std::shared_ptr<Entry> entry, std::uint64_t generation);
  std::shared_ptr<Entry> load_session(const std::string& hash, Time now);
  std::shared_ptr<Entry> load_token(std::string_view token, Time now);
  void note_use(Entry& entry, Time now);

  store::Register reg_;
  std::vector<Role> second_factor_roles_;
  mutable std::shared_mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<Entry>> entries_;
  std::atomic<std::uint64_t> generation_{0};  // grows with each invalidation: what was read before is not kept
};

/// Authenticates by Bearer token or cookie, demands the CSRF token of cookie sessions on unsafe verbs, checks the route's
/// permission and sets the request's principal. Public routes get the principal when there is a valid credential.
http::Guard make_guard(Accounts& accounts);

/// Set-Cookie values. `secure` as the request came in.
std::string session_cookie_text(std::string_view secret, bool secure);
std::string csrf_cookie_text(std::string_view csrf, bool secure);

}  // namespace evenkeel::people
