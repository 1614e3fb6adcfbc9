#include "practice/incident/view.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "practice/incident/incident_store.hpp"
#include "practice/incident/visibility.hpp"
#include "practice/people/absence_desk.hpp"
#include "record/markdown.hpp"

namespace evenkeel::incident {

using people::Principal;
using record::Record;

void hide_custom(const Ground& ground, Record& incident) {
  auto& value = incident["custom"];
  if (record::is_absent(value)) return;
  auto parsed = record::parse_json(std::get<std::string>(value));
  boost::json::object shown;
  for (const auto* field : ground.catalogue.now()->active<service::CustomField>()) {
    const auto* member = parsed && field->caller_visible ? parsed->get_object().if_contains(field->name) : nullptr;
    if (member) shown[field->name] = *member;
  }
  value = shown.empty() ? record::Value{} : record::Value{boost::json::serialize(shown)};
}

void hide_promises(const Principal& who, Record& incident) {
  if (reads_promises(who)) return;
  for (std::string_view field : kept_fields) incident[field] = {};
}

namespace {

constexpr std::array<std::string_view, 2> relations = {"parent", "merged_into"};

/// Where they stand in a record.
const std::array<std::size_t, 2>& relation_places() {
  static const auto& type = record::type_of<Incident>();
  static const std::array<std::size_t, 2> places = {type.index(relations[0]), type.index(relations[1])};
  return places;
}

/// The value names an incident that the reader may not see.
bool names_unseen(store::Connection& db, const Principal& who, const boost::json::value* value) {
  const auto* words = value ? value->if_string() : nullptr;
  const auto id = words ? parse_id(std::string_view(words->data(), words->size())) : std::nullopt;
  if (!id) return false;
  const auto other = find_record(db, record::type_of<Incident>(), *id);
  return !other || !may_see(who, *other);
}

/// Out of {"set":{"parent":"17"}} and {"diff":{"parent":[null,"17"]}}.
void hide_unseen_values(store::Connection& db, const Principal& who, boost::json::object& change_body) {
  for (std::string_view how : {"set", "diff"}) {
    auto* values = change_body.if_contains(how);
    if (!values || !values->is_object()) continue;
    for (std::string_view name : relations) {
      const auto* value = values->get_object().if_contains(name);
      const auto* pair = value ? value->if_array() : nullptr;
      const bool unseen =
          pair ? std::ranges::any_of(*pair, [&](const auto& one) { return names_unseen(db, who, &one); }) : names_unseen(db, who, value);
      if (unseen) values->get_object().erase(name);
    }
  }
}

}  // namespace

void hide_unseen_relations(const Ground& ground, store::Connection* db, const Principal& who, std::span<Record> incidents) {
  api::Mentions mentions(&who);
  for (const Record& incident : incidents)
    for (std::size_t at : relation_places())
      if (const auto* id = std::get_if<Id>(&incident.values[at]); id && *id) mentions.add("incident", *id);
  if (mentions.by_kind().empty()) return;
  const auto seen = ground.names.find(db, mentions);  // only of those that the reader may see
  for (Record& incident : incidents)
    for (std::size_t at : relation_places())
      if (const auto* id = std::get_if<Id>(&incident.values[at]); id && *id && !seen.contains(*id)) incident.values[at] = {};
}

bool hide_unseen(store::Connection& db, const Principal& who, boost::json::object& change_body) {
  hide_unseen_values(db, who, change_body);
  auto* why = change_body.if_contains("why");
  if (!why || !why->is_object()) return false;
  bool hidden = false;
  for (std::string_view name : {"other", "into", "merged", "from", "part"}) {
    if (!names_unseen(db, who, why->get_object().if_contains(name))) continue;
    why->get_object().erase(name);
    why->get_object().erase("number");
    hidden = true;
  }
  return hidden;
}

namespace {

constexpr std::size_t item_bytes_usual = 4'096;  // an incident with a description, its names and commands

/// The long texts as safe HTML, so that every screen shows Markdown as the server understands it.
void append_html(std::string& out, const Record& incident) {
  out += ",\"html\":{";
  for (std::string_view field : {"description", "resolution_notes"}) {
    const auto& value = incident[field];
    const auto* text = record::is_absent(value) ? nullptr : std::get_if<std::string>(&value);
    if (!text || text->empty()) continue;
    out.append(out.back() == '{' ? "\"" : ",\"").append(field).append("\":");
    record::append_json_string(out, record::markdown_to_html(*text));
  }
  out += '}';
}

void append_may(std::string& out, const Principal& who, const Record& incident) {
  out += ",\"may\":[";
  for (std::string_view command : commands_now(who, record::from_record<Incident>(incident)))
    out.append(out.back() == '[' ? "\"" : ",\"").append(command).append("\"");
  out += ']';
}

}  // namespace

Reader reader_of(const Principal& who, const Record& incident) {
  return reads_as_staff(who, incident) ? Reader::staff : Reader::caller_side;
}
Reader reader_of(const Principal& who) { return reads_as_staff(who) ? Reader::staff : Reader::caller_side; }

Fields shown_fields(Reader reader, const Fields& asked) {
  if (reader == Reader::staff) return asked;
  Fields shown;
  for (const auto& f : record::type_of<Incident>().fields)
    if (caller_reads(f.name) && (asked.empty() || asked.contains(f.name))) shown.emplace(f.name);
  return shown;
}

std::string item_json(const Ground& ground, const Principal& who, Record incident, const Fields& asked, api::Mentions& mentions) {
  const Reader reader = reader_of(who, incident);
  if (reader == Reader::caller_side) hide_custom(ground, incident);
  hide_promises(who, incident);
  const Fields shown = shown_fields(reader, asked);
  std::string out;
  out.reserve(item_bytes_usual);
  record::append_json(out, incident, shown);
  mentions.add(incident, shown);
  return out;
}

std::string incident_json(const Ground& ground, store::Connection* db, const Principal& who, Record incident, const Fields& asked,
                          Time assignee_absent_until) {
  const auto& assignee = incident["assignee"];
  const bool staff = reads_as_staff(who, incident);
  if (db && staff && asked.empty() && !record::is_absent(assignee))
    assignee_absent_until = people::absent_until(*db, std::get<Id>(assignee));
  hide_unseen_relations(ground, db, who, std::span(&incident, 1));
  api::Mentions mentions(&who);
  std::string out = item_json(ground, who, incident, asked, mentions);
  out.pop_back();
  if (asked.empty()) {
    append_may(out, who, incident);
    append_html(out, incident);
  }
  if (assignee_absent_until && staff)
    out.append(",\"assignee_absent_until\":\"").append(format_rfc3339(assignee_absent_until)).append("\"");
  out += ",\"names\":";
  ground.names.append_json(out, db, mentions);
  return out + '}';
}

std::string single_json(const Ground& ground, store::Connection* db, const Principal& who, const Record& r) {
  api::Mentions mentions(&who);
  mentions.add(r);
  std::string names;
  ground.names.append_json(names, db, mentions);
  return api::single_body(r, names);
}

std::string hanging_json(const Ground& ground, store::Connection* db, const Principal& who, const std::vector<Record>& records) {
  api::Mentions mentions(&who);
  std::vector<std::string> items;
  for (const Record& r : records) {
    mentions.add(r);
    record::append_json(items.emplace_back(), r);
  }
  std::string names;
  ground.names.append_json(names, db, mentions);
  return api::list_body(items, std::nullopt, names);
}

}  // namespace evenkeel::incident
