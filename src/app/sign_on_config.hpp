// The options of a sign-on provider: [sign_on.NAME] in the file, EVENKEEL_SIGN_ON_NAME_... in the environment.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/option.hpp"
#include "base/result.hpp"

namespace evenkeel::oidc {
struct ProviderOptions;
}

namespace evenkeel::app {

struct Config;

struct SignOnConfig {
  std::string name;
  std::string label, issuer, client_id, client_secret, client_secret_file, match = "subject", acr_values;
  std::string login_claim = "preferred_username", name_claim = "name", mail_claim = "email", groups_claim, ca_file, proxy;
  std::vector<std::string> scopes = {"profile", "email"}, algorithms = {"RS256", "ES256", "PS256"}, second_factor_amr, second_factor_acr;
  bool create = false, trust_mail = false;
};

/// Their keys are those behind "sign_on.NAME.".
std::span<const Option> sign_on_options();
Slot sign_on_slot(SignOnConfig& provider, std::string_view key);
/// The provider of this name, added when there is none.
SignOnConfig& sign_on_named(Config& config, std::string_view name);
/// What makes no sense in the providers that are on; fields as "sign_on.company.issuer".
std::vector<Problem> check_sign_on(Config& config);

/// The providers that are on, for the people of the house. A secret whose file cannot be read is empty; config check says so.
std::vector<oidc::ProviderOptions> sign_on_providers(const Config& config);

}  // namespace evenkeel::app
