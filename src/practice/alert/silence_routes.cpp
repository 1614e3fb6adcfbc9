#include "practice/alert/silence_routes.hpp"

#include <fmt/format.h>

#include <array>
#include <boost/json.hpp>

#include "practice/alert/alert_sight.hpp"
#include "practice/alert/alert_store.hpp"
#include "practice/alert/silence_desk.hpp"
#include "store/row_io.hpp"

namespace evenkeel::alert {

using api::Order;
using http::Presence;
using http::Request;
using http::Response;
using http::Verb;

namespace {

constexpr std::size_t matcher_text_most = 4'400;  // letters: a name, the sign, and a value with what quotes it
constexpr std::size_t comment_most = 2'000;
constexpr int previewed_most = 50'000;                   // alerts that a preview holds against the matchers
constexpr std::int64_t preview_us_most = us_per_second;  // some tenths are usual; a read transaction has two seconds

std::span<const Order> orders() {
  static const std::vector<Order> all{{"ends", {{"ends_at", api::Direction::descending}, {"id", api::Direction::descending}}}};
  return all;
}

condition::Vocabulary words(const Alerts& alerts) {
  return {&record::type_of<Silence>(), alerts.incidents.kinds, {}, [](const record::RecordType& type, const record::Field& field) {
            return (type.kind == "silence" || type.kind == "alert_source") && field.facts.access != record::Access::secret;
          }};
}

/// As a filter of Alertmanager says it, its value always within quotes.
std::string text_of(const Matcher& m) {
  static constexpr std::array<std::string_view, 4> signs = {"=", "!=", "=~", "!~"};
  std::string out = m.name();
  out.append(signs[static_cast<std::size_t>(m.kind())]).append("\"");
  for (const char c : m.value()) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') out += "\\n";
    else out += c;
  }
  return out + "\"";
}

std::string silence_json(const Silence& s, Time now) {
  std::string matchers;
  if (const auto read = read_matchers(s.matchers))
    for (const Matcher& m : *read) {
      if (!matchers.empty()) matchers += ',';
      record::append_json_string(matchers, text_of(m));
    }
  const Id author = author_of(s);
  std::string by = "null", comment;
  if (!author && !s.created_by.empty()) {
    by.clear();
    record::append_json_string(by, s.created_by);
  }
  record::append_json_string(comment, s.comment);
  return fmt::format(
      R"({{"id":"{}","version":{},"uuid":"{}","state":"{}","source":{},"matchers":[{}],"starts_at":"{}","ends_at":"{}","author":{},)"
      R"("created_by":{},"comment":{},"updated_at":"{}"}})",
      to_string(s.id), s.version, s.uuid, record::name_of(state_of(s, now)), s.source ? "\"" + to_string(s.source) + "\"" : "null",
      matchers, format_rfc3339(s.starts_at), format_rfc3339(s.ends_at), author ? "\"" + to_string(author) + "\"" : "null", by, comment,
      format_rfc3339(s.updated_at));
}

void mention(api::Mentions& mentions, const Silence& s) {
  if (s.source) mentions.add("alert_source", s.source);
  if (const Id author = author_of(s)) mentions.add("person", author);
}

Response show(const Alerts& alerts, store::Connection* db, const Silence& s, Time now, int status) {
  api::Mentions mentions;
  mention(mentions, s);
  std::string body = silence_json(s, now);
  body.pop_back();
  return http::json(body + ",\"names\":" + names_of(alerts, db, mentions) + "}", status);
}

Result<Response> list(const Alerts& alerts, store::Connection& db, const Request& request) {
  TRY(const Page page, read_page(db, request, {record::type_of<Silence>(), orders(), words(alerts)}));
  api::Mentions mentions;
  std::vector<std::string> items;
  for (const auto& r : page.rows) {
    const auto s = record::from_record<Silence>(r);
    items.push_back(silence_json(s, request.received));
    mention(mentions, s);
  }
  return http::json(api::list_body(items, page.next, names_of(alerts, &db, mentions)));
}

/// The matchers and the source of a body; what is wrong with them is said by the reader's `finish`.
struct Meant {
  Matchers matchers;
  Id source;
};
Meant read_meant(const Alerts& alerts, api::BodyReader& reader) {
  Meant meant;
  meant.source = reader.id("source");
  if (meant.source && !alerts.catalogue().now()->get<service::AlertSource>(meant.source))
    reader.refuse("alert_source.missing", "there is no such source", "source");
  const auto texts = reader.texts("matchers", matchers_most, matcher_text_most);
  if (texts.empty()) reader.refuse("silence.no_matchers", "at least one matcher is needed, such as service=\"mail\"", "matchers");
  for (const auto& text : texts) {
    auto matcher = parse_matcher(text);
    if (matcher) meant.matchers.push_back(std::move(*matcher));
    else reader.refuse(matcher.error().first().code, matcher.error().first().text, "matchers");
  }
  return meant;
}

/// How many of the alerts that fire now, and that the asker may see, it would silence: who counts may not learn what is in the others.
Result<Response> preview(const Alerts& alerts, store::Connection& db, const Request& request) {
  TRY(const auto body, api::body_object(request));
  api::BodyReader reader(body);
  const Meant meant = read_meant(alerts, reader);
  CHECK_OK(reader.finish());
  Where where{"a.state = 'firing'", {}};
  if (meant.source) where.add({"a.source = $" + std::to_string(where.next()), {std::int64_t{meant.source.v}}});
  add_visibility(where, api::principal_of(request), request.received);
  World& world = alerts.reg().world;
  Tally tally(meant.matchers, [&world, until = world.monotonic_us() + preview_us_most] { return world.monotonic_us() < until; });
  const int limit_at = where.next();
  where.params.emplace_back(std::int64_t{previewed_most});
  api::query(db, fmt::format("SELECT a.labels FROM alert a WHERE {} ORDER BY a.id DESC LIMIT ${}", where.sql, limit_at), where.params,
             [&](const store::Row& row) { tally.look_at(row.text(0)); });
  const bool more = tally.stopped() || tally.looked_at() == previewed_most;
  return http::json(fmt::format(R"({{"matching":{},"more":{}}})", tally.matching(), more));
}

/// The desk speaks in the words of Alertmanager; here fields are named as everywhere in this API.
Error in_own_words(Error e) {
  for (auto& problem : e.problems) {
    if (problem.field == "/endsAt") problem.field = "/ends_at";
    if (problem.field == "/startsAt") problem.field = "/starts_at";
  }
  return e;
}

/// The answer to what was done to a silence, also when the same request comes again.
void answer_with(api::Job& job, const Alerts& alerts, const std::shared_ptr<Silence>& kept, int status) {
  job.present = [&alerts, kept, status](const store::Outcome&) { return show(alerts, nullptr, *kept, alerts.reg().world.now(), status); };
  job.again = [&alerts, status](store::Connection& db, const store::Outcome& outcome) -> Result<Response> {
    const auto found = store::find_record(db, record::type_of<Silence>(), outcome.subject);
    if (!found) return api::missing("silence");
    return show(alerts, &db, record::from_record<Silence>(*found), alerts.reg().world.now(), status);
  };
}

Result<api::Job> made(Alerts& alerts, Request& request) {
  TRY(const auto body, api::body_object(request));
  api::BodyReader reader(body);
  Meant meant = read_meant(alerts, reader);
  Silencing given;
  given.source = meant.source;
  given.matchers = std::move(meant.matchers);
  given.starts_at = reader.time("starts_at");
  given.ends_at = reader.time("ends_at", Presence::required);
  given.comment = reader.text("comment", comment_most, Presence::required);
  CHECK_OK(reader.finish());
  given.author = api::principal_of(request).person;
  auto kept = std::make_shared<Silence>();
  api::Job job;
  job.work = [kept, given = std::move(given)](store::Tx& tx) -> Result<store::Outcome> {
    Silencing now = given;
    if (!now.starts_at) now.starts_at = tx.now();
    auto done = keep_silence(tx, now);
    if (!done) return in_own_words(done.error());
    *kept = *done;
    return store::Outcome{"silence", kept->id, 0, 201};
  };
  answer_with(job, alerts, kept, 201);
  return job;
}

Result<api::Job> ended(Alerts& alerts, Request& request) {
  TRY(const Id id, api::path_id(request, "silence"));
  auto kept = std::make_shared<Silence>();
  api::Job job;
  job.work = [kept, id](store::Tx& tx) -> Result<store::Outcome> {
    const auto found = tx.find<Silence>(id);
    if (!found) return api::missing("silence");
    TRY(*kept, end_silence(tx, found->uuid));
    return store::Outcome{"silence", id, 0, 200};
  };
  answer_with(job, alerts, kept, 200);
  return job;
}

}  // namespace

std::vector<http::Route> silence_routes(Alerts& alerts) {
  const std::string path = "/api/v1/silences", tag = "Alerts";
  std::vector<http::Route> routes;
  routes.push_back(api::route(Verb::get, path, "Silences", "alert.read", tag, {"", "silence_list"},
                              api::reading(alerts.reg(), [&alerts](store::Connection& db, Request& r) { return list(alerts, db, r); })));
  routes.back().query = api::list_parameters(orders());
  routes.back().description = "Those that ended are forgotten after 30 days.";
  routes.push_back(api::route(Verb::post, path, "Silence alerts", "alert.silence", tag, {"silence_request", "silence", 201},
                              api::writing(alerts.reg(), [&alerts](Request& r) { return made(alerts, r); })));
  routes.back().description = "What is silenced opens no incident until the silence ends. Programs of Alertmanager see it too.";
  routes.push_back(api::route(Verb::post, path + "/preview", "How many alerts that fire now a silence would silence", "alert.silence", tag,
                              {"silence_meant", "silence_preview"},
                              api::reading(alerts.reg(), [&alerts](store::Connection& db, Request& r) { return preview(alerts, db, r); })));
  routes.push_back(api::route(Verb::post, path + "/{id}/end", "End a silence now", "alert.silence", tag, {"", "silence"},
                              api::writing(alerts.reg(), [&alerts](Request& r) { return ended(alerts, r); })));
  return routes;
}

std::map<std::string, std::string> silence_schemas() {
  const std::string meant =
      R"("source":{"type":["string","null"],"description":"Whose alerts; none: of all sources."},)"
      R"("matchers":{"type":"array","minItems":1,"maxItems":50,"items":{"type":"string"},)"
      R"("description":"All of them must match: service=\"mail\", severity!=\"critical\", instance=~\"web.*\", job!~\"test.*\"."})";
  return {{"silence",
           R"({"type":"object","required":["id","version","uuid","state","source","matchers","starts_at","ends_at","author","created_by",)"
           R"("comment","updated_at"],"properties":{"id":{"type":"string"},"version":{"type":"integer"},)"
           R"("uuid":{"type":"string","description":"As programs of Alertmanager name it."},)"
           R"("state":{"type":"string","enum":["expired","active","pending"]},"source":{"type":["string","null"]},)"
           R"("matchers":{"type":"array","items":{"type":"string"}},"starts_at":{"type":"string","format":"date-time"},)"
           R"("ends_at":{"type":"string","format":"date-time"},)"
           R"("author":{"type":["string","null"],"description":"The person who made it here."},)"
           R"("created_by":{"type":["string","null"],"description":"What a program said who made it."},)"
           R"("comment":{"type":"string"},"updated_at":{"type":"string","format":"date-time"},)"
           R"("names":{"type":"object","additionalProperties":{"type":"string"}}}})"},
          {"silence_list", list_schema("silence")},
          {"silence_request", R"({"type":"object","additionalProperties":false,"required":["matchers","ends_at","comment"],)"
                              R"("properties":{)" +
                                  meant +
                                  R"(,"starts_at":{"type":["string","null"],"format":"date-time","description":"Now, unless said."},)"
                                  R"("ends_at":{"type":"string","format":"date-time"},"comment":{"type":"string","maxLength":2000}}})"},
          {"silence_meant", R"({"type":"object","additionalProperties":false,"required":["matchers"],"properties":{)" + meant + "}}"},
          {"silence_preview",
           R"({"type":"object","required":["matching","more"],"properties":{"matching":{"type":"integer"},)"
           R"("more":{"type":"boolean","description":"Only the newest 50,000 were looked at, and for a second at most."}}})"}};
}

}  // namespace evenkeel::alert
