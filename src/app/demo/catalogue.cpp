// The catalogue part of the demo's organisation: services with their items and how they depend on each other, categories, and
// what steers incidents.
#include <fmt/format.h>

#include <stdexcept>

#include "app/demo/organisation.hpp"
#include "app/demo/words.hpp"
#include "base/text.hpp"
#include "base/zone.hpp"
#include "practice/service/catalogue_desk.hpp"

namespace evenkeel::app::demo {
namespace {

/// What it takes to repair a service.
constexpr std::pair<std::string_view, std::string_view> skills_taken[] = {
    {"Internet access", "Routing"}, {"Site connections", "Routing"}, {"Wireless network", "Radio"}, {"Hosting", "Databases"}};

/// "Server srv-web-02: runs on vm-cluster-1, depends on sign-on-portal"
struct ItemWords {
  std::string kind, name;
  std::vector<std::string> relations;
};
ItemWords item_words(std::string_view text) {
  const auto colon = std::min(text.find(':'), text.size());
  const auto head = text.substr(0, colon);
  const auto space = head.rfind(' ');
  ItemWords words{std::string(head.substr(0, space)), std::string(head.substr(space + 1)), {}};
  if (colon < text.size())
    for (auto relation : split(text.substr(colon + 1), ',')) words.relations.emplace_back(trim(relation));
  return words;
}

}  // namespace

void Organisation::add_services() {
  int owner = 0;
  for (const auto& words : services()) {
    service::Service s;
    s.name = words.name;
    s.description = words.description;
    s.hours = words.hours;
    s.team = id("team", words.team);
    s.supplier = known("supplier", words.supplier);
    s.owner = id("person", fmt::format("Service owner {:02}", owner++ % 5 + 1));
    s.criticality = record::from_name<service::Criticality>(words.criticality).value_or(service::Criticality::medium);
    s.users = words.users;
    s.cost_per_minute = words.cost_per_minute;
    for (const auto& [service, skill] : skills_taken)
      if (service == words.name) s.skills = {id("skill", skill)};
    if (!words.supplier.empty()) suppliers_[s.name] = words.supplier;
    add(s);
  }
  stage_.settle();
}

/// First all items, then how they hang together: an item may depend on one of a later service.
void Organisation::add_items() {
  std::vector<ItemWords> all;
  for (const auto& service : services()) {
    for (auto text : split(service.items, '|')) {
      auto words = item_words(text);
      service::Ci ci;
      ci.name = words.name;
      ci.kind = words.kind;
      ci.service = id("service", service.name);
      ci.location = words.kind == "Printer" ? id("location", "Head office") : id("location", "Data centre 1");
      items_[std::string(service.name)].push_back(words.name);
      add(ci);
      all.push_back(std::move(words));
    }
  }
  stage_.settle();
  for (const auto& item : all) {
    for (std::string_view relation : item.relations) {
      const bool runs = relation.starts_with("runs on ");
      service::CiRelation r;
      r.ci = id("ci", item.name);
      r.kind = runs ? service::CiRelationKind::runs_on : service::CiRelationKind::depends_on;
      r.other = id("ci", relation.substr(runs ? 8 : 11));
      add(r, fmt::format("ci_relation/{} {}", item.name, relation));
    }
  }
}

Id Organisation::item_of(std::string_view service, Chance& chance) const {
  const auto found = items_.find(service);
  return found == items_.end() ? Id{} : id("ci", chance.pick(found->second));
}

void Organisation::add_categories() {
  for (const auto& words : categories()) {
    service::Category c;
    c.name = words.name;
    c.description = words.description;
    c.team = id("team", words.team);
    c.security = c.name == "Security";
    add(c);
  }
  stage_.settle();
  for (const auto& words : categories()) {
    for (auto part : split(words.parts, '|')) {
      const auto equal = std::min(part.find('='), part.size());
      const auto team = equal < part.size() ? part.substr(equal + 1) : words.team;
      service::Category sub;
      sub.name = part.substr(0, equal);
      sub.parent = id("category", words.name);
      sub.team = equal < part.size() ? id("team", team) : Id{};
      const auto key = fmt::format("{}/{}", words.name, sub.name);
      accountable_[key] = team;
      add(sub, "category/" + key);
    }
  }
  stage_.settle();
}

std::string Organisation::team_of(std::string_view category, std::string_view part) const {
  const auto found = accountable_.find(fmt::format("{}/{}", category, part));
  if (found == accountable_.end()) throw std::runtime_error(fmt::format("the demo knows no subcategory {}/{}", category, part));
  return found->second;
}

/// Tags, and the fields that this organisation adds to an incident.
void Organisation::add_words() {
  constexpr std::pair<std::string_view, std::string_view> tags[] = {{"recurring", "Has happened before with the same cause."},
                                                                    {"vendor", "Waits on, or was caused by, a supplier."},
                                                                    {"major", "Part of a major incident."},
                                                                    {"training", "A question of use rather than a fault."},
                                                                    {"home-office", "The caller works from home."},
                                                                    {"after-change", "Began right after a change."},
                                                                    {"quick-win", "Could be prevented with little effort."},
                                                                    {"vip", "Somebody whose waiting costs more."}};
  for (const auto& [name, description] : tags) {
    service::Tag tag;
    tag.name = name;
    tag.description = description;
    add(tag);
  }
  const auto field = [this](std::string_view name, std::string_view label, service::CustomType type, std::string_view category) {
    service::CustomField f;
    f.name = name;
    f.label = label;
    f.type = type;
    f.category = known("category", category);
    f.caller_visible = category.empty();
    return f;
  };
  add(field("asset", "Asset number", service::CustomType::text, "Workplace"));
  auto works = field("works_from", "Where the caller works", service::CustomType::choice, {});
  works.choices = {"office", "home", "travelling", "customer site"};
  add(works);
  add(field("error_word", "Error as shown", service::CustomType::text, "Business application"));
  add(field("orders_waiting", "Orders that wait", service::CustomType::integer, "Business application"));
  auto concerned = field("data_concerned", "Data concerned", service::CustomType::choice, "Security");
  concerned.choices = {"none", "internal", "personal", "payment"};
  concerned.required = true;
  concerned.help = "Data protection must be told of personal and payment data.";
  add(concerned);
}

void Organisation::add_periods() {
  const Time today = stage_.now();
  const std::int64_t midnight = wall_us("Europe/Berlin", today) / us_per_day * us_per_day;
  const auto period = [&](std::string_view name, std::string_view reason, std::string_view service, std::string_view recurrence,
                          std::int64_t from_day, std::int64_t hours) {
    service::CriticalPeriod p;
    p.name = name;
    p.reason = reason;
    p.service = id("service", service);
    p.recurrence = recurrence;
    p.zone = "Europe/Berlin";
    p.starts_at = instant_of_wall(p.zone, midnight + from_day * us_per_day + 7 * us_per_hour, Twice::first);
    p.ends_at = p.starts_at + hours * us_per_hour;
    add(p);
  };
  const auto weekday = (midnight / us_per_day + 3) % 7;  // 0: Monday; 1970-01-01 was a Thursday
  period("Month end", "the books close", "ERP: finance", "monthly", 5, 58);
  period("Payroll run", "wages must leave the house in time", "Payroll", "monthly", 12, 34);
  period("Monday opening", "everybody signs in within an hour", "Sign-in", "weekly", (7 - weekday) % 7, 3);
  period("Spare parts season", "half of the year's turnover in three weeks", "Web shop", "yearly", 60, 21 * 24);
}

void Organisation::add_templates() {
  const auto make = [this](std::string_view name, std::string_view description, std::string preset) {
    service::IncidentTemplate t;
    t.name = name;
    t.description = description;
    t.preset.text = std::move(preset);
    add(t);
  };
  const auto about = [this](std::string_view service, std::string_view category, std::string_view part) {
    return fmt::format(R"("service":"{}","category":"{}","subcategory":"{}")", id("service", service).v, id("category", category).v,
                       id("category", fmt::format("{}/{}", category, part)).v);
  };
  make("Password reset", "Identity checked by calling back.",
       fmt::format(R"({{"title":"Password reset","impact":"low","urgency":"high",{}}})", about("Sign-in", "Access", "Password")));
  make("Printer out of order", "Say the number on the printer.",
       fmt::format(R"({{"title":"Printer out of order","impact":"medium","urgency":"medium",{}}})",
                   about("Printing", "Printing", "Out of order")));
  make("Suspicious mail", "Goes to the security team, confidential.",
       fmt::format(R"({{"title":"Suspicious mail","urgency":"high",{}}})", about("Security monitoring", "Security", "Phishing")));
  make("Site without connection", "Ask whether telephones work and how many people are hurt.",
       fmt::format(R"({{"title":"Site without connection","impact":"high","urgency":"high","tags":["vendor"],{}}})",
                   about("Site connections", "Network", "Line down")));
  make("Failed job", "Name of the job and its last line of output.",
       fmt::format(R"({{"title":"Job failed","impact":"medium","urgency":"high",{}}})",
                   about("Batch processing", "Server and storage", "Batch job")));
}

}  // namespace evenkeel::app::demo
