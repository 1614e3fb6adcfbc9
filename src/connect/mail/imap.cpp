#include "connect/mail/imap.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "base/url.hpp"

namespace evenkeel::mail {
namespace {

constexpr std::size_t answer_most = 4 * 1024 * 1024;  // of a search: half a million UIDs
constexpr int large_mail_seconds = 300;
constexpr std::string_view with_starttls = "imap+starttls://";

struct Download {
  std::string bytes;
  std::size_t most = 0;
};

std::size_t write_download(char* bytes, std::size_t size, std::size_t count, void* user) {
  auto& download = *static_cast<Download*>(user);
  if (download.bytes.size() + size * count > download.most) return 0;
  download.bytes.append(bytes, size * count);
  return size * count;
}

/// The number behind a word of the answer, "UIDNEXT 17".
std::int64_t number_after(std::string_view text, std::string_view word) {
  const auto at = text.find(word);
  std::int64_t n = -1;
  if (at != std::string_view::npos) std::from_chars(text.data() + at + word.size(), text.data() + text.size(), n);
  return n;
}

/// A name in quotes, for a command.
std::string quoted(const std::string& name) { return '"' + name + '"'; }

}  // namespace

std::string server_url(const ImapOptions& options) {
  auto url = options.url.starts_with(with_starttls) ? "imap://" + options.url.substr(with_starttls.size()) : options.url;
  if (!url.ends_with('/')) url += '/';
  return url;
}

void log_in(CURL* c, const ImapOptions& options) {
  connect::give_up_when(c, options.given_up);
  curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "imap,imaps");
  curl_easy_setopt(c, CURLOPT_USE_SSL, static_cast<long>(options.url.starts_with(with_starttls) ? CURLUSESSL_ALL : CURLUSESSL_NONE));
  if (!options.ca_file.empty()) curl_easy_setopt(c, CURLOPT_CAINFO, options.ca_file.c_str());
  curl_easy_setopt(c, CURLOPT_USERNAME, options.user.c_str());
  if (options.token.empty()) {
    curl_easy_setopt(c, CURLOPT_PASSWORD, options.password.c_str());
  } else {
    curl_easy_setopt(c, CURLOPT_XOAUTH2_BEARER, options.token.c_str());
    curl_easy_setopt(c, CURLOPT_LOGIN_OPTIONS, "AUTH=OAUTHBEARER;AUTH=XOAUTH2");  // never a mechanism for passwords
  }
  curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, 10L);
}

Imap::Imap(ImapOptions options) : options_(std::move(options)), base_(server_url(options_)), curl_(connect::new_curl()) {}

Result<std::string> Imap::ask(const std::string& path, const std::string& command, std::size_t most, int seconds) {
  if (!curl_) return error(Fault::unavailable, "imap.no_memory", "no memory for a connection");
  CURL* c = curl_.get();
  curl_easy_reset(c);  // the connection stays
  Download download{{}, most};
  char why[CURL_ERROR_SIZE] = "";
  const std::string url = base_ + path;
  log_in(c, options_);
  curl_easy_setopt(c, CURLOPT_URL, url.c_str());
  if (!command.empty()) curl_easy_setopt(c, CURLOPT_CUSTOMREQUEST, command.c_str());
  curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, write_download);
  curl_easy_setopt(c, CURLOPT_WRITEDATA, &download);
  curl_easy_setopt(c, CURLOPT_ERRORBUFFER, why);
  curl_easy_setopt(c, CURLOPT_TIMEOUT, static_cast<long>(seconds));
  const CURLcode code = curl_easy_perform(c);
  if (code == CURLE_OK) return std::move(download.bytes);
  if (code == CURLE_REMOTE_FILE_NOT_FOUND) return error(Fault::missing, "imap.gone", "the mail is gone from the mailbox");
  return error(Fault::unavailable, "imap.failed", why[0] ? why : curl_easy_strerror(code));
}

Result<Imap::Folder> Imap::look() {
  TRY(const auto answer, ask("", "STATUS " + quoted(options_.folder) + " (UIDVALIDITY UIDNEXT)", answer_most, options_.timeout_seconds));
  const Folder folder{number_after(answer, "UIDVALIDITY "), number_after(answer, "UIDNEXT ")};
  if (folder.validity <= 0 || folder.next_uid <= 0)
    return error(Fault::unavailable, "imap.bad_answer", "the server does not tell its UIDs");
  return folder;
}

Result<std::vector<std::int64_t>> Imap::search(const std::string& what) {
  TRY(const auto answer, ask(url_encoded(options_.folder), "UID SEARCH " + what, answer_most, options_.timeout_seconds));
  std::vector<std::int64_t> uids;
  for (auto line : split(answer, '\n')) {
    line = trim(line);
    if (!line.starts_with("* SEARCH")) continue;
    for (auto word : split(line.substr(8), ' ')) {
      std::int64_t uid = 0;
      if (std::from_chars(word.data(), word.data() + word.size(), uid).ec == std::errc() && uid > 0) uids.push_back(uid);
    }
  }
  std::ranges::sort(uids);
  return uids;
}

Result<std::vector<std::int64_t>> Imap::unread() { return search("UNSEEN"); }

Result<std::vector<std::int64_t>> Imap::above(std::int64_t uid) {
  TRY(auto uids, search(fmt::format("UID {}:*", uid + 1)));
  // n:* names the last mail also when it is below n.
  std::erase_if(uids, [&](std::int64_t one) { return one <= uid; });
  return uids;
}

Result<std::int64_t> Imap::size_of(std::int64_t uid) {
  TRY(const auto answer,
      ask(url_encoded(options_.folder), fmt::format("UID FETCH {} (RFC822.SIZE)", uid), answer_most, options_.timeout_seconds));
  const auto size = number_after(answer, "RFC822.SIZE ");
  if (size < 0) return error(Fault::missing, "imap.gone", "the mail is gone from the mailbox");
  return size;
}

Result<std::string> Imap::fetch(std::int64_t uid) {
  return ask(fmt::format("{};UID={}", url_encoded(options_.folder), uid), "", options_.mail_most + 64 * 1024, large_mail_seconds);
}

Result<std::string> Imap::fetch_headers(std::int64_t uid) {
  return ask(fmt::format("{};UID={};SECTION=HEADER", url_encoded(options_.folder), uid), "", options_.mail_most, large_mail_seconds);
}

Status Imap::mark_seen(std::int64_t uid) {
  TRY(const auto answer,
      ask(url_encoded(options_.folder), fmt::format("UID STORE {} +FLAGS.SILENT (\\Seen)", uid), answer_most, options_.timeout_seconds));
  (void)answer;
  return Done{};
}

Status Imap::move_to(std::int64_t uid, const std::string& folder) {
  const auto here = url_encoded(options_.folder);
  if (ask(here, fmt::format("UID MOVE {} {}", uid, quoted(folder)), answer_most, options_.timeout_seconds)) return Done{};
  const std::string steps[] = {fmt::format("UID COPY {} {}", uid, quoted(folder)),
                               fmt::format("UID STORE {} +FLAGS.SILENT (\\Deleted)", uid), fmt::format("UID EXPUNGE {}", uid)};
  for (const auto& step : steps) {
    TRY(const auto answer, ask(here, step, answer_most, options_.timeout_seconds));
    (void)answer;
  }
  return Done{};
}

}  // namespace evenkeel::mail
