// See the header.
#include "connect/icalendar/feed.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "base/url.hpp"

namespace evenkeel::icalendar {
namespace {

constexpr int hop_seconds = 8;
constexpr int hops_most = 4;  // the address itself and three redirects

bool is_redirect(long status) { return status == 301 || status == 302 || status == 303 || status == 307 || status == 308; }

FeedAnswer failed(std::string why) {
  FeedAnswer answer;
  answer.trouble = std::move(why);
  return answer;
}

/// A connection that broke without saying so leaves the begin of a file, which would read as one with fewer days.
bool is_whole(std::string_view text) {
  constexpr std::string_view end = "END:VCALENDAR";
  text = trim(text);
  return text.size() >= end.size() && equal_ascii_nocase(text.substr(text.size() - end.size()), end);
}

/// A byte order mark is no part of a calendar.
std::string_view without_mark(std::string_view text) {
  constexpr std::string_view mark = "\xef\xbb\xbf";
  return text.starts_with(mark) ? text.substr(mark.size()) : text;
}

FeedAnswer read(const FeedQuestion& question, connect::Answer answer) {
  const auto text = without_mark(answer.body);
  if (!is_whole(text)) return failed("the answer is no whole iCalendar file: it does not end with END:VCALENDAR");
  auto file = read_holidays(text, question.from_day, question.until_day);
  if (!file) return failed(file.error().first().text);
  FeedAnswer fresh;
  fresh.kind = FeedAnswer::Kind::fresh;
  fresh.holidays = std::move(file->holidays);
  fresh.etag = std::move(answer.etag);
  fresh.last_modified = std::move(answer.last_modified);
  return fresh;
}

}  // namespace

FeedAnswer fetch_feed(const FeedQuestion& question, const FeedWays& ways) {
  connect::Call call;
  call.url = question.address;
  call.method = "GET";
  call.headers.emplace_back("Accept: text/calendar");
  if (!question.etag.empty()) call.headers.push_back("If-None-Match: " + question.etag);
  if (!question.last_modified.empty()) call.headers.push_back("If-Modified-Since: " + question.last_modified);
  call.ca_file = ways.ca_file;
  call.timeout_seconds = hop_seconds;
  call.inside = connect::Inside::refused;
  call.except = ways.networks;
  call.given_up = ways.given_up;
  call.keep_most = file_bytes_most;
  for (int hop = 0; hop < hops_most; ++hop) {
    if (!is_usable_url(call.url)) return failed("it redirects to an address that is not https");
    auto answer = ways.send(call);
    if (answer.status == 0) return failed(std::move(answer.trouble));
    if (is_redirect(answer.status) && !answer.moved_to.empty()) {
      call.url = std::move(answer.moved_to);
      continue;
    }
    if (answer.status == 200) return read(question, std::move(answer));
    if (answer.status != 304 || call.headers.size() == 1) return failed(fmt::format("the server answered {}", answer.status));
    FeedAnswer same;
    same.kind = FeedAnswer::Kind::unchanged;
    return same;
  }
  return failed("it redirects too often");
}

}  // namespace evenkeel::icalendar
