#include "app/watcher.hpp"

#include <fmt/format.h>

#include "base/log.hpp"
#include "practice/incident/desk_work.hpp"

namespace evenkeel::app {
namespace {

constexpr std::int64_t every_us = us_per_minute;
/// By this the incident is known again, so that there is one and not one a minute.
constexpr std::string_view reference = "evenkeel:escalation-watch";

std::string line_of(const escalation::Finding& finding) {
  return fmt::format("- {} (incident {})", finding.text, to_string(finding.incident));
}

std::string text_of(const escalation::WatchReport& report) {
  std::string text = fmt::format("The watcher found {} things wrong with escalations at {}. Somebody may not have been told.\n",
                                 report.wrong, format_rfc3339(report.at));
  for (const auto& finding : report.findings) text += "\n" + line_of(finding);
  if (report.wrong > static_cast<std::int64_t>(report.findings.size())) text += "\n- and more";
  return text;
}

/// One is open, or all that is named now was named within the day: whoever ended that incident knows of it. One that somebody else calls
/// by the same reference does not silence the watcher.
bool is_known(store::Connection& db, const escalation::WatchReport& report) {
  bool open = false;
  auto news = report.findings;
  db.query(
      "SELECT open, description FROM incident WHERE external_ref = $1 AND opened_by IS NULL AND channel = 'monitoring' AND "
      "(open = 1 OR opened_at > $2)",
      {store::Param(reference), store::Param(report.at - us_per_day)}, [&](const store::Row& row) {
        open = open || row.integer(0) != 0;
        const std::string text(row.text(1));
        std::erase_if(news, [&](const auto& finding) { return text.find(line_of(finding)) != std::string::npos; });
      });
  return open || news.empty();
}

}  // namespace

Watcher::Watcher(const store::Register& reg, const incident::Ground& ground, std::vector<std::string> served, Beat beat)
    : register_(reg), ground_(ground), served_(std::move(served)), beat_(std::move(beat)) {}

bool Watcher::step() {
  const Time now = register_.world.now();
  if (looked_ && now - looked_ < every_us && now >= looked_) return false;
  looked_ = now;
  escalation::WatchReport found;
  register_.readers.read([&](store::Connection& db) { found = escalation::watch(db, now, served_); });
  if (!found.sound()) {
    log_error("escalation.not_sound", {{"wrong", std::to_string(found.wrong)}, {"first", found.findings.front().text}});
    tell(found);
  }
  if (found.unserved > 0 && report().unserved == 0)
    log_warn("escalation.not_served",
             {{"messages", std::to_string(found.unserved)}, {"why", "they wait for a channel that is not set up: nobody is told"}});
  const auto beat = found.sound() && beat_ ? beat_(fmt::format(R"({{"at":"{}","running":{},"messages":{},"unserved":{}}})",
                                                               format_rfc3339(now), found.running, found.messages, found.unserved))
                                           : store::HandOver{store::HandOver::Outcome::failed, {}};
  if (beat_ && !beat.text.empty()) log_warn("escalation.heartbeat_not_taken", {{"why", beat.text}});
  std::lock_guard lock(mutex_);
  if (beat.outcome == store::HandOver::Outcome::sent) beaten_ = now;
  report_ = std::move(found);
  return !report_.sound();
}

void Watcher::tell(const escalation::WatchReport& report) {
  const auto who = people::system_principal("watcher");
  (void)register_.writer.run(store::Lane::clockwork, who.actor(), [&](store::Tx& tx) -> Result<store::Outcome> {
    if (is_known(tx.db(), report)) return store::Outcome{};
    incident::Work w(tx, ground_, who);
    const auto& matrix = w.catalogue->matrix();
    incident::Incident given;
    given.title = "Escalation cannot be relied on";
    given.description = text_of(report);
    given.channel = incident::Channel::monitoring;
    given.external_ref = reference;
    if (!matrix.impacts.empty()) given.impact = matrix.impacts.front();
    if (!matrix.urgencies.empty()) given.urgency = matrix.urgencies.front();
    TRY(const auto logged, incident::create(w, std::move(given)));
    return store::Outcome{"incident", logged.id, logged.version, 201, false};
  });
}

escalation::WatchReport Watcher::report() const {
  std::lock_guard lock(mutex_);
  return report_;
}

Time Watcher::beaten() const {
  std::lock_guard lock(mutex_);
  return beaten_;
}

void Watcher::expose(http::Metrics& metrics) const {
  using Kind = http::Metrics::Kind;
  metrics.callback(Kind::gauge, "evenkeel_escalations_running", "Escalations with a step to come",
                   [this] { return static_cast<double>(report().running); });
  metrics.callback(Kind::gauge, "evenkeel_escalation_faults", "What the watcher found wrong with escalations and their messages",
                   [this] { return static_cast<double>(report().wrong); });
  metrics.callback(Kind::gauge, "evenkeel_escalation_unserved", "Messages of escalations that wait for a channel that is not set up",
                   [this] { return static_cast<double>(report().unserved); });
  metrics.callback(Kind::gauge, "evenkeel_escalation_watched_seconds", "When the watcher looked last, in seconds since 1970",
                   [this] { return static_cast<double>(report().at.us / us_per_second); });
}

}  // namespace evenkeel::app
