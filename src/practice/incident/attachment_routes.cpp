// Routes of files. Bytes are sniffed, scanned and stored in pieces before the one command that attaches them; what was stored
// and not attached belongs to nobody and is swept away. On the way out a file is only ever a download.
#include "practice/incident/filing.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/incident/route_tools.hpp"
#include "practice/incident/visibility.hpp"

namespace evenkeel::incident {

using http::IfMatch;
using http::Request;
using http::Response;
using http::Route;
using people::Principal;
using record::Record;

namespace {

/// The file as the principal may have it: its incident is visible, and notes' files are for staff.
Result<Attachment> find_file(store::Connection& db, const Principal& who, const Request& request) {
  TRY(const Id id, api::path_id(request, "attachment"));
  const auto file = find<Attachment>(db, id);
  if (!file) return api::missing("attachment");
  const auto home = find_visible_home(db, who, file->incident);
  if (!home || (file->visibility == EntryKind::note && !reads_as_staff(who, *home))) return api::missing("attachment");
  return *file;
}

Result<Response> get_file(const Incidents& practice, store::Connection& db, Request& request) {
  const Principal& who = api::principal_of(request);
  TRY(const auto file, find_file(db, who, request));
  return api::versioned(single_json(practice.ground, &db, who, record::to_record(file)), file.version);
}

Result<Response> get_content(const Incidents&, store::Connection& db, Request& request) {
  TRY(const auto file, find_file(db, api::principal_of(request), request));
  if (file.erased) return error(Fault::missing, "attachment.erased", "Its content was erased.");
  Response response;
  response.content_type = file.media_type;
  response.body = read_blob(db, file.sha256, file.size_bytes);
  if (response.body.size() != static_cast<std::size_t>(file.size_bytes))
    return error(Fault::internal, "attachment.damaged", "Its content is damaged; restore it from a backup.");
  response.set("Content-Disposition", content_disposition(file.name));
  response.set("X-Content-Type-Options", "nosniff");
  response.set("Content-Security-Policy", "default-src 'none'; sandbox");
  response.set("Cache-Control", "private, max-age=3600");
  return response;
}

Result<Response> get_files(const Incidents& practice, store::Connection& db, Request& request) {
  const Principal& who = api::principal_of(request);
  TRY(const Record incident, find_visible(db, who, request.capture("id")));
  auto files = hanging_on(db, record::type_of<Attachment>(), story_family(db, who, incident), attachments_most);
  if (!reads_as_staff(who, incident))
    std::erase_if(files, [](const Record& r) { return record::from_record<Attachment>(r).visibility == EntryKind::note; });
  return http::json(hanging_json(practice.ground, &db, who, files));
}

Result<Filing> read_filing(const Request& request, std::size_t bytes_most) {
  const auto visibility = request.query_value("visibility").value_or("note");
  const auto kind = record::from_name<EntryKind>(visibility);
  if (!kind) return error(Fault::malformed, "query.unknown_visibility", "visibility must be note or comment", "/visibility");
  TRY(auto filing, filing_of(request.query_value("name").value_or(""), request.body, bytes_most));
  filing.visibility = *kind;
  return filing;
}

/// Asked before a byte is stored, so that nobody fills the register with files for incidents they cannot see.
Status may_attach(const Incidents& practice, const Request& request) {
  const Principal& who = api::principal_of(request);
  Status status = Done{};
  practice.reg.readers.read([&](store::Connection& db) {
    auto found = find_visible(db, who, request.capture("id"));
    if (!found) status = std::move(found.error());
    else status = permit(who, record::from_record<Incident>(*found), Verb::attach);
  });
  return status;
}

Result<api::Job> prepare_attach(const Incidents& practice, Request& request) {
  TRY(const auto target, target_of(request));
  CHECK_OK(may_attach(practice, request));
  TRY(auto filing, read_filing(request, practice.ground.settings.attachment_most));
  if (practice.scan) CHECK_OK(practice.scan(request.body, filing.media_type));
  CHECK_OK(store_file(practice.reg, api::principal_of(request).actor(), filing.sha256, request.body));

  auto who = held_principal(request);
  auto made = std::make_shared<Record>();
  api::Job job;
  job.work = [&practice, who, target, filing = std::move(filing), made](store::Tx& tx) -> Result<store::Outcome> {
    Work w(tx, practice.ground, *who);
    TRY(const Attachment file, attach(w, target, filing));
    *made = record::to_record(file);
    return store::Outcome{"attachment", file.id, file.version, 201};
  };
  job.present = [&practice, who, made](const store::Outcome&) {
    return http::json(single_json(practice.ground, nullptr, *who, *made), 201);
  };
  job.again = [&practice, who](store::Connection& db, const store::Outcome& outcome) -> Result<Response> {
    const auto file = find<Attachment>(db, outcome.subject);
    if (!file) return api::missing("attachment");
    if (auto home = find_visible_home(db, *who, file->incident); !home) return api::missing("attachment");
    return http::json(single_json(practice.ground, &db, *who, record::to_record(*file)));
  };
  return job;
}

}  // namespace

std::vector<Route> attachment_routes(const Incidents& practice) {
  auto reading = [&](auto function) {
    return api::reading(practice.reg, [&practice, function](store::Connection& db, Request& r) { return function(practice, db, r); });
  };
  const std::string files = std::string(incidents_path) + "/{id}/attachments", group = "Incidents";
  std::vector<Route> routes;
  routes.push_back({http::Verb::get, files, "Its files", "incident.read", group, "", "attachment_list", {}, 200, reading(get_files)});
  Route post{http::Verb::post,
             files,
             "Attach a file: the body is the file itself",
             "incident.attach",
             group,
             "",
             "attachment",
             {{"name", "Name of the file"}, {"visibility", "Who may have it", R"({"enum":["note","comment"],"default":"note"})"}},
             201,
             api::writing(practice.reg, [&practice](Request& r) { return prepare_attach(practice, r); }),
             IfMatch::ignored,
             http::IdempotencyKey::accepted};
  post.request_type = "application/octet-stream";
  post.body_most = practice.ground.settings.attachment_most;
  routes.push_back(std::move(post));
  const std::string one = "/api/v1/attachments/{id}";
  routes.push_back({http::Verb::get, one, "What is known of a file", "incident.read", group, "", "attachment", {}, 200, reading(get_file)});
  Route content{http::Verb::get, one + "/content", "Download a file", "incident.read", group, "", "", {}, 200, reading(get_content)};
  content.response_type = "application/octet-stream";
  routes.push_back(std::move(content));
  return routes;
}

}  // namespace evenkeel::incident
