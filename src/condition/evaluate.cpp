// A condition asked of a record in memory.
#include <algorithm>

#include "condition/custom.hpp"
#include "condition/node.hpp"

namespace evenkeel::condition {
namespace {

using record::is_absent;
using record::Record;
using record::Value;

class Evaluator {
 public:
  Evaluator(const Record& r, const Asker& asker, const Lookup& lookup) : record_(r), asker_(asker), lookup_(lookup) {}

  bool holds(const Node& node) const {
    switch (node.kind) {
      case Node::Kind::yes: return true;
      case Node::Kind::no: return false;
      case Node::Kind::negation: return !holds(*node.children[0]);
      case Node::Kind::term: return holds(node.term);
      case Node::Kind::all: return std::all_of(node.children.begin(), node.children.end(), [&](const NodePtr& c) { return holds(*c); });
      case Node::Kind::any: return std::any_of(node.children.begin(), node.children.end(), [&](const NodePtr& c) { return holds(*c); });
    }
    return false;
  }

 private:
  bool holds(const Term& term) const {
    const Value value = value_of(term.path);
    switch (term.op) {
      case Op::present: return !is_absent(value);
      case Op::absent: return is_absent(value);
      case Op::equal:
      case Op::in:
      case Op::has: return is_among(value, term);
      case Op::not_equal:
      case Op::not_in: return !is_among(value, term);
      default: return !is_absent(value) && compares(value, term);
    }
  }

  Value value_of(const Path& path) const {
    const Record* r = &record_;
    for (const Path::Step& step : path.steps) {
      const Id* id = std::get_if<Id>(&r->values[step.index]);
      r = id && *id && lookup_ ? lookup_(step.target->kind, *id) : nullptr;
      if (!r) return {};
    }
    const Value& value = r->values[path.index];
    if (path.custom.empty() || is_absent(value)) return value;
    return custom_value(std::get<std::string>(value), path.custom, path.custom_type);
  }

  bool is_among(const Value& value, const Term& term) const {
    for (const Literal& literal : term.literals)
      for (const Value& wanted : resolve(literal, asker_))
        if (equals_or_has(value, wanted)) return true;
    return false;
  }
  static bool equals_or_has(const Value& value, const Value& wanted) {
    if (const auto* ids = std::get_if<std::vector<Id>>(&value))
      return std::find(ids->begin(), ids->end(), std::get<Id>(wanted)) != ids->end();
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value))
      return std::find(texts->begin(), texts->end(), std::get<std::string>(wanted)) != texts->end();
    return !is_absent(value) && record::compare(value, wanted) == 0;
  }

  bool compares(const Value& value, const Term& term) const {
    const Value wanted = resolve(term.literals[0], asker_)[0];
    const int order = record::compare(value, wanted);
    switch (term.op) {
      case Op::less: return order < 0;
      case Op::less_equal: return order <= 0;
      case Op::greater: return order > 0;
      case Op::greater_equal: return order >= 0;
      case Op::contains: return std::get<std::string>(value).find(std::get<std::string>(wanted)) != std::string::npos;
      case Op::starts: return std::get<std::string>(value).starts_with(std::get<std::string>(wanted));
      default: return false;
    }
  }

  const Record& record_;
  const Asker& asker_;
  const Lookup& lookup_;
};

/// What can be said of a condition when only some of the record's own fields are known.
class Outlook {
 public:
  enum Answer { no, maybe, yes };
  Outlook(const Evaluator& evaluator, std::span<const std::string_view> known) : evaluator_(evaluator), known_(known) {}

  Answer of(const Node& node) const {
    switch (node.kind) {
      case Node::Kind::yes: return yes;
      case Node::Kind::no: return no;
      case Node::Kind::negation: return static_cast<Answer>(yes - of(*node.children[0]));
      case Node::Kind::term: return !is_known(node.term.path) ? maybe : evaluator_.holds(node) ? yes : no;
      case Node::Kind::all: {
        Answer least = yes;
        for (const NodePtr& child : node.children) least = std::min(least, of(*child));
        return least;
      }
      case Node::Kind::any: {
        Answer most = no;
        for (const NodePtr& child : node.children) most = std::max(most, of(*child));
        return most;
      }
    }
    return maybe;
  }

 private:
  bool is_known(const Path& path) const {
    return path.steps.empty() && path.custom.empty() && std::find(known_.begin(), known_.end(), path.own_field) != known_.end();
  }

  const Evaluator& evaluator_;
  std::span<const std::string_view> known_;
};

}  // namespace

std::vector<Value> resolve(const Literal& literal, const Asker& asker) {
  switch (literal.kind) {
    case Literal::Kind::value: return {literal.value};
    case Literal::Kind::now: return {asker.now + literal.offset_us};
    case Literal::Kind::me: return {asker.person};
    case Literal::Kind::my_teams: return {asker.teams.begin(), asker.teams.end()};
    case Literal::Kind::my_organisations: return {asker.organisations.begin(), asker.organisations.end()};
  }
  return {};
}

bool Condition::evaluate(const Record& r, const Asker& asker, const Lookup& lookup) const {
  return !root_ || Evaluator(r, asker, lookup).holds(*root_);
}

bool Condition::may_hold(const Record& known, std::span<const std::string_view> fields, const Asker& asker) const {
  const Lookup nothing;
  const Evaluator evaluator(known, asker, nothing);
  return !root_ || Outlook(evaluator, fields).of(*root_) != Outlook::no;
}

}  // namespace evenkeel::condition
