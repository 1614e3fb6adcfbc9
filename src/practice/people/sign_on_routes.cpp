// Signing on at a provider, over HTTP: the way there, the way back, the own second factor after it, and the provider's word that a
// session has ended. A browser is never shown a bare refusal: it comes back to the page it wanted with ?sign_on=WORD, which the console
// says in words. Everything that asks the provider runs on threads of its own.
#include <boost/json.hpp>

#include "base/hash.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "http/target.hpp"
#include "practice/people/second_factor_desk.hpp"
#include "practice/people/sign_in.hpp"
#include "practice/people/sign_on_desk.hpp"
#include "practice/people/sign_on_store.hpp"
#include "practice/people/sign_on_ticket.hpp"

namespace evenkeel::people {
namespace {

using http::Presence;

/// Answers of providers that failed, from one address within a quarter of an hour; an office behind one address fits below it.
constexpr int failures_of_address_most = 120;
/// A logout token is good for some minutes; afterwards its time refuses it.
constexpr std::int64_t logout_remembered_us = 30 * us_per_minute;
constexpr std::size_t logout_body_most = 64 * 1'024;
constexpr std::size_t code_most = 6'000;  // bytes of a provider's authorization code

SignOnProvider* provider_of(const People& people, const http::Request& request) {
  for (const auto& provider : people.options().sign_on)
    if (provider->rules().name == request.capture("provider")) return provider.get();
  return nullptr;
}

std::string own_address(const People& people, std::string_view provider, std::string_view what) {
  return people.options().public_url + std::string(sign_on_path) + '/' + std::string(provider) + '/' + std::string(what);
}

// ---- answers to a browser ----------------------------------------------------------------------------------------------------

http::Response go_to(const std::string& where) {
  http::Response response = http::json("", 303);
  response.set("Location", where);
  response.set("Cache-Control", "no-store");
  response.set("Referrer-Policy", "no-referrer");
  return response;
}

/// What the console is told of an error: a word for each that somebody can do something about.
std::string_view word_of(const Error& error) {
  constexpr std::string_view plain[] = {"unavailable", "refused", "no_account", "taken", "inactive",
                                        "expired",     "denied",  "unusable",   "busy"};
  for (std::string_view word : plain)
    if (error.first().code == "sign_on." + std::string(word)) return word;
  return error.fault == Fault::unavailable && error.first().code.starts_with("store.") ? "busy" : "untrusted";
}

http::Response back(const std::string& to, std::string_view word, bool secure) {
  http::Response response = go_to(to + (to.find('?') == std::string::npos ? '?' : '&') + "sign_on=" + std::string(word));
  response.set("Set-Cookie", forget_ticket_text(secure));
  return response;
}

http::Response back(const SignOnTicket& ticket, const Error& why, bool secure) {
  log_warn("sign_on.failed", {{"provider", ticket.provider}, {"code", why.first().code}, {"what", why.first().text}});
  return back(ticket.return_to, word_of(why), secure);
}

/// Runs on the threads for providers; `failed` answers when too many wait, or when something broke.
void on_sign_on_threads(People& people, std::function<void()> job, std::function<void(const Error&)> failed) {
  auto guarded = [job = std::move(job), failed] {
    try {
      job();
    } catch (const std::exception& e) {
      log_error("sign_on.broken", {{"what", e.what()}});
      failed(error(Fault::unavailable, "sign_on.busy", "This cannot be done at the moment; try again."));
    }
  };
  if (!people.sign_on_threads().submit(std::move(guarded)))
    failed(error(Fault::unavailable, "sign_on.busy", "Too many people sign in at the same moment; try again."));
}

// ---- there ---------------------------------------------------------------------------------------------------------------------

void begin(People& people, const http::Request& request, const http::Done& done) {
  SignOnProvider* provider = provider_of(people, request);
  if (!provider) return done(http::problem(api::missing("provider")));
  const std::string name = provider->rules().name;
  SignOnTicket ticket = make_ticket(people, name, request.query_value("to").value_or("/"), request.received);
  ticket.question.redirect_uri = own_address(people, name, "callback");
  auto ask = [&people, provider, ticket, done, secure = request.secure] {
    auto address = provider->begin(ticket.question);
    if (!address) return done(back(ticket, address.error(), secure));
    http::Response response = go_to(*address);
    response.set("Set-Cookie", ticket_cookie_text(people, ticket, secure));
    done(std::move(response));
  };
  on_sign_on_threads(people, ask, [done, ticket, secure = request.secure](const Error& why) { done(back(ticket, why, secure)); });
}

// ---- and back ------------------------------------------------------------------------------------------------------------------

/// Everything that the command needs of somebody who came back.
struct Return {
  SignOnProvider* provider;
  SignOnTicket ticket;
  SignOnAnswer answer;
  NewSession session;
  std::string former;  // secret of the session that this browser had
};

struct Admitted {
  Id person;
  bool code_wanted = false;
};

Result<Admitted> open_session_of(People& people, store::Tx& tx, const Return& r) {
  const std::string once = "state " + hash_of_secret(r.ticket.question.state);
  if (was_used(tx.db(), once)) return error(Fault::conflict, "sign_on.expired", "this answer was used already");
  TRY(const Person person, admit(people, tx, r.provider->rules(), r.answer.person));
  NewSession session = r.session;
  session.by.code_wanted = !r.answer.second_factor && has_second_factor(tx.db(), person.id);
  note_used(tx, once, tx.now() + sign_on_life_us);
  write_session(tx, session, person.id, session.by.code_wanted ? std::string() : r.former);
  return Admitted{person.id, session.by.code_wanted};
}

http::Response admitted(People& people, const Return& r, const Admitted& a) {
  people.changed("person", a.person);
  const bool secure = r.session.secure;
  if (a.code_wanted) {
    http::Response response = back(r.ticket.return_to, "code", secure);
    response.set("Set-Cookie", waiting_cookie_text(r.session.secret, secure));
    return response;
  }
  if (!r.former.empty()) people.accounts().forget_session(hash_of_secret(r.former));
  http::Response response = go_to(r.ticket.return_to);
  response.set("Set-Cookie", forget_ticket_text(secure));
  set_cookies(response, r.session);
  return response;
}

void submit_return(People& people, Return r, const http::Done& done) {
  auto what = std::make_shared<Admitted>();
  auto shared = std::make_shared<const Return>(std::move(r));
  store::Command command;
  command.actor = outside_actor(shared->provider->rules().source);
  command.run = [&people, shared, what](store::Tx& tx) -> Result<store::Outcome> {
    TRY(*what, open_session_of(people, tx, *shared));
    return store::Outcome{"person", what->person};
  };
  command.done = [&people, shared, what, done](const Result<store::Outcome>& outcome) {
    if (!outcome) return done(back(shared->ticket, outcome.error(), shared->session.secure));
    people.throttle().give_back("sign-on from " + shared->session.address);
    done(admitted(people, *shared, *what));
  };
  people.reg().writer.submit(std::move(command));
}

/// What the provider said in the address: a code, or an error of RFC 6749, 4.1.2.1.
Result<std::string> code_of(const http::Request& request) {
  if (const auto refusal = request.query_value("error"); refusal && !refusal->empty()) {
    const bool by_hand = *refusal == "access_denied" || *refusal == "consent_required" || *refusal == "interaction_required";
    return error(Fault::forbidden, by_hand ? "sign_on.denied" : "sign_on.refused", "the provider sends the browser back without a code");
  }
  const std::string code(request.query_value("code").value_or(""));
  if (code.empty() || code.size() > code_most) return error(Fault::malformed, "sign_on.refused", "the provider's answer has no code");
  return code;
}

void come_back(People& people, const http::Request& request, const http::Done& done) {
  SignOnProvider* provider = provider_of(people, request);
  if (!provider) return done(http::problem(api::missing("provider")));
  const std::string name = provider->rules().name;
  auto ticket = read_ticket(people, request, name, request.query_value("state").value_or(""));
  if (!ticket) return done(back("/", "expired", request.secure));
  ticket->question.redirect_uri = own_address(people, name, "callback");
  auto code = code_of(request);
  if (!code) return done(back(*ticket, code.error(), request.secure));
  const std::string key = "sign-on from " + request.client_address;
  if (!people.throttle().take(key, failures_of_address_most, people.reg().world.monotonic_us()))
    return done(back(ticket->return_to, "busy", request.secure));
  Return r{provider, *ticket, {}, new_session(people, request), std::string(request.cookie(session_cookie))};
  auto ask = [&people, r, code = *code, issuer = std::string(request.query_value("iss").value_or("")), received = request.received,
              done]() mutable {
    auto answer = r.provider->finish(r.ticket.question, code, issuer, received);
    if (!answer) return done(back(r.ticket, answer.error(), r.session.secure));
    std::string chance(Vault::nonce_bytes, '\0');
    people.reg().world.random(chance.data(), chance.size());
    r.session.by = {r.ticket.provider,     answer->person.key,
                    answer->sid,           people.vault().seal(answer->id_token, chance, id_token_context),
                    answer->second_factor, false};
    answer->id_token.clear();
    r.answer = std::move(*answer);
    submit_return(people, std::move(r), done);
  };
  on_sign_on_threads(people, ask, [done, ticket = *ticket, secure = request.secure](const Error& why) { done(back(ticket, why, secure)); });
}

// ---- the person's own second factor ------------------------------------------------------------------------------------------

Error nothing_waits() { return error(Fault::unauthenticated, "sign_on.expired", "Signing in took too long or was ended; begin again."); }

Result<std::string> read_code(const http::Request& request) {
  TRY(const boost::json::value json, api::body_object(request));
  api::BodyReader body(json);
  std::string code = body.text("code", 40, Presence::required);
  CHECK_OK(body.finish());
  return code;
}

void give_code(People& people, http::Request request, const http::Done& done) {
  auto code = read_code(request);
  if (!code) return done(http::problem(code.error()));
  const std::string secret(waiting_secret(request));
  if (secret.empty()) return done(http::problem(nothing_waits()));
  const std::string hash = hash_of_secret(secret);
  std::optional<Session> waiting;
  std::optional<Person> person;
  people.reg().readers.read([&](store::Connection& db) {
    waiting = find_session(db, hash);
    if (waiting) person = find_person(db, waiting->person);
  });
  const bool stands = waiting && waiting->by.code_wanted && request.received - waiting->created_at < sign_on_life_us;
  if (!stands || !person || !person->active) return done(http::problem(nothing_waits()));
  std::int64_t wait_s = 0;
  auto attempt = Try::begin(people, "sign-on of " + to_string(person->id), request.client_address, wait_s);
  if (!attempt) return done(too_many_tries(wait_s));
  Arrival arrival{*person, std::move(*code)};
  arrival.by = waiting->by;
  arrival.by.code_wanted = false;
  arrival.waiting = hash;
  open_session(people, request, done, std::move(arrival), std::move(*attempt));
}

// ---- the provider ends a session ---------------------------------------------------------------------------------------------

std::string form_value(std::string_view form, std::string_view name) {
  for (std::string_view part : split(form, '&')) {
    const auto equal = part.find('=');
    std::string value;
    if (equal != std::string_view::npos && part.substr(0, equal) == name &&
        http::percent_decode(part.substr(equal + 1), http::Plus::space, value))
      return value;
  }
  return {};
}

Error logout_refused(const Error& why, const std::string& provider) {
  log_warn("sign_on.logout_refused", {{"provider", provider}, {"code", why.first().code}, {"what", why.first().text}});
  if (why.first().code == "sign_on.unavailable" || why.first().code == "sign_on.busy") return why;
  return error(Fault::malformed, "sign_on.bad_logout_token", "The logout token cannot be believed: " + why.first().text + '.');
}

Result<std::vector<Id>> end_theirs(store::Tx& tx, const std::string& provider, const LogoutNotice& notice) {
  const std::string once = "logout " + hash_of_secret(provider + ' ' + notice.token_id);
  if (was_used(tx.db(), once)) return error(Fault::malformed, "sign_on.bad_logout_token", "The logout token was used before.");
  auto people = end_sessions_of_provider(tx, provider, notice.subject, notice.sid);
  note_used(tx, once, tx.now() + logout_remembered_us);
  for (const Id person : people) tx.log("person", person, {.kind = "person.sessions_ended", .root = person});
  return people;
}

void end_from_there(People& people, const http::Request& request, const http::Done& done) {
  SignOnProvider* provider = provider_of(people, request);
  if (!provider) return done(http::problem(api::missing("provider")));
  const std::string name = provider->rules().name;
  const std::string token = form_value(request.body, "logout_token");
  if (token.empty())
    return done(http::problem(error(Fault::malformed, "sign_on.bad_logout_token", "There is no logout_token in the form.")));
  auto ask = [&people, provider, name, token, now = request.received, done] {
    auto notice = provider->read_logout(token, now);
    if (!notice) return done(http::problem(logout_refused(notice.error(), name)));
    auto ended = std::make_shared<std::vector<Id>>();
    store::Command command;
    command.actor = outside_actor(provider->rules().source);
    command.run = [name, notice = *notice, ended](store::Tx& tx) -> Result<store::Outcome> {
      TRY(*ended, end_theirs(tx, name, notice));
      return store::Outcome{};
    };
    command.done = [&people, ended, done](const Result<store::Outcome>& outcome) {
      if (!outcome) return done(http::problem(outcome.error()));
      for (const Id person : *ended) people.changed("person", person);
      http::Response response = http::json("");
      response.set("Cache-Control", "no-store");
      done(std::move(response));
    };
    people.reg().writer.submit(std::move(command));
  };
  on_sign_on_threads(people, ask, [done, name](const Error& why) { done(http::problem(logout_refused(why, name))); });
}

// ---- the ways in -------------------------------------------------------------------------------------------------------------

http::Response ways(const People& people) {
  std::string out = R"({"password":true,"password_for_all":)";
  out += people.options().password_roles.empty() ? "true" : "false";
  out += people.options().public_url.empty() ? R"(,"reset":false,"providers":[)" : R"(,"reset":true,"providers":[)";
  for (const auto& provider : people.options().sign_on) {
    if (out.back() != '[') out += ',';
    out += "{\"name\":\"" + provider->rules().name + "\",\"label\":";
    record::append_json_string(out, provider->rules().label);
    out += '}';
  }
  return http::json(out + "]}");
}

}  // namespace

void leave_provider(People& people, const SignedOn& by, const http::Done& done, http::Response signed_out) {
  SignOnProvider* provider = nullptr;
  for (const auto& one : people.options().sign_on)
    if (one->rules().name == by.provider) provider = one.get();
  if (!provider) return done(std::move(signed_out));
  auto answer = std::make_shared<http::Response>(std::move(signed_out));
  auto ask = [&people, provider, by, done, answer] {
    const std::string id_token = people.vault().open(by.sealed_id_token, id_token_context).value_or("");
    const auto address = provider->leave(id_token, people.options().public_url + "/");
    if (!address || address->empty()) return done(std::move(*answer));
    answer->status = 200;
    answer->body = "{\"leave\":";
    record::append_json_string(answer->body, *address);
    answer->body += '}';
    answer->set("Cache-Control", "no-store");
    done(std::move(*answer));
  };
  // The session here has ended already; a provider that is away does not hold anybody up.
  on_sign_on_threads(people, ask, [done, answer](const Error&) { done(std::move(*answer)); });
}

void add_sign_on_routes(People& people, std::vector<http::Route>& routes) {
  using http::Verb;
  const std::string tag = "Session", path(sign_on_path);
  auto with = [&people](auto function) -> http::Handler {
    return [&people, function](http::Request request, const http::Done& done) { function(people, std::move(request), done); };
  };
  routes.push_back(api::route(Verb::get, "/api/v1/session/ways", "How one can sign in here", "", tag, {"", "SignInWays"},
                              http::answering([&people](http::Request&) { return ways(people); })));
  routes.push_back(api::route(Verb::get, path + "/{provider}", "Go to a provider of the organisation to sign in there", "", tag,
                              {"", "", 303}, with(begin)));
  routes.back().query = {{"to", "The page to come back to, as /incidents/17; a path here, nothing else."}};
  routes.back().description =
      "For browsers: OpenID Connect, authorization code with PKCE. When it cannot be done, the browser is sent to that page with "
      "`?sign_on=WORD`: `unavailable`, `refused`, `denied`, `expired`, `untrusted`, `no_account`, `taken`, `inactive`, `unusable`, `busy`; "
      "`code`: the person's own second factor is asked for.";
  routes.push_back(
      api::route(Verb::get, path + "/{provider}/callback", "Come back from a provider", "", tag, {"", "", 303}, with(come_back)));
  routes.back().query = {
      {"state", "As it was sent."}, {"code", "What the provider gave."}, {"error", "Why it gave none."}, {"iss", "RFC 9207."}};
  routes.push_back(api::route(Verb::post, path + "/{provider}/logout", "The provider says that a session has ended", "", tag,
                              {"LogoutToken", ""}, with(end_from_there)));
  routes.back().request_type = "application/x-www-form-urlencoded";
  routes.back().body_most = logout_body_most;
  routes.back().description =
      "OpenID Connect Back-Channel Logout 1.0: register this address at the provider. Ends the sessions that the "
      "provider opened, by `sid` or by `sub`.";
  routes.push_back(api::route(Verb::post, path + "/code", "Give the code of one's own second factor after signing in at a provider", "",
                              tag, {"CodeRequest", "Session"}, with(give_code)));
  routes.back().also = {401};
}

}  // namespace evenkeel::people
