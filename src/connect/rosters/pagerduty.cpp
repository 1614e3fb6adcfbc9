// Schedules of PagerDuty, as its REST API v2 answers them: GET /schedules/{id} with its layers, GET /users for mail addresses, and the
// overrides, which stand in the schedule (`overrides`, or the entries of `overrides_subschedule`) or beside it by the schedule's id. The
// API names the layer that wins first; turns are counted from rotation_virtual_start by the clocks of the schedule's zone.
#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/zone.hpp"
#include "connect/rosters/look.hpp"
#include "connect/rosters/shape.hpp"
#include "record/json.hpp"

namespace evenkeel::rosters {
namespace {

namespace bj = boost::json;

class Reading {
 public:
  explicit Reading(Time now) : now_(now) {}

  /// An answer of the API, or a list of them.
  void collect(const bj::value& json) {
    if (const auto* list = json.if_array()) {
      for (const bj::value& item : *list) collect(item);
      return;
    }
    if (look(&json, "schedule_layers")) schedules_.push_back(&json);
    if (const auto* one = look(&json, "schedule")) schedules_.push_back(one);
    each_in(&json, "schedules", [&](const bj::value& one) { schedules_.push_back(&one); });
    if (!look(&json, "schedule_layers")) each_in(&json, "users", [&](const bj::value& user) { learn(user); });
    if (const auto* by_schedule = look(&json, "overrides"); by_schedule && by_schedule->is_object())
      for (const auto& [id, list] : by_schedule->get_object()) overrides_[{id.data(), id.size()}] = &list;
  }

  SourceFile result() {
    for (const bj::value* one : schedules_) schedule(*one);
    return std::move(file_);
  }

 private:
  void learn(const bj::value& user) {
    const std::string id = text_in(&user, "id");
    if (id.empty()) return;
    SourcePerson& person = file_.people[id];
    person.key = id;
    if (auto mail = text_in(&user, "email"); !mail.empty()) person.mail = std::move(mail);
    if (!person.names.empty()) return;
    for (const auto* name : {"name", "summary"})
      if (auto text = text_in(&user, name); !text.empty()) {
        person.names.push_back(std::move(text));
        return;
      }
  }
  std::string person_of(const bj::value* user) {
    if (!user) return {};
    learn(*user);
    return text_in(user, "id");
  }

  void schedule(const bj::value& json) {
    SourceRoster out;
    out.key = text_in(&json, "id");
    out.name = text_in(&json, "name");
    if (out.name.empty()) out.name = text_in(&json, "summary");
    out.description = text_in(&json, "description");
    out.zone = text_in(&json, "time_zone");
    const auto leave_out = [&](std::string code, std::string text) {
      file_.left_out.push_back({LeftOut::Part::roster, out.key, out.name, {std::move(code), std::move(text)}});
    };
    if (out.key.empty() || out.name.empty()) return leave_out("no_name", "It has no id or no name.");
    if (!is_zone(out.zone)) return leave_out("zone", fmt::format("There is no time zone \"{}\".", out.zone));
    if (!is_list(look(&json, "schedule_layers")))
      return leave_out("no_layers", "Its layers are not in the file: export it with GET /schedules/{id}.");
    if (std::ranges::any_of(file_.rosters, [&](const SourceRoster& r) { return r.key == out.key; }))
      return leave_out("twice", "It stands in the file already.");
    std::vector<SourceLayer> layers;
    each_in(&json, "schedule_layers", [&](const bj::value& layer) { add_layer(layer, out, layers); });
    out.layers.assign(std::make_move_iterator(layers.rbegin()), std::make_move_iterator(layers.rend()));
    add_overrides(json, out);
    file_.rosters.push_back(std::move(out));
  }

  void add_layer(const bj::value& json, SourceRoster& roster, std::vector<SourceLayer>& layers) {
    Rotation r;
    r.key = text_in(&json, "id");
    r.name = text_in(&json, "name");
    if (r.name.empty()) r.name = r.key;
    r.zone = roster.zone;
    const auto leave_out = [&](std::string code, std::string text) {
      roster.left_out.push_back({LeftOut::Part::layer, r.key, r.name, {std::move(code), std::move(text)}});
    };
    const auto start = time_in(&json, "start"), virtual_start = time_in(&json, "rotation_virtual_start");
    if (!start && !virtual_start) return leave_out("date", "Neither start nor rotation_virtual_start can be read.");
    r.begins = start.value_or(virtual_start.value_or(Time{}));
    r.anchor_wall_us = wall_us(r.zone, virtual_start.value_or(r.begins));
    r.ends = time_in(&json, "end");
    const auto every = every_of(number_in(&json, "rotation_turn_length_seconds").value_or(0) * us_per_second);
    if (!every) return leave_out("turn_length", "Its turns are no whole number of hours, or longer than can be said here.");
    r.every = *every;
    each_in(&json, "users", [&](const bj::value& item) {
      const auto* user = look(&item, "user");
      const std::string person = person_of(user ? user : &item);
      r.turns.push_back(person.empty() ? std::vector<std::string>{} : std::vector{person});
    });
    std::vector<WeekSpan> spans;
    if (!restrictions(json, spans)) return leave_out("restriction", "A restriction cannot be read.");
    r.hours = week_words(spans);
    auto layer = layer_of(std::move(r), now_);
    if (!layer) {
      roster.left_out.push_back({LeftOut::Part::layer, text_in(&json, "id"), text_in(&json, "name"), why_of(layer.error())});
      return;
    }
    layers.push_back(std::move(*layer));
  }

  static bool restrictions(const bj::value& json, std::vector<WeekSpan>& spans) {
    bool good = true;
    each_in(&json, "restrictions", [&](const bj::value& one) {
      const std::string time = text_in(&one, "start_time_of_day"), type = text_in(&one, "type");
      const auto seconds = number_in(&one, "duration_seconds").value_or(0);
      const auto begin = lenient_time("2026-01-01T" + time + "Z");
      if (!begin || seconds <= 0 || seconds % 60 != 0 || seconds > 7 * 86'400 || begin->us % us_per_minute != 0) {
        good = false;
        return;
      }
      const int from = minute_of_wall(begin->us), length = static_cast<int>(seconds / 60);
      const auto day = number_in(&one, "start_day_of_week");
      if (type == "daily_restriction")
        for (int d = 0; d < 7; ++d) spans.push_back({d * minutes_a_day + from, length});
      else if (type == "weekly_restriction" && day && *day >= 1 && *day <= 7)
        spans.push_back({static_cast<int>(*day - 1) * minutes_a_day + from, length});
      else good = false;
    });
    return good;
  }

  void add_overrides(const bj::value& json, SourceRoster& roster) {
    const bj::value* list = look(&json, "overrides");
    if (const auto beside = overrides_.find(roster.key); !list && beside != overrides_.end()) list = beside->second;
    if (list && list->is_object()) list = look(list, "overrides");
    if (!is_list(list)) list = look(look(&json, "overrides_subschedule"), "rendered_schedule_entries");
    if (!is_list(list)) return;
    roster.shifts_told = true;
    for (const bj::value& one : list->get_array()) {
      SourceShift shift;
      const auto from = time_in(&one, "start"), until = time_in(&one, "end");
      shift.person = person_of(look(&one, "user"));
      shift.key = text_in(&one, "id");
      if (shift.key.empty()) shift.key = fmt::format("{}/{}", text_in(&one, "start"), shift.person);
      if (!from || !until || *from >= *until || shift.person.empty()) {
        roster.left_out.push_back({LeftOut::Part::shift, shift.key, {}, {"override", "Its times or its person cannot be read."}});
        continue;
      }
      shift.from = *from;
      shift.until = *until;
      roster.shifts.push_back(std::move(shift));
    }
  }

  const Time now_;
  SourceFile file_;
  std::vector<const bj::value*> schedules_;
  std::map<std::string, const bj::value*, std::less<>> overrides_;  // by schedule
};

}  // namespace

Result<SourceFile> read_pagerduty(std::string_view text, Time now) {
  TRY(const bj::value json, record::parse_json(text));
  Reading reading(now);
  reading.collect(json);
  return reading.result();
}

}  // namespace evenkeel::rosters
