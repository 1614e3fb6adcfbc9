#include "connect/chat/doors.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "connect/chat/requests.hpp"
#include "practice/chat/following.hpp"
#include "practice/people/mail_links.hpp"
#include "practice/service/chat.hpp"

namespace evenkeel::chat {
namespace {

using http::Done;
using http::Request;
using http::Response;
using http::Verb;
using service::ChatKind;
using service::ChatWorkspace;

constexpr std::size_t body_most = 64 * 1'024;  // a payload of Slack holds the message that the button is below
constexpr std::size_t account_most = 120;
constexpr std::int64_t timeless_remembered_us = 365 * us_per_day;  // of servers that make other triggers
constexpr std::string_view purpose = "chat button";

Response refused() {
  return http::problem(error(Fault::unauthenticated, "chat.not_proven", "This does not prove that it comes from the chat's workspace."));
}

std::string key_of(Id workspace, std::string_view trigger, std::string_view body) {
  return to_hex(sha256(to_string(workspace) + '\n' + std::string(trigger.empty() ? body : trigger)));
}

struct Button {
  Id incident;
  Command command;
};
std::optional<Button> button_of(std::string_view name, Id incident) {
  const std::string number = to_string(incident);
  if (name == button_acknowledge) return Button{incident, {Word::acknowledge, number, {}, true}};
  if (name == button_take) return Button{incident, {Word::assign, number, "me", true}};
  return std::nullopt;
}

class Doors {
 public:
  explicit Doors(DoorParts parts) : parts_(std::move(parts)) {}

  std::vector<http::Route> make() {
    const std::string path = "/api/v1/chat/{workspace}";
    add(path + "/command", "Take a slash command of Slack or Mattermost", &Doors::command);
    routes_.back().description =
        "Answered for the eyes of who asked alone. Slack proves itself by the signature of its app (`X-Slack-Signature`), Mattermost by "
        "the "
        "token of the command. The same request twice does nothing the second time.";
    add(path + "/action", "Take a pressed button of Slack or Mattermost", &Doors::action);
    routes_.back().description = "Slack's `url_verification` is answered here, too.";
    return std::move(routes_);
  }

 private:
  void add(std::string path, std::string summary, void (Doors::*handle)(const Request&, const Done&)) {
    http::Route route;
    route.verb = Verb::post;
    route.path = std::move(path);
    route.summary = std::move(summary);
    route.tag = "Chats";
    route.body_most = body_most;
    route.also = {401};
    route.handle = [this, handle](const Request& request, const Done& done) { (this->*handle)(request, done); };
    routes_.push_back(std::move(route));
  }

  std::optional<ChatWorkspace> workspace_of(const Request& request) const {
    const auto id = parse_id(request.capture("workspace"));
    const auto catalogue = parts_.catalogue.now();
    const auto* found = id ? catalogue->get<ChatWorkspace>(*id) : nullptr;
    return found && found->active && !found->request_secret.empty() ? std::optional(*found) : std::nullopt;
  }
  bool from_slack(const ChatWorkspace& workspace, const Request& request) const {
    return workspace.kind == ChatKind::slack &&
           proves_slack(parts_.secret(workspace.request_secret), request.header("x-slack-request-timestamp"),
                        request.header("x-slack-signature"), request.body, parts_.reg.world.now());
  }

  void command(const Request& request, const Done& done) {
    const auto workspace = workspace_of(request);
    if (!workspace) return done(refused());
    const auto form = form_of(request.body);
    const auto token = form.find("token");
    const bool slack = workspace->kind == ChatKind::slack;
    const bool proven = slack ? from_slack(*workspace, request)
                              : proves_mattermost(parts_.secret(workspace->request_secret), token == form.end() ? "" : token->second,
                                                  request.header("authorization"));
    if (!proven) return done(refused());
    if (form.contains("ssl_check")) return done(http::json("{}"));
    const SlashCommand said = slack ? slack_command(form) : mattermost_command(form);
    if (said.account.empty() || said.account.size() > account_most || said.account.ends_with(':')) return done(refused());
    const auto remember_us = slack ? requests_remembered_us : remembered(said.trigger);
    if (!remember_us) return done(refused());
    Asked asked{workspace->id, said.account, key_of(workspace->id, said.trigger, request.body), *remember_us, read_command(said.text)};
    give(request, std::move(asked), done, [slack](const std::string& text) { return http::json(ephemeral_json(text, slack)); });
  }

  void action(const Request& request, const Done& done) {
    const auto workspace = workspace_of(request);
    if (!workspace) return done(refused());
    const bool slack = workspace->kind == ChatKind::slack;
    std::optional<Pressed> pressed;
    std::optional<Button> button;
    if (slack) {
      if (!from_slack(*workspace, request)) return done(refused());
      if (const auto challenge = slack_challenge(request.body); !challenge.empty())
        return done(http::json(boost::json::serialize(boost::json::object{{"challenge", challenge}})));
      const auto form = form_of(request.body);
      const auto payload = form.find("payload");
      pressed = payload == form.end() ? std::nullopt : slack_press(payload->second);
      const auto incident = pressed ? parse_id(pressed->value) : std::nullopt;
      if (incident) button = button_of(pressed->button, *incident);
    } else {
      pressed = mattermost_press(request.body);
      button = pressed ? proven_button(workspace->id, pressed->value) : std::nullopt;
      if (!button) return done(refused());
    }
    // A press of something else, which Slack wants taken all the same.
    if (!pressed || !button || pressed->account.size() > account_most || pressed->account_id.empty()) return done(http::json("{}"));
    const auto remember_us = slack ? requests_remembered_us : remembered(pressed->trigger);
    if (!remember_us) return done(refused());
    Asked asked{workspace->id, pressed->account, key_of(workspace->id, pressed->trigger, request.body), *remember_us, button->command};
    if (!slack)
      return give(request, std::move(asked), done, [](const std::string& text) {
        return http::json(boost::json::serialize(boost::json::object{{"ephemeral_text", mattermost_text(text)}}));
      });
    // Slack shows nothing of the answer to a press: it is sent as a message of its own.
    give(
        request, std::move(asked), done, [](const std::string&) { return http::json("{}"); },
        [this, workspace = workspace->id, pressed = *pressed](store::Tx& tx, const std::string& text) {
          send_answer(tx, *parts_.catalogue.now(), workspace, pressed.channel, pressed.account_id, text);
        });
  }

  /// So long a request of Mattermost must be known again: its token proves no time, but its trigger tells it. None: it is a recorded one.
  std::optional<std::int64_t> remembered(std::string_view trigger) const {
    const auto made = trigger_made(trigger);
    if (!made) return timeless_remembered_us;
    return is_in_time(*made, parts_.reg.world.now()) ? std::optional(requests_remembered_us) : std::nullopt;
  }

  std::optional<Button> proven_button(Id workspace, std::string_view token) const {
    const auto text = people::proven_text(parts_.vault, purpose, token);
    if (!text) return std::nullopt;
    const auto words = split(*text, '.');
    if (words.size() != 3 || words[0] != to_string(workspace)) return std::nullopt;
    const auto incident = parse_id(words[1]);
    return incident ? button_of(words[2], *incident) : std::nullopt;
  }

  void give(Request request, Asked asked, const Done& done, std::function<Response(const std::string&)> shown,
            std::function<void(store::Tx&, const std::string&)> also = {}) {
    auto who = std::make_shared<people::Principal>();
    parts_.reg.readers.read([&](store::Connection& db) { *who = asker_of(db, asked); });
    api::set_principal(request, who);
    auto said = std::make_shared<std::string>();
    api::Job job;
    job.idempotency_key = http::IdempotencyKey::ignored;
    job.work = [this, asked = std::move(asked), who, said, also = std::move(also)](store::Tx& tx) -> Result<store::Outcome> {
      TRY(*said, obey(tx, parts_.chat, *who, asked));
      if (also) also(tx, *said);
      return store::Outcome{};
    };
    job.present = [said, shown = std::move(shown)](const store::Outcome&) { return shown(*said); };
    api::submit_command(parts_.reg, request, done, std::move(job));
  }

  DoorParts parts_;
  std::vector<http::Route> routes_;
};

}  // namespace

std::string button_token(const Vault& vault, Id workspace, Id incident, std::string_view button) {
  return people::signed_text(vault, purpose, fmt::format("{}.{}.{}", to_string(workspace), to_string(incident), button));
}

std::vector<http::Route> chat_doors(const DoorParts& parts) {
  // Handlers keep it for as long as there are routes.
  const auto doors = std::make_shared<Doors>(parts);
  auto all = doors->make();
  for (http::Route& route : all)
    route.handle = [doors, handle = std::move(route.handle)](Request r, Done d) { handle(std::move(r), std::move(d)); };
  return all;
}

}  // namespace evenkeel::chat
