// One's own accounts in chats, and tests of channels, over HTTP.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "http/router.hpp"
#include "practice/service/catalogue.hpp"
#include "store/register.hpp"

namespace evenkeel::chat {

struct ChatRouteParts {
  store::Register reg;
  const service::Catalogue& catalogue;
};
std::vector<http::Route> chat_routes(const ChatRouteParts& parts);
/// JSON Schemas that they name.
std::map<std::string, std::string> chat_schemas();

}  // namespace evenkeel::chat
