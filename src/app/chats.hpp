// Carries messages to channels of chats: one message for each incident that says how it stands, and its news as a thread below.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <mutex>

#include "app/channels.hpp"
#include "connect/chat/posts.hpp"
#include "practice/service/chat.hpp"

namespace evenkeel::app {

class Chats {
 public:
  /// All outlive it.
  Chats(store::Register& reg, const service::Catalogue& catalogue, const Vault& vault, std::string public_url, ChannelOptions options);

  std::unique_ptr<store::Dispatcher> dispatcher();
  /// Hands one over; blocks.
  store::HandOver carry(const store::Outgoing& out);

 private:
  store::HandOver tell(const store::Outgoing& out, const service::ChatChannel& channel, const chat::Place& place);
  /// Keeps what the chat called our message; false: it could not be kept.
  bool remember(Id channel, Id incident, const std::string& post, Time said);
  bool write(const std::function<void(store::Tx&)>& work);
  chat::Posted call(connect::Call call, const chat::Place& place, Id workspace);

  store::Register& register_;
  const service::Catalogue& catalogue_;
  const Vault& vault_;
  std::string public_url_;
  ChannelOptions options_;
  std::mutex mutex_;
  std::map<Id, std::int64_t> rests_until_us_;  // workspaces that asked to wait, on the monotonic clock
};

}  // namespace evenkeel::app
