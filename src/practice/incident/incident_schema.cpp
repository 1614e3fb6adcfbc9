// Tables and indexes of incidents. Each index costs every insertion a microsecond or two, so each names the page or look-up
// that it serves; partial ones keep the queue's small beside millions of closed incidents.
#include "practice/incident/incident_store.hpp"
#include "store/schema.hpp"

namespace evenkeel::incident {

std::string incident_schema() {
  std::string ddl = store::ddl_for(record::type_of<Incident>(), later_fields);
  for (const record::RecordType* type : {&record::type_of<Entry>(), &record::type_of<Attachment>(), &record::type_of<Task>(),
                                         &record::type_of<Link>(), &record::type_of<Cycle>(), &record::type_of<Spread>()})
    ddl += store::ddl_for(*type);
  ddl += R"(
-- the queue: the most urgent open ones of a team, of everybody, of a person
CREATE INDEX incident__team_urgency ON incident(team, priority, opened_at, id) WHERE open = 1;
CREATE INDEX incident__urgency ON incident(priority, opened_at, id) WHERE open = 1;
CREATE INDEX incident__assignee_urgency ON incident(assignee, priority, opened_at, id) WHERE open = 1 AND assignee IS NOT NULL;
-- lists by time, whole or of one state, service or team
CREATE INDEX incident__opened ON incident(opened_at, id);
CREATE INDEX incident__updated ON incident(updated_at, id);
CREATE INDEX incident__state ON incident(state, opened_at, id);
CREATE INDEX incident__service ON incident(service, opened_at, id) WHERE service IS NOT NULL;
CREATE INDEX incident__team ON incident(team, opened_at, id) WHERE team IS NOT NULL;
-- what concerns one person
CREATE INDEX incident__caller ON incident(caller, opened_at, id) WHERE caller IS NOT NULL;
CREATE INDEX incident__reporter ON incident(reporter) WHERE reporter IS NOT NULL;
-- relations and numbers elsewhere
CREATE INDEX incident__parent ON incident(parent, id) WHERE parent IS NOT NULL;
CREATE INDEX incident__merged_into ON incident(merged_into, id) WHERE merged_into IS NOT NULL;
CREATE INDEX incident__external_ref ON incident(external_ref) WHERE external_ref IS NOT NULL;

CREATE INDEX entry__incident ON entry(incident, id);
CREATE INDEX attachment__incident ON attachment(incident, id);
CREATE INDEX attachment__sha256 ON attachment(sha256);
CREATE INDEX task__incident ON task(incident, id);
CREATE INDEX link__incident ON link(incident, id);
CREATE INDEX link__other ON link(other, id);
CREATE INDEX cycle__incident ON cycle(incident, id);
CREATE INDEX spread__incident ON spread(incident, id);
)";
  return ddl;
}

std::string incident_due_schema() {
  return store::ddl_adding(record::type_of<Incident>(), due_fields) + R"(
-- what is open by what is due next, of everybody and of a team, and what is open without anything due
CREATE INDEX incident__team_due ON incident(team, due_at, id) WHERE open = 1 AND due_at IS NOT NULL;
CREATE INDEX incident__due ON incident(due_at, id) WHERE open = 1 AND due_at IS NOT NULL;
CREATE INDEX incident__not_due ON incident(opened_at, id) WHERE open = 1 AND due_at IS NULL;
)";
}

std::string incident_escalated_schema() {
  return store::ddl_adding(record::type_of<Incident>(), escalated_fields) + R"(
-- what is escalated, the most urgent first: few of many
CREATE INDEX incident__escalated ON incident(priority, opened_at, id) WHERE escalated = 1;
)";
}

std::string incident_waiting_schema() {
  static constexpr std::string_view added[] = {"caller_waits_since"};
  return store::ddl_adding(record::type_of<Incident>(), added);
}

std::string incident_promise_schema() {
  static constexpr std::string_view added[] = {"promised_for", "promise_told_at"};
  return store::ddl_adding(record::type_of<Incident>(), added);
}

}  // namespace evenkeel::incident
