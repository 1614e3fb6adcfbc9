// The change log: every change in one order, sealed batch by batch. seq comes from one counter row taken last before the
// commit, so a reader that tails the log skips nothing. A seal is one hash over the batch's rows and the seal before it;
// bodies are hashed with a salt, so that erasing by law (body and salt) leaves the chain whole.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/hash.hpp"
#include "store/db.hpp"
#include "store/tx.hpp"

namespace evenkeel::store {

/// One row as it lies in the log.
struct ChangeRow {
  std::int64_t seq = 0;
  Time at, recorded_at;
  std::string actor, subject_kind;
  Id subject;
  std::int64_t version = 0;
  Id root;
  std::string kind;
  std::string body;  // empty when erased
  std::string salt;  // empty when erased
  std::string body_hash, fact_hash;
  bool erased = false;
};

/// What a seal covers of one row.
std::string sealed_bytes(const ChangeRow& row);
/// SHA-256 over salt and body.
std::string hash_body(std::string_view salt, std::string_view body);
/// Continues the chain over the rows of one batch, sealed at `at`.
std::string next_seal(std::string_view previous, Time at, const std::vector<ChangeRow>& rows);

/// Numbers, writes and seals what the batch collected; returns the last seq (0: nothing to write).
std::int64_t write_changes(Connection& db, const std::vector<PendingChange>& changes, Time now, const std::optional<SigningKey>& key);

/// "SELECT <these columns> FROM change": the order that read_change expects.
extern const std::string_view change_columns;
ChangeRow read_change(const Row& row);

}  // namespace evenkeel::store
