#include "practice/notification/mail.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <kainjow/mustache.hpp>

#include "base/zone.hpp"
#include "practice/notification/template_rules.hpp"

namespace evenkeel::notification {
namespace {

namespace json = boost::json;
using kainjow::mustache::data;
using kainjow::mustache::mustache;

/// Triple braces: a mail is plain text, nothing is to be escaped.
struct Template {
  std::string_view kind, subject_en, text_en, subject_de, text_de;
};

constexpr Template templates[] = {
    {"incident.logged", "[{{{number}}}] We have your report: {{{title}}}",
     "We have logged your report as {{{number}}} and are looking after it.\n\n{{{text}}}",
     "[{{{number}}}] Ihre Meldung ist da: {{{title}}}",
     "Ihre Meldung ist unter {{{number}}} erfasst, wir kümmern uns darum.\n\n{{{text}}}"},
    {"incident.assigned", "[{{{number}}}] P{{{priority}}} is yours: {{{title}}}", "{{{by}}} handed {{{number}}} to you.\n\n{{{text}}}",
     "[{{{number}}}] P{{{priority}}} liegt bei Ihnen: {{{title}}}", "{{{by}}} hat {{{number}}} an Sie übergeben.\n\n{{{text}}}"},
    {"incident.commented", "[{{{number}}}] News: {{{title}}}", "{{{by}}} wrote:\n\n{{{text}}}", "[{{{number}}}] Neues: {{{title}}}",
     "{{{by}}} schreibt:\n\n{{{text}}}"},
    {"incident.question", "[{{{number}}}] We have a question: {{{title}}}",
     "We are waiting for your answer to go on:\n\n{{{text}}}\n\nAn answer resumes the work.",
     "[{{{number}}}] Wir haben eine Frage: {{{title}}}",
     "Wir warten auf Ihre Antwort, um weiterzumachen:\n\n{{{text}}}\n\nMit Ihrer Antwort geht es weiter."},
    {"incident.mentioned", "[{{{number}}}] {{{by}}} mentioned you: {{{title}}}", "{{{by}}} wrote:\n\n{{{text}}}",
     "[{{{number}}}] {{{by}}} hat Sie erwähnt: {{{title}}}", "{{{by}}} schreibt:\n\n{{{text}}}"},
    {"incident.resolved", "[{{{number}}}] Service should be back: {{{title}}}",
     "We believe that service is back:\n\n{{{text}}}\n\n{{#confirm_until}}Please tell us whether it works. If we hear nothing until "
     "{{{confirm_until}}}, we close {{{number}}}.{{/confirm_until}}",
     "[{{{number}}}] Es sollte wieder gehen: {{{title}}}",
     "Unseres Wissens geht es wieder:\n\n{{{text}}}\n\n{{#confirm_until}}Bitte sagen Sie uns, ob es stimmt. Hören wir bis "
     "{{{confirm_until}}} nichts, schließen wir {{{number}}}.{{/confirm_until}}"},
    {"incident.closed", "[{{{number}}}] Closed: {{{title}}}", "{{{number}}} is closed.\n\n{{{text}}}",
     "[{{{number}}}] Geschlossen: {{{title}}}", "{{{number}}} ist geschlossen.\n\n{{{text}}}"},
    {"incident.reopened", "[{{{number}}}] Open again: {{{title}}}", "{{{number}}} is open again.\n\n{{{text}}}",
     "[{{{number}}}] Wieder offen: {{{title}}}", "{{{number}}} ist wieder offen.\n\n{{{text}}}"},
    {"incident.rejected", "[{{{number}}}] Not solved yet: {{{title}}}", "{{{by}}} says that it does not work yet:\n\n{{{text}}}",
     "[{{{number}}}] Noch nicht gelöst: {{{title}}}", "{{{by}}} sagt, dass es noch nicht geht:\n\n{{{text}}}"},
    {"incident.cancelled", "[{{{number}}}] Cancelled: {{{title}}}", "{{{number}}} was cancelled.\n\n{{{text}}}",
     "[{{{number}}}] Storniert: {{{title}}}", "{{{number}}} wurde storniert.\n\n{{{text}}}"},
    {"incident.escalated", "[{{{number}}}] P{{{priority}}} escalated to you: {{{title}}}",
     "{{{by}}} escalates {{{number}}} to you:\n\n{{{text}}}", "[{{{number}}}] P{{{priority}}} an Sie eskaliert: {{{title}}}",
     "{{{by}}} eskaliert {{{number}}} an Sie:\n\n{{{text}}}"},
    {"incident.escalation", "[{{{number}}}] P{{{priority}}} needs you: {{{title}}}",
     "{{{number}}} is escalated to you.\n\n{{{text}}}\n\nWhoever acknowledges it stops the escalation."
     "{{#acknowledge_link}}\n\nI have it:\n{{{acknowledge_link}}}{{/acknowledge_link}}"
     "{{#decline_link}}\n\nI cannot, the next step now:\n{{{decline_link}}}{{/decline_link}}"
     "{{#escalate_link}}\n\nInvolve the manager:\n{{{escalate_link}}}{{/escalate_link}}"
     "{{#answers}}\n\nThese links act in your name, each once and within a day: do not pass them on.{{/answers}}"
     "{{#answer_by_mail}}\n\nOr answer this mail: ack, decline, escalate, or resolve: and how service came back, as the first paragraph. "
     "Any other text becomes a note.{{/answer_by_mail}}",
     "[{{{number}}}] P{{{priority}}} braucht Sie: {{{title}}}",
     "{{{number}}} ist an Sie eskaliert.\n\n{{{text}}}\n\nWer es quittiert, hält die Eskalation an."
     "{{#acknowledge_link}}\n\nIch übernehme:\n{{{acknowledge_link}}}{{/acknowledge_link}}"
     "{{#decline_link}}\n\nIch kann nicht, jetzt der nächste Schritt:\n{{{decline_link}}}{{/decline_link}}"
     "{{#escalate_link}}\n\nFührungskraft einschalten:\n{{{escalate_link}}}{{/escalate_link}}"
     "{{#answers}}\n\nDiese Links handeln in Ihrem Namen, jeder einmal und einen Tag lang: Geben Sie sie nicht weiter.{{/answers}}"
     "{{#answer_by_mail}}\n\nOder antworten Sie auf diese Mail: übernehme, kann nicht, eskalieren, oder gelöst: und wie der Service "
     "wiederkam, als erster Absatz. Jeder andere Text wird eine Notiz.{{/answer_by_mail}}"},
    {"incident.mail_answered", "[{{{number}}}] Your answer: {{{title}}}", "{{{text}}}", "[{{{number}}}] Ihre Antwort: {{{title}}}",
     "{{{text}}}"},
    {"incident.rule", "[{{{number}}}] {{{title}}}", "About {{{number}}}:\n\n{{{text}}}", "[{{{number}}}] {{{title}}}",
     "Zu {{{number}}}:\n\n{{{text}}}"},
    {"incident.help_wanted", "[{{{number}}}] {{{by}}} asks for your help: {{{title}}}",
     "{{{by}}} asks for your help with {{{number}}}:\n\n{{{text}}}", "[{{{number}}}] {{{by}}} bittet um Ihre Hilfe: {{{title}}}",
     "{{{by}}} bittet um Ihre Hilfe bei {{{number}}}:\n\n{{{text}}}"},
    {"incident.follow_up", "[{{{number}}}] Look again: {{{title}}}", "You wanted to look at {{{number}}} again now.\n\n{{{text}}}",
     "[{{{number}}}] Wiedervorlage: {{{title}}}", "Sie wollten jetzt wieder nach {{{number}}} sehen.\n\n{{{text}}}"},
    {"incident.promise_missed", "[{{{number}}}] Promised for now: {{{title}}}",
     "The caller was told that {{{number}}} is done by now, and it is open. Promise another time, and say why.",
     "[{{{number}}}] Für jetzt versprochen: {{{title}}}",
     "Jetzt sollte {{{number}}} behoben sein, so wurde es gesagt, und der Vorgang ist offen. Versprechen Sie eine andere Zeit, und sagen "
     "Sie warum."},
    {"incident.task_assigned", "[{{{number}}}] A task is yours: {{{title}}}", "{{{by}}} gave you a task of {{{number}}}:\n\n{{{text}}}",
     "[{{{number}}}] Eine Aufgabe liegt bei Ihnen: {{{title}}}", "{{{by}}} hat Ihnen eine Aufgabe von {{{number}}} gegeben:\n\n{{{text}}}"},
    {"incident.task_due", "[{{{number}}}] A task is due: {{{title}}}", "A task of {{{number}}} is due:\n\n{{{text}}}",
     "[{{{number}}}] Eine Aufgabe ist fällig: {{{title}}}", "Eine Aufgabe von {{{number}}} ist fällig:\n\n{{{text}}}"},
    {"incident.clock_warned", "[{{{number}}}] P{{{priority}}} runs out of time: {{{title}}}", "{{{text}}}",
     "[{{{number}}}] P{{{priority}}}: Die Zeit wird knapp: {{{title}}}", "{{{text}}}"},
    {"incident.clock_breached", "[{{{number}}}] P{{{priority}}} is too late: {{{title}}}", "{{{text}}}",
     "[{{{number}}}] P{{{priority}}}: Frist versäumt: {{{title}}}", "{{{text}}}"},
    {"incident.merged", "[{{{number}}}] Goes on elsewhere: {{{title}}}", "{{{number}}} goes on together with another report.\n\n{{{text}}}",
     "[{{{number}}}] Geht woanders weiter: {{{title}}}", "{{{number}}} wird zusammen mit einer anderen Meldung bearbeitet.\n\n{{{text}}}"},
    {"incident.updated", "[{{{number}}}] News: {{{title}}}", "{{{text}}}", "[{{{number}}}] Neues: {{{title}}}", "{{{text}}}"},
    {"incident.forwarded", "[{{{number}}}] Forwarded: {{{title}}}", "{{{number}}} is a service request and was forwarded.\n\n{{{text}}}",
     "[{{{number}}}] Weitergeleitet: {{{title}}}", "{{{number}}} ist eine Serviceanfrage und wurde weitergeleitet.\n\n{{{text}}}"},
    {"absence.ended", "Welcome back: {{{open}}} of {{{all}}} are still open",
     "When you went away {{{all}}} of your incidents were handed over; {{{open}}} of those that you may see are still open. They stay "
     "with whoever has them now.\n\n{{{text}}}",
     "Willkommen zurück: {{{open}}} von {{{all}}} sind noch offen",
     "Zu Beginn Ihrer Abwesenheit wurden {{{all}}} Ihrer Incidents übergeben; {{{open}}} von denen, die Sie sehen dürfen, sind noch "
     "offen. Sie bleiben bei denen, die sie jetzt haben.\n\n{{{text}}}"},
    {"cover_request.asked", "On call: {{{person}}} asks for cover on {{{roster}}}",
     "{{{person}}} is on call on {{{roster}}} from {{{begins_at}}} until {{{ends_at}}} and asks whether you stand "
     "in.{{#back_begins_at}}\n\n"
     "In return {{{person}}} stands in for you from {{{back_begins_at}}} until {{{back_ends_at}}}.{{/back_begins_at}}\n\n{{{text}}}",
     "Bereitschaft: {{{person}}} bittet um Vertretung bei {{{roster}}}",
     "{{{person}}} hat bei {{{roster}}} von {{{begins_at}}} bis {{{ends_at}}} Bereitschaft und fragt, ob Sie vertreten."
     "{{#back_begins_at}}\n\nDafür vertritt {{{person}}} Sie von {{{back_begins_at}}} bis {{{back_ends_at}}}.{{/back_begins_at}}\n\n"
     "{{{text}}}"},
    {"cover_request.accepted", "On call: {{{by}}} stands in for you on {{{roster}}}",
     "{{{by}}} is on call on {{{roster}}} in your place from {{{begins_at}}} until {{{ends_at}}}.{{#back_begins_at}}\n\nIn return you are "
     "on "
     "call from {{{back_begins_at}}} until {{{back_ends_at}}}.{{/back_begins_at}}\n\n{{{text}}}",
     "Bereitschaft: {{{by}}} vertritt Sie bei {{{roster}}}",
     "{{{by}}} hat bei {{{roster}}} an Ihrer Stelle Bereitschaft von {{{begins_at}}} bis {{{ends_at}}}.{{#back_begins_at}}\n\nDafür haben "
     "Sie "
     "Bereitschaft von {{{back_begins_at}}} bis {{{back_ends_at}}}.{{/back_begins_at}}\n\n{{{text}}}"},
    {"cover_request.declined", "On call: {{{by}}} does not stand in on {{{roster}}}",
     "{{{by}}} does not stand in for you on {{{roster}}} from {{{begins_at}}} until {{{ends_at}}}; you stay on call.\n\n{{{text}}}",
     "Bereitschaft: {{{by}}} vertritt Sie nicht bei {{{roster}}}",
     "{{{by}}} vertritt Sie bei {{{roster}}} von {{{begins_at}}} bis {{{ends_at}}} nicht; Sie bleiben in Bereitschaft.\n\n{{{text}}}"},
    {"cover_request.withdrawn", "On call: {{{person}}} needs no cover any more on {{{roster}}}",
     "{{{person}}} asks no more for cover on {{{roster}}} from {{{begins_at}}} until {{{ends_at}}}.\n\n{{{text}}}",
     "Bereitschaft: {{{person}}} braucht keine Vertretung mehr bei {{{roster}}}",
     "{{{person}}} bittet nicht mehr um Vertretung bei {{{roster}}} von {{{begins_at}}} bis {{{ends_at}}}.\n\n{{{text}}}"},
    {"roster.comes_on", "On call: you come on at {{{begins_at}}} on {{{roster}}}",
     "You are on call on {{{roster}}} from {{{begins_at}}}{{#ends_at}} until {{{ends_at}}}{{/ends_at}}.{{#before}} Before you: "
     "{{{before}}}.{{/before}}{{#unacknowledged}}\n\nOpen and not acknowledged:\n{{{unacknowledged}}}{{/unacknowledged}}{{#escalated}}\n\n"
     "Open and escalated:\n{{{escalated}}}{{/escalated}}{{#urgent}}\n\nOpen with high priority:\n{{{urgent}}}{{/urgent}}{{#nothing}}\n\n"
     "Nothing is open that waits for somebody.{{/nothing}}",
     "Bereitschaft: Sie sind ab {{{begins_at}}} bei {{{roster}}} dran",
     "Sie haben bei {{{roster}}} Bereitschaft von {{{begins_at}}}{{#ends_at}} bis {{{ends_at}}}{{/ends_at}}.{{#before}} Vor Ihnen: "
     "{{{before}}}.{{/before}}{{#unacknowledged}}\n\nOffen und nicht quittiert:\n{{{unacknowledged}}}{{/unacknowledged}}{{#escalated}}\n\n"
     "Offen und eskaliert:\n{{{escalated}}}{{/escalated}}{{#urgent}}\n\nOffen mit hoher Priorität:\n{{{urgent}}}{{/urgent}}{{#nothing}}\n\n"
     "Nichts ist offen, was auf jemanden wartet.{{/nothing}}"},
    {"roster.goes_off", "On call: your shift on {{{roster}}} ends at {{{begins_at}}}",
     "You are on call on {{{roster}}} until {{{begins_at}}}.{{#after}} After you: {{{after}}}.{{/after}}{{^after}} Nobody follows "
     "you.{{/after}}",
     "Bereitschaft: Ihre Schicht bei {{{roster}}} endet um {{{begins_at}}}",
     "Sie haben bei {{{roster}}} Bereitschaft bis {{{begins_at}}}.{{#after}} Nach Ihnen: {{{after}}}.{{/after}}{{^after}} Niemand folgt "
     "auf "
     "Sie.{{/after}}"},
    {"roster.comes_not", "On call: you do not come on at {{{begins_at}}} on {{{roster}}}",
     "The roster {{{roster}}} was changed: you are not the one who comes on at {{{begins_at}}}.",
     "Bereitschaft: Sie sind ab {{{begins_at}}} bei {{{roster}}} nicht dran",
     "Der Dienstplan {{{roster}}} wurde geändert: Sie sind nicht mehr ab {{{begins_at}}} dran."},
    {"roster.gap",
     "On call: {{#unreachable}}nobody can call {{{unreachable}}} on {{{roster}}}{{/unreachable}}{{^unreachable}}nobody is on call on "
     "{{{roster}}}{{/unreachable}} from {{{begins_at}}}",
     "{{#unreachable}}{{{unreachable}}} is on call on {{{roster}}}, and no message would reach them{{/unreachable}}{{^unreachable}}Nobody "
     "is on call on {{{roster}}}{{/unreachable}} from {{{begins_at}}}{{#ends_at}} until {{{ends_at}}}{{/ends_at}}{{#no_layer}}: no layer "
     "holds then{{/no_layer}}{{#vacant}}: the turn is vacant{{/vacant}}{{#away}}: {{{missing}}} will be away{{/away}}{{#taken_off}}: "
     "{{{missing}}} was taken off{{/taken_off}}.{{#more}}\n\nAlso missing on this roster:\n{{{more}}}{{/more}}\n\nThe page On call "
     "shows it, and puts somebody on duty.",
     "Bereitschaft: {{#unreachable}}{{{unreachable}}} ist bei {{{roster}}} nicht erreichbar{{/unreachable}}{{^unreachable}}niemand bei "
     "{{{roster}}}{{/unreachable}} ab {{{begins_at}}}",
     "{{#unreachable}}{{{unreachable}}} hat bei {{{roster}}} Bereitschaft, und keine Meldung käme an{{/unreachable}}{{^unreachable}}Bei "
     "{{{roster}}} hat niemand Bereitschaft{{/unreachable}}, von {{{begins_at}}}{{#ends_at}} bis {{{ends_at}}}{{/ends_at}}{{#no_layer}}: "
     "Dann gilt keine Ebene{{/no_layer}}{{#vacant}}: Die Schicht ist unbesetzt{{/vacant}}{{#away}}: {{{missing}}} ist dann "
     "abwesend{{/away}}{{#taken_off}}: {{{missing}}} wurde herausgenommen{{/taken_off}}.{{#more}}\n\nAuf diesem Dienstplan fehlt "
     "auch:\n{{{more}}}{{/more}}\n\nDie Seite Bereitschaft zeigt es, und dort lässt sich jemand einteilen."},
    {"roster_override.withdrawn", "On call: {{{person}}} does not stand in any more on {{{roster}}}",
     "{{{by}}} ended that {{{person}}} stands in on {{{roster}}} from {{{begins_at}}} until {{{ends_at}}}. Look who is on call then.",
     "Bereitschaft: {{{person}}} vertritt nicht mehr bei {{{roster}}}",
     "{{{by}}} hat beendet, dass {{{person}}} bei {{{roster}}} von {{{begins_at}}} bis {{{ends_at}}} vertritt. Sehen Sie nach, wer dann "
     "Bereitschaft hat."},
    {"audit.anchor", "Evenkeel: anchor of the change log at {{{seq}}}",
     "The newest seal of the change log. Keep it where nobody who can write to the register can change it: evenkeel audit verify "
     "--anchor FILE proves that the log was not rewritten or cut short since.\n\n{{{anchor}}}",
     "Evenkeel: Anker des Änderungsprotokolls bei {{{seq}}}",
     "Das neueste Siegel des Änderungsprotokolls. Bewahren Sie es dort auf, wo niemand es ändern kann, der ins Register schreibt: "
     "evenkeel audit verify --anchor DATEI beweist, dass das Protokoll seither nicht umgeschrieben oder gekürzt wurde.\n\n{{{anchor}}}"},
    {"contact.code", "{{{code}}} is your code for Evenkeel",
     "{{{code}}} proves that {{{name}}} reaches you. Type it in under How I am reached; it is good for a quarter of an hour.\n\nIf you did "
     "not ask for it, there is nothing to do.",
     "{{{code}}} ist Ihr Code für Evenkeel",
     "{{{code}}} beweist, dass {{{name}}} Sie erreicht. Geben Sie ihn unter Wie ich erreicht werde ein; er gilt eine "
     "Viertelstunde.\n\nWenn "
     "Sie ihn nicht angefordert haben, ist nichts zu tun."},
    {"contact.test", "A test of {{{name}}} by Evenkeel", "This is a test. Messages reach you here.",
     "Ein Test von {{{name}}} durch Evenkeel", "Das ist ein Test. Hier erreichen Sie Meldungen."},
    {"person.password_reset", "A new password for {{{login}}}",
     "You, or somebody else, asked for a new password for the login {{{login}}}. This link sets one, once and within the hour:\n\n"
     "{{{link}}}\n\nIf it was not you, there is nothing to do: the old password stays.",
     "Ein neues Passwort für {{{login}}}",
     "Sie oder jemand anders hat ein neues Passwort für die Anmeldung {{{login}}} angefordert. Mit diesem Link lässt es sich setzen, "
     "einmal und innerhalb einer Stunde:\n\n{{{link}}}\n\nWaren Sie es nicht, ist nichts zu tun: Das alte Passwort bleibt."},
    {"person.password_replaced", "The password of {{{login}}} was changed",
     "The password of the login {{{login}}} was just changed through a link in a mail, and all its sessions were ended. If it was not "
     "you, tell your service desk at once.",
     "Das Passwort von {{{login}}} wurde geändert",
     "Das Passwort der Anmeldung {{{login}}} wurde soeben über einen Link in einer Mail geändert, alle Sitzungen wurden beendet. Waren "
     "Sie das nicht, sagen Sie es sofort Ihrem Service Desk."},
};

/// Facts that are instants: the recipient reads them in their own zone.
constexpr std::string_view instants[] = {"confirm_until", "begins_at", "ends_at", "back_begins_at", "back_ends_at"};

/// "2026-03-05 09:00 (Europe/Berlin)"
std::string local_time(Time t, const std::string& zone) {
  const auto wall = format_rfc3339(Time{wall_us(zone, t) / us_per_minute * us_per_minute});
  return wall.substr(0, 10) + " " + wall.substr(11, 5) + " (" + zone + ")";
}

/// An empty text would count as one that is there.
void set_answers(data& facts, const Letterhead& head) {
  const std::pair<const char*, const std::string&> links[] = {
      {"acknowledge_link", head.acknowledge_link}, {"decline_link", head.decline_link}, {"escalate_link", head.escalate_link}};
  for (const auto& [name, link] : links)
    if (!link.empty()) {
      facts.set(name, link);
      facts.set("answers", data(true));
    }
  if (head.answer_by_mail) facts.set("answer_by_mail", data(true));
}

const Template* template_of(std::string_view kind) {
  const auto* found = std::find_if(std::begin(templates), std::end(templates), [&](const Template& t) { return t.kind == kind; });
  return found == std::end(templates) ? nullptr : found;
}

/// Plain text: one brace more or less makes no difference.
std::string render(const std::string& text, const data& facts) {
  mustache words(text);
  words.set_custom_escape([](const std::string& s) { return s; });
  return words.render(facts);
}

/// Whatever a title holds, it begins no header of its own.
std::string one_line(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < ' ') c = ' ';
  return text;
}

}  // namespace

Wording built_in(std::string_view kind, std::string_view language) {
  const Template* t = template_of(kind);
  if (!t) return {};
  if (language.starts_with("de")) return {std::string(t->subject_de), std::string(t->text_de)};
  return {std::string(t->subject_en), std::string(t->text_en)};
}

Result<Mail> compose(const store::Outgoing& out, const Letterhead& head) {
  if (!template_of(out.kind))
    return error(Fault::internal, "message.unknown_kind", "There is no text for messages of the kind " + out.kind + ".");
  json::error_code ec;
  const auto body = json::parse(out.body, ec);
  if (ec || !body.is_object()) return error(Fault::internal, "message.bad_body", "The message holds no facts to write from.");

  data facts;
  facts.set("text", "");
  facts.set("link", head.link);
  set_answers(facts, head);
  for (const auto& [name, value] : body.get_object()) {
    std::string text = value.is_string() ? std::string(value.get_string().c_str()) : json::serialize(value);
    if (std::ranges::find(instants, std::string_view(name.data(), name.size())) != std::end(instants))
      if (const auto t = parse_rfc3339(text)) text = local_time(*t, head.zone);
    facts.set(std::string(name), text);
  }
  // Words that were good when they were saved, and are not any more, are no reason to say nothing.
  const bool own =
      head.wording && template_problems(head.wording->subject, out.kind).empty() && template_problems(head.wording->text, out.kind).empty();
  const Wording words = own ? *head.wording : built_in(out.kind, head.language);
  const auto* number = body.get_object().if_contains("number");

  Mail mail;
  mail.to = out.address;
  mail.subject = one_line(render(words.subject, facts));
  mail.text = render(words.text, facts);
  while (mail.text.ends_with('\n')) mail.text.pop_back();
  if (number && number->is_string() && !head.link.empty()) mail.link = head.link;
  else if (!head.public_url.empty() && number && number->is_string())
    mail.link = fmt::format("{}/incidents/{}", head.public_url, number->get_string().c_str());
  if (!mail.link.empty()) mail.text += "\n\n" + mail.link;
  mail.text += '\n';
  mail.message_id = fmt::format("<{}.message@{}>", out.message.v, head.host);
  mail.thread_id = fmt::format("<{}.{}@{}>", out.subject.v, out.subject_kind, head.host);
  mail.reply_to = head.reply_to;
  mail.answer_link = head.acknowledge_link;
  mail.date = out.created;
  return mail;
}

std::vector<std::string_view> message_kinds() {
  std::vector<std::string_view> kinds;
  for (const auto& t : templates) kinds.push_back(t.kind);
  return kinds;
}

}  // namespace evenkeel::notification
