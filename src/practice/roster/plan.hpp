// The plan of a roster, its layers, as the JSON object that the roster's record keeps and the API shows:
//   {"layers":[{"name":"Week","zone":"Europe/Berlin","unit":"weeks","every":1,"hand_off":"09:00","starts_on":"2026-01-05",
//     "ends_on":null,"hours":"Mon-Fri 18:00-08:00","calendar":"any","line_ups":[{"from":"2026-01-05","turns":[{"people":["17"]}]}]}]}
#pragma once
#include <boost/json/fwd.hpp>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "practice/roster/roster.hpp"
#include "practice/service/catalogue.hpp"
#include "practice/service/shelf.hpp"

namespace evenkeel::roster {

constexpr std::size_t layers_most = 20;            // a screen shows them one above the other
constexpr std::size_t line_ups_most = 200;         // of a layer: changes of the people over some years
constexpr std::size_t turns_most = 400;            // of a line-up
constexpr std::size_t turn_people_most = 20;       // who are called together
constexpr std::int64_t every_most = 366;           // units of a turn
constexpr std::int64_t notice_most = 1'440;        // minutes before a hand-off: a day
constexpr std::size_t gap_notices_most = 5;        // of one gap: more are read by nobody
constexpr std::int64_t gap_notice_days_most = 60;  // before a gap: twice as far is looked ahead
constexpr std::size_t people_most = 500;           // of a roster: each is asked for when it is saved, and at every reckoning
constexpr std::size_t problems_most = 100;  // that are told at once: a plan of nothing but mistakes is not answered with ten times its size

/// Reads a plan strictly; everything that is wrong at once, codes roster.* and field.*, with pointers below /plan. `zone` is that of
/// layers which name none. An empty text has no layers.
Result<std::vector<Layer>> read_plan(std::string_view text, std::string_view zone);
/// How many minutes before a hand-off those who come on and go off are told by mail; none: they are not told.
std::optional<std::int64_t> notice_minutes(std::string_view text);
/// What a plan says of notices, as it says it.
struct PlanNotices {
  std::optional<std::int64_t> hand_off_minutes;
  std::optional<std::vector<std::int64_t>> gap_days;
};
PlanNotices notices_of(std::string_view text);
/// How many days before a gap it is told, each a notice; 7 and 1 unless the plan says others, empty: it is not told.
std::vector<std::int64_t> gap_notice_days(std::string_view text);
/// The same words again, in normal form; layers in the zone of the roster name none.
std::string plan_json(const std::vector<Layer>& layers, std::string_view zone, const PlanNotices& notices = {});
/// Everybody who has a turn in any line-up, each once.
std::set<Id> people_of(const std::vector<Layer>& layers);

/// Calls for each id of a person in a plan, so that files can name people by their login. Anything that is no plan is left alone.
void for_each_person(boost::json::value& plan, const std::function<void(boost::json::value& id)>& visit);

/// What is asked of a roster's words before they are saved: a plan that can be read, with people that exist, and a zone.
void check_roster(const service::Shelf& shelf, const record::Record& after, std::vector<Problem>& out);

}  // namespace evenkeel::roster
