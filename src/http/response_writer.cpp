// See response_writer.hpp.
#include "http/response_writer.hpp"

#include <charconv>
#include <cstdio>
#include <ctime>

#include "base/text.hpp"

namespace evenkeel::http {
namespace {

constexpr std::string_view fixed_headers =
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n";

void append_number(std::string& out, std::size_t number) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

/// Control characters (a CR LF above all) are left out: a value stays on its line.
void append_clean(std::string& out, std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte >= 0x20 && byte != 0x7f) || c == '\t') out += c;
  }
}

bool is_ours(std::string_view name) {
  for (const std::string_view ours : {"content-length", "connection", "transfer-encoding", "date"}) {
    if (equal_ascii_nocase(name, ours)) return true;
  }
  return false;
}

void append_line(std::string& out, std::string_view name, std::string_view value) {
  append_clean(out, name);
  out += ": ";
  append_clean(out, value);
  out += "\r\n";
}

}  // namespace

std::string format_http_date(Time t) {
  static constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t seconds = t.us / us_per_second;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[64];
  const int size = std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d GMT", days[parts.tm_wday], parts.tm_mday,
                                 months[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
  return {text, static_cast<std::size_t>(size)};
}

bool has_body(int status) { return status >= 200 && status != 204 && status != 304; }

void append_head(std::string& out, const Response& response, const HeadFacts& facts) {
  const std::size_t length = response.shared_body ? response.shared_body->size() : response.body.size();
  out += "HTTP/1.1 ";
  append_number(out, static_cast<std::size_t>(response.status));
  out += ' ';
  out += phrase_of(response.status);
  out += "\r\nDate: ";
  out += facts.date;
  out += "\r\n";
  if (has_body(response.status)) {
    if (!response.content_type.empty() && length + static_cast<std::size_t>(facts.body == Body::stream) > 0) {
      append_line(out, "Content-Type", response.content_type);
    }
    if (facts.body != Body::stream) {
      out += "Content-Length: ";
      append_number(out, length);
      out += "\r\n";
    }
  }
  if (facts.connection == Connection::close) out += "Connection: close\r\n";
  if (facts.connection == Connection::keep_http10) out += "Connection: keep-alive\r\n";
  if (!facts.request_id.empty()) append_line(out, "X-Request-Id", facts.request_id);
  out += fixed_headers;
  bool caching = false;
  for (const auto& [name, value] : response.headers) {
    if (is_ours(name)) continue;
    caching = caching || equal_ascii_nocase(name, "cache-control");
    append_line(out, name, value);
  }
  if (!caching) out += "Cache-Control: no-store\r\n";
  out += "\r\n";
}

}  // namespace evenkeel::http
