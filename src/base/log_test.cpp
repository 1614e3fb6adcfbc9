// A log line must stay one line of valid JSON whatever is logged.
#include "base/log.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <thread>
#include <vector>

#include "base/text.hpp"

namespace evenkeel {
namespace {

/// What a log line holds after its time stamp, which is checked here.
std::string without_time(const std::string& line) {
  EXPECT_EQ(line.find(R"({"at":"20)"), 0U) << line;
  const std::size_t end = line.find(R"(Z","level")");
  EXPECT_EQ(end, 30U) << line;
  return line.substr(end + 3);
}

std::string logged(void (*body)()) {
  testing::internal::CaptureStderr();
  body();
  return testing::internal::GetCapturedStderr();
}

TEST(Log, values_of_every_type) {
  EXPECT_EQ(without_time(logged([] {
              log_info("server.started", {{"port", 8080}, {"name", "x"}, {"ready", true}, {"load", 0.5}, {"text", std::string("s")}});
            })),
            "\"level\":\"info\",\"event\":\"server.started\",\"port\":8080,\"name\":\"x\",\"ready\":true,\"load\":0.5,\"text\":\"s\"}\n");
  EXPECT_EQ(without_time(logged([] { log_error("a.b", {{"load", std::numeric_limits<double>::infinity()}}); })),
            "\"level\":\"error\",\"event\":\"a.b\",\"load\":null}\n");
}

TEST(Log, nothing_breaks_out_of_a_value) {
  EXPECT_EQ(without_time(logged([] { log_warn("a", {{"k", std::string_view("q\"b\\n\n\x01{}%v\xff\u00e9\0", 15)}}); })),
            "\"level\":\"warning\",\"event\":\"a\",\"k\":\"q\\\"b\\\\n\\u000a\\u0001{}%v\ufffd\u00e9\\u0000\"}\n");
}

TEST(Log, long_values_are_cut) {
  const std::string line = logged([] { log_warn("a", {{"k", std::string(100'000, 'x')}}); });
  EXPECT_LT(line.size(), 5'000U);
  EXPECT_NE(line.find("x...\"}"), std::string::npos);
}

TEST(Log, level_decides) {
  EXPECT_EQ(logged([] { log_debug("quiet"); }), "");
  EXPECT_NE(logged([] {
              set_log_level(LogLevel::debug);
              log_debug("loud");
            }),
            "");
  EXPECT_EQ(logged([] {
              set_log_level(LogLevel::off);
              log_error("quiet");
            }),
            "");
  set_log_level(LogLevel::info);
  for (const char* name : {"debug", "info", "warn", "error", "off"}) EXPECT_TRUE(parse_log_level(name)) << name;
  EXPECT_FALSE(parse_log_level("loud"));
}

TEST(Log, threads_do_not_mix_lines) {
  const std::string text = logged([] {
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([] {
        for (int i = 0; i < 200; ++i) log_info("thread.line", {{"n", i}});
      });
    for (auto& t : threads) t.join();
  });
  const auto lines = split(trim(text), '\n');
  ASSERT_EQ(lines.size(), 800U);
  for (const auto line : lines) EXPECT_TRUE(line.front() == '{' && line.back() == '}') << line;
}

}  // namespace
}  // namespace evenkeel
