// What somebody wrote behind "/incident": a word, perhaps an incident, and a text. Pure.
#pragma once
#include <string>
#include <string_view>

namespace evenkeel::chat {

enum class Word { help, list, link, unlink, declare, acknowledge, note, assign, resolve };
struct Command {
  Word word = Word::help;
  std::string ref;    // "INC0000042", for words that are about one
  std::string text;   // what stands behind: a title, a note, a login, how it was resolved, a code
  bool whole = true;  // false: something that the word needs is missing, or the word is not known
};
/// "ack 42", "note INC42 the fuse", "declare Mail is down".
Command read_command(std::string_view text);
/// "INC0000042" from "INC0000042", "inc42", "#42" or "42"; empty when it is none of these.
std::string read_number(std::string_view text);

}  // namespace evenkeel::chat
