#include "app/chats.hpp"

#include <boost/json.hpp>

#include "connect/chat/doors.hpp"
#include "practice/chat/chat_store.hpp"
#include "practice/chat/following.hpp"

namespace evenkeel::app {
namespace {

namespace bj = boost::json;
using chat::Place;
using chat::Post;
using chat::Posted;
using service::ChatChannel;
using service::ChatWorkspace;
using store::HandOver;
using Outcome = HandOver::Outcome;

constexpr int patience_s = 10;                               // three calls are shorter than the lease of a delivery
constexpr std::int64_t others_begin_us = 2 * us_per_second;  // so long another server may take to begin a thread
constexpr std::string_view slack_server = "https://slack.com";

HandOver failed(std::string why) { return {Outcome::failed, std::move(why)}; }

/// The facts of a message, as chat/following wrote them.
struct Facts {
  bj::object object;
  std::string text(const char* name) const {
    const auto* found = object.if_contains(name);
    return found && found->is_string() ? std::string(found->get_string().c_str()) : std::string();
  }
  bool flag(const char* name) const {
    const auto* found = object.if_contains(name);
    return found && found->is_bool() && found->get_bool();
  }
};

}  // namespace

Chats::Chats(store::Register& reg, const service::Catalogue& catalogue, const Vault& vault, std::string public_url, ChannelOptions options)
    : register_(reg), catalogue_(catalogue), vault_(vault), public_url_(std::move(public_url)), options_(std::move(options)) {}

std::unique_ptr<store::Dispatcher> Chats::dispatcher() {
  store::DispatcherOptions options;
  options.still_wanted = chat::message_wanted;
  options.peer_of = [this](const store::Outgoing& out) {
    const auto catalogue = catalogue_.now();
    const auto* channel = catalogue->get<ChatChannel>(out.point);
    return channel ? channel->workspace : out.point;
  };
  options.fence = options_.fence;
  return store::make_dispatcher(
      register_, std::string(chat::channel_name), [this](const store::Outgoing& out) { return carry(out); }, options);
}

HandOver Chats::carry(const store::Outgoing& out) {
  const auto catalogue = catalogue_.now();
  const auto* channel = catalogue->get<ChatChannel>(out.point);
  const auto* workspace = channel ? catalogue->get<ChatWorkspace>(channel->workspace) : nullptr;
  if (!workspace || !channel->active || !workspace->active) return failed("the channel is not in use any more");
  Place place;
  place.slack = workspace->kind == service::ChatKind::slack;
  place.server = workspace->url.empty() ? std::string(slack_server) : workspace->url;
  while (place.server.ends_with('/')) place.server.pop_back();
  place.token = secret_named(options_.secrets_file, workspace->bot_secret);
  if (place.token.empty()) return failed("the file of secrets has no " + workspace->bot_secret);
  place.channel = channel->channel;
  if (!public_url_.empty() && !workspace->request_secret.empty())
    place.presses = public_url_ + "/api/v1/chat/" + to_string(workspace->id) + "/action";
  {
    const std::lock_guard lock(mutex_);
    const auto wait = rests_until_us_[workspace->id] - register_.world.monotonic_us();
    if (wait > 0) return {Outcome::later, "it asked to wait", wait};
  }
  return tell(out, *channel, place);
}

Posted Chats::call(connect::Call call, const Place& place, Id workspace) {
  call.ca_file = options_.ca_file;
  call.timeout_seconds = patience_s;
  call.except = &options_.private_networks;
  auto posted = chat::read_answer(place, options_.send(call));
  if (posted.hand_over.outcome == Outcome::later) {
    const std::lock_guard lock(mutex_);
    rests_until_us_[workspace] = register_.world.monotonic_us() + posted.hand_over.wait_us;
  }
  return posted;
}

HandOver Chats::tell(const store::Outgoing& out, const ChatChannel& channel, const Place& place) {
  bj::error_code ec;
  auto parsed = bj::parse(out.body, ec);
  if (ec || !parsed.is_object()) return failed("the message holds no facts to write from");
  const Facts facts{std::move(parsed.get_object())};
  const Id workspace = channel.workspace;
  const std::string news = facts.text("news"), key = to_string(out.message);
  if (out.kind == chat::message_answer) return call(chat::whisper_call(place, facts.text("to"), news), place, workspace).hand_over;
  if (out.kind == chat::message_test) return call(chat::post_call(place, {news}, "", key), place, workspace).hand_over;

  Post card{facts.text("card")};
  if (!public_url_.empty()) card.text += "\n" + public_url_ + "/incidents/" + facts.text("number");
  const bool german = facts.flag("german");
  const auto button = [&](std::string_view name, const char* en, const char* de) {
    const auto value = place.slack ? to_string(out.subject) : chat::button_token(vault_, workspace, out.subject, name);
    card.buttons.push_back({german ? de : en, std::string(name), value});
  };
  if (facts.flag("waits") && !place.presses.empty()) button(chat::button_acknowledge, "Acknowledge", "Quittieren");
  if (facts.flag("open") && !place.presses.empty()) button(chat::button_take, "Take it", "Übernehmen");

  std::optional<chat::Thread> thread;
  register_.readers.read([&](store::Connection& db) { thread = chat::find_thread(db, channel.id, out.subject); });
  std::string gone;
  if (thread && out.created >= thread->said_at) {
    // What was said later stays: messages that had to wait may come after it.
    const auto changed = call(chat::update_call(place, card, thread->post), place, workspace);
    if (changed.gone) {
      gone = thread->post;
      thread.reset();
    } else if (changed.hand_over.outcome != Outcome::sent) return changed.hand_over;
    else if (!remember(channel.id, out.subject, thread->post, out.created)) return {Outcome::retry, "what was said could not be kept"};
  }
  if (!thread) {
    bool ours = false;
    if (!write([&](store::Tx& tx) { ours = chat::claim_thread(tx, channel.id, out.subject, gone); }) || !ours)
      return {Outcome::later, "another server begins its thread", others_begin_us};
    const auto begun = call(chat::post_call(place, card, "", key), place, workspace);
    if (begun.hand_over.outcome != Outcome::sent) {
      // Whoever comes next need not wait.
      write([&](store::Tx& tx) { chat::give_up_thread(tx, channel.id, out.subject); });
      return begun.hand_over;
    }
    if (!remember(channel.id, out.subject, begun.message, out.created)) return {Outcome::retry, "what was said could not be kept"};
    if (facts.flag("fresh")) return begun.hand_over;
    thread = chat::Thread{begun.message, out.created};
  }
  return call(chat::post_call(place, {news}, thread->post, key + "n"), place, workspace).hand_over;
}

bool Chats::write(const std::function<void(store::Tx&)>& work) {
  const auto kept =
      register_.writer.run(store::Lane::clockwork, store::Actor{"system:chat", {}}, [&](store::Tx& tx) -> Result<store::Outcome> {
        work(tx);
        return store::Outcome{};
      });
  return static_cast<bool>(kept);
}

bool Chats::remember(Id channel, Id incident, const std::string& post, Time said) {
  return write([&](store::Tx& tx) { chat::put_thread(tx.db(), channel, incident, {post, said}); });
}

}  // namespace evenkeel::app
