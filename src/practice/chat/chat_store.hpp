// The SQL of chats: accounts, codes that tie them, requests that came, and the message that a thread hangs on.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "practice/chat/chat.hpp"
#include "store/tx.hpp"

namespace evenkeel::chat {

std::optional<ChatAccount> find_account(store::Connection& db, Id workspace, std::string_view account);
std::vector<ChatAccount> accounts_of(store::Connection& db, Id person);

void put_code(store::Tx& tx, std::string_view hash, Id person, Time ends);
/// The person whose code it is, while it lasts; it is used up.
std::optional<Id> take_code(store::Tx& tx, std::string_view hash);

/// False: the same request came within the last day.
bool is_first(store::Tx& tx, std::string_view key);

/// Open incidents that the person has, the most urgent first.
std::vector<Id> incidents_of(store::Connection& db, Id assignee, int most);

/// What stands in a channel about an incident.
struct Thread {
  std::string post;  // the chat's id of its first message
  Time said_at;      // of what its first message says
};
std::optional<Thread> find_thread(store::Connection& db, Id channel, Id incident);
void put_thread(store::Connection& db, Id channel, Id incident, const Thread& thread);

}  // namespace evenkeel::chat
