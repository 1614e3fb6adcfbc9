#include "practice/people/accounts.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "practice/people/second_factor_desk.hpp"

namespace evenkeel::people {
namespace {

constexpr std::size_t secret_bytes = 32;
constexpr std::size_t secret_most = 200;  // bytes of a cookie or token that is looked at at all
constexpr std::int64_t session_noted_us = 5 * us_per_minute;
constexpr std::int64_t token_noted_us = us_per_minute;

struct TokenParts {
  Id id;
  std::string_view secret;
};
/// "ek_<id>_<secret>"
std::optional<TokenParts> token_parts(std::string_view token) {
  if (!token.starts_with("ek_") || token.size() > secret_most) return std::nullopt;
  token.remove_prefix(3);
  const auto end = token.find('_');
  if (end == std::string_view::npos) return std::nullopt;
  const auto id = parse_id(token.substr(0, end));
  if (!id) return std::nullopt;
  return TokenParts{*id, token.substr(end + 1)};
}

}  // namespace

Principal principal_of(const Person& person) {
  Principal who;
  who.person = person.id;
  who.name = person.name;
  who.roles = roles_of(person.roles);
  who.teams = person.teams;
  who.organisation = person.organisation;
  if (who.organisation) who.organisations = {who.organisation};
  who.language = person.language;
  who.zone = person.zone;
  return who;
}

std::string csrf_of(std::string_view session_secret) { return to_base64url(hmac_sha256(session_secret, "evenkeel csrf")); }

std::string hash_of_secret(std::string_view secret) { return to_hex(sha256(secret)); }

std::string new_secret(World& world) {
  std::string bytes(secret_bytes, '\0');
  world.random(bytes.data(), bytes.size());
  return to_base64url(bytes);
}

bool Accounts::must_have_second_factor(const Person& person) const {
  return std::ranges::any_of(roles_of(person.roles),
                             [&](Role role) { return std::ranges::find(second_factor_roles_, role) != second_factor_roles_.end(); });
}

Principal Accounts::principal(store::Connection& db, const Person& person) const {
  Principal who = principal_of(person);
  if (who.organisation && who.has(Role::organisation_administrator)) who.organisations = organisations_below(db, who.organisation);
  return who;
}

Principal Accounts::of_session(store::Connection& db, const Person& person, Id incident, Vouched vouched) const {
  Principal who = principal(db, person);
  if (incident) {
    who.limit = Limit::incident;
    who.only_incident = incident;
    who.roles = {Role::caller};  // whatever else the person is: a mail can be forwarded
    who.teams.clear();
    return who;
  }
  if (vouched == Vouched::no && must_have_second_factor(person) && !has_second_factor(db, person.id)) who.limit = Limit::second_factor;
  return who;
}

std::shared_ptr<const Credential> Accounts::by_session(std::string_view secret, Time now) {
  if (secret.empty() || secret.size() > secret_most) return nullptr;
  const std::string key = sha256(secret);
  if (auto found = find(key, now)) return found;
  const auto generation = generation_.load();
  auto entry = load_session(to_hex(key), now);
  if (!entry) return nullptr;
  entry->credential.csrf = csrf_of(secret);
  keep(key, entry, generation);
  note_use(*entry, now);
  return {entry, &entry->credential};
}

std::shared_ptr<const Credential> Accounts::by_token(std::string_view token, Time now) {
  if (token.size() > secret_most) return nullptr;
  const std::string key = sha256(token);
  if (auto found = find(key, now)) return found;
  const auto generation = generation_.load();
  auto entry = load_token(token, now);
  if (!entry) return nullptr;
  keep(key, entry, generation);
  note_use(*entry, now);
  return {entry, &entry->credential};
}

std::shared_ptr<const Credential> Accounts::find(const std::string& key, Time now) {
  std::shared_ptr<Entry> entry;
  {
    std::shared_lock lock(mutex_);
    const auto found = entries_.find(key);
    if (found == entries_.end()) return nullptr;
    entry = found->second;
  }
  if (now >= entry->ends_at || reg_.world.monotonic_us() >= entry->stale_us) return nullptr;
  note_use(*entry, now);
  return {entry, &entry->credential};
}

void Accounts::keep(const std::string& key, std::shared_ptr<Entry> entry, std::uint64_t generation) {
  const std::int64_t now_us = reg_.world.monotonic_us();
  entry->stale_us = now_us + cached_us;
  std::unique_lock lock(mutex_);
  if (generation_.load() != generation) return;
  if (entries_.size() >= cached_most) std::erase_if(entries_, [&](const auto& e) { return e.second->stale_us <= now_us; });
  if (entries_.size() >= cached_most) entries_.clear();
  entries_[key] = std::move(entry);
}

std::shared_ptr<Accounts::Entry> Accounts::load_session(const std::string& hash, Time now) {
  std::shared_ptr<Entry> entry;
  reg_.readers.read([&](store::Connection& db) {
    const auto session = find_session(db, hash);
    if (!session || session->by.code_wanted || now >= session->created_at + session_absolute_us ||
        now >= session->seen_at + session_idle_us)
      return;
    const auto person = find_person(db, session->person);
    if (!person || !person->active) return;
    if (session->incident && !link_opens(db, session->incident, person->id, now)) return;
    entry = std::make_shared<Entry>();
    entry->credential.principal =
        std::make_shared<const Principal>(of_session(db, *person, session->incident, session->by.vouched ? Vouched::yes : Vouched::no));
    entry->hash = hash;
    entry->ends_at = session->created_at + session_absolute_us;
    entry->noted_us = session->seen_at.us;
  });
  return entry;
}

std::shared_ptr<Accounts::Entry> Accounts::load_token(std::string_view token, Time now) {
  const auto parts = token_parts(token);
  if (!parts) return nullptr;
  std::shared_ptr<Entry> entry;
  reg_.readers.read([&](store::Connection& db) {
    const auto row = find_token(db, parts->id);
    if (!row || !equal_secret(row->token.secret_hash, hash_of_secret(parts->secret))) return;
    if (row->token.revoked || (row->token.expires_at && now >= row->token.expires_at)) return;
    const auto person = find_person(db, row->token.person);
    if (!person || !person->active) return;
    Principal who = principal(db, *person);
    who.token = row->token.id;
    who.scopes = row->token.scopes;
    entry = std::make_shared<Entry>();
    entry->credential.principal = std::make_shared<const Principal>(std::move(who));
    entry->kind = Kind::token;
    entry->token = row->token.id;
    entry->ends_at = row->token.expires_at ? row->token.expires_at : now + token_life_most_us;
    entry->noted_us = row->used_at.us;
  });
  return entry;
}

void Accounts::note_use(Entry& entry, Time now) {
  const std::int64_t every_us = entry.kind == Kind::token ? token_noted_us : session_noted_us;
  std::int64_t noted_us = entry.noted_us.load(std::memory_order_relaxed);
  if (now.us - noted_us < every_us || !entry.noted_us.compare_exchange_strong(noted_us, now.us)) return;
  store::Command command;
  command.lane = store::Lane::bulk;
  command.actor = system_principal("accounts").actor();
  command.run = [kind = entry.kind, token = entry.token, hash = entry.hash, now](store::Tx& tx) -> Result<store::Outcome> {
    if (kind == Kind::token) touch_token(tx, token, now);
    else touch_session(tx, hash, now);
    return store::Outcome{};
  };
  command.done = [](const Result<store::Outcome>&) {};  // a use that could not be noted is noted the next time
  reg_.writer.submit(std::move(command));
}

void Accounts::invalidate(std::string_view subject_kind, Id id) {
  std::unique_lock lock(mutex_);
  ++generation_;
  std::erase_if(entries_, [&](const auto& e) {
    const Principal& who = *e.second->credential.principal;
    // Which organisations lie below one's own.
    if (subject_kind == "organisation") return who.has(Role::organisation_administrator);
    return subject_kind == "token" ? e.second->token == id : subject_kind == "person" && who.person == id;
  });
}

void Accounts::forget_session(std::string_view secret_hash) {
  std::unique_lock lock(mutex_);
  ++generation_;
  entries_.erase(from_hex(secret_hash));
}

std::size_t Accounts::cached() const {
  std::shared_lock lock(mutex_);
  return entries_.size();
}

}  // namespace evenkeel::people
