// See audit_routes.hpp. A page reads a bounded stretch of the log, so that a rare filter on a long log answers as quickly as a
// common one: then `next` continues further back although the page is short.
#include "app/audit_routes.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "app/migrations.hpp"
#include "base/text.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/incident/view.hpp"
#include "practice/incident/visibility.hpp"
#include "store/change_log.hpp"

namespace evenkeel::app {
namespace {

namespace bj = boost::json;
using http::Verb;

constexpr std::int64_t stretch = 20'000;  // changes looked at for one page: some tens of milliseconds
constexpr std::size_t kind_most = 60;

Error bad(std::string code, std::string text, std::string_view parameter) {
  return error(Fault::malformed, std::move(code), std::move(text), "/" + std::string(parameter));
}

struct Asked {
  Id subject, person;
  std::string subject_kind, kind;
  Time since, until;
  std::int64_t before = 0;  // 0: from the newest
  int limit = api::list_default;
};

Result<Id> id_of(const http::Request& request, std::string_view name) {
  const auto text = request.query_value(name).value_or("");
  if (text.empty()) return Id{};
  const auto id = parse_id(text);
  if (!id) return bad("query.bad_id", std::string(name) + " must be an id", name);
  return *id;
}
Result<Time> time_of(const http::Request& request, std::string_view name) {
  const auto text = request.query_value(name).value_or("");
  if (text.empty()) return Time{};
  const auto time = parse_rfc3339(text);
  if (!time) return bad("query.bad_time", std::string(name) + " must be a time such as 2026-03-02T08:00:00Z", name);
  return *time;
}
Result<std::string> word_of(const http::Request& request, std::string_view name) {
  const std::string text(request.query_value(name).value_or(""));
  const bool plain = std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == '_' || c == '.'; });
  if (!plain || text.size() > kind_most) return bad("query.bad_word", std::string(name) + " is made of small letters, _ and .", name);
  return text;
}

Result<Asked> asked_of(store::Connection& db, const http::Request& request) {
  Asked asked;
  const auto subject = request.query_value("subject").value_or("");
  if (!subject.empty()) {
    const auto id = incident::id_of(db, subject);
    if (!id) return bad("query.bad_id", "subject must be an id or the number of an incident", "subject");
    asked.subject = *id;
  }
  TRY(asked.person, id_of(request, "person"));
  TRY(asked.subject_kind, word_of(request, "subject_kind"));
  TRY(asked.kind, word_of(request, "kind"));
  TRY(asked.since, time_of(request, "since"));
  TRY(asked.until, time_of(request, "until"));
  TRY(const Id cursor, id_of(request, "cursor"));
  asked.before = cursor.v;
  TRY(asked.limit, api::page_limit(request));
  return asked;
}

struct Page {
  std::vector<store::ChangeRow> rows;
  std::int64_t next = 0;  // 0: the log's begin was reached
};

Page read_page(store::Connection& db, const Asked& asked) {
  std::int64_t newest = 0;
  db.query("SELECT n FROM counter WHERE name = 'change'", {}, [&](const store::Row& row) { newest = row.integer(0); });
  const std::int64_t before = asked.before > 0 ? asked.before : newest + 1;
  const std::int64_t from = asked.subject ? 1 : std::max<std::int64_t>(1, before - stretch);
  std::vector<store::Param> params{store::Param(before), store::Param(from)};
  std::string where = "seq < $1 AND seq >= $2";
  auto add = [&](std::string_view condition, store::Param param) {
    params.push_back(param);
    where += fmt::format(fmt::runtime(" AND " + std::string(condition)), params.size());
  };
  const std::string actor = "person:" + to_string(asked.person), through = actor + " %", below = asked.kind + ".%";
  if (asked.subject) add("root_id = ${}", store::Param(asked.subject));
  if (!asked.subject_kind.empty()) add("subject_kind = ${}", store::Param(asked.subject_kind));
  if (asked.since) add("recorded_at_us >= ${}", store::Param(asked.since));
  if (asked.until) add("recorded_at_us < ${}", store::Param(asked.until));
  if (asked.person) {
    add("(actor = ${}", store::Param(actor));
    params.emplace_back(through);
    where += fmt::format(" OR actor LIKE ${})", params.size());
  }
  if (!asked.kind.empty()) {
    add("(kind = ${}", store::Param(asked.kind));
    params.emplace_back(below);
    where += fmt::format(" OR kind LIKE ${})", params.size());
  }
  Page page;
  db.query(fmt::format("SELECT {} FROM change WHERE {} ORDER BY seq DESC LIMIT {}", store::change_columns, where, asked.limit), params,
           [&](const store::Row& row) { page.rows.push_back(store::read_change(row)); });
  const bool full = page.rows.size() == static_cast<std::size_t>(asked.limit);
  page.next = full ? page.rows.back().seq : from > 1 ? from : 0;
  if (asked.since && !full && from > 1) {
    Time oldest;
    db.query("SELECT recorded_at_us FROM change WHERE seq = $1", {store::Param(from)},
             [&](const store::Row& row) { oldest = row.time(0); });
    if (oldest < asked.since) page.next = 0;
  }
  return page;
}

/// Shows changes to one reader: what lies in incidents that they may not see stays closed, and secrets are never shown.
class Presenter {
 public:
  Presenter(store::Connection& db, const people::Principal& who) : db_(db), who_(who) {}

  std::string item(const store::ChangeRow& row, api::Mentions& mentions) {
    const bool open = may_see(row.root);
    const Id person = api::person_in(row.actor);
    if (person) mentions.add("person", person);
    if (open) mentions.add(row.subject_kind, row.subject);
    if (open && row.kind.starts_with("incident.")) mentions.add("incident", row.root);
    std::string out = fmt::format(R"({{"seq":{},"at":"{}","recorded_at":"{}","kind":"{}","subject_kind":"{}","version":{},"person":{},)",
                                  row.seq, format_rfc3339(row.at), format_rfc3339(row.recorded_at), row.kind, row.subject_kind, row.version,
                                  person ? '"' + to_string(person) + '"' : "null");
    out += R"("actor":)";
    record::append_json_string(out, row.actor);
    out += fmt::format(R"(,"erased":{},"hidden":{},"subject":{},"root":{},"body":{}}})", row.erased, !open,
                       open ? '"' + to_string(row.subject) + '"' : "null", open ? '"' + to_string(row.root) + '"' : "null",
                       open && !row.erased ? body(row) : "null");
    return out;
  }

 private:
  bool may_see(Id root) {
    const auto known = seen_.find(root);
    if (known != seen_.end()) return known->second;
    const auto incident = incident::find_record(db_, record::type_of<incident::Incident>(), root);
    return seen_[root] = !incident || incident::may_see(who_, *incident);
  }

  std::string body(const store::ChangeRow& row) {
    auto parsed = record::parse_json(row.body);
    if (!parsed || !parsed->is_object()) return "null";
    const record::RecordType* type = nullptr;
    for (const auto* t : audited_types())
      if (t->kind == row.subject_kind) type = t;
    for (const char* part : {"diff", "set"}) {
      auto* facts = parsed->get_object().if_contains(part);
      if (!facts || !facts->is_object() || !type) continue;
      for (const auto& field : type->fields)
        if (field.facts.access == record::Access::secret) facts->get_object().erase(field.name);
    }
    incident::hide_unseen(db_, who_, parsed->get_object());
    return bj::serialize(*parsed);
  }

  store::Connection& db_;
  const people::Principal& who_;
  std::map<Id, bool> seen_;
};

Result<http::Response> list(const api::Names& names, store::Connection& db, const http::Request& request) {
  TRY(const Asked asked, asked_of(db, request));
  const Page page = read_page(db, asked);
  const people::Principal& who = api::principal_of(request);
  Presenter presenter(db, who);
  api::Mentions mentions(&who);
  std::vector<std::string> items;
  items.reserve(page.rows.size());
  for (const auto& row : page.rows) items.push_back(presenter.item(row, mentions));
  std::string known;
  names.append_json(known, &db, mentions);
  return http::json(api::list_body(items, page.next ? std::optional(std::to_string(page.next)) : std::nullopt, known));
}

}  // namespace

std::vector<http::Route> audit_routes(const store::Register& reg, const api::Names& names, AuditCheck& check) {
  const std::string path = "/api/v1/audit", tag = "Audit";
  std::vector<http::Route> routes;
  routes.push_back(
      api::route(Verb::get, path, "The change log, newest first", "audit.read", tag, {"", "audit_list"},
                 api::reading(reg, [&names](store::Connection& db, http::Request& request) { return list(names, db, request); })));
  routes.back().description =
      "A page looks at a bounded stretch of the log: it may be short, or empty, and yet have a next. Changes in incidents that one may not "
      "see are there without their content.";
  routes.back().query = {{"subject", "Id of a record, or number of an incident: its whole story"},
                         {"subject_kind", "Kind of the record that was changed: incident, person, team"},
                         {"person", "Who did it"},
                         {"kind", "Kind of the change, or its begin: incident.resolved, incident"},
                         {"since", "Recorded at or after", R"({"type":"string","format":"date-time"})"},
                         {"until", "Recorded before", R"({"type":"string","format":"date-time"})"},
                         {"limit", "Items of a page", R"({"type":"integer","minimum":1,"maximum":200,"default":50})"},
                         {"cursor", "Continues after the page that answered this as next"}};
  routes.push_back(api::route(Verb::get, path + "/verification", "The newest verification, or how far it is", "audit.verify", tag,
                              {"", "audit_verification"}, http::answering([&check](http::Request&) { return http::json(check.json()); })));
  routes.push_back(api::route(Verb::post, path + "/verification", "Verify the whole log and all facts, in the background", "audit.verify",
                              tag, {"", "audit_verification", 202}, http::answering([&check, &reg](http::Request&) {
                                if (!check.start(reg.world.now()))
                                  return http::problem(error(Fault::conflict, "audit.running", "A verification is under way already."));
                                return http::json(check.json(), 202);
                              })));
  return routes;
}

std::map<std::string, std::string> audit_schemas() {
  return {{"audit_change",
           R"({"type":"object","required":["seq","at","recorded_at","kind","subject_kind","version","person","actor","erased","hidden",)"
           R"("subject","root","body"],"properties":{"seq":{"type":"integer"},"at":{"type":"string","format":"date-time"},)"
           R"("recorded_at":{"type":"string","format":"date-time"},"kind":{"type":"string"},"subject_kind":{"type":"string"},)"
           R"("version":{"type":"integer"},"person":{"type":["string","null"]},"actor":{"type":"string"},)"
           R"("erased":{"type":"boolean","description":"Its content was erased by law."},)"
           R"("hidden":{"type":"boolean","description":"It lies in an incident that you may not see."},)"
           R"("subject":{"type":["string","null"]},"root":{"type":["string","null"]},)"
           R"("body":{"type":["object","null"],"additionalProperties":true}}})"},
          {"audit_list", R"({"type":"object","required":["items","next","names"],"properties":{"items":{"type":"array","items":)"
                         R"({"$ref":"#/components/schemas/audit_change"}},"next":{"type":["string","null"]},)"
                         R"("names":{"type":"object","additionalProperties":{"type":"string"}}}})"},
          {"audit_verification",
           R"({"type":"object","required":["state"],"properties":{)"
           R"("state":{"type":"string","enum":["never","running","sound","not_sound","failed"]},)"
           R"("began_at":{"type":"string","format":"date-time"},"done":{"type":"integer"},"all":{"type":"integer"},)"
           R"("trouble":{"type":"string"},)"
           R"("changes":{"type":"integer"},"seals":{"type":"integer"},"facts":{"type":"integer"},"erased":{"type":"integer"},)"
           R"("unsigned_seals":{"type":"integer"},"findings_count":{"type":"integer"},)"
           R"("findings":{"type":"array","items":{"type":"object","required":["seq","subject_kind","subject","text"],"properties":{)"
           R"("seq":{"type":["integer","null"]},"subject_kind":{"type":"string"},"subject":{"type":["string","null"]},)"
           R"("text":{"type":"string"}}}}}})"}};
}

}  // namespace evenkeel::app
