// Names of people in memory, since nearly every answer shows some. Bounded; forgets whom a change touched. And people as
// conditions see them (caller.vip = true).
#pragma once
#include <shared_mutex>
#include <string>
#include <unordered_map>

#include "condition/condition.hpp"
#include "practice/api/api.hpp"
#include "store/register.hpp"

namespace evenkeel::people {

class NameBook {
 public:
  explicit NameBook(store::Register reg) : reg_(reg) {}
  /// Gives names of the kind "person"; takes a reader of its own when `db` is null.
  void find(store::Connection* db, const std::set<Id>& ids, api::Names::Found& found);
  /// Empty when there is no such person.
  std::string name(store::Connection* db, Id person);
  /// The person was changed; after the commit. Other nodes notice within `kept_us`.
  void forget(Id person);

  static constexpr std::size_t names_most = 100'000;  // about 10 MB
  static constexpr std::int64_t kept_us = us_per_minute;

 private:
  struct Entry {
    std::string name;
    std::int64_t stale_us = 0;  // monotonic
  };
  void load(store::Connection& db, const std::vector<Id>& ids, api::Names::Found& found);
  store::Register reg_;
  std::shared_mutex mutex_;
  std::unordered_map<Id, Entry> names_;
  std::uint64_t generation_ = 0;  // grows with forget(): what was read before is not kept
};

/// Finds people for conditions on one connection, each read once; lives no longer than the connection's transaction.
class PersonLookup {
 public:
  explicit PersonLookup(store::Connection& db) : db_(db) {}
  const record::Record* find(Id person);

 private:
  store::Connection& db_;
  std::unordered_map<Id, std::optional<record::Record>> found_;
};

}  // namespace evenkeel::people
