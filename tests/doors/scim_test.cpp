// Every route of SCIM as every role, by session: nobody and whoever lacks the permission are refused in SCIM's own words and change
// nothing, and who has it gets through. A route that the table below does not know fails the test.
#include <gtest/gtest.h>

#include "doors/town.hpp"

namespace evenkeel::doors {
namespace {

using http::Verb;

constexpr std::string_view permission = "people.provision", scim_json = "application/scim+json";
constexpr std::string_view rename = R"({"Operations":[{"op":"replace","path":"displayName","value":"Renamed"}]})";

/// A user or a group of its own, since some are taken away.
std::string made(Town& town, const std::string& path) {
  const std::string word = town.word("kept");
  const bj::object body{{path == "Users" ? "userName" : "displayName", word}};
  return text(town.post(founder, "/scim/v2/" + path, body), "id");
}

/// The answer to whoever may, and the body that is sent; {id} is filled in.
struct Way {
  int status = 200;
  std::string body = {}, id = {};
};
std::optional<Way> way(Town& town, const std::string& name) {
  const std::string user = R"({"userName":")" + town.word("login") + "\"}", group = R"({"displayName":")" + town.word("group") + "\"}";
  if (name == "GET ServiceProviderConfig" || name == "GET ResourceTypes" || name == "GET Schemas") return Way{};
  if (name == "GET ResourceTypes/{id}") return Way{200, {}, "User"};
  if (name == "GET Schemas/{id}") return Way{200, {}, "urn:ietf:params:scim:schemas:core:2.0:Group"};
  if (name == "GET {rest...}") return Way{404};
  if (name == "GET Users" || name == "GET Groups") return Way{};
  if (name == "POST Users") return Way{201, user};
  if (name == "POST Groups") return Way{201, group};
  if (name == "GET Users/{id}") return Way{200, {}, made(town, "Users")};
  if (name == "GET Groups/{id}") return Way{200, {}, made(town, "Groups")};
  if (name == "PUT Users/{id}") return Way{200, user, made(town, "Users")};
  if (name == "PUT Groups/{id}") return Way{200, group, made(town, "Groups")};
  if (name == "PATCH Users/{id}") return Way{200, std::string(rename), made(town, "Users")};
  if (name == "PATCH Groups/{id}")
    return Way{204, R"({"Operations":[{"op":"replace","path":"externalId","value":"7"}]})", made(town, "Groups")};
  if (name == "DELETE Users/{id}") return Way{204, {}, made(town, "Users")};
  if (name == "DELETE Groups/{id}") return Way{204, {}, made(town, "Groups")};
  return std::nullopt;
}

class ScimDoors : public testing::TestWithParam<store::Engine> {
 protected:
  void SetUp() override {
    if (const auto reason = test::why_not(GetParam()); !reason.empty()) GTEST_SKIP() << reason;
    town_ = std::make_unique<Town>(GetParam());
  }
  Town& town() { return *town_; }

  void visit(const std::string& role, Verb verb, const std::string& rest, const Way& way) {
    std::string target = "/scim/v2/" + rest;
    if (const auto at = target.find("{id}"); at != std::string::npos) target.replace(at, 4, way.id);
    if (const auto at = target.find("{rest...}"); at != std::string::npos) target.replace(at, 9, "Me");
    SCOPED_TRACE(role + ": " + std::string(http::name_of(verb)) + " " + target + " " + way.body);
    const auto before = town().changes();
    const auto answer = town().send(role, verb, target, {way.body, std::string(scim_json), {}});
    const bool granted = role != nobody && people::may(town().principal(role), permission);
    EXPECT_EQ(answer.status, granted ? way.status : role == nobody ? 401 : 403) << answer.body;
    if (answer.status != 204) {
      EXPECT_EQ(answer.content_type, scim_json);
      EXPECT_TRUE(bj::parse(answer.body).as_object().contains("schemas")) << answer.body;
    }
    EXPECT_TRUE(granted || town().changes() == before) << "has changed something";
  }

 private:
  std::unique_ptr<Town> town_;
};

TEST_P(ScimDoors, every_route_answers_every_role_as_the_table_of_permissions_says) {
  auto roles = Town::roles();
  roles.push_back(nobody);
  int routes = 0;
  for (const http::Route& route : town().house().routes()) {
    if (!route.path.starts_with("/scim/")) continue;
    ++routes;
    EXPECT_EQ(route.permission, permission) << route.path;
    const std::string rest = route.path.substr(std::string_view("/scim/v2/").size());
    for (const std::string& role : roles) {
      const auto known = way(town(), std::string(http::name_of(route.verb)) + " " + rest);
      ASSERT_TRUE(known) << "the test must learn what " << rest << " asks for";
      visit(role, route.verb, rest, *known);
    }
  }
  EXPECT_EQ(routes, 18);
}

TEST_P(ScimDoors, a_token_has_its_own_scope) {
  const auto bearer = [&](const std::string& scope) {
    const auto answer = town().post("administrator", "/api/v1/tokens", {{"name", "idp"}, {"scopes", bj::array{bj::string(scope)}}});
    return std::pair<std::string, std::string>{"authorization", "Bearer " + text(answer, "token")};
  };
  const auto status = [&](const std::string& scope, const std::string& target) {
    return town().send(nobody, Verb::get, target, {{}, "application/json", {bearer(scope)}}).status;
  };
  EXPECT_EQ(status("people.provision", "/scim/v2/Users"), 200);
  EXPECT_EQ(status("people.provision", "/api/v1/people"), 403);
  EXPECT_EQ(status("people.edit", "/scim/v2/Users"), 403);
}

INSTANTIATE_TEST_SUITE_P(Engines, ScimDoors, testing::Values(store::Engine::sqlite, store::Engine::postgres), test::engine_name);

}  // namespace
}  // namespace evenkeel::doors
