#include "practice/agreement/terms.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/text.hpp"
#include "practice/incident/incident.hpp"

namespace evenkeel::agreement {
namespace {

using condition::Vocabulary;
using service::Agreement;

/// "restoration, resolution 4h when priority = 1"
struct Line {
  int number = 0;
  std::vector<std::string> targets;
  std::string rest, when;
  bool conditional = false;
};

constexpr std::size_t target_name_most = 40;
constexpr std::string_view every_target = "all";

bool is_target_name(std::string_view name) {
  return !name.empty() && name.size() <= target_name_most && name[0] >= 'a' && name[0] <= 'z' &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

/// Words outside quotes, to find what a condition must not speak of.
bool speaks_of(std::string_view normal_form, std::string_view word) {
  bool quoted = false;
  std::size_t from = 0;
  for (std::size_t i = 0; i <= normal_form.size(); ++i) {
    const char c = i < normal_form.size() ? normal_form[i] : ' ';
    if (quoted && c == '\\') {
      ++i;
      continue;
    }
    if (c == '"') {
      quoted = !quoted;
      from = i + 1;
      continue;
    }
    const bool part = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    if (part) continue;
    if (!quoted && normal_form.substr(from, i - from) == word) return true;
    from = i + 1;
  }
  return false;
}

class Reader {
 public:
  Reader(const Agreement& agreement, const Vocabulary& words) : agreement_(agreement), words_(words) {}

  Result<Terms> read() {
    read_applies();
    read_goals();
    read_clauses(agreement_.starts, "/starts", &Target::starts);
    read_clauses(agreement_.pauses, "/pauses", &Target::pauses);
    read_clauses(agreement_.stops, "/stops", &Target::stops);
    read_reopening();
    read_warnings();
    for (Target& target : terms_.targets) complete(target);
    if (!problems_.empty()) return Error{Fault::invalid, std::move(problems_), {}};
    return std::move(terms_);
  }

 private:
  void wrong(std::string code, std::string text, std::string_view pointer) {
    problems_.push_back({std::move(code), std::move(text), std::string(pointer)});
  }
  void wrong(const Line& line, std::string code, const std::string& text, std::string_view pointer) {
    wrong(std::move(code), fmt::format("Line {}: {}", line.number, text), pointer);
  }

  std::vector<Line> lines_of(std::string_view text, std::string_view pointer) {
    std::vector<Line> lines;
    int number = 0;
    for (std::string_view part : split(text, '\n')) {
      ++number;
      part = trim(part);
      if (part.empty()) continue;
      if (lines.size() == lines_most) {
        wrong("agreement.too_long", fmt::format("There are more than {} lines.", lines_most), pointer);
        break;
      }
      if (auto line = line_of(number, part, pointer)) lines.push_back(std::move(*line));
    }
    return lines;
  }

  std::optional<Line> line_of(int number, std::string_view text, std::string_view pointer) {
    constexpr std::string_view when = " when ";
    Line line;
    line.number = number;
    if (const auto at = text.find(when); at != std::string_view::npos) {
      line.when = trim(text.substr(at + when.size()));
      line.conditional = true;
      text = trim(text.substr(0, at));
    }
    while (true) {
      const auto end = text.find_first_of(", \t");
      const auto name = text.substr(0, end);
      if (!is_target_name(name)) {
        wrong(line, "agreement.target", fmt::format("\"{}\" is no target; a target is one small word, as restoration.", name), pointer);
        return std::nullopt;
      }
      line.targets.emplace_back(name);
      text = end == std::string_view::npos ? std::string_view{} : trim(text.substr(end));
      if (!text.starts_with(',')) break;
      text = trim(text.substr(1));
    }
    line.rest = text;
    return line;
  }

  std::optional<Clause> clause_of(std::string_view text, std::string_view where, std::string_view pointer) {
    auto clause = read_clause(text, words_, where, pointer);
    if (clause) return std::move(*clause);
    problems_.push_back(clause.error().first());
    return std::nullopt;
  }

  void read_applies() {
    if (auto clause = clause_of(agreement_.applies, "", "/applies")) terms_.applies = std::move(*clause);
  }

  Target& target_named(const std::string& name) {
    for (Target& target : terms_.targets)
      if (target.name == name) return target;
    terms_.targets.push_back({});
    terms_.targets.back().name = name;
    return terms_.targets.back();
  }

  void read_goals() {
    for (const Line& line : lines_of(agreement_.goals, "/goals")) {
      const auto span = calendar::parse_span(line.rest);
      if (!span || span->amount <= 0) {
        wrong(line, "agreement.span",
              fmt::format("\"{}\" is no duration; write 4h or 1h30m (working time), 2 working days, 3d elapsed, or 1 calendar month.",
                          line.rest),
              "/goals");
        continue;
      }
      const auto clause = clause_of(line.when, fmt::format("Line {}: ", line.number), "/goals");
      if (!clause) continue;
      for (const std::string& name : line.targets) {
        if (name == every_target) wrong(line, "agreement.target", "\"all\" stands for the targets that goals name.", "/goals");
        else add_goal(line, target_named(name), {*span, line.rest, *clause});
      }
    }
    if (terms_.targets.empty() && problems_.empty()) wrong("agreement.no_goal", "Say what is promised: restoration 4h", "/goals");
  }
  void add_goal(const Line& line, Target& target, Goal goal) {
    if (!target.goals.empty() && target.goals.back().clause.when.always_true())
      wrong(line, "agreement.never_used", fmt::format("An earlier line for {} holds always, so this one never does.", target.name),
            "/goals");
    target.goals.push_back(std::move(goal));
  }

  /// The targets that a line speaks of; what no goal names is a mistake.
  std::vector<Target*> targets_of(const Line& line, std::string_view pointer) {
    std::vector<Target*> found;
    for (Target& target : terms_.targets)
      if (std::ranges::any_of(line.targets, [&](const auto& name) { return name == every_target || name == target.name; }))
        found.push_back(&target);
    for (const std::string& name : line.targets)
      if (name != every_target && std::ranges::none_of(terms_.targets, [&](const Target& t) { return t.name == name; }))
        wrong(line, "agreement.target", fmt::format("There is no goal for {}.", name), pointer);
    return found;
  }

  void read_clauses(std::string_view text, std::string_view pointer, std::vector<Clause> Target::* member) {
    for (const Line& line : lines_of(text, pointer)) {
      if (!line.conditional || !line.rest.empty()) {
        wrong(line, "agreement.line", "write: restoration when state = on_hold", pointer);
        continue;
      }
      const auto clause = clause_of(line.when, fmt::format("Line {}: ", line.number), pointer);
      if (!clause) continue;
      for (Target* target : targets_of(line, pointer)) (target->*member).push_back(*clause);
    }
  }

  void read_reopening() {
    for (const Line& line : lines_of(agreement_.reopening, "/reopening")) {
      const auto policy = record::from_name<Reopening>(line.rest);
      if (!policy || line.conditional) {
        wrong(line, "agreement.line", "write: restoration restart, or resume, or stay", "/reopening");
        continue;
      }
      for (Target* target : targets_of(line, "/reopening")) {
        target->reopening = *policy;
        reopening_said_.push_back(target->name);
      }
    }
  }

  void read_warnings() {
    for (std::string_view part : split(agreement_.warnings, ',')) {
      part = trim(part);
      if (part.ends_with('%')) part = trim(part.substr(0, part.size() - 1));
      if (part.empty()) continue;
      int percent = 0;
      const auto [end, failed] = std::from_chars(part.data(), part.data() + part.size(), percent);
      constexpr int least = 1, most = 99;
      if (failed != std::errc() || end != part.data() + part.size() || percent < least || percent > most)
        return wrong("agreement.warnings", fmt::format("\"{}\" is no percentage from 1 to 99; write 50, 75, 90.", part), "/warnings");
      terms_.warn_percents.push_back(percent);
    }
    std::ranges::sort(terms_.warn_percents);
    const auto doubled = std::ranges::unique(terms_.warn_percents);
    terms_.warn_percents.erase(doubled.begin(), doubled.end());
    if (terms_.warn_percents.size() > warnings_most)
      wrong("agreement.warnings", fmt::format("At most {} warnings: more are not read.", warnings_most), "/warnings");
  }

  /// It runs from a question of the caller's side to the comment of staff that answers it.
  void complete_answer(Target& target) {
    target.anew = Anew::by_question_of_caller;
    if (target.starts.empty())
      if (auto clause = clause_of("caller_waits_since is present", "", "/starts")) target.starts.push_back(std::move(*clause));
    if (auto clause = clause_of("caller_waits_since is absent", "", "/pauses")) target.pauses.push_back(std::move(*clause));
  }

  /// What the known targets do when nothing else was said.
  void complete(Target& target) {
    struct Usual {
      std::string_view name, stops;
      Reopening reopening;
    };
    static constexpr Usual usual[] = {
        {known_targets[0], "acknowledged_at is present", Reopening::stay},
        {known_targets[1], "first_response_at is present", Reopening::stay},
        {known_targets[2], "open = false", Reopening::restart},
        {known_targets[3], "open = false", Reopening::restart},
        {known_targets[4], "resolved_at is present", Reopening::restart},
        {known_targets[5], "closed_at is present or resolved_at is present and workaround = false", Reopening::restart},
    };
    if (target.name == update_target) target.anew = Anew::by_comment_of_staff;
    if (target.name == answer_target) complete_answer(target);
    for (const Usual& one : usual) {
      if (one.name != target.name) continue;
      if (target.stops.empty())
        if (auto clause = clause_of(one.stops, "", "/stops")) target.stops.push_back(std::move(*clause));
      if (std::ranges::find(reopening_said_, target.name) == reopening_said_.end()) target.reopening = one.reopening;
    }
    if (target.stops.empty()) wrong("agreement.never_stops", fmt::format("Say when {0} is there: {0} when ...", target.name), "/stops");
  }

  const Agreement& agreement_;
  const Vocabulary& words_;
  Terms terms_;
  std::vector<std::string> reopening_said_;
  std::vector<Problem> problems_;
};

/// The words of the first that holds; empty for none.
std::string holding(std::span<const Clause> clauses, const Facts& facts) {
  static const condition::Asker nobody;
  for (const Clause& clause : clauses)
    if (clause.when.evaluate(facts.record, nobody, facts.lookup)) return clause.words;
  return {};
}

}  // namespace

Result<Clause> read_clause(std::string_view text, const Vocabulary& words, std::string_view where, std::string_view pointer) {
  auto parsed = condition::parse(text, words);
  if (!parsed) return invalid(parsed.error().first().code, fmt::format("{}{}", where, parsed.error().first().text), std::string(pointer));
  Clause clause{std::move(*parsed), {}};
  clause.words = clause.when.text();
  for (std::string_view word : {"now", "me", "my_teams", "my_organisations"})
    if (speaks_of(clause.words, word))
      return invalid("agreement.not_a_fact",
                     fmt::format("{}\"{}\" is no fact of an incident: it depends on who looks, or when.", where, word),
                     std::string(pointer));
  return clause;
}

Result<Terms> read_terms(const service::Agreement& agreement, const condition::Vocabulary& incident) {
  return Reader(agreement, incident).read();
}

bool promised_anew(const Target& target, const incident::Incident* before, const incident::Incident& after) {
  switch (target.anew) {
    case Anew::never: return false;
    case Anew::by_comment_of_staff: return before && after.comments_by_staff > before->comments_by_staff;
    case Anew::by_question_of_caller: return before && after.caller_waits_since && !before->caller_waits_since;
  }
  return false;
}

condition::Vocabulary words_for(const record::RecordType& incident, condition::CustomFields custom) {
  // What the snapshot holds is at hand on the writer; people and configuration items are not.
  auto kinds = [](std::string_view kind) -> const record::RecordType* {
    for (const record::RecordType* type : service::catalogue_types())
      if (type->kind == kind) return service::is_held(*type) ? type : nullptr;
    return nullptr;
  };
  return {&incident, kinds, std::move(custom), [](const record::RecordType& type, const record::Field& f) {
            // What clocks keep in an incident would turn in a circle.
            return f.facts.access != record::Access::secret && !(type.kind == "incident" && incident::is_kept_field(f.name));
          }};
}

bool applies_to(const Terms& terms, const Facts& facts) { return !holding(std::span(&terms.applies, 1), facts).empty(); }

Look look_at(const Terms& terms, const Target& target, const Facts& facts) {
  Look look;
  if (!applies_to(terms, facts)) look.gone = "the agreement is not for it: " + terms.applies.words;
  for (const Goal& goal : target.goals)
    if (look.goal.empty() && !holding(std::span(&goal.clause, 1), facts).empty()) look.goal = goal.words;
  if (look.gone.empty() && look.goal.empty()) look.gone = "no goal is for it";
  look.starts = target.starts.empty() || !holding(target.starts, facts).empty();
  look.pause = holding(target.pauses, facts);
  look.stop = holding(target.stops, facts);
  return look;
}

}  // namespace evenkeel::agreement
