// Answers about who is on call, as JSON, with the names and the ways to reach whoever they mention.
#pragma once
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "practice/api/api.hpp"
#include "practice/roster/coverage_rules.hpp"
#include "practice/roster/roster_store.hpp"
#include "store/register.hpp"

namespace evenkeel::roster {

/// Whom escalations told of which incident between two instants (half open), from the steps that they keep. Handed in by app.
using Pages = std::function<std::set<Page>(store::Connection&, Time from, Time until)>;

/// What the routes of this practice are handed.
struct RosterParts {
  store::Register& reg;
  service::Catalogue& catalogue;
  api::Names& names;
  Pages pages = {};
};

std::string shift_json(const Shift& shift, api::Mentions& mentions);
std::string gap_json(const Gap& gap, api::Mentions& mentions);
/// {"roster","at","people":[..],"gap","changes_at"}
std::string duty_json(const Duty& duty, api::Mentions& mentions);
/// A list of ready JSON texts.
std::string json_list(const std::vector<std::string>& items);
std::string time_json(Time t);
std::string names_json(const RosterParts& parts, store::Connection* db, const api::Mentions& mentions);

struct Contact {
  std::string name, phone, mail;
};
/// Of active people.
std::map<Id, Contact> contacts_of(store::Connection& db, const std::set<Id>& people);
/// {"17":{"phone":"..","mail":".."}}
std::string contacts_json(const std::map<Id, Contact>& contacts);

/// The hours that a roster is to cover; none: always.
std::shared_ptr<const calendar::WorkingHours> covered_by(const service::Roster& roster);

}  // namespace evenkeel::roster
