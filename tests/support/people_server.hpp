// A register with people, and their routes behind the guard, for tests: requests go in as values, answers come back.
#pragma once
#include <boost/json.hpp>

#include "base/hash.hpp"
#include "practice/people/absence_desk.hpp"
#include "practice/people/outside_group.hpp"
#include "practice/people/people.hpp"
#include "practice/people/people_desk.hpp"
#include "support/answer.hpp"
#include "support/test_register.hpp"

namespace evenkeel::people {

inline const std::string good_password = "a keel that holds";

class TestPeople {
 public:
  explicit TestPeople(store::Database& database, std::vector<Role> second_factor_roles = {},
                      const std::function<void(PeopleOptions&)>& adjust = {})
      : reg_(database, people_schema() + person_skill_schema() + sign_in_schema() + sign_on_schema() + absence_schema() +
                           external_schema() + outside_group_schema()) {
    PeopleOptions options{reg_.reg(), [](std::string_view kind) { return kind == "person" ? &record::type_of<Person>() : nullptr; },
                          [](store::Tx& tx, std::string_view) { return tx.new_id(); }, Vault(std::string(32, 'v'))};
    options.second_factor_roles = std::move(second_factor_roles);
    if (adjust) adjust(options);
    people_ = std::make_unique<People>(std::move(options));
    for (http::Route& route : people_routes(*people_)) router_.add(std::move(route));
    router_.set_guard(make_guard(people_->accounts()));
    reg_.writer().start();
  }
  ~TestPeople() { reg_.writer().stop(); }

  /// More routes behind the same guard; before the first request.
  void add(std::vector<http::Route> routes) {
    for (http::Route& route : routes) router_.add(std::move(route));
  }

  People& people() { return *people_; }
  SimWorld& world() { return reg_.world; }
  store::Register& reg() { return reg_.reg(); }

  /// Runs in one transaction of the writer.
  void write(const std::function<void(store::Tx&)>& work) {
    const auto result =
        reg_.writer().run(store::Lane::people, system_principal("test").actor(), [&](store::Tx& tx) -> Result<store::Outcome> {
          work(tx);
          return store::Outcome{};
        });
    EXPECT_TRUE(result);
  }

  /// A person with the roles; with a login, `good_password` opens the account.
  Person add(const std::string& name, std::vector<std::string> roles, const std::string& login = {}) {
    Person person;
    write([&](store::Tx& tx) {
      person = Person{};
      person.id = tx.new_id();
      person.name = name;
      person.roles = roles;
      person.login = login;
      if (!login.empty()) person.password_hash = hash();
      tx.insert(person, {.kind = "person.created", .root = person.id});
      index_words(tx, person);
    });
    return person;
  }
  /// A token of the person, for everything unless scopes are given.
  std::string token(Id person, std::vector<std::string> scopes = {std::string(everything_scope)}) {
    const std::string secret = new_secret(world());
    Id id;
    write([&](store::Tx& tx) {
      record::Patch patch{record::make_record(record::type_of<Token>()), std::vector<bool>(record::type_of<Token>().fields.size())};
      patch.values["name"] = std::string("test");
      patch.named[record::type_of<Token>().index("name")] = true;
      patch.values["scopes"] = scopes;
      patch.named[record::type_of<Token>().index("scopes")] = true;
      const auto made = create_token(tx, patch, person, secret);
      EXPECT_TRUE(made);
      id = made->id;
    });
    return "ek_" + to_string(id) + "_" + secret;
  }

  http::Response send(http::Request request) {
    request.received = world().now();
    if (request.client_address.empty()) request.client_address = "192.0.2.1";
    return test::answer_of(router_.handler(), std::move(request));
  }
  /// With a token in the name of somebody.
  http::Response send_as(const std::string& token, http::Verb verb, const std::string& path, const std::string& body = {},
                         std::vector<std::pair<std::string, std::string>> headers = {}) {
    http::Request request;
    request.verb = verb;
    test::set_target(request, path);
    request.body = body;
    request.headers = std::move(headers);
    if (!token.empty()) request.headers.emplace_back("authorization", "Bearer " + token);
    return send(std::move(request));
  }

 private:
  static const std::string& hash() {
    static const std::string hash = hash_password(good_password);
    return hash;
  }
  test::TestRegister reg_;
  std::unique_ptr<People> people_;
  http::Router router_;
};

/// A browser: keeps the cookies it is given.
struct Browser {
  TestPeople& server;
  std::string session = {}, csrf = {};
  std::string address = "192.0.2.1";

  http::Response send(http::Verb verb, const std::string& path, const std::string& body = {}) {
    http::Request request;
    request.verb = verb;
    request.path = path;
    request.body = body;
    request.client_address = address;
    if (!session.empty()) request.headers.emplace_back("cookie", "evenkeel_session=" + session + "; evenkeel_csrf=" + csrf);
    if (!csrf.empty()) request.headers.emplace_back("x-csrf-token", csrf);
    http::Response response = server.send(std::move(request));
    for (const auto& [name, value] : response.headers)
      if (name == "Set-Cookie") keep(value);
    return response;
  }
  http::Response sign_in(const std::string& login, const std::string& password) {
    return send(http::Verb::post, "/api/v1/session", R"({"login":")" + login + R"(","password":")" + password + R"("})");
  }
  void keep(const std::string& cookie) {
    const std::string value = cookie.substr(cookie.find('=') + 1, cookie.find(';') - cookie.find('=') - 1);
    (cookie.starts_with("evenkeel_session=") ? session : csrf) = value;
  }
};

inline std::string code_of(const http::Response& response) {
  const auto json = boost::json::parse(response.body);
  return std::string(json.at("code").as_string().c_str());
}

}  // namespace evenkeel::people
