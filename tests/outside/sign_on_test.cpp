// Signing on as browsers do it, through the whole house and on both databases, at a provider inside the test: cookies, redirects,
// accounts, roles, second factors, logout from both sides. The real provider stands in tests/e2e.
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "base/url.hpp"
#include "practice/people/one_time.hpp"
#include "scenario/office.hpp"
#include "support/oidc_issuer.hpp"

namespace evenkeel::outside {
namespace {

namespace bj = boost::json;
using http::Verb;
using scenario::Office;
using scenario::Stage;

const std::string sign_on_at = "/api/v1/session/sign-on/company";

/// A browser: keeps cookies by name and path.
class Browser {
 public:
  explicit Browser(Stage& stage) : stage_(stage) {}

  http::Response send(Verb verb, const std::string& target, const std::string& body = {}, const std::string& type = {}) {
    http::Request request;
    request.verb = verb;
    const auto question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string::npos)
      for (const auto& [name, value] : test::form_of(target.substr(question + 1))) request.query.emplace_back(name, value);
    request.body = body;
    if (!type.empty()) request.headers.emplace_back("content-type", type);
    std::string cookies;
    for (const auto& [name, cookie] : jar_)
      if (request.path.starts_with(cookie.path)) cookies += (cookies.empty() ? "" : "; ") + name + "=" + cookie.value;
    if (!cookies.empty()) request.headers.emplace_back("cookie", cookies);
    if (jar_.contains("evenkeel_csrf")) request.headers.emplace_back("x-csrf-token", jar_["evenkeel_csrf"].value);
    http::Response response = stage_.send(std::move(request), {});
    for (const auto& [name, value] : response.headers)
      if (name == "Set-Cookie") keep(value);
    return response;
  }
  http::Response get(const std::string& target) { return send(Verb::get, target); }
  http::Response post(const std::string& target, const bj::object& body) { return send(Verb::post, target, bj::serialize(body)); }
  void keep(const std::string& cookie) {
    const auto equal = cookie.find('='), end = cookie.find(';');
    const std::string name = cookie.substr(0, equal), value = cookie.substr(equal + 1, end - equal - 1);
    const auto path = cookie.find("Path=") + 5;
    texts[name] = cookie;
    if (value.empty()) jar_.erase(name);
    else jar_[name] = {value, cookie.substr(path, cookie.find(';', path) - path)};
  }
  bool has(const std::string& name) const { return jar_.contains(name); }
  bool signed_in() { return get("/api/v1/session").status == 200; }
  bj::object session() { return bj::parse(get("/api/v1/session").body).as_object(); }

  std::map<std::string, std::string> texts;  // of the cookies, as they were set last

 private:
  struct Cookie {
    std::string value, path;
  };
  Stage& stage_;
  std::map<std::string, Cookie> jar_;
};

std::string location(const http::Response& response) {
  for (const auto& [name, value] : response.headers)
    if (name == "Location") return value;
  return {};
}

class SignOn : public testing::TestWithParam<store::Engine> {
 protected:
  void SetUp() override {
    if (const auto reason = test::why_not(GetParam()); !reason.empty()) GTEST_SKIP() << reason;
  }
  /// Opens the house; `adjust` has the last word on the provider.
  void open(const std::function<void(app::Config&, app::SignOnConfig&)>& adjust = [](auto&, auto&) {}) {
    stage_ = std::make_unique<Stage>(GetParam(), start, [this, adjust](app::Config& config, app::HouseOptions& options) {
      config.sign_on.providers = {"company"};
      app::SignOnConfig& provider = app::sign_on_named(config, "company");
      provider.label = "Example account";
      provider.issuer = "https://id.example.org/staff";
      provider.client_id = "evenkeel";
      provider.client_secret = "a client's secret";
      provider.create = true;
      adjust(config, provider);
      options.fetch = [this](const oidc::Ask& ask) { return issuer_->fetch()(ask); };
    });
    issuer_ = std::make_unique<test::OidcIssuer>(stage_->world);
    office_ = std::make_unique<Office>(*stage_);
  }
  /// There and back; where the browser ends up.
  std::string sign_on(Browser& browser, const std::string& to = "/") {
    const auto begun = browser.get(sign_on_at + "?to=" + url_encoded(to));
    EXPECT_EQ(begun.status, 303);
    if (!location(begun).starts_with("https://id.example.org/")) return location(begun);
    const auto back = browser.get(sign_on_at + "/callback?" + issuer_->agree(location(begun)));
    EXPECT_EQ(back.status, 303);
    return location(back);
  }
  http::Response log_out(const std::string& token) {
    Browser provider(*stage_);
    return provider.send(Verb::post, sign_on_at + "/logout", "logout_token=" + token, "application/x-www-form-urlencoded");
  }
  std::int64_t people_named(const std::string& login) {
    std::int64_t n = 0;
    stage_->database()
        .connect(store::Open::read)
        ->query("SELECT COUNT(*) FROM person WHERE login = $1", {store::Param(login)}, [&](const store::Row& row) { n = row.integer(0); });
    return n;
  }
  /// A second factor for the person of the session; its secret.
  std::string enrol(Browser& browser) {
    const auto begun = bj::parse(browser.post("/api/v1/session/second-factor", {}).body);
    const std::string secret = from_base32(begun.at("secret").as_string());
    EXPECT_EQ(browser.post("/api/v1/session/second-factor/confirm", {{"code", code(secret)}}).status, 200);
    stage_->advance(us_per_minute);  // a code is good once
    return secret;
  }
  std::string code(const std::string& secret) {
    return people::totp_code(secret, stage_->world.now().us / us_per_second / people::totp_step_s);
  }
  static std::string from_base32(std::string_view text) {
    std::string out;
    unsigned bits = 0, held = 0;
    for (const char c : text) {
      held = held << 5 | static_cast<unsigned>(c >= 'A' && c <= 'Z' ? c - 'A' : c - '2' + 26);
      if ((bits += 5) >= 8) out += static_cast<char>(held >> (bits -= 8) & 0xff);
    }
    return out;
  }

  static constexpr Time start{1'772'438'400 * us_per_second};
  std::unique_ptr<Stage> stage_;
  std::unique_ptr<test::OidcIssuer> issuer_;
  std::unique_ptr<Office> office_;
};

TEST_P(SignOn, opens_a_session_and_an_account_at_the_first_time) {
  open();
  Browser browser(*stage_);
  EXPECT_EQ(sign_on(browser, "/incidents?filter=state%20%3D%20new"), "/incidents?filter=state%20%3D%20new");
  EXPECT_FALSE(browser.has("evenkeel_sign_on")) << "the ticket is gone";
  const auto session = browser.session();
  EXPECT_EQ(session.at("person").at("login").as_string(), "analyst04");
  EXPECT_EQ(session.at("person").at("mail").as_string(), "agent04@example.org");
  EXPECT_TRUE(session.at("limit").is_null());
  Browser another(*stage_);
  EXPECT_EQ(sign_on(another), "/");
  EXPECT_EQ(another.session().at("person").at("id"), session.at("person").at("id")) << "the same person again";
  EXPECT_EQ(people_named("analyst04"), 1);
  EXPECT_EQ(stage_->audit(), "");
}

TEST_P(SignOn, is_offered_with_its_label) {
  open();
  Browser browser(*stage_);
  const auto ways = bj::parse(browser.get("/api/v1/session/ways").body);
  EXPECT_EQ(bj::serialize(ways.at("providers")), R"([{"name":"company","label":"Example account"}])");
  EXPECT_TRUE(ways.at("password_for_all").as_bool());
  EXPECT_EQ(browser.get("/api/v1/session/sign-on/nobody").status, 404);
}

TEST_P(SignOn, binds_state_and_nonce_to_the_browser_for_ten_minutes_and_once) {
  open();
  Browser browser(*stage_), stranger(*stage_);
  const auto begun = location(browser.get(sign_on_at));
  const std::string cookie = browser.texts["evenkeel_sign_on"];
  for (const char* part : {"; HttpOnly", "; SameSite=Lax", "; Path=/api/v1/session/sign-on", "; Max-Age=600"})
    EXPECT_NE(cookie.find(part), std::string::npos) << part;
  const auto sent = test::form_of(begun.substr(begun.find('?') + 1));
  for (const char* secret : {"state", "nonce"}) EXPECT_EQ(cookie.find(sent.at(secret)), std::string::npos) << "sealed";

  const auto back = issuer_->agree(begun);
  EXPECT_EQ(location(stranger.get(sign_on_at + "/callback?" + back)), "/?sign_on=expired") << "a code that somebody else fetched";
  EXPECT_FALSE(stranger.signed_in());
  EXPECT_EQ(location(browser.get(sign_on_at + "/callback?state=another&code=code-1")), "/?sign_on=expired");
  browser.keep(cookie);
  EXPECT_EQ(location(browser.get(sign_on_at + "/callback?" + back)), "/");
  EXPECT_TRUE(browser.signed_in());
  stranger.keep(cookie);
  EXPECT_NE(location(stranger.get(sign_on_at + "/callback?" + back)), "/") << "the provider gives a code once";
  EXPECT_FALSE(stranger.signed_in());

  Browser slow(*stage_);
  const auto late = issuer_->agree(location(slow.get(sign_on_at)));
  stage_->advance(10 * us_per_minute);
  EXPECT_EQ(location(slow.get(sign_on_at + "/callback?" + late)), "/?sign_on=expired");
}

TEST_P(SignOn, takes_a_state_once_whatever_the_provider_says) {
  open();
  Browser browser(*stage_), thief(*stage_);
  const auto begun = location(browser.get(sign_on_at));
  thief.keep(browser.texts["evenkeel_sign_on"]);
  const auto first = issuer_->agree(begun), second = issuer_->agree(begun);
  EXPECT_EQ(location(browser.get(sign_on_at + "/callback?" + first)), "/");
  EXPECT_EQ(location(thief.get(sign_on_at + "/callback?" + second)), "/?sign_on=expired");
  EXPECT_FALSE(thief.signed_in());
}

TEST_P(SignOn, comes_back_to_pages_of_ours_alone) {
  open();
  for (const char* evil : {"//evil.example.org", "https://evil.example.org", "/\\evil.example.org", "\\\\evil", "/a\r\nSet-Cookie: x=1",
                           "javascript:alert(1)", "/api/v1/session/ways", "", "incidents"}) {
    Browser browser(*stage_);
    EXPECT_EQ(sign_on(browser, evil), "/") << evil;
  }
}

TEST_P(SignOn, refuses_what_cannot_be_believed_and_makes_nobody) {
  open();
  const std::function<void(bj::object&)> wrong[] = {[](auto& c) { c["nonce"] = "another"; },
                                                    [](auto& c) { c["iss"] = "https://evil.example.org"; }, [](auto& c) { c["exp"] = 1; },
                                                    [](auto& c) { c["aud"] = "another"; }};
  for (const auto& alter : wrong) {
    issuer_->alter_claims = alter;
    Browser browser(*stage_);
    EXPECT_EQ(sign_on(browser, "/log"), "/log?sign_on=untrusted");
    EXPECT_FALSE(browser.signed_in());
  }
  issuer_->alter_claims = [](auto&) {};
  issuer_->alter_token = [](const std::string& token) {
    return to_base64url(R"({"alg":"none"})") + token.substr(token.find('.'), token.rfind('.') - token.find('.') + 1);
  };
  Browser browser(*stage_);
  EXPECT_EQ(sign_on(browser), "/?sign_on=untrusted");
  EXPECT_EQ(people_named("analyst04"), 0);
}

TEST_P(SignOn, says_when_the_provider_is_away_and_when_somebody_cancelled) {
  open();
  issuer_->away = true;
  Browser browser(*stage_);
  EXPECT_EQ(sign_on(browser, "/log"), "/log?sign_on=unavailable");
  issuer_->away = false;
  stage_->advance(us_per_minute);
  const auto begun = location(browser.get(sign_on_at + "?to=/log"));
  const auto state = test::form_of(begun.substr(begun.find('?') + 1)).at("state");
  EXPECT_EQ(location(browser.get(sign_on_at + "/callback?error=access_denied&state=" + state)), "/log?sign_on=denied");
  EXPECT_FALSE(browser.has("evenkeel_sign_on"));
}

TEST_P(SignOn, makes_no_account_unless_it_may) {
  open([](auto&, auto& provider) { provider.create = false; });
  Browser browser(*stage_);
  EXPECT_EQ(sign_on(browser), "/?sign_on=no_account");
  EXPECT_EQ(people_named("analyst04"), 0);
}

TEST_P(SignOn, takes_nobody_for_somebody_else_by_name_alone) {
  open();
  office_->add("analyst04", "analyst");
  Browser browser(*stage_);
  EXPECT_EQ(sign_on(browser), "/?sign_on=taken");
  issuer_->person["preferred_username"] = "somebody";
  issuer_->person["email"] = "analyst04@example.org";
  office_->must("admin", "/api/v1/people", R"({"name":"By mail","mail":"analyst04@example.org"})");
  EXPECT_EQ(sign_on(browser), "/?sign_on=taken");
}

TEST_P(SignOn, finds_a_person_by_a_verified_address_when_that_is_the_rule) {
  open([](auto&, auto& provider) { provider.match = "verified_mail"; });
  const auto made = office_->must("admin", "/api/v1/people", R"({"name":"By mail","mail":"Agent04@example.org","roles":["technician"]})");
  issuer_->person["email_verified"] = false;
  issuer_->person["preferred_username"] = "somebody";
  Browser browser(*stage_);
  EXPECT_EQ(sign_on(browser), "/");
  EXPECT_NE(browser.session().at("person").at("id").as_string(), made["id"]) << "an address that nobody verified proves nothing";
  issuer_->person = {{"sub", "subject-2"}, {"preferred_username", "agent04"}, {"email", "agent04@example.org"}, {"email_verified", true}};
  EXPECT_EQ(sign_on(browser), "/");
  EXPECT_EQ(browser.session().at("person").at("id").as_string(), made["id"]);
  issuer_->person["sub"] = "subject-3";
  EXPECT_EQ(sign_on(browser), "/?sign_on=taken") << "one account of the provider for a person";
}

TEST_P(SignOn, gives_the_roles_and_teams_of_the_groups_and_takes_them_back) {
  open([](app::Config& config, auto& provider) {
    config.sign_in.group_grants = {"it-network = team Service desk, role technician"};
    provider.groups_claim = "groups";
  });
  issuer_->person["groups"] = bj::array{"IT-Network"};
  Browser browser(*stage_);
  EXPECT_EQ(sign_on(browser), "/");
  auto person = browser.session().at("person").as_object();
  EXPECT_EQ(bj::serialize(person.at("roles")), R"(["technician"])");
  EXPECT_EQ(person.at("teams").as_array().size(), 1u);
  issuer_->person["groups"] = bj::array{};
  EXPECT_EQ(sign_on(browser), "/");
  person = browser.session().at("person").as_object();
  EXPECT_TRUE(person["roles"].is_null() || person["roles"].as_array().empty());
}

TEST_P(SignOn, does_not_open_the_account_of_somebody_who_was_deactivated) {
  open();
  Browser browser(*stage_);
  EXPECT_EQ(sign_on(browser), "/");
  const std::string id(browser.session().at("person").at("id").as_string());
  office_->ask("admin", Verb::patch, "/api/v1/people/" + id, R"({"active":false})", {{"if-match", "*"}});
  EXPECT_FALSE(browser.signed_in());
  EXPECT_EQ(sign_on(browser), "/?sign_on=inactive");
}

TEST_P(SignOn, asks_for_the_own_second_factor_unless_the_provider_vouches_for_one) {
  open([](auto&, auto& provider) { provider.second_factor_amr = {"mfa"}; });
  Browser browser(*stage_);
  EXPECT_EQ(sign_on(browser), "/");
  const auto secret = enrol(browser);
  Browser other(*stage_);
  EXPECT_EQ(sign_on(other, "/log"), "/log?sign_on=code");
  EXPECT_FALSE(other.signed_in()) << "not before the code";
  EXPECT_EQ(bj::parse(browser.get("/api/v1/sessions").body).at("items").as_array().size(), 1u);
  EXPECT_EQ(other.post("/api/v1/session/sign-on/code", {{"code", "000000"}}).status, 401);
  EXPECT_FALSE(other.signed_in());
  EXPECT_EQ(other.post("/api/v1/session/sign-on/code", {{"code", code(secret)}}).status, 200);
  EXPECT_TRUE(other.signed_in());
  stage_->advance(us_per_minute);
  EXPECT_EQ(other.post("/api/v1/session/sign-on/code", {{"code", code(secret)}}).status, 401) << "once";

  Browser late(*stage_);
  EXPECT_EQ(sign_on(late), "/?sign_on=code");
  stage_->advance(10 * us_per_minute);
  EXPECT_EQ(late.post("/api/v1/session/sign-on/code", {{"code", code(secret)}}).status, 401);

  issuer_->person["amr"] = bj::array{"pwd", "mfa"};
  Browser vouched(*stage_);
  EXPECT_EQ(sign_on(vouched), "/");
  EXPECT_TRUE(vouched.signed_in());
}

TEST_P(SignOn, holds_the_roles_to_their_second_factor) {
  open([](app::Config& config, auto& provider) {
    config.sign_in.second_factor_roles = {"technician"};
    config.sign_in.group_grants = {"it = role technician"};
    provider.groups_claim = "groups";
    provider.second_factor_acr = {"gold"};
  });
  issuer_->person["groups"] = bj::array{"it"};
  Browser browser(*stage_);
  EXPECT_EQ(sign_on(browser), "/");
  EXPECT_EQ(browser.session().at("limit").as_string(), "second_factor");
  issuer_->person["acr"] = "gold";
  EXPECT_EQ(sign_on(browser), "/");
  EXPECT_TRUE(browser.session().at("limit").is_null());
}

TEST_P(SignOn, signing_out_ends_the_session_here_and_says_where_it_ends_there) {
  open();
  Browser browser(*stage_);
  EXPECT_EQ(sign_on(browser), "/");
  const auto ended = browser.send(Verb::del, "/api/v1/session");
  EXPECT_EQ(ended.status, 200);
  const std::string leave(bj::parse(ended.body).at("leave").as_string());
  const auto sent = test::form_of(leave.substr(leave.find('?') + 1));
  EXPECT_EQ(sent.at("post_logout_redirect_uri"), "https://help.example.org/");
  EXPECT_EQ(std::ranges::count(sent.at("id_token_hint"), '.'), 2);
  EXPECT_FALSE(browser.has("evenkeel_session"));
  EXPECT_FALSE(browser.signed_in());
}

TEST_P(SignOn, signing_out_does_not_wait_for_a_provider_that_is_away) {
  open();
  Browser browser(*stage_);
  EXPECT_EQ(sign_on(browser), "/");
  issuer_->away = true;
  stage_->crash();  // forgets the documents
  EXPECT_EQ(browser.send(Verb::del, "/api/v1/session").status, 204);
  EXPECT_FALSE(browser.signed_in());
}

TEST_P(SignOn, ends_when_the_provider_says_so_by_session_or_by_subject) {
  open();
  Browser one(*stage_), two(*stage_), local(*stage_);
  issuer_->person["sid"] = "session-1";
  EXPECT_EQ(sign_on(one), "/");
  issuer_->person["sid"] = "session-2";
  EXPECT_EQ(sign_on(two), "/");
  EXPECT_TRUE(one.signed_in() && two.signed_in());
  EXPECT_EQ(log_out(issuer_->logout_token({{"sid", "session-1"}, {"sub", "somebody else"}})).status, 200);
  EXPECT_TRUE(one.signed_in()) << "not theirs";
  EXPECT_EQ(log_out(issuer_->logout_token({{"sid", "session-1"}, {"sub", "subject-1"}})).status, 200);
  EXPECT_FALSE(one.signed_in());
  EXPECT_TRUE(two.signed_in());
  EXPECT_EQ(sign_on(one), "/");
  EXPECT_EQ(log_out(issuer_->logout_token({{"sub", "subject-1"}})).status, 200);
  EXPECT_FALSE(one.signed_in() || two.signed_in());
  EXPECT_EQ(stage_->audit(), "");
}

TEST_P(SignOn, ends_also_what_still_waits_for_its_second_factor) {
  open();
  Browser browser(*stage_), waiting(*stage_);
  EXPECT_EQ(sign_on(browser), "/");
  const auto secret = enrol(browser);
  EXPECT_EQ(sign_on(waiting), "/?sign_on=code");
  EXPECT_EQ(log_out(issuer_->logout_token({{"sub", "subject-1"}})).status, 200);
  EXPECT_EQ(waiting.post("/api/v1/session/sign-on/code", {{"code", code(secret)}}).status, 401);
}

TEST_P(SignOn, does_not_end_for_a_logout_token_that_cannot_be_believed) {
  open();
  Browser browser(*stage_);
  EXPECT_EQ(sign_on(browser), "/");
  const bj::object whom{{"sub", "subject-1"}};
  const std::string bad[] = {issuer_->logout_token(whom, [](auto& c) { c["aud"] = "another"; }),
                             issuer_->logout_token(whom, [](auto& c) { c["exp"] = 1; }),
                             issuer_->logout_token(whom, [](auto& c) { c.erase("events"); }),
                             issuer_->logout_token(whom, [](auto& c) { c["nonce"] = "a"; }),
                             issuer_->id_token("a"),
                             "a.b.c",
                             ""};
  for (const auto& token : bad) EXPECT_EQ(log_out(token).status, 400) << token;
  EXPECT_TRUE(browser.signed_in());
  const auto good = issuer_->logout_token(whom);
  EXPECT_EQ(log_out(good).status, 200);
  EXPECT_FALSE(browser.signed_in());
  EXPECT_EQ(sign_on(browser), "/");
  EXPECT_EQ(log_out(good).status, 400) << "a token that was used";
  EXPECT_TRUE(browser.signed_in());
}

TEST_P(SignOn, can_leave_the_password_to_those_who_break_the_glass) {
  open([](app::Config& config, auto&) { config.sign_in.password_roles = {"administrator"}; });
  const std::string id = office_->add("analyst04", "analyst");
  Browser browser(*stage_), keeper(*stage_);
  EXPECT_EQ(keeper.post("/api/v1/session", {{"login", "admin"}, {"password", "correct horse battery staple"}}).status, 200) << "may";
  EXPECT_EQ(keeper.post("/api/v1/people/" + id + "/password", {{"password", "a harbour at low tide"}}).status, 204);
  EXPECT_FALSE(bj::parse(browser.get("/api/v1/session/ways").body).at("password_for_all").as_bool());
  const auto refused = browser.post("/api/v1/session", {{"login", "analyst04"}, {"password", "a harbour at low tide"}});
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(bj::parse(refused.body).at("code").as_string(), "session.provider_only");
  EXPECT_EQ(browser.post("/api/v1/session", {{"login", "analyst04"}, {"password", "wrong"}}).status, 401);
}

TEST_P(SignOn, keeps_nothing_that_opens_anything) {
  open();
  Browser browser(*stage_);
  EXPECT_EQ(sign_on(browser), "/");
  stage_->database()
      .connect(store::Open::read)
      ->query("SELECT id_token, provider, subject FROM session WHERE provider IS NOT NULL AND provider <> ''", {},
              [](const store::Row& row) {
                EXPECT_EQ(row.text(0).find("eyJ"), std::string_view::npos) << "the ID token is sealed";
                EXPECT_EQ(row.text(1), "company");
                EXPECT_EQ(row.text(2), "subject-1");
              });
}

INSTANTIATE_TEST_SUITE_P(Engines, SignOn, testing::Values(store::Engine::sqlite, store::Engine::postgres), test::engine_name);

}  // namespace
}  // namespace evenkeel::outside
