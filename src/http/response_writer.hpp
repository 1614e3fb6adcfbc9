// A response as bytes: status line, our headers and the handler's, in one string. No value can break out of its line.
#pragma once
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "http/http.hpp"

namespace evenkeel::http {

/// "Mon, 02 Mar 2026 08:00:00 GMT" (RFC 9110 5.6.7).
std::string format_http_date(Time t);

enum class Connection { keep, keep_http10, close };
enum class Body { sized, omitted_for_head, stream };

struct HeadFacts {
  Connection connection = Connection::keep;
  Body body = Body::sized;
  std::string_view request_id;  // may be empty
  std::string_view date;        // format_http_date
};
/// Appends the head. Adds what every answer of ours carries: date, length, X-Request-Id, nosniff, no referrer, own opener
/// group, and Cache-Control: no-store unless the response sets its own.
void append_head(std::string& out, const Response& response, const HeadFacts& facts);

/// False for the statuses that never have a body (1xx, 204, 304).
bool has_body(int status);

}  // namespace evenkeel::http
