#include "practice/mail_in/intake.hpp"

#include "base/hash.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "practice/incident/filing.hpp"
#include "practice/mail_in/mail_desk.hpp"
#include "practice/mail_in/staff_desk.hpp"

namespace evenkeel::mail_in {
namespace {

constexpr int mails_at_once = 32;
constexpr std::int64_t bytes_at_once = 4 * 1024 * 1024;  // that are held of them, but for one larger mail
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
  std::size_t at = 0;
  // The last piece, of most mails the only one, comes with the row.
  for (; arrival.raw.size() - at > raw_part_bytes; at += raw_part_bytes, ++part) {
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
    insert_raw_part(tx.db(), digest, part, arrival.raw.substr(at), tx.now());
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

/// A mail that is being read, and what it came to.
struct Intake::Reading {
  Id id;
  std::optional<ReadMail> mail;  // none: `reason`
  std::string reason;            // why it is set aside
  std::optional<Filings> files;  // none: the scanner is away
  std::optional<store::Actor> staff;
};

std::size_t Intake::step() {
  const auto& reg = in_.incidents.reg;
  std::vector<DueMail> due;
  reg.readers.read([&](store::Connection& db) { due = due_mails(db, reg.world.now(), mails_at_once); });
  std::size_t handled = 0;
  for (std::size_t at = 0; at < due.size();) {
    std::size_t end = at + 1;
    for (auto bytes = due[at].size_bytes; due[at].attempts == 0 && end < due.size() && due[end].attempts == 0; ++end)
      if (bytes += due[end].size_bytes; bytes > bytes_at_once) break;
    handled += handle(std::span(due).subspan(at, end - at));
    at = end;
  }
  forget();
  return handled;
}

std::optional<Time> Intake::next_due() {
  std::optional<Time> due;
  in_.incidents.reg.readers.read([&](store::Connection& db) { due = next_mail_due(db); });
  return due;
}

/// What nobody else reads, from now on by us.
std::vector<Intake::Reading> Intake::begin(std::span<const DueMail> due) {
  std::vector<Reading> mine;
  const auto begun = in_.incidents.reg.writer.run(store::Lane::bulk, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
    mine.clear();
    for (const auto& one : due)
      if (begin_reading(tx.db(), one.id, tx.now(), tx.now() + reading_us)) mine.push_back({one.id, {}, {}, {}, {}});
    return store::Outcome{};
  });
  if (!begun) mine.clear();
  return mine;
}

void Intake::read(Reading& one) {
  const auto& reg = in_.incidents.reg;
  std::optional<Incoming> row;
  std::string raw;
  reg.readers.read([&](store::Connection& db) {
    row = find_incoming(db, one.id);
    if (row) raw = read_raw(db, row->digest);
  });
  if (!row || row->attempts > attempts_most) {
    one.reason = "it was begun to be read several times without an end";
    return;
  }
  if (static_cast<std::int64_t>(raw.size()) != row->size_bytes) {
    one.reason = "its bytes are damaged";
    return;
  }
  auto mail = in_.read(raw);
  if (!mail) {
    one.reason = mail.error().first().text;
    return;
  }
  one.mail = std::move(*mail);
  if (auto files = keep_files(in_, *one.mail)) one.files = std::move(*files);
  reg.readers.read([&](store::Connection& db) { one.staff = acting_staff(db, in_, *one.mail, reg.world.now()); });
}

/// Several mails: their readings begin together and they are settled together, in their order.
std::size_t Intake::handle(std::span<const DueMail> due) {
  auto readings = begin(due);
  std::vector<store::Command> commands;
  std::vector<const Reading*> acting;
  std::size_t handled = 0;
  for (Reading& one : readings) {
    read(one);
    if (!one.mail) settle(one.id, MailState::quarantined, one.reason, nullptr);
    else if (!one.files) put_off(one.id);
    if (!one.mail) ++handled;
    if (!one.mail || !one.files) continue;
    // An answer to a page leaves the queue of storms: it is a person who waits.
    const auto lane = one.staff ? store::Lane::people : store::Lane::bulk;
    commands.push_back({lane,
                        one.staff.value_or(actor),
                        [this, &one](store::Tx& tx) -> Result<store::Outcome> {
                          const auto now = find_incoming(tx.db(), one.id);
                          if (!now || now->state != MailState::received) return store::Outcome{};
                          CHECK_OK(act_on(tx, in_, *now, *one.mail, *one.files));
                          return store::Outcome{};
                        },
                        {},
                        {}});
    acting.push_back(&one);
  }
  const auto results = in_.incidents.reg.writer.run_all(std::move(commands));
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (!results[i] && heals(results[i].error().fault)) {
      put_off(acting[i]->id);
      continue;
    }
    if (!results[i]) settle(acting[i]->id, MailState::quarantined, results[i].error().first().text, &*acting[i]->mail);
    ++handled;
  }
  return handled;
}

/// After a while it is begun again, and was not begun in vain: the trouble was not the mail's.
void Intake::put_off(Id id) {
  (void)in_.incidents.reg.writer.run(store::Lane::bulk, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
    forget_attempt(tx.db(), id);
    return store::Outcome{};
  });
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
