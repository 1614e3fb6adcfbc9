#include "app/imports/uploads.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "base/log.hpp"

namespace evenkeel::app {
namespace {

namespace fs = std::filesystem;
using exchange::Run;

/// Thrown through the import when it was cancelled or the server stops.
struct Cancelled {};

bool is_busy(UploadState s) { return s == UploadState::waiting || s == UploadState::running; }

/// Findings as CSV, as many as a report has.
class ReportFile {
 public:
  explicit ReportFile(const std::string& path) : file_(path, std::ios::binary | std::ios::trunc) { file_ << exchange::report_heading(); }
  void add(const exchange::Finding& finding) {
    if (lines_ == report_lines_most) return;
    file_ << exchange::report_line(finding);
    ++lines_;
  }
  std::int64_t lines() const { return lines_; }

 private:
  std::ofstream file_;
  std::int64_t lines_ = 0;
};

}  // namespace

void Uploads::empty_folder() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::string Uploads::file_of(Id upload) const { return (fs::path(folder_) / (to_string(upload) + ".csv")).string(); }
std::string Uploads::report_of(Id upload) const { return (fs::path(folder_) / (to_string(upload) + ".report.csv")).string(); }

Result<Upload> Uploads::open(Id person, std::string name) {
  std::lock_guard lock(mutex_);
  if (uploads_.size() >= uploads_most)
    return error(Fault::conflict, "import.too_many", fmt::format("{} files are here already; remove one that is done.", uploads_most));
  std::error_code failed;
  fs::create_directories(folder_, failed);
  if (!failed) fs::permissions(folder_, fs::perms::owner_all, failed);
  if (failed) return error(Fault::unavailable, "import.disk", "The data folder takes no files: " + failed.message());
  auto one = std::make_shared<Kept>();
  one->facts.id = into_.reg.world.new_id();
  one->facts.person = person;
  one->facts.name = std::move(name);
  one->facts.touched_at = into_.reg.world.now();
  uploads_[one->facts.id] = one;
  return one->facts;
}

Result<Uploads::Shared> Uploads::kept(Id person, Id upload) {
  const auto found = uploads_.find(upload);
  if (found == uploads_.end() || found->second->facts.person != person)
    return error(Fault::missing, "import.missing", "There is no such file here. It may have been thrown away: bring it again.");
  found->second->facts.touched_at = into_.reg.world.now();
  return found->second;
}

Result<Upload> Uploads::take(Id person, Id upload, std::int64_t offset, std::string_view piece, bool last) {
  std::lock_guard lock(mutex_);
  TRY(const Shared one, kept(person, upload));
  Upload& facts = one->facts;
  const auto end = offset + static_cast<std::int64_t>(piece.size());
  if (end <= facts.bytes && (facts.state != UploadState::receiving || !last)) return facts;
  if (facts.state != UploadState::receiving) return error(Fault::conflict, "import.received", "The file was received whole already.");
  if (offset > facts.bytes || end < facts.bytes)
    return error(Fault::conflict, "import.offset", fmt::format("{} bytes have come; go on there.", facts.bytes), "/offset");
  if (end > upload_bytes_most)
    return error(Fault::too_large, "import.too_large",
                 fmt::format("A file has at most {} MiB; use `evenkeel import` on the server, or send it in parts.",
                             upload_bytes_most / (1024 * 1024)));
  if (last && end == 0) return invalid("import.empty", "The file is empty.");
  const auto fresh = piece.substr(static_cast<std::size_t>(facts.bytes - offset));
  std::ofstream file(file_of(upload), std::ios::binary | std::ios::app);
  file.write(fresh.data(), static_cast<std::streamsize>(fresh.size()));
  file.close();
  if (!file) {
    std::error_code ignored;
    fs::resize_file(file_of(upload), static_cast<std::uintmax_t>(facts.bytes), ignored);
    return error(Fault::unavailable, "import.disk", "The file could not be written; the disk may be full.");
  }
  facts.bytes = end;
  if (last) facts.state = UploadState::ready;
  return facts;
}

Result<Upload> Uploads::find(Id person, Id upload) {
  std::lock_guard lock(mutex_);
  TRY(const Shared one, kept(person, upload));
  return one->facts;
}

std::vector<Upload> Uploads::list(Id person) const {
  std::lock_guard lock(mutex_);
  std::vector<Upload> all;
  for (const auto& [id, one] : uploads_)
    if (one->facts.person == person) all.push_back(one->facts);
  return all;
}

Result<Upload> Uploads::start(Id person, Id upload, Run run, exchange::Mapping mapping, exchange::NewFields new_fields) {
  std::unique_lock lock(mutex_);
  TRY(const Shared one, kept(person, upload));
  Upload& facts = one->facts;
  if (facts.state == UploadState::receiving) return error(Fault::conflict, "import.incomplete", "The file has not come whole yet.");
  if (facts.state == UploadState::done) return error(Fault::conflict, "import.done", "The file was brought in already.");
  if (is_busy(facts.state)) return error(Fault::conflict, "import.running", "It is under way already.");
  facts.state = UploadState::waiting;
  facts.run = run;
  facts.mapping = std::move(mapping);
  facts.new_fields = new_fields;
  facts.bytes_read = facts.report_lines = 0;
  facts.figures = {};
  facts.problems.clear();
  one->cancelled = false;
  Upload now = facts;
  lock.unlock();
  wake();
  return now;
}

Status Uploads::remove(Id person, Id upload) {
  std::lock_guard lock(mutex_);
  TRY(const Shared one, kept(person, upload));
  if (one->facts.state == UploadState::running) {
    one->cancelled = true;
    return Done{};
  }
  discard(upload);
  return Done{};
}

void Uploads::discard(Id upload) {
  std::error_code ignored;
  fs::remove(file_of(upload), ignored);
  fs::remove(report_of(upload), ignored);
  uploads_.erase(upload);
}

void Uploads::forget_old() {
  const Time now = into_.reg.world.now();
  std::vector<Id> old;
  for (const auto& [id, one] : uploads_)
    if (!is_busy(one->facts.state) && one->facts.touched_at + upload_kept_us < now) old.push_back(id);
  for (Id id : old) discard(id);
}

std::size_t Uploads::step() {
  Shared next;
  {
    std::lock_guard lock(mutex_);
    forget_old();
    for (const auto& [id, one] : uploads_)
      if (!next && one->facts.state == UploadState::waiting) next = one;
    if (!next || stopping_) return 0;
    next->facts.state = UploadState::running;
  }
  run(next);
  return 1;
}

void Uploads::run(const Shared& one) {
  const Upload begun = one->facts;
  std::ifstream file(file_of(begun.id), std::ios::binary);
  ReportFile findings(report_of(begun.id));
  exchange::ImportReport report([&](const exchange::Finding& finding) { findings.add(finding); });
  exchange::ImportOptions options;
  options.file_name = begun.name;
  options.by = "person:" + to_string(begun.person);
  options.run = begun.run;
  options.new_fields = begun.new_fields;
  options.progress = [&](const exchange::ImportReport& so_far) {
    if (stopping_ || one->cancelled) throw Cancelled{};
    const auto at = file.tellg();
    std::lock_guard lock(mutex_);
    one->facts.figures = so_far;
    one->facts.bytes_read = at < 0 ? begun.bytes : static_cast<std::int64_t>(at);
  };
  UploadState state = begun.run == Run::dry ? UploadState::rehearsed : UploadState::done;
  std::vector<Problem> problems;
  try {
    if (auto done = exchange::import_incidents(file, begun.mapping, into_, options, report); !done) {
      state = UploadState::failed;
      problems = std::move(done.error().problems);
    }
  } catch (const Cancelled&) {
    state = UploadState::cancelled;
  } catch (const std::exception& e) {
    log_error("import.failed", {{"what", e.what()}});
    state = UploadState::failed;
    problems = {
        {"import.broke_off", "The register could not be read or written to the end. What was brought in stays; start it again.", {}}};
  }
  log_info("import.ended", {{"state", std::string(record::name_of(state))}, {"rows", std::to_string(report.rows)}});
  std::lock_guard lock(mutex_);
  one->facts.figures = report;
  one->facts.report_lines = findings.lines();
  one->facts.problems = std::move(problems);
  one->facts.ended_at = into_.reg.world.now();
  one->facts.state = state;
  // It says much about people, and is not needed any more.
  std::error_code ignored;
  if (state == UploadState::done) fs::remove(file_of(begun.id), ignored);
}

}  // namespace evenkeel::app
