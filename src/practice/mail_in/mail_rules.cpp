#include "practice/mail_in/mail_rules.hpp"

#include <algorithm>
#include <array>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "practice/mail_in/reply_tags.hpp"

namespace evenkeel::mail_in {
namespace {

constexpr std::string_view purpose = "incoming mail";
constexpr std::size_t signature_hex = 16;  // 64 bits: nobody guesses it through a mail server
constexpr std::size_t numbers_most = 5;
constexpr std::size_t blank_lines_most = 20;  // between an introduction and what it introduces
constexpr std::size_t number_digits_most = 15;

bool begins_nocase(std::string_view text, std::string_view with) {
  return text.size() >= with.size() && equal_ascii_nocase(text.substr(0, with.size()), with);
}

bool has_word(std::string_view text, std::initializer_list<std::string_view> words) {
  const auto low = lower_ascii(trim(text));
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return low == word; });
}

/// A line that introduces what is quoted below it, as mail programs write it.
bool introduces_quotation(std::string_view line, std::string_view next) {
  constexpr std::array begins{"-----original message", "-----ursprüngliche nachricht", "-------- original message",
                              "-------- ursprüngliche nachricht", "________________________________"};
  const auto low = lower_ascii(line);
  for (std::string_view begin : begins)
    if (low.starts_with(begin)) return true;
  // Outlook: "From: ..." followed by "Sent: ..."; the same in German.
  const auto below = lower_ascii(trim(next));
  if (low.starts_with("from:") && (below.starts_with("sent:") || below.starts_with("date:"))) return true;
  if (low.starts_with("von:") && (below.starts_with("gesendet:") || below.starts_with("datum:"))) return true;
  const bool quoted_below = below.starts_with('>');
  return (low.ends_with("wrote:") && low.starts_with("on ")) ||
         (low.ends_with(':') && low.starts_with("am ") && low.find("schrieb") != std::string::npos) || (quoted_below && low.ends_with(':'));
}

std::string joined(const std::vector<std::string_view>& lines, std::size_t end) {
  std::string out;
  for (std::size_t i = 0; i < end; ++i) out.append(lines[i]).append("\n");
  return std::string(trim(out));
}

}  // namespace

bool same_address(std::string_view a, std::string_view b) { return equal_ascii_nocase(trim(a), trim(b)); }

std::string written_by_machine(const ReadMail& mail, const Ours& ours) {
  if (mail.is_report) return "it reports on the delivery of another mail (a bounce or a receipt)";
  if (mail.from_nobody) return "it has an empty return path, as bounces have";
  if (read_our_id(mail.message_id, ours.host)) return "it is one of our own mails";
  for (const Address& from : mail.from) {
    if (!ours.address.empty() && same_address(from.address, ours.address)) return "it comes from our own mailbox";
    for (const auto& own : ours.addresses)
      if (same_address(from.address, own)) return "it comes from our own address";
    const auto low = lower_ascii(from.address);
    if (low.starts_with("mailer-daemon@") || low.starts_with("postmaster@")) return "it comes from a mail server";
  }
  // RFC 3834: everything but "no" was written by a program; parameters may follow.
  const auto submitted = lower_ascii(trim(std::string_view(mail.auto_submitted).substr(0, mail.auto_submitted.find(';'))));
  if (!submitted.empty() && submitted != "no") return "Auto-Submitted says that a program wrote it";
  if (has_word(mail.precedence, {"bulk", "junk", "list", "auto_reply"})) return "Precedence says that a program or a list sent it";
  if (!mail.list_id.empty()) return "it comes from a mailing list";
  if (!mail.loop.empty()) return "X-Loop says that a program passed it on";
  // X-Auto-Response-Suppress alone is set by people's Outlook too; with all answers ruled out a program wrote it.
  if (has_word(mail.suppress, {"all"})) return "X-Auto-Response-Suppress says that a program wrote it";
  return {};
}

std::optional<OurId> read_our_id(std::string_view message_id, std::string_view host) {
  const auto at = message_id.rfind('@');
  if (at == std::string_view::npos || host.empty() || !equal_ascii_nocase(message_id.substr(at + 1), host)) return std::nullopt;
  const auto left = message_id.substr(0, at);
  const auto dot = left.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto id = parse_id(left.substr(0, dot));
  if (!id) return std::nullopt;
  if (left.substr(dot + 1) == "incident") return OurId{*id, {}};
  if (left.substr(dot + 1) == "message") return OurId{{}, *id};
  return std::nullopt;
}

std::string reply_address(const Vault& vault, std::string_view address, Id incident, Id person) {
  if (!incident || !person) return {};
  const std::string said = base36(incident) + "-" + base36(person);
  return tagged_address(address, said + "-" + tag_digest(vault, purpose, said, signature_hex));
}

std::optional<Signed> read_reply_address(const Vault& vault, std::string_view ours, std::string_view address) {
  const auto tag = tag_of(ours, address);
  const auto parts = split(tag, '-');
  if (parts.size() != 3) return std::nullopt;
  const std::string said = std::string(parts[0]) + "-" + std::string(parts[1]);
  if (!equal_secret(tag_digest(vault, purpose, said, signature_hex), parts[2])) return std::nullopt;
  return Signed{read_base36(parts[0]), read_base36(parts[1])};
}

std::vector<std::string> numbers_in(std::string_view subject) {
  std::vector<std::string> found;
  for (auto at = subject.find("INC"); at != std::string_view::npos && found.size() < numbers_most; at = subject.find("INC", at + 3)) {
    auto end = at + 3;
    while (end < subject.size() && subject[end] >= '0' && subject[end] <= '9') ++end;
    const auto digits = end - at - 3;
    std::string number(subject.substr(at, end - at));
    if (digits >= 7 && digits <= number_digits_most && std::ranges::find(found, number) == found.end()) found.push_back(std::move(number));
  }
  return found;
}

std::size_t introduction_lines(const std::vector<std::string_view>& lines, std::size_t at) {
  const auto line = trim(lines[at]);
  if (line.empty()) return 0;
  const auto below = at + 1 < lines.size() ? trim(lines[at + 1]) : std::string_view();
  if (begins_nocase(line, "on ") && !begins_nocase(below, "on ") && lower_ascii(below).ends_with("wrote:")) return 2;
  auto next = at + 1;  // the first line below that says something
  for (; next < lines.size() && trim(lines[next]).empty() && next - at < blank_lines_most;) ++next;
  return introduces_quotation(line, next < lines.size() ? lines[next] : "") ? 1 : 0;
}

std::string own_words(std::string_view text) {
  const auto lines = split(text, '\n');
  std::size_t end = lines.size();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (introduction_lines(lines, i) > 0 || lines[i] == "-- " || lines[i] == "--") {
      end = i;
      break;
    }
  }
  // What is quoted at the end goes; between one's own words it belongs to them.
  while (end > 0 && (trim(lines[end - 1]).empty() || trim(lines[end - 1]).starts_with('>'))) --end;
  auto words = joined(lines, end);
  return words.empty() ? std::string(trim(text)) : words;
}

Verdict verdict_in(std::string_view words) {
  auto line = trim(words.substr(0, words.find('\n')));
  while (!line.empty() && (line.back() == '.' || line.back() == '!')) line.remove_suffix(1);
  if (has_word(line, {"confirmed", "solved", "it works again", "works again", "bestätigt", "gelöst", "es geht wieder", "geht wieder"}))
    return Verdict::confirmed;
  if (has_word(line, {"not solved", "not fixed", "still broken", "reopen", "nicht gelöst", "nicht behoben", "geht nicht", "wieder öffnen"}))
    return Verdict::rejected;
  return Verdict::none;
}

std::string shortened(std::string text, std::size_t points_most) {
  if (utf8_length(text) <= points_most) return text;
  constexpr std::string_view mark = " […]";
  return std::string(utf8_prefix(text, points_most - utf8_length(mark))) + std::string(mark);
}

std::string title_of(const ReadMail& mail, std::size_t points_most) {
  std::string_view title = trim(mail.subject);
  for (bool again = true; again;) {
    again = false;
    for (std::string_view mark : {"re:", "aw:", "fw:", "fwd:", "wg:"})
      if (begins_nocase(title, mark)) {
        title = trim(title.substr(mark.size()));
        again = true;
      }
  }
  if (title.empty()) title = trim(std::string_view(mail.text).substr(0, mail.text.find('\n')));
  if (title.empty()) title = "(a mail without a subject)";
  return shortened(std::string(title), points_most);
}

std::string content_digest(const ReadMail& mail) {
  std::string all = mail.subject + '\0' + mail.text;
  for (const MailFile& file : mail.files) all += '\0' + file.name + '\0' + sha256(file.bytes);
  return to_hex(sha256(all));
}

}  // namespace evenkeel::mail_in
