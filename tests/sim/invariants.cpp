#include "sim/invariants.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <map>
#include <set>

#include "practice/escalation/escalation.hpp"
#include "practice/incident/incident_rules.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/incident/lifecycle.hpp"

namespace evenkeel::sim {
namespace {

namespace json = boost::json;
using incident::Incident;
using incident::State;
using store::Row;

template <class T>
void collect(store::Connection& db, std::map<std::string, Time>& due) {
  std::vector<Id> ids;
  db.query("SELECT id FROM " + std::string(record::type_of<T>().table), {}, [&](const Row& row) { ids.push_back(row.id(0)); });
  for (Id id : ids)
    for (const auto& d : incident::timers_for(*incident::find<T>(db, id))) due[fmt::format("{} {}", id.v, d.kind)] = d.at;
}

/// A change of an incident as the log tells it.
struct Step {
  std::int64_t seq = 0, version = 0;
  Time at;
  std::string kind;
  json::object body;
};

std::map<std::int64_t, std::vector<Step>> lives(store::Connection& db) {
  std::map<std::int64_t, std::vector<Step>> all;
  db.query(
      "SELECT subject_id, seq, version, recorded_at_us, kind, body FROM change WHERE subject_kind = 'incident' AND version > 0 ORDER BY "
      "seq",
      {}, [&](const Row& row) {
        Step s{row.integer(1), row.integer(2), row.time(3), std::string(row.text(4)), {}};
        s.body = json::parse(json::string_view(row.text(5).data(), row.text(5).size())).as_object();
        all[row.integer(0)].push_back(std::move(s));
      });
  return all;
}

/// The new value of a field in a change; null when it did not change.
const json::value* changed(const Step& s, std::string_view field) {
  if (const auto* diff = s.body.if_contains("diff"))
    if (const auto* pair = diff->as_object().if_contains(field)) return &pair->as_array()[1];
  if (const auto* set = s.body.if_contains("set")) return set->as_object().if_contains(field);
  return nullptr;
}

std::string text_of(const json::value& v) { return v.is_string() ? std::string(v.as_string().c_str()) : std::string(); }
Time time_of(const json::value& v) { return v.is_string() ? parse_rfc3339(text_of(v)).value_or(Time{}) : Time{}; }

/// What is computed again, step by step, from what changed alone.
struct Measures {
  std::string state = "new", hold_kind, team, assignee;
  Time held_since, opened_at, resolved_at;
  std::map<std::string, std::int64_t> held_s;
  std::int64_t hand_overs = 0, team_changes = 0, reopenings = 0;

  void apply(const Step& s) {
    const std::string was_team = team, was_assignee = assignee, was_kind = hold_kind;
    const Time was_since = held_since;
    if (const auto* v = changed(s, "opened_at")) opened_at = time_of(*v);
    if (const auto* v = changed(s, "state")) state = text_of(*v);
    if (const auto* v = changed(s, "team")) team = text_of(*v);
    if (const auto* v = changed(s, "assignee")) assignee = text_of(*v);
    if (const auto* v = changed(s, "hold_kind")) hold_kind = text_of(*v);
    if (const auto* v = changed(s, "held_since")) held_since = time_of(*v);
    if (const auto* v = changed(s, "resolved_at")) resolved_at = time_of(*v);
    if (s.version == 1) return;
    if (was_since && held_since != was_since) held_s[was_kind] += incident::seconds_between(was_since, s.at);
    if ((!was_team.empty() && team != was_team) || (!was_assignee.empty() && assignee != was_assignee)) ++hand_overs;
    if (!was_team.empty() && team != was_team) ++team_changes;
    if (s.kind == "incident.reopened" || s.kind == "incident.rejected") ++reopenings;
  }
};

bool differs(std::string& wrong, std::int64_t id, std::string_view what, std::int64_t told, std::int64_t found) {
  if (told == found) return false;
  wrong = fmt::format("incident {}: {} is {}, but the change log gives {}", id, what, told, found);
  return true;
}

/// Steps of the state that no command of the table makes: timers, answers of the caller, and turning a command around.
bool known_step(const std::string& from, const std::string& to, const std::string& kind) {
  const auto a = record::from_name<State>(from), b = record::from_name<State>(to);
  if (!a || !b) return false;
  if (kind == "incident.undone" || kind == "incident.unmerged") return true;
  if (from == "on_hold" && to == "in_progress") return true;
  if (from == "resolved" && to == "closed") return true;
  for (const auto& t : incident::transitions())
    if (t.to == *b && (t.from & incident::bit(*a))) return true;
  // Whatever work by staff does, it begins the work.
  return from == "new" && to == "in_progress";
}

}  // namespace

std::string check_timers(store::Connection& db) {
  std::map<std::string, Time> wanted;
  collect<Incident>(db, wanted);
  collect<incident::Task>(db, wanted);
  collect<incident::Spread>(db, wanted);
  db.query("SELECT id, due_at FROM escalation WHERE open = 1 AND due_at IS NOT NULL", {},
           [&](const Row& row) { wanted[fmt::format("{} {}", row.integer(0), escalation::timer_escalation)] = row.time(1); });
  std::string wrong;
  db.query("SELECT subject_id, kind, due_us, attempt FROM timer", {}, [&](const Row& row) {
    const auto name = fmt::format("{} {}", row.integer(0), row.text(1));
    const auto found = wanted.find(name);
    if (found == wanted.end()) wrong = "a timer that no fact asks for: " + name;
    else if (row.integer(3) == 0 && found->second != row.time(2)) wrong = "a timer at another time than the facts ask for: " + name;
    else wanted.erase(found);
  });
  if (wrong.empty() && !wanted.empty()) wrong = "no timer is armed for " + wanted.begin()->first;
  return wrong;
}

std::string check_escalations(store::Connection& db, Time now, ClockBack clock) {
  std::string wrong;
  const auto none = [&](std::string_view what, std::string_view sql, std::initializer_list<store::Param> params) {
    db.query(sql, params, [&](const Row& row) { wrong = fmt::format("escalation {}: {}", row.integer(0), what); });
  };
  none("steps were lost or taken twice",
       "SELECT e.id FROM escalation e WHERE e.taken <> (SELECT COUNT(*) FROM escalation_step s WHERE s.escalation = e.id)", {});
  none("a step was taken before it was due", "SELECT escalation FROM escalation_step WHERE taken_at < due_at", {});
  none("one step was taken twice in a round",
       "SELECT s.escalation FROM escalation_step s JOIN escalation e ON e.id = s.escalation JOIN escalation_policy p ON p.id = e.policy "
       "WHERE "
       "p.trigger <> 'no_update' GROUP BY s.escalation, s.round, s.step HAVING COUNT(*) > 1",
       {});
  none("it is open on an incident that is over",
       "SELECT e.id FROM escalation e JOIN incident i ON i.id = e.incident WHERE e.open = 1 AND (i.state IN ('closed','cancelled') OR "
       "i.merged_into IS NOT NULL OR i.cycle <> e.cycle)",
       {});
  // Timers wait for a minute after the clock was put forward, and after a failure; the end of each life comes two quiet days later.
  none("a step was forgotten", "SELECT id FROM escalation WHERE open = 1 AND due_at < $1", {store::Param(now - us_per_day)});
  if (clock == ClockBack::once) return wrong;
  none("it runs on although somebody acknowledged",
       "SELECT e.id FROM escalation e JOIN incident i ON i.id = e.incident JOIN escalation_policy p ON p.id = e.policy WHERE "
       "e.state = 'running' AND e.stops = 'acknowledged' AND p.trigger <> 'no_update' AND p.acknowledged_for IS NULL AND "
       "i.acknowledged_at > e.begun_at",
       {});
  none("a message left after it was acknowledged",
       "SELECT e.id FROM escalation e JOIN message m ON m.subject_id = e.incident JOIN delivery d ON d.message_id = m.id WHERE "
       "e.ending = 'acknowledged' AND m.kind = 'incident.escalation' AND d.state = 'sent' AND d.ended_us > e.ended_at AND "
       "m.body LIKE '%\"cause\":\"' || CAST(e.id AS TEXT) || '\"%'",
       {});
  return wrong;
}

std::string check_transitions(store::Connection& db) {
  for (const auto& [id, steps] : lives(db)) {
    std::int64_t version = 0;
    std::string state = "new";
    for (const auto& s : steps) {
      if (s.version != version + 1) return fmt::format("incident {}: version {} follows {}", id, s.version, version);
      version = s.version;
      const auto* to = changed(s, "state");
      if (!to) continue;
      if (s.version > 1 && !known_step(state, text_of(*to), s.kind))
        return fmt::format("incident {}: {} led from {} to {}", id, s.kind, state, text_of(*to));
      state = text_of(*to);
    }
    std::string now;
    db.query("SELECT state FROM incident WHERE id = $1", {store::Param(id)}, [&](const Row& row) { now = row.text(0); });
    if (now != state) return fmt::format("incident {}: is {}, but the log leaves it {}", id, now, state);
  }
  return {};
}

std::string check_measures(store::Connection& db) {
  for (const auto& [id, steps] : lives(db)) {
    std::map<std::int64_t, Measures> after;  // by version: undo and unmerge go back to what was
    for (const auto& s : steps) {
      Measures m = after[s.version - 1];
      if (s.kind == "incident.undone" || s.kind == "incident.unmerged") {
        const std::string turned = s.kind == "incident.unmerged" ? "incident.merged" : "";
        for (const auto& earlier : steps)
          if (earlier.version < s.version && (turned.empty() ? earlier.version == s.version - 1 : earlier.kind == turned))
            m = after[earlier.version - 1];
      } else {
        m.apply(s);
      }
      after[s.version] = m;
    }
    const auto& m = after[steps.back().version];
    const auto i = incident::find<Incident>(db, Id{id}).value();
    std::string wrong;
    auto held = [&](const char* kind) {
      const auto found = m.held_s.find(kind);
      return found == m.held_s.end() ? 0 : found->second;
    };
    if (differs(wrong, id, "hand_overs", i.hand_overs, m.hand_overs) ||
        differs(wrong, id, "team_changes", i.team_changes, m.team_changes) ||
        differs(wrong, id, "reopenings", i.reopenings, m.reopenings) || differs(wrong, id, "cycle", i.cycle, m.reopenings + 1) ||
        differs(wrong, id, "hold_caller_s", i.hold_caller_s, held("caller")) ||
        differs(wrong, id, "hold_supplier_s", i.hold_supplier_s, held("supplier")) ||
        differs(wrong, id, "hold_other_s", i.hold_other_s, held("other")) ||
        differs(wrong, id, "time_to_resolve_s", i.time_to_resolve_s,
                i.resolved_at ? incident::seconds_between(m.opened_at, m.resolved_at) : 0))
      return wrong;
  }
  return {};
}

}  // namespace evenkeel::sim
