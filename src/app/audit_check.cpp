// Verification in the background.
#include <fmt/format.h>

#include "app/audit_routes.hpp"
#include "app/migrations.hpp"
#include "base/log.hpp"

namespace evenkeel::app {
namespace {

/// Findings that an answer shows; who has more reads them all with `evenkeel audit verify`.
constexpr std::size_t shown_most = 200;

/// Thrown through the verification when the server stops.
struct Stopped {};

void append_findings(std::string& out, const store::AuditReport& report) {
  out += ",\"findings\":[";
  for (std::size_t i = 0; i < report.findings.size() && i < shown_most; ++i) {
    const auto& f = report.findings[i];
    out += fmt::format(R"({}{{"seq":{},"subject_kind":)", i ? "," : "", f.seq ? std::to_string(f.seq) : "null");
    record::append_json_string(out, f.subject_kind);
    out += fmt::format(R"(,"subject":{},"text":)", f.subject ? '"' + to_string(f.subject) + '"' : "null");
    record::append_json_string(out, f.text);
    out += '}';
  }
  out += fmt::format("],\"findings_count\":{}", static_cast<std::int64_t>(report.findings.size()) + report.more);
}

}  // namespace

bool AuditCheck::start(Time now) {
  std::lock_guard lock(mutex_);
  if (state_ == "running") return false;
  if (thread_.joinable()) thread_.join();  // ended: its last act was to leave `running`
  state_ = "running";
  trouble_.clear();
  began_at_ = now;
  done_ = all_ = 0;
  report_ = {};
  thread_ = std::thread([this] { run(); });
  return true;
}

void AuditCheck::run() {
  store::AuditReport report;
  std::string state = "failed", trouble;
  try {
    store::AuditOptions options;
    options.types = audited_types();
    options.public_key = public_key_;
    options.progress = [this](std::int64_t done, std::int64_t all) {
      if (stopping_) throw Stopped{};
      std::lock_guard lock(mutex_);
      done_ = done;
      all_ = all;
    };
    const auto db = database_.connect(store::Open::read);
    db->begin(store::Begin::read);
    report = store::verify(*db, options);
    db->rollback();
    state = report.sound() ? "sound" : "not_sound";
    if (!report.sound()) log_error("audit.not_sound", {{"findings", std::to_string(report.findings.size())}});
  } catch (const Stopped&) {
    trouble = "The server stopped.";
  } catch (const std::exception& e) {
    log_error("audit.failed", {{"what", e.what()}});
    trouble = "The database could not be read to the end.";
  }
  std::lock_guard lock(mutex_);
  report_ = std::move(report);
  trouble_ = std::move(trouble);
  state_ = std::move(state);
}

void AuditCheck::stop() {
  stopping_ = true;
  if (thread_.joinable()) thread_.join();
}

std::string AuditCheck::json() const {
  std::lock_guard lock(mutex_);
  std::string out = fmt::format(R"({{"state":"{}")", state_);
  if (state_ == "never") return out + '}';
  out += fmt::format(R"(,"began_at":"{}","done":{},"all":{})", format_rfc3339(began_at_), done_, all_);
  if (!trouble_.empty()) {
    out += ",\"trouble\":";
    record::append_json_string(out, trouble_);
  }
  if (state_ == "sound" || state_ == "not_sound") {
    out += fmt::format(R"(,"changes":{},"seals":{},"facts":{},"erased":{},"unsigned_seals":{})", report_.changes, report_.seals,
                       report_.facts, report_.erased, report_.unsigned_seals);
    append_findings(out, report_);
  }
  return out + '}';
}

}  // namespace evenkeel::app
