#include "practice/outward/outward_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/hash.hpp"
#include "base/text.hpp"

namespace evenkeel::outward {

namespace bj = boost::json;

namespace {

constexpr std::string_view prefix = "whsec_";
constexpr std::size_t digest_letters = 16;

constexpr std::int64_t waits_us[] = {5 * us_per_second, us_per_minute,    5 * us_per_minute, 30 * us_per_minute, 2 * us_per_hour,
                                     5 * us_per_hour,   10 * us_per_hour, 14 * us_per_hour,  20 * us_per_hour,   24 * us_per_hour};

std::string base64(std::string_view bytes) {
  std::string text = to_base64url(bytes);
  std::ranges::replace(text, '-', '+');
  std::ranges::replace(text, '_', '/');
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

std::string bytes_of_base64(std::string text) {
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  while (text.ends_with('=')) text.pop_back();
  return from_base64url(text);
}

std::string_view text_of(const bj::value& v) { return v.is_string() ? std::string_view(v.get_string()) : std::string_view(); }

struct Move {
  std::string_view from, to;
};

/// The begin of an event's list, from the state before and after.
void add_move(const Move& state, Happenings& out) {
  const auto ended = [](std::string_view s) { return s == "resolved" || s == "closed" || s == "cancelled"; };
  if (state.to == "cancelled") out.push_back(Happening::cancelled);
  else if (state.to == "closed") out.push_back(Happening::closed);
  else if (state.to == "resolved") out.push_back(Happening::resolved);
  else if (ended(state.from)) out.push_back(Happening::reopened);
  else if (state.to == "on_hold") out.push_back(Happening::on_hold);
  else if (state.from == "on_hold") out.push_back(Happening::resumed);
}

}  // namespace

Happenings happenings_of(const Said& said, bool (*is_news)(std::string_view)) {
  if (said.kind == "incident.comment_written") return {Happening::comment_added};
  if (said.kind == "incident.note_written") return {Happening::note_added};
  if (said.kind == "incident.clock_warned") return {Happening::target_warned};
  if (said.kind == "incident.clock_breached") return {Happening::target_breached};
  if (said.kind == "incident.rule_called") return {Happening::called};
  if (said.subject_kind != "incident" || said.version == 0) return {};
  if (said.version == 1) return {Happening::logged};
  Happenings out;
  const auto* diff = said.body.if_contains("diff");
  if (!diff || !diff->is_object()) return out;
  const auto pair = [&](std::string_view field) -> const bj::array* {
    const auto* both = diff->get_object().if_contains(field);
    return both && both->is_array() && both->get_array().size() == 2 ? &both->get_array() : nullptr;
  };
  if (const auto* state = pair("state")) add_move({text_of((*state)[0]), text_of((*state)[1])}, out);
  if (const auto* at = pair("acknowledged_at"); at && (*at)[0].is_null()) out.push_back(Happening::acknowledged);
  if (said.kind == "incident.escalated") out.push_back(Happening::escalated);
  if (pair("team") || pair("assignee")) out.push_back(Happening::assigned);
  if (pair("priority")) out.push_back(Happening::priority_changed);
  const bool news = std::ranges::any_of(
      diff->get_object(), [&](const auto& member) { return is_news(std::string_view(member.key().data(), member.key().size())); });
  if (news || !out.empty()) out.push_back(Happening::changed);
  return out;
}

std::optional<Happening> wanted(const Happenings& happened, const std::vector<std::string>& names, bool notes) {
  for (const Happening h : happened) {
    if (h == Happening::note_added && !notes) continue;
    if (h == Happening::called && names.empty()) continue;
    if (names.empty() || std::ranges::find(names, record::name_of(h)) != names.end()) return h;
  }
  return std::nullopt;
}

std::string event_type(std::string_view name) { return fmt::format("org.evenkeel.incident.{}", name); }

std::string event_id(std::int64_t seq, std::string_view body_hash) {
  return fmt::format("chg_{}_{}", seq, to_hex(body_hash).substr(0, digest_letters));
}

std::string secret_text(std::string_view bytes) { return std::string(prefix) + base64(bytes); }

std::string signatures(const std::vector<std::string>& secrets, std::string_view id, std::int64_t unix_seconds, std::string_view body) {
  const std::string signed_bytes = fmt::format("{}.{}.{}", id, unix_seconds, body);
  std::string out;
  for (const std::string& secret : secrets) {
    if (!out.empty()) out += ' ';
    out += "v1," + base64(hmac_sha256(bytes_of_base64(secret.substr(prefix.size())), signed_bytes));
  }
  return out;
}

Verdict verdict_of(long status) {
  if (status >= 200 && status < 300) return Verdict::sent;
  if (status == 410) return Verdict::gone;
  constexpr long troubles[] = {0, 408, 425, 429, 502, 503, 504};
  return std::ranges::find(troubles, status) != std::end(troubles) ? Verdict::trouble : Verdict::refused;
}

std::optional<std::int64_t> wait_after(std::int64_t failures) {
  if (failures < 1 || failures > static_cast<std::int64_t>(std::size(waits_us))) return std::nullopt;
  return waits_us[failures - 1];
}

Line after(Line line, Verdict verdict, std::int64_t asked_to_wait_us, Time now) {
  if (verdict == Verdict::sent) {
    line.failures = line.refusals = 0;
    line.not_before = {};
    line.sent_at = now;
    return line;
  }
  if (verdict == Verdict::refused && ++line.refusals < refusals_most) return line;
  ++line.failures;
  const auto wait = wait_after(line.failures);
  if (verdict == Verdict::gone) line.paused = "The receiver answered 410: it wants no more.";
  else if (!wait) line.paused = "It could not be reached for days, or refused everything.";
  if (!line.paused.empty()) line.paused_at = now;
  line.not_before = now + std::max(wait.value_or(0), asked_to_wait_us);
  return line;
}

}  // namespace evenkeel::outward
