// The catalogue: plain reference records that incidents point to, and the snapshot of them that rules read. A snapshot
// is immutable; a command that edits the catalogue makes a new one after its commit.
#pragma once
#include <array>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "record/record.hpp"
#include "store/db.hpp"

namespace evenkeel::service {

struct Organisation {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name, external_ref;
  Id parent;
};
struct Location {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name, address, zone, external_ref;
  Id organisation, parent;
};
struct Team {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name, mail, description, external_ref;
  std::int64_t line = 1;  // 1, 2, 3
  Id manager;             // members: the people whose `teams` name this one
  Id next;                // functional escalation goes there
  Id supplier;            // a supplier's team
  bool security = false;  // its incidents are confidential from the start
  Id calendar;            // when it works; none: its working time is not known
};
enum class Criticality { low, medium, high, vital };
struct Service {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name, description, hours, external_ref;
  Id owner, team, supplier;  // team: support
  Criticality criticality = Criticality::medium;
  std::int64_t users = 0;
  double cost_per_minute = 0;  // of a minute down, in the organisation's currency
  std::string default_impact;  // level of the matrix; empty: by criticality
  std::vector<Id> skills;      // that whoever repairs it should have
};
struct Ci {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name, kind, description, external_ref;
  Id service, team, location, supplier;
};
enum class CiRelationKind { runs_on, depends_on, part_of };
struct CiRelation {  // "ci <kind> other"
  Id id;
  std::int64_t version = 0;
  bool active = true;
  Id ci, other;
  CiRelationKind kind = CiRelationKind::depends_on;
};
struct Category {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name, description, external_ref;
  Id parent;              // a subcategory's category
  Id team;                // accountable
  bool security = false;  // its incidents are confidential from the start
  std::vector<Id> skills;
};
struct Supplier {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name, mail, phone, contract, external_ref;
};
struct ResolutionCode {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name, description;
  bool workaround = false;
};
struct HoldReason {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name, kind, text_for_caller;  // kind: caller, supplier, change, problem, other
};
struct Tag {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name, description;
};
/// Any size. Level names run from the worst; cells are rows by impact, "1,2,3;2,3,4;3,4,4". One is active.
struct PriorityMatrix {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name;
  std::vector<std::string> impacts, urgencies;
  std::string cells;
  std::string default_impact, default_urgency;  // what is taken, and said to be missing, when nobody said
};
/// In the period an incident on the service weighs one impact level more (or `impact`).
struct CriticalPeriod {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name, reason;
  Id service;
  std::string recurrence;   // "once", "yearly", "monthly", "weekly"
  Time starts_at, ends_at;  // of the first occurrence
  std::string zone;
  std::string impact;  // the least impact in the period; empty: one level up
};
/// When time counts: see practice/calendar for the words of hours and exceptions.
struct Calendar {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name, zone, hours, exceptions;
  Id holidays_of;       // another one, whose exceptions hold as well
  std::string feeds;    // addresses that holidays come from, a line each: see holiday_feed.hpp
  std::string fetched;  // what they brought, as lines of exceptions
};
enum class AgreementKind { sla, ola, contract };  // with a customer, between teams, with a supplier
enum class ClockBegin { logged, began, detected, matched };
/// What is promised, in words: see practice/agreement for them.
struct Agreement {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name, description;
  AgreementKind kind = AgreementKind::sla;
  Id customer, team, supplier;  // whose incidents it is for; none: everybody's
  Id calendar;
  std::string applies;
  ClockBegin begins = ClockBegin::logged;
  std::string goals, starts, pauses, stops, reopening, warnings;
};
/// Who is on call: see practice/roster for the words of the plan.
struct Roster {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name, description;
  Id team;
  std::string zone;   // of its layers, and in which it is shown
  std::string hours;  // to be covered, as a calendar's; empty: always
  Id calendar;        // that layers may hold by
  record::JsonObject plan;
};
enum class EscalationTrigger { logged, unassigned, unacknowledged, no_update, clock };
enum class EscalationStop { acknowledged, resolved, never };
/// Who is told when, in words: see practice/escalation for them.
struct EscalationPolicy {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name, description;
  std::string applies;
  EscalationTrigger trigger = EscalationTrigger::unacknowledged;
  std::string point;  // of a clock: "restoration 75%"
  Id calendar;        // none: all time counts
  std::string steps;
  std::int64_t repeat = 0;  // so often once more
  std::string fallback;
  EscalationStop stops = EscalationStop::acknowledged;
  std::string acknowledged_for;  // so long somebody who acknowledged is trusted; empty: for good
};
enum class MessageLanguage { en, de };
/// Words of the house for one kind of message, in place of the built-in ones: see practice/notification for what they may say.
struct MessageText {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name;
  std::string message;  // "incident.escalation"
  MessageLanguage language = MessageLanguage::en;
  std::string subject, text;
};
enum class CustomType { text, integer, real, boolean, time, choice };
struct CustomField {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name, label, help;  // name: [a-z][a-z0-9_]*, unique
  CustomType type = CustomType::text;
  std::vector<std::string> choices;
  Id category;  // only on incidents of it; none: on all
  bool required = false;
  bool caller_visible = false;
};
struct IncidentTemplate {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name, description;
  record::JsonObject preset;  // input fields of an incident
};

/// All kinds of the catalogue, in the order in which they can be imported.
const std::vector<const record::RecordType*>& catalogue_types();
/// Whether the kind lives in the snapshot; configuration items and their relations are found by query, there may be very many.
bool is_held(const record::RecordType& type);

/// All catalogue records as they were at one version. Configuration items are found by query, not held here.
class Snapshot {
 public:
  std::int64_t version = 0;
  const record::Record* find(std::string_view kind, Id id) const;
  template <class T>
  const T* get(Id id) const;  // typed; every kind but Ci and CiRelation
  /// The active ones, oldest first.
  template <class T>
  const std::vector<const T*>& active() const;
  const std::vector<Id>& ids(std::string_view kind) const;
  /// Those of exactly this name, active ones first; categories and locations of one name lie under several parents.
  const std::vector<Id>& named(std::string_view kind, std::string_view name) const;
  /// The active matrix; the standard one when there is none.
  const PriorityMatrix& matrix() const;

  /// From records of any kinds, as refresh() does.
  static std::shared_ptr<const Snapshot> of(std::int64_t version, std::vector<record::Record> records);

 private:
  struct Parts;
  std::shared_ptr<const Parts> parts_;
};

/// Holds the newest snapshot.
class Catalogue {
 public:
  /// Reads again when the version row says so; called at the begin of each batch and once a second for readers.
  void refresh(store::Connection& db);
  /// Never null; empty before the first refresh().
  std::shared_ptr<const Snapshot> now() const;

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const Snapshot> snapshot_;
};

}  // namespace evenkeel::service

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<service::Criticality> = std::array<std::string_view, 4>{"low", "medium", "high", "vital"};
template <>
inline constexpr auto enum_names<service::CiRelationKind> = std::array<std::string_view, 3>{"runs_on", "depends_on", "part_of"};
template <>
inline constexpr auto enum_names<service::AgreementKind> = std::array<std::string_view, 3>{"sla", "ola", "contract"};
template <>
inline constexpr auto enum_names<service::ClockBegin> = std::array<std::string_view, 4>{"logged", "began", "detected", "matched"};
template <>
inline constexpr auto enum_names<service::EscalationTrigger> =
    std::array<std::string_view, 5>{"logged", "unassigned", "unacknowledged", "no_update", "clock"};
template <>
inline constexpr auto enum_names<service::EscalationStop> = std::array<std::string_view, 3>{"acknowledged", "resolved", "never"};
template <>
inline constexpr auto enum_names<service::MessageLanguage> = std::array<std::string_view, 2>{"en", "de"};
template <>
inline constexpr auto enum_names<service::CustomType> =
    std::array<std::string_view, 6>{"text", "integer", "real", "boolean", "time", "choice"};
template <>
const RecordType& type_of<service::Organisation>();
template <>
const RecordType& type_of<service::Location>();
template <>
const RecordType& type_of<service::Team>();
template <>
const RecordType& type_of<service::Service>();
template <>
const RecordType& type_of<service::Ci>();
template <>
const RecordType& type_of<service::CiRelation>();
template <>
const RecordType& type_of<service::Category>();
template <>
const RecordType& type_of<service::Supplier>();
template <>
const RecordType& type_of<service::ResolutionCode>();
template <>
const RecordType& type_of<service::HoldReason>();
template <>
const RecordType& type_of<service::Tag>();
template <>
const RecordType& type_of<service::PriorityMatrix>();
template <>
const RecordType& type_of<service::CriticalPeriod>();
template <>
const RecordType& type_of<service::Calendar>();
template <>
const RecordType& type_of<service::Agreement>();
template <>
const RecordType& type_of<service::Roster>();
template <>
const RecordType& type_of<service::EscalationPolicy>();
template <>
const RecordType& type_of<service::MessageText>();
template <>
const RecordType& type_of<service::CustomField>();
template <>
const RecordType& type_of<service::IncidentTemplate>();
}  // namespace evenkeel::record
