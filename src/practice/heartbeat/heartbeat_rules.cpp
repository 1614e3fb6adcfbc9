#include "practice/heartbeat/heartbeat_rules.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "base/zone.hpp"
#include "practice/heartbeat/cron.hpp"

namespace evenkeel::heartbeat {
namespace {

constexpr std::int64_t every_least_us = us_per_minute;    // more often is no heartbeat but a stream of measurements
constexpr std::int64_t every_most_us = 366 * us_per_day;  // once a year
constexpr std::size_t message_shown = 2'000;              // bytes of the last message that an alert repeats

void check_duration(const std::string& text, std::int64_t least, std::string_view field, std::vector<Problem>& out) {
  const auto us = parse_duration(text);
  const std::string code = fmt::format("heartbeat.bad_{}", field), pointer = fmt::format("/{}", field);
  if (!us) out.push_back({code, "must be a duration: 5m, 1h, 1d", pointer});
  else if (*us < least || *us > every_most_us)
    out.push_back({code, fmt::format("must lie between {} and 366 days", least > 0 ? "a minute" : "nothing"), pointer});
}

std::int64_t grace_us(const Heartbeat& heartbeat) { return parse_duration(heartbeat.grace).value_or(0); }

}  // namespace

std::vector<Problem> problems_of(const Heartbeat& heartbeat) {
  std::vector<Problem> out;
  if (heartbeat.every.empty() == heartbeat.schedule.empty())
    out.push_back({"heartbeat.when", "say either how often it reports or at which times", "/every"});
  if (!heartbeat.every.empty()) check_duration(heartbeat.every, every_least_us, "every", out);
  if (!heartbeat.grace.empty()) check_duration(heartbeat.grace, 0, "grace", out);
  if (!heartbeat.schedule.empty())
    if (const auto cron = parse_cron(heartbeat.schedule); !cron) out.push_back(cron.error().first());
  if (!heartbeat.zone.empty() && !is_zone(heartbeat.zone)) out.push_back({"heartbeat.bad_zone", "is no time zone: Europe/Berlin", "/zone"});
  return out;
}

Time due_after(const Heartbeat& heartbeat, Time from) {
  if (!heartbeat.schedule.empty()) {
    const auto cron = parse_cron(heartbeat.schedule);
    return cron ? next_after(*cron, heartbeat.zone.empty() ? "UTC" : heartbeat.zone, from).value_or(Time{}) : Time{};
  }
  const auto every = parse_duration(heartbeat.every);
  return every ? from + *every : Time{};
}

Expected expected_of(const Heartbeat& heartbeat, const Pulse& pulse) {
  Expected expected;
  if (!heartbeat.active || heartbeat.paused) return expected;
  if (pulse.from_at) expected.due = due_after(heartbeat, pulse.from_at);
  // A run that has begun is to end within the grace.
  if (pulse.started_at && (!expected.due || pulse.started_at < expected.due)) expected.due = pulse.started_at;
  if (expected.due) expected.missing_at = expected.due + grace_us(heartbeat);
  return expected;
}

State state_of(const Heartbeat& heartbeat, const Pulse& pulse, Time now) {
  if (heartbeat.paused || !heartbeat.active) return State::paused;
  if (pulse.standing == Standing::missing) return State::missing;
  if (pulse.standing == Standing::failed) return State::failed;
  if (pulse.standing == Standing::fresh) return State::fresh;
  const Time due = pulse.from_at ? due_after(heartbeat, pulse.from_at) : Time{};
  return due && due < now ? State::late : State::waiting;
}

Pulse after_ping(const Pulse& before, const Ping& ping, Time run_began, Time now) {
  Pulse after = before;
  after.last_at = now;
  after.last_kind = ping.kind;
  after.exit_status = ping.exit_status;
  ++after.pings;
  if (!ping.message.empty() || ping.kind == PingKind::success || ping.kind == PingKind::fail) after.message = ping.message;
  if (ping.kind == PingKind::log) return after;
  if (ping.kind == PingKind::start) {
    after.started_at = now;
    after.run = ping.run;
    return after;
  }
  after.took_us = run_began ? std::max<std::int64_t>(0, now - run_began) : -1;
  // The end of an older run leaves the one that runs.
  if (after.run == ping.run || ping.run.empty()) {
    after.started_at = {};
    after.run.clear();
  }
  after.from_at = now;
  after.excused.clear();
  after.standing = ping.kind == PingKind::fail ? Standing::failed : Standing::waiting;
  return after;
}

bool may_be_lost_in(const Heartbeat& heartbeat, const Pulse& pulse, Gap gap) {
  if (pulse.standing == Standing::missing || pulse.standing == Standing::failed) return false;
  // Once a silence: a server that is started anew each night would excuse a dead job for ever.
  if (!pulse.excused.empty()) return false;
  const Expected expected = expected_of(heartbeat, pulse);
  return expected.due && expected.due - early_us <= gap.until && expected.missing_at >= gap.from;
}

std::string slug_of(std::string_view name) {
  std::string slug;
  for (const auto& word : fold_words(name)) slug += (slug.empty() ? "" : "-") + word;
  return slug;
}

std::string alert_key(Id heartbeat) { return std::string(alert::heartbeat_prefix) + to_string(heartbeat); }

alert::Event event_of(const Heartbeat& heartbeat, const Pulse& pulse, alert::AlertState state, const alert::Texts& places, Time now) {
  const bool failed = pulse.standing == Standing::failed;
  alert::Event event;
  event.key = alert_key(heartbeat.id);
  event.state = state;
  event.severity = heartbeat.severity;
  const bool own = !failed && !heartbeat.message.empty();
  event.title = own ? heartbeat.message : fmt::format("{} {}", heartbeat.name, failed ? "failed" : "did not report");
  if (failed && pulse.exit_status != 0) event.title += fmt::format(" (exit status {})", pulse.exit_status);
  event.title = utf8_prefix(event.title, alert::title_points_most);
  event.labels = places;
  event.labels.emplace_back("alertname", failed ? "HeartbeatFailed" : "HeartbeatMissing");
  event.labels.emplace_back("heartbeat", heartbeat.name);
  if (!heartbeat.tags.empty()) event.labels.emplace_back("tags", fmt::format("{}", fmt::join(heartbeat.tags, ",")));
  std::ranges::sort(event.labels);
  if (state == alert::AlertState::resolved) {
    event.ends_at = now;
    return event;
  }
  event.starts_at = now;
  const Expected expected = expected_of(heartbeat, pulse);
  std::string text = failed ? fmt::format("It said at {} that it failed.", format_rfc3339(pulse.last_at))
                     : pulse.started_at && pulse.started_at == expected.due
                         ? fmt::format("It began at {} and did not say that it ended.", format_rfc3339(pulse.started_at))
                         : fmt::format("It was due at {}.", format_rfc3339(expected.due));
  if (pulse.last_at && !failed) text += fmt::format(" It was heard of last at {}.", format_rfc3339(pulse.last_at));
  if (!heartbeat.description.empty()) text += "\n\n" + heartbeat.description;
  event.annotations.emplace_back("description", text);
  if (!pulse.message.empty()) {
    std::size_t most = std::min(message_shown, pulse.message.size());
    while (most > 0 && !is_valid_utf8(std::string_view(pulse.message).substr(0, most))) --most;
    event.annotations.emplace_back("message", pulse.message.substr(0, most));
  }
  return event;
}

}  // namespace evenkeel::heartbeat
