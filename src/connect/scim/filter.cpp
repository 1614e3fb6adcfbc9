#include "connect/scim/filter.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "base/text.hpp"
#include "record/json.hpp"

namespace evenkeel::scim {
namespace {

constexpr std::string_view core_schemas = "urn:ietf:params:scim:schemas:core:2.0:";
constexpr std::array<std::string_view, 10> op_names{"eq", "ne", "co", "sw", "ew", "pr", "gt", "ge", "lt", "le"};

Error bad_filter(const std::string& text) { return error(Fault::malformed, "scim.invalid_filter", text, "/filter"); }

bool is_path_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == ':' || c == '_' || c == '-' ||
         c == '$';
}

class Parser {
 public:
  Parser(std::string_view text, const std::set<std::string, std::less<>>& known) : text_(text), known_(known) {}

  Result<Filter> parse() {
    if (text_.size() > filter_bytes_most) return bad_filter("The filter is longer than 2,000 bytes.");
    TRY(Filter filter, any_of({}, 0));
    skip();
    if (at_ != text_.size()) return bad_filter("The filter should end before \"" + std::string(text_.substr(at_, 20)) + "\".");
    return filter;
  }

 private:
  void skip() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  bool take(char c) {
    skip();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  std::string_view word() {
    skip();
    const std::size_t from = at_;
    while (at_ < text_.size() && is_path_character(text_[at_])) ++at_;
    return text_.substr(from, at_ - from);
  }
  bool take_word(std::string_view wanted) {
    const std::size_t from = at_;
    if (equal_ascii_nocase(word(), wanted)) return true;
    at_ = from;
    return false;
  }

  Result<Filter> joined(Filter::Kind kind, std::string_view joint, const std::string& base, int depth) {
    std::vector<Filter> parts;
    do {
      TRY(Filter part, kind == Filter::Kind::any ? joined(Filter::Kind::all, "and", base, depth) : term(base, depth));
      parts.push_back(std::move(part));
    } while (take_word(joint));
    if (parts.size() == 1) return std::move(parts.front());
    Filter filter;
    filter.kind = kind;
    filter.parts = std::move(parts);
    return filter;
  }
  Result<Filter> any_of(const std::string& base, int depth) {
    if (depth > filter_depth_most) return bad_filter("The filter is nested more than 20 times.");
    return joined(Filter::Kind::any, "or", base, depth);
  }

  Result<Filter> term(const std::string& base, int depth) {
    if (++terms_ > filter_terms_most) return bad_filter("The filter has more than 50 terms.");
    if (take('(')) return closed(base, depth, ')');
    if (take_word("not")) {
      if (!take('(')) return bad_filter("After \"not\" there must be a filter in parentheses.");
      TRY(Filter inner, closed(base, depth, ')'));
      Filter filter;
      filter.kind = Filter::Kind::negation;
      filter.parts.push_back(std::move(inner));
      return filter;
    }
    TRY(const std::string path, attribute(base));
    if (take('[')) return element(path, base, depth);
    return comparison(path);
  }
  Result<Filter> closed(const std::string& base, int depth, char end) {
    TRY(Filter inner, any_of(base, depth + 1));
    if (!take(end)) return bad_filter(std::string("The filter lacks a ") + end + ".");
    return inner;
  }

  Result<std::string> attribute(const std::string& base) {
    const std::string path = plain_path(word());
    if (path.empty()) return bad_filter("The filter should name an attribute at \"" + std::string(text_.substr(at_, 20)) + "\".");
    const std::string whole = base.empty() ? path : base + '.' + path;
    if (!known_.empty() && !known_.contains(whole)) return bad_filter("There is no attribute \"" + whole + "\" that a filter may ask for.");
    return path;
  }

  /// emails[type eq "work"], and as some clients write it, emails[type eq "work"].value eq "x".
  Result<Filter> element(const std::string& path, const std::string& base, int depth) {
    if (!base.empty()) return bad_filter("An attribute in brackets cannot have brackets itself.");
    Filter filter;
    filter.kind = Filter::Kind::element;
    filter.path = path;
    TRY(Filter inner, closed(path, depth, ']'));
    filter.parts.push_back(std::move(inner));
    if (at_ < text_.size() && text_[at_] == '.') {
      ++at_;
      TRY(const std::string sub, attribute(path));
      TRY(Filter more, comparison(sub));
      filter.parts.push_back(std::move(more));
    }
    return filter;
  }

  Result<Filter> comparison(const std::string& path) {
    const std::string name = lower_ascii(word());
    const auto op = std::ranges::find(op_names, std::string_view(name));
    if (op == op_names.end()) return bad_filter("\"" + name + "\" is no operator; there are eq, ne, co, sw, ew, pr, gt, ge, lt and le.");
    Filter filter;
    filter.path = path;
    filter.op = static_cast<Filter::Op>(op - op_names.begin());
    if (filter.op == Filter::Op::pr) return filter;
    TRY(filter.value, literal());
    using Op = Filter::Op;
    const bool ordering = filter.op == Op::gt || filter.op == Op::ge || filter.op == Op::lt || filter.op == Op::le;
    if (ordering && (filter.value.is_bool() || filter.value.is_null())) return bad_filter("\"" + name + "\" needs a text or a number.");
    return filter;
  }

  Result<bj::value> literal() {
    skip();
    std::size_t end = at_;
    if (end < text_.size() && text_[end] == '"') {
      for (++end; end < text_.size() && text_[end] != '"'; ++end)
        if (text_[end] == '\\') ++end;
      if (end >= text_.size()) return bad_filter("A text of the filter has no end.");
      ++end;
    } else {
      while (end < text_.size() && text_[end] != ' ' && text_[end] != ')' && text_[end] != ']') ++end;
    }
    const std::string_view word = text_.substr(at_, end - at_);
    auto value = record::parse_json(word.empty() || word.front() == '"' ? std::string(word) : lower_ascii(word));
    if (!value || value->is_structured())
      return bad_filter("\"" + std::string(word) + "\" is no value: a text in quotes, a number, true, false or null.");
    at_ = end;
    return std::move(*value);
  }

  std::string_view text_;
  const std::set<std::string, std::less<>>& known_;
  std::size_t at_ = 0;
  int terms_ = 0;
};

bool is_exact(std::string_view path) { return path == "id" || path == "externalid" || path == "meta.version"; }

std::string text_of(const bj::value& value) {
  if (value.is_string()) return std::string(view(value));
  return value.is_null() ? std::string() : bj::serialize(value);
}

bool holds(const Filter& filter, const bj::value& value) {
  using Op = Filter::Op;
  std::string have = text_of(value), want = text_of(filter.value);
  if (!is_exact(filter.path)) {
    have = lower_ascii(have);
    want = lower_ascii(want);
  }
  switch (filter.op) {
    case Op::eq:
    case Op::ne: return have == want;
    case Op::co: return have.find(want) != std::string::npos;
    case Op::sw: return have.starts_with(want);
    case Op::ew: return have.ends_with(want);
    case Op::pr: return !have.empty();
    case Op::gt: return have > want;
    case Op::ge: return have >= want;
    case Op::lt: return have < want;
    case Op::le: return have <= want;
  }
  return false;
}

/// Some value at the path satisfies the test; a list of objects means their `value`.
bool any_at(const bj::value& value, std::string_view path, const std::function<bool(const bj::value&)>& test) {
  if (const auto* list = value.if_array())
    return std::ranges::any_of(*list, [&](const bj::value& item) { return any_at(item, path, test); });
  const auto* object = value.if_object();
  if (path.empty()) {
    if (!object) return test(value);
    const auto* inner = member(*object, "value");
    return inner ? test(*inner) : !object->empty() && test(bj::value("present"));
  }
  if (!object) return false;
  const auto dot = path.find('.');
  const auto* inner = member(*object, path.substr(0, dot));
  return inner && any_at(*inner, dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1), test);
}

}  // namespace

Result<Filter> parse_filter(std::string_view text, const std::set<std::string, std::less<>>& known) { return Parser(text, known).parse(); }

bool matches(const Filter& filter, const bj::object& resource) {
  const auto part = [&](const Filter& f) { return matches(f, resource); };
  switch (filter.kind) {
    case Filter::Kind::all: return std::ranges::all_of(filter.parts, part);
    case Filter::Kind::any: return std::ranges::any_of(filter.parts, part);
    case Filter::Kind::negation: return !matches(filter.parts.front(), resource);
    case Filter::Kind::element: {
      const auto* list = member(resource, filter.path);
      if (!list || !list->is_array()) return false;
      return std::ranges::any_of(list->get_array(), [&](const bj::value& item) {
        return item.is_object() && std::ranges::all_of(filter.parts, [&](const Filter& f) { return matches(f, item.get_object()); });
      });
    }
    case Filter::Kind::compare: break;
  }
  const bool found = any_at(resource, filter.path, [&](const bj::value& value) { return holds(filter, value); });
  return filter.op == Filter::Op::ne ? !found : found;
}

const bj::value* demanded(const Filter& filter, std::string_view path) {
  if (filter.kind == Filter::Kind::compare && filter.op == Filter::Op::eq && filter.path == path) return &filter.value;
  if (filter.kind != Filter::Kind::all) return nullptr;
  for (const Filter& part : filter.parts)
    if (const auto* value = demanded(part, path)) return value;
  return nullptr;
}

std::string plain_path(std::string_view path) {
  if (path.size() > core_schemas.size() && equal_ascii_nocase(path.substr(0, core_schemas.size()), core_schemas)) {
    const auto colon = path.find(':', core_schemas.size());
    path = colon == std::string_view::npos ? std::string_view() : path.substr(colon + 1);
  }
  return lower_ascii(path);
}

std::string_view view(const bj::value& value) {
  return value.is_string() ? std::string_view(value.get_string().data(), value.get_string().size()) : std::string_view();
}

const bj::value* member(const bj::object& object, std::string_view name) {
  for (const auto& [key, value] : object)
    if (equal_ascii_nocase(key, name)) return &value;
  return nullptr;
}

bj::value* member(bj::object& object, std::string_view name) {
  return const_cast<bj::value*>(member(static_cast<const bj::object&>(object), name));
}

}  // namespace evenkeel::scim
