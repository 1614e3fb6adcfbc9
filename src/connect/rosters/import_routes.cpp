#include "connect/rosters/import_routes.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "connect/rosters/roster_import.hpp"
#include "practice/api/api.hpp"
#include "record/json.hpp"

namespace evenkeel::rosters {
namespace {

namespace bj = boost::json;

constexpr std::size_t name_most = 200, zone_most = 100;
constexpr std::size_t by_hand_most = 5'000;             // people named by hand
constexpr std::size_t body_most = 2 * file_bytes_most;  // the file as a JSON string
constexpr std::size_t objects_answered = 5'000;         // what a screen can show; the counts are of all

std::string quoted(std::string_view text) {
  std::string out;
  record::append_json_string(out, text);
  return out;
}
std::string id_json(Id id) { return id ? '"' + to_string(id) + '"' : "null"; }

struct Wanted {
  ImportOptions options;
  Hints hints;
  std::string file;
  bool preview = false;
};

void read_people(const bj::value* json, api::BodyReader& reader, std::map<std::string, Id>& people) {
  if (!json) return;
  const auto& object = json->get_object();
  if (object.size() > by_hand_most)
    return reader.refuse("field.too_many", fmt::format("names more than {} people", by_hand_most), "people");
  for (const auto& [key, value] : object) {
    const auto id = value.is_string() ? parse_id({value.get_string().data(), value.get_string().size()}) : std::nullopt;
    if (!id) return reader.refuse("field.wrong_type", "must hold ids of people, by their keys in the file", "people");
    people[{key.data(), key.size()}] = *id;
  }
}

Result<Wanted> wanted_of(const http::Request& request) {
  TRY(const bj::value body, api::body_object(request));
  api::BodyReader reader(body);
  Wanted out;
  out.options.format = reader.choice<Format>("format", http::Presence::required).value_or(Format::pagerduty);
  out.file = reader.text("file", file_bytes_most, http::Presence::required);
  out.preview = reader.boolean("preview").value_or(false);
  out.options.unmatched = reader.choice<OnUnmatched>("unmatched").value_or(OnUnmatched::refuse);
  out.options.changed = reader.choice<OnChanged>("changed_here").value_or(OnChanged::keep);
  out.hints.name = reader.text("name", name_most);
  out.hints.zone = reader.text("zone", zone_most);
  read_people(reader.object("people"), reader, out.options.people);
  CHECK_OK(reader.finish());
  return out;
}

std::string remarks_json(const std::vector<Remark>& remarks) {
  std::string out = "[";
  for (const Remark& r : remarks)
    out += fmt::format(R"({}{{"code":{},"text":{}}})", out.size() > 1 ? "," : "", quoted(r.code), quoted(r.text));
  return out + "]";
}

std::string object_json(const ObjectReport& one) {
  return fmt::format(R"({{"part":"{}","roster":{},"key":{},"name":{},"fate":"{}","record":{},"remarks":{},"zone":{},"plan":{}}})",
                     record::name_of(one.part), quoted(one.roster), quoted(one.key), quoted(one.name), record::name_of(one.fate),
                     id_json(one.record), remarks_json(one.remarks), one.plan.empty() ? "null" : quoted(one.zone),
                     one.plan.empty() ? "null" : one.plan);
}

std::string person_json(const Match& match, api::Mentions& mentions) {
  if (match.person) mentions.add("person", match.person);
  const std::string& name = match.source.names.empty() ? match.source.key : match.source.names.front();
  return fmt::format(R"({{"key":{},"name":{},"mail":{},"login":{},"person":{},"by":{},"why_not":{}}})", quoted(match.source.key),
                     quoted(name), match.source.mail.empty() ? "null" : quoted(match.source.mail),
                     match.source.login.empty() ? "null" : quoted(match.source.login), id_json(match.person),
                     match.by ? '"' + std::string(record::name_of(*match.by)) + '"' : "null",
                     match.why_not.empty() ? "null" : quoted(match.why_not));
}

std::string counts_json(const ImportReport& report) {
  std::string out = "{";
  for (const auto part : {LeftOut::Part::roster, LeftOut::Part::layer, LeftOut::Part::shift}) {
    out += fmt::format(R"({}"{}":{{)", out.size() > 1 ? "," : "", record::name_of(part));
    for (const auto fate : {Fate::made, Fate::changed, Fate::unchanged, Fate::withdrawn, Fate::skipped})
      out += fmt::format(R"({}"{}":{})", out.back() == '{' ? "" : ",", record::name_of(fate), report.count(part, fate));
    out += "}";
  }
  return out + "}";
}

std::string report_json(const ImportReport& report, const Wanted& wanted, const roster::RosterParts& parts, const people::Principal& who) {
  api::Mentions mentions(&who);
  std::vector<std::string> objects, people;
  for (const ObjectReport& one : report.objects)
    if (objects.size() < objects_answered) objects.push_back(object_json(one));
  for (const Match& match : report.people) people.push_back(person_json(match, mentions));
  return fmt::format(R"({{"preview":{},"counts":{},"objects":{},"left_out":{},"people":{},"names":{}}})", wanted.preview,
                     counts_json(report), roster::json_list(objects), report.objects.size() - objects.size(), roster::json_list(people),
                     roster::names_json(parts, nullptr, mentions));
}

Result<http::Response> answer(const roster::RosterParts& parts, const http::Request& request) {
  TRY(const Wanted wanted, wanted_of(request));
  const people::Principal& who = api::principal_of(request);
  TRY(const SourceFile file, read_source(wanted.options.format, wanted.file, wanted.hints, request.received));
  ImportReport report;
  if (wanted.preview) parts.reg.readers.read([&](store::Connection& db) { report = rehearse(db, file, wanted.options, request.received); });
  else report = bring_in(parts.reg, parts.catalogue, who, who.actor(), file, wanted.options);
  return http::json(report_json(report, wanted, parts, who));
}

}  // namespace

std::vector<http::Route> import_routes(const roster::RosterParts& parts) {
  http::Route route = api::route(http::Verb::post, "/api/v1/rosters/import",
                                 "Bring in rosters of PagerDuty, Opsgenie, Grafana OnCall or a calendar", "catalogue.import", "On call",
                                 {"RosterImportRequest", "RosterImportReport"}, http::answering([parts](http::Request& request) {
                                   auto response = answer(parts, request);
                                   return response ? std::move(*response) : http::problem(response.error());
                                 }));
  route.description =
      "`file` is what the other tool's API answered, or an iCalendar file (docs/on-call.md). With `preview` nothing is written. Each "
      "roster, "
      "layer and override is told with what became of it and why; the same file again changes nothing. People are found by mail address, "
      "login and name; `people` names others by hand, by their key in the file.";
  route.body_most = body_most;
  return {route};
}

std::map<std::string, std::string> import_schemas() {
  const std::string fates =
      R"({"type":"object","required":["made","changed","unchanged","withdrawn","skipped"],"properties":{"made":{"type":"integer"},)"
      R"("changed":{"type":"integer"},"unchanged":{"type":"integer"},"withdrawn":{"type":"integer"},"skipped":{"type":"integer"}}})";
  const std::string text = R"({"type":"string"})", text_or_null = R"({"type":["string","null"]})";
  return {
      {"RosterImportRequest",
       fmt::format(
           R"({{"type":"object","required":["format","file"],"properties":{{"format":{{"type":"string","enum":["pagerduty","opsgenie",)"
           R"("grafana","icalendar"]}},"file":{{"type":"string","maxLength":{}}},"preview":{{"type":"boolean"}},)"
           R"("name":{{"type":["string","null"],"maxLength":{},"description":"Of the roster that a calendar becomes."}},)"
           R"("zone":{{"type":["string","null"],"description":"Of a calendar's times that say none."}},)"
           R"("people":{{"type":["object","null"],"additionalProperties":{{"type":"string"}},"description":"Keys and ids."}},)"
           R"("unmatched":{{"type":["string","null"],"enum":["refuse","vacant",null],"description":"A roster with somebody unknown."}},)"
           R"("changed_here":{{"type":["string","null"],"enum":["keep","overwrite",null]}}}},"additionalProperties":false}})",
           file_bytes_most, name_most)},
      {"RosterImportReport",
       fmt::format(
           R"({{"type":"object","required":["preview","counts","objects","left_out","people","names"],"properties":{{)"
           R"("preview":{{"type":"boolean"}},"counts":{{"type":"object","required":["roster","layer","override"],)"
           R"("properties":{{"roster":{0},"layer":{0},"override":{0}}}}},"left_out":{{"type":"integer"}},)"
           R"("objects":{{"type":"array","items":{{"type":"object","required":["part","roster","key","name","fate","record","remarks",)"
           R"("zone","plan"],"properties":{{"part":{{"type":"string","enum":["roster","layer","override"]}},"roster":{1},"key":{1},)"
           R"("name":{1},"fate":{{"type":"string","enum":["made","changed","unchanged","withdrawn","skipped"]}},"record":{2},)"
           R"("remarks":{{"type":"array","items":{{"type":"object","required":["code","text"],"properties":{{"code":{1},"text":{1}}}}}}},)"
           R"("zone":{2},"plan":{{"type":["object","null"],"additionalProperties":true}}}}}}}},)"
           R"("people":{{"type":"array","items":{{"type":"object","required":["key","name","mail","login","person","by",)"
           R"("why_not"],"properties":{{"key":{1},"name":{1},"mail":{2},"login":{2},"person":{2},"by":{2},"why_not":{2}}}}}}},)"
           R"("names":{{"type":"object","additionalProperties":{{"type":"string"}}}}}}}})",
           fates, text, text_or_null)},
  };
}

}  // namespace evenkeel::rosters
