#include "practice/chat/chat_routes.hpp"

#include <fmt/format.h>

#include "practice/chat/chat_desk.hpp"
#include "practice/chat/following.hpp"
#include "practice/contact/contact_store.hpp"
#include "practice/people/one_time.hpp"
#include "practice/service/chat.hpp"

namespace evenkeel::chat {
namespace {

using http::Request;
using http::Response;
using http::Verb;
using service::ChatWorkspace;
using store::Connection;
using store::Tx;

std::string quoted(std::string_view text) {
  std::string out;
  record::append_json_string(out, text);
  return out;
}

/// A session's own: what a token made could tie somebody else's account for as long as it likes.
Status by_session(const people::Principal& who) {
  if (who.token || !who.person) return error(Fault::forbidden, "chat.from_token", "Sign in: a token ties no accounts.");
  return Done{};
}

Result<Response> list(const ChatRouteParts& parts, Connection& db, Request& request) {
  const auto catalogue = parts.catalogue.now();
  std::string accounts, workspaces;
  for (const ChatAccount& one : accounts_of(db, api::principal_of(request).person)) {
    const auto* workspace = catalogue->get<ChatWorkspace>(one.workspace);
    accounts +=
        fmt::format(R"({}{{"id":"{}","workspace":{},"account":{},"linked_at":"{}"}})", accounts.empty() ? "" : ",", to_string(one.id),
                    quoted(workspace ? workspace->name : ""), quoted(one.account), format_rfc3339(one.linked_at));
  }
  for (const ChatWorkspace* one : catalogue->active<ChatWorkspace>())
    if (!one->request_secret.empty()) workspaces += (workspaces.empty() ? "" : ",") + quoted(one->name);
  return http::json(fmt::format(R"({{"items":[{}],"workspaces":[{}]}})", accounts, workspaces));
}

Result<api::Job> make_code(const ChatRouteParts& parts, Request& request) {
  const auto& who = api::principal_of(request);
  CHECK_OK(by_session(who));
  std::string bytes(people::recovery_code_bytes, '\0');
  parts.reg.world.random(bytes.data(), bytes.size());
  const auto code = std::make_shared<const std::string>(people::readable_code(bytes));
  const auto ends = std::make_shared<Time>();
  api::Job job;
  job.idempotency_key = http::IdempotencyKey::ignored;
  job.work = [person = who.person, code, ends](Tx& tx) -> Result<store::Outcome> {
    keep_code(tx, person, *code);
    *ends = tx.now() + code_life_us;
    return store::Outcome{"person", person, 0, 201};
  };
  job.present = [code, ends](const store::Outcome&) {
    auto response = http::json(fmt::format(R"({{"code":"{}","ends_at":"{}"}})", *code, format_rfc3339(*ends)), 201);
    response.set("Cache-Control", "no-store");
    return response;
  };
  return job;
}

Result<api::Job> end_link(Request& request) {
  TRY(const Id id, api::path_id(request, "chat_account"));
  api::Job job;
  job.work = [id, person = api::principal_of(request).person](Tx& tx) -> Result<store::Outcome> {
    CHECK_OK(unlink(tx, person, id));
    return store::Outcome{"chat_account", id, 0, 204};
  };
  job.present = [](const store::Outcome&) { return http::json("", 204); };
  return job;
}

std::string last_json(Connection& db, Id channel) {
  const auto last = contact::last_outcome(db, channel);
  if (last.state.empty()) return R"({"last":null})";
  return fmt::format(R"({{"last":{{"state":"{}","reason":{},"at":{}}}}})", last.state, last.reason.empty() ? "null" : quoted(last.reason),
                     last.at ? '"' + format_rfc3339(last.at) + '"' : "null");
}

Result<Response> tested(const ChatRouteParts& parts, Connection& db, Request& request) {
  TRY(const Id id, api::path_id(request, "chat_channel"));
  if (!parts.catalogue.now()->get<service::ChatChannel>(id)) return api::missing("chat_channel");
  return http::json(last_json(db, id));
}

Result<api::Job> test(const ChatRouteParts& parts, Request& request) {
  TRY(const Id id, api::path_id(request, "chat_channel"));
  api::Job job;
  job.work = [&catalogue = parts.catalogue, id](Tx& tx) -> Result<store::Outcome> {
    CHECK_OK(send_test(tx, *catalogue.now(), id));
    return store::Outcome{"chat_channel", id, 0, 202};
  };
  job.present = [](const store::Outcome&) { return http::json(R"({"last":{"state":"waiting","reason":null,"at":null}})", 202); };
  return job;
}

}  // namespace

std::vector<http::Route> chat_routes(const ChatRouteParts& parts) {
  const std::string tag = "Chats", test_path = "/api/v1/chat_channels/{id}/test";
  std::vector<http::Route> routes;
  routes.push_back(api::route(Verb::get, "/api/v1/me/chat_accounts", "One's own accounts in chats", "self.contact", tag,
                              {"", "chat_account_list"},
                              api::reading(parts.reg, [parts](Connection& db, Request& r) { return list(parts, db, r); })));
  routes.push_back(api::route(Verb::post, "/api/v1/me/chat_code", "A code that ties an account in a chat to oneself", "self.contact", tag,
                              {"", "chat_code", 201}, api::writing(parts.reg, [parts](Request& r) { return make_code(parts, r); })));
  routes.back().description =
      "Written in the chat as `/incident link CODE`, once and within ten minutes. A new code ends the one before. 403 `chat.from_token` "
      "for "
      "API tokens.";
  routes.back().also = {403};
  routes.push_back(api::route(Verb::del, "/api/v1/me/chat_accounts/{id}", "End the tie of an account in a chat", "self.contact", tag,
                              {"", "", 204}, api::writing(parts.reg, [](Request& r) { return end_link(r); })));
  routes.push_back(api::route(Verb::post, test_path, "Send a test message to a channel of a chat", "operation.edit", tag,
                              {"", "GatewayTested", 202}, api::writing(parts.reg, [parts](Request& r) { return test(parts, r); })));
  routes.push_back(api::route(Verb::get, test_path, "What became of the newest message to a channel", "operation.read", tag,
                              {"", "GatewayTested"},
                              api::reading(parts.reg, [parts](Connection& db, Request& r) { return tested(parts, db, r); })));
  return routes;
}

std::map<std::string, std::string> chat_schemas() {
  return {{"chat_account_list",
           R"({"type":"object","required":["items","workspaces"],"properties":{"items":{"type":"array","items":{"type":"object",)"
           R"("required":["id","workspace","account","linked_at"],"properties":{"id":{"type":"string"},"workspace":{"type":"string"},)"
           R"("account":{"type":"string"},"linked_at":{"type":"string","format":"date-time"}}}},"workspaces":{"type":"array",)"
           R"("items":{"type":"string"},"description":"Names of those that take commands."}}})"},
          {"chat_code", R"({"type":"object","required":["code","ends_at"],"properties":{"code":{"type":"string"},)"
                        R"("ends_at":{"type":"string","format":"date-time"}}})"}};
}

}  // namespace evenkeel::chat
