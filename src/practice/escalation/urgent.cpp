#include "practice/escalation/urgent.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "practice/escalation/answer.hpp"
#include "practice/incident/visibility.hpp"
#include "store/row_io.hpp"

namespace evenkeel::escalation {
namespace {

using incident::Incident;
using store::Param;

struct Sent {
  Id message, incident;
  std::string kind, body;
  Time at;
};

std::vector<Sent> sent_to(store::Connection& db, Id person, Time since) {
  std::vector<Sent> found;
  db.query(
      "SELECT m.id, m.subject_id, m.kind, m.body, m.created_us FROM message m JOIN incident i ON i.id = m.subject_id "
      "WHERE m.kind IN ('incident.escalation', 'incident.help_wanted') AND m.person_id = $1 AND m.created_us > $2 AND i.open = 1 "
      "ORDER BY m.created_us DESC, m.id DESC LIMIT $3",
      {Param(person), Param(since), Param(urgent_most)}, [&](const store::Row& row) {
        found.push_back(
            {row.id(0), row.id(1), std::string(row.text(2)), row.is_null(3) ? std::string() : std::string(row.text(3)), row.time(4)});
      });
  return found;
}

/// Nobody has answered what the message asks.
bool waits(store::Connection& db, const Sent& sent, Time now) {
  if (sent.kind != message_escalation) return sent.at > now - help_fresh_us;
  const auto found = store::find_record(db, record::type_of<Escalation>(), cause_of(sent.body));
  if (!found) return false;
  const auto e = record::from_record<Escalation>(*found);
  return sent.at >= e.begun_at && is_unanswered(e);
}

std::string member(const std::string& body, std::string_view name) {
  boost::json::error_code ec;
  const auto parsed = boost::json::parse(body, ec);
  const auto* value = ec || !parsed.is_object() ? nullptr : parsed.get_object().if_contains(name);
  return value && value->is_string() ? std::string(value->get_string().c_str()) : std::string();
}

}  // namespace

std::vector<Urgent> urgent_for(store::Connection& db, const people::Principal& who, Time now) {
  std::vector<Urgent> urgent;
  if (!who.person) return urgent;
  for (const Sent& sent : sent_to(db, who.person, now - answer_life_us)) {
    const auto same = [&](const Urgent& u) { return u.incident == sent.incident && u.kind == sent.kind; };
    if (std::ranges::any_of(urgent, same) || !waits(db, sent, now)) continue;
    const auto found = store::find_record(db, record::type_of<Incident>(), sent.incident);
    if (!found || !incident::may_see(who, *found)) continue;
    const auto i = record::from_record<Incident>(*found);
    urgent.push_back(
        {sent.message, i.id, sent.kind, i.number, i.title, i.priority, member(sent.body, "by"), member(sent.body, "text"), sent.at});
  }
  return urgent;
}

}  // namespace evenkeel::escalation
