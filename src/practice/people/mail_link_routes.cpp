// What the links in mails open, over HTTP. The token comes in a body: a page takes it from behind the # of its address, so that it
// stands in no log and no Referer. Asking for a new password is answered before anybody looks whether there is an account.
#include <boost/json.hpp>

#include "base/hash.hpp"
#include "practice/people/mail_links.hpp"
#include "practice/people/people_desk.hpp"
#include "practice/people/reach.hpp"
#include "practice/people/sign_in.hpp"

namespace evenkeel::people {
namespace {

using http::Presence;

// Within a quarter of an hour. An office behind one address fits below the second; tokens cannot be guessed, so the third only
// bounds the work.
constexpr int requests_of_login_most = 5;
constexpr int requests_of_address_most = 60;
constexpr int tokens_of_address_most = 120;

http::Response with_no_store(http::Response response) {
  response.set("Cache-Control", "no-store");
  return response;
}

/// Counts for the key; a refusal when none is left.
std::optional<http::Response> throttled(People& people, const std::string& key, int most) {
  const std::int64_t now_us = people.reg().world.monotonic_us();
  if (people.throttle().take(key, most, now_us)) return std::nullopt;
  return too_many_tries(people.throttle().wait_s(key, most, now_us));
}

// ---- a forgotten password --------------------------------------------------------------------------------------------------

void ask_for_reset(People& people, const http::Request& request, const http::Done& done) {
  auto json = api::body_object(request);
  if (!json) return done(http::problem(json.error()));
  api::BodyReader body(*json);
  const std::string login = body.text("login", 254, Presence::required);
  if (auto finished = body.finish(); !finished) return done(http::problem(finished.error()));
  if (auto refusal = throttled(people, "reset of " + fold_login(login), requests_of_login_most)) return done(std::move(*refusal));
  if (auto refusal = throttled(people, "reset from " + request.client_address, requests_of_address_most)) return done(std::move(*refusal));
  http::Response accepted;
  accepted.status = 202;
  done(std::move(accepted));
  if (people.options().public_url.empty()) return;  // there is nowhere to link to
  store::Command command;
  command.lane = store::Lane::bulk;
  command.actor = system_principal("password-reset").actor();
  command.run = [login](store::Tx& tx) -> Result<store::Outcome> {
    request_reset(tx, login);
    return store::Outcome{};
  };
  command.done = [](const Result<store::Outcome>&) {};  // the answer is long given; whoever waits in vain asks again
  people.reg().writer.submit(std::move(command));
}

struct Confirmation {
  Id reset;
  std::string password;
};

Result<Confirmation> read_confirmation(const People& people, const http::Request& request) {
  TRY(const boost::json::value json, api::body_object(request));
  api::BodyReader body(json);
  const std::string token = body.text("token", 200, Presence::required);
  Confirmation given{{}, body.text("password", 1'000, Presence::required)};
  CHECK_OK(body.finish());
  const auto reset = read_reset_token(people.vault(), token);
  if (!reset) return invalid("reset.invalid", "is wrong, was used already, or is older than an hour; ask for a new one", "/token");
  given.reset = *reset;
  return given;
}

void confirm_reset(People& people, http::Request request, const http::Done& done) {
  if (auto refusal = refuse_token(people, request)) return done(std::move(*refusal));
  auto given = read_confirmation(people, request);
  if (!given) return done(http::problem(given.error()));
  std::optional<Person> person;
  people.reg().readers.read([&](store::Connection& db) { person = find_by_reset(db, given->reset, request.received); });
  // A link that was used says so in the command; the policy needs the login, which only a link that holds may tell.
  if (auto accepted = check_password_policy(given->password, person ? person->login : ""); !accepted)
    return done(http::problem(accepted.error()));
  on_password_threads(people, done, [&people, request = std::move(request), done, given = std::move(*given)]() mutable {
    api::set_principal(request, std::make_shared<const Principal>(system_principal("password-reset")));
    auto changed = std::make_shared<Id>();
    api::Job job;
    job.idempotency_key = http::IdempotencyKey::ignored;
    job.work = [reset = given.reset, hash = hash_password(given.password), changed](store::Tx& tx) -> Result<store::Outcome> {
      TRY(const Person after, reset_password(tx, reset, hash));
      *changed = after.id;
      return store::Outcome{"person", after.id, 0, 204};
    };
    job.present = [&people, changed](const store::Outcome&) {
      people.changed("person", *changed);
      return http::json("", 204);
    };
    api::submit_command(people.reg(), request, done, std::move(job));
  });
}

// ---- one incident ----------------------------------------------------------------------------------------------------------

struct Opened {
  IncidentLink link;
  Person person;
};

Result<Opened> open(People& people, const http::Request& request) {
  TRY(const boost::json::value json, api::body_object(request));
  api::BodyReader body(json);
  const std::string token = body.text("token", 300, Presence::required);
  CHECK_OK(body.finish());
  const auto link = read_link_token(people.vault(), token);
  if (!link) return link_refused();
  std::optional<Person> person;
  people.reg().readers.read([&](store::Connection& db) {
    if (link_stands(db, *link) && people.accounts().link_opens(db, link->incident, link->person, request.received))
      person = find_person(db, link->person);
  });
  if (!person || !person->active) return link_refused();
  return Opened{*link, std::move(*person)};
}

/// Who is signed in as this very person keeps the session, which is good for more.
bool has_better_session(People& people, const http::Request& request, Id person) {
  const auto now = people.accounts().by_session(request.cookie(session_cookie), request.received);
  return now && now->principal->person == person && now->principal->limit == Limit::none;
}

void open_link(People& people, http::Request request, const http::Done& done) {
  if (auto refusal = refuse_token(people, request)) return done(std::move(*refusal));
  auto opened = open(people, request);
  if (!opened) return done(http::problem(opened.error()));
  const Person& person = opened->person;
  Principal who;
  people.reg().readers.read([&](store::Connection& db) { who = people.accounts().of_session(db, person, opened->link.incident); });
  if (has_better_session(people, request, person.id)) {
    Principal whole = principal_of(person);
    whole.only_incident = opened->link.incident;
    return done(with_no_store(http::json(session_body(people, nullptr, person, whole, csrf_of(request.cookie(session_cookie))))));
  }
  const NewSession session = new_session(people, request);
  const std::string former(request.cookie(session_cookie));
  api::set_principal(request, std::make_shared<const Principal>(who));
  api::Job job;
  job.idempotency_key = http::IdempotencyKey::ignored;
  job.work = [&people, link = opened->link, session, former](store::Tx& tx) -> Result<store::Outcome> {
    const auto now = tx.find<Person>(link.person);
    if (!now || !now->active || !link_stands(tx.db(), link) || !people.accounts().link_opens(tx.db(), link.incident, link.person, tx.now()))
      return link_refused();
    write_session(tx, session, now->id, former, link.incident);
    return store::Outcome{"person", now->id};
  };
  job.present = [&people, session, former, body = session_body(people, nullptr, person, who, session.csrf)](const store::Outcome&) {
    if (!former.empty()) people.accounts().forget_session(hash_of_secret(former));
    http::Response response = with_no_store(http::json(body));
    set_cookies(response, session);
    return response;
  };
  api::submit_command(people.reg(), request, done, std::move(job));
}

Result<api::Job> end_theirs(People& people, http::Request& request) {
  TRY(const Id id, api::path_id(request, "person"));
  api::Job job;
  job.work = [id](store::Tx& tx) -> Result<store::Outcome> {
    if (!tx.find<Person>(id)) return api::missing("person");
    end_links(tx, id);
    return store::Outcome{"person", id, 0, 204};
  };
  job.present = [&people, id](const store::Outcome&) {
    people.changed("person", id);
    return http::json("", 204);
  };
  return within_reach(api::principal_of(request), id, "people.sessions", std::move(job));
}

}  // namespace

std::optional<http::Response> refuse_token(People& people, const http::Request& request) {
  return throttled(people, "token from " + request.client_address, tokens_of_address_most);
}

Error link_refused() {
  return error(Fault::unauthenticated, "link.invalid", "This link is wrong or has run out; sign in, or ask the service desk.", "/token");
}

void add_mail_link_routes(People& people, std::vector<http::Route>& routes) {
  using http::Verb;
  const std::string tag = "Session";
  auto with = [&people](auto function) -> http::Handler {
    return [&people, function](http::Request request, const http::Done& done) { function(people, std::move(request), done); };
  };
  routes.push_back(api::route(Verb::post, "/api/v1/session/reset", "Ask for a link to set a new password, by mail", "", tag,
                              {"ResetRequest", "", 202}, with(ask_for_reset)));
  routes.back().description =
      "`login` is the login or the mail address. The answer is the same whether there is such an account or not. The mail links to "
      "`/reset#TOKEN` of the console, good once and for an hour.";
  routes.push_back(api::route(Verb::post, "/api/v1/session/reset/confirm", "Set a new password with the token of the mail", "", tag,
                              {"ResetConfirmation", "", 204}, with(confirm_reset)));
  routes.back().description = "Ends all sessions of the person, who then signs in; a second factor is asked for as always.";
  routes.push_back(api::route(Verb::post, "/api/v1/session/link", "Open the one incident that a mail links to, without signing in", "", tag,
                              {"LinkRequest", "Session"}, with(open_link)));
  routes.back().description =
      "Mails to callers link to `/link#TOKEN`. The page sends the token here and drops it from its address. The session (`limit` is "
      "`incident`, `incident` its id) reads this incident and its story, comments, attaches files, confirms, rejects and rates; "
      "everything else is 403 `session.link_only`. It holds until 30 days after the incident was closed. Who is signed in as the same "
      "person keeps that session.";
  routes.back().also = {401};  // not a link of ours, or no longer
  routes.push_back(api::route(Verb::del, "/api/v1/people/{id}/links", "End all links that were mailed to a person so far",
                              "people.sessions", tag, {"", "", 204},
                              api::writing(people.reg(), [&people](http::Request& request) { return end_theirs(people, request); })));
}

}  // namespace evenkeel::people
