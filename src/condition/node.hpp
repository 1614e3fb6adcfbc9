// The parsed form of a condition, shared by the parser, the evaluator and the compiler of this room and by nobody else.
#pragma once
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "condition/condition.hpp"

namespace evenkeel::condition {

/// What a term asks. `!=`, `not in` and `is absent` are the negation of the one before them: an absent value makes the
/// positive form false, hence the negated one true.
enum class Op { equal, not_equal, in, not_in, present, absent, less, less_equal, greater, greater_equal, has, contains, starts };

struct Literal {
  enum class Kind { value, now, me, my_teams, my_organisations };
  Kind kind = Kind::value;
  record::Value value;         // of the type that the term compares
  std::int64_t offset_us = 0;  // of now
};

/// A field of the record, or of one it refers to.
struct Path {
  struct Step {
    std::size_t index;                 // of the id field that refers
    std::string column;                // its name
    const record::RecordType* target;  // what it refers to
  };
  std::vector<Step> steps;
  const record::RecordType* type = nullptr;       // that the field belongs to
  std::size_t index = 0;                          // of the field in it
  bool list = false;                              // asked with has
  std::string custom;                             // name of a custom field; `index` is then the object field that holds it
  record::Type custom_type = record::Type::text;  // of a custom field
  record::Type compared = record::Type::text;     // type of one value: of an item for lists
  std::string text;                               // as written
  std::string own_field;                          // of the record itself

  const record::Field& field() const { return type->fields[index]; }
};

struct Term {
  Path path;
  Op op = Op::present;
  std::vector<Literal> literals;
};

struct Node {
  enum class Kind { yes, no, all, any, negation, term };
  Kind kind = Kind::yes;
  std::vector<std::shared_ptr<const Node>> children;
  Term term;
};
using NodePtr = std::shared_ptr<const Node>;

/// The words that stand for several ids, of the person who asks.
constexpr std::pair<std::string_view, Literal::Kind> plural_words[] = {{"my_teams", Literal::Kind::my_teams},
                                                                       {"my_organisations", Literal::Kind::my_organisations}};

/// The values that a literal stands for now; my_teams and my_organisations may be several or none.
std::vector<record::Value> resolve(const Literal& literal, const Asker& asker);

}  // namespace evenkeel::condition
