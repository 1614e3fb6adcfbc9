// Which addresses are connected to.
#include "base/url.hpp"

#include <gtest/gtest.h>

namespace evenkeel {
namespace {

TEST(Url, is_https_and_on_this_machine_http) {
  for (const char* good : {"https://anchors.example.org/take?from=a", "https://10.0.0.7:8443/", "http://localhost:8080/x",
                           "http://127.0.0.1/", "http://[::1]:90/"})
    EXPECT_TRUE(is_usable_url(good)) << good;
  for (const char* bad : {"", "anchors.example.org", "http://anchors.example.org/", "http://localhost.example.org/", "ftp://a/", "https://",
                          "https:///x", "https://user:secret@a/", "https://a/\r\nX: y", "https://a b/", "file:///etc/passwd"})
    EXPECT_FALSE(is_usable_url(bad)) << bad;
}

}  // namespace
}  // namespace evenkeel
