// What rules do when an incident is written: asked before it is, carried out after, and in a transaction of its own what takes a command.
#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>

#include "base/log.hpp"
#include "base/text.hpp"
#include "practice/automation/automation.hpp"
#include "practice/automation/automation_store.hpp"
#include "practice/incident/story.hpp"
#include "practice/incident/visibility.hpp"
#include "practice/outward/webhook_desk.hpp"
#include "practice/people/accounts.hpp"
#include "practice/people/people_store.hpp"
#include "practice/service/custom_fields.hpp"

namespace evenkeel::automation {
namespace {

using incident::Why;
using incident::Work;
using store::Tx;

void add_line(std::string& lines, std::string_view line) { lines.append(lines.empty() ? "" : "\n").append(line); }

/// Switched off, so that people look at it; the edit is in the log of the catalogue, as anybody's would be.
void switch_off(Tx& tx, const AutomationRule& rule, const std::string& why) {
  const auto before = tx.find<AutomationRule>(rule.id);
  if (!before || !before->active) return;
  AutomationRule after = *before;
  after.active = false;
  after.stopped = why;
  tx.update(*before, after, {.kind = "automation_rule.deactivated", .root = {}, .why = Why().add("reason", why).json()});
  tx.catalogue_changed();
}

/// Shown in the story of the incident and on the page of the rule.
void stop(Tx& tx, const AutomationRule& rule, const Incident& i, const std::string& why) {
  const std::string said = fmt::format("stopped: loop; {} ({})", why, i.number);
  log_warn("automation.loop", {{"rule", to_string(rule.id)}, {"incident", to_string(i.id)}});
  tx.log("incident", i.id, {std::string(kind_stopped), i.id, Why().add("rule", name_of(rule)).add("reason", why).json()});
  keep_run(tx.db(), {tx.new_id(), rule.id, i.id, rule.version, tx.now(), {}, said, true});
  switch_off(tx, rule, said);
}

struct Named {
  Id rule;
  std::int64_t edition = 0;
  std::string name;
};
/// Afterwards: when it was done, it could not be.
void say_left_out(Tx& tx, Id incident, const Named& by, const std::string& what) {
  tx.log("incident", incident, {std::string(kind_left_out), incident, Why().add("rule", by.name).add("left_out", what).json()});
  keep_run(tx.db(), {tx.new_id(), by.rule, incident, by.edition, tx.now(), {}, what, false});
}

/// What one rule does beside the change, in its transaction.
class Performance {
 public:
  Performance(Automation& automation, Work& caused, const Incident& i, const Firing& firing)
      : automation_(automation),
        rule_(*firing.rule),
        firing_(firing),
        who_(people::system_principal(name_of(rule_.rule))),
        w_(caused.tx, caused.ground, who_),
        i_(i) {}

  void run() {
    std::string did, left_out;
    for (const Effect& effect : firing_.effects) {
      const std::string why = effect.left_out.empty() ? perform(*effect.deed) : effect.left_out;
      if (!why.empty()) {
        add_line(left_out, fmt::format("{}: {}", effect.deed->words, why));
        continue;
      }
      add_line(did, effect.deed->words);
      if (reaches_others(effect.deed->kind)) ++told_;
    }
    const auto why = Why()
                         .add("rule", name_of(rule_.rule))
                         .add("reason", rule_.applies.words)
                         .add("did", did)
                         .add("left_out", left_out)
                         .add("told", told_)
                         .add("rule_id", rule_.rule.id)
                         .add("edition", rule_.rule.version);
    w_.tx.log("incident", i_.id, {std::string(kind_applied), i_.id, why.json()});
    keep_run(w_.tx.db(), {w_.tx.new_id(), rule_.rule.id, i_.id, rule_.rule.version, w_.tx.now(), did, left_out, false});
  }

 private:
  static bool reaches_others(DeedKind kind) { return kind == DeedKind::tell || kind == DeedKind::call_webhook; }

  /// Why it was left out; empty: it was done.
  std::string perform(const Deed& deed) {
    switch (deed.kind) {
      case DeedKind::note: return write(deed);
      case DeedKind::tell: return tell(deed);
      case DeedKind::call_webhook: return call(deed);
      case DeedKind::link_parent:
      case DeedKind::escalate: return carry_out_next(deed);
      default: return {};
    }
  }

  std::string write(const Deed& deed) {
    Incident as_it_is = i_;
    incident::write_entry(w_, as_it_is, incident::EntryKind::note, {deed.text, std::string(incident::via_rule), incident::Contact::none, 0},
                          i_.id);
    return {};
  }

  std::string tell(const Deed& deed) {
    if (deed.audience == Audience::team) return tell_team(deed);
    if (deed.audience == Audience::person) {
      const auto person = people::find_by_login(w_.tx.db(), deed.value);
      return person ? tell_person(deed, *person) : fmt::format("there is nobody with the login \"{}\"", deed.value);
    }
    const Id whom = deed.audience == Audience::caller ? i_.caller : i_.assignee;
    const auto person = whom ? w_.tx.find<people::Person>(whom) : std::nullopt;
    return person ? tell_person(deed, *person) : fmt::format("it has no {}", record::name_of(deed.audience));
  }
  std::string tell_person(const Deed& deed, const people::Person& person) {
    if (!person.active || person.erased) return "the person is not active";
    if (!incident::may_see(people::principal_of(person), record::to_record(i_))) return "the person may not see it";
    return incident::tell_person(w_, i_, person, message_rule, deed.text) ? "" : "the person has no address";
  }
  std::string tell_team(const Deed& deed) {
    Id whom = i_.team;
    if (!deed.value.empty()) {
      const auto& named = w_.catalogue->named("team", deed.value);
      whom = named.empty() ? Id{} : named.front();
    }
    const auto* team = whom ? w_.catalogue->get<service::Team>(whom) : nullptr;
    if (!team || !team->active) return deed.value.empty() ? "it has no team" : fmt::format("there is no active team \"{}\"", deed.value);
    if (i_.confidential && team->id != i_.team) return "it is confidential, and this is not its team";
    return incident::tell_team(w_, i_, *team, message_rule, deed.text) ? "" : "the team has neither a mailbox nor a channel";
  }

  /// The line of the webhook finds the call in the change log, behind what it has still to send.
  std::string call(const Deed& deed) {
    for (const auto& webhook : outward::active_webhooks(w_.tx.db())) {
      if (webhook.name != deed.value) continue;
      if (const auto why = outward::why_unheard(automation_.practice, w_.tx.db(), webhook, record::to_record(i_)); !why.empty()) return why;
      const auto why = Why()
                           .add("rule", name_of(rule_.rule))
                           .add("note", webhook.name)
                           .add("webhook_id", webhook.id)
                           .add("deed", deed.words)
                           .add("rule_id", rule_.rule.id)
                           .add("edition", rule_.rule.version);
      w_.tx.log("incident", i_.id, {std::string(kind_called), i_.id, why.json()});
      return {};
    }
    return fmt::format("there is no active webhook \"{}\"", deed.value);
  }

  std::string carry_out_next(const Deed& deed) {
    const auto place = &deed - rule_.deeds.data();
    w_.tx.arm(timer_carry_out, "incident", i_.id, w_.tx.now(),
              fmt::format("{} {} {}", to_string(rule_.rule.id), place, automation_.depth + 1));
    return {};
  }

  Automation& automation_;
  const Rule& rule_;
  const Firing& firing_;
  people::Principal who_;
  Work w_;
  const Incident& i_;
  std::int64_t told_ = 0;  // deeds that nothing takes back
};

/// Whose hand the changes under way are.
class Hand {
 public:
  Hand(Automation& automation, Id rule, int depth) : automation_(automation) {
    automation_.origin = rule;
    automation_.depth = depth;
  }
  ~Hand() {
    automation_.origin = {};
    automation_.depth = 0;
  }
  Hand(const Hand&) = delete;
  Hand& operator=(const Hand&) = delete;

 private:
  Automation& automation_;
};

struct Errand {
  Id rule;
  std::size_t deed = 0;
  int depth = 0;
};
std::optional<Errand> errand_of(std::string_view key) {
  const auto parts = split(key, ' ');
  if (parts.size() != 3) return std::nullopt;
  const auto rule = parse_id(parts[0]);
  Errand errand;
  const auto read = [](std::string_view text, auto& n) {
    return std::from_chars(text.data(), text.data() + text.size(), n).ec == std::errc();
  };
  if (!rule || !read(parts[1], errand.deed) || !read(parts[2], errand.depth)) return std::nullopt;
  errand.rule = *rule;
  return errand;
}

Result<Incident> carry_out(Work& w, const Incident& i, const Deed& deed, const std::string& reason) {
  const incident::Target target{to_string(i.id), {}};
  if (deed.kind == DeedKind::link_parent) return incident::link(w, target, deed.value, incident::LinkKind::child_of);
  if (i.confidential)
    return error(Fault::conflict, "rule.confidential", "a confidential incident goes to others by the hand of a person only");
  const auto kind = deed.value == "up" ? incident::EscalationKind::hierarchical : incident::EscalationKind::functional;
  return incident::escalate(w, target, {kind, reason, {}});
}

Status look_again(Automation& automation, Tx& tx, const store::Timer& timer) {
  const auto errand = errand_of(timer.key);
  const auto i = tx.find<Incident>(timer.subject);
  if (!errand || !i) return Done{};
  const auto catalogue = automation.practice.ground.catalogue.now();
  const auto rules = automation.book.active(catalogue);
  const auto found = std::ranges::find_if(*rules, [&](const RulePtr& rule) { return rule->rule.id == errand->rule; });
  // Switched off or rewritten meanwhile.
  if (found == rules->end() || errand->deed >= (*found)->deeds.size()) return Done{};
  const Rule& rule = **found;
  if (errand->depth > rounds_most) {
    stop(tx, rule.rule, *i, fmt::format("rules caused each other {} times", rounds_most));
    return Done{};
  }
  const Deed& deed = rule.deeds[errand->deed];
  if (deed.kind != DeedKind::link_parent && deed.kind != DeedKind::escalate) return Done{};
  const auto who = people::system_principal(name_of(rule.rule));
  Hand hand(automation, rule.rule.id, errand->depth);
  Work w(tx, automation.practice.ground, who);
  if (const auto done = carry_out(w, *i, deed, name_of(rule.rule)); !done)
    say_left_out(tx, i->id, {rule.rule.id, rule.rule.version, name_of(rule.rule)},
                 fmt::format("{}: {}", deed.words, done.error().first().text));
  return Done{};
}

/// A rule is not woken by its own hand.
std::shared_ptr<const Rules> without(std::shared_ptr<const Rules> rules, Id origin) {
  if (!origin) return rules;
  auto others = std::make_shared<Rules>(*rules);
  std::erase_if(*others, [&](const RulePtr& rule) { return rule->rule.id == origin; });
  return others;
}

/// A rule handed the incident on: whoever has it now is told, as by any other hand.
bool handed_on(const Firing& firing) {
  return std::ranges::any_of(firing.effects, [](const Effect& effect) {
    const Deed& deed = *effect.deed;
    return deed.kind == DeedKind::set && effect.left_out.empty() && (deed.field == "team" || deed.field == "assignee");
  });
}

}  // namespace

House house_of(const service::Snapshot& catalogue, store::Connection& db, Time now) {
  return {catalogue, [&db](std::string_view login) { return people::find_by_login(db, login); }, incident::is_news, now};
}

std::shared_ptr<const Rules> RuleBook::active(const agreement::SnapshotPtr& catalogue) {
  std::lock_guard lock(mutex_);
  if (version_ == catalogue->version && active_) return active_;
  auto fresh = std::make_shared<Rules>();
  const auto words = agreement::words_for(record::type_of<Incident>(), service::custom_types(catalogue));
  for (const AutomationRule* rule : catalogue->active<AutomationRule>()) {
    auto read = read_rule(*rule, words);
    if (read) fresh->push_back(std::make_shared<const Rule>(std::move(*read)));
    else log_error("automation.rule_unreadable", {{"rule", to_string(rule->id)}, {"why", read.error().first().text}});
  }
  std::ranges::sort(*fresh, [](const RulePtr& a, const RulePtr& b) {
    return std::pair(a->rule.position, a->rule.id) < std::pair(b->rule.position, b->rule.id);
  });
  version_ = catalogue->version;
  active_ = fresh;
  return fresh;
}

incident::Derivation automation_derivation(Automation& automation) {
  return [&automation](Work& w, const Incident* before, Incident& after) {
    automation.incident = {};
    if (w.catalogue->ids("automation_rule").empty()) return;
    const auto rules = without(automation.book.active(w.catalogue), automation.origin);
    if (rules->empty()) return;
    automation.outcome = act(*rules, before, after, house_of(*w.catalogue, w.tx.db(), w.tx.now()));
    automation.incident = after.id;
    automation.version = before ? before->version + 1 : 1;
    automation.written_at = after.updated_at;
  };
}

incident::Reaction automation_reaction(Automation& automation) {
  return [&automation](Work& w, const Incident*, const Incident& after) {
    const bool of_this_write =
        automation.incident == after.id && automation.version == after.version && automation.written_at == after.updated_at;
    if (!automation.incident || !of_this_write) return;
    automation.incident = {};
    const Outcome outcome = std::move(automation.outcome);
    for (const Firing& firing : outcome.firings) Performance(automation, w, after, firing).run();
    if (const auto by = std::ranges::find_if(outcome.firings, handed_on); by != outcome.firings.end())
      incident::tell(w, after, {"incident.assigned", {.working = true}, name_of(by->rule->rule)});
    if (outcome.loop) stop(w.tx, outcome.loop->rule->rule, after, outcome.loop->why);
  };
}

void call_failed(Tx& tx, const store::ChangeRow& call, std::string_view why) {
  const auto body = record::parse_json(call.body);
  const auto* made = body && body->is_object() ? body->get_object().if_contains("why") : nullptr;
  if (!made || !made->is_object()) return;
  const auto text = [&](std::string_view name) {
    const auto* found = made->get_object().if_contains(name);
    return found && found->is_string() ? std::string(std::string_view(found->get_string())) : std::string();
  };
  const auto* edition = made->get_object().if_contains("edition");
  const Named by{parse_id(text("rule_id")).value_or(Id{}), edition && edition->is_int64() ? edition->get_int64() : 0, text("rule")};
  say_left_out(tx, call.root, by, fmt::format("{}: {}", text("deed"), why));
}

store::TimerHandlers automation_timer_handlers(Automation& automation) {
  return {{std::string(timer_carry_out), [&automation](Tx& tx, const store::Timer& timer) { return look_again(automation, tx, timer); }}};
}

}  // namespace evenkeel::automation
