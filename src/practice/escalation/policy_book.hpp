// Escalation policies as they are needed at every change of an incident: read once for each version of the catalogue, and once for each
// text that a running escalation was pinned to. Pinned words never change, so what was read from them is kept under their digest.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "practice/agreement/book.hpp"
#include "practice/escalation/policy_terms.hpp"

namespace evenkeel::escalation {

using agreement::SnapshotPtr;

struct Policy {
  service::EscalationPolicy policy;
  std::string body, digest;
  Terms terms;
};
using Policies = std::vector<std::shared_ptr<const Policy>>;

class PolicyBook {
 public:
  /// The active ones of this version of the catalogue, oldest first.
  std::shared_ptr<const Policies> active(const SnapshotPtr& catalogue);
  /// What an escalation was pinned to; null when it can no longer be read.
  std::shared_ptr<const Policy> pinned(store::Connection& db, const std::string& digest, const SnapshotPtr& catalogue);

 private:
  std::mutex mutex_;
  std::int64_t version_ = -1;
  std::shared_ptr<const Policies> active_;
  std::map<std::string, std::shared_ptr<const Policy>> pinned_;
};

}  // namespace evenkeel::escalation
