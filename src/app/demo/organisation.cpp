#include "app/demo/organisation.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "app/demo/words.hpp"
#include "base/text.hpp"
#include "practice/people/people_desk.hpp"
#include "practice/service/catalogue_desk.hpp"

namespace evenkeel::app::demo {
namespace {

using people::Person;

constexpr std::string_view our_zone = "Europe/Berlin";
constexpr std::int64_t between_records_us = 20 * us_per_second;  // as somebody would enter them

/// A patch that names every input field.
template <class T>
record::Patch whole(const T& object) {
  record::Patch patch{record::to_record(object), {}};
  for (const auto& field : patch.values.type->fields) patch.named.push_back(field.facts.access == record::Access::input);
  return patch;
}

struct TeamWords {
  std::string_view name, next, manager, supplier;
  int line, members;
};
constexpr TeamWords teams[] = {
    {"Service desk", "Workplace", "Head of service desk", "", 1, 10},
    {"Workplace", "Platform engineering", "Head of service desk", "", 2, 5},
    {"Network", "Network engineering", "Head of infrastructure", "", 2, 4},
    {"Server and storage", "Platform engineering", "Head of infrastructure", "", 2, 4},
    {"Identity and access", "Platform engineering", "Head of infrastructure", "", 2, 3},
    {"Applications", "Application engineering", "Head of applications", "", 2, 5},
    {"Network engineering", "", "Head of infrastructure", "", 3, 2},
    {"Platform engineering", "", "Head of infrastructure", "", 3, 3},
    {"Application engineering", "Supplier D support", "Head of applications", "", 3, 4},
    {"Supplier D support", "", "Head of applications", "Supplier D", 3, 2},
    {"Security", "", "Head of security", "", 2, 4},
};

struct CustomerWords {
  std::string_view name, zone, sites;
  int callers;
};
constexpr CustomerWords customers[] = {
    {"Customer A", "Europe/Berlin", "Plant|Warehouse", 60},
    {"Customer B", "Europe/London", "Office|Laboratory", 60},
    {"Customer C", "America/New_York", "Office|Depot", 30},
};
constexpr std::string_view departments =
    "finance|sales|human resources|production|logistics|legal|purchasing|research|marketing|customer service";
constexpr int our_callers = 90, vip_every = 31;

std::string small(std::string_view text) {
  std::string out = lower_ascii(text);
  for (char& c : out)
    if (c == ' ') c = '-';
  return out;
}

/// "customer B", within a name.
std::string customer(const CustomerWords& c) { return fmt::format("customer {}", c.name.back()); }

}  // namespace

Organisation::Organisation(Stage& stage, Chance& chance, const std::string& password_hash) : stage_(stage) {
  found(password_hash);
  add_places();
  add_teams();
  add_skills();
  add_people(chance, password_hash);
  add_services();
  add_items();
  add_categories();
  add_words();
  add_agreements();
  add_periods();
  add_templates();
  add_rosters();
  add_escalations();
  add_gateways();
  add_source();
  add_intake();
  add_rules();
  stage.settle();
  if (!stage.refused().empty()) throw std::runtime_error("the demo's catalogue was refused: " + stage.refused().front().what);
}

Id Organisation::known(std::string_view kind, std::string_view name) const {
  if (name.empty()) return {};
  const auto found = ids_.find(fmt::format("{}/{}", kind, name));
  return found == ids_.end() ? Id{} : found->second;
}

Id Organisation::id(std::string_view kind, std::string_view name) const {
  const Id found = known(kind, name);
  if (!found) throw std::runtime_error(fmt::format("the demo knows no {} {}", kind, name));
  return found;
}

void Organisation::add(record::Record r, std::string key) {
  if (key.empty()) key = fmt::format("{}/{}", r.type->kind, std::get<std::string>(r["name"]));
  stage_.wait(between_records_us);
  stage_.command(store::Lane::people, administrator_, [this, r = std::move(r), key](store::Tx& tx) -> Status {
    TRY(const auto added, service::add(tx, r));
    ids_[key] = added.id();
    return Done{};
  });
}

void Organisation::found(const std::string& password_hash) {
  Id administrator;
  stage_.command(store::Lane::people, store::Actor{"system:demo", {}}, [&](store::Tx& tx) -> Status {
    people::SetupAnswers answers;
    answers.organisation = "Our organisation";
    answers.name = "Administrator";
    answers.login = "administrator";
    answers.mail = "administrator@example.org";
    answers.zone = our_zone;
    TRY(const auto person, people::set_up(stage_.house().people(), tx, answers, password_hash));
    administrator = person.id;
    return Done{};
  });
  stage_.settle();
  if (!stage_.refused().empty()) throw std::runtime_error("the register cannot be set up: " + stage_.refused().front().what);
  administrator_ = {"person:" + to_string(administrator), administrator};
  const auto catalogue = stage_.house().catalogue().now();
  const auto keep = [this](std::string_view kind, std::string_view name, Id id) { ids_[fmt::format("{}/{}", kind, name)] = id; };
  for (const auto* o : catalogue->active<service::Organisation>()) keep("organisation", o->name, o->id);
  for (const auto* t : catalogue->active<service::Team>()) keep("team", t->name, t->id);
  for (const auto* c : catalogue->active<service::ResolutionCode>()) keep("resolution_code", c->name, c->id);
  for (const auto* c : catalogue->active<service::Calendar>()) keep("calendar", c->name, c->id);
}

void Organisation::add_places() {
  const auto place = [this](std::string name, std::string_view inside, std::string_view organisation, std::string_view zone) {
    service::Location l;
    l.name = std::move(name);
    l.zone = zone;
    l.organisation = id("organisation", organisation);
    l.parent = known("location", inside);
    add(l);
  };
  for (const auto& c : customers) {
    service::Organisation o;
    o.name = c.name;
    add(o);
  }
  place("Head office", "", "Our organisation", our_zone);
  stage_.settle();
  place("North wing", "Head office", "Our organisation", our_zone);
  place("South wing", "Head office", "Our organisation", our_zone);
  place("Data centre 1", "", "Our organisation", our_zone);
  place("Data centre 2", "", "Our organisation", our_zone);
  for (const auto& c : customers)
    for (auto site : split(c.sites, '|')) place(fmt::format("{} of {}", site, customer(c)), "", c.name, c.zone);
  constexpr std::string_view what[] = {"network lines and telephony", "printers", "hardware and data centre", "ERP", "cloud services"};
  for (std::size_t i = 0; i < std::size(what); ++i) {
    service::Supplier s;
    s.name = fmt::format("Supplier {}", static_cast<char>('A' + i));
    s.mail = fmt::format("support@supplier-{}.example.org", static_cast<char>('a' + i));
    s.phone = fmt::format("+49 30 5550 {:03}", 100 + i);
    s.contract = fmt::format("Contract 20{}-{:03}: {}, answer within four hours on working days.", 21 + i, 17 * (i + 1), what[i]);
    add(s);
  }
  stage_.settle();
}

void Organisation::add_teams() {
  for (const auto& words : teams) {
    if (known("team", words.name)) continue;
    service::Team t;
    t.name = words.name;
    t.line = words.line;
    t.mail = fmt::format("{}@example.org", small(words.name));
    t.description = fmt::format("{} line: {}.", words.line == 2 ? "Second" : "Third", lower_ascii(words.name));
    t.supplier = known("supplier", words.supplier);
    t.security = t.name == "Security";
    add(t);
  }
  stage_.settle();
}

Person Organisation::staff(std::string name, std::string_view role, std::initializer_list<std::string_view> in) const {
  Person p;
  p.name = std::move(name);
  p.mail = small(p.name) + "@example.org";
  std::erase_if(p.mail, [](char c) { return c == '(' || c == ')'; });
  p.zone = our_zone;
  p.organisation = id("organisation", "Our organisation");
  p.location = id("location", "Head office");
  if (!role.empty()) p.roles = {std::string(role)};
  for (auto team : in) p.teams.push_back(id("team", team));
  return p;
}

void Organisation::add_person(Person person, const std::string& password_hash, people::Principal* as) {
  stage_.wait(between_records_us);
  if (as) *as = people::principal_of(person);
  stage_.command(store::Lane::people, administrator_, [this, person = std::move(person), password_hash, as](store::Tx& tx) -> Status {
    TRY(const auto made, people::create_person(stage_.house().people(), tx, whole(person)));
    if (!made.login.empty()) CHECK_OK(people::set_password(tx, made.id, password_hash));
    ids_["person/" + made.name] = made.id;
    if (as) as->person = made.id;
    return Done{};
  });
}

void Organisation::add_caller(int number, std::string name, std::string_view organisation, std::string_view location, Domain domain,
                              const std::string& password_hash) {
  Person p;
  p.name = std::move(name);
  p.mail = fmt::format("caller{:02}@{}", number, domain.mail);
  p.phone = fmt::format("+49 30 5551 {:04}", 1'000 + number);
  p.zone = domain.zone;
  p.vip = number % vip_every == 5;
  p.organisation = id("organisation", organisation);
  p.location = id("location", location);
  if (number == 1) p.login = "caller";
  callers_.push_back({{}, p.zone});
  add_person(std::move(p), password_hash, &callers_.back().who);
}

void Organisation::add_heads() {
  add_person(staff("Head of operations", "incident_manager", {}), {});
  stage_.settle();
  for (auto name : {"Head of service desk", "Head of infrastructure", "Head of applications", "Head of security"}) {
    auto head = staff(name, "incident_manager", {});
    head.manager = id("person", "Head of operations");
    add_person(head, {});
  }
  stage_.settle();
}

void Organisation::add_members(const std::string& password_hash) {
  for (const auto& words : teams) {
    for (int i = 1; i <= words.members; ++i) {
      const std::string of = words.line == 1 ? fmt::format("First line {:02}", i)
                             : words.supplier.empty()
                                 ? fmt::format("{} line {:02} {}", words.line == 2 ? "Second" : "Third", i, lower_ascii(words.name))
                                 : fmt::format("{} technician {:02}", words.supplier, i);
      auto p = staff(of, words.line == 1 ? "analyst" : words.supplier.empty() ? "technician" : "supplier", {words.name});
      p.manager = id("person", words.manager);
      if (i == 1 && words.line == 1) p.login = "analyst";
      if (i == 1 && words.name == "Network") p.login = "technician";
      if (i == 1 && words.name == "Security") p.login = "security";
      if (words.name == "Network") p.skills = {id("skill", i == 3 ? "Radio" : "Routing")};
      if (words.name == "Server and storage" && i < 3) p.skills = {id("skill", "Databases")};
      add_person(std::move(p), password_hash, &members_[std::string(words.name)].emplace_back());
    }
    stage_.command(store::Lane::people, administrator_, [this, &words](store::Tx& tx) -> Status {
      const auto before = tx.find(record::type_of<service::Team>(), id("team", words.name));
      if (!before) return error(Fault::missing, "demo.gone", "the team is gone");
      auto team = record::from_record<service::Team>(*before);
      team.next = known("team", words.next);
      team.manager = id("person", words.manager);
      auto changed = service::change(tx, *before, record::to_record(team));
      return changed ? Status(Done{}) : Status(std::move(changed.error()));
    });
  }
}

void Organisation::add_people(Chance& chance, const std::string& password_hash) {
  add_heads();
  add_members(password_hash);
  for (int i = 1; i <= 3; ++i) {
    auto p = staff(fmt::format("Incident manager {:02}", i), "incident_manager", {});
    if (i == 1) p.login = "manager";
    add_person(std::move(p), password_hash, &managers_.emplace_back());
  }
  auto auditor = staff("Auditor", "auditor", {});
  auditor.login = "auditor";
  add_person(auditor, password_hash);
  add_person(staff("Problem manager", "problem_manager", {}), {});
  add_person(staff("Communication lead", "communication_lead", {}), {});
  for (int i = 1; i <= 5; ++i) add_person(staff(fmt::format("Service owner {:02}", i), "service_owner", {}), {});

  int number = 0;
  while (number++ < our_callers)
    add_caller(number, fmt::format("Caller {:02} of {}", number, chance.pick(split(departments, '|'))), "Our organisation",
               number % 2 ? "North wing" : "South wing", {"example.org", std::string(our_zone)}, password_hash);
  for (const auto& c : customers)
    for (int i = 0; i < c.callers; ++i, ++number)
      add_caller(number, fmt::format("Caller {} of {}", number, customer(c)), c.name,
                 fmt::format("{} of {}", chance.pick(split(c.sites, '|')), customer(c)),
                 {fmt::format("{}.example.org", small(c.name)), std::string(c.zone)}, password_hash);
  stage_.settle();
}

const people::Principal& Organisation::member(std::string_view team, Chance& chance) const {
  const auto found = members_.find(team);
  if (found == members_.end()) throw std::runtime_error(fmt::format("the demo knows no team {}", team));
  return chance.pick(found->second);
}
const people::Principal& Organisation::incident_manager(Chance& chance) const { return chance.pick(managers_); }
const Caller& Organisation::caller(Chance& chance) const { return chance.pick(callers_); }

}  // namespace evenkeel::app::demo
