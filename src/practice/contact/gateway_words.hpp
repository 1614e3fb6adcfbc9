// The words of a gateway: placeholders in its address, headers and body, filled with a message so that nothing in the message can become
// more than text there; and what may stand in them. Pure.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "practice/service/gateway.hpp"
#include "practice/service/shelf.hpp"

namespace evenkeel::contact {

/// A message for a gateway.
struct Words {
  std::string to;             // the recipient's own address: a number, a topic, a webhook
  std::string subject, text;  // text: without the subject
  std::string brief;          // one or two lines, for SMS and for speaking
  std::string link;
  std::string secret;  // of the gateway
  bool urgent = false;
};

/// What is asked of the gateway's server.
struct Filled {
  std::string url, method, body;
  std::vector<std::string> headers;  // "Name: value"
};

/// The request that carries the message. Values are percent-encoded in the address, lose control characters in headers, and are escaped in
/// the body as its Content-Type demands (JSON where none is said).
Filled fill(const service::Gateway& gateway, const Words& words);

/// What is wrong with a gateway that is to be saved (service::check_later).
void check_gateway(const service::Shelf& shelf, const record::Record& after, std::vector<Problem>& out);

/// What is wrong with the address that somebody wants to be reached at over the gateway; empty: nothing.
std::string wrong_with_target(const service::Gateway& gateway, std::string_view target);
/// "+49 ... 67", "hooks.slack.com ... Xy12": tells it from others, and is of no use to anybody else.
std::string hint_of(const service::Gateway& gateway, std::string_view target);
/// The recipient's address is the whole address: an incoming webhook of a chat.
bool own_address(const service::Gateway& gateway);

}  // namespace evenkeel::contact
