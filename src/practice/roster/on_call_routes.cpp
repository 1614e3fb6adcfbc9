#include "practice/roster/on_call_routes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/zone.hpp"
#include "practice/contact/contact_store.hpp"
#include "practice/roster/plan.hpp"
#include "practice/roster/rotation_rules.hpp"

namespace evenkeel::roster {
namespace {

using service::Snapshot;

constexpr std::int64_t span_days_most = 400;  // of one answer: a year and a bit
constexpr std::int64_t gap_days_default = 30;
constexpr std::size_t gaps_most = 500;  // that an answer lists
constexpr std::int64_t reach_us = gap_days_most * us_per_day;

/// One question on its way: the catalogue as it is, and who is mentioned.
struct Asked {
  const RosterParts& parts;
  store::Connection& db;
  const http::Request& request;
  std::shared_ptr<const Snapshot> catalogue;
  api::Mentions mentions;

  Asked(const RosterParts& p, store::Connection& connection, const http::Request& r)
      : parts(p), db(connection), request(r), mentions(&api::principal_of(r)) {
    parts.catalogue.refresh(db);
    catalogue = parts.catalogue.now();
  }
  std::string names() { return names_json(parts, &db, mentions); }
};

Result<Time> time_or(const http::Request& request, std::string_view name, Time otherwise) {
  const auto text = request.query_value(name);
  if (!text) return otherwise;
  const auto time = parse_rfc3339(*text);
  if (!time || *time >= zones_known_until)
    return invalid("query.time", fmt::format("{} must be an instant before 2038, as 2026-11-20T15:30:00Z.", name),
                   fmt::format("/{}", name));
  return *time;
}

struct Range {
  Time from, until;
};
Result<Range> range_of(const http::Request& request, std::int64_t days_unsaid) {
  TRY(const Time from, time_or(request, "from", request.received));
  TRY(const Time until, time_or(request, "until", std::min(from + days_unsaid * us_per_day, zones_known_until - 1)));
  if (until <= from || until - from > span_days_most * us_per_day)
    return invalid("query.range", fmt::format("until must be after from, {} days at most.", span_days_most), "/until");
  return Range{from, until};
}

Result<std::int64_t> days_of(const http::Request& request) {
  const auto text = request.query_value("days");
  if (!text) return gap_days_default;
  const auto days = parse_id(*text);
  if (!days || days->v > span_days_most) return invalid("query.days", fmt::format("days must be 1 to {}.", span_days_most), "/days");
  return days->v;
}

Result<const service::Roster*> asked_for(const Asked& asked) {
  TRY(const Id id, api::path_id(asked.request, "roster"));
  const auto* found = asked.catalogue->get<service::Roster>(id);
  if (!found) return api::missing("roster");
  return found;
}

/// Active ones by name.
std::vector<const service::Roster*> all_rosters(const Snapshot& catalogue) {
  auto all = catalogue.active<service::Roster>();
  std::ranges::sort(all, {}, [](const service::Roster* r) { return std::tie(r->name, r->id); });
  return all;
}

/// Who is on at an instant, and who is next.
std::string now_and_next(Asked& asked, Id roster, Time at, std::set<Id>& people) {
  const Facts facts = facts_of(asked.db, *asked.catalogue, roster, at - reach_us, at + 2 * reach_us);
  const Duty duty = duty_at(facts, at);
  std::string json = duty_json(duty, asked.mentions);
  for (const Shift& shift : duty.people) people.insert(shift.person);
  std::string next = "null";
  if (duty.changes_at) {
    const Duty then = duty_at(facts, duty.changes_at);
    next = duty_json(then, asked.mentions);
    for (const Shift& shift : then.people) people.insert(shift.person);
  }
  json.pop_back();
  return json + R"(,"next":)" + next + "}";
}

Result<http::Response> all_now(Asked& asked) {
  TRY(const Time at, time_or(asked.request, "at", asked.request.received));
  std::vector<std::string> items;
  std::set<Id> people;
  for (const auto* roster : all_rosters(*asked.catalogue)) items.push_back(now_and_next(asked, roster->id, at, people));
  return http::json(fmt::format(R"({{"items":{},"contacts":{},"names":{}}})", json_list(items),
                                contacts_json(contacts_of(asked.db, people)), asked.names()));
}

Result<http::Response> one_now(Asked& asked) {
  TRY(const Time at, time_or(asked.request, "at", asked.request.received));
  TRY(const service::Roster* roster, asked_for(asked));
  std::set<Id> people;
  std::string json = now_and_next(asked, roster->id, at, people);
  json.pop_back();
  return http::json(fmt::format(R"({},"contacts":{},"names":{}}})", json, contacts_json(contacts_of(asked.db, people)), asked.names()));
}

/// One line: what ends a line or controls a terminal becomes a blank.
std::string plain(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  return text;
}

Result<http::Response> for_telephones(Asked& asked) {
  TRY(const service::Roster* roster, asked_for(asked));
  const Duty duty = duty_at(asked.db, *asked.catalogue, roster->id, asked.request.received);
  const auto on_duty = duty.on_duty();
  const auto contacts = contacts_of(asked.db, {on_duty.begin(), on_duty.end()});
  http::Response response;
  response.content_type = "text/plain; charset=utf-8";
  for (const Id id : on_duty)
    if (const auto found = contacts.find(id); found != contacts.end() && !found->second.phone.empty())
      response.body += plain(found->second.phone) + "\t" + plain(found->second.name) + "\n";
  if (response.body.empty()) return error(Fault::missing, "roster.nobody", "Nobody with a telephone number is on duty now.");
  response.set("Cache-Control", "no-store");
  return response;
}

std::vector<std::string> gap_list(const std::vector<Gap>& gaps, api::Mentions& mentions) {
  std::vector<std::string> list;
  for (std::size_t i = 0; i < std::min(gaps.size(), gaps_most); ++i) list.push_back(gap_json(gaps[i], mentions));
  return list;
}

/// What a calendar shows: shifts, gaps, the overrides that make them.
http::Response calendar_of(Asked& asked, const service::Roster& roster, const Facts& facts, const Range& range) {
  const auto covered = covered_by(roster);
  std::vector<std::string> shift_list, overrides;
  for (const Shift& shift : shifts(facts, range.from, range.until)) shift_list.push_back(shift_json(shift, asked.mentions));
  const auto gaps = gaps_in(stretches(facts, range.from, range.until), covered.get());
  const auto gap_texts = gap_list(gaps, asked.mentions);
  for (const Facts::Held& held : facts.layers)
    for (const Id id : people_of({held.layer})) asked.mentions.add("person", id);
  for (const Override& o : facts.overrides) {
    const auto r = record::to_record(o);
    asked.mentions.add(r);
    record::append_json(overrides.emplace_back(), r);
  }
  std::string zone;
  record::append_json_string(zone, roster.zone.empty() ? "UTC" : roster.zone);
  return http::json(fmt::format(R"({{"from":{},"until":{},"zone":{},"shifts":{},"gaps":{},"gaps_left_out":{},"overrides":{},"names":{}}})",
                                time_json(range.from), time_json(range.until), zone, json_list(shift_list), json_list(gap_texts),
                                gaps.size() - gap_texts.size(), json_list(overrides), asked.names()));
}

Result<http::Response> calendar_page(Asked& asked) {
  TRY(const service::Roster* roster, asked_for(asked));
  TRY(const Range range, range_of(asked.request, 31));
  return calendar_of(asked, *roster, facts_of(asked.db, *asked.catalogue, roster->id, range.from, range.until), range);
}

/// What a plan that is being written would mean.
Result<http::Response> preview(Asked& asked) {
  TRY(const boost::json::value json, api::body_object(asked.request));
  api::BodyReader body(json);
  service::Roster roster;
  roster.zone = body.text("zone", 100);
  roster.hours = body.text("hours", 2'000);
  roster.calendar = body.id("calendar");
  const auto* plan = body.object("plan", http::Presence::required);
  Range range{body.time("from"), {}};
  if (!range.from) range.from = asked.request.received;
  range.until = range.from + body.integer("days", 1, span_days_most).value_or(28) * us_per_day;
  CHECK_OK(body.finish());
  if (range.until >= zones_known_until) return invalid("query.range", "must lie before 2038", "/from");
  TRY(roster.plan.text, record::normal_object(boost::json::serialize(*plan)));
  std::vector<Problem> problems;
  auto named = record::to_record(roster);
  check_roster(service::Shelf(&asked.db), named, problems);
  if (!problems.empty()) return Error{Fault::invalid, std::move(problems), {}};
  const Facts facts = facts_of(asked.db, *asked.catalogue, roster, layers_of(roster), range.from, range.until);
  return calendar_of(asked, roster, facts, range);
}

Result<http::Response> own_shifts(Asked& asked) {
  TRY(const Range range, range_of(asked.request, 60));
  const Id me = api::principal_of(asked.request).person;
  std::vector<std::pair<Time, std::string>> mine;
  for (const auto* roster : all_rosters(*asked.catalogue))
    for (const Shift& shift : shifts(facts_of(asked.db, *asked.catalogue, roster->id, range.from, range.until), range.from, range.until)) {
      if (shift.person != me) continue;
      std::string json = shift_json(shift, asked.mentions);
      json.pop_back();
      mine.emplace_back(shift.from, fmt::format(R"({},"roster":"{}"}})", json, to_string(roster->id)));
      asked.mentions.add("roster", roster->id);
    }
  std::ranges::stable_sort(mine, {}, [](const auto& one) { return one.first; });
  std::vector<std::string> items;
  for (auto& [from, json] : mine) items.push_back(std::move(json));
  return http::json(fmt::format(R"({{"items":{},"names":{}}})", json_list(items), asked.names()));
}

/// Gaps ahead on all rosters, and who would be on duty without a way to be reached.
Result<http::Response> gaps_ahead(Asked& asked) {
  TRY(const std::int64_t days, days_of(asked.request));
  const Time from = asked.request.received, until = std::min(from + days * us_per_day, zones_known_until);
  std::vector<std::string> items;
  std::set<Id> on_duty;
  for (const auto* roster : all_rosters(*asked.catalogue)) {
    const auto all = stretches(facts_of(asked.db, *asked.catalogue, roster->id, from, until), from, until);
    const auto gaps = gaps_in(all, covered_by(*roster).get());
    for (const Stretch& stretch : all)
      for (const Shift& shift : stretch.people)
        if (shift.part == Part::on_duty) on_duty.insert(shift.person);
    if (gaps.empty()) continue;
    asked.mentions.add("roster", roster->id);
    const auto list = gap_list(gaps, asked.mentions);
    items.push_back(fmt::format(R"({{"roster":"{}","gaps":{},"gaps_left_out":{}}})", to_string(roster->id), json_list(list),
                                gaps.size() - list.size()));
  }
  std::vector<std::string> unreachable;
  for (const auto& [id, contact] : contacts_of(asked.db, on_duty)) {
    if (!contact.mail.empty() || contact::has_point(asked.db, id)) continue;
    asked.mentions.add("person", id);
    unreachable.push_back("\"" + to_string(id) + "\"");
  }
  return http::json(fmt::format(R"({{"until":{},"items":{},"unreachable":{},"names":{}}})", time_json(until), json_list(items),
                                json_list(unreachable), asked.names()));
}

Result<http::Response> fairness(Asked& asked) {
  TRY(const service::Roster* roster, asked_for(asked));
  TRY(const Range range, range_of(asked.request, 90));
  const Facts facts = facts_of(asked.db, *asked.catalogue, roster->id, range.from, range.until);
  const std::string zone = roster->zone.empty() ? "UTC" : roster->zone;
  const auto all = stretches(facts, range.from, range.until);
  auto loads = loads_of(all, zone);
  if (asked.parts.pages) count_pages(loads, all, zone, asked.parts.pages(asked.db, range.from, range.until));
  std::vector<std::string> items;
  for (const Load& load : loads) {
    asked.mentions.add("person", load.person);
    items.push_back(
        fmt::format(R"({{"person":"{}","shifts":{},"seconds":{},"night_seconds":{},"weekend_seconds":{},"pages":{},"night_pages":{}}})",
                    to_string(load.person), load.shifts, load.total_us / us_per_second, load.night_us / us_per_second,
                    load.weekend_us / us_per_second, load.pages, load.night_pages));
  }
  return http::json(fmt::format(R"({{"from":{},"until":{},"balance_percent":{},"items":{},"names":{}}})", time_json(range.from),
                                time_json(range.until), balance_of(loads), json_list(items), asked.names()));
}

}  // namespace

std::vector<http::Route> on_call_routes(const RosterParts& parts) {
  using http::Verb;
  std::vector<http::Route> routes;
  const std::string tag = "On call";
  const auto reader = [&](Result<http::Response> (*answer)(Asked&)) {
    return api::reading(parts.reg, [parts, answer](store::Connection& db, http::Request& request) -> Result<http::Response> {
      Asked asked(parts, db, request);
      return answer(asked);
    });
  };
  const auto add = [&](Verb verb, std::string path, std::string summary, std::string_view permission, api::Shape shape,
                       Result<http::Response> (*answer)(Asked&), std::vector<http::Parameter> query) {
    routes.push_back(api::route(verb, std::move(path), std::move(summary), std::string(permission), tag, std::move(shape), reader(answer)));
    routes.back().query = std::move(query);
  };
  const http::Parameter at{"at", "An instant; now unless said"}, from{"from", "An instant; now unless said"}, until{"until", "An instant"};
  add(Verb::get, "/api/v1/on_call", "Who is on call on every roster, and who is next", "roster.read", {"", "OnCallList"}, all_now, {at});
  routes.back().description = "`contacts` has telephone and mail of everybody named. `changes_at` is the next hand-off.";
  add(Verb::get, "/api/v1/on_call/mine", "The own shifts on all rosters", "roster.read", {"", "OwnShifts"}, own_shifts, {from, until});
  add(Verb::get, "/api/v1/on_call/gaps", "When nobody will be on duty, and who cannot be reached", "roster.read", {"", "GapsAhead"},
      gaps_ahead, {{"days", "How far ahead; 30 unless said", R"({"type":"integer"})"}});
  add(Verb::get, "/api/v1/rosters/{id}/on_call", "Who is on call on this roster, and who is next", "roster.read", {"", "OnCall"}, one_now,
      {at});
  add(Verb::get, "/api/v1/rosters/{id}/on_call.txt", "Who is on call now, as text for telephone systems", "roster.read", {"", ""},
      for_telephones, {});
  routes.back().response_type = "text/plain";
  routes.back().description =
      "A line each in the order in which they are called: telephone number, tab, name. 404 when nobody with a number is on duty. A token "
      "with the scope roster.read is enough.";
  add(Verb::get, "/api/v1/rosters/{id}/shifts", "Shifts, gaps and overrides between two instants", "roster.read", {"", "RosterCalendar"},
      calendar_page, {from, until});
  add(Verb::get, "/api/v1/rosters/{id}/fairness", "How the load lies on people", "roster.read", {"", "Fairness"}, fairness, {from, until});
  routes.back().description =
      "Nights are 22:00 to 06:00, weekends Saturday and Sunday, by the clocks of the roster's zone. `pages` are the times that an "
      "escalation "
      "told the person of an incident while they were on duty here, `night_pages` those of them at night.";
  add(Verb::post, "/api/v1/rosters/preview", "What a plan would mean, without saving it", "roster.manage",
      {"RosterPreviewRequest", "RosterCalendar"}, preview, {});
  return routes;
}

}  // namespace evenkeel::roster
