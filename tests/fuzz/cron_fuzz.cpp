// Schedules of heartbeats: the first byte chooses the zone, the next eight an instant, the rest is what somebody wrote. What is read has a
// next time that lies ahead, and the one after that lies ahead of it.
#include <cstdint>
#include <cstring>

#include "base/text.hpp"
#include "must.hpp"
#include "practice/heartbeat/cron.hpp"

using namespace evenkeel;
using evenkeel::fuzz::must;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view zones[] = {"UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"};
  constexpr std::size_t head = 9;
  if (size < head) return 0;
  std::uint64_t n = 0;
  std::memcpy(&n, data + 1, sizeof n);
  const std::string_view text(reinterpret_cast<const char*>(data) + head, size - head);
  const auto cron = heartbeat::parse_cron(text);
  if (!cron) {
    must(cron.error().first().code == "heartbeat.bad_schedule" && (is_valid_utf8(cron.error().first().text) || !is_valid_utf8(text)));
    return 0;
  }
  must(cron->minutes && cron->hours && cron->days && cron->months && cron->weekdays);
  const std::string_view zone = zones[data[0] % std::size(zones)];
  Time t{static_cast<std::int64_t>(n % (4'102'444'800ULL * 1'000'000))};  // up to the year 2100
  for (int i = 0; i < 3; ++i) {
    const auto next = heartbeat::next_after(*cron, zone, t);
    if (!next) break;
    must(*next > t && next->us % us_per_minute == 0);
    t = *next;
  }
  return 0;
}
