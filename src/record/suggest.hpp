// "Did you mean assignee?": the nearest of the words that would have been right.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace evenkeel::record {

/// The candidate within two slips (a third of the word for short ones) of `word`; empty when none is that near.
std::string_view nearest_word(std::string_view word, const std::vector<std::string_view>& candidates);
/// "; did you mean assignee?" or nothing.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace evenkeel::record
