// What comes in by itself in the demo besides alerts: jobs that report, mails; and what holds alerts back. Beside them what would go out,
// not in use: a demo reaches nobody.
#include <fmt/format.h>

#include "app/demo/story.hpp"
#include "practice/alert/silence_desk.hpp"
#include "practice/heartbeat/heartbeat_desk.hpp"
#include "practice/mail_in/intake.hpp"
#include "practice/outward/webhook.hpp"
#include "practice/service/chat.hpp"
#include "practice/service/check.hpp"
#include "practice/service/heartbeat.hpp"
#include "practice/service/inhibition_rule.hpp"
#include "practice/service/maintenance_window.hpp"

namespace evenkeel::app::demo {
namespace {

constexpr std::string_view our_zone = "Europe/Berlin";
constexpr std::int64_t missing_days = 2;  // since then the load of the warehouse has not reported

void ping(Story& story, std::string_view name, std::string message) {
  auto& house = story.stage.house();
  const auto* beat = house.catalogue().now()->get<service::Heartbeat>(story.people.id("heartbeat", name));
  story.stage.command(store::Lane::bulk, store::Actor{"system:heartbeats", {}}, [&house, beat = *beat, message](store::Tx& tx) -> Status {
    heartbeat::Heartbeats heartbeats{house.alerts()};
    heartbeat::Ping said;
    said.message = message;
    heartbeat::take_ping(heartbeats, tx, beat, said);
    return Done{};
  });
}

std::string address_of(Stage& stage, Id person) {
  std::string mail;
  stage.house().reg().readers.read([&](store::Connection& db) {
    db.query("SELECT mail FROM person WHERE id = $1", {store::Param(person)}, [&](const store::Row& row) { mail = row.text(0); });
  });
  return mail;
}

void deliver(Stage& stage, const std::string& from, std::string_view id, std::string_view subject, std::string_view more,
             std::string_view text) {
  const auto mail = fmt::format(
      "From: {}\r\nTo: incidents@example.org\r\nSubject: {}\r\nMessage-ID: <{}@mail.example.org>\r\n{}Content-Type: text/plain; "
      "charset=utf-8\r\n\r\n{}\r\n",
      from, subject, id, more, text);
  (void)mail_in::store_mail(stage.house().reg(), {mail, "pipe"});
  stage.settle();
}

}  // namespace

void Organisation::add_intake() {
  stage_.settle();
  service::Heartbeat backup;
  backup.name = "Backup of the night";
  backup.description = "Reports when the copy is whole.";
  backup.every = "1d";
  backup.grace = "3h";
  backup.service = id("service", "Backup");
  service::Heartbeat load;
  load.name = "Load of the data warehouse";
  load.description = "Reports when the figures of the day before are in.";
  load.every = "1d";
  load.grace = "2h";
  load.severity = service::AlertSeverity::warning;
  load.service = id("service", "Data warehouse");
  for (auto* beat : {&backup, &load}) {
    beat->source = id("alert_source", "Monitoring");
    add(*beat);
  }
  // It asks this machine alone: a demo reaches nobody.
  service::Check names;
  names.name = "Names are resolved";
  names.description = "Without them nothing else is found.";
  names.kind = service::CheckKind::dns;
  names.address = "localhost";
  names.every = "6h";
  service::Check branch;
  branch.name = "Line to the branch office";
  branch.description = "Asked from the data centre by a worker there, once one is started: evenkeel worker.";
  branch.kind = service::CheckKind::ping;
  branch.address = "branch.example.org";
  branch.place = "Data centre";
  branch.paused = true;
  for (auto* check : {&names, &branch}) {
    check->source = id("alert_source", "Monitoring");
    add(*check);
  }
  service::InhibitionRule line;
  line.name = "A line that is down hides its site";
  line.description = "While a site cannot be reached, nothing in it is worth an incident of its own.";
  line.source_matchers = "alertname=SiteUnreachable";
  line.target_matchers = "alertname=~\"PrinterOffline|PhoneOffline|AccessPointDown\"";
  line.equal = {"site"};
  add(line);
  service::MaintenanceWindow patches;
  patches.name = "Patches";
  patches.description = "Servers start anew one after the other.";
  patches.services = {id("service", "File shares")};
  patches.hours = "Sun 02:00-05:00";
  patches.zone = our_zone;
  add(patches);
  service::ChatWorkspace chat;
  chat.name = "Chat of the organisation";
  chat.kind = service::ChatKind::mattermost;
  chat.url = "https://chat.example.org";
  chat.active = false;
  add(chat);
  outward::Webhook board;
  board.name = "Board in the hall";
  board.url = "https://board.example.org/evenkeel";
  board.condition_text = "priority = 1";
  board.active = false;
  add(board);
  stage_.settle();
}

void plan_intake(Story& story, Time begin) {
  for (Time day = begin; day < story.end; day = day + us_per_day) {
    story.stage.at(day + 3 * us_per_hour, [&story] { ping(story, "Backup of the night", "copied 412 GB"); });
    if (day < story.end - missing_days * us_per_day)
      story.stage.at(day + 4 * us_per_hour, [&story] { ping(story, "Load of the data warehouse", "loaded 48 tables"); });
  }
  story.stage.at(story.end - 3 * us_per_hour, [&story] {
    story.stage.command(store::Lane::people, store::Actor{"system:demo", {}}, [&story](store::Tx& tx) -> Status {
      alert::Silencing quiet;
      TRY(auto matcher, alert::parse_matcher("alertname=PacketLoss"));
      quiet.matchers = {std::move(matcher)};
      quiet.starts_at = tx.now();
      quiet.ends_at = story.end + 2 * us_per_day;
      quiet.created_by = "Network";
      quiet.comment = "The supplier changes the line; it is known.";
      TRY(const auto kept, alert::keep_silence(tx, quiet));
      (void)kept;
      return Done{};
    });
  });
  story.stage.at(story.end - 100 * us_per_minute, [&story] {
    const auto from = address_of(story.stage, story.people.demo_caller().who.person);
    deliver(story.stage, from, "scanner", "The scanner sends nothing", "", "Since this morning nothing that I scan comes to my mailbox.");
  });
  story.stage.at(story.end - 70 * us_per_minute, [&story] {
    const auto from = address_of(story.stage, story.people.demo_caller().who.person);
    deliver(story.stage, from, "scanner2", "Re: The scanner sends nothing", "References: <scanner@mail.example.org>\r\n",
            "The one on the second floor works.\r\n\r\nOn Thursday the service desk wrote:\r\n> We look into it.");
    deliver(story.stage, "offers@example.com", "toner", "Toner at half the price", "", "Only this week.");
    deliver(story.stage, from, "away", "Out of office", "Auto-Submitted: auto-replied\r\n", "I am back on Monday.");
  });
}

}  // namespace evenkeel::app::demo
