// Commands on webhooks: made, changed, given secrets, paused, resumed, wound back, tried.
#pragma once
#include <string>

#include "base/vault.hpp"
#include "practice/incident/incidents.hpp"
#include "practice/outward/webhook_store.hpp"

namespace evenkeel::outward {

using people::Principal;

constexpr std::size_t webhooks_most = 50;            // active ones: each has a thread
constexpr std::int64_t old_secrets_us = us_per_day;  // so long the secret before a new one signs, too
constexpr std::int64_t replayed_most = 1'000'000;    // changes that a line is wound back by at most
constexpr std::size_t secret_bytes = 32;

/// What its condition may speak of: what staff reads.
condition::Vocabulary webhook_words(const incident::Incidents& practice, const Principal& who);
Result<condition::Condition> condition_of(const incident::Incidents& practice, const Principal& who, const Webhook& webhook);
/// As whom incidents are read for it: everybody's, but for confidential ones; or those, too.
Principal reader_for(const Webhook& webhook);
/// Why a call by a rule would not reach it, with the incident as it is now; empty: it goes into its line.
std::string why_unheard(const incident::Incidents& practice, store::Connection& db, const Webhook& webhook, const record::Record& incident);

/// Everything wrong with it, all at once; confidential incidents are for those to ask for who may see them.
Status check_webhook(const incident::Incidents& practice, const Principal& who, const Webhook* before, const Webhook& after);
Result<Webhook> make_webhook(store::Tx& tx, const incident::Incidents& practice, const Principal& who, Webhook given);
/// Errors: those of the check; stale is the caller's affair.
Result<Webhook> change_webhook(store::Tx& tx, const incident::Incidents& practice, const Principal& who, const Webhook& before,
                               Webhook after);

/// A new secret; the others sign for a day more, or not at all any more. `text` as secret_text() made it.
enum class Others { a_day_more, end_now };
Result<WebhookSecret> make_secret(store::Tx& tx, const Vault& vault, const Principal& who, Id webhook, const std::string& text,
                                  Others others);
/// What signs now, the newest first; what this server's key does not open is left out.
std::vector<std::string> signing_secrets(store::Connection& db, const Vault& vault, Id webhook, Time now);

Status pause(store::Tx& tx, Id webhook);
/// Goes on where it stopped.
Status resume(store::Tx& tx, Id webhook);
/// From the change after `seq` on, or the first recorded at or after `since`, everything is sent again, or skipped when that lies ahead.
/// Errors: missing, webhook.replay_too_long, webhook.replay_from.
struct From {
  std::optional<std::int64_t> after_seq;
  Time since;
};
Result<std::int64_t> replay(store::Tx& tx, Id webhook, const From& from);
/// Errors: missing, webhook.inactive, webhook.no_secret.
Status send_test(store::Tx& tx, Id webhook);
/// The message of this attempt once more, with the same identity. Errors: missing, webhook.paused.
Status retry(store::Tx& tx, Id webhook, Id attempt);

}  // namespace evenkeel::outward
