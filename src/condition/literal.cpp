// One reader a type, each with an error that says what would have been right.
#include "condition/literal.hpp"

#include <charconv>
#include <cmath>

#include "base/text.hpp"
#include "record/suggest.hpp"

namespace evenkeel::condition {
namespace {

using record::Type;
using record::Value;
using Kind = Token::Kind;

class LiteralReader {
 public:
  LiteralReader(std::string_view source, const std::vector<Token>& tokens, std::size_t& next, const Path& path)
      : source_(source), tokens_(tokens), next_(next), path_(path), first_(tokens[next]) {}

  Result<Literal> read() {
    if (!begins_literal()) return error_at(source_, first_.at, "condition.syntax", "expected " + wanted() + found());
    switch (path_.compared) {
      case Type::integer: return number<std::int64_t>();
      case Type::real: return number<double>();
      case Type::boolean: return boolean();
      case Type::time: return time();
      case Type::id: return id();
      case Type::enumeration: return name();
      default: return text();
    }
  }

 private:
  bool begins_literal() const {
    return first_.kind == Kind::word || first_.kind == Kind::number || first_.kind == Kind::text || first_.kind == Kind::minus;
  }
  std::string found() const { return first_.kind == Kind::end ? ", but the condition ends" : ", not " + first_.text; }
  std::string wanted() const {
    switch (path_.compared) {
      case Type::integer: return "a whole number";
      case Type::real: return "a number";
      case Type::boolean: return "true or false";
      case Type::time: return "a time (2026-03-02, 2026-03-02T08:00:00Z, now, now - 2h)";
      case Type::id: return "an id (digits) or me";
      case Type::enumeration: return record::allowed_names(path_.field());
      default: return "text in quotes";
    }
  }
  Error wrong(const std::string& more = {}) const {
    return error_at(source_, first_.at, "condition.wrong_type",
                    path_.text + " is compared with " + wanted() + (more.empty() ? ", not with " + first_.text : more));
  }
  Literal value(Value v) {
    ++next_;
    return {Literal::Kind::value, std::move(v), 0};
  }
  bool is_word(std::string_view word) const { return first_.kind == Kind::word && first_.text == word; }
  bool is_special_word() const {
    if (first_.kind != Kind::word) return false;
    for (std::string_view w : {"and", "or", "not", "in", "is", "has", "contains", "starts", "me", "my_teams", "my_organisations", "now"})
      if (first_.text == w) return true;
    return false;
  }

  template <class N>
  Result<Literal> number() {
    std::string digits;
    if (first_.kind == Kind::minus) {
      digits = "-";
      if (tokens_[next_ + 1].kind != Kind::number) return wrong();
      ++next_;
    }
    if (tokens_[next_].kind != Kind::number) return wrong();
    digits += tokens_[next_].text;
    N v{};
    const auto [end, ec] = std::from_chars(digits.data(), digits.data() + digits.size(), v);
    if (ec != std::errc() || end != digits.data() + digits.size()) return wrong(", not with " + digits);
    return value(v == N{} ? N{} : v);  // -0 is 0
  }
  Result<Literal> boolean() {
    if (is_word("true")) return value(true);
    if (is_word("false")) return value(false);
    return wrong();
  }
  Result<Literal> time() {
    if (is_word("now")) return now();
    if (first_.kind != Kind::number && first_.kind != Kind::text) return wrong();
    constexpr std::size_t date_bytes = 10;
    const std::string full = first_.text.size() == date_bytes ? first_.text + "T00:00:00Z" : first_.text;
    const auto t = parse_rfc3339(full);
    return t ? Result<Literal>(value(*t)) : wrong();
  }
  Result<Literal> now() {
    Literal literal{Literal::Kind::now, {}, 0};
    ++next_;
    const Kind sign = tokens_[next_].kind;
    if (sign != Kind::plus && sign != Kind::minus) return literal;
    const Token& amount = tokens_[++next_];
    const auto us = amount.kind == Kind::number ? parse_duration(amount.text) : std::nullopt;
    if (!us || *us > now_offset_most_us)
      return error_at(source_, amount.at, "condition.wrong_type", "expected a duration such as 15m, 2h, 3d or 1w after now");
    ++next_;
    literal.offset_us = sign == Kind::minus ? -*us : *us;
    return literal;
  }
  Result<Literal> id() {
    if (is_word("me")) {
      ++next_;
      return Literal{Literal::Kind::me, {}, 0};
    }
    for (const auto& [word, kind] : plural_words)
      if (is_word(word)) return error_at(source_, first_.at, "condition.wrong_type", std::string(word) + " may only follow in");
    const auto v = first_.kind == Kind::number || first_.kind == Kind::text ? parse_id(first_.text) : std::nullopt;
    return v ? Result<Literal>(value(*v)) : wrong();
  }
  Result<Literal> name() {
    if (is_special_word() || (first_.kind != Kind::word && first_.kind != Kind::text)) return wrong();
    const auto names = path_.field().names;
    for (std::string_view n : names)
      if (n == first_.text) return value(first_.text);
    const std::string near = record::did_you_mean(first_.text, {names.begin(), names.end()});
    return near.empty() ? wrong() : wrong(", not with " + first_.text + near);
  }
  Result<Literal> text() {
    if (is_special_word() || first_.kind == Kind::minus) return wrong();
    if (first_.text.empty())
      return error_at(source_, first_.at, "condition.wrong_type", "no text is empty; write " + path_.text + " is absent");
    return value(first_.text);
  }

  std::string_view source_;
  const std::vector<Token>& tokens_;
  std::size_t& next_;
  const Path& path_;
  const Token& first_;
};

std::string offset_text(std::int64_t us) {
  struct Unit {
    std::int64_t us;
    const char* name;
  };
  constexpr Unit units[] = {{7 * us_per_day, "w"}, {us_per_day, "d"}, {us_per_hour, "h"}, {us_per_minute, "m"}, {us_per_second, "s"}};
  const std::int64_t size = us < 0 ? -us : us;
  for (const Unit& unit : units)
    if (size % unit.us == 0 && size > 0) return (us < 0 ? " - " : " + ") + std::to_string(size / unit.us) + unit.name;
  return "";
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '\n') out += "\\n";
    else if (c == '\t') out += "\\t";
    else if (c == '"' || c == '\\') out += std::string("\\") + c;
    else out += c;
  }
  return out + '"';
}

bool is_plain_word(std::string_view name) {
  return name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == name.npos && !(name[0] >= '0' && name[0] <= '9');
}

std::string real_text(double v) {
  char buffer[400];  // the longest double in fixed notation has 309 + 17 digits
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, v, std::chars_format::fixed).ptr};
}

}  // namespace

Result<Literal> read_literal(std::string_view source, const std::vector<Token>& tokens, std::size_t& next, const Path& path) {
  return LiteralReader(source, tokens, next, path).read();
}

std::string literal_text(const Literal& literal, record::Type compared) {
  switch (literal.kind) {
    case Literal::Kind::me: return "me";
    case Literal::Kind::my_teams: return "my_teams";
    case Literal::Kind::my_organisations: return "my_organisations";
    case Literal::Kind::now: return "now" + offset_text(literal.offset_us);
    case Literal::Kind::value: break;
  }
  switch (compared) {
    case Type::integer: return std::to_string(std::get<std::int64_t>(literal.value));
    case Type::real: return real_text(std::get<double>(literal.value));
    case Type::boolean: return std::get<bool>(literal.value) ? "true" : "false";
    case Type::time: return format_rfc3339(std::get<Time>(literal.value));
    case Type::id: return to_string(std::get<Id>(literal.value));
    case Type::enumeration: {
      const auto& name = std::get<std::string>(literal.value);
      return is_plain_word(name) ? name : quoted(name);
    }
    default: return quoted(std::get<std::string>(literal.value));
  }
}

}  // namespace evenkeel::condition
