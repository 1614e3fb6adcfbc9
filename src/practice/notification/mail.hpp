// What a message says, in the recipient's language, as a mail. Deliveries carry the facts (JSON); the words are made here,
// at the moment of sending.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/deliveries.hpp"

namespace evenkeel::notification {

struct Mail {
  std::string to;
  std::string subject, text;  // UTF-8, lines ended by \n
  std::string reply_to;       // where an answer is read by us; empty: the sender alone
  std::string message_id;     // "<17.evenkeel@host>": the same on every attempt
  std::string thread_id;      // of the incident; mails of one incident form one thread
  std::string link;           // what it is about, the last line of the text; empty: there is none
  std::string answer_link;    // by which the reader says that they have it; empty: there is nothing to say
  Time date;
};

/// Words in place of the built-in ones (message_texts.hpp).
struct Wording {
  std::string subject, text;
};

/// What the mail needs beside the delivery.
struct Letterhead {
  std::string public_url;       // empty: no link in the text
  std::string link = {};        // what the mail opens, when it is more than the incident's page
  std::string host;             // right side of message ids
  std::string language = "en";  // of the recipient: en or de; others read English
  std::string zone = "UTC";     // of the recipient, for times in the text
  // Whole addresses by which the reader answers a message of an escalation; empty: not this answer.
  std::string acknowledge_link = {}, decline_link = {}, escalate_link = {};
  bool answer_by_mail = false;  // an answer to this mail does the same
  std::optional<Wording> wording = {};
  std::string reply_to = {};  // where an answer to this mail goes, as Mail has it
};

/// The mail for a delivery. Errors: message.unknown_kind, message.bad_body.
Result<Mail> compose(const store::Outgoing& out, const Letterhead& letterhead);

/// Every kind of message that compose() knows.
std::vector<std::string_view> message_kinds();
/// Its built-in words; empty for a kind that there is not.
Wording built_in(std::string_view kind, std::string_view language);

}  // namespace evenkeel::notification
