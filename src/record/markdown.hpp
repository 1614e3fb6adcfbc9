// Markdown as people write it in descriptions, notes and articles, turned into HTML that cannot harm whoever reads it.
#pragma once
#include <string>
#include <string_view>

namespace evenkeel::record {

/// Longer texts are shown as they are, in <pre>: 60,000 characters in any script fit, and the worst of this size, written to
/// make readers slow, still renders in less than a second.
constexpr std::size_t markdown_bytes_most = 262'144;

/// GitHub's Markdown (tables, strikethrough, bare addresses become links) as an HTML fragment. Raw HTML is left out; a link
/// stays only when it is absolute with http, https or mailto, and carries rel="noopener noreferrer nofollow"; an image
/// becomes a link to it. `text` must be valid UTF-8.
std::string markdown_to_html(std::string_view text);

}  // namespace evenkeel::record
