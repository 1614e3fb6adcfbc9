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
/// The person's sessions ended then, by a new password or by hand: what was linked before opens nothing any more. Its timer, of people,
/// takes it away; until that has come it is looked at here.
inline constexpr std::string_view timer_access_ended = "chat.access_ended";
std::optional<Time> access_ended(store::Connection& db, Id person);
/// Links, and codes for some, that were made until then.
void end_links(store::Tx& tx, Id person, Time until);

constexpr std::int64_t code_life_us = 10 * us_per_minute;
void put_code(store::Tx& tx, std::string_view hash, Id person, Time ends);
/// The person whose code it is, while it lasts; it is used up.
std::optional<Id> take_code(store::Tx& tx, std::string_view hash);

/// False: the same request came before. Remembered for a day, which is longer than a request that tells its time is taken for;
/// `remember_us`: so long instead.
constexpr std::int64_t requests_remembered_us = us_per_day;
bool is_first(store::Tx& tx, std::string_view key, std::int64_t remember_us = requests_remembered_us);

/// Open incidents that the person has, the most urgent first.
std::vector<Id> incidents_of(store::Connection& db, Id assignee, int most);

/// What stands in a channel about an incident.
struct Thread {
  std::string post;  // the chat's id of its first message
  Time said_at;      // of what its first message says
};
std::optional<Thread> find_thread(store::Connection& db, Id channel, Id incident);
void put_thread(store::Connection& db, Id channel, Id incident, const Thread& thread);
/// Whoever writes the first message claims it before: on another node news of the same incident may leave in the same moment. False:
/// somebody else has it, and is given `claim_us` to write. `instead`: the first message that is gone; empty: there was none.
constexpr std::int64_t claim_us = us_per_minute;
bool claim_thread(store::Tx& tx, Id channel, Id incident, std::string_view instead);
/// It could not be written.
void give_up_thread(store::Tx& tx, Id channel, Id incident);

}  // namespace evenkeel::chat
