#include "practice/incident/story.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <unordered_map>

#include "practice/incident/incident_store.hpp"
#include "practice/incident/view.hpp"
#include "practice/incident/visibility.hpp"
#include "record/markdown.hpp"

namespace evenkeel::incident {

namespace bj = boost::json;
using people::Principal;
using store::ChangeRow;

namespace {

/// Kept beside what people do; a change of these alone is no news.
constexpr std::string_view silent_fields[] = {"updated_at",
                                              "open",
                                              "line",
                                              "time_to_acknowledge_s",
                                              "time_to_respond_s",
                                              "time_to_resolve_s",
                                              "time_worked_s",
                                              "comments_by_staff",
                                              "contacts",
                                              "caller_waits_since",
                                              "hand_overs",
                                              "team_changes",
                                              "reopenings",
                                              "cycle",
                                              "held_since",
                                              "hold_caller_s",
                                              "hold_supplier_s",
                                              "hold_change_s",
                                              "hold_problem_s",
                                              "hold_other_s",
                                              "first_contact_resolution",
                                              "recategorised",
                                              "reminded_at",
                                              "promise_told_at",
                                              "why",
                                              "missing",
                                              "opened_at",
                                              "opened_by",
                                              "due_at",
                                              "due_for",
                                              "due_paused",
                                              "breached",
                                              "escalated"};

/// What the caller's side is told of a change.
constexpr std::string_view public_fields[] = {"number",     "title",        "description", "state",           "service",
                                              "impact",     "urgency",      "priority",    "resolution_code", "resolution_notes",
                                              "workaround", "confirmation", "rating",      "rating_comment",  "merged_into",
                                              "began_at",   "promised_for"};

/// Told by another row of the story, or no news at all.
constexpr std::string_view silent_kinds[] = {"incident.commented", "incident.noted",  "incident.cycle_ended", "incident.spread_started",
                                             "incident.spread_on", "incident.linked", "incident.unlinked",    due_changed};

/// Who stands above whom, and who was called at night, is the house's own affair: suppliers do not read it.
constexpr std::string_view house_kinds = "incident.escalation_";
/// What rules of automation did, in whosesoever change; so are their names.
constexpr std::string_view rule_kinds = "incident.rule_";
/// So is why somebody above was called, or a colleague to help.
constexpr std::string_view house_reasons[] = {"incident.escalated", "incident.help_wanted"};

template <class List>
bool in(const List& list, std::string_view name) {
  return std::ranges::find(list, name) != std::end(list);
}

/// Rounds of reading when much is left out for the reader; each reads one page of changes.
constexpr int rounds_most = 8;

/// What somebody brought in from a file was done by others: "person:17 import:old.csv" -> "import:old.csv".
std::string_view doer_in(std::string_view actor) {
  const auto import = actor.find(" import:");
  return import == std::string_view::npos ? actor : actor.substr(import + 1);
}

class Story {
 public:
  Story(const Ground& ground, store::Connection& db, const Principal& who, const record::Record& incident)
      : ground_(ground), db_(db), who_(who), staff_(reads_as_staff(who, incident)), mentions_(&who) {}

  /// Adds what is shown of these rows, until `limit` items; returns the seq that was looked at last.
  std::int64_t add(const std::vector<ChangeRow>& rows, std::size_t limit) {
    load_attached(rows);
    std::int64_t last = 0;
    for (const ChangeRow& row : rows) {
      if (items_.size() >= limit) break;
      last = row.seq;
      add(row);
    }
    return last;
  }
  std::size_t size() const { return items_.size(); }
  std::string json(std::int64_t next) {
    api::Mentions people;
    for (const auto& item : items_) people.add("person", api::person_in(item.actor));
    const auto names = ground_.names.find(&db_, people);
    std::string out = "{\"items\":[";
    for (const auto& item : items_) {
      if (out.back() != '[') out += ',';
      out += item.json;
      const Id by = api::person_in(item.actor);
      const auto name = names.find(by);
      out.append(",\"by\":").append(by ? "\"" + to_string(by) + "\"" : "null").append(",\"by_name\":");
      record::append_json_string(out, name != names.end() ? std::string_view(name->second) : std::string_view(item.actor));
      out += '}';
    }
    out.append("],\"next\":").append(next ? "\"" + std::to_string(next) + "\"" : "null");
    out += ",\"names\":";
    ground_.names.append_json(out, &db_, mentions_);
    return out + '}';
  }

 private:
  struct Item {
    std::string json, actor;  // json without its end: who did it is added once all names are known
  };

  void load_attached(const std::vector<ChangeRow>& rows) {
    std::vector<Id> ids;
    for (const ChangeRow& row : rows)
      if (row.subject_kind == "entry" && std::ranges::find(ids, row.subject) == ids.end()) ids.push_back(row.subject);
    for (auto& r : find_entries(db_, ids)) entries_.insert_or_assign(r.id(), record::from_record<Entry>(r));
  }

  std::string begin(const ChangeRow& row, std::string_view kind, Time at) {
    std::string out = "{\"seq\":" + std::to_string(row.seq) + ",\"at\":\"" + format_rfc3339(at) + "\",\"kind\":\"";
    return out.append(kind).append("\",\"what\":\"").append(row.kind).append("\"");
  }

  void add(const ChangeRow& row) {
    if (in(silent_kinds, row.kind) || (row.kind.starts_with(clock_kinds) && !reads_promises(who_))) return;
    if ((row.kind.starts_with(house_kinds) || row.kind.starts_with(rule_kinds)) && !people::may(who_, "incident.read_all")) return;
    if (row.subject_kind == "incident") return add_change(row);
    if (row.subject_kind == "entry") return add_entry(row);
    if (row.subject_kind == "attachment") return add_file(row);
    if (row.subject_kind == "task" && staff_) return add_task(row);
  }

  /// What was moved away is told where it is now; what came is told at its coming, and nothing twice.
  bool is_here(const ChangeRow& row, Id home) { return home == row.root && told_.insert(row.subject).second; }

  void add_entry(const ChangeRow& row) {
    const auto found = entries_.find(row.subject);
    if (found == entries_.end()) return;
    const Entry& e = found->second;
    if (e.kind == EntryKind::note && !staff_) return;
    const bool moved = row.kind == "incident.entry_moved",
               written = row.kind == "incident.comment_written" || row.kind == "incident.note_written";
    if ((!moved && !written) || !is_here(row, e.incident)) return;
    std::string out = begin(row, record::name_of(e.kind), e.written_at);
    out.append(",\"id\":\"").append(to_string(e.id)).append("\",\"text\":");
    record::append_json_string(out, e.text);
    out += ",\"html\":";
    record::append_json_string(out, record::markdown_to_html(e.text));
    out.append(",\"by_staff\":").append(e.by_staff ? "true" : "false").append(",\"automatic\":").append(e.automatic ? "true" : "false");
    out += ",\"via\":";
    record::append_json_string(out, e.via);
    if (staff_ && e.time_worked_s) out += ",\"time_worked_s\":" + std::to_string(e.time_worked_s);
    if (e.moved_from) out += ",\"moved_from\":\"" + to_string(e.moved_from) + "\"";
    const std::string_view doer = e.automatic && e.via == via_rule ? "automation" : doer_in(row.actor);
    items_.push_back({std::move(out), moved ? "person:" + to_string(e.author) : std::string(doer)});
  }

  void add_file(const ChangeRow& row) {
    const auto file = find<Attachment>(db_, row.subject);
    if (!file || (file->visibility == EntryKind::note && !staff_)) return;
    if ((row.kind != "incident.attached" && row.kind != "incident.attachment_moved") || !is_here(row, file->incident)) return;
    std::string out = begin(row, "attachment", file->added_at) + ",\"attachment\":";
    record::append_json(out, record::to_record(*file));
    items_.push_back({std::move(out), std::string(doer_in(row.actor))});
  }

  void add_task(const ChangeRow& row) {
    std::string out = begin(row, "task", row.at) + ",\"id\":\"" + to_string(row.subject) + "\",\"diff\":";
    auto body = parse(row);
    out += diff_json(body, record::type_of<Task>());
    append_why(out, body);
    items_.push_back({std::move(out), std::string(doer_in(row.actor))});
  }

  void add_change(const ChangeRow& row) {
    auto body = parse(row);
    const bool hidden = hide_unseen(db_, who_, body);
    const std::string diff = diff_json(body, record::type_of<Incident>());
    if (diff == "{}" && (!staff_ || hidden)) return;
    std::string out = begin(row, "change", row.at) + ",\"diff\":" + diff;
    if (staff_ && (!is_of_the_house(row, body) || people::may(who_, "incident.read_all"))) append_why(out, body);
    if (row.erased) out += ",\"erased\":true";
    items_.push_back({std::move(out), doer_of(row, body)});
  }

  /// A rule is named itself, not who woke it.
  static std::string doer_of(const ChangeRow& row, const bj::object& body) {
    const auto* why = row.kind.starts_with(rule_kinds) ? body.if_contains("why") : nullptr;
    const auto* rule = why && why->is_object() ? why->get_object().if_contains("rule") : nullptr;
    return rule && rule->is_string() ? std::string(rule->get_string()) : std::string(doer_in(row.actor));
  }

  /// Why it went to another team is told to that team, whoever it belongs to.
  static bool is_of_the_house(const ChangeRow& row, const bj::object& body) {
    if (!in(house_reasons, row.kind)) return false;
    const auto* why = body.if_contains("why");
    const auto* upwards = why && why->is_object() ? why->get_object().if_contains("manager") : nullptr;
    return upwards || row.kind != "incident.escalated";
  }

  static bj::object parse(const ChangeRow& row) {
    auto body = row.body.empty() ? Result<bj::value>(bj::object{}) : record::parse_json(row.body);
    return body && body->is_object() ? body->get_object() : bj::object{};
  }

  static void append_why(std::string& out, const bj::object& body) {
    if (const auto* why = body.if_contains("why")) out += ",\"why\":" + bj::serialize(*why);
  }

  bool shown(std::string_view field) const { return staff_ ? !in(silent_fields, field) : in(public_fields, field); }

  /// {"state":["new","closed"]}; what a new record was set to comes after null.
  std::string diff_json(const bj::object& body, const record::RecordType& type) {
    bj::object out;
    const auto* diff = body.if_contains("diff");
    const auto* set = body.if_contains("set");
    const auto* from = diff ? diff : set;
    if (!from || !from->is_object()) return "{}";
    for (const auto& member : from->get_object()) {
      const std::string_view name(member.key().data(), member.key().size());
      const record::Field* field = type.find(name);
      if (!field || (type.kind == "incident" && !shown(name))) continue;
      out[name] = diff ? member.value() : bj::value(bj::array{nullptr, member.value()});
      mention(*field, member.value());
    }
    return bj::serialize(out);
  }

  /// Remembers every id in a value, for the names at the end.
  void mention(const record::Field& field, const bj::value& v) {
    if (field.facts.ref.empty()) return;
    if (v.is_array())
      for (const auto& item : v.get_array()) mention(field, item);
    if (!v.is_string()) return;
    if (auto id = parse_id(std::string_view(v.get_string().data(), v.get_string().size()))) mentions_.add(field.facts.ref, *id);
  }

  const Ground& ground_;
  store::Connection& db_;
  const Principal& who_;
  bool staff_;
  std::vector<Item> items_;
  std::unordered_map<Id, Entry> entries_;
  std::set<Id> told_;
  api::Mentions mentions_;
};

}  // namespace

bool is_news(std::string_view field) { return !in(silent_fields, field); }

std::string story_json(const Ground& ground, store::Connection& db, const Principal& who, const record::Record& incident,
                       std::int64_t before_seq, int limit) {
  const auto family = story_family(db, who, incident);
  const auto wanted = static_cast<std::size_t>(limit);
  Story story(ground, db, who, incident);
  std::int64_t next = before_seq;
  for (int round = 0; round < rounds_most && story.size() < wanted; ++round) {
    const auto rows = story_changes(db, family, next, limit + 1);
    if (rows.empty()) return story.json(0);
    next = story.add(rows, wanted);
    const bool all_read = rows.size() <= wanted && next == rows.back().seq;
    if (all_read) return story.json(0);
  }
  return story.json(next);
}

}  // namespace evenkeel::incident
