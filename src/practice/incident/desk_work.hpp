// What every command on an incident does alike: find it as the principal sees it, hold its version against the client's,
// ask the rules, write it with its reason, keep its timers, and tell those concerned.
#pragma once
#include <string>
#include <string_view>

#include "practice/incident/desk.hpp"
#include "practice/incident/intake.hpp"
#include "practice/people/person.hpp"

namespace evenkeel::incident {

/// Builds the why of a change: a small JSON object.
class Why {
 public:
  Why& add(std::string_view name, std::string_view text);  // left out when empty
  Why& add(std::string_view name, std::int64_t n);
  Why& add(std::string_view name, Id id);
  Why& add(std::string_view name, const std::vector<Id>& ids);
  std::string json() const { return text_.empty() ? std::string{} : "{" + text_ + "}"; }

 private:
  void name(std::string_view name);
  std::string text_;
};

/// By id or number; missing when it does not exist or may not be seen.
Result<Incident> load(Work& w, std::string_view ref);
Result<Incident> load(Work& w, Id id);
/// load, then permission and If-Match, whatever state it is in.
Result<Incident> begin_anyhow(Work& w, const Target& t, Verb verb);
/// The same, then state. Bookkeeping that moved meanwhile (a comment arrived) is no conflict.
Result<Incident> begin(Work& w, const Target& t, Verb verb);

/// Writes facts and change, and arms or disarms what timers_for says.
void save(Work& w, const Incident& before, Incident& after, std::string_view kind, const Why& why = {});
/// Whether reactions hear of what clocks found. Nobody does of what a file brought in: that is no news.
enum class HeardBy { reactions, nobody };
/// What clocks found when their time came: it is nobody's command, and `updated_at` stays. False: nothing differs, and nothing was written.
bool save_due(Work& w, const Incident& before, Incident after, HeardBy heard = HeardBy::reactions);
/// Reactions look at it once more though it is as it was: something that they ask for beside it has moved.
void react_again(Work& w, const Incident& incident);
void insert_incident(Work& w, Incident& incident, std::string_view kind, const Why& why = {});

template <class T>
void sync_timers(store::Tx& tx, const T* before, const T& after, Id subject, std::string_view subject_kind);

// ---- records beside the incident ---------------------------------------------------------------------------------------

Error unknown_reference(std::string_view pointer);
/// An active record of the catalogue; invalid incident.unknown_reference otherwise.
template <class T>
Result<const T*> need(Work& w, Id id, std::string_view pointer) {
  const T* found = w.catalogue->template get<T>(id);
  if (!found || !found->active) return unknown_reference(pointer);
  return found;
}
/// A person who exists and was not erased.
Result<people::Person> need_person(Work& w, Id id, std::string_view pointer);
/// All of them exist.
Status need_people(Work& w, const std::vector<Id>& ids, std::string_view pointer);
Status need_reason(const std::string& reason);
/// What the rules look at for this incident.
struct Loaded {
  std::optional<people::Person> caller, assignee;
  std::optional<service::Ci> ci;
};
Loaded load_surroundings(Work& w, const Incident& i, const Incident* before);
Surroundings surroundings(const Work& w, const Loaded& loaded);

// ---- telling ---------------------------------------------------------------------------------------------------------

/// Whom a message goes to, beside never to who gave the command.
struct Audience {
  bool caller_side = false;  // caller, reporter, affected
  bool watchers = false;
  bool working = false;  // the assignee, or the team's mail when nobody has it
};
struct Telling {
  std::string_view kind;  // "incident.resolved"
  Audience to;
  std::string text = {};  // what was written, Markdown
};
/// Queues mails; returns how many of them left for people outside the staff's own work, which undo cannot call back.
std::int64_t tell(Work& w, const Incident& i, const Telling& t);
/// One message to one person, who can be reached and is not the actor. `cause`: what it is sent for, for whoever holds it against the
/// facts again before it leaves.
bool tell_person(Work& w, const Incident& i, const people::Person& person, std::string_view kind, std::string_view text, Id cause = {});
/// One message to the mailbox and the channels of a team; false when it has neither.
bool tell_team(Work& w, const Incident& i, const service::Team& team, std::string_view kind, std::string_view text, Id cause = {});

// ---- journal ---------------------------------------------------------------------------------------------------------

/// True when the principal speaks as one of us on this incident, not as the one who is hurt.
bool speaks_as_staff(const people::Principal& who, const Incident& i);
/// Inserts the entry and counts it on `i` (not saved here): first response, comments, contacts, time worked.
Entry write_entry(Work& w, Incident& i, EntryKind kind, const Writing& writing, Id written_on = {});
/// Passes something on to the children, in chunks through a timer; nothing when there are none.
void spread(Work& w, const Incident& parent, SpreadKind kind, Id entry = {});

}  // namespace evenkeel::incident
