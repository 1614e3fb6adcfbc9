#include "app/mail_config.hpp"

#include <utility>

#include "app/config.hpp"
#include "base/time.hpp"
#include "base/url.hpp"

namespace evenkeel::app {
namespace {

/// Twice this (two servers) is shorter than the lease of a delivery: no second attempt begins beside the first.
constexpr std::int64_t mail_timeout_most_us = 50 * us_per_second;

class Checker {
 public:
  explicit Checker(const Config& config) : config_(config) {}
  std::vector<Problem> run() {
    check_outgoing();
    check_incoming();
    return std::move(problems_);
  }

 private:
  void refuse(std::string_view key, const std::string& text) {
    problems_.push_back({"config.invalid", std::string(key) + ": " + text, std::string(key)});
  }

  void check_incoming() {
    const auto& c = config_.incoming_mail;
    if (!c.address.empty() && (c.address.find('@') == std::string::npos || c.address.find_first_of(" <>+\"") != std::string::npos))
      refuse("incoming_mail.address", "must be a mail address without a name and without +");
    if (c.strangers != "quarantine" && c.strangers != "callers") refuse("incoming_mail.strangers", "must be quarantine or callers");
    if (c.imap.empty()) return;
    const bool near =
        c.imap.starts_with("imap://127.0.0.1") || c.imap.starts_with("imap://localhost") || c.imap.starts_with("imap://[::1]");
    if (!near && !c.imap.starts_with("imaps://") && !c.imap.starts_with("imap+starttls://"))
      refuse("incoming_mail.imap",
             "must begin with imaps:// or imap+starttls://, or with imap:// on this machine: the password goes there");
    if (const auto host = c.imap.find("://") + 3; c.imap.find_first_of("/@;?#", host) != std::string::npos)
      refuse("incoming_mail.imap", "must be a host and perhaps a port, nothing behind it");
    if (c.user.empty()) refuse("incoming_mail.user", "is needed");
    check_token();
    for (const auto& [key, folder] : {std::pair<std::string_view, const std::string&>{"incoming_mail.folder", c.folder},
                                      std::pair<std::string_view, const std::string&>{"incoming_mail.done_folder", c.done_folder}})
      if (folder.find_first_of("\"\\\r\n") != std::string::npos) refuse(key, "must have no quotes in it");
    if (c.folder.empty() || c.folder == c.done_folder) refuse("incoming_mail.folder", "must not be empty, nor the same as done_folder");
  }

  void check_token() {
    const auto& c = config_.incoming_mail;
    const bool token = !c.token_url.empty();
    if (token != c.password_file.empty()) refuse("incoming_mail.password_file", "either password_file or token_url is needed");
    if (!token) return;
    if (!is_usable_url(c.token_url))
      refuse("incoming_mail.token_url", "must begin with https://, or with http:// on this machine, and have no user name in it");
    if (c.client_id.empty()) refuse("incoming_mail.client_id", "is needed with token_url");
    if (c.client_secret_file.empty() && c.refresh_token_file.empty())
      refuse("incoming_mail.refresh_token_file", "refresh_token_file, client_secret_file or both are needed with token_url");
  }

  void check_outgoing() {
    const auto& mail = config_.mail;
    for (const auto& [key, url] : {std::pair<std::string_view, const std::string&>{"mail.smtp", mail.smtp},
                                   std::pair<std::string_view, const std::string&>{"mail.fallback_smtp", mail.fallback_smtp}}) {
      if (!url.empty() && !url.starts_with("smtp://") && !url.starts_with("smtps://") && !url.starts_with("smtp+starttls://"))
        refuse(key, "must begin with smtp://, smtp+starttls:// or smtps://");
      if (!mail.user.empty() && url.starts_with("smtp://"))
        refuse("mail.user", "is only sent over an encrypted connection: smtp+starttls:// or smtps://");
    }
    if (mail.smtp.empty() && !mail.fallback_smtp.empty()) refuse("mail.fallback_smtp", "needs mail.smtp");
    if (parse_duration(config_.mail.timeout).value_or(0) > mail_timeout_most_us) refuse("mail.timeout", "must be at most 50s");
  }

  const Config& config_;
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> check_mail_options(const Config& config) { return Checker(config).run(); }

}  // namespace evenkeel::app
