// Who may see which incidents, and what of them. One condition made from the principal is used by every door: a single
// answer, lists, search, stories, files, links, targets of a merge, bulk commands, CSV, live hints. Unseen is 404.
#pragma once
#include <string>
#include <string_view>

#include "condition/condition.hpp"
#include "practice/incident/incident.hpp"
#include "practice/people/principal.hpp"
#include "store/db.hpp"

namespace evenkeel::incident {

/// What this principal may see, in the condition language: staff everything that is not confidential; a confidential one only
/// its team, its assignee, the named people and its own caller; auditors all; suppliers what their team has; an organisation's
/// administrator what is the organisation's and not confidential; everybody, besides, what they reported, what hurts them or what they
/// were asked to watch.
std::string visibility_text(const people::Principal& who);
/// The same, parsed.
condition::Condition visibility(const people::Principal& who);
bool may_see(const people::Principal& who, const record::Record& incident);

/// True for principals who read notes and all fields of everything that they see. Lists are filtered and searched by this.
bool reads_as_staff(const people::Principal& who);
/// The same for one incident: a supplier who is also somebody's caller works on what its team has, and reads the own ones as a caller.
bool reads_as_staff(const people::Principal& who, const record::Record& incident);
bool reads_as_staff(const people::Principal& who, const Incident& incident);
/// What was promised, and whether it was kept, is for staff: a supplier would learn what others promised our customers.
bool reads_promises(const people::Principal& who);
/// The fields that the caller's side may read; also what it may filter and sort by.
bool caller_reads(std::string_view field);
/// May the principal read this field of the incident?
bool may_read(const people::Principal& who, const record::Record& incident, const record::Field& field);

/// What is read as one story with the incident, itself first: for those who see the whole register all that was merged into it,
/// for everybody else only what they may see by itself and read no less of, since another caller's report stays that caller's.
std::vector<Id> story_family(store::Connection& db, const people::Principal& who, const record::Record& incident);
/// Whether a merged incident is read through its survivor.
bool reads_merged(const people::Principal& who);

/// For a principal who sees only what concerns them: the same set by its indexes, as a condition on <alias>.id with the person's id
/// bound as $first (integer) and $first+1 (text); empty for all others. Without it, a caller's short list would be sought through the whole
/// table.
std::string concerned_ids_sql(const people::Principal& who, std::string_view alias, int first);

/// What conditions on incidents may speak about, for this principal.
condition::Vocabulary vocabulary(const people::Principal& who, condition::Kinds kinds, condition::CustomFields custom);

}  // namespace evenkeel::incident
