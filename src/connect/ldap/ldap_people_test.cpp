// From a real directory to accounts: who is made, changed, linked and left alone, what a synchronisation refuses to believe, signing
// in with the directory's password, and all of it over HTTP.
#include <gtest/gtest.h>

#include <future>

#include "connect/ldap/ldap_for_test.hpp"
#include "store/audit.hpp"
#include "support/people_server.hpp"

namespace evenkeel::ldap {
namespace {

using http::Verb;
using people::ManyGone;
using people::OutsideAction;
using people::SyncMode;
using Counts = std::map<OutsideAction, std::int64_t>;

class LdapPeople : public test::OnBothDatabases {
 protected:
  void SetUp() override {
    OnBothDatabases::SetUp();
    if (IsSkipped()) return;
    slapd_ = std::make_unique<test::Slapd>(tree_ldif + person_ldif("first") + person_ldif("second") + person_ldif("third") +
                                           person_ldif("manual") + group_ldif("Analysts", "first"));
    server_ = std::make_unique<people::TestPeople>(db(), std::vector<people::Role>{}, [this](people::PeopleOptions& options) {
      options.directory = make_directory(options_for(*slapd_, slapd_->url()));
      options.group_grants = {{"analysts", {"analyst"}, {}}};
    });
  }
  people::TestPeople& server() { return *server_; }
  test::Slapd& slapd() { return *slapd_; }
  Counts counts(SyncMode mode, ManyGone many = ManyGone::refused) {
    const auto rows = people::sync_directory(server().people(), mode, many);
    EXPECT_TRUE(rows) << (rows ? "" : rows.error().first().text);
    return rows ? people::counts_of(*rows) : Counts{};
  }
  std::string refusal(ManyGone many = ManyGone::refused) {
    const auto rows = people::sync_directory(server().people(), SyncMode::apply, many);
    return rows ? "done" : rows.error().first().code;
  }
  std::optional<people::Person> person(const std::string& login) {
    std::optional<people::Person> found;
    server().reg().readers.read([&](store::Connection& db) { found = people::find_by_login(db, login); });
    return found;
  }
  void change(const std::string& login, const std::function<void(people::Person&)>& how) {
    server().write([&](store::Tx& tx) {
      const auto before = *tx.find<people::Person>(person(login)->id);
      auto after = before;
      how(after);
      tx.update(before, after, {.kind = "person.changed", .root = before.id});
    });
  }
  static std::string gone(const std::string& uid) { return "dn: uid=" + uid + ",ou=people,dc=example,dc=org\nchangetype: delete\n\n"; }
  std::set<std::string> actors() {
    std::set<std::string> found;
    server().reg().readers.read([&](store::Connection& db) {
      db.query("SELECT DISTINCT actor FROM change WHERE subject_kind IN ('person', 'external_account')", {},
               [&](const store::Row& row) { found.emplace(row.text(0)); });
    });
    return found;
  }

 private:
  std::unique_ptr<test::Slapd> slapd_;
  std::unique_ptr<people::TestPeople> server_;
};
ON_BOTH_DATABASES(LdapPeople);

TEST_P(LdapPeople, are_shown_before_they_are_made_and_never_taken_over) {
  const Counts expected{{OutsideAction::create, 4}};
  EXPECT_EQ(counts(SyncMode::preview), expected);
  EXPECT_TRUE(actors().empty());
  EXPECT_EQ(counts(SyncMode::apply), expected);
  EXPECT_EQ(actors(), std::set<std::string>{"system:directory ldap"});
  ASSERT_TRUE(person("first"));
  EXPECT_EQ(person("first")->roles, std::vector<std::string>{"analyst"});
  EXPECT_EQ(person("second")->mail, "second@example.org");
  EXPECT_EQ(counts(SyncMode::apply), (Counts{{OutsideAction::unchanged, 4}}));
}

TEST_P(LdapPeople, link_who_signs_in_nowhere_and_leave_accounts_with_a_password) {
  server().add("By hand", {"technician"}, "manual");
  const auto caller = server().add("Caller", {});
  server().write([&](store::Tx& tx) {
    const auto before = *tx.find<people::Person>(caller.id);
    auto after = before;
    after.mail = "Second@Example.org";
    tx.update(before, after, {.kind = "person.changed", .root = before.id});
    people::index_words(tx, after);
  });
  const Counts expected{{OutsideAction::create, 2}, {OutsideAction::link, 1}, {OutsideAction::conflict, 1}};
  EXPECT_EQ(counts(SyncMode::preview), expected);
  EXPECT_EQ(counts(SyncMode::apply), expected);
  EXPECT_EQ(person("second")->id, caller.id);
  EXPECT_EQ(person("second")->name, "Analyst second");
  EXPECT_EQ(person("manual")->name, "By hand");
  people::Browser browser{server()};
  EXPECT_EQ(browser.sign_in("manual", "secret of manual").status, 401);  // the directory's password opens nothing of the other account
  EXPECT_EQ(browser.sign_in("manual", people::good_password).status, 200);
}

TEST_P(LdapPeople, change_leave_and_come_back_with_the_directory) {
  counts(SyncMode::apply);
  change("first", [](people::Person& p) { p.roles = {"analyst", "auditor"}; });  // given here, and no group governs it
  const std::string token = server().token(person("third")->id);
  people::Browser third{server()};
  EXPECT_EQ(third.sign_in("third", "secret of third").status, 200);
  slapd().modify(
      "dn: uid=first,ou=people,dc=example,dc=org\nchangetype: modify\nreplace: cn\ncn: New Name\n-\nreplace: mail\nmail: "
      "new@example.org\n\n"
      "dn: cn=Analysts,ou=groups,dc=example,dc=org\nchangetype: modify\nreplace: member\nmember: "
      "uid=second,ou=people,dc=example,dc=org\n\n" +
      gone("third"));
  EXPECT_EQ(counts(SyncMode::apply), (Counts{{OutsideAction::change, 2}, {OutsideAction::unchanged, 1}, {OutsideAction::deactivate, 1}}));
  EXPECT_EQ(person("first")->name, "New Name");
  EXPECT_EQ(person("first")->roles, std::vector<std::string>{"auditor"});
  EXPECT_EQ(person("second")->roles, std::vector<std::string>{"analyst"});
  EXPECT_FALSE(person("third")->active);
  EXPECT_EQ(third.send(Verb::get, "/api/v1/session").status, 401);
  EXPECT_EQ(third.sign_in("third", "secret of third").status, 401);
  change("third", [](people::Person& p) { p.active = true; });
  server().people().changed("person", person("third")->id);
  EXPECT_EQ(server().send_as(token, Verb::get, "/api/v1/session").status, 401);  // revoked, not asleep
}

TEST_P(LdapPeople, who_was_deactivated_here_stays_so) {
  counts(SyncMode::apply);
  change("first", [](people::Person& p) { p.active = false; });
  EXPECT_EQ(counts(SyncMode::apply), (Counts{{OutsideAction::unchanged, 3}, {OutsideAction::conflict, 1}}));
  people::Browser browser{server()};
  EXPECT_EQ(browser.sign_in("first", "secret of first").status, 401);
  EXPECT_FALSE(person("first")->active);
  // Whom the directory lost and has again comes back by itself.
  auto lost = people::OutsidePerson{};
  server().reg().readers.read([&](store::Connection& db) { lost.key = people::account_of(db, person("second")->id, "ldap")->subject; });
  lost.source = people::ldap_source;
  lost.active = false;
  server().write(
      [&](store::Tx& tx) { EXPECT_EQ(people::apply_outside_person(server().people(), tx, lost).action, OutsideAction::deactivate); });
  EXPECT_FALSE(person("second")->active);
  EXPECT_EQ(counts(SyncMode::apply), (Counts{{OutsideAction::unchanged, 2}, {OutsideAction::change, 1}, {OutsideAction::conflict, 1}}));
  EXPECT_TRUE(person("second")->active);
}

TEST_P(LdapPeople, a_directory_that_misses_many_is_not_believed) {
  std::string more, away;
  for (int i = 0; i < 8; ++i) {
    const std::string uid = "more" + std::to_string(i);
    more += "dn: uid=" + uid + ",ou=people,dc=example,dc=org\nchangetype: add\n" + person_ldif(uid).substr(person_ldif(uid).find('\n') + 1);
    away += gone(uid);
  }
  slapd().modify(more);
  EXPECT_EQ(counts(SyncMode::apply), (Counts{{OutsideAction::create, 12}}));
  slapd().modify(away);
  EXPECT_EQ(refusal(), "directory.too_many_gone");
  EXPECT_TRUE(person("more0")->active);
  EXPECT_EQ(server().people().last_sync().state().error.substr(0, 7), "8 of 12");
  EXPECT_EQ(refusal(ManyGone::believed), "done");
  EXPECT_FALSE(person("more0")->active);
  slapd().modify(gone("first") + gone("second") + gone("third") + gone("manual"));
  EXPECT_EQ(refusal(ManyGone::believed), "directory.empty");
  EXPECT_TRUE(person("first")->active);
}

TEST_P(LdapPeople, odd_entries_are_told_and_harm_nobody) {
  counts(SyncMode::apply);
  slapd().modify(
      "dn: cn=a,ou=people,dc=example,dc=org\nchangetype: add\nobjectClass: inetOrgPerson\ncn: a\nsn: a\n\n"
      "dn: cn=b,ou=people,dc=example,dc=org\nchangetype: add\nobjectClass: inetOrgPerson\ncn: b\nsn: b\nuid: with space\n\n"
      "dn: cn=c,ou=people,dc=example,dc=org\nchangetype: add\nobjectClass: inetOrgPerson\ncn: c\nsn: c\nuid: FIRST\n\n"
      "dn: cn=d,ou=people,dc=example,dc=org\nchangetype: add\nobjectClass: inetOrgPerson\ncn: d\nsn: d\nuid: fourth\nmail: no address\n"
      "telephoneNumber: " +
      std::string(60, '1') + "\n\n");
  const auto rows = people::sync_directory(server().people(), SyncMode::apply, ManyGone::refused);
  ASSERT_TRUE(rows);
  std::map<std::string, std::string> what;
  for (const auto& row : *rows) what[row.login] = std::string(record::name_of(row.action)) + ": " + row.what;
  EXPECT_EQ(what[""], "refuse: has no login");
  EXPECT_EQ(what["with space"], "refuse: login must not have spaces");
  EXPECT_EQ(what["FIRST"].substr(0, 8), "conflict");
  EXPECT_EQ(what["first"].substr(0, 8), "conflict");
  EXPECT_TRUE(person("first")->active);
  EXPECT_NE(what["fourth"].find("left out: mail"), std::string::npos) << what["fourth"];
  EXPECT_EQ(person("fourth")->mail, "");
  EXPECT_EQ(person("fourth")->phone, "");
}

TEST_P(LdapPeople, sign_in_with_the_password_of_the_directory) {
  people::Browser browser{server()};
  EXPECT_EQ(browser.sign_in("first", "wrong").status, 401);
  EXPECT_EQ(browser.sign_in("first", "").status, 422);
  EXPECT_FALSE(person("first"));
  const auto answer = browser.sign_in("First", "secret of first");
  ASSERT_EQ(answer.status, 200) << answer.body;
  ASSERT_TRUE(person("first"));
  EXPECT_EQ(person("first")->roles, std::vector<std::string>{"analyst"});
  EXPECT_EQ(browser.send(Verb::get, "/api/v1/people").status, 200);
  EXPECT_EQ(browser.sign_in("first", "secret of first").status, 200);
  EXPECT_EQ(browser.sign_in("first", people::good_password).status, 401);
  EXPECT_EQ(browser.sign_in("nobody", "secret of first").status, 401);
  // What the directory keeps is not changed here.
  const std::string path = "/api/v1/people/" + to_string(person("first")->id) + "/password";
  server().add("Administrator", {"administrator"}, "admin");
  people::Browser administrator{server()};
  EXPECT_EQ(administrator.sign_in("admin", people::good_password).status, 200);
  EXPECT_EQ(people::code_of(administrator.send(Verb::post, path, R"({"password":"a sentence that is long"})")), "password.elsewhere");
}

TEST_P(LdapPeople, who_was_erased_is_not_made_anew_and_the_log_still_verifies) {
  counts(SyncMode::apply);
  const Id first = person("first")->id;
  server().write([&](store::Tx& tx) { EXPECT_TRUE(people::erase_person(server().people(), tx, first, "asked for")); });
  EXPECT_EQ(counts(SyncMode::apply), (Counts{{OutsideAction::unchanged, 3}, {OutsideAction::refuse, 1}}));
  people::Browser browser{server()};
  EXPECT_EQ(browser.sign_in("first", "secret of first").status, 401);
  server().reg().readers.read([&](store::Connection& db) {
    store::AuditOptions audit;
    audit.types = {&record::type_of<people::Person>(), &record::type_of<people::Token>(), &record::type_of<people::ExternalAccount>()};
    const auto report = store::verify(db, audit);
    EXPECT_TRUE(report.sound()) << report.findings.front().text;
    db.query("SELECT subject FROM external_account WHERE person = $1", {store::Param(first)},
             [&](const store::Row& row) { EXPECT_EQ(row.text(0).substr(0, 7), "erased "); });
  });
}

TEST_P(LdapPeople, are_synchronised_over_http_by_administrators) {
  const auto admin = server().add("Administrator", {"administrator"}), analyst = server().add("Analyst", {"analyst"});
  EXPECT_EQ(server().send_as(server().token(analyst.id), Verb::post, "/api/v1/directory/sync", "{}").status, 403);
  const std::string token = server().token(admin.id);
  EXPECT_EQ(server().send_as(token, Verb::get, "/api/v1/directory").body, R"({"configured":true,"last":null})");
  const auto check = server().send_as(token, Verb::post, "/api/v1/directory/check");
  ASSERT_EQ(check.status, 200) << check.body;
  EXPECT_EQ(boost::json::parse(check.body).at("people").as_int64(), 4);
  const auto preview = server().send_as(token, Verb::post, "/api/v1/directory/preview");
  ASSERT_EQ(preview.status, 200) << preview.body;
  const auto json = boost::json::parse(preview.body);
  EXPECT_EQ(json.at("counts").at("create").as_int64(), 4);
  EXPECT_EQ(json.at("rows").as_array().size(), 4u);
  EXPECT_FALSE(person("first"));
  EXPECT_EQ(server().send_as(token, Verb::post, "/api/v1/directory/sync", R"({"many_gone":1})").status, 422);
  EXPECT_EQ(server().send_as(token, Verb::post, "/api/v1/directory/sync").status, 200);
  EXPECT_TRUE(person("first"));
  const auto last = boost::json::parse(server().send_as(token, Verb::get, "/api/v1/directory").body);
  EXPECT_EQ(last.at("last").at("counts").at("create").as_int64(), 4);
}

TEST(LdapSilence, keeps_nobody_out_who_has_a_password_here) {
  auto database = test::make(store::Engine::sqlite);
  const test::SilentServer silent;
  people::TestPeople server(**database, {}, [&](people::PeopleOptions& options) {
    Options ldap;
    ldap.url = silent.url("ldap");
    ldap.bind_dn = "cn=reader,dc=example,dc=org";
    ldap.password = "reader secret";
    ldap.timeout_seconds = 6;
    options.directory = make_directory(ldap);
  });
  server.add("Administrator", {"administrator"}, "admin");
  std::vector<std::future<int>> waiting;
  for (int i = 0; i < 4; ++i)
    waiting.push_back(std::async(std::launch::async, [&server, i] {
      people::Browser browser{server};
      browser.address = "192.0.2." + std::to_string(i + 10);
      return browser.sign_in("somebody" + std::to_string(i), "some password").status;
    }));
  people::Browser browser{server};
  EXPECT_EQ(browser.sign_in("admin", people::good_password).status, 200);
  for (auto& one : waiting) EXPECT_NE(one.wait_for(std::chrono::seconds(0)), std::future_status::ready);
  for (auto& one : waiting) EXPECT_EQ(one.get(), 503);
}

}  // namespace
}  // namespace evenkeel::ldap
