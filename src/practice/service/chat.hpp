// A chat that incidents are worked in: the workspace (Slack, or a Mattermost server), and its channels that follow incidents. Secrets are
// no fields: they lie in the server's file of secrets, under the names that stand here.
#pragma once
#include "practice/service/catalogue.hpp"

namespace evenkeel::service {

enum class ChatKind { slack, mattermost };

struct ChatWorkspace {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name;
  ChatKind kind = ChatKind::slack;
  std::string url;             // of the server; empty: Slack's
  std::string bot_secret;      // name of the bot's token
  std::string request_secret;  // name of what proves requests: Slack's signing secret, the token of Mattermost's slash command
};

struct ChatChannel {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name;
  Id workspace;
  std::string channel;  // its id there
  std::string applies;  // condition on incidents; empty: all
  MessageLanguage language = MessageLanguage::en;
};

/// Their tables.
std::string chat_schema();

}  // namespace evenkeel::service

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<service::ChatKind> = std::array<std::string_view, 2>{"slack", "mattermost"};
template <>
const RecordType& type_of<service::ChatWorkspace>();
template <>
const RecordType& type_of<service::ChatChannel>();
}  // namespace evenkeel::record
