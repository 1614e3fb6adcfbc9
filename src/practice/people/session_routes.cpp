// Set-up, sign-in, sign-out. What is asked for a secret answers alike whether the login exists or not, in words and in time.
#include <algorithm>
#include <boost/json.hpp>

#include "base/hash.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "practice/people/directory.hpp"
#include "practice/people/people_desk.hpp"
#include "practice/people/sign_in.hpp"

namespace evenkeel::people {
namespace {

using http::Presence;

/// Checked when there is no such login, so that it takes as long.
const std::string& nobodys_hash() {
  static const std::string hash = hash_password("nobody has this password");
  return hash;
}

Error refused() { return error(Fault::unauthenticated, "session.refused", "Login or password is wrong."); }

struct Credentials {
  std::string login, password, code;
};

/// Where a provider is the way in, a password opens the accounts of some roles only, for the day when the provider is away.
bool may_use_password(const People& people, const Person& person) {
  const auto& roles = people.options().password_roles;
  return roles.empty() ||
         std::ranges::any_of(roles_of(person.roles), [&](Role role) { return std::ranges::find(roles, role) != roles.end(); });
}

void refuse_password(const http::Done& done, Try attempt) {
  attempt.succeeded();  // it was no guess
  done(http::problem(error(Fault::forbidden, "session.provider_only", "Sign in with the account of your organisation.")));
}

/// Who has no password here is asked of the directory; who is new to us gets an account by it.
void check_elsewhere(People& people, http::Request& request, const http::Done& done, const Credentials& given, Try attempt) {
  const auto entry = people.options().directory->sign_in(given.login, given.password);
  if (!entry) {
    attempt.succeeded();  // no guess was answered
    return done(http::problem(entry.error()));
  }
  if (!*entry) return done(http::problem(refused()));
  OutsideRow row;
  const auto applied =
      people.reg().writer.run(store::Lane::people, outside_actor(ldap_source), [&](store::Tx& tx) -> Result<store::Outcome> {
        row = apply_outside_person(people, tx, **entry);
        return store::Outcome{};
      });
  if (!applied) return done(http::problem(applied.error()));
  if (!row.done()) {
    log_warn("directory.no_account", {{"login", row.login}, {"why", row.what}});
    return done(http::problem(refused()));
  }
  people.changed("person", row.person);
  std::optional<Person> person;
  people.reg().readers.read([&](store::Connection& db) { person = find_person(db, row.person); });
  if (!person || !person->active) return done(http::problem(refused()));
  if (!may_use_password(people, *person)) return refuse_password(done, std::move(attempt));
  open_session(people, request, done, {*person, given.code}, std::move(attempt));
}

void check_and_open(People& people, http::Request& request, const http::Done& done, const Credentials& given, Try attempt) {
  std::optional<Person> person;
  people.reg().readers.read([&](store::Connection& db) { person = find_by_login(db, given.login); });
  const bool usable = person && person->active && !person->password_hash.empty();
  const bool right = check_password(usable ? person->password_hash : nobodys_hash(), given.password);
  const bool here = person && !person->password_hash.empty();
  if (!here && people.options().directory)
    return on_directory_threads(people, done, [&people, request = std::move(request), done, given, attempt = std::move(attempt)]() mutable {
      check_elsewhere(people, request, done, given, std::move(attempt));
    });
  if (!usable || !right) return done(http::problem(refused()));
  if (!may_use_password(people, *person)) return refuse_password(done, std::move(attempt));
  Arrival arrival{*person, given.code, [hash = person->password_hash](const Person& now) { return now.password_hash == hash; }};
  open_session(people, request, done, std::move(arrival), std::move(attempt));
}

Result<Credentials> read_credentials(const http::Request& request) {
  TRY(const boost::json::value json, api::body_object(request));
  api::BodyReader body(json);
  Credentials given{body.text("login", 200, Presence::required), body.text("password", 1'000, Presence::required), body.text("code", 40)};
  CHECK_OK(body.finish());
  return given;
}

void sign_in(People& people, http::Request request, const http::Done& done) {
  auto given = read_credentials(request);
  if (!given) return done(http::problem(given.error()));
  if (given->password.size() > password_most) return done(http::problem(refused()));
  std::int64_t wait_s = 0;
  auto attempt = Try::begin(people, given->login, request.client_address, wait_s);
  if (!attempt) return done(too_many_tries(wait_s));
  on_password_threads(people, done,
                      [&people, request = std::move(request), done, given = std::move(*given), attempt = std::move(*attempt)]() mutable {
                        check_and_open(people, request, done, given, std::move(attempt));
                      });
}

Result<http::Response> show_session(People& people, store::Connection& db, http::Request& request) {
  const Principal& who = api::principal_of(request);
  const auto person = find_person(db, who.person);
  if (!person) return api::missing("person");
  const std::string csrf = who.token ? std::string{} : csrf_of(request.cookie(session_cookie));
  http::Response response = http::json(session_body(people, &db, *person, who, csrf));
  response.set("Cache-Control", "no-store");
  return response;
}

api::Job ending(People& people, const std::string& hash, Id person, bool secure) {
  api::Job job;
  job.idempotency_key = http::IdempotencyKey::ignored;
  job.work = [hash, person](store::Tx& tx) -> Result<store::Outcome> {
    end_session(tx, hash);
    return store::Outcome{"person", person, 0, 204};
  };
  job.present = [&people, hash, secure](const store::Outcome&) {
    people.accounts().forget_session(hash);
    http::Response response = http::json("", 204);
    clear_cookies(response, secure);
    return response;
  };
  return job;
}

void sign_out(People& people, const http::Request& request, const http::Done& done) {
  const Principal& who = api::principal_of(request);
  if (who.token)
    return done(http::problem(error(Fault::conflict, "session.none", "A token has no session to end; revoke the token instead.")));
  const std::string hash = hash_of_secret(request.cookie(session_cookie));
  std::optional<Session> session;
  people.reg().readers.read([&](store::Connection& db) { session = find_session(db, hash); });
  http::Done answer = done;
  if (session && !session->by.provider.empty())
    answer = [&people, by = session->by, done](http::Answer a) {
      if (a.response.status != 204) return done(std::move(a));
      leave_provider(people, by, done, std::move(a.response));
    };
  api::submit_command(people.reg(), request, answer, ending(people, hash, who.person, request.secure));
}

// ---- first set-up ------------------------------------------------------------------------------------------------------

struct SetupRequest {
  SetupAnswers answers;
  std::string code, password;
};

Result<SetupRequest> read_setup(const http::Request& request) {
  TRY(const boost::json::value json, api::body_object(request));
  api::BodyReader body(json);
  SetupRequest given;
  given.code = body.text("code", 100, Presence::required);
  given.answers.organisation = body.text("organisation", 200, Presence::required);
  given.answers.name = body.text("name", 200, Presence::required);
  given.answers.login = body.text("login", 100, Presence::required);
  given.answers.mail = body.text("mail", 254, Presence::required);
  given.answers.zone = body.text("zone", 60);
  given.answers.language = body.text("language", 20);
  given.password = body.text("password", 1'000, Presence::required);
  CHECK_OK(body.finish());
  return given;
}

void run_setup(People& people, http::Request& request, const http::Done& done, const SetupRequest& given) {
  const NewSession session = new_session(people, request);
  auto person = std::make_shared<Person>();
  api::set_principal(request, std::make_shared<const Principal>(system_principal("set-up")));
  api::Job job;
  job.idempotency_key = http::IdempotencyKey::ignored;
  job.work = [&people, answers = given.answers, hash = hash_password(given.password), session,
              person](store::Tx& tx) -> Result<store::Outcome> {
    TRY(*person, set_up(people, tx, answers, hash));
    write_session(tx, session, person->id, {});
    return store::Outcome{"person", person->id, 0, 201};
  };
  job.present = [&people, session, person](const store::Outcome&) {
    people.changed("person", person->id);
    people.set_setup_code({});
    http::Response response = http::json(session_body(people, nullptr, *person, principal_of(*person), session.csrf));
    set_cookies(response, session);
    return response;
  };
  api::submit_command(people.reg(), request, done, std::move(job));
}

void set_up_register(People& people, http::Request request, const http::Done& done) {
  auto given = read_setup(request);
  if (!given) return done(http::problem(given.error()));
  bool needed = false;
  people.reg().readers.read([&](store::Connection& db) { needed = people.needs_setup(db); });
  if (!needed) return done(http::problem(error(Fault::conflict, "setup.done", "The register is set up already; sign in.")));
  std::int64_t wait_s = 0;
  auto attempt = Try::begin(people, "set-up", request.client_address, wait_s);
  if (!attempt) return done(too_many_tries(wait_s));
  if (!people.is_setup_code(given->code))
    return done(
        http::problem(error(Fault::forbidden, "setup.wrong_code", "This is not the code that the server printed at its start.", "/code")));
  attempt->succeeded();
  if (auto accepted = check_password_policy(given->password, given->answers.login); !accepted) return done(http::problem(accepted.error()));
  on_password_threads(people, done, [&people, request = std::move(request), done, given = std::move(*given)]() mutable {
    run_setup(people, request, done, given);
  });
}

}  // namespace

void add_session_routes(People& people, std::vector<http::Route>& routes) {
  using http::Verb;
  const std::string tag = "Session";
  const store::Register& reg = people.reg();
  routes.push_back(api::route(Verb::get, "/api/v1/setup", "Whether the register must be set up first", "", tag, {"", "SetupState"},
                              api::reading(reg, [&people](store::Connection& db, http::Request&) -> Result<http::Response> {
                                return http::json(people.needs_setup(db) ? R"({"needed":true})" : R"({"needed":false})");
                              })));
  routes.push_back(api::route(Verb::post, "/api/v1/setup", "Set up the organisation and the first administrator", "", tag,
                              {"Setup", "Session", 201},
                              [&people](http::Request request, http::Done done) { set_up_register(people, std::move(request), done); }));
  routes.back().also = {403};  // not the code
  routes.push_back(api::route(
      Verb::get, "/api/v1/session", "Who am I, and what may I do", "self.session", tag, {"", "Session"},
      api::reading(reg, [&people](store::Connection& db, http::Request& request) { return show_session(people, db, request); })));
  routes.push_back(api::route(Verb::post, "/api/v1/session", "Sign in; with the code of the second factor, when it is asked for", "", tag,
                              {"Credentials", "Session"},
                              [&people](http::Request request, http::Done done) { sign_in(people, std::move(request), done); }));
  routes.back().also = {401, 403};  // not the password; not with a password
  routes.push_back(api::route(Verb::del, "/api/v1/session", "Sign out", "self.session", tag, {"", "SignedOut"},
                              [&people](http::Request request, http::Done done) { sign_out(people, request, done); }));
  routes.back().also = {204};  // there is nothing to end anywhere else
}

}  // namespace evenkeel::people
