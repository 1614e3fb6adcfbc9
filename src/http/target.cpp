// See target.hpp.
#include "http/target.hpp"

#include "base/text.hpp"

namespace evenkeel::http {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

Error refuse(const char* code, const char* text) { return error(Fault::malformed, code, text); }

/// The path must be what it looks like: no escape may stand for a separator, no segment may climb or be empty.
Result<std::string> parse_path(std::string_view raw) {
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '\\' || is_control(raw[i])) return refuse("http.path", "the path holds a backslash or a control character");
    if (raw[i] == '#') return refuse("http.path", "the path holds a fragment");
    if (raw[i] != '%') continue;
    if (i + 2 >= raw.size()) return refuse("http.path", "the path holds a broken escape");
    const int high = hex_digit(raw[i + 1]), low = hex_digit(raw[i + 2]);
    if (high < 0 || low < 0) return refuse("http.path", "the path holds a broken escape");
    const char byte = static_cast<char>(high * 16 + low);
    if (byte == '/' || byte == '\\' || is_control(byte)) {
      return refuse("http.path", "the path hides a separator or a control character in an escape");
    }
    i += 2;
  }
  std::string path;
  if (!percent_decode(raw, Plus::literal, path)) return refuse("http.path", "the path is not UTF-8");
  std::size_t from = 1;
  while (from <= path.size()) {
    const std::size_t slash = std::min(path.find('/', from), path.size());
    const std::string_view segment = std::string_view(path).substr(from, slash - from);
    if (segment == "." || segment == "..") return refuse("http.path", "the path holds a dot segment");
    if (segment.empty() && slash < path.size()) return refuse("http.path", "the path holds an empty segment");
    from = slash + 1;
  }
  return path;
}

Status parse_query(std::string_view raw, std::vector<std::pair<std::string, std::string>>& out) {
  while (!raw.empty()) {
    const std::size_t end = std::min(raw.find('&'), raw.size());
    const std::string_view pair = raw.substr(0, end);
    raw.remove_prefix(std::min(end + 1, raw.size()));
    if (pair.empty()) continue;
    if (out.size() == query_most) return refuse("http.query", "the query has more than 100 parameters");
    const std::size_t equals = std::min(pair.find('='), pair.size());
    auto& [name, value] = out.emplace_back();
    const std::string_view raw_value = pair.substr(std::min(equals + 1, pair.size()));
    if (!percent_decode(pair.substr(0, equals), Plus::space, name) || !percent_decode(raw_value, Plus::space, value)) {
      return refuse("http.query", "the query holds a broken escape or is not UTF-8");
    }
  }
  return evenkeel::Done{};
}

}  // namespace

bool percent_decode(std::string_view text, Plus plus, std::string& out) {
  out.clear();
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size()) return false;
      const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return false;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += text[i] == '+' && plus == Plus::space ? ' ' : text[i];
    }
  }
  return is_valid_utf8(out);
}

Result<Target> parse_target(std::string_view target, std::string_view host) {
  if (target.find('#') != std::string_view::npos) return refuse("http.target", "a request target has no fragment");
  if (!target.empty() && target.front() != '/') {
    const std::size_t scheme = target.find("://");
    if (scheme == std::string_view::npos) return refuse("http.target", "the request target must begin with '/'");
    const std::string_view name = target.substr(0, scheme);
    if (!equal_ascii_nocase(name, "http") && !equal_ascii_nocase(name, "https")) {
      return refuse("http.target", "the request target has a scheme that is not served here");
    }
    target.remove_prefix(scheme + 3);
    const std::size_t end = std::min(target.find_first_of("/?"), target.size());
    if (host.empty() || !equal_ascii_nocase(target.substr(0, end), host)) {
      return refuse("http.target", "the request target names another server");
    }
    target.remove_prefix(end);
    if (target.empty() || target.front() != '/') return refuse("http.target", "the request target has no path");
  }
  if (target.empty()) return refuse("http.target", "the request target is empty");
  const std::size_t mark = std::min(target.find('?'), target.size());
  Target out;
  TRY(out.path, parse_path(target.substr(0, mark)));
  if (mark < target.size()) CHECK_OK(parse_query(target.substr(mark + 1), out.query));
  return out;
}

}  // namespace evenkeel::http
