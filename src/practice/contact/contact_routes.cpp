#include "practice/contact/contact_routes.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "base/text.hpp"
#include "practice/api/api.hpp"
#include "practice/contact/contact_desk.hpp"
#include "practice/contact/gateway_words.hpp"

namespace evenkeel::contact {

using http::Presence;
using http::Request;
using http::Response;
using http::Verb;
using service::Gateway;

namespace {

constexpr std::size_t target_most = 1'000;
constexpr std::size_t label_most = 100;

std::string text_json(std::string_view text) {
  std::string out;
  record::append_json_string(out, text);
  return out;
}
std::string text_or_null(std::string_view text) { return text.empty() ? "null" : text_json(text); }
std::string time_or_null(Time t) { return t ? '"' + format_rfc3339(t) + '"' : "null"; }
std::string id_or_null(Id id) { return id ? '"' + to_string(id) + '"' : "null"; }

std::string outcome_json(const LastOutcome& last) {
  if (last.state.empty()) return "null";
  return fmt::format(R"({{"state":"{}","reason":{},"at":{}}})", last.state, text_or_null(last.reason), time_or_null(last.at));
}

std::string point_json(const service::Snapshot& catalogue, const ContactPoint& p, const LastOutcome& last) {
  const auto* gateway = catalogue.get<Gateway>(p.gateway);
  return fmt::format(
      R"({{"id":"{}","person":{},"team":{},"gateway":{},"gateway_name":{},"channel":"{}","label":{},"shown":{},"verified_at":{},)"
      R"("subscription":{},"withdrawn_at":{},"usable":{},"last":{}}})",
      to_string(p.id), id_or_null(p.person), id_or_null(p.team), id_or_null(p.gateway), text_or_null(gateway ? gateway->name : ""),
      p.channel, text_or_null(p.label), text_or_null(p.shown), time_or_null(p.verified_at), text_or_null(p.subscription),
      time_or_null(p.withdrawn_at), p.verified_at && !p.withdrawn_at && (!p.gateway || (gateway && gateway->active)), outcome_json(last));
}

std::string points_json(store::Connection& db, const service::Snapshot& catalogue, const std::vector<ContactPoint>& points) {
  std::string out = "[";
  for (const ContactPoint& p : points) out += (out.size() > 1 ? "," : "") + point_json(catalogue, p, last_outcome(db, p.id));
  return out + "]";
}

std::string texts_json(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) out += (out.size() > 1 ? "," : "") + text_json(text);
  return out + "]";
}

std::string rules_json(const ContactRules& r) {
  return fmt::format(R"({{"urgent":{},"normal":{},"quiet_from":{},"quiet_until":{},"quiet_urgent":{},"digest_at":{}}})",
                     texts_json(r.urgent), texts_json(r.normal), text_or_null(r.quiet_from), text_or_null(r.quiet_until), r.quiet_urgent,
                     texts_json(r.digest_at));
}

/// What somebody may choose from: nothing of how a gateway is asked.
std::string gateways_json(const service::Snapshot& catalogue) {
  std::string out = "[";
  for (const auto* g : catalogue.active<Gateway>())
    out += fmt::format(R"({}{{"id":"{}","name":{},"kind":"{}","begins_with":{}}})", out.size() > 1 ? "," : "", to_string(g->id),
                       text_json(g->name), record::name_of(g->kind), text_or_null(own_address(*g) ? g->begins_with : ""));
  return out + "]";
}

class Routes {
 public:
  explicit Routes(const ContactParts& parts) : parts_(parts) {}

  std::vector<http::Route> make() {
    add(Verb::get, "/contact", "How one is reached: contact points, rules, and the gateways to choose from", "self.read",
        {"", "OwnContact"}, reading([this](store::Connection& db, Request& request) { return own(db, request); }));
    add(Verb::post, "/contact/points", "Add a contact point; a code that proves it is sent over it", "self.contact",
        {"ContactPointRequest", "ContactPoint", 201}, api::writing(parts_.reg, [this](Request& r) { return add_one(r); }));
    routes_.back().description =
        "`target` is a number (+4930123456), the name of a topic, or the address of an incoming webhook, as the gateway wants it. It is "
        "kept "
        "sealed and shown in part. With `team` it is the team's, whose manager, or an administrator, adds it.";
    point("/code", "Send another code", "",
          [](auto& tx, const auto& parts, const auto& who, Id id) { return send_code(tx, *parts.catalogue.now(), who, id); });
    add(Verb::post, "/contact/points/{id}/verify", "Prove a contact point by the code that it got", "self.contact",
        {"ContactCode", "ContactPoint"}, [this](Request request, http::Done done) { verify(std::move(request), done); });
    routes_.back().description = "Five wrong codes in a quarter of an hour are too many (429). A code is good for a quarter of an hour.";
    point("/test", "Send a test message; `last` tells what became of it", "",
          [](auto& tx, const auto& parts, const auto& who, Id id) { return test_point(tx, *parts.catalogue.now(), who, id); });
    point("/remove", "Remove a contact point", "",
          [](auto& tx, const auto& parts, const auto& who, Id id) { return remove_point(tx, *parts.catalogue.now(), who, id); });
    add(Verb::post, "/contact/browsers", "Add the browser that one sits at as a contact point; the code that proves it is pushed to it",
        "self.contact", {"BrowserRequest", "ContactPoint", 201},
        api::writing(parts_.reg, [this](Request& r) { return add_browser_of(r); }));
    routes_.back().description =
        "The members of the browser's PushSubscription, made with the key `web_push_key` of GET /contact. It is kept sealed. A browser "
        "that "
        "one has already is answered as it is. When its push service answers 404 or 410, the point is withdrawn (`withdrawn_at`) and takes "
        "nothing until the browser is added again.";
    add(Verb::put, "/contact/rules", "Say which messages go where, and when", "self.contact", {"ContactRules", "ContactRules"},
        api::writing(parts_.reg, [this](Request& r) { return rules(r); }));
    routes_.back().description =
        "Each line of `urgent` and `normal` is a contact point, or `mail`, and after how many minutes: `mail 0`, `17 5`. Urgent messages "
        "stop "
        "when somebody acknowledges; a way that fails makes the next one due at once. Empty lists: mail at once, and urgent messages over "
        "all "
        "points, three minutes apart. Quiet hours are by the clocks of the person's zone; what is not urgent waits for their end, or for "
        "the "
        "next time of `digest_at`, and comes together.";
    add(Verb::get, "/teams/{id}/contact", "Contact points of a team", "catalogue.read", {"", "ContactPointList"},
        reading([this](store::Connection& db, Request& request) { return of_team(db, request); }));
    add(Verb::post, "/gateways/{id}/test", "Send a test message over a gateway to an address", "operation.edit",
        {"GatewayTest", "GatewayTested", 202}, api::writing(parts_.reg, [this](Request& r) { return test_of_gateway(r); }));
    add(Verb::get, "/gateways/{id}/test", "What became of the newest test message of a gateway", "operation.read", {"", "GatewayTested"},
        reading([this](store::Connection& db, Request& request) { return tested(db, request); }));
    return std::move(routes_);
  }

 private:
  using Command = Result<ContactPoint> (*)(store::Tx&, const ContactParts&, const Principal&, Id);

  void add(Verb verb, std::string_view path, std::string summary, std::string permission, api::Shape shape, http::Handler handle) {
    const bool keyed = verb != Verb::get && !path.ends_with("/verify");
    auto route = api::route(verb, "/api/v1" + std::string(path), std::move(summary), std::move(permission), "Contact", std::move(shape),
                            std::move(handle));
    routes_.push_back(keyed ? api::keyed(std::move(route)) : std::move(route));
  }
  void point(std::string_view word, std::string summary, std::string request, Command command) {
    add(Verb::post, "/contact/points/{id}" + std::string(word), std::move(summary), "self.contact", {std::move(request), "ContactPoint"},
        api::writing(parts_.reg, [this, command](Request& r) { return one(r, command); }));
  }
  http::Handler reading(std::function<Result<Response>(store::Connection&, Request&)> read) {
    return api::reading(parts_.reg, [parts = parts_, read = std::move(read)](store::Connection& db, Request& request) {
      parts.catalogue.refresh(db);
      return read(db, request);
    });
  }

  Result<Response> own(store::Connection& db, Request& request) const {
    const auto catalogue = parts_.catalogue.now();
    const Id person = api::principal_of(request).person;
    const auto rules = rules_of(db, person).value_or(ContactRules{});
    return http::json(fmt::format(R"({{"points":{},"rules":{},"gateways":{},"web_push_key":"{}"}})",
                                  points_json(db, *catalogue, points_of_person(db, person)), rules_json(rules), gateways_json(*catalogue),
                                  push_key_));
  }
  Result<Response> of_team(store::Connection& db, Request& request) const {
    TRY(const Id id, api::path_id(request, "team"));
    const auto catalogue = parts_.catalogue.now();
    if (!catalogue->get<service::Team>(id)) return api::missing("team");
    return http::json(fmt::format(R"({{"items":{}}})", points_json(db, *catalogue, points_of_team(db, id))));
  }
  Result<Response> tested(store::Connection& db, Request& request) const {
    TRY(const Id id, api::path_id(request, "gateway"));
    if (!parts_.catalogue.now()->get<Gateway>(id)) return api::missing("gateway");
    return http::json(fmt::format(R"({{"last":{}}})", outcome_json(last_outcome(db, id))));
  }

  /// Answers the point that a command left.
  api::Job job(const Request& request, int status, std::function<Result<ContactPoint>(store::Tx&, const Principal&)> command) const {
    auto done = std::make_shared<ContactPoint>();
    api::Job job;
    job.work = [command = std::move(command), done, status, who = api::principal_of(request)](store::Tx& tx) -> Result<store::Outcome> {
      TRY(*done, command(tx, who));
      return store::Outcome{"contact_point", done->id, done->version, status};
    };
    job.present = [parts = parts_, done](const store::Outcome&) { return http::json(point_json(*parts.catalogue.now(), *done, {})); };
    job.again = [parts = parts_, who = api::principal_of(request)](store::Connection& db,
                                                                   const store::Outcome& outcome) -> Result<Response> {
      const auto found = find_point(db, outcome.subject);
      const auto catalogue = parts.catalogue.now();
      if (!found || !keeps_point(*catalogue, who, *found)) return api::missing("contact_point");
      return http::json(point_json(*catalogue, *found, last_outcome(db, found->id)));
    };
    return job;
  }

  Result<api::Job> one(Request& request, Command command) const {
    TRY(const Id id, api::path_id(request, "contact_point"));
    return job(request, 200, [parts = parts_, id, command](store::Tx& tx, const Principal& who) { return command(tx, parts, who, id); });
  }

  Result<api::Job> add_one(Request& request) const {
    TRY(const boost::json::value json, api::body_object(request));
    api::BodyReader body(json);
    NewPoint given;
    given.gateway = body.id("gateway", Presence::required);
    given.team = body.id("team");
    given.target = body.text("target", target_most, Presence::required);
    given.label = body.text("label", label_most);
    CHECK_OK(body.finish());
    return job(request, 201, [parts = parts_, given](store::Tx& tx, const Principal& who) {
      return add_point(tx, parts.vault, *parts.catalogue.now(), who, given);
    });
  }

  Result<api::Job> add_browser_of(Request& request) const {
    TRY(const boost::json::value json, api::body_object(request));
    api::BodyReader body(json);
    BrowserSubscription given;
    given.endpoint = body.text("endpoint", endpoint_most, Presence::required);
    given.p256dh = body.text("p256dh", key_most, Presence::required);
    given.auth = body.text("auth", key_most, Presence::required);
    const auto label = body.text("label", label_most);
    CHECK_OK(body.finish());
    return job(request, 201, [parts = parts_, given, label](store::Tx& tx, const Principal& who) {
      return add_browser(tx, parts.vault, who, given, label);
    });
  }

  /// Each try is taken before it is known whether it is right, so that tries at once all count.
  void verify(Request request, const http::Done& done) const {
    const auto id = api::path_id(request, "contact_point");
    if (!id) return done(http::problem(id.error()));
    auto prepared = prove(request, *id);
    if (!prepared) return done(http::problem(prepared.error()));
    // Who tries another's point uses up their own tries.
    const std::string key = "contact " + to_string(api::principal_of(request).person) + " " + to_string(*id);
    const auto now_us = parts_.reg.world.monotonic_us();
    if (!parts_.throttle.take(key, tries_most, now_us)) {
      const auto wait = parts_.throttle.wait_s(key, tries_most, now_us);
      auto refusal =
          http::problem(error(Fault::too_many, "contact.too_many_tries", "Too many wrong codes; try again in a quarter of an hour."));
      refusal.set("Retry-After", std::to_string(wait));
      return done(std::move(refusal));
    }
    http::Done settled = [parts = parts_, key, done](http::Answer answer) {
      if (answer.response.status < 300) parts.throttle.give_back(key);
      done(std::move(answer));
    };
    api::submit_command(parts_.reg, request, settled, std::move(*prepared));
  }
  Result<api::Job> prove(Request& request, Id id) const {
    TRY(const boost::json::value json, api::body_object(request));
    api::BodyReader body(json);
    const auto code = body.text("code", 20, Presence::required);
    CHECK_OK(body.finish());
    auto made = job(request, 200, [parts = parts_, id, code](store::Tx& tx, const Principal& who) {
      return prove_point(tx, parts.vault, *parts.catalogue.now(), who, id, code);
    });
    made.idempotency_key = http::IdempotencyKey::ignored;
    return made;
  }

  Result<api::Job> rules(Request& request) const {
    TRY(const boost::json::value json, api::body_object(request));
    api::BodyReader body(json);
    auto done = std::make_shared<ContactRules>();
    ContactRules given;
    given.urgent = body.texts("urgent", points_most + 1, 40);
    given.normal = body.texts("normal", points_most + 1, 40);
    given.quiet_from = body.text("quiet_from", 5);
    given.quiet_until = body.text("quiet_until", 5);
    given.quiet_urgent = body.boolean("quiet_urgent").value_or(false);
    given.digest_at = body.texts("digest_at", 6, 5);
    CHECK_OK(body.finish());
    api::Job job;
    job.work = [given, done, who = api::principal_of(request)](store::Tx& tx) -> Result<store::Outcome> {
      TRY(*done, set_rules(tx, who, given));
      return store::Outcome{"contact_rules", done->id, done->version, 200};
    };
    job.present = [done](const store::Outcome&) { return http::json(rules_json(*done)); };
    job.again = [who = api::principal_of(request)](store::Connection& db, const store::Outcome&) -> Result<Response> {
      return http::json(rules_json(rules_of(db, who.person).value_or(ContactRules{})));
    };
    return job;
  }

  Result<api::Job> test_of_gateway(Request& request) const {
    TRY(const Id id, api::path_id(request, "gateway"));
    TRY(const boost::json::value json, api::body_object(request));
    api::BodyReader body(json);
    const auto target = body.text("target", target_most, Presence::required);
    CHECK_OK(body.finish());
    api::Job job;
    job.work = [parts = parts_, id, target](store::Tx& tx) -> Result<store::Outcome> {
      CHECK_OK(test_gateway(tx, parts.vault, *parts.catalogue.now(), id, target));
      return store::Outcome{"gateway", id, 0, 202};
    };
    job.present = [](const store::Outcome&) { return http::json(R"({"last":{"state":"waiting","reason":null,"at":null}})"); };
    return job;
  }

  ContactParts parts_;
  std::string push_key_ = to_base64url(push_key(parts_.vault).point);
  std::vector<http::Route> routes_;
};

}  // namespace

std::vector<http::Route> contact_routes(const ContactParts& parts) {
  // Handlers keep it for as long as there are routes.
  const auto routes = std::make_shared<Routes>(parts);
  auto all = routes->make();
  for (http::Route& route : all)
    route.handle = [routes, handle = std::move(route.handle)](Request r, http::Done d) { handle(std::move(r), std::move(d)); };
  return all;
}

std::map<std::string, std::string> contact_schemas() {
  const std::string time = R"({"type":["string","null"],"format":"date-time"})", maybe = R"({"type":["string","null"]})";
  const std::string outcome = R"({"anyOf":[{"type":"object","required":["state","reason","at"],"properties":{"state":)"
                              R"({"enum":["waiting","sent","failed","dropped"]},"reason":)" +
                              maybe + R"(,"at":)" + time + R"(}},{"type":"null"}]})";
  const std::string rungs = R"({"type":"array","maxItems":13,"items":{"type":"string","maxLength":40}})";
  const std::string clock = R"({"type":["string","null"],"pattern":"^[0-2][0-9]:[0-5][0-9]$"})";
  const std::string channel = R"({"enum":["slack","teams","mattermost","ntfy","http","sms","voice"]})";
  const std::string any_channel = R"({"enum":["slack","teams","mattermost","ntfy","http","sms","voice","web_push"]})";
  return {
      {"ContactPoint",
       R"({"type":"object","required":["id","person","team","gateway","gateway_name","channel","label","shown","verified_at",)"
       R"("subscription","withdrawn_at","usable","last"],"properties":{"id":{"type":"string"},"person":)" +
           maybe + R"(,"team":)" + maybe + R"(,"gateway":)" + maybe + R"(,"gateway_name":)" + maybe + R"(,"channel":)" + any_channel +
           R"(,"label":)" + maybe + R"(,"shown":)" + maybe + R"(,"verified_at":)" + time + R"(,"subscription":)" + maybe +
           R"(,"withdrawn_at":)" + time + R"(,"usable":{"type":"boolean"},"last":)" + outcome + "}}"},
      {"BrowserRequest",
       R"({"type":"object","required":["endpoint","p256dh","auth"],"properties":{"endpoint":{"type":"string","minLength":1,)"
       R"("maxLength":1000},"p256dh":{"type":"string","minLength":1,"maxLength":100},"auth":{"type":"string","minLength":1,)"
       R"("maxLength":100},"label":{"type":["string","null"],"maxLength":100}}})"},
      {"ContactPointRequest",
       R"({"type":"object","required":["gateway","target"],"properties":{"gateway":{"type":"string"},"target":{"type":"string",)"
       R"("minLength":1,)"
       R"("maxLength":1000},"label":{"type":["string","null"],"maxLength":100},"team":)" +
           maybe + "}}"},
      {"ContactPointList", R"({"type":"object","required":["items"],"properties":{"items":{"type":"array",)"
                           R"("items":{"$ref":"#/components/schemas/ContactPoint"}}}})"},
      {"ContactCode", R"({"type":"object","required":["code"],"properties":{"code":{"type":"string","maxLength":20}}})"},
      {"ContactRules", R"({"type":"object","properties":{"urgent":)" + rungs + R"(,"normal":)" + rungs + R"(,"quiet_from":)" + clock +
                           R"(,"quiet_until":)" + clock +
                           R"(,"quiet_urgent":{"type":"boolean"},"digest_at":{"type":"array","maxItems":6,)"
                           R"("items":{"type":"string","pattern":"^[0-2][0-9]:[0-5][0-9]$"}}}})"},
      {"OwnContact",
       R"({"type":"object","required":["points","rules","gateways","web_push_key"],"properties":{)"
       R"("web_push_key":{"type":"string"},"points":{"type":"array","items":)"
       R"({"$ref":"#/components/schemas/ContactPoint"}},"rules":{"$ref":"#/components/schemas/ContactRules"},"gateways":{"type":"array",)"
       R"("items":{"type":"object","required":["id","name","kind","begins_with"],"properties":{"id":{"type":"string"},)"
       R"("name":{"type":"string"},)"
       R"("kind":)" +
           channel + R"(,"begins_with":)" + maybe + "}}}}}"},
      {"GatewayTest",
       R"({"type":"object","required":["target"],"properties":{"target":{"type":"string","minLength":1,"maxLength":1000}}})"},
      {"GatewayTested", R"({"type":"object","required":["last"],"properties":{"last":)" + outcome + "}}"},
  };
}

}  // namespace evenkeel::contact
