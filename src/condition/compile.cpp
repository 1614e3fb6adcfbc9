// A condition as SQL that SQLite and PostgreSQL read alike. A positive question about an absent value may be NULL, which
// AND, OR and WHERE treat like false; every negation is written `IS NOT TRUE`, so that both engines answer exactly as the
// evaluator does. Simple comparisons stay bare (t.state IN ($1, $2)), so that indexes are used.
#include "condition/custom.hpp"
#include "condition/node.hpp"

namespace evenkeel::condition {
namespace {

using record::Type;
using record::Value;

class Compiler {
 public:
  Compiler(const Asker& asker, int first_param) : asker_(asker), next_param_(first_param) {}

  std::string expression(const Node& node, const std::string& alias) {
    switch (node.kind) {
      case Node::Kind::yes: return "1=1";
      case Node::Kind::no: return "1=0";
      case Node::Kind::negation: return negation(expression(*node.children[0], alias));
      case Node::Kind::term: return term(node.term, alias);
      case Node::Kind::all:
      case Node::Kind::any: break;
    }
    std::string out;
    for (const NodePtr& child : node.children) {
      if (!out.empty()) out += node.kind == Node::Kind::all ? " AND " : " OR ";
      const bool chain = child->kind == Node::Kind::all || child->kind == Node::Kind::any;
      const std::string inner = expression(*child, alias);
      out += chain ? "(" + inner + ")" : inner;
    }
    return out;
  }

  std::vector<SqlParam> take_params() { return std::move(params_); }

 private:
  static std::string negation(const std::string& positive) { return "(" + positive + ") IS NOT TRUE"; }

  std::string term(const Term& t, const std::string& alias) {
    switch (t.op) {
      case Op::absent:
        // The commonest form of a negation, and one that an index answers.
        if (t.path.steps.empty() && t.path.custom.empty()) return alias + "." + std::string(t.path.field().name) + " IS NULL";
        return negation(positive(t, Op::present, alias));
      case Op::not_equal: return negation(positive(t, Op::equal, alias));
      case Op::not_in: return negation(positive(t, Op::in, alias));
      default: return positive(t, t.op, alias);
    }
  }

  /// Goes along the references, then asks the field.
  std::string positive(const Term& t, Op op, const std::string& alias) {
    std::string open, close, at = alias;
    for (const Path::Step& step : t.path.steps) {
      const std::string inner = "r" + std::to_string(++aliases_);
      open += "EXISTS (SELECT 1 FROM " + std::string(step.target->table) + " " + inner;
      open += " WHERE " + inner + ".id = " + at + "." + step.column + " AND ";
      close += ")";
      at = inner;
    }
    return open + field(t, op, at) + close;
  }

  std::string field(const Term& t, Op op, const std::string& alias) {
    if (!t.path.custom.empty()) return in_mirror(t, op, alias, "custom." + t.path.custom);
    if (op == Op::has) return in_mirror(t, op, alias, std::string(t.path.field().name));
    return question(t, op, alias + "." + std::string(t.path.field().name), Form::column);
  }

  /// Asks the rows of list_item, by its primary key alone: ids are unique over all kinds.
  std::string in_mirror(const Term& t, Op op, const std::string& alias, const std::string& name) {
    const std::string li = "li" + std::to_string(++aliases_);
    std::string out = "EXISTS (SELECT 1 FROM list_item " + li + " WHERE " + li + ".subject_id = " + alias + ".id";
    out += " AND " + li + ".field = " + bind(name);
    if (op != Op::present) out += " AND " + question(t, op == Op::has ? Op::equal : op, li + ".value", Form::mirror);
    return out + ")";
  }

  enum class Form { column, mirror };

  std::string question(const Term& t, Op op, const std::string& column, Form form) {
    switch (op) {
      case Op::present: return column + " IS NOT NULL";
      case Op::equal: return column + " = " + bind(t.literals[0], form);
      case Op::less: return column + " < " + bind(t.literals[0], form);
      case Op::less_equal: return column + " <= " + bind(t.literals[0], form);
      case Op::greater: return column + " > " + bind(t.literals[0], form);
      case Op::greater_equal: return column + " >= " + bind(t.literals[0], form);
      case Op::in: return membership(t, column, form);
      case Op::contains: {
        // Neither LIKE (any case on SQLite) nor instr or strpos (one engine each): without the text it is another text.
        const std::string needle = "CAST(" + bind(t.literals[0], form) + " AS TEXT)";
        return "replace(" + column + ", " + needle + ", '') <> " + column;
      }
      case Op::starts: {
        const std::string needle = "CAST(" + bind(t.literals[0], form) + " AS TEXT)";
        return "substr(" + column + ", 1, length(" + needle + ")) = " + needle;
      }
      default: return "1=0";
    }
  }

  std::string membership(const Term& t, const std::string& column, Form form) {
    std::string list;
    for (const Literal& literal : t.literals)
      for (const Value& value : resolve(literal, asker_)) list += (list.empty() ? "" : ", ") + bind(value, form);
    return list.empty() ? "1=0" : column + " IN (" + list + ")";
  }

  std::string bind(const Literal& literal, Form form) { return bind(resolve(literal, asker_)[0], form); }
  std::string bind(const Value& value, Form form) { return bind(form == Form::mirror ? SqlParam{ordered_text(value)} : plain(value)); }
  std::string bind(SqlParam param) {
    params_.push_back(std::move(param));
    return "$" + std::to_string(next_param_++);
  }
  static SqlParam plain(const Value& value) {
    if (const auto* b = std::get_if<bool>(&value)) return std::int64_t{*b};
    if (const auto* i = std::get_if<std::int64_t>(&value)) return *i;
    if (const auto* d = std::get_if<double>(&value)) return *d;
    if (const auto* t = std::get_if<Time>(&value)) return t->us;
    if (const auto* id = std::get_if<Id>(&value)) return id->v;
    return std::get<std::string>(value);
  }

  const Asker& asker_;
  int next_param_;
  int aliases_ = 0;
  std::vector<SqlParam> params_;
};

}  // namespace

Sql Condition::compile(const Asker& asker, std::string_view alias, int first_param) const {
  if (!root_) return {"1=1", {}};
  Compiler compiler(asker, first_param);
  Sql sql;
  sql.where = compiler.expression(*root_, std::string(alias));
  // The caller joins it with AND.
  if (root_->kind == Node::Kind::any) sql.where = "(" + sql.where + ")";
  sql.params = compiler.take_params();
  return sql;
}

}  // namespace evenkeel::condition
