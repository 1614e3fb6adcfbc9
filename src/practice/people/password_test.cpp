// Which passwords are accepted, and that hashing is bounded.
#include "practice/people/password.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace evenkeel::people {
namespace {

std::string verdict(std::string_view password, std::string_view login = "analyst04") {
  const auto status = check_password_policy(password, login);
  return status ? "" : status.error().first().code;
}

TEST(PasswordPolicy, asks_for_length_and_for_nothing_that_anybody_would_try) {
  EXPECT_EQ(verdict("a keel that holds"), "");
  EXPECT_EQ(verdict("elevenchars"), "password.too_short");
  EXPECT_EQ(verdict("zwölf Zeiche"), "");  // characters, not bytes
  EXPECT_EQ(verdict(std::string(257, 'x')), "password.too_long");
  EXPECT_EQ(verdict("PASSWORD1234"), "password.common");
  EXPECT_EQ(verdict("aaaaaaaaaaaaaa"), "password.common");
  EXPECT_EQ(verdict("abcabcabcabc"), "password.common");
  EXPECT_EQ(verdict("123456789012"), "password.common");
  EXPECT_EQ(verdict("987654321098"), "password.common");
  EXPECT_EQ(verdict("abcdefghijklm"), "password.common");
}

TEST(PasswordPolicy, refuses_the_login_and_the_login_with_a_year) {
  EXPECT_EQ(verdict("analyst.keel@dock", "Analyst.Keel@dock"), "password.is_login");
  EXPECT_EQ(verdict("analyst.keel2026", "analyst.keel"), "password.is_login");
  EXPECT_EQ(verdict("the ship that analyst.keel sails", "analyst.keel"), "");
}

TEST(PasswordThreads, refuse_when_too_many_wait_and_run_the_others) {
  std::promise<void> gate;
  auto open = gate.get_future().share();
  std::atomic<int> done{0};
  int accepted = 0, refused = 0;
  {
    PasswordThreads threads;
    for (int i = 0; i < 200; ++i)
      threads.submit([open, &done] {
        open.wait();
        ++done;
      })
          ? ++accepted
          : ++refused;
    gate.set_value();
    while (done < accepted) std::this_thread::yield();
  }
  EXPECT_GT(refused, 0);
  EXPECT_GE(accepted, 64);
  EXPECT_EQ(done, accepted);
}

}  // namespace
}  // namespace evenkeel::people
