// What the route files of this practice share: finding the incident that a path names as the principal sees it, and turning a
// command into a job of the writer with its answer.
#pragma once
#include <memory>
#include <string>

#include "practice/incident/incident_commands.hpp"
#include "practice/incident/incidents.hpp"
#include "practice/incident/view.hpp"

namespace evenkeel::incident {

/// The principal of a request, kept alive until it is answered.
std::shared_ptr<const people::Principal> held_principal(const http::Request& request);

/// By id or number; missing when it does not exist or may not be seen.
Result<record::Record> find_visible(store::Connection& db, const people::Principal& who, std::string_view ref);
/// The incident of something that hangs on one: itself or an incident it was merged into may be seen.
Result<record::Record> find_visible_home(store::Connection& db, const people::Principal& who, Id incident);

/// A command on an incident, answered with the incident (`status` 200 or 201).
api::Job incident_job(const Incidents& practice, const http::Request& request, Act act, Target target, int status = 200);

/// {id} of the path and If-Match.
Result<Target> target_of(const http::Request& request, http::Presence if_match = http::Presence::optional);

inline constexpr std::string_view incidents_path = "/api/v1/incidents";

std::vector<http::Route> journal_routes(const Incidents& practice);     // story, tasks, links, cycles
std::vector<http::Route> attachment_routes(const Incidents& practice);  // files
std::vector<http::Route> many_routes(const Incidents& practice);        // bulk, CSV
std::vector<http::Route> view_routes(const Incidents& practice);        // kept views

}  // namespace evenkeel::incident
