// What a chat asks for is done here, as the person whose account it is, by the commands that people give.
#pragma once
#include "practice/chat/chat_store.hpp"
#include "practice/chat/command_rules.hpp"
#include "practice/escalation/escalating.hpp"

namespace evenkeel::chat {

struct ChatParts {
  const incident::Ground& ground;
  escalation::Escalating& escalating;
  std::string public_url;  // where people sign in; empty: not known
};

/// A request whose sender is proven to be the workspace.
struct Asked {
  Id workspace;
  std::string account;
  std::string key;  // of this very request: coming again it does nothing
  std::int64_t remember_us = requests_remembered_us;
  Command command;
};
/// Who asks, for the change log: the person of the account, or the chat itself.
people::Principal asker_of(store::Connection& db, const Asked& asked);
/// Does it and says what was done, or why not, for the eyes of who asked alone. Errors: of a machine that is busy.
Result<std::string> obey(store::Tx& tx, const ChatParts& parts, const people::Principal& who, const Asked& asked);

/// Keeps the code for `/incident link`; a code before it ends.
void keep_code(store::Tx& tx, Id person, std::string_view code);
/// Takes away what a person had linked before their sessions were ended.
store::TimerHandlers chat_timer_handlers();
/// Error: missing.
Status unlink(store::Tx& tx, Id person, Id account);

}  // namespace evenkeel::chat
