// Tokens are kept while they are good, replaced ones are told, and no refusal has a secret in it.
#include "connect/mail/access_tokens.hpp"

#include <gtest/gtest.h>

namespace evenkeel::mail {
namespace {

const Time noon{1'772'452'800 * us_per_second};

struct Endpoint {
  std::vector<connect::Call> calls;
  long status = 200;
  std::string body = R"({"token_type":"Bearer","access_token":"first","expires_in":3600})";
  std::vector<std::string> replaced;

  AccessTokens tokens(const std::string& refresh, const std::string& secret = "s&cret") {
    return AccessTokens(
        {"https://id.example.org/token", "desk", secret, refresh, "mail read"},
        [this](const connect::Call& call) {
          calls.push_back(call);
          return connect::Answer{.status = status, .trouble = status == 0 ? "no route" : "", .body = body};
        },
        [this](const std::string& token) { replaced.push_back(token); });
  }
};

TEST(AccessTokens, IsAskedForOnceAndAgainBeforeItEnds) {
  Endpoint endpoint;
  auto tokens = endpoint.tokens("");
  EXPECT_EQ(*tokens.get(noon), "first");
  ASSERT_EQ(endpoint.calls.size(), 1U);
  EXPECT_EQ(endpoint.calls[0].body, "grant_type=client_credentials&client_id=desk&client_secret=s%26cret&scope=mail%20read");
  endpoint.body = R"({"access_token":"second","expires_in":3600})";
  EXPECT_EQ(*tokens.get(noon + 58 * us_per_minute), "first");
  EXPECT_EQ(*tokens.get(noon + 59 * us_per_minute), "second") << "a token that ends on the way is refused";
  EXPECT_EQ(*tokens.get(noon + 60 * us_per_minute), "second");
  tokens.forget();
  endpoint.body = R"({"access_token":"third"})";
  EXPECT_EQ(*tokens.get(noon + 61 * us_per_minute), "third");
  EXPECT_EQ(endpoint.calls.size(), 3U);
}

TEST(AccessTokens, ARefreshTokenThatIsReplacedIsToldAndUsed) {
  Endpoint endpoint;
  auto tokens = endpoint.tokens("old", "");
  endpoint.body = R"({"access_token":"a","expires_in":0,"refresh_token":"new"})";
  ASSERT_TRUE(tokens.get(noon));
  EXPECT_EQ(endpoint.calls[0].body, "grant_type=refresh_token&refresh_token=old&client_id=desk&scope=mail%20read");
  endpoint.body = R"({"access_token":"b","expires_in":0,"refresh_token":"new"})";
  ASSERT_TRUE(tokens.get(noon));
  EXPECT_NE(endpoint.calls[1].body.find("refresh_token=new&"), std::string::npos);
  EXPECT_EQ(endpoint.replaced, std::vector<std::string>{"new"});
}

TEST(AccessTokens, WhatIsNoTokenIsSaidWithoutSecrets) {
  Endpoint endpoint;
  auto tokens = endpoint.tokens("the old one", "the secret");
  const auto said = [&](long status, const std::string& body) {
    endpoint.status = status;
    endpoint.body = body;
    const auto got = tokens.get(noon);
    EXPECT_FALSE(got) << body;
    const auto text = got ? std::string() : got.error().first().text;
    EXPECT_EQ(text.find("the old one"), std::string::npos);
    EXPECT_EQ(text.find("the secret"), std::string::npos);
    return text;
  };
  EXPECT_EQ(said(400, R"({"error":"invalid_grant","error_description":"the old one"})"),
            "no token: the endpoint answers 400: invalid_grant");
  EXPECT_EQ(said(400, R"({"error":"the old one\n"})"), "no token: the endpoint answers 400: an unnamed error");
  EXPECT_EQ(said(502, "<html>"), "no token: the endpoint answers 502: an unnamed error");
  EXPECT_EQ(said(200, R"({"token_type":"Bearer"})"), "no token: the endpoint's answer has none");
  EXPECT_EQ(said(200, R"({"access_token":"a\r\nb"})"), "no token: the endpoint's answer has none");
  EXPECT_EQ(said(200, "[]"), "no token: the endpoint's answer has none");
  EXPECT_EQ(said(0, ""), "no token: the endpoint does not answer: no route");
}

}  // namespace
}  // namespace evenkeel::mail
