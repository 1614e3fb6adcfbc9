#include "practice/people/name_book.hpp"

#include "practice/people/people_store.hpp"

namespace evenkeel::people {
namespace {

constexpr std::size_t ids_at_once = 50;  // of one query: one statement text, prepared once

std::string names_sql() {
  std::string sql = "SELECT id, name FROM person WHERE id IN (";
  for (std::size_t i = 1; i <= ids_at_once; ++i) sql += (i > 1 ? ",$" : "$") + std::to_string(i);
  return sql + ")";
}

}  // namespace

void NameBook::find(store::Connection* db, const std::set<Id>& ids, api::Names::Found& found) {
  std::vector<Id> unknown;
  const std::int64_t now_us = reg_.world.monotonic_us();
  {
    std::shared_lock lock(mutex_);
    for (Id id : ids) {
      const auto entry = names_.find(id);
      if (entry != names_.end() && entry->second.stale_us > now_us) found[id] = entry->second.name;
      else unknown.push_back(id);
    }
  }
  if (unknown.empty()) return;
  if (db) load(*db, unknown, found);
  else reg_.readers.read([&](store::Connection& reader) { load(reader, unknown, found); });
}

std::string NameBook::name(store::Connection* db, Id person) {
  api::Names::Found found;
  if (person) find(db, {person}, found);
  return found.empty() ? std::string{} : found.begin()->second;
}

void NameBook::load(store::Connection& db, const std::vector<Id>& ids, api::Names::Found& found) {
  static const std::string sql = names_sql();
  std::uint64_t generation = 0;
  {
    std::shared_lock lock(mutex_);
    generation = generation_;
  }
  api::Names::Found read;
  for (std::size_t first = 0; first < ids.size(); first += ids_at_once) {
    std::vector<store::Param> params;
    for (std::size_t i = 0; i < ids_at_once; ++i) params.emplace_back(ids[std::min(first + i, ids.size() - 1)]);
    db.query(sql, store::Params(params), [&](const store::Row& row) { read[row.id(0)] = std::string(row.text(1)); });
  }
  const std::int64_t stale_us = reg_.world.monotonic_us() + kept_us;
  std::unique_lock lock(mutex_);
  if (names_.size() + read.size() > names_most) names_.clear();
  for (auto& [id, name] : read) {
    if (generation_ == generation) names_[id] = {name, stale_us};
    found[id] = std::move(name);
  }
}

void NameBook::forget(Id person) {
  std::unique_lock lock(mutex_);
  ++generation_;
  names_.erase(person);
}

const record::Record* PersonLookup::find(Id person) {
  if (!person) return nullptr;
  auto found = found_.find(person);
  if (found == found_.end()) found = found_.emplace(person, find_person_record(db_, person)).first;
  return found->second ? &*found->second : nullptr;
}

}  // namespace evenkeel::people
