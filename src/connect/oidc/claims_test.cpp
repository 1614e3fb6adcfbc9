// What an ID token and a logout token must say, claim by claim.
#include "connect/oidc/claims.hpp"

#include <gtest/gtest.h>

#include "base/hash.hpp"
#include "base/text.hpp"

namespace evenkeel::oidc {
namespace {

namespace bj = boost::json;

constexpr std::int64_t now_s = 1'790'000'000;
const Expected expected{"https://id.example.org", "evenkeel", "the nonce", "an-access-token", Time{now_s * us_per_second}};

bj::object good() {
  return {{"iss", "https://id.example.org"},
          {"aud", "evenkeel"},
          {"sub", "subject-1"},
          {"nonce", "the nonce"},
          {"iat", now_s},
          {"exp", now_s + 300}};
}

std::string with(const std::function<void(bj::object&)>& change, const std::string& type = "jwt") {
  bj::object claims = good();
  change(claims);
  const auto verdict = check_id_token({claims, type}, expected);
  return verdict ? "" : verdict.error().first().code;
}

TEST(IdToken, that_says_what_it_must_is_believed) {
  EXPECT_EQ(with([](auto&) {}), "");
  EXPECT_EQ(with([](auto&) {}, ""), "");
  EXPECT_EQ(with([](auto& c) { c["aud"] = bj::array{"evenkeel"}; }), "");
  EXPECT_EQ(with([](auto& c) { c["iat"] = static_cast<double>(now_s) + 0.5; }), "") << "times may have a fraction";
}

TEST(IdToken, of_another_issuer_is_refused) {
  for (const char* other : {"", "https://id.example.org/", "https://evil.example.org", "https://ID.example.org"})
    EXPECT_EQ(with([&](auto& c) { c["iss"] = other; }), "token.issuer") << other;
  EXPECT_EQ(with([](auto& c) { c.erase("iss"); }), "token.issuer");
  EXPECT_EQ(with([](auto& c) { c["iss"] = bj::array{"https://id.example.org"}; }), "token.issuer");
}

TEST(IdToken, for_another_client_is_refused) {
  EXPECT_EQ(with([](auto& c) { c["aud"] = "another"; }), "token.audience");
  EXPECT_EQ(with([](auto& c) { c["aud"] = bj::array{}; }), "token.audience");
  EXPECT_EQ(with([](auto& c) { c.erase("aud"); }), "token.audience");
  EXPECT_EQ(with([](auto& c) { c["aud"] = bj::array{"evenkeel", "another"}; }), "token.audience") << "of several, azp says which";
  EXPECT_EQ(with([](auto& c) { c["aud"] = bj::array{"evenkeel", "another"}, c["azp"] = "evenkeel"; }), "");
  EXPECT_EQ(with([](auto& c) { c["azp"] = "another"; }), "token.audience");
  EXPECT_EQ(with([](auto& c) { c["azp"] = 7; }), "token.audience");
}

TEST(IdToken, lives_from_iat_to_exp_with_a_minute_for_the_clocks) {
  auto at = [](const char* claim, std::int64_t seconds) { return with([&](auto& c) { c[claim] = now_s + seconds; }); };
  EXPECT_EQ(at("exp", -59), "");
  EXPECT_EQ(at("exp", -60), "token.expired");
  EXPECT_EQ(at("iat", 60), "");
  EXPECT_EQ(at("iat", 61), "token.time");
  EXPECT_EQ(at("iat", -600), "");
  EXPECT_EQ(at("iat", -601), "token.expired");
  EXPECT_EQ(at("nbf", 60), "");
  EXPECT_EQ(at("nbf", 61), "token.time");
  for (const char* claim : {"iat", "exp"}) {
    EXPECT_EQ(with([&](auto& c) { c.erase(claim); }), "token.time") << claim;
    for (const bj::value& strange : {bj::value("soon"), bj::value(-1), bj::value(1e300), bj::value(nullptr)})
      EXPECT_EQ(with([&](auto& c) { c[claim] = strange; }), "token.time") << claim;
  }
}

TEST(IdToken, answers_this_browser_alone) {
  EXPECT_EQ(with([](auto& c) { c["nonce"] = "another"; }), "token.nonce");
  EXPECT_EQ(with([](auto& c) { c["nonce"] = ""; }), "token.nonce");
  EXPECT_EQ(with([](auto& c) { c.erase("nonce"); }), "token.nonce");
  Expected none = expected;
  none.nonce.clear();
  EXPECT_FALSE(check_id_token({good(), ""}, none)) << "whoever forgets the nonce gets nothing";
}

TEST(IdToken, names_a_subject) {
  EXPECT_EQ(with([](auto& c) { c.erase("sub"); }), "token.subject");
  EXPECT_EQ(with([](auto& c) { c["sub"] = ""; }), "token.subject");
  EXPECT_EQ(with([](auto& c) { c["sub"] = std::string(256, 'a'); }), "token.subject");
  EXPECT_EQ(with([](auto& c) { c["sub"] = 17; }), "token.subject");
}

TEST(IdToken, belongs_to_the_access_token_that_came_along) {
  EXPECT_EQ(with([](auto& c) { c["at_hash"] = to_base64url(sha256("an-access-token").substr(0, 16)); }), "");
  EXPECT_EQ(with([](auto& c) { c["at_hash"] = to_base64url(sha256("another").substr(0, 16)); }), "token.access_token");
}

TEST(IdToken, is_no_logout_token) {
  EXPECT_EQ(with([](auto&) {}, "logout+jwt"), "token.type");
}

std::string logout(const std::function<void(bj::object&)>& change, const std::string& type = "logout+jwt") {
  bj::object claims = good();
  claims.erase("nonce");
  claims["sid"] = "session-1";
  claims["jti"] = "1";
  claims["events"] = bj::object{{"http://schemas.openid.net/event/backchannel-logout", bj::object{}}};
  change(claims);
  const auto verdict = check_logout_token({claims, type}, expected);
  return verdict ? verdict->subject + '/' + verdict->sid : verdict.error().first().code;
}

TEST(LogoutToken, says_whose_sessions_end) {
  EXPECT_EQ(logout([](auto&) {}), "subject-1/session-1");
  EXPECT_EQ(logout([](auto&) {}, ""), "subject-1/session-1");
  EXPECT_EQ(logout([](auto& c) { c.erase("sub"); }), "/session-1");
  EXPECT_EQ(logout([](auto& c) { c.erase("sid"); }), "subject-1/");
  EXPECT_EQ(logout([](auto& c) { c.erase("exp"); }), "subject-1/session-1") << "drafts had none";
}

TEST(LogoutToken, that_lacks_what_makes_it_one_is_refused) {
  EXPECT_EQ(logout([](auto& c) { c.erase("sub"), c.erase("sid"); }), "token.subject");
  EXPECT_EQ(logout([](auto& c) { c.erase("events"); }), "token.events");
  EXPECT_EQ(logout([](auto& c) { c["events"] = bj::object{{"something else", bj::object{}}}; }), "token.events");
  EXPECT_EQ(logout([](auto& c) { c["events"] = "http://schemas.openid.net/event/backchannel-logout"; }), "token.events");
  EXPECT_EQ(logout([](auto& c) { c["nonce"] = "the nonce"; }), "token.nonce") << "an ID token ends nothing";
  EXPECT_EQ(logout([](auto& c) { c.erase("jti"); }), "token.id");
  EXPECT_EQ(logout([](auto& c) { c["aud"] = "another"; }), "token.audience");
  EXPECT_EQ(logout([](auto& c) { c["iss"] = "https://evil.example.org"; }), "token.issuer");
  EXPECT_EQ(logout([](auto& c) { c["exp"] = now_s - 61; }), "token.expired");
  EXPECT_EQ(logout([](auto& c) { c.erase("exp"), c["iat"] = now_s - 601; }), "token.expired");
  EXPECT_EQ(logout([](auto&) {}, "at+jwt"), "token.type");
}

TEST(Claims, are_found_by_path) {
  const auto claims = bj::parse(R"({"groups":["a","b",7],"one":"c","realm_access":{"roles":["d"]},
      "https://example.org/roles":["e"],"deep":{"er":{"x":"f"}}})")
                          .as_object();
  using Texts = std::vector<std::string>;
  EXPECT_EQ(texts_at(claims, "groups"), (Texts{"a", "b"}));
  EXPECT_EQ(texts_at(claims, "one"), (Texts{"c"}));
  EXPECT_EQ(texts_at(claims, "realm_access.roles"), (Texts{"d"}));
  EXPECT_EQ(texts_at(claims, "https://example.org/roles"), (Texts{"e"}));
  EXPECT_EQ(texts_at(claims, "deep.er.x"), (Texts{"f"}));
  for (const char* none : {"", ".", "nothing", "realm_access", "realm_access.", "groups.a", "deep.er.y.z"})
    EXPECT_EQ(texts_at(claims, none), Texts{}) << none;
}

}  // namespace
}  // namespace evenkeel::oidc
