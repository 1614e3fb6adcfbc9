#include "connect/mail/smtp.hpp"

#include <curl/curl.h>
#include <fmt/format.h>
#include <time.h>

#include "base/text.hpp"
#include "connect/curl.hpp"

namespace evenkeel::mail {
namespace {

constexpr std::size_t encoded_word_bytes = 42;  // of text in one encoded word: 75 characters at most with its wrapping
constexpr std::size_t base64_line = 57;         // bytes that make a line of 76 characters

std::string base64(std::string_view bytes) {
  static constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t n = 0;
    const std::size_t left = std::min<std::size_t>(3, bytes.size() - i);
    for (std::size_t k = 0; k < 3; ++k) n = n << 8 | (k < left ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k) out += k <= left ? alphabet[n >> (18 - 6 * k) & 63] : '=';
  }
  return out;
}

/// One line without control characters: what came from outside cannot start a header of its own.
std::string one_line(std::string_view text) {
  std::string out;
  for (char c : text) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
  return std::string(trim(out));
}

bool is_plain(std::string_view text) {
  return text.size() < 900 &&
         std::all_of(
             text.begin(), text.end(), [](unsigned char c) { return c >= 0x20 && c < 0x7f; }) &&
         text.find("=?") == std::string_view::npos;
}

std::string encoded(std::string_view raw) {
  const std::string text = one_line(raw);
  if (is_plain(text)) return text;
  std::string out;
  for (std::size_t from = 0; from < text.size();) {
    std::size_t size = std::min(encoded_word_bytes, text.size() - from);
    while (from + size < text.size() && (static_cast<unsigned char>(text[from + size]) & 0xc0) == 0x80) --size;  // not inside a letter
    out += fmt::format("{}=?UTF-8?B?{}?=", out.empty() ? "" : "\r\n ", base64(std::string_view(text).substr(from, size)));
    from += size;
  }
  return out;
}

std::string date_text(Time t) {
  static constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const time_t seconds = t.us / us_per_second;
  struct tm parts{};
  gmtime_r(&seconds, &parts);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} +0000", days[parts.tm_wday], parts.tm_mday, months[parts.tm_mon],
                     parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

struct Upload {
  std::string bytes;
  std::size_t sent = 0;
  CURL* curl = nullptr;
  int begin_ms = 0, timeout_seconds = 0;
  bool ended = false;  // by us: it took too long
};

/// Asked about once a second, and whenever something moves: a server that speaks a letter now and then is not waited for any longer either.
int took_too_long(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  auto& upload = *static_cast<Upload*>(user);
  double seconds = 0;
  curl_easy_getinfo(upload.curl, CURLINFO_TOTAL_TIME, &seconds);
  const bool late = upload.begin_ms > 0 && upload.sent == 0 && seconds * 1'000 >= upload.begin_ms;
  upload.ended = late || seconds >= upload.timeout_seconds;
  return upload.ended ? 1 : 0;
}

std::size_t read_upload(char* buffer, std::size_t size, std::size_t count, void* user) {
  auto& upload = *static_cast<Upload*>(user);
  const auto n = std::min(size * count, upload.bytes.size() - upload.sent);
  upload.bytes.copy(buffer, n, upload.sent);
  upload.sent += n;
  return n;
}

/// What may stand between < and > of RCPT TO without ending it.
bool is_address(std::string_view text) {
  const auto at = text.rfind('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() && is_plain(text) &&
         text.find_first_of(" <>\"\\,;") == std::string_view::npos;
}

/// Refused by the server for good: 5xx to sender, recipient or text. A 5xx before them (greeting, log-in, "STARTTLS first") concerns
/// the way, not the mail, and is the operator's to mend.
bool is_final(CURLcode code, long reply, const Upload& upload) {
  if (reply < 500 || reply > 599 || reply == 530 || reply == 534 || reply == 535 || reply == 538) return false;
  return code == CURLE_SEND_ERROR || upload.sent > 0;
}

std::string server_url(const std::string& url) {
  return url.starts_with("smtp+starttls://") ? "smtp://" + url.substr(std::string_view("smtp+starttls://").size()) : url;
}

}  // namespace

std::string bare_address(std::string_view text) {
  const auto open = text.rfind('<'), close = text.rfind('>');
  if (open != std::string_view::npos && close != std::string_view::npos && open < close)
    return one_line(text.substr(open + 1, close - open - 1));
  return one_line(text);
}

std::string render(const notification::Mail& mail, const std::string& from) {
  const auto name_end = from.rfind('<');
  const std::string sender = name_end == std::string::npos || name_end == 0
                                 ? bare_address(from)
                                 : fmt::format("{} <{}>", encoded(trim(std::string_view(from).substr(0, name_end))), bare_address(from));
  std::string out = fmt::format("Date: {}\r\nFrom: {}\r\nTo: {}\r\nSubject: {}\r\nMessage-ID: {}\r\n", date_text(mail.date), sender,
                                one_line(mail.to), encoded(mail.subject), one_line(mail.message_id));
  if (!mail.reply_to.empty()) out += fmt::format("Reply-To: {}\r\n", one_line(mail.reply_to));
  if (!mail.thread_id.empty())
    out += fmt::format("References: {}\r\nIn-Reply-To: {}\r\n", one_line(mail.thread_id), one_line(mail.thread_id));
  // RFC 3834: nobody's absence notice shall answer us.
  out += "Auto-Submitted: auto-generated\r\nPrecedence: bulk\r\nX-Auto-Response-Suppress: All\r\n";
  out += "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n";
  std::string body;
  for (char c : mail.text) body += c == '\n' ? std::string("\r\n") : std::string(1, c);
  for (std::size_t i = 0; i < body.size(); i += base64_line) out += base64(std::string_view(body).substr(i, base64_line)) + "\r\n";
  return out;
}

store::HandOver send(const SmtpOptions& options, const notification::Mail& mail) { return try_server(options, mail).outcome; }

Tried try_server(const SmtpOptions& options, const notification::Mail& mail) {
  using Outcome = store::HandOver::Outcome;
  const auto to = bare_address(mail.to);
  if (!is_address(to)) return {{Outcome::failed, "not a mail address: " + to}};

  const auto curl = connect::new_curl();
  if (!curl) return {{Outcome::retry, "no memory for a connection"}};
  const std::string url = server_url(options.url), from = "<" + bare_address(options.from) + ">", recipient = "<" + to + ">";
  Upload upload{render(mail, options.from), 0, curl.get(), options.begin_ms, options.timeout_seconds};
  const std::unique_ptr<curl_slist, void (*)(curl_slist*)> recipients(curl_slist_append(nullptr, recipient.c_str()), curl_slist_free_all);
  char why[CURL_ERROR_SIZE] = "";
  curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  const bool opportunistic = options.url.starts_with("smtp://");
  curl_easy_setopt(curl.get(), CURLOPT_USE_SSL, static_cast<long>(opportunistic ? CURLUSESSL_TRY : CURLUSESSL_ALL));
  if (opportunistic) {
    curl_easy_setopt(curl.get(), CURLOPT_SSL_VERIFYPEER, 0L);
    curl_easy_setopt(curl.get(), CURLOPT_SSL_VERIFYHOST, 0L);
  }
  if (!options.ca_file.empty()) curl_easy_setopt(curl.get(), CURLOPT_CAINFO, options.ca_file.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, read_upload);
  curl_easy_setopt(curl.get(), CURLOPT_READDATA, &upload);
  curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, why);
  curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT_MS, options.begin_ms > 0 ? long{options.begin_ms} : 10'000L);
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, static_cast<long>(options.timeout_seconds));
  // The word after the text is waited for outside that limit: without this, two minutes.
  curl_easy_setopt(curl.get(), CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(options.timeout_seconds));
  curl_easy_setopt(curl.get(), CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl.get(), CURLOPT_XFERINFOFUNCTION, took_too_long);
  curl_easy_setopt(curl.get(), CURLOPT_XFERINFODATA, &upload);
  if (!options.user.empty()) {
    curl_easy_setopt(curl.get(), CURLOPT_USERNAME, options.user.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PASSWORD, options.password.c_str());
  }
  const CURLcode code = curl_easy_perform(curl.get());
  if (code == CURLE_OK) return {{Outcome::sent, {}}};
  long reply = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &reply);
  const bool hung = upload.ended || code == CURLE_OPERATION_TIMEDOUT || code == CURLE_COULDNT_CONNECT;
  const std::string text = upload.ended ? "it took too long" : why[0] ? why : curl_easy_strerror(code);
  return {{is_final(code, reply, upload) ? Outcome::failed : Outcome::retry, fmt::format("{} ({})", text, reply)},
          hung ? Heard::not_in_time : Heard::in_time};
}

}  // namespace evenkeel::mail
