#include "practice/chat/chat_desk.hpp"

#include <fmt/format.h>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "practice/escalation/escalation_desk.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/incident/visibility.hpp"
#include "practice/people/one_time.hpp"
#include "practice/people/people_store.hpp"
#include "practice/service/resolutions.hpp"

namespace evenkeel::chat {

using incident::Incident;
using incident::Target;
using incident::Work;
using people::Principal;

namespace {

constexpr int listed_most = 10;
constexpr std::size_t title_most = 200, text_most = 3'000;

std::string hash_of_code(std::string_view code) { return to_hex(sha256(people::fold_code(code))); }

std::string help(bool german) {
  return german
             ? "/incident declare TITEL · ack 42 · note 42 TEXT · assign 42 me (oder @login) · resolve 42 WIE · list · link CODE · unlink"
             : "/incident declare TITLE · ack 42 · note 42 TEXT · assign 42 me (or @login) · resolve 42 HOW · list · link CODE · unlink";
}

std::string line_of(const Incident& i) { return fmt::format("P{} {} {}", i.priority, i.number, i.title); }

class Obeying {
 public:
  Obeying(store::Tx& tx, const ChatParts& parts, const Principal& who, const Asked& asked)
      : tx_(tx),
        parts_(parts),
        asked_(asked),
        command_(asked.command),
        given_(who),
        who_(asker_of(tx.db(), asked)),
        work_(tx, parts.ground, who_),
        german_(who_.language.starts_with("de")) {}

  Result<std::string> run() {
    if (!is_first(tx_, asked_.key, asked_.remember_us)) return say("This was done already.", "Das ist schon getan.");
    if (command_.word == Word::link && command_.whole) return link();
    // As whom it came in, in whose name the change log has it.
    if (!who_.person || who_.person != given_.person) return unknown();
    if (!command_.whole || command_.word == Word::help) return help(german_);
    if (command_.word == Word::list) return list();
    if (command_.word == Word::unlink) {
      tx_.remove(record::to_record(*find_account(tx_.db(), asked_.workspace, asked_.account)), {.kind = "chat_account.removed"});
      return say("Your accounts are not linked any more.", "Ihre Konten sind nicht mehr verknüpft.");
    }
    auto done = act();
    if (done) return *done + (parts_.public_url.empty() ? "" : "\n" + parts_.public_url + "/incidents/" + number_);
    if (done.error().fault == Fault::unavailable || done.error().fault == Fault::internal) return done.error();
    std::string text;
    for (const Problem& problem : done.error().problems) text += (text.empty() ? "" : " ") + problem.text;
    return text;
  }

 private:
  std::string say(std::string_view en, std::string_view de) const { return std::string(german_ ? de : en); }

  std::string unknown() const {
    const std::string where = parts_.public_url.empty() ? "" : " (" + parts_.public_url + "/account)";
    return fmt::format(
        "I do not know who you are there. Sign in to Evenkeel, open your account{}, take a code below \"Chats\" and write here: /incident "
        "link CODE\nIch weiß nicht, wer Sie dort sind. Melden Sie sich bei Evenkeel an, holen Sie in Ihrem Konto unter „Chats“ einen Code "
        "und schreiben Sie hier: /incident link CODE",
        where);
  }

  std::string link() {
    const auto person = take_code(tx_, hash_of_code(command_.text));
    const auto found = person ? people::find_person(tx_.db(), *person) : std::nullopt;
    if (!found || !found->active || found->erased)
      return "This code is wrong or older than ten minutes.\nDieser Code ist falsch oder älter als zehn Minuten.";
    if (const auto before = find_account(tx_.db(), asked_.workspace, asked_.account))
      tx_.remove(record::to_record(*before), {.kind = "chat_account.removed"});
    ChatAccount account;
    account.id = tx_.new_id();
    account.workspace = asked_.workspace;
    account.account = asked_.account;
    account.person = found->id;
    account.linked_at = tx_.now();
    tx_.insert(account, {.kind = "chat_account.linked"});
    return fmt::format("{} {}", found->language.starts_with("de") ? "Sie sind hier" : "You are", found->name);
  }

  std::string list() {
    std::string text;
    for (const Id id : incidents_of(tx_.db(), work_.who.person, listed_most))
      if (const auto i = incident::find<Incident>(tx_.db(), id);
          i && !i->confidential && incident::may_see(work_.who, record::to_record(*i)))
        text += (text.empty() ? "" : "\n") + line_of(*i);
    return text.empty() ? say("Nothing that is open is yours.", "Nichts Offenes liegt bei Ihnen.") : text;
  }

  Result<std::string> act() {
    const std::string text = std::string(utf8_prefix(command_.text, text_most));
    const Target target{command_.ref, {}};
    if (command_.word == Word::declare) return declare();
    TRY(const Incident before, incident::load(work_, command_.ref));
    if (before.confidential)
      return error(Fault::forbidden, "chat.confidential", "This is not for a chat: sign in. Das gehört in keinen Chat: Bitte anmelden.");
    number_ = before.number;
    switch (command_.word) {
      case Word::acknowledge: {
        CHECK_OK(escalation::acknowledge(parts_.escalating, work_, target));
        return say("You have it: ", "Sie haben es: ") + line_of(before);
      }
      case Word::note: {
        CHECK_OK(incident::note(work_, target, {text, "chat"}));
        return say("Noted: ", "Notiert: ") + line_of(before);
      }
      case Word::assign: return assign(before, target);
      default: return resolve(before, target, text);
    }
  }

  Result<std::string> declare() {
    Incident given;
    given.title = std::string(utf8_prefix(command_.text, title_most));
    given.channel = incident::Channel::chat;
    given.caller = work_.who.person;
    TRY(const Incident made, incident::create(work_, std::move(given)));
    number_ = made.number;
    return say("Logged: ", "Erfasst: ") + line_of(made);
  }

  Result<std::string> assign(const Incident& before, const Target& target) {
    const bool me = equal_ascii_nocase(command_.text, "me") || equal_ascii_nocase(command_.text, "mir");
    if (me) {
      CHECK_OK(incident::take(work_, target));
      return say("It is yours: ", "Es liegt bei Ihnen: ") + line_of(before);
    }
    std::string_view login = command_.text;
    if (login.starts_with('@')) login.remove_prefix(1);
    const auto person = people::find_by_login(tx_.db(), login);
    if (!person || !person->active) return invalid("chat.unknown_person", "There is nobody with this login: say me, or @login.", "/text");
    CHECK_OK(incident::assign(work_, target, {before.team, person->id, {}}));
    return fmt::format("{} {}: {}", say("Given to", "Übergeben an"), person->name, line_of(before));
  }

  Result<std::string> resolve(const Incident& before, const Target& target, const std::string& how) {
    incident::Resolving resolving;
    resolving.code = service::resolution_meant(*work_.catalogue, {});
    resolving.notes = how;
    CHECK_OK(incident::resolve(work_, target, resolving));
    return say("Resolved: ", "Gelöst: ") + line_of(before);
  }

  store::Tx& tx_;
  const ChatParts& parts_;
  const Asked& asked_;
  const Command& command_;
  const Principal& given_;
  Principal who_;  // with the rights of this moment
  Work work_;
  bool german_;
  std::string number_;
};

}  // namespace

Principal asker_of(store::Connection& db, const Asked& asked) {
  const auto account = find_account(db, asked.workspace, asked.account);
  const auto person = account ? people::find_person(db, account->person) : std::nullopt;
  const bool stands = person && person->active && !person->erased && !(account->linked_at <= access_ended(db, person->id));
  return stands ? people::principal_of(*person) : people::system_principal("chat");
}

Result<std::string> obey(store::Tx& tx, const ChatParts& parts, const Principal& who, const Asked& asked) {
  return Obeying(tx, parts, who, asked).run();
}

void keep_code(store::Tx& tx, Id person, std::string_view code) { put_code(tx, hash_of_code(code), person, tx.now() + code_life_us); }

store::TimerHandlers chat_timer_handlers() {
  return {{std::string(timer_access_ended), [](store::Tx& tx, const store::Timer& timer) -> Status {
             end_links(tx, timer.subject, timer.due);
             return Done{};
           }}};
}

Status unlink(store::Tx& tx, Id person, Id account) {
  for (const ChatAccount& one : accounts_of(tx.db(), person))
    if (one.id == account) {
      tx.remove(record::to_record(one), {.kind = "chat_account.removed"});
      return Done{};
    }
  return api::missing("chat_account");
}

}  // namespace evenkeel::chat
