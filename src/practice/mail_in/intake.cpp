#include "practice/mail_in/intake.hpp"

#include "base/hash.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "practice/incident/filing.hpp"
#include "practice/mail_in/mail_desk.hpp"
#include "practice/mail_in/staff_desk.hpp"

namespace evenkeel::mail_in {
namespace {

constexpr int mails_at_once = 20;
constexpr std::chrono::milliseconds pause{1'000};
constexpr std::int64_t forget_every_us = us_per_hour, orphaned_us = us_per_hour;
constexpr int forgotten_at_once = 200;
const store::Actor actor{"system:incoming-mail", {}};

/// What another attempt may heal, by itself.
bool heals(Fault fault) { return fault == Fault::unavailable || fault == Fault::too_many; }

/// The files that can be kept, with their bytes stored; names of the others go to `mail.left_out`.
Result<Filings> keep_files(const MailIn& in, ReadMail& mail) {
  Filings kept;
  for (const MailFile& file : mail.files) {
    auto filing = incident::filing_of(file.name, file.bytes, in.incidents.ground.settings.attachment_most);
    Status fine = Done{};
    if (filing && in.incidents.scan) fine = in.incidents.scan(file.bytes, filing->media_type);
    if (!fine && heals(fine.error().fault)) return std::move(fine.error());  // the scanner's fault, not the file's
    if (!filing || !fine) {
      mail.left_out.push_back(incident::safe_name(file.name));
      continue;
    }
    filing->visibility = incident::EntryKind::comment;
    CHECK_OK(incident::store_file(in.incidents.reg, actor, filing->sha256, file.bytes));
    kept.push_back(std::move(*filing));
  }
  return kept;
}

}  // namespace

Result<Incoming> store_mail(const store::Register& reg, const Arrival& arrival) {
  if (arrival.raw.empty()) return error(Fault::invalid, "incoming_mail.empty", "the mail is empty");
  if (arrival.raw.size() > mail_most) return error(Fault::too_large, "incoming_mail.too_large", "a mail has at most 25 MiB");
  const std::string digest = to_hex(sha256(arrival.raw));
  int part = 0;
  for (std::size_t at = 0; at < arrival.raw.size(); at += raw_part_bytes, ++part) {
    const auto piece = arrival.raw.substr(at, raw_part_bytes);
    auto stored = reg.writer.run(store::Lane::bulk, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
      insert_raw_part(tx.db(), digest, part, piece, tx.now());
      return store::Outcome{};
    });
    if (!stored) return std::move(stored.error());
  }
  Incoming row;
  auto stored = reg.writer.run(store::Lane::bulk, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
    if (const auto known = find_by_digest(tx.db(), digest)) {
      row = *known;
      if (!known->has_raw) forget_parts(tx.db(), digest);  // it was erased, or is too old: what came again goes again
      if (arrival.also) arrival.also(tx);
      return store::Outcome{};
    }
    if (raw_bytes(tx.db(), digest) != static_cast<std::int64_t>(arrival.raw.size()))
      return error(Fault::unavailable, "incoming_mail.incomplete", "its bytes did not all arrive; hand it over again");
    row = {};
    row.id = tx.new_id();
    row.mailbox = arrival.mailbox;
    row.digest = digest;
    row.size_bytes = static_cast<std::int64_t>(arrival.raw.size());
    row.received_at = row.next_at = tx.now();
    if (!arrival.refused.empty()) {
      row.state = MailState::quarantined;
      row.reason = arrival.refused;
      row.next_at = {};
    }
    insert_incoming(tx.db(), row);
    tx.log("incoming_mail", row.id, {.kind = "incoming_mail.received", .root = {}, .why = "{\"sha256\":\"" + digest + "\"}"});
    if (arrival.also) arrival.also(tx);
    return store::Outcome{};
  });
  if (!stored) return std::move(stored.error());
  return row;
}

Intake::Intake(const MailIn& mail_in) : in_(mail_in) {}

std::size_t Intake::step() {
  const auto& reg = in_.incidents.reg;
  std::vector<Id> due;
  reg.readers.read([&](store::Connection& db) { due = due_mails(db, reg.world.now(), mails_at_once); });
  std::size_t handled = 0;
  for (Id id : due)
    if (handle(id)) ++handled;
  forget();
  return handled;
}

std::optional<Time> Intake::next_due() {
  std::optional<Time> due;
  in_.incidents.reg.readers.read([&](store::Connection& db) { due = next_mail_due(db); });
  return due;
}

bool Intake::handle(Id id) {
  const auto& reg = in_.incidents.reg;
  bool mine = false;
  const auto begun = reg.writer.run(store::Lane::bulk, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
    mine = begin_reading(tx.db(), id, tx.now(), tx.now() + reading_us);
    return store::Outcome{};
  });
  if (!begun || !mine) return false;
  std::optional<Incoming> row;
  std::string raw;
  reg.readers.read([&](store::Connection& db) {
    row = find_incoming(db, id);
    if (row) raw = read_raw(db, row->digest);
  });
  if (!row) return false;
  if (row->attempts > attempts_most) {
    settle(id, MailState::quarantined, "it was begun to be read several times without an end", nullptr);
    return true;
  }
  if (static_cast<std::int64_t>(raw.size()) != row->size_bytes) {
    settle(id, MailState::quarantined, "its bytes are damaged", nullptr);
    return true;
  }
  auto mail = in_.read(raw);
  if (!mail) {
    settle(id, MailState::quarantined, mail.error().first().text, nullptr);
    return true;
  }
  const auto files = keep_files(in_, *mail);
  if (!files) return put_off(id);
  std::optional<store::Actor> staff;
  reg.readers.read([&](store::Connection& db) { staff = acting_staff(db, in_, *mail, reg.world.now()); });
  // An answer to a page leaves the queue of storms: it is a person who waits.
  const auto lane = staff ? store::Lane::people : store::Lane::bulk;
  const auto done = reg.writer.run(lane, staff.value_or(actor), [&](store::Tx& tx) -> Result<store::Outcome> {
    const auto now = find_incoming(tx.db(), id);
    if (!now || now->state != MailState::received) return store::Outcome{};
    CHECK_OK(act_on(tx, in_, *now, *mail, *files));
    return store::Outcome{};
  });
  if (done) return true;
  if (heals(done.error().fault)) return put_off(id);
  settle(id, MailState::quarantined, done.error().first().text, &*mail);
  return true;
}

/// After a while it is begun again, and was not begun in vain: the trouble was not the mail's.
bool Intake::put_off(Id id) {
  (void)in_.incidents.reg.writer.run(store::Lane::bulk, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
    forget_attempt(tx.db(), id);
    return store::Outcome{};
  });
  return false;
}

void Intake::settle(Id id, MailState state, const std::string& reason, const ReadMail* mail) {
  const auto done = in_.incidents.reg.writer.run(store::Lane::bulk, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
    auto row = find_incoming(tx.db(), id);
    if (!row || row->state != MailState::received) return store::Outcome{};
    if (mail) remember(*row, *mail);
    write_settled(tx, *row, state, reason);
    return store::Outcome{};
  });
  if (!done) log_warn("incoming_mail.not_settled", {{"mail", to_string(id)}, {"why", done.error().first().text}});
}

void Intake::forget() {
  const auto& reg = in_.incidents.reg;
  const Time now = reg.world.now();
  if (forgot_ && now - forgot_ < forget_every_us && now >= forgot_) return;
  forgot_ = now;
  const Time settled = in_.options.keep_us > 0 ? now - in_.options.keep_us : Time{1};
  (void)reg.writer.run(store::Lane::bulk, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
    forget_raw(tx.db(), settled, now - orphaned_us, forgotten_at_once);
    return store::Outcome{};
  });
}

void Intake::start() {
  loop_.start([this] {
    try {
      return step() == mails_at_once ? std::chrono::milliseconds(0) : pause;
    } catch (const std::exception& e) {
      log_error("incoming_mail.failed", {{"what", e.what()}});
      return pause;
    }
  });
}

void Intake::stop() { loop_.stop(); }

Result<Incoming> retry(store::Tx& tx, Id id) {
  auto row = find_incoming(tx.db(), id);
  if (!row) return error(Fault::missing, "incoming_mail.missing", "There is no such mail, or you may not see it.");
  if (row->state != MailState::quarantined && row->state != MailState::ignored)
    return error(Fault::conflict, "incoming_mail.not_set_aside",
                 "Only a mail that was set aside or ignored is tried again: it is " + std::string(record::name_of(row->state)) + ".");
  if (!row->has_raw) return error(Fault::conflict, "incoming_mail.gone", "What was in this mail is not kept any more.");
  row->state = MailState::received;
  row->reason.clear();
  row->attempts = 0;
  row->by_hand = true;
  row->next_at = tx.now();
  row->settled_at = {};
  write_incoming(tx.db(), *row);
  tx.log("incoming_mail", id, {.kind = "incoming_mail.retried", .root = {}});
  return *row;
}

Result<Incoming> dismiss(store::Tx& tx, Id id) {
  auto row = find_incoming(tx.db(), id);
  if (!row) return error(Fault::missing, "incoming_mail.missing", "There is no such mail, or you may not see it.");
  if (row->state != MailState::quarantined)
    return error(Fault::conflict, "incoming_mail.not_set_aside",
                 "Only a mail that was set aside is dismissed: it is " + std::string(record::name_of(row->state)) + ".");
  write_settled(tx, *row, MailState::dismissed, row->reason);
  return *row;
}

}  // namespace evenkeel::mail_in
