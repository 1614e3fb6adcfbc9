// A mailbox over IMAP, read by UIDs: what is new, one mail at a time, and what becomes of it there. One connection, kept while it is used.
#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "connect/curl.hpp"

namespace evenkeel::mail {

struct ImapOptions {
  std::string url;  // imaps://host:993, imap+starttls://host:143, imap://localhost
  std::string user, password;
  std::string folder = "INBOX";
  std::string ca_file = {};  // PEM; empty: what the system trusts
  int timeout_seconds = 30;  // of one question; a large mail gets longer
  std::size_t mail_most = 25 * 1024 * 1024;
  const std::atomic<bool>* given_up = nullptr;  // once true nobody waits for answers
  std::string token = {};                       // OAuth2, instead of the password
};

/// Where its server is, for libcurl, with a slash at the end.
std::string server_url(const ImapOptions& options);
/// What every connection to it needs, but for the address.
void log_in(CURL* curl, const ImapOptions& options);

/// All errors are Fault::unavailable with a text for operators, without password; imap.gone (Fault::missing) when there is no such mail.
class Imap {
 public:
  explicit Imap(ImapOptions options);

  /// UIDs of another validity mean nothing.
  struct Folder {
    std::int64_t validity = 0, next_uid = 0;
  };
  Result<Folder> look();
  /// UIDs of mails that nobody has read, in order.
  Result<std::vector<std::int64_t>> unread();
  /// UIDs above this one, in order.
  Result<std::vector<std::int64_t>> above(std::int64_t uid);
  /// Bytes of one mail as the server counts them.
  Result<std::int64_t> size_of(std::int64_t uid);
  Result<std::string> fetch(std::int64_t uid);
  Result<std::string> fetch_headers(std::int64_t uid);
  Status mark_seen(std::int64_t uid);
  /// MOVE, or where the server has not got it (RFC 6851) COPY and deletion of this one mail.
  Status move_to(std::int64_t uid, const std::string& folder);

 private:
  Result<std::string> ask(const std::string& path, const std::string& command, std::size_t most, int seconds);
  Result<std::vector<std::int64_t>> search(const std::string& what);

  ImapOptions options_;
  std::string base_;  // with the folder
  connect::Curl curl_;
};

}  // namespace evenkeel::mail
