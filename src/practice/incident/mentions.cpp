#include "practice/incident/mentions.hpp"

#include <algorithm>
#include <cctype>

namespace evenkeel::incident {
namespace {

bool is_login_char(char c) {
  const auto u = static_cast<unsigned char>(c);
  return std::isalnum(u) || u >= 0x80 || c == '.' || c == '_' || c == '-' || c == '+' || c == '@';
}

bool begins_word(std::string_view text, std::size_t at) { return at == 0 || !is_login_char(text[at - 1]); }

/// The end of the code that begins at `at` (one or three backticks), or one past the backticks when it has no end.
std::size_t skip_code(std::string_view text, std::size_t at) {
  const std::string_view fence = text.substr(at).starts_with("```") ? "```" : "`";
  const std::size_t end = text.find(fence, at + fence.size());
  return end == std::string_view::npos ? at + fence.size() : end + fence.size();
}

}  // namespace

std::vector<std::string> mentions_in(std::string_view text) {
  std::vector<std::string> logins;
  std::size_t at = 0;
  while (at < text.size() && logins.size() < mentions_most) {
    if (text[at] == '`') {
      at = skip_code(text, at);
      continue;
    }
    if (text[at] != '@' || !begins_word(text, at)) {
      ++at;
      continue;
    }
    std::size_t end = at + 1;
    while (end < text.size() && is_login_char(text[end])) ++end;
    std::string_view login = text.substr(at + 1, end - at - 1);
    while (!login.empty() && std::string_view(".-_+@").find(login.back()) != std::string_view::npos) login.remove_suffix(1);
    if (!login.empty() && std::ranges::find(logins, login) == logins.end()) logins.emplace_back(login);
    at = end;
  }
  return logins;
}

}  // namespace evenkeel::incident
