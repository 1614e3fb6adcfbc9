// From mails to incidents, in the background: each mail that was stored is read outside the transaction, and what follows from it is one
// command, which also says that it is settled: exactly once, after a crash too. Mails are begun several at a time and settled in the order
// in which they came; one that ended the reading (or the server) is begun alone from then on, and set aside after a few times.
#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "practice/escalation/escalating.hpp"
#include "practice/incident/incidents.hpp"
#include "practice/mail_in/incoming_store.hpp"
#include "practice/mail_in/mail_rules.hpp"
#include "store/loop.hpp"

namespace evenkeel::mail_in {

/// What becomes of mails from people who are not known.
enum class Strangers { quarantine, callers };

struct IntakeOptions {
  Ours ours;
  Strangers strangers = Strangers::quarantine;
  bool copied_watch = false;         // known people in To and Cc watch the new incident
  bool staff_answers = true;         // who answers a message to staff acts as the person it went to
  std::int64_t mails_per_hour = 30;  // of one sender
  std::int64_t new_callers_per_hour = 50;
  std::int64_t keep_us = 0;  // bytes of settled mails are forgotten after so long; 0: never
};

struct MailIn {
  const incident::Incidents& incidents;
  escalation::Escalating& escalating;
  const Vault& vault;
  MailReader read;
  IntakeOptions options;
  /// Makes a caller of a stranger; returns the person.
  std::function<Result<Id>(store::Tx&, const Address&)> make_caller;
};

/// A mail on its way in.
struct Arrival {
  std::string_view raw;
  std::string mailbox;       // "imaps://host/INBOX", "pipe"
  std::string refused = {};  // it is too large to be taken whole: `raw` has its headers alone, and it goes to quarantine with this reason
  /// Written in the same transaction, also when the mail was there already.
  std::function<void(store::Tx&)> also = {};
};
/// Stores a mail as it came; when this returns it is durable and will be handled. The same bytes twice are one mail. Blocks.
Result<Incoming> store_mail(const store::Register& reg, const Arrival& arrival);

class Intake {
 public:
  explicit Intake(const MailIn& mail_in);
  /// Handles what is due; returns how many mails.
  std::size_t step();
  std::optional<Time> next_due();
  void start();
  void stop();
  void wake() { loop_.wake(); }

 private:
  struct Reading;
  std::size_t handle(std::span<const DueMail> due);
  std::vector<Reading> begin(std::span<const DueMail> due);
  void read(Reading& one);
  void put_off(Id id);
  void settle(Id id, MailState state, const std::string& reason, const ReadMail* mail);
  void forget();

  const MailIn& in_;
  Time forgot_;
  store::Loop loop_;
};

/// Tries a mail again that was set aside or ignored, whatever rules about machines and floods say. Errors: incoming_mail.not_set_aside,
/// incoming_mail.gone.
Result<Incoming> retry(store::Tx& tx, Id id);
/// Leaves it for good.
Result<Incoming> dismiss(store::Tx& tx, Id id);

/// How often a mail is begun to be read before it is set aside: a reading that ended the server is one.
constexpr std::int64_t attempts_most = 3;
/// So long nobody else begins with a mail that is being read.
constexpr std::int64_t reading_us = us_per_minute;

}  // namespace evenkeel::mail_in
