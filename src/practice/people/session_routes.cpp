// Set-up, sign-in, sign-out. What is asked for a secret answers alike whether the login exists or not, in words and in time.
#include <boost/json.hpp>

#include "base/hash.hpp"
#include "base/text.hpp"
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

void check_and_open(People& people, http::Request& request, const http::Done& done, const Credentials& given, Try attempt) {
  std::optional<Person> person;
  people.reg().readers.read([&](store::Connection& db) { person = find_by_login(db, given.login); });
  const bool usable = person && person->active && !person->password_hash.empty();
  const bool right = check_password(usable ? person->password_hash : nobodys_hash(), given.password);
  if (!usable || !right) return done(http::problem(refused()));
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

Result<api::Job> sign_out(People& people, http::Request& request) {
  if (api::principal_of(request).token)
    return error(Fault::conflict, "session.none", "A token has no session to end; revoke the token instead.");
  const std::string hash = hash_of_secret(request.cookie(session_cookie));
  api::Job job;
  job.idempotency_key = http::IdempotencyKey::ignored;
  job.work = [hash, id = api::principal_of(request).person](store::Tx& tx) -> Result<store::Outcome> {
    end_session(tx, hash);
    return store::Outcome{"person", id, 0, 204};
  };
  job.present = [&people, hash, secure = request.secure](const store::Outcome&) {
    people.accounts().forget_session(hash);
    http::Response response = http::json("", 204);
    clear_cookies(response, secure);
    return response;
  };
  return job;
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
  routes.back().also = {401};  // not the password
  routes.push_back(api::route(Verb::del, "/api/v1/session", "Sign out", "self.session", tag, {"", "", 204},
                              api::writing(reg, [&people](http::Request& request) { return sign_out(people, request); })));
}

}  // namespace evenkeel::people
