// A program of the operator's that looks at a file before it is kept, as a virus scanner does.
#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/world.hpp"

namespace evenkeel::app {

/// Runs `program` (a path, no shell) with the bytes on standard input; a non-zero exit refuses the file: attachment.refused.
/// A scanner that cannot be run, or takes longer than a minute, refuses too: attachment.not_scanned.
Status scan(const std::string& program, std::string_view bytes, World& world);

}  // namespace evenkeel::app
