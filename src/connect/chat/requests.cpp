#include "connect/chat/requests.hpp"

#include <boost/json.hpp>
#include <charconv>
#include <cstdlib>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "http/target.hpp"

namespace evenkeel::chat {
namespace {

namespace bj = boost::json;

constexpr std::size_t fields_most = 100;
constexpr std::size_t digits_most = 12;  // of seconds
constexpr std::size_t millisecond_digits_most = 15, trigger_most = 1'000;

std::string at(const std::map<std::string, std::string>& form, const char* name) {
  const auto found = form.find(name);
  return found == form.end() ? std::string() : found->second;
}

/// The text at a path of objects; empty when there is none.
std::string text_at(const bj::value& value, std::initializer_list<std::string_view> path) {
  const bj::value* here = &value;
  for (const auto name : path) {
    here = here->is_object() ? here->get_object().if_contains(name) : nullptr;
    if (!here) return {};
  }
  return here->is_string() ? std::string(std::string_view(here->get_string())) : std::string();
}

std::string replaced(std::string_view text, std::initializer_list<std::pair<std::string_view, std::string_view>> pairs) {
  std::string out;
  while (!text.empty()) {
    bool found = false;
    for (const auto& [from, to] : pairs)
      if (text.starts_with(from)) {
        out += to;
        text.remove_prefix(from.size());
        found = true;
        break;
      }
    if (found) continue;
    out += text.front();
    text.remove_prefix(1);
  }
  return out;
}

std::optional<bj::value> object_in(std::string_view text) {
  bj::error_code ec;
  auto value = bj::parse(text, ec);
  return ec || !value.is_object() ? std::nullopt : std::optional(std::move(value));
}

}  // namespace

bool proves_slack(std::string_view secret, std::string_view timestamp, std::string_view signature, std::string_view body, Time now) {
  const bool digits =
      !timestamp.empty() && timestamp.size() <= digits_most && timestamp.find_first_not_of("0123456789") == std::string_view::npos;
  if (secret.empty() || !digits) return false;
  const std::int64_t sent_s = std::strtoll(std::string(timestamp).c_str(), nullptr, 10);
  if (!is_in_time(Time{sent_s * us_per_second}, now)) return false;
  std::string signed_text = "v0:";
  signed_text.append(timestamp).append(":").append(body);
  return equal_secret("v0=" + to_hex(hmac_sha256(secret, signed_text)), signature);
}

bool proves_mattermost(std::string_view secret, std::string_view form_token, std::string_view authorization) {
  if (secret.empty()) return false;
  if (equal_secret(secret, form_token)) return true;
  constexpr std::string_view scheme = "Token ";
  return authorization.starts_with(scheme) && equal_secret(secret, authorization.substr(scheme.size()));
}

std::optional<Time> trigger_made(std::string_view trigger) {
  if (trigger.size() > trigger_most) return std::nullopt;
  std::string text = replaced(trigger, {{"+", "-"}, {"/", "_"}});
  while (text.ends_with('=')) text.pop_back();
  const std::string decoded = from_base64url(text);
  const auto parts = split(decoded, ':');
  if (parts.size() != 4 || parts[2].empty() || parts[2].size() > millisecond_digits_most) return std::nullopt;
  std::int64_t ms = 0;
  const auto read = std::from_chars(parts[2].data(), parts[2].data() + parts[2].size(), ms);
  if (read.ec != std::errc() || read.ptr != parts[2].data() + parts[2].size() || ms < 0) return std::nullopt;
  return Time{ms * us_per_ms};
}

bool is_in_time(Time made, Time now) { return std::abs(now.us / us_per_second - made.us / us_per_second) <= request_window_s; }

std::map<std::string, std::string> form_of(std::string_view body) {
  std::map<std::string, std::string> form;
  for (const std::string_view pair : split(body, '&')) {
    if (form.size() >= fields_most) break;
    const auto equal = pair.find('=');
    if (equal == std::string_view::npos) continue;
    std::string name, value;
    if (http::percent_decode(pair.substr(0, equal), http::Plus::space, name) &&
        http::percent_decode(pair.substr(equal + 1), http::Plus::space, value))
      form.emplace(std::move(name), std::move(value));
  }
  return form;
}

SlashCommand slack_command(const std::map<std::string, std::string>& form) {
  // Slack escapes these three in what was typed.
  const auto text = replaced(at(form, "text"), {{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}});
  return {at(form, "team_id") + ":" + at(form, "user_id"), text, at(form, "trigger_id")};
}

SlashCommand mattermost_command(const std::map<std::string, std::string>& form) {
  return {at(form, "user_id"), at(form, "text"), at(form, "trigger_id")};
}

std::optional<Pressed> slack_press(std::string_view payload) {
  const auto value = object_in(payload);
  if (!value || text_at(*value, {"type"}) != "block_actions") return std::nullopt;
  const auto* actions = value->get_object().if_contains("actions");
  if (!actions || !actions->is_array() || actions->get_array().empty()) return std::nullopt;
  const bj::value& action = actions->get_array().front();
  const auto user = text_at(*value, {"user", "id"});
  return Pressed{text_at(*value, {"team", "id"}) + ":" + user,
                 user,
                 text_at(*value, {"channel", "id"}),
                 text_at(*value, {"trigger_id"}),
                 text_at(action, {"action_id"}),
                 text_at(action, {"value"})};
}

std::optional<Pressed> mattermost_press(std::string_view body) {
  const auto value = object_in(body);
  if (!value) return std::nullopt;
  const auto user = text_at(*value, {"user_id"});
  return Pressed{user, user, text_at(*value, {"channel_id"}), text_at(*value, {"trigger_id"}), "", text_at(*value, {"context", "token"})};
}

std::string slack_challenge(std::string_view body) {
  const auto value = object_in(body);
  return value && text_at(*value, {"type"}) == "url_verification" ? text_at(*value, {"challenge"}) : std::string();
}

std::string slack_text(std::string_view text) { return replaced(text, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}}); }

std::string mattermost_text(std::string_view text) {
  // A space of no width behind the @: a title calls nobody.
  return replaced(text, {{"@", "@\u200b"},
                         {"\\", "\\\\"},
                         {"[", "\\["},
                         {"]", "\\]"},
                         {"`", "\\`"},
                         {"*", "\\*"},
                         {"~", "\\~"},
                         {"#", "\\#"},
                         {"|", "\\|"},
                         {"<", "\\<"},
                         {"!", "\\!"}});
}

std::string ephemeral_json(std::string_view text, bool slack) {
  bj::object out;
  out["response_type"] = "ephemeral";
  out["text"] = slack ? slack_text(text) : mattermost_text(text);
  return bj::serialize(out);
}

}  // namespace evenkeel::chat
