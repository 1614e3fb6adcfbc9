// What the configuration takes and what it refuses, with the key that is wrong.
#include "app/config.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "app/config_check.hpp"
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
  EXPECT_EQ(refused("[log]\nlevel = \"warn\"\n"), Keys{});
  EXPECT_EQ(refused("[log]\nlevel = \"off\"\n"), Keys{});
  EXPECT_EQ(refused("[log]\nlevel = \"warning\"\n"), Keys{"log.level"});
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
