// A mail as it was read: what rules and desk look at. Who reads the bytes (connect/mail) has decoded, bounded and cleaned everything:
// texts are UTF-8 without control characters other than line ends and tabs.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace evenkeel::mail_in {

struct Address {
  std::string name, address;
};

struct MailFile {
  std::string name, bytes;
};

struct ReadMail {
  std::vector<Address> from;
  std::vector<Address> to;                // To and Cc
  std::vector<std::string> delivered_to;  // which addresses of ours it came by, as mail servers note it
  std::string subject;
  std::string message_id;            // without < and >
  std::vector<std::string> answers;  // message ids of In-Reply-To and References, the nearest first
  std::string text;                  // what people read of it
  std::vector<MailFile> files;
  std::vector<std::string> left_out;  // names of files beyond the limits
  // What tells machines from people; empty: the header is not there.
  std::string auto_submitted, precedence, list_id, loop, suppress;
  bool from_nobody = false;         // "Return-Path: <>"
  bool is_report = false;           // multipart/report: a bounce, a receipt
  std::string reported_id;          // the message that it reports on
  bool answers_invitation = false;  // a calendar's accepting, declining (RFC 5546, 3.2.3)
};

/// Errors name what is wrong for an operator: mail.unreadable, mail.too_many_parts, mail.too_deep, mail.headers_too_long.
using MailReader = std::function<Result<ReadMail>(std::string_view raw)>;

/// The largest mail that is taken: what mail servers commonly let through.
constexpr std::size_t mail_most = 25 * 1024 * 1024;

}  // namespace evenkeel::mail_in
