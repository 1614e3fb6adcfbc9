// Commands on rosters: putting somebody on or off for a time, asking for cover or a swap and answering, bringing people into the turns
// and out of them, and addresses for calendar programs. Each is called inside a command of the writer and decides before it writes.
//
// Who may: with roster.cover people act for themselves (they take over from others, ask for cover, answer what they are asked); with
// roster.manage, and whoever manages the roster's team, for everybody.
#pragma once
#include "practice/api/principal.hpp"
#include "practice/roster/roster_store.hpp"
#include "practice/roster/rotation_rules.hpp"
#include "store/timers.hpp"

namespace evenkeel::roster {

/// May act for everybody on this roster.
bool manages(const people::Principal& who, const service::Snapshot& catalogue, Id roster);

/// Errors: roster.missing, permission.denied, roster_override.*: bad_period, person_needed, person_away, no_effect, overlaps.
Result<Override> create_override(store::Tx& tx, const service::Snapshot& catalogue, const people::Principal& who, Override given);
/// One that has begun ends now; one that has not never counts. Errors: roster_override.missing, permission.denied, roster_override.over.
Result<Override> withdraw_override(store::Tx& tx, const service::Snapshot& catalogue, const people::Principal& who, Id id);

/// Tells who is asked by mail; whoever of the roster, when nobody is named. Errors: roster.missing, permission.denied, cover_request.*:
/// bad_period, not_on_duty, asked_needed (a swap asks somebody), back_needed, overlapping.
Result<CoverRequest> ask_for_cover(store::Tx& tx, const service::Snapshot& catalogue, const people::Principal& who, CoverRequest given);
enum class CoverAnswer { accept, decline, withdraw };
/// Accepting makes the overrides; all of it is told to who asked. Errors: cover_request.missing, permission.denied, cover_request.*:
/// not_open, over, away.
Result<CoverRequest> answer_request(store::Tx& tx, const service::Snapshot& catalogue, const people::Principal& who, Id id,
                                    CoverAnswer answer, std::string text);

struct Member {
  std::string layer;
  Id person;
  std::int64_t from_day = 0;
  std::optional<TurnsOfLeaver> leaves;  // none: comes
};
/// Brings somebody into the turns of a layer, or out of them, from a date on; needs roster.manage. Errors: roster.missing,
/// permission.denied, roster.no_such_layer, roster.not_in_layer, roster.in_layer, reference.missing.
Result<record::Record> change_member(store::Tx& tx, const people::Principal& who, Id roster, const Member& member);

/// `given` has roster and name. Errors: roster.missing, on_call_feed.too_many.
Result<Feed> create_feed(store::Tx& tx, const service::Snapshot& catalogue, const people::Principal& who, Feed given,
                         const std::string& secret_hash);
/// Error: on_call_feed.missing.
Result<Feed> revoke_feed(store::Tx& tx, const people::Principal& who, Id id);

/// Open requests end unanswered when their time is over.
store::TimerHandlers roster_timer_handlers();

}  // namespace evenkeel::roster
