// evenkeel user add|list|password, evenkeel token create
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "app/cli.hpp"
#include "app/opened.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "practice/people/people_desk.hpp"
#include "practice/people/second_factor_desk.hpp"
#include "record/json.hpp"

namespace evenkeel::app {
namespace {

namespace json = boost::json;

struct PeopleArguments {
  std::string name, login, mail, scopes, expires = "365d";
  std::vector<std::string> roles;
};

const store::Actor actor{"system:command-line", {}};

int refuse(const Error& e) {
  for (const auto& problem : e.problems) complain(problem.text + (problem.field.empty() ? "" : " (" + problem.field + ")"));
  return 1;
}

Result<record::Patch> patch_of(const record::RecordType& type, const json::object& values) {
  return record::read_patch(type, json::value(values), {}, [](const record::Field&) { return true; });
}

std::optional<people::Person> by_login(House& house, const std::string& login) {
  std::optional<people::Person> person;
  house.reg().readers.read([&](store::Connection& db) { person = people::find_by_login(db, login); });
  if (!person) complain("nobody signs in as " + login);
  return person;
}

Result<store::Outcome> run(House& house, std::function<Result<store::Outcome>(store::Tx&)> work) {
  return house.writer().run(store::Lane::people, actor, std::move(work));
}

int set_password(House& house, const people::Person& person, const std::string& password) {
  if (auto good = people::check_password_policy(password, person.login); !good) return refuse(good.error());
  const auto hash = hash_password(password);
  const auto result = run(house, [&](store::Tx& tx) -> Result<store::Outcome> {
    if (auto done = people::set_password(tx, person.id, hash); !done) return done.error();
    return store::Outcome{};
  });
  return result ? 0 : refuse(result.error());
}

int add_user(const Config& config, const PeopleArguments& a) {
  Opened opened(config, OpenedAs::command_line);
  auto& house = opened.house();
  const auto password = read_secret("Password: ");
  if (auto good = people::check_password_policy(password, a.login); !good) return refuse(good.error());
  json::array roles;
  for (const auto& role : a.roles) roles.emplace_back(role);
  auto patch = patch_of(record::type_of<people::Person>(), {{"name", a.name}, {"login", a.login}, {"mail", a.mail}, {"roles", roles}});
  if (!patch) return refuse(patch.error());
  const auto hash = hash_password(password);
  Id id;
  const auto result = run(house, [&](store::Tx& tx) -> Result<store::Outcome> {
    TRY(const auto person, people::create_person(house.people(), tx, *patch));
    id = person.id;
    if (auto done = people::set_password(tx, person.id, hash); !done) return done.error();
    return store::Outcome{};
  });
  if (!result) return refuse(result.error());
  say(fmt::format("{} can sign in as {} (id {}).", a.name, a.login, id.v));
  return 0;
}

int reset_second_factor(const Config& config, const std::string& login) {
  Opened opened(config, OpenedAs::command_line);
  const auto person = by_login(opened.house(), login);
  if (!person) return 1;
  const auto result = run(opened.house(), [&](store::Tx& tx) -> Result<store::Outcome> {
    CHECK_OK(people::remove_second_factor(tx, person->id, "reset at the command line"));
    people::end_sessions(tx, person->id);
    return store::Outcome{};
  });
  return result ? 0 : refuse(result.error());
}

int list_users(const Config& config) {
  Opened opened(config, OpenedAs::command_line);
  opened.house().reg().readers.read([](store::Connection& db) {
    db.query("SELECT id, login, name, mail, roles, active FROM person WHERE login IS NOT NULL ORDER BY login", {},
             [](const store::Row& row) {
               say(fmt::format("{}  {:<20} {:<28} {:<32} {} {}", row.integer(0), row.text(1), row.text(2), row.text(3), row.text(4),
                               row.integer(5) ? "" : "inactive"));
             });
  });
  return 0;
}

int create_token(const Config& config, const PeopleArguments& a) {
  Opened opened(config, OpenedAs::command_line);
  auto& house = opened.house();
  const auto person = by_login(house, a.login);
  if (!person) return 1;
  const auto life = parse_duration(a.expires);
  if (!life) {
    complain("--expires must be a duration such as 90d");
    return 2;
  }
  json::array scopes;
  for (auto scope : split(a.scopes, ','))
    if (!trim(scope).empty()) scopes.emplace_back(std::string(trim(scope)));
  auto patch = patch_of(record::type_of<people::Token>(),
                        {{"name", a.name}, {"scopes", scopes}, {"expires_at", format_rfc3339(opened.world().now() + *life)}});
  if (!patch) return refuse(patch.error());
  const auto secret = people::new_secret(opened.world());
  Id id;
  const auto result = run(house, [&](store::Tx& tx) -> Result<store::Outcome> {
    TRY(const auto token, people::create_token(tx, *patch, person->id, secret));
    id = token.id;
    return store::Outcome{};
  });
  if (!result) return refuse(result.error());
  say(fmt::format("ek_{}_{}", id.v, secret));  // as Accounts reads it
  return 0;
}

}  // namespace

void add_people_commands(CLI::App& program, Cli& cli) {
  auto a = std::make_shared<PeopleArguments>();
  auto* user = program.add_subcommand("user", "People who can sign in")->require_subcommand(1);
  auto* add = user->add_subcommand("add", "Add a person; the password is asked for, or read from standard input");
  add->add_option("--name", a->name, "Name as others see it")->required();
  add->add_option("--login", a->login, "What to sign in with")->required();
  add->add_option("--mail", a->mail, "Mail address");
  add->add_option("--role", a->roles,
                  "Role; may be given several times: analyst, technician, incident_manager, administrator, auditor ...");
  add->callback([&cli, a] { cli.chosen = [&cli, a] { return add_user(configured(cli), *a); }; });
  user->add_subcommand("list", "List everybody who can sign in")->callback([&cli] {
    cli.chosen = [&cli] { return list_users(configured(cli)); };
  });
  auto* password = user->add_subcommand("password", "Set a password; ends the person's sessions");
  password->add_option("login", a->login, "Whose")->required();
  password->callback([&cli, a] {
    cli.chosen = [&cli, a] {
      Opened opened(configured(cli), OpenedAs::command_line);
      const auto person = by_login(opened.house(), a->login);
      return person ? set_password(opened.house(), *person, read_secret("New password: ")) : 1;
    };
  });
  auto* reset = user->add_subcommand("reset-second-factor", "Sign in with the password alone again; ends the person's sessions");
  reset->add_option("login", a->login, "Whose")->required();
  reset->callback([&cli, a] { cli.chosen = [&cli, a] { return reset_second_factor(configured(cli), a->login); }; });
  auto* token = program.add_subcommand("token", "API tokens")->require_subcommand(1);
  auto* create = token->add_subcommand("create", "Make a token in a person's name and print it, this once");
  create->add_option("--login", a->login, "Whose")->required();
  create->add_option("--name", a->name, "What it is for")->required();
  create->add_option("--scopes", a->scopes, "Permissions it is limited to, separated by commas; 'everything': all that the person may")
      ->required();
  create->add_option("--expires", a->expires, "How long it lives (365d)");
  create->callback([&cli, a] { cli.chosen = [&cli, a] { return create_token(configured(cli), *a); }; });
}

}  // namespace evenkeel::app
