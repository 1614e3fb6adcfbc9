// People as clients meet them: set-up, finding, changing, erasing.
#include <gtest/gtest.h>

#include "store/audit.hpp"
#include "support/people_server.hpp"

namespace evenkeel::people {
namespace {

using http::Verb;

class PeopleOverHttp : public test::OnBothDatabases {
 protected:
  void SetUp() override {
    OnBothDatabases::SetUp();
    if (IsSkipped()) return;
    server_ = std::make_unique<TestPeople>(db());
  }
  TestPeople& server() { return *server_; }
  /// Administrator's token; made when first asked for.
  const std::string& admin() {
    if (admin_.empty()) admin_ = server().token(server().add("Administrator 01", {"administrator"}, "admin01").id);
    return admin_;
  }
  http::Response patch(const std::string& token, Id person, const std::string& body, const std::string& if_match = "*") {
    return server().send_as(token, Verb::patch, "/api/v1/people/" + to_string(person), body, {{"if-match", if_match}});
  }
  std::vector<std::string> found(const std::string& query) {
    std::vector<std::string> names;
    const auto answer = server().send_as(admin(), Verb::get, "/api/v1/people?" + query);
    EXPECT_EQ(answer.status, 200) << answer.body;
    const auto body = boost::json::parse(answer.body);
    for (const auto& item : body.at("items").as_array()) names.emplace_back(item.at("name").as_string().c_str());
    return names;
  }

 private:
  std::unique_ptr<TestPeople> server_;
  std::string admin_;
};
ON_BOTH_DATABASES(PeopleOverHttp);

constexpr const char* setup_body = R"({"code":"CODE-1234","organisation":"Dock","name":"Administrator 01","login":"Admin01",
    "mail":"admin01@dock.example","password":"a keel that holds","zone":"Europe/Berlin"})";

TEST_P(PeopleOverHttp, the_first_administrator_sets_up_once_with_the_code) {
  Browser browser{server()};
  EXPECT_EQ(browser.send(Verb::get, "/api/v1/setup").body, R"({"needed":true})");
  EXPECT_EQ(code_of(browser.send(Verb::post, "/api/v1/setup", setup_body)), "setup.wrong_code");  // no code was made
  server().people().set_setup_code("code-1234");
  const auto weak = browser.send(
      Verb::post, "/api/v1/setup",
      R"({"code":"code-1234","organisation":"Dock","name":"A","login":"admin01","mail":"admin01@dock.example","password":"short"})");
  EXPECT_EQ(code_of(weak), "password.too_short");
  const auto done = browser.send(Verb::post, "/api/v1/setup", setup_body);
  ASSERT_EQ(done.status, 201) << done.body;
  EXPECT_EQ(browser.send(Verb::get, "/api/v1/setup").body, R"({"needed":false})");
  const auto session = browser.send(Verb::get, "/api/v1/session");
  ASSERT_EQ(session.status, 200);
  EXPECT_NE(session.body.find("\"people.edit\""), std::string::npos);
  EXPECT_NE(session.body.find("Europe/Berlin"), std::string::npos);
  EXPECT_EQ(code_of(browser.send(Verb::post, "/api/v1/setup", setup_body)), "setup.done");
}

TEST_P(PeopleOverHttp, a_setup_code_is_long_and_differs) {
  const std::string a = make_setup_code(server().world()), b = make_setup_code(server().world());
  EXPECT_EQ(a.size(), 19u);
  EXPECT_NE(a, b);
}

TEST_P(PeopleOverHttp, are_added_read_and_found_by_the_beginnings_of_words) {
  const auto made =
      server().send_as(admin(), Verb::post, "/api/v1/people",
                       R"({"name":"Zoë Müller","mail":"Z.Mueller@dock.example","login":"ZMU","roles":["technician"],"vip":true})");
  ASSERT_EQ(made.status, 201) << made.body;
  const auto body = boost::json::parse(made.body);
  EXPECT_EQ(body.at("login").as_string(), "zmu");
  const auto read = server().send_as(admin(), Verb::get, "/api/v1/people/" + std::string(body.at("id").as_string()));
  EXPECT_EQ(boost::json::parse(read.body), body);
  EXPECT_EQ(read.body.find("password"), std::string::npos);
  for (const char* q : {"q=zoe", "q=mull", "q=zmu", "q=dock", "q=mul zo", "q=z.mueller@dock"})
    EXPECT_EQ(found(q), std::vector<std::string>{"Zoë Müller"}) << q;
  EXPECT_TRUE(found("q=uller").empty());
  EXPECT_TRUE(found("q=zoe admin").empty());
  EXPECT_EQ(found("filter=vip = true"), std::vector<std::string>{"Zoë Müller"});
  EXPECT_EQ(found("filter=roles has technician"), std::vector<std::string>{"Zoë Müller"});
  EXPECT_EQ(server().send_as(admin(), Verb::get, "/api/v1/people?filter=password_hash is present").status, 422);
}

TEST_P(PeopleOverHttp, lists_go_on_where_the_page_ended) {
  admin();
  for (int i = 0; i < 7; ++i) server().add("Person " + std::to_string(i % 3), {});
  std::size_t seen = 0;
  std::string cursor;
  do {
    const auto body = boost::json::parse(server().send_as(admin(), Verb::get, "/api/v1/people?limit=3&cursor=" + cursor).body);
    seen += body.at("items").as_array().size();
    cursor = body.at("next").is_null() ? "" : body.at("next").as_string().c_str();
  } while (!cursor.empty());
  EXPECT_EQ(seen, 8u);
}

TEST_P(PeopleOverHttp, bad_values_are_refused_with_their_fields) {
  const auto refused = server().send_as(
      admin(), Verb::post, "/api/v1/people",
      R"({"name":"A","mail":"a@b, c@d","login":"a b","zone":"Mars/Base","language":"?","roles":["emperor"],"manager":"1"})");
  EXPECT_EQ(refused.status, 422);
  std::set<std::string> pointers;
  const auto body = boost::json::parse(refused.body);
  for (const auto& e : body.at("errors").as_array()) pointers.emplace(e.at("pointer").as_string().c_str());
  EXPECT_EQ(pointers, (std::set<std::string>{"/mail", "/login", "/zone", "/language", "/roles/0"}));
  EXPECT_EQ(code_of(server().send_as(admin(), Verb::post, "/api/v1/people", R"({"name":"A","manager":"1"})")), "person.unknown_reference");
  EXPECT_EQ(code_of(server().send_as(admin(), Verb::post, "/api/v1/people", R"({"name":"A","login":"ADMIN01"})")), "person.login_taken");
  EXPECT_EQ(code_of(server().send_as(admin(), Verb::post, "/api/v1/people", R"({"name":"A","password_hash":"x"})")), "field.unknown");
}

TEST_P(PeopleOverHttp, a_stale_change_is_told_what_happened_meanwhile) {
  const Person caller07 = server().add("Caller 07", {});
  EXPECT_EQ(code_of(server().send_as(admin(), Verb::patch, "/api/v1/people/" + to_string(caller07.id), "{}")), "if_match.required");
  EXPECT_EQ(patch(admin(), caller07.id, R"({"phone":"1"})", "\"1\"").status, 200);
  const auto stale = patch(admin(), caller07.id, R"({"phone":"2"})", "\"1\"");
  ASSERT_EQ(stale.status, 412) << stale.body;
  const auto body = boost::json::parse(stale.body);
  const auto& change = body.at("changes").as_array().at(0);
  EXPECT_EQ(change.at("field").as_string(), "phone");
  EXPECT_EQ(change.at("after").as_string(), "1");
  EXPECT_EQ(change.at("by").as_string(), "Administrator 01");
  EXPECT_EQ(body.at("current").at("phone").as_string(), "1");
}

TEST_P(PeopleOverHttp, one_changes_a_little_of_oneself_and_nothing_of_others) {
  const Person caller07 = server().add("Caller 07", {"analyst"}), caller08 = server().add("Caller 08", {});
  const std::string token = server().token(caller07.id);
  EXPECT_EQ(patch(token, caller07.id, R"({"phone":"123","zone":"Europe/Paris"})").status, 200);
  EXPECT_NE(patch(token, caller07.id, R"({"roles":["administrator"]})").status, 200);
  EXPECT_EQ(patch(token, caller08.id, R"({"phone":"1"})").status, 403);
  EXPECT_EQ(server().send_as(token, Verb::get, "/api/v1/people/" + to_string(caller08.id)).status, 200);
  const std::string caller = server().token(caller08.id);
  EXPECT_EQ(server().send_as(caller, Verb::get, "/api/v1/people/" + to_string(caller07.id)).status, 403);
  EXPECT_EQ(server().send_as(caller, Verb::get, "/api/v1/people/" + to_string(caller08.id)).status, 200);
  EXPECT_EQ(server().send_as(caller, Verb::get, "/api/v1/people").status, 403);
  EXPECT_EQ(server().send_as(caller, Verb::get, "/api/v1/permissions").status, 403);
}

TEST_P(PeopleOverHttp, the_last_administrator_stays) {
  admin();
  std::optional<Person> admin01;
  server().reg().readers.read([&](store::Connection& db) { admin01 = find_by_login(db, "admin01"); });
  EXPECT_EQ(code_of(patch(admin(), admin01->id, R"({"active":false})")), "person.last_administrator");
  EXPECT_EQ(code_of(patch(admin(), admin01->id, R"({"roles":[]})")), "person.last_administrator");
  EXPECT_EQ(code_of(server().send_as(admin(), Verb::post, "/api/v1/people/" + to_string(admin01->id) + "/erase", R"({"reason":"x"})")),
            "person.last_administrator");
  server().add("Administrator 02", {"administrator"}, "admin02");
  EXPECT_EQ(patch(admin(), admin01->id, R"({"roles":["analyst"]})").status, 200);
  EXPECT_EQ(patch(admin(), admin01->id, R"({"phone":"1"})").status, 200);  // still the own record
  EXPECT_EQ(server().send_as(admin(), Verb::post, "/api/v1/people", R"({"name":"X"})").status, 403);
}

TEST_P(PeopleOverHttp, managers_form_no_circle) {
  const Person a = server().add("A", {}), b = server().add("B", {});
  EXPECT_EQ(patch(admin(), a.id, R"({"manager":")" + to_string(b.id) + "\"}").status, 200);
  EXPECT_EQ(code_of(patch(admin(), b.id, R"({"manager":")" + to_string(a.id) + "\"}")), "person.manager_circle");
  EXPECT_EQ(code_of(patch(admin(), a.id, R"({"manager":")" + to_string(a.id) + "\"}")), "person.manager_circle");
}

TEST_P(PeopleOverHttp, an_idempotent_request_happens_once) {
  const std::vector<std::pair<std::string, std::string>> key{{"idempotency-key", "k-1"}};
  const auto first = server().send_as(admin(), Verb::post, "/api/v1/people", R"({"name":"Once"})", key);
  const auto second = server().send_as(admin(), Verb::post, "/api/v1/people", R"({"name":"Once"})", key);
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(second.status, 201);
  EXPECT_EQ(first.body, second.body);
  EXPECT_EQ(found("q=once").size(), 1u);
  EXPECT_EQ(code_of(server().send_as(admin(), Verb::post, "/api/v1/people", R"({"name":"Twice"})", key)), "idempotency.reused");
}

TEST_P(PeopleOverHttp, erasing_leaves_nothing_personal_in_any_table) {
  const auto made = server().send_as(
      admin(), Verb::post, "/api/v1/people",
      R"({"name":"Quentin Quill","mail":"quentin@quill.example","phone":"555-0199","login":"quentin","external_ref":"quill-77"})");
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string id(boost::json::parse(made.body).at("id").as_string());
  const std::string token = server().token(*parse_id(id));
  std::vector<Id> told;
  server().people().erasers.push_back([&](store::Tx&, Id person) { told = {person}; });
  EXPECT_EQ(patch(admin(), *parse_id(id), R"({"phone":"555-0200"})").status, 200);
  const auto taken_out = server().send_as(token, Verb::get, "/api/v1/people/" + id + "/export");
  EXPECT_NE(taken_out.body.find("555-0199"), std::string::npos);

  const auto erased = server().send_as(admin(), Verb::post, "/api/v1/people/" + id + "/erase", R"({"reason":"asked for it"})");
  ASSERT_EQ(erased.status, 200) << erased.body;
  EXPECT_NE(erased.body.find("Erased person " + id), std::string::npos);
  EXPECT_EQ(told, std::vector<Id>{*parse_id(id)});
  EXPECT_EQ(server().send_as(token, Verb::get, "/api/v1/session").status, 401);
  EXPECT_TRUE(found("q=quentin").empty());
  EXPECT_EQ(code_of(patch(admin(), *parse_id(id), R"({"name":"Quentin"})")), "person.erased");

  const std::string auditor = server().token(server().add("Otto", {"auditor"}).id);
  std::string held = server().send_as(auditor, Verb::get, "/api/v1/people/" + id + "/export").body;
  EXPECT_NE(held.find("asked for it"), std::string::npos);
  for (const char* sql : {"SELECT body FROM change", "SELECT word FROM person_word", "SELECT mail FROM person_mail",
                          "SELECT name || login FROM person", "SELECT value FROM list_item", "SELECT body FROM message"})
    server().reg().readers.read(
        [&](store::Connection& db) { db.query(sql, {}, [&](const store::Row& row) { held.append("\n").append(row.text(0)); }); });
  for (const char* trace : {"uentin", "555-0", "quill"}) EXPECT_EQ(held.find(trace), std::string::npos) << trace << " in " << held;
  store::AuditOptions options;
  options.types = {&record::type_of<Person>(), &record::type_of<Token>()};
  server().reg().readers.read([&](store::Connection& db) {
    const store::AuditReport report = store::verify(db, options);
    EXPECT_TRUE(report.sound()) << report.findings.front().text;
    EXPECT_GE(report.erased, 2);
  });
}

TEST_P(PeopleOverHttp, names_are_remembered_and_follow_a_change) {
  const Person caller07 = server().add("Caller 07", {});
  NameBook& book = server().people().book();
  EXPECT_EQ(book.name(nullptr, caller07.id), "Caller 07");
  EXPECT_EQ(patch(admin(), caller07.id, R"({"name":"Caller 70"})").status, 200);
  EXPECT_EQ(book.name(nullptr, caller07.id), "Caller 70");
  EXPECT_EQ(book.name(nullptr, Id{12345}), "");
}

TEST_P(PeopleOverHttp, conditions_see_people) {
  const Person caller07 = server().add("Caller 07", {});
  server().reg().readers.read([&](store::Connection& db) {
    PersonLookup lookup(db);
    ASSERT_NE(lookup.find(caller07.id), nullptr);
    EXPECT_EQ(std::get<std::string>((*lookup.find(caller07.id))["name"]), "Caller 07");
    EXPECT_EQ(lookup.find(caller07.id), lookup.find(caller07.id));
    EXPECT_EQ(lookup.find(Id{99}), nullptr);
    EXPECT_EQ(lookup.find(Id{}), nullptr);
  });
}

}  // namespace
}  // namespace evenkeel::people
