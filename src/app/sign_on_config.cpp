#include "app/sign_on_config.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "app/config.hpp"
#include "base/text.hpp"
#include "base/url.hpp"
#include "connect/oidc/provider.hpp"

namespace evenkeel::app {
namespace {

using Kind = Option::Kind;

constexpr std::size_t providers_most = 12;  // buttons that a page of sign-in bears
constexpr std::size_t name_most = 30;
constexpr std::size_t issuer_most = 250;  // with "oidc " before it, it is the source of an account

constexpr Option all_options[] = {
    {"label", "what the button says after \"Sign in with\"; empty: the provider's name", Kind::text},
    {"issuer", "address of the provider, exactly as it calls itself: https://id.example.org/realms/staff", Kind::text},
    {"client_id", "what the provider calls this installation", Kind::text},
    {"client_secret_file", "file whose first line is the client's secret; or EVENKEEL_SIGN_ON_NAME_CLIENT_SECRET; neither: a public client",
     Kind::text},
    {"client_secret", "the secret itself, from the environment alone", Kind::secret_text},
    {"scopes", "asked for besides openid", Kind::list},
    {"algorithms", "of signatures: RS256, ES256, PS256", Kind::list},
    {"match", "who comes first and is here already: subject (nobody is taken for somebody), verified_mail, login", Kind::text},
    {"create", "true: who is not here gets an account", Kind::flag},
    {"trust_mail", "true: its addresses are verified, also when it does not say so", Kind::flag},
    {"login_claim", "claim with the login of a new account", Kind::text},
    {"name_claim", "claim with the name", Kind::text},
    {"mail_claim", "claim with the mail address", Kind::text},
    {"groups_claim", "claim with the groups that grant roles and teams: groups, or realm_access.roles; empty: none", Kind::text},
    {"acr_values", "level of authentication that is asked for, as the provider names it", Kind::text},
    {"second_factor_amr", "values of amr that are a second factor: [\"mfa\", \"otp\", \"hwk\"]; empty: our own is asked for", Kind::list},
    {"second_factor_acr", "values of acr that are a second factor", Kind::list},
    {"ca_file", "PEM file with the certificates that the provider's is checked against; empty: those of the system", Kind::text},
    {"proxy", "http://proxy:3128, when the provider is reached through one", Kind::text},
};

bool is_name(std::string_view name) {
  return !name.empty() && name.size() <= name_most && name != "code" && name.front() >= 'a' && name.front() <= 'z' &&
         std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

bool is_word(std::string_view text) {
  return !text.empty() && text.size() <= 300 && std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f; });
}

class Checker {
 public:
  Checker(const SignOnConfig& provider, std::vector<Problem>& problems) : p_(provider), problems_(problems) {}

  void check() {
    const bool issuer = is_usable_url(p_.issuer) && p_.issuer.size() <= issuer_most && p_.issuer.find_first_of("?#") == std::string::npos;
    if (!issuer) refuse("issuer", "must be the https address of the provider (http on this machine alone)");
    if (!is_word(p_.client_id)) refuse("client_id", "must be what the provider calls this installation");
    if (!p_.client_secret.empty() && !p_.client_secret_file.empty())
      refuse("client_secret_file", "the secret comes from the environment already");
    if (!record::from_name<people::SignOnMatch>(p_.match)) refuse("match", "must be subject, verified_mail or login");
    for (const std::string& scope : p_.scopes)
      if (!is_word(scope)) refuse("scopes", "must be names without spaces");
    if (p_.algorithms.empty()) refuse("algorithms", "must name at least one of RS256, ES256, PS256");
    for (const std::string& algorithm : p_.algorithms)
      if (std::ranges::find(oidc::known_algorithms, std::string_view(algorithm)) == std::end(oidc::known_algorithms))
        refuse("algorithms", "may name RS256, ES256 and PS256");
    if (p_.mail_claim.empty() && p_.match == "verified_mail") refuse("mail_claim", "is what match = verified_mail goes by");
    if (p_.login_claim.empty() && p_.match == "login") refuse("login_claim", "is what match = login goes by");
    const bool proxy = p_.proxy.empty() || ((p_.proxy.starts_with("http://") || p_.proxy.starts_with("https://")) && is_word(p_.proxy));
    if (!proxy) refuse("proxy", "must begin with http:// or https://");
  }

 private:
  void refuse(std::string_view key, const std::string& text) {
    const std::string field = fmt::format("sign_on.{}.{}", p_.name, key);
    problems_.push_back({"config.invalid", field + ": " + text, field});
  }
  const SignOnConfig& p_;
  std::vector<Problem>& problems_;
};

}  // namespace

std::span<const Option> sign_on_options() { return all_options; }

Slot sign_on_slot(SignOnConfig& p, std::string_view key) {
  const std::map<std::string_view, Slot> slots = {{"label", {.text = &p.label}},
                                                  {"issuer", {.text = &p.issuer}},
                                                  {"client_id", {.text = &p.client_id}},
                                                  {"client_secret", {.text = &p.client_secret}},
                                                  {"client_secret_file", {.text = &p.client_secret_file}},
                                                  {"scopes", {.list = &p.scopes}},
                                                  {"algorithms", {.list = &p.algorithms}},
                                                  {"match", {.text = &p.match}},
                                                  {"create", {.flag = &p.create}},
                                                  {"trust_mail", {.flag = &p.trust_mail}},
                                                  {"login_claim", {.text = &p.login_claim}},
                                                  {"name_claim", {.text = &p.name_claim}},
                                                  {"mail_claim", {.text = &p.mail_claim}},
                                                  {"groups_claim", {.text = &p.groups_claim}},
                                                  {"acr_values", {.text = &p.acr_values}},
                                                  {"second_factor_amr", {.list = &p.second_factor_amr}},
                                                  {"second_factor_acr", {.list = &p.second_factor_acr}},
                                                  {"ca_file", {.text = &p.ca_file}},
                                                  {"proxy", {.text = &p.proxy}}};
  const auto slot = slots.find(key);
  return slot == slots.end() ? Slot{} : slot->second;
}

SignOnConfig& sign_on_named(Config& config, std::string_view name) {
  auto& all = config.sign_on.configured;
  const auto found = std::ranges::find(all, name, &SignOnConfig::name);
  if (found != all.end()) return *found;
  all.emplace_back().name = name;
  return all.back();
}

std::vector<Problem> check_sign_on(Config& config) {
  std::vector<Problem> problems;
  const auto refuse = [&](const std::string& text) {
    problems.push_back({"config.invalid", "sign_on.providers: " + text, "sign_on.providers"});
  };
  const auto& names = config.sign_on.providers;
  if (names.size() > providers_most) refuse(fmt::format("may name {} at most", providers_most));
  if (std::set<std::string>(names.begin(), names.end()).size() != names.size()) refuse("names one twice");
  if (!names.empty() && config.http.public_url.empty()) refuse("needs http.public_url, where providers send people back to");
  for (const std::string& name : names) {
    if (is_name(name)) Checker(sign_on_named(config, name), problems).check();
    else refuse("names are small letters and digits, at most 30, a letter first, and not \"code\"");
  }
  return problems;
}

std::vector<oidc::ProviderOptions> sign_on_providers(const Config& config) {
  std::vector<oidc::ProviderOptions> all;
  for (const std::string& name : config.sign_on.providers) {
    const auto found = std::ranges::find(config.sign_on.configured, name, &SignOnConfig::name);
    if (found == config.sign_on.configured.end()) continue;
    const SignOnConfig& p = *found;
    oidc::ProviderOptions options;
    options.rules = {name, p.label.empty() ? name : p.label, "oidc " + p.issuer,
                     record::from_name<people::SignOnMatch>(p.match).value_or(people::SignOnMatch::subject), p.create};
    options.issuer = p.issuer;
    options.client_id = p.client_id;
    options.client_secret = p.client_secret.empty() ? first_line(p.client_secret_file) : p.client_secret;
    options.scopes = p.scopes;
    options.algorithms = p.algorithms;
    options.acr_values = p.acr_values;
    options.second_factor_methods = p.second_factor_amr;
    options.second_factor_levels = p.second_factor_acr;
    options.login_claim = p.login_claim;
    options.name_claim = p.name_claim;
    options.mail_claim = p.mail_claim;
    options.groups_claim = p.groups_claim;
    options.trust_mail = p.trust_mail;
    options.ca_file = p.ca_file;
    options.proxy = p.proxy;
    all.push_back(std::move(options));
  }
  return all;
}

}  // namespace evenkeel::app
