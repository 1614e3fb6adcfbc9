#include "practice/agreement/preview.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "practice/agreement/beginning.hpp"
#include "practice/agreement/clock_work.hpp"
#include "practice/incident/visibility.hpp"
#include "practice/service/lookup.hpp"
#include "store/row_io.hpp"

namespace evenkeel::agreement {
namespace {

using incident::Incident;

std::string word_of(Doing doing, Verdict verdict) {
  if (doing == Doing::cancelled && verdict == Verdict::open) return "cancelled";
  return std::string(record::name_of(verdict));
}
void count(Tally& tally, std::string_view word) {
  if (word == "met") ++tally.met;
  else if (word == "breached") ++tally.breached;
  else if (word == "open") ++tally.open;
  else if (word == "cancelled") ++tally.cancelled;
}

/// Words by target and cycle; a cycle may have had several of one that began anew each time.
using Words = std::map<std::pair<std::string, std::int64_t>, std::vector<std::string>>;

Words under_draft(const Offer& draft, const calendar::WorkingHours& hours, std::span<const Moment> life, const condition::Lookup& lookup,
                  Time now) {
  Words words;
  for (const Target& target : draft.terms.targets)
    for (const Replayed& one : replay(draft, target, life, lookup)) {
      const auto r = reckon(one.course, hours, {}, now);
      words[{target.name, one.cycle}].push_back(word_of(r.doing, r.verdict));
    }
  return words;
}
Words as_it_was(store::Connection& db, Id incident, Id agreement) {
  Words words;
  if (!agreement) return words;
  for (const Clock& clock : clock_rows(db, incident))
    if (clock.agreement == agreement) words[{clock.target, clock.cycle}].push_back(word_of(clock.doing, clock.verdict));
  return words;
}

/// The last of a cycle speaks for it.
std::string last_of(const Words& words, const Words::key_type& key) {
  const auto found = words.find(key);
  return found == words.end() ? std::string{} : found->second.back();
}

TargetPreview& target_in(Preview& preview, const std::string& name) {
  for (TargetPreview& one : preview.targets)
    if (one.target == name) return one;
  preview.targets.push_back({name, {}, {}});
  return preview.targets.back();
}

void compare(Preview& preview, const Incident& i, const Words& draft, const Words& present) {
  for (const auto& [key, words] : draft)
    for (const auto& word : words) count(target_in(preview, key.first).draft, word);
  for (const auto& [key, words] : present)
    for (const auto& word : words) count(target_in(preview, key.first).present, word);
  std::set<Words::key_type> keys;
  for (const auto* words : {&draft, &present})
    for (const auto& [key, all] : *words) keys.insert(key);
  for (const auto& key : keys) {
    const auto now = last_of(draft, key), then = last_of(present, key);
    if (now == then) continue;
    if (preview.otherwise.size() < examples_most) preview.otherwise.push_back({i.id, i.number, key.first, now, then});
    else ++preview.otherwise_left_out;
  }
}

/// Whether this target is promised to the incident as it is.
bool promises(const Offer& offer, const Target& target, const Incident& i, Seen& seen) {
  return gone_for(offer.agreement, i).empty() && look_at(offer.terms, target, seen.facts()).gone.empty();
}

}  // namespace

Sample newest_incidents(store::Connection& db, SnapshotPtr catalogue, const people::Principal& who, Time now) {
  Sample sample{db, std::move(catalogue), {}};
  const auto& type = record::type_of<Incident>();
  const auto visible = incident::visibility(who).compile(api::asker_of(who, now), "i", 1);
  const std::string sql = fmt::format("SELECT {} FROM incident i WHERE {} ORDER BY i.opened_at DESC, i.id DESC LIMIT {}",
                                      store::select_columns(type, "i"), visible.where, preview_incidents);
  api::query(db, sql, visible.params,
             [&](const store::Row& row) { sample.incidents.push_back(record::from_record<Incident>(store::read_record(type, row))); });
  return sample;
}

Preview preview_of(const Sample& sample, const Offer& draft, const calendar::WorkingHours& hours, Time now) {
  Preview preview;
  for (const Target& target : draft.terms.targets) target_in(preview, target.name);
  const auto lookup = service::lookup_in(*sample.catalogue);
  for (const Incident& i : sample.incidents) {
    ++preview.incidents;
    preview.since = i.opened_at;
    compare(preview, i, under_draft(draft, hours, moments_of(sample.db, i.id), lookup, now),
            as_it_was(sample.db, i.id, draft.agreement.id));
  }
  return preview;
}

std::vector<Overlap> overlaps_of(const Sample& sample, const Offer& draft, const Offers& others) {
  struct Pair {
    const Offer* other;
    const Target *ours, *theirs;
    Overlap overlap;
  };
  std::vector<Pair> pairs;
  for (const auto& other : others) {
    if (other->agreement.id == draft.agreement.id || other->agreement.kind != draft.agreement.kind) continue;
    for (const Target& target : draft.terms.targets)
      if (const Target* theirs = target_of(*other, target.name))
        pairs.push_back({other.get(), &target, theirs, {other->agreement.id, other->agreement.name, target.name, 0, {}}});
  }
  const auto lookup = service::lookup_in(*sample.catalogue);
  for (const Incident& i : sample.incidents) {
    Seen seen(i, lookup);
    for (Pair& pair : pairs) {
      if (!promises(draft, *pair.ours, i, seen) || !promises(*pair.other, *pair.theirs, i, seen)) continue;
      if (++pair.overlap.incidents <= static_cast<std::int64_t>(overlap_examples_most)) pair.overlap.numbers.push_back(i.number);
    }
  }
  std::vector<Overlap> found;
  for (Pair& pair : pairs)
    if (pair.overlap.incidents > 0) found.push_back(std::move(pair.overlap));
  return found;
}

}  // namespace evenkeel::agreement
