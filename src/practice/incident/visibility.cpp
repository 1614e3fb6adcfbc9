#include "practice/incident/visibility.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <stdexcept>

#include "practice/api/api.hpp"
#include "practice/incident/incident_store.hpp"

namespace evenkeel::incident {

using people::Principal;
using people::Role;

namespace {

constexpr std::string_view named_ones = "team in my_teams or assignee = me or named has me or caller = me or reporter = me";
constexpr std::string_view organisations_ones = "organisation in my_organisations and confidential = false";
constexpr std::string_view concerned_ones =
    "caller = me or reporter = me or named has me or (confidential = false and (affected has me or watchers has me))";

/// Fields that tell the caller's side what became of its incident, and nothing of how we work.
constexpr std::string_view read_by_callers[] = {"id",
                                                "version",
                                                "number",
                                                "title",
                                                "description",
                                                "channel",
                                                "caller",
                                                "reporter",
                                                "opened_by",
                                                "affected_count",
                                                "organisation",
                                                "location",
                                                "service",
                                                "ci",
                                                "category",
                                                "subcategory",
                                                "custom",
                                                "impact",
                                                "urgency",
                                                "priority",
                                                "state",
                                                "hold_kind",
                                                "open",
                                                "team",
                                                "began_at",
                                                "detected_at",
                                                "opened_at",
                                                "updated_at",
                                                "acknowledged_at",
                                                "first_response_at",
                                                "resolved_at",
                                                "closed_at",
                                                "confirmed_until",
                                                "resolution_code",
                                                "resolution_notes",
                                                "workaround",
                                                "confirmation",
                                                "rating",
                                                "rating_comment",
                                                "merged_into",
                                                "promised_for",
                                                "cycle",
                                                "reopenings"};

condition::Condition parsed_visibility(const Principal& who) {
  condition::Vocabulary words;
  words.type = &record::type_of<Incident>();
  auto condition = condition::parse(visibility_text(who), words);
  if (!condition) throw std::logic_error("visibility: " + condition.error().first().text);
  return std::move(*condition);
}

}  // namespace

bool reads_as_staff(const Principal& who) { return reads_merged(who) || (who.has(Role::supplier) && !who.has(Role::caller)); }

bool reads_as_staff(const Principal& who, const record::Record& incident) {
  if (reads_as_staff(who)) return true;
  const auto* team = std::get_if<Id>(&incident["team"]);
  return who.has(Role::supplier) && team && *team && who.in_team(*team);
}
bool reads_as_staff(const Principal& who, const Incident& i) {
  return reads_as_staff(who) || (who.has(Role::supplier) && i.team && who.in_team(i.team));
}

bool reads_promises(const Principal& who) { return who.system || who.is_staff(); }

std::string visibility_text(const Principal& who) {
  if (who.system || people::may(who, "incident.read_confidential")) return "true";
  if (!people::may(who, "incident.read")) return "false";
  if (who.limit == people::Limit::incident) return fmt::format("caller = me and id = {}", to_string(who.only_incident));
  if (people::may(who, "incident.read_all")) return fmt::format("confidential = false or {}", named_ones);
  std::string text;
  auto add = [&](Role role, std::string_view ones) {
    if (who.has(role)) text.append(text.empty() ? "" : " or ").append(ones);
  };
  add(Role::supplier, "team in my_teams");
  add(Role::organisation_administrator, organisations_ones);
  add(Role::caller, concerned_ones);
  return text.empty() ? "false" : text;
}

condition::Condition visibility(const Principal& who) {
  // One for each distinct text is kept: they follow from roles and are few, but for the sessions that one incident is all of.
  if (who.limit == people::Limit::incident) return parsed_visibility(who);
  static std::mutex mutex;
  static std::map<std::string, condition::Condition> parsed;
  const std::string text = visibility_text(who);
  std::lock_guard lock(mutex);
  const auto found = parsed.find(text);
  if (found != parsed.end()) return found->second;
  return parsed.emplace(text, parsed_visibility(who)).first->second;
}

bool may_see(const Principal& who, const record::Record& incident) {
  return visibility(who).evaluate(incident, api::asker_of(who), [](std::string_view, Id) { return nullptr; });
}

bool caller_reads(std::string_view field) { return std::ranges::find(read_by_callers, field) != std::end(read_by_callers); }

bool may_read(const Principal& who, const record::Record& incident, const record::Field& field) {
  if (field.facts.access == record::Access::secret || (is_kept_field(field.name) && !reads_promises(who))) return false;
  return caller_reads(field.name) || reads_as_staff(who, incident);
}

bool reads_merged(const Principal& who) {
  return who.system || people::may(who, "incident.read_all") || people::may(who, "incident.read_confidential");
}

std::vector<Id> story_family(store::Connection& db, const Principal& who, const record::Record& incident) {
  auto family = family_of(db, incident.id());
  if (reads_merged(who)) return family;
  const bool staff = reads_as_staff(who, incident);
  std::erase_if(family, [&](Id id) {
    const auto member = id == incident.id() ? std::nullopt : find_record(db, record::type_of<Incident>(), id);
    return member && (!may_see(who, *member) || (staff && !reads_as_staff(who, *member)));
  });
  return family;
}

std::string concerned_ids_sql(const Principal& who, std::string_view alias, int first) {
  if (!who.person || reads_as_staff(who) || who.has(Role::supplier) || who.has(Role::organisation_administrator)) return {};
  return fmt::format(
      "{0}.id IN (SELECT id FROM incident WHERE caller = ${1} UNION SELECT id FROM incident WHERE reporter = ${1} UNION "
      "SELECT subject_id FROM list_item WHERE field IN ('affected','watchers','named') AND value = ${2})",
      alias, first, first + 1);
}

condition::Vocabulary vocabulary(const Principal& who, condition::Kinds kinds, condition::CustomFields custom) {
  condition::Vocabulary words;
  words.type = &record::type_of<Incident>();
  // What refers to another incident can be asked for by its id only: a path into it would tell what its visibility hides.
  words.kinds = [kinds = std::move(kinds)](std::string_view kind) { return kind == "incident" || !kinds ? nullptr : kinds(kind); };
  words.custom = std::move(custom);
  const bool all_fields = reads_as_staff(who), all_kinds = all_fields && !who.has(Role::supplier);
  words.readable = [all_fields, all_kinds, promises = reads_promises(who)](const record::RecordType& type, const record::Field& field) {
    if (field.facts.access == record::Access::secret) return false;
    // Callers and suppliers filter by what they read of the incident itself, not by what it refers to: no search through people.
    if (type.kind != "incident") return all_kinds;
    if (is_kept_field(field.name)) return promises;
    return all_fields || caller_reads(field.name);
  };
  return words;
}

}  // namespace evenkeel::incident
