#include "practice/notification/message_texts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "practice/notification/template_rules.hpp"

namespace evenkeel::notification {
namespace {

using service::MessageLanguage;
using service::MessageText;

void check_words(const std::string& words, const MessageText& text, std::string_view pointer, std::vector<Problem>& out) {
  for (std::string& problem : template_problems(words, text.message))
    out.push_back({"text.template", std::move(problem), std::string(pointer)});
}

}  // namespace

void check_message_text(const service::Shelf& shelf, const record::Record& after, std::vector<Problem>& out) {
  const auto text = record::from_record<MessageText>(after);
  const auto kinds = message_kinds();
  if (std::ranges::find(kinds, text.message) == kinds.end()) {
    out.push_back({"text.unknown_message", fmt::format("There is no such message. There are: {}.", fmt::join(kinds, ", ")), "/message"});
    return;
  }
  check_words(text.subject, text, "/subject", out);
  check_words(text.text, text, "/text", out);
  if (std::ranges::any_of(text.subject, [](char c) { return static_cast<unsigned char>(c) < ' '; }))
    out.push_back({"text.one_line", "A subject is one line.", "/subject"});
  const auto used = used_variables(text.text);
  for (const std::string_view name : needed_of(text.message))
    if (std::ranges::find(used, name) == used.end())
      out.push_back({"text.needed", fmt::format("Without {{{{{}}}}} this message is of no use.", name), "/text"});
  if (!text.active) return;
  for (const auto& other :
       shelf.matching<MessageText>({{"message", after["message"]}, {"language", after["language"]}, {"active", after["active"]}}))
    if (other.id != text.id)
      out.push_back({"text.twice", fmt::format("\"{}\" is for the same message and language.", other.name), "/message"});
}

std::optional<Wording> wording_for(const service::Snapshot& catalogue, std::string_view kind, std::string_view language) {
  const auto wanted = language.starts_with("de") ? MessageLanguage::de : MessageLanguage::en;
  for (const MessageText* text : catalogue.active<MessageText>())
    if (text->message == kind && text->language == wanted) return Wording{text->subject, text->text};
  return std::nullopt;
}

}  // namespace evenkeel::notification
