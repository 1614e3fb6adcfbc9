#include "app/migrations.hpp"

#include "connect/exchange/import_store.hpp"
#include "connect/rosters/import_mark.hpp"
#include "practice/agreement/clock_store.hpp"
#include "practice/alert/alert.hpp"
#include "practice/alert/grouping_store.hpp"
#include "practice/alert/inhibition.hpp"
#include "practice/automation/automation_store.hpp"
#include "practice/chat/chat.hpp"
#include "practice/check/check.hpp"
#include "practice/contact/contact_store.hpp"
#include "practice/escalation/answer_store.hpp"
#include "practice/escalation/escalation_store.hpp"
#include "practice/heartbeat/heartbeat.hpp"
#include "practice/incident/absence_work.hpp"
#include "practice/incident/incident.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/incident/saved_view.hpp"
#include "practice/mail_in/incoming_store.hpp"
#include "practice/notification/inbox.hpp"
#include "practice/outward/webhook.hpp"
#include "practice/people/absence_desk.hpp"
#include "practice/people/external_account.hpp"
#include "practice/people/outside_group.hpp"
#include "practice/people/people_store.hpp"
#include "practice/people/person.hpp"
#include "practice/people/second_factor.hpp"
#include "practice/roster/gap_notices.hpp"
#include "practice/roster/hand_off_notices.hpp"
#include "practice/roster/roster_store.hpp"
#include "practice/service/calendars.hpp"
#include "practice/service/catalogue.hpp"
#include "practice/service/catalogue_desk.hpp"
#include "practice/service/chat.hpp"
#include "practice/service/gateway.hpp"
#include "practice/service/holiday_feed.hpp"
#include "practice/service/inhibition_rule.hpp"
#include "practice/service/maintenance_window.hpp"
#include "practice/service/skill.hpp"
#include "store/schema.hpp"

namespace evenkeel::app {

std::vector<store::Migration> migrations(store::Engine engine) {
  static const std::string core = store::core_schema(), people = people::people_schema(), catalogue = service::service_schema(),
                           incidents = incident::incident_schema(), imports = exchange::exchange_schema(),
                           sign_in = people::sign_in_schema(), absence = people::absence_schema() + incident::absence_work_schema(),
                           external = people::external_schema(), sign_on = people::sign_on_schema(), views = incident::saved_view_schema(),
                           calendars = service::calendar_schema(), outside_groups = people::outside_group_schema(),
                           clocks = service::agreement_schema() + agreement::clock_schema(), due = incident::incident_due_schema(),
                           rosters = service::roster_schema() + roster::roster_schema(),
                           escalations = service::escalation_policy_schema() + escalation::escalation_schema(),
                           roster_imports = rosters::roster_import_schema() + roster::hand_off_schema(),
                           answers = incident::incident_escalated_schema() + escalation::answer_schema() + service::message_text_schema(),
                           contacts = store::ways_schema() + service::gateway_schema() + contact::contact_schema(),
                           hurry = store::hurry_schema(), alerts = service::alert_source_schema() + alert::alert_schema(),
                           feeds = service::holiday_feed_schema() + service::skill_schema() + people::person_skill_schema(),
                           label_bits = alert::label_bits_schema(), grouping = alert::grouping_schema() + service::maintenance_schema(),
                           webhooks = outward::webhook_schema(), mails = mail_in::incoming_schema(),
                           chats = service::chat_schema() + chat::chat_account_schema(),
                           heartbeats = service::heartbeat_schema() + heartbeat::heartbeat_schema(),
                           on_call_ahead = roster::gap_notice_schema() + escalation::escalation_step_time_schema(),
                           automations = automation::automation_schema(), turns = store::turns_schema(),
                           waiting = incident::incident_waiting_schema(), team_calendars = service::team_calendar_schema(),
                           heartbeat_words = service::heartbeat_words_schema(), promises = incident::incident_promise_schema(),
                           inbox = notification::inbox_schema(), checks = service::check_schema() + checks::check_state_schema(),
                           inhibitions = service::inhibition_rule_schema() + alert::inhibition_schema(),
                           mailed_callers = mail_in::incoming_callers_schema(), mailbox_tokens = mail_in::mailbox_token_schema(),
                           check_places = service::check_places_schema() + checks::check_state_place_schema();
  static const std::string browsers_sqlite = contact::browser_schema(store::Engine::sqlite),
                           browsers_postgres = contact::browser_schema(store::Engine::postgres);
  static const std::string search_sqlite = store::search_schema_sqlite(), search_postgres = store::search_schema_postgres();
  return {{1, "store", core},
          {2, "search", engine == store::Engine::sqlite ? search_sqlite : search_postgres},
          {3, "people", people},
          {4, "catalogue", catalogue},
          {5, "incidents", incidents},
          {6, "imports", imports},
          {7, "sign-in", sign_in},
          {8, "absence", absence},
          {9, "external accounts", external},
          {10, "sign-on", sign_on},
          {11, "views", views},
          {12, "calendars", calendars},
          {13, "groups of other systems", outside_groups},
          {14, "clocks", clocks},
          {15, "due", due},
          {16, "rosters", rosters},
          {17, "escalations", escalations},
          {18, "imports of rosters, notices of hand-offs", roster_imports},
          {19, "answers", answers},
          {20, "contact points", contacts},
          {21, "urgent deliveries", hurry},
          {22, "alerts", alerts},
          {23, "browsers", engine == store::Engine::sqlite ? browsers_sqlite : browsers_postgres},
          {24, "holidays from the web, skills", feeds},
          {25, "labels of alerts", label_bits},
          {26, "grouping of alerts, maintenance windows", grouping},
          {27, "webhooks", webhooks},
          {28, "incoming mail", mails},
          {29, "chats", chats},
          {30, "heartbeats", heartbeats},
          {31, "notices of gaps, steps of escalations by their time", on_call_ahead},
          {32, "automation", automations},
          {33, "turns of deliveries", turns},
          {34, "callers who wait", waiting},
          {35, "calendars of teams", team_calendars},
          {36, "words of heartbeats", heartbeat_words},
          {37, "promises to callers", promises},
          {38, "what was read of messages", inbox},
          {39, "checks", checks},
          {40, "inhibition of alerts", inhibitions},
          {41, "callers whom mails made", mailed_callers},
          {42, "tokens of mailboxes", mailbox_tokens},
          {43, "checks from elsewhere, by ping", check_places}};
}

const std::vector<const record::RecordType*>& audited_types() {
  static const std::vector<const record::RecordType*> types = [] {
    std::vector<const record::RecordType*> all = service::catalogue_types();
    for (const auto* type : {&record::type_of<people::Person>(),          &record::type_of<people::Token>(),
                             &record::type_of<people::SecondFactor>(),    &record::type_of<people::Absence>(),
                             &record::type_of<people::ExternalAccount>(), &record::type_of<people::OutsideGroup>(),
                             &record::type_of<incident::Incident>(),      &record::type_of<incident::Entry>(),
                             &record::type_of<incident::Attachment>(),    &record::type_of<incident::Task>(),
                             &record::type_of<incident::Link>(),          &record::type_of<incident::Cycle>(),
                             &record::type_of<incident::Spread>(),        &record::type_of<incident::SavedView>(),
                             &record::type_of<agreement::Clock>(),        &record::type_of<agreement::ClockTurn>(),
                             &record::type_of<agreement::PinnedTerms>(),  &record::type_of<roster::Override>(),
                             &record::type_of<roster::CoverRequest>(),    &record::type_of<roster::Feed>(),
                             &record::type_of<contact::ContactPoint>(),   &record::type_of<contact::ContactRules>(),
                             &record::type_of<escalation::Escalation>(),  &record::type_of<escalation::EscalationStep>(),
                             &record::type_of<alert::Silence>(),          &record::type_of<alert::SourceKey>(),
                             &record::type_of<outward::Webhook>(),        &record::type_of<outward::WebhookSecret>(),
                             &record::type_of<chat::ChatAccount>(),       &record::type_of<heartbeat::HeartbeatKey>()})
      all.push_back(type);
    return all;
  }();
  return types;
}

}  // namespace evenkeel::app
