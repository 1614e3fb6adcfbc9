#include "practice/roster/feed_rules.hpp"

#include <algorithm>
#include <map>
#include <ranges>
#include <tuple>

namespace evenkeel::roster {
namespace {

bool overlap(const FeedShift& a, const FeedShift& b) { return a.begins_at < b.ends_at && b.begins_at < a.ends_at; }

/// One and the same work: what moves keeps its identity within it.
auto work_of(const FeedShift& s) { return std::tuple(s.roster, s.person, s.part, s.layer); }

class Matching {
 public:
  Matching(const std::vector<Published>& before, const std::vector<FeedShift>& shifts, Time now)
      : before_(before), shifts_(shifts), now_(now), taken_(before.size()), of_(shifts.size(), before.size()) {
    for (std::size_t j = 0; j < before.size(); ++j) by_work_[work_of(before[j].shift)].push_back(j);
    // What did not move first, so that nothing else takes its identity.
    take(Among::same_begin, [](const FeedShift& a, const FeedShift& b) { return a == b; });
    take(Among::same_begin, [](const FeedShift&, const FeedShift&) { return true; });
    take(Among::all, overlap);
  }

  std::vector<Published> result(Time shown_from, const std::function<Id()>& new_uid) const {
    std::vector<Published> all;
    for (std::size_t i = 0; i < shifts_.size(); ++i)
      all.push_back(of_[i] < before_.size() ? moved(before_[of_[i]], shifts_[i]) : fresh(shifts_[i], new_uid));
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (taken_[i] || before_[i].shift.ends_at <= shown_from) continue;
      Published gone = before_[i];
      if (!gone.cancelled) {
        gone.cancelled = true;
        changed(gone);
      }
      all.push_back(std::move(gone));
    }
    std::ranges::sort(all, {}, [](const Published& p) { return std::pair(p.shift.begins_at, p.uid); });
    return all;
  }

 private:
  enum class Among { same_begin, all };
  /// The first one of the same work that fits. Of one work the begins are in order, so that what did not move is found at once.
  template <class Fits>
  void take(Among among, Fits fits) {
    for (std::size_t i = 0; i < shifts_.size(); ++i) {
      if (of_[i] < before_.size()) continue;
      const auto known = by_work_.find(work_of(shifts_[i]));
      if (known == by_work_.end()) continue;
      const auto begin_of = [&](std::size_t j) { return before_[j].shift.begins_at; };
      const auto places = among == Among::all ? std::ranges::subrange(known->second)
                                              : std::ranges::equal_range(known->second, shifts_[i].begins_at, {}, begin_of);
      const auto found = std::ranges::find_if(places, [&](std::size_t j) { return !taken_[j] && fits(before_[j].shift, shifts_[i]); });
      if (found == places.end()) continue;
      taken_[*found] = true;
      of_[i] = *found;
    }
  }
  void changed(Published& p) const {
    ++p.sequence;
    p.changed_at = now_;
  }
  Published moved(const Published& was, const FeedShift& shift) const {
    Published p = was;
    p.shift = shift;
    p.cancelled = false;
    if (!(p == was)) changed(p);
    return p;
  }
  Published fresh(const FeedShift& shift, const std::function<Id()>& new_uid) const { return {new_uid(), shift, 0, now_, false}; }

  const std::vector<Published>& before_;
  const std::vector<FeedShift>& shifts_;
  Time now_;
  std::map<std::tuple<Id, Id, Part, std::string>, std::vector<std::size_t>> by_work_;  // places in before, in its order
  std::vector<bool> taken_;
  std::vector<std::size_t> of_;  // which one of before, by shift; its size: none
};

}  // namespace

std::vector<Published> published_now(const std::vector<Published>& before, const std::vector<FeedShift>& shifts, Time shown_from, Time now,
                                     const std::function<Id()>& new_uid) {
  return Matching(before, shifts, now).result(shown_from, new_uid);
}

}  // namespace evenkeel::roster
