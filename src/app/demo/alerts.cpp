// What monitoring says in the demo: what came and went, and what fires at the end, with the incidents that followed from it.
#include <fmt/format.h>

#include "app/demo/story.hpp"
#include "practice/alert/alerts.hpp"
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

}  // namespace

void plan_alerts(Story& story, Time begin) {
  auto& chance = story.chance;
  for (Time day = begin; day + us_per_day < story.end; day = day + us_per_day) {
    const Time at = day + chance.between(0, 20 * 60) * us_per_minute;
    const auto& said = chance.pick(passing);
    say_at(story, at, said, AlertState::firing, at);
    say_at(story, at + chance.between(5, 90) * us_per_minute, said, AlertState::resolved, at);
  }
  for (std::size_t i = 0; i < std::size(present); ++i) {
    const Time at = story.end - (40 - static_cast<std::int64_t>(i) * 3) * us_per_minute;
    say_at(story, at, present[i], AlertState::firing, at);
  }
  say_at(story, story.end - 5 * us_per_minute, present[0], AlertState::resolved, story.end - 40 * us_per_minute);
}

}  // namespace evenkeel::app::demo
