// What a file is, by its first bytes; a name or a header that came with it is never believed. Only kinds on the list are
// kept, and whatever they are, they are only ever downloaded.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace evenkeel::incident {

/// The media type; empty when the bytes are of no kind that is kept (programs among them). Text of any sort is text/plain.
std::optional<std::string_view> sniff(std::string_view bytes);

/// A file name without path, control characters and what else confuses a file system; "file" when nothing is left.
std::string safe_name(std::string_view name);

/// attachment; filename="report.pdf"; filename*=UTF-8''r%C3%A9port.pdf   (RFC 6266)
std::string content_disposition(std::string_view name);

}  // namespace evenkeel::incident
