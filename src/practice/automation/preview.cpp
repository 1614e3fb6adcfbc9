#include "practice/automation/preview.hpp"

#include <fmt/format.h>

#include "practice/agreement/history.hpp"

namespace evenkeel::automation {
namespace {

class Rehearsal {
 public:
  Rehearsal(const agreement::Sample& sample, const Rule& draft, Time now)
      : sample_(sample), rules_{std::make_shared<const Rule>(draft)}, now_(now) {
    for (const Deed& deed : draft.deeds) preview_.deeds.push_back({deed.words, 0, 0});
  }

  Preview run() {
    for (const Incident& i : sample_.incidents) {
      if (i.opened_at < now_ - preview_back_us) continue;
      ++preview_.incidents;
      preview_.since = i.opened_at;
      look_at(i);
    }
    return std::move(preview_);
  }

 private:
  void look_at(const Incident& i) {
    const std::int64_t so_far = preview_.changes;
    std::optional<Incident> before;
    for (const auto& moment : agreement::moments_of(sample_.db, i.id)) {
      auto after = record::from_record<Incident>(moment.facts);
      auto tried = after;
      const auto outcome = act(rules_, before ? &*before : nullptr, tried, house_of(*sample_.catalogue, sample_.db, moment.at));
      for (const Firing& firing : outcome.firings) count(i, moment.at, firing);
      before = std::move(after);
    }
    if (preview_.changes > so_far) ++preview_.matched;
  }

  void count(const Incident& i, Time at, const Firing& firing) {
    ++preview_.changes;
    Example example{i.id, i.number, at, {}, {}};
    for (const Effect& effect : firing.effects) {
      auto& tally = preview_.deeds[static_cast<std::size_t>(effect.deed - firing.rule->deeds.data())];
      if (effect.left_out.empty()) {
        ++tally.done;
        example.did.push_back(effect.deed->words);
      } else {
        ++tally.left_out;
        example.left_out.push_back(fmt::format("{}: {}", effect.deed->words, effect.left_out));
      }
    }
    if (preview_.examples.size() < examples_most) preview_.examples.push_back(std::move(example));
  }

  const agreement::Sample& sample_;
  Rules rules_;
  Time now_;
  Preview preview_;
};

}  // namespace

Preview preview_of(const agreement::Sample& sample, const Rule& draft, Time now) { return Rehearsal(sample, draft, now).run(); }

}  // namespace evenkeel::automation
