// Kept views over HTTP. A filter is read when it is kept, so that nobody opens a tab that cannot be read.
#include <boost/json.hpp>

#include "practice/incident/incident_list.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/incident/route_tools.hpp"
#include "practice/incident/saved_view.hpp"

namespace evenkeel::incident {
namespace {

using http::Request;
using http::Response;

std::string view_json(const SavedView& view) {
  std::string out;
  record::append_json(out, record::to_record(view));
  return out;
}

Result<Response> list(const Incidents& practice, store::Connection& db, const Request& request) {
  std::vector<std::string> items;
  const people::Principal& who = api::principal_of(request);
  api::Mentions mentions(&who);
  for (const SavedView& view : views_for(db, who)) {
    items.push_back(view_json(view));
    mentions.add(record::to_record(view));
  }
  std::string names;
  practice.ground.names.append_json(names, &db, mentions);
  return http::json(api::list_body(items, std::nullopt, names));
}

/// What the body says, laid over a view.
using Change = std::function<void(SavedView&)>;
Result<Change> change_of(const Incidents& practice, const Request& request, http::Presence name_presence) {
  TRY(const auto body, api::body_object(request));
  api::BodyReader reader(body);
  SavedView said;
  const bool names = reader.has("name"), filters = reader.has("filter"), words = reader.has("q"), orders = reader.has("sort"),
             shares = reader.has("team");
  said.name = reader.text("name", 60, name_presence);
  said.filter = reader.text("filter", 2'000);
  said.q = reader.text("q", 200);
  said.sort = reader.text("sort", 40);
  said.team = reader.id("team");
  if (!said.sort.empty() && !is_order(said.sort)) reader.refuse("query.unknown_order", "is no order of incidents", "sort");
  CHECK_OK(reader.finish());
  if (auto fine = check_filter(practice, api::principal_of(request), said.filter); !fine) {
    for (Problem& problem : fine.error().problems) problem.field = "/filter";
    return std::move(fine.error());
  }
  return Change([=](SavedView& view) {
    if (names) view.name = said.name;
    if (filters) view.filter = said.filter;
    if (words) view.q = said.q;
    if (orders) view.sort = said.sort;
    if (shares) view.team = said.team;
  });
}

api::Job answered(std::shared_ptr<SavedView> made, int status, std::function<Result<store::Outcome>(store::Tx&)> work) {
  api::Job job;
  job.work = std::move(work);
  job.present = [made, status](const store::Outcome&) { return http::json(view_json(*made), status); };
  job.again = [](store::Connection& db, const store::Outcome& outcome) -> Result<Response> {
    const auto record = find_record(db, record::type_of<SavedView>(), outcome.subject);
    if (!record) return api::missing("saved_view");
    return http::json(view_json(record::from_record<SavedView>(*record)));
  };
  return job;
}

Result<api::Job> create(const Incidents& practice, const Request& request) {
  TRY(auto change, change_of(practice, request, http::Presence::required));
  auto made = std::make_shared<SavedView>();
  return answered(made, 201, [who = held_principal(request), change, made](store::Tx& tx) -> Result<store::Outcome> {
    SavedView view;
    change(view);
    TRY(*made, keep_view(tx, *who, view));
    return store::Outcome{"saved_view", made->id, made->version, 201};
  });
}

Result<api::Job> change(const Incidents& practice, const Request& request) {
  TRY(const Id id, api::path_id(request, "saved_view"));
  TRY(const auto seen, api::if_match(request));
  TRY(auto change, change_of(practice, request, http::Presence::optional));
  auto made = std::make_shared<SavedView>();
  auto work = [&practice, who = held_principal(request), id, seen, change, made](store::Tx& tx) -> Result<store::Outcome> {
    TRY(const SavedView before, view_to_change(tx, *who, id));
    if (seen.version && *seen.version != before.version)
      return api::stale(tx.db(), practice.ground.names, record::to_record(before), *seen.version, view_json(before), {}, before.person);
    SavedView after = before;
    change(after);
    TRY(*made, change_view(tx, *who, before, after));
    return store::Outcome{"saved_view", made->id, made->version, 200};
  };
  return answered(made, 200, std::move(work));
}

Result<api::Job> remove(const Request& request) {
  TRY(const Id id, api::path_id(request, "saved_view"));
  api::Job job;
  job.work = [who = held_principal(request), id](store::Tx& tx) -> Result<store::Outcome> {
    TRY(const SavedView view, view_to_change(tx, *who, id));
    remove_view(tx, view);
    return store::Outcome{"saved_view", id, 0, 204};
  };
  job.present = [](const store::Outcome&) { return http::json("", 204); };
  return job;
}

}  // namespace

std::vector<http::Route> view_routes(const Incidents& practice) {
  using http::Verb;
  const std::string path = "/api/v1/views", permission = "self.view", group = "Incidents";
  auto writing = [&](auto prepare) { return api::writing(practice.reg, prepare); };
  std::vector<http::Route> routes;
  routes.push_back(
      api::route(Verb::get, path, "Views that you keep, and those of your teams", permission, group, {"", "saved_view_list"},
                 api::reading(practice.reg, [&practice](store::Connection& db, Request& r) { return list(practice, db, r); })));
  routes.push_back(api::keyed(api::route(Verb::post, path, "Keep a view", permission, group, {"saved_view_create", "saved_view", 201},
                                         writing([&practice](Request& r) { return create(practice, r); }))));
  routes.push_back(
      api::keyed(api::route(Verb::patch, path + "/{id}", "Change a view, or share it with a team", permission, group,
                            {"saved_view_edit", "saved_view"}, writing([&practice](Request& r) { return change(practice, r); }))));
  routes.back().if_match = http::IfMatch::accepted;
  routes.push_back(api::keyed(api::route(Verb::del, path + "/{id}", "Forget a view", permission, group, {"", "", 204},
                                         writing([](Request& r) { return remove(r); }))));
  return routes;
}

}  // namespace evenkeel::incident
