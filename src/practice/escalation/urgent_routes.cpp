#include "practice/escalation/urgent_routes.hpp"

#include <boost/json.hpp>

#include "practice/escalation/escalation_json.hpp"
#include "practice/escalation/urgent.hpp"

namespace evenkeel::escalation {
namespace {

namespace bj = boost::json;

Result<http::Response> mine(store::Connection& db, const http::Request& request) {
  bj::array items;
  for (const Urgent& u : urgent_for(db, api::principal_of(request), request.received)) {
    bj::object item;
    item["id"] = to_string(u.message);
    item["kind"] = u.kind == message_escalation ? "escalation" : "help";
    item["incident"] = to_string(u.incident);
    item["number"] = u.number;
    item["title"] = u.title;
    item["priority"] = u.priority;
    item["by"] = u.by;
    item["text"] = u.text;
    item["at"] = time_json(u.at);
    items.push_back(std::move(item));
  }
  return http::json(bj::serialize(bj::object{{"items", std::move(items)}}));
}

}  // namespace

std::vector<http::Route> urgent_routes(const incident::Incidents& practice) {
  http::Route route =
      api::route(http::Verb::get, "/api/v1/escalation/mine", "What waits for my answer: what is escalated to me, and who calls me",
                 "incident.read_all", "Incidents", {.response = "escalation_mine"},
                 api::reading(practice.reg, [](store::Connection& db, http::Request& request) { return mine(db, request); }));
  route.description =
      "Of the messages that the asking person got within a day, newest first: escalations of open incidents that nobody has answered, and "
      "calls for help of the last hour. A screen asks anew when a hint of `/api/v1/events` has a kind that begins with "
      "`incident.escalation_`, or is `incident.help_wanted` or `incident.due_changed`.";
  return {route};
}

std::map<std::string, std::string> urgent_schemas() {
  return {{"escalation_mine",
           R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{"type":"object",)"
           R"("required":["id","kind","incident","number","title","priority","by","text","at"],"properties":{"id":{"type":"string"},)"
           R"("kind":{"type":"string","enum":["escalation","help"]},"incident":{"type":"string"},"number":{"type":"string"},)"
           R"("title":{"type":"string"},"priority":{"type":"integer"},"by":{"type":"string"},"text":{"type":"string"},)"
           R"("at":{"type":"string","format":"date-time"}}}}}})"}};
}

}  // namespace evenkeel::escalation
