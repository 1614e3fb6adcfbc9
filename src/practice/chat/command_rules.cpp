#include "practice/chat/command_rules.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace evenkeel::chat {
namespace {

constexpr std::size_t digits_most = 15, digits_least = 7;

enum class Needs { nothing, text, incident, both };
struct Row {
  std::string_view name;
  Word word;
  Needs needs;
};
constexpr Row rows[] = {{"help", Word::help, Needs::nothing},
                        {"hilfe", Word::help, Needs::nothing},
                        {"list", Word::list, Needs::nothing},
                        {"liste", Word::list, Needs::nothing},
                        {"link", Word::link, Needs::text},
                        {"unlink", Word::unlink, Needs::nothing},
                        {"declare", Word::declare, Needs::text},
                        {"new", Word::declare, Needs::text},
                        {"neu", Word::declare, Needs::text},
                        {"ack", Word::acknowledge, Needs::incident},
                        {"acknowledge", Word::acknowledge, Needs::incident},
                        {"note", Word::note, Needs::both},
                        {"notiz", Word::note, Needs::both},
                        {"assign", Word::assign, Needs::both},
                        {"resolve", Word::resolve, Needs::both}};

/// The first word, which is cut off.
std::string_view take_word(std::string_view& text) {
  text = trim(text);
  const auto end = std::min(text.find_first_of(" \t\n"), text.size());
  const auto word = text.substr(0, end);
  text = trim(text.substr(end));
  return word;
}

}  // namespace

std::string read_number(std::string_view text) {
  if (text.starts_with('#')) text.remove_prefix(1);
  else if (text.size() > 3 && equal_ascii_nocase(text.substr(0, 3), "INC")) text.remove_prefix(3);
  while (text.size() > 1 && text.front() == '0') text.remove_prefix(1);
  const bool number = !text.empty() && text.size() <= digits_most && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  if (!number) return {};
  return "INC" + std::string(digits_least - std::min(digits_least, text.size()), '0') + std::string(text);
}

Command read_command(std::string_view text) {
  const auto name = take_word(text);
  if (name.empty()) return {};
  const auto row = std::ranges::find_if(rows, [&](const Row& r) { return equal_ascii_nocase(r.name, name); });
  if (row == std::end(rows)) return {Word::help, {}, {}, false};
  Command command{row->word, {}, {}, true};
  if (row->needs == Needs::incident || row->needs == Needs::both) command.ref = read_number(take_word(text));
  command.text = text;
  const bool needs_text = row->needs == Needs::text || row->needs == Needs::both;
  const bool needs_incident = row->needs == Needs::incident || row->needs == Needs::both;
  command.whole = (!needs_incident || !command.ref.empty()) && (!needs_text || !command.text.empty());
  return command;
}

}  // namespace evenkeel::chat
