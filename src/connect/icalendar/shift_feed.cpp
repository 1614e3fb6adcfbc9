#include "connect/icalendar/shift_feed.hpp"

#include <fmt/format.h>
#include <libical/ical.h>

#include <memory>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "http/response_writer.hpp"

namespace evenkeel::icalendar {
namespace {

using roster::FeedPage;
using roster::Published;

/// How often a program should ask again: a shift that was swapped should be there before the next one begins.
constexpr const char* refresh_interval = "PT15M";

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};

icaltimetype utc(Time t) {
  return icaltime_from_timet_with_zone(static_cast<time_t>(t.us / us_per_second), 0, icaltimezone_get_utc_timezone());
}

void add_x(icalcomponent* to, const char* name, const std::string& value) {
  icalproperty* p = icalproperty_new_x(value.c_str());
  icalproperty_set_x_name(p, name);
  icalcomponent_add_property(to, p);
}

std::string name_in(const std::map<Id, std::string>& names, Id id) {
  const auto found = names.find(id);
  return found == names.end() ? to_string(id) : found->second;
}

struct Words {
  bool german;
  std::string_view on_call() const { return german ? "Bereitschaft" : "On call"; }
  std::string_view shadow() const { return german ? "Bereitschaft (hört mit)" : "On call (shadow)"; }
};

std::string summary_of(const FeedPage& page, const Published& p, const Words& words) {
  const auto part = p.shift.part == roster::Part::shadow ? words.shadow() : words.on_call();
  if (page.feed.roster) return fmt::format("{}: {}", part, name_in(page.people, p.shift.person));
  return fmt::format("{}: {}", part, name_in(page.rosters, p.shift.roster));
}

icalcomponent* event_of(const FeedPage& page, const Published& p, std::string_view host, const Words& words) {
  const std::string uid = fmt::format("shift-{}@{}", to_string(p.uid), host), summary = summary_of(page, p, words);
  std::string about = name_in(page.rosters, p.shift.roster);
  if (!p.shift.layer.empty()) about += ", " + p.shift.layer;
  icalcomponent* event = icalcomponent_new_vevent();
  const auto add = [&](icalproperty* property) { icalcomponent_add_property(event, property); };
  add(icalproperty_new_uid(uid.c_str()));
  add(icalproperty_new_dtstamp(utc(p.changed_at)));
  add(icalproperty_new_lastmodified(utc(p.changed_at)));
  add(icalproperty_new_sequence(static_cast<int>(p.sequence)));
  add(icalproperty_new_dtstart(utc(p.shift.begins_at)));
  add(icalproperty_new_dtend(utc(p.shift.ends_at)));
  add(icalproperty_new_summary(summary.c_str()));
  add(icalproperty_new_description(about.c_str()));
  add(icalproperty_new_status(p.cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
  // One is reachable, not occupied.
  add(icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
  return event;
}

Result<http::Response> answer(const roster::RosterParts& parts, const std::string& host, const http::Request& request) {
  std::string_view address = request.capture("address");
  constexpr std::string_view ending = ".ics";
  if (address.ends_with(ending)) address.remove_suffix(ending.size());
  TRY(const FeedPage page, roster::open_feed(parts, address, request.received));
  http::Response response;
  response.body = write_feed(page, host);
  const std::string tag = "\"" + to_hex(sha256(response.body)).substr(0, 32) + "\"";
  response.content_type = "text/calendar; charset=utf-8";
  if (request.header("if-none-match") == tag) {
    response.status = 304;
    response.body.clear();
  }
  response.set("ETag", tag);
  if (const Time changed = last_change(page)) response.set("Last-Modified", http::format_http_date(changed));
  response.set("Cache-Control", "private, no-cache");
  return response;
}

}  // namespace

std::string write_feed(const FeedPage& page, std::string_view host) {
  const Words words{page.language.starts_with("de")};
  const std::unique_ptr<icalcomponent, FreeComponent> calendar(icalcomponent_new(ICAL_VCALENDAR_COMPONENT));
  const auto add = [&](icalproperty* property) { icalcomponent_add_property(calendar.get(), property); };
  add(icalproperty_new_version("2.0"));
  add(icalproperty_new_prodid("-//Evenkeel//On call//EN"));
  add(icalproperty_new_method(ICAL_METHOD_PUBLISH));
  const std::string name =
      page.feed.roster ? fmt::format("{}: {}", words.on_call(), name_in(page.rosters, page.feed.roster)) : std::string(words.on_call());
  add_x(calendar.get(), "X-WR-CALNAME", name);
  add_x(calendar.get(), "X-PUBLISHED-TTL", refresh_interval);
  for (const Published& p : page.shifts) icalcomponent_add_component(calendar.get(), event_of(page, p, host, words));
  const std::unique_ptr<char, decltype(&icalmemory_free_buffer)> text(icalcomponent_as_ical_string_r(calendar.get()),
                                                                      icalmemory_free_buffer);
  std::string file(text.get());
  // RFC 7986; this library does not know the property.
  const auto at = file.find("X-WR-CALNAME");
  file.insert(at, fmt::format("REFRESH-INTERVAL;VALUE=DURATION:{}\r\n", refresh_interval));
  return file;
}

Time last_change(const FeedPage& page) {
  Time last;
  for (const Published& p : page.shifts) last = std::max(last, p.changed_at);
  return last;
}

std::vector<http::Route> feed_routes(const roster::RosterParts& parts, std::string host) {
  http::Route route;
  route.verb = http::Verb::get;
  route.path = "/api/v1/on_call/feeds/{address}";
  route.summary = "Shifts as an iCalendar file, for calendar programs";
  route.description =
      "The address is a secret that stands for its owner, made by POST /api/v1/on_call/feeds and revoked there. Events keep their UID, "
      "their "
      "SEQUENCE goes up with each change, and a shift that is gone is told as STATUS:CANCELLED. ETag and Last-Modified say whether there "
      "is anything new.";
  route.tag = "On call";
  route.response_type = "text/calendar";
  route.also = {304};
  route.handle = http::answering([parts, host = std::move(host)](http::Request& request) {
    auto response = answer(parts, host, request);
    return response ? std::move(*response) : http::problem(response.error());
  });
  return {route};
}

}  // namespace evenkeel::icalendar
