// What would happen if this broke now, and the same for every service at once.
#include <fmt/format.h>

#include "base/zone.hpp"
#include "practice/escalation/escalation_json.hpp"
#include "practice/escalation/escalation_routes.hpp"
#include "practice/escalation/matrix_times.hpp"
#include "practice/roster/rotation_rules.hpp"

namespace evenkeel::escalation {
namespace {

namespace bj = boost::json;
using incident::Incident;
using incident::Incidents;

const std::string group = "Escalation";
/// Services, or categories of one, in one answer; each is foreseen four times.
constexpr std::size_t rows_most = 200;
/// Steps of one cell: who is called first, and next.
constexpr int calls_most = 3;
constexpr std::int64_t ahead_most_us = 366 * us_per_day;

bj::object incident_json(const Incident& i, api::Mentions& mentions) {
  bj::object out;
  out["priority"] = i.priority;
  out["impact"] = i.impact;
  out["urgency"] = i.urgency;
  out["confidential"] = i.confidential;
  out["line"] = i.line;
  for (const auto& [name, kind, id] : {std::tuple{"team", "team", i.team},
                                       {"assignee", "person", i.assignee},
                                       {"service", "service", i.service},
                                       {"category", "category", i.category}}) {
    out[name] = id ? bj::value(to_string(id)) : bj::value(nullptr);
    if (id) mentions.add(kind, id);
  }
  bj::error_code ec;
  auto why = bj::parse(i.why.text.empty() ? "{}" : i.why.text, ec);
  out["why"] = ec ? bj::value(bj::object{}) : std::move(why);
  return out;
}

bj::object foreseen_json(const Foreseen& one, api::Mentions& mentions) {
  bj::object out = coming_json(*one.policy, {one.round, one.step, one.at}, one.outcome, one.reached, mentions);
  out["policy"] = to_string(one.policy->policy.id);
  out["policy_name"] = one.policy->policy.name;
  return out;
}

std::string foresight_json(const Foresight& sight, Time at, const Incidents& practice, store::Connection& db, api::Mentions& mentions) {
  bj::array policies, sequence;
  for (const Taking& taking : sight.policies)
    policies.push_back({{"policy", to_string(taking.policy->policy.id)},
                        {"policy_name", taking.policy->policy.name},
                        {"trigger", bj::string(record::name_of(taking.policy->terms.trigger))},
                        {"stops", bj::string(record::name_of(taking.policy->terms.stops))},
                        {"applies", taking.applies},
                        {"begins_at", time_json(taking.begins_at)},
                        {"why", taking.why}});
  for (const Foreseen& one : sight.sequence) sequence.push_back(foreseen_json(one, mentions));
  bj::object body{{"at", time_json(at)},
                  {"incident", incident_json(sight.incident, mentions)},
                  {"policies", std::move(policies)},
                  {"sequence", std::move(sequence)},
                  {"more", sight.more}};
  return with_names(std::move(body), practice.ground.names, db, mentions);
}

constexpr std::size_t level_most = 60;
constexpr std::int64_t priority_most = 9;

struct Question {
  Incident incident;
  Time at;
};
Result<Question> read_question(const http::Request& request) {
  TRY(const auto value, api::body_object(request));
  api::BodyReader body(value);
  Question asked;
  Incident& i = asked.incident;
  i.service = body.id("service");
  i.category = body.id("category");
  i.subcategory = body.id("subcategory");
  i.team = body.id("team");
  i.assignee = body.id("assignee");
  i.supplier = body.id("supplier");
  i.organisation = body.id("organisation");
  i.impact = body.text("impact", level_most);
  i.urgency = body.text("urgency", level_most);
  i.priority = body.integer("priority", 1, priority_most).value_or(0);
  asked.at = body.time("at");
  if (!asked.at) asked.at = request.received;
  if (asked.at > request.received + ahead_most_us || asked.at < request.received - ahead_most_us)
    body.refuse("escalation.too_far", "at most a year away", "at");
  CHECK_OK(body.finish());
  return asked;
}

bj::value cell_json(Escalating& escalating, const OnCall& on_call, store::Connection& db, const Incident& given, Time at,
                    api::Mentions& mentions) {
  auto sight = foresee(escalating, on_call, db, given, at, calls_most);
  if (!sight) return nullptr;
  bj::array calls;
  for (const Foreseen& one : sight->sequence) calls.push_back(foreseen_json(one, mentions));
  return bj::object{{"at", time_json(at)},
                    {"team", sight->incident.team ? bj::value(to_string(sight->incident.team)) : bj::value(nullptr)},
                    {"calls", std::move(calls)}};
}

/// Of the supposed incidents of all rows, and what the rows are.
struct MatrixQuestion {
  Incident given;
  const service::Service* service = nullptr;  // its categories; none: all services
  std::optional<Holiday> holiday;
};
Result<MatrixQuestion> read_matrix_question(const service::Snapshot& catalogue, const http::Request& request) {
  MatrixQuestion asked;
  asked.given.priority = 1;
  const auto unknown = [](std::string what, std::string pointer) {
    return invalid("incident.unknown_reference", "there is no active " + what + " with this id", std::move(pointer));
  };
  if (const auto text = request.query_value("priority")) {
    if (text->size() != 1 || (*text)[0] < '1' || (*text)[0] > '9') return invalid("query.bad_priority", "1 to 9", "/priority");
    asked.given.priority = (*text)[0] - '0';
  }
  if (const auto text = request.query_value("category")) {
    const auto id = parse_id(*text);
    const auto* category = id ? catalogue.get<service::Category>(*id) : nullptr;
    if (!category || !category->active) return unknown("category", "/category");
    (category->parent ? asked.given.subcategory : asked.given.category) = *id;
  }
  if (const auto text = request.query_value("service")) {
    const auto id = parse_id(*text);
    asked.service = id ? catalogue.get<service::Service>(*id) : nullptr;
    if (!asked.service || !asked.service->active) return unknown("service", "/service");
  }
  if (const auto text = request.query_value("calendar")) {
    const auto id = parse_id(*text);
    const auto* calendar = id ? catalogue.get<service::Calendar>(*id) : nullptr;
    if (!calendar || !calendar->active) return unknown("calendar", "/calendar");
    asked.holiday = next_holiday(catalogue, *calendar, request.received);
  } else {
    asked.holiday = next_holiday(catalogue, request.received);
  }
  return asked;
}

/// A service a row; or, of one service, a category a row, the first without any.
std::vector<Incident> rows_of(const MatrixQuestion& asked, const service::Snapshot& catalogue) {
  std::vector<Incident> rows;
  const auto add = [&](Id service, Id category) {
    if (rows.size() == rows_most) return;
    Incident& one = rows.emplace_back(asked.given);
    one.service = service;
    if (category) one.category = category, one.subcategory = {};
  };
  if (!asked.service) {
    for (const auto* service : catalogue.active<service::Service>()) add(service->id, {});
    return rows;
  }
  add(asked.service->id, {});
  if (asked.given.category || asked.given.subcategory) return rows;
  for (const auto* category : catalogue.active<service::Category>())
    if (!category->parent) add(asked.service->id, category->id);
  return rows;
}

bj::value holiday_json(const std::optional<Holiday>& holiday, api::Mentions& mentions) {
  if (!holiday) return nullptr;
  mentions.add("calendar", holiday->calendar->id);
  return bj::object{{"at", time_json(holiday->noon)},
                    {"date", roster::format_day(holiday->day)},
                    {"name", holiday->name.empty() ? bj::value(nullptr) : bj::value(holiday->name)},
                    {"calendar", to_string(holiday->calendar->id)}};
}

Result<http::Response> get_matrix(const Incidents& practice, Escalating& escalating, store::Connection& db, http::Request& request) {
  const auto& who = api::principal_of(request);
  const auto catalogue = practice.ground.catalogue.now();
  TRY(const MatrixQuestion asked, read_matrix_question(*catalogue, request));
  const Time now = request.received, night = next_night(now, who.zone), weekend = next_weekend(now, who.zone);
  api::Mentions mentions(&who);
  bj::array items;
  const OnCall on_call = remembering(escalating.on_call);
  for (const Incident& one : rows_of(asked, *catalogue)) {
    const auto cell = [&](Time at) { return cell_json(escalating, on_call, db, one, at, mentions); };
    mentions.add("service", one.service);
    if (one.category) mentions.add("category", one.category);
    items.push_back({{"service", to_string(one.service)},
                     {"category", one.category ? bj::value(to_string(one.category)) : bj::value(nullptr)},
                     {"now", cell(now)},
                     {"night", cell(night)},
                     {"holiday", asked.holiday ? cell(asked.holiday->noon) : bj::value(nullptr)},
                     {"weekend", cell(weekend)}});
  }
  bj::object body{{"now", time_json(now)},
                  {"night", time_json(night)},
                  {"holiday", holiday_json(asked.holiday, mentions)},
                  {"weekend", time_json(weekend)},
                  {"items", std::move(items)}};
  return http::json(with_names(std::move(body), practice.ground.names, db, mentions));
}

}  // namespace

std::vector<http::Route> foresight_routes(const Incidents& practice, Escalating& escalating) {
  std::vector<http::Route> routes;
  auto foresight = api::route(http::Verb::post, "/api/v1/escalation/foresight", "What would happen if this broke now", "incident.read_all",
                              group, {.request = "escalation_question", .response = "escalation_foresight"},
                              api::reading(practice.reg, [&](store::Connection& db, http::Request& request) -> Result<http::Response> {
                                TRY(auto asked, read_question(request));
                                TRY(const auto sight, foresee(escalating, db, std::move(asked.incident), asked.at));
                                api::Mentions mentions(&api::principal_of(request));
                                return http::json(foresight_json(sight, asked.at, practice, db, mentions));
                              }));
  foresight.description =
      "An incident that is supposed, with what is missing derived as when it is logged, and every step that would be taken if nobody did "
      "anything: when, who, and why. Nothing is written and nobody is told.";
  routes.push_back(std::move(foresight));
  auto matrix =
      api::route(http::Verb::get, "/api/v1/escalation/matrix",
                 "Who is called first and next for each service: now, by night, on a holiday, at the weekend", "incident.read_all", group,
                 {.response = "escalation_matrix"}, api::reading(practice.reg, [&](store::Connection& db, http::Request& request) {
                   return get_matrix(practice, escalating, db, request);
                 }));
  matrix.query = {{"priority", "Of the supposed incidents; 1 unless said.", R"({"type":"integer","minimum":1,"maximum":9})"},
                  {"category", "Of the supposed incidents: its team may be another one than the service's."},
                  {"service", "A row for each main category of this service, in place of a row for each service."},
                  {"calendar", "Whose next holiday is meant; the one that most policies, rosters and agreements name unless said."}};
  matrix.description =
      "`night` is the next 03:00 and `weekend` the next Saturday noon in your time zone, `holiday` noon of the next date on which the "
      "calendar is closed though its week would have it open. At most 200 rows.";
  routes.push_back(std::move(matrix));
  return routes;
}

}  // namespace evenkeel::escalation
