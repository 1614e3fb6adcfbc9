// What a browser says of itself is read strictly and kept whole; the house's key stays the same.
#include "practice/contact/browser.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace evenkeel::contact {
namespace {

const BrowserSubscription good{"https://push.example.net/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV",
                               "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                               "BTBZMqHH6r4Tts7J_aSIgg"};

std::string wrong(const BrowserSubscription& s) {
  const auto problems = wrong_with_subscription(s);
  return problems.empty() ? "" : problems.front().field;
}

TEST(Browser, a_subscription_is_read_strictly) {
  EXPECT_EQ(wrong(good), "");
  for (const char* bad :
       {"", "push.example.net", "http://push.example.net/x", "https://a@push.example.net/x", "https://push.example.net/\n"})
    EXPECT_EQ(wrong({bad, good.p256dh, good.auth}), "/endpoint") << bad;
  EXPECT_EQ(wrong({good.endpoint + std::string(endpoint_most, 'x'), good.p256dh, good.auth}), "/endpoint");
  for (const std::string& bad : {std::string(), good.p256dh + "=", good.p256dh.substr(1), std::string(87, 'A'), "B" + std::string(86, 'A')})
    EXPECT_EQ(wrong({good.endpoint, bad, good.auth}), "/p256dh") << bad;
  for (const char* bad : {"", "BTBZMqHH6r4Tts7J_aSI", "BTBZMqHH6r4Tts7J/aSIgg"})
    EXPECT_EQ(wrong({good.endpoint, good.p256dh, bad}), "/auth") << bad;
}

TEST(Browser, a_subscription_is_read_as_it_was_written) {
  const auto read = read_subscription(subscription_text(good));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->endpoint, good.endpoint);
  EXPECT_EQ(read->p256dh, good.p256dh);
  EXPECT_EQ(read->auth, good.auth);
  for (const char* bad : {"", "{}", "[]", R"({"endpoint":"https://push.example.net/x"})", "{"}) EXPECT_FALSE(read_subscription(bad)) << bad;
}

TEST(Browser, is_shown_in_part_and_found_by_a_mark) {
  EXPECT_EQ(subscription_hint(good.endpoint), "push.example.net ...JUsV");
  EXPECT_EQ(subscription_mark("abc"), "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0") << "as every browser reckons it";
}

TEST(Browser, the_key_of_the_house_is_always_the_same_and_of_this_house_alone) {
  const Vault one(std::string(32, 'a')), other(std::string(32, 'b'));
  EXPECT_EQ(push_key(one).secret, push_key(one).secret);
  EXPECT_NE(push_key(one).point, push_key(other).point);
  EXPECT_TRUE(is_p256_point(push_key(one).point));
}

}  // namespace
}  // namespace evenkeel::contact
