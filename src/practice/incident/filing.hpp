// Bytes that become a file of an incident, whichever door they came by: what they are, whether they are kept, and how they are stored
// before the one command that attaches them.
#pragma once
#include <string_view>

#include "practice/incident/desk.hpp"
#include "practice/incident/sniff.hpp"
#include "store/register.hpp"

namespace evenkeel::incident {

/// What is written of the file; its visibility is the caller's to set. Errors: attachment.empty, attachment.too_large,
/// attachment.type_refused.
Result<Filing> filing_of(std::string_view name, std::string_view bytes, std::size_t bytes_most);
/// Stores the bytes in pieces, a command each; what was stored and not attached is swept away. Blocks.
Status store_file(const store::Register& reg, const store::Actor& actor, std::string_view sha256, std::string_view bytes);

}  // namespace evenkeel::incident
