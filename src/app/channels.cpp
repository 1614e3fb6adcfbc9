#include "app/channels.hpp"

#include <boost/json.hpp>

#include <fstream>

#include "base/log.hpp"
#include "base/text.hpp"
#include "practice/contact/contact_desk.hpp"
#include "practice/contact/gateway_words.hpp"
#include "practice/escalation/escalating.hpp"
#include "practice/incident/visibility.hpp"
#include "practice/people/accounts.hpp"
#include "practice/people/people_store.hpp"

namespace evenkeel::app {
namespace {

using contact::ContactPoint;
using service::Gateway;
using store::HandOver;
using Outcome = store::HandOver::Outcome;

constexpr int patience_s = 15;                        // twice this is shorter than the lease of a delivery
constexpr std::int64_t rest_us = 15 * us_per_second;  // of what did not answer: others behind it do not wait for it
constexpr std::string_view code_kind = "contact.code";

}  // namespace

std::string secret_named(const std::string& file, const std::string& name) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    const auto equal = line.find('=');
    if (equal != std::string::npos && trim(std::string_view(line).substr(0, equal)) == name)
      return std::string(trim(std::string_view(line).substr(equal + 1)));
  }
  return {};
}

namespace {

HandOver failed(std::string why) { return {Outcome::failed, std::move(why)}; }

}  // namespace

Channels::Channels(store::Register& reg, const service::Catalogue& catalogue, const Vault& vault, notification::LetterheadOf letterhead,
                   ChannelOptions options)
    : register_(reg),
      catalogue_(catalogue),
      vault_(vault),
      letterhead_(std::move(letterhead)),
      options_(std::move(options)),
      peers_(reg.world) {}

std::vector<std::unique_ptr<store::Dispatcher>> Channels::dispatchers() {
  std::vector<std::unique_ptr<store::Dispatcher>> all;
  for (const std::string_view kind : record::enum_names<service::GatewayKind>)
    all.push_back(store::make_dispatcher(
        register_, std::string(kind), [this](const store::Outgoing& out) { return carry(out); },
        store::DispatcherOptions{delivery_wanted, contact::try_next_way, [this](const store::Outgoing& out) { return gateway_of(out); },
                                 options_.fence}));
  return all;
}

/// Of a point that is gone: the point itself, of which nobody waits for anything.
Id Channels::gateway_of(const store::Outgoing& out) {
  if (out.subject_kind == "gateway") return out.point;
  return peers_.behind(out.point, [&] {
    Id gateway = out.point;
    register_.readers.read([&](store::Connection& db) {
      if (const auto point = contact::find_point(db, out.point)) gateway = point->gateway;
    });
    return gateway;
  });
}

HandOver Channels::carry(const store::Outgoing& out) {
  const auto catalogue = catalogue_.now();
  std::optional<ContactPoint> point;
  std::string target;
  Id gateway_id = out.point;
  if (out.subject_kind == "gateway") {
    target = contact::tested_target(vault_, out);
  } else {
    register_.readers.read([&](store::Connection& db) { point = contact::find_point(db, out.point); });
    if (!point || (out.person && point->person != out.person)) return failed("the contact point is gone");
    if (!point->verified_at && out.kind != code_kind) return failed("the contact point is not proven");
    gateway_id = point->gateway;
    target = vault_.open(point->sealed, contact::seal_context(point->id)).value_or("");
  }
  const auto* gateway = catalogue->get<Gateway>(gateway_id);
  if (!gateway || !gateway->active || record::name_of(gateway->kind) != out.channel) return failed("the gateway is not in use any more");
  if (target.empty()) return failed("this server has not got the key that opens the address");
  if (const auto wrong = contact::wrong_with_target(*gateway, target); !wrong.empty()) return failed("the address " + wrong);
  const Peers::Words words{"it asked to wait", "it did not answer a moment ago"};
  if (const auto answer = peers_.resting(contact::own_address(*gateway) ? out.point : gateway->id, words)) return *answer;
  if (const auto wait = wait_us(*gateway); wait > 0) return {Outcome::later, "the gateway takes no more for the moment", wait};
  return go(out, *gateway, target);
}

HandOver Channels::go(const store::Outgoing& out, const Gateway& gateway, const std::string& target) {
  const auto mail = notification::compose_together(out.kind == code_kind ? with_code(out, vault_) : out, letterhead_);
  if (!mail) return failed(mail.error().first().text);
  const auto text = notification::short_text(*mail);
  const std::string secret = gateway.secret.empty() ? "" : secret_named(options_.secrets_file, gateway.secret);
  if (!gateway.secret.empty() && secret.empty()) return failed("the file of secrets has no " + gateway.secret);
  const bool urgent = contact::urgency_of(out.kind) == contact::Urgency::urgent;
  auto request = contact::fill(gateway, {target, text.subject, text.text, text.brief, text.link, secret, urgent});
  connect::Call call{std::move(request.url),   std::move(request.method), std::move(request.headers),
                     std::move(request.body),  options_.ca_file,          patience_s,
                     connect::Inside::refused, &options_.private_networks};
  call.headers.push_back("Idempotency-Key: " + to_string(out.message));
  const auto answer = options_.send(call);
  const auto outcome = connect::judge(answer);
  // Who has an address of their own is somebody else's server: others of the gateway need not wait for it.
  const Id peer = contact::own_address(gateway) ? out.point : gateway.id;
  if (outcome.outcome == Outcome::later) peers_.rest(peer, outcome.wait_us, Outcome::later);
  if (answer.status == 0) peers_.rest(peer, rest_us, Outcome::retry);
  return outcome;
}

std::int64_t Channels::wait_us(const Gateway& gateway) {
  std::lock_guard lock(mutex_);
  Pace& pace = paces_[gateway.id];
  const auto now = register_.world.monotonic_us();
  if (gateway.per_minute == 0) return 0;
  if (pace.sent == 0 || now - pace.minute_us >= us_per_minute) pace = {now, 0};
  if (pace.sent >= gateway.per_minute) return pace.minute_us + us_per_minute - now;
  ++pace.sent;
  return 0;
}

store::Outgoing with_code(const store::Outgoing& out, const Vault& vault) {
  store::Outgoing copy = out;
  boost::json::error_code ec;
  auto body = boost::json::parse(out.body, ec);
  if (ec || !body.is_object()) return copy;
  const auto* row = body.get_object().if_contains("code_row");
  const auto id = row && row->is_string() ? parse_id(std::string_view(row->get_string())) : std::nullopt;
  if (id) body.get_object()["code"] = contact::code_of(vault, *id);
  copy.body = boost::json::serialize(body);
  return copy;
}

bool delivery_wanted(store::Tx& tx, const store::Outgoing& out) {
  if (!escalation::message_wanted(tx, out)) return false;
  const bool waited = out.held || tx.now() - out.created >= us_per_minute;
  if (!waited || !out.person) return true;
  const auto person = people::find_person(tx.db(), out.person);
  if (!person || !person->active || person->erased) return false;
  if (out.subject_kind != "incident") return true;
  const auto found = tx.find(record::type_of<incident::Incident>(), out.subject);
  if (!found) return false;
  const auto i = record::from_record<incident::Incident>(*found);
  const bool answered = !i.open || (i.acknowledged_at && i.acknowledged_at >= out.created);
  if (contact::urgency_of(out.kind) == contact::Urgency::urgent && answered) return false;
  return !i.confidential || incident::may_see(people::principal_of(*person), *found);
}

}  // namespace evenkeel::app
