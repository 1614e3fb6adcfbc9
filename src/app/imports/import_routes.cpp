#include "app/imports/import_routes.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "app/imports/preview.hpp"
#include "practice/incident/sniff.hpp"

namespace evenkeel::app {
namespace {

namespace bj = boost::json;
using exchange::Mapping;
using exchange::NewFields;
using http::Request;
using http::Response;
using http::Verb;

constexpr std::size_t name_most = 100;

std::string quoted(std::string_view text) {
  std::string out;
  record::append_json_string(out, text);
  return out;
}

std::string upload_json(const Upload& u) {
  std::string out = fmt::format(
      R"({{"id":"{}","name":{},"state":"{}","dry_run":{},"bytes":{},"bytes_read":{},"touched_at":"{}","ended_at":{},"report_lines":{},{},)"
      R"("errors":[)",
      to_string(u.id), quoted(u.name), record::name_of(u.state), u.run == exchange::Run::dry, u.bytes, u.bytes_read,
      format_rfc3339(u.touched_at), u.ended_at ? '"' + format_rfc3339(u.ended_at) + '"' : "null", u.report_lines, figures_json(u.figures));
  for (const Problem& p : u.problems)
    out +=
        fmt::format(R"({}{{"code":"{}","detail":{},"pointer":{}}})", out.back() == '[' ? "" : ",", p.code, quoted(p.text), quoted(p.field));
  return out + "]}";
}

Result<Response> answer(const Result<Upload>& upload, int status = 200) {
  if (!upload) return upload.error();
  return http::json(upload_json(*upload), status);
}

/// Everybody works with the files that they brought themselves.
struct Asked {
  Id person, upload;
};
Result<Asked> asked_of(const Request& request) {
  TRY(const Id upload, api::path_id(request, "import"));
  return Asked{api::principal_of(request).person, upload};
}

Result<Upload> received(Uploads& uploads, const Asked& asked) {
  TRY(auto upload, uploads.find(asked.person, asked.upload));
  if (upload.state == UploadState::receiving) return error(Fault::conflict, "import.incomplete", "The file has not come whole yet.");
  if (upload.state == UploadState::done) return error(Fault::conflict, "import.done", "The file was brought in already.");
  return upload;
}

NewFields new_fields_of(const people::Principal& who) {
  return people::may_everywhere(who, "catalogue.edit") ? NewFields::made : NewFields::refused;
}

/// An import makes no people and no records of the catalogue for somebody who may not make them one by one.
void narrow(Mapping& mapping, const people::Principal& who) {
  const auto& incidents = record::type_of<incident::Incident>();
  for (auto& [name, source] : mapping.fields) {
    const record::Field* field = incidents.find(name);
    if (!field || field->facts.ref.empty()) continue;
    if (!people::may_everywhere(who, field->facts.ref == "person" ? "people.edit" : "catalogue.edit")) source.create = false;
  }
}

struct Wanted {
  Mapping mapping;
  bool dry_run = false;
};
Result<Wanted> wanted_of(const Request& request) {
  TRY(const auto body, api::body_object(request));
  api::BodyReader reader(body);
  const auto* mapping = reader.object("mapping", http::Presence::required);
  const bool dry_run = reader.boolean("dry_run").value_or(false);
  CHECK_OK(reader.finish());
  TRY(auto parsed, exchange::parse_mapping(mapping->get_object()));
  if (parsed.input == exchange::Input::records)
    return invalid("import.records", "Records are brought in on the page of their kind, or with `evenkeel import`.", "/mapping/input");
  narrow(parsed, api::principal_of(request));
  return Wanted{std::move(parsed), dry_run};
}

Result<Response> open(Uploads& uploads, const Request& request) {
  TRY(const auto body, api::body_object(request));
  api::BodyReader reader(body);
  const std::string name = reader.text("name", name_most, http::Presence::required);
  CHECK_OK(reader.finish());
  return answer(uploads.open(api::principal_of(request).person, incident::safe_name(name)), 201);
}

Result<Response> list(Uploads& uploads, const Request& request) {
  std::string out = R"({"items":[)";
  for (const Upload& u : uploads.list(api::principal_of(request).person)) out += (out.back() == '[' ? "" : ",") + upload_json(u);
  return http::json(out + "]}");
}

Result<Response> take(Uploads& uploads, const Request& request) {
  TRY(const Asked asked, asked_of(request));
  const auto text = request.query_value("offset").value_or("0");
  const auto offset = text == "0" ? std::optional(Id{0}) : parse_id(text);
  if (!offset || offset->v > upload_bytes_most)
    return error(Fault::malformed, "query.bad_offset", "offset must be the number of bytes sent before", "/offset");
  TRY(const bool last, api::query_flag(request, "last"));
  return answer(uploads.take(asked.person, asked.upload, offset->v, request.body, last));
}

Result<Response> columns(Uploads& uploads, const Request& request) {
  TRY(const Asked asked, asked_of(request));
  TRY(const auto upload, received(uploads, asked));
  const auto text = request.query_value("separator").value_or("");
  if (text.size() > 1) return error(Fault::malformed, "query.bad_separator", "separator must be one character", "/separator");
  TRY(auto json, columns_json(uploads.file_of(upload.id), text.empty() ? std::nullopt : std::optional(text.front())));
  return http::json(std::move(json));
}

Result<Response> preview(Uploads& uploads, const exchange::ImportInto& into, const api::Names& names, const Request& request) {
  TRY(const Asked asked, asked_of(request));
  TRY(const auto upload, received(uploads, asked));
  TRY(const auto wanted, wanted_of(request));
  const people::Principal& who = api::principal_of(request);
  TRY(auto json, preview_json(uploads.file_of(upload.id), wanted.mapping, into, new_fields_of(who), who, names));
  return http::json(std::move(json));
}

Result<Response> start(Uploads& uploads, const Request& request) {
  TRY(const Asked asked, asked_of(request));
  TRY(auto wanted, wanted_of(request));
  const auto run = wanted.dry_run ? exchange::Run::dry : exchange::Run::real;
  return answer(uploads.start(asked.person, asked.upload, run, std::move(wanted.mapping), new_fields_of(api::principal_of(request))), 202);
}

Result<Response> remove(Uploads& uploads, const Request& request) {
  TRY(const Asked asked, asked_of(request));
  CHECK_OK(uploads.remove(asked.person, asked.upload));
  Response gone;
  gone.status = 204;
  gone.content_type.clear();
  return gone;
}

Result<Response> report(Uploads& uploads, const Request& request) {
  TRY(const Asked asked, asked_of(request));
  TRY(const auto upload, uploads.find(asked.person, asked.upload));
  if (!upload.ended_at) return error(Fault::missing, "import.no_report", "There is no report before a run has ended.");
  std::ifstream file(uploads.report_of(upload.id), std::ios::binary);
  Response response;
  response.content_type = "text/csv; charset=utf-8";
  response.body.assign(std::istreambuf_iterator<char>(file), {});
  response.set("Content-Disposition", "attachment; filename=\"import-report.csv\"");
  return response;
}

Result<Response> mappings() {
  bj::array all;
  for (const auto& shipped : exchange::shipped_mappings()) {
    TRY(auto json, exchange::mapping_as_json(shipped.toml, shipped.name));
    all.push_back(bj::object{{"name", bj::string(shipped.name.data(), shipped.name.size())}, {"mapping", std::move(json)}});
  }
  return http::json(bj::serialize(bj::object{{"items", std::move(all)}}));
}

http::Handler answering(std::function<Result<Response>(Request&)> function) {
  return http::answering([function = std::move(function)](Request& request) {
    auto result = function(request);
    return result ? std::move(*result) : http::problem(result.error());
  });
}

}  // namespace

std::vector<http::Route> import_routes(Uploads& uploads, const exchange::ImportInto& into, const api::Names& names) {
  const std::string path = "/api/v1/imports", one = path + "/{id}", permission = "incident.import", tag = "Import";
  std::vector<http::Route> routes;
  auto add = [&](Verb verb, const std::string& where, std::string summary, api::Shape shape,
                 std::function<Result<Response>(Request&)> function) -> http::Route& {
    routes.push_back(api::route(verb, where, std::move(summary), permission, tag, std::move(shape), answering(std::move(function))));
    return routes.back();
  };
  add(Verb::get, path, "The files that you brought", {"", "import_list"}, [&uploads](Request& r) { return list(uploads, r); });
  add(Verb::post, path, "Begin to bring a file of incidents", {"import_open", "import", 201},
      [&uploads](Request& r) { return open(uploads, r); })
      .description =
      "First this, then its content in pieces, then columns and preview as often as wanted, then start: a rehearsal of the whole file "
      "(dry_run), or the run. At most eight files at once, of 500 MB each; what nobody touches for a day is thrown away, and so is "
      "everything when the server starts again. The same file brought again writes nothing that it wrote before.";
  add(Verb::get, path + "/mappings", "The mappings that come with the program", {"", "import_mappings"},
      [](Request&) { return mappings(); });
  add(Verb::get, one, "How far it is, and what came of it", {"", "import"}, [&uploads](Request& r) -> Result<Response> {
    TRY(const Asked asked, asked_of(r));
    return answer(uploads.find(asked.person, asked.upload));
  });
  add(Verb::del, one, "Throw a file away, or end the run under way: what it wrote stays", {"", "", 204},
      [&uploads](Request& r) { return remove(uploads, r); });
  auto& content = add(Verb::put, one + "/content", "The next piece of the file: at most 4 MiB", {"", "import"},
                      [&uploads](Request& r) { return take(uploads, r); });
  content.request_type = "application/octet-stream";
  content.body_most = piece_bytes_most;
  content.query = {{"offset", "How many bytes were sent before this piece", R"({"type":"integer","minimum":0,"default":0})"},
                   {"last", "The file is whole with it", R"({"type":"boolean","default":false})"}};
  content.also = {409, 413};
  auto& shown = add(Verb::get, one + "/columns", "Its columns, and what stands in them", {"", "import_columns"},
                    [&uploads](Request& r) { return columns(uploads, r); });
  shown.query = {{"separator", "Between cells; without it the likeliest", R"({"type":"string","maxLength":1})"}};
  shown.also = {409};
  add(Verb::post, one + "/preview", "Its first incidents as they would be, and what could not be taken",
      {"import_wanted", "import_preview"}, [&uploads, &into, &names](Request& r) { return preview(uploads, into, names, r); })
      .also = {409};
  add(Verb::post, one + "/start", "Bring it in, or rehearse it whole", {"import_wanted", "import", 202}, [&uploads](Request& r) {
    return start(uploads, r);
  }).also = {409};
  add(Verb::get, one + "/report.csv", "What was not taken, row by row: the first 100,000 findings", {"", ""}, [&uploads](Request& r) {
    return report(uploads, r);
  }).response_type = "text/csv";
  return routes;
}

std::map<std::string, std::string> import_schemas() {
  const std::string figures =
      R"("rows":{"type":"integer"},"rows_known":{"type":"integer"},"incidents_new":{"type":"integer"},)"
      R"("incidents_continued":{"type":"integer"},"incidents_known":{"type":"integer"},"changes":{"type":"integer"},)"
      R"("records_created":{"type":"integer"},"rows_refused":{"type":"integer"},"cells_refused":{"type":"integer"},)"
      R"("notes":{"type":"integer"},"counts":{"type":"array","items":{"type":"object","required":["fate","code","count"],"properties":{)"
      R"("fate":{"$ref":"#/components/schemas/import_fate"},"code":{"type":"string"},"count":{"type":"integer"}}}})";
  const std::string figure_names = R"("rows","rows_known","incidents_new","incidents_continued","incidents_known","changes",)"
                                   R"("records_created","rows_refused","cells_refused","notes","counts")";
  return {
      {"import_fate", R"({"type":"string","enum":["row_refused","cell_refused","noted"]})"},
      {"import_open", R"({"type":"object","required":["name"],"properties":{"name":{"type":"string","maxLength":100,)"
                      R"("description":"Of the file; the change log names it."}},"additionalProperties":false})"},
      {"import_wanted",
       R"({"type":"object","required":["mapping"],"properties":{"mapping":{"type":"object",)"
       R"("description":"As docs/import.md has it, in JSON.","additionalProperties":true},)"
       R"("dry_run":{"type":"boolean","description":"Read and check everything, write nothing."}},"additionalProperties":false})"},
      {"import",
       R"({"type":"object","required":["id","name","state","dry_run","bytes","bytes_read","touched_at","ended_at","report_lines",)"
       R"("errors",)" +
           figure_names +
           R"(],"properties":{"id":{"type":"string"},"name":{"type":"string"},)"
           R"("state":{"type":"string","enum":["receiving","ready","waiting","running","rehearsed","done","failed","cancelled"]},)"
           R"("dry_run":{"type":"boolean","description":"Of the newest run."},"bytes":{"type":"integer"},"bytes_read":{"type":"integer"},)"
           R"("touched_at":{"type":"string","format":"date-time"},"ended_at":{"type":["string","null"],"format":"date-time"},)"
           R"("report_lines":{"type":"integer"},)" +
           figures +
           R"(,"errors":{"type":"array","items":{"type":"object","required":["code","detail","pointer"],"properties":{)"
           R"("code":{"type":"string"},"detail":{"type":"string"},"pointer":{"type":"string"}}}}}})"},
      {"import_list", R"({"type":"object","required":["items"],"properties":{"items":{"type":"array",)"
                      R"("items":{"$ref":"#/components/schemas/import"}}}})"},
      {"import_mappings", R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{"type":"object",)"
                          R"("required":["name","mapping"],"properties":{"name":{"type":"string"},)"
                          R"("mapping":{"type":"object","additionalProperties":true}}}}}})"},
      {"import_columns",
       R"({"type":"object","required":["separator","rows","broken","columns"],"properties":{"separator":{"type":"string"},)"
       R"("rows":{"type":"integer","description":"Looked at."},"broken":{"type":"integer","description":"Of these are no rows."},)"
       R"("columns":{"type":"array","items":{"type":"object","required":["name","filled","examples","closed","words"],"properties":{)"
       R"("name":{"type":"string"},"filled":{"type":"integer"},"examples":{"type":"array","items":{"type":"string"}},)"
       R"("closed":{"type":"boolean","description":"It holds few different words; these are all."},)"
       R"("words":{"type":"array","items":{"type":"object","required":["word","count"],"properties":{"word":{"type":"string"},)"
       R"("count":{"type":"integer"}}}}}}}}})"},
      {"import_preview",
       R"({"type":"object","required":["incidents","findings","names","new",)" + figure_names + R"(],"properties":{)" + figures +
           R"(,"incidents":{"type":"array","items":{"type":"object","required":["ref","line","continued","hidden","steps","incident"],)"
           R"("properties":{"ref":{"type":"string"},"line":{"type":"integer"},"continued":{"type":"boolean"},)"
           R"("hidden":{"type":"boolean","description":"It is here already, and you may not see it."},"steps":{"type":"integer"},)"
           R"("incident":{"type":["object","null"],"additionalProperties":true}}}},)"
           R"("findings":{"type":"array","items":{"type":"object","required":["line","number","fate","code","why"],"properties":{)"
           R"("line":{"type":"integer"},"number":{"type":"string"},"fate":{"$ref":"#/components/schemas/import_fate"},)"
           R"("code":{"type":"string"},"why":{"type":"string"}}}},)"
           R"("names":{"type":"object","additionalProperties":{"type":"string"}},)"
           R"("new":{"type":"array","items":{"type":"string"},"description":"Of these names: what would be made."}}})"}};
}

}  // namespace evenkeel::app
