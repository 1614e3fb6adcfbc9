// Proof that neither the log nor the facts were altered behind the product's back: every body against its hash, every
// batch against its seal and the seal before, every signature, and every fact against the last change that explains it.
// An anchor (the newest seal, kept elsewhere) also catches a log that was rewritten whole or cut short.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "record/record.hpp"
#include "store/db.hpp"

namespace evenkeel::store {

/// The newest seal as kept outside the database: one line "evenkeel-anchor 1 <seq> <hash hex> <public key hex> <signature hex>".
struct Anchor {
  std::int64_t seq = 0;
  std::string hash, public_key, signature;
};
std::string format_anchor(const Anchor& anchor);
std::optional<Anchor> parse_anchor(std::string_view line);
/// Of the newest batch; empty while the log is.
std::optional<Anchor> newest_anchor(Connection& db, std::string_view public_key);

/// One thing that does not hold. `seq` 0: concerns a fact or the whole log.
struct Finding {
  std::int64_t seq = 0;
  std::string subject_kind;
  Id subject;
  std::string text;
};

struct AuditReport {
  std::int64_t changes = 0, seals = 0, facts = 0, erased = 0, unsigned_seals = 0;
  std::vector<Finding> findings;  // at most findings_most; `more` counts the rest
  std::int64_t more = 0;
  bool sound() const { return findings.empty(); }
};
constexpr std::size_t findings_most = 1'000;

struct AuditOptions {
  std::vector<const record::RecordType*> types;  // whose tables are audited
  std::string public_key;                        // empty: signatures are not checked
  std::vector<Anchor> anchors;
  std::function<void(std::int64_t done, std::int64_t all)> progress;
};
/// Reads everything once, in bounded memory, inside the caller's read transaction.
AuditReport verify(Connection& db, const AuditOptions& options);

}  // namespace evenkeel::store
