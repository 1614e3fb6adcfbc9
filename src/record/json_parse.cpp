// JSON text to a value, strictly. Boost.JSON refuses bad UTF-8, depth and trailing bytes by itself, but keeps the last of
// two equal keys, and lets NUL and infinite numbers through: those are looked for here.
#include <boost/json.hpp>
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

/// What a value holds that the parser lets through, and how many members its objects have in all.
struct Survey {
  std::size_t members = 0;
  bool nul = false, infinite = false;

  void look(const bj::value& v) {
    switch (v.kind()) {
      case bj::kind::string: look(std::string_view(v.get_string())); break;
      case bj::kind::double_: infinite = infinite || !std::isfinite(v.get_double()); break;
      case bj::kind::array:
        for (const bj::value& item : v.get_array()) look(item);
        break;
      case bj::kind::object:
        members += v.get_object().size();
        for (const auto& member : v.get_object()) {
          look(std::string_view(member.key()));
          look(member.value());
        }
        break;
      default: break;
    }
  }
  void look(std::string_view s) { nul = nul || s.find('\0') != s.npos; }
};

/// Walks valid JSON text outside its strings. `on_string(begin, end)` gets each string with its quotes, `on_mark` the rest.
template <class OnString, class OnMark>
void walk(std::string_view text, const OnString& on_string, const OnMark& on_mark) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '"') {
      on_mark(text[i]);
      continue;
    }
    const std::size_t begin = i++;
    while (text[i] != '"') i += text[i] == '\\' ? 2 : 1;
    on_string(begin, i + 1);
  }
}

/// Each member has one colon outside strings.
std::size_t count_members(std::string_view text) {
  std::size_t n = 0;
  walk(text, [](std::size_t, std::size_t) {}, [&](char c) { n += c == ':'; });
  return n;
}

/// The key that some object of valid JSON text has twice.
std::string find_duplicate(std::string_view text) {
  std::vector<std::set<std::string>> open;
  std::string duplicate;
  std::string_view last;
  walk(
      text, [&](std::size_t begin, std::size_t end) { last = text.substr(begin, end - begin); },
      [&](char c) {
        if (c == '{') open.emplace_back();
        if (c == '}') open.pop_back();
        if (c != ':') return;
        std::string key(bj::parse(bj::string_view(last.data(), last.size())).get_string());
        if (!open.back().insert(key).second) duplicate = std::move(key);
      });
  return duplicate;
}

}  // namespace

Result<bj::value> parse_json(std::string_view text) {
  bj::parse_options options;
  options.max_depth = json_depth_most;
  unsigned char buffer[4'096];  // the parser's own stack; most bodies need no more
  bj::parser parser(bj::storage_ptr(), options, buffer);
  boost::system::error_code ec;
  const std::size_t read = parser.write_some(text.data(), text.size(), ec);
  if (ec) return syntax_error(text, read, ec);
  if (read < text.size()) return malformed("json.syntax", "there is more after the end of the JSON at " + position(text, read));
  bj::value value = parser.release();
  Survey survey;
  survey.look(value);
  if (survey.nul) return malformed("json.bad_text", "a text holds a NUL character, which cannot be stored");
  if (survey.infinite) return malformed("json.number", "a number is too large");
  if (survey.members != count_members(text)) {
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
