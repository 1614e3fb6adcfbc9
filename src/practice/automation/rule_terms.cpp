#include "practice/automation/rule_terms.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/text.hpp"

namespace evenkeel::automation {
namespace {

/// A word of a line, or a text in quotes, in which \" \\ and \n stand for a quote, a backslash and a new line.
struct Token {
  std::string text;
  bool quoted = false;
};

/// None when a quote is not closed.
std::optional<std::vector<Token>> tokens_of(std::string_view line) {
  std::vector<Token> tokens;
  std::size_t at = 0;
  while (at < line.size()) {
    const char c = line[at];
    if (c == ' ' || c == '\t') {
      ++at;
      continue;
    }
    Token token;
    if (c == '=') {
      token.text = "=";
      ++at;
    } else if (c == '"') {
      token.quoted = true;
      for (++at; at < line.size() && line[at] != '"'; ++at) {
        const bool escaped = line[at] == '\\' && at + 1 < line.size();
        if (escaped) ++at;
        token.text += escaped && line[at] == 'n' ? '\n' : line[at];
      }
      if (at == line.size()) return std::nullopt;
      ++at;
    } else {
      const auto end = std::min(line.find_first_of(" \t=\"", at), line.size());
      token.text = line.substr(at, end - at);
      at = end;
    }
    tokens.push_back(std::move(token));
  }
  return tokens;
}

/// Reads one line; `wrong` says what is wrong with it.
class Line {
 public:
  explicit Line(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  Deed read() {
    Deed deed;
    const std::string verb = word();
    if (verb == "set") read_set(deed);
    else if (verb == "add" || verb == "remove") read_tag(deed, verb);
    else if (verb == "note") read_note(deed);
    else if (verb == "tell") read_tell(deed);
    else if (verb == "link") read_link(deed);
    else if (verb == "escalate") read_escalate(deed);
    else if (verb == "call") read_call(deed);
    else
      refuse(fmt::format("\"{}\" is no deed; deeds are set, add tag, remove tag, note, tell, link parent, escalate, call webhook", verb));
    if (wrong.empty() && at_ < tokens_.size()) refuse(fmt::format("\"{}\" is too much", tokens_[at_].text));
    return deed;
  }

  std::string wrong;

 private:
  void refuse(std::string why) {
    if (wrong.empty()) wrong = std::move(why);
  }
  bool is_quoted() const { return at_ < tokens_.size() && tokens_[at_].quoted; }
  std::string word() { return at_ < tokens_.size() && !tokens_[at_].quoted ? tokens_[at_++].text : std::string{}; }
  std::string value(std::string_view what) {
    std::string text = at_ < tokens_.size() ? std::string(trim(tokens_[at_++].text)) : std::string{};
    if (text.empty()) refuse(fmt::format("say {}", what));
    if (text.size() > value_most) refuse(fmt::format("{} is too long", what));
    return text;
  }
  std::string text() {
    if (!is_quoted() || trim(tokens_[at_].text).empty()) {
      refuse("write the text in quotes: \"We are on it.\"");
      return {};
    }
    std::string said = tokens_[at_++].text;
    if (said.size() > text_most) refuse(fmt::format("the text is longer than {} bytes", text_most));
    return said;
  }

  void read_set(Deed& deed) {
    deed.field = word();
    if (std::ranges::find(settable, deed.field) == std::end(settable))
      return refuse(fmt::format("\"{}\" is nothing that a rule sets; it sets {}", deed.field, fmt::join(settable, ", ")));
    if (word() != "=") return refuse(fmt::format("write: set {} = \"...\"", deed.field));
    deed.value = value("to what it is set");
  }
  void read_tag(Deed& deed, const std::string& verb) {
    deed.kind = verb == "add" ? DeedKind::add_tag : DeedKind::remove_tag;
    if (word() != "tag") return refuse(fmt::format("write: {} tag \"...\"", verb));
    deed.value = value("which tag");
  }
  void read_note(Deed& deed) {
    deed.kind = DeedKind::note;
    deed.text = text();
  }
  void read_tell(Deed& deed) {
    deed.kind = DeedKind::tell;
    const std::string whom = word();
    const auto audience = record::from_name<Audience>(whom);
    if (!audience) return refuse("say whom: tell caller, tell assignee, tell team, tell team \"Network\" or tell person and a login");
    deed.audience = *audience;
    const bool named =
        deed.audience == Audience::person || (deed.audience == Audience::team && at_ + 1 < tokens_.size() && tokens_[at_ + 1].quoted);
    if (named) deed.value = value("who it is");
    deed.text = text();
  }
  void read_link(Deed& deed) {
    deed.kind = DeedKind::link_parent;
    if (word() != "parent") return refuse("write: link parent INC0000042");
    deed.value = value("the number of the parent");
  }
  void read_escalate(Deed& deed) {
    deed.kind = DeedKind::escalate;
    deed.value = word();
    if (deed.value != "up" && deed.value != "on") refuse("write: escalate up (to the next manager), or escalate on (to the next team)");
  }
  void read_call(Deed& deed) {
    deed.kind = DeedKind::call_webhook;
    if (word() != "webhook") return refuse("write: call webhook \"...\"");
    deed.value = value("which webhook");
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

class Reader {
 public:
  Reader(const AutomationRule& rule, const condition::Vocabulary& words) : words_(words) { read_.rule = rule; }

  Result<Rule> read() {
    read_clause(read_.rule.applies, "/applies", read_.applies);
    read_clause(read_.rule.was, "/was", read_.was);
    if (read_.rule.trigger == AutomationTrigger::opened && !read_.was.when.always_true())
      wrong("rule.was_without_before", "An incident that is opened was nothing before.", "/was");
    read_fields();
    read_deeds();
    if (!problems_.empty()) return Error{Fault::invalid, std::move(problems_), {}};
    return std::move(read_);
  }

 private:
  void wrong(std::string code, std::string text, std::string_view pointer) {
    problems_.push_back({std::move(code), std::move(text), std::string(pointer)});
  }

  void read_clause(std::string_view text, std::string_view pointer, agreement::Clause& into) {
    if (trim(text).empty()) return;
    auto clause = agreement::read_clause(text, words_, "", pointer);
    if (clause) into = std::move(*clause);
    else problems_.push_back(clause.error().first());
  }

  void read_fields() {
    if (!read_.rule.fields.empty() && read_.rule.trigger != AutomationTrigger::changed)
      wrong("rule.fields", "Fields go with the trigger changed.", "/fields");
    for (const std::string& name : read_.rule.fields) {
      const record::Field* field = words_.type->find(name);
      if (!field || !words_.readable(*words_.type, *field))
        wrong("rule.fields", fmt::format("\"{}\" is no field of an incident that a rule can look at.", name), "/fields");
    }
  }

  void read_deeds() {
    int number = 0;
    for (std::string_view part : split(read_.rule.deeds, '\n')) {
      ++number;
      part = trim(part);
      if (part.empty()) continue;
      if (read_.deeds.size() == deeds_most) return wrong("rule.deed", fmt::format("There are more than {} deeds.", deeds_most), "/deeds");
      read_deed(number, part);
    }
    if (read_.deeds.empty() && problems_.empty()) wrong("rule.deed", "Say what is done: set team = \"Network\"", "/deeds");
  }
  void read_deed(int number, std::string_view words) {
    auto tokens = tokens_of(words);
    if (!tokens) return wrong("rule.deed", fmt::format("Line {}: a quote is not closed.", number), "/deeds");
    Line line(std::move(*tokens));
    Deed deed = line.read();
    if (!line.wrong.empty()) return wrong("rule.deed", fmt::format("Line {}: {}.", number, line.wrong), "/deeds");
    deed.words = words;
    read_.deeds.push_back(std::move(deed));
  }

  const condition::Vocabulary& words_;
  Rule read_;
  std::vector<Problem> problems_;
};

}  // namespace

Result<Rule> read_rule(const AutomationRule& rule, const condition::Vocabulary& words) { return Reader(rule, words).read(); }

}  // namespace evenkeel::automation
