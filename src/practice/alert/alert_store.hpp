// The SQL of alerts, and nothing else. What has to be quick is written and read many rows at a time.
#pragma once
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "practice/alert/alert.hpp"
#include "practice/alert/grouping_rules.hpp"
#include "store/tx.hpp"

namespace evenkeel::alert {

/// Of one source, those of these keys.
std::vector<Alert> alerts_with_keys(store::Connection& db, Id source, std::span<const std::string_view> keys);
/// Of the source, heard of since, the newest first.
std::vector<Alert> newest_of(store::Connection& db, Id source, Time since, int most);
std::vector<Alert> alerts_with_ids(store::Connection& db, std::span<const Id> ids);
/// Those of the source that fire and may have these bits of labels (see label_bits.hpp), one after the other, until `show` says false.
void each_firing(store::Connection& db, Id source, std::int64_t bits, const std::function<bool(const Alert&)>& show);
/// Many rows to a statement.
void insert_alerts(store::Connection& db, std::span<const Alert> alerts);
/// All of its columns; throws DbFault::stale when it has moved since its version was read. The version goes up.
void write_alert(store::Connection& db, Alert& alert);

struct Happened {
  Id alert;
  Happening what;
  Id incident;
};
/// For the history, at the time of the transaction.
void insert_events(store::Tx& tx, std::span<const Happened> all);
/// Whether this happened to it at or after `since` while it was in the incident.
bool has_event(store::Connection& db, Id alert, Happening what, Time since, Id incident);
/// When it began once more after `since`, in order; at most the newest `most`.
std::vector<Time> began_again(store::Connection& db, Id alert, Time since, int most);
struct HistoryLine {
  Time at;
  std::string kind;
  Id incident;
};
std::vector<HistoryLine> history_of(store::Connection& db, Id alert, int most);

// ---- what is to be done ----------------------------------------------------------------------------------------------

/// Ids of those to be looked at by `now`, the oldest first.
std::vector<Id> alerts_to_look_at(store::Connection& db, Time now, int most);
/// Those that fire and whose end is at or before `ended`.
std::vector<Alert> alerts_ended_by(store::Connection& db, Time ended, int most);
/// When the next one is to be looked at, and when the next one ends; none: there is none.
Time next_look(store::Connection& db);
Time next_end(store::Connection& db);
/// One that waits, as it was read.
struct Waiting {
  Id id;
  std::int64_t version = 0;
};
/// Nothing more to do for these, until `next`; throws DbFault::stale when one does not wait any more or has moved.
void looked_at(store::Connection& db, std::span<const Waiting> alerts, Time next);
/// Silenced ones are looked at again at once: a silence changed.
void look_again(store::Connection& db, Time now);

// ---- incidents -------------------------------------------------------------------------------------------------------

/// Those whose incident is open and to which alerts came that began between these times, the newest first; of a source or (none) of all.
std::vector<OpenGroup> open_groups(store::Connection& db, Id source, Time since, Time until, int most);
void insert_group(store::Connection& db, const OpenGroup& group);
void move_group(store::Connection& db, const OpenGroup& group);
/// Of an incident that alerts made or joined.
std::optional<OpenGroup> group_of(store::Connection& db, Id incident);
/// The alerts are in the incident from now on; throws DbFault::stale when one does not wait any more or has moved: another node may have
/// made an incident of it.
void join(store::Tx& tx, Id incident, std::span<const Waiting> alerts);
/// Since it began last it joined this incident, and did not leave it.
bool joined_in_this_episode(store::Connection& db, Id alert, Id incident);
void leave(store::Tx& tx, Id incident, std::span<const Id> alerts);
/// Those that are in it and did not leave.
std::vector<Id> members_now(store::Connection& db, Id incident);
/// Of them, those that joined at or after `since`, fire, and wait for nothing.
std::vector<Alert> joined_since(store::Connection& db, Id incident, Time since, int most);
/// Those that went from it into the other one by move_members, and are there still.
std::vector<Id> members_that_went(store::Connection& db, Id from, Id to);
/// From one incident into another.
void move_members(store::Tx& tx, std::span<const Id> alerts, Id from, Id to);
/// How many of the incident's alerts fire, or ended and are still to be looked at.
std::int64_t firing_in(store::Connection& db, Id incident);
struct Member {
  Alert alert;
  Time joined_at, left_at;
};
std::vector<Member> members_of(store::Connection& db, Id incident, int most);

// ---- silences and keys -----------------------------------------------------------------------------------------------

/// Of the source and of everybody, those that end after `ended_since`, the last first.
std::vector<Silence> silences(store::Connection& db, Id source, Time ended_since, int most);
/// Those of them that hold now.
std::vector<Silence> active_silences(store::Connection& db, Id source, Time now, int most);
/// How many of the source itself (none: of everybody) hold or will hold.
std::int64_t silences_to_end(store::Connection& db, Id source, Time now);
std::optional<Silence> find_silence(store::Connection& db, std::string_view uuid);
std::vector<SourceKey> keys_of(store::Connection& db, Id source);
std::optional<SourceKey> key_with_hash(store::Connection& db, std::string_view secret_hash);

struct SourceState {
  Time last_event_at;
  std::int64_t events = 0, refused = 0;
};
SourceState state_of(store::Connection& db, Id source);
/// Adds to what is counted.
void add_state(store::Connection& db, Id source, const SourceState& more);

/// Takes away at most so many silences that ended before `before`; returns how many.
std::int64_t forget_silences(store::Tx& tx, Time before, int most);
/// Takes away at most so many that ended before `before`; returns how many.
std::int64_t forget_resolved(store::Connection& db, Time before, int most);

}  // namespace evenkeel::alert
