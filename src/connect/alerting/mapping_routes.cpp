#include "connect/alerting/mapping_routes.hpp"

#include <boost/json.hpp>

#include "base/text.hpp"
#include "connect/alerting/cloud_events.hpp"
#include "connect/alerting/generic_events.hpp"
#include "connect/alerting/texts.hpp"
#include "practice/alert/alert_rules.hpp"
#include "practice/api/api.hpp"

namespace evenkeel::alerting {

namespace bj = boost::json;
using alert::Alerts;
using http::Request;
using http::Response;
using service::AlertSource;

namespace {

constexpr std::size_t example_points_most = 200'000;  // of what is tried; more than is kept
constexpr std::size_t type_points_most = 200;
constexpr std::size_t shown_most = 20;  // alerts of one example

Result<const AlertSource*> source_of(const service::Snapshot& catalogue, const Request& request) {
  TRY(const Id id, api::path_id(request, "alert_source"));
  const auto* source = catalogue.get<AlertSource>(id);
  if (!source) return api::missing("alert_source");
  return source;
}

bj::value time_value(Time at) { return at ? bj::value(format_rfc3339(at)) : bj::value(); }
bj::value text_value(const std::string& text) { return text.empty() ? bj::value() : bj::value(text); }

Result<Response> received(const Alerts& alerts, const Request& request) {
  const auto catalogue = alerts.catalogue().now();
  TRY(const auto* source, source_of(*catalogue, request));
  bj::array items;
  for (const auto& one : alerts.counts.examples(source->id))
    items.push_back(bj::object{
        {"at", format_rfc3339(one.at)}, {"content_type", one.content_type}, {"body", one.body}, {"refusal", text_value(one.refusal)}});
  auto response = http::json(bj::serialize(bj::object{{"items", std::move(items)}}));
  response.set("Cache-Control", "no-store");
  return response;
}

bj::object texts_value(const alert::Texts& texts) {
  bj::object out;
  for (const auto& [name, value] : texts) out[name] = value;
  return out;
}

bj::value alert_value(const alert::Event& event, const AlertSource& source, const service::Snapshot& catalogue, Time now) {
  const auto about = alert::service_of(event.labels, source, catalogue);
  const auto* service = about.service ? catalogue.get<service::Service>(about.service) : nullptr;
  return bj::object{{"key", event.key},
                    {"title", event.title},
                    {"state", record::name_of(event.state)},
                    {"severity", record::name_of(event.severity.value_or(service::AlertSeverity::warning))},
                    {"starts_at", time_value(event.starts_at ? event.starts_at : now)},
                    {"ends_at", time_value(event.ends_at)},
                    {"link", text_value(event.link)},
                    {"labels", texts_value(event.labels)},
                    {"annotations", texts_value(event.annotations)},
                    {"service", service ? bj::value(service->name) : bj::value()},
                    {"service_why", about.why}};
}

bj::value remark_value(std::size_t at, const std::string& field, const std::string& text) {
  return bj::object{{"at", at}, {"field", field.empty() ? bj::value() : bj::value(field)}, {"text", text}};
}

/// Reads the example as the door would.
alert::Reading read(const std::string& body, const std::string& content_type, const std::string& mapping, Time now,
                    std::vector<Remark>& remarks) {
  Request sent;
  sent.headers = {{"content-type", content_type}};
  sent.body = body;
  if (is_cloud_event(sent)) return read_cloud_events(sent, mapping, now);
  return read_generic(body, mapping, now, &remarks);
}

Result<Response> tried(const Alerts& alerts, Request& request) {
  const auto catalogue = alerts.catalogue().now();
  TRY(const auto* source, source_of(*catalogue, request));
  TRY(const auto said, api::body_object(request));
  api::BodyReader reader(said);
  const std::string body = reader.text("body", example_points_most, http::Presence::required);
  const std::string content_type = reader.text("content_type", type_points_most);
  const auto* given = reader.object("mapping");
  CHECK_OK(reader.finish());
  const std::string mapping = given ? bj::serialize(*given) : source->mapping.text;
  if (auto problems = problems_of_mapping(mapping); !problems.empty()) return Error{Fault::invalid, std::move(problems), {}};
  std::vector<Remark> remarks;
  const alert::Reading reading = read(body, content_type, mapping, request.received, remarks);
  bj::array made, refused, remarked;
  for (const auto& event : reading.events)
    if (made.size() < shown_most) made.push_back(alert_value(event, *source, *catalogue, request.received));
  if (const auto& none = reading.unreadable) {
    const bool by_mapping = none->fault == Fault::invalid;  // it is JSON, and nothing stands where the mapping says
    refused.push_back(remark_value(0, by_mapping ? "items" : "", none->first().text));
  }
  for (const auto& one : reading.rejects)
    if (refused.size() < shown_most) refused.push_back(remark_value(one.at, one.field, one.reason));
  for (const auto& one : remarks)
    if (remarked.size() < shown_most) remarked.push_back(remark_value(one.at, one.field, one.text));
  return http::json(bj::serialize(bj::object{
      {"count", reading.events.size()}, {"alerts", std::move(made)}, {"refused", std::move(refused)}, {"remarks", std::move(remarked)}}));
}

}  // namespace

std::vector<http::Route> mapping_routes(Alerts& alerts) {
  const std::string path = "/api/v1/alert_sources/{id}", tag = "Alerts";
  std::vector<http::Route> routes;
  const auto add = [&](http::Verb verb, const char* at, const char* summary, const char* permission, api::Shape shape, auto answer) {
    routes.push_back(api::route(verb, path + at, summary, permission, tag, std::move(shape), http::answering([&alerts, answer](Request& r) {
                                  auto response = answer(alerts, r);
                                  return response ? std::move(*response) : http::problem(response.error());
                                })));
  };
  // Who may make a key of a source may read whatever it sends, and nobody else may ask which services there are.
  add(http::Verb::get, "/received", "What came from a source lately that its mapping reads", "alert.key", {"", "alert_received_list"},
      received);
  routes.back().description =
      "Of a generic source, and CloudEvents of any: the five newest bodies that were taken, and the five newest of which something was "
      "refused, up to 16 KB each, since this node started.";
  add(http::Verb::post, "/try_mapping", "What a mapping would make of an example", "alert.key",
      {"alert_mapping_example", "alert_mapping_tried"}, tried);
  routes.back().description =
      "Nothing is taken in. Without `mapping` the source's own is tried. `field` is the member of the mapping that led to a refusal or a "
      "remark; what is wrong with the mapping itself is refused with its pointer.";
  return routes;
}

std::map<std::string, std::string> mapping_schemas() {
  const std::string remarks =
      R"({"type":"array","items":{"type":"object","required":["at","field","text"],"properties":{"at":{"type":"integer"},)"
      R"("field":{"type":["string","null"]},"text":{"type":"string"}}}})";
  const std::string texts = R"({"type":"object","additionalProperties":{"type":"string"}})", text_or_null = R"({"type":["string","null"]})",
                    time_or_null = R"({"type":["string","null"],"format":"date-time"})";
  return {{"alert_received_list",
           R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{"type":"object","required":["at",)"
           R"("content_type","body","refusal"],"properties":{"at":{"type":"string","format":"date-time"},"content_type":{"type":"string"},)"
           R"("body":{"type":"string"},"refusal":)" +
               text_or_null + "}}}}}"},
          {"alert_mapping_example",
           R"({"type":"object","additionalProperties":false,"required":["body"],"properties":{"body":{"type":"string","maxLength":)" +
               std::to_string(example_points_most) +
               R"(,"description":"What a sender would send."},"content_type":{"type":["string","null"],"description":"Of CloudEvents."},)"
               R"("mapping":{"type":["object","null"],"additionalProperties":true}}})"},
          {"alert_mapping_tried",
           R"({"type":"object","required":["count","alerts","refused","remarks"],"properties":{"count":{"type":"integer","description":)"
           R"("Alerts of the whole example; the first 20 are shown."},"alerts":{"type":"array","items":{"type":"object","required":["key",)"
           R"("title","state","severity","starts_at","ends_at","link","labels","annotations","service","service_why"],"properties":{)"
           R"("key":{"type":"string"},"title":{"type":"string"},"state":{"type":"string","enum":["firing","resolved"]},)"
           R"("severity":{"type":"string","enum":["critical","error","warning","info"]},"starts_at":)" +
               time_or_null + ",\"ends_at\":" + time_or_null + ",\"link\":" + text_or_null + ",\"labels\":" + texts +
               ",\"annotations\":" + texts + ",\"service\":" + text_or_null + R"(,"service_why":{"type":"string"}}}},"refused":)" +
               remarks + ",\"remarks\":" + remarks + "}}"}};
}

}  // namespace evenkeel::alerting
