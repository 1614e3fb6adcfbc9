#include "app/config.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
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
    const auto option = std::ranges::find(options(), std::string_view(key), &Option::key);
    if (option == options().end()) return refuse(key, fmt::format("there is no such option (line {})", node.source().begin.line));
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
    for (const auto& option : options()) read_variable(std::string(option.key), option.kind, slot_of(config_, option.key));
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
    const auto n = *slot_of(config_, key).integer;
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
    for (const auto& option : options()) {
      if (option.kind != Kind::duration) continue;
      const auto& text = *slot_of(config_, option.key).text;
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
  for (const auto& option : options()) out += fmt::format("{} = {}\n", option.key, shown(option.kind, slot_of(copy, option.key)));
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
