// The request-target of RFC 9112: which path and which query a request line means. Decoding happens once, here, so that
// nothing behind it ever sees an escape, a dot segment or a slash that was hidden in one.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace evenkeel::http {

struct Target {
  std::string path;
  std::vector<std::pair<std::string, std::string>> query;
};

constexpr std::size_t target_bytes_most = 8 * 1024;  // RFC 9110 4.1 asks for at least 8000
constexpr std::size_t query_most = 100;              // parameters; a saved queue's filter is one parameter

/// Fault malformed, codes http.target (form), http.path and http.query. Accepts the origin form, and the absolute form whose
/// authority is `host`.
Result<Target> parse_target(std::string_view target, std::string_view host);

/// Decodes %xx; `plus_is_space` in queries. False on a broken escape, a NUL, or bytes that are not UTF-8.
enum class Plus { literal, space };
bool percent_decode(std::string_view text, Plus plus, std::string& out);

}  // namespace evenkeel::http
