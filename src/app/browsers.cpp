#include "app/browsers.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "base/text.hpp"
#include "connect/web_push/notice.hpp"
#include "connect/web_push/web_push.hpp"
#include "practice/contact/contact_desk.hpp"

namespace evenkeel::app {
namespace {

using store::HandOver;
using Outcome = store::HandOver::Outcome;

constexpr int patience_s = 15;                        // twice this is shorter than the lease of a delivery
constexpr std::int64_t rest_us = 30 * us_per_second;  // of a service that did not answer: others behind it do not wait for it
constexpr std::size_t topic_most = 32;                // RFC 8030, 5.4
constexpr std::string_view code_kind = "contact.code";

const store::Actor actor{"system:deliveries", {}};

HandOver failed(std::string why) { return {Outcome::failed, std::move(why)}; }

std::string fact(const std::string& body, std::string_view name) {
  boost::json::error_code ec;
  const auto json = boost::json::parse(body, ec);
  const auto* found = !ec && json.is_object() ? json.get_object().if_contains(name) : nullptr;
  return found && found->is_string() ? std::string(found->get_string()) : std::string();
}

/// Of the push service behind an address.
Id number_of(const std::string& endpoint) {
  return Id{static_cast<std::int64_t>(std::hash<std::string_view>{}(web_push::origin_of(endpoint)))};
}

std::string random_bytes(World& world, std::size_t size) {
  std::string bytes(size, '\0');
  world.random(bytes.data(), size);
  return bytes;
}

}  // namespace

Browsers::Browsers(store::Register& reg, const Vault& vault, notification::LetterheadOf letterhead, BrowserOptions options)
    : register_(reg),
      vault_(vault),
      letterhead_(std::move(letterhead)),
      options_(std::move(options)),
      key_(contact::push_key(vault)),
      peers_(reg.world) {}

std::unique_ptr<store::Dispatcher> Browsers::dispatcher() {
  return store::make_dispatcher(
      register_, std::string(contact::web_push), [this](const store::Outgoing& out) { return carry(out); },
      store::DispatcherOptions{delivery_wanted, contact::try_next_way, [this](const store::Outgoing& out) { return service_of(out); },
                               options_.fence});
}

/// Of a point that is gone the point itself.
Id Browsers::service_of(const store::Outgoing& out) {
  return peers_.behind(out.point, [&] {
    Id service = out.point;
    register_.readers.read([&](store::Connection& db) {
      const auto point = contact::find_point(db, out.point);
      const auto to =
          point ? contact::read_subscription(vault_.open(point->sealed, contact::seal_context(point->id)).value_or("")) : std::nullopt;
      if (to) service = number_of(to->endpoint);
    });
    return service;
  });
}

HandOver Browsers::carry(const store::Outgoing& out) {
  std::optional<contact::ContactPoint> point;
  register_.readers.read([&](store::Connection& db) { point = contact::find_point(db, out.point); });
  if (!point || point->person != out.person || point->channel != contact::web_push) return failed("the contact point is gone");
  if (point->withdrawn_at) return failed("the browser takes no more messages");
  if (!point->verified_at && out.kind != code_kind) return failed("the contact point is not proven");
  const auto to = contact::read_subscription(vault_.open(point->sealed, contact::seal_context(point->id)).value_or(""));
  if (!to) return failed("this server has not got the key that opens the address");
  const Id service = number_of(to->endpoint);
  const Peers::Words words{"its push service takes no more for the moment", "its push service did not answer a moment ago"};
  if (const auto rest = peers_.resting(service, words)) return *rest;
  const auto outcome = go(out, *to);
  if (outcome.outcome == Outcome::later) peers_.rest(service, outcome.wait_us, Outcome::later);
  return outcome;
}

HandOver Browsers::go(const store::Outgoing& out, const contact::BrowserSubscription& to) {
  const auto whole = out.kind == code_kind ? with_code(out, vault_) : out;
  const auto mail = notification::compose_together(whole, letterhead_);
  if (!mail) return failed(mail.error().first().text);
  const auto words = notification::short_text(*mail);
  const bool urgent = contact::urgency_of(out.kind) == contact::Urgency::urgent;
  web_push::Notice notice{words.subject, words.text, words.link, mail->answer_link, {}, {}, {}, urgent};
  notice.answer_word = letterhead_(out).language.starts_with("de") ? "Ich übernehme" : "I have it";
  if (out.kind == code_kind) notice.code = fact(whole.body, "code");
  // What is urgent is not displaced by what is not; the service learns nothing from a digest.
  if (out.others.empty())
    notice.tag = vault_.digest(urgent ? "push topic, urgent" : "push topic", to_string(out.subject)).substr(0, topic_most);

  World& world = register_.world;
  std::string secret = random_bytes(world, 32);
  while (!p256_key(secret)) secret = random_bytes(world, 32);
  const auto body = web_push::encrypted(web_push::notice_json(notice), {to.endpoint, from_base64url(to.p256dh), from_base64url(to.auth)},
                                        {secret, random_bytes(world, web_push::salt_bytes)});
  if (!body) return failed("the message cannot be encrypted for this browser");
  connect::Call call{to.endpoint,      "POST",     web_push::push_headers(notice), *body,
                     options_.ca_file, patience_s, connect::Inside::refused,       &options_.private_networks};
  call.headers.push_back("Authorization: " + web_push::authorization(key_, to.endpoint, options_.contact, world.now()));
  const auto answer = options_.send(call);
  if (answer.status == 404 || answer.status == 410) {
    withdraw(out.point);
    return failed(fmt::format("the browser takes no more messages (its push service answered {})", answer.status));
  }
  if (answer.status == 0) peers_.rest(number_of(to.endpoint), rest_us, Outcome::retry);
  return connect::judge(answer);
}

void Browsers::withdraw(Id point) {
  (void)register_.writer.run(store::Lane::clockwork, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
    contact::withdraw_point(tx, point);
    return store::Outcome{};
  });
}

}  // namespace evenkeel::app
