// A small organisation with its register, for tests of incidents: people of every role, a catalogue, and the routes behind a
// guard that knows people by a word. Requests go in as values, answers come back; time moves when it is told to.
#pragma once
#include <boost/json.hpp>

#include "practice/contact/contact_store.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/incident/incidents.hpp"
#include "practice/people/absence_desk.hpp"
#include "practice/people/accounts.hpp"
#include "practice/people/name_book.hpp"
#include "practice/people/outside_group.hpp"
#include "practice/people/people_store.hpp"
#include "store/audit.hpp"
#include "support/answer.hpp"
#include "support/test_register.hpp"

namespace evenkeel::incident {

namespace bj = boost::json;

class House {
 public:
  explicit House(store::Database& database) : reg_(database, tables(database.engine())), book_(reg_.reg()), practice_(make()) {
    found();
    reg_.readers().read([&](store::Connection& db) { catalogue_.refresh(db); });
    provide_all_names();
    for (http::Route& route : incident_routes(practice_)) router_.add(std::move(route));
    router_.set_guard([this](const http::Route& route, http::Request& request) { return admit(route, request); });
    timers_ = store::make_timer_loop(reg_.reg(), timer_handlers(practice_.ground));
    search_ = store::make_follower(reg_.reg(), "search", search_follower());
    reg_.writer().start();
  }
  ~House() { reg_.writer().stop(); }

  /// By what the people and things below are called: "caller", "analyst", "network" ...
  Id operator[](const std::string& word) const { return ids_.at(word); }
  std::string id(const std::string& word) const { return to_string(ids_.at(word)); }
  Settings& settings() { return practice_.ground.settings; }
  SimWorld& world() { return reg_.world; }
  store::Register& reg() { return reg_.reg(); }
  Incidents& practice() { return practice_; }
  const people::Principal& principal(const std::string& word) const { return *principals_.at(word); }

  /// `as` names who asks; "" is nobody. A body that is no JSON object is sent as it is.
  http::Response send(const std::string& as, http::Verb verb, const std::string& path, const std::string& body = {},
                      std::vector<std::pair<std::string, std::string>> headers = {}) {
    http::Request request;
    request.verb = verb;
    test::set_target(request, path);
    request.body = body;
    request.headers = std::move(headers);
    request.headers.emplace_back("x-as", as);
    request.received = world().now();
    return test::answer_of(router_.handler(), std::move(request));
  }
  http::Response get(const std::string& as, const std::string& path) { return send(as, http::Verb::get, "/api/v1/" + path); }
  http::Response post(const std::string& as, const std::string& path, const std::string& body = "{}",
                      std::vector<std::pair<std::string, std::string>> headers = {}) {
    return send(as, http::Verb::post, "/api/v1/" + path, body, std::move(headers));
  }
  http::Response patch(const std::string& as, const std::string& path, const std::string& body, const std::string& if_match = "*") {
    return send(as, http::Verb::patch, "/api/v1/" + path, body, {{"if-match", if_match}});
  }
  /// Logs an incident and returns it; fails the test when it is refused.
  bj::object log(const std::string& as, const std::string& body) { return expect(201, post(as, "incidents", body)); }
  /// Gives a command and returns the incident.
  bj::object command(const std::string& as, const bj::object& incident, const std::string& name, const std::string& body = "{}") {
    return expect(200, post(as, "incidents/" + text(incident, "id") + "/" + name, body));
  }
  bj::object now(const std::string& as, const bj::object& incident) { return expect(200, get(as, "incidents/" + text(incident, "id"))); }

  static bj::object expect(int status, const http::Response& response) {
    EXPECT_EQ(response.status, status) << response.body;
    auto parsed = bj::parse(response.body);
    return parsed.is_object() ? parsed.get_object() : bj::object{};
  }
  static bj::array items(const http::Response& response) {
    const auto body = expect(200, response);
    return body.contains("items") ? body.at("items").get_array() : bj::array{};
  }
  static std::string text(const bj::object& o, std::string_view name) {
    const auto* v = o.if_contains(name);
    if (!v || v->is_null()) return {};
    return v->is_string() ? std::string(v->get_string().c_str()) : bj::serialize(*v);
  }
  static std::string code_of(const http::Response& response) {
    const auto parsed = bj::parse(response.body);
    const auto* errors = parsed.get_object().if_contains("errors");
    if (errors && !errors->get_array().empty()) return text(errors->get_array()[0].get_object(), "code");
    return text(parsed.get_object(), "code");
  }

  /// Moves time, fires what falls due on the way, and lets search follow.
  void advance(std::int64_t us) {
    const Time until = world().now() + us;
    settle();
    while (true) {
      const auto due = timers_->next_due();
      if (!due || *due > until) break;
      if (*due > world().now()) world().advance(*due - world().now());
      settle();
    }
    if (until > world().now()) world().advance(until - world().now());
    settle();
  }
  void settle() {
    while (timers_->step() > 0) {}
    while (search_->step() > 0) {}
  }
  /// "kind address" of every message, in order.
  std::vector<std::string> mails() {
    std::vector<std::string> found;
    reg_.readers().read([&](store::Connection& db) {
      db.query("SELECT m.kind, d.address FROM message m JOIN delivery d ON d.message_id = m.id ORDER BY m.id", {},
               [&](const store::Row& row) { found.push_back(std::string(row.text(0)) + " " + std::string(row.text(1))); });
    });
    return found;
  }
  /// Rows of the timer table as the rules would arm them, and the log proves itself.
  void expect_sound() {
    reg_.readers().read([&](store::Connection& db) {
      std::set<std::string> armed, due;
      db.query("SELECT subject_id, kind, due_us FROM timer", {}, [&](const store::Row& row) {
        armed.insert(std::to_string(row.integer(0)) + " " + std::string(row.text(1)) + " " + std::to_string(row.integer(2)));
      });
      collect<Incident>(db, due);
      collect<Task>(db, due);
      collect<Spread>(db, due);
      EXPECT_EQ(armed, due);
    });
  }

 private:
  template <class T>
  static void collect(store::Connection& db, std::set<std::string>& due) {
    std::vector<Id> ids;
    db.query("SELECT id FROM " + std::string(record::type_of<T>().table), {}, [&](const store::Row& row) { ids.push_back(row.id(0)); });
    for (Id id : ids)
      for (const Due& d : timers_for(*find<T>(db, id)))
        due.insert(std::to_string(id.v) + " " + std::string(d.kind) + " " + std::to_string(d.at.us));
  }

  static std::string tables(store::Engine engine) {
    std::string ddl = people::people_schema() + people::person_skill_schema() + people::sign_in_schema() + people::sign_on_schema() +
                      people::absence_schema() + people::external_schema() + people::outside_group_schema() + contact::contact_schema() +
                      contact::browser_schema(engine) + incident_schema() + incident_due_schema() + incident_escalated_schema() +
                      incident_waiting_schema() + incident_promise_schema();
    for (const auto* type : service::catalogue_types()) ddl += store::ddl_for(*type);
    return ddl;
  }
  Incidents make() {
    auto kinds = [](std::string_view kind) -> const record::RecordType* {
      if (kind == "person") return &record::type_of<people::Person>();
      if (kind == "incident") return &record::type_of<Incident>();
      for (const auto* type : service::catalogue_types())
        if (type->kind == kind) return type;
      return nullptr;
    };
    const Settings settings{.confirmation_us = 5 * us_per_day,
                            .comments_reach_children = true,
                            .resolution_reaches_children = true,
                            .undo_us = 10 * us_per_second,
                            .attachment_most = 25 * 1'024 * 1'024};
    return {reg_.reg(), {catalogue_, names_, settings}, kinds, {}};
  }

  template <class T>
  void add(store::Tx& tx, const std::string& word, T object) {
    object.id = tx.new_id();
    tx.insert(object, {.kind = "test.founded", .root = object.id});
    ids_[word] = object.id;
  }
  void person(store::Tx& tx, const std::string& word, std::vector<std::string> roles, std::vector<Id> teams, bool mail = true) {
    people::Person p;
    p.name = "The " + word;
    p.login = word;
    p.mail = mail ? word + "@example.org" : "";
    p.roles = std::move(roles);
    p.teams = std::move(teams);
    p.organisation = ids_["dock"];
    p.manager = word == "boss" ? Id{} : ids_["boss"];
    add(tx, word, p);
    p.id = ids_[word];
    principals_[word] = std::make_shared<const people::Principal>(people::principal_of(p));
  }
  void found() {
    bool done = false;
    store::Command command;
    command.run = [this](store::Tx& tx) -> Result<store::Outcome> {
      ids_.clear();
      add(tx, "dock", service::Organisation{.name = "Dock"});
      add(tx, "desk", service::Team{.name = "Service desk", .mail = "desk@example.org", .line = 1});
      person(tx, "boss", {"incident_manager"}, {ids_["desk"]});
      add(tx, "specialists", service::Team{.name = "Specialists", .line = 3});
      add(tx, "network",
          service::Team{.name = "Network", .mail = "network@example.org", .line = 2, .manager = ids_["boss"], .next = ids_["specialists"]});
      add(tx, "guards", service::Team{.name = "Guards", .line = 2, .security = true});
      add(tx, "vendor", service::Team{.name = "Vendor", .line = 3});
      person(tx, "caller", {}, {});
      person(tx, "stranger", {}, {}, false);
      person(tx, "analyst", {"analyst"}, {ids_["desk"]});
      person(tx, "colleague", {"analyst"}, {ids_["desk"]});
      person(tx, "technician", {"technician"}, {ids_["network"]});
      person(tx, "guard", {"technician"}, {ids_["guards"]});
      person(tx, "auditor", {"auditor"}, {});
      person(tx, "administrator", {"administrator"}, {});
      person(tx, "supplier", {"supplier"}, {ids_["vendor"]});
      person(tx, "contractor", {"supplier", "caller"}, {ids_["vendor"]});
      add(tx, "wan", service::Service{.name = "WAN", .team = ids_["network"], .criticality = service::Criticality::vital});
      add(tx, "mail", service::Service{.name = "Mail", .criticality = service::Criticality::low});
      add(tx, "router", service::Ci{.name = "router-7", .kind = "router", .service = ids_["wan"]});
      add(tx, "hardware", service::Category{.name = "Hardware"});
      add(tx, "printer", service::Category{.name = "Printer", .parent = ids_["hardware"]});
      add(tx, "software", service::Category{.name = "Software"});
      add(tx, "breach", service::Category{.name = "Breach", .team = ids_["guards"], .security = true});
      add(tx, "fixed", service::ResolutionCode{.name = "Fixed"});
      add(tx, "detour", service::ResolutionCode{.name = "Workaround", .workaround = true});
      add(tx, "floor",
          service::CustomField{.name = "floor", .label = "Floor", .type = service::CustomType::integer, .caller_visible = true});
      add(tx, "secret", service::CustomField{.name = "secret", .label = "Secret"});
      add(tx, "kit", service::IncidentTemplate{.name = "Kit", .preset = {R"({"title":"Kit broken","urgency":"high"})"}});
      return store::Outcome{};
    };
    command.actor = people::system_principal("test").actor();
    command.done = [&](const Result<store::Outcome>& outcome) { done = static_cast<bool>(outcome); };
    reg_.writer().submit(std::move(command));
    reg_.writer().step();
    if (!done) ADD_FAILURE() << "the organisation could not be founded";
  }
  void provide_all_names() {
    provide_names(names_, reg_.reg());
    names_.provide("person",
                   [this](const api::Names::Question& asked, api::Names::Found& found) { book_.find(asked.db, asked.ids, found); });
    for (const auto* type : service::catalogue_types())
      names_.provide(std::string(type->kind), [this](const api::Names::Question& asked, api::Names::Found& found) {
        for (Id id : asked.ids)
          if (const auto* r = catalogue_.now()->find(asked.kind, id)) found.emplace(id, std::get<std::string>((*r)["name"]));
      });
  }

  std::optional<http::Response> admit(const http::Route& route, http::Request& request) {
    const std::string as(request.header("x-as"));
    if (as.empty()) return http::problem(error(Fault::unauthenticated, "session.none", "sign in"));
    const auto who = principals_.at(as);
    if (!people::may(*who, route.permission)) return http::problem(api::denied(route.permission));
    api::set_principal(request, who);
    return std::nullopt;
  }

  test::TestRegister reg_;
  service::Catalogue catalogue_;
  api::Names names_;
  people::NameBook book_;
  std::map<std::string, Id> ids_;
  std::map<std::string, std::shared_ptr<const people::Principal>> principals_;
  Incidents practice_;
  http::Router router_;
  std::unique_ptr<store::TimerLoop> timers_;
  std::unique_ptr<store::Follower> search_;
};

/// A test on both databases with a house of its own.
class InHouse : public test::OnBothDatabases {
 protected:
  void SetUp() override {
    OnBothDatabases::SetUp();
    if (!IsSkipped()) house_ = std::make_unique<House>(db());
  }
  void TearDown() override {
    if (house_) house_->expect_sound();
  }
  House& h() { return *house_; }
  static std::string text(const bj::object& o, std::string_view name) { return House::text(o, name); }
  static std::string code_of(const http::Response& r) { return House::code_of(r); }
  /// The body that resolves.
  std::string resolution(const std::string& category = "hardware") {
    return R"({"resolution_code":")" + h().id("fixed") + R"(","resolution_notes":"restarted it","closing_category":")" + h().id(category) +
           "\"}";
  }

 private:
  std::unique_ptr<House> house_;
};

}  // namespace evenkeel::incident
