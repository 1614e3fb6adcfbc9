// Reads the characters of a condition; knows its punctuation and nothing of its meaning.
#include "condition/lexer.hpp"

#include "base/text.hpp"

namespace evenkeel::condition {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool begins_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
bool continues_word(char c) { return begins_word(c) || is_digit(c) || c == '.'; }
bool continues_number(char c) { return is_digit(c) || begins_word(c) || c == '.' || c == ':' || c == '-' || c == '+'; }

class Lexer {
 public:
  explicit Lexer(std::string_view source) : source_(source) {}

  Result<std::vector<Token>> all() {
    std::vector<Token> out;
    while (true) {
      while (at_ < source_.size() && std::string_view(" \t\r\n").find(source_[at_]) != std::string_view::npos) ++at_;
      if (at_ == source_.size()) {
        out.push_back({Token::Kind::end, {}, at_});
        return out;
      }
      TRY(Token token, next());
      out.push_back(std::move(token));
    }
  }

 private:
  Result<Token> next() {
    const char c = source_[at_];
    if (begins_word(c)) return run(Token::Kind::word, continues_word);
    if (is_digit(c)) return run(Token::Kind::number, continues_number);
    switch (c) {
      case '"': return quoted();
      case '(': return symbol(Token::Kind::open, 1);
      case ')': return symbol(Token::Kind::close, 1);
      case ',': return symbol(Token::Kind::comma, 1);
      case '+': return symbol(Token::Kind::plus, 1);
      case '-': return symbol(Token::Kind::minus, 1);
      case '=':
        if (peek() == '=') return fail("write = for \"equals\"");
        return symbol(Token::Kind::compare, 1);
      case '!':
        if (peek() != '=') return fail("write not for \"not\", or != for \"differs\"");
        return symbol(Token::Kind::compare, 2);
      case '<':
        if (peek() == '>') return fail("write != for \"differs\"");
        return symbol(Token::Kind::compare, peek() == '=' ? 2 : 1);
      case '>': return symbol(Token::Kind::compare, peek() == '=' ? 2 : 1);
      case '\'': return fail("write text in double quotes");
      case '&': return fail("write and");
      case '|': return fail("write or");
      default: return fail("cannot read \"" + std::string(1, c) + "\" here");
    }
  }
  char peek() const { return at_ + 1 < source_.size() ? source_[at_ + 1] : '\0'; }
  Error fail(const std::string& text) const { return error_at(source_, at_, "condition.syntax", text); }

  Token symbol(Token::Kind kind, std::size_t size) {
    Token token{kind, std::string(source_.substr(at_, size)), at_};
    at_ += size;
    return token;
  }
  Token run(Token::Kind kind, bool (*continues)(char)) {
    std::size_t size = 1;
    while (at_ + size < source_.size() && continues(source_[at_ + size])) ++size;
    return symbol(kind, size);
  }
  Result<Token> quoted() {
    Token token{Token::Kind::text, {}, at_};
    for (std::size_t i = at_ + 1; i < source_.size(); ++i) {
      char c = source_[i];
      if (c == '"') {
        at_ = i + 1;
        return token;
      }
      if (c == '\\' && ++i < source_.size()) {
        c = source_[i];
        if (c == 'n') c = '\n';
        else if (c == 't') c = '\t';
        else if (c != '"' && c != '\\') return error_at(source_, i, "condition.syntax", R"(after \ there may be " \ n or t)");
      }
      token.text += c;
    }
    return fail("the text that begins here has no closing quote");
  }

  std::string_view source_;
  std::size_t at_ = 0;
};

}  // namespace

Error error_at(std::string_view source, std::size_t at, std::string_view code, const std::string& text) {
  return invalid(std::string(code), "at position " + std::to_string(utf8_length(source.substr(0, at)) + 1) + ": " + text);
}

Result<std::vector<Token>> tokens_of(std::string_view source) { return Lexer(source).all(); }

}  // namespace evenkeel::condition
