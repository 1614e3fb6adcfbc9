// Brings histories into the register: many incidents a transaction, in the lane that gives way to people, a few transactions
// ahead so that reading the file and writing the register go on side by side.
#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "condition/condition.hpp"
#include "connect/exchange/history.hpp"
#include "store/register.hpp"

namespace evenkeel::exchange {

class BulkWriter {
 public:
  /// `custom` types the values that conditions may ask for.
  BulkWriter(const store::Register& reg, store::Actor actor, std::string source, condition::CustomFields custom)
      : register_(reg), actor_(std::move(actor)), source_(std::move(source)), custom_(std::move(custom)) {}
  ~BulkWriter() { wait(0); }
  BulkWriter(const BulkWriter&) = delete;
  BulkWriter& operator=(const BulkWriter&) = delete;

  /// Queues them; waits while too many are under way.
  void write(std::vector<History> histories);
  /// Everything is written, or refused.
  void finish();

  /// An incident that could not be written, and why.
  struct Refused {
    std::string ref;
    std::size_t first_line = 0;
    std::string why;
  };
  struct Result {
    std::int64_t changes = 0, incidents_new = 0, incidents_continued = 0;
    std::vector<Refused> refused;
  };
  /// Of what has ended since the last call.
  Result take_result();

 private:
  using Pieces = std::shared_ptr<std::vector<History>>;
  void submit(Pieces piece);
  void wait(std::size_t under_way_most);
  void retry(const Pieces& piece);

  const store::Register& register_;
  store::Actor actor_;
  std::string source_;
  condition::CustomFields custom_;
  std::mutex mutex_;
  std::condition_variable ended_;
  std::size_t under_way_ = 0;
  std::vector<Pieces> failed_;
  Result result_;
};

/// Writes one history in a transaction: facts, changes, ended cycles, timers that still mean something, the mark.
void write_history(store::Tx& tx, History& history, std::string_view source, const condition::CustomFields& custom);

}  // namespace evenkeel::exchange
