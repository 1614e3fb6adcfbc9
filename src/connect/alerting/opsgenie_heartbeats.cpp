#include "connect/alerting/opsgenie_heartbeats.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "base/text.hpp"
#include "connect/alerting/texts.hpp"
#include "practice/alert/alert_rules.hpp"

namespace evenkeel::alerting {

namespace bj = boost::json;
using service::AlertSeverity;
using service::Heartbeat;

namespace {

constexpr std::int64_t interval_most = 1'000'000;  // of any unit; what a year does not hold is refused with the record
constexpr std::string_view code = "heartbeat.invalid";
constexpr std::string_view priorities[] = {"P1", "P2", "P3", "P5"};  // in the order of AlertSeverity

struct Unit {
  std::string_view word, letter;
  std::int64_t us;
};
constexpr Unit units[] = {{"minutes", "m", us_per_minute}, {"hours", "h", us_per_hour}, {"days", "d", us_per_day}};

class Reader {
 public:
  explicit Reader(const bj::value& json) : json_(json) {}

  HeartbeatSaid read() {
    HeartbeatSaid said;
    said.name = text("name").value_or("");
    said.description = text("description");
    said.message = text("alertMessage");
    said.interval = interval();
    said.unit = unit();
    if (const auto* enabled = member("enabled")) {
      if (enabled->is_bool()) said.enabled = enabled->get_bool();
      else refuse("enabled", "must be true or false");
    }
    if (const auto word = text("alertPriority")) {
      said.severity = alert::severity_in(*word);
      const bool priority = word->size() == 2 && (word->front() == 'P' || word->front() == 'p');
      if (!priority || !said.severity) refuse("alertPriority", "must be one of [P1, P2, P3, P4, P5]");
    }
    said.tags = tags();
    if (const auto* team = member("ownerTeam")) {
      said.owner_team = member_text(*team, "name");
      said.owner_team_id = member_text(*team, "id");
    }
    return said;
  }
  std::vector<Problem> problems;

 private:
  /// Null says nothing.
  const bj::value* member(std::string_view name) const {
    const auto* found = member_of(json_, name);
    return found && !found->is_null() ? found : nullptr;
  }
  void refuse(std::string_view name, std::string text) {
    problems.push_back({std::string(code), std::move(text), "/" + std::string(name)});
  }
  std::optional<std::string> text(std::string_view name) {
    const auto* found = member(name);
    if (!found) return std::nullopt;
    if (found->is_string()) return std::string(found->get_string());
    refuse(name, "must be text");
    return std::nullopt;
  }
  std::optional<std::int64_t> interval() {
    const auto* found = member("interval");
    if (!found) return std::nullopt;
    if (found->is_int64() && found->get_int64() >= 1 && found->get_int64() <= interval_most) return found->get_int64();
    refuse("interval", "must be a whole number from 1 on");
    return std::nullopt;
  }
  std::string unit() {
    const auto word = text("intervalUnit");
    if (!word) return {};
    for (const Unit& one : units)
      if (equal_ascii_nocase(*word, one.word)) return std::string(one.letter);
    refuse("intervalUnit", "must be one of [minutes, hours, days]");
    return {};
  }
  /// A list; programs of theirs send one as text, too.
  std::optional<std::vector<std::string>> tags() {
    const auto* found = member("alertTags");
    if (!found) return std::nullopt;
    std::vector<std::string> all;
    if (found->is_string()) {
      for (const auto tag : split(found->get_string(), ','))
        if (!trim(tag).empty()) all.emplace_back(trim(tag));
      return all;
    }
    bool good = found->is_array();
    if (good)
      for (const bj::value& tag : found->get_array()) {
        if (!tag.is_string()) good = false;
        else if (!trim(tag.get_string()).empty()) all.emplace_back(trim(tag.get_string()));
      }
    if (!good) refuse("alertTags", "must be a list of texts");
    return all;
  }

  const bj::value& json_;
};

}  // namespace

Result<HeartbeatSaid> read_opsgenie_heartbeat(std::string_view body) {
  const auto json = parse_body(body);
  if (!json || !json->is_object())
    return error(Fault::malformed, "body.not_object", "Request body is not processable. Please check the errors.");
  Reader reader(*json);
  HeartbeatSaid said = reader.read();
  if (!reader.problems.empty()) return Error{Fault::invalid, std::move(reader.problems), {}};
  return said;
}

Status lay_over(const HeartbeatSaid& said, Heartbeat& heartbeat) {
  const bool is_new = heartbeat.name.empty();
  std::vector<Problem> problems;
  const auto refuse = [&](std::string_view name, std::string text) {
    problems.push_back({std::string(code), std::move(text), "/" + std::string(name)});
  };
  if (is_new && trim(said.name).empty()) refuse("name", "may not be empty");
  if (is_new && !said.interval) refuse("interval", "may not be empty");
  if ((is_new || said.interval) && said.unit.empty()) refuse("intervalUnit", "may not be empty");
  if (!said.interval && !is_new && !said.unit.empty()) refuse("interval", "may not be empty");
  if (!problems.empty()) return Error{Fault::invalid, std::move(problems), {}};
  if (is_new) {
    heartbeat.name = trim(said.name);
    heartbeat.grace = "0m";  // there is none there
    heartbeat.severity = AlertSeverity::warning;
    heartbeat.paused = true;
  }
  if (said.interval) {
    heartbeat.every = fmt::format("{}{}", *said.interval, said.unit);
    heartbeat.schedule.clear();
    heartbeat.zone.clear();
  }
  if (said.description) heartbeat.description = *said.description;
  if (said.message) heartbeat.message = *said.message;
  if (said.tags) heartbeat.tags = *said.tags;
  if (said.severity) heartbeat.severity = *said.severity;
  if (said.enabled) heartbeat.paused = !*said.enabled;
  return Done{};
}

std::string opsgenie_heartbeat_json(const Heartbeat& heartbeat, bool expired, Time last_at, std::string_view team_name) {
  const std::int64_t us = parse_duration(heartbeat.every).value_or(0);
  // As it is written: 60 minutes do not become an hour.
  const Unit* unit = units;
  for (const Unit& one : units)
    if (heartbeat.every.find_first_not_of("0123456789") + 1 == heartbeat.every.size() && heartbeat.every.ends_with(one.letter)) unit = &one;
  bj::array tags(heartbeat.tags.begin(), heartbeat.tags.end());
  bj::object team;
  if (heartbeat.team) team = {{"id", to_string(heartbeat.team)}, {"name", team_name}};
  bj::object out{{"name", heartbeat.name},
                 {"description", heartbeat.description},
                 {"interval", us / unit->us},
                 {"intervalUnit", unit->word},
                 {"enabled", !heartbeat.paused},
                 {"expired", expired},
                 {"ownerTeam", std::move(team)},
                 {"alertTags", std::move(tags)},
                 {"alertPriority", priorities[static_cast<std::size_t>(heartbeat.severity)]},
                 {"alertMessage", heartbeat.message.empty() ? heartbeat.name + " did not report" : heartbeat.message}};
  if (last_at) out["lastPingTime"] = format_rfc3339(last_at);
  return bj::serialize(out);
}

}  // namespace evenkeel::alerting
