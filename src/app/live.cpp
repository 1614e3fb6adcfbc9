#include "app/live.hpp"

#include <fmt/format.h>

#include <set>

#include "practice/incident/incidents.hpp"

namespace evenkeel::app {
namespace {

constexpr std::int64_t reauthorise_us = us_per_minute;  // a stream outlives neither its session nor its rights by more

/// One event a hint; several changes of one incident in one go become its newest.
std::string format_hints(const std::vector<store::Hint>& hints) {
  std::string out;
  std::set<std::pair<std::string, std::int64_t>> told;
  std::vector<const store::Hint*> newest;
  for (auto h = hints.rbegin(); h != hints.rend(); ++h)
    if (told.insert({h->subject_kind, h->subject.v}).second) newest.push_back(&*h);
  for (auto h = newest.rbegin(); h != newest.rend(); ++h)
    out += fmt::format("id: {}\nevent: hint\ndata: {{\"subject\":\"{}\",\"id\":\"{}\",\"root\":\"{}\",\"version\":{},\"kind\":\"{}\"}}\n\n",
                       (*h)->seq, (*h)->subject_kind, (*h)->subject.v, (*h)->root.v, (*h)->version, (*h)->kind);
  return out;
}

struct Stream {
  std::shared_ptr<const people::Principal> who;
  std::string session, bearer;
  std::int64_t checked_us = 0;
};

}  // namespace

std::vector<http::Route> live_routes(const store::Register& reg, const store::Feed& feed, people::Accounts& accounts) {
  http::Route route;
  route.verb = http::Verb::get;
  route.path = "/api/v1/events";
  route.summary = "Live hints as server-sent events";
  route.description =
      "Each event says that a subject has a new version; screens fetch what they show. Last-Event-ID continues a stream; an event `reload` "
      "says that too much was missed.";
  route.permission = "self.session";
  route.tag = "Live";
  route.response_type = "text/event-stream";
  route.handle = [&reg, &feed, &accounts](http::Request request, http::Done done) {
    auto stream = std::make_shared<Stream>();
    stream->who = std::make_shared<people::Principal>(api::principal_of(request));
    stream->session = request.cookie(people::session_cookie);
    stream->bearer = api::bearer_token(request);
    stream->checked_us = reg.world.monotonic_us();
    http::EventStream events;
    events.cursor = feed.newest();
    if (const auto last = parse_id(request.header("last-event-id")); last && last->v <= events.cursor) events.cursor = last->v;
    events.next = [&reg, &feed, &accounts, stream](std::int64_t cursor) -> std::optional<std::pair<std::string, std::int64_t>> {
      if (reg.world.monotonic_us() - stream->checked_us > reauthorise_us) {
        const auto now = reg.world.now();
        const auto credential = stream->bearer.empty() ? accounts.by_session(stream->session, now) : accounts.by_token(stream->bearer, now);
        if (!credential || credential->principal->person != stream->who->person) return std::nullopt;
        stream->who = credential->principal;
        stream->checked_us = reg.world.monotonic_us();
      }
      const auto hints = feed.since(cursor);
      if (!hints) return std::pair(std::string("event: reload\ndata: {}\n\n"), feed.newest());
      if (hints->empty()) return std::pair(std::string(), cursor);
      std::vector<store::Hint> visible;
      reg.readers.read([&](store::Connection& db) { visible = incident::visible_hints(db, *stream->who, reg.world.now(), *hints); });
      return std::pair(format_hints(visible), hints->back().seq);
    };
    done(std::move(events));
  };
  return {route};
}

}  // namespace evenkeel::app
