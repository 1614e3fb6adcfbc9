// Prepared statements by their SQL text, the least recently used one leaving when there are too many. Looking one up
// copies nothing.
#pragma once
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace evenkeel::store {

/// More than the product has statements in use at a time; each costs a few KB in SQLite and on a PostgreSQL server.
constexpr std::size_t kept_statements = 300;

template <class T>
class StatementCache {
 public:
  /// The statement of `sql`, now the most recently used; null when there is none.
  T* find(std::string_view sql) {
    const auto found = by_sql_.find(sql);
    if (found == by_sql_.end()) return nullptr;
    order_.splice(order_.begin(), order_, found->second);
    return &found->second->value;
  }

  /// Adds a statement that find() did not have; what had to leave for it, if anything.
  std::optional<T> add(std::string_view sql, T value) {
    order_.push_front({std::string(sql), std::move(value)});
    by_sql_.emplace(order_.front().sql, order_.begin());
    if (order_.size() <= kept_statements) return std::nullopt;
    by_sql_.erase(order_.back().sql);
    std::optional<T> oldest(std::move(order_.back().value));
    order_.pop_back();
    return oldest;
  }

 private:
  struct Entry {
    std::string sql;
    T value;
  };
  std::list<Entry> order_;
  std::unordered_map<std::string_view, typename std::list<Entry>::iterator> by_sql_;  // keys point into order_
};

}  // namespace evenkeel::store
