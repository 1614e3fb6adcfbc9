// SCIM as provisioning clients speak it: people come, change and go, groups give roles and take them, and what is wrong is said in
// SCIM's own words and changes nothing.
#include "connect/scim/scim.hpp"

#include <gtest/gtest.h>

#include "connect/scim/patch.hpp"
#include "practice/people/outside_group.hpp"
#include "store/audit.hpp"
#include "support/people_server.hpp"

namespace evenkeel::scim {
namespace {

namespace bj = boost::json;
using http::Verb;

class Scim : public test::OnBothDatabases {
 protected:
  void SetUp() override {
    OnBothDatabases::SetUp();
    if (IsSkipped()) return;
    server_ = std::make_unique<people::TestPeople>(db(), std::vector<people::Role>{}, [](people::PeopleOptions& options) {
      options.group_grants = {{"network", {"technician"}, {}}, {"desk", {"analyst"}, {}}};
    });
    server_->add(scim_routes(server_->people()));
    admin_ = server_->add("Administrator", {"administrator"}, "admin").id;
    token_ = server_->token(admin_, {"people.provision"});
  }
  people::TestPeople& server() { return *server_; }
  http::Response send(Verb verb, const std::string& path, const std::string& body = {},
                      std::vector<std::pair<std::string, std::string>> headers = {}) {
    headers.emplace_back("content-type", "application/scim+json");
    headers.emplace_back("host", "help.example.org");
    return in_own_words(server().send_as(token_, verb, "/scim/v2/" + path, body, std::move(headers)));
  }
  bj::object sent(int status, Verb verb, const std::string& path, const std::string& body = {}) {
    const auto answer = send(verb, path, body);
    EXPECT_EQ(answer.status, status) << path << ' ' << body << ' ' << answer.body;
    EXPECT_EQ(answer.content_type, status == 204 ? "application/json" : "application/scim+json");
    return answer.body.empty() ? bj::object{} : bj::parse(answer.body).as_object();
  }
  /// The scimType of a refusal, with its status.
  std::string refused(Verb verb, const std::string& path, const std::string& body = {}) {
    const auto before = changes();
    const auto answer = send(verb, path, body);
    EXPECT_EQ(changes(), before) << body;
    if (answer.status < 400) return "done: " + answer.body;
    const auto error = bj::parse(answer.body).as_object();
    EXPECT_EQ(error.at("schemas").as_array().at(0).as_string(), "urn:ietf:params:scim:api:messages:2.0:Error");
    EXPECT_EQ(error.at("status").as_string(), std::to_string(answer.status));
    EXPECT_FALSE(error.at("detail").as_string().empty());
    const auto* type = error.if_contains("scimType");
    return std::to_string(answer.status) + (type ? ' ' + std::string(type->as_string().c_str()) : "");
  }
  std::string make(const std::string& login, const std::string& more = {}) {
    const auto user =
        sent(201, Verb::post, "Users", R"({"userName":")" + login + R"(","displayName":"Analyst )" + login + '"' + more + '}');
    return user.contains("id") ? std::string(user.at("id").as_string().c_str()) : "0";
  }
  std::string make_group(const std::string& name, const std::vector<std::string>& members = {}) {
    std::string list;
    for (const auto& m : members) list += (list.empty() ? "" : ",") + std::string(R"({"value":")") + m + "\"}";
    const auto group = sent(201, Verb::post, "Groups", R"({"displayName":")" + name + R"(","members":[)" + list + "]}");
    return group.contains("id") ? std::string(group.at("id").as_string().c_str()) : "0";
  }
  bj::object patch(const std::string& path, const std::string& operations, int status = 200) {
    return sent(status, Verb::patch, path,
                R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":)" + operations + "}");
  }
  people::Person person(const std::string& id) {
    std::optional<people::Person> found;
    server().reg().readers.read([&](store::Connection& db) { found = people::find_person(db, *parse_id(id)); });
    return found.value_or(people::Person{});
  }
  std::vector<std::string> logins(const std::string& query) {
    std::vector<std::string> found;
    const auto list = sent(200, Verb::get, "Users?" + query);
    for (const auto& user : list.at("Resources").as_array()) found.emplace_back(user.at("userName").as_string().c_str());
    return found;
  }
  std::int64_t changes() {
    std::int64_t n = 0;
    server().reg().readers.read(
        [&](store::Connection& db) { db.query("SELECT COUNT(*) FROM change", {}, [&](const store::Row& row) { n = row.integer(0); }); });
    return n;
  }

 private:
  std::unique_ptr<people::TestPeople> server_;
  std::string token_;

 protected:
  Id admin_;
};
ON_BOTH_DATABASES(Scim);

TEST_P(Scim, makes_and_finds_people) {
  const auto made = send(Verb::post, "Users",
                         R"({"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"First@Example.org","externalId":"e-1",
      "name":{"givenName":"First","familyName":"Line"},"emails":[{"value":"other@example.org","type":"home"},
      {"value":"first@example.org","type":"work","primary":true}],"phoneNumbers":[{"value":"+49 30 1","type":"work"}],
      "preferredLanguage":"de","active":true,"title":"not kept",
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"x"}})");
  ASSERT_EQ(made.status, 201) << made.body;
  const auto user = bj::parse(made.body).as_object();
  const std::string id(user.at("id").as_string().c_str());
  const auto here = person(id);
  EXPECT_EQ(here.login, "first@example.org");
  EXPECT_EQ(here.name, "First Line");
  EXPECT_EQ(here.mail, "first@example.org");
  EXPECT_EQ(here.phone, "+49 30 1");
  EXPECT_EQ(here.language, "de");
  EXPECT_EQ(user.at("name").at("familyName").as_string(), "Line");
  EXPECT_EQ(user.at("meta").at("location").as_string(), "http://help.example.org/scim/v2/Users/" + id);
  make("second");
  EXPECT_EQ(logins("filter=userName eq \"FIRST@example.org\""), std::vector<std::string>{"first@example.org"});
  EXPECT_EQ(logins("filter=externalId eq \"e-1\""), std::vector<std::string>{"first@example.org"});
  EXPECT_EQ(logins("filter=id eq \"" + id + "\" and active eq true"), std::vector<std::string>{"first@example.org"});
  EXPECT_EQ(logins("filter=emails.value co \"example\" or displayName sw \"analyst\""),
            (std::vector<std::string>{"first@example.org", "second"}));
  EXPECT_EQ(logins("filter=not (emails pr)"), (std::vector<std::string>{"second"}));
  EXPECT_EQ(logins("filter=userName eq \"nobody\"").size(), 0u);
  EXPECT_EQ(refused(Verb::get, "Users?filter=salary gt 7"), "400 invalidFilter");
  EXPECT_EQ(refused(Verb::get, "Users?filter=userName eq"), "400 invalidFilter");
  const auto narrow = sent(200, Verb::get, "Users/" + id + "?attributes=userName");
  EXPECT_EQ(narrow.size(), 3u);
}

TEST_P(Scim, pages) {
  for (int i = 0; i < 5; ++i) make("user" + std::to_string(i));
  const auto page = sent(200, Verb::get, "Users?startIndex=2&count=2");
  EXPECT_EQ(page.at("totalResults").as_int64(), 5);
  EXPECT_EQ(page.at("startIndex").as_int64(), 2);
  EXPECT_EQ(page.at("itemsPerPage").to_number<int>(), 2);
  EXPECT_EQ(logins("startIndex=2&count=2"), (std::vector<std::string>{"user1", "user2"}));
  EXPECT_EQ(logins("startIndex=2&count=2&filter=userName sw \"user\""), (std::vector<std::string>{"user1", "user2"}));
  EXPECT_EQ(logins("count=0").size(), 0u);
  EXPECT_EQ(logins("startIndex=-5&count=100000").size(), 5u);
  EXPECT_EQ(refused(Verb::get, "Users?count=many"), "400 invalidValue");
}

TEST_P(Scim, refuses_what_cannot_be) {
  const std::string id = make("first", R"(,"externalId":"e-1")");
  EXPECT_EQ(refused(Verb::post, "Users", R"({"userName":"FIRST"})"), "409 uniqueness");
  EXPECT_EQ(refused(Verb::post, "Users", R"({"userName":"other","externalId":"e-1"})"), "409 uniqueness");
  EXPECT_EQ(refused(Verb::post, "Users", R"({"userName":"admin"})"), "409 uniqueness");
  EXPECT_EQ(refused(Verb::post, "Users", R"({"displayName":"nobody"})"), "400 invalidValue");
  EXPECT_EQ(refused(Verb::post, "Users", R"({"userName":"with space"})"), "400 invalidValue");
  EXPECT_EQ(refused(Verb::post, "Users", R"({"userName":7})"), "400 invalidValue");
  EXPECT_EQ(refused(Verb::post, "Users", R"({"userName":"x","emails":[{"value":"no address"}]})"), "400 invalidValue");
  EXPECT_EQ(refused(Verb::post, "Users", R"({"userName":"x","active":"perhaps"})"), "400 invalidValue");
  EXPECT_EQ(refused(Verb::post, "Users", R"({"userName":)"), "400 invalidSyntax");
  EXPECT_EQ(refused(Verb::post, "Users", "[]"), "400 invalidSyntax");
  EXPECT_EQ(refused(Verb::patch, "Users/" + id, R"({"Operations":[{"op":"replace","path":"salary","value":1}]})"), "400 invalidPath");
  EXPECT_EQ(refused(Verb::patch, "Users/" + id, R"({"Operations":[{"op":"replace","path":"userName","value":""}]})"), "400 invalidValue");
  EXPECT_EQ(refused(Verb::patch, "Users/" + id, R"({"Operations":[{"op":"replace","path":"userName","value":"admin"}]})"),
            "409 uniqueness");
  EXPECT_EQ(refused(Verb::post, "Users", R"({"userName":"x","name":{"givenName":")" + std::string(201, 'a') + R"("}})"),
            "400 invalidValue");
  EXPECT_EQ(refused(Verb::post, "Users", R"({"userName":"x","externalId":"#1"})"), "400 invalidValue");
  const auto named = send(Verb::post, "Users", R"({"userName":"x","emails":[{"value":"no address"}]})");
  EXPECT_EQ(bj::parse(named.body).at("detail").as_string(), "emails must be one mail address.");
  EXPECT_EQ(refused(Verb::get, "Me"), "404");
  EXPECT_EQ(refused(Verb::get, "Users/999"), "404");
  EXPECT_EQ(refused(Verb::get, "Users/abc"), "404");
  EXPECT_EQ(refused(Verb::post, "Groups", R"({"displayName":""})"), "400 invalidValue");
  EXPECT_EQ(refused(Verb::post, "Groups", R"({"displayName":"a","members":[{"value":"999"}]})"), "400 invalidValue");
  EXPECT_EQ(refused(Verb::post, "Groups", R"({"displayName":"a","members":[{"value":"abc"}]})"), "400 invalidValue");
  make_group("Network");
  EXPECT_EQ(refused(Verb::post, "Groups", R"({"displayName":"network"})"), "409 uniqueness");
}

TEST_P(Scim, patches_people_as_clients_do) {
  const std::string id = make("first", R"(,"name":{"givenName":"First","familyName":"Line"})"), path = "Users/" + id;
  patch(path,
        R"([{"op":"Replace","path":"displayName","value":"New Name"},
         {"op":"Add","path":"emails[type eq \"work\"].value","value":"a@example.org"}])");
  EXPECT_EQ(person(id).name, "New Name");
  EXPECT_EQ(person(id).mail, "a@example.org");
  patch(path, R"([{"op":"Replace","path":"name.familyName","value":"Married"}])");
  EXPECT_EQ(person(id).name, "First Married");
  patch(path, R"([{"op":"replace","value":{"userName":"renamed","phoneNumbers":[{"value":"7"}],"title":"x"}}])");
  EXPECT_EQ(person(id).login, "renamed");
  EXPECT_EQ(person(id).phone, "7");
  patch(path, R"([{"op":"remove","path":"phoneNumbers"}])");
  EXPECT_EQ(person(id).phone, "");
  const auto before = changes();
  patch(path, R"([{"op":"replace","path":"active","value":true}])");
  EXPECT_EQ(changes(), before);  // it was so
}

TEST_P(Scim, ends_sessions_and_tokens_with_the_account) {
  const std::string id = make("first");
  const std::string hash = hash_password(people::good_password);
  server().write([&](store::Tx& tx) { EXPECT_TRUE(people::set_password(tx, *parse_id(id), hash)); });
  server().people().changed("person", *parse_id(id));
  people::Browser browser{server()};
  ASSERT_EQ(browser.sign_in("first", people::good_password).status, 200);
  const std::string token = server().token(*parse_id(id));
  EXPECT_EQ(server().send_as(token, Verb::get, "/api/v1/session").status, 200);
  patch("Users/" + id, R"([{"op":"Replace","path":"active","value":"False"}])");
  EXPECT_FALSE(person(id).active);
  EXPECT_EQ(browser.send(Verb::get, "/api/v1/session").status, 401);
  EXPECT_EQ(server().send_as(token, Verb::get, "/api/v1/session").status, 401);
  EXPECT_EQ(browser.sign_in("first", people::good_password).status, 401);
  patch("Users/" + id, R"([{"op":"Replace","path":"active","value":"True"}])");
  EXPECT_EQ(browser.send(Verb::get, "/api/v1/session").status, 401);
  EXPECT_EQ(server().send_as(token, Verb::get, "/api/v1/session").status, 401);
  EXPECT_EQ(browser.sign_in("first", people::good_password).status, 200);
}

TEST_P(Scim, who_is_taken_away_stays_on_record_and_can_come_back) {
  const std::string id = make("first", R"(,"externalId":"e-1")"), other = make("second");
  make_group("Network", {id});
  sent(204, Verb::del, "Users/" + id);
  EXPECT_EQ(refused(Verb::get, "Users/" + id), "404");
  EXPECT_EQ(logins("filter=externalId eq \"e-1\"").size(), 0u);
  EXPECT_EQ(logins(""), std::vector<std::string>{"second"});
  EXPECT_FALSE(person(id).active);
  EXPECT_EQ(person(id).name, "Analyst first");
  EXPECT_TRUE(person(id).roles.empty());
  sent(204, Verb::del, "Users/" + other);
  EXPECT_NE(make("second"), other);  // nothing says that it is the same
  EXPECT_EQ(make("again", R"(,"externalId":"e-1")"), id);
  EXPECT_TRUE(person(id).active);
  EXPECT_EQ(person(id).login, "again");
}

TEST_P(Scim, an_account_with_a_password_is_not_its_affair) {
  EXPECT_EQ(logins("filter=userName eq \"admin\"").size(), 0u);
  EXPECT_EQ(refused(Verb::get, "Users/" + to_string(admin_)), "404");
  EXPECT_EQ(refused(Verb::del, "Users/" + to_string(admin_)), "404");
  EXPECT_EQ(refused(Verb::patch, "Users/" + to_string(admin_), R"({"Operations":[{"op":"replace","path":"active","value":false}]})"),
            "404");
  EXPECT_EQ(refused(Verb::post, "Groups", R"({"displayName":"network","members":[{"value":")" + to_string(admin_) + R"("}]})"),
            "400 invalidValue");
  // Who has no password and is here already is found, linked and kept.
  std::string id;
  server().write([&](store::Tx& tx) {
    people::Person here;
    here.id = tx.new_id();
    here.name = "Was here before";
    here.login = "before";
    here.phone = "+49 30 2";
    tx.insert(here, {.kind = "person.created", .root = here.id});
    id = to_string(here.id);
  });
  EXPECT_EQ(logins("filter=userName eq \"before\""), std::vector<std::string>{"before"});
  EXPECT_EQ(make("before", R"(,"externalId":"e-9")"), id);
  EXPECT_EQ(person(id).name, "Analyst before");
  EXPECT_EQ(person(id).phone, "+49 30 2");  // of which the client said nothing
}

TEST_P(Scim, who_was_deactivated_here_stays_out) {
  const std::string id = make("first"), path = "Users/" + id;
  const auto set_here = [&](bool active) {
    server().write([&](store::Tx& tx) {
      const auto before = *tx.find<people::Person>(*parse_id(id));
      auto after = before;
      after.active = active;
      tx.update(before, after, {.kind = "person.changed", .root = before.id});
    });
  };
  set_here(false);
  EXPECT_EQ(refused(Verb::patch, path, R"({"Operations":[{"op":"Replace","path":"active","value":"True"}]})"), "409");
  EXPECT_EQ(refused(Verb::put, path, R"({"userName":"first","active":true})"), "409");
  patch(path, R"([{"op":"replace","path":"displayName","value":"New Name"}])");
  sent(200, Verb::put, path, R"({"userName":"first","displayName":"Newer Name"})");
  EXPECT_FALSE(person(id).active);
  EXPECT_EQ(person(id).name, "Newer Name");
  // Who is let in again here while the client says no goes when it says so once more.
  set_here(true);
  patch(path, R"([{"op":"replace","path":"active","value":false}])");
  set_here(true);
  patch(path, R"([{"op":"replace","path":"active","value":false}])");
  EXPECT_FALSE(person(id).active);
  patch(path, R"([{"op":"replace","path":"active","value":true}])");
  EXPECT_TRUE(person(id).active);
}

TEST_P(Scim, the_last_administrator_stays) {
  const std::string id = make("first");
  server().write([&](store::Tx& tx) {
    const auto admin = *tx.find<people::Person>(admin_), before = *tx.find<people::Person>(*parse_id(id));
    auto keeper = before, leaver = admin;
    keeper.roles = {"administrator"};
    keeper.password_hash = admin.password_hash;
    tx.update(before, keeper, {.kind = "person.changed", .root = before.id});
    leaver.password_hash.clear();
    tx.update(admin, leaver, {.kind = "person.changed", .root = admin.id});
  });
  EXPECT_EQ(refused(Verb::patch, "Users/" + id, R"({"Operations":[{"op":"replace","path":"active","value":false}]})"), "409");
  EXPECT_EQ(refused(Verb::del, "Users/" + id), "409");
  EXPECT_TRUE(person(id).active);
}

TEST_P(Scim, a_replacement_leaves_alone_what_it_does_not_mention) {
  const std::string id = make("first", R"(,"externalId":"e-1","emails":[{"value":"a@example.org"}],"phoneNumbers":[{"value":"7"}])");
  const auto user = sent(200, Verb::put, "Users/" + id, R"({"userName":"first","name":{"givenName":"First","familyName":"Line"}})");
  EXPECT_EQ(user.at("externalId").as_string(), "e-1");
  EXPECT_EQ(user.at("displayName").as_string(), "First Line");
  EXPECT_EQ(person(id).mail, "a@example.org");
  EXPECT_EQ(person(id).phone, "7");
  EXPECT_TRUE(person(id).active);
  patch("Users/" + id, R"([{"op":"remove","path":"externalId"},{"op":"remove","path":"emails"}])");
  EXPECT_EQ(person(id).mail, "");
  EXPECT_FALSE(sent(200, Verb::get, "Users/" + id).contains("externalId"));
  const std::string group = make_group("Network", {id});
  sent(200, Verb::put, "Groups/" + group, R"({"displayName":"Desk"})");
  EXPECT_EQ(person(id).roles, std::vector<std::string>{"analyst"});
}

TEST_P(Scim, groups_give_and_take_roles) {
  const std::string first = make("first"), second = make("second");
  const std::string network = make_group("Network", {first}), other = make_group("Nothing", {first, second});
  const auto roles = [&](const std::string& id) { return person(id).roles; };
  EXPECT_EQ(roles(first), std::vector<std::string>{"technician"});
  patch("Groups/" + network, R"([{"op":"Add","path":"members","value":[{"value":")" + second + R"("}]}])", 204);
  EXPECT_EQ(roles(second), std::vector<std::string>{"technician"});
  patch("Groups/" + network, R"([{"op":"remove","path":"members[value eq \")" + first + R"(\"]"}])", 204);
  EXPECT_TRUE(roles(first).empty());
  patch("Groups/" + network, R"([{"op":"replace","value":{"id":")" + network + R"(","displayName":"Desk"}}])", 204);
  EXPECT_EQ(roles(second), std::vector<std::string>{"analyst"});
  EXPECT_EQ(sent(200, Verb::get, "Users/" + second).at("groups").as_array().size(), 2u);
  EXPECT_EQ(sent(200, Verb::get, "Groups?filter=displayName eq \"desk\"&excludedAttributes=members").at("totalResults").as_int64(), 1);
  EXPECT_EQ(sent(200, Verb::get, "Groups?filter=members.value eq \"" + first + "\"").at("totalResults").as_int64(), 1);
  const auto shown = sent(200, Verb::get, "Groups/" + network);
  EXPECT_EQ(shown.at("members").as_array().size(), 1u);
  EXPECT_FALSE(sent(200, Verb::get, "Groups/" + network + "?excludedAttributes=members").contains("members"));
  sent(200, Verb::put, "Groups/" + network, R"({"displayName":"Desk","members":[{"value":")" + first + R"("}]})");
  EXPECT_EQ(roles(first), std::vector<std::string>{"analyst"});
  EXPECT_TRUE(roles(second).empty());
  sent(204, Verb::del, "Groups/" + network);
  EXPECT_TRUE(roles(first).empty());
  EXPECT_EQ(refused(Verb::get, "Groups/" + network), "404");
  EXPECT_EQ(sent(200, Verb::get, "Groups/" + other).at("members").as_array().size(), 2u);
  server().reg().readers.read([&](store::Connection& db) {
    store::AuditOptions audit;
    audit.types = {&record::type_of<people::Person>(), &record::type_of<people::Token>(), &record::type_of<people::ExternalAccount>(),
                   &record::type_of<people::OutsideGroup>()};
    EXPECT_TRUE(store::verify(db, audit).sound());
  });
}

TEST_P(Scim, versions_hold_off_who_comes_late) {
  const std::string id = make("first");
  const auto read = send(Verb::get, "Users/" + id);
  std::string etag;
  for (const auto& [name, value] : read.headers)
    if (name == "ETag") etag = value;
  const std::string body = R"({"Operations":[{"op":"replace","path":"displayName","value":"A"}]})";
  EXPECT_EQ(send(Verb::patch, "Users/" + id, body, {{"if-match", etag}}).status, 200);
  EXPECT_EQ(send(Verb::patch, "Users/" + id, body, {{"if-match", etag}}).status, 412);
  EXPECT_EQ(send(Verb::del, "Users/" + id, {}, {{"if-match", etag}}).status, 412);
  EXPECT_EQ(send(Verb::put, "Users/" + id, R"({"userName":"first"})", {{"if-match", "*"}}).status, 200);
  const std::string group = make_group("Network");
  const auto answer = send(Verb::patch, "Groups/" + group, R"({"Operations":[{"op":"replace","path":"displayName","value":"B"}]})",
                           {{"if-match", R"(W/"1")"}});
  EXPECT_EQ(answer.status, 204);
  EXPECT_EQ(send(Verb::del, "Groups/" + group, {}, {{"if-match", R"(W/"1")"}}).status, 412);
}

TEST_P(Scim, asks_for_its_own_permission) {
  const auto analyst = server().add("Analyst", {"analyst"});
  const std::string token = server().token(analyst.id);
  const auto answer = in_own_words(server().send_as(token, Verb::get, "/scim/v2/Users"));
  EXPECT_EQ(answer.status, 403);
  EXPECT_EQ(answer.content_type, "application/scim+json");
  EXPECT_EQ(in_own_words(server().send_as("", Verb::get, "/scim/v2/Users")).status, 401);
  for (const char* about :
       {"ServiceProviderConfig", "ResourceTypes", "ResourceTypes/User", "Schemas", "Schemas/urn:ietf:params:scim:schemas:core:2.0:Group"})
    EXPECT_EQ(send(Verb::get, about).status, 200) << about;
  EXPECT_EQ(refused(Verb::get, "Schemas/none"), "404");
}

TEST_P(Scim, the_log_names_the_owner_of_the_token) {
  const std::string id = make("first"), group = make_group("Network", {id});
  std::set<std::string> actors;
  server().reg().readers.read([&](store::Connection& db) {
    db.query("SELECT DISTINCT actor FROM change WHERE subject_id IN ($1, $2) OR root_id = $1",
             {store::Param(*parse_id(id)), store::Param(*parse_id(group))}, [&](const store::Row& row) { actors.emplace(row.text(0)); });
  });
  ASSERT_EQ(actors.size(), 1u);
  EXPECT_TRUE(actors.begin()->starts_with("person:" + to_string(admin_) + " token:")) << *actors.begin();
}

TEST_P(Scim, the_register_says_where_an_account_comes_from) {
  const std::string id = make("first", R"(,"externalId":"e-1")"), other = make("second");
  make_group("Network", {id});
  const std::string reader = server().token(server().add("Analyst", {"analyst"}).id);
  const auto accounts = [&](const std::string& person) {
    return bj::parse(server().send_as(reader, Verb::get, "/api/v1/people/" + person + "/accounts").body);
  };
  EXPECT_EQ(accounts(id), bj::parse(R"({"items":[{"source":"scim","subject":"e-1","active":true}],"groups":["Network"]})"));
  EXPECT_EQ(accounts(other), bj::parse(R"({"items":[{"source":"scim","subject":null,"active":true}],"groups":[]})"));
  EXPECT_EQ(accounts(to_string(admin_)), bj::parse(R"({"items":[],"groups":[]})"));
  EXPECT_EQ(server().send_as(reader, Verb::get, "/api/v1/people/999/accounts").status, 404);
}

TEST_P(Scim, too_many_at_once_are_refused) {
  std::string members;
  for (std::size_t i = 0; i <= people::members_changed_most; ++i)
    members += (i ? "," : "") + std::string(R"({"value":")") + std::to_string(1'000 + i) + "\"}";
  const std::string body = R"({"displayName":"a","members":[)" + members + "]}";
  EXPECT_EQ(refused(Verb::post, "Groups", body), "400 invalidValue");
  EXPECT_NE(send(Verb::post, "Groups", body).body.find("at most 1,000"), std::string::npos);
  std::string operations;
  for (std::size_t i = 0; i <= operations_most; ++i)
    operations += (i ? "," : "") + std::string(R"({"op":"replace","path":"displayName","value":"A"})");
  const std::string id = make("first");
  EXPECT_EQ(refused(Verb::patch, "Users/" + id, R"({"Operations":[)" + operations + "]}"), "400 invalidSyntax");
}

TEST_P(Scim, whoever_is_erased_is_gone_from_groups_and_lists) {
  const std::string id = make("first", R"(,"externalId":"e-1")"), group = make_group("Network", {id});
  server().write([&](store::Tx& tx) { EXPECT_TRUE(people::erase_person(server().people(), tx, *parse_id(id), "asked for")); });
  EXPECT_EQ(refused(Verb::get, "Users/" + id), "404");
  EXPECT_EQ(sent(200, Verb::get, "Groups/" + group).at("members").as_array().size(), 0u);
  EXPECT_EQ(refused(Verb::post, "Users", R"({"userName":"first","externalId":"e-1"})"), "409");
}

}  // namespace
}  // namespace evenkeel::scim
