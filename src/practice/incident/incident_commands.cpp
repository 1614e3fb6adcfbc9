#include "practice/incident/incident_commands.hpp"

#include <algorithm>

namespace evenkeel::incident {

namespace {

using api::BodyReader;
using http::Presence;

/// Longest time booked with one note: a month; and where from a text came ("console", "mail").
constexpr std::int64_t worked_most_s = 31 * 86'400;
constexpr std::size_t via_most = 30;
constexpr std::size_t ref_most = 30;  // an id or a number
constexpr std::size_t split_most = 200;

std::string reason(BodyReader& b, Presence presence = Presence::required) { return b.text("reason", reason_most, presence); }

/// A command without a body of its own.
template <Result<Incident> (*F)(Work&, const Target&)>
Act plain(BodyReader&) {
  return [](Work& w, const Target& t) { return F(w, t); };
}
/// A command that needs a reason, and nothing else.
template <Result<Incident> (*F)(Work&, const Target&, const std::string&), Presence presence>
Act with_reason(BodyReader& b) {
  return [why = reason(b, presence)](Work& w, const Target& t) { return F(w, t, why); };
}
/// A command whose body is one struct.
template <class R, Result<Incident> (*F)(Work&, const Target&, const R&), R (*read)(BodyReader&)>
Act with(BodyReader& b) {
  return [r = read(b)](Work& w, const Target& t) { return F(w, t, r); };
}

Assignment read_assignment(BodyReader& b) { return {b.id("team"), b.id("assignee"), reason(b, Presence::optional)}; }
Escalation read_escalation(BodyReader& b) {
  const auto kind = b.choice<EscalationKind>("kind", Presence::required);
  return {kind.value_or(EscalationKind::functional), reason(b), b.id("team")};
}
Holding read_holding(BodyReader& b) {
  const auto kind = b.choice<HoldKind>("kind", Presence::required);
  return {kind.value_or(HoldKind::other),
          reason(b, Presence::optional),
          b.text("question", text_most),
          b.text("via", via_most),
          {b.time("until"), b.text("in", span_most)}};
}
FollowUp read_follow_up(BodyReader& b) { return {{b.time("at"), b.text("in", span_most)}, b.text("note", reason_most)}; }
Promise read_promise(BodyReader& b) { return {{b.time("at"), b.text("in", span_most)}, reason(b, Presence::optional)}; }
Writing read_comment(BodyReader& b) {
  const bool direct = b.boolean("contact").value_or(false);
  return {b.text("text", text_most, Presence::required), b.text("via", via_most), direct ? Contact::direct : Contact::none,
          b.integer("time_worked_s", 0, worked_most_s).value_or(0)};
}
Writing read_note(BodyReader& b) {
  return {b.text("text", text_most, Presence::required), b.text("via", via_most), Contact::none,
          b.integer("time_worked_s", 0, worked_most_s).value_or(0)};
}
Resolving read_resolving(BodyReader& b) {
  return {b.id("resolution_code", Presence::required), b.text("resolution_notes", text_most, Presence::required), b.boolean("workaround"),
          b.id("closing_category"), b.id("closing_subcategory")};
}
Rating read_answer(BodyReader& b) { return {b.integer("rating", 1, 5).value_or(0), b.text("comment", reason_most)}; }
Rating read_rating(BodyReader& b) { return {b.integer("rating", 1, 5, Presence::required).value_or(0), b.text("comment", reason_most)}; }
Marking read_marking(BodyReader& b) {
  return {b.choice<RequestMark>("mark", Presence::required).value_or(RequestMark::incident), b.text("forwarded_to", 200)};
}
Splitting read_splitting(BodyReader& b) {
  return {b.text("title", 200, Presence::required), reason(b), b.ids("entries", split_most, Presence::required)};
}

Act read_override(BodyReader& b) {
  const auto priority = b.integer("priority", 1, 9, Presence::required).value_or(0);
  return [priority, why = reason(b)](Work& w, const Target& t) { return override_priority(w, t, priority, why); };
}
Act read_categorise(BodyReader& b) {
  const Id category = b.id("category", Presence::required), sub = b.id("subcategory");
  return [category, sub](Work& w, const Target& t) { return categorise(w, t, category, sub); };
}
Act read_merge(BodyReader& b) {
  return
      [into = b.text("into", ref_most, Presence::required), why = reason(b)](Work& w, const Target& t) { return merge(w, t, into, why); };
}
Act read_link(BodyReader& b) {
  const auto kind = b.choice<LinkKind>("kind", Presence::required).value_or(LinkKind::related_to);
  return [kind, other = b.text("other", ref_most, Presence::required)](Work& w, const Target& t) { return link(w, t, other, kind); };
}
Act read_unlink(BodyReader& b) {
  return [id = b.id("link", Presence::required)](Work& w, const Target& t) { return unlink(w, t, id); };
}
Act read_watch(BodyReader& b) {
  return [person = b.id("person")](Work& w, const Target& t) { return watch(w, t, person); };
}
Act read_unwatch(BodyReader& b) {
  return [person = b.id("person")](Work& w, const Target& t) { return unwatch(w, t, person); };
}

constexpr std::string_view reason_schema = R"("reason":{"type":"string","maxLength":2000})";
constexpr std::string_view reason_required = R"("reason")";

constexpr CommandRow rows[] = {
    {Verb::assign, "Assign to a team, a person, or both; with a security team it becomes confidential",
     R"("team":{"type":"string"},"assignee":{"type":"string"},"reason":{"type":"string"})", "", with<Assignment, assign, read_assignment>},
    {Verb::take, "Take it: the assignee is who asks", "", "", plain<take>},
    {Verb::hand_back, "Hand it back to its team", reason_schema, reason_required, with_reason<hand_back, Presence::required>},
    {Verb::escalate, "Escalate to the next line, or to the line of managers; with a security team it becomes confidential",
     R"("kind":{"enum":["functional","hierarchical"]},"reason":{"type":"string"},"team":{"type":"string"})", R"("kind","reason")",
     with<Escalation, escalate, read_escalation>},
    {Verb::acknowledge, "Say: we have it", "", "", plain<acknowledge>},
    {Verb::start, "Begin work", "", "", plain<start>},
    {Verb::hold,
     "Put on hold; for the caller with a question, which the answer ends; until, or in (\"2 working days\"), sets the "
     "follow-up date, else the one set stays",
     R"("kind":{"enum":["caller","supplier","change","problem","other"]},"reason":{"type":"string"},"question":{"type":"string"},)"
     R"("via":{"type":"string"},"until":{"type":"string","format":"date-time"},"in":{"type":"string"})",
     R"("kind")", with<Holding, hold, read_holding>},
    {Verb::resume, "Resume work", reason_schema, "", with_reason<resume, Presence::optional>},
    {Verb::comment, "Write a comment, which the caller reads",
     R"("text":{"type":"string"},"via":{"type":"string"},"contact":{"type":"boolean"},"time_worked_s":{"type":"integer"})", R"("text")",
     with<Writing, comment, read_comment>},
    {Verb::note, "Write a work note, which only staff reads",
     R"("text":{"type":"string"},"via":{"type":"string"},"time_worked_s":{"type":"integer"})", R"("text")", with<Writing, note, read_note>},
    {Verb::override_priority, "Set a priority other than the matrix gives", R"("priority":{"type":"integer"},"reason":{"type":"string"})",
     R"("priority","reason")", read_override},
    {Verb::reset_priority, "Go back to the priority of the matrix", "", "", plain<reset_priority>},
    {Verb::categorise, "Set category and subcategory", R"("category":{"type":"string"},"subcategory":{"type":"string"})", R"("category")",
     read_categorise},
    {Verb::resolve, "Service is back",
     R"("resolution_code":{"type":"string"},"resolution_notes":{"type":"string"},"workaround":{"type":"boolean"},)"
     R"("closing_category":{"type":"string"},"closing_subcategory":{"type":"string"})",
     R"("resolution_code","resolution_notes")", with<Resolving, resolve, read_resolving>},
    {Verb::confirm, "The caller says that service is back",
     R"("rating":{"type":"integer","minimum":1,"maximum":5},"comment":{"type":"string"})", "", with<Rating, confirm, read_answer>},
    {Verb::reject, "The caller says that it is not; work begins again", reason_schema, reason_required,
     with_reason<reject, Presence::required>},
    {Verb::rate, "Rate how it was handled", R"("rating":{"type":"integer","minimum":1,"maximum":5},"comment":{"type":"string"})",
     R"("rating")", with<Rating, rate, read_rating>},
    {Verb::close, "Close without waiting for the caller", reason_schema, "", with_reason<close, Presence::optional>},
    {Verb::reopen, "Open again; a new cycle begins", reason_schema, reason_required, with_reason<reopen, Presence::required>},
    {Verb::cancel, "Cancel: it was none", reason_schema, reason_required, with_reason<cancel, Presence::required>},
    {Verb::mark, "Mark as service request, or as incident again",
     R"("mark":{"enum":["incident","service_request"]},"forwarded_to":{"type":"string"})", R"("mark")", with<Marking, mark, read_marking>},
    {Verb::merge, "Merge into another incident", R"("into":{"type":"string"},"reason":{"type":"string"})", R"("into","reason")",
     read_merge},
    {Verb::unmerge, "Take a merge back", reason_schema, reason_required, with_reason<unmerge, Presence::required>},
    {Verb::split, "Make an incident of its own from some entries; answers the new one",
     R"("title":{"type":"string"},"entries":{"type":"array","items":{"type":"string"}},"reason":{"type":"string"})",
     R"("title","entries","reason")", with<Splitting, split, read_splitting>},
    {Verb::link, "Link to another incident",
     R"("other":{"type":"string"},"kind":{"enum":["child_of","duplicate_of","related_to","caused_by"]})", R"("other","kind")", read_link},
    {Verb::unlink, "Remove a link", R"("link":{"type":"string"})", R"("link")", read_unlink},
    {Verb::watch, "Watch it, or let somebody watch it", R"("person":{"type":"string"})", "", read_watch},
    {Verb::unwatch, "Stop watching", R"("person":{"type":"string"})", "", read_unwatch},
    {Verb::follow_up, "Be reminded", R"("at":{"type":"string","format":"date-time"},"in":{"type":"string"},"note":{"type":"string"})", "",
     with<FollowUp, follow_up, read_follow_up>},
    {Verb::promise, "Promise the caller a time; without one, withdraw it",
     R"("at":{"type":"string","format":"date-time"},"in":{"type":"string"},"reason":{"type":"string"})", "",
     with<Promise, promise, read_promise>},
    {Verb::undo, "Take the own last command back, within ten seconds", "", "", plain<undo>},
};

}  // namespace

std::span<const CommandRow> command_rows() { return rows; }

const CommandRow* find_command(std::string_view name) {
  const auto found = std::ranges::find(rows, name, [](const CommandRow& row) { return record::name_of(row.verb); });
  return found == std::end(rows) ? nullptr : &*found;
}

Result<Act> read_command(const CommandRow& row, const boost::json::value& body) {
  api::BodyReader reader(body);
  Act act = row.read(reader);
  CHECK_OK(reader.finish());
  return act;
}

}  // namespace evenkeel::incident
