// A provider of OpenID Connect as the relying party sees it: authorization code flow with PKCE (OpenID Connect Core 1.0, RFC 7636),
// claims from the ID token and, where they are missing, from userinfo; logout started here (RP-Initiated Logout 1.0) and there
// (Back-Channel Logout 1.0).
#pragma once
#include <string>
#include <vector>

#include "connect/oidc/documents.hpp"
#include "practice/people/sign_on.hpp"

namespace evenkeel::oidc {

struct ProviderOptions {
  people::SignOnRules rules;
  std::string issuer, client_id;
  std::string client_secret;                       // empty: a public client
  std::vector<std::string> scopes;                 // besides openid
  std::vector<std::string> algorithms;             // of known_algorithms
  std::string acr_values;                          // asked for, as the provider names them
  std::vector<std::string> second_factor_methods;  // values of amr, any of which is a second factor
  std::vector<std::string> second_factor_levels;   // values of acr that have one
  std::string login_claim = "preferred_username", name_claim = "name", mail_claim = "email";
  std::string groups_claim;  // a name, or a path as realm_access.roles; empty: the provider says nothing of groups
  bool trust_mail = false;   // every address is vouched for, also without email_verified
  std::string ca_file, proxy;
};

class Provider : public people::SignOnProvider {
 public:
  Provider(ProviderOptions options, World& world, Fetch fetch = oidc::fetch);

  const people::SignOnRules& rules() const override { return options_.rules; }
  Result<std::string> begin(const people::SignOnQuestion& question) override;
  Result<people::SignOnAnswer> finish(const people::SignOnQuestion& question, const std::string& code, const std::string& issuer,
                                      Time now) override;
  Result<std::string> leave(const std::string& id_token, const std::string& return_to) override;
  Result<people::LogoutNotice> read_logout(const std::string& token, Time now) override;

  /// What does not fit between configuration and provider, for `config check`. Asks it.
  Status check();

 private:
  struct Tokens {
    std::string id_token, access_token;
  };
  Result<Tokens> redeem(const Metadata& about, const people::SignOnQuestion& question, const std::string& code);
  Result<boost::json::object> userinfo(const Metadata& about, const std::string& access_token, const std::string& subject);
  Result<Opened> open(const std::string& token);
  people::SignOnAnswer answer_of(const boost::json::object& claims) const;
  /// Claims that the configuration names and the token does not have.
  std::vector<std::string> lacking(const boost::json::object& claims) const;
  Ask ask() const;

  ProviderOptions options_;
  World& world_;
  Fetch fetch_;
  Documents documents_;
};

}  // namespace evenkeel::oidc
