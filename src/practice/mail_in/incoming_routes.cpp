#include "practice/mail_in/incoming_routes.hpp"

#include <fmt/format.h>

#include "practice/incident/incident_store.hpp"
#include "practice/incident/sniff.hpp"
#include "practice/incident/visibility.hpp"

namespace evenkeel::mail_in {

using http::Request;
using http::Response;
using http::Verb;

namespace {

std::string text_or_null(std::string_view text) {
  if (text.empty()) return "null";
  std::string out;
  record::append_json_string(out, text);
  return out;
}
std::string id_or_null(Id id) { return id ? '"' + to_string(id) + '"' : "null"; }
std::string time_or_null(Time t) { return t ? '"' + format_rfc3339(t) + '"' : "null"; }

std::string mail_json(const Incoming& m) {
  return fmt::format(R"({{"id":"{}","state":"{}","received_at":"{}","settled_at":{},"mailbox":{},"size_bytes":{},"sender":{},"subject":{},)"
                     R"("message_id":{},"reason":{},"person":{},"incident":{},"has_raw":{}}})",
                     to_string(m.id), record::name_of(m.state), format_rfc3339(m.received_at), time_or_null(m.settled_at),
                     text_or_null(m.mailbox), m.size_bytes, text_or_null(m.sender), text_or_null(m.subject), text_or_null(m.message_id),
                     text_or_null(m.reason), id_or_null(m.person), id_or_null(m.incident), m.has_raw);
}

/// A mail that is in an incident is seen by who sees that.
bool may_see(store::Connection& db, const api::Principal& who, const Incoming& m) {
  if (!m.incident) return true;
  const auto found = store::find_record(db, record::type_of<incident::Incident>(), m.incident);
  return found && incident::may_see(who, *found);
}
std::optional<Incoming> find_seen(store::Connection& db, const api::Principal& who, Id id) {
  auto mail = find_incoming(db, id);
  return mail && may_see(db, who, *mail) ? mail : std::nullopt;
}

Result<Response> list(const MailIn& in, store::Connection& db, const Request& request) {
  const auto state = record::from_name<MailState>(request.query_value("state").value_or("quarantined"));
  if (!state)
    return error(Fault::malformed, "query.unknown_state", "state must be received, done, quarantined, ignored or dismissed", "/state");
  const auto cursor = request.query_value("cursor").value_or("");
  const auto before = cursor.empty() ? std::optional(Id{}) : parse_id(cursor);
  if (!before) return error(Fault::malformed, "query.bad_cursor", "The cursor is damaged; begin again without it.", "/cursor");
  TRY(const int limit, api::page_limit(request));
  auto found = list_incoming(db, *state, *before, limit + 1);
  const bool more = found.size() > static_cast<std::size_t>(limit);
  if (more) found.pop_back();
  const auto next = more ? std::optional(to_string(found.back().id)) : std::nullopt;
  const api::Principal& who = api::principal_of(request);
  std::erase_if(found, [&](const Incoming& m) { return !may_see(db, who, m); });
  std::vector<std::string> items;
  api::Mentions mentions(&who);
  for (const Incoming& m : found) {
    items.push_back(mail_json(m));
    if (m.person) mentions.add("person", m.person);
    if (m.incident) mentions.add("incident", m.incident);
  }
  std::string names;
  in.incidents.ground.names.append_json(names, &db, mentions);
  return http::json(api::list_body(items, next, names));
}

Result<Response> raw(store::Connection& db, const Request& request) {
  TRY(const Id id, api::path_id(request, "incoming_mail"));
  const auto mail = find_seen(db, api::principal_of(request), id);
  if (!mail) return api::missing("incoming_mail");
  if (!mail->has_raw) return error(Fault::missing, "incoming_mail.gone", "What was in this mail is not kept any more.");
  Response response;
  response.content_type = "text/plain";
  response.body = read_raw(db, mail->digest);
  response.set("Content-Disposition", incident::content_disposition("mail-" + to_string(id) + ".txt"));
  response.set("X-Content-Type-Options", "nosniff");
  response.set("Content-Security-Policy", "default-src 'none'; sandbox");
  response.set("Cache-Control", "no-store");
  return response;
}

/// A mail server's pipe waits for the answer: 202 means that the mail is durable.
Result<Response> take(const MailIn& in, Intake& intake, const Request& request) {
  TRY(const auto mail, store_mail(in.incidents.reg, {request.body, "pipe"}));
  intake.wake();
  return http::json(mail_json(mail), 202);
}

Result<api::Job> one_job(const Request& request, Intake& intake, Result<Incoming> (*act)(store::Tx&, Id)) {
  TRY(const Id id, api::path_id(request, "incoming_mail"));
  auto body = std::make_shared<std::string>();
  api::Job job;
  job.work = [id, act, body, who = api::principal_of(request)](store::Tx& tx) -> Result<store::Outcome> {
    if (!find_seen(tx.db(), who, id)) return api::missing("incoming_mail");
    TRY(const auto mail, act(tx, id));
    *body = mail_json(mail);
    return store::Outcome{"incoming_mail", id, 0, 200};
  };
  job.present = [body, &intake](const store::Outcome&) {
    intake.wake();
    return http::json(std::move(*body));
  };
  job.again = [](store::Connection& db, const store::Outcome& outcome) -> Result<Response> {
    const auto mail = find_incoming(db, outcome.subject);
    if (!mail) return api::missing("incoming_mail");
    return http::json(mail_json(*mail));
  };
  return job;
}

}  // namespace

std::vector<http::Route> incoming_routes(const MailIn& in, Intake& intake) {
  const std::string path = "/api/v1/incoming_mail", tag = "Operations";
  const auto& reg = in.incidents.reg;
  std::vector<http::Route> routes;
  routes.push_back(api::route(Verb::get, path, "Mails that came in", "incoming_mail.read", tag, {"", "incoming_mail_list"},
                              api::reading(reg, [&in](store::Connection& db, Request& request) { return list(in, db, request); })));
  routes.back().description =
      "Newest first. Those that were set aside (quarantined) wait for somebody to mend the cause and retry, or to dismiss them; those that "
      "no person wrote (absence notices, bounces, lists) are ignored. Each says why.";
  routes.back().query = {{"state", "Which", R"({"enum":["received","done","quarantined","ignored","dismissed"],"default":"quarantined"})"},
                         {"limit", "Items of a page", R"({"type":"integer","minimum":1,"maximum":200,"default":50})"},
                         {"cursor", "Continues after the page that answered this as next"}};
  http::Route door = api::route(Verb::post, path, "Hand a mail over: the body is the mail itself (RFC 5322)", "incoming_mail.deliver", tag,
                                {"", "incoming_mail", 202}, [&in, &intake](Request request, http::Done done) {
                                  auto answer = take(in, intake, request);
                                  done(answer ? std::move(*answer) : http::problem(answer.error()));
                                });
  door.request_type = "message/rfc822";
  door.body_most = mail_most;
  routes.push_back(std::move(door));
  routes.push_back(
      api::keyed(api::route(Verb::post, path + "/{id}/retry", "Try again a mail that was set aside or ignored", "incoming_mail.edit", tag,
                            {"", "incoming_mail"}, api::writing(reg, [&intake](Request& r) { return one_job(r, intake, retry); }))));
  routes.push_back(
      api::keyed(api::route(Verb::post, path + "/{id}/dismiss", "Leave a mail that was set aside", "incoming_mail.edit", tag,
                            {"", "incoming_mail"}, api::writing(reg, [&intake](Request& r) { return one_job(r, intake, dismiss); }))));
  http::Route content = api::route(Verb::get, path + "/{id}/content", "The mail as it came", "incoming_mail.raw", tag, {},
                                   api::reading(reg, [](store::Connection& db, Request& request) { return raw(db, request); }));
  content.response_type = "text/plain";
  routes.push_back(std::move(content));
  return routes;
}

std::map<std::string, std::string> incoming_schemas() {
  return {
      {"incoming_mail",
       R"({"type":"object","required":["id","state","received_at","settled_at","mailbox","size_bytes","sender","subject","message_id",)"
       R"("reason","person","incident","has_raw"],"properties":{"id":{"type":"string"},)"
       R"("state":{"enum":["received","done","quarantined","ignored","dismissed"]},)"
       R"("received_at":{"type":"string","format":"date-time"},"settled_at":{"type":["string","null"],"format":"date-time"},)"
       R"("mailbox":{"type":["string","null"],"description":"Where it came from."},"size_bytes":{"type":"integer"},)"
       R"("sender":{"type":["string","null"],"description":"Null: it was not read yet, or could not be."},)"
       R"("subject":{"type":["string","null"]},"message_id":{"type":["string","null"]},)"
       R"("reason":{"type":["string","null"],"description":"Why it was set aside or ignored."},)"
       R"("person":{"type":["string","null"]},"incident":{"type":["string","null"]},"has_raw":{"type":"boolean"}}})"},
      {"incoming_mail_list", R"({"type":"object","required":["items","next","names"],"properties":{"items":{"type":"array",)"
                             R"("items":{"$ref":"#/components/schemas/incoming_mail"}},)"
                             R"("next":{"type":["string","null"]},"names":{"type":"object","additionalProperties":{"type":"string"}}}})"}};
}

}  // namespace evenkeel::mail_in
