// What an answer shows of an incident: the fields that the principal reads, the commands that are possible now, and the names
// of everything it refers to.
#pragma once
#include <boost/json/object.hpp>
#include <set>
#include <string>
#include <vector>

#include "practice/incident/desk.hpp"

namespace evenkeel::incident {

using Fields = std::set<std::string, std::less<>>;

/// The fields that were asked for (empty: all) as far as the principal may read them; empty means all.
Fields shown_fields(const people::Principal& who, const Fields& asked);

/// Leaves the custom fields that the caller's side is shown, as their description says.
void hide_custom(const Ground& ground, record::Record& incident);

/// Takes out of the reason of a change the other incident that the reader may not see, with its number; true when there was one.
bool hide_unseen(store::Connection& db, const people::Principal& who, boost::json::object& change_body);

/// One item of a list, without names; `mentions` collects what it refers to.
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
