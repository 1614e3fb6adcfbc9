// What the words of a message may say: a closed list of variables for each kind, and of mustache only what has no logic (variables,
// sections, inverted sections). The lists are what the command that sends the message says of it, and so hold nothing that its reader may
// not know: no note, no field of the incident beside those that a caller reads.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace evenkeel::notification {

/// Sections in sections; words for people have none deeper.
constexpr int template_depth_most = 4;
constexpr int template_tags_most = 200;

/// What may stand in braces; empty for a kind that there is not.
std::vector<std::string_view> variables_of(std::string_view kind);
/// Without these the message is of no use (the link of a new password).
std::vector<std::string_view> needed_of(std::string_view kind);

/// Everything wrong with the words, in sentences; none: they can be written.
std::vector<std::string> template_problems(std::string_view words, std::string_view kind);
/// The variables that the words use.
std::vector<std::string> used_variables(std::string_view words);

}  // namespace evenkeel::notification
