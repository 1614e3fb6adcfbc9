// Reads a mail as RFC 5322 and MIME have it, and as people's programs write it: whatever is in it, the answer is bounded, UTF-8 and free
// of control characters, or a reason for an operator why it is not read.
#pragma once
#include <string_view>

#include "practice/mail_in/read_mail.hpp"

namespace evenkeel::mail {

/// Errors: mail.unreadable, mail.headers_too_long, mail.too_many_parts, mail.too_deep. Thread-safe.
Result<mail_in::ReadMail> read_mail(std::string_view raw);

/// What a mail may consist of. Programs of people stay far below.
constexpr std::size_t headers_most = 256 * 1024;  // bytes of its own headers: long threads have some 30 KiB of References
constexpr std::size_t parts_most = 500;
constexpr std::size_t depth_most = 20;
constexpr std::size_t files_most = 50;
constexpr std::size_t text_bytes_most = 2 * 1024 * 1024;  // of one text part; more is not read by anybody

}  // namespace evenkeel::mail
