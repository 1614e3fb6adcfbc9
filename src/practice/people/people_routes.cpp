// People over HTTP. Staff find and read people, administrators change them; everybody reads and changes a little of oneself.
#include <boost/json.hpp>

#include "base/hash.hpp"
#include "practice/people/absence_desk.hpp"
#include "practice/people/external_account.hpp"
#include "practice/people/outside_person.hpp"
#include "practice/people/people_desk.hpp"
#include "practice/people/reach.hpp"
#include "practice/people/sign_in.hpp"

namespace evenkeel::people {
namespace {

using http::Presence;
using record::type_of;

const std::vector<api::Order>& orders() {
  using api::Direction;
  static const std::vector<api::Order> all{{"name", {{"name"}, {"id"}}}, {"-created", {{"id", Direction::descending}}}};
  return all;
}

std::string names_of(People& people, store::Connection* db, const record::Record& r,
                     const std::set<std::string, std::less<>>& fields = {}) {
  api::Mentions mentions;
  mentions.add(r, fields);
  std::string names;
  people.names().append_json(names, db, mentions);
  return names;
}

/// Puts a last member into the object.
void append_absence(std::string& object, Time absent_until) {
  object.pop_back();
  object.append(",\"absent_until\":\"").append(format_rfc3339(absent_until)).append("\"}");
}

http::Response show(People& people, store::Connection* db, const record::Record& r, int status = 200) {
  std::string body = api::single_body(r, names_of(people, db, r));
  if (const Time until = db ? absent_until(*db, r.id()) : Time{}) append_absence(body, until);
  return api::versioned(std::move(body), r.version(), status);
}

bool is_own(const http::Request& request, Id person) { return api::principal_of(request).person == person; }

Result<condition::Condition> filter_of(People& people, const Principal& who, std::string_view text) {
  condition::Vocabulary vocabulary;
  vocabulary.type = &type_of<Person>();
  // Who sees a part of the people asks for what they refer to by its id only: a path into it would tell what lies outside.
  if (may_everywhere(who, "people.read")) vocabulary.kinds = people.options().kinds;
  vocabulary.readable = [](const record::RecordType&, const record::Field& f) { return f.facts.access != record::Access::secret; };
  return api::parse_filter(text, vocabulary);
}

Result<http::Response> list(People& people, store::Connection& db, http::Request& request) {
  TRY(const api::ListQuery query, api::list_query(request, orders(), type_of<Person>()));
  const Principal& who = api::principal_of(request);
  TRY(const condition::Condition filter, filter_of(people, who, query.filter));
  auto found = list_people(db, query, condition::Condition::both(filter, reach(who, "people.read")), api::asker_of(request));
  std::optional<std::string> next;
  if (found.size() > static_cast<std::size_t>(query.limit)) {
    found.pop_back();
    next = api::cursor_after(query, found.back());
  }
  std::vector<Id> ids;
  for (const record::Record& r : found) ids.push_back(r.id());
  const auto away = absent_until(db, ids);
  std::vector<std::string> items;
  api::Mentions mentions;
  for (const record::Record& r : found) {
    record::append_json(items.emplace_back(), r, query.fields);
    if (const auto until = away.find(r.id()); until != away.end()) append_absence(items.back(), until->second);
    mentions.add(r, query.fields);
  }
  std::string names;
  people.names().append_json(names, &db, mentions);
  return http::json(api::list_body(items, next, names));
}

Result<http::Response> read(People& people, store::Connection& db, Id id) {
  const auto person = find_person_record(db, id);
  if (!person) return api::missing("person");
  return show(people, &db, *person);
}

Result<http::Response> read_one(People& people, store::Connection& db, http::Request& request) {
  TRY(const Id id, api::path_id(request, "person"));
  CHECK_OK(check_reach(db, api::principal_of(request), id, "people.read"));
  return read(people, db, id);
}

/// Presents the person that a command wrote, after telling the caches.
void present_person(People& people, const http::Request& request, api::Job& job, const std::shared_ptr<Person>& person) {
  job.present = [&people, person](const store::Outcome& outcome) {
    people.changed("person", person->id);
    return show(people, nullptr, record::to_record(*person), outcome.status);
  };
  job.again = [&people, who = api::principal_of(request)](store::Connection& db, const store::Outcome& outcome) -> Result<http::Response> {
    CHECK_OK(check_reach(db, who, outcome.subject, "people.read"));
    return read(people, db, outcome.subject);
  };
}

Result<api::Job> create(People& people, http::Request& request) {
  TRY(record::Patch patch, api::body_patch(request, type_of<Person>(), {.in_organisation = true}));
  auto made = std::make_shared<Person>();
  api::Job job;
  job.work = [&people, patch = std::move(patch), made, who = api::principal_of(request)](store::Tx& tx) -> Result<store::Outcome> {
    TRY(*made, create_person(people, tx, patch, who));
    return store::Outcome{"person", made->id, made->version, 201};
  };
  present_person(people, request, job, made);
  return job;
}

Result<api::Job> change(People& people, http::Request& request) {
  TRY(const Id id, api::path_id(request, "person"));
  const Principal& who = api::principal_of(request);
  const bool own = who.person == id;
  if (!own && !may(who, "people.edit")) return api::denied("people.edit");
  TRY(const api::Seen seen, api::if_match(request, Presence::required));
  // Nobody looks after themselves: of the own record an organisation's administrator changes what everybody may.
  TRY(record::Patch patch, api::body_patch(request, type_of<Person>(), {.own = own, .in_organisation = !own}));
  auto changed = std::make_shared<Person>();
  api::Job job;
  job.work = [&people, id, seen, patch = std::move(patch), changed, who](store::Tx& tx) -> Result<store::Outcome> {
    TRY(*changed, change_person(people, tx, id, seen, patch, who));
    return store::Outcome{"person", id, changed->version, 200};
  };
  present_person(people, request, job, changed);
  return job;
}

// ---- password ------------------------------------------------------------------------------------------------------------

struct PasswordRequest {
  Id person;
  std::string password, current;
};

Result<PasswordRequest> read_password(const http::Request& request) {
  TRY(const Id id, api::path_id(request, "person"));
  if (!is_own(request, id) && !may(api::principal_of(request), "people.password")) return api::denied("people.password");
  if (api::principal_of(request).token) return error(Fault::forbidden, "password.by_token", "A token cannot set passwords; sign in.");
  TRY(const boost::json::value json, api::body_object(request));
  api::BodyReader body(json);
  PasswordRequest given{id, body.text("password", 1'000, Presence::required), {}};
  given.current = body.text("current", 1'000, is_own(request, id) ? Presence::required : Presence::optional);
  CHECK_OK(body.finish());
  return given;
}

/// On a thread for passwords: the old one is asked again for the own account, so that an open screen is not enough.
void check_and_set(People& people, http::Request& request, const http::Done& done, const PasswordRequest& given,
                   std::optional<Try> attempt) {
  const Principal& who = api::principal_of(request);
  std::optional<Person> person;
  Status in_reach = evenkeel::Done{};
  bool elsewhere = false;
  people.reg().readers.read([&](store::Connection& db) {
    in_reach = check_reach(db, who, given.person, "people.password");
    person = find_person(db, given.person);
    // Whom another system keeps gets more than an organisation's administrator may know the way into.
    elsewhere = signs_in_elsewhere(people, db, given.person) ||
                (who.person != given.person && !may_everywhere(who, "people.password") && !accounts_of(db, given.person).empty());
  });
  if (!in_reach) return done(http::problem(in_reach.error()));
  if (!person) return done(http::problem(api::missing("person")));
  if (elsewhere)
    return done(http::problem(error(Fault::conflict, "password.elsewhere", "Another system keeps this account; change it there.")));
  if (auto accepted = check_password_policy(given.password, person->login); !accepted) {
    if (attempt) attempt->succeeded();
    return done(http::problem(accepted.error()));
  }
  if (attempt) {
    if (given.current.size() > password_most || !check_password(person->password_hash, given.current))
      return done(http::problem(invalid("password.current_wrong", "is not the present password", "/current")));
    attempt->succeeded();
  }
  const bool own = attempt.has_value();
  const NewSession session = new_session(people, request);
  api::Job job;
  job.idempotency_key = http::IdempotencyKey::ignored;
  job.work = [id = given.person, hash = hash_password(given.password), own, session](store::Tx& tx) -> Result<store::Outcome> {
    TRY(const Person after, set_password(tx, id, hash));
    if (own) write_session(tx, session, id, {});
    return store::Outcome{"person", id, after.version, 204};
  };
  job.present = [&people, id = given.person, own, session](const store::Outcome&) {
    people.changed("person", id);
    http::Response response = http::json("", 204);
    if (own) set_cookies(response, session);
    return response;
  };
  api::submit_command(people.reg(), request, done, within_reach(who, given.person, "people.password", std::move(job)));
}

void change_password(People& people, http::Request request, const http::Done& done) {
  auto given = read_password(request);
  if (!given) return done(http::problem(given.error()));
  std::optional<Try> attempt;
  if (is_own(request, given->person)) {
    std::int64_t wait_s = 0;
    attempt = Try::begin(people, "person " + to_string(given->person), request.client_address, wait_s);
    if (!attempt) return done(too_many_tries(wait_s));
  }
  on_password_threads(people, done,
                      [&people, request = std::move(request), done, given = std::move(*given), attempt = std::move(attempt)]() mutable {
                        check_and_set(people, request, done, given, std::move(attempt));
                      });
}

// ---- rights of the person ------------------------------------------------------------------------------------------------

Result<http::Response> take_out(People& people, store::Connection& db, http::Request& request) {
  TRY(const Id id, api::path_id(request, "person"));
  CHECK_OK(check_reach(db, api::principal_of(request), id, "people.export"));
  TRY(std::string body, export_person(people, db, id, api::principal_of(request)));
  http::Response response = http::json(std::move(body));
  response.set("Content-Disposition", "attachment; filename=\"person-" + to_string(id) + ".json\"");
  response.set("Cache-Control", "no-store");
  return response;
}

Result<api::Job> erase(People& people, http::Request& request) {
  TRY(const Id id, api::path_id(request, "person"));
  TRY(const boost::json::value json, api::body_object(request));
  api::BodyReader body(json);
  const std::string reason = body.text("reason", 500, Presence::required);
  CHECK_OK(body.finish());
  auto erased = std::make_shared<Person>();
  api::Job job;
  job.work = [&people, id, reason, erased](store::Tx& tx) -> Result<store::Outcome> {
    TRY(*erased, erase_person(people, tx, id, reason));
    return store::Outcome{"person", id, erased->version, 200};
  };
  present_person(people, request, job, erased);
  return job;
}

http::Response list_permissions(http::Request&) {
  std::string out = "[";
  for (const Permission& p : permissions()) {
    out += out.size() > 1 ? ",{\"name\":" : "{\"name\":";
    record::append_json_string(out, p.name);
    out += ",\"text\":";
    record::append_json_string(out, p.text);
    out += ",\"roles\":[";
    for (Role role : p.roles) {
      if (out.back() != '[') out += ',';
      record::append_json_string(out, record::name_of(role));
    }
    out += "]}";
  }
  return http::json(out + ']');
}

void add_person_routes(People& people, std::vector<http::Route>& routes) {
  using http::Verb;
  const std::string tag = "People";
  const store::Register& reg = people.reg();
  auto reader = [&](Result<http::Response> (*function)(People&, store::Connection&, http::Request&)) {
    return api::reading(reg, [&people, function](store::Connection& db, http::Request& request) { return function(people, db, request); });
  };
  auto writer = [&](Result<api::Job> (*function)(People&, http::Request&)) {
    return api::writing(reg, [&people, function](http::Request& request) { return function(people, request); });
  };
  routes.push_back(api::route(Verb::get, "/api/v1/people", "Find people", "people.read", tag, {"", "PersonList"}, reader(list)));
  routes.back().query = api::list_parameters(orders());
  routes.push_back(api::keyed(
      api::route(Verb::post, "/api/v1/people", "Add a person", "people.edit", tag, {"PersonRequest", "Person", 201}, writer(create))));
  routes.push_back(api::route(Verb::get, "/api/v1/people/{id}", "A person; everybody may read oneself", "self.read", tag, {"", "Person"},
                              reader(read_one)));
  routes.push_back(api::keyed(api::route(Verb::patch, "/api/v1/people/{id}", "Change a person; phone, language and zone of oneself",
                                         "self.edit", tag, {"PersonChange", "Person"}, writer(change))));
  routes.back().if_match = http::IfMatch::required;
  routes.push_back(api::route(Verb::post, "/api/v1/people/{id}/password",
                              "Set a password, for oneself with the present one; ends all other sessions", "self.edit", tag,
                              {"PasswordRequest", "", 204},
                              [&people](http::Request request, http::Done done) { change_password(people, std::move(request), done); }));
  routes.push_back(api::route(Verb::get, "/api/v1/people/{id}/export", "Everything that is held about a person", "self.read", tag,
                              {"", "PersonExport"}, reader(take_out)));
  routes.back().description =
      "Of incidents what the reader may read: to an administrator without what lies in confidential ones, to an auditor with it.";
  routes.push_back(api::keyed(api::route(Verb::post, "/api/v1/people/{id}/erase", "Erase a person's data, for good", "people.erase", tag,
                                         {"EraseRequest", "Person"}, writer(erase))));
  routes.push_back(api::route(Verb::get, "/api/v1/permissions", "Every permission and the roles that have it", "people.permissions", tag,
                              {"", "PermissionList"}, http::answering(list_permissions)));
}

}  // namespace

std::vector<http::Route> people_routes(People& people) {
  std::vector<http::Route> routes;
  add_session_routes(people, routes);
  add_sign_on_routes(people, routes);
  add_mail_link_routes(people, routes);
  add_session_list_routes(people, routes);
  add_second_factor_routes(people, routes);
  add_person_routes(people, routes);
  add_absence_routes(people, routes);
  add_account_list_routes(people, routes);
  add_directory_routes(people, routes);
  add_token_routes(people, routes);
  return routes;
}

}  // namespace evenkeel::people
