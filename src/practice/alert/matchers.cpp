#include "practice/alert/matchers.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "record/json.hpp"

namespace evenkeel::alert {

namespace bj = boost::json;

namespace {

constexpr std::int64_t pattern_memory_most = 1 << 20;  // bytes of one compiled pattern; RE2 runs in linear time within it

bool is_name(std::string_view name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':'; };
  return !name.empty() && name.size() <= label_name_most && letter(name[0]) &&
         std::ranges::all_of(name, [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

Error bad_format(std::string_view text) {
  return error(Fault::malformed, "matcher.bad_format", "bad matcher format: " + std::string(utf8_prefix(text, 200)));
}

/// A value within quotes, with \" \\ and \n inside; none when the quotes do not end it.
std::optional<std::string> unquoted(std::string_view text) {
  std::string out;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '"') return i + 1 == text.size() ? std::optional(out) : std::nullopt;
    if (text[i] == '\\' && i + 1 < text.size()) {
      ++i;
      out += text[i] == 'n' ? '\n' : text[i];
    } else {
      out += text[i];
    }
  }
  return std::nullopt;
}

const bj::value* member(const bj::object& o, std::string_view name) { return o.if_contains(name); }

Result<Matcher> read_matcher(const bj::value& v, std::size_t place) {
  const std::string pointer = "/matchers/" + std::to_string(place);
  if (!v.is_object()) return invalid("field.wrong_type", "must be an object", pointer);
  const auto& o = v.get_object();
  const auto *name = member(o, "name"), *value = member(o, "value"), *regex = member(o, "isRegex"), *equal = member(o, "isEqual");
  if (!name || !name->is_string()) return invalid("field.required", "must be a text", pointer + "/name");
  if (!value || !value->is_string()) return invalid("field.required", "must be a text", pointer + "/value");
  if (!regex || !regex->is_bool()) return invalid("field.required", "must be true or false", pointer + "/isRegex");
  if (equal && !equal->is_bool()) return invalid("field.wrong_type", "must be true or false", pointer + "/isEqual");
  const bool same = !equal || equal->get_bool();
  const MatchKind kind =
      regex->get_bool() ? (same ? MatchKind::pattern : MatchKind::not_pattern) : (same ? MatchKind::equal : MatchKind::not_equal);
  auto made = Matcher::make(std::string(name->get_string()), kind, std::string(value->get_string()));
  if (!made) made.error().problems.front().field = pointer;
  return made;
}

}  // namespace

struct Matcher::Pattern {
  Pattern(const std::string& text, const RE2::Options& options) : re(text, options) {}
  RE2 re;
};

Result<Matcher> Matcher::make(std::string name, MatchKind kind, std::string value) {
  if (!is_name(name)) return invalid("matcher.bad_name", "invalid label name \"" + std::string(utf8_prefix(name, 100)) + "\"");
  if (value.size() > matcher_value_most) return invalid("field.too_long", "the value is too long");
  Matcher m;
  m.name_ = std::move(name);
  m.kind_ = kind;
  if (kind == MatchKind::pattern || kind == MatchKind::not_pattern) {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(pattern_memory_most);
    options.set_dot_nl(true);
    auto pattern = std::make_shared<Pattern>(value, options);
    if (!pattern->re.ok()) return invalid("matcher.bad_pattern", "invalid regular expression: " + pattern->re.error());
    m.pattern_ = std::move(pattern);
  }
  m.value_ = std::move(value);
  return m;
}

bool Matcher::matches(const Texts& labels) const {
  const std::string_view value = text_in(labels, name_);
  switch (kind_) {
    case MatchKind::equal: return value == value_;
    case MatchKind::not_equal: return value != value_;
    case MatchKind::pattern: return RE2::FullMatch(re2::StringPiece(value.data(), value.size()), pattern_->re);
    case MatchKind::not_pattern: return !RE2::FullMatch(re2::StringPiece(value.data(), value.size()), pattern_->re);
  }
  return false;
}

Result<Matcher> parse_matcher(std::string_view text) {
  const auto op = text.find_first_of("=!");
  if (op == std::string_view::npos) return bad_format(text);
  const std::string_view name = trim(text.substr(0, op));
  MatchKind kind = MatchKind::equal;
  std::size_t length = 1;
  if (text.substr(op).starts_with("=~")) kind = MatchKind::pattern, length = 2;
  else if (text.substr(op).starts_with("!~")) kind = MatchKind::not_pattern, length = 2;
  else if (text.substr(op).starts_with("!=")) kind = MatchKind::not_equal, length = 2;
  else if (text[op] == '!') return bad_format(text);
  const std::string_view raw = trim(text.substr(op + length));
  std::string value(raw);
  if (raw.starts_with('"')) {
    auto inside = unquoted(raw);
    if (!inside) return bad_format(text);
    value = std::move(*inside);
  }
  if (!is_name(name) || !is_valid_utf8(value)) return bad_format(text);
  return Matcher::make(std::string(name), kind, std::move(value));
}

bool all_match(const Matchers& matchers, const Texts& labels) {
  return std::ranges::all_of(matchers, [&](const Matcher& m) { return m.matches(labels); });
}

void Tally::look_at(std::string_view labels) {
  stopped_ = stopped_ || !may_go_on_();
  if (stopped_) return;
  ++looked_at_;
  if (all_match(matchers_, read_texts(labels))) ++matching_;
}

bool matches_everything(const Matchers& matchers) { return all_match(matchers, {}); }

std::string matchers_json(const Matchers& matchers) {
  std::string out = "[";
  for (const Matcher& m : matchers) {
    out += out.size() > 1 ? ",{\"name\":" : "{\"name\":";
    record::append_json_string(out, m.name());
    out += ",\"value\":";
    record::append_json_string(out, m.value());
    const bool regex = m.kind() == MatchKind::pattern || m.kind() == MatchKind::not_pattern;
    const bool equal = m.kind() == MatchKind::equal || m.kind() == MatchKind::pattern;
    out.append(",\"isRegex\":").append(regex ? "true" : "false").append(",\"isEqual\":").append(equal ? "true}" : "false}");
  }
  return out + "]";
}

Result<Matchers> read_matchers(std::string_view json) {
  TRY(const auto value, record::parse_json(json));
  if (!value.is_array()) return invalid("field.wrong_type", "must be a list", "/matchers");
  if (value.get_array().size() > matchers_most) return invalid("field.too_many", "are too many", "/matchers");
  Matchers all;
  for (const bj::value& one : value.get_array()) {
    TRY(auto matcher, read_matcher(one, all.size()));
    all.push_back(std::move(matcher));
  }
  return all;
}

std::string texts_json(const Texts& texts) {
  std::string out = "{";
  for (const auto& [name, value] : texts) {
    if (out.size() > 1) out += ',';
    record::append_json_string(out, name);
    out += ':';
    record::append_json_string(out, value);
  }
  return out + "}";
}

Texts read_texts(std::string_view json) {
  Texts texts;
  if (json.empty()) return texts;
  const auto value = record::parse_json(json);
  if (!value || !value->is_object()) return texts;
  for (const auto& [name, text] : value->get_object())
    if (text.is_string()) texts.emplace_back(std::string(name), std::string(text.get_string()));
  std::ranges::sort(texts);
  return texts;
}

}  // namespace evenkeel::alert
