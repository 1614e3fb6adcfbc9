// Sessions and tokens as a client meets them: the guard, the cookies, expiry, and that what was ended is ended at once.
#include <gtest/gtest.h>

#include "support/people_server.hpp"

namespace evenkeel::people {
namespace {

using http::Verb;

class Sessions : public test::OnBothDatabases {
 protected:
  void SetUp() override {
    OnBothDatabases::SetUp();
    if (!IsSkipped()) server_ = std::make_unique<TestPeople>(db());
  }
  TestPeople& server() { return *server_; }

 private:
  std::unique_ptr<TestPeople> server_;
};
ON_BOTH_DATABASES(Sessions);

TEST_P(Sessions, open_with_the_password_and_say_what_one_may) {
  const Person analyst04 = server().add("Analyst 04", {"analyst"}, "analyst04");
  Browser browser{server()};
  EXPECT_EQ(browser.send(Verb::get, "/api/v1/session").status, 401);
  const auto answer = browser.sign_in(" ANALYST04 ", good_password);
  ASSERT_EQ(answer.status, 200);
  const auto body = boost::json::parse(answer.body);
  EXPECT_EQ(body.at("person").at("id").as_string(), to_string(analyst04.id));
  EXPECT_EQ(body.at("csrf").as_string(), browser.csrf);
  EXPECT_EQ(answer.body.find("argon2"), std::string::npos);
  const auto again = browser.send(Verb::get, "/api/v1/session");
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(boost::json::parse(again.body), body);
}

TEST_P(Sessions, cookies_are_hardened) {
  server().add("Analyst 04", {}, "analyst04");
  http::Request request;
  request.verb = Verb::post;
  request.path = "/api/v1/session";
  request.secure = true;
  request.body = R"({"login":"analyst04","password":")" + good_password + "\"}";
  std::vector<std::string> cookies;
  for (const auto& [name, value] : server().send(request).headers)
    if (name == "Set-Cookie") cookies.push_back(value);
  ASSERT_EQ(cookies.size(), 2u);
  EXPECT_NE(cookies[0].find("; HttpOnly"), std::string::npos);
  EXPECT_EQ(cookies[1].find("; HttpOnly"), std::string::npos);
  for (const std::string& cookie : cookies) {
    EXPECT_NE(cookie.find("; SameSite=Lax"), std::string::npos);
    EXPECT_NE(cookie.find("; Secure"), std::string::npos);
    EXPECT_NE(cookie.find("; Path=/"), std::string::npos);
  }
}

TEST_P(Sessions, only_a_digest_of_the_secret_is_stored) {
  server().add("Analyst 04", {}, "analyst04");
  Browser browser{server()};
  browser.sign_in("analyst04", good_password);
  server().reg().readers.read([&](store::Connection& db) {
    db.query("SELECT secret_hash FROM session", {}, [&](const store::Row& row) {
      EXPECT_EQ(row.text(0), hash_of_secret(browser.session));
      EXPECT_EQ(row.text(0).find(browser.session), std::string_view::npos);
    });
  });
}

TEST_P(Sessions, a_wrong_password_and_an_unknown_login_are_answered_alike) {
  server().add("Analyst 04", {}, "analyst04");
  Person caller07 = server().add("Caller 07", {});
  Browser browser{server()};
  const auto wrong = browser.sign_in("analyst04", "not the password");
  const auto unknown = browser.sign_in("nobody", "not the password");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(unknown.status, 401);
  EXPECT_EQ(wrong.body, unknown.body);
  EXPECT_TRUE(browser.session.empty());
}

TEST_P(Sessions, an_unknown_login_takes_as_long_as_a_wrong_password) {
  server().add("Analyst 04", {}, "analyst04");
  const auto fastest_us = [&](const std::string& login) {
    std::int64_t fastest = us_per_minute;
    for (int i = 0; i < 4; ++i) {
      Browser browser{server()};
      const auto begun = std::chrono::steady_clock::now();
      EXPECT_EQ(browser.sign_in(login, "not the password").status, 401);
      fastest = std::min<std::int64_t>(
          fastest, std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun).count());
    }
    return fastest;
  };
  fastest_us("somebody else");  // the first one ever makes the digest that unknown logins are checked against
  const auto known = fastest_us("analyst04"), unknown = fastest_us("nobody");
  EXPECT_GT(known, 5'000);  // argon2id is at work: without it an answer takes a fraction of a millisecond
  EXPECT_LT(unknown, 2 * known);
  EXPECT_GT(unknown, known / 2);
}

TEST_P(Sessions, guessing_is_slowed_down_for_logins_that_exist_and_those_that_do_not) {
  server().add("Analyst 04", {}, "analyst04");
  for (const char* login : {"analyst04", "nobody"}) {
    Browser browser{server()};
    for (int i = 0; i < 10; ++i) EXPECT_EQ(browser.sign_in(login, "wrong").status, 401);
    const auto refused = browser.sign_in(login, "wrong");
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(code_of(refused), "session.too_many_tries");
  }
  Browser elsewhere{server()};
  elsewhere.address = "192.0.2.99";
  EXPECT_EQ(elsewhere.sign_in("analyst04", good_password).status, 200);  // somebody else's guessing does not lock Analyst 04 out
  Browser here{server()};
  EXPECT_EQ(here.sign_in("analyst04", good_password).status, 429);
  server().world().advance(Throttle::window_us);
  EXPECT_EQ(here.sign_in("analyst04", good_password).status, 200);
}

TEST_P(Sessions, end_after_twelve_idle_hours_and_after_seven_days) {
  server().add("Analyst 04", {}, "analyst04");
  Browser browser{server()};
  browser.sign_in("analyst04", good_password);
  server().world().advance(session_idle_us - us_per_minute);
  EXPECT_EQ(browser.send(Verb::get, "/api/v1/session").status, 200);
  server().world().advance(session_idle_us);
  EXPECT_EQ(browser.send(Verb::get, "/api/v1/session").status, 401);
  browser.sign_in("analyst04", good_password);
  for (int hours = 0; hours < 7 * 24 - 1; hours += 6) {
    EXPECT_EQ(browser.send(Verb::get, "/api/v1/session").status, 200) << hours;
    server().write([](store::Tx&) {});  // after the use was noted
    server().world().advance(6 * us_per_hour);
  }
  EXPECT_EQ(browser.send(Verb::get, "/api/v1/session").status, 401);
}

TEST_P(Sessions, unsafe_verbs_need_the_csrf_token_of_this_very_session) {
  const Person analyst04 = server().add("Analyst 04", {}, "analyst04");
  Browser browser{server()}, other{server()};
  browser.sign_in("analyst04", good_password);
  other.sign_in("analyst04", good_password);
  const std::string own = browser.csrf;
  for (const std::string& csrf : {std::string(), std::string("guess"), other.csrf}) {
    browser.csrf = csrf;
    const auto refused = browser.send(Verb::del, "/api/v1/session");
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(code_of(refused), "csrf.missing");
  }
  browser.csrf = own;
  EXPECT_EQ(browser.send(Verb::del, "/api/v1/session").status, 204);
}

TEST_P(Sessions, signing_out_ends_it_at_once) {
  server().add("Analyst 04", {}, "analyst04");
  Browser browser{server()};
  browser.sign_in("analyst04", good_password);
  const std::string session = browser.session, csrf = browser.csrf;
  EXPECT_EQ(browser.send(Verb::del, "/api/v1/session").status, 204);
  EXPECT_TRUE(browser.session.empty());
  browser.session = session;
  browser.csrf = csrf;
  EXPECT_EQ(browser.send(Verb::get, "/api/v1/session").status, 401);
}

TEST_P(Sessions, signing_in_gives_a_new_secret_and_ends_the_former) {
  server().add("Analyst 04", {}, "analyst04");
  Browser browser{server()};
  browser.sign_in("analyst04", good_password);
  Browser old = browser;
  browser.sign_in("analyst04", good_password);
  EXPECT_NE(browser.session, old.session);
  EXPECT_EQ(old.send(Verb::get, "/api/v1/session").status, 401);
}

TEST_P(Sessions, who_is_deactivated_is_out_at_once) {
  const Person analyst04 = server().add("Analyst 04", {}, "analyst04");
  const std::string admin = server().token(server().add("Administrator 01", {"administrator"}, "admin01").id);
  Browser browser{server()};
  browser.sign_in("analyst04", good_password);
  EXPECT_EQ(browser.send(Verb::get, "/api/v1/session").status, 200);
  const auto changed =
      server().send_as(admin, Verb::patch, "/api/v1/people/" + to_string(analyst04.id), R"({"active":false})", {{"if-match", "*"}});
  EXPECT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(browser.send(Verb::get, "/api/v1/session").status, 401);
  EXPECT_EQ(browser.sign_in("analyst04", good_password).status, 401);
}

TEST_P(Sessions, a_new_password_ends_all_others_and_keeps_the_one_that_set_it) {
  const Person analyst04 = server().add("Analyst 04", {}, "analyst04");
  Browser here{server()}, there{server()};
  here.sign_in("analyst04", good_password);
  there.sign_in("analyst04", good_password);
  const std::string path = "/api/v1/people/" + to_string(analyst04.id) + "/password";
  EXPECT_EQ(code_of(here.send(Verb::post, path, R"({"password":"another good one"})")), "field.required");
  EXPECT_EQ(code_of(here.send(Verb::post, path, R"({"password":"another good one","current":"wrong"})")), "password.current_wrong");
  EXPECT_EQ(code_of(here.send(Verb::post, path, R"({"password":"short","current":")" + good_password + "\"}")), "password.too_short");
  EXPECT_EQ(there.send(Verb::get, "/api/v1/session").status, 200);
  EXPECT_EQ(here.send(Verb::post, path, R"({"password":"another good one","current":")" + good_password + "\"}").status, 204);
  EXPECT_EQ(here.send(Verb::get, "/api/v1/session").status, 200);
  EXPECT_EQ(there.send(Verb::get, "/api/v1/session").status, 401);
  EXPECT_EQ(there.sign_in("analyst04", good_password).status, 401);
  EXPECT_EQ(there.sign_in("analyst04", "another good one").status, 200);
}

TEST_P(Sessions, tokens_open_what_their_scopes_say_until_they_are_revoked) {
  const Person analyst04 = server().add("Analyst 04", {"analyst"}, "analyst04");
  Browser browser{server()};
  browser.sign_in("analyst04", good_password);
  const auto made = browser.send(Verb::post, "/api/v1/tokens", R"({"name":"script","scopes":["people.read"]})");
  ASSERT_EQ(made.status, 201) << made.body;
  const auto body = boost::json::parse(made.body);
  const std::string token(body.at("token").as_string());
  EXPECT_TRUE(token.starts_with("ek_" + std::string(body.at("id").as_string())));
  EXPECT_EQ(server().send_as(token, Verb::get, "/api/v1/people").status, 200);
  EXPECT_EQ(server().send_as(token, Verb::get, "/api/v1/tokens").status, 403);
  EXPECT_EQ(server().send_as(token + "x", Verb::get, "/api/v1/people").status, 401);
  EXPECT_EQ(server().send_as("ek_1_x", Verb::get, "/api/v1/people").status, 401);
  server().write([](store::Tx&) {});  // after the use was noted
  const auto listed = browser.send(Verb::get, "/api/v1/tokens");
  EXPECT_EQ(listed.body.find(token.substr(token.rfind('_') + 1)), std::string::npos);
  EXPECT_EQ(listed.body.find("secret"), std::string::npos);
  EXPECT_NE(listed.body.find("\"used_at\":\"2026"), std::string::npos);
  EXPECT_EQ(browser.send(Verb::del, "/api/v1/tokens/" + std::string(body.at("id").as_string())).status, 204);
  EXPECT_EQ(server().send_as(token, Verb::get, "/api/v1/people").status, 401);
}

TEST_P(Sessions, tokens_expire_and_cannot_make_more_of_themselves) {
  const Person analyst04 = server().add("Analyst 04", {"analyst"});
  const std::string token = server().token(analyst04.id);
  EXPECT_EQ(code_of(server().send_as(token, Verb::post, "/api/v1/tokens", R"({"name":"child","scopes":["everything"]})")),
            "token.from_token");
  EXPECT_EQ(server().send_as(token, Verb::get, "/api/v1/people").status, 200);
  server().world().advance(365 * us_per_day);
  EXPECT_EQ(server().send_as(token, Verb::get, "/api/v1/people").status, 401);
}

TEST_P(Sessions, token_requests_are_checked) {
  server().add("Analyst 04", {"analyst"}, "analyst04");
  const Person caller07 = server().add("Caller 07", {});
  Browser browser{server()};
  browser.sign_in("analyst04", good_password);
  auto refusal = [&](const std::string& body) { return code_of(browser.send(Verb::post, "/api/v1/tokens", body)); };
  EXPECT_EQ(refusal(R"({})"), "field.required");
  EXPECT_EQ(refusal(R"({"name":"x","scopes":["fly"]})"), "token.unknown_scope");
  EXPECT_EQ(refusal(R"({"name":"x","scopes":["people.erase"]})"), "token.scope_not_held");
  EXPECT_EQ(refusal(R"({"name":"x","scopes":["everything"],"expires_at":"2026-03-01T00:00:00Z"})"), "token.bad_expiry");
  EXPECT_EQ(refusal(R"({"name":"x","scopes":["everything"],"expires_at":"2036-03-01T00:00:00Z"})"), "token.bad_expiry");
  EXPECT_EQ(refusal(R"({"name":"x","scopes":["everything"],"person":")" + to_string(caller07.id) + "\"}"), "permission.denied");
  EXPECT_EQ(refusal(R"({"name":"x","secret_hash":"00"})"), "field.unknown");
}

TEST_P(Sessions, a_token_names_what_it_is_for) {
  server().add("Analyst 04", {"analyst"}, "analyst04");
  Browser browser{server()};
  browser.sign_in("analyst04", good_password);
  for (const char* body : {R"({"name":"x"})", R"({"name":"x","scopes":[]})", R"({"name":"x","scopes":null})"}) {
    const auto refused = browser.send(Verb::post, "/api/v1/tokens", body);
    EXPECT_EQ(refused.status, 422) << body;
    EXPECT_EQ(code_of(refused), "field.required") << body;
    EXPECT_NE(refused.body.find("\"/scopes\""), std::string::npos) << refused.body;
  }
  const auto made = browser.send(Verb::post, "/api/v1/tokens", R"({"name":"x","scopes":["everything"]})");
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string token(boost::json::parse(made.body).at("token").as_string());
  EXPECT_EQ(server().send_as(token, Verb::get, "/api/v1/people").status, 200);
  EXPECT_EQ(server().send_as(token, Verb::get, "/api/v1/tokens?person=all").status, 403);
}

TEST_P(Sessions, a_stored_token_without_scopes_opens_nothing) {
  const std::string token = server().token(server().add("Analyst 04", {"analyst"}).id);
  server().write([](store::Tx& tx) { tx.db().execute("UPDATE token SET scopes = NULL", {}); });
  EXPECT_EQ(server().send_as(token, Verb::get, "/api/v1/people").status, 403);
}

TEST_P(Sessions, what_is_cached_is_answered_without_a_query_and_forgotten_after_a_change) {
  const Person analyst04 = server().add("Analyst 04", {"analyst"});
  const std::string token = server().token(analyst04.id);
  Accounts& accounts = server().people().accounts();
  const Time now = server().world().now();
  ASSERT_TRUE(accounts.by_token(token, now));
  EXPECT_EQ(accounts.cached(), 1u);
  // Behind its back the token goes: a hit does not notice, a word does.
  server().write([](store::Tx& tx) { tx.db().execute("DELETE FROM token", {}); });
  EXPECT_TRUE(accounts.by_token(token, now));
  accounts.invalidate("person", analyst04.id);
  EXPECT_EQ(accounts.cached(), 0u);
  EXPECT_FALSE(accounts.by_token(token, now));
}

TEST_P(Sessions, another_nodes_change_is_noticed_within_seconds) {
  const Person analyst04 = server().add("Analyst 04", {"analyst"});
  const std::string token = server().token(analyst04.id);
  Accounts& accounts = server().people().accounts();
  ASSERT_TRUE(accounts.by_token(token, server().world().now()));
  server().write([](store::Tx& tx) { tx.db().execute("UPDATE person SET active = 0", {}); });
  server().world().advance(Accounts::cached_us);
  EXPECT_FALSE(accounts.by_token(token, server().world().now()));
}

}  // namespace
}  // namespace evenkeel::people
