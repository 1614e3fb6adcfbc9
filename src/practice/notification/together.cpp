#include "practice/notification/together.hpp"

#include <fmt/format.h>

#include <vector>

#include "base/text.hpp"

namespace evenkeel::notification {
namespace {

constexpr std::size_t text_points_most = 2'000;  // chats fold or cut what is longer
constexpr std::size_t brief_points_most = 140;   // with the link two parts of an SMS
constexpr std::string_view rule = "\n\n----------\n\n";

std::string cut(std::string_view text, std::size_t points) {
  if (utf8_length(text) <= points) return std::string(text);
  return std::string(utf8_prefix(text, points - 3)) + "...";
}

}  // namespace

Result<Mail> compose_together(const store::Outgoing& out, const LetterheadOf& letterhead) {
  if (out.others.empty()) return compose(out, letterhead(out));
  std::vector<Mail> mails;
  std::optional<Error> wrong;
  const auto add = [&](const store::Outgoing& one) {
    auto mail = compose(one, letterhead(one));
    if (mail) mails.push_back(std::move(*mail));
    else if (!wrong) wrong = mail.error();
  };
  add(out);
  for (const store::Outgoing& other : out.others) add(other);
  if (mails.empty()) return std::move(*wrong);
  Mail all = mails.front();
  if (mails.size() == 1) return all;
  const bool german = letterhead(out).language.starts_with("de");
  all.subject = fmt::format("{} {}: {}", mails.size(), german ? "Meldungen" : "messages", all.subject);
  all.text.clear();
  all.answer_link.clear();
  for (const Mail& mail : mails) all.text += fmt::format("{}{}\n\n{}", all.text.empty() ? "" : rule, mail.subject, trim(mail.text));
  all.text += '\n';
  return all;
}

ShortText short_text(const Mail& mail) {
  ShortText s;
  auto text = trim(mail.text);
  if (!mail.link.empty() && text.ends_with(mail.link)) text.remove_suffix(mail.link.size());
  s.subject = cut(mail.subject, brief_points_most);
  s.text = cut(trim(text), text_points_most);
  s.link = mail.link;
  const std::string& first = mail.answer_link.empty() ? s.link : mail.answer_link;
  s.brief = first.empty() ? s.subject : s.subject + "\n" + first;
  return s;
}

}  // namespace evenkeel::notification
