#include "connect/rosters/look.hpp"

#include <boost/json.hpp>
#include <cmath>

#include "base/text.hpp"

namespace evenkeel::rosters {

namespace bj = boost::json;

std::string one_line(std::string_view text) {
  std::string out(utf8_prefix(text, text_most));
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  return std::string(trim(out));
}

const bj::value* look(const bj::value* json, std::string_view name) {
  const auto* object = json ? json->if_object() : nullptr;
  const bj::value* found = object ? object->if_contains(bj::string_view(name.data(), name.size())) : nullptr;
  return found && !found->is_null() ? found : nullptr;
}

bool is_list(const bj::value* json) { return json && json->is_array(); }

std::string text_of(const bj::value& json) {
  if (json.is_string()) return one_line({json.get_string().data(), json.get_string().size()});
  if (json.is_int64()) return std::to_string(json.get_int64());
  return {};
}

std::string text_in(const bj::value* json, std::string_view name) {
  const auto* found = look(json, name);
  return found ? text_of(*found) : std::string();
}

std::optional<std::int64_t> number_in(const bj::value* json, std::string_view name) {
  const auto* found = look(json, name);
  if (!found) return std::nullopt;
  if (found->is_int64()) return found->get_int64();
  // Some programs write whole numbers with a point.
  constexpr double exact_most = 9e15;
  if (found->is_double() && std::abs(found->get_double()) < exact_most && std::trunc(found->get_double()) == found->get_double())
    return static_cast<std::int64_t>(found->get_double());
  return std::nullopt;
}

bool flag_in(const bj::value* json, std::string_view name, bool unsaid) {
  const auto* found = look(json, name);
  return found && found->is_bool() ? found->get_bool() : unsaid;
}

std::optional<Time> lenient_time(std::string text) {
  const auto n = text.size();
  if (n > 20 && text[n - 3] != ':' && (text[n - 5] == '+' || text[n - 5] == '-')) text.insert(n - 2, ":");
  return parse_rfc3339(text);
}

std::optional<Time> time_in(const bj::value* json, std::string_view name) { return lenient_time(text_in(json, name)); }

void each_in(const bj::value* json, std::string_view name, const std::function<void(const bj::value&)>& visit) {
  const auto* list = look(json, name);
  if (!is_list(list)) return;
  for (const bj::value& item : list->get_array()) visit(item);
}

}  // namespace evenkeel::rosters
