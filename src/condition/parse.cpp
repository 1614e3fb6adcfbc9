// Recursive descent over the tokens of a condition; everything that can be wrong with one is found here, before it is
// stored or run.
#include "base/text.hpp"
#include "condition/lexer.hpp"
#include "condition/literal.hpp"
#include "condition/path.hpp"

namespace evenkeel::condition {
namespace {

using Kind = Token::Kind;

NodePtr make_node(Node::Kind kind, std::vector<NodePtr> children = {}) {
  auto node = std::make_shared<Node>();
  node->kind = kind;
  node->children = std::move(children);
  return node;
}

class Parser {
 public:
  Parser(std::string_view source, std::vector<Token> tokens, const Vocabulary& vocabulary)
      : source_(source), tokens_(std::move(tokens)), vocabulary_(vocabulary) {}

  Result<NodePtr> whole() {
    TRY(NodePtr node, chain(Node::Kind::any));
    if (now().kind != Kind::end) return expected("and, or, or the end");
    return node;
  }

 private:
  const Token& now() const { return tokens_[next_]; }
  bool is_word(std::string_view word) const { return now().kind == Kind::word && equal_ascii_nocase(now().text, word); }
  bool take_word(std::string_view word) {
    if (!is_word(word)) return false;
    ++next_;
    return true;
  }
  Error fail(std::string_view code, const std::string& text) const { return error_at(source_, now().at, code, text); }
  Error expected(const std::string& what) const {
    return fail("condition.syntax", "expected " + what + (now().kind == Kind::end ? ", but the condition ends" : ", not " + now().text));
  }

  /// any: terms joined by or, of chains joined by and.
  Result<NodePtr> chain(Node::Kind kind) {
    std::vector<NodePtr> children;
    do {
      TRY(NodePtr child, kind == Node::Kind::any ? chain(Node::Kind::all) : negation());
      if (child->kind == kind) children.insert(children.end(), child->children.begin(), child->children.end());
      else children.push_back(std::move(child));
    } while (take_word(kind == Node::Kind::any ? "or" : "and"));
    return children.size() == 1 ? children[0] : make_node(kind, std::move(children));
  }

  Result<NodePtr> negation() {
    if (++depth_ > depth_most)
      return fail("condition.too_complex", "this is nested more than " + std::to_string(depth_most) + " levels deep");
    Result<NodePtr> node = take_word("not") ? negated() : primary();
    --depth_;
    return node;
  }
  Result<NodePtr> negated() {
    TRY(NodePtr child, negation());
    return make_node(Node::Kind::negation, {std::move(child)});
  }

  Result<NodePtr> primary() {
    if (now().kind == Kind::open) {
      ++next_;
      TRY(NodePtr inner, chain(Node::Kind::any));
      if (now().kind != Kind::close) return expected("and, or, or )");
      ++next_;
      return inner;
    }
    if (take_word("true")) return make_node(Node::Kind::yes);
    if (take_word("false")) return make_node(Node::Kind::no);
    if (now().kind != Kind::word) return expected("a field, not, or (");
    return term();
  }

  Result<NodePtr> term() {
    if (++terms_ > terms_most) return fail("condition.too_complex", "there are more than " + std::to_string(terms_most) + " terms");
    auto node = std::make_shared<Node>();
    node->kind = Node::Kind::term;
    TRY(node->term.path, resolve_path(source_, now().at, now().text, vocabulary_));
    ++next_;
    const std::size_t at = now().at;
    TRY(node->term.op, operation(node->term.path));
    if (!allows(node->term.path, node->term.op))
      return error_at(source_, at, "condition.wrong_type",
                      node->term.path.text + " cannot be asked with " + std::string(name_of(node->term.op)) + ", only with " +
                          allowed_operators(node->term.path));
    CHECK_OK(literals(node->term));
    return NodePtr(std::move(node));
  }

  Result<Op> operation(const Path& path) {
    if (now().kind == Kind::compare) {
      const std::string symbol = tokens_[next_++].text;
      for (Op op : {Op::equal, Op::not_equal, Op::less, Op::less_equal, Op::greater})
        if (symbol == name_of(op)) return op;
      return Op::greater_equal;
    }
    for (Op op : {Op::in, Op::has, Op::contains, Op::starts})
      if (take_word(name_of(op))) return op;
    if (take_word("not")) return take_word("in") ? Result<Op>(Op::not_in) : expected("in after not");
    if (take_word("is")) {
      if (take_word("absent")) return Op::absent;
      return take_word("present") ? Result<Op>(Op::present) : expected("absent or present after is");
    }
    return expected(allowed_operators(path) + " after " + path.text);
  }

  Status literals(Term& term) {
    if (term.op == Op::present || term.op == Op::absent) return Done{};
    if (term.op != Op::in && term.op != Op::not_in) {
      TRY(Literal literal, read_literal(source_, tokens_, next_, term.path));
      term.literals.push_back(std::move(literal));
      return Done{};
    }
    if (take_plural(term)) return Done{};
    if (now().kind != Kind::open) return expected("( after in");
    do {
      ++next_;
      if (take_plural(term)) continue;
      TRY(Literal literal, read_literal(source_, tokens_, next_, term.path));
      term.literals.push_back(std::move(literal));
    } while (now().kind == Kind::comma);
    if (now().kind != Kind::close) return expected("a comma or )");
    ++next_;
    return Done{};
  }
  bool take_plural(Term& term) {
    if (term.path.compared != record::Type::id) return false;
    for (const auto& [word, kind] : plural_words) {
      if (!take_word(word)) continue;
      term.literals.push_back({kind, {}, 0});
      return true;
    }
    return false;
  }

  std::string_view source_;
  std::vector<Token> tokens_;
  const Vocabulary& vocabulary_;
  std::size_t next_ = 0;
  int depth_ = 0, terms_ = 0;
};

}  // namespace

Result<Condition> parse(std::string_view text, const Vocabulary& vocabulary) {
  if (text.size() > bytes_most)
    return invalid("condition.too_complex", "a condition may have at most " + std::to_string(bytes_most) + " bytes");
  if (!is_valid_utf8(text)) return invalid("condition.syntax", "a condition must be valid UTF-8 without NUL characters");
  Condition condition;
  if (trim(text).empty()) return condition;
  TRY(std::vector<Token> tokens, tokens_of(text));
  TRY(condition.root_, Parser(text, std::move(tokens), vocabulary).whole());
  return condition;
}

}  // namespace evenkeel::condition
