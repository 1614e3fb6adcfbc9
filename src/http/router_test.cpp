// Dispatch, the guard, the document and the figures, all from the same rows.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "base/sim_world.hpp"
#include "http/metrics.hpp"
#include "http/openapi.hpp"

namespace evenkeel::http {
namespace {

Route row(Verb verb, std::string path, std::string permission = {}) {
  Route route;
  route.verb = verb;
  route.path = path;
  route.summary = "Does it";
  route.permission = std::move(permission);
  route.tag = "things";
  route.handle = answering([path](Request& request) {
    std::string out = path;
    for (const auto& [name, value] : request.captures) out.append(" ").append(name).append("=").append(value);
    return json(out);
  });
  return route;
}

Response ask(const Router& router, Verb verb, std::string path) {
  Request request;
  request.verb = verb;
  request.path = std::move(path);
  Response out;
  router.handler()(std::move(request), [&out](Answer answer) { out = std::move(answer.response); });
  return out;
}

std::string header(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return "";
}

Router sample() {
  Router router;
  router.add(row(Verb::get, "/"));
  router.add(row(Verb::get, "/api/v1/incidents"));
  router.add(row(Verb::post, "/api/v1/incidents"));
  router.add(row(Verb::get, "/api/v1/incidents/{id}"));
  router.add(row(Verb::patch, "/api/v1/incidents/{number}"));
  router.add(row(Verb::get, "/api/v1/incidents/export"));
  router.add(row(Verb::get, "/api/v1/incidents/{id}/journal/{entry}"));
  router.add(row(Verb::get, "/api/v1/incidents/export/columns"));
  router.add(row(Verb::get, "/files/{rest...}"));
  return router;
}

TEST(Router, FindsTheRow) {
  const Router router = sample();
  EXPECT_EQ(ask(router, Verb::get, "/").body, "/");
  EXPECT_EQ(ask(router, Verb::get, "/api/v1/incidents").body, "/api/v1/incidents");
  EXPECT_EQ(ask(router, Verb::get, "/api/v1/incidents/42").body, "/api/v1/incidents/{id} id=42");
  EXPECT_EQ(ask(router, Verb::patch, "/api/v1/incidents/42").body, "/api/v1/incidents/{number} number=42");
  EXPECT_EQ(ask(router, Verb::get, "/api/v1/incidents/export").body, "/api/v1/incidents/export");
  EXPECT_EQ(ask(router, Verb::get, "/api/v1/incidents/export/journal/7").body, "/api/v1/incidents/{id}/journal/{entry} id=export entry=7");
  EXPECT_EQ(ask(router, Verb::get, "/files/a/b/c").body, "/files/{rest...} rest=a/b/c");
}

TEST(Router, SaysWhatIsMissing) {
  const Router router = sample();
  for (const char* path :
       {"/x", "/api", "/api/v1/incidents/", "/api/v1/incidents/1/journal", "/files", "/api/v1/incidents/1/journal/2/3"}) {
    EXPECT_EQ(ask(router, Verb::get, path).status, 404) << path;
  }
  const Response refused = ask(router, Verb::del, "/api/v1/incidents");
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(header(refused, "Allow"), "GET, HEAD, POST, OPTIONS");
  const Response options = ask(router, Verb::options, "/api/v1/incidents/7");
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(header(options, "Allow"), "GET, HEAD, PATCH, OPTIONS");
  EXPECT_EQ(ask(router, Verb::head, "/api/v1/incidents").status, 200);
}

TEST(Router, RefusesBadRows) {
  Router router = sample();
  EXPECT_THROW(router.add(row(Verb::get, "/api/v1/incidents/{other}")), std::logic_error);
  EXPECT_THROW(router.add(row(Verb::get, "relative")), std::logic_error);
  EXPECT_THROW(router.add(row(Verb::get, "/a/x{id}")), std::logic_error);
  EXPECT_THROW(router.add(row(Verb::get, "/a/{rest...}/b")), std::logic_error);
  Route empty;
  empty.path = "/a";
  EXPECT_THROW(router.add(empty), std::logic_error);
}

TEST(Router, TheGuardStandsBeforeTheHandler) {
  Router router;
  router.add(row(Verb::get, "/open"));
  Route secret = row(Verb::get, "/secret/{id}", "incident.read");
  secret.handle = answering([](Request& request) { return json(std::any_cast<std::string>(request.principal)); });
  router.add(std::move(secret));
  router.set_guard([](const Route& route, Request& request) -> std::optional<Response> {
    if (route.permission.empty()) return std::nullopt;
    if (request.capture("id") == "1") return refusal(403, "auth.forbidden", "no");
    request.principal = "somebody with " + route.permission;
    return std::nullopt;
  });
  EXPECT_EQ(ask(router, Verb::get, "/open").status, 200);
  EXPECT_EQ(ask(router, Verb::get, "/secret/1").status, 403);
  EXPECT_EQ(ask(router, Verb::get, "/secret/2").body, "somebody with incident.read");
  EXPECT_EQ(ask(router, Verb::head, "/secret/1").status, 403);
}

TEST(Router, TheFallbackTakesTheRest) {
  Router router = sample();
  router.set_fallback(answering([](Request&) { return json("page"); }));
  EXPECT_EQ(ask(router, Verb::get, "/nowhere").body, "page");
  EXPECT_EQ(ask(router, Verb::del, "/").status, 405);
}

TEST(Router, KnowsBodyLimits) {
  Router router;
  Route upload = row(Verb::post, "/files");
  upload.body_most = 5'000;
  router.add(std::move(upload));
  EXPECT_EQ(router.body_limit(Verb::post, "/files", 10), 5'000u);
  EXPECT_EQ(router.body_limit(Verb::get, "/files", 10), 10u);
  EXPECT_EQ(router.body_limit(Verb::post, "/other", 10), 10u);
}

TEST(Router, TheObserverHearsOfEveryAnswer) {
  SimWorld world(Time{1});
  Metrics metrics;
  Router router = sample();
  router.set_observer(observe_routes(metrics, world, router));
  ask(router, Verb::get, "/api/v1/incidents/1");
  ask(router, Verb::get, "/api/v1/incidents/2");
  ask(router, Verb::del, "/api/v1/incidents/2");
  const std::string text = metrics.expose();
  EXPECT_NE(text.find(R"(http_requests_total{route="/api/v1/incidents/{id}",verb="GET",status="2xx"} 2)"), std::string::npos) << text;
  EXPECT_NE(text.find(R"x(http_requests_total{route="(none)",verb="(any)",status="4xx"} 1)x"), std::string::npos);
  EXPECT_NE(text.find(R"(http_request_seconds_count{route="/api/v1/incidents/{id}",verb="GET"} 2)"), std::string::npos);
}

/// Brute force: the rows that fit, and of these the one that is literal where they first differ.
std::string expected_row(const std::vector<std::vector<std::string>>& rows, const std::vector<std::string>& path) {
  const std::vector<std::string>* best = nullptr;
  for (const auto& candidate : rows) {
    bool fits = candidate.size() == path.size();
    for (std::size_t i = 0; fits && i < path.size(); ++i) fits = candidate[i] == "{x}" || candidate[i] == path[i];
    if (!fits) continue;
    bool better = best == nullptr;
    for (std::size_t i = 0; best != nullptr && i < path.size(); ++i) {
      if (candidate[i] == (*best)[i]) continue;
      better = candidate[i] != "{x}";
      break;
    }
    if (better) best = &candidate;
  }
  std::string out;
  if (best == nullptr) return out;
  for (const auto& segment : *best) out += '/' + segment;
  return out;
}

RC_GTEST_PROP(RouterProperty, AgreesWithBruteForce, ()) {
  const auto segment = rc::gen::element<std::string>("a", "b", "c", "{x}");
  const auto rows = *rc::gen::unique<std::vector<std::vector<std::string>>>(
      rc::gen::resize(4, rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(segment))));
  Router router;
  for (const auto& parts : rows) {
    std::string path;
    for (const auto& part : parts) path += '/' + part;
    router.add(row(Verb::get, path));
  }
  const auto wanted = *rc::gen::resize(
      4, rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>("a", "b", "c", "d"))));
  std::string path;
  for (const auto& part : wanted) path += '/' + part;
  const auto found = router.match(Verb::get, path);
  RC_ASSERT((found.route == nullptr ? std::string() : found.route->path) == expected_row(rows, wanted));
}

TEST(OpenApi, ListsEveryOperation) {
  std::deque<Route> routes;
  Route route = row(Verb::patch, "/api/v1/incidents/{id}", "incident.write");
  route.request_schema = "IncidentPatch";
  route.response_schema = "Incident";
  route.if_match = IfMatch::required;
  route.idempotency_key = IdempotencyKey::accepted;
  routes.push_back(route);
  Route list = row(Verb::get, "/api/v1/incidents");
  list.query = {{"limit", "How many \"rows\".", R"({"type":"integer"})", Presence::optional}};
  list.response_type = "text/csv";
  routes.push_back(list);
  Route hidden = row(Verb::get, "/hidden");
  hidden.tag.clear();
  routes.push_back(hidden);
  OpenApiInfo info;
  info.title = "Evenkeel";
  info.version = "1.0";
  info.schemas = {{"Incident", R"({"type":"object"})"}, {"IncidentPatch", R"({"type":"object"})"}};
  const std::string text = openapi(routes, info);
  EXPECT_EQ(text, openapi(routes, info));
  const auto document = boost::json::parse(text).as_object();
  EXPECT_EQ(document.at("openapi"), "3.1.0");
  const auto& paths = document.at("paths").as_object();
  EXPECT_EQ(paths.size(), 2u);
  const auto& patch = paths.at("/api/v1/incidents/{id}").at("patch").as_object();
  EXPECT_EQ(patch.at("operationId"), "patch_incidents_by_id");
  EXPECT_EQ(patch.at("x-permission"), "incident.write");
  EXPECT_EQ(patch.at("security").as_array().size(), 2u);
  EXPECT_EQ(patch.at("requestBody").at("content").at("application/json").at("schema").at("$ref"), "#/components/schemas/IncidentPatch");
  std::vector<std::string> names;
  for (const auto& parameter : patch.at("parameters").as_array()) names.emplace_back(parameter.at("name").as_string());
  EXPECT_EQ(names, (std::vector<std::string>{"id", "If-Match", "Idempotency-Key"}));
  for (const char* status : {"200", "400", "401", "403", "404", "409", "412", "413", "422", "428", "429", "500", "503"}) {
    EXPECT_TRUE(patch.at("responses").as_object().contains(status)) << status;
  }
  const auto& get = paths.at("/api/v1/incidents").at("get").as_object();
  EXPECT_EQ(get.at("security").as_array().size(), 0u);
  EXPECT_TRUE(get.at("responses").at("200").at("content").as_object().contains("text/csv"));
  EXPECT_FALSE(get.contains("requestBody"));
  EXPECT_TRUE(document.at("components").at("schemas").as_object().contains("Problem"));
}

TEST(OpenApi, ThePageIsServed) {
  Router router;
  for (Route& route : docs_routes()) router.add(std::move(route));
  const Response page = ask(router, Verb::get, "/api/docs");
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(page.body.find("/api/docs/docs.js"), std::string::npos);
  EXPECT_EQ(page.body.find("<script>"), std::string::npos);
  EXPECT_EQ(ask(router, Verb::get, "/api/docs/docs.js").content_type, "text/javascript; charset=utf-8");
  EXPECT_EQ(ask(router, Verb::get, "/api/docs/docs.css").content_type, "text/css; charset=utf-8");
  EXPECT_EQ(ask(router, Verb::get, "/api/docs/nothing.js").status, 404);
  EXPECT_NE(header(page, "Content-Security-Policy").find("script-src 'self'"), std::string::npos);
}

}  // namespace
}  // namespace evenkeel::http
