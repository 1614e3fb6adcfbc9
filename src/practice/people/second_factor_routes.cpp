// Second factors over HTTP: one's own from enrolment to removal, and the administrator's reset when everything is lost.
#include <boost/json.hpp>

#include "base/hash.hpp"
#include "practice/people/one_time.hpp"
#include "practice/people/people_desk.hpp"
#include "practice/people/reach.hpp"
#include "practice/people/second_factor_desk.hpp"
#include "practice/people/sign_in.hpp"

namespace evenkeel::people {
namespace {

using http::Presence;

constexpr std::size_t code_most = 40;  // characters: a recovery code with blanks

http::Response no_store(http::Response response) {
  response.set("Cache-Control", "no-store");
  return response;
}

Status check_session(const http::Request& request) {
  if (!api::principal_of(request).token) return Done{};
  return error(Fault::forbidden, "second_factor.by_token", "A token cannot change how its person signs in; sign in.");
}

Result<http::Response> state_of(People& people, store::Connection& db, Id id) {
  const auto person = find_person(db, id);
  if (!person) return api::missing("person");
  const auto factor = find_second_factor(db, id);
  const bool active = factor && factor->confirmed_at;
  std::string out = "{\"active\":" + std::string(active ? "true" : "false");
  out += ",\"since\":" + (active ? '"' + format_rfc3339(factor->confirmed_at) + '"' : "null");
  out += ",\"recovery_codes_left\":" + std::to_string(active ? factor->recovery_hashes.size() : 0);
  out += ",\"required\":" + std::string(people.accounts().must_have_second_factor(*person) ? "true" : "false") + '}';
  return no_store(http::json(std::move(out)));
}

std::string codes_json(const std::vector<std::string>& codes) {
  std::string out = "{\"recovery_codes\":[";
  for (const std::string& code : codes) {
    if (out.back() != '[') out += ',';
    record::append_json_string(out, code);
  }
  return out + "]}";
}

// ---- enrolment -------------------------------------------------------------------------------------------------------------

/// After the password was right: an open screen alone must not be enough to lock its owner out.
void submit_begin(People& people, const http::Request& request, const http::Done& done, const Person& person) {
  std::string secret(totp_secret_bytes, '\0');
  people.reg().world.random(secret.data(), secret.size());
  api::Job job;
  job.idempotency_key = http::IdempotencyKey::ignored;
  job.work = [&people, secret, id = person.id](store::Tx& tx) -> Result<store::Outcome> {
    TRY(const SecondFactor factor, begin_second_factor(people, tx, id, secret));
    return store::Outcome{"second_factor", factor.id, 0, 201};
  };
  job.present =
      [secret, url = totp_url(people.options().issuer, person.login.empty() ? person.name : person.login, secret)](const store::Outcome&) {
        std::string out = "{\"secret\":";
        record::append_json_string(out, to_base32(secret));
        out += ",\"url\":";
        record::append_json_string(out, url);
        return no_store(http::json(out + '}'));
      };
  api::submit_command(people.reg(), request, done, std::move(job));
}

Result<std::string> read_member(const http::Request& request, std::string_view name, std::size_t most, Presence presence) {
  CHECK_OK(check_session(request));
  TRY(const boost::json::value json, api::body_object(request));
  api::BodyReader body(json);
  std::string text = body.text(name, most, presence);
  CHECK_OK(body.finish());
  return text;
}

void begin(People& people, http::Request request, const http::Done& done) {
  auto password = read_member(request, "password", 1'000, Presence::optional);
  if (!password) return done(http::problem(password.error()));
  std::optional<Person> person;
  people.reg().readers.read([&](store::Connection& db) { person = find_person(db, api::principal_of(request).person); });
  if (!person) return done(http::problem(api::missing("person")));
  if (person->password_hash.empty()) return submit_begin(people, request, done, *person);  // signs in elsewhere: we know no password
  std::int64_t wait_s = 0;
  auto attempt = Try::begin(people, "person " + to_string(person->id), request.client_address, wait_s);
  if (!attempt) return done(too_many_tries(wait_s));
  on_password_threads(people, done,
                      [&people, request = std::move(request), done, person = *person, password = std::move(*password),
                       attempt = std::move(*attempt)]() mutable {
                        if (password.size() > password_most || !check_password(person.password_hash, password))
                          return done(http::problem(invalid("password.current_wrong", "is not the present password", "/password")));
                        attempt.succeeded();
                        submit_begin(people, request, done, person);
                      });
}

// ---- commands with a code -------------------------------------------------------------------------------------------------

using WithCode = std::function<Result<std::string>(store::Tx&, const std::string& code)>;

/// A command that takes a code and answers a body (or 204 when that is empty); wrong codes are counted.
void run_with_code(People& people, http::Request request, const http::Done& done, WithCode command) {
  auto code = read_member(request, "code", code_most, Presence::required);
  if (!code) return done(http::problem(code.error()));
  const Id person = api::principal_of(request).person;
  const std::int64_t now_us = people.reg().world.monotonic_us();
  const std::string key = "code " + to_string(person);
  if (!people.throttle().take(key, code_tries_most, now_us))
    return done(too_many_tries(people.throttle().wait_s(key, code_tries_most, now_us)));
  auto answer = std::make_shared<std::string>();
  api::Job job;
  job.idempotency_key = http::IdempotencyKey::ignored;
  job.work = [code = std::move(*code), person, answer, command = std::move(command)](store::Tx& tx) -> Result<store::Outcome> {
    TRY(*answer, command(tx, code));
    return store::Outcome{"person", person, 0, answer->empty() ? 204 : 200};
  };
  job.present = [&people, key, person, answer](const store::Outcome& outcome) {
    people.throttle().give_back(key);
    people.changed("person", person);
    return no_store(http::json(*answer, outcome.status));
  };
  api::submit_command(people.reg(), request, done, std::move(job));
}

/// What signing in answers 401 to is a mistake in a field here.
Status spend_given(const People& people, store::Tx& tx, Id person, const std::string& code) {
  auto spent = spend_code(people, tx, person, code);
  if (!spent && spent.error().fault == Fault::unauthenticated)
    return invalid("code.wrong", "is wrong, too old, or was used already", "/code");
  return spent;
}

void confirm(People& people, http::Request request, const http::Done& done) {
  const Id person = api::principal_of(request).person;
  const std::string kept = hash_of_secret(request.cookie(session_cookie));
  run_with_code(people, std::move(request), done, [&people, person, kept](store::Tx& tx, const std::string& code) -> Result<std::string> {
    TRY(const auto codes, confirm_second_factor(people, tx, person, code, kept));
    return codes_json(codes);
  });
}

void renew(People& people, http::Request request, const http::Done& done) {
  const Id person = api::principal_of(request).person;
  run_with_code(people, std::move(request), done, [&people, person](store::Tx& tx, const std::string& code) -> Result<std::string> {
    CHECK_OK(spend_given(people, tx, person, code));
    TRY(const auto codes, renew_recovery_codes(tx, person));
    return codes_json(codes);
  });
}

void remove(People& people, http::Request request, const http::Done& done) {
  const Id person = api::principal_of(request).person;
  run_with_code(people, std::move(request), done, [&people, person](store::Tx& tx, const std::string& code) -> Result<std::string> {
    CHECK_OK(spend_given(people, tx, person, code));
    CHECK_OK(remove_second_factor(tx, person, "removed by oneself"));
    return std::string{};
  });
}

/// The administrator's: ends the sessions too, since a lost telephone may have been one of them.
Result<api::Job> reset(People& people, http::Request& request) {
  CHECK_OK(check_session(request));
  TRY(const Id id, api::path_id(request, "person"));
  api::Job job;
  job.work = [id](store::Tx& tx) -> Result<store::Outcome> {
    if (!tx.find<Person>(id)) return api::missing("person");
    CHECK_OK(remove_second_factor(tx, id, "reset by an administrator"));
    end_sessions(tx, id);
    return store::Outcome{"person", id, 0, 204};
  };
  job.present = [&people, id](const store::Outcome&) {
    people.changed("person", id);
    return http::json("", 204);
  };
  return within_reach(api::principal_of(request), id, "people.second_factor", std::move(job));
}

}  // namespace

void add_second_factor_routes(People& people, std::vector<http::Route>& routes) {
  using http::Verb;
  const std::string tag = "Second factor";
  const store::Register& reg = people.reg();
  auto add = [&](Verb verb, std::string path, std::string summary, std::string permission, api::Shape shape, http::Handler handle) {
    routes.push_back(
        api::route(verb, std::move(path), std::move(summary), std::move(permission), tag, std::move(shape), std::move(handle)));
  };
  auto with = [&people](void (*function)(People&, http::Request, const http::Done&)) -> http::Handler {
    return [&people, function](http::Request request, const http::Done& done) { function(people, std::move(request), done); };
  };
  const std::string own = "/api/v1/session/second-factor", permission = "self.second_factor";
  add(Verb::get, own, "Whether signing in asks for a code", permission, {"", "SecondFactor"},
      api::reading(reg, [&people](store::Connection& db, http::Request& request) {
        return state_of(people, db, api::principal_of(request).person);
      }));
  add(Verb::post, own, "Begin a second factor: the secret for an authenticator app, answered this once", permission,
      {"SecondFactorRequest", "NewSecondFactor", 201}, with(begin));
  routes.back().description =
      "`password` is the present one, needed when the account has one. `url` is for a QR code. Nothing is asked for until a code of the "
      "app "
      "was sent to `confirm`; beginning again before that makes a new secret.";
  add(Verb::post, own + "/confirm", "Prove the app with a code: from now on it is asked for; answers the recovery codes, this once",
      permission, {"CodeRequest", "RecoveryCodes"}, with(confirm));
  routes.back().description = "Ends the person's other sessions.";
  add(Verb::post, own + "/recovery-codes", "New recovery codes; the old ones are void", permission, {"CodeRequest", "RecoveryCodes"},
      with(renew));
  add(Verb::post, own + "/remove", "Remove the second factor, with a code of it or a recovery code", permission, {"CodeRequest", "", 204},
      with(remove));
  add(Verb::get, "/api/v1/people/{id}/second-factor", "Whether somebody has a second factor", "people.second_factor", {"", "SecondFactor"},
      api::reading(reg, [&people](store::Connection& db, http::Request& request) -> Result<http::Response> {
        TRY(const Id id, api::path_id(request, "person"));
        CHECK_OK(check_reach(db, api::principal_of(request), id, "people.second_factor"));
        return state_of(people, db, id);
      }));
  add(Verb::del, "/api/v1/people/{id}/second-factor", "Reset somebody's second factor; ends their sessions", "people.second_factor",
      {"", "", 204}, api::writing(reg, [&people](http::Request& request) { return reset(people, request); }));
}

}  // namespace evenkeel::people
