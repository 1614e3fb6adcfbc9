// What a command sees of the database: one transaction of the writer, with the time, the ids and the chance that its
// envelope fixed, so that running it again writes the same bytes. Facts go in with the change that explains them; timers
// say when to look again; messages say who must be told. A command decides before it writes.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/world.hpp"
#include "record/record.hpp"
#include "store/db.hpp"

namespace evenkeel::store {

/// Who did it, as the change log keeps it: "person:17", "system:auto-close", "import:log.csv".
struct Actor {
  std::string text;
  Id person;  // none for the system
};

/// Everything a command may not take for itself. Values drawn are remembered, so a rerun draws the same ones.
class Envelope {
 public:
  Envelope(World& world, Actor actor);
  Time now() const { return now_; }
  const Actor& actor() const { return actor_; }
  Id id(std::size_t n);                              // the n-th id of this command
  const std::string& seed() const { return seed_; }  // 32 bytes
  std::int64_t number(std::size_t n, const std::function<std::int64_t()>& lease);

 private:
  World& world_;
  Actor actor_;
  Time now_;
  std::string seed_;
  std::vector<Id> ids_;
  std::vector<std::int64_t> numbers_;
};

/// Whether the change shows what the fields held, or only which ones changed (an erasure must not repeat what it erases).
enum class NoteValues { shown, hidden };

/// Why a fact changed, for the audit trail.
struct Note {
  std::string kind;                       // "incident.assigned"
  Id root;                                // whose story it belongs to (an incident, for its journal); none: the subject's own
  std::string why = {};                   // JSON object: which rule, matrix cell, reason ({"reason":"..."}); may be empty
  Time at = {};                           // when it was so; none: now (imports and "it began at" differ)
  NoteValues values = NoteValues::shown;  // of update()
};

struct Timer {
  Id id;
  std::string kind;  // "incident.auto_close": names the handler
  std::string subject_kind;
  Id subject;
  std::string key;  // tells several timers of one kind on one subject apart
  Time due;
  std::int64_t attempt = 0;
};

/// A message to somebody; each address becomes a delivery.
struct Message {
  std::string kind;  // "incident.resolved": names the template
  std::string subject_kind;
  Id subject;
  Id person;            // the recipient, when we know the person
  std::string channel;  // "mail"
  std::string address;
  std::string body;  // JSON: what the template needs; no secrets but signed links
};

/// One row of the change log while its batch is being written.
struct PendingChange {
  Time at, recorded_at;
  std::string actor;
  std::string subject_kind;
  Id subject;
  std::int64_t version = 0;  // of the subject after it; 0: the change says something without touching the facts
  Id root;
  std::string kind;
  std::string body;       // JSON: {"diff":{...},"why":{...}}
  std::string salt;       // 16 bytes
  std::string fact_hash;  // 32 bytes, of the subject's facts after it; empty when the subject is gone or has no facts
  bool erased = false;    // a later command of the batch erased it: hashed as it was, written without body and salt
};

/// Whom to tell after the commit, and what the batch collected; one for all commands of a batch.
struct BatchState {
  std::vector<PendingChange> changes;
  bool catalogue_changed = false;  // a command edited the catalogue: the batch ends with it
  bool timers_changed = false;
  bool deliveries_changed = false;
};

class NumberLease;

class Tx {
 public:
  Tx(Connection& db, Envelope& envelope, BatchState& batch, NumberLease& numbers);

  Connection& db() { return db_; }
  Time now() const { return envelope_.now(); }
  const Actor& actor() const { return envelope_.actor(); }
  Id new_id();
  std::string random(std::size_t size);
  /// The next incident number; never given twice, gaps are possible.
  std::int64_t next_number();
  /// From now on no number up to `n` is given any more (an import keeps those of its source). Returns the highest number that
  /// may have been given before.
  std::int64_t raise_numbers(std::int64_t n);

  // -- facts -------------------------------------------------------------------------------------------------------
  std::optional<record::Record> find(const record::RecordType& type, Id id);
  /// A new record; `r` has its id (new_id()), version is set to 1.
  void insert(record::Record& r, const Note& note);
  /// Writes the fields that differ and sets after.version = before.version + 1; throws DbFault::stale when the row has
  /// moved since `before` was read. Nothing differs: writes nothing and returns false (unless the note must be kept).
  bool update(const record::Record& before, record::Record& after, const Note& note);
  void remove(const record::Record& before, const Note& note);
  /// A change without a fact of its own ("a link was opened", "a rule failed").
  void log(std::string_view subject_kind, Id subject, const Note& note);

  template <class T>
  std::optional<T> find(Id id) {
    auto r = find(record::type_of<T>(), id);
    if (!r) return std::nullopt;
    return record::from_record<T>(*r);
  }
  template <class T>
  void insert(T& object, const Note& note) {
    auto r = record::to_record(object);
    insert(r, note);
    object.version = r.version();
  }
  template <class T>
  bool update(const T& before, T& after, const Note& note) {
    auto r = record::to_record(after);
    bool changed = update(record::to_record(before), r, note);
    after.version = r.version();
    return changed;
  }

  // -- timers and messages -----------------------------------------------------------------------------------------
  /// Arms or moves the timer (subject, kind, key).
  void arm(std::string_view kind, std::string_view subject_kind, Id subject, Time due, std::string_view key = {});
  void disarm(std::string_view kind, std::string_view subject_kind, Id subject, std::string_view key = {});
  /// Returns the message's id.
  Id send(const Message& message);

  // -- lists that conditions may ask -------------------------------------------------------------------------------
  enum class ListWas { empty, unknown };
  /// Mirrors a list into list_item; insert() and update() do it for listed fields, commands for custom.<name>.
  void set_list_items(std::string_view kind, Id subject, std::string_view field, const std::vector<std::string>& values, ListWas was);

  /// For erase_history(): what earlier commands of this batch said of the subject, in the story of root, is not written either.
  void forget_pending(Id root, Id subject);

  /// A delivery became due by other hands than send().
  void deliveries_changed() { batch_.deliveries_changed = true; }
  void catalogue_changed() { batch_.catalogue_changed = true; }

 private:
  void record_change(std::string_view subject_kind, Id subject, std::int64_t version, const Note& note, std::string body,
                     const record::Record* facts);

  Connection& db_;
  Envelope& envelope_;
  BatchState& batch_;
  NumberLease& numbers_;
  std::size_t first_change_ = 0;  // of this command among the batch's
  std::size_t ids_drawn_ = 0, numbers_drawn_ = 0, random_drawn_ = 0;
};

}  // namespace evenkeel::store
