// One batch of the writer: many commands, one transaction, one seal, one commit; and what happens when one of them, or
// the database, fails.
#pragma once
#include <optional>
#include <vector>

#include "base/hash.hpp"
#include "store/numbers.hpp"
#include "store/tx.hpp"
#include "store/watched.hpp"
#include "store/writer.hpp"

namespace evenkeel::store {

/// A command with its envelope and, in the end, its answer.
struct Job {
  Job(World& world, Command c) : command(std::move(c)), envelope(world, command.actor) {}
  Command command;
  Envelope envelope;
  std::optional<Result<Outcome>> result;
};
using Jobs = std::vector<std::unique_ptr<Job>>;

struct BatchEnd {
  Jobs jobs;  // with their results
  Writer::Wake wake;
  std::int64_t reruns = 0;
  std::string trouble;  // why the database took nothing
  bool stored = false;  // something was written and committed; refusals alone prove nothing of the database
};

class Batch {
 public:
  Batch(Database& database, World& world, const WriterOptions& options);
  /// Ends jobs from the front of `jobs` and takes them out; what is left waits for the next batch (a command edited the
  /// catalogue). Never throws for what a database can do; a failed sync ends the process.
  BatchEnd run(Jobs& jobs);

  std::function<void(Connection&)> before;

 private:
  struct Attempt;
  bool attempt(Jobs& jobs, Attempt& a);
  void run_job(Job& job, Attempt& a);
  Result<Outcome> decide(Job& job, Attempt& a);
  void prove_rerun(Job& job, Attempt& a);
  std::int64_t finish(Attempt& a);
  void connect();
  bool reconnect(std::int64_t give_up);
  bool happened(std::int64_t batch_id);
  std::optional<bool> outcome_of(const Attempt& a, std::int64_t give_up);
  void end_all(Jobs& jobs, BatchEnd& end, const Error& why);

  Database& database_;
  World& world_;
  WriterOptions options_;
  std::optional<SigningKey> key_;
  NumberLease numbers_;
  std::unique_ptr<WatchedConnection> db_;
};

}  // namespace evenkeel::store
