// What the configuration takes and what it refuses, with the key that is wrong.
#include "app/config.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "app/config_check.hpp"
#include "app/seal_key.hpp"
#include "connect/oidc/provider.hpp"
#include "support/test_database.hpp"

namespace evenkeel::app {
namespace {

/// Keys that are refused, in order.
std::vector<std::string> refused(const std::string& toml) {
  test::TempFolder folder;
  const auto path = folder.file("evenkeel.toml");
  std::ofstream(path) << toml;
  const auto config = load_config(path);
  std::vector<std::string> keys;
  if (!config)
    for (const auto& problem : config.error().problems) keys.push_back(problem.field);
  return keys;
}

TEST(Config, sizes_are_read_with_their_units) {
  EXPECT_EQ(parse_size("25MiB"), 25 * 1'024 * 1'024);
  EXPECT_EQ(parse_size("500 KiB"), 500 * 1'024);
  EXPECT_EQ(parse_size("1GiB"), 1'073'741'824);
  EXPECT_EQ(parse_size("2048"), 2'048);
  for (const char* bad : {"", "MiB", "-1MiB", "25MB", "1.5MiB", "25MiBs", "99999999999999999999"}) EXPECT_FALSE(parse_size(bad)) << bad;
}

TEST(Config, a_mailbox_has_a_password_or_tokens) {
  using Keys = std::vector<std::string>;
  const auto mailbox = [](const std::string& lines) {
    return refused("[incoming_mail]\nimap = \"imaps://mail.example.org\"\nuser = \"desk\"\n" + lines);
  };
  const std::string token = "token_url = \"https://id.example.org/token\"\nclient_id = \"desk\"\n", secret = "client_secret_file = \"s\"\n";
  EXPECT_EQ(mailbox("password_file = \"p\"\n"), Keys{});
  EXPECT_EQ(mailbox(token + secret), Keys{});
  EXPECT_EQ(mailbox(token + "refresh_token_file = \"r\"\nidle = false\n"), Keys{});
  EXPECT_EQ(mailbox(""), Keys{"incoming_mail.password_file"});
  EXPECT_EQ(mailbox(token + secret + "password_file = \"p\"\n"), Keys{"incoming_mail.password_file"});
  EXPECT_EQ(mailbox(token), Keys{"incoming_mail.refresh_token_file"});
  EXPECT_EQ(mailbox("token_url = \"https://id.example.org\"\n" + secret), Keys{"incoming_mail.client_id"});
  EXPECT_EQ(mailbox("token_url = \"http://id.example.org\"\nclient_id = \"desk\"\n" + secret), Keys{"incoming_mail.token_url"});
}

/// A provider as it must be, and lines that change it.
std::string provider(const std::string& lines, const std::string& above = {}) {
  return "[http]\npublic_url = \"https://help.example.org\"\n[sign_on]\nproviders = [\"company\"]\n" + above +
         "[sign_on.company]\nissuer = \"https://id.example.org\"\nclient_id = \"evenkeel\"\n" + lines;
}

TEST(Config, of_a_provider_is_refused_with_the_key_that_is_wrong) {
  using Keys = std::vector<std::string>;
  EXPECT_EQ(refused(provider("create = true\nscopes = [\"email\"]\ngroups_claim = \"groups\"\n")), Keys{});
  EXPECT_EQ(refused(provider("[sign_on.off]\nissuer = \"not looked at\"\n")), Keys{}) << "what is not named is off";
  EXPECT_EQ(refused("[sign_on]\nproviders = [\"company\"]\n"),
            (Keys{"sign_on.providers", "sign_on.company.issuer", "sign_on.company.client_id"}));
  EXPECT_EQ(refused(provider("client_secret = \"a\"\n")), Keys{"sign_on.company.client_secret"});
  EXPECT_EQ(refused(provider("create = \"yes\"\n")), Keys{"sign_on.company.create"});
  EXPECT_EQ(refused(provider("match = \"name\"\n")), Keys{"sign_on.company.match"});
  EXPECT_EQ(refused(provider("algorithms = [\"none\"]\n")), Keys{"sign_on.company.algorithms"});
  EXPECT_EQ(refused(provider("algorithms = [\"HS256\"]\n")), Keys{"sign_on.company.algorithms"});
  EXPECT_EQ(refused(provider("algorithms = []\n")), Keys{"sign_on.company.algorithms"});
  EXPECT_EQ(refused(provider("scopes = [\"a b\"]\n")), Keys{"sign_on.company.scopes"});
  EXPECT_EQ(refused(provider("colour = \"red\"\n")), Keys{"sign_on.company.colour"});
  EXPECT_EQ(refused(provider("proxy = \"proxy:3128\"\n")), Keys{"sign_on.company.proxy"});
  for (const char* issuer : {"http://id.example.org", "id.example.org", "https://user@id.example.org", "https://id.example.org?a=b"})
    EXPECT_EQ(refused("[http]\npublic_url = \"https://h\"\n[sign_on]\nproviders = [\"a\"]\n[sign_on.a]\nclient_id = \"e\"\nissuer = \"" +
                      std::string(issuer) + "\"\n"),
              Keys{"sign_on.a.issuer"})
        << issuer;
  for (const char* name : {"code", "Company", "1st", "a-b", "../x", ""})
    EXPECT_EQ(refused("[http]\npublic_url = \"https://h\"\n[sign_on]\nproviders = [\"" + std::string(name) + "\"]\n"),
              Keys{"sign_on.providers"})
        << name;
  EXPECT_EQ(refused("[sign_in]\npassword_roles = [\"nobody\"]\n"), Keys{"sign_in.password_roles"});
}

TEST(Config, of_a_provider_comes_from_the_environment_too) {
  const std::map<const char*, const char*> variables = {{"EVENKEEL_HTTP_PUBLIC_URL", "https://help.example.org"},
                                                        {"EVENKEEL_SIGN_ON_PROVIDERS", "company"},
                                                        {"EVENKEEL_SIGN_ON_COMPANY_ISSUER", "https://id.example.org"},
                                                        {"EVENKEEL_SIGN_ON_COMPANY_CLIENT_ID", "evenkeel"},
                                                        {"EVENKEEL_SIGN_ON_COMPANY_CLIENT_SECRET", "a client's secret"},
                                                        {"EVENKEEL_SIGN_ON_COMPANY_SCOPES", "email, groups"},
                                                        {"EVENKEEL_SIGN_ON_COMPANY_CREATE", "true"}};
  for (const auto& [name, value] : variables) setenv(name, value, 1);
  const auto config = load_config("");
  for (const auto& [name, value] : variables) unsetenv(name);
  ASSERT_TRUE(config) << config.error().first().text;
  const auto providers = sign_on_providers(*config);
  ASSERT_EQ(providers.size(), 1u);
  EXPECT_EQ(providers.front().issuer, "https://id.example.org");
  EXPECT_EQ(providers.front().client_secret, "a client's secret");
  EXPECT_EQ(providers.front().scopes, (std::vector<std::string>{"email", "groups"}));
  EXPECT_TRUE(providers.front().rules.create);
  EXPECT_EQ(providers.front().rules.source, "oidc https://id.example.org");
  const std::string shown = show_config(*config);
  EXPECT_NE(shown.find("sign_on.company.issuer = \"https://id.example.org\"\n"), std::string::npos) << shown;
  EXPECT_NE(shown.find("sign_on.company.client_secret = \"***\"\n"), std::string::npos) << shown;
  EXPECT_EQ(shown.find("a client's secret"), std::string::npos);
}

TEST(Config, refuses_with_the_key_that_is_wrong) {
  using Keys = std::vector<std::string>;
  EXPECT_EQ(refused(""), Keys{});
  EXPECT_EQ(refused("[incident]\nattachment_limit = \"100MiB\"\n"), Keys{});
  EXPECT_EQ(refused("[incident]\nattachment_limit = \"1GiB\"\n"), Keys{"incident.attachment_limit"});
  EXPECT_EQ(refused("[incident]\nattachment_limit = \"much\"\n"), Keys{"incident.attachment_limit"});
  EXPECT_EQ(refused("[incident]\nattachment_limit = 25\n"), Keys{"incident.attachment_limit"});
  EXPECT_EQ(refused("[mail]\ntimeout = \"5m\"\n"), Keys{"mail.timeout"});
  EXPECT_EQ(refused("[mail]\nsmtp = \"smtp://mail.example.org\"\nuser = \"evenkeel\"\n"), Keys{"mail.user"});
  EXPECT_EQ(refused("[mail]\nsmtp = \"smtp+starttls://mail.example.org\"\nuser = \"evenkeel\"\n"), Keys{});
  EXPECT_EQ(refused("[audit]\nsyslog = \"tls://logs.example.org\"\nanchor_webhook = \"https://a.example.org/x\"\n"), Keys{});
  EXPECT_EQ(refused("[audit]\nsyslog = \"logs.example.org\"\n"), Keys{"audit.syslog"});
  EXPECT_EQ(refused("[audit]\nanchor_webhook = \"http://a.example.org/x\"\n"), Keys{"audit.anchor_webhook"});
  EXPECT_EQ(refused("[audit]\nanchor_mail = \"keeper@example.org\"\n"), Keys{"audit.anchor_mail"});
  EXPECT_EQ(refused("[http]\nmetrics_from = [\"127.0.0.1\", \"10.0.0.0/8\"]\n"), Keys{});
  EXPECT_EQ(refused("[http]\nmetrics_from = [\"prometheus.example.org\"]\n"), Keys{"http.metrics_from"});
  EXPECT_EQ(refused("[incident]\ncomments_reach_children = false\n"), Keys{});
  EXPECT_EQ(refused("[incident]\ncomments_reach_children = \"no\"\n"), Keys{"incident.comments_reach_children"});
  EXPECT_EQ(refused("[incident]\nundo_window = \"\"\n"), Keys{"incident.undo_window"});
  EXPECT_EQ(refused("[retention]\nfailed_deliveries = \"\"\n"), Keys{});
  EXPECT_EQ(refused("[retention]\nfailed_deliveries = \"long\"\n"), Keys{"retention.failed_deliveries"});
  EXPECT_EQ(refused("[log]\nlevel = \"warn\"\n"), Keys{});
  EXPECT_EQ(refused("[log]\nlevel = \"off\"\n"), Keys{});
  EXPECT_EQ(refused("[log]\nlevel = \"warning\"\n"), Keys{"log.level"});
}

TEST(Config, every_option_can_be_shown_and_read_again) {
  test::TempFolder folder;
  const auto path = folder.file("evenkeel.toml");
  std::ofstream(path) << show_config(Config{});
  const auto config = load_config(path);
  ASSERT_TRUE(config) << config.error().first().text;
  EXPECT_EQ(show_config(*config), show_config(Config{}));
}

TEST(Verdict, does_not_claim_what_was_not_looked_at) {
  store::AuditReport report;
  EXPECT_EQ(verdict_of(report, "key"), "sound");
  EXPECT_EQ(verdict_of(report, ""), "sound as far as checked; signatures were not");
  report.findings.emplace_back();
  EXPECT_EQ(verdict_of(report, ""), "NOT SOUND");
}

TEST(Config, a_check_tells_what_a_start_would_stumble_over_and_makes_nothing) {
  test::TempFolder folder;
  Config config;
  config.data_folder = folder.file("");
  EXPECT_TRUE(stumbles(config).empty());
  EXPECT_FALSE(std::filesystem::exists(folder.file(config.database)));

  config.http.tls_certificate = folder.file("missing.pem");
  auto found = stumbles(config);
  ASSERT_EQ(found.size(), 2u);  // the file, and a certificate without its key
  EXPECT_NE(found[0].find("http.tls_certificate"), std::string::npos);
  EXPECT_NE(found[1].find("go together"), std::string::npos);

  config.http.tls_certificate.clear();
  config.http.trusted_proxies = {"nobody"};
  config.mail.password_file = folder.file("missing");
  found = stumbles(config);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_NE(found[0].find("mail.password_file"), std::string::npos);
}

}  // namespace
}  // namespace evenkeel::app
