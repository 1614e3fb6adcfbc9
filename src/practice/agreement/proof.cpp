#include "practice/agreement/proof.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "record/json.hpp"
#include "store/audit.hpp"
#include "store/change_log.hpp"

namespace evenkeel::agreement {
namespace {

namespace bj = boost::json;

/// Facts that clocks go by and that name nobody.
constexpr std::string_view told[] = {"state",
                                     "open",
                                     "hold_kind",
                                     "priority",
                                     "acknowledged_at",
                                     "first_response_at",
                                     "resolved_at",
                                     "closed_at",
                                     "workaround",
                                     "cycle",
                                     "mark",
                                     "comments_by_staff",
                                     "began_at",
                                     "detected_at",
                                     "opened_at",
                                     "merged_into",
                                     "caller_waits_since"};

std::string text_json(std::string_view text) {
  std::string out;
  record::append_json_string(out, text);
  return out;
}
std::string time_json(Time t) { return t ? std::to_string(t.us) : "null"; }
std::string words_json(std::string_view digest, std::string_view words) {
  return fmt::format(R"("digest":"{}","words":{})", digest, text_json(words));
}

/// What a change set, in short: {"state":"resolved"}.
bj::object told_of(const store::ChangeRow& change) {
  bj::object out;
  const auto body = record::parse_json(change.body.empty() ? "{}" : change.body);
  if (!body || !body->is_object()) return out;
  const auto* diff = body->get_object().if_contains("diff");
  const auto* set = diff ? diff : body->get_object().if_contains("set");
  if (!set || !set->is_object()) return out;
  for (std::string_view name : told) {
    const auto* value = set->get_object().if_contains(name);
    if (value) out[name] = diff && value->is_array() && value->get_array().size() == 2 ? value->get_array()[1] : *value;
  }
  return out;
}

/// Digests of the hours that the clock ran by before those of now, oldest first.
std::vector<std::string> earlier_hours(store::Connection& db, const Clock& clock) {
  std::vector<std::string> digests;
  const std::string sql = fmt::format(
      "SELECT {} FROM change WHERE root_id = $1 AND subject_id = $2 AND subject_kind = 'clock' ORDER BY seq", store::change_columns);
  db.query(sql, {store::Param(clock.incident), store::Param(clock.id)}, [&](const store::Row& row) {
    const auto body = record::parse_json(store::read_change(row).body);
    if (!body || !body->is_object()) return;
    for (std::string_view how : {"set", "diff"}) {
      const auto* set = body->get_object().if_contains(how);
      const auto* hours = set && set->is_object() ? set->get_object().if_contains("hours") : nullptr;
      if (hours && hours->is_array() && !hours->get_array().empty()) hours = &hours->get_array().back();
      if (!hours || !hours->is_string()) continue;
      const std::string digest(hours->get_string().data(), hours->get_string().size());
      if (digest != clock.hours && std::ranges::find(digests, digest) == digests.end()) digests.push_back(digest);
    }
  });
  return digests;
}

std::string changes_json(store::Connection& db, Id incident) {
  std::string items;
  const std::string sql =
      fmt::format("SELECT {} FROM change WHERE root_id = $1 AND subject_id = $1 AND subject_kind = 'incident' AND version > 0 ORDER BY seq",
                  store::change_columns);
  db.query(sql, {store::Param(incident)}, [&](const store::Row& row) {
    const auto change = store::read_change(row);
    items += fmt::format(R"({}{{"seq":{},"at":{},"recorded_at":{},"kind":"{}","facts":{}}})", items.empty() ? "" : ",", change.seq,
                         change.at.us, change.recorded_at.us, change.kind, bj::serialize(told_of(change)));
  });
  return "[" + items + "]";
}

std::string course_json(const Course& course) {
  std::string items;
  for (const Turn& turn : course)
    items += fmt::format(R"({}{{"at":{},"to":"{}","why":{}}})", items.empty() ? "" : ",", turn.at.us, record::name_of(turn.to),
                         text_json(turn.why));
  return "[" + items + "]";
}

std::string verdict_json(const Reckoning& r) {
  return fmt::format(R"({{"state":"{}","verdict":"{}","breached_at":{},"due_at":{},"ended_at":{},"consumed_us":{},"goal_us":{}}})",
                     record::name_of(r.doing), record::name_of(r.verdict), time_json(r.breached_at), time_json(r.due.value_or(Time{})),
                     time_json(r.ended), r.consumed_us, r.goal_us ? std::to_string(*r.goal_us) : "null");
}

}  // namespace

std::string proof_json(Clockwork& clockwork, store::Connection& db, const record::Record& incident, const Running& running,
                       const Ways& ways, Time now) {
  const Clock& clock = running.clock;
  const auto r = reckon(running.course, *ways.hours, {}, now, clock.breached_at);
  std::string earlier;
  for (const std::string& digest : earlier_hours(db, clock))
    if (const auto words = find_terms(db, digest)) earlier += (earlier.empty() ? "{" : ",{") + words_json(digest, *words) + "}";
  const auto anchor = store::newest_anchor(db, clockwork.public_key);
  std::string text = fmt::format(R"({{"as_of":{},"incident":{{"id":"{}","number":"{}","cycle":{}}},)", now.us, to_string(incident.id()),
                                 std::get<std::string>(incident["number"]), clock.cycle);
  text += fmt::format(R"("clock":{{"id":"{}","target":"{}","agreement":"{}","agreement_version":{},"calendar":"{}"}},)",
                      to_string(clock.id), clock.target, to_string(clock.agreement), clock.edition, to_string(clock.calendar));
  text += fmt::format(R"("agreement":{{"name":{},{}}},"calendar":{{{}}},"earlier_calendars":[{}],)", text_json(ways.offer->agreement.name),
                      words_json(clock.terms, find_terms(db, clock.terms).value_or("")),
                      words_json(clock.hours, find_terms(db, clock.hours).value_or("")), earlier);
  text += fmt::format(R"("course":{},"changes":{},"verdict":{},"newest_seal":{}}})", course_json(running.course),
                      changes_json(db, incident.id()), verdict_json(r), anchor ? text_json(store::format_anchor(*anchor)) : "null");
  const std::string signature = clockwork.sign ? "\"" + to_hex(clockwork.sign(std::string(proof_context) + text)) + "\"" : "null";
  return fmt::format(R"({{"proof":1,"signed":{},"public_key":{},"signature":{}}})", text_json(text),
                     clockwork.sign ? "\"" + to_hex(clockwork.public_key) + "\"" : "null", signature);
}

}  // namespace evenkeel::agreement
