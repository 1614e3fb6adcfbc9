#include "connect/chat/posts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "connect/chat/requests.hpp"

namespace evenkeel::chat {
namespace {

namespace bj = boost::json;
using store::HandOver;
using Outcome = HandOver::Outcome;

constexpr std::size_t answer_most = 64 * 1'024;
constexpr std::int64_t wait_us = us_per_minute;  // when it asks to wait and does not say how long

connect::Call call_to(const Place& place, std::string path, const bj::object& body, std::string method = "POST") {
  connect::Call call;
  call.url = place.server + std::move(path);
  call.method = std::move(method);
  call.headers = {"Authorization: Bearer " + place.token, "Content-Type: application/json; charset=utf-8"};
  call.body = bj::serialize(body);
  call.inside = connect::Inside::refused;
  call.keep_most = answer_most;
  return call;
}

bj::object slack_body(const Place& place, const Post& post) {
  const auto text = slack_text(post.text);
  bj::object body{{"channel", place.channel}, {"text", text}, {"unfurl_links", false}, {"unfurl_media", false}};
  bj::array blocks{bj::object{{"type", "section"}, {"text", bj::object{{"type", "mrkdwn"}, {"text", text}, {"verbatim", true}}}}};
  bj::array buttons;
  for (const auto& button : post.buttons)
    buttons.push_back(bj::object{{"type", "button"},
                                 {"text", bj::object{{"type", "plain_text"}, {"text", button.label}}},
                                 {"action_id", button.name},
                                 {"value", button.value}});
  if (!buttons.empty()) blocks.push_back(bj::object{{"type", "actions"}, {"elements", std::move(buttons)}});
  body["blocks"] = std::move(blocks);
  return body;
}

bj::object mattermost_body(const Place& place, const Post& post) {
  bj::object body{{"message", mattermost_text(post.text)}};
  bj::array actions;
  for (const auto& button : post.buttons)
    if (!place.presses.empty())
      actions.push_back(bj::object{{"id", button.name},
                                   {"name", button.label},
                                   {"integration", bj::object{{"url", place.presses}, {"context", bj::object{{"token", button.value}}}}}});
  // Also when there are none: an update takes those away that were there.
  bj::array attachments;
  if (!actions.empty()) attachments.push_back(bj::object{{"text", ""}, {"actions", std::move(actions)}});
  body["props"] = bj::object{{"attachments", std::move(attachments)}};
  return body;
}

/// Letters of an error's name, whatever else came.
std::string plain(std::string_view name) {
  std::string out;
  for (const char c : name.substr(0, 60))
    if ((c >= 'a' && c <= 'z') || c == '_') out += c;
  return out;
}

bool any_of(std::string_view name, std::initializer_list<std::string_view> names) { return std::ranges::find(names, name) != names.end(); }

Posted read_slack(const connect::Answer& answer) {
  bj::error_code ec;
  const auto value = bj::parse(answer.body, ec);
  if (ec || !value.is_object()) return {{Outcome::retry, "Slack answered something else than JSON"}};
  const auto& object = value.get_object();
  const auto text = [&](const char* name) {
    const auto* found = object.if_contains(name);
    return found && found->is_string() ? std::string(found->get_string().c_str()) : std::string();
  };
  const auto* ok = object.if_contains("ok");
  if (ok && ok->is_bool() && ok->get_bool()) return {{Outcome::sent, {}}, text("ts")};
  const std::string why = plain(text("error"));
  const bool gone = any_of(why, {"message_not_found", "thread_not_found", "cant_update_message", "edit_window_closed"});
  if (any_of(why, {"ratelimited", "rate_limited"}))
    return {{Outcome::later, "Slack asks to wait", answer.wait_us > 0 ? answer.wait_us : wait_us}};
  const bool again = any_of(why, {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"});
  return {{again ? Outcome::retry : Outcome::failed, "Slack refused: " + why}, {}, gone};
}

}  // namespace

connect::Call post_call(const Place& place, const Post& post, std::string_view thread, std::string_view key) {
  if (place.slack) {
    auto body = slack_body(place, post);
    if (!thread.empty()) body["thread_ts"] = thread;
    return call_to(place, "/api/chat.postMessage", body);
  }
  auto body = mattermost_body(place, post);
  body["channel_id"] = place.channel;
  body["pending_post_id"] = key;
  if (!thread.empty()) body["root_id"] = thread;
  return call_to(place, "/api/v4/posts", body);
}

connect::Call update_call(const Place& place, const Post& post, std::string_view message) {
  if (place.slack) {
    auto body = slack_body(place, post);
    body["ts"] = message;
    return call_to(place, "/api/chat.update", body);
  }
  return call_to(place, fmt::format("/api/v4/posts/{}/patch", message), mattermost_body(place, post), "PUT");
}

connect::Call whisper_call(const Place& place, std::string_view account, std::string_view text) {
  if (place.slack)
    return call_to(place, "/api/chat.postEphemeral", {{"channel", place.channel}, {"user", account}, {"text", slack_text(text)}});
  return call_to(place, "/api/v4/posts/ephemeral",
                 {{"user_id", account}, {"post", bj::object{{"channel_id", place.channel}, {"message", mattermost_text(text)}}}});
}

Posted read_answer(const Place& place, const connect::Answer& answer) {
  if (place.slack && answer.status == 200) return read_slack(answer);
  Posted posted{connect::judge(answer)};
  if (place.slack || posted.hand_over.outcome != Outcome::sent) {
    posted.gone = !place.slack && answer.status == 404;
    return posted;
  }
  bj::error_code ec;
  const auto value = bj::parse(answer.body, ec);
  const auto* id = ec || !value.is_object() ? nullptr : value.get_object().if_contains("id");
  if (!id || !id->is_string()) return {{Outcome::retry, "Mattermost answered something else than a post"}};
  std::string name(id->get_string().c_str());
  // It becomes part of an address.
  if (name.empty() || name.size() > 64 || !std::ranges::all_of(name, [](unsigned char c) { return std::isalnum(c) != 0; }))
    return {{Outcome::failed, "Mattermost gave a post no proper id"}};
  posted.message = std::move(name);
  return posted;
}

}  // namespace evenkeel::chat
