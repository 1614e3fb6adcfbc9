// Who is joined with whom: the practices with what they need of each other, the table of timers, the table of routes, the reactions. The
// one place that knows all of them.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "app/config.hpp"
#include "connect/oidc/fetch.hpp"
#include "http/router.hpp"
#include "practice/agreement/clockwork.hpp"
#include "practice/alert/source_gate.hpp"
#include "practice/alert/triage.hpp"
#include "practice/automation/automation.hpp"
#include "practice/chat/chat_desk.hpp"
#include "practice/check/check_desk.hpp"
#include "practice/escalation/escalating.hpp"
#include "practice/heartbeat/heartbeat_desk.hpp"
#include "practice/incident/incidents.hpp"
#include "practice/mail_in/incoming_routes.hpp"
#include "practice/people/people.hpp"
#include "practice/roster/on_call_view.hpp"
#include "practice/service/catalogue.hpp"
#include "store/register.hpp"
#include "store/timers.hpp"

namespace evenkeel::app {

class Wiring {
 public:
  /// `vault` opens the secrets that the register holds sealed; `fetch` asks the providers of sign-on, `read` reads mails that came in.
  Wiring(const Config& config, store::Register& reg, Vault vault, const oidc::Fetch& fetch, mail_in::MailReader read);

  std::vector<http::Route> routes();
  /// JSON Schemas that the routes name.
  std::map<std::string, std::string> schemas() const;
  store::TimerHandlers timer_handlers();

  service::Catalogue catalogue;
  people::People people;
  incident::Incidents incidents;
  agreement::Clockwork clockwork;
  roster::RosterParts rosters;
  escalation::Escalating escalating;
  automation::Automation automation;
  alert::Alerts alerts;
  alert::SourceGate alert_gate;
  alert::Triage triage;
  heartbeat::Heartbeats heartbeats;
  checks::Checks checks;
  mail_in::MailIn mail_in;
  mail_in::Intake intake;
  chat::ChatParts chats;

 private:
  std::string host_, source_, secrets_file_;
  store::Register& register_;
};

/// The host in a public URL, for identities of mails and of events in calendars.
std::string host_of(std::string_view public_url);

/// Callers without an open incident whose last one ended before `before`, who are not staff and whom no other system keeps as its own;
/// at most 200.
std::vector<Id> people_to_erase(store::Connection& db, Time before);

}  // namespace evenkeel::app
