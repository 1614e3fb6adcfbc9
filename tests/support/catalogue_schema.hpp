// The tables of all kinds of the catalogue, for registers of tests that hold them without the whole product.
#pragma once
#include <string>

#include "practice/service/alert_source.hpp"
#include "practice/service/automation_rule.hpp"
#include "practice/service/calendars.hpp"
#include "practice/service/catalogue_desk.hpp"
#include "practice/service/chat.hpp"
#include "practice/service/check.hpp"
#include "practice/service/gateway.hpp"
#include "practice/service/heartbeat.hpp"
#include "practice/service/holiday_feed.hpp"
#include "practice/service/inhibition_rule.hpp"
#include "practice/service/maintenance_window.hpp"
#include "practice/service/skill.hpp"

namespace evenkeel::test {

inline std::string catalogue_schema() {
  return service::service_schema() + service::calendar_schema() + service::holiday_feed_schema() + service::skill_schema() +
         service::agreement_schema() + service::roster_schema() + service::escalation_policy_schema() + service::message_text_schema() +
         service::gateway_schema() + service::alert_source_schema() + service::maintenance_schema() + service::chat_schema() +
         service::heartbeat_schema() + service::heartbeat_words_schema() + service::check_schema() + service::check_places_schema() +
         service::inhibition_rule_schema() + service::automation_rule_schema() + service::team_calendar_schema();
}

}  // namespace evenkeel::test
