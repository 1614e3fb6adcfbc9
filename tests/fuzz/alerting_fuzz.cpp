// What monitoring tools send, under libFuzzer: the first line is a mapping and a matcher, what follows a body for each reader. What is read
// keeps the limits of an event, and says the same when it is read again.
#include <algorithm>
#include <cstdint>

#include "base/text.hpp"
#include "connect/alerting/alertmanager_events.hpp"
#include "connect/alerting/generic_events.hpp"
#include "connect/alerting/webhook_events.hpp"
#include "must.hpp"
#include "practice/alert/alert_rules.hpp"

using namespace evenkeel;
using evenkeel::fuzz::must;

namespace {

constexpr Time now{1'772'452'800 * us_per_second};

void check_texts(const alert::Texts& texts) {
  must(texts.size() <= alert::labels_most && std::ranges::is_sorted(texts));
  std::size_t bytes = 0;
  for (const auto& [name, value] : texts) {
    must(!value.empty() && is_valid_utf8(name) && is_valid_utf8(value) && name.size() <= alert::label_name_most);
    bytes += name.size() + value.size();
  }
  must(bytes <= alert::texts_bytes_most);
  must(alert::read_texts(alert::texts_json(texts)) == texts);
}

void check(const alert::Reading& reading) {
  must(!reading.unreadable || (reading.events.empty() && reading.rejects.empty()));
  must(reading.events.size() <= alert::events_most);
  for (const auto& reject : reading.rejects) must(!reject.reason.empty());
  for (const auto& event : reading.events) {
    must(!event.key.empty() && event.key.size() <= alert::key_bytes_most && is_valid_utf8(event.title));
    must(utf8_length(event.title) <= alert::title_points_most && event.link.size() <= alert::link_bytes_most);
    must(event.state == alert::AlertState::firing || (event.ends_at && event.ends_at <= now));
    check_texts(event.labels);
    check_texts(event.annotations);
    const service::AlertSource source;
    const auto decision = alert::decide(nullptr, event, source, now);
    must((decision.news == alert::News::began) == (event.state == alert::AlertState::firing));
    if (decision.news == alert::News::began) must(!alert::incident_title(decision.after).empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const auto end = all.find('\n');
  const std::string_view head = all.substr(0, end), body = end == std::string_view::npos ? head : all.substr(end + 1);
  check(alerting::read_posted_alerts(body, now));
  check(alerting::read_webhook(body, now));
  if (alerting::problems_of_mapping(head).empty()) check(alerting::read_generic(body, head, now));
  check(alerting::read_generic(body, "", now));
  if (const auto matcher = alert::parse_matcher(head)) {
    const auto again = alert::read_matchers(alert::matchers_json({*matcher}));
    const alert::Texts labels{{"a", "b"}};
    must(again && again->size() == 1 && again->front().matches(labels) == matcher->matches(labels));
  }
  (void)alert::read_matchers(body);
  return 0;
}
