// Schedules of Opsgenie, as its REST API v2 answers them: GET /v2/schedules?expand=rotation (or one schedule), the overrides of
// GET /v2/schedules/{id}/overrides, and GET /v2/users for names; all of them in one list, in any order. Rotations of a schedule stand
// beside one another: whoever has a turn in any of them is on call.
#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "base/zone.hpp"
#include "connect/rosters/look.hpp"
#include "connect/rosters/shape.hpp"
#include "connect/rosters/standing_in.hpp"
#include "record/json.hpp"

namespace evenkeel::rosters {
namespace {

namespace bj = boost::json;

constexpr std::array<std::string_view, 7> weekdays{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

std::optional<int> weekday_named(const std::string& name) {
  const auto at = std::ranges::find(weekdays, lower_ascii(name));
  return at == weekdays.end() ? std::nullopt : std::optional(static_cast<int>(at - weekdays.begin()));
}

/// Minutes of the day by two members; empty when they are none.
std::optional<int> minute_in(const bj::value& json, std::string_view hour, std::string_view minute) {
  const auto h = number_in(&json, hour), m = number_in(&json, minute);
  if (!h || *h < 0 || *h > 24 || m.value_or(0) < 0 || m.value_or(0) > 59) return std::nullopt;
  return static_cast<int>(*h * 60 + m.value_or(0)) % minutes_a_day;
}

/// The hours that a rotation is limited to; false when they cannot be read.
bool restrictions(const bj::value* json, std::vector<WeekSpan>& spans) {
  if (!json) return true;
  bool good = true;
  const auto add = [&](const bj::value& one, bool weekly) {
    const auto from = minute_in(one, "startHour", "startMin"), until = minute_in(one, "endHour", "endMin");
    const auto day = weekly ? weekday_named(text_in(&one, "startDay")) : std::optional(0);
    const auto last = weekly ? weekday_named(text_in(&one, "endDay")) : std::optional(0);
    if (!from || !until || !day || !last) {
      good = false;
      return;
    }
    if (weekly) {
      const int begin = *day * minutes_a_day + *from, length = (*last * minutes_a_day + *until - begin + minutes_a_week) % minutes_a_week;
      spans.push_back({begin, length == 0 ? minutes_a_week : length});
      return;
    }
    const int length = (*until - *from + minutes_a_day) % minutes_a_day;
    for (int d = 0; d < 7; ++d) spans.push_back({d * minutes_a_day + *from, length == 0 ? minutes_a_day : length});
  };
  const bool weekly = text_in(json, "type") == "weekday-and-time-of-day";
  each_in(json, "restrictions", [&](const bj::value& one) { add(one, weekly); });
  if (const auto* one = look(json, "restriction")) add(*one, weekly);
  return good && !spans.empty();
}

std::optional<Every> turn_length(const bj::value& rotation) {
  const std::string type = text_in(&rotation, "type");
  const auto length = number_in(&rotation, "length").value_or(1);
  if (length < 1 || length > 366) return std::nullopt;
  if (type == "hourly") return Every{roster::Unit::hours, length};
  if (type == "daily") return Every{roster::Unit::days, length};
  if (type == "weekly") return Every{roster::Unit::weeks, length};
  return std::nullopt;
}

class Reading {
 public:
  explicit Reading(Time now) : now_(now) {}

  void collect(const bj::value& json) {
    if (const auto* list = json.if_array()) {
      for (const bj::value& item : *list) collect(item);
      return;
    }
    if (const auto* data = look(&json, "data")) return collect(*data);
    if (is_list(look(&json, "rotations")) && look(&json, "name")) schedules_.push_back(&json);
    else if (look(&json, "startDate") && look(&json, "user")) overrides_.push_back(&json);
    else if (look(&json, "username")) learn(json);
    else if (look(&json, "name") && look(&json, "timezone")) schedules_.push_back(&json);
    else
      for (const auto* name : {"schedules", "users", "overrides"}) each_in(&json, name, [&](const bj::value& one) { collect(one); });
  }

  SourceFile result() {
    for (const bj::value* one : schedules_) schedule(*one);
    for (const bj::value* one : overrides_) override_of(*one);
    return std::move(file_);
  }

 private:
  std::string learn(const bj::value& user) {
    const std::string id = text_in(&user, "id"), username = text_in(&user, "username"), name = text_in(&user, "fullName");
    const std::string key = id.empty() ? username : id;
    if (key.empty()) return key;
    SourcePerson& person = file_.people[key];
    person.key = key;
    // Logins are mail addresses there.
    if (!username.empty()) (username.find('@') == std::string::npos ? person.login : person.mail) = username;
    if (person.names.empty())
      for (const auto& text : {name, text_in(&user, "name"), username})
        if (!text.empty() && person.names.empty()) person.names.push_back(text);
    return key;
  }

  void schedule(const bj::value& json) {
    SourceRoster out;
    out.key = text_in(&json, "id");
    out.name = text_in(&json, "name");
    out.description = text_in(&json, "description");
    out.zone = text_in(&json, "timezone");
    if (out.zone.empty()) out.zone = "UTC";
    const auto leave_out = [&](std::string code, std::string text) {
      file_.left_out.push_back({LeftOut::Part::roster, out.key, out.name, {std::move(code), std::move(text)}});
    };
    if (out.key.empty() || out.name.empty()) return leave_out("no_name", "It has no id or no name.");
    if (!is_zone(out.zone)) return leave_out("zone", fmt::format("There is no time zone \"{}\".", out.zone));
    if (!flag_in(&json, "enabled", true)) return leave_out("disabled", "It is disabled in the source.");
    if (!is_list(look(&json, "rotations")))
      return leave_out("no_layers", "Its rotations are not in the file: export it with ?expand=rotation.");
    if (std::ranges::any_of(file_.rosters, [&](const SourceRoster& r) { return r.key == out.key; }))
      return leave_out("twice", "It stands in the file already.");
    each_in(&json, "rotations", [&](const bj::value& rotation) { add_rotation(rotation, out); });
    file_.rosters.push_back(std::move(out));
  }

  void add_rotation(const bj::value& json, SourceRoster& roster) {
    Rotation r;
    r.key = text_in(&json, "id");
    r.name = text_in(&json, "name");
    if (r.name.empty()) r.name = r.key;
    r.zone = roster.zone;
    const auto leave_out = [&](Remark why) {
      roster.left_out.push_back({LeftOut::Part::layer, text_in(&json, "id"), text_in(&json, "name"), std::move(why)});
    };
    const auto start = time_in(&json, "startDate");
    if (!start) return leave_out({"date", "Its start cannot be read."});
    r.begins = *start;
    r.anchor_wall_us = wall_us(r.zone, *start);
    r.ends = time_in(&json, "endDate");
    const auto every = turn_length(json);
    if (!every) return leave_out({"turn_length", "Its type is none of hourly, daily and weekly, or its length is none."});
    r.every = *every;
    std::vector<WeekSpan> spans;
    if (!restrictions(look(&json, "timeRestriction"), spans)) return leave_out({"restriction", "Its time restriction cannot be read."});
    r.hours = week_words(spans);
    std::vector<Remark> remarks;
    each_in(&json, "participants", [&](const bj::value& one) { r.turns.push_back(turn_of(one, remarks)); });
    r.stacking = roster.layers.empty() ? roster::Stacking::above : roster::Stacking::beside;
    auto layer = layer_of(std::move(r), now_);
    if (!layer) return leave_out(why_of(layer.error()));
    layer->remarks.insert(layer->remarks.end(), remarks.begin(), remarks.end());
    roster.layers.push_back(std::move(*layer));
  }

  std::vector<std::string> turn_of(const bj::value& participant, std::vector<Remark>& remarks) {
    const std::string type = text_in(&participant, "type");
    if (type == "user") {
      const std::string key = learn(participant);
      return key.empty() ? std::vector<std::string>{} : std::vector{key};
    }
    if (type != "none")
      remarks.push_back(
          {"not_a_person", fmt::format("A turn names the {} \"{}\"; it is vacant here.", type, text_in(&participant, "name"))});
    return {};
  }

  SourceRoster* roster_of(const bj::value& json) {
    const std::string parent = text_in(look(&json, "_parent"), "id");
    std::string rotation;
    each_in(&json, "rotations", [&](const bj::value& one) { rotation = text_in(&one, "id"); });
    for (SourceRoster& one : file_.rosters) {
      const bool has = std::ranges::any_of(one.layers, [&](const SourceLayer& l) { return !rotation.empty() && l.key == rotation; });
      if (has || (!parent.empty() && one.key == parent)) return &one;
    }
    return parent.empty() && rotation.empty() && file_.rosters.size() == 1 ? &file_.rosters.front() : nullptr;
  }

  void override_of(const bj::value& json) {
    SourceShift shift;
    shift.key = text_in(&json, "alias");
    SourceRoster* roster = roster_of(json);
    const auto leave_out = [&](std::string code, std::string text) {
      (roster ? roster->left_out : file_.left_out).push_back({LeftOut::Part::shift, shift.key, {}, {std::move(code), std::move(text)}});
    };
    if (!roster) return leave_out("no_schedule", "The schedule of this override is not in the file.");
    roster->shifts_told = true;
    const auto* user = look(&json, "user");
    const auto from = time_in(&json, "startDate"), until = time_in(&json, "endDate");
    if (!from || !until || *from >= *until) return leave_out("override", "Its times cannot be read.");
    if (const auto type = text_in(user, "type"); type != "user" && !type.empty())
      return leave_out("not_a_person", fmt::format("Who stands in is the {} \"{}\".", type, text_in(user, "name")));
    shift.person = user ? learn(*user) : std::string();
    if (shift.person.empty()) return leave_out("override", "Its person cannot be read.");
    if (roster->shifts.size() >= shifts_most)  // each may become many pieces below
      return leave_out("too_many", fmt::format("A roster has at most {} single shifts.", shifts_most));
    shift.from = *from;
    shift.until = *until;
    if (shift.key.empty()) shift.key = fmt::format("{}/{}", text_in(&json, "startDate"), shift.person);
    std::vector<const SourceLayer*> meant;
    each_in(&json, "rotations", [&](const bj::value& one) {
      for (const SourceLayer& layer : roster->layers)
        if (layer.key == text_in(&one, "id")) meant.push_back(&layer);
    });
    if (meant.empty() || meant.size() == roster->layers.size()) return roster->shifts.push_back(std::move(shift));
    for (SourceShift& piece : for_those_of(meant, shift)) roster->shifts.push_back(std::move(piece));
  }

  const Time now_;
  SourceFile file_;
  std::vector<const bj::value*> schedules_, overrides_;
};

}  // namespace

Result<SourceFile> read_opsgenie(std::string_view text, Time now) {
  TRY(const bj::value json, record::parse_json(text));
  Reading reading(now);
  reading.collect(json);
  return reading.result();
}

}  // namespace evenkeel::rosters
