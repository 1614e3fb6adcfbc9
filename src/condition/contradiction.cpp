// Whether a condition contradicts itself. It is laid out as alternatives, each a list of things asked together; an alternative can hold
// unless what it asks of one value excludes itself. Values are compared as the evaluator compares them.
#include <algorithm>
#include <map>

#include "condition/node.hpp"

namespace evenkeel::condition {
namespace {

using record::Value;

/// A term, or its opposite.
struct Asked {
  const Term* term;
  bool is_so;
};
using Alternative = std::vector<Asked>;

/// More are not looked at: then it may hold.
constexpr std::size_t alternatives_most = 256;

/// None: too many. An empty list holds never.
std::optional<std::vector<Alternative>> laid_out(const Node& node, bool is_so);

std::optional<std::vector<Alternative>> one_of(const Node& node, bool is_so) {
  std::vector<Alternative> all;
  for (const NodePtr& child : node.children) {
    auto more = laid_out(*child, is_so);
    if (!more || all.size() + more->size() > alternatives_most) return std::nullopt;
    all.insert(all.end(), more->begin(), more->end());
  }
  return all;
}

std::optional<std::vector<Alternative>> each_of(const Node& node, bool is_so) {
  std::vector<Alternative> all{{}};
  for (const NodePtr& child : node.children) {
    const auto more = laid_out(*child, is_so);
    if (!more || all.size() * more->size() > alternatives_most) return std::nullopt;
    std::vector<Alternative> joined;
    for (const Alternative& a : all)
      for (const Alternative& b : *more) {
        joined.push_back(a);
        joined.back().insert(joined.back().end(), b.begin(), b.end());
      }
    all = std::move(joined);
  }
  return all;
}

std::optional<std::vector<Alternative>> laid_out(const Node& node, bool is_so) {
  switch (node.kind) {
    case Node::Kind::yes:
    case Node::Kind::no: return (node.kind == Node::Kind::yes) == is_so ? std::vector<Alternative>{{}} : std::vector<Alternative>{};
    case Node::Kind::negation: return laid_out(*node.children[0], !is_so);
    case Node::Kind::term: return std::vector<Alternative>{{{&node.term, is_so}}};
    case Node::Kind::all: return is_so ? each_of(node, is_so) : one_of(node, is_so);
    case Node::Kind::any: return is_so ? one_of(node, is_so) : each_of(node, is_so);
  }
  return std::nullopt;
}

/// What is known of one value while the things asked of it are gone through.
class Constraint {
 public:
  void add(const Asked& asked) {
    const Term& term = *asked.term;
    switch (term.op) {
      case Op::present: return asked.is_so ? need() : forbid();
      case Op::absent: return asked.is_so ? forbid() : need();
      case Op::equal:
      case Op::in: return asked.is_so ? narrow(term) : exclude(term);
      case Op::not_equal:
      case Op::not_in: return asked.is_so ? exclude(term) : narrow(term);
      case Op::less:
      case Op::less_equal:
      case Op::greater:
      case Op::greater_equal: return bound(term, asked.is_so);
      // The opposite of these holds of an absent value too.
      case Op::has:
      case Op::contains:
      case Op::starts:
        if (asked.is_so) need();
        return;
    }
  }
  /// After all was added.
  bool can_hold() {
    if (needed_)
      for (const auto& [term, op] : later_) take_bound(op, term->literals[0].value);
    if (needed_ && forbidden_) return false;
    if (forbidden_) return true;
    if (!among_) return !least_ || !most_ || fits(*least_, *most_);
    return std::ranges::any_of(*among_, [&](const Value& v) { return is_within(v); });
  }

 private:
  struct Bound {
    Value value;
    bool open;  // the value itself is not within
  };
  void need() { needed_ = true; }
  void forbid() { forbidden_ = true; }

  static bool is_plain(const Term& term) {
    return std::ranges::all_of(term.literals, [](const Literal& l) { return l.kind == Literal::Kind::value; });
  }
  void narrow(const Term& term) {
    need();
    if (!is_plain(term)) return;
    std::vector<Value> values;
    for (const Literal& l : term.literals)
      if (!among_ || has(*among_, l.value)) values.push_back(l.value);
    among_ = std::move(values);
  }
  void exclude(const Term& term) {
    if (!is_plain(term)) return;
    for (const Literal& l : term.literals) excluded_.push_back(l.value);
  }
  /// Of an absent value neither side holds, and so the opposite does: it bounds nothing unless a value is needed anyway.
  void bound(const Term& term, bool is_so) {
    if (is_so) need();
    if (!is_plain(term)) return;
    if (is_so) take_bound(term.op, term.literals[0].value);
    else later_.emplace_back(&term, opposite(term.op));
  }
  static Op opposite(Op op) {
    switch (op) {
      case Op::less: return Op::greater_equal;
      case Op::less_equal: return Op::greater;
      case Op::greater: return Op::less_equal;
      default: return Op::less;
    }
  }
  void take_bound(Op op, const Value& value) {
    const bool upper = op == Op::less || op == Op::less_equal, open = op == Op::less || op == Op::greater;
    auto& end = upper ? most_ : least_;
    const int order = end ? record::compare(value, end->value) : 0;
    const bool tighter = !end || (upper ? order < 0 : order > 0) || (order == 0 && open);
    if (tighter) end = Bound{value, open};
  }

  static bool has(const std::vector<Value>& values, const Value& value) {
    return std::ranges::any_of(values, [&](const Value& v) { return record::compare(v, value) == 0; });
  }
  static bool fits(const Bound& least, const Bound& most) {
    const int order = record::compare(least.value, most.value);
    return order < 0 || (order == 0 && !least.open && !most.open);
  }
  bool is_within(const Value& v) const {
    if (has(excluded_, v)) return false;
    const int low = least_ ? record::compare(v, least_->value) : 1, high = most_ ? record::compare(v, most_->value) : -1;
    return (low > 0 || (low == 0 && !least_->open)) && (high < 0 || (high == 0 && !most_->open));
  }

  bool needed_ = false, forbidden_ = false;
  std::optional<std::vector<Value>> among_;
  std::vector<Value> excluded_;
  std::optional<Bound> least_, most_;
  std::vector<std::pair<const Term*, Op>> later_;
};

bool can_hold(const Alternative& alternative) {
  std::map<std::string, Constraint> by_path;
  // Of a list each item is asked for by itself.
  for (const Asked& asked : alternative)
    if (!asked.term->path.list) by_path[asked.term->path.text].add(asked);
  return std::ranges::all_of(by_path, [](auto& one) { return one.second.can_hold(); });
}

}  // namespace

bool Condition::can_hold() const {
  if (!root_) return true;
  const auto alternatives = laid_out(*root_, true);
  return !alternatives || std::ranges::any_of(*alternatives, [](const Alternative& a) { return condition::can_hold(a); });
}

}  // namespace evenkeel::condition
