#include "practice/alert/alert_index.hpp"

#include <algorithm>

namespace evenkeel::alert {

namespace {
constexpr std::size_t source_digits = 8;            // bytes of the id before the key
constexpr std::size_t remembered_most = 1'000'000;  // beyond, what ended is not remembered
}  // namespace

std::string AlertIndex::name_of(Id source, std::string_view key) {
  std::string name(source_digits, '\0');
  for (std::size_t i = 0; i < source_digits; ++i) name[i] = static_cast<char>((static_cast<std::uint64_t>(source.v) >> (8 * i)) & 0xff);
  return name.append(key);
}

void AlertIndex::count(Id source, std::int64_t by) {
  auto& n = firing_[source];
  n = static_cast<std::size_t>(std::max<std::int64_t>(0, static_cast<std::int64_t>(n) + by));
}

bool AlertIndex::loaded() const {
  const std::lock_guard lock(mutex_);
  return loaded_;
}

void AlertIndex::load(store::Connection& db) {
  if (loaded()) return;
  std::vector<Moved> found;
  db.query("SELECT id, source, key, digest, ends_at, last_seen_at FROM alert WHERE state = 'firing'", {}, [&](const store::Row& row) {
    found.push_back({row.id(1), std::string(row.text(2)), {row.id(0), std::string(row.text(3)), true, row.time(4), row.time(5), 0}});
  });
  const std::lock_guard lock(mutex_);
  if (loaded_) return;
  loaded_ = true;
  for (auto& one : found)
    if (slots_.try_emplace(name_of(one.source, one.key), Slot{one.source, std::move(one.known)}).second) count(one.source, 1);
}

bool AlertIndex::repeats(Id source, const Event& event, std::string_view digest, Time now) {
  const std::lock_guard lock(mutex_);
  const auto found = slots_.find(name_of(source, event.key));
  if (found == slots_.end()) return false;
  const Known& known = found->second.known;
  const bool still = event.state == AlertState::firing;
  if (!still && !known.firing) return true;
  if (still != known.firing || known.digest != digest) return false;
  if (known.ends_at && known.ends_at <= now) return false;  // it may have ended meanwhile: the database knows
  move_times(*found, event, now);
  return true;
}

void AlertIndex::heard(Id source, const Event& event, std::string_view digest, Time now) {
  const std::lock_guard lock(mutex_);
  const auto found = slots_.find(name_of(source, event.key));
  if (found == slots_.end() || event.state != AlertState::firing) return;
  if (found->second.known.firing && found->second.known.digest == digest) move_times(*found, event, now);
}

void AlertIndex::move_times(Slots::value_type& slot, const Event& event, Time now) {
  Known& known = slot.second.known;
  known.last_seen_at = now;
  known.ends_at = event.ends_at;
  if (known.unwritten++ == 0) moved_.push_back(slot.first);
}

bool AlertIndex::fires(Id source, std::string_view key) const {
  const std::lock_guard lock(mutex_);
  const auto found = slots_.find(name_of(source, key));
  return found != slots_.end() && found->second.known.firing;
}

void AlertIndex::learn(Id source, std::string_view key, Known known) {
  const std::lock_guard lock(mutex_);
  const auto [slot, is_new] = slots_.try_emplace(name_of(source, key));
  const Known& before = slot->second.known;
  const bool fired = !is_new && before.firing;
  if (fired != known.firing) count(source, known.firing ? 1 : -1);
  if (!known.firing && slots_.size() > remembered_most) {
    slots_.erase(slot);
    return;
  }
  if (fired && known.firing && before.alert == known.alert) known.unwritten = before.unwritten;
  slot->second = {source, std::move(known)};
}

void AlertIndex::forget(Id source, std::string_view key) {
  const std::lock_guard lock(mutex_);
  const auto found = slots_.find(name_of(source, key));
  if (found == slots_.end()) return;
  if (found->second.known.firing) count(source, -1);
  slots_.erase(found);
}

Time AlertIndex::ends_at(Id source, std::string_view key) const {
  const std::lock_guard lock(mutex_);
  const auto found = slots_.find(name_of(source, key));
  return found == slots_.end() || !found->second.known.firing ? Time{} : found->second.known.ends_at;
}

std::vector<AlertIndex::Moved> AlertIndex::take_moved(std::size_t most) {
  std::vector<Moved> taken;
  const std::lock_guard lock(mutex_);
  while (!moved_.empty() && taken.size() < most) {
    const auto found = slots_.find(moved_.back());
    moved_.pop_back();
    if (found == slots_.end() || found->second.known.unwritten == 0) continue;
    Known& known = found->second.known;
    if (known.firing) taken.push_back({found->second.source, found->first.substr(source_digits), known});
    known.unwritten = 0;
  }
  return taken;
}

bool AlertIndex::any_moved() const {
  const std::lock_guard lock(mutex_);
  return !moved_.empty();
}

void AlertIndex::forget_ended(Time before) {
  const std::lock_guard lock(mutex_);
  const bool too_many = slots_.size() > remembered_most;
  std::erase_if(slots_,
                [&](const auto& slot) { return !slot.second.known.firing && (too_many || slot.second.known.last_seen_at < before); });
}

std::size_t AlertIndex::firing_of(Id source) const {
  const std::lock_guard lock(mutex_);
  const auto found = firing_.find(source);
  return found == firing_.end() ? 0 : found->second;
}

}  // namespace evenkeel::alert
