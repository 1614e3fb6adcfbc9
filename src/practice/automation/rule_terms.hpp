// What a rule of automation says, read from the words that an administrator writes: its conditions in the one condition language, and a
// line for each deed. Read once for a version of the catalogue; whether it is for a change is asked at every change.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "practice/agreement/terms.hpp"
#include "practice/service/automation_rule.hpp"

namespace evenkeel::automation {

using service::AutomationRule;
using service::AutomationTrigger;

enum class DeedKind {
  set,  // a field of the incident: these four are done before the change is written, and are part of it
  add_tag,
  remove_tag,
  note,  // these three with it
  tell,
  call_webhook,
  link_parent,  // these two by the command that people give, right after it
  escalate
};

enum class Audience { caller, assignee, team, person };

struct Deed {
  DeedKind kind = DeedKind::set;
  std::string field;                     // of set: category, team ...
  std::string value;                     // what it is set to, the tag, the login, the number, the name of the webhook; "up", "on"
  Audience audience = Audience::caller;  // of tell
  std::string text;                      // of note and tell
  std::string words;                     // the line as it was written
  /// It can be part of the change itself.
  bool is_part_of_change() const { return kind == DeedKind::set || kind == DeedKind::add_tag || kind == DeedKind::remove_tag; }
};

struct Rule {
  AutomationRule rule;
  agreement::Clause applies, was;
  std::vector<Deed> deeds;
};

inline constexpr std::string_view settable[] = {"category", "subcategory", "service", "impact", "urgency", "team", "assignee"};
constexpr std::size_t deeds_most = 20;    // of one rule: more is a programme
constexpr std::size_t text_most = 4'000;  // of a note or a message
constexpr std::size_t value_most = 200;   // as names are

/// Reads all of it; all problems at once with the pointer of their field: rule.deed, rule.fields, rule.was_without_before, and those of
/// conditions. `words` as agreement::words_for gives them.
Result<Rule> read_rule(const AutomationRule& rule, const condition::Vocabulary& words);

}  // namespace evenkeel::automation

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<automation::Audience> = std::array<std::string_view, 4>{"caller", "assignee", "team", "person"};
}
