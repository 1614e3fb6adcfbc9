// The change log for auditors: reading it with filters, and proving over HTTP that neither log nor facts were altered.
#pragma once
#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "http/router.hpp"
#include "practice/api/api.hpp"
#include "store/audit.hpp"
#include "store/register.hpp"

namespace evenkeel::app {

/// One verification at a time, on a thread and a connection of its own; the newest result is kept until the next one.
class AuditCheck {
 public:
  AuditCheck(store::Database& database, std::string public_key) : database_(database), public_key_(std::move(public_key)) {}
  ~AuditCheck() { stop(); }
  /// False when one is under way.
  bool start(Time now);
  /// {"state":"never"|"running"|"sound"|"not_sound"|"failed", ...}: progress, then the report.
  std::string json() const;
  /// Gives up what is under way, and waits for it.
  void stop();

 private:
  void run();

  store::Database& database_;
  const std::string public_key_;
  mutable std::mutex mutex_;  // guards what follows
  std::string state_ = "never", trouble_;
  Time began_at_;
  std::int64_t done_ = 0, all_ = 0;
  store::AuditReport report_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

/// GET /api/v1/audit, GET and POST /api/v1/audit/verification.
std::vector<http::Route> audit_routes(const store::Register& reg, const api::Names& names, AuditCheck& check);
std::map<std::string, std::string> audit_schemas();

}  // namespace evenkeel::app
