#include "practice/service/chat.hpp"

#include "practice/service/fields.hpp"
#include "store/schema.hpp"

namespace evenkeel::record {

using service::ChatChannel;
using service::ChatWorkspace;

namespace {
constexpr std::int64_t url_most = 300;
constexpr std::int64_t secret_name_most = 40;
constexpr std::int64_t channel_most = 64;
constexpr std::int64_t condition_most = 2'000;
}  // namespace

template <>
const RecordType& type_of<ChatWorkspace>() {
  static const RecordType type{
      "chat_workspace",
      "chat_workspace",
      "chat_workspaces",
      "Chat workspace",
      "Chat workspaces",
      service::with_head<ChatWorkspace>({
          field<&ChatWorkspace::name>("name", {.label = "Name", .required = true, .unique = true}),
          field<&ChatWorkspace::kind>("kind", {.label = "Kind"}),
          field<&ChatWorkspace::url>(
              "url",
              {.label = "Web address", .help = "Of the Mattermost server: https://chat.example.org. Empty for Slack.", .max = url_most}),
          field<&ChatWorkspace::bot_secret>("bot_secret", {.label = "Name of the bot's token",
                                                           .help = "As it stands in the server's file of secrets. Empty: nothing is sent.",
                                                           .max = secret_name_most}),
          field<&ChatWorkspace::request_secret>("request_secret",
                                                {.label = "Name of the signing secret",
                                                 .help = "Or of the token of Mattermost's slash command. Empty: no commands are taken.",
                                                 .max = secret_name_most}),
      })};
  return type;
}

template <>
const RecordType& type_of<ChatChannel>() {
  static const RecordType type{
      "chat_channel",
      "chat_channel",
      "chat_channels",
      "Chat channel",
      "Chat channels",
      service::with_head<ChatChannel>({
          field<&ChatChannel::name>("name", {.label = "Name", .required = true, .unique = true}),
          field<&ChatChannel::workspace>("workspace", {.label = "Workspace", .ref = "chat_workspace", .required = true}),
          field<&ChatChannel::channel>("channel", {.label = "Id of the channel",
                                                   .help = "Slack: C0123456789, below its details. The bot must be a member.",
                                                   .max = channel_most,
                                                   .required = true}),
          field<&ChatChannel::applies>("applies",
                                       {.label = "Follows incidents when",
                                        .help = "priority <= 2 and team.name = \"Network\"; empty: all. Confidential ones never.",
                                        .max = condition_most}),
          field<&ChatChannel::language>("language", {.label = "Language"}),
      })};
  return type;
}

}  // namespace evenkeel::record

namespace evenkeel::service {

std::string chat_schema() { return store::ddl_for(record::type_of<ChatWorkspace>()) + store::ddl_for(record::type_of<ChatChannel>()); }

}  // namespace evenkeel::service
