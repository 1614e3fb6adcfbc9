// Which addresses are inside, and what an answer means. Real servers stand in tests/outside.
#include "connect/outgoing.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

namespace evenkeel::connect {
namespace {

using Outcome = store::HandOver::Outcome;

TEST(Outgoing, knows_what_is_inside) {
  for (const char* inside : {"127.0.0.1",        "10.1.2.3",        "172.16.0.1", "172.31.255.255",  "192.168.1.1", "169.254.169.254",
                             "100.64.0.1",       "0.0.0.0",         "224.0.0.1",  "255.255.255.255", "::1",         "::",
                             "::ffff:127.0.0.1", "::ffff:10.0.0.1", "fe80::1",    "fc00::1",         "fd12::1",     "ff02::1",
                             "64:ff9b::a00:1",   "2002:a00:1::",    "::127.0.0.1"})
    EXPECT_TRUE(is_inside(inside)) << inside;
  for (const char* outside : {"8.8.8.8", "172.32.0.1", "192.169.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8"})
    EXPECT_FALSE(is_inside(outside)) << outside;
}

TEST(Outgoing, refuses_the_inside_after_names_were_resolved) {
  Call call{"http://localhost:1/secret"};
  call.inside = Inside::refused;
  const auto answer = send(call);
  EXPECT_EQ(answer.status, 0);
  EXPECT_NE(answer.trouble.find("private network"), std::string::npos) << answer.trouble;
  EXPECT_EQ(answer.trouble.find("secret"), std::string::npos);
  const auto near = *http::AddressBlocks::parse({"127.0.0.0/8", "::1"});
  call.except = &near;
  EXPECT_EQ(send(call).trouble.find("private network"), std::string::npos) << "it is only away then";
}

TEST(Outgoing, is_given_up_when_nobody_waits_any_more) {
  // A server that takes connections and says nothing.
  const int silent = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in where{};
  where.sin_family = AF_INET;
  where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof where;
  ASSERT_EQ(bind(silent, reinterpret_cast<sockaddr*>(&where), size), 0);
  ASSERT_EQ(listen(silent, 5), 0);
  ASSERT_EQ(getsockname(silent, reinterpret_cast<sockaddr*>(&where), &size), 0);
  const std::atomic<bool> given_up{true};
  Call call{"http://127.0.0.1:" + std::to_string(ntohs(where.sin_port)) + "/"};
  call.timeout_seconds = 60;
  call.given_up = &given_up;
  const auto answer = send(call);
  EXPECT_EQ(answer.status, 0);
  EXPECT_NE(answer.trouble.find("aborted"), std::string::npos) << answer.trouble << ": it waited for its time to run out";
  close(silent);
}

TEST(Outgoing, what_an_answer_means) {
  EXPECT_EQ(judge({204, "", 0}).outcome, Outcome::sent);
  EXPECT_EQ(judge({0, "away", 0}).outcome, Outcome::retry);
  for (const long again : {408L, 425L, 500L, 502L, 503L}) EXPECT_EQ(judge({again, "", 0}).outcome, Outcome::retry) << again;
  for (const long never : {301L, 400L, 403L, 404L}) EXPECT_EQ(judge({never, "", 0}).outcome, Outcome::failed) << never;
  EXPECT_EQ(judge({429, "", 0}).wait_us, us_per_minute);
  EXPECT_EQ(judge({429, "", 7 * us_per_second}).wait_us, 7 * us_per_second);
  EXPECT_EQ(judge({503, "", 7 * us_per_second}).outcome, Outcome::later);
}

}  // namespace
}  // namespace evenkeel::connect
