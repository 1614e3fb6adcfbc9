#include "scenario/check.hpp"

#include <boost/json.hpp>
#include <stdexcept>

#include "base/text.hpp"

namespace evenkeel::scenario {
namespace json = boost::json;
namespace {

/// " and " outside quotes separates checks.
std::vector<std::string> split_checks(std::string_view text) {
  std::vector<std::string> parts;
  std::string part;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"' && (i == 0 || text[i - 1] != '\\')) quoted = !quoted;
    if (!quoted && text.substr(i).starts_with(" and .")) {
      parts.push_back(part);
      part.clear();
      i += 4;
      continue;
    }
    part += text[i];
  }
  if (!trim(part).empty()) parts.push_back(part);
  return parts;
}

std::string shown(const json::value* v) { return v ? json::serialize(*v) : "nothing"; }

bool is_nothing(const json::value* v) {
  return !v || v->is_null() || (v->is_string() && v->get_string().empty()) || (v->is_array() && v->get_array().empty());
}

std::size_t size_of(const json::value* v) {
  if (!v) return 0;
  if (v->is_array()) return v->get_array().size();
  if (v->is_object()) return v->get_object().size();
  return 0;
}

std::string check_one(const json::value& root, std::string_view check) {
  check = trim(check);
  const auto space = check.find(' ');
  if (check.empty() || check[0] != '.' || space == std::string_view::npos)
    throw std::runtime_error("a check reads .path op value: " + std::string(check));
  const auto path = check.substr(0, space);
  auto rest = trim(check.substr(space));
  const auto* found = at_path(root, path);
  const auto fail = [&] { return std::string(check) + ", but it is " + shown(found); };
  if (rest == "absent") return is_nothing(found) ? "" : fail();
  if (rest == "present") return is_nothing(found) ? fail() : "";
  const auto op_end = rest.find(' ');
  if (op_end == std::string_view::npos) throw std::runtime_error("no value in " + std::string(check));
  const auto op = rest.substr(0, op_end);
  const auto literal_text = trim(rest.substr(op_end));
  json::error_code ec;
  const auto literal = json::parse(json::string_view(literal_text.data(), literal_text.size()), ec);
  if (ec) throw std::runtime_error("not a JSON value: " + std::string(literal_text));
  if (op == "==") return found && *found == literal ? "" : fail();
  if (op == "!=") return found && *found == literal ? fail() : "";
  if (op == "count") return size_of(found) == literal.to_number<std::size_t>() ? "" : fail();
  if (op == "~" || op == "!~") {
    const std::string needle(literal.as_string().c_str());
    const std::string text = !found ? "" : found->is_string() ? std::string(found->get_string().c_str()) : json::serialize(*found);
    return (text.find(needle) != std::string::npos) == (op == "~") ? "" : fail();
  }
  if (op == "has") {
    bool has = false;
    if (found && found->is_array())
      for (const auto& item : found->get_array()) has = has || item == literal;
    return has ? "" : fail();
  }
  if (!found || !found->is_number()) return fail();
  const auto a = found->to_number<double>(), b = literal.to_number<double>();
  if (op == "<") return a < b ? "" : fail();
  if (op == ">") return a > b ? "" : fail();
  if (op == "<=") return a <= b ? "" : fail();
  if (op == ">=") return a >= b ? "" : fail();
  throw std::runtime_error("unknown comparison " + std::string(op));
}

}  // namespace

const json::value* at_path(const json::value& root, std::string_view path) {
  const json::value* v = &root;
  std::size_t i = 0;
  while (i < path.size() && v) {
    if (path[i] == '.') {
      const auto end = std::min(path.find_first_of(".[", i + 1), path.size());
      const auto name = path.substr(i + 1, end - i - 1);
      if (!name.empty()) v = v->is_object() ? v->get_object().if_contains(json::string_view(name.data(), name.size())) : nullptr;
      i = end;
    } else if (path[i] == '[') {
      const auto end = path.find(']', i);
      if (end == std::string_view::npos) throw std::runtime_error("no ] in " + std::string(path));
      const auto index = static_cast<std::size_t>(std::stoul(std::string(path.substr(i + 1, end - i - 1))));
      v = v->is_array() && index < v->get_array().size() ? &v->get_array()[index] : nullptr;
      i = end + 1;
    } else {
      throw std::runtime_error("a path begins with a point: " + std::string(path));
    }
  }
  return v;
}

std::string check_all(const json::value& root, std::string_view checks) {
  for (const auto& check : split_checks(checks))
    if (auto wrong = check_one(root, check); !wrong.empty()) return wrong;
  return {};
}

std::string expand(std::string_view text, const Names& names) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '$') {
      out += text[i];
      continue;
    }
    std::size_t end = i + 1;
    while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) || text[end] == '_')) ++end;
    const auto found = names.find(text.substr(i + 1, end - i - 1));
    out += found == names.end() ? std::string(text.substr(i, end - i)) : found->second;
    i = end - 1;
  }
  return out;
}

}  // namespace evenkeel::scenario
