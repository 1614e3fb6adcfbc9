// Mails of strangers: read whole, then folded and judged. Whatever comes in, what comes out is bounded text.
#include <cstdint>

#include "base/text.hpp"
#include "connect/mail/html_text.hpp"
#include "connect/mail/mail_reader.hpp"
#include "must.hpp"
#include "practice/mail_in/mail_rules.hpp"

using evenkeel::fuzz::must;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace evenkeel;
  const std::string_view raw(reinterpret_cast<const char*>(data), size);
  const auto words = mail::text_of_html(raw);
  must(words.size() <= 3 * raw.size() + 16);
  const auto mail = mail::read_mail(raw);
  if (!mail) return 0;
  must(is_valid_utf8(mail->text) && is_valid_utf8(mail->subject) && mail->files.size() <= mail::files_most);
  for (char c : mail->subject) must(static_cast<unsigned char>(c) >= 0x20);
  const mail_in::Ours ours{"help.example.org", "incidents@example.org", {}};
  (void)mail_in::written_by_machine(*mail, ours);
  must(mail_in::own_words(mail->text).size() <= mail->text.size());
  must(!mail_in::title_of(*mail, 200).empty());
  (void)mail_in::verdict_in(mail->text);
  (void)mail_in::numbers_in(mail->subject);
  const Vault vault(std::string(32, 'k'));
  for (const auto& to : mail->to) must(!mail_in::read_reply_address(vault, ours.address, to.address));
  return 0;
}
