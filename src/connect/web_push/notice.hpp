// What a push says: JSON for the console's service worker (web/public/push.js), short enough for every push service, and the headers by
// which the service keeps it (RFC 8030, section 5).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace evenkeel::web_push {

/// Words of a notification.
struct Notice {
  std::string title, text;
  std::string link;                      // what it opens; empty: the console
  std::string answer_link, answer_word;  // a button that opens this instead; empty: none
  std::string tag;                       // a newer one with the same tag takes its place; empty: none does
  std::string code;                      // of a point that is to be proven
  bool urgent = false;
};
/// At most web_push::text_most bytes: the text is cut to what a notification shows, and left out when all is too long.
std::string notice_json(const Notice& notice);

/// How long the service keeps it for a browser that is away: a code as long as it is good, an urgent one for an hour (then somebody else
/// was told), others for a day.
std::int64_t kept_seconds(const Notice& notice);
/// TTL, Urgency, Topic (the tag, which must be 32 letters of base64url at most), and what the body is.
std::vector<std::string> push_headers(const Notice& notice);

}  // namespace evenkeel::web_push
