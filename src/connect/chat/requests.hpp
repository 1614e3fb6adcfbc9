// What Slack and Mattermost send: proven, and read. Pure functions on bytes; nothing here knows a database.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace evenkeel::chat {

/// A request older or newer than this is none of the chat's, or a recorded one.
constexpr std::int64_t request_window_s = 300;

/// Slack's signature "v0=" + HMAC-SHA-256 of "v0:<timestamp>:<body>", compared in constant time.
bool proves_slack(std::string_view secret, std::string_view timestamp, std::string_view signature, std::string_view body, Time now);
/// The token of a slash command of Mattermost, from the form or from "Authorization: Token ...", compared in constant time.
bool proves_mattermost(std::string_view secret, std::string_view form_token, std::string_view authorization);

/// When Mattermost made a trigger, which is base64 of "id:user:milliseconds:signature" (GenerateTriggerId of its server); none: it says no
/// time. The signature is for Mattermost's own eyes; the time is held against replays of what proved itself otherwise.
std::optional<Time> trigger_made(std::string_view trigger);
/// Within the window of now.
bool is_in_time(Time made, Time now);

/// application/x-www-form-urlencoded; of a name that comes twice the first. Empty when it is none.
std::map<std::string, std::string> form_of(std::string_view body);

/// A slash command, from its form.
struct SlashCommand {
  std::string account;  // "T0123:U0456", or Mattermost's id of the user
  std::string text;     // as it was typed
  std::string trigger;  // of this very request
};
SlashCommand slack_command(const std::map<std::string, std::string>& form);
SlashCommand mattermost_command(const std::map<std::string, std::string>& form);

/// A button that somebody pressed.
struct Pressed {
  std::string account, account_id;  // account_id: as the chat names it alone, for answers
  std::string channel, trigger;
  std::string button, value;  // Slack: action and incident; Mattermost: the token of its context
};
/// The `payload` of Slack's interactivity; none: it is no press of a button.
std::optional<Pressed> slack_press(std::string_view payload);
std::optional<Pressed> mattermost_press(std::string_view body);

/// The challenge of Slack's URL verification; empty: the body is something else.
std::string slack_challenge(std::string_view body);

/// Text for the eyes of who asked alone; whatever stands in it calls nobody and formats nothing.
std::string ephemeral_json(std::string_view text, bool slack);
std::string slack_text(std::string_view text);
std::string mattermost_text(std::string_view text);

}  // namespace evenkeel::chat
