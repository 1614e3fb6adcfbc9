// What checks and imports look records up on: the database, with records laid over it that are not written yet. So a dry run
// of an import sees the lines before it, and rules are tested without a database.
#pragma once
#include <map>
#include <vector>

#include "record/record.hpp"
#include "store/db.hpp"

namespace evenkeel::service {

/// A field and the value it must have; an absent value looks for absent ones.
struct Where {
  std::string_view field;
  record::Value value;
};

class Shelf {
 public:
  /// Without a database there is only what is laid on it.
  explicit Shelf(store::Connection* db) : db_(db) {}
  store::Connection* db() const { return db_; }

  std::optional<record::Record> find(const record::RecordType& type, Id id) const;
  template <class T>
  std::optional<T> find(Id id) const {
    auto r = find(record::type_of<T>(), id);
    if (!r) return std::nullopt;
    return record::from_record<T>(*r);
  }

  /// Records that fit all conditions, oldest first, matching_most at most. Fields of text, ids, truth values, numbers and
  /// enumerations only.
  static constexpr std::size_t matching_most = 1'000;
  std::vector<record::Record> matching(const record::RecordType& type, const std::vector<Where>& where) const;
  template <class T>
  std::vector<T> matching(const std::vector<Where>& where) const {
    std::vector<T> out;
    for (const auto& r : matching(record::type_of<T>(), where)) out.push_back(record::from_record<T>(r));
    return out;
  }

  /// From now on this record is seen instead of what the database has under its id.
  void lay(record::Record r);

 private:
  /// Laid records of a kind, found by the text of any one field.
  struct Laid {
    std::map<Id, record::Record> records;
    std::map<std::string, std::set<Id>, std::less<>> by_value;
  };
  store::Connection* db_;
  std::map<std::string, Laid, std::less<>> laid_;
};

}  // namespace evenkeel::service
