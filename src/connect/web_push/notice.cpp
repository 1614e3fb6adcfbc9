#include "connect/web_push/notice.hpp"

#include <boost/json.hpp>

#include "base/text.hpp"
#include "connect/web_push/web_push.hpp"

namespace evenkeel::web_push {
namespace {

constexpr std::size_t title_points_most = 140;
constexpr std::size_t text_points_most = 300;  // systems show two to five lines

std::string cut(std::string_view text, std::size_t points) {
  if (utf8_length(text) <= points) return std::string(text);
  return std::string(utf8_prefix(text, points - 3)) + "...";
}

/// Line ends stay; other control characters would only make the JSON long.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (static_cast<unsigned char>(c) >= ' ' || c == '\n') out += c;
  return out;
}

}  // namespace

std::string notice_json(const Notice& n) {
  boost::json::object json{{"title", cut(plain(n.title), title_points_most)},
                           {"text", cut(plain(n.text), text_points_most)},
                           {"link", n.link},
                           {"tag", n.tag},
                           {"urgent", n.urgent}};
  if (!n.answer_link.empty()) json["answer"] = {{"link", n.answer_link}, {"word", n.answer_word}};
  if (!n.code.empty()) json["code"] = n.code;
  std::string written = boost::json::serialize(json);
  if (written.size() <= text_most) return written;
  json["text"] = "";
  return boost::json::serialize(json);
}

std::int64_t kept_seconds(const Notice& n) {
  constexpr std::int64_t quarter = 900, hour = 3'600, day = 86'400;
  return !n.code.empty() ? quarter : n.urgent ? hour : day;
}

std::vector<std::string> push_headers(const Notice& n) {
  std::vector<std::string> headers{"TTL: " + std::to_string(kept_seconds(n)),
                                   n.urgent || !n.code.empty() ? "Urgency: high" : "Urgency: normal", "Content-Encoding: aes128gcm",
                                   "Content-Type: application/octet-stream"};
  if (!n.tag.empty()) headers.push_back("Topic: " + n.tag);
  return headers;
}

}  // namespace evenkeel::web_push
