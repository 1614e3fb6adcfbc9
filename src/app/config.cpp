#include "app/config.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "app/mail_config.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "base/url.hpp"
#include "base/zone.hpp"
#include "connect/ldap/ldap_directory.hpp"
#include "connect/syslog/syslog.hpp"
#include "connect/webhook/webhook.hpp"
#include "http/client_address.hpp"
#include "practice/api/principal.hpp"

namespace evenkeel::app {
namespace {

using Kind = Option::Kind;

/// An attachment passes through memory whole; 256 MiB times the workers is what a small machine bears.
constexpr std::int64_t attachment_least = 1'024, attachment_most = 256 * 1'024 * 1'024;
/// A synchronisation asks page by page, and a stop of the server waits for the page that is under way.
constexpr std::int64_t ldap_timeout_most_us = 60 * us_per_second;
constexpr std::string_view sign_on_prefix = "sign_on.";

constexpr Option all_options[] = {
    {"database", "the register: a file (SQLite), or postgres://user@host/name (PostgreSQL)", Kind::text},
    {"data_folder", "where relative files of this configuration lie, the SQLite file among them", Kind::text},
    {"organisation_zone", "time zone of the organisation, as Europe/Berlin", Kind::text},
    {"http.address", "address to listen on; 0.0.0.0 or :: for all", Kind::text},
    {"http.port", "port to listen on; 0 takes any free one", Kind::integer},
    {"http.public_url", "how people reach it, for links in mails: https://help.example.org", Kind::text},
    {"http.tls_certificate", "PEM file with the certificate chain; with tls_key it speaks TLS itself", Kind::text},
    {"http.tls_key", "PEM file with the private key", Kind::text},
    {"http.workers", "threads that run requests", Kind::integer},
    {"http.requests_per_minute", "of one client or token before it is answered 429; 0: no limit", Kind::integer},
    {"http.trusted_proxies", "addresses or networks whose X-Forwarded-For and -Proto are believed", Kind::list},
    {"http.metrics_from", "addresses or networks that read /metrics without a token; empty: nobody does", Kind::list},
    {"mail.smtp", "smtp://host:25, smtp+starttls://host:587 or smtps://host:465; empty: no mail is sent", Kind::text},
    {"mail.fallback_smtp", "a second server with the same user, for when the first one does not take a mail or hangs; empty: none",
     Kind::text},
    {"mail.user", "user name at the mail server", Kind::text},
    {"mail.password_file", "file whose first line is the password", Kind::text},
    {"mail.from", "sender of our mails", Kind::text},
    {"mail.ca_file", "PEM file with the certificates that the mail server's is checked against; empty: those of the system", Kind::text},
    {"mail.timeout", "how long one mail may take at one server, at most 50s", Kind::duration},
    {"incoming_mail.address", "what people write to: incidents@example.org; answers come to incidents+...@; empty: not known", Kind::text},
    {"incoming_mail.imap", "imaps://host, imap+starttls://host, or imap:// on this machine; empty: no mailbox is read", Kind::text},
    {"incoming_mail.user", "user name at the mailbox", Kind::text},
    {"incoming_mail.password_file", "file whose first line is its password", Kind::text},
    {"incoming_mail.ca_file", "PEM file for its certificate; empty: those of the system", Kind::text},
    {"incoming_mail.folder", "which folder of it", Kind::text},
    {"incoming_mail.done_folder", "folder that mails are moved to once they are stored; empty: they are marked as read", Kind::text},
    {"incoming_mail.every", "how often it is looked into", Kind::duration},
    {"incoming_mail.strangers", "what becomes of mails of unknown people: quarantine, or callers", Kind::text},
    {"incoming_mail.copied_watch", "known people in To and Cc watch the new incident", Kind::flag},
    {"incoming_mail.staff_answers", "who answers a page by mail acts as the person it went to", Kind::flag},
    {"incoming_mail.mails_per_hour", "of one sender; more are set aside", Kind::integer},
    {"incoming_mail.new_callers_per_hour", "unknown senders that become callers; mails of more are set aside", Kind::integer},
    {"incoming_mail.keep", "forget the bytes of settled mails after so long", Kind::duration},
    {"sign_in.key_file", "key that opens the secrets of second factors; made at the first start, kept outside the database", Kind::text},
    {"sign_in.second_factor_roles", "roles whose holders must sign in with a second factor: [\"administrator\"]", Kind::list},
    {"sign_in.group_grants", "what groups of other systems give here: [\"network = team Network, role technician\"]", Kind::list},
    {"ldap.url", "ldaps://host:636, ldap+starttls://host:389, or ldap:// on this machine; empty: no directory", Kind::text},
    {"ldap.ca_file", "PEM file with the certificates that the directory's is checked against; empty: those of the system", Kind::text},
    {"ldap.bind_dn", "whom to bind as for reading; empty: nobody", Kind::text},
    {"ldap.password", "its password, meant for the environment; a file is better", Kind::secret_text},
    {"ldap.password_file", "file whose first line is its password", Kind::text},
    {"ldap.base", "below which entry people are", Kind::text},
    {"ldap.user_filter", "which entries there are people", Kind::text},
    {"ldap.login_attribute", "what they sign in with", Kind::text},
    {"ldap.name_attribute", "their name", Kind::text},
    {"ldap.mail_attribute", "their address; empty: it is kept here", Kind::text},
    {"ldap.phone_attribute", "their telephone number; empty: it is kept here", Kind::text},
    {"ldap.language_attribute", "their language; empty: it is kept here", Kind::text},
    {"ldap.key_attribute", "what never changes, whatever somebody is called: entryUUID, objectGUID", Kind::text},
    {"ldap.group_base", "below which entry groups are; empty: where people are", Kind::text},
    {"ldap.group_filter", "which entries there are groups", Kind::text},
    {"ldap.group_name_attribute", "the name of a group, as sign_in.group_grants has it", Kind::text},
    {"ldap.member_attribute", "where a group names its members: member, uniqueMember, memberUid", Kind::text},
    {"ldap.every", "how often people are brought in step with it", Kind::duration},
    {"ldap.timeout", "how long each step of a question may take, at most 60s", Kind::duration},
    {"sign_in.password_roles", "roles whose holders may sign in with a password here, beside the providers; empty: everybody", Kind::list},
    {"sign_on.providers", "names of the providers that people sign in at, each with its own [sign_on.NAME]", Kind::list},
    {"backup.folder", "where scheduled backups go; empty: none are made", Kind::text},
    {"backup.every", "how often: 24h, 1d", Kind::duration},
    {"backup.keep", "how many are kept", Kind::integer},
    {"audit.key_file", "key that signs the seals; made at the first start, kept outside the database", Kind::text},
    {"audit.anchor_file", "the newest seal is appended here once an hour, for `audit verify --anchor`", Kind::text},
    {"audit.anchor_mail", "address that the newest seal is mailed to", Kind::text},
    {"audit.anchor_webhook", "https address that the newest seal is posted to, as JSON", Kind::secret_text},
    {"audit.anchor_every", "how often it is mailed and posted", Kind::duration},
    {"audit.syslog", "follows the change log: udp://host:514, tcp://host:601, tls://host:6514 or unix:///dev/log", Kind::text},
    {"audit.syslog_enterprise", "private enterprise number of your organisation in those messages; 32473 is the one for examples",
     Kind::integer},
    {"audit.ca_file", "PEM file for the certificates of tls:// and of the webhook; empty: those of the system", Kind::text},
    {"incident.confirmation_window", "how long a caller may reject a resolution before silence closes it", Kind::duration},
    {"incident.undo_window", "how long who gave a command may take it back", Kind::duration},
    {"incident.comments_reach_children", "what staff says on a parent is said on its open children too", Kind::flag},
    {"incident.resolution_reaches_children", "resolving a parent resolves its open children", Kind::flag},
    {"incident.reopening_reaches_children", "reopening a parent reopens the children that its resolution had resolved", Kind::flag},
    {"incident.scanner", "program that gets an attachment on standard input and refuses it with a non-zero exit", Kind::text},
    {"incident.attachment_limit", "largest attachment: 25MiB; at least 1KiB, at most 256MiB", Kind::size},
    {"retention.closed_callers", "erase what is held about callers without an open incident for so long: 1095d; empty: never",
     Kind::duration},
    {"retention.failed_deliveries", "forget messages that could not be delivered after so long; empty: never", Kind::duration},
    {"escalation.heartbeat_url", "https address that is told every minute that escalations prove themselves; empty: none",
     Kind::secret_text},
    {"escalation.ca_file", "PEM file for its certificate; empty: those of the system", Kind::text},
    {"channels.secrets_file", "file with the secrets of gateways, a line each: NAME=secret", Kind::text},
    {"channels.ca_file", "PEM file with the certificates that gateways' are checked against; empty: those of the system", Kind::text},
    {"channels.private_networks", "private addresses or networks that gateways and sources of holidays may lie in: [\"10.1.2.0/24\"]",
     Kind::list},
    {"channels.push_networks", "the same for push services of browsers, which everybody with an account may name", Kind::list},
    {"checks.networks", "private addresses or networks that checks may ask, beside the internet: [\"10.1.2.0/24\"]", Kind::list},
    {"log.level", "debug, info, warn, error or off", Kind::text},
};

std::string* text_slot(Config& c, std::string_view key) {
  const std::map<std::string_view, std::string*> slots = {{"database", &c.database},
                                                          {"data_folder", &c.data_folder},
                                                          {"organisation_zone", &c.organisation_zone},
                                                          {"http.address", &c.http.address},
                                                          {"http.public_url", &c.http.public_url},
                                                          {"http.tls_certificate", &c.http.tls_certificate},
                                                          {"http.tls_key", &c.http.tls_key},
                                                          {"mail.smtp", &c.mail.smtp},
                                                          {"mail.fallback_smtp", &c.mail.fallback_smtp},
                                                          {"mail.user", &c.mail.user},
                                                          {"mail.password_file", &c.mail.password_file},
                                                          {"mail.from", &c.mail.from},
                                                          {"mail.ca_file", &c.mail.ca_file},
                                                          {"mail.timeout", &c.mail.timeout},
                                                          {"incoming_mail.address", &c.incoming_mail.address},
                                                          {"incoming_mail.imap", &c.incoming_mail.imap},
                                                          {"incoming_mail.user", &c.incoming_mail.user},
                                                          {"incoming_mail.password_file", &c.incoming_mail.password_file},
                                                          {"incoming_mail.ca_file", &c.incoming_mail.ca_file},
                                                          {"incoming_mail.folder", &c.incoming_mail.folder},
                                                          {"incoming_mail.done_folder", &c.incoming_mail.done_folder},
                                                          {"incoming_mail.every", &c.incoming_mail.every},
                                                          {"incoming_mail.strangers", &c.incoming_mail.strangers},
                                                          {"incoming_mail.keep", &c.incoming_mail.keep},
                                                          {"sign_in.key_file", &c.sign_in.key_file},
                                                          {"ldap.url", &c.ldap.url},
                                                          {"ldap.ca_file", &c.ldap.ca_file},
                                                          {"ldap.bind_dn", &c.ldap.bind_dn},
                                                          {"ldap.password", &c.ldap.password},
                                                          {"ldap.password_file", &c.ldap.password_file},
                                                          {"ldap.base", &c.ldap.base},
                                                          {"ldap.user_filter", &c.ldap.user_filter},
                                                          {"ldap.login_attribute", &c.ldap.login_attribute},
                                                          {"ldap.name_attribute", &c.ldap.name_attribute},
                                                          {"ldap.mail_attribute", &c.ldap.mail_attribute},
                                                          {"ldap.phone_attribute", &c.ldap.phone_attribute},
                                                          {"ldap.language_attribute", &c.ldap.language_attribute},
                                                          {"ldap.key_attribute", &c.ldap.key_attribute},
                                                          {"ldap.group_base", &c.ldap.group_base},
                                                          {"ldap.group_filter", &c.ldap.group_filter},
                                                          {"ldap.group_name_attribute", &c.ldap.group_name_attribute},
                                                          {"ldap.member_attribute", &c.ldap.member_attribute},
                                                          {"ldap.every", &c.ldap.every},
                                                          {"ldap.timeout", &c.ldap.timeout},
                                                          {"backup.folder", &c.backup.folder},
                                                          {"backup.every", &c.backup.every},
                                                          {"audit.key_file", &c.audit.key_file},
                                                          {"audit.anchor_file", &c.audit.anchor_file},
                                                          {"audit.anchor_mail", &c.audit.anchor_mail},
                                                          {"audit.anchor_webhook", &c.audit.anchor_webhook},
                                                          {"audit.anchor_every", &c.audit.anchor_every},
                                                          {"audit.syslog", &c.audit.syslog},
                                                          {"audit.ca_file", &c.audit.ca_file},
                                                          {"incident.confirmation_window", &c.incident.confirmation_window},
                                                          {"incident.undo_window", &c.incident.undo_window},
                                                          {"incident.scanner", &c.incident.scanner},
                                                          {"incident.attachment_limit", &c.incident.attachment_limit},
                                                          {"retention.closed_callers", &c.retention.closed_callers},
                                                          {"retention.failed_deliveries", &c.retention.failed_deliveries},
                                                          {"escalation.heartbeat_url", &c.escalation.heartbeat_url},
                                                          {"escalation.ca_file", &c.escalation.ca_file},
                                                          {"channels.secrets_file", &c.channels.secrets_file},
                                                          {"channels.ca_file", &c.channels.ca_file},
                                                          {"log.level", &c.log.level}};
  const auto slot = slots.find(key);
  return slot == slots.end() ? nullptr : slot->second;
}

std::int64_t* integer_slot(Config& c, std::string_view key) {
  const std::map<std::string_view, std::int64_t*> slots = {{"http.port", &c.http.port},
                                                           {"http.workers", &c.http.workers},
                                                           {"http.requests_per_minute", &c.http.requests_per_minute},
                                                           {"backup.keep", &c.backup.keep},
                                                           {"incoming_mail.mails_per_hour", &c.incoming_mail.mails_per_hour},
                                                           {"incoming_mail.new_callers_per_hour", &c.incoming_mail.new_callers_per_hour},
                                                           {"audit.syslog_enterprise", &c.audit.syslog_enterprise}};
  const auto slot = slots.find(key);
  return slot == slots.end() ? nullptr : slot->second;
}

bool* flag_slot(Config& c, std::string_view key) {
  const std::map<std::string_view, bool*> slots = {{"incident.comments_reach_children", &c.incident.comments_reach_children},
                                                   {"incoming_mail.copied_watch", &c.incoming_mail.copied_watch},
                                                   {"incoming_mail.staff_answers", &c.incoming_mail.staff_answers},
                                                   {"incident.resolution_reaches_children", &c.incident.resolution_reaches_children},
                                                   {"incident.reopening_reaches_children", &c.incident.reopening_reaches_children}};
  const auto slot = slots.find(key);
  return slot == slots.end() ? nullptr : slot->second;
}

std::vector<std::string>* list_slot(Config& c, std::string_view key) {
  const std::map<std::string_view, std::vector<std::string>*> slots = {{"http.trusted_proxies", &c.http.trusted_proxies},
                                                                       {"http.metrics_from", &c.http.metrics_from},
                                                                       {"sign_in.second_factor_roles", &c.sign_in.second_factor_roles},
                                                                       {"sign_in.group_grants", &c.sign_in.group_grants},
                                                                       {"sign_in.password_roles", &c.sign_in.password_roles},
                                                                       {"sign_on.providers", &c.sign_on.providers},
                                                                       {"channels.private_networks", &c.channels.private_networks},
                                                                       {"channels.push_networks", &c.channels.push_networks},
                                                                       {"checks.networks", &c.checks.networks}};
  const auto slot = slots.find(key);
  return slot == slots.end() ? nullptr : slot->second;
}

Slot slot_of(Config& c, std::string_view key) {
  Slot slot;
  slot.text = text_slot(c, key);
  slot.integer = integer_slot(c, key);
  slot.flag = flag_slot(c, key);
  slot.list = list_slot(c, key);
  return slot;
}

class Loader {
 public:
  Result<Config> load(const std::string& path) {
    if (!path.empty()) read_file(path);
    read_environment();
    check();
    if (!problems_.empty()) return Error{Fault::invalid, std::move(problems_), {}};
    return std::move(config_);
  }

 private:
  void refuse(std::string_view key, const std::string& text) {
    problems_.push_back({"config.invalid", std::string(key) + ": " + text, std::string(key)});
  }

  void read_file(const std::string& path) {
    try {
      const auto table = toml::parse_file(path);
      for (const auto& [name, node] : table) read_node(std::string(name.str()), node);
    } catch (const toml::parse_error& e) {
      std::ostringstream where;
      where << e.source().begin;
      problems_.push_back({"config.unreadable", fmt::format("{}: {} ({})", path, e.description(), where.str()), {}});
    }
  }

  void read_node(const std::string& key, const toml::node& node) {
    if (const auto* table = node.as_table(); table && key.starts_with(sign_on_prefix))
      return read_provider(key.substr(sign_on_prefix.size()), *table);
    if (const auto* table = node.as_table(); table && key.find('.') == std::string::npos) {
      for (const auto& [name, child] : *table) read_node(key + "." + std::string(name.str()), child);
      return;
    }
    const auto* option = std::find_if(std::begin(all_options), std::end(all_options), [&](const Option& o) { return o.key == key; });
    if (option == std::end(all_options)) return refuse(key, fmt::format("there is no such option (line {})", node.source().begin.line));
    put(key, option->kind, node, slot_of(config_, key));
  }

  void read_provider(const std::string& name, const toml::table& table) {
    SignOnConfig& provider = sign_on_named(config_, name);
    for (const auto& [key, node] : table) {
      const std::string whole = std::string(sign_on_prefix) + name + '.' + std::string(key.str());
      const auto known = sign_on_options();
      const auto option = std::find_if(known.begin(), known.end(), [&](const Option& o) { return o.key == key.str(); });
      if (option == known.end()) refuse(whole, fmt::format("there is no such option (line {})", node.source().begin.line));
      else if (option->kind == Kind::secret_text) refuse(whole, "is read from the environment alone; name a file in client_secret_file");
      else put(whole, option->kind, node, sign_on_slot(provider, option->key));
    }
  }

  /// A value of the file, to where it belongs.
  void put(const std::string& key, Kind kind, const toml::node& node, Slot slot) {
    if (kind == Kind::list) {
      const auto* array = node.as_array();
      if (!array) return refuse(key, "must be a list of texts");
      slot.list->clear();
      for (const auto& item : *array) {
        if (auto text = item.value<std::string>()) slot.list->push_back(*text);
        else refuse(key, "must be a list of texts");
      }
    } else if (kind == Kind::integer) {
      if (auto n = node.value_exact<std::int64_t>()) *slot.integer = *n;
      else refuse(key, fmt::format("must be a whole number (line {})", node.source().begin.line));
    } else if (kind == Kind::flag) {
      if (auto flag = node.value_exact<bool>()) *slot.flag = *flag;
      else refuse(key, fmt::format("must be true or false (line {})", node.source().begin.line));
    } else if (auto text = node.value_exact<std::string>()) {
      *slot.text = *text;
    } else {
      refuse(key, fmt::format("must be a text in quotes (line {})", node.source().begin.line));
    }
  }

  void read_environment() {
    for (const auto& option : all_options) read_variable(std::string(option.key), option.kind, slot_of(config_, option.key));
    for (const std::string& name : config_.sign_on.providers)
      for (const auto& option : sign_on_options())
        read_variable(std::string(sign_on_prefix) + name + '.' + std::string(option.key), option.kind,
                      sign_on_slot(sign_on_named(config_, name), option.key));
  }

  /// The variable of an option, when it is set.
  void read_variable(const std::string& key, Kind kind, Slot slot) {
    std::string name = "EVENKEEL_";
    for (char c : key) name += c == '.' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    const char* value = std::getenv(name.c_str());
    if (!value) return;
    if (kind == Kind::list) {
      slot.list->clear();
      for (auto part : split(value, ','))
        if (!trim(part).empty()) slot.list->emplace_back(trim(part));
    } else if (kind == Kind::integer) {
      const std::string_view text(value);
      std::int64_t n = 0;
      const auto end = std::from_chars(text.data(), text.data() + text.size(), n);
      if (end.ec != std::errc() || end.ptr != text.data() + text.size()) refuse(key, name + " must be a whole number");
      else *slot.integer = n;
    } else if (kind == Kind::flag) {
      const std::string_view text(value);
      if (text != "true" && text != "false") refuse(key, name + " must be true or false");
      else *slot.flag = text == "true";
    } else {
      *slot.text = value;
    }
  }

  void range(std::string_view key, std::int64_t least, std::int64_t most) {
    const auto n = *integer_slot(config_, key);
    if (n < least || n > most) refuse(key, fmt::format("must lie between {} and {}", least, most));
  }

  void check() {
    range("http.port", 0, 65'535);
    range("http.workers", 1, 256);
    range("http.requests_per_minute", 0, 10'000'000);
    range("backup.keep", 1, 10'000);
    range("incoming_mail.mails_per_hour", 1, 100'000);
    range("incoming_mail.new_callers_per_hour", 1, 100'000);
    range("audit.syslog_enterprise", 1, 4'294'967'295);
    for (const auto& option : all_options) {
      if (option.kind != Kind::duration) continue;
      const auto& text = *text_slot(config_, option.key);
      if (text.empty() && option.key.starts_with("retention.")) continue;
      const auto us = parse_duration(text);
      if (!us || *us <= 0) refuse(option.key, "must be a duration such as 90s, 15m, 72h or 14d");
    }
    if (config_.database.empty()) refuse("database", "must not be empty");
    if (config_.http.tls_certificate.empty() != config_.http.tls_key.empty())
      refuse("http.tls_key", "tls_certificate and tls_key go together");
    for (const auto& role : config_.sign_in.second_factor_roles)
      if (!record::from_name<people::Role>(role)) refuse("sign_in.second_factor_roles", "\"" + role + "\" is no role");
    if (auto from = http::AddressBlocks::parse(config_.http.metrics_from); !from) refuse("http.metrics_from", from.error().first().text);
    if (auto near = http::AddressBlocks::parse(config_.channels.private_networks); !near)
      refuse("channels.private_networks", near.error().first().text);
    if (auto near = http::AddressBlocks::parse(config_.channels.push_networks); !near)
      refuse("channels.push_networks", near.error().first().text);
    if (auto near = http::AddressBlocks::parse(config_.checks.networks); !near) refuse("checks.networks", near.error().first().text);
    for (const auto& role : config_.sign_in.password_roles)
      if (!record::from_name<people::Role>(role)) refuse("sign_in.password_roles", "\"" + role + "\" is no role");
    for (Problem& problem : check_sign_on(config_)) problems_.push_back(std::move(problem));
    if (!is_zone(config_.organisation_zone)) refuse("organisation_zone", "is not a time zone of this system");
    for (Problem& problem : check_mail_options(config_)) problems_.push_back(std::move(problem));
    check_directory();
    check_audit();
    const auto limit = parse_size(config_.incident.attachment_limit);
    if (!limit || *limit < attachment_least || *limit > attachment_most)
      refuse("incident.attachment_limit", "must be a size from 1KiB to 256MiB, such as 25MiB");
    if (!parse_log_level(config_.log.level)) refuse("log.level", "must be debug, info, warn, error or off");
  }

  void check_audit() {
    const auto& audit = config_.audit;
    if (!audit.syslog.empty())
      if (const auto target = syslog::parse_target(audit.syslog); !target) refuse("audit.syslog", target.error().first().text);
    if (!audit.anchor_webhook.empty() && !is_usable_url(audit.anchor_webhook))
      refuse("audit.anchor_webhook", "must begin with https://, or with http:// on this machine, and have no user name in it");
    if (const auto& url = config_.escalation.heartbeat_url; !url.empty() && !is_usable_url(url))
      refuse("escalation.heartbeat_url", "must begin with https://, or with http:// on this machine, and have no user name in it");
    if (!audit.anchor_mail.empty() && audit.anchor_mail.find('@') == std::string::npos)
      refuse("audit.anchor_mail", "must be a mail address");
    if (!audit.anchor_mail.empty() && config_.mail.smtp.empty()) refuse("audit.anchor_mail", "needs mail.smtp");
  }

  void check_directory() {
    for (const auto& line : config_.sign_in.group_grants)
      if (const auto grant = people::read_grant(line); !grant) refuse("sign_in.group_grants", grant.error().first().text);
    const auto& c = config_.ldap;
    if (parse_duration(c.timeout).value_or(0) > ldap_timeout_most_us) refuse("ldap.timeout", "must be at most 60s");
    if (c.url.empty()) return;
    const bool near = c.url.starts_with("ldap://127.0.0.1") || c.url.starts_with("ldap://localhost") || c.url.starts_with("ldap://[::1]");
    if (!near && !c.url.starts_with("ldaps://") && !c.url.starts_with("ldap+starttls://"))
      refuse("ldap.url", "must begin with ldaps:// or ldap+starttls://, or with ldap:// on this machine: passwords go there");
    if (!ldap::is_dn(c.base)) refuse("ldap.base", "must be a distinguished name such as ou=people,dc=example,dc=org");
    if (!c.group_base.empty() && !ldap::is_dn(c.group_base)) refuse("ldap.group_base", "must be a distinguished name");
    if (!c.bind_dn.empty() && c.password.empty() && c.password_file.empty())
      refuse("ldap.password_file", "must name the file with the password of ldap.bind_dn");
    if (!ldap::is_filter(c.user_filter)) refuse("ldap.user_filter", "must be a filter in parentheses such as (objectClass=person)");
    if (!ldap::is_filter(c.group_filter)) refuse("ldap.group_filter", "must be a filter in parentheses such as (objectClass=group)");
    const std::pair<std::string_view, const std::string&> needed[] = {{"ldap.login_attribute", c.login_attribute},
                                                                      {"ldap.name_attribute", c.name_attribute},
                                                                      {"ldap.key_attribute", c.key_attribute},
                                                                      {"ldap.group_name_attribute", c.group_name_attribute},
                                                                      {"ldap.member_attribute", c.member_attribute}};
    for (const auto& [key, attribute] : needed)
      if (!ldap::is_attribute(attribute)) refuse(key, "must be the name of an attribute");
  }

  Config config_;
  std::vector<Problem> problems_;
};

}  // namespace

std::span<const Option> options() { return all_options; }

Result<Config> load_config(const std::string& path) {
  if (!path.empty() && !std::filesystem::exists(path))
    return error(Fault::missing, "config.missing", "there is no configuration file " + path);
  return Loader().load(path);
}

namespace {

std::string shown(Kind kind, const Slot& slot) {
  switch (kind) {
    case Kind::secret_text: return slot.text->empty() ? "\"\"" : "\"***\"";
    case Kind::integer: return std::to_string(*slot.integer);
    case Kind::flag: return *slot.flag ? "true" : "false";
    case Kind::list: {
      std::string items;
      for (const auto& item : *slot.list) items += fmt::format("{}\"{}\"", items.empty() ? "" : ", ", item);
      return "[" + items + "]";
    }
    default: return fmt::format("\"{}\"", *slot.text);
  }
}

/// A password in the address is nobody's business.
std::string without_password(std::string address) {
  if (const auto at = address.rfind('@'), from = address.find("://"); from != std::string::npos && at != std::string::npos) {
    const auto colon = address.find(':', from + 3);
    if (colon < at) address.replace(colon, at - colon, ":***");
  }
  return address;
}

}  // namespace

std::string show_config(const Config& config) {
  Config copy = config;
  copy.database = without_password(config.database);
  std::string out;
  for (const auto& option : all_options) out += fmt::format("{} = {}\n", option.key, shown(option.kind, slot_of(copy, option.key)));
  for (const std::string& name : config.sign_on.providers)
    for (const auto& option : sign_on_options())
      out += fmt::format("{}{}.{} = {}\n", sign_on_prefix, name, option.key,
                         shown(option.kind, sign_on_slot(sign_on_named(copy, name), option.key)));
  return out;
}

std::string in_data_folder(const Config& config, const std::string& file) {
  const std::filesystem::path path(file);
  return path.is_absolute() ? file : (std::filesystem::path(config.data_folder) / path).string();
}

std::string first_line(const std::string& path) {
  if (path.empty()) return {};
  std::string line;
  std::ifstream file(path);
  std::getline(file, line);
  return std::string(trim(line));
}

}  // namespace evenkeel::app
