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

/// What Outlook writes above what it quotes, in the languages of its users: who sent it, and when on the line below. Letters other than
/// ASCII's keep their case.
struct OutlookHead {
  std::string_view from;
  std::array<std::string_view, 2> sent;
};
constexpr std::array outlook_heads{OutlookHead{"from:", {"sent:", "date:"}},      OutlookHead{"von:", {"gesendet:", "datum:"}},
                                   OutlookHead{"de :", {"envoyé", "date"}},       OutlookHead{"de\u00a0:", {"envoyé", "date"}},
                                   OutlookHead{"de:", {"enviad", "fecha:"}},      OutlookHead{"da:", {"inviato:", "data:"}},
                                   OutlookHead{"van:", {"verzonden:", "datum:"}}, OutlookHead{"od:", {"wysłano:", "data:"}},
                                   OutlookHead{"från:", {"skickat:", "datum:"}},  OutlookHead{"fra:", {"sendt:", "dato:"}}};

/// "On Monday somebody wrote:", as one line begins and what else is in it.
struct Introduction {
  std::string_view begin, verb;
};
constexpr std::array introductions{Introduction{"on ", "wrote"},      Introduction{"am ", "schrieb"},    Introduction{"le ", "écrit"},
                                   Introduction{"el ", "escribió"},   Introduction{"il ", "ha scritto"}, Introduction{"em ", "escreveu"},
                                   Introduction{"op ", "schreef"},    Introduction{"den ", "skrev"},     Introduction{"w dniu ", "pisze"},
                                   Introduction{"w dniu ", "napisał"}};

/// What mail programs put before a subject, in the same languages.
constexpr std::array<std::string_view, 7> answer_marks{"re:", "aw:", "sv:", "vs:", "antw:", "rif:", "odp:"};
constexpr std::array<std::string_view, 9> forward_marks{"fw:", "fwd:", "wg:", "tr:", "rv:", "vb:", "doorst:", "enc:", "pd:"};

/// "-----Original Message-----" without its dashes.
std::string_view trim_dashes(std::string_view text) {
  const auto from = text.find_first_not_of("- "), until = text.find_last_not_of("- ");
  return from == std::string_view::npos ? std::string_view() : text.substr(from, until - from + 1);
}
bool is_original(std::string_view low) {
  constexpr std::array names{"original message",  "ursprüngliche nachricht", "originalnachricht",       "message d'origine",
                             "message original",  "mensaje original",        "messaggio originale",     "oorspronkelijk bericht",
                             "mensagem original", "wiadomość oryginalna",    "ursprungligt meddelande", "oprindelig meddelelse"};
  return std::ranges::any_of(names, [&](std::string_view name) { return low == name; });
}

/// A line that introduces what is quoted below it, as mail programs write it.
bool introduces_quotation(std::string_view line, std::string_view next) {
  const auto low = lower_ascii(line);
  if (low.starts_with("________________________________") || (low.starts_with("-----") && is_original(trim_dashes(low)))) return true;
  const auto below = lower_ascii(trim(next));
  for (const auto& [from, sent] : outlook_heads)
    if (low.starts_with(from) && std::ranges::any_of(sent, [&](std::string_view word) { return below.starts_with(word); })) return true;
  return low.ends_with(':') && (below.starts_with('>') || std::ranges::any_of(introductions, [&](const Introduction& one) {
                                  return low.starts_with(one.begin) && low.find(one.verb) != std::string::npos;
                                }));
}

/// The first line from there on that says something; empty when there is none near.
std::string_view said_from(const std::vector<std::string_view>& lines, std::size_t at) {
  const auto end = std::min(lines.size(), at + blank_lines_most);
  for (; at < end; ++at)
    if (const auto line = trim(lines[at]); !line.empty()) return line;
  return {};
}

std::string joined(const std::vector<std::string_view>& lines, std::size_t end) {
  std::string out;
  for (std::size_t i = 0; i < end; ++i) out.append(lines[i]).append("\n");
  return std::string(trim(out));
}

}  // namespace

bool same_address(std::string_view a, std::string_view b) { return equal_ascii_nocase(trim(a), trim(b)); }

std::string written_by_machine(const ReadMail& mail, const Ours& ours) {
  if (mail.answers_invitation) return "it answers an invitation to an event";
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
  // Broken across two lines.
  if (below.ends_with(':') && !introduces_quotation(line, "")) {
    const auto whole = lower_ascii(line) + " " + lower_ascii(below);
    const bool quoted = said_from(lines, at + 2).starts_with('>');
    for (const auto& one : introductions)
      if (whole.starts_with(one.begin) && !begins_nocase(below, one.begin) &&
          (quoted || whole.find(one.verb, line.size()) != std::string::npos))
        return 2;
  }
  return introduces_quotation(line, said_from(lines, at + 1)) ? 1 : 0;
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

std::string said_in(const ReadMail& mail) {
  for (const std::string_view mark : forward_marks)
    if (begins_nocase(trim(mail.subject), mark)) return std::string(trim(mail.text));
  return own_words(mail.text);
}

std::string title_of(const ReadMail& mail, std::size_t points_most) {
  std::string_view title = trim(mail.subject);
  const auto take_off = [&](std::string_view mark) {
    const bool there = begins_nocase(title, mark);
    if (there) title = trim(title.substr(mark.size()));
    return there;
  };
  while (std::ranges::any_of(answer_marks, take_off) || std::ranges::any_of(forward_marks, take_off)) {}
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
