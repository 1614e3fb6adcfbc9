#include "scenario/office.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <stdexcept>

#include "base/text.hpp"

namespace evenkeel::scenario {
namespace json = boost::json;

namespace {

std::string with_blanks(std::string_view text) {
  std::string out(text);
  for (std::size_t at = out.find("%20"); at != std::string::npos; at = out.find("%20", at)) out.replace(at, 3, " ");
  return out;
}

}  // namespace

std::string Answered::operator[](std::string_view name) const {
  const auto* found = body.is_object() ? body.get_object().if_contains(name) : nullptr;
  if (!found || found->is_null()) return {};
  return found->is_string() ? std::string(found->get_string().c_str()) : json::serialize(*found);
}

Office::Office(Stage& stage) : stage_(stage) {
  http::Request setup;
  setup.verb = http::Verb::post;
  setup.path = "/api/v1/setup";
  setup.headers = {{"content-type", "application/json"}};
  setup.body = fmt::format(
      R"({{"code":"{}","organisation":"Example","name":"Administrator","login":"admin","mail":"admin@example.org","password":"{}"}})",
      stage.house().setup_code(), "correct horse battery staple");
  const auto answer = stage.send(std::move(setup), {});
  if (answer.status != 201) throw std::runtime_error("setup was refused: " + answer.body);
  Stage::Client client;
  for (const auto& [name, value] : answer.headers) {
    if (!equal_ascii_nocase(name, "set-cookie")) continue;
    const auto cookie = value.substr(value.find('=') + 1, value.find(';') - value.find('=') - 1);
    (value.starts_with("evenkeel_session=") ? client.session : client.csrf) = cookie;
  }
  http::Request token;
  token.verb = http::Verb::post;
  token.path = "/api/v1/tokens";
  token.headers = {{"content-type", "application/json"}};
  token.body = R"({"name":"test","scopes":["everything"]})";
  const auto made = stage.send(std::move(token), client);
  if (made.status != 201) throw std::runtime_error("no token: " + made.body);
  tokens_["admin"] = json::parse(made.body).at("token").as_string().c_str();
  ids_["admin"] = json::parse(made.body).at("person").as_string().c_str();
  admin_ = client;
}

std::string Office::add(const std::string& who, const std::string& roles, const std::string& extra) {
  std::string list;
  for (auto role : split(roles, ','))
    if (!role.empty()) list += fmt::format("{}\"{}\"", list.empty() ? "" : ",", role);
  const auto mail = extra.find("\"mail\"") == std::string::npos ? fmt::format(R"(,"mail":"{}@example.org")", who) : "";
  const auto name = extra.find("\"name\"") == std::string::npos ? fmt::format(R"("name":"{}",)", who) : "";
  const auto person = must("admin", "/api/v1/people",
                           fmt::format(R"({{{}"login":"{}","roles":[{}]{}{}}})", name, who, list, mail, extra.empty() ? "" : "," + extra));
  ids_[who] = person["id"];
  http::Request token;
  token.verb = http::Verb::post;
  token.path = "/api/v1/tokens";
  token.headers = {{"content-type", "application/json"}};
  token.body = fmt::format(R"({{"name":"test","scopes":["everything"],"person":"{}"}})", person["id"]);
  const auto made = stage_.send(std::move(token), admin_);
  if (made.status != 201) throw std::runtime_error("no token for " + who + ": " + made.body);
  tokens_[who] = json::parse(made.body).at("token").as_string().c_str();
  return person["id"];
}

Answered Office::ask(const std::string& who, http::Verb verb, const std::string& target, const std::string& body,
                     std::vector<std::pair<std::string, std::string>> headers) {
  http::Request request;
  request.verb = verb;
  const auto question = target.find('?');
  request.path = target.substr(0, question);
  if (question != std::string::npos)
    for (auto part : split(std::string_view(target).substr(question + 1), '&'))
      request.query.emplace_back(part.substr(0, part.find('=')), with_blanks(part.substr(std::min(part.find('=') + 1, part.size()))));
  request.headers = std::move(headers);
  const bool typed = std::any_of(request.headers.begin(), request.headers.end(), [](const auto& h) { return h.first == "content-type"; });
  if (!typed) request.headers.emplace_back("content-type", "application/json");
  request.body = body;
  Stage::Client client;
  if (!who.empty()) client.bearer = tokens_.at(who);
  const auto response = stage_.send(std::move(request), client);
  Answered answered;
  answered.status = response.status;
  answered.text = response.shared_body ? *response.shared_body : response.body;
  json::error_code ec;
  answered.body = json::parse(answered.text, ec);
  return answered;
}

Answered Office::must(const std::string& who, const std::string& target, const std::string& body) {
  auto answered = post(who, target, body);
  if (answered.status >= 300)
    throw std::runtime_error(fmt::format("{} {} was answered {} {}", target, body, answered.status, answered.text));
  return answered;
}

}  // namespace evenkeel::scenario
