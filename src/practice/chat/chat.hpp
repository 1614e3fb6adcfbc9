// Who is who in a chat: an account of a workspace belongs to the person who proved it with a code that only they saw, signed in. Names and
// mail addresses that a chat tells of its accounts prove nothing.
#pragma once
#include "practice/people/people.hpp"

namespace evenkeel::chat {

struct ChatAccount {
  Id id;
  std::int64_t version = 0;
  Id workspace;
  std::string account;  // as the chat names it
  Id person;
  Time linked_at;
};

/// The table, and those of chat_store.hpp.
std::string chat_account_schema();

/// "\"chat_accounts\":[..]"
std::string export_person(store::Connection& db, Id person);
void erase_person(store::Tx& tx, Id person);

}  // namespace evenkeel::chat

namespace evenkeel::record {
template <>
const RecordType& type_of<chat::ChatAccount>();
}
