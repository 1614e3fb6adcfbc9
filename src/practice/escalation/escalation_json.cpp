#include "practice/escalation/escalation_json.hpp"

#include "base/text.hpp"

namespace evenkeel::escalation {
namespace {

namespace bj = boost::json;

bj::array ids_json(const std::vector<Id>& ids, api::Mentions& mentions) {
  bj::array list;
  for (Id id : ids) {
    list.emplace_back(to_string(id));
    mentions.add("person", id);
  }
  return list;
}

bj::array texts_json(const std::vector<std::string>& texts) {
  bj::array list;
  for (const std::string& text : texts) list.emplace_back(text);
  return list;
}

/// People stand in notes by their ids.
bj::array notes_json(const std::vector<std::string>& notes, api::Mentions& mentions) {
  for (const std::string& note : notes)
    for (auto at = note.find('@'); at != std::string::npos; at = note.find('@', at + 1)) {
      const auto end = std::min(note.find_first_not_of("0123456789", at + 1), note.size());
      if (const auto id = parse_id(std::string_view(note).substr(at + 1, end - at - 1))) mentions.add("person", *id);
    }
  return texts_json(notes);
}

}  // namespace

bj::value time_json(Time t) { return t ? bj::value(format_rfc3339(t)) : bj::value(nullptr); }

void add_reached(bj::object& out, const Reached& reached, api::Mentions& mentions) {
  std::vector<Id> people;
  for (const auto& person : reached.people) people.push_back(person.id);
  std::vector<std::string> mailboxes;
  for (const Mailbox& box : reached.mailboxes) mailboxes.push_back(box.address);
  out["people"] = ids_json(people, mentions);
  out["mailboxes"] = texts_json(mailboxes);
  out["notes"] = notes_json(reached.notes, mentions);
  out["team"] = reached.team ? bj::value(to_string(reached.team)) : bj::value(nullptr);
  if (reached.team) mentions.add("team", reached.team);
}

bj::object coming_json(const Policy& policy, const Due& due, Outcome outcome, const Reached& reached, api::Mentions& mentions) {
  const Step& step = policy.terms.steps[static_cast<std::size_t>(due.step)];
  bj::object out;
  out["at"] = time_json(due.at);
  out["round"] = due.round + 1;
  out["step"] = due.step + 1;
  out["words"] = step.words;
  bj::array deeds;
  for (const Deed deed : step.deeds) deeds.emplace_back(bj::string(record::name_of(deed)));
  out["does"] = std::move(deeds);
  out["outcome"] = bj::string(record::name_of(outcome));
  add_reached(out, reached, mentions);
  return out;
}

bj::object taken_json(const EscalationStep& step, api::Mentions& mentions) {
  bj::object out;
  out["due_at"] = time_json(step.due_at);
  out["taken_at"] = time_json(step.taken_at);
  out["round"] = step.round + 1;
  out["step"] = step.step + 1;
  out["words"] = step.words;
  out["outcome"] = bj::string(record::name_of(step.outcome));
  out["people"] = ids_json(step.people, mentions);
  out["mailboxes"] = texts_json(step.mailboxes);
  std::vector<std::string> notes;
  for (const std::string_view note : split(step.notes, '\n'))
    if (!note.empty()) notes.emplace_back(note);
  out["notes"] = notes_json(notes, mentions);
  return out;
}

std::string with_names(bj::object body, const api::Names& names, store::Connection& db, const api::Mentions& mentions) {
  std::string text = bj::serialize(body);
  text.pop_back();
  text += ",\"names\":";
  names.append_json(text, &db, mentions);
  return text + "}";
}

}  // namespace evenkeel::escalation
