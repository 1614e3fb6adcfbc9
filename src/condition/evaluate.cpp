// A condition asked of a record in memory.
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

}  // namespace

std::vector<Value> resolve(const Literal& literal, const Asker& asker) {
  switch (literal.kind) {
    case Literal::Kind::value: return {literal.value};
    case Literal::Kind::now: return {asker.now + literal.offset_us};
    case Literal::Kind::me: return {asker.person};
    case Literal::Kind::my_teams: return {asker.teams.begin(), asker.teams.end()};
  }
  return {};
}

bool Condition::evaluate(const Record& r, const Asker& asker, const Lookup& lookup) const {
  return !root_ || Evaluator(r, asker, lookup).holds(*root_);
}

}  // namespace evenkeel::condition
