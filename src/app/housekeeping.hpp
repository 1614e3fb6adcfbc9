// What a register needs done without anybody asking: backups with retention, anchors of the log, forgetting of used idempotency
// keys, settled messages and files that belong to nothing, and erasing by retention rules.
#pragma once
#include <atomic>
#include <functional>
#include <optional>
#include <string>

#include "app/config.hpp"
#include "app/copy.hpp"
#include "store/register.hpp"

namespace evenkeel::app {

class Housekeeping {
 public:
  struct Duties {
    std::string public_key;                                                           // for anchors; empty: none are written
    std::function<std::vector<Id>(store::Connection&, Time before)> people_to_erase;  // by retention, at most some hundred
    std::function<void(store::Tx&, Id person)> erase;
  };
  Housekeeping(const Config& config, store::Register& reg, Duties duties);

  /// Does what is due; returns how many duties had something to do.
  std::size_t step();
  /// Of those duties: writes who was erased beside the register, for a restore; also the last thing a server does.
  std::size_t keep_erasures();
  /// The server ends: a backup that is being written is given up.
  void close() { closing_ = true; }

 private:
  bool due(Time& last, std::int64_t every_us);
  std::size_t try_to_write();
  std::size_t purge();
  std::size_t sweep_files();
  std::size_t purge_search();
  std::size_t write_anchor();
  std::size_t send_anchor();
  std::size_t back_up();
  std::size_t retain();

  const Config& config_;
  store::Register& register_;
  Duties duties_;
  Time purged_, swept_, anchored_, anchor_sent_, backed_up_, retained_;
  std::int64_t anchored_seq_ = 0;
  std::vector<std::string> orphans_;  // files that were nobody's at the last look, in order
  std::size_t erasures_kept_ = 0;
  std::atomic<bool> closing_ = false;
};

/// Writes a consistent copy of the live register into `folder`, named by the time, and removes the oldest beyond `keep`.
/// Parts that processes which died left a day ago are removed, too. Returns the file; throws as write_backup().
std::string make_backup(store::Database& database, const std::string& folder, Time now, std::int64_t keep,
                        const CopyProgress& progress = {});

struct Backup {
  std::string name;
  std::int64_t bytes = 0;
};
/// What lies in `folder`, newest first; nothing when there is no such folder.
std::vector<Backup> list_backups(const std::string& folder);

}  // namespace evenkeel::app
