#include "practice/mail_in/staff_desk.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "practice/escalation/answer_desk.hpp"
#include "practice/escalation/escalation_desk.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/incident/visibility.hpp"
#include "practice/mail_in/staff_rules.hpp"
#include "practice/people/accounts.hpp"
#include "practice/people/mail_links.hpp"
#include "practice/people/people_store.hpp"
#include "practice/service/resolutions.hpp"

namespace evenkeel::mail_in {
namespace {

using escalation::Answer;
using escalation::AnswerState;
using incident::Incident;
using people::Person;

const std::string by_mail = "by answering a mail";  // what the change log says

/// What its writer is told, in English and German.
struct Words {
  std::string_view en, de;
};

constexpr Words how_to = {
    "Nothing was done by it. To do something, write as the first paragraph nothing but: ack, decline, escalate, or resolve: and how "
    "service came back. Any other text becomes a note.",
    "Getan wurde damit nichts. Um etwas zu tun, schreiben Sie als ersten Absatz nichts als: übernehme, kann nicht, eskalieren, oder "
    "gelöst: und wie der Service wiederkam. Jeder andere Text wird eine Notiz."};
constexpr Words noted = {"Your words are kept as a note.", "Ihre Worte stehen als Notiz im Incident."};
constexpr Words nothing_to_decline = {"The message was no step of an escalation: there is nothing to decline.",
                                      "Die Meldung war kein Schritt einer Eskalation: Es gibt nichts abzulehnen."};
constexpr Words unknown_code = {"There is no resolution code of this name.", "Einen Lösungscode dieses Namens gibt es nicht."};
constexpr Words too_late = {"The message that you answered is too old for that: do it in the console.",
                            "Die Meldung, auf die Sie antworten, ist dafür zu alt: Bitte tun Sie es in der Konsole."};

Words said_of(AnswerState state) {
  switch (state) {
    case AnswerState::used: return {"You did this already.", "Das haben Sie schon getan."};
    case AnswerState::acknowledged: return {"Somebody has it already.", "Es hat schon jemand übernommen."};
    case AnswerState::moved_on: return {"The next step was taken already.", "Der nächste Schritt ist schon getan."};
    case AnswerState::last: return {"There is no further step.", "Einen weiteren Schritt gibt es nicht."};
    case AnswerState::resolved: return {"It is resolved already.", "Es ist schon gelöst."};
    case AnswerState::over: return {"It is over.", "Es ist vorbei."};
    case AnswerState::expired: return too_late;
    default: return {"You may not do this.", "Das dürfen Sie nicht."};
  }
}

Answer answer_of(StaffWord word) {
  if (word == StaffWord::decline) return Answer::decline;
  return word == StaffWord::escalate ? Answer::escalate : Answer::acknowledge;
}

/// The message, its person and its incident; or why the mail is not believed to be the person's.
struct Proof {
  SentMessage sent = {};
  Person person = {};
  people::Principal who = {};
  std::optional<Incident> incident = {};
  MailState otherwise = MailState::quarantined;
  std::string objection = {};
};

Proof prove(store::Connection& db, const MailIn& in, const ReadMail& mail, Id message, Time now) {
  Proof proof;
  const auto object = [&](std::string why, MailState state = MailState::quarantined) {
    proof.objection = std::move(why);
    proof.otherwise = state;
    return proof;
  };
  const auto sent = find_sent(db, message);
  if (!sent || !sent->person || sent->subject_kind != "incident") return object("the message that it answers is not kept any more");
  const auto person = people::find_person(db, sent->person);
  if (!person || !person->active || person->erased) return object("the person whom the message went to is not active any more");
  // Whoever was passed our mail knows the address; the person's own mail server vouches for the rest.
  if (mail.from.size() != 1 || !same_address(mail.from.front().address, person->mail))
    return object("it answers a message to somebody else than its sender");
  proof.sent = *sent;
  proof.person = *person;
  // Also when somebody tries it again by hand: no program speaks for a person.
  if (auto machine = written_by_machine(mail, in.options.ours); !machine.empty()) return object(std::move(machine), MailState::ignored);
  if (is_absence_subject(mail.subject)) return object("its subject is that of an absence notice", MailState::ignored);
  if (now >= sent->created + note_life_us) return object("the message that it answers is older than two weeks");
  if (!people::link_stands(db, {{}, person->id, sent->created}))
    return object("what was sent to its sender until then opens nothing any more");
  proof.who = people::principal_of(*person);
  proof.incident = incident::find<Incident>(db, sent->subject);
  if (!proof.incident || !proof.who.is_staff() || !incident::may_see(proof.who, record::to_record(*proof.incident)))
    return object("it answers an incident that its sender may not see");
  return proof;
}

class Answering {
 public:
  explicit Answering(StaffMail staff) : s_(std::move(staff)) {}

  Status run() {
    Proof proof = prove(s_.tx.db(), s_.in, s_.mail, s_.message, s_.tx.now());
    s_.row.person = proof.person.id;
    if (!proof.objection.empty()) return settled(proof.otherwise, proof.objection);
    sent_ = std::move(proof.sent);
    person_ = std::move(proof.person);
    who_ = std::move(proof.who);
    return answer(*proof.incident);
  }

 private:
  Status answer(const Incident& found) {
    s_.row.incident = found.merged_into ? found.merged_into : found.id;
    incident::Work w(s_.tx, s_.in.incidents.ground, who_);
    const incident::Target target{to_string(found.id), {}};
    StaffAnswer said = read_staff_answer(s_.mail.text);
    if (said.word == StaffWord::unclear) {
      tell(how_to);
    } else if (said.word != StaffWord::note) {
      TRY(said.text, act(w, target, found, said));
    }
    CHECK_OK(keep_words(w, target, said));
    if (!told_.empty()) send_answer(w, found);
    return settled(MailState::done, {});
  }

  /// Does it, or says why not; what is left to be kept as a note.
  Result<std::string> act(incident::Work& w, const incident::Target& target, const Incident& found, const StaffAnswer& said) {
    if (s_.tx.now() >= sent_.created + escalation::answer_life_us) {
      tell(too_late);
      return said_in(s_.mail);
    }
    if (said.word == StaffWord::resolve) return resolve(w, target, said);
    const Id cause = sent_.kind == escalation::message_escalation ? escalation::cause_of(sent_.body) : Id{};
    if (cause) {
      const escalation::AnswerLink link{cause, person_.id, sent_.created, answer_of(said.word)};
      TRY(const auto view, escalation::look_at_answer(s_.tx.db(), link, s_.tx.now()));
      if (view.state != AnswerState::ready) {
        tell(said_of(view.state));
        if (!view.by.empty()) told_ += fmt::format(" ({})", view.by);
        return said.text;
      }
      CHECK_OK(may_fail(escalation::give_answer(s_.in.escalating, s_.tx, link, by_mail)));
      return said.text;
    }
    if (said.word == StaffWord::decline) tell(nothing_to_decline);
    else if (said.word == StaffWord::escalate)
      CHECK_OK(may_fail(incident::escalate(w, target, {incident::EscalationKind::hierarchical, by_mail, {}})));
    else if (found.acknowledged_at && !found.escalated) tell(said_of(AnswerState::acknowledged));
    else CHECK_OK(may_fail(escalation::acknowledge(s_.in.escalating, w, target)));
    return said.text;
  }

  Result<std::string> resolve(incident::Work& w, const incident::Target& target, const StaffAnswer& said) {
    incident::Resolving how;
    how.code = service::resolution_meant(*w.catalogue, said.code);
    if (!how.code) {
      tell(unknown_code);
      return said.text;
    }
    how.notes = shortened(said.text, text_points_most);
    TRY(const bool done, may_fail(incident::resolve(w, target, how)));
    return done ? std::string() : said.text;
  }

  /// A refusal is told; a machine that is busy is an error. True: it was done.
  template <class T>
  Result<bool> may_fail(const Result<T>& done) {
    if (done) return true;
    if (done.error().fault == Fault::unavailable) return done.error();
    for (const Problem& problem : done.error().problems) told_ += (told_.empty() ? "" : " ") + problem.text;
    return false;
  }

  Status keep_words(incident::Work& w, const incident::Target& target, const StaffAnswer& said) {
    std::string text = said.text;
    if (said.word == StaffWord::note) text = said_in(s_.mail);
    const auto left_out = files_left_out(s_.mail);
    if (!text.empty() || !left_out.empty()) {
      TRY(const bool kept, may_fail(incident::note(w, target, {std::string(trim(shortened(text, text_points_most) + left_out)), "mail"})));
      if (kept && !told_.empty()) tell(noted);
    }
    Filings inner = s_.files;
    for (auto& file : inner) file.visibility = incident::EntryKind::note;
    return attach_files(w, target, inner);
  }

  void tell(const Words& words) {
    if (!told_.empty()) told_ += ' ';
    told_ += person_.language.starts_with("de") ? words.de : words.en;
  }

  /// To the address it came from, whatever rules the person has: they read mails at this moment.
  void send_answer(const incident::Work& w, const Incident& found) {
    std::string body = "{\"number\":";
    record::append_json_string(body, found.number);
    body += ",\"title\":";
    record::append_json_string(body, found.title);
    body += fmt::format(",\"state\":\"{}\",\"priority\":{},\"by\":", record::name_of(found.state), found.priority);
    record::append_json_string(body, w.who.name);
    body += ",\"text\":";
    record::append_json_string(body, told_);
    s_.tx.send({"incident.mail_answered", "incident", found.id, person_.id, "mail", person_.mail, body + "}"});
  }

  Status settled(MailState state, const std::string& reason) {
    write_settled(s_.tx, s_.row, state, reason);
    return Done{};
  }

  StaffMail s_;
  SentMessage sent_;
  Person person_;
  people::Principal who_;
  std::string told_;  // why something was not done
};

}  // namespace

std::optional<Id> answered_by_staff(const MailIn& in, const ReadMail& mail) {
  const auto read = [&](std::string_view address) { return read_message_reply_address(in.vault, in.options.ours.address, address); };
  for (const Address& to : mail.to)
    if (const auto message = read(to.address)) return message;
  for (const auto& address : mail.delivered_to)
    if (const auto message = read(address)) return message;
  return std::nullopt;
}

std::optional<store::Actor> acting_staff(store::Connection& db, const MailIn& in, const ReadMail& mail, Time now) {
  const auto message = answered_by_staff(in, mail);
  if (!message) return std::nullopt;
  const Proof proof = prove(db, in, mail, *message, now);
  return proof.objection.empty() ? std::optional(proof.who.actor()) : std::nullopt;
}

Status act_as_staff(StaffMail staff) { return Answering(std::move(staff)).run(); }

}  // namespace evenkeel::mail_in
