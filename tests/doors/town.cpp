#include "doors/town.hpp"

#include <fmt/format.h>

#include <future>
#include <thread>

#include "base/text.hpp"
#include "store/register.hpp"

namespace evenkeel::doors {
namespace {

constexpr Time monday{1'772'438'400 * us_per_second};
/// Between two requests: far below the budget of requests a minute.
constexpr std::int64_t pause_us = 20 * us_per_ms;

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      out += from_hex(text.substr(i + 1, 2));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

const std::map<std::string, std::string>& paths_of_kinds() {
  static const std::map<std::string, std::string> paths{{"alert_source", "alert_sources"},
                                                        {"calendar", "calendars"},
                                                        {"category", "categories"},
                                                        {"chat_workspace", "chat_workspaces"},
                                                        {"ci", "cis"},
                                                        {"critical_period", "critical_periods"},
                                                        {"hold_reason", "hold_reasons"},
                                                        {"location", "locations"},
                                                        {"organisation", "organisations"},
                                                        {"service", "services"},
                                                        {"supplier", "suppliers"},
                                                        {"team", "teams"}};
  return paths;
}

}  // namespace

std::string text(const bj::object& object, std::string_view member) {
  const auto* v = object.if_contains(member);
  if (!v || v->is_null()) return {};
  return v->is_string() ? std::string(v->get_string().c_str()) : bj::serialize(*v);
}

std::string encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' || c == '-' || c == ',';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

const std::vector<std::string>& Town::roles() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> names;
    for (std::string_view name : record::enum_names<people::Role>) names.emplace_back(name);
    return names;
  }();
  return all;
}

Town::Town(store::Engine engine) : stage_(engine, monday), document_(stage_.house().openapi()) {
  const auto code = stage_.house().setup_code();
  const auto set_up = send(nobody, http::Verb::post, "/api/v1/setup",
                           {bj::serialize(bj::object{{"code", code},
                                                     {"organisation", "Harbour"},
                                                     {"name", "The founder"},
                                                     {"login", founder},
                                                     {"mail", "founder@example.org"},
                                                     {"password", std::string(password)}})});
  if (set_up.status != 201) throw std::runtime_error("the town could not be founded: " + set_up.body);
  keep_cookies(founder, set_up);
  ids_[founder] = text(bj::parse(set_up.body).at("person").as_object(), "id");

  auto team = [&](const std::string& word, bj::object body) {
    body["name"] = "Team " + word;
    ids_[word] = text(post(founder, "/api/v1/teams", body), "id");
  };
  team("desk", {{"line", 1}});
  team("network", {{"line", 2}});
  team("security", {{"line", 2}, {"security", true}});
  team("vendor", {{"line", 3}});
  for (const std::string& role : roles()) {
    bj::array teams;
    if (role == "analyst" || role == "incident_manager") teams = {ids_["desk"]};
    if (role == "technician") teams = {ids_["network"]};
    if (role == "supplier") teams = {ids_["vendor"]};
    add_person(role, role == "caller" ? bj::array{} : bj::array{role}, teams);
  }
  for (const std::string kind : {"category", "ci", "service", "organisation", "location", "supplier", "hold_reason"})
    ids_[kind] = fresh(kind);
  ids_["resolution_code"] = text(post(founder, "/api/v1/resolution_codes", {{"name", "Fixed"}}), "id");
}

void Town::add_person(const std::string& word, const bj::array& roles, const bj::array& teams) {
  const bj::object body{{"name", "The " + word}, {"login", word}, {"mail", word + "@example.org"}, {"roles", roles}, {"teams", teams}};
  ids_[word] = text(post(founder, "/api/v1/people", body), "id");
  must(founder, http::Verb::post, "/api/v1/people/" + ids_[word] + "/password", {{"password", std::string(password)}});
  sign_in(word);
}

void Town::sign_in(const std::string& word) {
  clients_[word] = {};
  const auto answer =
      send(word, http::Verb::post, "/api/v1/session", {bj::serialize(bj::object{{"login", word}, {"password", std::string(password)}})});
  if (answer.status != 200) throw std::runtime_error(word + " cannot sign in: " + answer.body);
}

void Town::keep_cookies(const std::string& who, const http::Response& answer) {
  for (const auto& [name, value] : answer.headers) {
    if (name != "Set-Cookie") continue;
    const auto equal = value.find('=');
    const auto cookie = value.substr(equal + 1, value.find(';') - equal - 1);
    if (value.starts_with("evenkeel_session=")) clients_[who].session = cookie;
    if (value.starts_with("evenkeel_csrf=")) clients_[who].csrf = cookie;
  }
}

http::Request Town::request(http::Verb verb, const std::string& target, Message message) {
  http::Request r;
  r.verb = verb;
  const auto question = target.find('?');
  r.path = target.substr(0, question);
  if (question != std::string::npos)
    for (auto part : split(std::string_view(target).substr(question + 1), '&')) {
      const auto equal = std::min(part.find('='), part.size());
      r.query.emplace_back(part.substr(0, equal), decoded(part.substr(std::min(equal + 1, part.size()))));
    }
  r.headers = std::move(message.headers);
  r.headers.emplace_back("content-type", message.content_type);
  r.body = std::move(message.body);
  return r;
}

http::Response Town::send(const std::string& as, http::Verb verb, const std::string& target, Message message) {
  stage_.world.advance(pause_us);
  auto answer = stage_.send(request(verb, target, std::move(message)), as == nobody ? scenario::Stage::Client{} : clients_[as]);
  if (as != nobody) keep_cookies(as, answer);
  if (answer.shared_body) answer.body = *answer.shared_body;
  return answer;
}

bj::object Town::must(const std::string& as, http::Verb verb, const std::string& target, const bj::value& body) {
  const auto answer = send(as, verb, target, {bj::serialize(body), "application/json", {{"if-match", "*"}}});
  if (answer.status >= 300)
    throw std::runtime_error(fmt::format("{} {} {} {} was answered {} {}", as, http::name_of(verb), target, bj::serialize(body),
                                         answer.status, answer.body.substr(0, 600)));
  return answer.body.empty() ? bj::object{} : bj::parse(answer.body).as_object();
}

std::string Town::events(const std::string& as) {
  auto r = request(http::Verb::get, "/api/v1/events", {});
  const auto& client = clients_[as];
  r.headers.emplace_back("cookie", "evenkeel_session=" + client.session);
  r.received = stage_.world.now();
  r.client_address = "127.0.0.1";
  std::promise<http::Answer> answered;
  house().handle(std::move(r), [&](http::Answer answer) { answered.set_value(std::move(answer)); });
  auto answer = answered.get_future().get();
  if (!answer.stream) throw std::runtime_error("no stream: " + answer.response.body);
  const auto told = answer.stream->next(0);
  return told ? told->first : "";
}

std::string Town::fresh(const std::string& kind) {
  const auto path = paths_of_kinds().find(kind);
  const std::string target = "/api/v1/" + (path == paths_of_kinds().end() ? kind : path->second);
  return text(post(founder, target, sample(document_.operation("POST " + target))), "id");
}

std::optional<bj::value> Town::known(const std::string& member, const std::string& refers_to) {
  if (member == "other" && refers_to == "ci") return json_text(fresh("ci"));
  if (refers_to == "person") return json_text(ids_.at("caller"));
  if (refers_to == "team") return json_text(ids_.at("desk"));
  if (!refers_to.empty()) {
    const auto at = ids_.find(refers_to);
    return json_text(at != ids_.end() ? at->second : fresh(refers_to));
  }
  if (member == "name") return json_text(word("thing"));
  if (member == "kind") return "supplier";
  if (member == "gateway") return json_text(ids_.contains("gateway") ? ids_["gateway"] : ids_["gateway"] = fresh("gateways"));
  if (member == "channel") return "C017";
  if (member == "url") return "https://chat.example.org";
  if (member == "target") return "https://hooks.example.org/town";
  if (member == "login") return json_text(word("login"));
  if (member == "zone") return "Europe/Berlin";
  if (member == "hours") return "Mon-Fri 08:00-17:00";
  if (member == "exceptions") return "2026-12-25 closed";
  if (member == "goals") return "restoration 4h";
  if (member == "steps") return "after 15m tell team";
  if (member == "deeds") return "add tag slow";
  if (member == "message") return "incident.logged";
  if (member == "recurrence") return "once";
  if (member == "starts_at" || member == "at") return "2026-05-01T08:00:00Z";
  if (member == "ends_at") return "2026-05-01T10:00:00Z";
  if (member == "impacts" || member == "urgencies") return bj::array{"high", "low"};
  if (member == "cells") return "1,2;2,3";
  if (member == "preset") return bj::object{{"title", "Printer broken"}};
  if (member == "scopes") return bj::array{"everything"};
  if (member == "team") return json_text(ids_.at("network"));
  if (member == "category" || member == "closing_category") return json_text(ids_.at("category"));
  if (member == "resolution_code") return json_text(ids_.at("resolution_code"));
  return std::nullopt;
}

bj::value Town::sample(const Operation& operation) {
  auto body =
      document_.sample(operation.request, [this](const std::string& member, const std::string& kind) { return known(member, kind); });
  // One matrix is active: a second one would end the first.
  if (operation.name() == "POST /api/v1/priority_matrices") body.as_object()["active"] = false;
  // The same of the words for one message.
  if (operation.name() == "POST /api/v1/message_texts") body.as_object()["active"] = false;
  // A rule would act on what the others do.
  if (operation.name() == "POST /api/v1/automation_rules") body.as_object()["active"] = false;
  if (operation.name() == "POST /api/v1/automation_rules/preview") body = bj::object{{"name", word("rule")}, {"deeds", "add tag slow"}};
  if (operation.name() == "POST /api/v1/gateways") {
    body.as_object()["kind"] = "slack";
    body.as_object()["begins_with"] = "https://hooks.example.org/";
  }
  if (operation.name() == "POST /api/v1/maintenance_windows") {
    body.as_object()["services"] = bj::array{json_text(ids_.at("service"))};
    body.as_object()["hours"] = "Sun 02:00-04:00";
  }
  if (operation.name() == "POST /api/v1/inhibition_rules") {
    body.as_object()["source_matchers"] = "alertname=NodeDown";
    body.as_object()["target_matchers"] = "severity=warning";
  }
  if (operation.name() == "POST /api/v1/heartbeats") {
    body.as_object()["every"] = "1h";
    body.as_object()["grace"] = "5m";
  }
  if (operation.name() == "POST /api/v1/checks") {
    body.as_object()["address"] = "https://shop.example.org/health";
    body.as_object()["every"] = "1m";
  }
  if (operation.name() == "POST /api/v1/webhooks") body = bj::object{{"name", word("hook")}, {"url", "https://hooks.example.org/town"}};
  return body;
}

people::Principal Town::principal(const std::string& role) const {
  people::Principal who;
  who.person = *parse_id(ids_.at(role));
  who.roles = people::roles_of({role});
  return who;
}

void Town::wait_for_verification() {
  for (int i = 0; i < 2'000 && get(founder, "/api/v1/audit/verification").body.find("\"running\"") != std::string::npos; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

std::int64_t Town::changes() {
  std::int64_t n = 0;
  house().reg().readers.read([&](store::Connection& db) {
    db.query("SELECT n FROM counter WHERE name = 'change'", {}, [&](const store::Row& row) { n = row.integer(0); });
  });
  return n;
}

}  // namespace evenkeel::doors
