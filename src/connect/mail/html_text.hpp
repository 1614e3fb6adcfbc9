// The words of an HTML mail: no tag, no script, no address that loads something survives, so nothing of it can act on a screen.
#pragma once
#include <string>
#include <string_view>

namespace evenkeel::mail {

/// Text with line ends where blocks begin, at most about as long as the input; linear in its size, whatever it holds. An address of a link
/// stands behind its words when it is http(s) or mailto and differs from them.
std::string text_of_html(std::string_view html);

}  // namespace evenkeel::mail
