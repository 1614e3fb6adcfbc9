#include "practice/alert/incident_making.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "practice/alert/alert_store.hpp"
#include "practice/alert/silence_desk.hpp"
#include "practice/incident/desk_work.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/service/accountability.hpp"

namespace evenkeel::alert {
namespace {

using incident::Incident;
using incident::Why;

constexpr std::size_t opened_at_once = 8;  // incidents of one command, each with its clocks and messages
constexpr int groups_looked_at = 1'000;    // open incidents of one source
constexpr std::size_t open_most = 200;     // of one source: beyond, a storm of names fills the list that people work through
constexpr std::size_t named_most = 5;      // alerts that one line of a story names
constexpr std::int64_t refused_again_us = 5 * us_per_minute;

std::string joined(const std::vector<std::string>& names, std::size_t all) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : "; ") + name;
  return all > names.size() ? text + fmt::format("; and {} more", all - names.size()) : text;
}

/// One piece of waiting alerts.
class Making {
 public:
  Making(Alerts& alerts, store::Tx& tx)
      : alerts_(alerts),
        tx_(tx),
        who_(people::system_principal("alerts")),
        work_(tx, alerts.incidents.ground, who_),
        silences_(tx.db(), tx.now()) {}

  void run(std::span<const Id> waiting) {
    auto rows = alerts_with_ids(tx_.db(), waiting);
    std::erase_if(rows, [&](const Alert& a) { return !a.look_at || a.look_at > tx_.now(); });
    if (rows.empty()) return;
    for (const Alert& a : rows) look(a);
    finish();
  }

 private:
  struct Joined {
    std::vector<Waiting> alerts;
    std::vector<std::string> names;
    std::string why;
  };

  Time silenced_until(Id source, const Texts& labels) {
    Time until;
    for (const auto& match : silences_.of(source, labels)) until = std::max(until, match.until);
    return until;
  }

  std::vector<OpenGroup>& groups_of(const service::AlertSource& source) {
    auto found = groups_.find(source.id);
    if (found == groups_.end())
      found = groups_.emplace(source.id, open_groups(tx_.db(), source.id, tx_.now() - source.window_min * us_per_minute, groups_looked_at))
                  .first;
    return found->second;
  }

  /// The incident that it is in, while that is open.
  bool is_in_open_incident(const Alert& a) {
    if (!a.incident) return false;
    const auto [known, is_new] = open_.try_emplace(a.incident, false);
    if (is_new) {
      const auto found = tx_.find<Incident>(a.incident);
      known->second = found && found->open;
    }
    return known->second;
  }

  void look(const Alert& a) {
    const auto* source = work_.catalogue->get<service::AlertSource>(a.source);
    if (a.state == AlertState::resolved) return end(a);
    if (!source) return done_.push_back(as_waiting(a));
    const Texts labels = read_texts(a.labels.text);
    const Opening opening = opening_of(a, *source, silenced_until(a.source, labels), tx_.now());
    if (!opening.opens) {
      if (opening.not_before) look_later(a, opening.not_before);
      else done_.push_back(as_waiting(a));
      return;
    }
    if (is_in_open_incident(a)) {
      // It got worse, and is where it belongs already: its history says so.
      if (joined_in_this_episode(tx_.db(), a.id, a.incident)) return done_.push_back(as_waiting(a));
      return add(a, a.incident, "it began again while its incident is open");
    }
    const Joining joining = alerts_.grouping({a, labels, *source, basis_of(a, labels)}, groups_of(*source), tx_.now());
    if (joining.incident) return add(a, joining.incident, joining.why);
    if (const Id full = newest_when_full(*source)) return add(a, full, fmt::format("its source has {} open incidents already", open_most));
    if (opened_ >= opened_at_once) return;  // the next piece opens it
    open(a, labels, *source, joining.why);
  }

  static Waiting as_waiting(const Alert& a) { return {a.id, a.version}; }

  void look_later(const Alert& a, Time next) {
    const Waiting one = as_waiting(a);
    looked_at(tx_.db(), std::span(&one, 1), next);
  }

  /// The newest open incident of a source that has as many as it may have; none: it may open more.
  Id newest_when_full(const service::AlertSource& source) {
    constexpr Time ever{1};
    const auto [found, is_new] = all_open_.try_emplace(source.id);
    if (is_new) found->second = open_groups(tx_.db(), source.id, ever, static_cast<int>(open_most));
    if (found->second.size() < open_most) return {};
    const OpenGroup& newest = *std::ranges::max_element(found->second, {}, &OpenGroup::incident);
    // It may lie outside the window; what joins moves it into it.
    auto& groups = groups_of(source);
    if (std::ranges::find(groups, newest.incident, &OpenGroup::incident) == groups.end()) groups.push_back(newest);
    return newest.incident;
  }

  void add(const Alert& a, Id incident, const std::string& why) {
    Joined& to = joined_[incident];
    to.alerts.push_back(as_waiting(a));
    if (to.names.size() < named_most) to.names.push_back(incident_title(a));
    to.why = why;
    for (auto& [source, groups] : groups_)
      for (OpenGroup& g : groups)
        if (g.incident == incident) {
          g.joined_at = tx_.now();
          ++g.alerts;
        }
  }

  void end(const Alert& a) {
    done_.push_back(as_waiting(a));
    if (a.incident) left_[a.incident].push_back(a);
  }

  Id item_of(const Texts& labels, const service::AlertSource& source) {
    for (const auto& name : item_labels_of(source)) {
      const auto found = std::ranges::find(labels, name, &Texts::value_type::first);
      if (found == labels.end() || found->second.empty()) continue;
      // host-1:9100 is the item host-1, too.
      for (const std::string_view word :
           {std::string_view(found->second), std::string_view(found->second).substr(0, found->second.find(':'))}) {
        Id item;
        tx_.db().query("SELECT id FROM ci WHERE name = $1 AND active = 1 ORDER BY id LIMIT 1", {store::Param(word)},
                       [&](const store::Row& row) { item = row.id(0); });
        if (item) return item;
      }
    }
    return {};
  }

  void open(const Alert& a, const Texts& labels, const service::AlertSource& source, const std::string& why) {
    const About about = service_of(labels, source, *work_.catalogue);
    Incident given;
    given.channel = incident::Channel::monitoring;
    given.title = incident_title(a);
    given.description = incident_description(a, source.name);
    given.service = about.service;
    given.ci = item_of(labels, source);
    given.category = source.category;
    given.urgency = urgency_of(a.severity, work_.catalogue->matrix());
    given.detected_at = std::min(a.first_seen_at, tx_.now());
    if (a.starts_at && a.starts_at <= given.detected_at) given.began_at = a.starts_at;
    given.team = team_of(given, source);
    auto made = incident::create(work_, given);
    ++opened_;
    if (!made) {
      tx_.log("alert", a.id, {.kind = "alert.not_opened", .root = {}, .why = Why().add("reason", made.error().first().text).json()});
      return look_later(a, tx_.now() + refused_again_us);
    }
    const std::string basis = basis_of(a, labels);
    const OpenGroup group{made->id, source.id, about.service, basis, tx_.now(), tx_.now(), 0};
    insert_group(tx_.db(), group);
    auto& groups = groups_of(source);
    groups.insert(groups.begin(), group);
    all_open_[source.id].push_back(group);
    open_[made->id] = true;
    tx_.log("incident", made->id,
            {.kind = "incident.alert_opened",
             .root = made->id,
             .why = Why()
                        .add("reason",
                             fmt::format("{}: {}; {}; urgency by severity {}", source.name, why, about.why, record::name_of(a.severity)))
                        .json()});
    add(a, made->id, why);
  }

  /// What nobody is accountable for goes to the team of the source; none: by the usual routing.
  Id team_of(const Incident& given, const service::AlertSource& source) {
    const auto* team = source.team ? work_.catalogue->get<service::Team>(source.team) : nullptr;
    if (!team || !team->active) return {};
    const auto ci = given.ci ? tx_.find<service::Ci>(given.ci) : std::nullopt;
    const auto usual = service::accountable_team(*work_.catalogue, {given.category, {}, given.service, ci ? &*ci : nullptr});
    return !usual.team || usual.by_default ? source.team : Id{};
  }

  void finish() {
    std::vector<Happened> happened;
    for (const auto& [incident, to] : joined_) {
      join(tx_, incident, to.alerts);
      for (const Waiting& one : to.alerts) happened.push_back({one.id, Happening::joined, incident});
      tx_.log("incident", incident,
              {.kind = "incident.alerts_joined",
               .root = incident,
               .why = Why()
                          .add("alerts", static_cast<std::int64_t>(to.alerts.size()))
                          .add("reason", joined(to.names, to.alerts.size()) + " (" + to.why + ")")
                          .json()});
    }
    for (const auto& [source, groups] : groups_)
      for (const OpenGroup& g : groups)
        if (joined_.contains(g.incident)) move_group(tx_.db(), g);
    for (const auto& [incident, alerts] : left_) {
      std::vector<Id> ids;
      for (const Alert& a : alerts) {
        ids.push_back(a.id);
        happened.push_back({a.id, Happening::left, incident});
      }
      leave(tx_, incident, ids);
      all_left(incident, alerts);
    }
    looked_at(tx_.db(), done_, {});
    insert_events(tx_, happened);
  }

  void all_left(Id incident, const std::vector<Alert>& alerts) {
    std::vector<std::string> names;
    for (const Alert& a : alerts)
      if (names.size() < named_most) names.push_back(incident_title(a));
    const auto firing = firing_in(tx_.db(), incident);
    tx_.log("incident", incident,
            {.kind = "incident.alerts_left",
             .root = incident,
             .why = Why()
                        .add("alerts", static_cast<std::int64_t>(alerts.size()))
                        .add("reason", joined(names, alerts.size()))
                        .add("still_firing", firing)
                        .json()});
    const auto found = firing == 0 ? tx_.find<Incident>(incident) : std::nullopt;
    if (!found || !found->open) return;
    const auto* source = work_.catalogue->get<service::AlertSource>(alerts.front().source);
    const incident::Target target{to_string(incident), {}};
    std::string text = "All alerts of this incident have ended.";
    if (source && source->ended == service::AlertsEnded::resolve) {
      const auto resolved = incident::resolve(work_, target, {source->resolution_code, text, {}, {}, {}});
      if (resolved) return;
      text += " It could not be resolved by itself: " + resolved.error().first().text + ".";
    }
    (void)incident::note(work_, target, {text, "alerts", incident::Contact::none, 0});
  }

  Alerts& alerts_;
  store::Tx& tx_;
  people::Principal who_;
  incident::Work work_;
  Silences silences_;
  std::map<Id, std::vector<OpenGroup>> groups_, all_open_;  // by source: within its window; all, as far as they are counted
  std::map<Id, bool> open_;
  std::map<Id, Joined> joined_;
  std::map<Id, std::vector<Alert>> left_;
  std::vector<Waiting> done_;
  std::size_t opened_ = 0;
};

}  // namespace

void make_incidents(Alerts& alerts, store::Tx& tx, std::span<const Id> waiting) { Making(alerts, tx).run(waiting); }

}  // namespace evenkeel::alert
