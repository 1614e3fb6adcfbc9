#include "practice/people/sign_in.hpp"

#include <span>

#include "base/text.hpp"
#include "practice/people/people_desk.hpp"
#include "practice/people/second_factor_desk.hpp"

namespace evenkeel::people {
namespace {

// Failures within a quarter of an hour. The first stops guessing, the second guessing from many addresses without letting one
// stranger lock somebody out at once, the third trying one password on many logins; an office behind one address fits below it.
constexpr int login_at_address_most = 10;
constexpr int login_most = 100;
constexpr int address_most = 60;

constexpr std::size_t user_agent_most = 1'000;  // bytes that are looked at

/// A word that a User-Agent has, and what it means; the first that fits counts, since every browser names its ancestors.
struct Sign {
  std::string_view word, name;
};
constexpr Sign browsers[] = {{"Edg", "Edge"},         {"OPR/", "Opera"},     {"SamsungBrowser", "Samsung Internet"},
                             {"Firefox/", "Firefox"}, {"FxiOS", "Firefox"},  {"CriOS", "Chrome"},
                             {"Chrome/", "Chrome"},   {"Safari/", "Safari"}, {"curl/", "curl"}};
constexpr Sign systems[] = {{"Windows", "Windows"}, {"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"},
                            {"CrOS", "ChromeOS"},   {"Mac OS X", "macOS"},  {"Linux", "Linux"}};

std::string_view first_of(std::span<const Sign> signs, std::string_view text) {
  for (const Sign& sign : signs)
    if (text.find(sign.word) != std::string_view::npos) return sign.name;
  return {};
}

void on_threads(PasswordThreads& threads, const http::Done& done, std::function<void()> job) {
  auto guarded = [done, job = std::move(job)] {
    try {
      job();
    } catch (const std::exception&) {
      done(http::problem(error(Fault::unavailable, "session.unavailable", "This cannot be checked at the moment; try again.")));
    }
  };
  if (!threads.submit(std::move(guarded)))
    done(http::problem(error(Fault::unavailable, "session.busy", "Too many people sign in at the same moment; try again.")));
}

}  // namespace

std::optional<Try> Try::begin(People& people, std::string_view login, std::string_view address, std::int64_t& wait_s) {
  const std::int64_t now_us = people.reg().world.monotonic_us();
  const std::string name = fold_login(login);
  const std::pair<std::string, int> limits[] = {{"both " + name + ' ' + std::string(address), login_at_address_most},
                                                {"login " + name, login_most},
                                                {"address " + std::string(address), address_most}};
  Try attempt(people.throttle());
  for (const auto& [key, most] : limits) {
    if (!people.throttle().take(key, most, now_us)) {
      wait_s = people.throttle().wait_s(key, most, now_us);
      attempt.succeeded();  // a refused try is not counted elsewhere
      return std::nullopt;
    }
    attempt.keys_.push_back(key);
  }
  return attempt;
}

bool Try::also(std::string_view key, int most, std::int64_t now_us, std::int64_t& wait_s) {
  if (!throttle_->take(key, most, now_us)) {
    wait_s = throttle_->wait_s(key, most, now_us);
    return false;
  }
  keys_.emplace_back(key);
  return true;
}

void Try::succeeded() {
  for (const std::string& key : keys_) throttle_->give_back(key);
  keys_.clear();
}

http::Response too_many_tries(std::int64_t wait_s) {
  http::Response response = http::problem(error(Fault::too_many, "session.too_many_tries", "Too many tries; wait a while."));
  std::erase_if(response.headers, [](const auto& header) { return header.first == "Retry-After"; });
  response.set("Retry-After", std::to_string(std::max<std::int64_t>(1, wait_s)));
  return response;
}

void on_password_threads(People& people, const http::Done& done, std::function<void()> job) {
  on_threads(people.password_threads(), done, std::move(job));
}

void on_directory_threads(People& people, const http::Done& done, std::function<void()> job) {
  on_threads(people.directory_threads(), done, std::move(job));
}

NewSession new_session(People& people, const http::Request& request) {
  NewSession session;
  session.secret = new_secret(people.reg().world);
  session.csrf = csrf_of(session.secret);
  session.secure = request.secure;
  session.address = request.client_address;
  session.device = device_of(request.header("user-agent"));
  return session;
}

void write_session(store::Tx& tx, const NewSession& session, Id person, std::string_view former_secret, Id incident) {
  purge_sessions(tx, tx.now() - session_absolute_us);
  if (!former_secret.empty()) end_session(tx, hash_of_secret(former_secret));
  insert_session(
      tx, {hash_of_secret(session.secret), tx.new_id(), person, tx.now(), tx.now(), session.address, session.device, incident, session.by});
}

std::string device_of(std::string_view user_agent) {
  const std::string_view text = user_agent.substr(0, user_agent_most);
  const std::string_view browser = first_of(browsers, text), system = first_of(systems, text);
  if (browser.empty()) return system.empty() ? "Unknown" : std::string(system);
  return std::string(browser) + (system.empty() ? "" : " on " + std::string(system));
}

void open_session(People& people, http::Request& request, const http::Done& done, Arrival arrival, Try attempt) {
  bool coded = false;
  Principal who;
  people.reg().readers.read([&](store::Connection& db) {
    coded = has_second_factor(db, arrival.person.id);
    who = people.accounts().of_session(db, arrival.person, {}, arrival.by.vouched ? Vouched::yes : Vouched::no);
  });
  if (coded && arrival.code.empty()) {
    attempt.succeeded();
    return done(http::problem(error(Fault::unauthenticated, "session.code_needed",
                                    "Send the same again with the code that your authenticator app shows, or a recovery code.", "/code")));
  }
  std::int64_t wait_s = 0;
  if (coded && !attempt.also("code " + to_string(arrival.person.id), code_tries_most, people.reg().world.monotonic_us(), wait_s))
    return done(too_many_tries(wait_s));
  NewSession session = new_session(people, request);
  session.by = arrival.by;
  const std::string former(request.cookie(session_cookie));
  api::set_principal(request, std::make_shared<const Principal>(who));
  api::Job job;
  job.idempotency_key = http::IdempotencyKey::ignored;
  job.work = [&people, arrival, session, former](store::Tx& tx) -> Result<store::Outcome> {
    const auto now = tx.find<Person>(arrival.person.id);
    if (!now || !now->active || !arrival.still(*now))  // it changed since it was checked
      return error(Fault::unauthenticated, "session.refused", "Login or password is wrong.");
    if (!arrival.waiting.empty() && !find_session(tx.db(), arrival.waiting))
      return error(Fault::unauthenticated, "sign_on.expired", "Signing in took too long or was ended; begin again.");
    if (has_second_factor(tx.db(), now->id)) CHECK_OK(spend_code(people, tx, now->id, arrival.code));
    if (!arrival.waiting.empty()) end_session(tx, arrival.waiting);
    write_session(tx, session, now->id, former);
    return store::Outcome{"person", now->id};
  };
  auto kept = std::make_shared<Try>(std::move(attempt));
  job.present = [&people, session, former, kept,
                 body = session_body(people, nullptr, arrival.person, who, session.csrf)](const store::Outcome&) {
    kept->succeeded();
    if (!former.empty()) people.accounts().forget_session(hash_of_secret(former));
    http::Response response = http::json(body);
    set_cookies(response, session);
    return response;
  };
  api::submit_command(people.reg(), request, done, std::move(job));
}

void set_cookies(http::Response& response, const NewSession& session) {
  response.set("Set-Cookie", session_cookie_text(session.secret, session.secure));
  response.set("Set-Cookie", csrf_cookie_text(session.csrf, session.secure));
}

void clear_cookies(http::Response& response, bool secure) {
  response.set("Set-Cookie", session_cookie_text("", secure));
  response.set("Set-Cookie", csrf_cookie_text("", secure));
}

std::string session_body(People& people, store::Connection* db, const Person& person, const Principal& who, std::string_view csrf) {
  const record::Record r = record::to_record(person);
  std::string out = "{\"person\":";
  record::append_json(out, r);
  out += ",\"permissions\":[";
  for (std::string_view permission : permissions_of(who)) {
    if (out.back() != '[') out += ',';
    record::append_json_string(out, permission);
  }
  out += "],\"csrf\":";
  if (csrf.empty()) out += "null";
  else record::append_json_string(out, csrf);
  out += ",\"limit\":";
  if (who.limit == Limit::none) out += "null";
  else record::append_json_string(out, record::name_of(who.limit));
  out += ",\"incident\":" + (who.only_incident ? '"' + to_string(who.only_incident) + '"' : "null");
  out += ",\"names\":";
  api::Mentions mentions;
  mentions.add(r);
  people.names().append_json(out, db, mentions);
  return out + '}';
}

}  // namespace evenkeel::people
