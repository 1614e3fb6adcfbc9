#include "practice/outward/webhook_routes.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "base/text.hpp"
#include "practice/outward/event.hpp"
#include "practice/outward/webhook_desk.hpp"

namespace evenkeel::outward {

using http::Request;
using http::Response;
using http::Verb;
using store::Connection;
using store::Tx;

namespace {

constexpr int looked_at_most = 500;  // changes that one answer looks at: a read transaction is short
constexpr int events_most = 100;     // of one answer: each holds a whole incident

template <class T>
std::string json_of(const T& object) {
  std::string out;
  record::append_json(out, record::to_record(object));
  return out;
}

std::string time_or_null(Time t) { return t ? '"' + format_rfc3339(t) + '"' : "null"; }

std::string text_or_null(std::string_view text) {
  std::string out;
  if (text.empty()) return "null";
  record::append_json_string(out, text);
  return out;
}

std::string attempt_json(const Attempt& a) {
  return fmt::format(R"({{"id":"{}","seq":{},"event":"{}","type":"{}","incident":{},"at":"{}","took_ms":{},"status":{},"outcome":"{}",)"
                     R"("answer":{}}})",
                     to_string(a.id), a.seq > 0 ? fmt::format("\"{}\"", a.seq) : "null", a.event, a.type,
                     a.incident ? '"' + to_string(a.incident) + '"' : "null", format_rfc3339(a.at), a.took_ms,
                     a.status ? std::to_string(a.status) : "null", a.outcome, text_or_null(a.answer));
}

class Routes {
 public:
  explicit Routes(WebhookParts parts) : parts_(std::move(parts)) {}

  std::vector<http::Route> make() {
    const std::string path = "/api/v1/webhooks", one = path + "/{id}", read = "webhook.read", edit = "webhook.edit";
    add(Verb::get, path, "Webhooks", read, {"", "webhook_list"}, [this](Connection& db, Request& r) { return list(db, r); });
    keyed(Verb::post, path, "Make a webhook", edit, {"webhook_create", "webhook", 201}, [this](Request& r) { return create(r); });
    routes_.back().description = "It sends nothing before it has a secret to sign with.";
    add(Verb::get, one, "A webhook", read, {"", "webhook"}, [this](Connection& db, Request& r) { return show(db, r); });
    keyed(Verb::patch, one, "Change a webhook", edit, {"webhook_edit", "webhook"}, [this](Request& r) { return change(r); });
    routes_.back().if_match = http::IfMatch::accepted;
    add(Verb::get, one + "/state", "How far a webhook is, and its secrets", read, {"", "webhook_state"},
        [this](Connection& db, Request& r) { return state(db, r); });
    add(Verb::post, one + "/secrets", "Make a secret for a webhook", edit, {"webhook_secret_request", "webhook_secret_made", 201},
        [this](Request& r) { return new_secret(r); });
    routes_.back().description =
        "The secret is shown in this answer alone. The one before signs for a day more, beside the new one; `end_others_now` ends it at "
        "once.";
    command(one + "/pause", "Send nothing until it is resumed", pause);
    command(one + "/resume", "Go on where a webhook stopped", resume);
    command(one + "/test", "Send a test", send_test);
    add(Verb::post, one + "/replay", "Send again what was changed since", edit, {"webhook_replay", "webhook_replayed", 202},
        [this](Request& r) { return replay_from(r); });
    routes_.back().description =
        "From the first change recorded at `since`, or the one after `after`, everything is sent anew in its order, with the identities of "
        "then and the incidents as they are now; what is new waits behind it. A time to come skips what waits.";
    add(Verb::get, one + "/deliveries", "What a webhook sent, and what was answered", read, {"", "webhook_delivery_list"},
        [this](Connection& db, Request& r) { return deliveries(db, r); });
    routes_.back().query = {{"limit", "Items of a page", R"({"type":"integer","minimum":1,"maximum":200,"default":50})"},
                            {"cursor", "Continues after the page that answered this as next"}};
    keyed(Verb::post, one + "/deliveries/{delivery}/retry", "Send one message again", edit, {"", "webhook_state", 202},
          [this](Request& r) { return retried(r); });
    add(Verb::get, "/api/v1/changes", "Changes of incidents, in order", "incident.read_all", {"", "change_events"},
        [this](Connection& db, Request& r) { return changes(db, r); });
    routes_.back().description =
        "The events of webhooks, fetched: those of incidents that one may see, oldest first. Ask again with `after` as `next` said, at "
        "once "
        "while `more`; without `after` it answers where the log ends now.";
    routes_.back().query = {{"after", "Where to go on, as an earlier answer's next"},
                            {"types", "Names of changes with commas between: resolved,closed; none: all but notes"},
                            {"filter", "Only incidents that meet this condition"},
                            {"limit", "Events at most", R"({"type":"integer","minimum":1,"maximum":100,"default":100})"}};
    return std::move(routes_);
  }

 private:
  const store::Register& reg() const { return parts_.incidents.reg; }

  void add(Verb verb, std::string path, std::string summary, std::string permission, api::Shape shape,
           std::function<Result<Response>(Connection&, Request&)> read) {
    routes_.push_back(api::route(verb, std::move(path), std::move(summary), std::move(permission), "Webhooks", std::move(shape),
                                 api::reading(reg(), std::move(read))));
  }
  void add(Verb verb, std::string path, std::string summary, std::string permission, api::Shape shape,
           std::function<Result<api::Job>(Request&)> prepare) {
    routes_.push_back(api::route(verb, std::move(path), std::move(summary), std::move(permission), "Webhooks", std::move(shape),
                                 api::writing(reg(), std::move(prepare))));
  }
  void keyed(Verb verb, std::string path, std::string summary, std::string permission, api::Shape shape,
             std::function<Result<api::Job>(Request&)> prepare) {
    add(verb, std::move(path), std::move(summary), std::move(permission), std::move(shape), std::move(prepare));
    routes_.back() = api::keyed(std::move(routes_.back()));
  }
  void command(std::string path, std::string summary, Status (*act)(Tx&, Id)) {
    keyed(Verb::post, std::move(path), std::move(summary), "webhook.edit", {"", "webhook_state", 202},
          [this, act](Request& r) -> Result<api::Job> {
            TRY(const Id id, api::path_id(r, "webhook"));
            return acting(id, [id, act](Tx& tx) { return act(tx, id); });
          });
  }

  /// Answers how the webhook stands after it.
  api::Job acting(Id id, std::function<Status(Tx&)> act) const {
    auto said = std::make_shared<std::string>();
    api::Job job;
    job.work = [this, id, act = std::move(act), said](Tx& tx) -> Result<store::Outcome> {
      CHECK_OK(act(tx));
      *said = state_json(tx.db(), id);
      return store::Outcome{"webhook", id, 0, 202};
    };
    job.present = [said](const store::Outcome&) { return http::json(*said, 202); };
    job.again = [this](Connection& db, const store::Outcome& outcome) -> Result<Response> {
      return http::json(state_json(db, outcome.subject), 202);
    };
    return job;
  }

  Result<Response> list(Connection& db, Request& request) const {
    api::Mentions mentions(&api::principal_of(request));
    std::vector<std::string> items;
    for (const Webhook& w : webhooks(db)) {
      mentions.add(record::to_record(w));
      items.push_back(json_of(w));
    }
    return http::json(api::list_body(items, std::nullopt, names(db, mentions)));
  }
  Result<Response> show(Connection& db, Request& request) const {
    TRY(const Id id, api::path_id(request, "webhook"));
    const auto found = find_webhook(db, id);
    if (!found) return api::missing("webhook");
    return api::versioned(json_of(*found), found->version);
  }

  /// Answers the webhook that a command left.
  static api::Job made(int status, std::function<Result<Webhook>(Tx&)> work) {
    auto done = std::make_shared<Webhook>();
    api::Job job;
    job.work = [work = std::move(work), done, status](Tx& tx) -> Result<store::Outcome> {
      TRY(*done, work(tx));
      return store::Outcome{"webhook", done->id, done->version, status};
    };
    job.present = [done, status](const store::Outcome&) { return http::json(json_of(*done), status); };
    job.again = [](Connection& db, const store::Outcome& outcome) -> Result<Response> {
      const auto found = find_webhook(db, outcome.subject);
      if (!found) return api::missing("webhook");
      return http::json(json_of(*found));
    };
    return job;
  }
  Result<api::Job> create(Request& request) const {
    TRY(const auto patch, api::body_patch(request, record::type_of<Webhook>()));
    return made(201, [this, patch, who = api::principal_of(request)](Tx& tx) {
      return make_webhook(tx, parts_.incidents, who,
                          record::from_record<Webhook>(record::apply(record::initial_record(record::type_of<Webhook>()), patch)));
    });
  }
  Result<api::Job> change(Request& request) const {
    TRY(const Id id, api::path_id(request, "webhook"));
    TRY(const auto seen, api::if_match(request));
    TRY(const auto patch, api::body_patch(request, record::type_of<Webhook>()));
    return made(200, [this, id, seen, patch, who = api::principal_of(request)](Tx& tx) -> Result<Webhook> {
      const auto before = find_webhook(tx.db(), id);
      if (!before) return api::missing("webhook");
      const auto facts = record::to_record(*before);
      if (seen.version && *seen.version != before->version)
        return api::stale(tx.db(), parts_.incidents.ground.names, facts, *seen.version, json_of(*before));
      return change_webhook(tx, parts_.incidents, who, *before, record::from_record<Webhook>(record::apply(facts, patch)));
    });
  }

  std::string state_json(Connection& db, Id id) const {
    const auto line = line_of(db, id).value_or(Line{});
    std::string secrets = "[";
    for (const WebhookSecret& s : secrets_of(db, id)) secrets += (secrets.size() > 1 ? "," : "") + json_of(s);
    return fmt::format(
        R"({{"reached":"{}","behind":{},"late":{},"failures":{},"next_at":{},"last_sent_at":{},"paused":{},"paused_at":{},"secrets":{}]}})",
        line.seq, std::max<std::int64_t>(0, newest_change(db) - line.seq), count_late(db, id), line.failures, time_or_null(line.not_before),
        time_or_null(line.sent_at), text_or_null(line.paused), time_or_null(line.paused_at), secrets);
  }
  Result<Response> state(Connection& db, Request& request) const {
    TRY(const Id id, api::path_id(request, "webhook"));
    if (!find_webhook(db, id)) return api::missing("webhook");
    return http::json(state_json(db, id));
  }

  Result<api::Job> new_secret(Request& request) const {
    TRY(const Id id, api::path_id(request, "webhook"));
    TRY(const auto json, api::body_object(request));
    api::BodyReader body(json);
    const auto others = body.boolean("end_others_now").value_or(false) ? Others::end_now : Others::a_day_more;
    CHECK_OK(body.finish());
    std::string bytes(secret_bytes, '\0');
    reg().world.random(bytes.data(), bytes.size());
    auto text = std::make_shared<const std::string>(secret_text(bytes));
    auto made = std::make_shared<std::string>();
    api::Job job;
    job.idempotency_key = http::IdempotencyKey::ignored;
    job.work = [this, id, others, text, made, who = api::principal_of(request)](Tx& tx) -> Result<store::Outcome> {
      TRY(const auto secret, make_secret(tx, parts_.vault, who, id, *text, others));
      *made = json_of(secret);
      return store::Outcome{"webhook_secret", secret.id, 0, 201};
    };
    job.present = [text, made](const store::Outcome&) {
      std::string shown = *made;
      shown.pop_back();
      auto response = http::json(shown + ",\"secret\":\"" + *text + "\"}", 201);
      response.set("Cache-Control", "no-store");
      return response;
    };
    return job;
  }

  Result<api::Job> replay_from(Request& request) const {
    TRY(const Id id, api::path_id(request, "webhook"));
    TRY(const auto json, api::body_object(request));
    api::BodyReader body(json);
    From from;
    from.since = body.time("since");
    const auto after = body.text("after", 20);
    if (const auto seq = parse_id(after)) from.after_seq = seq->v;
    else if (!after.empty() && after != "0") body.refuse("field.wrong_type", "must be the seq of a change", "after");
    if (after == "0") from.after_seq = 0;
    if (!from.since == after.empty()) body.refuse("webhook.replay_from", "say either since or after", "since");
    CHECK_OK(body.finish());
    auto reached = std::make_shared<std::int64_t>();
    api::Job job;
    job.idempotency_key = http::IdempotencyKey::ignored;
    job.work = [id, from, reached](Tx& tx) -> Result<store::Outcome> {
      TRY(*reached, replay(tx, id, from));
      return store::Outcome{"webhook", id, 0, 202};
    };
    job.present = [reached](const store::Outcome&) { return http::json(fmt::format(R"({{"after":"{}"}})", *reached), 202); };
    return job;
  }

  Result<Response> deliveries(Connection& db, Request& request) const {
    TRY(const Id id, api::path_id(request, "webhook"));
    TRY(const int limit, api::page_limit(request));
    const auto text = request.query_value("cursor").value_or("");
    const auto before = parse_id(text);
    if (!text.empty() && !before)
      return error(Fault::malformed, "query.bad_cursor", "The cursor is damaged; begin again without it.", "/cursor");
    if (!find_webhook(db, id)) return api::missing("webhook");
    auto found = attempts_of(db, id, before.value_or(Id{}), limit + 1);
    std::optional<std::string> next;
    if (found.size() > static_cast<std::size_t>(limit)) {
      found.pop_back();
      next = to_string(found.back().id);
    }
    api::Mentions mentions(&api::principal_of(request));
    std::vector<std::string> items;
    for (const Attempt& a : found) {
      items.push_back(attempt_json(a));
      if (a.incident) mentions.add("incident", a.incident);
    }
    return http::json(api::list_body(items, next, names(db, mentions)));
  }
  Result<api::Job> retried(Request& request) const {
    TRY(const Id id, api::path_id(request, "webhook"));
    TRY(const Id attempt, api::path_id(request, "webhook_attempt", "delivery"));
    return acting(id, [id, attempt](Tx& tx) { return retry(tx, id, attempt); });
  }

  Result<Response> changes(Connection& db, Request& request) const {
    const auto bad = [](std::string code, std::string text, std::string field) {
      return error(Fault::malformed, std::move(code), std::move(text), std::move(field));
    };
    const api::Principal& who = api::principal_of(request);
    const auto text = request.query_value("after").value_or("");
    const std::int64_t newest = newest_change(db);
    if (text.empty()) return http::json(fmt::format(R"({{"items":[],"next":"{}","more":false}})", newest));
    const auto after = text == "0" ? std::optional(Id{}) : parse_id(text);
    if (!after || after->v > newest) return bad("query.bad_cursor", "after must be what an earlier answer said as next", "/after");
    int limit = events_most;
    if (const auto said = request.query_value("limit")) {
      const auto n = parse_id(*said);
      if (!n || n->v < 1 || n->v > events_most) return bad("query.bad_limit", fmt::format("limit must be 1 to {}", events_most), "/limit");
      limit = static_cast<int>(n->v);
    }
    std::vector<std::string> names;
    for (const auto name : split(request.query_value("types").value_or(""), ',')) {
      if (name.empty()) continue;
      if (!record::from_name<Happening>(name)) return bad("webhook.unknown_name", "there is no " + std::string(name), "/types");
      names.emplace_back(name);
    }
    TRY(const auto filter, api::parse_filter(request.query_value("filter").value_or(""), webhook_words(parts_.incidents, who)));
    const bool notes = std::ranges::find(names, record::name_of(Happening::note_added)) != names.end();
    const Reader reader{who, std::move(names), notes, filter, {}, parts_.source};
    std::string items;
    std::int64_t next = after->v;
    int count = 0;
    for (const auto& change : changes_after(db, next, looked_at_most)) {
      if (count == limit) break;
      next = change.seq;
      const auto event = event_of(parts_.incidents, db, reader, change);
      if (!event) continue;
      items += (items.empty() ? "" : ",") + event->body;
      ++count;
    }
    return http::json(fmt::format(R"({{"items":[{}],"next":"{}","more":{}}})", items, next, next < newest));
  }

  std::string names(Connection& db, const api::Mentions& mentions) const {
    std::string out;
    parts_.incidents.ground.names.append_json(out, &db, mentions);
    return out;
  }

  WebhookParts parts_;
  std::vector<http::Route> routes_;
};

}  // namespace

std::string source_of(const std::string& public_url) { return public_url.empty() ? "urn:evenkeel:register" : public_url; }

std::vector<http::Route> webhook_routes(const WebhookParts& parts) {
  // Handlers keep it for as long as there are routes.
  const auto routes = std::make_shared<Routes>(parts);
  auto all = routes->make();
  for (http::Route& route : all)
    route.handle = [routes, handle = std::move(route.handle)](Request r, http::Done d) { handle(std::move(r), std::move(d)); };
  return all;
}

std::map<std::string, std::string> webhook_schemas() {
  const auto& type = record::type_of<Webhook>();
  const std::string time = R"({"type":["string","null"],"format":"date-time"})", maybe = R"({"type":["string","null"]})";
  const std::string secret = record::json_schema(record::type_of<WebhookSecret>(), record::SchemaFor::answer);
  std::string made = secret;
  made.insert(made.find("\"properties\":{") + 14, R"("secret":{"type":"string","description":"whsec_...; shown this once."},)");
  const std::string names = R"("names":{"type":"object","additionalProperties":{"type":"string"}})";
  const std::string event =
      R"({"type":"object","description":"CloudEvents 1.0","required":["specversion","id","type","source","subject","time","data"],)"
      R"("properties":{"specversion":{"const":"1.0"},"id":{"type":"string"},"type":{"type":"string"},"source":{"type":"string"},)"
      R"("subject":{"type":"string"},"time":{"type":"string","format":"date-time"},"datacontenttype":{"type":"string"},)"
      R"("data":{"type":"object","additionalProperties":true}}})";
  return {
      {"webhook", record::json_schema(type, record::SchemaFor::answer)},
      {"webhook_create", record::json_schema(type, record::SchemaFor::request)},
      {"webhook_edit", record::json_schema(type, record::SchemaFor::change)},
      {"webhook_list", R"({"type":"object","required":["items","next","names"],"properties":{"items":{"type":"array","items":)"
                       R"({"$ref":"#/components/schemas/webhook"}},"next":{"type":"null"},)" +
                           names + "}}"},
      {"webhook_secret", secret},
      {"webhook_secret_request", R"({"type":"object","additionalProperties":false,"properties":{"end_others_now":{"type":"boolean"}}})"},
      {"webhook_secret_made", made},
      {"webhook_state",
       R"({"type":"object","required":["reached","behind","late","failures","next_at","last_sent_at","paused","paused_at","secrets"],)"
       R"("properties":{"reached":{"type":"string","description":"Changes up to this one were looked at."},"behind":{"type":"integer"},)"
       R"("late":{"type":"integer","description":"Messages that wait for another attempt, or behind one."},)"
       R"("failures":{"type":"integer","description":"In a row."},"next_at":)" +
           time + R"(,"last_sent_at":)" + time + R"(,"paused":)" + maybe + R"(,"paused_at":)" + time +
           R"(,"secrets":{"type":"array","items":{"$ref":"#/components/schemas/webhook_secret"}}}})"},
      {"webhook_replay", R"({"type":"object","additionalProperties":false,"properties":{"since":{"type":"string","format":"date-time"},)"
                         R"("after":{"type":"string","description":"The seq of a change"}}})"},
      {"webhook_replayed", R"({"type":"object","required":["after"],"properties":{"after":{"type":"string"}}})"},
      {"webhook_delivery",
       R"({"type":"object","required":["id","seq","event","type","incident","at","took_ms","status","outcome","answer"],"properties":{)"
       R"("id":{"type":"string"},"seq":)" +
           maybe + R"(,"event":{"type":"string"},"type":{"type":"string"},"incident":)" + maybe +
           R"(,"at":{"type":"string","format":"date-time"},"took_ms":{"type":"integer"},"status":{"type":["integer","null"]},)"
           R"("outcome":{"enum":["sent","trouble","refused","gone","given_up"]},"answer":)" +
           maybe + "}}"},
      {"webhook_delivery_list", R"({"type":"object","required":["items","next","names"],"properties":{"items":{"type":"array","items":)"
                                R"({"$ref":"#/components/schemas/webhook_delivery"}},"next":{"type":["string","null"]},)" +
                                    names + "}}"},
      {"change_event", event},
      {"change_events", R"({"type":"object","required":["items","next","more"],"properties":{"items":{"type":"array","items":)"
                        R"({"$ref":"#/components/schemas/change_event"}},"next":{"type":"string"},"more":{"type":"boolean"}}})"},
  };
}

}  // namespace evenkeel::outward
