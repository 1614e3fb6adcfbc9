#include "practice/incident/view.hpp"

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

bool hide_unseen(store::Connection& db, const Principal& who, boost::json::object& change_body) {
  auto* why = change_body.if_contains("why");
  if (!why || !why->is_object()) return false;
  bool hidden = false;
  for (std::string_view name : {"other", "into", "merged", "from", "part"}) {
    const auto* value = why->get_object().if_contains(name);
    const auto* words = value ? value->if_string() : nullptr;
    const auto id = words ? parse_id(std::string_view(words->data(), words->size())) : std::nullopt;
    const auto other = id ? find_record(db, record::type_of<Incident>(), *id) : std::nullopt;
    if (!id || (other && may_see(who, *other))) continue;
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

Fields shown_fields(const Principal& who, const Fields& asked) {
  if (reads_as_staff(who)) return asked;
  Fields shown;
  for (const auto& f : record::type_of<Incident>().fields)
    if (caller_reads(f.name) && (asked.empty() || asked.contains(f.name))) shown.emplace(f.name);
  return shown;
}

std::string item_json(const Ground& ground, const Principal& who, Record incident, const Fields& asked, api::Mentions& mentions) {
  if (!reads_as_staff(who)) hide_custom(ground, incident);
  const Fields shown = shown_fields(who, asked);
  std::string out;
  out.reserve(item_bytes_usual);
  record::append_json(out, incident, shown);
  mentions.add(incident, shown);
  return out;
}

std::string incident_json(const Ground& ground, store::Connection* db, const Principal& who, Record incident, const Fields& asked,
                          Time assignee_absent_until) {
  const auto& assignee = incident["assignee"];
  const bool staff = reads_as_staff(who);
  if (db && staff && asked.empty() && !record::is_absent(assignee))
    assignee_absent_until = people::absent_until(*db, std::get<Id>(assignee));
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
