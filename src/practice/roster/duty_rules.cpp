// One sweep over the instants at which anything changes: turns begin and end, hours open and close, overrides and absences come and go.
// Between two neighbours the answer is one; who it is, is decided layer by layer from the last to the first.
#include <algorithm>
#include <map>

#include "base/zone.hpp"
#include "practice/calendar/business_time.hpp"
#include "practice/roster/duty.hpp"
#include "practice/roster/rotation_rules.hpp"

namespace evenkeel::roster {
namespace {

namespace cal = calendar;

/// A layer holds in it without a break, with one turn.
struct Span {
  Time from, until;
  std::int64_t number = 0;
  const Turn* turn = nullptr;
};

/// The whole dates that the calendar names, by its own clocks.
std::vector<cal::Stretch> named_dates(const cal::WorkingHours& hours, Time from, Time until) {
  std::vector<cal::Stretch> dates;
  const auto begin = hours.dates.lower_bound(wall_us(hours.zone, from) / us_per_day - 1);
  for (auto date = begin; date != hours.dates.end(); ++date) {
    const Time midnight = instant_of_wall(hours.zone, date->first * us_per_day, Twice::first);
    if (midnight >= until) break;
    const Time next = instant_of_wall(hours.zone, (date->first + 1) * us_per_day, Twice::first);
    if (std::max(midnight, from) < std::min(next, until)) dates.push_back({std::max(midnight, from), std::min(next, until)});
  }
  return dates;
}

/// When the layer holds between two instants, whoever's turn it is.
std::vector<cal::Stretch> open_in(const Facts::Held& held, Time from, Time until) {
  std::vector<cal::Stretch> open{{from, until}};
  if (held.hours) open = cal::open_stretches(*held.hours, from, until);
  if (!held.calendar) return open;
  switch (held.layer.calendar_use) {
    case CalendarUse::any: return open;
    case CalendarUse::open: return cal::intersection(open, cal::open_stretches(*held.calendar, from, until));
    case CalendarUse::closed:
      return cal::intersection(open, cal::complement(cal::open_stretches(*held.calendar, from, until), from, until));
    case CalendarUse::holidays: return cal::intersection(open, named_dates(*held.calendar, from, until));
  }
  return open;
}

/// The same within one turn, near the time asked for: a turn of years has more windows than anybody asks for. What reaches over the edge of
/// where was looked is looked at farther, so that each stretch that meets the time is whole.
std::vector<cal::Stretch> open_near(const Facts::Held& held, const cal::Stretch& turn, Time from, Time until) {
  constexpr std::int64_t wider = 8;
  for (std::int64_t beyond = 16 * us_per_day;; beyond *= wider) {
    const Time first = std::max(turn.from, from - beyond), last = std::min(turn.until, until + beyond);
    auto open = open_in(held, first, last);
    const bool cut = std::ranges::any_of(open, [&](const cal::Stretch& o) {
      return o.until > from && o.from < until && ((o.from == first && first > turn.from) || (o.until == last && last < turn.until));
    });
    if (!cut) return open;
  }
}

/// Spans that meet the time asked for; each whole.
std::vector<Span> spans_of(const Facts::Held& held, Time from, Time until) {
  std::vector<Span> spans;
  const Grid grid(held.layer);
  until = std::min(until, grid.end());
  if (from >= until) return spans;
  for (std::int64_t n = std::max<std::int64_t>(grid.number_at(from), 0); grid.hand_off(n) < until; ++n) {
    const Turn* turn = grid.turn(n);
    const Time begin = grid.hand_off(n), end = std::min(grid.hand_off(n + 1), grid.end());
    if (!turn || begin >= end) continue;
    for (const cal::Stretch& open : open_near(held, {begin, end}, from, until))
      if (open.until > from && open.from < until) spans.push_back({open.from, open.until, n, turn});
  }
  return spans;
}

struct Placed {
  Id person;
  Part part = Part::on_duty;
  int layer = -1;  // none: added
  std::int64_t turn = 0;
  Id by_override;
  bool operator==(const Placed&) const = default;
};

struct Answer {
  std::vector<Placed> people;
  std::optional<Nobody> nobody;
  std::vector<Id> missing;
  bool operator==(const Answer&) const = default;
};

bool is_on_duty(const Placed& p) { return p.part == Part::on_duty; }

class Sweep {
 public:
  Sweep(const Facts& facts, Time from, Time until) : facts_(facts) {
    // Whole shifts are told: begin where the first of them begins, end where the last one ends.
    Time begin = from, end = until;
    for (const Facts::Held& held : facts.layers) {
      spans_.push_back(spans_of(held, from, until));
      if (spans_.back().empty()) continue;
      begin = std::min(begin, spans_.back().front().from);
      end = std::max(end, spans_.back().back().until);
    }
    for (const Override& o : facts.overrides) {
      if (o.ends_at <= from || o.begins_at >= until) continue;
      begin = std::min(begin, o.begins_at);
      end = std::max(end, o.ends_at);
    }
    spans_.clear();
    for (const Facts::Held& held : facts.layers) spans_.push_back(spans_of(held, begin, end));
    at_.resize(spans_.size());
    collect_instants(begin, end);
  }

  struct Segment {
    Time from, until;
    Answer answer;
  };
  std::vector<Segment> run() {
    std::vector<Segment> out;
    for (std::size_t i = 0; i + 1 < instants_.size(); ++i) {
      move_to(instants_[i]);
      Answer answer = decide();
      if (!out.empty() && out.back().answer == answer) out.back().until = instants_[i + 1];
      else out.push_back({instants_[i], instants_[i + 1], std::move(answer)});
    }
    return out;
  }

 private:
  void collect_instants(Time begin, Time end) {
    const auto add = [&](Time from, Time until) {
      if (until <= begin || from >= end || from >= until) return false;
      instants_.push_back(std::max(from, begin));
      instants_.push_back(std::min(until, end));
      return true;
    };
    instants_ = {begin, end};
    for (const auto& spans : spans_)
      for (const Span& span : spans) add(span.from, span.until);
    for (const Override& o : facts_.overrides)
      if (o.active && add(o.begins_at, o.ends_at)) overrides_.push_back(&o);
    for (const Away& a : facts_.away)
      if (add(a.from, a.until)) away_.push_back(&a);
    std::ranges::sort(instants_);
    instants_.erase(std::unique(instants_.begin(), instants_.end()), instants_.end());
    std::ranges::stable_sort(overrides_, {}, [](const Override* o) { return o->begins_at; });
    std::ranges::sort(away_, {}, [](const Away* a) { return a->from; });
  }

  void move_to(Time t) {
    for (std::size_t i = 0; i < spans_.size(); ++i)
      while (at_[i] < spans_[i].size() && spans_[i][at_[i]].until <= t) ++at_[i];
    std::erase_if(now_, [&](const Override* o) { return o->ends_at <= t; });
    for (; next_override_ < overrides_.size() && overrides_[next_override_]->begins_at <= t; ++next_override_)
      now_.insert(std::ranges::upper_bound(now_, overrides_[next_override_]->id, {}, [](const Override* o) { return o->id; }),
                  overrides_[next_override_]);
    std::erase_if(away_now_, [&](const Away* a) { return a->until <= t; });
    for (; next_away_ < away_.size() && away_[next_away_]->from <= t; ++next_away_) away_now_.push_back(away_[next_away_]);
    t_ = t;
  }

  bool is_away(Id person) const {
    return std::ranges::any_of(away_now_, [&](const Away* a) { return a->person == person; });
  }

  /// A replacement by somebody who is away does not count.
  bool counts(const Override& o) const { return o.kind == OverrideKind::remove || !is_away(o.person); }

  /// Lays an override that speaks of one person over those who are placed.
  void lay_named(const Override& o, std::vector<Placed>& people, std::vector<Id>& taken_off) const {
    const auto named = std::ranges::find_if(people, [&](const Placed& p) { return p.person == o.instead_of && p.by_override < o.id; });
    if (named == people.end()) return;
    const bool there = o.kind == OverrideKind::replace &&
                       std::ranges::any_of(people, [&](const Placed& p) { return p.person == o.person && is_on_duty(p); });
    if (o.kind == OverrideKind::remove) taken_off.push_back(named->person);
    if (o.kind == OverrideKind::remove || there) {
      people.erase(named);
      return;
    }
    std::erase_if(people, [&](const Placed& p) { return p.person == o.person; });
    const auto again = std::ranges::find_if(people, [&](const Placed& p) { return p.person == o.instead_of; });
    again->person = o.person;
    again->by_override = o.id;
  }

  bool speaks_of_one(const Override& o) const {
    return o.kind == OverrideKind::remove || (o.kind == OverrideKind::replace && o.instead_of);
  }

  /// Who of one layer's turn is there; tells why nobody is.
  std::vector<Placed> present(int layer, const Span& span, Answer& answer) const {
    std::vector<Placed> people;
    for (const Id id : span.turn->people) people.push_back({id, Part::on_duty, layer, span.number, {}});
    for (const Id id : span.turn->shadows) people.push_back({id, Part::shadow, layer, span.number, {}});
    const bool vacant = span.turn->people.empty();
    std::vector<Id> taken_off, absent;
    for (const Override* o : now_)
      if (speaks_of_one(*o) && counts(*o)) lay_named(*o, people, taken_off);
    std::erase_if(people, [&](const Placed& p) {
      const bool gone = is_away(p.person);
      if (gone && is_on_duty(p)) absent.push_back(p.person);
      return gone;
    });
    if (std::ranges::any_of(people, is_on_duty)) return people;
    say_nobody(answer, !absent.empty() ? Nobody::away : !taken_off.empty() ? Nobody::taken_off : Nobody::vacant, vacant);
    answer.missing.insert(answer.missing.end(), absent.begin(), absent.end());
    answer.missing.insert(answer.missing.end(), taken_off.begin(), taken_off.end());
    return {};
  }

  /// Of several layers somebody who is missing explains more than a turn that was left vacant.
  static void say_nobody(Answer& answer, Nobody why, bool vacant) {
    if (!answer.nobody || *answer.nobody == Nobody::no_layer || (*answer.nobody == Nobody::vacant && !vacant)) answer.nobody = why;
  }

  /// Overrides over whom the layers gave, in the order in which they were made.
  void lay_all(std::vector<Placed>& people) const {
    for (const Override* o : now_) {
      if (!counts(*o)) continue;
      if (speaks_of_one(*o)) {
        std::vector<Id> taken_off;
        lay_named(*o, people, taken_off);
        continue;
      }
      const Placed comes{o->person, Part::on_duty, layer_of(*o, people), 0, o->id};
      if (o->kind == OverrideKind::replace) {
        std::erase_if(people, [&](const Placed& p) { return is_on_duty(p) || p.person == o->person; });
        people.insert(people.begin(), comes);
      } else if (std::ranges::none_of(people, [&](const Placed& p) { return p.person == o->person && is_on_duty(p); })) {
        std::erase_if(people, [&](const Placed& p) { return p.person == o->person; });
        people.insert(std::ranges::find_if_not(people, is_on_duty), comes);
      }
    }
  }

  static int layer_of(const Override& o, const std::vector<Placed>& people) {
    if (o.kind == OverrideKind::add || people.empty()) return -1;
    return people.front().layer;
  }

  /// The lowest of the layers that are asked together with this one.
  std::size_t lowest_beside(std::size_t layer) const {
    while (layer > 0 && facts_.layers[layer].layer.stacking == Stacking::beside) --layer;
    return layer;
  }

  /// Adds whoever of a layer is there to those of the layers beside it; nobody stands there twice.
  void join(std::size_t layer, Answer& answer) const {
    if (at_[layer] >= spans_[layer].size() || spans_[layer][at_[layer]].from > t_) return;
    for (const Placed& comes : present(static_cast<int>(layer), spans_[layer][at_[layer]], answer)) {
      const auto same = std::ranges::find(answer.people, comes.person, &Placed::person);
      if (same != answer.people.end() && (is_on_duty(*same) || !is_on_duty(comes))) continue;
      if (same != answer.people.end()) answer.people.erase(same);
      answer.people.insert(is_on_duty(comes) ? std::ranges::find_if_not(answer.people, is_on_duty) : answer.people.end(), comes);
    }
  }

  Answer decide() const {
    Answer answer;
    answer.nobody = facts_.known ? Nobody::no_layer : Nobody::no_roster;
    if (!facts_.known) return answer;
    for (std::size_t above = spans_.size(); above > 0 && answer.people.empty();) {
      const std::size_t lowest = lowest_beside(above - 1);
      for (std::size_t i = lowest; i < above; ++i) join(i, answer);
      above = lowest;
    }
    lay_all(answer.people);
    if (std::ranges::any_of(answer.people, is_on_duty)) {
      answer.nobody.reset();
      answer.missing.clear();
    }
    return answer;
  }

  const Facts& facts_;
  std::vector<std::vector<Span>> spans_;
  std::vector<std::size_t> at_;
  std::vector<Time> instants_;
  std::vector<const Override*> overrides_, now_;
  std::vector<const Away*> away_, away_now_;
  std::size_t next_override_ = 0, next_away_ = 0;
  Time t_;
};

/// Two answers in which the person's stretch is one: the same turn, or the same override.
bool goes_on(const Placed& a, const Placed& b) { return a == b; }

class Telling {
 public:
  Telling(const Facts& facts, std::vector<Sweep::Segment> segments) : facts_(facts), segments_(std::move(segments)) {
    ends_.resize(segments_.size());
    begins_.resize(segments_.size());
    for (std::size_t i = 0; i < segments_.size(); ++i)
      reach(i, i == 0 ? nullptr : &begins_[i - 1], i == 0 ? nullptr : &segments_[i - 1], begins_[i], segments_[i].from);
    for (std::size_t i = segments_.size(); i-- > 0;) {
      const bool last = i + 1 == segments_.size();
      reach(i, last ? nullptr : &ends_[i + 1], last ? nullptr : &segments_[i + 1], ends_[i], segments_[i].until);
    }
  }

  std::vector<Stretch> stretches(Time from, Time until) const {
    std::vector<Stretch> out;
    for (std::size_t i = 0; i < segments_.size(); ++i) {
      const auto& s = segments_[i];
      if (s.until <= from || s.from >= until) continue;
      Stretch stretch{std::max(s.from, from), std::min(s.until, until), {}, {}};
      for (std::size_t p = 0; p < s.answer.people.size(); ++p) stretch.people.push_back(shift_of(i, p));
      if (s.answer.nobody) stretch.gap = Gap{stretch.from, stretch.until, *s.answer.nobody, s.answer.missing};
      out.push_back(std::move(stretch));
    }
    join_gaps(out);
    return out;
  }

 private:
  /// When the stretch of each person of a segment begins or ends: as in the neighbour where it goes on, else with the segment.
  void reach(std::size_t i, const std::vector<Time>* beyond, const Sweep::Segment* neighbour, std::vector<Time>& own, Time edge) const {
    const auto& people = segments_[i].answer.people;
    own.assign(people.size(), edge);
    for (std::size_t p = 0; neighbour && p < people.size(); ++p)
      for (std::size_t q = 0; q < neighbour->answer.people.size(); ++q)
        if (goes_on(people[p], neighbour->answer.people[q])) own[p] = (*beyond)[q];
  }

  Shift shift_of(std::size_t i, std::size_t p) const {
    const Placed& placed = segments_[i].answer.people[p];
    Shift shift{placed.person, placed.part, begins_[i][p], ends_[i][p], {}, placed.turn, placed.by_override};
    if (placed.layer >= 0) shift.layer = facts_.layers[static_cast<std::size_t>(placed.layer)].layer.name;
    return shift;
  }

  /// Nobody stays nobody while the reason changes.
  static void join_gaps(std::vector<Stretch>& all) {
    for (std::size_t i = 1; i < all.size(); ++i)
      if (all[i].gap && all[i - 1].gap) all[i].gap->from = all[i - 1].gap->from;
    for (std::size_t i = all.size(); i-- > 1;)
      if (all[i].gap && all[i - 1].gap) all[i - 1].gap->until = all[i].gap->until;
  }

  const Facts& facts_;
  std::vector<Sweep::Segment> segments_;
  std::vector<std::vector<Time>> begins_, ends_;
};

Time within_time(Time t) { return std::clamp(t, Time{0}, zones_known_until); }

/// How far one looks before one looks further; the first is enough where people take turns by the day.
constexpr std::int64_t looks_days[] = {2, 16, 100, gap_days_most};

}  // namespace

std::vector<Stretch> stretches(const Facts& facts, Time from, Time until) {
  from = within_time(from);
  until = within_time(until);
  if (from >= until) return {};
  return Telling(facts, Sweep(facts, from, until).run()).stretches(from, until);
}

std::vector<Shift> shifts(const Facts& facts, Time from, Time until) {
  std::vector<Shift> all;
  std::map<std::pair<Id, Time>, std::size_t> last;  // of a person who goes on, by the begin of the shift
  for (const Stretch& stretch : stretches(facts, from, until))
    for (const Shift& shift : stretch.people) {
      const auto [at, fresh] = last.try_emplace({shift.person, shift.from}, all.size());
      if (fresh || !(all[at->second] == shift)) {
        at->second = all.size();
        all.push_back(shift);
      }
    }
  std::ranges::stable_sort(all, {}, &Shift::from);
  return all;
}

Duty duty_at(const Facts& facts, Time at) {
  Duty duty{facts.roster, at, {}, {}, {}};
  if (at >= zones_known_until || at < Time{0}) {
    duty.gap = Gap{at, at, Nobody::no_layer, {}};
    return duty;
  }
  for (const std::int64_t days : looks_days) {
    const auto ahead = stretches(facts, at, at + days * us_per_day);
    duty.people = ahead.front().people;
    duty.gap = ahead.front().gap;
    if (ahead.size() > 1) duty.changes_at = ahead.front().until;
    // The end of a gap is that of nobody, whatever the reasons.
    if (ahead.size() > 1 && (!duty.gap || duty.gap->until < ahead.back().until)) break;
  }
  if (!duty.gap) return duty;
  for (const std::int64_t days : looks_days) {
    const auto back = stretches(facts, at - days * us_per_day, at + 1);
    duty.gap->from = back.back().gap->from;
    if (duty.gap->from > back.front().from) break;
  }
  return duty;
}

std::vector<Id> Duty::on_duty() const {
  std::vector<Id> ids;
  for (const Shift& shift : people)
    if (shift.part == Part::on_duty) ids.push_back(shift.person);
  return ids;
}

}  // namespace evenkeel::roster
