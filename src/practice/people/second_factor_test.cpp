// Second factors as their owners meet them: enrolment, signing in, recovery, the administrator's reset, and what the database
// alone gives away.
#include <gtest/gtest.h>

#include "practice/people/one_time.hpp"
#include "practice/people/sign_in.hpp"
#include "support/people_server.hpp"

namespace evenkeel::people {
namespace {

using http::Verb;
const std::string own = "/api/v1/session/second-factor";

std::string body_member(const http::Response& response, const char* name) {
  const auto json = boost::json::parse(response.body);
  return std::string(json.at(name).as_string().c_str());
}

std::string from_base32(std::string_view text) {
  std::string out;
  unsigned bits = 0, held = 0;
  for (const char c : text) {
    bits = (bits << 5) | static_cast<unsigned>(c >= 'A' ? c - 'A' : c - '2' + 26);
    if ((held += 5) >= 8) out += static_cast<char>((bits >> (held -= 8)) & 255);
    bits &= (1u << held) - 1;
  }
  return out;
}

class SecondFactors : public test::OnBothDatabases {
 protected:
  void SetUp() override {
    OnBothDatabases::SetUp();
    if (!IsSkipped()) server_ = std::make_unique<TestPeople>(db(), std::vector<Role>{Role::administrator});
  }
  TestPeople& server() { return *server_; }

  http::Response sign_in(Browser& browser, const std::string& login, const std::string& code) {
    return browser.send(Verb::post, "/api/v1/session",
                        R"({"login":")" + login + R"(","password":")" + good_password + R"(","code":")" + code + "\"}");
  }
  std::string code_now() { return totp_code(secret_, server().world().now().us / us_per_second / totp_step_s); }
  void next_code() { server().world().advance(totp_step_s * us_per_second); }
  /// Sets a second factor up in the browser; returns the recovery codes.
  std::vector<std::string> enrol(Browser& browser) {
    const auto begun = browser.send(Verb::post, own, R"({"password":")" + good_password + "\"}");
    EXPECT_EQ(begun.status, 201) << begun.body;
    secret_ = from_base32(body_member(begun, "secret"));
    const auto confirmed = browser.send(Verb::post, own + "/confirm", R"({"code":")" + code_now() + "\"}");
    EXPECT_EQ(confirmed.status, 200) << confirmed.body;
    std::vector<std::string> codes;
    const auto json = boost::json::parse(confirmed.body);
    for (const auto& code : json.at("recovery_codes").as_array()) codes.emplace_back(code.as_string().c_str());
    next_code();
    return codes;
  }
  bool may_work(Browser& browser) { return browser.send(Verb::get, "/api/v1/people").status == 200; }

 private:
  std::unique_ptr<TestPeople> server_;
  std::string secret_;
};
ON_BOTH_DATABASES(SecondFactors);

TEST_P(SecondFactors, are_asked_for_as_a_second_step_once_proven) {
  server().add("Analyst", {"analyst"}, "analyst");
  Browser browser{server()};
  browser.sign_in("analyst", good_password);
  EXPECT_EQ(browser.send(Verb::post, own, R"({"password":"not this one"})").status, 422);
  EXPECT_EQ(browser.send(Verb::post, own + "/confirm", R"({"code":"123456"})").status, 409);  // nothing begun
  browser.send(Verb::post, own, R"({"password":")" + good_password + "\"}");
  Browser other{server()};
  EXPECT_EQ(other.sign_in("analyst", good_password).status, 200);  // begun, not proven: not asked for
  const auto codes = enrol(browser);
  EXPECT_EQ(codes.size(), 10u);
  EXPECT_FALSE(may_work(other));  // proving it ended the other sessions
  EXPECT_TRUE(may_work(browser));

  const auto asked = other.sign_in("analyst", good_password);
  EXPECT_EQ(asked.status, 401);
  EXPECT_EQ(code_of(asked), "session.code_needed");
  EXPECT_EQ(code_of(other.sign_in("analyst", "wrong password")), "session.refused");
  EXPECT_EQ(code_of(sign_in(other, "analyst", "000000")), "session.code_wrong");
  EXPECT_EQ(sign_in(other, "analyst", code_now()).status, 200);
  EXPECT_TRUE(may_work(other));
}

TEST_P(SecondFactors, refuse_a_code_that_was_used) {
  server().add("Analyst", {"analyst"}, "analyst");
  Browser browser{server()}, thief{server()};
  browser.sign_in("analyst", good_password);
  enrol(browser);
  const std::string code = code_now();
  EXPECT_EQ(sign_in(browser, "analyst", code).status, 200);
  EXPECT_EQ(code_of(sign_in(thief, "analyst", code)), "session.code_wrong");
  next_code();
  EXPECT_EQ(code_of(sign_in(thief, "analyst", code)), "session.code_wrong");
  EXPECT_EQ(sign_in(thief, "analyst", code_now()).status, 200);
}

TEST_P(SecondFactors, recovery_codes_open_once_each) {
  server().add("Analyst", {"analyst"}, "analyst");
  Browser browser{server()};
  browser.sign_in("analyst", good_password);
  const auto codes = enrol(browser);
  Browser other{server()};
  EXPECT_EQ(sign_in(other, "analyst", codes[3]).status, 200);
  EXPECT_EQ(code_of(sign_in(other, "analyst", codes[3])), "session.code_wrong");
  EXPECT_NE(browser.send(Verb::get, own).body.find("\"recovery_codes_left\":9"), std::string::npos);
  const auto renewed = browser.send(Verb::post, own + "/recovery-codes", R"({"code":")" + codes[4] + "\"}");
  ASSERT_EQ(renewed.status, 200);
  EXPECT_EQ(code_of(sign_in(other, "analyst", codes[5])), "session.code_wrong");
  const auto json = boost::json::parse(renewed.body);
  EXPECT_EQ(sign_in(other, "analyst", json.at("recovery_codes").as_array()[0].as_string().c_str()).status, 200);
}

TEST_P(SecondFactors, guessing_codes_ends_after_ten_wherever_it_comes_from) {
  server().add("Analyst", {"analyst"}, "analyst");
  Browser browser{server()};
  browser.sign_in("analyst", good_password);
  enrol(browser);
  for (int i = 0; i < 10; ++i) {
    Browser guesser{server()};
    guesser.address = "192.0.2." + std::to_string(10 + i);
    EXPECT_EQ(sign_in(guesser, "analyst", "000000").status, 401);
  }
  Browser guesser{server()};
  guesser.address = "192.0.2.200";
  EXPECT_EQ(code_of(sign_in(guesser, "analyst", code_now())), "session.too_many_tries");
  server().world().advance(Throttle::window_us);
  EXPECT_EQ(sign_in(guesser, "analyst", code_now()).status, 200);
}

TEST_P(SecondFactors, are_removed_with_a_code_and_reset_by_an_administrator) {
  const Person analyst = server().add("Analyst", {"analyst"}, "analyst");
  const Person admin = server().add("Administrator", {"administrator"}, "admin");
  const std::string token = server().token(admin.id), theirs = server().token(analyst.id);
  Browser browser{server()};
  browser.sign_in("analyst", good_password);
  enrol(browser);
  EXPECT_EQ(browser.send(Verb::post, own + "/remove", R"({"code":"000000"})").status, 422);
  EXPECT_EQ(browser.send(Verb::post, own + "/remove", R"({"code":")" + code_now() + "\"}").status, 204);
  Browser other{server()};
  EXPECT_EQ(other.sign_in("analyst", good_password).status, 200);

  enrol(browser);
  const std::string path = "/api/v1/people/" + to_string(analyst.id) + "/second-factor";
  EXPECT_EQ(server().send_as(theirs, Verb::del, path).status, 403);
  EXPECT_EQ(code_of(server().send_as(token, Verb::del, path)), "second_factor.by_token");
  Browser administrator{server()};
  administrator.sign_in("admin", good_password);
  EXPECT_EQ(code_of(administrator.send(Verb::del, path)), "session.second_factor_needed");
  enrol(administrator);
  EXPECT_EQ(administrator.send(Verb::del, path).status, 204);
  EXPECT_FALSE(may_work(browser));
  EXPECT_EQ(browser.sign_in("analyst", good_password).status, 200);
  EXPECT_EQ(administrator.send(Verb::del, path).status, 409);
}

TEST_P(SecondFactors, a_role_that_must_have_one_gets_nothing_else_before) {
  server().add("Administrator", {"administrator"}, "admin");
  Browser browser{server()};
  const auto answer = browser.sign_in("admin", good_password);
  EXPECT_EQ(body_member(answer, "limit"), "second_factor");
  EXPECT_EQ(body_member(browser.send(Verb::get, "/api/v1/session"), "limit"), "second_factor");
  for (const std::string path : {"/api/v1/people", "/api/v1/tokens", "/api/v1/sessions", "/api/v1/permissions"})
    EXPECT_EQ(code_of(browser.send(Verb::get, path)), "session.second_factor_needed") << path;
  enrol(browser);
  EXPECT_TRUE(boost::json::parse(browser.send(Verb::get, "/api/v1/session").body).at("limit").is_null());
  EXPECT_TRUE(may_work(browser));
}

TEST_P(SecondFactors, neither_answers_nor_rows_give_the_secret_away) {
  const Person analyst = server().add("Analyst", {"analyst"}, "analyst");
  Browser browser{server()};
  browser.sign_in("analyst", good_password);
  const auto begun = browser.send(Verb::post, own, R"({"password":")" + good_password + "\"}");
  const std::string written = body_member(begun, "secret"), secret = from_base32(written);
  const auto contains = [&](std::string_view text) {
    return text.find(secret) != std::string_view::npos || text.find(written) != std::string_view::npos ||
           text.find(to_hex(secret)) != std::string_view::npos || text.find(to_base64url(secret)) != std::string_view::npos;
  };
  server().reg().readers.read([&](store::Connection& db) {
    int rows = 0;
    db.query("SELECT sealed_secret FROM second_factor", {}, [&](const store::Row& row) {
      ++rows;
      EXPECT_FALSE(contains(row.text(0)));
      EXPECT_TRUE(contains(Vault(std::string(32, 'v')).open(row.text(0), "totp " + to_string(analyst.id)).value_or("")));
      EXPECT_FALSE(Vault(std::string(32, 'w')).open(row.text(0), "totp " + to_string(analyst.id)));
    });
    EXPECT_EQ(rows, 1);
    db.query("SELECT body FROM change", {}, [&](const store::Row& row) { EXPECT_FALSE(contains(row.text(0))); });
  });
  EXPECT_FALSE(contains(browser.send(Verb::get, own).body));
  EXPECT_FALSE(contains(browser.send(Verb::get, "/api/v1/people/" + to_string(analyst.id) + "/export").body));
}

TEST_P(SecondFactors, sealed_under_another_key_are_opened_by_a_recovery_code) {
  const Person analyst = server().add("Analyst", {"analyst"}, "analyst");
  Browser browser{server()};
  browser.sign_in("analyst", good_password);
  const auto codes = enrol(browser);
  server().write([&](store::Tx& tx) {
    const Vault other(std::string(32, 'o'));
    tx.db().execute("UPDATE second_factor SET sealed_secret = $1", {store::Param(other.seal("x", std::string(24, 'n'), "totp 1"))});
  });
  const auto refused = sign_in(browser, "analyst", code_now());
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(code_of(refused), "second_factor.key_missing");
  EXPECT_EQ(sign_in(browser, "analyst", codes[0]).status, 200);
}

TEST_P(SecondFactors, sessions_are_listed_with_their_device_and_ended_one_by_one) {
  const Person analyst = server().add("Analyst", {"analyst"}, "analyst");
  const Person admin = server().add("Administrator", {"administrator"});
  Browser one{server()}, two{server()}, three{server()};
  for (Browser* browser : {&one, &two, &three}) browser->sign_in("analyst", good_password);
  const auto list = boost::json::parse(one.send(Verb::get, "/api/v1/sessions").body);
  ASSERT_EQ(list.at("items").as_array().size(), 3u);
  std::string another;
  int current = 0;
  for (const auto& item : list.at("items").as_array()) {
    EXPECT_EQ(item.at("address").as_string(), "192.0.2.1");
    if (item.at("current").as_bool()) ++current;
    else another = item.at("id").as_string().c_str();
  }
  EXPECT_EQ(current, 1);
  EXPECT_EQ(one.send(Verb::del, "/api/v1/sessions/" + another).status, 204);
  EXPECT_EQ(one.send(Verb::del, "/api/v1/sessions/" + another).status, 404);
  EXPECT_NE(may_work(two), may_work(three));
  EXPECT_EQ(one.send(Verb::del, "/api/v1/sessions").status, 204);
  EXPECT_TRUE(may_work(one));
  EXPECT_FALSE(may_work(two));
  EXPECT_FALSE(may_work(three));

  const Person stranger = server().add("Stranger", {"analyst"});
  const std::string path = "/api/v1/people/" + to_string(analyst.id) + "/sessions";
  EXPECT_EQ(server().send_as(server().token(stranger.id), Verb::get, path).status, 403);
  const auto mine = boost::json::parse(one.send(Verb::get, "/api/v1/sessions").body);
  const std::string id = mine.at("items").as_array()[0].at("id").as_string().c_str();
  EXPECT_EQ(server().send_as(server().token(stranger.id), Verb::del, "/api/v1/sessions/" + id).status, 404);
  EXPECT_EQ(server().send_as(server().token(admin.id), Verb::del, path).status, 204);
  EXPECT_FALSE(may_work(one));
}

TEST(Devices, are_told_by_what_browsers_say_of_themselves) {
  const std::pair<std::string_view, std::string_view> known[] = {
      {"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox on Linux"},
      {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0",
       "Edge on Windows"},
      {"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1",
       "Safari on iPhone"},
      {"Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36", "Chrome on Android"},
      {"curl/8.5.0", "curl"},
      {"", "Unknown"}};
  for (const auto& [agent, device] : known) EXPECT_EQ(device_of(agent), device);
}

}  // namespace
}  // namespace evenkeel::people
