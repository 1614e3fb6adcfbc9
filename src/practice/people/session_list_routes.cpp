// The sessions of a person: where one is signed in, and ending it there.
#include "practice/people/people_desk.hpp"
#include "practice/people/reach.hpp"
#include "practice/people/sign_in.hpp"

namespace evenkeel::people {
namespace {

std::string own_hash(const http::Request& request) {
  return api::principal_of(request).token ? std::string{} : hash_of_secret(request.cookie(session_cookie));
}

void append_member(std::string& out, std::string_view name, std::string_view value) {
  out.append(",\"").append(name).append("\":");
  record::append_json_string(out, value);
}

http::Response list_of(store::Connection& db, Id person, const std::string& current) {
  std::string out = "{\"items\":[";
  for (const Session& s : list_sessions(db, person)) {
    if (out.back() != '[') out += ',';
    out += "{\"id\":\"" + to_string(s.id) + "\",\"current\":" + (s.secret_hash == current ? "true" : "false");
    append_member(out, "device", s.device);
    append_member(out, "address", s.address);
    append_member(out, "created_at", format_rfc3339(s.created_at));
    append_member(out, "seen_at", format_rfc3339(s.seen_at));
    out += '}';
  }
  http::Response response = http::json(out + "]}");
  response.set("Cache-Control", "no-store");
  return response;
}

Result<http::Response> list_own(People&, store::Connection& db, http::Request& request) {
  return list_of(db, api::principal_of(request).person, own_hash(request));
}

Result<http::Response> list_theirs(People&, store::Connection& db, http::Request& request) {
  TRY(const Id id, api::path_id(request, "person"));
  CHECK_OK(check_reach(db, api::principal_of(request), id, "people.sessions"));
  if (!find_person(db, id)) return api::missing("person");
  return list_of(db, id, own_hash(request));
}

/// Ends what `end` chooses; the caches forget everything of the person, so that nothing lives on for seconds.
api::Job ending(People& people, Id person, std::function<Status(store::Tx&)> end) {
  api::Job job;
  job.idempotency_key = http::IdempotencyKey::ignored;
  job.work = [person, end = std::move(end)](store::Tx& tx) -> Result<store::Outcome> {
    CHECK_OK(end(tx));
    return store::Outcome{"person", person, 0, 204};
  };
  job.present = [&people, person](const store::Outcome&) {
    people.changed("person", person);
    return http::json("", 204);
  };
  return job;
}

Result<api::Job> end_one(People& people, http::Request& request) {
  TRY(const Id id, api::path_id(request, "session"));
  const Principal& who = api::principal_of(request);
  Id person = who.person;
  if (may(who, "people.sessions"))
    people.reg().readers.read([&](store::Connection& db) {
      const Id other = person_of_session(db, id).value_or(person);
      if (check_reach(db, who, other, "people.sessions")) person = other;
    });
  return ending(people, person, [id, person](store::Tx& tx) -> Status {
    if (!end_session_of(tx, person, id)) return api::missing("session");
    return Done{};
  });
}

Result<api::Job> end_others(People& people, http::Request& request) {
  const Id person = api::principal_of(request).person;
  return ending(people, person, [person, kept = own_hash(request)](store::Tx& tx) -> Status {
    end_other_sessions(tx, person, kept);
    return Done{};
  });
}

Result<api::Job> end_theirs(People& people, http::Request& request) {
  TRY(const Id id, api::path_id(request, "person"));
  auto job = ending(people, id, [id, kept = own_hash(request)](store::Tx& tx) -> Status {
    if (!tx.find<Person>(id)) return api::missing("person");
    end_other_sessions(tx, id, kept);  // an administrator who ends the own ones stays where they are
    tx.log("person", id, {.kind = "person.sessions_ended", .root = id});
    return Done{};
  });
  return within_reach(api::principal_of(request), id, "people.sessions", std::move(job));
}

}  // namespace

void add_session_list_routes(People& people, std::vector<http::Route>& routes) {
  using http::Verb;
  const std::string tag = "Session";
  const store::Register& reg = people.reg();
  auto reader = [&](Result<http::Response> (*function)(People&, store::Connection&, http::Request&)) {
    return api::reading(reg, [&people, function](store::Connection& db, http::Request& request) { return function(people, db, request); });
  };
  auto writer = [&](Result<api::Job> (*function)(People&, http::Request&)) {
    return api::writing(reg, [&people, function](http::Request& request) { return function(people, request); });
  };
  routes.push_back(api::route(Verb::get, "/api/v1/sessions", "Where one is signed in, the last used first", "self.read", tag,
                              {"", "SessionList"}, reader(list_own)));
  routes.push_back(api::route(Verb::del, "/api/v1/sessions", "End all own sessions but the one that asks", "self.edit", tag, {"", "", 204},
                              writer(end_others)));
  routes.push_back(api::route(Verb::del, "/api/v1/sessions/{id}", "End a session, an own one or, with people.sessions, anybody's",
                              "self.edit", tag, {"", "", 204}, writer(end_one)));
  routes.push_back(api::route(Verb::get, "/api/v1/people/{id}/sessions", "Where somebody is signed in", "people.sessions", tag,
                              {"", "SessionList"}, reader(list_theirs)));
  routes.push_back(api::route(Verb::del, "/api/v1/people/{id}/sessions", "End all sessions of a person", "people.sessions", tag,
                              {"", "", 204}, writer(end_theirs)));
}

}  // namespace evenkeel::people
