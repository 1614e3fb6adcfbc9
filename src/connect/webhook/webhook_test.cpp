// A receiver that is away. A real server stands in tests/outside.
#include "connect/webhook/webhook.hpp"

#include <gtest/gtest.h>

namespace evenkeel::webhook {
namespace {

TEST(Webhook, a_receiver_that_is_away_means_again_later_and_its_address_stays_untold) {
  const auto result = post({"https://127.0.0.1:1/a-secret-path", "", 2}, "k", "{}");
  EXPECT_EQ(result.outcome, store::HandOver::Outcome::retry);
  EXPECT_EQ(result.text.find("secret"), std::string::npos) << result.text;
}

}  // namespace
}  // namespace evenkeel::webhook
