// What the demo's organisation promises, and who is told when a promise is in danger: agreements with everybody, between teams, with a
// supplier and by law; escalation; who is on call; where chats and telephones would be reached.
#include <fmt/format.h>

#include "app/demo/organisation.hpp"
#include "base/zone.hpp"
#include "practice/agreement/templates.hpp"
#include "practice/roster/plan.hpp"
#include "practice/roster/roster_desk.hpp"
#include "practice/service/alert_source.hpp"
#include "practice/service/automation_rule.hpp"
#include "practice/service/gateway.hpp"
#include "practice/service/skill.hpp"

namespace evenkeel::app::demo {
namespace {

constexpr std::string_view our_zone = "Europe/Berlin";

}  // namespace

void Organisation::add_skills() {
  constexpr std::pair<std::string_view, std::string_view> skills[] = {{"Routing", "Lines, firewalls and routing protocols."},
                                                                      {"Radio", "Planning and repair of wireless networks."},
                                                                      {"Databases", "Running and restoring them."}};
  for (const auto& [name, description] : skills) {
    service::Skill skill;
    skill.name = name;
    skill.description = description;
    add(skill);
  }
  stage_.settle();
}

void Organisation::add_agreements() {
  service::Calendar hours;
  hours.name = "Business hours";
  hours.zone = our_zone;
  hours.hours = "Mon-Fri 08:00-18:00";
  hours.exceptions = "01-01 closed New Year\n05-01 closed\n10-03 closed\n12-25 closed\n12-26 closed";
  add(hours);
  stage_.settle();
  for (const auto& one : agreement::agreement_templates()) {  // the first is what is promised to everybody, in our own time
    const bool by_law = !one.source.empty();
    auto agreement = agreement::agreement_of(one, id("calendar", by_law ? one.calendar : "Business hours"));
    agreement.kind = service::AgreementKind::sla;
    add(agreement);
  }
  service::Agreement between;
  between.name = "Second line takes over";
  between.description = "What the service desk hands to the network team is taken within an hour.";
  between.kind = service::AgreementKind::ola;
  between.team = id("team", "Network");
  between.calendar = id("calendar", "Business hours");
  between.goals = "acknowledgement 30m when priority <= 2\nacknowledgement 1h";
  between.warnings = "75";
  add(between);
  service::Agreement contract;
  contract.name = "Supplier D: ERP";
  contract.description = "Answers on working days; a standstill is mended on the same day.";
  contract.kind = service::AgreementKind::contract;
  contract.supplier = id("supplier", "Supplier D");
  contract.calendar = id("calendar", "Business hours");
  contract.goals = "response 4h\nrestoration 8h when priority = 1\nrestoration 3 working days";
  contract.pauses = "restoration when state = on_hold and hold_kind = caller";
  contract.warnings = "75, 90";
  add(contract);
  service::Agreement customer;
  customer.name = "Customer A: portal";
  customer.description = "The customer's own hours and goals for its portal.";
  customer.kind = service::AgreementKind::sla;
  customer.customer = id("organisation", "Customer A");
  customer.calendar = id("calendar", "Around the clock");
  customer.applies = "service.name = \"Customer portal\"";
  customer.goals = "restoration 2h when priority <= 2\nrestoration 24h elapsed";
  customer.warnings = "50, 75, 90";
  add(customer);
}

/// Two of the teams are on call around the clock, one with its third line at night.
void Organisation::add_rosters() {
  constexpr std::int64_t thursday = 3;  // 1970-01-01
  const std::int64_t today = stage_.now().us / us_per_day, monday = today - (today + thursday) % 7;
  const auto layer = [&](std::string name, std::string_view team, std::string hours) {
    roster::Layer l;
    l.name = std::move(name);
    l.zone = our_zone;
    l.hand_off = 9 * 60;
    l.first_day = monday;
    l.hours = std::move(hours);
    l.line_ups = {{monday, {}}};
    for (const auto& member : members_.find(team)->second) l.line_ups[0].turns.push_back({{member.person}, {}});
    return l;
  };
  const auto add_roster = [&](std::string_view team, std::string description, const std::vector<roster::Layer>& layers) {
    service::Roster r;
    r.name = fmt::format("{} on call", team);
    r.description = std::move(description);
    r.team = id("team", team);
    r.zone = our_zone;
    r.plan.text = roster::plan_json(layers, our_zone);
    add(r);
  };
  add_roster("Network", "Around the clock; at night the third line is called.",
             {layer("Week", "Network", ""), layer("Night", "Network engineering", "Mon-Sun 22:00-06:00")});
  add_roster("Server and storage", "Around the clock, a week each.", {layer("Week", "Server and storage", "")});
  stage_.settle();
}

/// Around the end of the story somebody stands in for a day.
void Organisation::add_override(Time end) {
  roster::Override stands_in;
  stands_in.roster = id("roster", "Server and storage on call");
  stands_in.person = members_.find("Server and storage")->second.back().person;
  stands_in.begins_at = Time{(end.us / us_per_day + 2) * us_per_day};
  stands_in.ends_at = stands_in.begins_at + us_per_day;
  stands_in.note = "In exchange for the holiday.";
  stage_.command(store::Lane::people, administrator_, [this, stands_in](store::Tx& tx) -> Status {
    const auto catalogue = stage_.house().catalogue().now();
    TRY(const auto made, roster::create_override(tx, *catalogue, people::system_principal("demo"), stands_in));
    (void)made;
    return Done{};
  });
}

/// Beside the two that every register begins with.
void Organisation::add_escalations() {
  service::EscalationPolicy lies;
  lies.name = "P2 without acknowledgement";
  lies.description = "In office hours; whoever says that they have it is trusted for two hours.";
  lies.applies = "priority = 2";
  lies.trigger = service::EscalationTrigger::unacknowledged;
  lies.steps = "after 30m tell team\nafter 1h tell manager of team\nafter 2h involve role incident_manager";
  lies.acknowledged_for = "2h";
  service::EscalationPolicy silent;
  silent.name = "Nobody works on it";
  silent.description = "A pressing incident on which nothing was done for half a day.";
  silent.applies = "priority <= 2 and state = in_progress";
  silent.trigger = service::EscalationTrigger::no_update;
  silent.stops = service::EscalationStop::resolved;
  silent.steps = "after 4h tell assignee\nafter 2h tell manager of team";
  for (auto* policy : {&lies, &silent}) policy->calendar = id("calendar", "Office hours");
  service::EscalationPolicy danger;
  danger.name = "Restoration in danger";
  danger.description = "Three quarters of the time are gone.";
  danger.trigger = service::EscalationTrigger::clock;
  danger.point = "restoration 75%";
  danger.applies = "priority <= 2";
  danger.stops = service::EscalationStop::resolved;
  danger.steps = "at once tell assignee\nafter 30m tell manager of team";
  service::EscalationPolicy called;
  called.name = "Network on call";
  called.description = "At any hour; those who know what the service takes are called first.";
  called.applies = "team.name = \"Network\" and priority = 1";
  called.trigger = service::EscalationTrigger::unacknowledged;
  called.steps = "at once tell roster \"Network on call\" with needed skills\nafter 10m tell roster \"Network on call\"";
  called.repeat = 1;
  for (auto* policy : {&lies, &silent, &danger, &called}) {
    policy->fallback = "role incident_manager";
    add(*policy);
  }
}

/// As examples, not in use: a demo reaches nobody.
void Organisation::add_gateways() {
  service::Gateway chat;
  chat.name = "Chat of operations";
  chat.kind = service::GatewayKind::mattermost;
  chat.url = "https://chat.example.org/hooks/{{secret}}";
  chat.secret = "chat";
  service::Gateway sms;
  sms.name = "Short messages";
  sms.kind = service::GatewayKind::sms;
  sms.url = "https://sms.example.org/send";
  sms.headers = "Authorization: Bearer {{secret}}";
  sms.secret = "sms";
  sms.per_minute = 30;
  for (auto* gateway : {&chat, &sms}) {
    gateway->active = false;
    add(*gateway);
  }
}

void Organisation::add_source() {
  service::AlertSource source;
  source.name = "Monitoring";
  source.description = "Sends what it measures; keys are made under Alert sources.";
  source.kind = service::AlertSourceKind::grafana;
  source.team = id("team", "Server and storage");
  add(source);
}

/// What people would write by hand each time.
void Organisation::add_rules() {
  service::AutomationRule site;
  site.name = "A whole site is cut off";
  site.description = "What the first line would forget to ask.";
  site.position = 10;
  site.applies = "category.name = \"Network\" and priority <= 2";
  site.deeds =
      "add tag \"vendor\"\n"
      "note \"Ask whether telephones work, how many people are hurt, and whether the router can be reached over the mobile network.\"";
  service::AutomationRule raised;
  raised.name = "Raised to the highest priority";
  raised.position = 20;
  raised.trigger = service::AutomationTrigger::changed;
  raised.fields = {"priority"};
  raised.applies = "priority = 1 and open = true";
  raised.was = "priority > 1";
  raised.deeds = "note \"Now a P1. Say in the next comment when the caller hears of us again.\"";
  service::AutomationRule again;
  again.name = "Came back twice";
  again.description = "What comes back is not solved: somebody should look for the cause.";
  again.position = 30;
  again.trigger = service::AutomationTrigger::state_changed;
  again.applies = "reopenings >= 2 and open = true";
  again.deeds = "note \"Reopened for the second time. Look for the cause before it is resolved again.\"";
  for (auto* rule : {&site, &raised, &again}) add(*rule);
}

}  // namespace evenkeel::app::demo
