// What a fresh register begins with, and the tables it lies in. The words are plain, since callers read some of them.
#include <algorithm>

#include "practice/service/alert_source.hpp"
#include "practice/service/automation_rule.hpp"
#include "practice/service/catalogue_desk.hpp"
#include "practice/service/chat.hpp"
#include "practice/service/check.hpp"
#include "practice/service/gateway.hpp"
#include "practice/service/heartbeat.hpp"
#include "practice/service/inhibition_rule.hpp"
#include "practice/service/maintenance_window.hpp"
#include "practice/service/priority_matrix.hpp"
#include "practice/service/skill.hpp"
#include "store/schema.hpp"

namespace evenkeel::service {
namespace {

struct Code {
  const char *name, *description;
  bool workaround;
};
constexpr Code codes[] = {
    {"Solution provided", "The cause was removed.", false},
    {"Workaround provided", "Service is back by another way; the cause remains.", true},
    {"Known error", "The workaround of a known error was applied.", true},
    {"Resolved by caller", "The caller solved it, or it went away before we did anything.", false},
    {"Resolved by change", "A change to the service removed it.", false},
    {"User error", "The service worked; help with its use was given.", false},
    {"No fault found", "It could not be seen or repeated.", false},
    {"Duplicate", "It was logged already.", false},
};

struct Hold {
  const char *name, *kind, *text;
};
constexpr Hold holds[] = {
    {"Awaiting caller", "caller", "We need an answer from you to go on. Please reply to this message."},
    {"Awaiting supplier", "supplier", "We have asked the supplier and are waiting for their answer. You need not do anything."},
    {"Awaiting change", "change", "The repair is part of a planned change. We will tell you when it is done."},
    {"Awaiting problem", "problem", "We are looking for the cause of this together with similar cases. We will tell you what we find."},
    {"Other reason", "other", "Work waits for the moment. We will tell you when it goes on."},
};

struct Escalation {
  const char *name, *description, *applies;
  EscalationTrigger trigger;
  const char* steps;
  EscalationStop stops;
};
constexpr Escalation escalations[] = {
    {"P1 without acknowledgement", "Whoever leads the team hears of a P1 that nobody takes.", "priority = 1",
     EscalationTrigger::unacknowledged, "after 15m tell manager of team", EscalationStop::acknowledged},
    {"P1 not restored", "A P1 that lasts longer than an hour is led by an incident manager.", "priority = 1", EscalationTrigger::logged,
     "after 1h involve role incident_manager", EscalationStop::resolved},
};

template <class T>
void insert(store::Tx& tx, T& object, const char* kind) {
  object.id = tx.new_id();
  store::Note note;
  note.kind = kind;
  note.why = R"({"reason":"setup"})";
  tx.insert(object, note);
}

}  // namespace

void seed_catalogue(store::Tx& tx) {
  PriorityMatrix matrix = default_matrix();
  insert(tx, matrix, "priority_matrix.created");
  Team desk;
  desk.name = "Service desk";
  desk.description = "Takes every call and keeps the caller informed.";
  insert(tx, desk, "team.created");
  for (const Code& c : codes) {
    ResolutionCode code;
    code.name = c.name;
    code.description = c.description;
    code.workaround = c.workaround;
    insert(tx, code, "resolution_code.created");
  }
  for (const Hold& h : holds) {
    HoldReason reason;
    reason.name = h.name;
    reason.kind = h.kind;
    reason.text_for_caller = h.text;
    insert(tx, reason, "hold_reason.created");
  }
  Calendar always;
  always.name = "Around the clock";
  always.hours = "always";
  insert(tx, always, "calendar.created");
  Calendar office;
  office.name = "Office hours";
  office.hours = "Mon-Fri 08:00-17:00";
  insert(tx, office, "calendar.created");
  for (const Escalation& e : escalations) {
    EscalationPolicy policy;
    policy.name = e.name;
    policy.description = e.description;
    policy.applies = e.applies;
    policy.trigger = e.trigger;
    policy.steps = e.steps;
    policy.stops = e.stops;
    policy.fallback = "role incident_manager";
    insert(tx, policy, "escalation_policy.created");
  }
  tx.catalogue_changed();
}

Id found_register(store::Tx& tx, std::string_view organisation) {
  Organisation first;
  first.name = organisation;
  insert(tx, first, "organisation.created");
  seed_catalogue(tx);
  return first.id;
}

std::string team_calendar_schema() {
  static constexpr std::string_view added[] = {"calendar"};
  return store::ddl_adding(record::type_of<Team>(), added);
}

std::string service_schema() {
  /// Of kinds that were there before them.
  static constexpr std::string_view columns_added_later[] = {"skills", "calendar"};
  std::string ddl;
  const auto came_later = {&record::type_of<Calendar>(),
                           &record::type_of<Agreement>(),
                           &record::type_of<Roster>(),
                           &record::type_of<EscalationPolicy>(),
                           &record::type_of<MessageText>(),
                           &record::type_of<Gateway>(),
                           &record::type_of<Skill>(),
                           &record::type_of<AlertSource>(),
                           &record::type_of<MaintenanceWindow>(),
                           &record::type_of<InhibitionRule>(),
                           &record::type_of<ChatWorkspace>(),
                           &record::type_of<ChatChannel>(),
                           &record::type_of<Heartbeat>(),
                           &record::type_of<Check>(),
                           &record::type_of<AutomationRule>()};
  for (const record::RecordType* type : catalogue_types())
    if (std::ranges::find(came_later, type) == came_later.end()) ddl += store::ddl_for(*type, columns_added_later);
  // Names within a parent, what items hang on, and names of items, which are many.
  return ddl + R"(
CREATE UNIQUE INDEX category__key ON category(name, COALESCE(parent, 0));
CREATE UNIQUE INDEX location__key ON location(name, COALESCE(parent, 0));
CREATE UNIQUE INDEX critical_period__key ON critical_period(name, service);
CREATE UNIQUE INDEX ci_relation__key ON ci_relation(ci, kind, other);
CREATE INDEX category__parent ON category(parent);
CREATE INDEX ci_relation__other ON ci_relation(other);
CREATE INDEX ci__name ON ci(name, id);
CREATE INDEX ci__service ON ci(service);
CREATE INDEX ci__team ON ci(team);
CREATE INDEX ci__location ON ci(location);
CREATE INDEX ci__supplier ON ci(supplier);
)";
}

}  // namespace evenkeel::service
