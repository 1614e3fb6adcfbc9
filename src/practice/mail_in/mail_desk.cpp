#include "practice/mail_in/mail_desk.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "practice/incident/incident_commands.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/incident/visibility.hpp"
#include "practice/mail_in/staff_desk.hpp"
#include "practice/people/accounts.hpp"
#include "practice/people/people_store.hpp"

namespace evenkeel::mail_in {

using incident::Incident;
using people::Person;
using people::Principal;
using people::Role;

namespace {

constexpr std::size_t title_points_most = 200;
constexpr std::size_t copied_most = 20;

/// Who a mail speaks for: its sender as a caller and as nothing else, whatever roles they have. An address proves nobody.
Principal as_caller(const Person& person) {
  Principal who = people::principal_of(person);
  who.roles = {Role::caller};
  who.teams.clear();
  who.organisations = {person.organisation};
  return who;
}

/// Where a mail belongs, and how it was found.
struct Thread {
  Id incident;
  bool by_number_alone = false;  // which anybody can write
  Id signed_for = {};            // whose signed address it went to: nobody else knows it
};

}  // namespace

std::string files_left_out(const ReadMail& mail) {
  if (mail.left_out.empty()) return {};
  std::string out = "\n\n(Files of the mail that were not kept:";
  for (std::size_t i = 0; i < std::min<std::size_t>(mail.left_out.size(), 10); ++i) out += (i ? ", " : " ") + mail.left_out[i];
  return shortened(out, 900) + ")";
}

Status attach_files(incident::Work& w, const incident::Target& target, const Filings& files) {
  for (const auto& file : files) {
    auto kept = incident::attach(w, target, file);
    if (!kept && kept.error().fault == Fault::unavailable) return std::move(kept.error());
  }
  return Done{};
}

namespace {

class Handling {
 public:
  Handling(store::Tx& tx, const MailIn& in, Incoming row, const ReadMail& mail, const Filings& files)
      : tx_(tx), in_(in), row_(std::move(row)), mail_(mail), files_(files) {}

  Status run() {
    remember(row_, mail_);
    const auto message = in_.options.staff_answers ? answered_by_staff(in_, mail_) : std::nullopt;
    if (const auto reason = objection(message.has_value()); reason) return *reason;
    if (message) return act_as_staff({tx_, in_, row_, mail_, files_, *message});
    auto sender = find_sender();
    if (!sender) return set_aside(stranger_reason_);
    const Principal who = as_caller(*sender);
    row_.person = sender->id;
    const auto thread = find_thread();
    if (thread) {
      const auto found = incident::find<Incident>(tx_.db(), thread->incident);
      const bool may = found && incident::may_see(who, record::to_record(*found));
      if (may) return answer(who, *found, thread->signed_for == who.person);
      if (!thread->by_number_alone) {
        // Naming the incident would tell nothing new: it is named by its number or id only to who treats the quarantine.
        row_.incident = {};
        return set_aside("it answers an incident that its sender may not see");
      }
    }
    return begin_incident(who, *sender);
  }

 private:
  /// What stops it before anybody asks who wrote it; settled then. Whoever answers pages in a storm writes more than others, and mails that
  /// forge their address must not silence them: what came to the address of a message has ten times as much.
  std::optional<Status> objection(bool answers_message) {
    if (mail_.from.size() != 1) return set_aside("it names no sender, or several");
    if (row_.by_hand) return std::nullopt;
    if (const auto machine = written_by_machine(mail_, in_.options.ours); !machine.empty()) {
      if (const auto about = read_our_id(mail_.reported_id, in_.options.ours.host); about && about->message)
        row_.incident = incident_of_message(tx_.db(), about->message).value_or(Id{});
      return settled(MailState::ignored, machine);
    }
    if (came_before(tx_.db(), row_)) return settled(MailState::ignored, "the same mail came before");
    const auto of_late = mails_of_sender(tx_.db(), row_.sender, tx_.now() - us_per_hour, row_.id);
    if (of_late >= in_.options.mails_per_hour * (answers_message ? 10 : 1))
      return set_aside(fmt::format("its sender wrote {} other mails within an hour", of_late));
    return std::nullopt;
  }

  std::optional<Person> find_sender() {
    auto people = people::find_by_mail(tx_.db(), row_.sender);
    std::erase_if(people, [](const Person& p) { return p.erased; });
    if (people.size() > 1) {
      stranger_reason_ = "several people have its sender's address";
      return std::nullopt;
    }
    if (people.size() == 1) {
      const auto roles = people::roles_of(people.front().roles);
      if (std::ranges::find(roles, Role::caller) != roles.end()) return people.front();
      stranger_reason_ = "its sender logs no incidents here";
      return std::nullopt;
    }
    stranger_reason_ = "nobody here has its sender's address";
    if (in_.options.strangers != Strangers::callers || find_thread()) return std::nullopt;
    // Senders are easily forged: a flood of them would fill the list of people, and tell each that an incident was logged.
    if (!row_.by_hand && callers_made(tx_.db(), tx_.now() - us_per_hour) >= in_.options.new_callers_per_hour) {
      stranger_reason_ += fmt::format(", and {} callers were made of mails within an hour", in_.options.new_callers_per_hour);
      return std::nullopt;
    }
    auto made = in_.make_caller(tx_, mail_.from.front());
    if (made) {
      row_.made_caller = !row_.by_hand;
      return people::find_person(tx_.db(), *made);
    }
    stranger_reason_ += ", and no caller could be made of it: " + made.error().first().text;
    return std::nullopt;
  }

  std::optional<Thread> find_thread() {
    const Ours& ours = in_.options.ours;
    const auto signed_in = [&](std::string_view address) { return read_reply_address(in_.vault, ours.address, address); };
    for (const Address& to : mail_.to)
      if (const auto found = signed_in(to.address)) return Thread{found->incident, false, found->person};
    for (const auto& address : mail_.delivered_to)
      if (const auto found = signed_in(address)) return Thread{found->incident, false, found->person};
    for (const auto& id : mail_.answers) {
      const auto ours_one = read_our_id(id, ours.host);
      if (ours_one && ours_one->incident) return Thread{ours_one->incident};
      if (const auto found = ours_one ? incident_of_message(tx_.db(), ours_one->message) : incident_of_mail(tx_.db(), id))
        return Thread{*found};
    }
    for (const auto& number : numbers_in(mail_.subject))
      if (const auto found = incident::id_of(tx_.db(), number)) return Thread{*found, true};
    return std::nullopt;
  }

  /// `proven`: it came to an address that nobody but the sender was given.
  Status answer(const Principal& who, const Incident& found, bool proven) {
    incident::Work w(tx_, in_.incidents.ground, who);
    const incident::Target target{to_string(found.id), {}};
    const std::string words = said_in(mail_);
    std::string text = shortened(words.empty() ? "(a mail without words)" : words, text_points_most) + files_left_out(mail_);
    // A sender's address is easily forged: it may say something, and decide nothing.
    const bool decides = proven && found.state == incident::State::resolved && !found.merged_into;
    const auto verdict = decides ? verdict_in(words) : Verdict::none;
    if (verdict == Verdict::rejected && incident::permit(who, found, incident::Verb::reject)) {
      TRY(const auto after, incident::reject(w, target, text));
      (void)after;
    } else {
      TRY(const auto after, incident::comment(w, target, {text, "mail", incident::Contact::none, 0}));
      (void)after;
      if (verdict == Verdict::confirmed && incident::permit(who, found, incident::Verb::confirm)) {
        TRY(const auto ended, incident::confirm(w, target, {}));
        (void)ended;
      }
    }
    CHECK_OK(attach_files(w, target, files_));
    row_.incident = found.merged_into ? found.merged_into : found.id;
    return settled(MailState::done, {});
  }

  Status begin_incident(const Principal& who, const Person& sender) {
    if (!people::may(who, "incident.create")) return set_aside("its sender may not log incidents");
    // The register takes it in, in nobody's name: so its caller is told the number like anybody for whom somebody else logged it.
    const auto system = people::system_principal("incoming-mail");
    incident::Work w(tx_, in_.incidents.ground, system);
    Incident given;
    given.title = title_of(mail_, title_points_most);
    given.description = shortened(mail_.text, text_points_most) + files_left_out(mail_);
    given.channel = incident::Channel::mail;
    given.caller = given.reporter = sender.id;
    if (in_.options.copied_watch) given.watchers = copied(sender.id);
    TRY(const auto made, incident::create(w, std::move(given)));
    incident::Work theirs(tx_, in_.incidents.ground, who);
    CHECK_OK(attach_files(theirs, {to_string(made.id), {}}, files_));
    row_.incident = made.id;
    return settled(MailState::done, {});
  }

  std::vector<Id> copied(Id sender) {
    std::vector<Id> ids;
    for (const Address& to : mail_.to) {
      if (ids.size() >= copied_most) break;
      const auto people = people::find_by_mail(tx_.db(), lower_ascii(to.address));
      if (people.size() == 1 && people.front().id != sender && !incident::holds(ids, people.front().id)) ids.push_back(people.front().id);
    }
    return ids;
  }

  Status set_aside(const std::string& reason) { return settled(MailState::quarantined, reason); }
  Status settled(MailState state, const std::string& reason) {
    write_settled(tx_, row_, state, reason);
    return Done{};
  }

  store::Tx& tx_;
  const MailIn& in_;
  Incoming row_;
  const ReadMail& mail_;
  const Filings& files_;
  std::string stranger_reason_;
};

}  // namespace

void remember(Incoming& row, const ReadMail& mail) {
  row.sender = mail.from.empty() ? "" : lower_ascii(mail.from.front().address);
  row.message_id = mail.message_id;
  row.subject = shortened(mail.subject, 200);
  row.content_digest = content_digest(mail);
}

void write_settled(store::Tx& tx, Incoming& row, MailState state, const std::string& reason) {
  row.state = state;
  row.reason = reason;
  row.settled_at = tx.now();
  row.next_at = {};
  write_incoming(tx.db(), row);
  std::string why = "{\"reason\":";
  record::append_json_string(why, reason);
  if (row.incident) why += ",\"incident\":\"" + to_string(row.incident) + "\"";
  tx.log("incoming_mail", row.id, {.kind = fmt::format("incoming_mail.{}", record::name_of(state)), .root = {}, .why = why + "}"});
}

Status act_on(store::Tx& tx, const MailIn& in, Incoming row, const ReadMail& mail, const Filings& files) {
  return Handling(tx, in, std::move(row), mail, files).run();
}

}  // namespace evenkeel::mail_in
