// What can be done with a condition beside asking it: joining, showing, and naming what it depends on.
#include "condition/literal.hpp"
#include "condition/path.hpp"

namespace evenkeel::condition {
namespace {

bool is_yes(const NodePtr& node) { return !node || node->kind == Node::Kind::yes; }

void append_text(std::string& out, const Node& node);

void append_child(std::string& out, const Node& child, Node::Kind around) {
  // and binds closer than or, not closer than both; chains of one kind are flat.
  const bool chain = child.kind == Node::Kind::all || child.kind == Node::Kind::any;
  const bool bare = !chain || (around == Node::Kind::any && child.kind == Node::Kind::all);
  if (!bare) out += '(';
  append_text(out, child);
  if (!bare) out += ')';
}

bool is_plural(Literal::Kind kind) { return kind == Literal::Kind::my_teams || kind == Literal::Kind::my_organisations; }

void append_term(std::string& out, const Term& term) {
  out += term.path.text;
  out += ' ';
  out += name_of(term.op);
  if (term.literals.empty()) return;
  const bool list = term.op == Op::in || term.op == Op::not_in;
  const bool bare = !list || (term.literals.size() == 1 && is_plural(term.literals[0].kind));
  out += bare ? " " : " (";
  for (std::size_t i = 0; i < term.literals.size(); ++i) {
    if (i) out += ", ";
    out += literal_text(term.literals[i], term.path.compared);
  }
  if (!bare) out += ')';
}

void append_text(std::string& out, const Node& node) {
  switch (node.kind) {
    case Node::Kind::yes: out += "true"; return;
    case Node::Kind::no: out += "false"; return;
    case Node::Kind::term: append_term(out, node.term); return;
    case Node::Kind::negation:
      out += "not ";
      append_child(out, *node.children[0], node.kind);
      return;
    case Node::Kind::all:
    case Node::Kind::any:
      for (std::size_t i = 0; i < node.children.size(); ++i) {
        if (i) out += node.kind == Node::Kind::all ? " and " : " or ";
        append_child(out, *node.children[i], node.kind);
      }
  }
}

void collect_fields(const Node& node, std::set<std::string>& out) {
  if (node.kind == Node::Kind::term) out.insert(node.term.path.own_field);
  for (const NodePtr& child : node.children) collect_fields(*child, out);
}

NodePtr join(Node::Kind kind, const NodePtr& a, const NodePtr& b) {
  auto node = std::make_shared<Node>();
  node->kind = kind;
  for (const NodePtr& part : {a, b}) {
    if (part->kind == kind) node->children.insert(node->children.end(), part->children.begin(), part->children.end());
    else node->children.push_back(part);
  }
  return node;
}

}  // namespace

Condition::Condition() = default;

std::string Condition::text() const {
  std::string out;
  if (root_) append_text(out, *root_);
  else out = "true";
  return out;
}

bool Condition::always_true() const { return is_yes(root_); }

std::vector<std::string> Condition::fields() const {
  std::set<std::string> names;
  if (root_) collect_fields(*root_, names);
  return {names.begin(), names.end()};
}

Condition Condition::both(const Condition& a, const Condition& b) {
  if (a.always_true()) return b;
  if (b.always_true()) return a;
  Condition out;
  out.root_ = join(Node::Kind::all, a.root_, b.root_);
  return out;
}

Condition Condition::either(const Condition& a, const Condition& b) {
  Condition out;
  if (!a.always_true() && !b.always_true()) out.root_ = join(Node::Kind::any, a.root_, b.root_);
  return out;
}

}  // namespace evenkeel::condition
