#include "practice/alert/incident_making.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "practice/alert/alert_rules.hpp"
#include "practice/alert/alert_store.hpp"
#include "practice/alert/following.hpp"
#include "practice/alert/opening.hpp"
#include "practice/incident/desk_work.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/service/accountability.hpp"
#include "practice/service/check.hpp"
#include "practice/service/heartbeat.hpp"

namespace evenkeel::alert {
namespace {

using incident::Incident;
using incident::Why;

constexpr std::size_t opened_at_once = 8;  // incidents of one command, each with its clocks and messages
constexpr int groups_looked_at = 200;      // open incidents, the newest
constexpr std::size_t open_most = 200;     // of one source: beyond, a storm of names fills the list that people work through
constexpr int along_most = 500;            // alerts that began with a wave before it was known as one
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
        silences_(tx.db(), tx.now()),
        inhibitors_(tx.db(), *work_.catalogue),
        places_(tx.db(), *work_.catalogue),
        map_(alerts.map.now(tx.db(), *work_.catalogue)) {}

  void run(std::span<const Id> waiting) {
    auto rows = alerts_with_ids(tx_.db(), waiting);
    std::erase_if(rows, [&](const Alert& a) { return !a.look_at || a.look_at > tx_.now(); });
    if (rows.empty()) return;
    renew_inhibitors(tx_.db(), *work_.catalogue, inhibitors_.rules());
    prepare(rows);
    for (const Alert& a : rows) look(a);
    finish();
  }

 private:
  struct Joined {
    std::vector<Waiting> alerts;
    std::vector<std::string> names;
    std::string why;
  };

  /// Reads what many of them are asked about at once: the places that they name, and the open incidents of their time.
  void prepare(const std::vector<Alert>& rows) {
    std::vector<Texts> labels;
    Time first = tx_.now(), last;
    for (const Alert& a : rows) {
      if (a.state != AlertState::firing) continue;
      labels.push_back(read_texts(a.labels.text));
      first = std::min(first, began_at(a));
      last = std::max(last, began_at(a));
    }
    places_.look_up(labels);
    std::int64_t window_us = near_us;
    for (const auto* source : work_.catalogue->active<service::AlertSource>())
      window_us = std::max(window_us, source->window_min * us_per_minute);
    if (!labels.empty()) groups_ = open_groups(tx_.db(), {}, first - window_us, last + window_us, groups_looked_at);
  }

  OpenGroup* group_of_incident(Id incident) {
    const auto found = std::ranges::find(groups_, incident, &OpenGroup::incident);
    return found == groups_.end() ? nullptr : &*found;
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
    const Opening opening = opening_now(a, labels, *source, {*work_.catalogue, *map_, silences_, inhibitors_, places_, tx_.now()});
    if (opening.inhibited_by != a.inhibited_by) held_[opening.inhibited_by].push_back(a.id);
    if (opening.inhibited_by && !a.inhibited_by) happened_.push_back({a.id, Happening::inhibited, {}});
    if (!opening.opens) {
      if (opening.not_before) look_later(a, opening.not_before);
      else done_.push_back(as_waiting(a));
      return;
    }
    const Candidate candidate = candidate_of(a, *source, labels);
    if (is_in_open_incident(a)) {
      // It got worse, and is where it belongs already: its history says so.
      if (joined_in_this_episode(tx_.db(), a.id, a.incident)) return done_.push_back(as_waiting(a));
      return add(candidate, a.incident, "it began again while its incident is open");
    }
    const Joining joining = alerts_.grouping(candidate, groups_, *map_);
    if (auto* over = joining.over ? group_of_incident(joining.over) : nullptr) {
      over->shape.over = true;
      moved_.insert(over->incident);
    }
    if (joining.incident) return add(candidate, joining.incident, "same fault: " + joining.why);
    if (const Id full = newest_when_full(*source))
      return add(candidate, full, fmt::format("its source has {} open incidents already", open_most));
    if (opened_ >= opened_at_once) return;  // the next piece opens it
    open(candidate, labels, joining);
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
    if (is_new) found->second = open_groups(tx_.db(), source.id, ever, tx_.now(), static_cast<int>(open_most));
    if (found->second.size() < open_most) return {};
    const OpenGroup& newest = *std::ranges::max_element(found->second, {}, &OpenGroup::incident);
    // It may lie outside the window; what joins moves it into it.
    if (!group_of_incident(newest.incident)) groups_.push_back(newest);
    return newest.incident;
  }

  void add(const Candidate& c, Id incident, const std::string& why) {
    Joined& to = joined_[incident];
    to.alerts.push_back(as_waiting(c.alert));
    if (to.names.size() < named_most) to.names.push_back(incident_title(c.alert));
    to.why = why;
    if (auto* group = group_of_incident(incident)) {
      take(*group, c, *map_);
      moved_.insert(incident);
    }
  }

  void end(const Alert& a) {
    if (const auto flaps = a.incident ? flapping_now(tx_.db(), a.id, tx_.now()) : Flapping{}; flaps.times > 0) {
      // Said once in each incident; what comes later in the same fit is more of the same.
      if (!has_event(tx_.db(), a.id, Happening::flaps, flaps.since, a.incident)) say_it_flaps(a, flaps);
      return look_later(a, flaps.calm_at);
    }
    done_.push_back(as_waiting(a));
    if (a.incident) left_[a.incident].push_back(a);
  }

  void say_it_flaps(const Alert& a, const Flapping& flaps) {
    happened_.push_back({a.id, Happening::flaps, a.incident});
    tx_.log("incident", a.incident,
            {.kind = "incident.alert_flaps",
             .root = a.incident,
             .why = Why()
                        .add("reason", fmt::format("{} began again {} times within an hour: its ends count when it was quiet for {} min",
                                                   incident_title(a), flaps.times, flap_calm_us / us_per_minute))
                        .json()});
  }

  void open(const Candidate& c, const Texts& labels, const Joining& joining) {
    const Alert& a = c.alert;
    const service::AlertSource& source = c.source;
    const About about = service_of(labels, source, *work_.catalogue);
    Incident given;
    given.channel = incident::Channel::monitoring;
    given.title = incident_title(a);
    given.description = incident_description(a, source.name);
    given.service = about.service;
    given.ci = places_.item_of(labels, source);
    given.category = source.category;
    given.urgency = urgency_of(a.severity, work_.catalogue->matrix());
    given.detected_at = std::min(a.first_seen_at, tx_.now());
    if (a.starts_at && a.starts_at <= given.detected_at) given.began_at = a.starts_at;
    given.team = team_named_by<service::Heartbeat>(a, heartbeat_prefix);
    if (!given.team) given.team = team_named_by<service::Check>(a, check_prefix);
    if (!given.team) given.team = team_of(given, source);
    auto made = incident::create(work_, given);
    ++opened_;
    if (!made) {
      tx_.log("alert", a.id, {.kind = "alert.not_opened", .root = {}, .why = Why().add("reason", made.error().first().text).json()});
      return look_later(a, tx_.now() + refused_again_us);
    }
    const OpenGroup group{made->id, source.id, about.service, c.basis, c.began, c.began, 0, {}};
    insert_group(tx_.db(), group);
    groups_.insert(groups_.begin(), group);
    all_open_[source.id].push_back(group);
    open_[made->id] = true;
    tx_.log("incident", made->id,
            {.kind = "incident.alert_opened",
             .root = made->id,
             .why = Why()
                        .add("reason", fmt::format("{}: {}; {}; urgency by severity {}", source.name, joining.why, about.why,
                                                   record::name_of(a.severity)))
                        .json()});
    add(c, made->id, joining.why);
    if (joining.over) take_along(joining.over, *made, joining.since);
  }

  /// What began with a wave, before that was known as one, goes into the wave's incident. What is still to be looked at stays; so does all
  /// of a confidential incident.
  void take_along(Id from, const Incident& to, Time since) {
    const auto was = tx_.find<Incident>(from);
    if (!was || was->confidential) return;
    if (const auto node = joined_.extract(from)) write_joined(from, node.mapped());
    auto wave = joined_since(tx_.db(), from, since, along_most);
    std::erase_if(wave, [&](const Alert& a) { return began_at(a) < since; });
    if (wave.empty()) return;
    insert_events(tx_, happened_);  // they joined it before they leave
    happened_.clear();
    std::vector<Id> ids;
    std::vector<Texts> labels;
    for (const Alert& a : wave) {
      ids.push_back(a.id);
      labels.push_back(read_texts(a.labels.text));
    }
    move_alerts(work_, ids, from, to.id,
                fmt::format("they began with this wave, and had joined {} before it was known as one", was->number));
    tx_.log("incident", from,
            {.kind = "incident.alerts_left",
             .root = from,
             .why = Why()
                        .add("alerts", static_cast<std::int64_t>(ids.size()))
                        .add("reason", fmt::format("they began with the second wave ({})", to.number))
                        .add("still_firing", firing_in(tx_.db(), from))
                        .json()});
    places_.look_up(labels);
    auto* group = group_of_incident(to.id);
    for (std::size_t i = 0; group && i < wave.size(); ++i) {
      const auto* source = work_.catalogue->get<service::AlertSource>(wave[i].source);
      if (source) take(*group, candidate_of(wave[i], *source, labels[i]), *map_);
    }
  }

  Candidate candidate_of(const Alert& a, const service::AlertSource& source, const Texts& labels) {
    return {a, source, basis_of(a, labels), condition_of(a, labels), places_.of(a, labels, source), began_at(a)};
  }

  /// A heartbeat or a check names its team itself; none: it is no alert of one, or that names none.
  template <class Watched>
  Id team_named_by(const Alert& a, std::string_view prefix) {
    if (!a.key.starts_with(prefix)) return {};
    const auto id = parse_id(std::string_view(a.key).substr(prefix.size()));
    const auto* watched = id ? work_.catalogue->get<Watched>(*id) : nullptr;
    const auto* team = watched && watched->source == a.source ? work_.catalogue->get<service::Team>(watched->team) : nullptr;
    return team && team->active ? team->id : Id{};
  }

  /// What nobody is accountable for goes to the team of the source; none: by the usual routing.
  Id team_of(const Incident& given, const service::AlertSource& source) {
    const auto* team = source.team ? work_.catalogue->get<service::Team>(source.team) : nullptr;
    if (!team || !team->active) return {};
    const auto ci = given.ci ? tx_.find<service::Ci>(given.ci) : std::nullopt;
    const auto usual = service::accountable_team(*work_.catalogue, {given.category, {}, given.service, ci ? &*ci : nullptr});
    return !usual.team || usual.by_default ? source.team : Id{};
  }

  void write_joined(Id incident, const Joined& to) {
    join(tx_, incident, to.alerts);
    for (const Waiting& one : to.alerts) happened_.push_back({one.id, Happening::joined, incident});
    tx_.log("incident", incident,
            {.kind = "incident.alerts_joined",
             .root = incident,
             .why = Why()
                        .add("alerts", static_cast<std::int64_t>(to.alerts.size()))
                        .add("reason", joined(to.names, to.alerts.size()) + " (" + to.why + ")" + root_of(incident))
                        .json()});
  }

  void finish() {
    for (const auto& [incident, to] : joined_) write_joined(incident, to);
    for (const OpenGroup& g : groups_)
      if (moved_.contains(g.incident)) move_group(tx_.db(), g);
    looked_at(tx_.db(), done_, {});  // before it is asked what still fires or is still to be looked at
    for (const auto& [incident, alerts] : left_) {
      std::vector<Id> ids;
      for (const Alert& a : alerts) {
        ids.push_back(a.id);
        happened_.push_back({a.id, Happening::left, incident});
      }
      leave(tx_, incident, ids);
      all_left(incident, alerts);
    }
    for (const auto& [by, alerts] : held_) hold_back(tx_.db(), alerts, by);
    insert_events(tx_, happened_);
  }

  /// "; probable root payment: 3 of 4 other places that were hit depend on it"; empty while one place alone was hit.
  std::string root_of(Id incident) {
    const auto* group = group_of_incident(incident);
    if (!group || group->shape.places.size() < 2) return {};
    const Root root = probable_root(group->shape, *map_);
    return fmt::format("; probable root {}: {}", root.name, root.why);
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
  Inhibitors inhibitors_;
  Places places_;
  std::shared_ptr<const ServiceMap> map_;
  std::vector<OpenGroup> groups_;                  // those that the alerts may join
  std::set<Id> moved_;                             // of them, those that are not written as they are
  std::map<Id, std::vector<OpenGroup>> all_open_;  // by source, as far as they are counted
  std::map<Id, bool> open_;
  std::map<Id, Joined> joined_;
  std::map<Id, std::vector<Alert>> left_;
  std::map<Id, std::vector<Id>> held_;  // by what holds them back; none: nothing does any more
  std::vector<Waiting> done_;
  std::vector<Happened> happened_;
  std::size_t opened_ = 0;
};

}  // namespace

void make_incidents(Alerts& alerts, store::Tx& tx, std::span<const Id> waiting) { Making(alerts, tx).run(waiting); }

}  // namespace evenkeel::alert
