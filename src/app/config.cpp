#include "app/config.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "base/log.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "base/zone.hpp"
#include "connect/syslog/syslog.hpp"
#include "connect/webhook/webhook.hpp"
#include "practice/api/principal.hpp"

namespace evenkeel::app {
namespace {

using Kind = Option::Kind;

/// An attachment passes through memory whole; 256 MiB times the workers is what a small machine bears.
constexpr std::int64_t attachment_least = 1'024, attachment_most = 256 * 1'024 * 1'024;
/// Twice this (the hand-over, and the wait for the last word) is shorter than the lease of a delivery: no second attempt begins beside
/// the first.
constexpr std::int64_t mail_timeout_most_us = 50 * us_per_second;

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
    {"mail.smtp", "smtp://host:25, smtp+starttls://host:587 or smtps://host:465; empty: no mail is sent", Kind::text},
    {"mail.user", "user name at the mail server", Kind::text},
    {"mail.password_file", "file whose first line is the password", Kind::text},
    {"mail.from", "sender of our mails", Kind::text},
    {"mail.ca_file", "PEM file with the certificates that the mail server's is checked against; empty: those of the system", Kind::text},
    {"mail.timeout", "how long one delivery may take, at most 50s", Kind::duration},
    {"sign_in.key_file", "key that opens the secrets of second factors; made at the first start, kept outside the database", Kind::text},
    {"sign_in.second_factor_roles", "roles whose holders must sign in with a second factor: [\"administrator\"]", Kind::list},
    {"backup.folder", "where scheduled backups of an SQLite register go; empty: none are made", Kind::text},
    {"backup.every", "how often: 24h, 1d", Kind::duration},
    {"backup.keep", "how many are kept", Kind::integer},
    {"audit.key_file", "key that signs the seals; made at the first start, kept outside the database", Kind::text},
    {"audit.anchor_file", "the newest seal is appended here once an hour, for `audit verify --anchor`", Kind::text},
    {"audit.anchor_mail", "address that the newest seal is mailed to", Kind::text},
    {"audit.anchor_webhook", "https address that the newest seal is posted to, as JSON", Kind::secret_text},
    {"audit.anchor_every", "how often it is mailed and posted", Kind::duration},
    {"audit.syslog", "follows the change log: udp://host:514, tcp://host:601, tls://host:6514 or unix:///dev/log", Kind::text},
    {"audit.ca_file", "PEM file for the certificates of tls:// and of the webhook; empty: those of the system", Kind::text},
    {"incident.confirmation_window", "how long a caller may reject a resolution before silence closes it", Kind::duration},
    {"incident.scanner", "program that gets an attachment on standard input and refuses it with a non-zero exit", Kind::text},
    {"incident.attachment_limit", "largest attachment: 25MiB; at least 1KiB, at most 256MiB", Kind::size},
    {"retention.closed_callers", "erase what is held about callers without an open incident for so long: 1095d; empty: never",
     Kind::duration},
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
                                                          {"mail.user", &c.mail.user},
                                                          {"mail.password_file", &c.mail.password_file},
                                                          {"mail.from", &c.mail.from},
                                                          {"mail.ca_file", &c.mail.ca_file},
                                                          {"mail.timeout", &c.mail.timeout},
                                                          {"sign_in.key_file", &c.sign_in.key_file},
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
                                                          {"incident.scanner", &c.incident.scanner},
                                                          {"incident.attachment_limit", &c.incident.attachment_limit},
                                                          {"retention.closed_callers", &c.retention.closed_callers},
                                                          {"log.level", &c.log.level}};
  const auto slot = slots.find(key);
  return slot == slots.end() ? nullptr : slot->second;
}

std::int64_t* integer_slot(Config& c, std::string_view key) {
  const std::map<std::string_view, std::int64_t*> slots = {{"http.port", &c.http.port},
                                                           {"http.workers", &c.http.workers},
                                                           {"http.requests_per_minute", &c.http.requests_per_minute},
                                                           {"backup.keep", &c.backup.keep}};
  const auto slot = slots.find(key);
  return slot == slots.end() ? nullptr : slot->second;
}

std::vector<std::string>* list_slot(Config& c, std::string_view key) {
  const std::map<std::string_view, std::vector<std::string>*> slots = {{"http.trusted_proxies", &c.http.trusted_proxies},
                                                                       {"sign_in.second_factor_roles", &c.sign_in.second_factor_roles}};
  const auto slot = slots.find(key);
  return slot == slots.end() ? nullptr : slot->second;
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
    if (const auto* table = node.as_table(); table && key.find('.') == std::string::npos) {
      for (const auto& [name, child] : *table) read_node(key + "." + std::string(name.str()), child);
      return;
    }
    const auto* option = std::find_if(std::begin(all_options), std::end(all_options), [&](const Option& o) { return o.key == key; });
    if (option == std::end(all_options)) return refuse(key, fmt::format("there is no such option (line {})", node.source().begin.line));
    if (option->kind == Kind::list) {
      const auto* array = node.as_array();
      if (!array) return refuse(key, "must be a list of texts");
      auto& list = *list_slot(config_, key);
      list.clear();
      for (const auto& item : *array) {
        if (auto text = item.value<std::string>()) list.push_back(*text);
        else refuse(key, "must be a list of texts");
      }
    } else if (option->kind == Kind::integer) {
      if (auto n = node.value_exact<std::int64_t>()) *integer_slot(config_, key) = *n;
      else refuse(key, fmt::format("must be a whole number (line {})", node.source().begin.line));
    } else if (auto text = node.value_exact<std::string>()) {
      *text_slot(config_, key) = *text;
    } else {
      refuse(key, fmt::format("must be a text in quotes (line {})", node.source().begin.line));
    }
  }

  void read_environment() {
    for (const auto& option : all_options) {
      std::string name = "EVENKEEL_";
      for (char c : option.key) name += c == '.' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
      const char* value = std::getenv(name.c_str());
      if (!value) continue;
      if (option.kind == Kind::list) {
        auto& list = *list_slot(config_, option.key);
        list.clear();
        for (auto part : split(value, ','))
          if (!trim(part).empty()) list.emplace_back(trim(part));
      } else if (option.kind == Kind::integer) {
        const std::string_view text(value);
        std::int64_t n = 0;
        const auto end = std::from_chars(text.data(), text.data() + text.size(), n);
        if (end.ec != std::errc() || end.ptr != text.data() + text.size()) refuse(option.key, name + " must be a whole number");
        else *integer_slot(config_, option.key) = n;
      } else {
        *text_slot(config_, option.key) = value;
      }
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
    for (const auto& option : all_options) {
      if (option.kind != Kind::duration) continue;
      const auto& text = *text_slot(config_, option.key);
      if (text.empty() && option.key == "retention.closed_callers") continue;
      const auto us = parse_duration(text);
      if (!us || *us <= 0) refuse(option.key, "must be a duration such as 90s, 15m, 72h or 14d");
    }
    if (config_.database.empty()) refuse("database", "must not be empty");
    if (config_.http.tls_certificate.empty() != config_.http.tls_key.empty())
      refuse("http.tls_key", "tls_certificate and tls_key go together");
    for (const auto& role : config_.sign_in.second_factor_roles)
      if (!record::from_name<people::Role>(role)) refuse("sign_in.second_factor_roles", "\"" + role + "\" is no role");
    if (!is_zone(config_.organisation_zone)) refuse("organisation_zone", "is not a time zone of this system");
    check_mail();
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
    if (!audit.anchor_webhook.empty() && !webhook::is_usable_url(audit.anchor_webhook))
      refuse("audit.anchor_webhook", "must begin with https://, or with http:// on this machine, and have no user name in it");
    if (!audit.anchor_mail.empty() && audit.anchor_mail.find('@') == std::string::npos)
      refuse("audit.anchor_mail", "must be a mail address");
    if (!audit.anchor_mail.empty() && config_.mail.smtp.empty()) refuse("audit.anchor_mail", "needs mail.smtp");
  }

  void check_mail() {
    const auto& smtp = config_.mail.smtp;
    if (!smtp.empty() && !smtp.starts_with("smtp://") && !smtp.starts_with("smtps://") && !smtp.starts_with("smtp+starttls://"))
      refuse("mail.smtp", "must begin with smtp://, smtp+starttls:// or smtps://");
    if (!config_.mail.user.empty() && smtp.starts_with("smtp://"))
      refuse("mail.user", "is only sent over an encrypted connection: smtp+starttls:// or smtps://");
    if (parse_duration(config_.mail.timeout).value_or(0) > mail_timeout_most_us) refuse("mail.timeout", "must be at most 50s");
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

std::string show_config(const Config& config) {
  Config copy = config;
  std::string out;
  for (const auto& option : all_options) {
    std::string value;
    if (option.kind == Kind::secret_text) {
      value = text_slot(copy, option.key)->empty() ? "\"\"" : "\"***\"";
    } else if (option.key == "database") {
      // A password in the address is nobody's business.
      value = config.database;
      if (const auto at = value.rfind('@'), from = value.find("://"); from != std::string::npos && at != std::string::npos) {
        const auto colon = value.find(':', from + 3);
        if (colon < at) value.replace(colon, at - colon, ":***");
      }
      value = fmt::format("\"{}\"", value);
    } else if (option.kind == Kind::list) {
      for (const auto& item : *list_slot(copy, option.key)) value += fmt::format("{}\"{}\"", value.empty() ? "" : ", ", item);
      value = "[" + value + "]";
    } else if (option.kind == Kind::integer) {
      value = std::to_string(*integer_slot(copy, option.key));
    } else {
      value = fmt::format("\"{}\"", *text_slot(copy, option.key));
    }
    out += fmt::format("{} = {}\n", option.key, value);
  }
  return out;
}

std::optional<std::int64_t> parse_size(std::string_view text) {
  std::int64_t n = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), n);
  if (end.ec != std::errc() || n < 0 || n > 1'000'000'000'000) return std::nullopt;
  const std::string_view unit = trim(text.substr(static_cast<std::size_t>(end.ptr - text.data())));
  if (unit.empty()) return n;
  if (unit == "KiB") return n * 1'024;
  if (unit == "MiB") return n * 1'024 * 1'024;
  if (unit == "GiB") return n * 1'024 * 1'024 * 1'024;
  return std::nullopt;
}

std::string in_data_folder(const Config& config, const std::string& file) {
  const std::filesystem::path path(file);
  return path.is_absolute() ? file : (std::filesystem::path(config.data_folder) / path).string();
}

}  // namespace evenkeel::app
