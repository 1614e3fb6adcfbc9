// Every operation of the document as every role: the status follows the table of permissions, the answer is what the document
// promises, nothing ends in a fault of ours, an auditor changes nothing, and no door opens without being in the document.
#include <gtest/gtest.h>

#include "connect/alerting/doors.hpp"
#include "doors/asks_for_more.hpp"
#include "doors/town.hpp"

namespace evenkeel::doors {
namespace {

using http::Verb;

/// Open to everybody, signed in or not; a route that is not here needs a permission.
const std::set<std::string> open_to_everybody = {"GET /api/v1/setup",
                                                 "POST /api/v1/setup",
                                                 "POST /api/v1/session",
                                                 "GET /api/v1/session/ways",
                                                 "GET /api/v1/session/sign-on/{provider}",
                                                 "GET /api/v1/session/sign-on/{provider}/callback",
                                                 "POST /api/v1/session/sign-on/{provider}/logout",
                                                 "POST /api/v1/session/sign-on/code",
                                                 "POST /api/v1/chat/{workspace}/command",
                                                 "POST /api/v1/chat/{workspace}/action",
                                                 "POST /api/v1/session/link",
                                                 "POST /api/v1/answers/look",
                                                 "POST /api/v1/answers",
                                                 "POST /api/v1/session/reset",
                                                 "POST /api/v1/session/reset/confirm",
                                                 "GET /api/v1/on_call/feeds/{address}",  // whoever has the address
                                                 "GET /healthz",
                                                 "GET /readyz",
                                                 "GET /metrics"};
/// Left out of the document: itself, and the page that shows it.
const std::set<std::string> pages = {"GET /api/openapi.json", "GET /api/docs", "GET /api/docs/{file}"};
/// SCIM describes itself; scim_test.cpp asks its routes as every role.
constexpr std::string_view scim_path = "/scim/v2/";
/// Monitoring tools come with keys of their own, and describe their protocols themselves; alerts.scn asks these doors.
bool is_alert_door(std::string_view path) { return alerting::is_door(path) || path.starts_with("/-/"); }
/// Of incidents, to be brought in.
constexpr std::string_view table = "n,t,o\nT-1,Lamp is dark,2026-01-05T08:00:00Z\n";
/// Done once, when the town was founded.
const std::string founding = "POST /api/v1/setup";

struct Visit {
  std::string target;
  Message message;
};

/// Makes, for one role, a request that an operation should grant to whoever may.
class Visitor {
 public:
  Visitor(Town& town, std::string role) : town_(town), role_(std::move(role)) {}
  /// Another town has other records.
  static void forget_records() { records_.clear(); }

  Visit visit(const Operation& o) {
    Visit visit{o.path, {}};
    const bool granted = role_ != nobody && people::may(town_.principal(role_), o.permission);
    if (o.wants_version) visit.message.headers.emplace_back("if-match", "*");
    if (o.path.starts_with("/api/v1/incidents/{id}")) return of_incident(o, visit);
    bj::value body = o.request_type == "application/json" ? town_.sample(o) : bj::value{};
    if (const auto at = o.path.find("{id}"); at != std::string::npos) visit.target.replace(at, 4, subject(o, granted, body));
    own_words(o, body);
    if (o.path.ends_with("/agreements/preview")) {
      visit.target += "?of=" + catalogue_record(o, granted);
      body = bj::object{};
    }
    if (o.path.ends_with("/days")) visit.target += "?from=2026-11-20T00:00:00Z&until=2026-11-23T00:00:00Z";
    if (o.path.ends_with("/reckon")) visit.target += "?start=2026-11-20T15:30:00Z&add=4h";
    if (o.path.ends_with("/content")) {
      visit.target += "?last=true";
      visit.message = {std::string(table), o.request_type, {}};
    } else if (o.request_type == "text/csv") {
      visit.message.content_type = o.request_type;
      visit.message.body = town_.get(founder, o.path).body;
    } else if (o.request_type == "text/calendar") {
      visit.message.content_type = o.request_type;
      visit.message.body = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";
    } else if (o.request_type == "message/rfc822") {
      visit.message = {"From: somebody@example.net\n\nhello", o.request_type, {}};
    } else if (!body.is_null()) {
      visit.message.body = bj::serialize(body);
    }
    return visit;
  }

 private:
  bj::object boss(const std::string& incident, const std::string& command, const bj::value& body = bj::object{}) {
    return town_.post("incident_manager", "/api/v1/incidents/" + incident + "/" + command, body);
  }
  std::string person() const { return role_ == nobody ? town_.id("caller") : town_.id(role_); }
  /// An incident that the role sees: its own, its team's, or anybody's.
  bj::object incident() {
    bj::object body{{"title", "Printer broken"}, {"caller", role_ == "caller" ? person() : town_.id("caller")}};
    body["team"] = role_ == "supplier" ? town_.id("vendor") : town_.id("desk");
    return town_.post("incident_manager", "/api/v1/incidents", body);
  }
  std::string note_on(const std::string& incident) {
    boss(incident, "note", {{"text", "a note"}});
    const auto story = bj::parse(town_.get("incident_manager", "/api/v1/incidents/" + incident + "/story").body);
    return text(story.at("items").as_array().front().as_object(), "id");
  }
  std::string link_of(const std::string& incident) {
    boss(incident, "link", {{"other", text(this->incident(), "number")}, {"kind", "related_to"}});
    const auto links = bj::parse(town_.get("incident_manager", "/api/v1/incidents/" + incident + "/links").body);
    return text(links.at("items").as_array().front().as_object(), "id");
  }

  /// Brings the incident to where the command makes sense.
  void prepare(const std::string& incident, const std::string& command) {
    const bj::object because{{"reason", "because"}};
    if (command == "confirm" || command == "reject" || command == "rate" || command == "close" || command == "reopen")
      boss(incident, "resolve",
           {{"resolution_code", town_.id("resolution_code")}, {"resolution_notes", "done"}, {"closing_category", town_.id("category")}});
    if (command == "hand_back") boss(incident, "take");
    if (command == "resume") boss(incident, "hold", {{"kind", "other"}});
    const bool escalated = command == "snooze" || command == "next";  // a policy of every register is for P1
    if (escalated || command == "reset_priority") boss(incident, "override_priority", {{"priority", 1}, {"reason", "because"}});
    if (command == "unmerge") boss(incident, "merge", {{"into", text(this->incident(), "number")}, {"reason", "because"}});
    if (command == "undo" && role_ != nobody)
      (void)town_.send(role_, Verb::post, "/api/v1/incidents/" + incident + "/watch", {"{}", "application/json", {}});
  }
  void complete(const std::string& incident, const std::string& command, bj::object& body) {
    if (command == "hold") body["kind"] = "other";
    if (command == "snooze") body["until"] = format_rfc3339(town_.stage().world.now() + us_per_hour);
    if (command == "help") body["person"] = town_.id(role_ == "incident_manager" ? "technician" : "incident_manager");
    if (command == "next" || command == "watch" || command == "unwatch") body.clear();  // oneself
    if (command == "escalate" || command == "assign") body["team"] = town_.id("network");
    if (command == "assign") body["reason"] = "because";
    if (body.contains("in")) body["in"] = "1h elapsed";
    if (command == "resolve") body["closing_category"] = town_.id("category");
    if (command == "merge") body["into"] = text(this->incident(), "number");
    if (command == "link") body["other"] = text(this->incident(), "number");
    if (command == "split") body["entries"] = bj::array{note_on(incident)};
    if (command == "unlink") body["link"] = link_of(incident);
  }

  /// A clock of the incident, which a record of agreements promised.
  std::string clock_of(const std::string& incident) {
    const auto clocks = bj::parse(town_.get("incident_manager", "/api/v1/incidents/" + incident + "/clocks").body);
    return text(clocks.at("items").as_array().front().as_object(), "id");
  }
  Visit of_incident(const Operation& o, Visit visit) {
    const auto clock = visit.target.find("{clock}");
    if (clock != std::string::npos && records_["clock"].empty()) records_["clock"] = town_.fresh("agreements");
    const auto made = incident();
    if (clock != std::string::npos) visit.target.replace(clock, 7, clock_of(text(made, "id")));
    const std::string id = text(made, "id"), command = o.path.substr(o.path.rfind('/') + 1);
    visit.target.replace(visit.target.find("{id}"), 4, id);
    if (o.verb == Verb::post) prepare(id, command);
    if (o.request_type == "application/octet-stream") {
      visit.target += "?name=a.txt&visibility=comment";
      visit.message.body = "plain words";
      visit.message.content_type = o.request_type;
      return visit;
    }
    if (o.verb == Verb::get) return visit;
    bj::value body = o.request.is_null() ? bj::value(bj::object{}) : town_.sample(o);
    if (o.verb == Verb::patch) body = role_ == "supplier" ? bj::object{{"supplier_ref", "7"}} : bj::object{{"tags", bj::array{"slow"}}};
    if (o.verb == Verb::post) complete(id, command, body.as_object());
    visit.message.body = bj::serialize(body);
    return visit;
  }

  /// The record that {id} is about; may put into the body what goes with it.
  std::string subject(const Operation& o, bool granted, bj::value& body) {
    const std::string admin = "administrator";
    if (o.path.starts_with("/api/v1/tasks/")) return text(town_.post("incident_manager", task_path(), {{"title", "look"}}), "id");
    if (o.path.starts_with("/api/v1/attachments/")) return attachment();
    if (o.path.starts_with("/api/v1/deliveries/")) return failed_delivery();
    if (o.path.starts_with("/api/v1/incoming_mail/")) return stranger_mail();
    if (o.path.starts_with("/api/v1/absences/")) return absence();
    if (o.path.starts_with("/api/v1/imports/")) return granted ? file(o) : "1";
    if (o.path.starts_with("/api/v1/on_call/feeds/"))
      return granted ? text(town_.post(role_, "/api/v1/on_call/feeds", bj::object{}), "id") : "1";
    if (o.path.starts_with("/api/v1/roster_overrides/"))
      return granted ? text(town_.post(role_, "/api/v1/rosters/" + roster() + "/overrides", override_by()), "id") : "1";
    if (o.path.starts_with("/api/v1/cover_requests/")) return granted ? cover_request(o) : "1";
    if (o.path.starts_with("/api/v1/rosters/{id}/")) return roster();
    if (o.path.starts_with("/api/v1/contact/points/"))
      return granted ? text(town_.post(role_, "/api/v1/contact/points", contact_point()), "id") : "1";
    if (o.path == "/api/v1/people/{id}/erase" && granted) return somebody();
    if (o.path == "/api/v1/people/{id}/password" && role_ != "auditor") {
      if (role_ == admin) return somebody();
      body = bj::object{{"password", std::string(Town::password)}, {"current", std::string(Town::password)}};
      return person();
    }
    // An auditor asks for somebody else: the own account is all that an auditor may change.
    if (o.path.starts_with("/api/v1/people/")) return role_ == admin || role_ == "auditor" ? town_.id("caller") : person();
    if (o.path.starts_with("/api/v1/sessions/")) return session();
    if (o.path.starts_with("/api/v1/alerts/")) return granted ? alert() : "1";
    if (o.path.starts_with("/api/v1/alert_sources/{id}/")) return alert_source();
    if (o.path.starts_with("/api/v1/silences/{id}/")) return granted ? silence() : "1";
    if (o.path.starts_with("/api/v1/alert_keys/"))
      return granted ? text(town_.post(founder, "/api/v1/alert_sources/" + alert_source() + "/keys", bj::object{}), "id") : "1";
    if (o.path.starts_with("/api/v1/me/")) return "1";
    if (o.path.starts_with("/api/v1/webhooks/")) return webhook();
    if (o.path.starts_with("/api/v1/views/")) return granted ? text(town_.post(role_, "/api/v1/views", view()), "id") : "1";
    if (o.path.starts_with("/api/v1/tokens/")) {
      const std::string whose = granted ? role_ : admin;
      return text(town_.post(whose, "/api/v1/tokens", {{"name", "a"}, {"scopes", bj::array{"everything"}}}), "id");
    }
    return catalogue_record(o, granted);
  }
  /// The newest session of the role itself.
  std::string session() {
    const std::string whose = role_ == nobody ? "caller" : role_;
    const auto sessions = bj::parse(town_.get(whose, "/api/v1/sessions").body);
    return text(sessions.at("items").as_array().front().as_object(), "id");
  }
  /// A file of the role's own, as far as the operation asks for it; a report needs a run that has ended.
  std::string file(const Operation& o) {
    const auto old = bj::parse(town_.get(role_, "/api/v1/imports").body);
    for (const auto& one : old.at("items").as_array()) (void)town_.send(role_, Verb::del, "/api/v1/imports/" + text(one.as_object(), "id"));
    const std::string id = text(town_.post(role_, "/api/v1/imports", {{"name", "a.csv"}}), "id"), path = "/api/v1/imports/" + id;
    if (o.path.ends_with("/content")) return id;
    (void)town_.send(role_, Verb::put, path + "/content?last=true", {std::string(table), "application/octet-stream", {}});
    if (!o.path.ends_with("/report.csv")) return id;
    town_.post(role_, path + "/start", {{"dry_run", true}, {"mapping", mapping()}});
    town_.house().step();
    return id;
  }
  static bj::object mapping() { return {{"source", "a"}, {"number", "n"}, {"fields", bj::object{{"title", "t"}, {"opened_at", "o"}}}}; }
  bj::object contact_point() {
    auto& held = records_["gateways"];
    if (held.empty()) held = town_.fresh("gateways");
    return {{"gateway", held}, {"target", "https://hooks.example.org/town"}};
  }
  std::string webhook() {
    auto& held = records_["webhooks"];
    if (!held.empty()) return held;
    held = town_.fresh("webhooks");
    town_.post(founder, "/api/v1/webhooks/" + held + "/secrets", bj::object{});
    return held;
  }
  std::string alert_source() {
    auto& held = records_["alert_sources"];
    return held.empty() ? held = town_.fresh("alert_sources") : held;
  }
  /// What somebody's monitoring sent.
  std::string alert() {
    const auto key = text(town_.post(founder, "/api/v1/alert_sources/" + alert_source() + "/keys", bj::object{}), "secret");
    (void)town_.send(founder, Verb::post, "/in/" + key + "/api/v2/alerts",
                     {R"([{"labels":{"alertname":"Down"},"endsAt":"9999-01-01T00:00:00Z"}])", "application/json", {}});
    const auto alerts = bj::parse(town_.get("incident_manager", "/api/v1/alerts").body);
    return text(alerts.at("items").as_array().front().as_object(), "id");
  }
  std::string silence() {
    return text(town_.post(founder, "/api/v1/silences",
                           {{"matchers", bj::array{"job=\"town\""}}, {"ends_at", "2099-01-01T00:00:00Z"}, {"comment", "moves"}}),
                "id");
  }
  static bj::object browser() {
    return {{"endpoint", "https://push.example.net/town"},
            {"p256dh", "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"},
            {"auth", "BTBZMqHH6r4Tts7J_aSIgg"}};
  }
  bj::object view() { return {{"name", town_.word("View ")}, {"filter", "open = true"}, {"sort", "urgency"}}; }
  std::string task_path() { return "/api/v1/incidents/" + text(incident(), "id") + "/tasks"; }
  std::string attachment() {
    const auto answer = town_.send("incident_manager", Verb::post,
                                   "/api/v1/incidents/" + text(incident(), "id") + "/attachments?name=a.txt&visibility=comment",
                                   {"plain words", "application/octet-stream", {}});
    return text(bj::parse(answer.body).as_object(), "id");
  }
  /// A mail of nobody who is known, set aside.
  std::string stranger_mail() {
    const auto answer = town_.send(founder, Verb::post, "/api/v1/incoming_mail",
                                   {"From: somebody@example.net\nSubject: " + town_.word("Mail ") + "\n\nhello", "message/rfc822", {}});
    while (town_.house().step() > 0) {}
    return text(bj::parse(answer.body).as_object(), "id");
  }
  /// The caller is told of an incident, and the message comes back.
  std::string failed_delivery() {
    (void)incident();
    std::string id;
    auto failed = [&](store::Tx& tx) -> Result<store::Outcome> {
      tx.db().query("SELECT MAX(id) FROM delivery", {}, [&](const store::Row& row) { id = std::to_string(row.integer(0)); });
      tx.db().execute("UPDATE delivery SET state = 'failed', ended_us = 1 WHERE id = $1", {store::Param(*parse_id(id))});
      return store::Outcome{};
    };
    EXPECT_TRUE(town_.house().writer().run(store::Lane::people, people::system_principal("test").actor(), failed));
    return id;
  }
  /// Each some days after the one before it.
  static bj::object days_away() {
    static int day = 0;
    day += 2;
    const Time from{1'800'000'000 * us_per_second + day * us_per_day};
    return {{"begins_at", format_rfc3339(from)}, {"ends_at", format_rfc3339(from + us_per_day)}};
  }
  /// One of the role itself, where the town knows the person by it (the word supplier stands for a record).
  std::string absence() {
    const std::string whose = role_ == nobody || role_ == "supplier" ? "caller" : role_;
    return text(town_.post(whose, "/api/v1/people/" + town_.id(whose) + "/absences", days_away()), "id");
  }
  /// The role itself, where the town knows the person by it (the word supplier stands for a record).
  std::string somebody_on_duty() const { return role_ == nobody || role_ == "supplier" ? town_.id("caller") : town_.id(role_); }
  /// One on which somebody is always on duty: the caller, or this person.
  std::string roster(const std::string& on_duty = {}) {
    const bj::object turn{{"people", bj::array{on_duty.empty() ? town_.id("caller") : on_duty}}};
    const bj::object line_up{{"from", "2026-01-05"}, {"turns", bj::array{turn}}};
    const bj::object layer{{"name", "Week"}, {"starts_on", "2026-01-05"}, {"line_ups", bj::array{line_up}}};
    return text(
        town_.post(founder, "/api/v1/rosters", {{"name", town_.word("Roster ")}, {"plan", bj::object{{"layers", bj::array{layer}}}}}),
        "id");
  }
  static bj::object coming() { return {{"begins_at", "2027-03-01T08:00:00Z"}, {"ends_at", "2027-03-01T20:00:00Z"}}; }
  bj::object override_by() {
    auto body = coming();
    body["person"] = somebody_on_duty();
    return body;
  }
  /// The role asks when it is to take its request back, and is asked when it is to answer.
  std::string cover_request(const Operation& o) {
    const bool asks = o.path.ends_with("/withdraw");
    auto body = coming();
    body["roster"] = roster(asks ? somebody_on_duty() : "");
    body["person"] = asks ? somebody_on_duty() : town_.id("caller");
    if (!asks) body["asked"] = somebody_on_duty();
    return text(town_.post(founder, "/api/v1/cover_requests", body), "id");
  }
  std::string somebody() {
    return text(town_.post(founder, "/api/v1/people", {{"name", town_.word("Somebody ")}, {"login", town_.word("somebody")}}), "id");
  }
  /// A record of its own where it will be gone afterwards; else one for all.
  std::string catalogue_record(const Operation& o, bool granted) {
    const std::string kind = o.path.substr(8, o.path.find('/', 8) - 8);
    if (o.verb == Verb::del && granted) return town_.fresh(kind);
    auto& held = records_[kind];
    if (held.empty()) held = town_.fresh(kind);
    return held;
  }

  void own_words(const Operation& o, bj::value& body) {
    if (o.path == "/api/v1/silences" || o.path == "/api/v1/silences/preview")
      if (!body.is_null()) body.as_object()["matchers"] = bj::array{"job=\"town\""};
    if (o.name() == "POST /api/v1/audit/verification") town_.wait_for_verification();
    if (o.name() == "POST /api/v1/session")
      body = bj::object{{"login", role_ == nobody ? "caller" : role_}, {"password", std::string(Town::password)}};
    if (o.name() == "POST /api/v1/session/second-factor") body = bj::object{{"password", std::string(Town::password)}};
    if (o.path.starts_with("/api/v1/views") && o.verb != Verb::get && o.verb != Verb::del) body = view();
    if (o.path.starts_with("/api/v1/imports/{id}/") && o.verb == Verb::post) body = bj::object{{"mapping", mapping()}};
    if (o.name() == "PATCH /api/v1/people/{id}") body = bj::object{{"phone", "+49 30 1"}};
    if (o.name() == "POST /api/v1/people/{id}/absences") body = days_away();
    if (o.name() == "POST /api/v1/rosters/{id}/overrides") body = override_by();
    if (o.name() == "POST /api/v1/rosters/{id}/members")
      body = bj::object{{"layer", "Week"}, {"person", somebody_on_duty()}, {"from", "2027-03-01"}, {"change", "join"}};
    if (o.name() == "POST /api/v1/rosters/import")
      body = bj::object{{"format", "pagerduty"}, {"file", R"({"schedules":[{"id":"1","name":"n","time_zone":"UTC"}]})"}, {"preview", true}};
    if (o.name() == "POST /api/v1/rosters/preview") body = bj::object{{"plan", bj::object{}}};
    if (o.name() == "POST /api/v1/cover_requests") {
      body = coming();
      body.as_object()["roster"] = roster(somebody_on_duty());
    }
    if (o.name() == "POST /api/v1/contact/points") body = contact_point();
    if (o.name() == "POST /api/v1/contact/browsers") body = browser();
    if (o.name() == "PATCH /api/v1/gateways/{id}") body = bj::object{{"per_minute", 7}};
    if (o.name() == "PATCH /api/v1/webhooks/{id}") body = bj::object{{"fields", bj::array{"number"}}};
    if (o.name() == "POST /api/v1/webhooks/{id}/replay") body = bj::object{{"after", "0"}};
    if (o.name() == "PUT /api/v1/contact/rules") body = bj::object{{"quiet_urgent", true}};
    if (o.name() == "POST /api/v1/on_call/feeds") body = bj::object{};
    if (o.path.starts_with("/api/v1/cover_requests/{id}/")) body = bj::object{{"answer", "well"}};
    if (o.name() == "POST /api/v1/escalation/foresight") body = bj::object{{"priority", 1}};
    if (o.name() == "POST /api/v1/tokens") body.as_object().erase("person");
    if (o.name() == "POST /api/v1/incidents/bulk")
      body = bj::object{{"ids", bj::array{text(incident(), "number")}}, {"command", "watch"}, {"body", bj::object{}}};
  }

  Town& town_;
  std::string role_;
  static std::map<std::string, std::string> records_;
};
std::map<std::string, std::string> Visitor::records_;

class Doors : public testing::TestWithParam<store::Engine> {
 protected:
  void SetUp() override {
    if (const auto reason = test::why_not(GetParam()); !reason.empty()) GTEST_SKIP() << reason;
    Visitor::forget_records();
    town_ = std::make_unique<Town>(GetParam());
  }
  Town& town() { return *town_; }

  /// What a role gives by itself. Everybody is a caller besides, but that gives something on the own records only, as the supplier's
  /// does on those of the own team and an organisation's administrator's on those of the organisation (strangers_test.cpp).
  bool by_standing(const std::string& role, const Operation& o) {
    auto who = town().principal(role);
    who.roles = {*record::from_name<people::Role>(role)};
    return role == "caller" || role == "supplier" || role == "organisation_administrator" || !people::may(who, o.permission);
  }

  void check_status(const std::string& role, const Operation& o, const http::Response& answer) {
    const int status = answer.status;
    EXPECT_LT(status, 500);
    EXPECT_TRUE(o.statuses.contains(status)) << "the document does not say so";
    if (o.permission.empty()) return;
    if (role == nobody) {
      EXPECT_EQ(status, 401);
      return;
    }
    EXPECT_NE(status, 401);
    const bool granted = people::may(town().principal(role), o.permission);
    if (!granted) {
      EXPECT_EQ(status, 403);
    } else if (!by_standing(role, o) && !o.permission.starts_with("self.") && !asks_for_more.contains(o.name())) {
      EXPECT_TRUE(o.success.contains(status));
    }
  }
  void check_body(const Operation& o, const http::Response& answer) {
    const bool good = answer.status < 300;
    const std::string type = good ? o.response_type : "application/problem+json";
    if (answer.status == 204 || (good && type.empty())) {
      EXPECT_TRUE(answer.body.empty());
      return;
    }
    if (type == "text/event-stream") return;
    const bool bytes = type == "application/octet-stream";  // a download has the type of its file
    EXPECT_TRUE(bytes || answer.content_type.starts_with(type)) << answer.content_type;
    if (bytes || type.find("json") == std::string::npos) return;
    const auto schema = good ? o.response : town().document().reference("Problem");
    EXPECT_EQ(town().document().mismatch(bj::parse(answer.body), schema), "");
  }

 private:
  std::unique_ptr<Town> town_;
};

TEST_P(Doors, every_operation_answers_every_role_as_the_table_of_permissions_says) {
  std::set<std::string> entered{founding};
  auto roles = Town::roles();
  roles.push_back(nobody);
  for (const Operation& o : town().document().operations())
    for (const std::string& role : roles) {
      const auto visit = Visitor(town(), role).visit(o);
      SCOPED_TRACE(role + ": " + std::string(http::name_of(o.verb)) + " " + visit.target + " " + visit.message.body.substr(0, 300));
      const auto before = town().changes();
      const auto answer = town().send(role, o.verb, visit.target, visit.message);
      SCOPED_TRACE(std::to_string(answer.status) + " " + answer.body.substr(0, 500));
      check_status(role, o, answer);
      check_body(o, answer);
      if (answer.status < 300) entered.insert(o.name());
      // Own tokens, password and session are the auditor's to change; nothing else is.
      const bool own = o.permission.starts_with("self.") || o.permission.empty();
      const bool may_change = answer.status < 400 && (role != "auditor" || own);
      EXPECT_TRUE(may_change || town().changes() == before) << "has changed something";
      const bool ends_sessions = o.verb == Verb::del && o.path.find("session") != std::string::npos;
      if (ends_sessions && role != nobody) town().sign_in(role);
      if (ends_sessions && role == "administrator") town().sign_in("caller");
    }
  for (const Operation& o : town().document().operations())
    EXPECT_TRUE(entered.contains(o.name()) || asks_for_more.contains(o.name()))
        << "nobody got through " << o.name() << ": the test must learn what it asks for";
}

TEST_P(Doors, no_route_is_open_or_hidden_but_those_that_are_meant_to_be) {
  std::set<std::string> documented;
  for (const Operation& o : town().document().operations()) documented.insert(o.name());
  for (const http::Route& route : town().house().routes()) {
    const std::string name = std::string(http::name_of(route.verb)) + " " + route.path;
    const bool meant = open_to_everybody.contains(name) || pages.contains(name);
    EXPECT_TRUE(documented.contains(name) || pages.contains(name) || route.path.starts_with(scim_path) || is_alert_door(route.path))
        << name << " stands in no document";
    EXPECT_TRUE(meant || is_alert_door(route.path) || !route.permission.empty()) << name << " is open to everybody";
    bool known = route.permission.empty();
    for (const auto& p : people::permissions()) known = known || p.name == route.permission;
    EXPECT_TRUE(known) << name << " asks for " << route.permission << ", which nobody can have";
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, Doors, testing::Values(store::Engine::sqlite, store::Engine::postgres), test::engine_name);

}  // namespace
}  // namespace evenkeel::doors
