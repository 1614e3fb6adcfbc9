// @login in a journal entry calls a colleague.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace evenkeel::incident {

/// More names in one entry are a mailing list, not a call.
constexpr std::size_t mentions_most = 20;

/// Logins after an @ that begins a word, each once, in order: letters, digits and . _ - + (and @, for logins that are addresses),
/// without punctuation at the end. Nothing inside `code` or ``` fences.
std::vector<std::string> mentions_in(std::string_view text);

}  // namespace evenkeel::incident
