// Looks into the mailbox of the configuration: each mail is stored here first, durably, and only then marked or moved there. How far it
// was read stands in the register, written in the transaction that stores the mail; a mail that cannot be had is asked for again each
// time and delays none behind it.
#pragma once
#include <atomic>
#include <optional>
#include <string>

#include "app/config.hpp"
#include "connect/mail/imap.hpp"
#include "practice/mail_in/intake.hpp"
#include "store/loop.hpp"

namespace evenkeel::app {

class MailFetcher {
 public:
  /// All outlive it. `fence` of this node's lease: over PostgreSQL several nodes may look, the register keeps each mail once.
  MailFetcher(const Config& config, store::Register& reg, mail_in::Intake& intake);

  /// Looks when it is due; returns how many mails it stored. Blocks for as long as the server takes.
  std::size_t step();
  std::optional<Time> next_due() const;
  void start();
  void stop();
  /// Why the mailbox could not be read the last time; empty: it could, or there is none.
  bool in_order() const { return in_order_; }
  bool has_mailbox() const { return !config_.incoming_mail.imap.empty(); }

 private:
  Result<std::size_t> poll();
  Result<bool> take(mail::Imap& imap, mail_in::MailboxState& state, std::int64_t uid);
  Result<mail_in::MailboxState> begin(mail::Imap& imap);
  void remember(const mail_in::MailboxState& state);

  const Config& config_;
  store::Register& register_;
  mail_in::Intake& intake_;
  std::string name_;
  Time due_;
  std::atomic<bool> in_order_{true}, stopping_{false};
  store::Loop loop_;
};

}  // namespace evenkeel::app
