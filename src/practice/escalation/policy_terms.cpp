#include "practice/escalation/policy_terms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "practice/people/principal.hpp"

namespace evenkeel::escalation {
namespace {

using service::EscalationPolicy;
using service::EscalationStop;
using service::EscalationTrigger;

/// A word, a text in quotes, or a comma.
struct Token {
  std::string text;
  bool quoted = false;
  bool is(std::string_view word) const { return !quoted && text == word; }
};
using Tokens = std::span<const Token>;

/// Empty when a quote is never closed.
std::optional<std::vector<Token>> tokens_of(std::string_view line) {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < line.size();) {
    const char c = line[i];
    if (c == ' ' || c == '\t' || c == '\r') {
      ++i;
    } else if (c == ',') {
      tokens.push_back({","});
      ++i;
    } else if (c == '"') {
      const auto end = line.find('"', i + 1);
      if (end == std::string_view::npos) return std::nullopt;
      tokens.push_back({std::string(line.substr(i + 1, end - i - 1)), true});
      i = end + 1;
    } else {
      const auto end = std::min(line.find_first_of(" \t\r,\"", i), line.size());
      tokens.push_back({std::string(line.substr(i, end - i))});
      i = end;
    }
  }
  return tokens;
}

std::optional<Deed> deed_of(const Token& token) { return token.quoted ? std::nullopt : record::from_name<Deed>(token.text); }

std::string joined(Tokens tokens) {
  std::string text;
  for (const Token& token : tokens) {
    if (token.is(",")) text += ',';
    else if (token.quoted) text += fmt::format("{}\"{}\"", text.empty() ? "" : " ", token.text);
    else text += (text.empty() ? "" : " ") + token.text;
  }
  return text;
}

bool are(Tokens tokens, std::initializer_list<std::string_view> words) {
  return tokens.size() == words.size() &&
         std::equal(tokens.begin(), tokens.end(), words.begin(), [](const Token& t, std::string_view w) { return t.is(w); });
}

/// "manager of team", "manager 2 of assignee"
std::optional<Whom> manager_of(Tokens tokens) {
  Whom whom{.kind = WhomKind::manager};
  auto rest = tokens.subspan(1);
  if (rest.size() == 3) {
    const auto& n = rest[0].text;
    const auto [end, failed] = std::from_chars(n.data(), n.data() + n.size(), whom.level);
    if (failed != std::errc() || end != n.data() + n.size() || whom.level < 1 || whom.level > level_most) return std::nullopt;
    rest = rest.subspan(1);
  }
  whom.of_assignee = are(rest, {"of", "assignee"});
  if (!whom.of_assignee && !are(rest, {"of", "team"})) return std::nullopt;
  return whom;
}

std::optional<Whom> named(WhomKind kind, Tokens tokens) {
  if (tokens.size() != 2 || tokens[1].text.empty()) return std::nullopt;
  return Whom{.kind = kind, .name = tokens[1].text};
}

std::optional<Whom> everybody_of(Tokens tokens) {
  if (tokens.empty() || tokens[0].quoted) return std::nullopt;
  if (are(tokens, {"assignee"})) return Whom{.kind = WhomKind::assignee};
  if (are(tokens, {"team"})) return Whom{.kind = WhomKind::team};
  if (are(tokens, {"next", "team"})) return Whom{.kind = WhomKind::next_team};
  if (are(tokens, {"supplier"})) return Whom{.kind = WhomKind::supplier};
  if (are(tokens, {"service", "owner"})) return Whom{.kind = WhomKind::owner};
  if (tokens[0].is("manager")) return manager_of(tokens);
  for (const auto kind : {WhomKind::team, WhomKind::person, WhomKind::role, WhomKind::roster})
    if (tokens[0].is(record::name_of(kind))) return named(kind, tokens);
  return std::nullopt;
}

/// There must be several to choose from.
bool can_choose(WhomKind kind) {
  return kind == WhomKind::roster || kind == WhomKind::team || kind == WhomKind::next_team || kind == WhomKind::role;
}

/// "roster \"Nights\" with skill \"Router\"", "team with needed skills"
std::optional<Whom> whom_of(Tokens tokens) {
  constexpr std::size_t choice_length = 3;
  if (tokens.size() <= choice_length || !tokens[tokens.size() - choice_length].is("with")) return everybody_of(tokens);
  const auto choice = tokens.last(choice_length - 1);
  auto whom = everybody_of(tokens.first(tokens.size() - choice_length));
  if (!whom || !can_choose(whom->kind)) return std::nullopt;
  if (are(choice, {"needed", "skills"})) {
    whom->choice = Choice::needed;
  } else if (choice[0].is("skill") && !choice[1].text.empty()) {
    whom->choice = Choice::skill;
    whom->skill = choice[1].text;
  } else {
    return std::nullopt;
  }
  return whom;
}

class Reader {
 public:
  Reader(const EscalationPolicy& policy, const condition::Vocabulary& words) : policy_(policy), words_(words) {}

  Result<Terms> read() {
    terms_.trigger = policy_.trigger;
    terms_.stops = policy_.stops;
    terms_.repeat = policy_.repeat;
    read_applies();
    read_point();
    read_steps();
    if (const auto tokens = tokens_in(policy_.fallback, "", "/fallback"); tokens && !tokens->empty())
      terms_.fallback = list_of(*tokens, "", "/fallback");
    read_acknowledged_for();
    if (problems_.empty()) check_end();
    if (!problems_.empty()) return Error{Fault::invalid, std::move(problems_), {}};
    return std::move(terms_);
  }

 private:
  void wrong(std::string code, std::string text, std::string_view pointer) {
    problems_.push_back({std::move(code), std::move(text), std::string(pointer)});
  }

  std::optional<std::vector<Token>> tokens_in(std::string_view text, std::string_view where, std::string_view pointer) {
    auto tokens = tokens_of(text);
    if (!tokens) wrong("escalation.quote", fmt::format("{}a quotation mark is not closed.", where), pointer);
    return tokens;
  }

  void read_applies() {
    auto clause = agreement::read_clause(policy_.applies, words_, "", "/applies");
    if (clause) terms_.applies = std::move(*clause);
    else problems_.push_back(clause.error().first());
  }

  void read_point() {
    const bool of_clock = policy_.trigger == EscalationTrigger::clock;
    if (!of_clock) {
      if (!policy_.point.empty()) wrong("escalation.point", "Only what begins with a clock has a point of it.", "/point");
      return;
    }
    const std::string usage = "Write restoration 75%, or restoration breached.";
    const auto tokens = tokens_of(policy_.point);
    if (!tokens || tokens->size() != 2) return wrong("escalation.point", usage, "/point");
    Point point{(*tokens)[0].text, 100};
    std::string_view share = (*tokens)[1].text;
    if (share != "breached") {
      if (!share.ends_with('%')) return wrong("escalation.point", usage, "/point");
      share.remove_suffix(1);
      const auto [end, failed] = std::from_chars(share.data(), share.data() + share.size(), point.percent);
      if (failed != std::errc() || end != share.data() + share.size() || point.percent < 1 || point.percent > 100)
        return wrong("escalation.point", usage, "/point");
    }
    terms_.point = point;
  }

  void read_steps() {
    int number = 0;
    for (std::string_view part : split(policy_.steps, '\n')) {
      ++number;
      part = trim(part);
      if (part.empty()) continue;
      if (terms_.steps.size() == steps_most)
        return wrong("escalation.too_long", fmt::format("There are more than {} steps.", steps_most), "/steps");
      const std::string where = fmt::format("Line {}: ", number);
      if (const auto tokens = tokens_in(part, where, "/steps")) read_step(*tokens, where);
    }
    if (terms_.steps.empty() && problems_.empty())
      wrong("escalation.no_step", "Say who is told when: after 15m tell manager of team", "/steps");
  }

  void read_step(Tokens tokens, const std::string& where) {
    const auto verb = std::ranges::find_if(tokens, [](const Token& t) { return deed_of(t).has_value(); });
    if (verb == tokens.end())
      return wrong("escalation.step", where + "write: after 15m tell manager of team (or involve, or reassign).", "/steps");
    Step step;
    step.words = joined(tokens);
    const auto at = static_cast<std::size_t>(verb - tokens.begin());
    if (!read_when(tokens.first(at), step, where)) return;
    auto rest = tokens.subspan(at);
    while (true) {
      const auto deed = rest.empty() ? std::nullopt : deed_of(rest[0]);
      if (!deed || step.does(*deed))
        return wrong("escalation.step", where + "after \"and\" comes tell, involve or reassign, each once.", "/steps");
      step.deeds.push_back(*deed);
      rest = rest.subspan(1);
      if (rest.empty() || !rest[0].is("and")) break;
      rest = rest.subspan(1);
    }
    step.whom = list_of(rest, where, "/steps");
    if (step.does(Deed::reassign) && step.whom.size() > 1)
      wrong("escalation.reassign", where + "only one can have the incident; name one.", "/steps");
    if (step.does(Deed::reassign) && !step.whom.empty() && (step.whom[0].kind == WhomKind::assignee || step.whom[0].kind == WhomKind::role))
      wrong("escalation.reassign", fmt::format("{}\"{}\" is nobody who could get it.", where, step.whom[0].words), "/steps");
    terms_.steps.push_back(std::move(step));
  }

  /// "at once", "after 15m", "after 2 working days in hours"
  bool read_when(Tokens tokens, Step& step, const std::string& where) {
    if (tokens.size() > 2 && are(tokens.last(2), {"in", "hours"})) {
      step.in_hours = true;
      tokens = tokens.first(tokens.size() - 2);
    }
    if (are(tokens, {"at", "once"})) return true;
    const auto span = tokens.size() > 1 && tokens[0].is("after") ? calendar::parse_span(joined(tokens.subspan(1))) : std::nullopt;
    if (!span || span->amount < 0) {
      wrong("escalation.delay",
            fmt::format("{}\"{}\" is no delay; write at once, after 15m, after 2h elapsed, after 1 working days.", where, joined(tokens)),
            "/steps");
      return false;
    }
    step.delay = *span;
    return true;
  }

  std::vector<Whom> list_of(Tokens tokens, const std::string& where, std::string_view pointer) {
    std::vector<Whom> list;
    while (true) {
      const auto comma = std::ranges::find_if(tokens, [](const Token& t) { return t.is(","); });
      const auto one = tokens.first(static_cast<std::size_t>(comma - tokens.begin()));
      auto whom = whom_of(one);
      if (!whom || list.size() == whom_most) {
        wrong("escalation.whom",
              whom ? fmt::format("{}at most {} at once.", where, whom_most)
                   : fmt::format(
                         "{}\"{}\" is nobody; write assignee, team, team \"Network\", next team, manager of team, manager of "
                         "assignee, person login, role incident_manager, roster \"Network\", supplier or service owner; a roster, team "
                         "or role may be followed by with skill \"Router\", or with needed skills.",
                         where, joined(one)),
              pointer);
        return list;
      }
      const auto role = record::from_name<people::Role>(whom->name);
      if (whom->kind == WhomKind::role && (!role || *role == people::Role::caller))
        wrong("escalation.role", fmt::format("{}there is no role \"{}\".", where, whom->name), pointer);
      whom->words = joined(one);
      list.push_back(std::move(*whom));
      if (comma == tokens.end()) return list;
      tokens = tokens.subspan(one.size() + 1);
    }
  }

  void read_acknowledged_for() {
    if (policy_.acknowledged_for.empty()) return;
    const auto span = calendar::parse_span(policy_.acknowledged_for);
    if (!span || span->amount <= 0) return wrong("escalation.delay", "This is no duration; write 30m, or 2h elapsed.", "/acknowledged_for");
    if (policy_.stops != EscalationStop::acknowledged)
      wrong("escalation.acknowledged_for", "It does not stop when somebody acknowledges, so there is nothing to go on from.",
            "/acknowledged_for");
    terms_.acknowledged_for = span;
  }

  /// What would go round without a pause, or without an end.
  void check_end() {
    if (terms_.repeat == 0) return;
    if (terms_.stops == EscalationStop::never)
      wrong("escalation.never_stops",
            "It is repeated, and nothing stops it: let it stop when acknowledged or resolved, or do not repeat it.", "/repeat");
    if (std::ranges::all_of(terms_.steps, [](const Step& s) { return s.delay.amount == 0; }))
      wrong("escalation.no_pause", "It is repeated, and no step has a delay: everybody would be told all times at once.", "/steps");
  }

  const EscalationPolicy& policy_;
  const condition::Vocabulary& words_;
  Terms terms_;
  std::vector<Problem> problems_;
};

}  // namespace

bool Step::does(Deed deed) const { return std::ranges::find(deeds, deed) != deeds.end(); }

Result<Terms> read_policy(const EscalationPolicy& policy, const condition::Vocabulary& words) { return Reader(policy, words).read(); }

}  // namespace evenkeel::escalation
