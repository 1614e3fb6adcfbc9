#include "practice/roster/coverage_rules.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "practice/calendar/business_time.hpp"

namespace evenkeel::roster {
namespace {

calendar::WorkingHours week_of(const std::string& zone, std::string_view words) {
  calendar::WorkingHours hours{zone, {}, {}};
  (void)calendar::read_week(words, hours.week);  // words of our own
  return hours;
}

}  // namespace

std::vector<Gap> gaps_in(const std::vector<Stretch>& all, const calendar::WorkingHours* covered) {
  std::vector<Gap> gaps;
  const auto add = [&](Time from, Time until, const Gap& of) {
    if (!gaps.empty() && gaps.back().until == from && gaps.back().why == of.why && gaps.back().missing == of.missing)
      gaps.back().until = until;
    else gaps.push_back({from, until, of.why, of.missing});
  };
  for (const Stretch& stretch : all) {
    if (!stretch.gap) continue;
    if (!covered) add(stretch.from, stretch.until, *stretch.gap);
    else
      for (const auto& open : calendar::open_stretches(*covered, stretch.from, stretch.until)) add(open.from, open.until, *stretch.gap);
  }
  return gaps;
}

std::vector<Load> loads_of(const std::vector<Stretch>& all, const std::string& zone) {
  const auto nights = week_of(zone, "Mon-Sun 22:00-06:00"), weekends = week_of(zone, "Sat-Sun 00:00-24:00");
  std::map<Id, Load> by_person;
  std::set<std::pair<Id, Time>> counted;  // shifts, by their begin
  for (const Stretch& stretch : all) {
    const std::int64_t night = calendar::between(nights, stretch.from, stretch.until);
    const std::int64_t weekend = calendar::between(weekends, stretch.from, stretch.until);
    for (const Shift& shift : stretch.people) {
      if (shift.part != Part::on_duty) continue;
      Load& load = by_person[shift.person];
      load.person = shift.person;
      load.shifts += counted.insert({shift.person, shift.from}).second;
      load.total_us += stretch.until - stretch.from;
      load.night_us += night;
      load.weekend_us += weekend;
    }
  }
  std::vector<Load> loads;
  for (const auto& [person, load] : by_person) loads.push_back(load);
  std::ranges::stable_sort(loads, [](const Load& a, const Load& b) { return a.total_us > b.total_us; });
  return loads;
}

void count_pages(std::vector<Load>& loads, const std::vector<Stretch>& all, const std::string& zone, const std::set<Page>& pages) {
  const auto nights = week_of(zone, "Mon-Sun 22:00-06:00");
  for (const Page& page : pages) {
    // The stretches follow one another without a hole.
    const auto after = std::ranges::upper_bound(all, page.at, {}, &Stretch::from);
    if (after == all.begin() || page.at >= std::prev(after)->until) continue;
    const auto& people = std::prev(after)->people;
    const auto is_on = [&](const Shift& s) { return s.person == page.person && s.part == Part::on_duty; };
    const auto load = std::ranges::find(loads, page.person, &Load::person);
    if (load == loads.end() || std::ranges::none_of(people, is_on)) continue;
    ++load->pages;
    if (calendar::between(nights, page.at, page.at + 1) > 0) ++load->night_pages;
  }
}

int balance_of(const std::vector<Load>& loads) {
  double sum = 0;
  std::int64_t pairs = 0;
  // Ordered by load: the later one of a pair has less.
  for (std::size_t i = 0; i < loads.size(); ++i)
    for (std::size_t j = i + 1; j < loads.size(); ++j, ++pairs)
      sum += static_cast<double>(loads[j].total_us) / static_cast<double>(loads[i].total_us);
  return pairs == 0 ? 100 : static_cast<int>(sum / static_cast<double>(pairs) * 100);
}

}  // namespace evenkeel::roster
