// What one mail does to the register, in one transaction.
#pragma once
#include "practice/incident/desk.hpp"
#include "practice/incident/incident_commands.hpp"
#include "practice/mail_in/intake.hpp"

namespace evenkeel::mail_in {

/// A file of the mail whose bytes lie in blob rows already.
using Filings = std::vector<incident::Filing>;

/// Decides what the mail is and does it: a new incident, a comment, nothing, or quarantine with a reason. `row` is settled and written.
/// Errors are of commands that were refused: the caller sets the mail aside.
Status act_on(store::Tx& tx, const MailIn& in, Incoming row, const ReadMail& mail, const Filings& files);
/// Longest text that a mail writes somewhere: room is left for what is said about files.
constexpr std::size_t text_points_most = incident::text_most - 1'000;
/// A sentence about the files that were not kept; empty when all were.
std::string files_left_out(const ReadMail& mail);
/// What the incident does not take is left out. Error: of a machine that is busy.
Status attach_files(incident::Work& w, const incident::Target& target, const Filings& files);
/// Writes that a mail is settled, with its change in the log.
void write_settled(store::Tx& tx, Incoming& row, MailState state, const std::string& reason);
/// What a row keeps of what was read.
void remember(Incoming& row, const ReadMail& mail);

}  // namespace evenkeel::mail_in
