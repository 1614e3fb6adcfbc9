#include "practice/roster/feed_rules.hpp"

#include <algorithm>

namespace evenkeel::roster {
namespace {

bool is_same_work(const FeedShift& a, const FeedShift& b) {
  return a.roster == b.roster && a.person == b.person && a.part == b.part && a.layer == b.layer;
}
bool overlap(const FeedShift& a, const FeedShift& b) { return a.begins_at < b.ends_at && b.begins_at < a.ends_at; }

class Matching {
 public:
  Matching(const std::vector<Published>& before, const std::vector<FeedShift>& shifts, Time now)
      : before_(before), shifts_(shifts), now_(now), taken_(before.size()), of_(shifts.size(), before.size()) {
    // What did not move first, so that nothing else takes its identity.
    take([](const FeedShift& a, const FeedShift& b) { return a == b; });
    take([](const FeedShift& a, const FeedShift& b) { return is_same_work(a, b) && a.begins_at == b.begins_at; });
    take([](const FeedShift& a, const FeedShift& b) { return is_same_work(a, b) && overlap(a, b); });
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
  template <class Fits>
  void take(Fits fits) {
    for (std::size_t i = 0; i < shifts_.size(); ++i) {
      if (of_[i] < before_.size()) continue;
      for (std::size_t j = 0; j < before_.size(); ++j) {
        if (taken_[j] || !fits(before_[j].shift, shifts_[i])) continue;
        taken_[j] = true;
        of_[i] = j;
        break;
      }
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
  std::vector<bool> taken_;
  std::vector<std::size_t> of_;  // which one of before, by shift; its size: none
};

}  // namespace

std::vector<Published> published_now(const std::vector<Published>& before, const std::vector<FeedShift>& shifts, Time shown_from, Time now,
                                     const std::function<Id()>& new_uid) {
  return Matching(before, shifts, now).result(shown_from, new_uid);
}

}  // namespace evenkeel::roster
