// Sends what webhooks asked for. Each active one has a cursor of its own in the change log and a thread of its own, so that a slow receiver
// delays nobody else: changes are read in order, sent one after the other, and the cursor moves in the transaction that settles the
// attempt. What one receiver refuses waits beside the line with all later changes of its incident; what it cannot take at all stops the
// line.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "base/vault.hpp"
#include "connect/outgoing.hpp"
#include "practice/incident/incidents.hpp"
#include "practice/outward/event.hpp"
#include "practice/outward/webhook_store.hpp"
#include "store/loop.hpp"

namespace evenkeel::app {

struct WebhookOptions {
  std::string source;                    // the address of this register, in events
  std::string ca_file;                   // PEM; empty: what the system trusts
  http::AddressBlocks private_networks;  // that receivers may lie in
  std::function<connect::Answer(const connect::Call&)> send = connect::send;
  std::int64_t fence = 0;  // of this node's lease; 0: no other node is there
};

class Webhooks {
 public:
  /// All outlive it.
  Webhooks(const incident::Incidents& practice, const Vault& vault, WebhookOptions options);
  ~Webhooks() { stop(); }

  /// Sends what can be sent now, one after the other on the caller's thread; returns how many attempts there were. For tests.
  std::size_t step();
  /// When the next one that waits is due.
  std::optional<Time> next_due();
  void start();
  /// Begins nothing any more; stop() waits for what is under way.
  void close() { closing_ = true; }
  void stop();
  /// Something was changed.
  void wake();
  /// Active ones that are paused.
  std::int64_t paused();

 private:
  /// What is to be sent now.
  struct Item {
    outward::Webhook webhook;
    outward::Line line;
    std::vector<std::string> secrets;
    std::int64_t seq = 0;
    std::int64_t attempt = 0;  // before this one; of what is late
    bool late = false;
    outward::Event event;
  };
  /// What looking found.
  struct Look {
    std::optional<Item> item;
    /// Without an item: late ones that are for the webhook no more, or a change that has to wait behind another.
    std::function<void(store::Tx&)> tidy;
    bool more = false;  // look again at once
  };
  bool serve(Id webhook);
  Look look(store::Connection& db, Id webhook);
  Look look_at_late(store::Connection& db, Item item, const outward::Reader& reader, const outward::Late& late);
  Look look_ahead(store::Connection& db, Item item, const outward::Reader& reader);
  /// Which node delivers for it; new_: this one, from now on.
  enum class Hold { others, new_, kept };
  Hold hold(Id webhook);
  void settle(const Item& item, const connect::Answer& answer, std::int64_t took_ms);
  bool write(const std::function<void(store::Tx&)>& work);
  void keep_threads();
  std::optional<Time> next_due(store::Connection& db, const outward::Webhook& webhook);

  const incident::Incidents& practice_;
  const store::Register& register_;
  const Vault& vault_;
  WebhookOptions options_;
  std::int64_t holder_;
  std::mutex mutex_;
  /// How far the log was looked at without finding anything, for each line's generation: not worth a transaction each time.
  struct Looked {
    std::int64_t generation = 0, seq = 0;
  };
  std::map<Id, Looked> looked_;
  std::map<Id, Time> held_until_;
  std::map<Id, Time> others_until_;  // another node was seen to hold it: not asked again before
  bool holds_any_ = false;
  std::map<Id, std::unique_ptr<store::Loop>> threads_;
  std::atomic<bool> closing_ = false;
  store::Loop keeper_;
};

}  // namespace evenkeel::app
