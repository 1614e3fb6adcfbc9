// Which addresses a hook may have. A real server stands in tests/outside.
#include "connect/webhook/webhook.hpp"

#include <gtest/gtest.h>

namespace evenkeel::webhook {
namespace {

TEST(Webhook, takes_https_and_on_this_machine_http) {
  for (const char* good : {"https://anchors.example.org/take?from=a", "https://10.0.0.7:8443/", "http://localhost:8080/x",
                           "http://127.0.0.1/", "http://[::1]:90/"})
    EXPECT_TRUE(is_usable_url(good)) << good;
  for (const char* bad : {"", "anchors.example.org", "http://anchors.example.org/", "http://localhost.example.org/", "ftp://a/", "https://",
                          "https:///x", "https://user:secret@a/", "https://a/\r\nX: y", "https://a b/", "file:///etc/passwd"})
    EXPECT_FALSE(is_usable_url(bad)) << bad;
}

TEST(Webhook, a_receiver_that_is_away_means_again_later_and_its_address_stays_untold) {
  const auto result = post({"https://127.0.0.1:1/a-secret-path", "", 2}, "k", "{}");
  EXPECT_EQ(result.outcome, store::HandOver::Outcome::retry);
  EXPECT_EQ(result.text.find("secret"), std::string::npos) << result.text;
}

}  // namespace
}  // namespace evenkeel::webhook
