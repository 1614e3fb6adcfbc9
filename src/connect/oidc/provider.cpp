#include "connect/oidc/provider.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "base/url.hpp"
#include "connect/oauth.hpp"
#include "connect/oidc/claims.hpp"

namespace evenkeel::oidc {
namespace {

namespace json = boost::json;

Error untrusted(std::string text) { return error(Fault::unavailable, "sign_on.untrusted", std::move(text)); }
Error unavailable(std::string text) { return error(Fault::unavailable, "sign_on.unavailable", std::move(text)); }

std::string with_query(const std::string& url, const std::string& query) {
  return url + (url.find('?') == std::string::npos ? '?' : '&') + query;
}

Result<json::object> object_of(const Got& got, std::string_view what) {
  boost::system::error_code failed;
  json::value value = json::parse(got.body, failed);
  if (failed || !value.is_object()) return untrusted(fmt::format("its {} is no JSON object", what));
  return std::move(value.as_object());
}

bool shares(const std::vector<std::string>& some, const std::vector<std::string>& others) {
  return std::ranges::any_of(some, [&](const std::string& one) { return std::ranges::find(others, one) != others.end(); });
}

/// The claim that was missing, with what is said about it; nothing that the signed token says is replaced.
void take_claim(json::object& claims, const json::object& more, const std::string& path) {
  const std::string top = more.contains(path) ? path : path.substr(0, path.find('.'));
  const auto* found = more.if_contains(top);
  if (!found || claims.contains(top)) return;
  claims[top] = *found;
  if (top != "email") return;
  claims.erase("email_verified");
  if (const auto* verified = more.if_contains("email_verified")) claims["email_verified"] = *verified;
}

Ask common_ask(const ProviderOptions& options) {
  Ask ask;
  ask.ca_file = options.ca_file;
  ask.proxy = options.proxy;
  return ask;
}

}  // namespace

Provider::Provider(ProviderOptions options, World& world, Fetch fetch)
    : options_(std::move(options)),
      world_(world),
      fetch_(std::move(fetch)),
      documents_(options_.issuer, common_ask(options_), world, fetch_) {}

Ask Provider::ask() const { return common_ask(options_); }

Result<std::string> Provider::begin(const people::SignOnQuestion& question) {
  TRY(const Metadata about, documents_.metadata());
  std::string scope = "openid";
  for (const std::string& name : options_.scopes) scope += ' ' + name;
  return with_query(about.authorization_endpoint, connect::form({{"response_type", "code"},
                                                                 {"client_id", options_.client_id},
                                                                 {"redirect_uri", question.redirect_uri},
                                                                 {"scope", scope},
                                                                 {"state", question.state},
                                                                 {"nonce", question.nonce},
                                                                 {"code_challenge", to_base64url(sha256(question.verifier))},
                                                                 {"code_challenge_method", "S256"},
                                                                 {"acr_values", options_.acr_values}}));
}

Result<people::SignOnAnswer> Provider::finish(const people::SignOnQuestion& question, const std::string& code, const std::string& issuer,
                                              Time now) {
  TRY(const Metadata about, documents_.metadata());
  if (issuer.empty() ? about.issuer_in_answer : issuer != options_.issuer) return untrusted("its answer is signed off by another issuer");
  TRY(const Tokens tokens, redeem(about, question, code));
  TRY(Opened token, open(tokens.id_token));
  CHECK_OK(check_id_token(token, {options_.issuer, options_.client_id, question.nonce, tokens.access_token, now}));
  const auto missing = lacking(token.claims);
  if (!missing.empty() && !about.userinfo_endpoint.empty() && connect::is_visible_ascii(tokens.access_token)) {
    TRY(const json::object more, userinfo(about, tokens.access_token, text_of(token.claims, "sub")));
    for (const std::string& path : missing) take_claim(token.claims, more, path);
  }
  people::SignOnAnswer answer = answer_of(token.claims);
  answer.id_token = tokens.id_token;
  return answer;
}

Result<Provider::Tokens> Provider::redeem(const Metadata& about, const people::SignOnQuestion& question, const std::string& code) {
  Ask request = ask();
  request.url = about.token_endpoint;
  // RFC 6749, 2.3.1: Basic unless the provider takes the secret in the body alone; a public client names itself there.
  const bool in_body = about.secret_in_body || options_.client_secret.empty();
  request.form = connect::form({{"grant_type", "authorization_code"},
                                {"code", code},
                                {"redirect_uri", question.redirect_uri},
                                {"code_verifier", question.verifier},
                                {"client_id", in_body ? options_.client_id : ""},
                                {"client_secret", in_body ? options_.client_secret : ""}});
  if (!in_body) {
    request.user = url_encoded(options_.client_id);
    request.password = url_encoded(options_.client_secret);
  }
  TRY(const Got got, fetch_(request));
  if (got.status >= 500 || got.status == 429) return unavailable(fmt::format("its token endpoint answers {}", got.status));
  TRY(const json::object body, object_of(got, "answer with tokens"));
  if (got.status != 200)
    return error(Fault::unavailable, "sign_on.refused",
                 fmt::format("its token endpoint answers {}: {}", got.status, connect::error_word(text_of(body, "error"))));
  Tokens tokens{text_of(body, "id_token"), text_of(body, "access_token")};
  if (tokens.id_token.empty()) return untrusted("its answer has no ID token");
  return tokens;
}

Result<json::object> Provider::userinfo(const Metadata& about, const std::string& access_token, const std::string& subject) {
  Ask request = ask();
  request.url = about.userinfo_endpoint;
  request.bearer = access_token;
  TRY(const Got got, fetch_(request));
  if (got.status != 200) return unavailable(fmt::format("its userinfo answers {}", got.status));
  TRY(json::object claims, object_of(got, "userinfo"));
  if (text_of(claims, "sub") != subject) return untrusted("its userinfo is about somebody else");  // Core, 5.3.2
  return claims;
}

Result<Opened> Provider::open(const std::string& token) {
  TRY(const auto keys, documents_.keys());
  auto opened = open_token(token, *keys, options_.algorithms);
  if (opened || opened.error().first().code != "token.unknown_key") return opened;
  TRY(const auto newer, documents_.keys_after(keys));
  if (newer == keys) return opened;
  return open_token(token, *newer, options_.algorithms);
}

std::vector<std::string> Provider::lacking(const json::object& claims) const {
  std::vector<std::string> paths;
  for (const std::string* path : {&options_.login_claim, &options_.name_claim, &options_.mail_claim, &options_.groups_claim})
    if (!path->empty() && texts_at(claims, *path).empty()) paths.push_back(*path);
  return paths;
}

people::SignOnAnswer Provider::answer_of(const json::object& claims) const {
  auto one = [&](const std::string& path) {
    const auto texts = texts_at(claims, path);
    return texts.empty() ? std::string() : std::string(trim(texts.front()));
  };
  people::SignOnAnswer answer;
  people::OutsidePerson& person = answer.person;
  person.key = text_of(claims, "sub");
  person.login = one(options_.login_claim);
  person.name = one(options_.name_claim);
  // The word of the provider about an address is about its standard claim alone.
  const bool vouched = options_.trust_mail || (options_.mail_claim == "email" && is_true(claims, "email_verified"));
  if (const std::string mail = one(options_.mail_claim); vouched && !mail.empty()) person.mail = mail;
  // Too many groups for a token are told elsewhere (Core, 5.6.2): then nothing is known of them, which is not the same as none.
  if (!options_.groups_claim.empty() && !claims.contains("_claim_names")) {
    person.groups.emplace();
    for (const std::string& group : texts_at(claims, options_.groups_claim)) person.groups->push_back(lower_ascii(trim(group)));
  }
  answer.sid = text_of(claims, "sid").substr(0, people::sid_most);
  answer.second_factor =
      shares(texts_at(claims, "amr"), options_.second_factor_methods) || shares(texts_at(claims, "acr"), options_.second_factor_levels);
  return answer;
}

Result<std::string> Provider::leave(const std::string& id_token, const std::string& return_to) {
  TRY(const Metadata about, documents_.metadata());
  if (about.end_session_endpoint.empty()) return std::string();
  return with_query(
      about.end_session_endpoint,
      connect::form({{"client_id", options_.client_id}, {"id_token_hint", id_token}, {"post_logout_redirect_uri", return_to}}));
}

Result<people::LogoutNotice> Provider::read_logout(const std::string& token, Time now) {
  TRY(const Opened opened, open(token));
  return check_logout_token(opened, {options_.issuer, options_.client_id, {}, {}, now});
}

Status Provider::check() {
  CHECK_OK(documents_.metadata());
  TRY(const auto keys, documents_.keys());
  if (keys->empty()) return untrusted("it publishes no key that is good enough: RSA of 2048 bits or more, or P-256");
  return Done{};
}

}  // namespace evenkeel::oidc
