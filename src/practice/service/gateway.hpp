// A gateway: what a message to a channel other than mail is handed to, as an administrator describes it: an incoming webhook of a chat, an
// ntfy server, anything that sends SMS or calls by HTTP. Its secret is none of its fields: it lies in a file outside the database.
#pragma once
#include "practice/service/catalogue.hpp"

namespace evenkeel::service {

/// Also the names of the channels that deliveries go by.
enum class GatewayKind { slack, teams, mattermost, ntfy, http, sms, voice };

struct Gateway {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name;
  GatewayKind kind = GatewayKind::http;
  std::string url;              // with placeholders; empty: the recipient's own address
  std::string begins_with;      // what a recipient's own address must begin with
  std::string method;           // empty: POST
  std::string headers;          // "Name: value", one a line, with placeholders
  std::string body;             // with placeholders; empty: what the kind usually wants
  std::string secret;           // the name that its secret has in the file of secrets
  std::int64_t per_minute = 0;  // messages at most; 0: no limit
};

/// Its table.
std::string gateway_schema();

}  // namespace evenkeel::service

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<service::GatewayKind> =
    std::array<std::string_view, 7>{"slack", "teams", "mattermost", "ntfy", "http", "sms", "voice"};
template <>
const RecordType& type_of<service::Gateway>();
}  // namespace evenkeel::record
