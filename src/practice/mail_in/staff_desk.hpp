// What an answer of staff to one of our mails does, as the person whom the mail went to. A mail is believed to be theirs when it came to
// the address that only this message carried, from their own address, and is no machine's.
#pragma once
#include "practice/mail_in/mail_desk.hpp"

namespace evenkeel::mail_in {

/// The message of ours that a mail answers by the address that its person alone was given.
std::optional<Id> answered_by_staff(const MailIn& in, const ReadMail& mail);
/// In whose name the change log has what the mail does; none: it is nobody's who works here, or not proven.
std::optional<store::Actor> acting_staff(store::Connection& db, const MailIn& in, const ReadMail& mail, Time now);

struct StaffMail {
  store::Tx& tx;
  const MailIn& in;
  Incoming row;
  const ReadMail& mail;
  const Filings& files;
  Id message;  // that it answers
};
/// Acts and settles the mail. What cannot be done is answered, by mail, with the reason; a text is kept as a note all the same. Who is not
/// proven is set aside. Errors: of a machine that is busy.
Status act_as_staff(StaffMail staff);

}  // namespace evenkeel::mail_in
