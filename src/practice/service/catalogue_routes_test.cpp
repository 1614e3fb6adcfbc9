// The catalogue through its routes: who may what, the life of a record with versions, pages, filters, CSV and the answers for forms.
#include "practice/service/catalogue_routes.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <future>
#include <set>

#include "practice/people/absence_desk.hpp"
#include "practice/people/people_store.hpp"
#include "practice/people/person.hpp"
#include "support/catalogue_schema.hpp"
#include "support/test_register.hpp"

namespace evenkeel::service {
namespace {

namespace bj = boost::json;
using http::Verb;
using people::Principal;
using people::Role;

/// What a request carries beside its path.
struct Given {
  std::string body, content_type = "application/json", if_match, if_none_match;
};

class CatalogueRoutes : public test::OnBothDatabases {
 protected:
  void SetUp() override {
    OnBothDatabases::SetUp();
    if (IsSkipped()) return;
    reg_ = std::make_unique<test::TestRegister>(db(), people::people_schema() + people::person_skill_schema() + people::sign_in_schema() +
                                                          people::sign_on_schema() + people::absence_schema() + test::catalogue_schema());
    reg_->writer().before_batch([this](store::Connection& c) { catalogue_.refresh(c); });
    Referring referring(catalogue_types());
    referring.push_back(&record::type_of<people::Person>());
    for (auto& route : catalogue_routes({reg_->reg(), catalogue_, names_, referring})) router_.add(std::move(route));
    router_.set_guard([this](const http::Route& route, http::Request& request) -> std::optional<http::Response> {
      if (!people::may(*who_, route.permission)) return http::problem(api::denied(route.permission));
      api::set_principal(request, who_);
      return std::nullopt;
    });
    provide_names(names_, reg_->reg(), catalogue_);
    as({Role::administrator, Role::caller});
  }
  void as(std::vector<Role> roles, std::vector<Id> organisations = {}) {
    auto who = std::make_shared<Principal>();
    who->person = {5};
    who->roles = std::move(roles);
    who->organisations = std::move(organisations);
    who_ = who;
  }
  http::Response send(Verb verb, std::string target, Given given = {}) {
    http::Request request;
    request.verb = verb;
    auto question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string::npos) {
      auto pair = target.substr(question + 1);
      auto equals = pair.find('=');
      request.query.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
    }
    request.body = given.body;
    if (!given.body.empty()) request.headers.emplace_back("content-type", given.content_type);
    if (!given.if_match.empty()) request.headers.emplace_back("if-match", given.if_match);
    if (!given.if_none_match.empty()) request.headers.emplace_back("if-none-match", given.if_none_match);
    request.received = reg_->world.now();
    std::promise<http::Response> answer;
    auto future = answer.get_future();
    router_.handler()(std::move(request), [&](http::Answer a) { answer.set_value(std::move(a.response)); });
    while (future.wait_for(std::chrono::seconds(0)) != std::future_status::ready && reg_->writer().step() > 0) {}
    return future.get();
  }
  static std::string text(const http::Response& r) { return r.shared_body ? *r.shared_body : r.body; }
  static bj::value body(const http::Response& r) { return bj::parse(text(r)); }
  static std::string header(const http::Response& r, std::string_view name) {
    for (const auto& [n, v] : r.headers)
      if (n == name) return v;
    return {};
  }
  std::string make(const std::string& path, const std::string& json) {
    auto r = send(Verb::post, "/api/v1/" + path, {.body = json});
    EXPECT_EQ(r.status, 201) << text(r);
    return std::string(body(r).at("id").as_string());
  }

  std::unique_ptr<test::TestRegister> reg_;
  Catalogue catalogue_;
  api::Names names_;
  http::Router router_;
  std::shared_ptr<const Principal> who_;
};

TEST_P(CatalogueRoutes, a_record_lives) {
  auto made = send(Verb::post, "/api/v1/teams", {.body = R"({"name":"Network","line":2})"});
  ASSERT_EQ(made.status, 201) << text(made);
  EXPECT_EQ(header(made, "ETag"), "\"1\"");
  const std::string at = "/api/v1/teams/" + std::string(body(made).at("id").as_string());
  EXPECT_EQ(send(Verb::patch, at, {.body = R"({"line":3})"}).status, 422) << "without If-Match";
  auto changed = send(Verb::patch, at, {.body = R"({"line":3})", .if_match = "\"1\""});
  ASSERT_EQ(changed.status, 200) << text(changed);
  EXPECT_EQ(header(changed, "ETag"), "\"2\"");
  auto late = send(Verb::patch, at, {.body = R"({"line":1})", .if_match = "\"1\""});
  EXPECT_EQ(late.status, 412);
  EXPECT_EQ(body(late).at("current").at("line").as_int64(), 3);
  EXPECT_EQ(body(late).at("changes").at(0).at("field").as_string(), "line");
  EXPECT_EQ(send(Verb::patch, at, {.body = R"({"line":1})", .if_match = "*"}).status, 200);
  EXPECT_EQ(body(send(Verb::get, at)).at("line").as_int64(), 1);
  EXPECT_EQ(send(Verb::del, at).status, 204);
  EXPECT_EQ(send(Verb::get, at).status, 404);
  EXPECT_EQ(send(Verb::del, at).status, 404);
  EXPECT_EQ(send(Verb::get, "/api/v1/teams/abc").status, 404);
}

TEST_P(CatalogueRoutes, what_is_in_use_is_deactivated) {
  const std::string team = make("teams", R"({"name":"Network"})");
  make("services", R"({"name":"WAN","team":")" + team + "\"}");
  auto gone = send(Verb::del, "/api/v1/teams/" + team);
  ASSERT_EQ(gone.status, 200);
  EXPECT_FALSE(body(gone).at("active").as_bool());
  EXPECT_EQ(header(gone, "ETag"), "\"2\"");
}

TEST_P(CatalogueRoutes, all_problems_come_at_once) {
  auto wrong = send(Verb::post, "/api/v1/services", {.body = R"({"criticality":"huge","users":-1,"colour":1})"});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_GE(body(wrong).at("errors").as_array().size(), 3u) << text(wrong);
  EXPECT_EQ(send(Verb::post, "/api/v1/services", {.body = "{"}).status, 400);
  EXPECT_EQ(send(Verb::post, "/api/v1/services", {.body = R"({"id":"7","name":"Mail"})"}).status, 422) << "ids are ours";
}

TEST_P(CatalogueRoutes, pages_follow_each_other_with_names) {
  const std::string team = make("teams", R"({"name":"Network"})");
  for (const char* name : {"b", "a", "d", "c", "e"}) make("services", std::string(R"({"name":")") + name + R"(","team":")" + team + "\"}");
  std::string seen, next;
  do {
    auto page = send(Verb::get, "/api/v1/services?" + (next.empty() ? std::string("limit=200") : "cursor=" + next));
    ASSERT_EQ(page.status, 200) << text(page);
    auto json = body(page);
    for (const auto& item : json.at("items").as_array()) seen += item.at("name").as_string();
    EXPECT_EQ(json.at("names").at(team).as_string(), "Network");
    next = json.at("next").is_null() ? "" : std::string(json.at("next").as_string());
  } while (!next.empty());
  EXPECT_EQ(seen, "abcde");
  auto two = body(send(Verb::get, "/api/v1/services?limit=2"));
  EXPECT_EQ(two.at("items").as_array().size(), 2u);
  EXPECT_TRUE(two.at("next").is_string());
  EXPECT_EQ(body(send(Verb::get, "/api/v1/services?order=-name")).at("items").at(0).at("name").as_string(), "e");
  EXPECT_EQ(send(Verb::get, "/api/v1/services?order=users").status, 400);
}

TEST_P(CatalogueRoutes, lists_are_filtered_and_searched) {
  const std::string team = make("teams", R"({"name":"Network"})");
  make("services", R"({"name":"WAN Berlin","team":")" + team + "\"}");
  make("services", R"({"name":"Mail","criticality":"vital"})");
  auto found = [&](const char* query) {
    std::string out;
    auto page = send(Verb::get, std::string("/api/v1/services?") + query);
    EXPECT_EQ(page.status, 200) << text(page);
    auto json = body(page);
    for (const auto& item : json.at("items").as_array()) out += std::string(item.at("name").as_string()) + ";";
    return out;
  };
  EXPECT_EQ(found("filter=criticality = vital"), "Mail;");
  EXPECT_EQ(found("filter=team.name = \"Network\""), "WAN Berlin;");
  EXPECT_EQ(found("q=berlin"), "WAN Berlin;");
  EXPECT_EQ(found("q=wan"), "WAN Berlin;");
  EXPECT_EQ(found("q=\" or true"), "");
  auto wrong = send(Verb::get, "/api/v1/services?filter=colour = 1");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_EQ(body(wrong).at("errors").at(0).at("pointer").as_string(), "/filter");
}

TEST_P(CatalogueRoutes, csv_goes_in_and_out) {
  auto in = send(Verb::post, "/api/v1/teams.csv", {.body = "name,line\nNetwork,2\nBroken,9\n", .content_type = "text/csv"});
  ASSERT_EQ(in.status, 200) << text(in);
  EXPECT_EQ(body(in).at("created").as_int64(), 1);
  EXPECT_EQ(body(in).at("refused").at(0).at("line").as_int64(), 3);
  auto out = send(Verb::get, "/api/v1/teams.csv");
  EXPECT_EQ(out.content_type, "text/csv; charset=utf-8");
  EXPECT_NE(text(out).find("Network"), std::string::npos);
  auto again = send(Verb::post, "/api/v1/teams.csv?dry_run=true", {.body = text(out), .content_type = "text/csv"});
  EXPECT_EQ(body(again).at("unchanged").as_int64(), 1);
  EXPECT_EQ(send(Verb::post, "/api/v1/teams.csv", {.body = "colour\nred\n", .content_type = "text/csv"}).status, 422);
  std::string many = "name\n";
  for (int i = 0; i < 250; ++i) many += "t" + std::to_string(i) + "\n";
  EXPECT_EQ(body(send(Verb::post, "/api/v1/tags.csv", {.body = many, .content_type = "text/csv"})).at("created").as_int64(), 250);
}

TEST_P(CatalogueRoutes, only_administrators_change_only_staff_read_everybody_picks) {
  as({Role::analyst, Role::caller});
  EXPECT_EQ(send(Verb::post, "/api/v1/teams", {.body = R"({"name":"A"})"}).status, 403);
  EXPECT_EQ(send(Verb::post, "/api/v1/teams.csv", {.body = "name\nA\n", .content_type = "text/csv"}).status, 403);
  EXPECT_EQ(send(Verb::get, "/api/v1/teams").status, 200);
  as({Role::caller});
  EXPECT_EQ(send(Verb::get, "/api/v1/teams").status, 403);
  EXPECT_EQ(send(Verb::get, "/api/v1/teams.csv").status, 403);
  EXPECT_EQ(send(Verb::get, "/api/v1/catalogue").status, 200);
}

TEST_P(CatalogueRoutes, forms_get_what_they_offer) {
  ASSERT_TRUE(reg_->writer().run(store::Lane::people, {"test", {}}, [](store::Tx& tx) -> Result<store::Outcome> {
    seed_catalogue(tx);
    return store::Outcome{};
  }));
  make("custom_fields", R"({"name":"asset","label":"Asset"})");
  make("custom_fields", R"({"name":"room","label":"Room","caller_visible":true})");
  auto all = send(Verb::get, "/api/v1/catalogue");
  auto json = body(all);
  EXPECT_EQ(json.at("teams").at(0).at("name").as_string(), "Service desk");
  EXPECT_EQ(json.at("resolution_codes").as_array().size(), 8u);
  EXPECT_EQ(json.at("matrix").at("cells").at(1).at(2).as_int64(), 4);
  EXPECT_EQ(json.at("custom_fields").as_array().size(), 2u);
  EXPECT_EQ(send(Verb::get, "/api/v1/catalogue", {.if_none_match = header(all, "ETag")}).status, 304);
  const std::string tag = make("tags", R"({"name":"vip"})");
  auto fresh = send(Verb::get, "/api/v1/catalogue", {.if_none_match = header(all, "ETag")});
  ASSERT_EQ(fresh.status, 200);
  EXPECT_EQ(body(fresh).at("tags").at(0).at("id").as_string(), tag) << "what was just made is there";
  as({Role::caller});
  auto portal = body(send(Verb::get, "/api/v1/catalogue"));
  EXPECT_EQ(portal.at("custom_fields").as_array().size(), 1u);
  EXPECT_FALSE(portal.as_object().contains("teams"));
}

TEST_P(CatalogueRoutes, forms_offer_callers_the_places_of_their_own_organisation_and_of_nobody) {
  const auto organisation = [&](const std::string& name, const std::string& above = "") {
    return make("organisations", R"({"name":")" + name + "\"" + (above.empty() ? "" : R"(,"parent":")" + above + "\"") + "}");
  };
  const std::string group = organisation("Group"), a = organisation("A", group), north = organisation("A North", a), b = organisation("B");
  for (const auto& [name, of] : {std::pair("Hall", a), std::pair("Yard", b)})
    make("locations", R"({"name":")" + std::string(name) + R"(","organisation":")" + of + "\"}");
  make("locations", R"({"name":"Ring"})");
  const auto offered = [&](const char* list) {
    std::set<std::string> names;
    const auto lists = body(send(Verb::get, "/api/v1/catalogue"));
    for (const auto& one : lists.at(list).as_array()) names.emplace(one.at("name").as_string());
    return names;
  };
  using Names = std::set<std::string>;
  as({Role::caller}, {*parse_id(a)});
  EXPECT_EQ(offered("organisations"), (Names{"Group", "A", "A North"}));
  EXPECT_EQ(offered("locations"), (Names{"Hall", "Ring"}));
  as({Role::caller});
  EXPECT_EQ(offered("organisations"), Names{});
  EXPECT_EQ(offered("locations"), Names{"Ring"});
  as({Role::supplier}, {*parse_id(b)});
  EXPECT_EQ(offered("organisations"), Names{"B"});
  EXPECT_EQ(offered("locations"), (Names{"Yard", "Ring"}));
  as({Role::caller, Role::analyst}, {*parse_id(b)});
  EXPECT_EQ(offered("organisations"), (Names{"Group", "A", "A North", "B"}));
  EXPECT_EQ(offered("locations"), (Names{"Hall", "Yard", "Ring"}));
}

TEST_P(CatalogueRoutes, kinds_describe_themselves) {
  auto kinds = body(send(Verb::get, "/api/v1/kinds"));
  ASSERT_EQ(kinds.as_array().size(), 31u);
  const auto& organisation = kinds.at(0);
  EXPECT_EQ(organisation.at("kind").as_string(), "organisation");
  EXPECT_EQ(organisation.at("fields").at(3).at("name").as_string(), "name");
  EXPECT_TRUE(organisation.at("fields").at(3).at("required").as_bool());
  // What always has a value is required, too: a form neither calls it optional nor lets it be emptied.
  for (const auto& kind : kinds.as_array())
    for (const auto& field : kind.at("fields").as_array()) {
      const bool always = field.at("type") == "enumeration" && field.at("name") == "kind";
      EXPECT_TRUE(!always || field.at("required").as_bool()) << kind.at("kind");
    }
  EXPECT_EQ(text(send(Verb::get, "/api/v1/kinds")).find("password_hash"), std::string::npos);
}

TEST_P(CatalogueRoutes, every_schema_a_route_names_exists_and_is_json) {
  auto schemas = catalogue_schemas();
  for (const auto& [name, schema] : schemas) EXPECT_NO_THROW((void)bj::parse(schema)) << name;
  for (const auto& route : router_.routes())
    for (const std::string& name : {route.request_schema, route.response_schema})
      EXPECT_TRUE(name.empty() || schemas.contains(name)) << route.path << " " << name;
}

ON_BOTH_DATABASES(CatalogueRoutes);

}  // namespace
}  // namespace evenkeel::service
