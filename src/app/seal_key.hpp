// The keys that no database and no backup of it may hold (what signs seals, what opens sealed secrets) lie in files of their own,
// made at the first start, readable by their owner alone.
#pragma once
#include <string>

#include "base/result.hpp"
#include "base/world.hpp"

namespace evenkeel::app {

/// The 32 bytes in the file (64 hexadecimal digits); made when there is no file and `world` is given.
Result<std::string> load_key(const std::string& path, World* world);

}  // namespace evenkeel::app
