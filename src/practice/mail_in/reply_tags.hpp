// Addresses with a signed tag behind a plus (RFC 5233): "incidents+<what>-<digest>@example.org". What the tag says is the affair of who
// makes it.
#pragma once
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/vault.hpp"

namespace evenkeel::mail_in {

/// Small letters and digits, which come back whatever servers do to capitals.
std::string base36(Id id);
/// No id when it is none.
Id read_base36(std::string_view text);

/// The first `hex` digits of a keyed digest of the text, for this purpose alone.
std::string tag_digest(const Vault& vault, std::string_view purpose, std::string_view text, std::size_t hex);
/// The address with the tag; empty when there is no address, or what stands before the @ would be longer than servers take (64, RFC 5321).
std::string tagged_address(std::string_view address, std::string_view tag);
/// The tag of an address below ours, in small letters; empty when it is none.
std::string tag_of(std::string_view ours, std::string_view address);

}  // namespace evenkeel::mail_in
