// All records that are settings, by the names that files call them, and back: what an export writes and a plan compares with.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/settings/sheet.hpp"
#include "store/db.hpp"

namespace evenkeel::app::settings {

enum class People { left_out, staff };

/// The kinds in the order in which they can be made: what others need comes first.
std::vector<const record::RecordType*> kinds(People people);
/// Null when no file is called so.
const record::RecordType* kind_of_file(std::string_view file);

class Book {
 public:
  /// Reads all kinds. Two records of one name: the problem names both.
  static Result<Book> read(store::Connection& db);

  /// Those of the kind as rows, ordered by name. People: who has a role or a team.
  std::vector<Row> rows(const record::RecordType& type) const;
  /// The cells of one record.
  std::vector<boost::json::value> cells(const record::Record& r) const;

  const record::Record* find(std::string_view kind, std::string_view label) const;
  /// None when nothing is called so.
  Id id(std::string_view kind, std::string_view label) const;
  /// From now on it is known (again) as this.
  void keep(const record::Record& r, const std::string& label);

 private:
  struct Shelf {
    std::map<std::string, Id, std::less<>> by_label;
    std::map<Id, record::Record> records;
    std::map<Id, std::string> labels;
  };
  const std::string& label(std::string_view kind, Id id) const;
  std::string make_label(const record::Record& r, int depth) const;
  boost::json::value cell(const record::Record& r, std::size_t field, int depth) const;
  boost::json::value reference(std::string_view kind, Id id, int depth) const;
  std::map<std::string, Shelf, std::less<>> shelves_;
};

/// The kind that a name within a template's preset refers to; empty when it is no reference.
std::string_view preset_kind(std::string_view name);

}  // namespace evenkeel::app::settings
