#include "app/housekeeping.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "app/copy.hpp"
#include "app/erasures.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "practice/alert/alert_store.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/notification/delivery_store.hpp"
#include "store/audit.hpp"
#include "store/search.hpp"

namespace evenkeel::app {
namespace {

constexpr std::int64_t purge_every_us = us_per_hour;
constexpr std::int64_t anchor_every_us = us_per_hour;
constexpr std::int64_t anchor_look_every_us = us_per_minute;
constexpr std::int64_t retention_every_us = us_per_day;
constexpr std::int64_t keep_idempotency_us = us_per_day;
constexpr std::int64_t keep_sent_us = 30 * us_per_day;           // what was delivered is in the story; the row is only plumbing
constexpr std::int64_t keep_ended_alerts_us = 365 * us_per_day;  // what they did stays in the stories of their incidents
constexpr std::int64_t keep_ended_silences_us = 30 * us_per_day;
constexpr int forgotten_silences_most = 500;              // in one transaction, each with a line of the log
constexpr std::int64_t purge_rows_most = 5'000;           // in one transaction
constexpr std::int64_t sweep_every_us = 6 * us_per_hour;  // no file is that long on its way to its incident
constexpr int orphans_most = 1'000;                       // of one sweep
constexpr int search_steps_most = 64;                     // of one go: others get their turn in between, and the server stops soon

const store::Actor actor{"system:housekeeping", {}};
constexpr std::string_view backup_prefix = "evenkeel-";
constexpr std::string_view anchor_row = "anchor.sent";  // of follower: when an anchor was sent last, in microseconds

std::string anchor_body(const store::Anchor& a, Time now) {
  return fmt::format(R"({{"anchor":"{}","seq":{},"sent_at":"{}","hash":"{}","public_key":"{}","signature":"{}"}})", store::format_anchor(a),
                     a.seq, format_rfc3339(now), to_hex(a.hash), to_hex(a.public_key), to_hex(a.signature));
}

}  // namespace

Housekeeping::Housekeeping(const Config& config, store::Register& reg, Duties duties)
    : config_(config), register_(reg), duties_(std::move(duties)) {
  // The first backup and retention run come a period after the start, not in the rush of it.
  retained_ = backed_up_ = register_.world.now();
}

bool Housekeeping::due(Time& last, std::int64_t every_us) {
  const auto now = register_.world.now();
  if (last && now - last < every_us && now >= last) return false;
  last = now;
  return true;
}

std::size_t Housekeeping::step() {
  return try_to_write() + purge() + sweep_files() + purge_search() + write_anchor() + send_anchor() + back_up() + retain() +
         keep_erasures();
}

/// A server that could not write is taken for unfit and gets no request that would show it can again: so it tries by itself.
std::size_t Housekeeping::try_to_write() {
  if (register_.writer.counters().healthy) return 0;
  (void)register_.writer.run(store::Lane::bulk, actor, [](store::Tx& tx) -> Result<store::Outcome> {
    tx.db().execute_one("UPDATE counter SET n = n WHERE name = 'catalogue'", {});
    return store::Outcome{};
  });
  return register_.writer.counters().healthy ? 1 : 0;
}

std::size_t Housekeeping::purge() {
  if (!due(purged_, purge_every_us)) return 0;
  std::int64_t purged = 0;
  (void)register_.writer.run(store::Lane::bulk, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
    purged = tx.db().execute_count(
        "DELETE FROM idempotency WHERE (principal, key) IN (SELECT principal, key FROM idempotency WHERE at_us < $1 ORDER BY at_us LIMIT "
        "$2)",
        {store::Param(tx.now() - keep_idempotency_us), store::Param(purge_rows_most)});
    std::optional<Time> failed;
    if (const auto keep_failed = parse_duration(config_.retention.failed_deliveries)) failed = tx.now() - *keep_failed;
    purged += alert::forget_silences(tx, tx.now() - keep_ended_silences_us, forgotten_silences_most);
    purged += alert::forget_resolved(tx.db(), tx.now() - keep_ended_alerts_us, purge_rows_most);
    purged += notification::forget_settled(tx.db(), tx.now() - keep_sent_us, failed, purge_rows_most);
    return store::Outcome{};
  });
  return purged > 0 ? 1 : 0;
}

/// The bytes of a file are stored before the command that attaches it; when that is refused, or the server dies, nobody has them. What
/// was nobody's at the look before and still is now, is on its way no more. (A command that comes too late is told to send it again.)
std::size_t Housekeeping::sweep_files() {
  if (!due(swept_, sweep_every_us)) return 0;
  std::vector<std::string> orphans, old;
  register_.readers.read([&](store::Connection& db) { orphans = incident::orphaned_blobs(db, orphans_most); });
  std::ranges::set_intersection(orphans, orphans_, std::back_inserter(old));
  for (const auto& sha256 : old)
    (void)register_.writer.run(store::Lane::bulk, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
      incident::remove_orphaned_blob(tx.db(), sha256);
      return store::Outcome{};
    });
  orphans_ = std::move(orphans);
  return old.empty() ? 0 : 1;
}

/// What an erasure left in the search index goes in small steps, so that no command waits for the whole index to be written anew.
std::size_t Housekeeping::purge_search() {
  bool left = false;
  register_.readers.read([&](store::Connection& db) { left = store::index_holds_forgotten(db); });
  if (!left) return 0;
  for (int step = 0; left && step < search_steps_most; ++step) {
    const auto done = register_.writer.run(store::Lane::bulk, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
      left = store::purge_index(tx) == store::Purge::goes_on;
      return store::Outcome{};
    });
    if (!done) return 0;
  }
  return 1;
}

std::size_t Housekeeping::write_anchor() {
  if (config_.audit.anchor_file.empty() || !due(anchored_, anchor_every_us)) return 0;
  std::optional<store::Anchor> anchor;
  register_.readers.read([&](store::Connection& db) { anchor = store::newest_anchor(db, duties_.public_key); });
  if (!anchor || anchor->seq == anchored_seq_) return 0;
  std::ofstream file(in_data_folder(config_, config_.audit.anchor_file), std::ios::app);
  file << store::format_anchor(*anchor) << '\n';
  if (!file.flush()) {
    log_error("audit.anchor_not_written", {{"file", config_.audit.anchor_file}});
    return 0;
  }
  anchored_seq_ = anchor->seq;
  return 1;
}

/// By mail and by hook, as deliveries with their retries. Whichever node comes first sends it: the row says when that was.
std::size_t Housekeeping::send_anchor() {
  const auto& audit = config_.audit;
  if ((audit.anchor_mail.empty() && audit.anchor_webhook.empty()) || !due(anchor_sent_, anchor_look_every_us)) return 0;
  std::int64_t sent_us = 0;
  std::optional<store::Anchor> anchor;
  register_.readers.read([&](store::Connection& db) {
    db.query("SELECT seq FROM follower WHERE name = $1", {store::Param(anchor_row)},
             [&](const store::Row& row) { sent_us = row.integer(0); });
    anchor = store::newest_anchor(db, duties_.public_key);
  });
  const auto every_us = parse_duration(audit.anchor_every).value_or(us_per_day);
  if (!anchor || (sent_us != 0 && register_.world.now().us - sent_us < every_us)) return 0;
  const auto body = anchor_body(*anchor, register_.world.now());
  (void)register_.writer.run(store::Lane::bulk, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
    tx.db().execute("INSERT INTO follower(name, seq) VALUES ($1,0) ON CONFLICT (name) DO NOTHING", {store::Param(anchor_row)});
    if (tx.db().execute_count("UPDATE follower SET seq = $1 WHERE name = $2 AND seq = $3",
                              {store::Param(tx.now()), store::Param(anchor_row), store::Param(sent_us)}) != 1)
      return store::Outcome{};
    if (!audit.anchor_mail.empty()) tx.send({"audit.anchor", "audit", Id{anchor->seq}, {}, "mail", audit.anchor_mail, body});
    if (!audit.anchor_webhook.empty()) tx.send({"audit.anchor", "audit", Id{anchor->seq}, {}, "webhook", "audit.anchor_webhook", body});
    return store::Outcome{};
  });
  return 1;
}

std::size_t Housekeeping::back_up() {
  if (config_.backup.folder.empty()) return 0;
  if (!due(backed_up_, parse_duration(config_.backup.every).value_or(us_per_day))) return 0;
  try {
    const auto file = make_backup(register_.database, in_data_folder(config_, config_.backup.folder), register_.world.now(),
                                  config_.backup.keep, [this](const std::string&, std::int64_t) {
                                    if (closing_) throw std::runtime_error("the server ends");
                                  });
    log_info("backup.made", {{"file", file}});
    return 1;
  } catch (const std::exception& e) {
    log_error("backup.failed", {{"what", e.what()}});
    return 0;
  }
}

std::size_t Housekeeping::retain() {
  if (config_.retention.closed_callers.empty() || !duties_.people_to_erase || !due(retained_, retention_every_us)) return 0;
  std::vector<Id> people;
  const auto before = register_.world.now() - parse_duration(config_.retention.closed_callers).value_or(0);
  register_.readers.read([&](store::Connection& db) { people = duties_.people_to_erase(db, before); });
  for (Id person : people) {
    auto result =
        register_.writer.run(store::Lane::bulk, store::Actor{"system:retention", {}}, [&](store::Tx& tx) -> Result<store::Outcome> {
          duties_.erase(tx, person);
          return store::Outcome{};
        });
    if (!result) log_error("retention.failed", {{"person", to_string(person)}, {"why", result.error().first().text}});
  }
  return people.empty() ? 0 : 1;
}

std::size_t Housekeeping::keep_erasures() {
  Erasures erasures;
  register_.readers.read([&](store::Connection& db) { erasures = erasures_in(db); });
  if (erasures.size() == erasures_kept_) return 0;
  write_erasures(in_data_folder(config_, std::string(erasures_file)), erasures);
  erasures_kept_ = erasures.size();
  return 1;
}

namespace {

/// "evenkeel-20261123T070000Z.db": names of backups are times.
std::string backup_name(Time at) {
  std::string stamp = format_rfc3339(Time{at.us / us_per_second * us_per_second});
  std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
  return std::string(backup_prefix) + stamp + ".db";
}

/// Another server may be writing a younger one into the same folder.
void remove_parts(const std::string& folder, Time before) {
  namespace fs = std::filesystem;
  std::vector<fs::path> parts;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const auto name = entry.path().filename().string();
    if (name.starts_with(backup_prefix) && name.find(".db.part") != std::string::npos && name < backup_name(before))
      parts.push_back(entry.path());
  }
  std::error_code missing;
  for (const auto& part : parts) fs::remove(part, missing);
}

}  // namespace

std::string make_backup(store::Database& database, const std::string& folder, Time now, std::int64_t keep, const CopyProgress& progress) {
  namespace fs = std::filesystem;
  fs::create_directories(folder);
  remove_parts(folder, now - us_per_day);
  const auto file = (fs::path(folder) / backup_name(now)).string();
  write_backup(database, file, now, progress);
  auto backups = list_backups(folder);
  for (; backups.size() > static_cast<std::size_t>(keep); backups.pop_back()) fs::remove(fs::path(folder) / backups.back().name);
  return file;
}

std::vector<Backup> list_backups(const std::string& folder) {
  namespace fs = std::filesystem;
  std::vector<Backup> backups;
  std::error_code ec;  // a folder that is not there yet has none
  for (const auto& entry : fs::directory_iterator(folder, ec)) {
    const auto name = entry.path().filename().string();
    if (!name.starts_with(backup_prefix) || !name.ends_with(".db")) continue;
    const auto bytes = entry.file_size(ec);
    backups.push_back({name, ec ? 0 : static_cast<std::int64_t>(bytes)});
  }
  std::ranges::sort(backups, std::greater{}, &Backup::name);  // names are times
  return backups;
}

}  // namespace evenkeel::app
