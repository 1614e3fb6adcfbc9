#include "practice/incident/route_tools.hpp"

#include "practice/incident/incident_store.hpp"
#include "practice/incident/visibility.hpp"

namespace evenkeel::incident {

using people::Principal;
using record::Record;

std::shared_ptr<const Principal> held_principal(const http::Request& request) {
  return std::make_shared<const Principal>(api::principal_of(request));
}

Result<Record> find_visible(store::Connection& db, const Principal& who, std::string_view ref) {
  const auto id = id_of(db, ref);
  auto found = id ? find_record(db, record::type_of<Incident>(), *id) : std::nullopt;
  if (!found || !may_see(who, *found)) return api::missing("incident");
  return std::move(*found);
}

Result<Record> find_visible_home(store::Connection& db, const Principal& who, Id incident) {
  for (int step = 0; incident && step < family_most; ++step) {
    auto found = find_record(db, record::type_of<Incident>(), incident);
    if (!found) break;
    if (may_see(who, *found)) return std::move(*found);
    if (!reads_merged(who)) break;
    const auto& next = (*found)["merged_into"];
    incident = record::is_absent(next) ? Id{} : std::get<Id>(next);
  }
  return api::missing("incident");
}

api::Job incident_job(const Incidents& practice, const http::Request& request, Act act, Target target, int status) {
  auto who = held_principal(request);
  auto made = std::make_shared<Record>();
  auto absent_until = std::make_shared<Time>();
  api::Job job;
  job.work = [&practice, who, act = std::move(act), target = std::move(target), made, absent_until,
              status](store::Tx& tx) -> Result<store::Outcome> {
    Work w(tx, practice.ground, *who);
    TRY(const Incident done, act(w, target));
    *made = record::to_record(done);
    *absent_until = w.assignee_absent_until;
    return store::Outcome{"incident", done.id, done.version, status};
  };
  job.present = [&practice, who, made, absent_until, status](const store::Outcome&) {
    return http::json(incident_json(practice.ground, nullptr, *who, std::move(*made), {}, *absent_until), status);
  };
  job.again = [&practice, who](store::Connection& db, const store::Outcome& outcome) -> Result<http::Response> {
    TRY(auto incident, find_visible(db, *who, to_string(outcome.subject)));
    return http::json(incident_json(practice.ground, &db, *who, std::move(incident)));
  };
  return job;
}

Result<Target> target_of(const http::Request& request, http::Presence presence) {
  TRY(const auto seen, api::if_match(request, presence));
  return Target{std::string(request.capture("id")), seen.version};
}

}  // namespace evenkeel::incident
