// The one condition language: the search box, saved queues, filter=, routing, agreements, rules and who-may-see-what.
//
//   state in (new, in_progress) and priority <= 2 and team.name = "Network" and not (tags has "vip" or caller.vip = true)
//
// Parsed once, it either evaluates on a record in memory or compiles to a SQL WHERE with bound parameters; both must agree.
// Grammar:  or > and > not > term;  term = field op literal | field in (..) | field not in (..) | field is absent |
//           field is present | field has literal | field contains "text" | field starts "text" | true | false | ( .. )
//   op      = != < <= > >=
//   literal "text" | word (an enumeration name, or text) | number | true | false | 2026-03-02 | 2026-03-02T08:00:00Z |
//           now | now - 2h | me (the person who asks) | my_teams | my_organisations (these two only after in)
// Absent values: = never holds, != holds, < <= > >= never hold, in never, not in holds, contains/starts/has never.
// Text compares bytewise and case matters; ids compare with their digits. A field is a field of the record, or one of a
// record it refers to (team.name, caller.organisation.name: at most 3 steps), or custom.<name>.
#pragma once
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "record/record.hpp"

namespace evenkeel::condition {

/// Limits of one condition, against costly ones: bytes, depth of nesting, terms.
constexpr std::size_t bytes_most = 8'192;
constexpr int depth_most = 32;
constexpr int terms_most = 200;

/// Which records can be reached: kind -> description.
using Kinds = std::function<const record::RecordType*(std::string_view kind)>;
/// Type of custom.<name>; empty when there is no such custom field.
using CustomFields = std::function<std::optional<record::Type>(std::string_view name)>;

/// What a condition may speak about. `readable` false makes a field unknown (no inference through filters).
struct Vocabulary {
  const record::RecordType* type = nullptr;
  Kinds kinds;
  CustomFields custom;
  std::function<bool(const record::RecordType&, const record::Field&)> readable;
};

/// Who asks and when: what `me`, `my_teams`, `now` and `my_organisations` stand for.
struct Asker {
  Id person;
  std::vector<Id> teams;
  Time now;
  std::vector<Id> organisations = {};
};

/// Finds a referred record in memory; nullptr when there is none.
using Lookup = std::function<const record::Record*(std::string_view kind, Id id)>;

struct Node;

/// A bound parameter of compiled SQL.
using SqlParam = std::variant<std::int64_t, double, std::string>;
struct Sql {
  std::string where;  // uses $n from `first_param` on; never empty ("1=1")
  std::vector<SqlParam> params;
};

class Condition {
 public:
  Condition();  // always true
  bool evaluate(const record::Record& r, const Asker& asker, const Lookup& lookup) const;
  /// For either engine; `alias` is the SQL name of the record's table in the query.
  Sql compile(const Asker& asker, std::string_view alias, int first_param) const;
  /// In normal form, for showing and storing.
  std::string text() const;
  bool always_true() const;
  /// False when no record meets it whose own `fields` are as in `known`, whatever its other fields are; true when one may.
  bool may_hold(const record::Record& known, std::span<const std::string_view> fields, const Asker& asker) const;
  /// False when it contradicts itself: no record at all meets it (priority = 1 and priority = 2). True does not promise that one does: what
  /// is asked of text within it, of lists and of several records at once is not gone into, nor what has become too much to look at.
  bool can_hold() const;
  /// Names of the record's own fields it depends on.
  std::vector<std::string> fields() const;

  static Condition both(const Condition& a, const Condition& b);
  static Condition either(const Condition& a, const Condition& b);

 private:
  friend Result<Condition> parse(std::string_view, const Vocabulary&);
  std::shared_ptr<const Node> root_;
};

/// Errors: condition.syntax, condition.unknown_field, condition.wrong_type, condition.too_complex, with the position in the text.
Result<Condition> parse(std::string_view text, const Vocabulary& vocabulary);

}  // namespace evenkeel::condition
