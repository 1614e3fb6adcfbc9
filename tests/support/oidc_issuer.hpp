// A provider of OpenID Connect inside the test: keys of its own, documents, a token endpoint that checks PKCE and the client, and every
// way to be wrong. It answers instead of the network.
#pragma once
#include <cjose/cjose.h>

#include <boost/json.hpp>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "base/url.hpp"
#include "base/world.hpp"
#include "connect/oidc/fetch.hpp"
#include "http/target.hpp"

namespace evenkeel::test {

namespace bj = boost::json;

/// A key pair that signs; made once for all tests of a program, since making RSA keys takes its time.
class SigningPair {
 public:
  SigningPair(const std::string& kty, std::string kid, std::size_t bits = 2'048) : kid_(std::move(kid)) {
    cjose_err why{};
    jwk_ = kty == "EC" ? cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &why) : cjose_jwk_create_RSA_random(bits, nullptr, 0, &why);
    if (!jwk_) throw std::runtime_error(why.message);
    cjose_jwk_set_kid(jwk_, kid_.data(), kid_.size(), &why);
  }
  ~SigningPair() { cjose_jwk_release(jwk_); }
  SigningPair(const SigningPair&) = delete;
  SigningPair& operator=(const SigningPair&) = delete;

  const std::string& kid() const { return kid_; }
  bj::object public_json() const {
    cjose_err why{};
    char* text = cjose_jwk_to_json(jwk_, false, &why);
    bj::object key = bj::parse(text).as_object();
    cjose_get_dealloc()(text);
    return key;
  }
  std::string sign(const bj::object& claims, const std::string& algorithm, const std::string& kid, const std::string& type = "JWT") const {
    cjose_err why{};
    cjose_header_t* header = cjose_header_new(&why);
    cjose_header_set(header, "alg", algorithm.c_str(), &why);
    if (!kid.empty()) cjose_header_set(header, "kid", kid.c_str(), &why);
    if (!type.empty()) cjose_header_set(header, "typ", type.c_str(), &why);
    const std::string payload = bj::serialize(claims);
    cjose_jws_t* jws = cjose_jws_sign(jwk_, header, reinterpret_cast<const std::uint8_t*>(payload.data()), payload.size(), &why);
    cjose_header_release(header);
    if (!jws) throw std::runtime_error(why.message);
    const char* compact = nullptr;
    cjose_jws_export(jws, &compact, &why);
    std::string token(compact);
    cjose_jws_release(jws);
    return token;
  }

 private:
  std::string kid_;
  cjose_jwk_t* jwk_ = nullptr;
};

inline const SigningPair& rsa_pair() {
  static const SigningPair pair("RSA", "rsa-1");
  return pair;
}
inline const SigningPair& other_rsa_pair() {
  static const SigningPair pair("RSA", "rsa-2");
  return pair;
}
inline const SigningPair& ec_pair() {
  static const SigningPair pair("EC", "ec-1");
  return pair;
}

/// A token that is put together by hand: any header, any signature.
inline std::string raw_token(const bj::object& header, const bj::object& claims,
                             const std::function<std::string(const std::string&)>& sign) {
  const std::string input = to_base64url(bj::serialize(header)) + '.' + to_base64url(bj::serialize(claims));
  return input + '.' + to_base64url(sign(input));
}

/// "a=1&b=2" decoded.
inline std::map<std::string, std::string> form_of(std::string_view text) {
  std::map<std::string, std::string> members;
  for (std::string_view part : split(text, '&')) {
    const auto equal = part.find('=');
    std::string value;
    if (equal == std::string_view::npos || !http::percent_decode(part.substr(equal + 1), http::Plus::space, value)) continue;
    members[std::string(part.substr(0, equal))] = value;
  }
  return members;
}

class OidcIssuer {
 public:
  explicit OidcIssuer(World& world, std::string address = "https://id.example.org/staff") : world_(world), address_(std::move(address)) {}

  const std::string& address() const { return address_; }
  oidc::Fetch fetch() {
    return [this](const oidc::Ask& ask) { return answer(ask); };
  }

  // -- what it says, for tests to change --------------------------------------------------------------------------------------
  std::vector<bj::object> keys{rsa_pair().public_json(), ec_pair().public_json()};
  const SigningPair* signer = &rsa_pair();
  std::string algorithm = "RS256";
  bj::object person{{"sub", "subject-1"},
                    {"preferred_username", "analyst04"},
                    {"name", "Desk agent 04"},
                    {"email", "agent04@example.org"},
                    {"email_verified", true}};
  bj::object userinfo;  // empty: it has none
  std::function<void(bj::object& claims)> alter_claims = [](bj::object&) {};
  std::function<std::string(std::string token)> alter_token = [](std::string token) { return token; };
  std::function<void(bj::object& document)> alter_document = [](bj::object&) {};
  bool away = false;
  bj::object refusal;  // of the token endpoint; empty: it grants
  std::string client_secret = "a client's secret";

  // -- what was asked -------------------------------------------------------------------------------------------------------------
  std::vector<std::string> asked;
  int count(std::string_view path) const {
    int n = 0;
    for (const std::string& url : asked) n += url == address_ + std::string(path);
    return n;
  }

  /// The person agrees: the query that the browser brings back from this address of begin().
  std::string agree(const std::string& begun) {
    const auto sent = form_of(begun.substr(begun.find('?') + 1));
    const std::string code = "code-" + std::to_string(++codes_);
    granted_[code] = sent;
    return "state=" + sent.at("state") + "&code=" + code;
  }

  bj::object claims(const std::string& nonce) const {
    bj::object c = person;
    const std::int64_t now = world_.now().us / us_per_second;
    c["iss"] = address_;
    c["aud"] = "evenkeel";
    c["iat"] = now;
    c["exp"] = now + 300;
    if (!nonce.empty()) c["nonce"] = nonce;
    return c;
  }
  std::string id_token(const std::string& nonce) const {
    bj::object c = claims(nonce);
    alter_claims(c);
    return alter_token(signer->sign(c, algorithm, signer->kid()));
  }
  /// Of a session, a subject, or both, with a new id each time.
  std::string logout_token(
      const bj::object& whom, const std::function<void(bj::object&)>& alter = [](bj::object&) {}, const std::string& type = "logout+jwt") {
    const std::int64_t now = world_.now().us / us_per_second;
    bj::object c{{"iss", address_}, {"aud", "evenkeel"}, {"iat", now}, {"exp", now + 120}, {"jti", "logout-" + std::to_string(++logouts_)}};
    c["events"] = bj::object{{"http://schemas.openid.net/event/backchannel-logout", bj::object{}}};
    for (const auto& member : whom) c[member.key()] = member.value();
    alter(c);
    return signer->sign(c, algorithm, signer->kid(), type);
  }

 private:
  Result<oidc::Got> answer(const oidc::Ask& ask) {
    asked.push_back(ask.url);
    if (away) return error(Fault::unavailable, "sign_on.unavailable", "Couldn't connect to server");
    if (ask.url == address_ + "/.well-known/openid-configuration") return json(document());
    if (ask.url == address_ + "/keys") return json(key_set());
    if (ask.url == address_ + "/userinfo") return ask.bearer == "an-access-token" ? json(userinfo) : oidc::Got{401, "", ""};
    if (ask.url == address_ + "/token") return redeem(ask);
    return oidc::Got{404, "text/plain", "not here"};
  }
  static oidc::Got json(const bj::object& object, int status = 200) { return {status, "application/json", bj::serialize(object)}; }
  bj::object key_set() const {
    bj::array all;
    for (const bj::object& key : keys) all.push_back(key);
    return {{"keys", all}};
  }
  bj::object document() const {
    bj::object d{{"issuer", address_},
                 {"authorization_endpoint", address_ + "/authorize"},
                 {"token_endpoint", address_ + "/token"},
                 {"jwks_uri", address_ + "/keys"},
                 {"end_session_endpoint", address_ + "/logout"}};
    if (!userinfo.empty()) d["userinfo_endpoint"] = address_ + "/userinfo";
    alter_document(d);
    return d;
  }
  oidc::Got redeem(const oidc::Ask& ask) {
    if (!refusal.empty()) return json(refusal, 400);
    auto form = form_of(ask.form);
    const auto granted = granted_.find(form["code"]);
    if (ask.user != "evenkeel" || ask.password != url_encoded(client_secret)) return json({{"error", "invalid_client"}}, 401);
    const bool right = granted != granted_.end() && form["grant_type"] == "authorization_code" &&
                       form["redirect_uri"] == granted->second["redirect_uri"] && granted->second["code_challenge_method"] == "S256" &&
                       to_base64url(sha256(form["code_verifier"])) == granted->second["code_challenge"];
    if (!right) return json({{"error", "invalid_grant"}}, 400);
    const std::string nonce = granted->second["nonce"];
    granted_.erase(granted);
    return json({{"token_type", "Bearer"}, {"access_token", "an-access-token"}, {"id_token", id_token(nonce)}});
  }

  World& world_;
  std::string address_;
  std::map<std::string, std::map<std::string, std::string>> granted_;
  int codes_ = 0, logouts_ = 0;
};

}  // namespace evenkeel::test
