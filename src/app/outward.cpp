#include "app/outward.hpp"

#include <algorithm>

#include "app/config.hpp"
#include "app/house.hpp"
#include "app/seal_key.hpp"
#include "app/wiring.hpp"
#include "connect/webhook/webhook.hpp"
#include "practice/escalation/answer.hpp"
#include "practice/incident/desk_work.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/mail_in/mail_rules.hpp"
#include "practice/mail_in/staff_rules.hpp"
#include "practice/notification/message_texts.hpp"
#include "practice/people/mail_links.hpp"

namespace evenkeel::app {

Outward::Outward(const Config& config, const HouseOptions& options, store::Register& reg, Wiring& wiring)
    : config_(config),
      options_(options),
      register_(reg),
      wiring_(wiring),
      relays_{reg.world},
      gateways_(
          reg, wiring.catalogue, wiring.people.vault(), [this](const store::Outgoing& one) { return letterhead(one); }, channel_options()),
      browsers_(
          reg, wiring.people.vault(), [this](const store::Outgoing& one) { return letterhead(one); }, browser_options()),
      chats_(reg, wiring.catalogue, wiring.people.vault(), config.http.public_url, channel_options()),
      holidays_(reg, icalendar::FeedWays{options.send_call, config.channels.ca_file, nullptr}, channel_options().private_networks),
      checker_(reg, wiring.checks,
               {config.channels.ca_file, *http::AddressBlocks::parse(config.checks.networks), "checks.networks", options.send_call}) {
  if (!config.mail.smtp.empty() || options.carry_mail)
    channels_.push_back(store::make_dispatcher(
        reg, "mail", [this](const store::Outgoing& out) { return carry_mail(out); },
        store::DispatcherOptions{delivery_wanted, contact::try_next_way, {}, options.lease.fence}));
  for (auto& channel : gateways_.dispatchers()) channels_.push_back(std::move(channel));
  channels_.push_back(browsers_.dispatcher());
  channels_.push_back(chats_.dispatcher());
  if (!config.audit.anchor_webhook.empty())
    channels_.push_back(store::make_dispatcher(
        reg, "webhook", [this](const store::Outgoing& out) { return carry_hook(out); },
        store::DispatcherOptions{.fence = options.lease.fence}));
}

std::vector<std::string> Outward::served() const {
  std::vector<std::string> names;
  for (const auto& channel : channels_) names.push_back(channel->channel());
  return names;
}

std::size_t Outward::step() {
  std::size_t done = holidays_.step() + checker_.step();
  for (const auto& channel : channels_) done += channel->step();
  return done;
}

std::optional<Time> Outward::next_due() {
  auto next = holidays_.next_due();
  if (const auto due = checker_.next_due(); due && (!next || *due < *next)) next = due;
  for (const auto& channel : channels_)
    if (const auto due = channel->next_due(); due && (!next || *due < *next)) next = due;
  return next;
}

void Outward::wake() {
  for (const auto& channel : channels_) channel->wake();
}

void Outward::start() {
  for (const auto& channel : channels_) channel->start();
  holidays_.start();
  checker_.start();
}

void Outward::close() {
  for (const auto& channel : channels_) channel->close();
  holidays_.close();
}

void Outward::stop() {
  close();
  holidays_.stop();
  checker_.stop();
  for (const auto& channel : channels_) channel->stop();
}

void Outward::add_answers(notification::Letterhead& head, const people::Person& person, const store::Outgoing& out) {
  const std::string& url = config_.http.public_url;
  if (url.empty()) return;
  const auto paths = escalation::answer_paths(wiring_.people.vault(), people::principal_of(person), out);
  if (!paths.acknowledge.empty()) head.acknowledge_link = url + paths.acknowledge;
  if (!paths.decline.empty()) head.decline_link = url + paths.decline;
  if (!paths.escalate.empty()) head.escalate_link = url + paths.escalate;
}

/// Who works on the incident answers the message, and so acts; its caller's side continues the incident.
std::string Outward::reply_to(store::Connection& db, const people::Person& person, const store::Outgoing& out,
                              notification::Letterhead& head) {
  const auto& address = config_.incoming_mail.address;
  const auto who = people::principal_of(person);
  const auto found = who.is_staff() ? incident::find<incident::Incident>(db, out.subject) : std::nullopt;
  const bool escalated = out.kind == escalation::message_escalation;
  if (!config_.incoming_mail.staff_answers || !found || !(escalated || incident::speaks_as_staff(who, *found)))
    return mail_in::reply_address(wiring_.people.vault(), address, out.subject, out.person);
  // One word cannot be meant for several incidents.
  if (std::ranges::any_of(out.others, [&](const store::Outgoing& other) { return other.subject != out.subject; })) return {};
  auto reply = mail_in::message_reply_address(wiring_.people.vault(), address, out.message);
  head.answer_by_mail = escalated && out.channel == "mail" && !reply.empty();
  return reply;
}

notification::Letterhead Outward::letterhead(const store::Outgoing& out) {
  notification::Letterhead head;
  head.public_url = config_.http.public_url;
  head.host = host_of(config_.http.public_url);
  if (out.person)
    register_.readers.read([&](store::Connection& db) {
      if (const auto person = people::find_person(db, out.person)) {
        head.language = person->language;
        head.zone = person->zone;
        add_answers(head, *person, out);
        if (out.subject_kind == "incident") head.reply_to = reply_to(db, *person, out, head);
      }
      if (const auto link = people::mail_link(wiring_.people, db, out); !link.empty() && !config_.http.public_url.empty())
        head.link = config_.http.public_url + link;
    });
  head.wording = notification::wording_for(*wiring_.catalogue.now(), out.kind, head.language);
  return head;
}

store::HandOver Outward::carry_mail(const store::Outgoing& out) {
  auto mail = notification::compose_together(out, [this](const store::Outgoing& one) { return letterhead(one); });
  if (!mail) return {store::HandOver::Outcome::failed, mail.error().first().text};
  if (options_.carry_mail) return options_.carry_mail(*mail);
  mail::SmtpOptions first{config_.mail.smtp, config_.mail.user, first_line(config_.mail.password_file), config_.mail.from};
  first.ca_file = config_.mail.ca_file;
  first.timeout_seconds = static_cast<int>(parse_duration(config_.mail.timeout).value_or(30 * us_per_second) / us_per_second);
  auto second = first;
  second.url = config_.mail.fallback_smtp;
  return relays_.send(second.url.empty() ? std::vector{first} : std::vector{first, second}, *mail, out.hurry);
}

/// The address is the configuration's, never the row's: it may hold a token.
store::HandOver Outward::carry_hook(const store::Outgoing& out) {
  return webhook::post({config_.audit.anchor_webhook, config_.audit.ca_file}, to_string(out.message), out.body);
}

ChannelOptions Outward::channel_options() const {
  ChannelOptions o;
  if (!config_.channels.secrets_file.empty()) o.secrets_file = in_data_folder(config_, config_.channels.secrets_file);
  o.ca_file = config_.channels.ca_file;
  // What is no network was refused with the configuration.
  if (auto near = http::AddressBlocks::parse(config_.channels.private_networks)) o.private_networks = std::move(*near);
  o.send = options_.send_call;
  o.fence = options_.lease.fence;
  return o;
}

BrowserOptions Outward::browser_options() const {
  const auto same = channel_options();
  // Push services want to know whom to write to; some refuse who does not say.
  std::string said = config_.http.public_url.starts_with("https://") ? config_.http.public_url : "";
  const auto& from = config_.mail.from;
  if (said.empty() && from.find_first_of(" <") == std::string::npos && !from.ends_with("@localhost")) said = "mailto:" + from;
  BrowserOptions o{said, same.ca_file, {}, same.send, same.fence};
  // Not where gateways may lie: whoever has an account names the push service of a browser.
  if (auto near = http::AddressBlocks::parse(config_.channels.push_networks)) o.private_networks = std::move(*near);
  return o;
}

}  // namespace evenkeel::app
