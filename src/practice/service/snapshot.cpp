// The catalogue in memory: rules look up teams and categories thousands of times a second and must see one state of them.
#include <tuple>

#include "practice/service/alert_source.hpp"
#include "practice/service/automation_rule.hpp"
#include "practice/service/catalogue.hpp"
#include "practice/service/chat.hpp"
#include "practice/service/check.hpp"
#include "practice/service/gateway.hpp"
#include "practice/service/heartbeat.hpp"
#include "practice/service/inhibition_rule.hpp"
#include "practice/service/maintenance_window.hpp"
#include "practice/service/priority_matrix.hpp"
#include "practice/service/skill.hpp"
#include "store/row_io.hpp"

namespace evenkeel::service {
namespace {

using record::Record;

struct Kind {
  std::unordered_map<Id, Record> records;
  std::vector<Id> ids;
  std::map<std::string, std::vector<Id>, std::less<>> by_name;
};

template <class T>
struct Typed {
  std::unordered_map<Id, T> all;
  std::vector<const T*> active;
};

}  // namespace

bool is_held(const record::RecordType& type) { return type.kind != "ci" && type.kind != "ci_relation"; }

struct Snapshot::Parts {
  std::map<std::string, Kind, std::less<>> kinds;
  std::tuple<Typed<Organisation>, Typed<Location>, Typed<Team>, Typed<Service>, Typed<Category>, Typed<Supplier>, Typed<ResolutionCode>,
             Typed<HoldReason>, Typed<Tag>, Typed<PriorityMatrix>, Typed<CriticalPeriod>, Typed<Calendar>, Typed<CustomField>,
             Typed<Agreement>, Typed<Roster>, Typed<EscalationPolicy>, Typed<MessageText>, Typed<Gateway>, Typed<AlertSource>, Typed<Skill>,
             Typed<MaintenanceWindow>, Typed<InhibitionRule>, Typed<ChatWorkspace>, Typed<ChatChannel>, Typed<Heartbeat>, Typed<Check>,
             Typed<AutomationRule>, Typed<IncidentTemplate>>
      typed;
  PriorityMatrix matrix = default_matrix();

  template <class T>
  void fill(Typed<T>& typed_kind) {
    const Kind& kind = kinds[std::string(record::type_of<T>().kind)];
    for (Id id : kind.ids) {
      const T& object = typed_kind.all.emplace(id, record::from_record<T>(kind.records.at(id))).first->second;
      if (object.active) typed_kind.active.push_back(&object);
    }
  }
};

std::shared_ptr<const Snapshot> Snapshot::of(std::int64_t version, std::vector<Record> records) {
  auto parts = std::make_shared<Parts>();
  for (Record& r : records) {
    Kind& kind = parts->kinds[std::string(r.type->kind)];
    kind.ids.push_back(r.id());
    kind.records.emplace(r.id(), std::move(r));
  }
  for (auto& [name, kind] : parts->kinds) {
    std::sort(kind.ids.begin(), kind.ids.end());
    for (bool active : {true, false})
      for (Id id : kind.ids) {
        const Record& r = kind.records.at(id);
        if (!r.type->find("name") || record::is_absent(r["name"]) || std::get<bool>(r["active"]) != active) continue;
        kind.by_name[std::get<std::string>(r["name"])].push_back(id);
      }
  }
  std::apply([&](auto&... typed_kind) { (parts->fill(typed_kind), ...); }, parts->typed);
  const auto& matrices = std::get<Typed<PriorityMatrix>>(parts->typed).active;
  if (!matrices.empty()) parts->matrix = *matrices.front();
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = version;
  snapshot->parts_ = std::move(parts);
  return snapshot;
}

const Record* Snapshot::find(std::string_view kind, Id id) const {
  auto k = parts_->kinds.find(kind);
  if (k == parts_->kinds.end()) return nullptr;
  auto r = k->second.records.find(id);
  return r == k->second.records.end() ? nullptr : &r->second;
}

const std::vector<Id>& Snapshot::ids(std::string_view kind) const {
  static const std::vector<Id> none;
  auto k = parts_->kinds.find(kind);
  return k == parts_->kinds.end() ? none : k->second.ids;
}

const std::vector<Id>& Snapshot::named(std::string_view kind, std::string_view name) const {
  static const std::vector<Id> none;
  auto k = parts_->kinds.find(kind);
  if (k == parts_->kinds.end()) return none;
  auto n = k->second.by_name.find(name);
  return n == k->second.by_name.end() ? none : n->second;
}

const PriorityMatrix& Snapshot::matrix() const { return parts_->matrix; }

template <class T>
const T* Snapshot::get(Id id) const {
  const auto& all = std::get<Typed<T>>(parts_->typed).all;
  auto at = all.find(id);
  return at == all.end() ? nullptr : &at->second;
}

template <class T>
const std::vector<const T*>& Snapshot::active() const {
  return std::get<Typed<T>>(parts_->typed).active;
}

#define EVENKEEL_HELD(T)                     \
  template const T* Snapshot::get(Id) const; \
  template const std::vector<const T*>& Snapshot::active<T>() const;
EVENKEEL_HELD(Organisation)
EVENKEEL_HELD(Location)
EVENKEEL_HELD(Team)
EVENKEEL_HELD(Service)
EVENKEEL_HELD(Category)
EVENKEEL_HELD(Supplier)
EVENKEEL_HELD(ResolutionCode)
EVENKEEL_HELD(HoldReason)
EVENKEEL_HELD(Tag)
EVENKEEL_HELD(PriorityMatrix)
EVENKEEL_HELD(CriticalPeriod)
EVENKEEL_HELD(Calendar)
EVENKEEL_HELD(Agreement)
EVENKEEL_HELD(Roster)
EVENKEEL_HELD(EscalationPolicy)
EVENKEEL_HELD(MessageText)
EVENKEEL_HELD(Gateway)
EVENKEEL_HELD(ChatWorkspace)
EVENKEEL_HELD(ChatChannel)
EVENKEEL_HELD(AlertSource)
EVENKEEL_HELD(Heartbeat)
EVENKEEL_HELD(Check)
EVENKEEL_HELD(Skill)
EVENKEEL_HELD(MaintenanceWindow)
EVENKEEL_HELD(InhibitionRule)
EVENKEEL_HELD(AutomationRule)
EVENKEEL_HELD(CustomField)
EVENKEEL_HELD(IncidentTemplate)
#undef EVENKEEL_HELD

void Catalogue::refresh(store::Connection& db) {
  std::int64_t version = 0;
  db.query("SELECT n FROM counter WHERE name='catalogue'", {}, [&](const store::Row& row) { version = row.integer(0); });
  if (now()->version == version) return;
  std::vector<Record> records;
  for (const record::RecordType* type : catalogue_types()) {
    if (!is_held(*type)) continue;
    std::string sql = "SELECT " + store::select_columns(*type, "t") + " FROM " + std::string(type->table) + " t";
    db.query(sql, {}, [&](const store::Row& row) { records.push_back(store::read_record(*type, row)); });
  }
  auto fresh = Snapshot::of(version, std::move(records));
  std::lock_guard lock(mutex_);
  if (!snapshot_ || snapshot_->version < version) snapshot_ = std::move(fresh);
}

std::shared_ptr<const Snapshot> Catalogue::now() const {
  static const std::shared_ptr<const Snapshot> empty = Snapshot::of(0, {});
  std::lock_guard lock(mutex_);
  return snapshot_ ? snapshot_ : empty;
}

}  // namespace evenkeel::service
