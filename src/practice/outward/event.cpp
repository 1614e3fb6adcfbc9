#include "practice/outward/event.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "practice/incident/incident_store.hpp"
#include "practice/incident/story.hpp"
#include "practice/incident/visibility.hpp"

namespace evenkeel::outward {

namespace bj = boost::json;
using incident::Entry;
using incident::Incident;
using store::ChangeRow;
using store::Connection;
using store::Param;

namespace {

std::string quoted(std::string_view text) {
  std::string out;
  record::append_json_string(out, text);
  return out;
}

bj::object body_of(const ChangeRow& change) {
  auto parsed = change.body.empty() ? Result<bj::value>(bj::object{}) : record::parse_json(change.body);
  return parsed && parsed->is_object() ? std::move(parsed->get_object()) : bj::object{};
}

/// The webhook that a rule called by this change.
bool calls(const bj::object& body, Id webhook) {
  const auto* why = body.if_contains("why");
  const auto* called = why && why->is_object() ? why->get_object().if_contains("webhook_id") : nullptr;
  return called && called->is_string() && called->get_string() == to_string(webhook);
}

/// Rules call one webhook; it hears of that whatever else it listens to.
std::optional<Happening> what_for(const Reader& reader, const Happenings& happened, const bj::object& body) {
  const bool call = !happened.empty() && happened.front() == Happening::called;
  if (!call || !reader.webhook) return wanted(happened, reader.names, reader.notes);
  return calls(body, reader.webhook) ? std::optional(Happening::called) : std::nullopt;
}

bool meets(Connection& db, const Reader& reader, Id incident, Time now) {
  if (reader.only.always_true()) return true;
  const auto sql = reader.only.compile(api::asker_of(reader.who, now), "i", 2);
  std::vector<condition::SqlParam> params{std::int64_t{incident.v}};
  params.insert(params.end(), sql.params.begin(), sql.params.end());
  bool met = false;
  api::query(db, "SELECT 1 FROM incident i WHERE i.id = $1 AND (" + sql.where + ")", params, [&](const store::Row&) { met = true; });
  return met;
}

/// {"seq":..,"kind":..,"by":..,"fields":{"state":["new","resolved"]},"why":{..}}: of the fields those that are news and asked for.
std::string change_json(const Reader& reader, const ChangeRow& change, const bj::object& body, api::Mentions& mentions) {
  const Id by = api::person_in(change.actor);
  if (by) mentions.add("person", by);
  bj::object fields;
  const auto* diff = body.if_contains("diff");
  if (diff && diff->is_object() && change.subject_kind == "incident")
    for (const auto& member : diff->get_object()) {
      const std::string name(member.key().data(), member.key().size());
      if (incident::is_news(name) && (reader.fields.empty() || reader.fields.contains(name))) fields[name] = member.value();
    }
  std::string out = fmt::format(R"({{"seq":"{}","kind":"{}","by":{},"fields":{})", change.seq, change.kind,
                                by ? quoted(to_string(by)) : "null", bj::serialize(fields));
  // Who gets few fields is not told the others' values in the reasons.
  const auto* why = reader.fields.empty() ? body.if_contains("why") : nullptr;
  return out + ",\"why\":" + (why && why->is_object() ? bj::serialize(*why) : "null") + "}";
}

/// Who gets few fields is told that somebody wrote, and what only when they asked for what is written by its name.
std::string entry_json(const Entry& e, const Reader& reader, Happening what, api::Mentions& mentions) {
  const bool asked = reader.fields.empty() || std::ranges::find(reader.names, record::name_of(what)) != reader.names.end();
  if (e.author) mentions.add("person", e.author);
  return fmt::format(R"({{"id":"{}","kind":"{}","text":{},"author":{},"by_staff":{},"written_at":"{}"}})", to_string(e.id),
                     record::name_of(e.kind), asked ? quoted(e.text) : "null", e.author ? quoted(to_string(e.author)) : "null", e.by_staff,
                     format_rfc3339(e.written_at));
}

std::string envelope(std::string_view id, std::string_view type, std::string_view source, std::string_view subject, Time at,
                     std::string_view data) {
  return fmt::format(R"({{"specversion":"1.0","id":"{}","type":"{}","source":{},"subject":{},"time":"{}",)"
                     R"("datacontenttype":"application/json","data":{}}})",
                     id, type, quoted(source), quoted(subject), format_rfc3339(at), data);
}

}  // namespace

std::optional<Event> event_of(const incident::Incidents& practice, Connection& db, const Reader& reader, const ChangeRow& change) {
  if (!change.root) return std::nullopt;
  auto body = body_of(change);
  // First of all: that something was changed which the reader may not see is no news either.
  const bool hidden = incident::hide_unseen(db, reader.who, body);
  const auto* diff = body.if_contains("diff");
  if (hidden && change.subject_kind == "incident" && (!diff || !diff->is_object() || diff->get_object().empty())) return std::nullopt;
  const auto happened = happenings_of({change.kind, change.subject_kind, change.version, body}, incident::is_news);
  const auto what = what_for(reader, happened, body);
  if (!what) return std::nullopt;
  auto found = incident::find_record(db, record::type_of<Incident>(), change.root);
  if (!found || !why_untold(practice, db, reader, *found).empty()) return std::nullopt;
  std::string entry;
  api::Mentions mentions(&reader.who);
  if (change.subject_kind == "entry") {
    const auto written = incident::find<Entry>(db, change.subject);
    // What a split moved is the other incident's; what is a note now, or was erased, is not told as what it was.
    if (!written || written->incident != change.root || (written->kind == incident::EntryKind::note) != (*what == Happening::note_added))
      return std::nullopt;
    entry = ",\"entry\":" + entry_json(*written, reader, *what, mentions);
  }
  incident::hide_unseen_relations(practice.ground, &db, reader.who, std::span(&*found, 1));
  const std::string number = std::get<std::string>((*found)["number"]);
  Event event{event_id(change.seq, change.body_hash), event_type(record::name_of(*what)), change.root, {}};
  std::string data = "{\"change\":" + change_json(reader, change, body, mentions) + entry;
  data += ",\"incident\":" + incident::item_json(practice.ground, reader.who, std::move(*found), reader.fields, mentions);
  data += ",\"names\":";
  practice.ground.names.append_json(data, &db, mentions);
  event.body = envelope(event.id, event.type, reader.source, number, change.at, data + "}");
  return event;
}

std::string why_untold(const incident::Incidents& practice, Connection& db, const Reader& reader, const record::Record& incident) {
  if (!incident::may_see(reader.who, incident)) return "the incident is confidential";
  return meets(db, reader, incident.id(), practice.reg.world.now()) ? "" : "the incident is none of those that it hears of";
}

bool is_call_of(const ChangeRow& change, Id webhook) {
  const auto happened = happenings_of({change.kind, change.subject_kind, change.version, {}}, incident::is_news);
  return !happened.empty() && happened.front() == Happening::called && calls(body_of(change), webhook);
}

Event test_event(std::string id, const std::string& source, const std::string& webhook, Time now) {
  const std::string type = "org.evenkeel.webhook.test";
  std::string body = envelope(id, type, source, webhook, now, "{\"text\":\"A test of " + quoted(webhook).substr(1) + "}");
  return {std::move(id), type, {}, std::move(body)};
}

std::vector<ChangeRow> changes_after(Connection& db, std::int64_t seq, int most) {
  std::vector<ChangeRow> changes;
  db.query(fmt::format("SELECT {} FROM change WHERE seq > $1 ORDER BY seq LIMIT $2", store::change_columns), {Param(seq), Param(most)},
           [&](const store::Row& row) { changes.push_back(store::read_change(row)); });
  return changes;
}

std::optional<ChangeRow> change_at(Connection& db, std::int64_t seq) {
  auto found = changes_after(db, seq - 1, 1);
  return found.empty() || found.front().seq != seq ? std::nullopt : std::optional(std::move(found.front()));
}

std::int64_t newest_change(Connection& db) {
  std::int64_t seq = 0;
  db.query("SELECT n FROM counter WHERE name = 'change'", {}, [&](const store::Row& row) { seq = row.integer(0); });
  return seq;
}

/// The log grows in the order of time: halved until it is found.
std::int64_t last_change_before(Connection& db, Time at) {
  std::int64_t before = 0, from = newest_change(db) + 1;
  while (from - before > 1) {
    const std::int64_t middle = before + (from - before) / 2;
    Time recorded;
    db.query("SELECT recorded_at_us FROM change WHERE seq = $1", {Param(middle)}, [&](const store::Row& row) { recorded = row.time(0); });
    (recorded < at ? before : from) = middle;
  }
  return before;
}

}  // namespace evenkeel::outward
