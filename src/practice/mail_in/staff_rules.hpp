// What staff say by answering a mail of ours: which words do something, and which are only words. Pure functions.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/time.hpp"
#include "base/vault.hpp"

namespace evenkeel::mail_in {

/// Whoever answers a note later than this has the console; what a word does is bounded by escalation::answer_life_us.
constexpr std::int64_t note_life_us = 14 * us_per_day;

/// Where staff answer this message: "incidents+<message>-<digest>@...". The message names its person, its incident and when it was made.
/// Empty when there is no address, or it would be longer than servers take.
std::string message_reply_address(const Vault& vault, std::string_view address, Id message);
/// The message, when such an address is one of ours; letters may have changed their case on the way.
std::optional<Id> read_message_reply_address(const Vault& vault, std::string_view ours, std::string_view address);

/// unclear: begins like a command and is none, or says nothing.
enum class StaffWord { note, acknowledge, decline, escalate, resolve, unclear };
struct StaffAnswer {
  StaffWord word = StaffWord::unclear;
  std::string code;  // "resolve workaround: ..." names it, in small letters
  std::string text;  // of a resolution; otherwise what stands beside the word
};
/// Reads the first paragraph that is the writer's own: it does something only when it is a command's word and nothing else. What is quoted,
/// at whichever end, what telephones add and what stands below "-- " is nobody's word.
StaffAnswer read_staff_answer(std::string_view mail_text);

/// The subject of an absence notice, of programs that do not say in a header that they wrote it.
bool is_absence_subject(std::string_view subject);

}  // namespace evenkeel::mail_in
