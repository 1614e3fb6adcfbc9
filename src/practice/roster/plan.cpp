#include "practice/roster/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "base/zone.hpp"
#include "practice/calendar/working_hours.hpp"
#include "practice/people/person.hpp"
#include "practice/roster/rotation_rules.hpp"
#include "record/json.hpp"

namespace evenkeel::roster {
namespace {

namespace bj = boost::json;

constexpr std::size_t name_most = 100;
constexpr std::size_t hours_most = 2'000;  // as of a calendar

std::string_view view(const bj::string& s) { return {s.data(), s.size()}; }

/// One object of the plan: takes its members one after the other, says what is wrong and what is left over.
class Members {
 public:
  Members(const bj::value& json, std::string pointer, std::vector<Problem>& problems)
      : object_(json.is_object() ? &json.get_object() : nullptr), pointer_(std::move(pointer)), problems_(problems) {
    if (!object_) problems_.push_back({"field.wrong_type", "must be an object", pointer_});
  }
  ~Members() {
    if (!object_) return;
    for (const auto& [key, value] : *object_)
      if (problems_.size() < problems_most && std::ranges::find(asked_, view_of(key)) == asked_.end())
        problems_.push_back({"field.unknown", "is no field here", pointer_ + "/" + std::string(view_of(key))});
  }
  Members(const Members&) = delete;
  Members& operator=(const Members&) = delete;

  void wrong(std::string_view name, std::string code, std::string text) {
    problems_.push_back({std::move(code), std::move(text), pointer_ + "/" + std::string(name)});
  }
  std::string pointer(std::string_view name) const { return pointer_ + "/" + std::string(name); }

  const bj::value* take(std::string_view name) {
    asked_.push_back(name);
    const bj::value* value = object_ ? object_->if_contains(bj::string_view(name.data(), name.size())) : nullptr;
    return value && !value->is_null() ? value : nullptr;
  }
  std::string text(std::string_view name, std::size_t most) {
    const bj::value* value = take(name);
    if (!value) return {};
    if (!value->is_string()) return wrong(name, "field.wrong_type", "must be text"), std::string{};
    std::string text(view(value->get_string()));
    if (utf8_length(text) > most) wrong(name, "field.too_long", fmt::format("must have at most {} characters", most));
    return text;
  }
  std::int64_t integer(std::string_view name, std::int64_t least, std::int64_t most, std::int64_t unsaid) {
    const bj::value* value = take(name);
    if (!value) return unsaid;
    if (value->is_int64() && value->get_int64() >= least && value->get_int64() <= most) return value->get_int64();
    wrong(name, "field.out_of_range", fmt::format("must be a whole number from {} to {}", least, most));
    return unsaid;
  }
  template <class E>
  E choice(std::string_view name, E unsaid) {
    const bj::value* value = take(name);
    if (!value) return unsaid;
    const auto found = value->is_string() ? record::from_name<E>(view(value->get_string())) : std::nullopt;
    if (!found) wrong(name, "field.not_allowed", fmt::format("must be one of {}", fmt::join(record::enum_names<E>, ", ")));
    return found.value_or(unsaid);
  }
  std::optional<std::int64_t> day(std::string_view name) {
    const bj::value* value = take(name);
    if (!value) return std::nullopt;
    const auto day = value->is_string() ? parse_day(view(value->get_string())) : std::nullopt;
    if (!day) wrong(name, "roster.date", "must be a date of 1970 to 2037, as 2026-03-02");
    return day;
  }
  /// Items of a list, with their pointers.
  void list(std::string_view name, std::size_t most, const std::function<void(const bj::value&, const std::string&)>& visit) {
    const bj::value* value = take(name);
    if (!value) return;
    if (!value->is_array()) return wrong(name, "field.wrong_type", "must be a list");
    if (value->get_array().size() > most) return wrong(name, "field.too_many", fmt::format("must have at most {} items", most));
    std::size_t i = 0;
    for (const bj::value& item : value->get_array()) {
      if (problems_.size() >= problems_most) return;
      visit(item, fmt::format("{}/{}/{}", pointer_, name, i++));
    }
  }

 private:
  static std::string_view view_of(bj::string_view key) { return {key.data(), key.size()}; }
  const bj::object* object_;
  std::string pointer_;
  std::vector<Problem>& problems_;
  std::vector<std::string_view> asked_;
};

std::vector<Id> read_ids(Members& turn, std::string_view name, std::vector<Problem>& problems) {
  std::vector<Id> ids;
  turn.list(name, turn_people_most, [&](const bj::value& item, const std::string& pointer) {
    const auto id = item.is_string() ? parse_id(view(item.get_string())) : std::nullopt;
    if (!id) problems.push_back({"field.wrong_type", "must be the id of a person: digits in quotes", pointer});
    else if (std::ranges::find(ids, *id) != ids.end()) problems.push_back({"field.duplicate", "stands in this turn already", pointer});
    else ids.push_back(*id);
  });
  return ids;
}

Turn read_turn(const bj::value& json, const std::string& pointer, std::vector<Problem>& problems) {
  Members turn(json, pointer, problems);
  Turn out{read_ids(turn, "people", problems), read_ids(turn, "shadows", problems)};
  for (const Id id : out.shadows)
    if (std::ranges::find(out.people, id) != out.people.end())
      turn.wrong("shadows", "field.duplicate", "names somebody who is on duty in this turn");
  return out;
}

LineUp read_line_up(const bj::value& json, const std::string& pointer, std::vector<Problem>& problems) {
  Members line_up(json, pointer, problems);
  LineUp out;
  const auto from = line_up.day("from");
  if (!from && !line_up.take("from")) line_up.wrong("from", "field.required", "must say from which date on these turns hold");
  out.from_day = from.value_or(0);
  line_up.list("turns", turns_most,
               [&](const bj::value& item, const std::string& at) { out.turns.push_back(read_turn(item, at, problems)); });
  if (out.turns.empty()) line_up.wrong("turns", "field.required", "must have one turn at least; a vacant one names nobody");
  return out;
}

void read_hours(Members& layer, Layer& out) {
  out.hours = layer.text("hours", hours_most);
  calendar::Week week;
  if (auto wrong = calendar::read_week(out.hours, week); !wrong.empty()) layer.wrong("hours", "calendar.hours", std::move(wrong));
}

Layer read_layer(const bj::value& json, std::string_view zone, const std::string& pointer, std::vector<Problem>& problems) {
  Members layer(json, pointer, problems);
  Layer out;
  out.name = trim(layer.text("name", name_most));
  if (out.name.empty()) layer.wrong("name", "field.required", "must not be empty");
  out.zone = layer.text("zone", name_most);
  if (out.zone.empty()) out.zone = zone.empty() ? "UTC" : std::string(zone);
  else if (!is_zone(out.zone)) layer.wrong("zone", "calendar.zone", fmt::format("There is no time zone \"{}\".", out.zone));
  out.unit = layer.choice("unit", Unit::weeks);
  out.every = layer.integer("every", 1, every_most, 1);
  if (const bj::value* at = layer.take("hand_off")) {
    const auto minute = at->is_string() ? parse_minute(view(at->get_string())) : std::nullopt;
    if (!minute) layer.wrong("hand_off", "roster.hand_off", "must be a time of the wall, as 09:00");
    out.hand_off = minute.value_or(0);
  }
  const auto first = layer.day("starts_on");
  if (!first && !layer.take("starts_on")) layer.wrong("starts_on", "field.required", "must be the date of the first hand-off");
  out.first_day = first.value_or(0);
  out.end_day = layer.day("ends_on");
  if (out.end_day && *out.end_day <= out.first_day) layer.wrong("ends_on", "roster.ends_early", "must lie after the first hand-off");
  read_hours(layer, out);
  out.calendar_use = layer.choice("calendar", CalendarUse::any);
  out.stacking = layer.choice("stacking", Stacking::above);
  layer.list("line_ups", line_ups_most,
             [&](const bj::value& item, const std::string& at) { out.line_ups.push_back(read_line_up(item, at, problems)); });
  std::ranges::stable_sort(out.line_ups, {}, &LineUp::from_day);
  for (std::size_t i = 1; i < out.line_ups.size(); ++i)
    if (out.line_ups[i].from_day == out.line_ups[i - 1].from_day)
      layer.wrong("line_ups", "roster.two_line_ups", fmt::format("has two from {} on", format_day(out.line_ups[i].from_day)));
  return out;
}

void append_ids(std::string& out, std::string_view name, const std::vector<Id>& ids) {
  out += fmt::format(R"("{}":[)", name);
  for (std::size_t i = 0; i < ids.size(); ++i) out += fmt::format(R"({}"{}")", i ? "," : "", to_string(ids[i]));
  out += ']';
}

std::string line_up_json(const LineUp& line_up) {
  std::string out = fmt::format(R"({{"from":"{}","turns":[)", format_day(line_up.from_day));
  for (std::size_t i = 0; i < line_up.turns.size(); ++i) {
    out += i ? ",{" : "{";
    append_ids(out, "people", line_up.turns[i].people);
    if (!line_up.turns[i].shadows.empty()) {
      out += ',';
      append_ids(out, "shadows", line_up.turns[i].shadows);
    }
    out += '}';
  }
  return out + "]}";
}

std::string layer_json(const Layer& layer, std::string_view zone) {
  std::string out = R"({"name":)";
  record::append_json_string(out, layer.name);
  if (layer.zone != zone) {
    out += R"(,"zone":)";
    record::append_json_string(out, layer.zone);
  }
  out += fmt::format(R"(,"unit":"{}","every":{},"hand_off":"{}","starts_on":"{}")", record::name_of(layer.unit), layer.every,
                     format_minute(layer.hand_off), format_day(layer.first_day));
  if (layer.end_day) out += fmt::format(R"(,"ends_on":"{}")", format_day(*layer.end_day));
  if (!layer.hours.empty()) {
    out += R"(,"hours":)";
    record::append_json_string(out, layer.hours);
  }
  if (layer.calendar_use != CalendarUse::any) out += fmt::format(R"(,"calendar":"{}")", record::name_of(layer.calendar_use));
  if (layer.stacking != Stacking::above) out += fmt::format(R"(,"stacking":"{}")", record::name_of(layer.stacking));
  out += R"(,"line_ups":[)";
  for (std::size_t i = 0; i < layer.line_ups.size(); ++i) out += (i ? "," : "") + line_up_json(layer.line_ups[i]);
  return out + "]}";
}

/// The items of a list member of an object; none when it is something else.
bj::array* list_in(bj::value& json, std::string_view name) {
  auto* object = json.if_object();
  auto* member = object ? object->if_contains(bj::string_view(name.data(), name.size())) : nullptr;
  return member ? member->if_array() : nullptr;
}

void for_each_item(bj::value& json, std::string_view name, const std::function<void(bj::value&)>& visit) {
  if (auto* items = list_in(json, name))
    for (bj::value& item : *items) visit(item);
}

}  // namespace

Result<std::vector<Layer>> read_plan(std::string_view text, std::string_view zone) {
  std::vector<Layer> layers;
  if (text.empty()) return layers;
  TRY(const bj::value json, record::parse_json(text));
  std::vector<Problem> problems;
  {
    Members plan(json, "/plan", problems);
    plan.list("layers", layers_most,
              [&](const bj::value& item, const std::string& at) { layers.push_back(read_layer(item, zone, at, problems)); });
    (void)plan.integer("notice_minutes", 0, notice_most, 0);
    std::set<std::int64_t> days;
    plan.list("gap_notice_days", gap_notices_most, [&](const bj::value& item, const std::string& at) {
      const auto* n = item.if_int64();
      if (!n || *n < 1 || *n > gap_notice_days_most)
        problems.push_back({"field.out_of_range", fmt::format("must be a whole number from 1 to {}", gap_notice_days_most), at});
      else if (!days.insert(*n).second) problems.push_back({"field.duplicate", "stands there already", at});
    });
    for (std::size_t i = 0; i < layers.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (layers[i].name == layers[j].name)
          problems.push_back({"field.not_unique", "another layer is called so", fmt::format("/plan/layers/{}/name", i)});
  }
  if (problems.empty() && people_of(layers).size() > people_most)
    problems.push_back({"roster.too_many_people", fmt::format("names more than {} people", people_most), "/plan/layers"});
  if (!problems.empty()) return Error{Fault::invalid, std::move(problems), {}};
  return layers;
}

PlanNotices notices_of(std::string_view text) {
  PlanNotices notices;
  if (text.empty()) return notices;
  const auto json = record::parse_json(text);
  const auto* plan = json ? json->if_object() : nullptr;
  if (!plan) return notices;
  if (const auto* minutes = plan->if_contains("notice_minutes"); minutes && minutes->is_int64())
    notices.hand_off_minutes = minutes->get_int64();
  if (const auto* days = plan->if_contains("gap_notice_days"); days && days->is_array()) {
    notices.gap_days.emplace();
    for (const bj::value& one : days->get_array())
      if (one.is_int64()) notices.gap_days->push_back(one.get_int64());
  }
  return notices;
}

std::optional<std::int64_t> notice_minutes(std::string_view text) { return notices_of(text).hand_off_minutes; }

std::vector<std::int64_t> gap_notice_days(std::string_view text) {
  return notices_of(text).gap_days.value_or(std::vector<std::int64_t>{7, 1});
}

std::string plan_json(const std::vector<Layer>& layers, std::string_view zone, const PlanNotices& notices) {
  std::string out = R"({"layers":[)";
  for (std::size_t i = 0; i < layers.size(); ++i) out += (i ? "," : "") + layer_json(layers[i], zone);
  out += "]";
  if (notices.hand_off_minutes) out += fmt::format(R"(,"notice_minutes":{})", *notices.hand_off_minutes);
  if (notices.gap_days) out += fmt::format(R"(,"gap_notice_days":[{}])", fmt::join(*notices.gap_days, ","));
  return out + "}";
}

std::set<Id> people_of(const std::vector<Layer>& layers) {
  std::set<Id> people;
  for (const Layer& layer : layers)
    for (const LineUp& line_up : layer.line_ups)
      for (const Turn& turn : line_up.turns) {
        people.insert(turn.people.begin(), turn.people.end());
        people.insert(turn.shadows.begin(), turn.shadows.end());
      }
  return people;
}

void for_each_person(bj::value& plan, const std::function<void(bj::value& id)>& visit) {
  for_each_item(plan, "layers", [&](bj::value& layer) {
    for_each_item(layer, "line_ups", [&](bj::value& line_up) {
      for_each_item(line_up, "turns", [&](bj::value& turn) {
        for (const auto* part : {"people", "shadows"}) for_each_item(turn, part, visit);
      });
    });
  });
}

void check_roster(const service::Shelf& shelf, const record::Record& after, std::vector<Problem>& out) {
  const auto roster = record::from_record<service::Roster>(after);
  if (!roster.zone.empty() && !is_zone(roster.zone))
    out.push_back({"calendar.zone", fmt::format("There is no time zone \"{}\".", roster.zone), "/zone"});
  calendar::Week week;
  if (auto wrong = calendar::read_week(roster.hours, week); !wrong.empty()) out.push_back({"calendar.hours", std::move(wrong), "/hours"});
  const auto layers = read_plan(roster.plan.text, roster.zone);
  if (!layers) {
    out.insert(out.end(), layers.error().problems.begin(), layers.error().problems.end());
    return;
  }
  for (std::size_t i = 0; i < layers->size(); ++i)
    if ((*layers)[i].calendar_use != CalendarUse::any && !roster.calendar)
      out.push_back(
          {"roster.calendar_needed", "asks for a calendar, and the roster names none", fmt::format("/plan/layers/{}/calendar", i)});
  for (const Id id : people_of(*layers))
    if (!shelf.find(record::type_of<people::Person>(), id))
      out.push_back({"reference.missing", fmt::format("There is no person {}.", to_string(id)), "/plan"});
}

}  // namespace evenkeel::roster
