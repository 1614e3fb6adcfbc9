// What a push says, and for how long.
#include "connect/web_push/notice.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "connect/web_push/web_push.hpp"

namespace evenkeel::web_push {
namespace {

Notice urgent() {
  return {"[INC1] P1 needs you: Down",
          "Please",
          "https://help.example.org/incidents/INC1",
          "https://help.example.org/answer/acknowledge#t",
          "I have it",
          "tag",
          "",
          true};
}

TEST(Notice, says_what_a_notification_shows) {
  const auto json = boost::json::parse(notice_json(urgent()));
  EXPECT_EQ(json.at("title").as_string(), "[INC1] P1 needs you: Down");
  EXPECT_EQ(json.at("link").as_string(), "https://help.example.org/incidents/INC1");
  EXPECT_EQ(json.at("answer").at("link").as_string(), "https://help.example.org/answer/acknowledge#t");
  EXPECT_EQ(json.at("urgent").as_bool(), true);
  EXPECT_FALSE(json.as_object().contains("code"));
  auto other = urgent();
  other.answer_link.clear();
  other.code = "123456";
  const auto proof = boost::json::parse(notice_json(other));
  EXPECT_FALSE(proof.as_object().contains("answer"));
  EXPECT_EQ(proof.at("code").as_string(), "123456");
}

TEST(Notice, always_fits_a_push) {
  auto n = urgent();
  std::string wide;
  for (int i = 0; i < 2'000; ++i) wide += "\xf0\x9f\x9a\xa8";  // four bytes each
  n.text = wide + std::string(1, '\x01');
  n.title = wide;
  EXPECT_LE(notice_json(n).size(), text_most);
  n.text = std::string(5'000, '\x01') + "visible";
  EXPECT_EQ(boost::json::parse(notice_json(n)).at("text").as_string(), "visible");
  n.link = "https://help.example.org/" + std::string(1'500, 'x');
  n.text = wide;
  EXPECT_LE(notice_json(n).size(), text_most);
}

TEST(Notice, waits_as_long_as_it_is_of_use) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(push_headers(urgent()),
            (Lines{"TTL: 3600", "Urgency: high", "Content-Encoding: aes128gcm", "Content-Type: application/octet-stream", "Topic: tag"}));
  auto n = urgent();
  n.urgent = false;
  n.tag.clear();
  EXPECT_EQ(push_headers(n),
            (Lines{"TTL: 86400", "Urgency: normal", "Content-Encoding: aes128gcm", "Content-Type: application/octet-stream"}));
  n.code = "123456";
  EXPECT_EQ(push_headers(n).front(), "TTL: 900");
}

}  // namespace
}  // namespace evenkeel::web_push
