// Looks into the mailbox of the configuration, as its server tells of a new mail and now and then all the same: each mail is stored here
// first, durably, and only then marked or moved there. How far it was read stands in the register, written in the transaction that stores
// the mail; a mail that cannot be had is asked for again each time and delays none behind it.
#pragma once
#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "app/config.hpp"
#include "base/vault.hpp"
#include "connect/mail/access_tokens.hpp"
#include "connect/mail/imap.hpp"
#include "connect/mail/imap_idle.hpp"
#include "practice/mail_in/intake.hpp"
#include "store/loop.hpp"

namespace evenkeel::app {

class MailFetcher {
 public:
  /// All outlive it. Over PostgreSQL several nodes may look: the register keeps each mail once. `send` asks for tokens (OAuth2).
  MailFetcher(const Config& config, store::Register& reg, mail_in::Intake& intake, const Vault& vault, mail::AccessTokens::Send send);

  /// Looks when it is due, or when somebody has heard of a new mail; returns how many mails it stored. Blocks for as long as the server
  /// takes.
  std::size_t step();
  /// Waits until the server tells of a new mail, or for so long; returns the pause until it shall be called again.
  std::chrono::milliseconds listen(std::chrono::milliseconds most);
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
  Result<mail::ImapOptions> log_in();
  std::string refresh_token();
  void keep_token(const std::string& token);

  const Config& config_;
  store::Register& register_;
  mail_in::Intake& intake_;
  const Vault& vault_;
  std::string name_;
  std::unique_ptr<mail::AccessTokens> tokens_;  // none: it has a password
  std::unique_ptr<mail::ImapIdle> idle_;        // of the listening thread alone
  Time due_;
  std::atomic<bool> in_order_{true}, heard_{false}, stopping_{false};
  store::Loop loop_, listening_;
};

}  // namespace evenkeel::app
