// A database that fails when it is told to: it passes everything on to a real one, and the next COMMIT of the writer ends as asked.
#pragma once
#include <atomic>
#include <memory>

#include "store/db.hpp"

namespace evenkeel::sim {

enum class CommitFault {
  none,
  refused_full,     // the disk was full: nothing is stored
  refused_busy,     // locked by somebody else: nothing is stored
  contention,       // a serialisation failure: to be decided anew
  lost_before,      // the connection was lost before the server committed
  lost_afterwards,  // ... and after it had
};

class FaultyDatabase : public store::Database {
 public:
  explicit FaultyDatabase(store::Database& real) : real_(real) {}

  /// How the next commit that wrote something ends; once.
  std::atomic<CommitFault> next = CommitFault::none;
  std::atomic<int> fired = 0;

  store::Engine engine() const override { return real_.engine(); }
  std::unique_ptr<store::Connection> connect(store::Open mode) override;
  std::string render(std::string_view ddl) const override { return real_.render(ddl); }
  std::string display_name() const override { return real_.display_name(); }
  void backup_to(const std::string& path) override { real_.backup_to(path); }

 private:
  store::Database& real_;
};

}  // namespace evenkeel::sim
