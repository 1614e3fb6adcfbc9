#include "practice/mail_in/staff_rules.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"
#include "practice/mail_in/mail_rules.hpp"
#include "practice/mail_in/reply_tags.hpp"

namespace evenkeel::mail_in {
namespace {

constexpr std::string_view purpose = "reply to a message";
constexpr std::size_t digest_hex = 26;    // 104 bits; an address may not be long
constexpr std::size_t command_most = 60;  // bytes: a line that is longer is no single word

struct Word {
  std::string_view text;
  StaffWord word;
};
/// Whole first paragraphs, small letters; "ü" in both its cases, since only ASCII is folded.
constexpr Word words[] = {
    {"ack", StaffWord::acknowledge},        {"acknowledge", StaffWord::acknowledge}, {"acknowledged", StaffWord::acknowledge},
    {"ok", StaffWord::acknowledge},         {"okay", StaffWord::acknowledge},        {"i have it", StaffWord::acknowledge},
    {"got it", StaffWord::acknowledge},     {"on it", StaffWord::acknowledge},       {"i'm on it", StaffWord::acknowledge},
    {"übernehme", StaffWord::acknowledge},  {"Übernehme", StaffWord::acknowledge},   {"ich übernehme", StaffWord::acknowledge},
    {"übernommen", StaffWord::acknowledge}, {"Übernommen", StaffWord::acknowledge},  {"quittieren", StaffWord::acknowledge},
    {"quittiert", StaffWord::acknowledge},  {"ich hab's", StaffWord::acknowledge},   {"decline", StaffWord::decline},
    {"declined", StaffWord::decline},       {"i cannot", StaffWord::decline},        {"i can't", StaffWord::decline},
    {"cannot", StaffWord::decline},         {"can't", StaffWord::decline},           {"kann nicht", StaffWord::decline},
    {"ich kann nicht", StaffWord::decline}, {"ablehnen", StaffWord::decline},        {"escalate", StaffWord::escalate},
    {"eskalieren", StaffWord::escalate},
};
/// With a text behind a colon.
constexpr std::string_view resolving[] = {"resolve", "resolved", "lösen", "gelöst", "behoben"};

/// What telephones put below a mail by themselves.
constexpr std::string_view telephone_lines[] = {"sent from my ", "sent from outlook",      "get outlook for ", "von meinem ",
                                                "gesendet von ", "holen sie sich outlook", "gesendet mit "};

std::string folded(std::string_view line) {
  std::string out = lower_ascii(trim(line));
  for (auto at = out.find("’"); at != std::string::npos; at = out.find("’", at)) out.replace(at, std::string_view("’").size(), "'");
  while (!out.empty() && std::string_view(".!,;").find(out.back()) != std::string_view::npos) out.pop_back();
  return out;
}

bool from_telephone(std::string_view line) {
  const auto low = lower_ascii(trim(line));
  return std::ranges::any_of(telephone_lines, [&](std::string_view begin) { return low.starts_with(begin); });
}

/// A link of the message that is answered: it acts in the writer's name, and stands there because a quotation was not marked as one.
bool is_link_of_ours(std::string_view line) {
  const auto at = line.find("/answer/");
  return at != std::string_view::npos && line.find('#', at) != std::string_view::npos;
}

/// Its lines as far as they are the writer's, whether the answer stands above or below what is quoted.
std::vector<std::string_view> own_lines(std::string_view text) {
  std::vector<std::string_view> own;
  const auto lines = split(text, '\n');
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto line = trim(lines[i]);
    if (line.starts_with('>')) continue;
    if (line == "--" || from_telephone(line) || is_link_of_ours(line)) break;
    const std::size_t taken = introduction_lines(lines, i);
    if (taken == 0) {
      own.push_back(line);
      continue;
    }
    auto below = i + taken;
    while (below < lines.size() && trim(lines[below]).empty()) ++below;
    // Without marks in front of its lines nobody can tell where a quotation ends.
    if (below >= lines.size() || !trim(lines[below]).starts_with('>')) break;
    i += taken - 1;
  }
  return own;
}

std::string joined(const std::vector<std::string_view>& lines, std::size_t from) {
  std::string out;
  for (std::size_t i = from; i < lines.size(); ++i) out.append(lines[i]).append("\n");
  return std::string(trim(out));
}

/// "resolve: text", "resolve workaround: text".
std::optional<StaffAnswer> read_resolution(std::string_view first, std::string_view all) {
  const auto colon = first.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string before = folded(first.substr(0, colon));
  for (const std::string_view word : resolving) {
    if (!before.starts_with(word)) continue;
    const auto rest = std::string_view(before).substr(word.size());
    if (!rest.empty() && rest.front() != ' ') continue;  // "resolver: ..."
    const auto text = trim(all.substr(all.find(':') + 1));
    if (text.empty()) return StaffAnswer{};
    return StaffAnswer{StaffWord::resolve, std::string(trim(rest)), std::string(text)};
  }
  return std::nullopt;
}

/// It begins with a word that does something: the writer may believe that it did.
bool sounds_like_command(std::string_view line) {
  const auto low = folded(line);
  const auto begins = [&](std::string_view word) {
    if (!low.starts_with(word)) return false;
    const auto next = low.size() > word.size() ? low[word.size()] : ' ';
    return (next < 'a' || next > 'z') && static_cast<unsigned char>(next) < 0x80 && next != '\'';
  };
  return std::ranges::any_of(words, [&](const Word& w) { return begins(w.text); }) || std::ranges::any_of(resolving, begins);
}

}  // namespace

std::string message_reply_address(const Vault& vault, std::string_view address, Id message) {
  if (!message) return {};
  const auto said = base36(message);
  return tagged_address(address, said + "-" + tag_digest(vault, purpose, said, digest_hex));
}

std::optional<Id> read_message_reply_address(const Vault& vault, std::string_view ours, std::string_view address) {
  const auto tag = tag_of(ours, address);
  const auto parts = split(tag, '-');
  if (parts.size() != 2 || !equal_secret(tag_digest(vault, purpose, parts[0], digest_hex), parts[1])) return std::nullopt;
  return read_base36(parts[0]);
}

StaffAnswer read_staff_answer(std::string_view mail_text) {
  auto own = own_lines(mail_text);
  own.erase(own.begin(), std::ranges::find_if(own, [](std::string_view line) { return !line.empty(); }));
  if (own.empty()) return {};
  const std::string all = joined(own, 0);
  const auto end = static_cast<std::size_t>(std::ranges::find(own, std::string_view()) - own.begin());  // of the first paragraph
  const std::string_view first = own.front();
  if (auto resolution = read_resolution(first, all)) {
    if (resolution->word == StaffWord::unclear) resolution->text = all;
    return *resolution;
  }
  if (end == 1 && first.size() <= command_most) {
    const auto said = folded(first);
    for (const Word& w : words)
      if (w.text == said) return {w.word, {}, joined(own, end)};
  }
  return {sounds_like_command(first) ? StaffWord::unclear : StaffWord::note, {}, all};
}

bool is_absence_subject(std::string_view subject) {
  constexpr std::array begins{"automatic reply", "auto reply",           "auto-reply",     "autoreply",
                              "auto:",           "out of office",        "out-of-office",  "abwesenheit",
                              "abwesend",        "automatische antwort", "autom. antwort", "ich bin nicht im"};
  const auto low = lower_ascii(trim(subject));
  return std::ranges::any_of(begins, [&](std::string_view begin) { return low.starts_with(begin); });
}

}  // namespace evenkeel::mail_in
