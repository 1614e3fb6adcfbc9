#include "practice/automation/automation_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "practice/automation/setting_rules.hpp"
#include "practice/service/lookup.hpp"

namespace evenkeel::automation {
namespace {

using Fields = std::set<std::string, std::less<>>;

/// Fields that differ and that people see.
Fields news_between(const record::Record& before, const record::Record& after, bool (*is_news)(std::string_view)) {
  Fields fields;
  for (const auto& difference : record::diff(before, after))
    if (is_news(difference.field->name)) fields.emplace(difference.field->name);
  return fields;
}

class Acting {
 public:
  Acting(const Rules& rules, const Incident* before, Incident& after, const House& house)
      : rules_(rules), before_(before), after_(after), house_(house), lookup_(service::lookup_in(house.catalogue)) {}

  Outcome run() {
    if (after_.merged_into) return {};
    was_ = before_ ? record::to_record(*before_) : record::initial_record(record::type_of<Incident>());
    is_ = record::to_record(after_);
    if (before_) happened_ = news_between(was_, is_, house_.is_news);
    for (int round = 0; go_round(round); ++round) {}
    return std::move(outcome_);
  }

 private:
  /// What one rule changed in a round.
  struct Move {
    const Rule* rule;
    Fields fields;
  };

  /// False: that was the last.
  bool go_round(int round) {
    std::vector<Move> moves;
    for (const RulePtr& rule : rules_) {
      if (!is_occasion(*rule, round) || !matches(*rule)) continue;
      if (round == rounds_most) return stop(rule, fmt::format("rules changed each other's work {} times", rounds_most));
      if (auto fields = fire(rule); !fields.empty()) moves.push_back({rule.get(), std::move(fields)});
      if (full_) return stop(rule, fmt::format("one change had more than {} effects", effects_most));
      if (rule->rule.stop_here) return false;
    }
    moves_ = std::move(moves);
    return !moves_.empty();
  }

  bool stop(const RulePtr& rule, std::string why) {
    outcome_.loop = Loop{rule, std::move(why)};
    return false;
  }

  /// Later rounds look at what other rules changed in the one before; nobody is woken by its own deeds.
  bool is_occasion(const Rule& rule, int round) const {
    if (round == 0) return is_occasion(rule.rule, happened_, !before_);
    return std::ranges::any_of(moves_, [&](const Move& move) { return move.rule != &rule && is_occasion(rule.rule, move.fields, false); });
  }
  bool is_occasion(const AutomationRule& rule, const Fields& fields, bool opened) const {
    switch (rule.trigger) {
      case AutomationTrigger::opened: return opened;
      case AutomationTrigger::state_changed: return fields.contains("state");
      case AutomationTrigger::commented: return !opened && is_commented() && moves_.empty();
      case AutomationTrigger::any: return opened || !fields.empty() || (is_commented() && moves_.empty());
      case AutomationTrigger::changed: break;
    }
    if (rule.fields.empty()) return !fields.empty();
    return std::ranges::any_of(rule.fields, [&](const std::string& name) { return fields.contains(name); });
  }
  bool is_commented() const {
    return before_ && (after_.comments_by_staff > before_->comments_by_staff || after_.contacts > before_->contacts);
  }

  bool matches(const Rule& rule) const {
    static const condition::Asker nobody;
    if (!rule.applies.when.evaluate(is_, nobody, lookup_)) return false;
    if (rule.was.when.always_true()) return true;
    return before_ && rule.was.when.evaluate(was_, nobody, lookup_);
  }

  /// What it changed.
  Fields fire(const RulePtr& rule) {
    const bool first = fired_.insert(rule.get()).second;
    Firing firing{rule, {}};
    for (const Deed& deed : rule->deeds) {
      full_ = effects_ + firing.effects.size() >= effects_most;
      if (full_) break;
      if (!deed.is_part_of_change()) {
        // Once for a change, however many rounds it takes.
        if (first) firing.effects.push_back({&deed, {}});
        continue;
      }
      Setting setting = set(deed, name_of(rule->rule), before_, after_, house_);
      if (setting.changed || (first && !setting.left_out.empty())) firing.effects.push_back({&deed, std::move(setting.left_out)});
    }
    effects_ += firing.effects.size();
    keep(std::move(firing));
    auto now = record::to_record(after_);
    Fields fields = news_between(is_, now, house_.is_news);
    is_ = std::move(now);
    return fields;
  }

  /// One entry for a rule, and one for a deed, however many rounds it took.
  void keep(Firing firing) {
    const auto known = std::ranges::find(outcome_.firings, firing.rule, &Firing::rule);
    if (known == outcome_.firings.end()) {
      if (!firing.effects.empty()) outcome_.firings.push_back(std::move(firing));
      return;
    }
    for (Effect& effect : firing.effects)
      if (std::ranges::find(known->effects, effect.deed, &Effect::deed) == known->effects.end())
        known->effects.push_back(std::move(effect));
  }

  const Rules& rules_;
  const Incident* before_;
  Incident& after_;
  const House& house_;
  condition::Lookup lookup_;
  record::Record was_, is_;
  Fields happened_;
  std::vector<Move> moves_;
  std::set<const Rule*> fired_;
  std::size_t effects_ = 0;
  bool full_ = false;  // one change has no more effects
  Outcome outcome_;
};

}  // namespace

Outcome act(const Rules& rules, const Incident* before, Incident& after, const House& house) {
  if (rules.empty()) return {};
  return Acting(rules, before, after, house).run();
}

std::string name_of(const AutomationRule& rule) { return fmt::format("rule {} (version {})", rule.name, rule.version); }

}  // namespace evenkeel::automation
