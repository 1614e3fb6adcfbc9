// What monitoring and jobs say in the demo: what came and went, and what fires at the end, with the incidents that followed from it.
#include <fmt/format.h>

#include "app/demo/story.hpp"
#include "practice/alert/alerts.hpp"
#include "practice/heartbeat/heartbeat_desk.hpp"
#include "practice/service/alert_source.hpp"

namespace evenkeel::app::demo {
namespace {

using alert::AlertState;
using service::AlertSeverity;

struct Said {
  std::string_view name, instance, service, summary;
  AlertSeverity severity;
};
/// Nothing follows from these: they are below what opens an incident.
constexpr Said passing[] = {
    {"DiskFillsUp", "srv-file-01", "File shares", "The volume is full in about four days", AlertSeverity::info},
    {"CertificateEndsSoon", "sign-on-portal", "Sign-in", "The certificate ends in 20 days", AlertSeverity::info},
    {"BackupSlow", "san-1", "Backup", "The copy of the night took twice its usual time", AlertSeverity::info},
    {"PacketLoss", "line-a-2", "Site connections", "One packet in a hundred is lost", AlertSeverity::info},
};
constexpr Said present[] = {
    {"ShopSlow", "shop-web-1", "Web shop", "Pages take 6 seconds", AlertSeverity::warning},
    {"ShopErrors", "shop-web-1", "Web shop", "One answer in ten is an error", AlertSeverity::critical},
    {"ShopErrors", "shop-web-2", "Web shop", "One answer in eight is an error", AlertSeverity::critical},
    {"QueueGrows", "shop-orders", "Web shop", "412 orders wait to be taken over", AlertSeverity::error},
    {"ReportsLate", "dwh-load", "Data warehouse", "The load of the night has not ended", AlertSeverity::warning},
};

alert::Reading reading_of(const Said& said, AlertState state, Time since, Time now) {
  alert::Event event;
  event.key = fmt::format("{}/{}", said.name, said.instance);
  event.state = state;
  event.severity = said.severity;
  event.title = said.summary;
  event.labels = {{"alertname", std::string(said.name)}, {"instance", std::string(said.instance)}, {"service", std::string(said.service)}};
  event.starts_at = since;
  if (state == AlertState::resolved) event.ends_at = now;
  return {{std::move(event)}, {}, {}};
}

void say_at(Story& story, Time at, const Said& said, AlertState state, Time since) {
  story.stage.at(at, [&story, &said, state, since] {
    auto& house = story.stage.house();
    const auto* source = house.catalogue().now()->get<service::AlertSource>(story.people.id("alert_source", "Monitoring"));
    alert::take_in(house.alerts(), *source, reading_of(said, state, since, story.stage.now()), [](Result<alert::Taken>) {});
    story.stage.settle();
  });
}

void ping_at(Story& story, Time at, std::string_view name, heartbeat::PingKind kind, std::string_view message) {
  story.stage.at(at, [&story, name, kind, message] {
    heartbeat::Ping ping;
    ping.kind = kind;
    ping.message = message;
    ping.from = "192.0.2.17";
    auto& house = story.stage.house();
    heartbeat::submit_ping(house.heartbeats(), story.people.id("heartbeat", name), std::move(ping), [](Status) {});
    story.stage.settle();
  });
}

/// A job that is well, one that stopped reporting, one that never did and one that nobody expects.
void plan_heartbeats(Story& story) {
  using heartbeat::PingKind;
  const Time end = story.end;
  const std::string_view backup = "Backup of file shares", orders = "Import of orders";
  ping_at(story, end - 170 * us_per_minute, backup, PingKind::start, "");
  ping_at(story, end - 123 * us_per_minute, backup, PingKind::success, "41,208 files, 118 GB, nothing skipped");
  for (std::int64_t minutes = 160; minutes > 40; minutes -= 15) {
    ping_at(story, end - (minutes + 1) * us_per_minute, orders, PingKind::start, "");
    ping_at(story, end - minutes * us_per_minute, orders, PingKind::success, "12 orders");
  }
}

}  // namespace

void plan_alerts(Story& story, Time begin) {
  auto& chance = story.chance;
  for (Time day = begin; day + us_per_day < story.end; day = day + us_per_day) {
    const Time at = day + chance.between(0, 20 * 60) * us_per_minute;
    const auto& said = chance.pick(passing);
    say_at(story, at, said, AlertState::firing, at);
    say_at(story, at + chance.between(5, 90) * us_per_minute, said, AlertState::resolved, at);
  }
  plan_heartbeats(story);
  for (std::size_t i = 0; i < std::size(present); ++i) {
    const Time at = story.end - (40 - static_cast<std::int64_t>(i) * 3) * us_per_minute;
    say_at(story, at, present[i], AlertState::firing, at);
  }
  say_at(story, story.end - 5 * us_per_minute, present[0], AlertState::resolved, story.end - 40 * us_per_minute);
}

}  // namespace evenkeel::app::demo
