// What is asked of a source of holidays, and what its answer is taken for. Real servers stand in tests/outside.
#include "connect/icalendar/feed.hpp"

#include <gtest/gtest.h>

#include <deque>

namespace evenkeel::icalendar {
namespace {

using Kind = FeedAnswer::Kind;

const std::string file =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225\r\nSUMMARY:Christmas\r\nEND:VEVENT\r\n"
    "END:VCALENDAR\r\n";

struct Web {
  std::deque<connect::Answer> answers;
  std::vector<connect::Call> calls;
  FeedAnswer ask(FeedQuestion question) {
    question.from_day = 20'000;
    question.until_day = 21'000;
    return fetch_feed(question, {[this](const connect::Call& call) {
                                   calls.push_back(call);
                                   auto answer = answers.front();
                                   if (answers.size() > 1) answers.pop_front();
                                   return answer;
                                 },
                                 "", nullptr});
  }
};

connect::Answer page(long status, std::string body = {}) {
  connect::Answer answer;
  answer.status = status;
  answer.body = std::move(body);
  return answer;
}
connect::Answer moved(std::string to) {
  auto answer = page(302);
  answer.moved_to = std::move(to);
  return answer;
}

TEST(Feed, a_whole_file_is_read_and_its_marks_are_kept) {
  Web web{{page(200, "\xef\xbb\xbf" + file)}, {}};
  web.answers.front().etag = "\"7\"";
  const auto answer = web.ask({"https://example.org/x.ics"});
  ASSERT_EQ(answer.kind, Kind::fresh) << answer.trouble;
  ASSERT_EQ(answer.holidays.size(), 1U);
  EXPECT_EQ(answer.holidays.front().name, "Christmas");
  EXPECT_EQ(answer.etag, "\"7\"");
  const auto& call = web.calls.front();
  EXPECT_EQ(call.method, "GET");
  EXPECT_EQ(call.inside, connect::Inside::refused);
  EXPECT_EQ(call.keep_most, file_bytes_most);
}

TEST(Feed, what_has_not_changed_costs_nothing) {
  Web web{{page(304)}, {}};
  EXPECT_EQ(web.ask({"https://example.org/x.ics", "\"7\"", "Mon"}).kind, Kind::unchanged);
  EXPECT_EQ(web.calls.front().headers,
            (std::vector<std::string>{"Accept: text/calendar", "If-None-Match: \"7\"", "If-Modified-Since: Mon"}));
  EXPECT_EQ(web.ask({"https://example.org/x.ics"}).kind, Kind::failed) << "nobody asked whether";
}

TEST(Feed, rubbish_is_no_file) {
  for (const auto& wrong :
       {page(200, file.substr(0, file.size() - 20)), page(200, ""), page(200, "<html>END:VCALENDAR"), page(500), page(404), page(0)}) {
    Web web{{wrong}, {}};
    const auto answer = web.ask({"https://example.org/x.ics"});
    EXPECT_EQ(answer.kind, Kind::failed) << wrong.status << wrong.body;
  }
}

TEST(Feed, a_redirect_is_looked_at_like_the_address) {
  Web web{{moved("https://other.example.org/y.ics"), page(200, file)}, {}};
  EXPECT_EQ(web.ask({"https://example.org/x.ics"}).kind, Kind::fresh);
  ASSERT_EQ(web.calls.size(), 2U);
  EXPECT_EQ(web.calls[1].url, "https://other.example.org/y.ics");
  EXPECT_EQ(web.calls[1].inside, connect::Inside::refused);
  for (const char* to : {"http://example.org/y.ics", "file:///etc/passwd", "https://me:word@example.org/"}) {
    Web plain{{moved(to), page(200, file)}, {}};
    EXPECT_EQ(plain.ask({"https://example.org/x.ics"}).kind, Kind::failed) << to;
    EXPECT_EQ(plain.calls.size(), 1U) << to;
  }
  Web round{{moved("https://example.org/x.ics")}, {}};
  EXPECT_EQ(round.ask({"https://example.org/x.ics"}).trouble, "it redirects too often");
  EXPECT_EQ(round.calls.size(), 4U);
}

}  // namespace
}  // namespace evenkeel::icalendar
