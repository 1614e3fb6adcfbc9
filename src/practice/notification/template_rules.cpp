#include "practice/notification/template_rules.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/text.hpp"

namespace evenkeel::notification {
namespace {

using Names = std::vector<std::string_view>;

struct Offer {
  std::string_view begins;  // kinds
  Names variables, needed;
};

/// The first that fits.
const std::vector<Offer>& offers() {
  static const std::vector<Offer> all{
      {"incident.escalation",
       {"number", "title", "state", "priority", "by", "text", "link", "acknowledge_link", "decline_link", "escalate_link", "answers",
        "answer_by_mail"},
       {}},
      {"incident.", {"number", "title", "state", "priority", "by", "text", "link", "confirm_until"}, {}},
      {"absence.", {"open", "all", "text"}, {}},
      {"cover_request.", {"person", "by", "roster", "begins_at", "ends_at", "back_begins_at", "back_ends_at", "text"}, {}},
      {"roster_override.", {"person", "by", "roster", "begins_at", "ends_at", "text"}, {}},
      {"roster.gap", {"roster", "begins_at", "ends_at", "no_layer", "vacant", "away", "taken_off", "missing", "unreachable", "more"}, {}},
      {"roster.", {"roster", "begins_at", "ends_at", "before", "after", "unacknowledged", "escalated", "urgent", "nothing"}, {}},
      {"contact.code", {"name", "code"}, {"code"}},
      {"contact.", {"name"}, {}},
      {"audit.", {"seq", "anchor"}, {"anchor"}},
      {"person.password_reset", {"login", "link"}, {"link"}},
      {"person.", {"login"}, {}}};
  return all;
}

const Offer* offer_of(std::string_view kind) {
  const auto found = std::ranges::find_if(offers(), [&](const Offer& o) { return kind.starts_with(o.begins); });
  return found == offers().end() ? nullptr : &*found;
}

enum class Tag { variable, section, inverted, end, other };
struct Found {
  Tag tag = Tag::other;
  std::string name;
};

Found read_tag(std::string_view inside, bool triple) {
  inside = trim(inside);
  Found found;
  const char sign = inside.empty() ? ' ' : inside.front();
  if (triple) found.tag = Tag::variable;
  else if (sign == '#') found.tag = Tag::section;
  else if (sign == '^') found.tag = Tag::inverted;
  else if (sign == '/') found.tag = Tag::end;
  else found.tag = Tag::variable;
  if (found.tag == Tag::section || found.tag == Tag::inverted || found.tag == Tag::end) inside = trim(inside.substr(1));
  found.name = std::string(inside);
  const bool is_name = !inside.empty() && std::ranges::all_of(inside, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
  if (!is_name) found.tag = Tag::other;
  return found;
}

/// Goes over the tags in order; false when one is not closed.
template <class Each>
bool walk(std::string_view words, const Each& each) {
  for (auto at = words.find("{{"); at != std::string_view::npos; at = words.find("{{", at)) {
    const bool triple = words.substr(at).starts_with("{{{");
    const auto begin = at + (triple ? 3 : 2);
    const auto end = words.find(triple ? "}}}" : "}}", begin);
    if (end == std::string_view::npos) return false;
    each(read_tag(words.substr(begin, end - begin), triple));
    at = end + (triple ? 3 : 2);
  }
  return true;
}

class Check {
 public:
  explicit Check(const Offer& offer) : offer_(offer) {}

  std::vector<std::string> run(std::string_view words) {
    if (!walk(words, [this](const Found& found) { take(found); })) problems_.push_back("A {{ has no }}.");
    for (const std::string& name : open_) problems_.push_back(fmt::format("{{{{#{}}}}} has no {{{{/{}}}}}.", name, name));
    if (tags_ > template_tags_most) problems_.push_back(fmt::format("At most {} variables and sections.", template_tags_most));
    return problems_;
  }

 private:
  void take(const Found& found) {
    ++tags_;
    if (found.tag == Tag::other)
      return say(fmt::format("{{{{{}}}}} is no variable: a name of small letters, or a section of one, stands in braces.", found.name));
    if (std::ranges::find(offer_.variables, found.name) == offer_.variables.end())
      say(fmt::format("{{{{{}}}}} is not known here. There are: {}.", found.name, fmt::join(offer_.variables, ", ")));
    if (found.tag == Tag::section || found.tag == Tag::inverted) {
      open_.push_back(found.name);
      if (open_.size() == template_depth_most + 1) say(fmt::format("Sections lie at most {} deep in each other.", template_depth_most));
    } else if (found.tag == Tag::end) {
      if (open_.empty() || open_.back() != found.name) return say(fmt::format("{{{{/{}}}}} ends no section.", found.name));
      open_.pop_back();
    }
  }
  void say(std::string problem) {
    if (std::ranges::find(problems_, problem) == problems_.end()) problems_.push_back(std::move(problem));
  }

  const Offer& offer_;
  std::vector<std::string> open_, problems_;
  int tags_ = 0;
};

}  // namespace

std::vector<std::string_view> variables_of(std::string_view kind) {
  const Offer* offer = offer_of(kind);
  return offer ? offer->variables : Names{};
}

std::vector<std::string_view> needed_of(std::string_view kind) {
  const Offer* offer = offer_of(kind);
  return offer ? offer->needed : Names{};
}

std::vector<std::string> template_problems(std::string_view words, std::string_view kind) {
  const Offer* offer = offer_of(kind);
  if (!offer) return {"There is no such message."};
  return Check(*offer).run(words);
}

std::vector<std::string> used_variables(std::string_view words) {
  std::vector<std::string> used;
  (void)walk(words, [&](const Found& found) {
    if (found.tag == Tag::variable && std::ranges::find(used, found.name) == used.end()) used.push_back(found.name);
  });
  return used;
}

}  // namespace evenkeel::notification
