#include "practice/check/check_rules.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.hpp"

namespace evenkeel::checks {
namespace {

constexpr std::int64_t every_least_us = 10 * us_per_second;  // more often is a load test
constexpr std::int64_t every_most_us = us_per_day;
constexpr long status_least = 100, status_most = 599;  // RFC 9110, 15
constexpr long expected_from = 200, expected_to = 399;
constexpr std::int64_t spread_part = 10;  // of the interval
constexpr int port_most = 65'535;

std::optional<long> number(std::string_view text) {
  long value = 0;
  const auto [at, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
  return ec == std::errc() && at == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// "200, 300-399"; none: unreadable.
std::optional<std::vector<std::pair<long, long>>> ranges_of(std::string_view text) {
  std::vector<std::pair<long, long>> all;
  for (const std::string_view part : split(text, ',')) {
    const auto dash = part.find('-');
    const auto from = number(trim(part.substr(0, dash)));
    const auto to = dash == std::string_view::npos ? from : number(trim(part.substr(dash + 1)));
    if (!from || !to || *from < status_least || *to > status_most || *from > *to) return std::nullopt;
    all.emplace_back(*from, *to);
  }
  return all;
}

bool is_expected(const Check& check, long status) {
  if (check.expected_status.empty()) return status >= expected_from && status <= expected_to;
  const auto ranges = ranges_of(check.expected_status);
  return ranges && std::ranges::any_of(*ranges, [&](const auto& r) { return status >= r.first && status <= r.second; });
}

bool has_blank(std::string_view text) {
  return std::ranges::any_of(text, [](unsigned char c) { return c <= ' ' || c == 0x7f; });
}

bool is_page(std::string_view url) {
  const std::string_view scheme = url.starts_with("https://") ? "https://" : "http://";
  if (!url.starts_with(scheme) || has_blank(url)) return false;
  const auto rest = url.substr(scheme.size());
  const auto host = rest.substr(0, rest.find_first_of("/?#"));
  return !host.empty() && host.find('@') == std::string_view::npos;
}

bool is_name(std::string_view text) {
  constexpr std::size_t name_most = 253;  // RFC 1035, 2.3.4
  return !text.empty() && text.size() <= name_most && !has_blank(text) && text.find_first_of(":/@?#") == std::string_view::npos;
}

bool is_host_and_port(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0 || has_blank(text) || text.find_first_of("/@?#") != std::string_view::npos)
    return false;
  const auto port = number(text.substr(colon + 1));
  return port && *port >= 1 && *port <= port_most;
}

Probe failed(std::int64_t took_us, std::string text) { return {false, took_us, std::move(text)}; }

Probe in_time(const Check& check, std::int64_t took_us, std::string text) {
  if (check.slow_ms > 0 && took_us > check.slow_ms * us_per_ms)
    return failed(took_us, fmt::format("it took {} ms, longer than {} ms", took_us / us_per_ms, check.slow_ms));
  return {true, took_us, std::move(text)};
}

}  // namespace

std::vector<Problem> problems_of(const Check& check) {
  std::vector<Problem> out;
  const bool page = check.kind == service::CheckKind::http,
             named = check.kind == service::CheckKind::dns || check.kind == service::CheckKind::ping;
  if (page && !is_page(check.address))
    out.push_back({"check.bad_address", "must begin with https:// or http:// and have no user name in it", "/address"});
  if (named && !is_name(check.address)) out.push_back({"check.bad_address", "must be a name, shop.example.org", "/address"});
  if (!page && !named && !is_host_and_port(check.address))
    out.push_back({"check.bad_address", "must be host:port, db.example.org:5432", "/address"});
  if (!check.expected_status.empty() && !ranges_of(check.expected_status))
    out.push_back({"check.bad_status", "must be statuses from 100 to 599: 200, 300-399", "/expected_status"});
  if (const auto every = parse_duration(check.every); !every || *every < every_least_us || *every > every_most_us)
    out.push_back({"check.bad_every", "must be a duration from 10s to 1d", "/every"});
  else if (*every < check.timeout_s * us_per_second)
    out.push_back({"check.bad_timeout", "must not be longer than the time from one question to the next", "/timeout_s"});
  if (check.certificate_days > 0 && !(page && check.address.starts_with("https://")))
    out.push_back({"check.not_of_kind", "only pages of https have it", "/certificate_days"});
  if (!page)
    for (const auto& [text, pointer] : {std::pair{&check.expected_status, "/expected_status"}, std::pair{&check.contains, "/contains"},
                                        std::pair{&check.lacks, "/lacks"}})
      if (!text->empty() && !(check.kind == service::CheckKind::dns && text == &check.contains))
        out.push_back({"check.not_of_kind", named ? "only pages have it" : "only pages have it, not connections", pointer});
  return out;
}

Probe judge_page(const Check& check, const Heard& heard) {
  if (heard.status == 0) return failed(heard.took_us, std::string(heard.trouble));
  if (!is_expected(check, heard.status)) return failed(heard.took_us, fmt::format("it answered {}", heard.status));
  if (!check.contains.empty() && heard.body.find(check.contains) == std::string_view::npos)
    return failed(heard.took_us, "the page does not contain the text that it must");
  if (!check.lacks.empty() && heard.body.find(check.lacks) != std::string_view::npos)
    return failed(heard.took_us, "the page contains the text that it must not");
  if (check.certificate_days > 0 && heard.certificate_left_us >= 0 && heard.certificate_left_us < check.certificate_days * us_per_day)
    return failed(heard.took_us, fmt::format("its certificate is good for {} days more", heard.certificate_left_us / us_per_day));
  return in_time(check, heard.took_us, fmt::format("it answered {}", heard.status));
}

Probe judge_name(const Check& check, std::string_view addresses, std::string_view trouble, std::int64_t took_us) {
  if (!trouble.empty()) return failed(took_us, std::string(trouble));
  std::vector<std::string_view> all;
  for (const auto line : split(addresses, '\n'))
    if (!line.empty()) all.push_back(line);
  const std::string text = fmt::format("it has {}", fmt::join(all, ", "));
  if (!check.contains.empty() && std::ranges::find(all, std::string_view(check.contains)) == all.end())
    return failed(took_us, text + ", and not what it must");
  return in_time(check, took_us, text);
}

Probe judge_connection(const Check& check, std::string_view trouble, std::int64_t took_us) {
  if (!trouble.empty()) return failed(took_us, std::string(trouble));
  return in_time(check, took_us, check.kind == service::CheckKind::ping ? "it answered" : "it was connected to");
}

Probe nobody_asked(const Check& check) {
  return {false, 0, fmt::format("nobody asked: no worker of the place \"{}\" came for it", check.place), false};
}

CheckState after_probe(const Check& check, CheckState state, const Probe& probe, Time now) {
  const Standing before = state.standing;
  state.failures = probe.well ? 0 : state.failures + 1;
  state.successes = probe.well ? state.successes + 1 : 0;
  if (!probe.well && state.failures >= check.failures) state.standing = Standing::down;
  if (probe.well && (before != Standing::down || state.successes >= check.successes)) state.standing = Standing::up;
  if (state.standing != before) state.since_at = now;
  state.last_at = now;
  state.last = probe;
  state.last.text = utf8_prefix(probe.text, text_most);
  return state;
}

std::int64_t spread_us(const Check& check) {
  constexpr std::uint64_t golden = 0x9E3779B97F4A7C15;  // Knuth, TAOCP 6.4: multiplicative hashing
  constexpr unsigned high_bits = 33;
  const std::int64_t most = parse_duration(check.every).value_or(0) / spread_part;
  const auto chance = static_cast<std::int64_t>((static_cast<std::uint64_t>(check.id.v) * golden) >> high_bits);
  return most > 0 ? chance % most : 0;
}

Time next_after(const Check& check, Time due, Time now) {
  const std::int64_t every = parse_duration(check.every).value_or(us_per_minute);
  const Time next = due + every;
  return next > now && next <= now + every ? next : now + every - spread_us(check);
}

std::string alert_key(Id check) { return std::string(alert::check_prefix) + to_string(check); }

alert::Event event_of(const Check& check, const CheckState& state, alert::AlertState alert, const alert::Texts& places, Time now) {
  alert::Event event;
  event.key = alert_key(check.id);
  event.state = alert;
  event.severity = check.severity;
  event.title = utf8_prefix(check.name + (state.last.asked ? " is down" : " is not asked"), alert::title_points_most);
  event.labels = places;
  event.labels.emplace_back("alertname", "CheckFailed");
  event.labels.emplace_back("check", check.name);
  std::ranges::sort(event.labels);
  if (alert == alert::AlertState::resolved) {
    event.ends_at = now;
    return event;
  }
  event.starts_at = now;
  std::string text =
      fmt::format("It failed {} times in a row, last at {}: {}", state.failures, format_rfc3339(state.last_at), state.last.text);
  if (!check.description.empty()) text += "\n\n" + check.description;
  event.annotations.emplace_back("description", text);
  return event;
}

}  // namespace evenkeel::checks
