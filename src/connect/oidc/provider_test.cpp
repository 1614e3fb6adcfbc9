// The relying party against a provider inside the test: the way there and back, documents and keys kept and looked for again, claims from
// both sources, and what happens when the provider is away or says something else than it should.
#include "connect/oidc/provider.hpp"

#include <gtest/gtest.h>

#include "base/sim_world.hpp"
#include "connect/oidc/claims.hpp"
#include "support/oidc_issuer.hpp"

namespace evenkeel::oidc {
namespace {

namespace bj = boost::json;

class OidcProvider : public testing::Test {
 protected:
  Provider& provider() {
    if (!provider_) provider_ = std::make_unique<Provider>(options, world, issuer.fetch());
    return *provider_;
  }
  people::SignOnQuestion question() const {
    return {"a state", "a nonce", "a verifier of forty-three characters, or more", "https://help.example.org/callback"};
  }
  /// There and back; the code of the error, or empty.
  std::string sign_on(people::SignOnAnswer* answer = nullptr) {
    const auto begun = provider().begin(question());
    if (!begun) return begun.error().first().code;
    const auto back = test::form_of(issuer.agree(*begun));
    auto finished = provider().finish(question(), back.at("code"), "", world.now());
    if (!finished) return finished.error().first().code;
    if (answer) *answer = *finished;
    return {};
  }
  static ProviderOptions usual() {
    ProviderOptions o;
    o.rules = {"company", "Example account", "oidc https://id.example.org/staff", people::SignOnMatch::subject, true};
    o.issuer = "https://id.example.org/staff";
    o.client_id = "evenkeel";
    o.client_secret = "a client's secret";
    o.scopes = {"profile", "email"};
    o.algorithms = {"RS256", "ES256", "PS256"};
    return o;
  }

  SimWorld world{Time{1'790'000'000 * us_per_second}};
  test::OidcIssuer issuer{world};
  ProviderOptions options = usual();

 private:
  std::unique_ptr<Provider> provider_;
};

TEST_F(OidcProvider, is_asked_for_a_code_bound_to_the_browser) {
  options.acr_values = "gold";
  const auto address = provider().begin(question());
  ASSERT_TRUE(address);
  EXPECT_TRUE(address->starts_with("https://id.example.org/staff/authorize?")) << *address;
  const auto sent = test::form_of(address->substr(address->find('?') + 1));
  EXPECT_EQ(sent.at("response_type"), "code");
  EXPECT_EQ(sent.at("client_id"), "evenkeel");
  EXPECT_EQ(sent.at("scope"), "openid profile email");
  EXPECT_EQ(sent.at("redirect_uri"), "https://help.example.org/callback");
  EXPECT_EQ(sent.at("state"), "a state");
  EXPECT_EQ(sent.at("nonce"), "a nonce");
  EXPECT_EQ(sent.at("code_challenge_method"), "S256");
  EXPECT_EQ(sent.at("code_challenge"), to_base64url(sha256(question().verifier)));
  EXPECT_EQ(sent.at("acr_values"), "gold");
  EXPECT_EQ(address->find(question().verifier), std::string::npos) << "the verifier stays here";
}

TEST_F(OidcProvider, tells_who_came_back) {
  issuer.person["sid"] = "session-1";
  people::SignOnAnswer answer;
  ASSERT_EQ(sign_on(&answer), "");
  EXPECT_EQ(answer.person.key, "subject-1");
  EXPECT_EQ(answer.person.login, "analyst04");
  EXPECT_EQ(answer.person.name, "Desk agent 04");
  EXPECT_EQ(answer.person.mail, "agent04@example.org");
  EXPECT_FALSE(answer.person.groups) << "nothing is asked of groups, nothing is known";
  EXPECT_EQ(answer.sid, "session-1");
  EXPECT_FALSE(answer.id_token.empty());
}

TEST_F(OidcProvider, is_believed_with_every_allowed_algorithm) {
  for (const auto& [pair, algorithm] : {std::pair(&test::ec_pair(), "ES256"), std::pair(&test::rsa_pair(), "PS256")}) {
    issuer.signer = pair;
    issuer.algorithm = algorithm;
    EXPECT_EQ(sign_on(), "") << algorithm;
  }
}

TEST_F(OidcProvider, is_not_believed_when_its_token_is_wrong) {
  const std::pair<const char*, std::function<void(bj::object&)>> wrong[] = {
      {"token.issuer", [](auto& c) { c["iss"] = "https://evil.example.org"; }},
      {"token.audience", [](auto& c) { c["aud"] = "another"; }},
      {"token.nonce", [](auto& c) { c["nonce"] = "of another browser"; }},
      {"token.expired", [](auto& c) { c["exp"] = 1'789'999'000; }},
      {"token.access_token", [](auto& c) { c["at_hash"] = "bm90IGl0cyBoYXNo"; }}};
  for (const auto& [code, alter] : wrong) {
    issuer.alter_claims = alter;
    EXPECT_EQ(sign_on(), code);
  }
  issuer.alter_claims = [](auto&) {};
  issuer.alter_token = [](const std::string& token) {
    const auto dot = token.find('.');
    return to_base64url(R"({"alg":"none"})") + token.substr(dot, token.rfind('.') - dot + 1);
  };
  EXPECT_EQ(sign_on(), "token.algorithm");
  issuer.alter_token = [](std::string) { return std::string(); };
  EXPECT_EQ(sign_on(), "sign_on.untrusted");
}

TEST_F(OidcProvider, whose_answer_names_another_issuer_is_not_believed) {
  const auto begun = provider().begin(question());
  const auto code = test::form_of(issuer.agree(*begun)).at("code");
  EXPECT_EQ(provider().finish(question(), code, "https://evil.example.org", world.now()).error().first().code, "sign_on.untrusted");
  EXPECT_EQ(issuer.count("/token"), 0) << "the code goes nowhere";
  EXPECT_TRUE(provider().finish(question(), code, issuer.address(), world.now()));
}

TEST_F(OidcProvider, that_promises_to_name_itself_must) {
  issuer.alter_document = [](bj::object& d) { d["authorization_response_iss_parameter_supported"] = true; };
  EXPECT_EQ(sign_on(), "sign_on.untrusted");
}

TEST_F(OidcProvider, gives_nothing_for_a_code_with_another_verifier) {
  const auto begun = provider().begin(question());
  const auto code = test::form_of(issuer.agree(*begun)).at("code");
  auto other = question();
  other.verifier = "of somebody who stole the code and nothing else";
  EXPECT_EQ(provider().finish(other, code, "", world.now()).error().first().code, "sign_on.refused");
}

TEST_F(OidcProvider, that_refuses_the_client_says_which_error_it_is) {
  options.client_secret = "an old secret";
  EXPECT_EQ(sign_on(), "sign_on.refused");
  issuer.refusal = {{"error", "invalid_client"}, {"error_description", "a secret\nline"}};
  const auto begun = provider().begin(question());
  const auto refused = provider().finish(question(), "x", "", world.now());
  EXPECT_NE(refused.error().first().text.find("invalid_client"), std::string::npos);
  EXPECT_EQ(refused.error().first().text.find("secret"), std::string::npos);
}

TEST_F(OidcProvider, is_asked_for_its_documents_once_an_hour) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(sign_on(), "");
  EXPECT_EQ(issuer.count("/.well-known/openid-configuration"), 1);
  EXPECT_EQ(issuer.count("/keys"), 1);
  world.advance(Documents::fresh_us);
  EXPECT_EQ(sign_on(), "");
  EXPECT_EQ(issuer.count("/.well-known/openid-configuration"), 2);
  EXPECT_EQ(issuer.count("/keys"), 2);
}

TEST_F(OidcProvider, that_changed_its_keys_is_asked_for_them_once) {
  EXPECT_EQ(sign_on(), "");
  world.advance(us_per_minute);
  issuer.keys = {test::other_rsa_pair().public_json()};
  issuer.signer = &test::other_rsa_pair();
  EXPECT_EQ(sign_on(), "");
  EXPECT_EQ(issuer.count("/keys"), 2);
  issuer.signer = &test::rsa_pair();  // whom it no longer knows
  for (int i = 0; i < 5; ++i) EXPECT_EQ(sign_on(), "token.unknown_key");
  EXPECT_EQ(issuer.count("/keys"), 2) << "strangers' tokens cause no storm";
  world.advance(Documents::again_us);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(sign_on(), "token.unknown_key");
  EXPECT_EQ(issuer.count("/keys"), 3);
}

TEST_F(OidcProvider, that_is_away_is_not_asked_again_at_once_and_is_back_soon) {
  issuer.away = true;
  for (int i = 0; i < 4; ++i) EXPECT_EQ(sign_on(), "sign_on.unavailable");
  EXPECT_EQ(issuer.asked.size(), 1u);
  issuer.away = false;
  world.advance(Documents::again_us);
  EXPECT_EQ(sign_on(), "");
  world.advance(2 * Documents::fresh_us);
  issuer.away = true;
  EXPECT_TRUE(provider().begin(question())) << "what was known is good for a day";
  world.advance(Documents::usable_us);
  EXPECT_FALSE(provider().begin(question()));
}

TEST_F(OidcProvider, whose_document_is_not_its_own_or_not_safe_is_not_used) {
  const std::function<void(bj::object&)> wrong[] = {[](auto& d) { d["issuer"] = "https://id.example.org/other"; },
                                                    [](auto& d) { d["token_endpoint"] = "http://id.example.org/token"; },
                                                    [](auto& d) { d["token_endpoint"] = "http://127.0.0.1:8080/token"; },
                                                    [](auto& d) { d["jwks_uri"] = "file:///etc/passwd"; },
                                                    [](auto& d) { d["end_session_endpoint"] = "javascript:alert(1)"; },
                                                    [](auto& d) { d.erase("authorization_endpoint"); }};
  for (const auto& alter : wrong) {
    issuer.alter_document = alter;
    EXPECT_EQ(sign_on(), "sign_on.untrusted");
    world.advance(Documents::again_us);
  }
}

TEST_F(OidcProvider, is_asked_for_userinfo_when_claims_are_missing) {
  options.groups_claim = "groups";
  issuer.person = {{"sub", "subject-1"}};
  issuer.userinfo = {{"sub", "subject-1"},
                     {"preferred_username", "analyst04"},
                     {"name", "Desk agent 04"},
                     {"email", "agent04@example.org"},
                     {"email_verified", "true"},
                     {"groups", bj::array{"IT-Network "}},
                     {"acr", "gold"}};
  options.second_factor_levels = {"gold"};
  people::SignOnAnswer answer;
  ASSERT_EQ(sign_on(&answer), "");
  EXPECT_EQ(answer.person.login, "analyst04");
  EXPECT_EQ(answer.person.mail, "agent04@example.org");
  EXPECT_EQ(answer.person.groups, std::vector<std::string>{"it-network"});
  EXPECT_FALSE(answer.second_factor) << "a level of authentication stands in the signed token alone";
  issuer.userinfo["sub"] = "somebody else";
  EXPECT_EQ(sign_on(), "sign_on.untrusted");
}

TEST_F(OidcProvider, is_not_asked_for_userinfo_when_nothing_is_missing) {
  issuer.userinfo = {{"sub", "subject-1"}};
  EXPECT_EQ(sign_on(), "");
  EXPECT_EQ(issuer.count("/userinfo"), 0);
}

TEST_F(OidcProvider, vouches_for_an_address_or_nothing_is_said_of_it) {
  auto mail = [&] {
    people::SignOnAnswer answer;
    EXPECT_EQ(sign_on(&answer), "");
    return answer.person.mail;
  };
  issuer.userinfo = {{"sub", "subject-1"}};
  issuer.person["email_verified"] = false;
  EXPECT_FALSE(mail());
  issuer.person.erase("email_verified");
  EXPECT_FALSE(mail());
  // An address of userinfo is not vouched for by the token.
  issuer.person.erase("email");
  issuer.person["email_verified"] = true;
  issuer.userinfo = {{"sub", "subject-1"}, {"email", "boss@example.org"}, {"email_verified", false}};
  EXPECT_FALSE(mail());
}

TEST_F(OidcProvider, whose_addresses_are_trusted_need_not_be_verified) {
  options.trust_mail = true;
  issuer.person.erase("email_verified");
  people::SignOnAnswer answer;
  EXPECT_EQ(sign_on(&answer), "");
  EXPECT_EQ(answer.person.mail, "agent04@example.org");
}

TEST_F(OidcProvider, that_has_too_many_groups_for_a_token_says_nothing_of_them) {
  options.groups_claim = "groups";
  people::SignOnAnswer answer;
  EXPECT_EQ(sign_on(&answer), "");
  EXPECT_EQ(answer.person.groups, std::vector<std::string>{}) << "in none";
  issuer.person["_claim_names"] = bj::object{{"groups", "src1"}};
  EXPECT_EQ(sign_on(&answer), "");
  EXPECT_FALSE(answer.person.groups);
}

TEST_F(OidcProvider, vouches_for_a_second_factor_when_the_operator_takes_its_word) {
  issuer.person["amr"] = bj::array{"pwd", "otp"};
  people::SignOnAnswer answer;
  EXPECT_EQ(sign_on(&answer), "");
  EXPECT_FALSE(answer.second_factor);
  options.second_factor_methods = {"hwk", "otp"};
  Provider strict(options, world, issuer.fetch());
  const auto begun = strict.begin(question());
  const auto finished = strict.finish(question(), test::form_of(issuer.agree(*begun)).at("code"), "", world.now());
  ASSERT_TRUE(finished);
  EXPECT_TRUE(finished->second_factor);
}

TEST_F(OidcProvider, says_where_its_session_ends) {
  const auto address = provider().leave("an id token", "https://help.example.org/");
  ASSERT_TRUE(address);
  const auto sent = test::form_of(address->substr(address->find('?') + 1));
  EXPECT_TRUE(address->starts_with("https://id.example.org/staff/logout?"));
  EXPECT_EQ(sent.at("id_token_hint"), "an id token");
  EXPECT_EQ(sent.at("post_logout_redirect_uri"), "https://help.example.org/");
  EXPECT_EQ(sent.at("client_id"), "evenkeel");
}

TEST_F(OidcProvider, ends_sessions_with_a_token_of_its_own_alone) {
  EXPECT_EQ(provider().read_logout(issuer.logout_token({{"sid", "session-1"}}), world.now())->sid, "session-1");
  EXPECT_FALSE(provider().read_logout(issuer.id_token("a nonce"), world.now()));
  issuer.signer = &test::other_rsa_pair();
  EXPECT_FALSE(provider().read_logout(issuer.logout_token({{"sid", "session-1"}}), world.now()));
}

TEST_F(OidcProvider, is_checked_with_the_configuration) {
  EXPECT_TRUE(provider().check());
  ProviderOptions other = options;
  other.issuer += "/";
  const auto wrong = Provider(other, world, issuer.fetch()).check();
  ASSERT_FALSE(wrong);
  issuer.keys.clear();
  EXPECT_FALSE(Provider(options, world, issuer.fetch()).check());
}

TEST(OidcFetch, of_nobody_says_so_and_not_the_address) {
  const auto got = fetch({.url = "https://127.0.0.1:1/a-secret-path"});
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().first().code, "sign_on.unavailable");
  EXPECT_EQ(got.error().first().text.find("secret"), std::string::npos);
}

}  // namespace
}  // namespace evenkeel::oidc
