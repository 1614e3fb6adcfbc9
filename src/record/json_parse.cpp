// JSON text to a value, strictly. Boost.JSON refuses bad UTF-8 and depth by itself, but keeps the last of two equal keys,
// lets NUL and infinite numbers through, and reads a number with a fraction only nearly: those are dealt with here.
#include <boost/json.hpp>
#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cmath>

#include "record/json.hpp"

namespace evenkeel::record {
namespace {

namespace bj = boost::json;

Error malformed(std::string code, std::string text) { return error(Fault::malformed, std::move(code), std::move(text)); }

std::string position(std::string_view text, std::size_t at) {
  std::size_t line = 1, column = 1;
  for (char c : text.substr(0, at)) {
    if (c == '\n') {
      ++line;
      column = 1;
    } else {
      ++column;
    }
  }
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

Error syntax_error(std::string_view text, std::size_t at, const boost::system::error_code& ec) {
  if (ec == bj::error::too_deep)
    return malformed("json.too_deep", "the JSON is nested more than " + std::to_string(json_depth_most) + " levels deep");
  return malformed("json.syntax", "this is not JSON: " + ec.message() + " at " + position(text, at));
}

/// What the parser calls for each thing that it meets: stacks them to a value as Boost's own does.
struct Builder {
  static constexpr std::size_t max_array_size = std::size_t(-1), max_object_size = std::size_t(-1);
  static constexpr std::size_t max_string_size = std::size_t(-1), max_key_size = std::size_t(-1);
  using Code = boost::system::error_code;

  explicit Builder(std::span<unsigned char> buffer) : stack(bj::storage_ptr(), buffer.data(), buffer.size()) { stack.reset(); }

  bj::value_stack stack;
  std::size_t members = 0;  // of all objects, equal keys counted twice
  bool nul = false, infinite = false;
  std::string number;

  void look(bj::string_view s) { nul = nul || s.find('\0') != s.npos; }
  bool on_document_begin(Code&) { return true; }
  bool on_document_end(Code&) { return true; }
  bool on_object_begin(Code&) { return true; }
  bool on_object_end(std::size_t n, Code&) {
    members += n;
    stack.push_object(n);
    return true;
  }
  bool on_array_begin(Code&) { return true; }
  bool on_array_end(std::size_t n, Code&) {
    stack.push_array(n);
    return true;
  }
  bool on_key_part(bj::string_view s, std::size_t n, Code& ec) { return on_string_part(s, n, ec); }
  bool on_key(bj::string_view s, std::size_t, Code&) {
    look(s);
    stack.push_key(s);
    return true;
  }
  bool on_string_part(bj::string_view s, std::size_t, Code&) {
    look(s);
    stack.push_chars(s);
    return true;
  }
  bool on_string(bj::string_view s, std::size_t, Code&) {
    look(s);
    stack.push_string(s);
    return true;
  }
  bool on_number_part(bj::string_view s, Code&) {
    number.append(s.data(), s.size());
    return true;
  }
  bool on_int64(std::int64_t v, bj::string_view, Code&) {
    number.clear();
    stack.push_int64(v);
    return true;
  }
  bool on_uint64(std::uint64_t v, bj::string_view, Code&) {
    number.clear();
    stack.push_uint64(v);
    return true;
  }
  bool on_double(double nearly, bj::string_view s, Code&) {
    number.append(s.data(), s.size());
    double v = nearly;
    // What is too small to tell from 0 leaves `v` alone, as does what is too large.
    std::from_chars(number.data(), number.data() + number.size(), v);
    number.clear();
    infinite = infinite || !std::isfinite(v);
    stack.push_double(v);
    return true;
  }
  bool on_bool(bool v, Code&) {
    stack.push_bool(v);
    return true;
  }
  bool on_null(Code&) {
    stack.push_null();
    return true;
  }
  bool on_comment_part(bj::string_view, Code&) { return true; }
  bool on_comment(bj::string_view, Code&) { return true; }
};

/// Members that a value keeps: fewer than were written when an object has a key twice.
std::size_t count_members(const bj::value& v) {
  std::size_t n = 0;
  if (const bj::array* items = v.if_array())
    for (const bj::value& item : *items) n += count_members(item);
  if (const bj::object* members = v.if_object()) {
    n = members->size();
    for (const auto& member : *members) n += count_members(member.value());
  }
  return n;
}

/// The key that some object of valid JSON text has twice.
std::string find_duplicate(std::string_view text) {
  std::vector<std::set<std::string>> open;
  std::string_view last;  // the string before, with its quotes
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') {
      const std::size_t begin = i++;
      while (text[i] != '"') i += text[i] == '\\' ? 2 : 1;
      last = text.substr(begin, i + 1 - begin);
    }
    if (text[i] == '{') open.emplace_back();
    if (text[i] == '}') open.pop_back();
    if (text[i] != ':') continue;
    std::string key(bj::parse(bj::string_view(last.data(), last.size())).get_string());
    if (!open.back().insert(key).second) return key;
  }
  return {};
}

}  // namespace

Result<bj::value> parse_json(std::string_view text) {
  bj::parse_options options;
  options.max_depth = json_depth_most;
  unsigned char buffer[4'096];  // the stack of values; most bodies need no more
  bj::basic_parser<Builder> parser(options, buffer);
  boost::system::error_code ec;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), ec);
  if (ec) return syntax_error(text, read, ec);
  if (read < text.size()) return malformed("json.syntax", "there is more after the end of the JSON at " + position(text, read));
  Builder& built = parser.handler();
  if (built.nul) return malformed("json.bad_text", "a text holds a NUL character, which cannot be stored");
  if (built.infinite) return malformed("json.number", "a number is too large");
  bj::value value = built.stack.release();
  if (built.members != count_members(value)) {
    std::string quoted;
    append_json_string(quoted, find_duplicate(text));
    return malformed("json.duplicate_key", "an object has the key " + quoted + " twice");
  }
  return value;
}

Result<std::string> normal_object(std::string_view text) {
  TRY(const bj::value value, parse_json(text));
  if (!value.is_object()) return malformed("json.not_object", "must be a JSON object");
  return value.get_object().empty() ? std::string() : bj::serialize(value);
}

}  // namespace evenkeel::record
