// The one writer. Commands queue in three lanes; the writer takes what waits (never waiting for more), runs it in one
// transaction, seals the changes, commits once, then answers all. A refusal has written nothing. A command that fails
// after its first write is set aside and run alone; the others run again as one batch.
#pragma once
#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/world.hpp"
#include "store/db.hpp"
#include "store/tx.hpp"

namespace evenkeel::store {

/// In the order of their weight: a storm in bulk delays nobody's page.
enum class Lane { people, clockwork, bulk };
constexpr std::size_t lane_count = 3;

/// Same principal and key: the command happens once. Same key with another request is refused (422).
struct IdempotencyKey {
  std::string principal;
  std::string key;
  std::string request_hash;
};

/// What a command with an idempotency key made, kept for 24 hours.
struct Outcome {
  std::string subject_kind;
  Id subject;
  std::int64_t version = 0;
  int status = 200;
  bool replayed = false;  // it had happened before; nothing was written now
};

struct Command {
  Lane lane = Lane::people;
  Actor actor;
  /// Decides and writes. May run several times: it must not touch anything outside but its own outputs, set anew each time.
  std::function<Result<Outcome>(Tx&)> run;
  /// Called once, after the commit or the refusal: on the thread that answers, so that the next batch need not wait for it;
  /// in order. Must not throw.
  std::function<void(const Result<Outcome>&)> done;
  std::optional<IdempotencyKey> idempotency;
};

struct WriterOptions {
  std::size_t batch_most = 64;
  std::size_t queue_most = 4'096;  // commands waiting in a lane; beyond: Fault::unavailable at once
  int node = 1;
  std::string seal_key_seed;        // 32 bytes, kept outside the database; empty: seals are not signed
  std::int64_t number_block = 100;  // incident numbers that a node on PostgreSQL leases at once
  std::int64_t fence = 0;           // of this node's lease on PostgreSQL; 0 on SQLite, where the file lock is the fence
  int reconnect_seconds = 10;       // how long a batch waits for a database that went away before it answers 503
  /// Runs every command twice and ends the process when the second run wrote other bytes; for tests.
  enum class Reruns { needed, always } reruns = Reruns::needed;
  /// Called when a transaction was committed and nobody was answered yet: the worst moment to die; for tests.
  std::function<void()> after_commit_probe = {};
};

struct WriterCounters {
  std::int64_t commands = 0, batches = 0, refused = 0, reruns = 0, failed = 0, waiting = 0;
  std::array<std::int64_t, lane_count> waiting_in{};  // by lane
  std::int64_t last_seq = 0;                          // of the change log
  bool healthy = true;                                // false while the database takes no writes
  std::string trouble;                                // why, for people
};

class Writer {
 public:
  virtual ~Writer() = default;
  /// Queues; when the lane is full, answers Fault::unavailable through `done` at once. Thread-safe.
  virtual void submit(Command command) = 0;
  /// Submits and waits for the answer. Not from the writer's own thread.
  Result<Outcome> run(Lane lane, Actor actor, std::function<Result<Outcome>(Tx&)> work);
  /// The same of several, in their order within each lane; what waits together is one commit. `done` is not theirs to use.
  std::vector<Result<Outcome>> run_all(std::vector<Command> commands);
  /// Runs one batch of what waits on the caller's thread; for tests and the CLI. Returns how many commands ended.
  virtual std::size_t step() = 0;
  /// Starts its own thread; stop() drains the queue and joins.
  virtual void start() = 0;
  virtual void stop() = 0;
  virtual WriterCounters counters() const = 0;
  /// Called on the writer's thread at the begin of each batch, with the open transaction (the catalogue looks for news).
  virtual void before_batch(std::function<void(Connection&)> hook) = 0;
  /// Called after each commit that wrote something: streams, timers, followers and deliveries look again.
  struct Wake {
    bool changes = false, timers = false, deliveries = false, catalogue = false;
    std::int64_t last_seq = 0;
  };
  virtual void after_commit(std::function<void(const Wake&)> hook) = 0;
};
std::unique_ptr<Writer> make_writer(Database& database, World& world, WriterOptions options);

}  // namespace evenkeel::store
