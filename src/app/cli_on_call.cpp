// evenkeel on-call, gaps, foresight, clocks: what one wants to know at a terminal by night, also while the server is down. They ask the
// same routes as the console, inside this process, so that both say the same; --json is the answer of the route.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>

#include "app/cli.hpp"
#include "app/opened.hpp"
#include "base/text.hpp"
#include "base/zone.hpp"
#include "practice/api/api.hpp"
#include "practice/service/catalogue.hpp"

namespace evenkeel::app {
namespace {

namespace bj = boost::json;

constexpr int done_code = 0, failed_code = 1, usage_code = 2;
constexpr int found_code = 3;  // there are gaps: for scripts that ask every morning

struct Arguments {
  std::string name, at, zone = "UTC", category;
  int days = 30, priority = 0;
  bool json = false;
};

std::string_view view(const bj::string& s) { return {s.data(), s.size()}; }
std::string text_of(const bj::value& value) { return value.is_string() ? std::string(view(value.get_string())) : std::string(); }
/// A member of an object; null when there is none.
const bj::value& member(const bj::value& object, std::string_view name) {
  static const bj::value none;
  const auto* o = object.if_object();
  const auto* found = o ? o->if_contains(bj::string_view(name.data(), name.size())) : nullptr;
  return found ? *found : none;
}
const bj::array& list(const bj::value& object, std::string_view name) {
  static const bj::array empty;
  const auto* found = member(object, name).if_array();
  return found ? *found : empty;
}

/// The register, asked as its routes are.
class Asking {
 public:
  explicit Asking(const Config& config) : opened_(config, OpenedAs::command_line) {}

  Time now() { return opened_.world().now(); }
  std::shared_ptr<const service::Snapshot> catalogue() { return opened_.house().catalogue().now(); }

  /// What the route answers to the one who runs the machine, who may read everything. Complains and is empty when it refuses.
  std::optional<bj::value> ask(http::Verb verb, std::string_view path, http::Request request) {
    for (const http::Route& route : opened_.house().routes()) {
      if (route.verb != verb || route.path != path) continue;
      request.verb = verb;
      request.received = now();
      api::set_principal(request, std::make_shared<const people::Principal>(people::system_principal("command-line")));
      std::optional<http::Response> answered;
      route.handle(std::move(request), [&](http::Answer answer) { answered = std::move(answer.response); });
      return answered ? read(*answered) : std::nullopt;
    }
    throw std::logic_error("no route " + std::string(path));
  }

 private:
  static std::optional<bj::value> read(const http::Response& response) {
    bj::value answer = bj::parse(response.body);
    if (response.status < 400) return answer;
    for (const bj::value& one : list(answer, "errors"))
      complain(text_of(member(one, "detail")) +
               (text_of(member(one, "pointer")).empty() ? "" : " (" + text_of(member(one, "pointer")) + ")"));
    return std::nullopt;
  }
  Opened opened_;
};

/// Instants by the clocks of a zone, people and the rest by name.
class Words {
 public:
  Words(const bj::value& answer, std::string zone) : names_(member(answer, "names")), zone_(std::move(zone)) {}

  std::string name(const bj::value& id) const {
    const std::string known = text_of(member(names_, text_of(id)));
    return known.empty() ? text_of(id) : known;
  }
  std::string names(const bj::array& ids) const {
    std::string all;
    for (const bj::value& id : ids) all += (all.empty() ? "" : ", ") + name(id);
    return all;
  }
  /// "2026-03-05 09:00"; "..." for none.
  std::string at(const bj::value& instant) const {
    const auto t = parse_rfc3339(text_of(instant));
    if (!t) return "...";
    const auto wall = format_rfc3339(Time{wall_us(zone_, *t) / us_per_minute * us_per_minute});
    return wall.substr(0, 10) + " " + wall.substr(11, 5);
  }
  /// Why nobody is on duty.
  std::string gap(const bj::value& gap) const {
    std::string why = text_of(member(gap, "why"));
    std::ranges::replace(why, '_', ' ');
    const std::string missing = names(list(gap, "missing"));
    return why + (missing.empty() ? "" : ", missing: " + missing);
  }

 private:
  const bj::value& names_;
  std::string zone_;
};

/// What was said of time can be used; complains when it cannot.
bool check(const Arguments& a) {
  if (!a.at.empty() && !parse_rfc3339(a.at)) return complain("--at must be an instant, as 2026-11-20T15:30:00Z"), false;
  if (!is_zone(a.zone)) return complain("there is no time zone " + a.zone), false;
  return true;
}

void print(const bj::value& answer) { say(bj::serialize(answer)); }

// ---- on-call ------------------------------------------------------------------------------------------------------------

/// Its name or its team's, or its id; nothing asked for: every one.
bool is_asked_for(const service::Snapshot& catalogue, std::string_view roster, const std::string& name) {
  const auto id = parse_id(roster);
  const auto* found = id ? catalogue.get<service::Roster>(*id) : nullptr;
  if (name.empty() || roster == name || !found) return name.empty() || roster == name;
  const auto* team = catalogue.get<service::Team>(found->team);
  const std::string wanted = lower_ascii(name);
  return lower_ascii(found->name) == wanted || (team && lower_ascii(team->name) == wanted);
}

void tell_people(const bj::value& duty, const bj::value& contacts, const Words& words) {
  for (const bj::value& shift : list(duty, "people")) {
    const bj::value& contact = member(contacts, text_of(member(shift, "person")));
    std::string line = "  " + words.name(member(shift, "person"));
    if (text_of(member(shift, "part")) == "shadow") line += " (listens in)";
    for (const char* way : {"phone", "mail"})
      if (const auto address = text_of(member(contact, way)); !address.empty()) line += "  " + address;
    say(line + "  until " + words.at(member(shift, "until")));
  }
  if (const bj::value& gap = member(duty, "gap"); !gap.is_null())
    say("  NOBODY: " + words.gap(gap) + "  until " + words.at(member(gap, "until")));
}

int on_call(const Config& config, const Arguments& a) {
  if (!check(a)) return usage_code;
  Asking asking(config);
  http::Request request;
  if (!a.at.empty()) request.query.emplace_back("at", a.at);
  auto answer = asking.ask(http::Verb::get, "/api/v1/on_call", std::move(request));
  if (!answer) return failed_code;
  const auto catalogue = asking.catalogue();
  bj::array items;
  for (const bj::value& item : list(*answer, "items"))
    if (is_asked_for(*catalogue, text_of(member(item, "roster")), a.name)) items.push_back(item);
  if (items.empty() && !a.name.empty()) return complain("there is no active roster, or team with one, called " + a.name), failed_code;
  answer->as_object()["items"] = std::move(items);
  if (a.json) return print(*answer), done_code;
  const Words words(*answer, a.zone);
  for (const bj::value& item : list(*answer, "items")) {
    say(words.name(member(item, "roster")));
    tell_people(item, member(*answer, "contacts"), words);
    const bj::value& next = member(item, "next");
    if (next.is_null()) continue;
    bj::array people;
    for (const bj::value& shift : list(next, "people"))
      if (text_of(member(shift, "part")) == "on_duty") people.push_back(member(shift, "person"));
    say(fmt::format("  then, {}: {}", words.at(member(next, "at")), people.empty() ? "NOBODY" : words.names(people)));
  }
  if (list(*answer, "items").empty()) say("There is no roster.");
  return done_code;
}

// ---- gaps ---------------------------------------------------------------------------------------------------------------

int gaps(const Config& config, const Arguments& a) {
  if (!check(a)) return usage_code;
  Asking asking(config);
  http::Request request;
  request.query.emplace_back("days", std::to_string(a.days));
  const auto answer = asking.ask(http::Verb::get, "/api/v1/on_call/gaps", std::move(request));
  if (!answer) return failed_code;
  const bool found = !list(*answer, "items").empty() || !list(*answer, "unreachable").empty();
  if (a.json) return print(*answer), found ? found_code : done_code;
  const Words words(*answer, a.zone);
  for (const bj::value& item : list(*answer, "items")) {
    say(words.name(member(item, "roster")));
    for (const bj::value& gap : list(item, "gaps"))
      say(fmt::format("  {}  until {}  {}", words.at(member(gap, "from")), words.at(member(gap, "until")), words.gap(gap)));
    if (const auto* more = member(item, "gaps_left_out").if_int64(); more && *more > 0) say(fmt::format("  and {} more", *more));
  }
  if (const auto& unreachable = list(*answer, "unreachable"); !unreachable.empty())
    say("On duty in that time, and no message reaches them: " + words.names(unreachable));
  if (!found) say(fmt::format("No gaps in the next {} days.", a.days));
  return found ? found_code : done_code;
}

// ---- foresight ----------------------------------------------------------------------------------------------------------

/// By name, without regard to case, or by id.
template <class T>
Id named(const service::Snapshot& catalogue, const std::string& name) {
  for (const T* one : catalogue.active<T>())
    if (to_string(one->id) == name || lower_ascii(one->name) == lower_ascii(name)) return one->id;
  return {};
}

int foresight(const Config& config, const Arguments& a) {
  if (!check(a)) return usage_code;
  Asking asking(config);
  const auto catalogue = asking.catalogue();
  bj::object question;
  const Id service = named<service::Service>(*catalogue, a.name);
  if (!service) return complain("there is no active service called " + a.name), failed_code;
  question["service"] = to_string(service);
  if (!a.category.empty()) {
    const Id category = named<service::Category>(*catalogue, a.category);
    if (!category) return complain("there is no active category called " + a.category), failed_code;
    question[catalogue->get<service::Category>(category)->parent ? "subcategory" : "category"] = to_string(category);
  }
  if (a.priority) question["priority"] = a.priority;
  if (!a.at.empty()) question["at"] = a.at;
  http::Request request;
  request.headers.emplace_back("content-type", "application/json");
  request.body = bj::serialize(question);
  const auto answer = asking.ask(http::Verb::post, "/api/v1/escalation/foresight", std::move(request));
  if (!answer) return failed_code;
  if (a.json) return print(*answer), done_code;
  const Words words(*answer, a.zone);
  const bj::value& incident = member(*answer, "incident");
  const bj::value& team = member(incident, "team");
  say(fmt::format("P{} of {} at {}: {}", bj::serialize(member(incident, "priority")), words.name(member(incident, "service")),
                  words.at(member(*answer, "at")), team.is_null() ? "no team, somebody has to route it" : "goes to " + words.name(team)));
  for (const bj::value& step : list(*answer, "sequence")) {
    std::string who = words.names(list(step, "people"));
    for (const bj::value& mailbox : list(step, "mailboxes")) who += (who.empty() ? "" : ", ") + text_of(mailbox);
    say(fmt::format("  {}  {}  ({}: {})", words.at(member(step, "at")), who.empty() ? "NOBODY" : who, text_of(member(step, "policy_name")),
                    text_of(member(step, "words"))));
  }
  if (list(*answer, "sequence").empty()) say("  Nobody would be told: no policy is for it.");
  return done_code;
}

// ---- clocks -------------------------------------------------------------------------------------------------------------

std::string duration_of(const bj::value& seconds) { return format_duration(seconds.is_int64() ? seconds.get_int64() : 0); }

int clocks(const Config& config, const Arguments& a) {
  if (!check(a)) return usage_code;
  Asking asking(config);
  http::Request request;
  request.captures.emplace_back("id", a.name);
  const auto answer = asking.ask(http::Verb::get, "/api/v1/incidents/{id}/clocks", std::move(request));
  if (!answer) return failed_code;
  if (a.json) return print(*answer), done_code;
  const Words words(*answer, a.zone);
  for (const bj::value& clock : list(*answer, "items")) {
    const bj::value &due = member(clock, "due_at"), &goal = member(clock, "goal_seconds");
    say(fmt::format("{}  {}  {}: {}, {}{}; used {} of {}", text_of(member(clock, "agreement_name")), text_of(member(clock, "target")),
                    text_of(member(clock, "goal_text")), text_of(member(clock, "state")), text_of(member(clock, "verdict")),
                    due.is_null() ? "" : ", due " + words.at(due), duration_of(member(clock, "consumed_seconds")),
                    goal.is_null() ? "?" : duration_of(goal)));
  }
  if (list(*answer, "items").empty()) say("No clock runs, or ran, on it.");
  return done_code;
}

}  // namespace

void add_on_call_commands(CLI::App& program, Cli& cli) {
  auto a = std::make_shared<Arguments>();
  const auto add = [&](const char* name, const char* help, int (*run)(const Config&, const Arguments&)) {
    auto* command = program.add_subcommand(name, help);
    command->add_flag("--json", a->json, "As the API answers it");
    command->add_option("--zone", a->zone, "Time zone of the times that are shown (UTC)");
    command->callback([&cli, a, run] { cli.chosen = [&cli, a, run] { return run(configured(cli), *a); }; });
    return command;
  };
  const char* at_help = "An instant, as 2026-11-20T15:30:00Z; now unless said";
  auto* who = add("on-call", "Who is on call now, or at a time, and who is next", on_call);
  who->add_option("roster", a->name, "A roster, or a team: its rosters; every one unless said");
  who->add_option("--at", a->at, at_help);
  auto* missing = add("gaps", "When nobody will be on call, and who cannot be reached. Exit code 3: there are gaps", gaps);
  missing->add_option("--days", a->days, "How far ahead (30)");
  auto* would = add("foresight", "Who would be told when, and by which policy, if this service broke", foresight);
  would->alias("what-if");
  would->add_option("service", a->name, "Its name")->required();
  would->add_option("--category", a->category, "Of the supposed incident");
  would->add_option("--priority", a->priority, "1 to 9; as the matrix gives it unless said");
  would->add_option("--at", a->at, at_help);
  auto* running = add("clocks", "What was promised for an incident, and what is left of it", clocks);
  running->add_option("number", a->name, "INC0000042")->required();
}

}  // namespace evenkeel::app
