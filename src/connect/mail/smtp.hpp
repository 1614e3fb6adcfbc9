// Sending mail: a message as RFC 5322 wants it, handed to one SMTP server. Signing (DKIM) is left to that server.
#pragma once
#include <string>
#include <string_view>

#include "practice/notification/mail.hpp"
#include "store/deliveries.hpp"

namespace evenkeel::mail {

struct SmtpOptions {
  std::string url;  // smtp://host:25, smtp+starttls://host:587, smtps://host:465
  std::string user, password;
  std::string from;  // "it-help@example.org" or "IT help <it-help@example.org>"
  int timeout_seconds = 30;
  std::string ca_file = {};  // PEM; empty: what the system trusts
  int begin_ms = 0;          // until then it must have asked for the text; 0: the time-out alone counts
};

/// Whether the server said anything to the point before a time-out ended it.
enum class Heard { in_time, not_in_time };
struct Tried {
  store::HandOver outcome;
  Heard heard = Heard::in_time;
};

/// "IT help <a@b>" -> "a@b"; what has no angle brackets is taken as it is. Line ends become spaces.
std::string bare_address(std::string_view text);

/// The bytes on the wire: headers encoded (RFC 2047), no header from outside can add another, body in base64.
std::string render(const notification::Mail& mail, const std::string& from);

/// Hands over and waits for the server's word. failed: the server refuses this mail or its recipient for good (5xx to MAIL, RCPT or
/// the text), or the address is none. Anything else that went wrong is for a retry: 4xx, silence, a lost connection, and what the
/// operator must mend (log-in, certificate). Plain smtp:// encrypts when the server offers it, without proof of who it is;
/// smtp+starttls:// and smtps:// insist on encryption and on a certificate that holds. All of it takes `timeout_seconds` at most, however
/// slowly the server speaks.
Tried try_server(const SmtpOptions& options, const notification::Mail& mail);
/// The outcome alone.
store::HandOver send(const SmtpOptions& options, const notification::Mail& mail);

}  // namespace evenkeel::mail
