// See the header.
#include "practice/service/catalogue_desk.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "practice/service/automation_rule.hpp"
#include "practice/service/calendars.hpp"
#include "practice/service/catalogue_checks.hpp"
#include "practice/service/holiday_feed.hpp"

namespace evenkeel::service {
namespace {

using record::Record;
using record::RecordType;

store::Note note_for(const RecordType& type, std::string_view what) {
  store::Note note;
  note.kind = fmt::format("{}.{}", type.kind, what);
  return note;
}

/// What is held in memory is read again; so is the map that follows from relations, which are not.
void mark_changed(store::Tx& tx, const RecordType& type) {
  if (is_held(type) || type.kind == "ci_relation") tx.catalogue_changed();
}

bool is_active(const Record& r) { return std::get<bool>(r["active"]); }

/// Of practice/roster, which tells of hand-offs, and of gaps when nobody closed them in the next minutes.
void wake_notices(store::Tx& tx, const Record& roster) {
  tx.arm("roster.hand_off", "roster", roster.id(), tx.now());
  tx.arm("roster.gaps", "roster", roster.id(), tx.now() + 5 * us_per_minute);
}

/// Of practice/heartbeat, which waits by what its record says.
void wake_heartbeat(store::Tx& tx, const Record& heartbeat) { tx.arm("heartbeat.look", "heartbeat", heartbeat.id(), tx.now()); }

/// The same of practice/check.
void wake_check(store::Tx& tx, const Record& check) { tx.arm("check.look", "check", check.id(), tx.now()); }

/// Has those look again who keep something by what a record says.
void wake_followers(store::Tx& tx, const Record& before, const Record& after) {
  if (after.type->kind == "calendar") tx.arm(timer_calendar_changed, "calendar", after.id(), tx.now());
  if (after.type->kind == "agreement" && is_active(before) && !is_active(after))
    tx.arm(timer_agreement_ended, "agreement", after.id(), tx.now());
  if (after.type->kind == "roster") wake_notices(tx, after);
  if (after.type->kind == "heartbeat") wake_heartbeat(tx, after);
  if (after.type->kind == "check") wake_check(tx, after);
}

/// What a source brought goes with the address that names it.
void follow_addresses(store::Tx& tx, const Record* before, Record& after) {
  if (after.type->kind != "calendar") return;
  auto calendar = record::from_record<Calendar>(after);
  if (calendar.feeds == (before ? record::from_record<Calendar>(*before).feeds : "")) return;
  calendar.fetched = follow_feeds(tx, calendar);
  after = record::to_record(calendar);
}

/// Why the house switched a rule off is said until somebody switches it on again or writes it anew; its name and place say nothing of that.
void forget_stop(const Record& before, Record& after) {
  if (after.type->kind != "automation_rule" || record::is_absent(after["stopped"])) return;
  static constexpr std::string_view beside[] = {"name", "description", "position"};
  for (const auto& difference : record::diff(before, after))
    if (std::ranges::find(beside, difference.field->name) == std::end(beside)) {
      after["stopped"] = record::Value{};
      return;
    }
}

/// One matrix is active: when `r` has become it, the others end.
void end_other_matrices(store::Tx& tx, const Record& r) {
  if (r.type->kind != "priority_matrix" || !is_active(r)) return;
  for (const Record& other : Shelf(&tx.db()).matching(*r.type, {{"active", true}})) {
    if (other.id() == r.id()) continue;
    Record ended = other;
    ended["active"] = false;
    store::Note note = note_for(*r.type, "deactivated");
    note.why = R"({"reason":"another matrix was activated"})";
    tx.update(other, ended, note);
  }
}

bool finds(store::Connection& db, const std::string& sql, std::initializer_list<store::Param> params) {
  bool found = false;
  db.query(sql, params, [&](const store::Row&) { found = true; });
  return found;
}

}  // namespace

Result<Record> add(store::Tx& tx, Record r) {
  r["id"] = tx.new_id();
  CHECK_OK(check(Shelf(&tx.db()), nullptr, r));
  end_other_matrices(tx, r);
  tx.insert(r, note_for(*r.type, "created"));
  follow_addresses(tx, nullptr, r);
  mark_changed(tx, *r.type);
  if (r.type->kind == "roster") wake_notices(tx, r);
  if (r.type->kind == "heartbeat") wake_heartbeat(tx, r);
  if (r.type->kind == "check") wake_check(tx, r);
  return r;
}

Result<Record> change(store::Tx& tx, const Record& before, Record after) {
  after["version"] = before["version"];
  if (record::diff(before, after).empty()) return before;
  CHECK_OK(check(Shelf(&tx.db()), &before, after));
  end_other_matrices(tx, after);
  forget_stop(before, after);
  follow_addresses(tx, &before, after);
  bool ends = is_active(before) && !is_active(after);
  tx.update(before, after, note_for(*before.type, ends ? "deactivated" : "updated"));
  mark_changed(tx, *before.type);
  wake_followers(tx, before, after);
  return after;
}

bool is_referred(store::Connection& db, const Referring& referring, const Record& r) {
  const std::string id = to_string(r.id());
  for (const RecordType* type : referring)
    for (const record::Field& f : type->fields) {
      if (f.facts.ref != r.type->kind) continue;
      if (f.type == record::Type::id) {
        if (finds(db, fmt::format("SELECT 1 FROM {} WHERE {} = $1 LIMIT 1", type->table, f.name), {r.id()})) return true;
      } else if (f.facts.listed) {
        if (finds(db, "SELECT 1 FROM list_item WHERE field = $1 AND value = $2 AND kind = $3 LIMIT 1", {f.name, id, type->kind}))
          return true;
      } else {
        // A list is JSON text of quoted ids.
        if (finds(db, fmt::format("SELECT 1 FROM {} WHERE {} LIKE $1 LIMIT 1", type->table, f.name), {fmt::format("%\"{}\"%", id)}))
          return true;
      }
    }
  return r.type->kind == "custom_field" &&
         finds(db, "SELECT 1 FROM list_item WHERE field = $1 LIMIT 1", {"custom." + std::get<std::string>(r["name"])});
}

Result<Record> deactivate(store::Tx& tx, const Record& before) {
  if (!is_active(before)) return before;
  if (before.type->kind == "priority_matrix")
    return error(Fault::conflict, "matrix.needed", "One matrix must be active: activate another one, then this one can go.");
  Record after = before;
  after["active"] = false;
  store::Note note = note_for(*before.type, "deactivated");
  note.why = R"({"reason":"it was to be removed"})";
  tx.update(before, after, note);
  mark_changed(tx, *before.type);
  wake_followers(tx, before, after);
  return after;
}

Result<Removal> remove(store::Tx& tx, const Record& before, Use use) {
  if (use == Use::referred || is_active(before)) {
    TRY(const Record after, deactivate(tx, before));
    return Removal{false, after};
  }
  tx.remove(before, note_for(*before.type, "removed"));
  if (before.type->kind == "calendar") forget_feeds(tx.db(), before.id());
  mark_changed(tx, *before.type);
  return Removal{true, before};
}

}  // namespace evenkeel::service
