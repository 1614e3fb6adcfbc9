#include "practice/service/calendars.hpp"

#include <fmt/format.h>

#include "base/zone.hpp"
#include "practice/service/catalogue_reach.hpp"
#include "practice/service/holiday_feed.hpp"
#include "store/register.hpp"
#include "store/schema.hpp"

namespace evenkeel::service {
namespace {

namespace cal = calendar;

/// Two months and a bit: what a screen shows at once.
constexpr std::int64_t days_most = 400;
/// Stretches that an answer lists; the sum is over all of them.
constexpr std::size_t stretches_most = 100;
/// As deep as the catalogue lets references nest.
constexpr int sources_most = 50;

std::string zone_of(const Calendar& calendar) { return calendar.zone.empty() ? "UTC" : calendar.zone; }

Result<Time> time_of(const http::Request& request, std::string_view name) {
  const auto text = request.query_value(name);
  const auto time = text ? parse_rfc3339(*text) : std::nullopt;
  if (time) return *time;
  return invalid("query.time", fmt::format("{} must be an instant, as 2026-11-20T15:30:00Z.", name), fmt::format("/{}", name));
}

Result<const Calendar*> asked_for(const Snapshot& catalogue, const http::Request& request) {
  TRY(const Id id, api::path_id(request, "calendar"));
  const auto* found = catalogue.get<Calendar>(id);
  if (!found || !is_in_reach(record::to_record(*found), api::principal_of(request), "catalogue.read")) return api::missing("calendar");
  return found;
}

std::string stretch_json(const cal::Stretch& open) {
  return fmt::format(R"({{"from":"{}","until":"{}"}})", format_rfc3339(open.from), format_rfc3339(open.until));
}

/// Dates as the zone's wall shows them, with what is open on each.
Result<http::Response> days(const Snapshot& catalogue, const http::Request& request) {
  TRY(const Calendar* calendar, asked_for(catalogue, request));
  TRY(const Time from, time_of(request, "from"));
  TRY(const Time until, time_of(request, "until"));
  if (until <= from || until - from > days_most * us_per_day || until > zones_known_until)
    return invalid("query.range", fmt::format("until must be after from, {} days at most, and not after 2037.", days_most), "/until");
  const auto hours = hours_of(catalogue, *calendar);
  const auto first = wall_us(hours.zone, from) / us_per_day, last = (wall_us(hours.zone, until) - 1) / us_per_day;
  std::string items;
  for (auto day = first; day <= last; ++day) {
    std::string slots;
    for (const cal::Slot& slot : cal::hours_on(hours, day))
      slots += fmt::format(R"({}{{"from":"{:02}:{:02}","until":"{:02}:{:02}"}})", slots.empty() ? "" : ",", slot.from / 60, slot.from % 60,
                           slot.until / 60, slot.until % 60);
    const Time begin = instant_of_wall(hours.zone, day * us_per_day, Twice::first);
    const Time end = instant_of_wall(hours.zone, (day + 1) * us_per_day, Twice::first);
    items += fmt::format(R"({}{{"date":"{}","exception":{},"open":[{}],"working_seconds":{}}})", items.empty() ? "" : ",",
                         format_rfc3339({day * us_per_day}).substr(0, 10), hours.dates.contains(day), slots,
                         cal::between(hours, begin, end) / us_per_second);
  }
  return http::json(fmt::format(R"({{"zone":"{}","days":[{}]}})", hours.zone, items));
}

Result<http::Response> reckon(const Snapshot& catalogue, const http::Request& request) {
  TRY(const Calendar* calendar, asked_for(catalogue, request));
  TRY(const Time start, time_of(request, "start"));
  const auto hours = hours_of(catalogue, *calendar);
  std::optional<Time> end;
  std::string said;
  if (const auto text = request.query_value("add")) {
    const auto span = cal::parse_span(*text);
    if (!span) return invalid("query.span", "add must be a duration: 4h, 1h30m, 2 working days, 3d elapsed, or 1 calendar month.", "/add");
    end = cal::add(hours, start, *span);
    said = cal::format_span(*span);
  } else {
    TRY(end, time_of(request, "until"));
  }
  std::string stretches;
  std::size_t listed = 0;
  std::int64_t working = 0;
  if (end) {
    for (const cal::Stretch& open : cal::open_stretches(hours, start, *end)) {
      working += open.until - open.from;
      if (listed++ < stretches_most) stretches += (listed > 1 ? "," : "") + stretch_json(open);
    }
  }
  return http::json(fmt::format(R"({{"start":"{}","span":{},"end":{},"zone":"{}","open_at_start":{},"working_seconds":{},)"
                                R"("stretches":[{}],"stretches_left_out":{}}})",
                                format_rfc3339(start), said.empty() ? "null" : "\"" + said + "\"",
                                end ? "\"" + format_rfc3339(*end) + "\"" : "null", hours.zone, cal::is_open(hours, start),
                                working / us_per_second, stretches, listed > stretches_most ? listed - stretches_most : 0));
}

}  // namespace

std::vector<Problem> problems_of(const Calendar& calendar) {
  std::vector<Problem> out;
  if (!is_zone(zone_of(calendar))) out.push_back({"calendar.zone", fmt::format("There is no time zone \"{}\".", calendar.zone), "/zone"});
  cal::WorkingHours hours;
  if (auto wrong = cal::read_week(calendar.hours, hours.week); !wrong.empty())
    out.push_back({"calendar.hours", std::move(wrong), "/hours"});
  if (auto wrong = cal::read_dates(dates_text(calendar), hours.dates); !wrong.empty())
    out.push_back({"calendar.exceptions", std::move(wrong), "/exceptions"});
  for (Problem& wrong : problems_of_feeds(calendar)) out.push_back(std::move(wrong));
  return out;
}

std::string dates_text(const Calendar& calendar) {
  if (calendar.fetched.empty()) return calendar.exceptions;
  cal::Dates own;
  (void)cal::read_dates(calendar.exceptions, own);
  FeedDays days = days_of(calendar.fetched);
  std::erase_if(days, [&](const auto& day) { return own.contains(day.first); });
  return calendar.exceptions + "\n" + lines_of(days);
}

cal::WorkingHours hours_of(const Snapshot& catalogue, const Calendar& calendar) {
  cal::WorkingHours hours{zone_of(calendar), {}, {}};
  (void)cal::read_week(calendar.hours, hours.week);  // checked when it was saved
  (void)cal::read_dates(dates_text(calendar), hours.dates);
  const Calendar* source = &calendar;
  for (int depth = 0; source->holidays_of && depth < sources_most; ++depth) {
    source = catalogue.get<Calendar>(source->holidays_of);
    if (!source) break;
    cal::Dates dates;
    (void)cal::read_dates(dates_text(*source), dates);
    cal::restrict_to(hours, dates);
  }
  return hours;
}

std::string calendar_schema() { return store::ddl_for(record::type_of<Calendar>(), feed_fields); }
std::string agreement_schema() { return store::ddl_for(record::type_of<Agreement>()); }
std::string roster_schema() { return store::ddl_for(record::type_of<Roster>()); }
std::string message_text_schema() { return store::ddl_for(record::type_of<MessageText>()); }
std::string escalation_policy_schema() { return store::ddl_for(record::type_of<EscalationPolicy>()); }

std::vector<http::Route> calendar_routes(const store::Register& reg, Catalogue& catalogue) {
  using Answer = Result<http::Response> (*)(const Snapshot&, const http::Request&);
  const auto reader = [&](Answer answer) {
    return api::reading(reg, [&catalogue, answer](store::Connection& db, http::Request& request) -> Result<http::Response> {
      catalogue.refresh(db);
      return answer(*catalogue.now(), request);
    });
  };
  std::vector<http::Route> routes;
  routes.push_back({http::Verb::get,
                    "/api/v1/calendars/{id}/days",
                    "What is open on each date",
                    "catalogue.read",
                    "Catalogue",
                    "",
                    "CalendarDays",
                    {{"from", "An instant of the first date"}, {"until", "The first instant after the last"}},
                    200,
                    reader(days)});
  routes.push_back({http::Verb::get,
                    "/api/v1/calendars/{id}/reckon",
                    "When so much working time is over, or how much lies between",
                    "catalogue.read",
                    "Catalogue",
                    "",
                    "CalendarReckoning",
                    {{"start", "An instant"},
                     {"add", "4h, 1h30m, 2 working days, 3d elapsed, or 1 calendar month"},
                     {"until", "An instant, without add"}},
                    200,
                    reader(reckon)});
  routes.back().description = "Nothing in `end` means never: the calendar has no such time before 2038.";
  return routes;
}

std::map<std::string, std::string> calendar_schemas() {
  const std::string open = R"({"type":"array","items":{"type":"object","required":["from","until"],)"
                           R"("properties":{"from":{"type":"string"},"until":{"type":"string"}}}})";
  return {
      {"CalendarDays",
       R"({"type":"object","required":["zone","days"],"properties":{"zone":{"type":"string"},"days":{"type":"array","items":{)"
       R"("type":"object","required":["date","exception","open","working_seconds"],"properties":{)"
       R"("date":{"type":"string"},"exception":{"type":"boolean"},"working_seconds":{"type":"integer"},"open":)" +
           open + "}}}}}"},
      {"CalendarReckoning",
       R"({"type":"object","required":["start","span","end","zone","open_at_start","working_seconds","stretches","stretches_left_out"],)"
       R"("properties":{"start":{"type":"string"},"span":{"type":["string","null"]},"end":{"type":["string","null"]},)"
       R"("zone":{"type":"string"},"open_at_start":{"type":"boolean"},"working_seconds":{"type":"integer"},)"
       R"("stretches_left_out":{"type":"integer"},"stretches":)" +
           open + "}}"}};
}

}  // namespace evenkeel::service
