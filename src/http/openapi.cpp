// See openapi.hpp. Written as text, in the order of the paths, so that the document can be compared byte by byte.
#include "http/openapi.hpp"

#include <map>
#include <set>

#include "base/text.hpp"
#include "record/json.hpp"

namespace evenkeel::http {
namespace {

constexpr std::string_view problem_schema =
    R"({"type":"object","description":"RFC 9457. Programs look at code.",)"
    R"("required":["type","title","status","code","detail","errors"],)"
    R"("properties":{"type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},"code":{"type":"string"},)"
    R"("detail":{"type":"string"},"errors":{"type":"array","items":{"type":"object","required":["code","detail","pointer"],)"
    R"("properties":{"code":{"type":"string"},"detail":{"type":"string"},)"
    R"("pointer":{"type":"string","description":"JSON pointer into the body, or empty"}}}},)"
    R"("changes":{"type":"array","description":"With 412: what was changed since.","items":{"type":"object",)"
    R"("required":["field","before","after","by","at"],"properties":{"field":{"type":"string"},"before":{},"after":{},)"
    R"("by":{"type":"string"},"at":{"type":"string","format":"date-time"}}}},)"
    R"("current":{"type":"object","description":"With 412: the record as it is now.","additionalProperties":true}}})";
constexpr const char* text_schema = R"({"type":"string"})";

std::string quoted(std::string_view text) {
  std::string out;
  record::append_json_string(out, text);
  return out;
}

std::string reference(std::string_view schema) { return R"({"$ref":)" + quoted("#/components/schemas/" + std::string(schema)) + '}'; }

std::vector<std::string> captures_of(std::string_view path) {
  std::vector<std::string> out;
  for (std::string_view segment : split(path.substr(1), '/')) {
    if (segment.size() < 3 || segment.front() != '{') continue;
    segment = segment.substr(1, segment.size() - 2);
    if (segment.ends_with("...")) segment.remove_suffix(3);
    out.emplace_back(segment);
  }
  return out;
}

/// get_incidents_by_id_journal for GET /api/v1/incidents/{id}/journal.
std::string operation_id(const Route& route) {
  std::string_view path = route.path;
  if (path.starts_with("/api/v1/")) path.remove_prefix(7);
  std::string out = lower_ascii(name_of(route.verb));
  for (std::string_view segment : split(path.substr(1), '/')) {
    if (segment.empty()) continue;
    out += segment.front() == '{' ? "_by_" : "_";
    for (const char c : segment) {
      const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (fits) out += c;
      if (!fits && c != '{' && c != '}' && out.back() != '_') out += '_';
    }
  }
  return out;
}

void append_parameter(std::string& out, const char* where, const Parameter& parameter) {
  if (out.back() != '[') out += ',';
  out += R"({"name":)" + quoted(parameter.name) + R"(,"in":")" + where + '"';
  if (!parameter.description.empty()) out += R"(,"description":)" + quoted(parameter.description);
  out += parameter.presence == Presence::required ? R"(,"required":true)" : R"(,"required":false)";
  out += R"(,"schema":)" + parameter.schema + '}';
}

std::string parameters_of(const Route& route) {
  std::string out = "[";
  for (const std::string& name : captures_of(route.path)) append_parameter(out, "path", {name, "", text_schema, Presence::required});
  for (const Parameter& parameter : route.query) append_parameter(out, "query", parameter);
  if (route.if_match != IfMatch::ignored) {
    const auto presence = route.if_match == IfMatch::required ? Presence::required : Presence::optional;
    append_parameter(out, "header", {"If-Match", "The ETag that was read; 412 when somebody was faster.", text_schema, presence});
  }
  if (route.idempotency_key == IdempotencyKey::accepted) {
    append_parameter(out, "header",
                     {"Idempotency-Key", "The same key with the same body is done once and answered alike for 24 hours.",
                      R"({"type":"string","minLength":1,"maxLength":200})", Presence::optional});
  }
  return out + ']';
}

bool takes_body(const Route& route) { return !route.request_schema.empty() || route.request_type != "application/json"; }

std::set<int> refusals_of(const Route& route) {
  std::set<int> out = {400, 429, 500, 503};
  if (!route.permission.empty()) out.insert({401, 403});
  if (!captures_of(route.path).empty()) out.insert(404);
  if (route.verb != Verb::get && route.verb != Verb::head) out.insert({409, 422});
  if (!route.query.empty()) out.insert(422);
  if (takes_body(route)) out.insert({413, 415});
  if (route.if_match != IfMatch::ignored) out.insert(412);
  if (route.if_match == IfMatch::required) out.insert(428);
  for (const int status : route.also)
    if (status >= 400) out.insert(status);
  return out;
}

std::string responses_of(const Route& route) {
  std::string out = "{\"" + std::to_string(route.success) + R"(":{"description":)" + quoted(phrase_of(route.success));
  if (route.if_match != IfMatch::ignored) out += R"(,"headers":{"ETag":{"schema":{"type":"string"}}})";
  const bool other_type = route.response_type != "application/json";
  if (!route.response_schema.empty() || (other_type && route.success != 204)) {
    const std::string schema = route.response_schema.empty() ? text_schema : reference(route.response_schema);
    out += R"(,"content":{)" + quoted(route.response_type) + R"(:{"schema":)" + schema + "}}";
  }
  out += '}';
  for (const int status : route.also)
    if (status < 400) out += ",\"" + std::to_string(status) + R"(":{"description":)" + quoted(phrase_of(status)) + '}';
  for (const int status : refusals_of(route)) {
    out += ",\"" + std::to_string(status) + R"(":{"description":)" + quoted(phrase_of(status)) +
           R"(,"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}})";
  }
  return out + '}';
}

std::string operation_of(const Route& route, std::set<std::string>& ids) {
  std::string id = operation_id(route);
  for (int n = 2; !ids.insert(id).second; ++n) id = operation_id(route) + '_' + std::to_string(n);
  std::string out = R"({"operationId":)" + quoted(id);
  out += R"(,"tags":[)" + quoted(route.tag) + R"(],"summary":)" + quoted(route.summary);
  if (!route.description.empty()) out += R"(,"description":)" + quoted(route.description);
  if (route.permission.empty()) {
    out += R"(,"security":[])";
  } else {
    out += R"(,"security":[{"session":[]},{"bearer":[]}],"x-permission":)" + quoted(route.permission);
  }
  const std::string parameters = parameters_of(route);
  if (parameters != "[]") out += R"(,"parameters":)" + parameters;
  if (takes_body(route)) {
    const std::string schema = route.request_schema.empty() ? R"({"type":"string","format":"binary"})" : reference(route.request_schema);
    out += R"(,"requestBody":{"required":true,"content":{)" + quoted(route.request_type) + R"(:{"schema":)" + schema + "}}}";
  }
  return out + R"(,"responses":)" + responses_of(route) + '}';
}

std::string components_of(const OpenApiInfo& info) {
  std::map<std::string, std::string> schemas = info.schemas;
  schemas.emplace("Problem", problem_schema);
  std::string out = R"({"schemas":{)";
  for (const auto& [name, schema] : schemas) {
    if (out.back() != '{') out += ',';
    out += quoted(name) + ':' + schema;
  }
  out += R"(},"securitySchemes":{"session":{"type":"apiKey","in":"cookie","name":)" + quoted(info.session_cookie) +
         R"(,"description":"The console's session. A request that changes something also carries X-CSRF-Token, the value of )"
         R"(the cookie evenkeel_csrf."},)"
         R"("bearer":{"type":"http","scheme":"bearer"}}})";
  return out;
}

}  // namespace

std::string openapi(const std::deque<Route>& routes, const OpenApiInfo& info) {
  std::map<std::string, std::map<Verb, const Route*>> paths;
  std::set<std::string> tags;
  for (const Route& route : routes) {
    if (route.tag.empty()) continue;
    std::string path = route.path;
    if (const auto dots = path.find("...}"); dots != std::string::npos) path.erase(dots, 3);
    paths[path][route.verb] = &route;
    tags.insert(route.tag);
  }
  std::string out = R"({"openapi":"3.1.0","info":{"title":)" + quoted(info.title) + R"(,"version":)" + quoted(info.version);
  out += R"(},"tags":[)";
  for (const std::string& tag : tags) {
    if (out.back() != '[') out += ',';
    out += R"({"name":)" + quoted(tag) + '}';
  }
  out += R"(],"paths":{)";
  std::set<std::string> ids;
  for (const auto& [path, verbs] : paths) {
    if (out.back() != '{') out += ',';
    out += quoted(path) + ":{";
    for (const auto& [verb, route] : verbs) {
      if (out.back() != '{') out += ',';
      out += quoted(lower_ascii(name_of(verb))) + ':' + operation_of(*route, ids);
    }
    out += '}';
  }
  return out + R"(},"components":)" + components_of(info) + '}';
}

}  // namespace evenkeel::http
