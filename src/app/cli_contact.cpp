// evenkeel contact list|add|verify|test|remove: contact points of people and teams at the command line, for whoever sets a house up or
// helps somebody who cannot sign in. What is sent leaves through the server.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "app/cli.hpp"
#include "app/opened.hpp"
#include "base/text.hpp"
#include "practice/contact/contact_desk.hpp"
#include "practice/people/accounts.hpp"
#include "practice/people/people.hpp"
#include "practice/people/people_store.hpp"
#include "practice/service/gateway.hpp"

namespace evenkeel::app {
namespace {

using contact::ContactPoint;

struct ContactArguments {
  std::string login, team, gateway, label, point, code;
};

const store::Actor actor{"system:command-line", {}};

int refuse(const Error& e) {
  for (const auto& problem : e.problems) complain(problem.text + (problem.field.empty() ? "" : " (" + problem.field + ")"));
  return 1;
}

/// Whose points are meant, and in whose name: a person does it themselves, for a team the machine's operator does.
struct Whose {
  Id person, team;
  people::Principal who;
};

template <class T>
Id named(const service::Snapshot& catalogue, const std::string& name) {
  for (const T* one : catalogue.active<T>())
    if (one->name == name) return one->id;
  return {};
}

std::optional<Whose> whose(House& house, const ContactArguments& a) {
  if (a.login.empty() == a.team.empty()) {
    complain("say whose: a login, or --team NAME");
    return std::nullopt;
  }
  if (!a.team.empty()) {
    const Id team = named<service::Team>(*house.catalogue().now(), a.team);
    if (team) return Whose{{}, team, people::system_principal("command-line")};
    complain("there is no team " + a.team);
    return std::nullopt;
  }
  std::optional<people::Person> person;
  house.reg().readers.read([&](store::Connection& db) { person = people::find_by_login(db, a.login); });
  if (person) return Whose{person->id, {}, people::principal_of(*person)};
  complain("nobody signs in as " + a.login);
  return std::nullopt;
}

/// In the name of whose it is.
std::optional<Whose> owner_of(House& house, const std::string& text) {
  const auto id = parse_id(text);
  std::optional<Whose> found;
  house.reg().readers.read([&](store::Connection& db) {
    const auto point = id ? contact::find_point(db, *id) : std::nullopt;
    if (!point) return;
    const auto person = point->person ? people::find_person(db, point->person) : std::nullopt;
    found = Whose{point->person, point->team, person ? people::principal_of(*person) : people::system_principal("command-line")};
  });
  if (!found) complain("there is no contact point " + text + "; evenkeel contact list tells which there are");
  return found;
}

std::string state_of(const ContactPoint& p, const service::Snapshot& catalogue) {
  if (p.withdrawn_at) return "takes no more messages";
  if (!p.verified_at) return "not proven";
  if (!p.gateway) return "proven";
  const auto* gateway = catalogue.get<service::Gateway>(p.gateway);
  return gateway && gateway->active ? "proven" : "its gateway is not in use";
}

std::string last_of(const contact::LastOutcome& last) {
  if (last.state.empty()) return "nothing was sent";
  return fmt::format("newest message {}{}{}", last.state, last.reason.empty() ? "" : ": ", last.reason);
}

int list(const Config& config, const ContactArguments& a) {
  Opened opened(config, OpenedAs::command_line);
  auto& house = opened.house();
  const auto whom = whose(house, a);
  if (!whom) return 1;
  const auto catalogue = house.catalogue().now();
  house.reg().readers.read([&](store::Connection& db) {
    for (const ContactPoint& p : whom->team ? contact::points_of_team(db, whom->team) : contact::points_of_person(db, whom->person))
      say(fmt::format("{}  {:<10} {:<20} {:<28} {}; {}", p.id.v, p.channel, p.label, p.shown, state_of(p, *catalogue),
                      last_of(contact::last_outcome(db, p.id))));
  });
  return 0;
}

Result<ContactPoint> run(House& house, const std::function<Result<ContactPoint>(store::Tx&)>& work) {
  ContactPoint point;
  const auto result = house.writer().run(store::Lane::people, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
    TRY(point, work(tx));
    return store::Outcome{};
  });
  if (!result) return result.error();
  return point;
}

int add(const Config& config, const ContactArguments& a) {
  Opened opened(config, OpenedAs::command_line);
  auto& house = opened.house();
  const auto whom = whose(house, a);
  if (!whom) return 1;
  const auto catalogue = house.catalogue().now();
  const Id gateway = named<service::Gateway>(*catalogue, a.gateway);
  if (!gateway) {
    complain("there is no gateway " + a.gateway + " in use");
    return 1;
  }
  const std::string target(trim(read_secret("Address: ")));
  const auto point = run(house, [&](store::Tx& tx) {
    return contact::add_point(tx, house.people().vault(), *catalogue, whom->who, {gateway, whom->team, target, a.label});
  });
  if (!point) return refuse(point.error());
  say(fmt::format("{} is added. A code goes there as soon as the server sends it; then: evenkeel contact verify {} CODE", point->shown,
                  point->id.v));
  return 0;
}

int on_point(const Config& config, const ContactArguments& a, std::string_view done,
             const std::function<Result<ContactPoint>(store::Tx&, House&, const people::Principal&, Id)>& work) {
  Opened opened(config, OpenedAs::command_line);
  auto& house = opened.house();
  const auto whom = owner_of(house, a.point);
  if (!whom) return 1;
  const auto point = run(house, [&](store::Tx& tx) { return work(tx, house, whom->who, *parse_id(a.point)); });
  if (!point) return refuse(point.error());
  say(fmt::format("{} {}", point->label.empty() ? point->shown : point->label, done));
  return 0;
}

int verify(const Config& config, const ContactArguments& a) {
  return on_point(config, a, "is proven.", [&](store::Tx& tx, House& house, const people::Principal& who, Id id) {
    return contact::prove_point(tx, house.people().vault(), *house.catalogue().now(), who, id, a.code);
  });
}
int test(const Config& config, const ContactArguments& a) {
  return on_point(config, a, "gets a test as soon as the server sends it; evenkeel contact list tells what became of it.",
                  [](store::Tx& tx, House& house, const people::Principal& who, Id id) {
                    return contact::test_point(tx, *house.catalogue().now(), who, id);
                  });
}
int remove(const Config& config, const ContactArguments& a) {
  return on_point(config, a, "is removed.", [](store::Tx& tx, House& house, const people::Principal& who, Id id) {
    return contact::remove_point(tx, *house.catalogue().now(), who, id);
  });
}

}  // namespace

void add_contact_commands(CLI::App& program, Cli& cli) {
  auto a = std::make_shared<ContactArguments>();
  auto* contact = program.add_subcommand("contact", "Contact points: how people and teams are reached beside mail")->require_subcommand(1);
  const auto command = [&](const char* name, const char* help, int (*work)(const Config&, const ContactArguments&)) {
    auto* made = contact->add_subcommand(name, help);
    made->callback([&cli, a, work] { cli.chosen = [&cli, a, work] { return work(configured(cli), *a); }; });
    return made;
  };
  const auto of_somebody = [&](CLI::App* made) {
    made->add_option("login", a->login, "Whose");
    made->add_option("--team", a->team, "Of this team, instead of a person");
    return made;
  };
  of_somebody(command("list", "List the points of a person or a team, and what became of their newest message", list));
  auto* adding = of_somebody(command("add", "Add a point and send its code; the address is asked for, or read from standard input", add));
  adding->add_option("--gateway", a->gateway, "Name of the gateway that it is reached by")->required();
  adding->add_option("--label", a->label, "What it is called: \"my mobile\"");
  for (auto* made : {command("verify", "Prove a point by the code that it got", verify),
                     command("test", "Send a test over a proven point", test), command("remove", "Remove a point", remove)})
    made->add_option("point", a->point, "Its id, as evenkeel contact list says it")->required();
  contact->get_subcommand("verify")->add_option("code", a->code, "The six digits")->required();
}

}  // namespace evenkeel::app
