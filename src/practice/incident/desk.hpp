// Commands on incidents: load, permission, rules, save; one transaction script each. Every script decides before it writes,
// so a refusal has written nothing, and draws time, ids and chance only from its transaction, so that it can run again.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "practice/api/api.hpp"
#include "practice/incident/incident_rules.hpp"
#include "practice/incident/lifecycle.hpp"
#include "practice/service/catalogue.hpp"
#include "record/json.hpp"
#include "store/timers.hpp"

namespace evenkeel::incident {

struct Work;
/// What a later practice does in the same transaction when an incident was written; `before` is null for a new one. It may not refuse.
using Reaction = std::function<void(Work&, const Incident* before, const Incident& after)>;
/// What a later practice keeps in the incident itself: asked before it is written, in the same transaction. It may not refuse.
using Derivation = std::function<void(Work&, const Incident* before, Incident& after)>;

/// What the commands and queries of this practice stand on.
struct Ground {
  const service::Catalogue& catalogue;
  const api::Names& names;
  Settings settings;
  std::vector<Reaction> reactions = {};
  std::vector<Derivation> derivations = {};
};

/// One command under way.
struct Work {
  store::Tx& tx;
  const Ground& ground;
  const people::Principal& who;
  std::shared_ptr<const service::Snapshot> catalogue;
  Time assignee_absent_until;  // set when the command gave it to somebody who is away

  Work(store::Tx& t, const Ground& g, const people::Principal& p) : tx(t), ground(g), who(p), catalogue(g.catalogue.now()) {}
};

/// Which incident, and which version of it the client has seen.
struct Target {
  std::string ref;  // id or number
  std::optional<std::int64_t> seen;
};

// ---- logging and describing ------------------------------------------------------------------------------------------

/// `given` holds what was named; the rest is derived (intake.hpp). The caller is who logs it unless said otherwise, for callers.
Result<Incident> create(Work& w, Incident given);
/// PATCH: lays the named fields over the record.
Result<Incident> edit(Work& w, const Target& t, const record::Patch& patch);
Result<Incident> categorise(Work& w, const Target& t, Id category, Id subcategory);
struct Marking {
  RequestMark mark = RequestMark::incident;
  std::string forwarded_to;
};
Result<Incident> mark(Work& w, const Target& t, const Marking& r);

// ---- routing ---------------------------------------------------------------------------------------------------------

struct Assignment {
  Id team, assignee;
  std::string reason;
};
Result<Incident> assign(Work& w, const Target& t, const Assignment& r);
Result<Incident> take(Work& w, const Target& t);
Result<Incident> hand_back(Work& w, const Target& t, const std::string& reason);
enum class EscalationKind { functional, hierarchical };
struct Escalation {
  EscalationKind kind = EscalationKind::functional;
  std::string reason;
  Id team;
};
Result<Incident> escalate(Work& w, const Target& t, const Escalation& r);

// ---- progress --------------------------------------------------------------------------------------------------------

Result<Incident> acknowledge(Work& w, const Target& t);
Result<Incident> start(Work& w, const Target& t);
/// An instant, or a duration from now as agreements write them ("2 working days", "4h", "3d elapsed"), of which working time is that of the
/// incident's team. Neither: none.
struct FromNow {
  Time at;
  std::string in;
};
struct Holding {
  HoldKind kind = HoldKind::other;
  std::string reason, question, via;
  FromNow until;
};
Result<Incident> hold(Work& w, const Target& t, const Holding& r);
Result<Incident> resume(Work& w, const Target& t, const std::string& reason);
struct FollowUp {
  FromNow at;
  std::string note;
};
Result<Incident> follow_up(Work& w, const Target& t, const FollowUp& r);
/// What the caller was told: when service is back. It stands beside the clocks of agreements, whatever becomes of them, and is reminded of
/// once, when it was not kept. No time: withdrawn.
struct Promise {
  FromNow at;
  std::string reason;
};
Result<Incident> promise(Work& w, const Target& t, const Promise& r);
Result<Incident> override_priority(Work& w, const Target& t, std::int64_t priority, const std::string& reason);
Result<Incident> reset_priority(Work& w, const Target& t);

// ---- journal ---------------------------------------------------------------------------------------------------------

enum class Contact { none, direct };  // direct: the comment records a call or a visit
struct Writing {
  std::string text, via;
  Contact contact = Contact::none;
  std::int64_t time_worked_s = 0;
};
/// On a merged incident it goes to the survivor. An answer from the caller's side ends a hold for the caller.
Result<Incident> comment(Work& w, const Target& t, const Writing& r);
Result<Incident> note(Work& w, const Target& t, const Writing& r);
/// The principal itself when `person` is none.
Result<Incident> watch(Work& w, const Target& t, Id person);
Result<Incident> unwatch(Work& w, const Target& t, Id person);

// ---- the end ---------------------------------------------------------------------------------------------------------

struct Resolving {
  Id code;
  std::string notes;
  std::optional<bool> workaround;
  Id closing_category, closing_subcategory;
};
Result<Incident> resolve(Work& w, const Target& t, const Resolving& r);
struct Rating {
  std::int64_t rating = 0;
  std::string comment;
};
Result<Incident> confirm(Work& w, const Target& t, const Rating& r);
Result<Incident> reject(Work& w, const Target& t, const std::string& reason);
Result<Incident> rate(Work& w, const Target& t, const Rating& r);
Result<Incident> close(Work& w, const Target& t, const std::string& reason);
Result<Incident> reopen(Work& w, const Target& t, const std::string& reason);
Result<Incident> cancel(Work& w, const Target& t, const std::string& reason);

// ---- relations -------------------------------------------------------------------------------------------------------

/// Its journal, files and tasks are read as part of the survivor's; its people go over; it is closed. Unmerge restores it exactly.
Result<Incident> merge(Work& w, const Target& t, const std::string& into, const std::string& reason);
Result<Incident> unmerge(Work& w, const Target& t, const std::string& reason);
struct Splitting {
  std::string title, reason;
  std::vector<Id> entries;
};
/// Returns the new incident.
Result<Incident> split(Work& w, const Target& t, const Splitting& r);
Result<Incident> link(Work& w, const Target& t, const std::string& other, LinkKind kind);
Result<Incident> unlink(Work& w, const Target& t, Id link);

// ---- undo, tasks, files ----------------------------------------------------------------------------------------------

Result<Incident> undo(Work& w, const Target& t);

Result<Task> add_task(Work& w, const Target& t, Task given);
/// The reason, when there is one, stands in the story.
Result<Task> edit_task(Work& w, Id task, std::optional<std::int64_t> seen, const record::Patch& patch, const std::string& reason = {});

struct Filing {
  std::string name, media_type, sha256;
  std::int64_t size_bytes = 0;
  EntryKind visibility = EntryKind::note;
};
/// The bytes lie in blob rows already.
Result<Attachment> attach(Work& w, const Target& t, const Filing& r);

/// What this practice does when a timer of its kinds is due; app hands them to the timer loop. `ground` must outlive them.
store::TimerHandlers timer_handlers(const Ground& ground);

}  // namespace evenkeel::incident

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<incident::EscalationKind> = std::array<std::string_view, 2>{"functional", "hierarchical"};
}
