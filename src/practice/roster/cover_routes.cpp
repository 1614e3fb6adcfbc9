// Overrides, cover requests, members of layers, and addresses for calendar programs, over HTTP.
#include <fmt/format.h>

#include <boost/json.hpp>

#include "practice/people/accounts.hpp"
#include "practice/roster/on_call_routes.hpp"
#include "practice/roster/roster_desk.hpp"
#include "store/row_io.hpp"

namespace evenkeel::roster {
namespace {

using http::Presence;
using people::Principal;

constexpr std::size_t note_most = 500;
constexpr std::int64_t history_us = 30 * us_per_day;  // answered requests that a person still sees

template <class T>
http::Response shown(const RosterParts& parts, store::Connection* db, const T& object, std::string_view secret_path = {}) {
  const auto r = record::to_record(object);
  api::Mentions mentions;
  mentions.add(r);
  std::string body = api::single_body(r, names_json(parts, db, mentions));
  if (!secret_path.empty()) {
    body.pop_back();
    body += R"(,"path":)";
    record::append_json_string(body, secret_path);
    body += '}';
  }
  return http::json(std::move(body));
}

template <class T>
http::Response listed(const RosterParts& parts, store::Connection& db, const std::vector<T>& all) {
  api::Mentions mentions;
  std::vector<std::string> items;
  for (const T& one : all) {
    const auto r = record::to_record(one);
    mentions.add(r);
    record::append_json(items.emplace_back(), r);
  }
  return http::json(api::list_body(items, std::nullopt, names_json(parts, &db, mentions)));
}

/// A command that answers the record it wrote.
template <class T>
api::Job job_of(const RosterParts& parts, const http::Request& request, int status,
                std::function<Result<T>(store::Tx&, const service::Snapshot&, const Principal&)> command) {
  auto done = std::make_shared<T>();
  api::Job job;
  job.work = [parts, done, status, who = api::principal_of(request),
              command = std::move(command)](store::Tx& tx) -> Result<store::Outcome> {
    TRY(*done, command(tx, *parts.catalogue.now(), who));
    return store::Outcome{std::string(record::type_of<T>().kind), done->id, done->version, status};
  };
  job.present = [parts, done](const store::Outcome&) { return shown(parts, nullptr, *done); };
  job.again = [parts](store::Connection& db, const store::Outcome& outcome) -> Result<http::Response> {
    const auto found = store::find_record(db, record::type_of<T>(), outcome.subject);
    if (!found) return api::missing(record::type_of<T>().kind);
    return shown(parts, &db, record::from_record<T>(*found));
  };
  return job;
}

Result<api::Job> make_override(const RosterParts& parts, http::Request& request) {
  TRY(const Id roster, api::path_id(request, "roster"));
  TRY(const boost::json::value json, api::body_object(request));
  api::BodyReader body(json);
  Override given;
  given.roster = roster;
  given.kind = body.choice<OverrideKind>("kind").value_or(OverrideKind::replace);
  given.person = body.id("person");
  given.instead_of = body.id("instead_of");
  given.begins_at = body.time("begins_at");
  given.ends_at = body.time("ends_at", Presence::required);
  given.note = body.text("note", note_most);
  CHECK_OK(body.finish());
  if (!given.begins_at) given.begins_at = request.received;
  return job_of<Override>(parts, request, 201, [given](store::Tx& tx, const service::Snapshot& catalogue, const Principal& who) {
    return create_override(tx, catalogue, who, given);
  });
}

Result<api::Job> end_override(const RosterParts& parts, http::Request& request) {
  TRY(const Id id, api::path_id(request, "roster_override"));
  return job_of<Override>(parts, request, 200, [id](store::Tx& tx, const service::Snapshot& catalogue, const Principal& who) {
    return withdraw_override(tx, catalogue, who, id);
  });
}

Result<api::Job> ask(const RosterParts& parts, http::Request& request) {
  TRY(const boost::json::value json, api::body_object(request));
  api::BodyReader body(json);
  CoverRequest given;
  given.roster = body.id("roster", Presence::required);
  given.kind = body.choice<CoverKind>("kind").value_or(CoverKind::cover);
  given.person = body.id("person");
  given.asked = body.id("asked");
  given.begins_at = body.time("begins_at", Presence::required);
  given.ends_at = body.time("ends_at", Presence::required);
  given.back_begins_at = body.time("back_begins_at");
  given.back_ends_at = body.time("back_ends_at");
  given.note = body.text("note", note_most);
  CHECK_OK(body.finish());
  return job_of<CoverRequest>(parts, request, 201, [given](store::Tx& tx, const service::Snapshot& catalogue, const Principal& who) {
    return ask_for_cover(tx, catalogue, who, given);
  });
}

http::Handler answering(const RosterParts& parts, CoverAnswer answer) {
  return api::writing(parts.reg, [parts, answer](http::Request& request) -> Result<api::Job> {
    TRY(const Id id, api::path_id(request, "cover_request"));
    TRY(const boost::json::value json, api::body_object(request));
    api::BodyReader body(json);
    const std::string text = body.text("answer", note_most);
    CHECK_OK(body.finish());
    return job_of<CoverRequest>(parts, request, 200,
                                [id, answer, text](store::Tx& tx, const service::Snapshot& catalogue, const Principal& who) {
                                  return answer_request(tx, catalogue, who, id, answer, text);
                                });
  });
}

/// What everybody is asked on the rosters, and what became of the own requests.
Result<http::Response> list_requests(const RosterParts& parts, store::Connection& db, http::Request& request) {
  parts.catalogue.refresh(db);
  const auto catalogue = parts.catalogue.now();
  const Principal& who = api::principal_of(request);
  std::vector<CoverRequest> all = requests_of(db, who.person, request.received - history_us);
  for (const auto* roster : catalogue->active<service::Roster>())
    for (CoverRequest& r : open_requests(db, roster->id))
      // What one colleague asks another is theirs, and of who manages the roster.
      if ((!r.asked || manages(who, *catalogue, roster->id)) &&
          std::ranges::none_of(all, [&](const CoverRequest& other) { return other.id == r.id; }))
        all.push_back(std::move(r));
  std::ranges::stable_sort(all, {}, &CoverRequest::begins_at);
  return listed(parts, db, all);
}

Result<api::Job> change_members(const RosterParts& parts, http::Request& request) {
  TRY(const Id id, api::path_id(request, "roster"));
  TRY(const boost::json::value json, api::body_object(request));
  api::BodyReader body(json);
  Member member;
  member.layer = body.text("layer", 100, Presence::required);
  member.person = body.id("person", Presence::required);
  const auto day = parse_day(body.text("from", 10, Presence::required));
  if (!day) body.refuse("roster.date", "must be a date of 1970 to 2037, as 2026-03-02", "from");
  member.from_day = day.value_or(0);
  static constexpr std::array<std::string_view, 3> changes{"join", "leave", "leave_vacant"};
  const auto change = body.one_of("change", changes, Presence::required);
  if (change == 1U) member.leaves = TurnsOfLeaver::close_up;
  if (change == 2U) member.leaves = TurnsOfLeaver::vacant;
  CHECK_OK(body.finish());
  auto done = std::make_shared<record::Record>();
  api::Job job;
  job.work = [parts, id, member, done, who = api::principal_of(request)](store::Tx& tx) -> Result<store::Outcome> {
    TRY(*done, change_member(tx, who, id, member));
    return store::Outcome{"roster", id, done->version(), 200};
  };
  job.present = [parts, done](const store::Outcome&) {
    api::Mentions mentions;
    mentions.add(*done);
    return http::json(api::single_body(*done, names_json(parts, nullptr, mentions)));
  };
  return job;
}

// ---- addresses -------------------------------------------------------------------------------------------------------

Result<api::Job> make_feed(const RosterParts& parts, http::Request& request) {
  TRY(const boost::json::value json, api::body_object(request));
  api::BodyReader body(json);
  Feed given;
  given.roster = body.id("roster");
  given.name = body.text("name", 200);
  CHECK_OK(body.finish());
  const std::string secret = people::new_secret(parts.reg.world);
  auto done = std::make_shared<Feed>();
  api::Job job;
  job.work = [parts, given, secret, done, who = api::principal_of(request)](store::Tx& tx) -> Result<store::Outcome> {
    TRY(*done, create_feed(tx, *parts.catalogue.now(), who, given, people::hash_of_secret(secret)));
    return store::Outcome{"on_call_feed", done->id, done->version, 201};
  };
  job.present = [parts, done, secret](const store::Outcome&) {
    auto response = shown(parts, nullptr, *done, fmt::format("/api/v1/on_call/feeds/{}-{}.ics", to_string(done->id), secret));
    response.set("Cache-Control", "no-store");
    return response;
  };
  // The secret is answered once and stored nowhere.
  job.idempotency_key = http::IdempotencyKey::ignored;
  return job;
}

Result<api::Job> end_feed(const RosterParts& parts, http::Request& request) {
  TRY(const Id id, api::path_id(request, "on_call_feed"));
  return job_of<Feed>(parts, request, 200,
                      [id](store::Tx& tx, const service::Snapshot&, const Principal& who) { return revoke_feed(tx, who, id); });
}

}  // namespace

std::vector<http::Route> cover_routes(const RosterParts& parts) {
  using http::Verb;
  std::vector<http::Route> routes;
  const std::string tag = "On call";
  const auto writer = [&](Result<api::Job> (*prepare)(const RosterParts&, http::Request&)) {
    return api::writing(parts.reg, [parts, prepare](http::Request& request) { return prepare(parts, request); });
  };
  const auto write = [&](Verb verb, std::string path, std::string summary, std::string permission, api::Shape shape, http::Handler handle) {
    routes.push_back(
        api::keyed(api::route(verb, std::move(path), std::move(summary), std::move(permission), tag, std::move(shape), std::move(handle))));
  };
  write(Verb::post, "/api/v1/rosters/{id}/overrides", "Put somebody on duty for a time, or take somebody off", "roster.cover",
        {"RosterOverrideRequest", "RosterOverride", 201}, writer(make_override));
  routes.back().description =
      "`replace` (unless said otherwise): `person` in place of `instead_of`, where that one is on duty, or of whoever is on duty; `add`: "
      "besides; `remove`: `instead_of` is not on duty. Without roster.manage, and not managing the roster's team, one can put on nobody "
      "but "
      "oneself. A later override is laid over an earlier one; it does not count while the person is away.";
  write(Verb::post, "/api/v1/roster_overrides/{id}/withdraw", "End an override now, or before it begins", "roster.cover",
        {"", "RosterOverride"}, writer(end_override));
  write(Verb::post, "/api/v1/rosters/{id}/members", "Bring somebody into the turns of a layer, or out of them, from a date on",
        "roster.manage", {"RosterMemberRequest", "Roster"}, writer(change_members));
  routes.back().description =
      "The order is pinned at the first hand-off on that date or later: who joins comes at the end of the "
      "round that begins there, who leaves (`leave`) is left out of it, with `leave_vacant` nobody's turn moves and theirs stay empty.";
  routes.push_back(api::route(
      Verb::get, "/api/v1/cover_requests", "What is asked on all rosters, and what became of the own requests", "roster.read", tag,
      {"", "CoverRequestList"},
      api::reading(parts.reg, [parts](store::Connection& db, http::Request& request) { return list_requests(parts, db, request); })));
  write(Verb::post, "/api/v1/cover_requests", "Ask to be stood in for, or to swap", "roster.cover",
        {"CoverRequestRequest", "CoverRequest", 201}, writer(ask));
  routes.back().description =
      "`asked` absent: everybody on the roster is asked, and the first who accepts has it. A `swap` names `asked` and, as `back_begins_at` "
      "and `back_ends_at`, when the person stands in for them in return. Whoever is asked is told by mail.";
  write(Verb::post, "/api/v1/cover_requests/{id}/accept", "Stand in", "roster.cover", {"CoverAnswer", "CoverRequest"},
        answering(parts, CoverAnswer::accept));
  write(Verb::post, "/api/v1/cover_requests/{id}/decline", "Not stand in", "roster.cover", {"CoverAnswer", "CoverRequest"},
        answering(parts, CoverAnswer::decline));
  write(Verb::post, "/api/v1/cover_requests/{id}/withdraw", "Ask no more", "roster.cover", {"CoverAnswer", "CoverRequest"},
        answering(parts, CoverAnswer::withdraw));
  routes.push_back(api::route(Verb::get, "/api/v1/on_call/feeds", "The own addresses for calendar programs", "self.feed", tag,
                              {"", "OnCallFeedList"}, api::reading(parts.reg, [parts](store::Connection& db, http::Request& request) {
                                return Result<http::Response>(listed(parts, db, feeds_of(db, api::principal_of(request).person)));
                              })));
  routes.push_back(api::route(Verb::post, "/api/v1/on_call/feeds", "Make an address for a calendar program; it is answered this once",
                              "self.feed", tag, {"OnCallFeedRequest", "NewOnCallFeed", 201}, writer(make_feed)));
  write(Verb::post, "/api/v1/on_call/feeds/{id}/revoke", "Revoke an address", "self.feed", {"", "OnCallFeed"}, writer(end_feed));
  return routes;
}

}  // namespace evenkeel::roster
