// Opening and ending sessions: what sign-in, first set-up and a change of the own password have in common.
#pragma once
#include "practice/people/people.hpp"

namespace evenkeel::people {

/// Wrong codes of one person within a quarter of an hour, wherever they come from: three of a million are right at a time, and who
/// tries has the password already.
constexpr int code_tries_most = 10;

/// One try at a secret, counted before it is known whether it fails: for the login at this address, for the login, and for the
/// address. Equal for logins that exist and those that do not.
class Try {
 public:
  /// Empty when none is left; `wait_s` says for how long.
  static std::optional<Try> begin(People& people, std::string_view login, std::string_view address, std::int64_t& wait_s);
  /// Counts the same try for one more key; false when that has none left.
  bool also(std::string_view key, int most, std::int64_t now_us, std::int64_t& wait_s);
  /// It was no failure.
  void succeeded();

 private:
  explicit Try(Throttle& throttle) : throttle_(&throttle) {}
  Throttle* throttle_;
  std::vector<std::string> keys_;
};
/// 429 with Retry-After.
http::Response too_many_tries(std::int64_t wait_s);
/// Runs on the threads for passwords; when too many wait, answers 503.
void on_password_threads(People& people, const http::Done& done, std::function<void()> job);

/// The same on the threads that wait for the directory.
void on_directory_threads(People& people, const http::Done& done, std::function<void()> job);

/// A session that is about to be opened.
struct NewSession {
  std::string secret, csrf;
  bool secure = false;
  std::string address, device;
  SignedOn by = {};  // a provider opens it
};
NewSession new_session(People& people, const http::Request& request);
/// In the command: purges old sessions, ends the one the request came with, writes the new one (for one incident alone, when it is
/// named).
void write_session(store::Tx& tx, const NewSession& session, Id person, std::string_view former_secret, Id incident = {});
/// Sets both cookies.
void set_cookies(http::Response& response, const NewSession& session);
void clear_cookies(http::Response& response, bool secure);

/// "Firefox on Linux" from a User-Agent; "Unknown" when it says nothing we know.
std::string device_of(std::string_view user_agent);

/// Somebody whose first factor was right and who is about to get a session.
struct Arrival {
  Person person;
  std::string code;  // of the second factor, when it was given
  /// Looked at again in the transaction that opens the session: does what was checked still hold?
  std::function<bool(const Person& now)> still = [](const Person&) { return true; };
  SignedOn by = {};          // who came from a provider
  std::string waiting = {};  // digest of the session that waited for the code; it must still be there
};
/// Asks for the second factor when there is one, then opens the session. `attempt` is given back unless the code was wrong.
void open_session(People& people, http::Request& request, const http::Done& done, Arrival arrival, Try attempt);

/// What the console asks first: the person, the permissions, the CSRF token, names.
std::string session_body(People& people, store::Connection* db, const Person& person, const Principal& who, std::string_view csrf);

/// Rows: GET and POST /setup, GET, POST and DELETE /session.
void add_session_routes(People& people, std::vector<http::Route>& routes);
/// Rows: /session/ways and /session/sign-on.
void add_sign_on_routes(People& people, std::vector<http::Route>& routes);
/// After a sign-out: adds the address where the session at the provider ends to the answer, when there is one.
void leave_provider(People& people, const SignedOn& by, const http::Done& done, http::Response signed_out);
constexpr std::string_view id_token_context = "id token";  // of the Vault

/// Rows: /session/reset, /session/link, and ending somebody's links.
void add_mail_link_routes(People& people, std::vector<http::Route>& routes);
/// Rows: /sessions and those of other people.
void add_session_list_routes(People& people, std::vector<http::Route>& routes);
/// Rows: /session/second-factor and those of other people.
void add_second_factor_routes(People& people, std::vector<http::Route>& routes);
/// Rows: /absences and those of a person.
void add_absence_routes(People& people, std::vector<http::Route>& routes);
/// Rows: /people/{id}/accounts.
void add_account_list_routes(People& people, std::vector<http::Route>& routes);
/// Rows: /directory.
void add_directory_routes(People& people, std::vector<http::Route>& routes);
/// Rows: /tokens.
void add_token_routes(People& people, std::vector<http::Route>& routes);

}  // namespace evenkeel::people
