// Sending mail: a message as RFC 5322 wants it, handed to one SMTP server. Signing (DKIM) is left to that server.
#pragma once
#include <string>

#include "practice/notification/mail.hpp"
#include "store/deliveries.hpp"

namespace evenkeel::mail {

struct SmtpOptions {
  std::string url;  // smtp://host:25, smtp+starttls://host:587, smtps://host:465
  std::string user, password;
  std::string from;  // "it-help@example.org" or "IT help <it-help@example.org>"
  int timeout_seconds = 30;
};

/// The bytes on the wire: headers encoded (RFC 2047), no header from outside can add another, body in base64.
std::string render(const notification::Mail& mail, const std::string& from);

/// Hands over and waits for the server's word. 5xx: failed; anything else that went wrong: retry.
store::HandOver send(const SmtpOptions& options, const notification::Mail& mail);

}  // namespace evenkeel::mail
