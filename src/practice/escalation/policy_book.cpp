#include "practice/escalation/policy_book.hpp"

#include "base/hash.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "practice/agreement/clock_store.hpp"
#include "practice/incident/incident.hpp"
#include "practice/service/custom_fields.hpp"
#include "record/json.hpp"

namespace evenkeel::escalation {
namespace {

using service::EscalationPolicy;

/// Texts that stay read; beyond, all are read again.
constexpr std::size_t kept_most = 2'000;

std::shared_ptr<const Policy> read(const EscalationPolicy& policy, std::string body, std::string digest, const SnapshotPtr& catalogue) {
  auto terms = read_policy(policy, agreement::words_for(record::type_of<incident::Incident>(), service::custom_types(catalogue)));
  if (!terms) {
    log_error("escalation.policy_unreadable", {{"policy", to_string(policy.id)}, {"why", terms.error().first().text}});
    return nullptr;
  }
  return std::make_shared<const Policy>(Policy{policy, std::move(body), std::move(digest), std::move(*terms)});
}

}  // namespace

std::shared_ptr<const Policies> PolicyBook::active(const SnapshotPtr& catalogue) {
  std::lock_guard lock(mutex_);
  if (version_ == catalogue->version && active_) return active_;
  auto fresh = std::make_shared<Policies>();
  for (const EscalationPolicy* policy : catalogue->active<EscalationPolicy>()) {
    std::string body;
    record::append_json(body, record::to_record(*policy));
    std::string digest = to_hex(sha256(body));
    if (auto found = read(*policy, std::move(body), std::move(digest), catalogue)) fresh->push_back(std::move(found));
  }
  version_ = catalogue->version;
  active_ = fresh;
  return fresh;
}

std::shared_ptr<const Policy> PolicyBook::pinned(store::Connection& db, const std::string& digest, const SnapshotPtr& catalogue) {
  std::lock_guard lock(mutex_);
  if (const auto found = pinned_.find(digest); found != pinned_.end()) return found->second;
  auto body = agreement::find_terms(db, digest);
  const auto policy = body ? agreement::record_in(record::type_of<EscalationPolicy>(), *body) : std::nullopt;
  auto found = policy ? read(record::from_record<EscalationPolicy>(*policy), std::move(*body), digest, catalogue) : nullptr;
  if (!found) return nullptr;
  if (pinned_.size() >= kept_most) pinned_.clear();
  pinned_.insert_or_assign(digest, found);
  return found;
}

}  // namespace evenkeel::escalation
