#include "app/wiring.hpp"

#include "app/channels.hpp"
#include "app/migrations.hpp"
#include "app/scanner.hpp"
#include "connect/alerting/doors.hpp"
#include "connect/alerting/event_doors.hpp"
#include "connect/alerting/heartbeat_doors.hpp"
#include "connect/alerting/mapping_routes.hpp"
#include "connect/alerting/ping_doors.hpp"
#include "connect/chat/doors.hpp"
#include "connect/icalendar/holiday_routes.hpp"
#include "connect/icalendar/shift_feed.hpp"
#include "connect/ldap/ldap_directory.hpp"
#include "connect/mail/smtp.hpp"
#include "connect/oidc/provider.hpp"
#include "connect/rosters/import_routes.hpp"
#include "connect/scim/scim.hpp"
#include "practice/agreement/agreement_routes.hpp"
#include "practice/agreement/clock_routes.hpp"
#include "practice/alert/alert_routes.hpp"
#include "practice/alert/following.hpp"
#include "practice/alert/inhibition.hpp"
#include "practice/alert/silence_routes.hpp"
#include "practice/automation/automation_routes.hpp"
#include "practice/chat/chat_routes.hpp"
#include "practice/chat/following.hpp"
#include "practice/check/check_routes.hpp"
#include "practice/check/worker_routes.hpp"
#include "practice/contact/contact_desk.hpp"
#include "practice/contact/contact_routes.hpp"
#include "practice/contact/gateway_words.hpp"
#include "practice/escalation/answer_routes.hpp"
#include "practice/escalation/escalation_routes.hpp"
#include "practice/escalation/escalation_store.hpp"
#include "practice/escalation/skill_routes.hpp"
#include "practice/escalation/urgent_routes.hpp"
#include "practice/heartbeat/heartbeat_routes.hpp"
#include "practice/incident/absence_work.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/incident/person_data.hpp"
#include "practice/notification/delivery_routes.hpp"
#include "practice/notification/inbox_routes.hpp"
#include "practice/notification/message_text_routes.hpp"
#include "practice/notification/message_texts.hpp"
#include "practice/outward/webhook_routes.hpp"
#include "practice/people/absence_desk.hpp"
#include "practice/people/people_desk.hpp"
#include "practice/roster/duty.hpp"
#include "practice/roster/gap_notices.hpp"
#include "practice/roster/hand_off_notices.hpp"
#include "practice/roster/on_call_routes.hpp"
#include "practice/roster/plan.hpp"
#include "practice/roster/roster_desk.hpp"
#include "practice/service/calendars.hpp"
#include "practice/service/catalogue_checks.hpp"
#include "practice/service/catalogue_desk.hpp"
#include "practice/service/catalogue_reach.hpp"
#include "practice/service/catalogue_routes.hpp"
#include "practice/service/holiday_feed_routes.hpp"

namespace evenkeel::app {
namespace {

constexpr std::int64_t retention_people_most = 200;  // erased in one run of the day

/// Every described kind, by its name.
const record::RecordType* kind_named(std::string_view kind) {
  for (const auto* type : audited_types())
    if (type->kind == kind) return type;
  return nullptr;
}

/// Names that are no role were refused with the configuration.
std::vector<people::Role> roles_named(const std::vector<std::string>& names) {
  std::vector<people::Role> roles;
  for (const std::string& name : names)
    if (const auto role = record::from_name<people::Role>(name)) roles.push_back(*role);
  return roles;
}

escalation::OnDuty who_is_on_call(store::Connection& db, const service::Snapshot& catalogue, Id roster, Time at) {
  const auto duty = roster::duty_at(db, catalogue, roster, at);
  return {duty.on_duty(), duty.gap ? duty.gap->missing : std::vector<Id>{}};
}

std::set<roster::Page> pages_of(store::Connection& db, Time from, Time until) {
  std::set<roster::Page> pages;
  escalation::each_page(db, from, until, [&](Time at, Id person, Id incident) { pages.insert({at, person, incident}); });
  return pages;
}

std::shared_ptr<people::Directory> directory_of(const Config& config) {
  const auto& c = config.ldap;
  if (c.url.empty()) return {};
  ldap::Options options;
  options.url = c.url;
  options.ca_file = c.ca_file;
  options.bind_dn = c.bind_dn;
  options.password = c.password.empty() ? first_line(c.password_file) : c.password;
  options.base = c.base;
  options.user_filter = c.user_filter;
  options.group_base = c.group_base.empty() ? c.base : c.group_base;
  options.group_filter = c.group_filter;
  options.login_attribute = c.login_attribute;
  options.name_attribute = c.name_attribute;
  options.mail_attribute = c.mail_attribute;
  options.phone_attribute = c.phone_attribute;
  options.language_attribute = c.language_attribute;
  options.key_attribute = c.key_attribute;
  options.group_name_attribute = c.group_name_attribute;
  options.member_attribute = c.member_attribute;
  options.timeout_seconds = static_cast<int>(std::max<std::int64_t>(1, parse_duration(c.timeout).value_or(0) / us_per_second));
  return ldap::make_directory(std::move(options));
}

Id team_named(store::Connection& db, std::string_view name) {
  Id team;
  db.query("SELECT id FROM team WHERE name = $1 AND active = 1 ORDER BY id LIMIT 1", {store::Param(name)},
           [&](const store::Row& row) { team = row.id(0); });
  return team;
}

people::PeopleOptions people_options(const Config& config, store::Register& reg, Vault vault, const oidc::Fetch& fetch) {
  people::PeopleOptions options{reg, kind_named, service::found_register, std::move(vault)};
  options.second_factor_roles = roles_named(config.sign_in.second_factor_roles);
  options.public_url = config.http.public_url;
  options.directory = directory_of(config);
  options.team_named = team_named;
  for (const auto& line : config.sign_in.group_grants)
    if (auto grant = people::read_grant(line)) options.group_grants.push_back(std::move(*grant));
  options.password_roles = roles_named(config.sign_in.password_roles);
  for (oidc::ProviderOptions& provider : sign_on_providers(config))
    options.sign_on.push_back(std::make_shared<oidc::Provider>(std::move(provider), reg.world, fetch));
  return options;
}

/// Durations and sizes that are none were refused with the configuration.
incident::Settings settings_of(const Config& config) {
  const auto& said = config.incident;
  incident::Settings settings;
  settings.confirmation_us = parse_duration(said.confirmation_window).value_or(0);
  settings.undo_us = parse_duration(said.undo_window).value_or(0);
  settings.comments_reach_children = said.comments_reach_children;
  settings.resolution_reaches_children = said.resolution_reaches_children;
  settings.reopening_reaches_children = said.reopening_reaches_children;
  settings.attachment_most = static_cast<std::size_t>(parse_size(said.attachment_limit).value_or(0));
  return settings;
}

mail_in::IntakeOptions intake_options(const Config& config) {
  const auto& said = config.incoming_mail;
  mail_in::IntakeOptions options;
  options.ours.host = host_of(config.http.public_url);
  options.ours.address = said.address;
  options.ours.addresses = {mail::bare_address(config.mail.from)};
  options.strangers = said.strangers == "callers" ? mail_in::Strangers::callers : mail_in::Strangers::quarantine;
  options.copied_watch = said.copied_watch;
  options.staff_answers = said.staff_answers;
  options.mails_per_hour = said.mails_per_hour;
  options.new_callers_per_hour = said.new_callers_per_hour;
  options.keep_us = parse_duration(said.keep).value_or(0);
  return options;
}

Result<Id> caller_of_stranger(people::People& people, store::Tx& tx, const mail_in::Address& who) {
  const auto& type = record::type_of<people::Person>();
  people::Person stranger;
  stranger.name = who.name.empty() ? who.address : who.name;
  stranger.mail = who.address;
  record::Patch patch{record::to_record(stranger), std::vector<bool>(type.fields.size())};
  patch.named[type.index("name")] = patch.named[type.index("mail")] = true;
  TRY(const auto person, people::create_person(people, tx, patch));
  return person.id;
}

}  // namespace

std::string host_of(std::string_view url) {
  const auto from = url.find("://");
  if (from == std::string_view::npos) return "evenkeel.localhost";
  return std::string(url.substr(from + 3, url.find_first_of(":/", from + 3) - from - 3));
}

Wiring::Wiring(const Config& config, store::Register& reg, Vault vault, const oidc::Fetch& fetch, mail_in::MailReader read)
    : people(people_options(config, reg, std::move(vault), fetch)),
      incidents{reg, {catalogue, people.names(), settings_of(config)}, kind_named, {}},
      clockwork{incidents.ground},
      rosters{reg, catalogue, people.names(), pages_of},
      escalating{incidents.ground, clockwork, who_is_on_call},
      automation{incidents},
      alerts{incidents},
      alert_gate(alerts),
      triage(alerts),
      heartbeats{alerts},
      checks{alerts},
      mail_in{incidents,
              escalating,
              people.vault(),
              std::move(read),
              intake_options(config),
              [this](store::Tx& tx, const mail_in::Address& who) { return caller_of_stranger(people, tx, who); }},
      intake(mail_in),
      chats{incidents.ground, escalating, config.http.public_url},
      host_(host_of(config.http.public_url)),
      source_(outward::source_of(config.http.public_url)),
      secrets_file_(config.channels.secrets_file.empty() ? "" : in_data_folder(config, config.channels.secrets_file)),
      register_(reg) {
  service::check_later("agreement", agreement::check_agreement);
  service::check_later("roster", roster::check_roster);
  service::check_later("escalation_policy", escalation::check_policy);
  service::check_later("message_text", notification::check_message_text);
  service::check_later("gateway", contact::check_gateway);
  service::check_later("alert_source", alerting::check_source);
  service::check_later("chat_workspace", chat::check_workspace);
  service::check_later("chat_channel", chat::check_channel);
  service::check_later("inhibition_rule", alert::check_inhibition_rule);
  service::check_later("heartbeat", heartbeat::check_heartbeat);
  service::check_later("check", checks::check_check);
  service::check_later("automation_rule", automation::check_rule);
  // Before all others: what they keep follows from what rules set.
  incidents.ground.derivations.push_back(automation::automation_derivation(automation));
  incidents.ground.derivations.push_back(agreement::clock_derivation(clockwork));
  incidents.ground.derivations.push_back(escalation::escalation_derivation(escalating));
  // After the clocks, whose points it asks for.
  incidents.ground.reactions.push_back(escalation::escalation_reaction(escalating));
  incidents.ground.reactions.push_back(alert::alert_reaction());
  incidents.ground.reactions.push_back(chat::chat_reaction());
  incidents.ground.reactions.push_back(automation::automation_reaction(automation));
  service::provide_names(people.names(), reg, catalogue);
  incident::provide_names(people.names(), reg);
  people.exporters.emplace_back([this](store::Connection& db, Id person, const people::Principal& reader) {
    return incident::export_person(incidents.ground, db, person, reader);
  });
  people.exporters.emplace_back(
      [](store::Connection& db, Id person, const people::Principal&) { return roster::export_person(db, person); });
  people.exporters.emplace_back(
      [](store::Connection& db, Id person, const people::Principal&) { return contact::export_person(db, person); });
  people.exporters.emplace_back([](store::Connection& db, Id person, const people::Principal&) { return chat::export_person(db, person); });
  people.erasers.emplace_back(contact::erase_person);
  people.erasers.emplace_back(chat::erase_person);
  people.erasers.emplace_back(incident::erase_person);
  people.erasers.emplace_back(roster::erase_person);
  people.erasers.emplace_back(mail_in::erase_mails);
  people.accounts().link_opens = incident::link_opens;
  people.accounts().organisations_below = service::organisations_below;
  if (!config.incident.scanner.empty())
    incidents.scan = [program = config.incident.scanner, &world = reg.world](std::string_view bytes, std::string_view) {
      return scan(program, bytes, world);
    };
}

std::vector<http::Route> Wiring::routes() {
  std::vector<http::Route> all;
  auto add = [&](std::vector<http::Route> routes) {
    for (auto& route : routes) all.push_back(std::move(route));
  };
  add(people::people_routes(people));
  add(scim::scim_routes(people));
  add(service::calendar_routes(register_, catalogue));
  add(icalendar::holiday_routes(register_.world));
  add(service::holiday_feed_routes(register_, catalogue));
  add(contact::contact_routes({register_, catalogue, people.vault(), people.throttle()}));
  add(service::catalogue_routes({register_, catalogue, people.names(), audited_types()}));
  add(incident::incident_routes(incidents));
  add(agreement::clock_routes(incidents, clockwork));
  add(agreement::agreement_routes(incidents, clockwork));
  add(roster::on_call_routes(rosters));
  add(roster::cover_routes(rosters));
  add(icalendar::feed_routes(rosters, host_));
  add(evenkeel::rosters::import_routes(rosters));
  add(escalation::escalation_routes(incidents, escalating));
  add(escalation::answer_routes(escalating, people));
  add(escalation::urgent_routes(incidents));
  add(alert::alert_routes(alerts));
  add(alert::silence_routes(alerts));
  add(alerting::alert_doors(alerts, alert_gate));
  add(alerting::event_doors(alerts, alert_gate));
  add(alerting::mapping_routes(alerts));
  add(heartbeat::heartbeat_routes(heartbeats));
  add(checks::check_routes(checks));
  add(checks::worker_routes(checks));
  add(alerting::ping_doors(heartbeats, alert_gate));
  add(alerting::heartbeat_doors(heartbeats, alert_gate));
  add(escalation::skill_routes(incidents, escalating));
  add(notification::delivery_routes(register_, people.names()));
  add(notification::inbox_routes(register_));
  add(notification::message_text_routes(incidents));
  add(outward::webhook_routes({incidents, people.vault(), source_}));
  add(mail_in::incoming_routes(mail_in, intake));
  add(chat::chat_routes({register_, catalogue}));
  add(chat::chat_doors(
      {register_, catalogue, chats, people.vault(), [file = secrets_file_](const std::string& name) { return secret_named(file, name); }}));
  add(automation::automation_routes(incidents));
  return all;
}

std::map<std::string, std::string> Wiring::schemas() const {
  auto all = people::people_schemas();
  all.merge(service::catalogue_schemas());
  all.merge(service::calendar_schemas());
  all.merge(icalendar::holiday_schemas());
  all.merge(service::holiday_feed_schemas());
  all.merge(contact::contact_schemas());
  all.merge(incident::incident_schemas());
  all.merge(agreement::clock_schemas());
  all.merge(agreement::agreement_schemas());
  all.merge(roster::roster_schemas());
  all.merge(evenkeel::rosters::import_schemas());
  all.merge(escalation::escalation_schemas());
  all.merge(escalation::answer_schemas());
  all.merge(escalation::urgent_schemas());
  all.merge(notification::inbox_schemas());
  all.merge(alert::alert_schemas());
  all.merge(alert::silence_schemas());
  all.merge(alerting::mapping_schemas());
  all.merge(heartbeat::heartbeat_schemas());
  all.merge(checks::check_schemas());
  all.merge(checks::worker_schemas());
  all.merge(escalation::skill_schemas());
  all.merge(notification::delivery_schemas());
  all.merge(notification::message_text_schemas());
  all.merge(outward::webhook_schemas());
  all.merge(mail_in::incoming_schemas());
  all.merge(chat::chat_schemas());
  all.merge(automation::automation_schemas());
  return all;
}

store::TimerHandlers Wiring::timer_handlers() {
  auto all = incident::timer_handlers(incidents.ground);
  all.merge(people::absence_timer_handlers());
  all.merge(incident::absence_work_handlers(incidents.ground));
  all.merge(agreement::clock_timer_handlers(clockwork));
  all.merge(roster::roster_timer_handlers());
  all.merge(roster::hand_off_timer_handlers(catalogue));
  all.merge(roster::gap_timer_handlers(catalogue));
  all.merge(escalation::escalation_timer_handlers(escalating));
  all.merge(heartbeat::heartbeat_timer_handlers(heartbeats));
  all.merge(checks::check_timer_handlers(checks));
  all.merge(automation::automation_timer_handlers(automation));
  all.merge(chat::chat_timer_handlers());
  auto& corrected = all.at(std::string(service::timer_calendar_changed));
  corrected = escalation::calendar_handler(std::move(corrected));
  return all;
}

std::vector<Id> people_to_erase(store::Connection& db, Time before) {
  std::vector<Id> people;
  // Somebody whom an open incident also concerns is among its few people in its lists.
  constexpr std::string_view sql = R"(
SELECT p.id FROM person p WHERE p.erased = 0 AND (p.roles IS NULL OR p.roles = '["caller"]') AND p.teams IS NULL
AND (EXISTS (SELECT 1 FROM incident i WHERE i.caller = p.id) OR EXISTS (SELECT 1 FROM incident i WHERE i.reporter = p.id))
AND NOT EXISTS (SELECT 1 FROM external_account e WHERE e.person = p.id AND e.active = 1)
AND NOT EXISTS (SELECT 1 FROM incident i WHERE i.caller = p.id AND (i.open = 1 OR i.closed_at IS NULL OR i.closed_at >= $1))
AND NOT EXISTS (SELECT 1 FROM incident i WHERE i.reporter = p.id AND (i.open = 1 OR i.closed_at IS NULL OR i.closed_at >= $1))
AND NOT EXISTS (SELECT 1 FROM incident i WHERE i.open = 1 AND i.affected LIKE '%"' || p.id || '"%')
AND NOT EXISTS (SELECT 1 FROM incident i WHERE i.open = 1 AND i.watchers LIKE '%"' || p.id || '"%')
ORDER BY p.id LIMIT $2)";
  db.query(std::string(sql), {store::Param(before), store::Param(retention_people_most)},
           [&](const store::Row& row) { people.push_back(row.id(0)); });
  return people;
}

}  // namespace evenkeel::app
