// Messages of ours as Slack's Web API and Mattermost's REST API want them, and what their answers mean. Pure.
#pragma once
#include <string>
#include <string_view>

#include "connect/outgoing.hpp"

namespace evenkeel::chat {

/// A message with its buttons.
struct Post {
  std::string text;
  /// Of each button what it says, its name, and what comes back when it is pressed.
  struct Button {
    std::string label, name, value;
  };
  std::vector<Button> buttons = {};
};

/// Where, and as whom.
struct Place {
  bool slack = true;
  std::string server;   // "https://slack.com", without a slash at its end
  std::string token;    // of the bot
  std::string channel;  // its id
  std::string presses;  // Mattermost: the address that is told of pressed buttons; empty: no buttons
};

/// A new message, below `thread` when it is not empty. `key` is the same at each attempt.
connect::Call post_call(const Place& place, const Post& post, std::string_view thread, std::string_view key);
/// The message as it is from now on.
connect::Call update_call(const Place& place, const Post& post, std::string_view message);
/// For one account alone.
connect::Call whisper_call(const Place& place, std::string_view account, std::string_view text);

struct Posted {
  store::HandOver hand_over;
  std::string message;  // its id, when it was sent
  bool gone = false;    // the message that was to be changed, or its thread, is not there any more
};
Posted read_answer(const Place& place, const connect::Answer& answer);

}  // namespace evenkeel::chat
