#include "practice/people/sign_in.hpp"

#include "base/text.hpp"
#include "practice/people/people_desk.hpp"

namespace evenkeel::people {
namespace {

// Failures within a quarter of an hour. The first stops guessing, the second guessing from many addresses without letting one
// stranger lock somebody out at once, the third trying one password on many logins; an office behind one address fits below it.
constexpr int login_at_address_most = 10;
constexpr int login_most = 100;
constexpr int address_most = 60;

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
  auto guarded = [done, job = std::move(job)] {
    try {
      job();
    } catch (const std::exception&) {
      done(http::problem(error(Fault::unavailable, "session.unavailable", "This cannot be checked at the moment; try again.")));
    }
  };
  if (!people.password_threads().submit(std::move(guarded)))
    done(http::problem(error(Fault::unavailable, "session.busy", "Too many people sign in at the same moment; try again.")));
}

NewSession new_session(People& people, const http::Request& request) {
  NewSession session;
  session.secret = new_secret(people.reg().world);
  session.csrf = csrf_of(session.secret);
  session.secure = request.secure;
  session.address = request.client_address;
  return session;
}

void write_session(store::Tx& tx, const NewSession& session, Id person, std::string_view former_secret) {
  purge_sessions(tx, tx.now() - session_absolute_us);
  if (!former_secret.empty()) end_session(tx, hash_of_secret(former_secret));
  insert_session(tx, {hash_of_secret(session.secret), person, tx.now(), tx.now(), session.address});
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
  record::append_json(
      out, r, {"id", "version", "name", "mail", "phone", "login", "language", "zone", "roles", "teams", "organisation", "location", "vip"});
  out += ",\"permissions\":[";
  for (std::string_view permission : permissions_of(who)) {
    if (out.back() != '[') out += ',';
    record::append_json_string(out, permission);
  }
  out += "],\"csrf\":";
  if (csrf.empty()) out += "null";
  else record::append_json_string(out, csrf);
  out += ",\"names\":";
  api::Mentions mentions;
  mentions.add(r);
  people.names().append_json(out, db, mentions);
  return out + '}';
}

}  // namespace evenkeel::people
