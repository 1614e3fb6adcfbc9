#include "connect/rosters/grafana_shift.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "connect/rosters/look.hpp"
#include "practice/roster/plan.hpp"

namespace evenkeel::rosters {
namespace {

namespace bj = boost::json;

constexpr std::array<std::string_view, 7> day_codes{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

std::optional<int> day_coded(std::string_view code) {
  const auto at = std::ranges::find(day_codes, code);
  return at == day_codes.end() ? std::nullopt : std::optional(static_cast<int>(at - day_codes.begin()));
}

/// "2026-03-02T08:00:00" as microseconds of the wall.
std::optional<std::int64_t> wall_in(const bj::value& json, std::string_view name) {
  std::string text = text_in(&json, name);
  if (text.size() == 19) text += "Z";
  const auto time = lenient_time(std::move(text));
  return time ? std::optional(time->us) : std::nullopt;
}

}  // namespace

std::optional<RepeatedShift> read_grafana_shift(const bj::value& json, const std::string& zone) {
  RepeatedShift s;
  s.id = text_in(&json, "id");
  s.name = text_in(&json, "name");
  if (s.name.empty()) s.name = s.id;
  s.type = text_in(&json, "type");
  s.zone = text_in(&json, "time_zone");
  if (s.zone.empty()) s.zone = zone;
  s.frequency = text_in(&json, "frequency");
  if (s.type == "single_event" || s.type == "override") s.frequency.clear();
  s.level = number_in(&json, "level").value_or(0);
  s.interval = number_in(&json, "interval").value_or(1);
  s.week_start = 6;  // Sunday unless said
  s.running_counts = number_in(&json, "source").value_or(-1) == 0 || text_in(&json, "source") == "web";
  const auto start = wall_in(json, "start");
  const auto duration = number_in(&json, "duration");
  constexpr std::int64_t duration_most = 366LL * 86'400;
  if (!start || !duration || *duration <= 0 || *duration > duration_most || s.interval < 1 || s.interval > roster::every_most)
    return std::nullopt;
  s.start_wall_us = *start;
  s.duration_us = *duration * us_per_second;
  s.rotation_wall_us = wall_in(json, "rotation_start").value_or(0);
  if (const auto until = wall_in(json, "until")) s.until = Time{*until};
  if (const auto day = day_coded(text_in(&json, "week_start"))) s.week_start = *day;
  each_in(&json, "by_day", [&](const bj::value& day) {
    if (const auto found = day_coded(text_of(day)); found && std::ranges::find(s.days, *found) == s.days.end()) s.days.push_back(*found);
  });
  for (const auto* name : {"by_month", "by_monthday"})
    if (const auto* list = look(&json, name); list && list->is_array() && !list->get_array().empty()) s.by_dates = true;
  const auto people_of = [](const bj::value& list, std::vector<std::string>& people) {
    if (const auto* items = list.if_array())
      for (const bj::value& one : *items)
        if (auto key = text_of(one); !key.empty()) people.push_back(std::move(key));
  };
  each_in(&json, "rolling_users", [&](const bj::value& group) {
    std::vector<std::string> people;
    people_of(group, people);
    // A group without people takes no turn there.
    if (!people.empty()) s.groups.push_back(std::move(people));
  });
  if (const auto* users = look(&json, "users"); users && s.groups.empty()) {
    std::vector<std::string> people;
    people_of(*users, people);
    if (!people.empty()) s.groups.push_back(std::move(people));
  }
  if (const auto first = number_in(&json, "start_rotation_from_user_index");
      first && *first > 0 && static_cast<std::size_t>(*first) < s.groups.size())
    std::rotate(s.groups.begin(), s.groups.begin() + *first, s.groups.end());
  if (s.is_single() && s.groups.size() > 1) s.groups.resize(1);
  return s;
}

}  // namespace evenkeel::rosters
