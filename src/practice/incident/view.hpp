// What an answer shows of an incident: the fields that the principal reads, the commands that are possible now, and the names
// of everything it refers to.
#pragma once
#include <boost/json/object.hpp>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "practice/incident/desk.hpp"

namespace evenkeel::incident {

using Fields = std::set<std::string, std::less<>>;

enum class Reader { staff, caller_side };
/// As whom the principal reads this incident; without one, as whom it reads every incident that it sees.
Reader reader_of(const people::Principal& who, const record::Record& incident);
Reader reader_of(const people::Principal& who);
/// The fields that were asked for (empty: all) as far as such a reader may have them; empty means all.
Fields shown_fields(Reader reader, const Fields& asked);

/// Leaves the custom fields that the caller's side is shown, as their description says.
void hide_custom(const Ground& ground, record::Record& incident);
/// Takes out what was promised, for those who may not read it.
void hide_promises(const people::Principal& who, record::Record& incident);

/// Empties what refers to incidents that the reader may not see (parent, merged_into): not even their ids are shown. `db` may be null.
void hide_unseen_relations(const Ground& ground, store::Connection* db, const people::Principal& who, std::span<record::Record> incidents);

/// Takes other incidents that the reader may not see out of a change: from its reason, with their number, and from what it set; true
/// when the reason had one.
bool hide_unseen(store::Connection& db, const people::Principal& who, boost::json::object& change_body);

/// One item of a list, without names; `mentions` collects what it refers to. hide_unseen_relations() was done for the whole list.
std::string item_json(const Ground& ground, const people::Principal& who, record::Record incident, const Fields& asked,
                      api::Mentions& mentions);

/// A single answer: with "may" and "names", for staff also until when the assignee is away. `db` may be null after a commit, then
/// `assignee_absent_until` is what the command found.
std::string incident_json(const Ground& ground, store::Connection* db, const people::Principal& who, record::Record incident,
                          const Fields& asked = {}, Time assignee_absent_until = {});

/// {"items":[..],"names":{..}} of records that hang on incidents: files, tasks, links, cycles.
std::string hanging_json(const Ground& ground, store::Connection* db, const people::Principal& who,
                         const std::vector<record::Record>& records);
/// One such record with its names.
std::string single_json(const Ground& ground, store::Connection* db, const people::Principal& who, const record::Record& r);

}  // namespace evenkeel::incident
