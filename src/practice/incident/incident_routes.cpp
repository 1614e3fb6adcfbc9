// The routes of single incidents: log, read, change, and one route for each command.
#include <fmt/format.h>

#include <boost/json.hpp>

#include "practice/incident/incident_list.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/incident/route_tools.hpp"

namespace evenkeel::incident {

namespace bj = boost::json;
using http::IfMatch;
using http::Presence;
using http::Request;
using http::Response;
using http::Route;
using people::Principal;

namespace {

constexpr std::string_view tag = "Incidents";

std::string path(std::string_view rest) { return std::string(incidents_path) + std::string(rest); }

/// What was typed into a console came by phone, what a caller sends through the portal, a program's by the API.
Channel default_channel(const Principal& who) {
  if (who.token || who.system) return Channel::api;
  return who.is_staff() ? Channel::phone : Channel::portal;
}

/// Lays the body over the template that it names.
Result<bj::value> with_template(const Incidents& practice, bj::value body) {
  bj::object& members = body.get_object();
  const auto* named = members.if_contains("template");
  if (!named) return body;
  const auto id = named->is_string() ? parse_id(std::string_view(named->get_string().data(), named->get_string().size())) : std::nullopt;
  const auto catalogue = practice.ground.catalogue.now();
  const auto* found = id ? catalogue->get<service::IncidentTemplate>(*id) : nullptr;
  if (!found || !found->active) return invalid("incident.unknown_reference", "there is no active template with this id", "/template");
  members.erase("template");
  if (found->preset.text.empty()) return body;
  TRY(bj::value laid, record::parse_json(found->preset.text));
  for (const auto& member : members) laid.get_object()[member.key()] = member.value();
  return laid;
}

Result<api::Job> prepare_create(const Incidents& practice, Request& request) {
  const Principal& who = api::principal_of(request);
  TRY(bj::value body, api::body_object(request));
  TRY(body, with_template(practice, std::move(body)));
  const auto& type = record::type_of<Incident>();
  TRY(const auto patch,
      record::read_patch(type, body, {}, [&](const record::Field& f) { return people::may_write(who, type.kind, f.name); }));
  Incident given = record::from_record<Incident>(record::apply(record::to_record(Incident{}), patch));
  if (!patch.has("channel")) given.channel = default_channel(who);
  if (given.title.empty()) return invalid("field.required", "say in one line what is wrong", "/title");
  auto act = [given = std::move(given)](Work& w, const Target&) { return create(w, given); };
  return incident_job(practice, request, std::move(act), {}, 201);
}

Result<api::Job> prepare_edit(const Incidents& practice, Request& request) {
  TRY(auto target, target_of(request, Presence::required));
  TRY(const bj::value body, api::body_object(request));
  // Who may write which field depends on the incident: the desk asks again with it at hand.
  TRY(auto patch, record::read_patch(record::type_of<Incident>(), body));
  auto act = [patch = std::move(patch)](Work& w, const Target& t) { return edit(w, t, patch); };
  return incident_job(practice, request, std::move(act), std::move(target));
}

Result<Response> get_one(const Incidents& practice, store::Connection& db, Request& request) {
  const Principal& who = api::principal_of(request);
  TRY(auto incident, find_visible(db, who, request.capture("id")));
  TRY(const auto list, api::list_query(request, orders_of(request), record::type_of<Incident>()));
  const auto version = incident.version();
  return api::versioned(incident_json(practice.ground, &db, who, std::move(incident), list.fields), version);
}

Result<Response> get_list(const Incidents& practice, store::Connection& db, Request& request) {
  const Principal& who = api::principal_of(request);
  TRY(const auto list, api::list_query(request, orders_of(request), record::type_of<Incident>()));
  TRY(auto page, find_page(practice, db, who, request.received, list, list.limit));
  api::Mentions mentions(&who);
  std::vector<std::string> items;
  items.reserve(page.incidents.size());
  hide_unseen_relations(practice.ground, &db, who, page.incidents);
  for (auto& incident : page.incidents) items.push_back(item_json(practice.ground, who, std::move(incident), list.fields, mentions));
  std::string names;
  practice.ground.names.append_json(names, &db, mentions);
  return http::json(api::list_body(items, page.next, names));
}

Route command_route(const Incidents& practice, const CommandRow& row) {
  const std::string name(record::name_of(row.verb));
  Route route;
  route.verb = http::Verb::post;
  route.path = path("/{id}/" + name);
  route.summary = row.summary;
  route.permission = permission_of(row.verb);
  route.tag = tag;
  route.request_schema = row.body_schema.empty() ? "" : "incident_" + name;
  route.response_schema = "incident";
  route.description = std::string(transition_of(row.verb).requires_);
  route.if_match = IfMatch::accepted;
  route.idempotency_key = http::IdempotencyKey::accepted;
  route.handle = api::writing(practice.reg, [&practice, &row](Request& request) -> Result<api::Job> {
    TRY(auto target, target_of(request));
    TRY(const bj::value body, api::body_object(request));
    TRY(auto act, read_command(row, body));
    return incident_job(practice, request, std::move(act), std::move(target));
  });
  return route;
}

void append(std::vector<Route>& routes, std::vector<Route> more) {
  for (Route& route : more) routes.push_back(std::move(route));
}

}  // namespace

std::vector<Route> incident_routes(const Incidents& practice) {
  std::vector<Route> routes;
  auto reading = [&](auto function) {
    return api::reading(practice.reg, [&practice, function](store::Connection& db, Request& r) { return function(practice, db, r); });
  };
  auto writing = [&](auto function) {
    return api::writing(practice.reg, [&practice, function](Request& r) { return function(practice, r); });
  };
  const std::string group(tag);
  routes.push_back({http::Verb::get, path(""), "Incidents that you may see", "incident.read", group, "", "incident_list",
                    api::list_parameters(all_orders()), 200, reading(get_list)});
  routes.push_back({http::Verb::post,
                    path(""),
                    "Log an incident; a title alone is enough",
                    "incident.create",
                    group,
                    "incident_create",
                    "incident",
                    {},
                    201,
                    writing(prepare_create),
                    IfMatch::ignored,
                    http::IdempotencyKey::accepted});
  routes.push_back({http::Verb::get,
                    path("/{id}"),
                    "One incident, by id or number",
                    "incident.read",
                    group,
                    "",
                    "incident",
                    {{"fields", "Only these fields, separated by commas"}},
                    200,
                    reading(get_one)});
  routes.push_back({http::Verb::patch,
                    path("/{id}"),
                    "Change what is said about it",
                    "incident.edit",
                    group,
                    "incident_edit",
                    "incident",
                    {},
                    200,
                    writing(prepare_edit),
                    IfMatch::required,
                    http::IdempotencyKey::accepted});
  for (const CommandRow& row : command_rows()) routes.push_back(command_route(practice, row));
  append(routes, journal_routes(practice));
  append(routes, attachment_routes(practice));
  append(routes, many_routes(practice));
  append(routes, view_routes(practice));
  return routes;
}

}  // namespace evenkeel::incident
