// Why an alert that fires is in no incident, and until when it is silenced, by what its row says: in one word for lists, in a sentence for
// its page. `look_at` is cleared once all was done.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "practice/alert/alert_store.hpp"
#include "practice/alert/alerts.hpp"
#include "practice/alert/grouping_store.hpp"
#include "practice/alert/silence_desk.hpp"
#include "practice/service/maintenance_window.hpp"

namespace evenkeel::alert {

/// Of one answer: what many alerts ask for is read once.
class Waits {
 public:
  Waits(const Alerts& alerts, store::Connection& db, Time now);

  /// Members of the alert's JSON.
  std::string json(const record::Record& r);
  /// Empty: it is in one, or will be at once.
  std::string why(const Alert& a);

 private:
  std::string_view word_for(const Alert& a, const Texts& labels, Time silenced_until);
  bool is_maintained(const Alert& a, const Texts& labels, const service::AlertSource& source);

  store::Connection& db_;
  std::shared_ptr<const service::Snapshot> catalogue_;
  std::shared_ptr<const ServiceMap> map_;
  std::vector<const service::MaintenanceWindow*> windows_;  // that are open
  Places places_;
  Silences silences_;
  Time now_;
};

}  // namespace evenkeel::alert
