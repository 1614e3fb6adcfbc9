#include "practice/service/holiday_feed_routes.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "practice/service/catalogue_reach.hpp"
#include "practice/service/holiday_feed.hpp"

namespace evenkeel::service {
namespace {

namespace bj = boost::json;
using http::Request;
using http::Response;

/// Dates of a difference that an answer lists: beyond, nobody reads them one by one.
constexpr std::size_t dates_shown_most = 400;

bj::value time_json(Time t) { return t ? bj::value(format_rfc3339(t)) : bj::value(nullptr); }
std::string date_of(std::int64_t day) { return format_rfc3339({day * us_per_day}).substr(0, 10); }

/// Dates of one that the other has not.
void add_missing(bj::object& out, std::string_view name, const FeedDays& of, const FeedDays& in) {
  bj::array list;
  std::int64_t count = 0;
  for (const auto& [day, said] : of) {
    if (in.contains(day)) continue;
    if (list.size() < dates_shown_most) list.push_back({{"date", date_of(day)}, {"name", said}});
    ++count;
  }
  out[name] = std::move(list);
  out[std::string(name) + "_count"] = count;
}

bj::value held_json(const HolidayFeed& feed) {
  if (!feed.held_why) return nullptr;
  bj::object out{{"at", time_json(feed.held_at)}, {"why", bj::string(record::name_of(*feed.held_why))}};
  add_missing(out, "added", feed.held, feed.good);
  add_missing(out, "gone", feed.good, feed.held);
  return out;
}

bj::object feed_json(const HolidayFeed& feed, Time now) {
  const auto ahead = std::distance(feed.good.lower_bound(now.us / us_per_day), feed.good.end());
  return {{"id", to_string(feed.id)},
          {"address", feed.address},
          {"days", feed.good.size()},
          {"days_ahead", ahead},
          {"last_day", feed.good.empty() ? bj::value(nullptr) : bj::value(date_of(feed.good.rbegin()->first))},
          {"fetched_at", time_json(feed.fetched_at)},
          {"tried_at", time_json(feed.tried_at)},
          {"next_at", time_json(feed.next_at)},
          {"asked", feed.asked},
          {"failures", feed.failures},
          {"error", feed.error.empty() ? bj::value(nullptr) : bj::value(feed.error)},
          {"held", held_json(feed)}};
}

std::string feeds_json(store::Connection& db, const Calendar& calendar, Time now) {
  bj::array items;
  for (const HolidayFeed& feed : feeds_of(db, calendar)) items.push_back(feed_json(feed, now));
  return bj::serialize(bj::object{{"items", std::move(items)}});
}

Result<Response> read_feeds(const Snapshot& catalogue, store::Connection& db, const Request& request) {
  TRY(const Id id, api::path_id(request, "calendar"));
  const auto* found = catalogue.get<Calendar>(id);
  if (!found || !is_in_reach(record::to_record(*found), api::principal_of(request), "catalogue.read")) return api::missing("calendar");
  return http::json(feeds_json(db, *found, request.received));
}

using Work = std::function<Status(store::Tx&, const Calendar&)>;

/// Administrators of an organisation edit no calendars. The answer is how the sources stand then.
Result<api::Job> job_of(const Request& request, int status, Work work) {
  if (!people::may_everywhere(api::principal_of(request), "catalogue.edit")) return api::denied("catalogue.edit");
  TRY(const Id id, api::path_id(request, "calendar"));
  const auto body = std::make_shared<std::string>();
  api::Job job;
  job.work = [id, status, work = std::move(work), body](store::Tx& tx) -> Result<store::Outcome> {
    const auto calendar = tx.find<Calendar>(id);
    if (!calendar) return api::missing("calendar");
    CHECK_OK(work(tx, *calendar));
    *body = feeds_json(tx.db(), *calendar, tx.now());
    return store::Outcome{"calendar", id, 0, status};
  };
  job.present = [body](const store::Outcome&) { return http::json(*body); };
  job.again = [id](store::Connection& db, const store::Outcome&) -> Result<Response> {
    Calendar calendar;
    calendar.id = id;
    for (const HolidayFeed& feed : all_feeds_of(db, id)) calendar.feeds += feed.address + "\n";
    return http::json(feeds_json(db, calendar, Time{}));
  };
  return job;
}

Result<api::Job> fetch(Request& request) { return job_of(request, 202, ask_feeds); }

Result<api::Job> decide(Request& request) {
  TRY(const bj::value json, api::body_object(request));
  api::BodyReader body(json);
  const Id feed = body.id("feed", http::Presence::required);
  const Time held_at = body.time("held_at", http::Presence::required);
  const auto take = body.boolean("take");
  if (!take) body.refuse("field.required", "must say whether what is held is taken", "take");
  CHECK_OK(body.finish());
  const Verdict verdict = *take ? Verdict::take : Verdict::leave;
  return job_of(request, 200, [=](store::Tx& tx, const Calendar& calendar) { return decide_held(tx, calendar, feed, held_at, verdict); });
}

}  // namespace

std::vector<http::Route> holiday_feed_routes(const store::Register& reg, Catalogue& catalogue) {
  using http::Verb;
  const std::string at = "/api/v1/calendars/{id}/feeds", tag = "Calendars";
  std::vector<http::Route> routes;
  routes.push_back(api::route(Verb::get, at, "How the sources of a calendar's holidays stand", "catalogue.read", tag, {"", "HolidayFeeds"},
                              api::reading(reg, [&catalogue](store::Connection& db, Request& request) {
                                catalogue.refresh(db);
                                return read_feeds(*catalogue.now(), db, request);
                              })));
  routes.back().description =
      "`held` is a newer copy that does not hold yet, with the dates that it would add and take away: because it loses more than half of "
      "the "
      "days to come, because it has too many, or because somebody asked to look first. Until it is decided the last good copy holds.";
  routes.push_back(
      api::keyed(api::route(Verb::post, at + "/fetch", "Ask the sources of a calendar's holidays now, and look before it holds",
                            "catalogue.edit", tag, {"", "HolidayFeeds", 202}, api::writing(reg, fetch))));
  routes.back().description = "They are asked within seconds; `asked` is true until then. What differs is held until it is decided.";
  routes.push_back(api::keyed(api::route(Verb::post, at + "/decide", "Take or leave what is held of a source", "catalogue.edit", tag,
                                         {"HolidayFeedVerdict", "HolidayFeeds"}, api::writing(reg, decide))));
  routes.back().description =
      "`held_at` is the time of what you have seen. Days that are taken change the calendar, and open clocks that run by it. What is left "
      "does not come again until the source has something else.";
  return routes;
}

std::map<std::string, std::string> holiday_feed_schemas() {
  const std::string time = R"({"type":["string","null"],"format":"date-time"})";
  const std::string dates = R"({"type":"array","items":{"type":"object","required":["date","name"],"properties":{"date":{"type":"string"},)"
                            R"("name":{"type":"string"}}}})";
  return {
      {"HolidayFeeds",
       R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{"type":"object",)"
       R"("required":["id","address","days","days_ahead","last_day","fetched_at","tried_at","next_at","asked","failures","error",)"
       R"("held"],"properties":{"id":{"type":"string"},"address":{"type":"string"},"days":{"type":"integer"},)"
       R"("days_ahead":{"type":"integer","description":"From today on."},"last_day":{"type":["string","null"]},"fetched_at":)" +
           time + R"(,"tried_at":)" + time + R"(,"next_at":)" + time +
           R"(,"asked":{"type":"boolean"},"failures":{"type":"integer"},"error":{"type":["string","null"]},)"
           R"("held":{"anyOf":[{"type":"object","required":["at","why","added","added_count","gone","gone_count"],"properties":{)"
           R"("at":{"type":"string","format":"date-time"},"why":{"enum":["loses_most","too_many","asked"]},"added":)" +
           dates + R"(,"added_count":{"type":"integer"},"gone":)" + dates + R"(,"gone_count":{"type":"integer"}}},{"type":"null"}]}}}}}})"},
      {"HolidayFeedVerdict", R"({"type":"object","required":["feed","held_at","take"],"properties":{"feed":{"type":"string"},)"
                             R"("held_at":{"type":"string","format":"date-time"},"take":{"type":"boolean"}}})"}};
}

}  // namespace evenkeel::service
