// The doors of Slack and Mattermost: slash commands, pressed buttons and Slack's question whether the address is ours. Open to everybody;
// what does not prove that it comes from the workspace is refused and does nothing.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "http/router.hpp"
#include "practice/chat/chat_desk.hpp"

namespace evenkeel::chat {

struct DoorParts {
  store::Register reg;
  const service::Catalogue& catalogue;
  const ChatParts& chat;
  const Vault& vault;
  std::function<std::string(const std::string& name)> secret;  // of the file of secrets
};
std::vector<http::Route> chat_doors(const DoorParts& parts);

/// What a button of Mattermost carries: nobody else makes it, and it is good for this incident in this workspace alone.
std::string button_token(const Vault& vault, Id workspace, Id incident, std::string_view button);

/// Names of buttons.
inline constexpr std::string_view button_acknowledge = "acknowledge", button_take = "take";

}  // namespace evenkeel::chat
