// See the header.
#include "connect/icalendar/holiday_routes.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/world.hpp"
#include "connect/icalendar/holidays.hpp"
#include "practice/api/api.hpp"
#include "record/json.hpp"

namespace evenkeel::icalendar {
namespace {

constexpr int years_default = 3;  // this one and the two after it
constexpr int years_most = 12;    // zone rules, and so calendars, end with 2037

std::int64_t first_day_of(std::int64_t year) { return (*parse_rfc3339(fmt::format("{:04}-01-01T00:00:00Z", year))).us / us_per_day; }

Result<int> years_of(const http::Request& request) {
  const auto text = request.query_value("years");
  if (!text) return years_default;
  int years = 0;
  const auto [end, fault] = std::from_chars(text->data(), text->data() + text->size(), years);
  if (fault == std::errc{} && end == text->data() + text->size() && years >= 1 && years <= years_most) return years;
  return invalid("query.years", fmt::format("years must be a number from 1 to {}.", years_most), "/years");
}

Result<http::Response> convert(World& world, const http::Request& request) {
  // Administrators of an organisation edit no calendars.
  if (!people::may_everywhere(api::principal_of(request), "catalogue.edit")) return api::denied("catalogue.edit");
  TRY(const int years, years_of(request));
  const std::int64_t year = std::stoll(format_rfc3339(world.now()).substr(0, 4));
  TRY(const HolidayFile file, read_holidays(request.body, first_day_of(year), first_day_of(year + years)));
  std::string text, left_out;
  for (const Holiday& holiday : file.holidays) text += line_of(holiday) + "\n";
  for (const LeftOut& one : file.left_out) {
    left_out += left_out.empty() ? "" : ",";
    left_out += R"({"name":)";
    record::append_json_string(left_out, one.name);
    left_out += R"(,"why":)";
    record::append_json_string(left_out, one.why);
    left_out += "}";
  }
  std::string body = R"({"exceptions":)";
  record::append_json_string(body, text);
  body += fmt::format(R"(,"dates":{},"outside":{},"left_out":[{}]}})", file.holidays.size(), file.outside, left_out);
  return http::json(body);
}

}  // namespace

std::vector<http::Route> holiday_routes(World& world) {
  http::Route route;
  route.verb = http::Verb::post;
  route.path = "/api/v1/calendars/holidays";
  route.summary = "The whole days of an iCalendar file, as lines for a calendar's dates";
  route.description =
      "Nothing is written: put `exceptions` into a calendar. Events that are no whole days, are cancelled or repeat by the hour are left "
      "out and named.";
  route.permission = "catalogue.edit";
  route.tag = "Calendars";
  route.response_schema = "HolidayLines";
  route.query = {{"years", "How many years from this one on; 3 unless said", R"({"type":"integer"})"}};
  route.request_type = "text/calendar";
  route.body_most = file_bytes_most;
  route.handle = http::answering([&world](http::Request& request) {
    auto response = convert(world, request);
    return response ? std::move(*response) : http::problem(response.error());
  });
  return {route};
}

std::map<std::string, std::string> holiday_schemas() {
  return {{"HolidayLines",
           R"({"type":"object","required":["exceptions","dates","outside","left_out"],"properties":{)"
           R"("exceptions":{"type":"string","description":"A line each date."},"dates":{"type":"integer"},)"
           R"("outside":{"type":"integer","description":"Dates of other years."},"left_out":{"type":"array","items":{"type":"object",)"
           R"("required":["name","why"],"properties":{"name":{"type":"string"},"why":{"type":"string"}}}}}})"}};
}

}  // namespace evenkeel::icalendar
