// How far each webhook is, what waits for another attempt, and what was answered: rows that move all the time. Nothing else than SQL.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "practice/outward/outward_rules.hpp"
#include "practice/outward/webhook.hpp"
#include "store/tx.hpp"

namespace evenkeel::outward {

std::vector<Webhook> webhooks(store::Connection& db);
std::vector<Webhook> active_webhooks(store::Connection& db);
std::optional<Webhook> find_webhook(store::Connection& db, Id id);
/// The newest first.
std::vector<WebhookSecret> secrets_of(store::Connection& db, Id webhook);

// ---- the line ----------------------------------------------------------------------------------------------------------------

std::optional<Line> line_of(store::Connection& db, Id webhook);
void insert_line(store::Connection& db, Id webhook, std::int64_t seq);
/// All but its holder; false when somebody moved it since it was read.
bool save_line(store::Connection& db, Id webhook, const Line& line);
/// Only one node delivers for a webhook: takes the line for so long, or keeps it; false when another node has it.
bool hold_line(store::Tx& tx, Id webhook, std::int64_t holder, std::int64_t for_us);

// ---- what is late --------------------------------------------------------------------------------------------------------------

/// A change that waits for another attempt, or behind one of its incident; or a test (seq below 0, no incident).
struct Late {
  std::int64_t seq = 0;
  Id incident;
  std::int64_t attempt = 0;
  Time next;
};
/// The one that is due first, tests before all others; of each incident only its oldest. `tests_only`: nothing else.
enum class Which { all, tests };
std::optional<Late> due_late(store::Connection& db, Id webhook, Time now, Which which);
/// When something is due, tests apart.
std::optional<Time> next_late(store::Connection& db, Id webhook);
bool has_late(store::Connection& db, Id webhook, Id incident);
std::int64_t count_late(store::Connection& db, Id webhook);
void put_late(store::Connection& db, Id webhook, const Late& late);
void drop_late(store::Connection& db, Id webhook, std::int64_t seq);

// ---- the log of attempts -----------------------------------------------------------------------------------------------------

struct Attempt {
  Id id, webhook;
  std::int64_t seq = 0;
  std::string event, type;
  Id incident;
  Time at;
  std::int64_t took_ms = 0, status = 0;  // status 0: there was no answer
  std::string outcome, answer;           // name of a Verdict, or "given_up"; the begin of the answer, or why there was none
};
constexpr int attempts_kept = 500;  // of each webhook
void insert_attempt(store::Connection& db, const Attempt& attempt);
/// The newest first, those before `before` (none: all).
std::vector<Attempt> attempts_of(store::Connection& db, Id webhook, Id before, int most);
std::optional<Attempt> find_attempt(store::Connection& db, Id webhook, Id id);
void forget_attempts(store::Connection& db, Id webhook);

}  // namespace evenkeel::outward
