// Files that people bring through the browser: they come in pieces, wait for their mapping, and are read by the same importer that
// `evenkeel import` uses, one after the other on a thread of its own. What is known of them is kept in memory: after a restart the
// same file is brought again, and what it had written already is passed over.
#pragma once
#include <atomic>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "connect/exchange/incident_import.hpp"
#include "practice/people/principal.hpp"

namespace evenkeel::app {

inline constexpr std::int64_t upload_bytes_most = 500'000'000;     // an event log of some million rows
inline constexpr std::size_t piece_bytes_most = 4U * 1024 * 1024;  // of one request, which is held in memory
inline constexpr std::size_t uploads_most = 8;                     // at once: together four gigabytes of disk
inline constexpr std::int64_t report_lines_most = 100'000;         // a report that is answered in one piece
inline constexpr std::int64_t upload_kept_us = us_per_day;         // an upload nobody touches any more is thrown away

enum class UploadState { receiving, ready, waiting, running, rehearsed, done, failed, cancelled };

/// What is known of one file.
struct Upload {
  Id id, person;
  std::string name;
  UploadState state = UploadState::receiving;
  std::int64_t bytes = 0;           // received
  std::int64_t bytes_read = 0;      // by the run under way
  Time touched_at, ended_at;        // of the newest request; of the newest run
  std::int64_t report_lines = 0;    // kept; there may have been more findings
  exchange::ImportFigures figures;  // of the newest run
  std::vector<Problem> problems;    // why the newest run failed
  exchange::Run run = exchange::Run::dry;
  exchange::Mapping mapping;
  exchange::NewFields new_fields = exchange::NewFields::refused;
};

class Uploads {
 public:
  Uploads(std::string folder, const exchange::ImportInto& into) : folder_(std::move(folder)), into_(into) {}
  ~Uploads() { stop(); }
  Uploads(const Uploads&) = delete;
  Uploads& operator=(const Uploads&) = delete;

  /// A new file of this person. Errors: import.too_many.
  Result<Upload> open(Id person, std::string name);
  /// The next piece; one that came before is passed over, so that a request may be sent again. `last`: the file is whole then.
  /// Errors: import.missing, import.received, import.offset, import.too_large, import.empty, import.disk.
  Result<Upload> take(Id person, Id upload, std::int64_t offset, std::string_view piece, bool last);
  /// Errors: import.missing, also for somebody else's.
  Result<Upload> find(Id person, Id upload);
  std::vector<Upload> list(Id person) const;

  /// Queues a run. Errors: import.missing, import.incomplete, import.running.
  Result<Upload> start(Id person, Id upload, exchange::Run run, exchange::Mapping mapping, exchange::NewFields new_fields);
  /// Ends a run at its next piece, or throws the file away when none is under way. Errors: import.missing.
  Status remove(Id person, Id upload);

  /// Of a server that starts: what lies in the folder is of a process that ended.
  void empty_folder();
  /// Where the file and the report of the newest run lie.
  std::string file_of(Id upload) const;
  std::string report_of(Id upload) const;

  /// Runs the next one that waits, to its end; also throws away what was forgotten. Returns how many ran.
  std::size_t step();
  /// Called when a run was queued.
  std::function<void()> wake = [] {};
  /// Ends the run under way; what it wrote stays.
  void stop() { stopping_ = true; }

 private:
  struct Kept {
    Upload facts;
    std::atomic<bool> cancelled{false};
  };
  using Shared = std::shared_ptr<Kept>;
  Result<Shared> kept(Id person, Id upload);
  void forget_old();
  void run(const Shared& one);
  void discard(Id upload);

  const std::string folder_;
  const exchange::ImportInto into_;
  std::atomic<bool> stopping_{false};
  mutable std::mutex mutex_;
  std::map<Id, Shared> uploads_;
};

}  // namespace evenkeel::app

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<app::UploadState> =
    std::array<std::string_view, 8>{"receiving", "ready", "waiting", "running", "rehearsed", "done", "failed", "cancelled"};
}
