// Who is told what: messages to people are queued in the transaction of the command that causes them, and handed over by the
// notification practice. Nobody gets a mail for what they did themselves, and whoever cannot be reached gets none.
#include <algorithm>

#include "practice/contact/contact_store.hpp"
#include "practice/incident/desk_work.hpp"

namespace evenkeel::incident {

using people::Person;

namespace {

/// What a template needs to say it; no secrets.
std::string message_body(const Work& w, const Incident& i, std::string_view text, Id cause) {
  std::string out = "{\"number\":";
  record::append_json_string(out, i.number);
  out += ",\"title\":";
  record::append_json_string(out, i.title);
  out.append(",\"state\":\"")
      .append(record::name_of(i.state))
      .append("\",\"priority\":")
      .append(std::to_string(i.priority))
      .append(",\"by\":");
  record::append_json_string(out, w.who.name);
  if (!text.empty()) {
    out += ",\"text\":";
    record::append_json_string(out, text);
  }
  if (cause) out.append(",\"cause\":\"").append(to_string(cause)).append("\"");
  if (i.confirmed_until) out.append(",\"confirm_until\":\"").append(format_rfc3339(i.confirmed_until)).append("\"");
  return out + '}';
}

void add(std::vector<Id>& list, Id id) {
  if (id && !holds(list, id)) list.push_back(id);
}

std::vector<Id> outside(const Incident& i, const Audience& to) {
  std::vector<Id> ids;
  if (to.caller_side) {
    add(ids, i.caller);
    add(ids, i.reporter);
    // A confidential incident is no news for those whom its visibility does not name.
    if (!i.confidential)
      for (Id id : i.affected) add(ids, id);
  }
  if (to.watchers && !i.confidential)
    for (Id id : i.watchers) add(ids, id);
  return ids;
}

store::Message message_of(const Work& w, const Incident& i, std::string_view kind, std::string_view text, Id cause) {
  return {std::string(kind), "incident", i.id, {}, {}, {}, message_body(w, i, text, cause)};
}

/// Where many messages wait, services take turns, and teams where no service is known.
Id line_of(const Incident& i) { return i.service ? i.service : i.team; }

}  // namespace

bool tell_person(Work& w, const Incident& i, const Person& person, std::string_view kind, std::string_view text, Id cause) {
  if (person.erased || !person.active || person.id == w.who.person) return false;
  return contact::send_to_person(w.tx, message_of(w, i, kind, text, cause), person, line_of(i));
}

bool tell_team(Work& w, const Incident& i, const service::Team& team, std::string_view kind, std::string_view text, Id cause) {
  return contact::send_to_team(w.tx, message_of(w, i, kind, text, cause), team.id, team.mail, line_of(i));
}

std::int64_t tell(Work& w, const Incident& i, const Telling& t) {
  std::int64_t told = 0;
  const auto people = outside(i, t.to);
  for (Id id : people) {
    if (id == w.who.person) continue;
    const auto person = w.tx.find<Person>(id);
    if (person && tell_person(w, i, *person, t.kind, t.text)) ++told;
  }
  if (!t.to.working) return told;
  if (i.assignee) {
    const auto person = holds(people, i.assignee) ? std::nullopt : w.tx.find<Person>(i.assignee);
    if (person) tell_person(w, i, *person, t.kind, t.text);
  } else if (const auto* team = i.team ? w.catalogue->get<service::Team>(i.team) : nullptr) {
    tell_team(w, i, *team, t.kind, t.text);
  }
  return told;
}

}  // namespace evenkeel::incident
