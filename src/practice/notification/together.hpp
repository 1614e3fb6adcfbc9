// Several messages as one, and a message in few words: what bundles, and what channels other than mail, make of the mail that compose()
// writes.
#pragma once
#include <functional>
#include <string>

#include "practice/notification/mail.hpp"

namespace evenkeel::notification {

using LetterheadOf = std::function<Letterhead(const store::Outgoing&)>;

/// The mail for a delivery and what goes with it. One message is what compose() makes of it; several stand below each other, under the
/// identity and with the link of the first. What cannot be written is left out, unless nothing can. Errors: those of compose().
Result<Mail> compose_together(const store::Outgoing& out, const LetterheadOf& letterhead);

struct ShortText {
  std::string subject;
  std::string text;   // without the link; some thousand characters at most
  std::string brief;  // the subject and the link, the one that acknowledges where there is one: what an SMS carries
  std::string link;   // empty: there is none
};
ShortText short_text(const Mail& mail);

}  // namespace evenkeel::notification
