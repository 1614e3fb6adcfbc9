// The SQL of mails that came in: stored as they came before anything looks at them, and what became of each.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/record.hpp"
#include "store/tx.hpp"

namespace evenkeel::mail_in {

/// received: not looked at yet. quarantined: somebody must decide. ignored: no person wrote it. dismissed: somebody decided to leave it.
enum class MailState { received, done, quarantined, ignored, dismissed };

struct Incoming {
  Id id;
  MailState state = MailState::received;
  std::string mailbox;  // where it came from
  std::string digest;   // SHA-256 of the bytes, hex
  std::int64_t size_bytes = 0;
  Time received_at;
  // What was read of it; empty before.
  std::string sender, message_id, subject, content_digest;
  std::string reason;  // why it is quarantined or ignored, for people
  Id person, incident;
  std::int64_t attempts = 0;  // begun readings
  Time next_at;               // when it is read next; none: no more
  Time settled_at;
  bool by_hand = false;      // somebody asked to take it all the same: rules about machines and floods do not stop it again
  bool has_raw = true;       // the bytes are still there
  bool made_caller = false;  // its sender was nobody before, and no person decided so
};

std::string incoming_schema();
/// What tells mails that made a caller; came after incoming_schema.
std::string incoming_callers_schema();
/// What mailboxes are logged in to with.
std::string mailbox_token_schema();

std::optional<Incoming> find_incoming(store::Connection& db, Id id);
std::optional<Incoming> find_by_digest(store::Connection& db, std::string_view digest);
/// A mail that is due to be read; `attempts`: how often that was begun and came to no end.
struct DueMail {
  Id id;
  std::int64_t attempts = 0, size_bytes = 0;
};
/// The oldest first.
std::vector<DueMail> due_mails(store::Connection& db, Time now, int most);
/// When the next one is due; none: nothing waits.
std::optional<Time> next_mail_due(store::Connection& db);

/// Where a page begins: after the mail with this id.
std::vector<Incoming> list_incoming(store::Connection& db, MailState state, Id before, int limit);
/// Of this sender since then, whatever became of them, but for the one named.
std::int64_t mails_of_sender(store::Connection& db, std::string_view sender, Time since, Id but);
/// How many mails made a caller of a stranger since then.
std::int64_t callers_made(store::Connection& db, Time since);
/// An earlier one that says the same under the same message id, and was not only quarantined or dismissed.
bool came_before(store::Connection& db, const Incoming& mail);
/// The incident that a mail with this message id began or continued.
std::optional<Id> incident_of_mail(store::Connection& db, std::string_view message_id);
/// What one of our own messages was about, when that is an incident.
std::optional<Id> incident_of_message(store::Connection& db, Id message);

/// One of our own messages, while it is kept.
struct SentMessage {
  std::string kind, subject_kind, body;
  Id subject, person;
  Time created;
};
std::optional<SentMessage> find_sent(store::Connection& db, Id message);

void insert_incoming(store::Connection& db, const Incoming& mail);
/// Everything that moves in its life.
void write_incoming(store::Connection& db, const Incoming& mail);
/// Takes a due mail for reading until `next`: false when somebody else has it, or it is settled.
bool begin_reading(store::Connection& db, Id id, Time now, Time next);
/// What ended it was not the mail's fault.
void forget_attempt(store::Connection& db, Id id);

/// A mail of 25 MiB is a hundred of these.
constexpr std::size_t raw_part_bytes = 256 * 1024;
void insert_raw_part(store::Connection& db, std::string_view digest, int part, std::string_view bytes, Time now);
std::int64_t raw_bytes(store::Connection& db, std::string_view digest);
std::string read_raw(store::Connection& db, std::string_view digest);
void forget_parts(store::Connection& db, const std::string& digest);
/// Forgets bytes of mails that were settled before `settled` (quarantined ones stay until somebody decided), and parts that no mail came to
/// before `orphaned`; at most `most` of each.
std::int64_t forget_raw(store::Connection& db, Time settled, Time orphaned, int most);

/// What is held of a person's mails, erased.
void erase_mails(store::Tx& tx, Id person);

// ---- mailboxes -------------------------------------------------------------------------------------------------------

/// How far a mailbox was read.
struct MailboxState {
  std::string name;  // "imaps://host/INBOX user"
  std::int64_t validity = 0, last_uid = 0;
  std::vector<std::int64_t> waiting;  // below last_uid, still to be taken
};
std::optional<MailboxState> find_mailbox(store::Connection& db, std::string_view name);
void write_mailbox(store::Connection& db, const MailboxState& state);
/// The sealed refresh token that its provider gave last; empty: none.
std::string find_mailbox_token(store::Connection& db, std::string_view name);
void write_mailbox_token(store::Connection& db, std::string_view name, std::string_view sealed);

}  // namespace evenkeel::mail_in

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<mail_in::MailState> =
    std::array<std::string_view, 5>{"received", "done", "quarantined", "ignored", "dismissed"};
}
