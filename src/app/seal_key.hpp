// The key that signs seals lies in a file outside the database, made at the first start, readable by its owner alone.
#pragma once
#include <string>

#include "base/result.hpp"
#include "base/world.hpp"

namespace evenkeel::app {

/// The 32-byte seed in the file (64 hexadecimal digits); made when there is no file and `world` is given.
Result<std::string> load_seal_key(const std::string& path, World* world);

}  // namespace evenkeel::app
