// What a fuzz target says of its subject beside "it does not crash".
#pragma once
#include <cstdlib>

namespace evenkeel::fuzz {

/// Ends the run as a finding.
inline void must(bool holds) {
  if (!holds) std::abort();
}

}  // namespace evenkeel::fuzz
