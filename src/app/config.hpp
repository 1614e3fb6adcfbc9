// The configuration: one TOML file, each value overridable by an environment variable, every option in one table that
// gives the parser, `config check`, `--help` and the documentation. Secrets come from files named in the configuration.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/sign_on_config.hpp"
#include "base/result.hpp"

namespace evenkeel::app {

struct Config {
  std::string database = "evenkeel.db";
  std::string data_folder = ".";
  std::string organisation_zone = "UTC";
  struct {
    std::string address = "127.0.0.1", public_url, tls_certificate, tls_key;
    std::int64_t port = 8080, workers = 4, requests_per_minute = 6'000;
    std::vector<std::string> trusted_proxies, metrics_from;
  } http;
  struct {
    std::string smtp, fallback_smtp, user, password_file, from = "evenkeel@localhost", ca_file, timeout = "30s";
  } mail;
  struct {
    std::string address, imap, user, password_file, ca_file, folder = "INBOX", done_folder, every = "30s";
    std::string token_url, client_id, client_secret_file, refresh_token_file, token_scope;
    std::string strangers = "quarantine", keep = "90d";
    bool idle = true, copied_watch = false, staff_answers = true;
    std::int64_t mails_per_hour = 30, new_callers_per_hour = 50;
  } incoming_mail;
  struct {
    std::string key_file = "secrets.key";
    std::vector<std::string> second_factor_roles, group_grants, password_roles;
  } sign_in;
  struct {
    std::string url, ca_file, bind_dn, password, password_file, base, user_filter = "(objectClass=inetOrgPerson)", group_base;
    std::string group_filter = "(objectClass=groupOfNames)", login_attribute = "uid", name_attribute = "cn", mail_attribute = "mail";
    std::string phone_attribute = "telephoneNumber", language_attribute = "preferredLanguage", key_attribute = "entryUUID";
    std::string group_name_attribute = "cn", member_attribute = "member", every = "1h", timeout = "5s";
  } ldap;
  struct {
    std::vector<std::string> providers;    // those that are on, in the order of their buttons
    std::vector<SignOnConfig> configured;  // those that there are
  } sign_on;
  struct {
    std::string folder, every = "24h";
    std::int64_t keep = 14;
  } backup;
  struct {
    std::string key_file = "seal.key", anchor_file, anchor_mail, anchor_webhook, anchor_every = "24h", syslog, ca_file;
    std::int64_t syslog_enterprise = 32'473;
  } audit;
  struct {
    std::string confirmation_window = "72h", undo_window = "10s", scanner, attachment_limit = "25MiB";
    bool comments_reach_children = true, resolution_reaches_children = true, reopening_reaches_children = false;
  } incident;
  struct {
    std::string closed_callers, failed_deliveries = "90d";
  } retention;
  struct {
    std::string heartbeat_url, ca_file;
  } escalation;
  struct {
    std::string secrets_file, ca_file;
    std::vector<std::string> private_networks, push_networks;
  } channels;
  struct {
    // Not this machine, and not what clouds keep at link-local addresses for the machine alone.
    std::vector<std::string> networks{"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"};
  } checks;
  struct {
    std::string level = "info";
  } log;
};

std::span<const Option> options();
/// Where the value of an option lies; of a key that there is not, nowhere.
Slot slot_of(Config& config, std::string_view key);

/// Defaults, then the file (when `path` is not empty), then the environment. Unknown keys, wrong types and values that make no
/// sense are all reported at once, with their line.
Result<Config> load_config(const std::string& path);
/// Every key with its value in effect, one "key = value" a line; secrets are only named.
std::string show_config(const Config& config);
/// "25MiB", "500KiB", "1GiB" or plain bytes, in bytes; empty when it is no size.
std::optional<std::int64_t> parse_size(std::string_view text);
/// `file` when it is absolute, else inside the data folder.
std::string in_data_folder(const Config& config, const std::string& file);

/// The first line of a file that holds a secret; empty when there is no such file.
std::string first_line(const std::string& path);

}  // namespace evenkeel::app
