// Schedules of Grafana OnCall, as its public HTTP API answers them: schedules, on_call_shifts and users, all in one list, in any order.
// Shifts of a higher level stand above those of a lower one, shifts of one level beside one another; overrides stand above all. A schedule
// that reads calendars has no shifts of its own: its calendar file is imported as one.
#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/zone.hpp"
#include "connect/rosters/grafana_shift.hpp"
#include "connect/rosters/look.hpp"
#include "connect/rosters/standing_in.hpp"
#include "practice/roster/plan.hpp"
#include "record/json.hpp"

namespace evenkeel::rosters {
namespace {

namespace bj = boost::json;

class Reading {
 public:
  explicit Reading(Time now) : now_(now) {}

  void collect(const bj::value& json) {
    if (const auto* list = json.if_array()) {
      for (const bj::value& item : *list) collect(item);
      return;
    }
    if (const auto* results = look(&json, "results")) return collect(*results);
    if (look(&json, "start") && look(&json, "duration")) shifts_[text_in(&json, "id")] = &json;
    else if (look(&json, "username") || look(&json, "email")) learn(json);
    else if (look(&json, "id") && look(&json, "name") && look(&json, "type")) schedules_.push_back(&json);
    else
      for (const auto* name : {"schedules", "on_call_shifts", "shifts", "users"})
        each_in(&json, name, [&](const bj::value& one) { collect(one); });
  }

  SourceFile result() {
    for (const bj::value* one : schedules_) schedule(*one);
    return std::move(file_);
  }

 private:
  void learn(const bj::value& user) {
    const std::string id = text_in(&user, "id"), username = text_in(&user, "username");
    if (id.empty()) return;
    file_.people[id] = {id, text_in(&user, "email"), username, {}};
    for (const auto& name : {text_in(&user, "name"), username})
      if (!name.empty()) file_.people[id].names.push_back(name);
  }

  void schedule(const bj::value& json) {
    SourceRoster out;
    out.key = text_in(&json, "id");
    out.name = text_in(&json, "name");
    out.zone = text_in(&json, "time_zone");
    if (out.zone.empty()) out.zone = "UTC";
    const auto leave_out = [&](std::string code, std::string text) {
      file_.left_out.push_back({LeftOut::Part::roster, out.key, out.name, {std::move(code), std::move(text)}});
    };
    if (!is_zone(out.zone)) return leave_out("zone", fmt::format("There is no time zone \"{}\".", out.zone));
    if (text_in(&json, "type") == "ical")
      return leave_out("calendar", "It reads a calendar: bring in that calendar's file, with the format icalendar.");
    if (std::ranges::any_of(file_.rosters, [&](const SourceRoster& r) { return r.key == out.key; }))
      return leave_out("twice", "It stands in the file already.");
    std::vector<RepeatedShift> singles, recurring;
    std::vector<SourceShift> overrides;
    for (const bj::value* one : shifts_of(json, out)) take(*one, out, singles, recurring, overrides);
    place(out, singles, recurring);
    for (SourceShift& o : together(std::move(overrides))) out.shifts.push_back(std::move(o));
    out.shifts_told = true;
    file_.rosters.push_back(std::move(out));
  }

  /// Those that the schedule names, and those that name it.
  std::vector<const bj::value*> shifts_of(const bj::value& json, SourceRoster& out) {
    std::vector<const bj::value*> all;
    each_in(&json, "shifts", [&](const bj::value& named) {
      const std::string id = named.is_object() ? text_in(&named, "id") : text_of(named);
      if (named.is_object()) all.push_back(&named);
      else if (const auto found = shifts_.find(id); found != shifts_.end()) all.push_back(found->second);
      else
        out.left_out.push_back({LeftOut::Part::layer, id, id, {"no_shift", "This shift is not in the file: export on_call_shifts too."}});
    });
    for (const auto& [id, shift] : shifts_)
      if (text_in(shift, "schedule") == out.key && std::ranges::find(all, shift) == all.end()) all.push_back(shift);
    return all;
  }

  void take(const bj::value& json, SourceRoster& roster, std::vector<RepeatedShift>& singles, std::vector<RepeatedShift>& recurring,
            std::vector<SourceShift>& overrides) {
    auto shift = read_grafana_shift(json, roster.zone);
    if (!shift || !is_zone(shift->zone)) {
      roster.left_out.push_back({LeftOut::Part::layer,
                                 text_in(&json, "id"),
                                 text_in(&json, "name"),
                                 {"unreadable", "Its start, duration, interval or time zone cannot be read."}});
      return;
    }
    for (const auto& group : shift->groups)
      for (const std::string& key : group)
        if (!file_.people.contains(key)) file_.people[key] = {key, {}, {}, {}};
    if (shift->type == "override") add_override(*shift, overrides, roster::OverrideKind::replace);
    else (shift->is_single() ? singles : recurring).push_back(std::move(*shift));
  }

  static void add_override(const RepeatedShift& shift, std::vector<SourceShift>& overrides, roster::OverrideKind kind) {
    if (shift.groups.empty()) return;
    const Time from = instant_of_wall(shift.zone, shift.start_wall_us, Twice::first);
    for (const std::string& person : shift.groups.front()) {
      SourceShift one;
      one.key = shift.groups.front().size() == 1 ? shift.id : fmt::format("{}/{}", shift.id, person);
      one.kind = kind;
      one.from = from;
      one.until = from + shift.duration_us;
      one.person = person;
      overrides.push_back(std::move(one));
    }
  }

  /// By level: layers as long as there is room for them; beyond, single shifts are overrides where these mean the same.
  void place(SourceRoster& roster, std::vector<RepeatedShift>& singles, std::vector<RepeatedShift>& recurring) {
    std::erase_if(singles, [&](const RepeatedShift& s) {
      const Time until = instant_of_wall(s.zone, s.start_wall_us, Twice::first) + s.duration_us;
      if (until > now_) return false;
      roster.left_out.push_back({LeftOut::Part::shift, s.id, s.name, {"over", fmt::format("It ended at {}.", format_rfc3339(until))}});
      return true;
    });
    std::set<std::int64_t> levels;
    for (const auto* list : {&singles, &recurring})
      for (const RepeatedShift& s : *list) levels.insert(s.level);
    const bool one_level = levels.size() <= 1;
    // Overrides lie above all layers: they mean the same when everybody has one level.
    if (one_level) {
      for (const RepeatedShift& s : singles) add_override(s, roster.shifts, roster::OverrideKind::add);
      singles.clear();
    }
    recurring.insert(recurring.end(), singles.begin(), singles.end());
    std::ranges::stable_sort(recurring, {}, &RepeatedShift::level);
    std::optional<std::int64_t> below;
    for (const RepeatedShift& s : recurring) {
      const bool beside = below == s.level;
      auto layer = layer_of(s, beside ? roster::Stacking::beside : roster::Stacking::above, now_);
      if (layer && roster.layers.size() == roster::layers_most)
        layer = invalid("roster_source.too_many_layers", fmt::format("A roster has {} layers at most.", roster::layers_most));
      if (!layer) {
        roster.left_out.push_back({LeftOut::Part::layer, s.id, s.name, why_of(layer.error())});
        continue;
      }
      below = s.level;
      roster.layers.push_back(std::move(*layer));
    }
  }

  const Time now_;
  SourceFile file_;
  std::vector<const bj::value*> schedules_;
  std::map<std::string, const bj::value*> shifts_;  // by id
};

}  // namespace

Result<SourceFile> read_grafana(std::string_view text, Time now) {
  TRY(const bj::value json, record::parse_json(text));
  Reading reading(now);
  reading.collect(json);
  return reading.result();
}

}  // namespace evenkeel::rosters
