#include "practice/incident/intake.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "practice/incident/visibility.hpp"
#include "practice/service/accountability.hpp"
#include "practice/service/critical_period.hpp"
#include "practice/service/custom_fields.hpp"
#include "practice/service/priority_matrix.hpp"
#include "record/json.hpp"

namespace evenkeel::incident {

using people::Person;
using people::Principal;
using service::Snapshot;

namespace {

constexpr std::string_view topic_impact = "impact", topic_priority = "priority", topic_team = "team";

void miss(Incident& i, std::string_view word) {
  if (!i.missing.empty()) i.missing += ' ';
  i.missing += word;
}

bool misses(const Incident& i, std::string_view word) {
  const auto words = " " + i.missing + " ";
  return words.find(" " + std::string(word) + " ") != std::string::npos;
}

/// A reference that was set now must lead to an active record; one that was there before may have been deactivated since.
template <class T>
void check_reference(std::vector<Problem>& problems, const Snapshot& catalogue, Id now, Id before, std::string_view field) {
  if (!now || now == before) return;
  const T* found = catalogue.get<T>(now);
  if (!found || !found->active)
    problems.push_back({"incident.unknown_reference", "there is no active record with this id", "/" + std::string(field)});
}

/// A title stands in one line of a queue and in the subject of a mail.
void check_title(std::vector<Problem>& problems, const std::string& title) {
  if (!title.empty() && trim(title).empty()) problems.push_back({"field.required", "must not be empty", "/title"});
  if (std::ranges::any_of(title, [](char c) { return static_cast<unsigned char>(c) < ' '; }))
    problems.push_back({"field.bad_text", "must be one line", "/title"});
}

void check_times(std::vector<Problem>& problems, const Incident& i, Time now) {
  if (i.began_at > now + clock_tolerance_us) problems.push_back({"incident.in_future", "lies in the future", "/began_at"});
  if (i.detected_at > now + clock_tolerance_us) problems.push_back({"incident.in_future", "lies in the future", "/detected_at"});
  if (i.began_at && i.detected_at && i.began_at > i.detected_at)
    problems.push_back({"incident.times_reversed", "it cannot be detected before it began", "/began_at"});
}

void check_level(std::vector<Problem>& problems, const std::vector<std::string>& levels, const std::string& level, std::string_view field) {
  if (level.empty() || service::level_of(levels, level)) return;
  std::string text = "must be one of";
  for (const auto& l : levels) text += (text.ends_with("of") ? " " : ", ") + l;
  problems.push_back({"incident.unknown_level", text, "/" + std::string(field)});
}

void check_category(std::vector<Problem>& problems, const Incident& i, const Incident& was, const Snapshot& catalogue) {
  check_reference<service::Category>(problems, catalogue, i.category, was.category, "category");
  check_reference<service::Category>(problems, catalogue, i.subcategory, was.subcategory, "subcategory");
  if (!i.subcategory || (i.subcategory == was.subcategory && i.category == was.category)) return;
  const auto* sub = catalogue.get<service::Category>(i.subcategory);
  if (sub && sub->parent != i.category)
    problems.push_back({"incident.subcategory_elsewhere", "is not a subcategory of the category", "/subcategory"});
}

/// Impact and urgency that nobody gave, with a word that they were taken.
void derive_levels(Incident& i, const Snapshot& catalogue) {
  const auto& matrix = catalogue.matrix();
  if (i.impact.empty()) {
    const auto* service = i.service ? catalogue.get<service::Service>(i.service) : nullptr;
    const auto taken =
        service ? service::default_impact_of(matrix, *service) : service::DefaultImpact{matrix.default_impact, "standard impact"};
    i.impact = taken.impact;
    miss(i, "impact");
    explain(i, topic_impact, taken.why);
  }
  if (i.urgency.empty()) {
    i.urgency = matrix.default_urgency;
    miss(i, "urgency");
  }
}

void derive_place(Incident& i, const Surroundings& around) {
  if (!i.team) {
    const auto accountable = service::accountable_team(around.catalogue, {i.category, i.subcategory, i.service, around.ci});
    i.team = accountable.team;
    if (i.team) explain(i, topic_team, accountable.why);
    else miss(i, "team");
  }
  if (const auto* team = i.team ? around.catalogue.get<service::Team>(i.team) : nullptr) {
    i.line = team->line;
    i.confidential = i.confidential || team->security;
  }
}

void derive_category(Incident& i, const Snapshot& catalogue) {
  if (i.subcategory && !i.category)
    if (const auto* sub = catalogue.get<service::Category>(i.subcategory)) i.category = sub->parent;
  for (Id id : {i.category, i.subcategory})
    if (const auto* category = id ? catalogue.get<service::Category>(id) : nullptr) i.confidential = i.confidential || category->security;
}

/// A call or a visit is the first contact, and the first response when one of us answers it.
void count_first_contact(Incident& i, const Principal& opener, Time now) {
  const bool live = i.channel == Channel::phone || i.channel == Channel::chat || i.channel == Channel::walk_in;
  if (!live || !opener.is_staff() || opener.person == i.caller) return;
  i.contacts = 1;
  respond(i, now);
}

void take_from_caller(Incident& i, const Person* caller) {
  if (!caller) return;
  if (!i.organisation) i.organisation = caller->organisation;
  if (!i.location) i.location = caller->location;
}

}  // namespace

void explain(Incident& i, std::string_view topic, std::string_view text) {
  boost::json::object why;
  if (!i.why.text.empty())
    if (auto parsed = record::parse_json(i.why.text); parsed && parsed->is_object()) why = parsed->get_object();
  if (text.empty()) why.erase(topic);
  else why[topic] = text;
  i.why.text = why.empty() ? std::string{} : boost::json::serialize(why);
}

void weigh(Incident& i, const Snapshot& catalogue, Time now) {
  if (i.priority_overridden) return;
  const auto& matrix = catalogue.matrix();
  const auto weighed = service::weigh_impact(matrix, i.impact, catalogue.active<service::CriticalPeriod>(), i.service, now);
  const auto priority = service::priority_of(matrix, weighed.impact, i.urgency);
  if (!priority) return;
  i.priority = priority->priority;
  explain(i, topic_priority, weighed.why.empty() ? priority->why : priority->why + "; " + weighed.why);
}

bool can_have(const Person& person, Id team) {
  if (!person.active || person.erased) return false;
  if (team) return std::ranges::find(person.teams, team) != person.teams.end();
  return std::ranges::any_of(person.roles,
                             [](const std::string& role) { return role != "caller" && role != "organisation_administrator"; });
}

std::vector<Problem> problems_of(const Incident& i, const Incident* before, const Surroundings& around, Time now) {
  static const Incident nothing;
  const Incident& was = before ? *before : nothing;
  const Snapshot& catalogue = around.catalogue;
  std::vector<Problem> problems;
  if (auto valid = record::validate(record::to_record(i)); !valid) problems = valid.error().problems;
  std::erase_if(problems, [](const Problem& p) { return p.field == "/number"; });  // given by the desk, after all decisions
  if (i.title != was.title) check_title(problems, i.title);
  check_reference<service::Organisation>(problems, catalogue, i.organisation, was.organisation, "organisation");
  check_reference<service::Location>(problems, catalogue, i.location, was.location, "location");
  check_reference<service::Service>(problems, catalogue, i.service, was.service, "service");
  check_reference<service::Team>(problems, catalogue, i.team, was.team, "team");
  check_reference<service::Supplier>(problems, catalogue, i.supplier, was.supplier, "supplier");
  check_category(problems, i, was, catalogue);
  if (i.caller && i.caller != was.caller && !around.caller)
    problems.push_back({"incident.unknown_reference", "there is no person with this id", "/caller"});
  if (i.ci && i.ci != was.ci && (!around.ci || !around.ci->active))
    problems.push_back({"incident.unknown_reference", "there is no active configuration item with this id", "/ci"});
  if (i.impact != was.impact) check_level(problems, catalogue.matrix().impacts, i.impact, "impact");
  if (i.urgency != was.urgency) check_level(problems, catalogue.matrix().urgencies, i.urgency, "urgency");
  if (i.began_at != was.began_at || i.detected_at != was.detected_at) check_times(problems, i, now);
  return problems;
}

Result<Incident> decide_create(Incident i, const Principal& opener, const Surroundings& around, Time now) {
  i.opened_by = opener.person;
  i.opened_at = i.updated_at = now;
  if (i.reporter == i.caller) i.reporter = {};
  if (around.ci && !i.service) i.service = around.ci->service;
  derive_category(i, around.catalogue);
  auto problems = problems_of(i, nullptr, around, now);
  if (i.assignee && (!around.assignee || !can_have(*around.assignee, i.team)))
    problems.push_back({"incident.not_in_team", "is nobody who can have it: not active, or not of the team", "/assignee"});
  auto custom = service::checked_custom(around.catalogue.active<service::CustomField>(), i.category, i.subcategory, i.custom);
  if (!custom) problems.insert(problems.end(), custom.error().problems.begin(), custom.error().problems.end());
  if (!problems.empty()) return Error{Fault::invalid, std::move(problems), {}};

  i.custom = std::move(*custom);
  if (!i.detected_at) i.detected_at = now;
  take_from_caller(i, around.caller);
  if (!i.caller) miss(i, "caller");
  if (!i.service) miss(i, "service");
  if (!i.category) miss(i, "category");
  derive_levels(i, around.catalogue);
  derive_place(i, around);
  weigh(i, around.catalogue, now);
  count_first_contact(i, opener, now);
  if (i.assignee && i.assignee == opener.person) acknowledge(i, now);
  // Who logged a confidential one may go on with it: named, so that everybody sees why.
  const bool unseen =
      i.confidential && opener.person && !opener.in_team(i.team) && i.assignee != opener.person && i.caller != opener.person;
  if (unseen && std::ranges::find(i.named, opener.person) == i.named.end()) i.named.push_back(opener.person);
  return i;
}

Result<Incident> decide_edit(const Incident& before, Incident after, const Surroundings& around, Time now) {
  const Snapshot& catalogue = around.catalogue;
  if (after.reporter == after.caller) after.reporter = {};
  if (after.caller != before.caller && around.caller) {
    if (after.organisation == before.organisation) after.organisation = around.caller->organisation;
    if (after.location == before.location) after.location = around.caller->location;
  }
  if (after.ci != before.ci && around.ci && after.service == before.service && !after.service) after.service = around.ci->service;
  derive_category(after, catalogue);
  auto problems = problems_of(after, &before, around, now);
  auto custom =
      service::checked_custom(catalogue.active<service::CustomField>(), after.category, after.subcategory, after.custom, before.custom);
  if (!custom) problems.insert(problems.end(), custom.error().problems.begin(), custom.error().problems.end());
  if (!problems.empty()) return Error{Fault::invalid, std::move(problems), {}};
  after.custom = std::move(*custom);

  if (after.category != before.category || after.subcategory != before.subcategory) {
    const Id category = after.category, subcategory = after.subcategory;
    after.category = before.category;
    after.subcategory = before.subcategory;
    categorise(after, category, subcategory);
  }
  // What was only derived is derived again when what it came from changes; emptied levels are derived, too.
  const bool derived_impact = misses(before, "impact") && after.impact == before.impact && after.service != before.service;
  if (derived_impact) after.impact.clear();
  settle(after, after.impact != before.impact || derived_impact ? "impact" : "");
  settle(after, after.urgency != before.urgency ? "urgency" : "");
  if (after.impact != before.impact && !after.impact.empty()) explain(after, topic_impact, "");
  derive_levels(after, catalogue);
  if (after.service) settle(after, "service");
  if (after.caller) settle(after, "caller");
  if (after.impact != before.impact || after.urgency != before.urgency || after.service != before.service) weigh(after, catalogue, now);
  return after;
}

}  // namespace evenkeel::incident
