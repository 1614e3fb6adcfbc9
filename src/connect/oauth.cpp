#include "connect/oauth.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/url.hpp"

namespace evenkeel::connect {

std::string form(std::initializer_list<std::pair<std::string_view, std::string_view>> members) {
  std::string out;
  for (const auto& [name, value] : members) {
    if (value.empty()) continue;
    out.append(out.empty() ? "" : "&").append(name).append("=").append(url_encoded(value));
  }
  return out;
}

std::string error_word(const std::string& text) {
  const bool plain = !text.empty() && text.size() <= 60 &&
                     std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
  return plain ? text : "an unnamed error";
}

bool is_visible_ascii(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f; });
}

std::string text_of(const boost::json::object& object, std::string_view name) {
  const auto* found = object.if_contains(name);
  const auto* text = found ? found->if_string() : nullptr;
  return text ? std::string(text->data(), text->size()) : std::string();
}

}  // namespace evenkeel::connect
