#include "practice/alert/waits.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "practice/alert/alert_store.hpp"
#include "practice/alert/maintenance_rules.hpp"
#include "practice/alert/opening.hpp"
#include "record/json.hpp"

namespace evenkeel::alert {
namespace {

/// What the newest try to open an incident of it was refused with.
std::string refusal_of(store::Connection& db, Id alert) {
  std::string body;
  db.query("SELECT body FROM change WHERE root_id = $1 AND kind = 'alert.not_opened' ORDER BY seq DESC LIMIT 1", {store::Param(alert)},
           [&](const store::Row& row) { body = row.text(0); });
  const auto parsed = record::parse_json(body);
  const auto* why = parsed && parsed->is_object() ? parsed->get_object().if_contains("why") : nullptr;
  const auto* reason = why && why->is_object() ? why->get_object().if_contains("reason") : nullptr;
  return reason && reason->is_string() ? std::string(std::string_view(reason->get_string())) : std::string();
}

}  // namespace

Waits::Waits(const Alerts& alerts, store::Connection& db, Time now)
    : db_(db),
      catalogue_(alerts.catalogue().now()),
      map_(alerts.map.now(db, *catalogue_)),
      places_(db, *catalogue_),
      silences_(db, now),
      now_(now) {
  for (const auto* window : catalogue_->active<service::MaintenanceWindow>())
    if (service::closes_at(*window, now)) windows_.push_back(window);
}

std::string Waits::json(const record::Record& r) {
  const auto a = record::from_record<Alert>(r);
  if (a.state != AlertState::firing) return R"("silenced_until":null,"no_incident":null)";
  Time until;
  const Texts labels = read_texts(a.labels.text);
  for (const auto& match : silences_.of(a.source, labels)) until = std::max(until, match.until);
  const std::string_view why = word_for(a, labels, until);
  return fmt::format(R"("silenced_until":{},"no_incident":{})", until ? "\"" + format_rfc3339(until) + "\"" : "null",
                     why.empty() ? "null" : fmt::format("\"{}\"", why));
}

std::string Waits::why(const Alert& a) {
  if (a.state != AlertState::firing || (a.incident && !a.look_at)) return {};
  const auto* source = catalogue_->get<service::AlertSource>(a.source);
  if (!source) return "its source is not there any more";
  const Texts labels = read_texts(a.labels.text);
  places_.look_up(std::span(&labels, 1));
  Inhibitors inhibitors(db_, *catalogue_);
  const Opening opening = opening_now(a, labels, *source, {*catalogue_, *map_, silences_, inhibitors, places_, now_});
  if (!opening.opens) return opening.why;
  if (!a.look_at) return "it was looked at while something kept it from opening one; it opens one when it begins again or gets worse";
  if (a.look_at <= now_) return {};
  const std::string refused = refusal_of(db_, a.id);
  return refused.empty() ? fmt::format("it is looked at again at {}", format_rfc3339(a.look_at))
                         : fmt::format("it could not be opened: {} It is tried again at {}", refused, format_rfc3339(a.look_at));
}

std::string_view Waits::word_for(const Alert& a, const Texts& labels, Time silenced_until) {
  if (a.incident && !a.look_at) return "";
  const auto* source = catalogue_->get<service::AlertSource>(a.source);
  if (!source || !source->opens || !source->active) return "source";
  if (a.severity > source->least) return "level";
  if (silenced_until) return "silenced";
  if (is_maintained(a, labels, *source)) return "maintenance";
  if (a.inhibited_by) return "inhibited";
  if (!a.look_at) return "missed";
  return a.look_at > now_ ? "waits" : "soon";
}

bool Waits::is_maintained(const Alert& a, const Texts& labels, const service::AlertSource& source) {
  if (windows_.empty()) return false;
  places_.look_up(std::span(&labels, 1));
  return maintained(windows_, places_.about(a, labels, source), *map_, now_).has_value();
}

}  // namespace evenkeel::alert
