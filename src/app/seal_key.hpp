// The keys that no database and no backup of it may hold (what signs seals, what opens sealed secrets) lie in files of their own,
// made at the first start, readable by their owner alone.
#pragma once
#include <string>

#include "app/config.hpp"
#include "base/result.hpp"
#include "base/world.hpp"
#include "store/audit.hpp"

namespace evenkeel::app {

/// The 32 bytes in the file (64 hexadecimal digits); made when there is no file and `world` is given.
Result<std::string> load_key(const std::string& path, World* world);
/// What checks the signatures of this register's seals; empty when the key file cannot be read.
std::string public_key_of(const Config& config);
/// What a check may claim: without the public key the signatures were not looked at.
std::string_view verdict_of(const store::AuditReport& report, std::string_view public_key);

}  // namespace evenkeel::app
