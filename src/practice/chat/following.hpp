// What channels are told of incidents: queued in the transaction of the command that changed one, as every message is.
#pragma once
#include <vector>

#include "practice/incident/desk.hpp"
#include "practice/service/shelf.hpp"
#include "store/deliveries.hpp"

namespace evenkeel::chat {

/// The name of the way of all messages to chats; kinds of those messages.
inline constexpr std::string_view channel_name = "chat";
inline constexpr std::string_view message_news = "incident.chat_news", message_answer = "chat.answered", message_test = "chat.test";

enum class News { opened, reopened, priority, assigned, acknowledged, resolved, closed, cancelled };
/// What of a change is told; `before` null: it is new. Pure.
std::vector<News> news_between(const incident::Incident* before, const incident::Incident& after);

/// For incident::Ground. Confidential incidents are told of nowhere.
incident::Reaction chat_reaction();
/// What became confidential while it waited is not told any more. In the transaction that claims.
bool message_wanted(store::Tx& tx, const store::Outgoing& out);

/// An answer for one account in one of our channels, when the chat gives no other way to answer. Nothing when it is no channel of ours.
void send_answer(store::Tx& tx, const service::Snapshot& catalogue, Id workspace, std::string_view channel, std::string_view account,
                 std::string_view text);
/// Error: missing.
Status send_test(store::Tx& tx, const service::Snapshot& catalogue, Id channel);

/// Everything wrong with a record, for service::check_later.
void check_workspace(const service::Shelf& shelf, const record::Record& after, std::vector<Problem>& out);
void check_channel(const service::Shelf& shelf, const record::Record& after, std::vector<Problem>& out);

}  // namespace evenkeel::chat
