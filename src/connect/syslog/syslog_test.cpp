// The words of a syslog message, and which receivers are understood. Real receivers stand in tests/outside.
#include "connect/syslog/syslog.hpp"

#include <gtest/gtest.h>

namespace evenkeel::syslog {
namespace {

store::ChangeRow change() {
  store::ChangeRow c;
  c.seq = 17;
  c.at = Time{1'772'438'400 * us_per_second};
  c.recorded_at = Time{1'772'438'400 * us_per_second + 42};
  c.actor = "person:4 token:5";
  c.subject_kind = "incident";
  c.subject = Id{42};
  c.version = 3;
  c.root = Id{42};
  c.kind = "incident.commented";
  c.body = R"({"diff":{"title":["secret","words"]}})";
  return c;
}

TEST(Syslog, tells_who_what_and_when_and_not_what_was_written) {
  EXPECT_EQ(format(change(), {"help.example.org", {}}),
            R"(<109>1 2026-03-02T08:00:00.000042Z help.example.org evenkeel - incident.commented [evenkeel@32473 seq="17" )"
            R"(actor="person:4 token:5" subject="incident:42" version="3" root="42" kind="incident.commented" )"
            R"(at="2026-03-02T08:00:00.000000Z"] incident.commented incident 42)");
}

TEST(Syslog, nothing_from_outside_ends_a_message_or_a_parameter) {
  auto c = change();
  c.actor = "import:a\"b]c\\d\ne";
  c.kind = "a kind with blanks that is far longer than a message id may be";
  const auto text = format(c, {"host name\n", {}, 4'711});
  EXPECT_NE(text.find("[evenkeel@4711 "), std::string::npos) << text;
  EXPECT_EQ(text.find('\n'), std::string::npos);
  EXPECT_NE(text.find(R"(actor="import:a\"b\]c\\d e")"), std::string::npos) << text;
  EXPECT_NE(text.find(" hostname evenkeel - akindwithblanksthatisfarlongerth ["), std::string::npos) << text;
}

TEST(Syslog, knows_its_receivers) {
  EXPECT_EQ(parse_target("udp://logs.example.org")->port, "514");
  EXPECT_EQ(parse_target("tcp://logs.example.org:1514")->port, "1514");
  EXPECT_EQ(parse_target("tls://logs.example.org/")->port, "6514");
  EXPECT_EQ(parse_target("tls://[2001:db8::1]:7000")->host, "[2001:db8::1]");
  EXPECT_EQ(parse_target("tls://[2001:db8::1]")->port, "6514");
  EXPECT_EQ(parse_target("unix:///dev/log")->host, "/dev/log");
  for (const char* bad :
       {"", "logs", "http://logs", "tcp://", "tcp://a:b", "tcp://a:0", "tcp://a:70000", "tcp://u@a", "unix://dev/log", "tcp://a b"})
    EXPECT_FALSE(parse_target(bad)) << bad;
}

}  // namespace
}  // namespace evenkeel::syslog
