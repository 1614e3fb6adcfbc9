#include "connect/mail/html_text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace evenkeel::mail {
namespace {

constexpr std::size_t entity_most = 10, link_most = 500;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

constexpr std::array blocks{"p",  "div", "br", "tr",         "table", "ul",      "ol",      "li",     "h1",     "h2", "h3", "h4",
                            "h5", "h6",  "hr", "blockquote", "pre",   "section", "article", "header", "footer", "dl", "dt", "dd"};
/// Of these no empty line stands between one and the next.
constexpr std::array rows{"li", "tr", "dt", "dd"};
/// What is inside is no text for people.
constexpr std::array silent{"script", "style", "head",   "title",  "noscript", "template",
                            "svg",    "math",  "object", "iframe", "textarea", "select"};

constexpr std::pair<std::string_view, char32_t> entities[] = {
    {"amp", '&'},      {"lt", '<'},       {"gt", '>'},        {"quot", '"'},     {"apos", '\''},    {"nbsp", ' '},     {"auml", 0xe4},
    {"ouml", 0xf6},    {"uuml", 0xfc},    {"Auml", 0xc4},     {"Ouml", 0xd6},    {"Uuml", 0xdc},    {"szlig", 0xdf},   {"euro", 0x20ac},
    {"ndash", 0x2013}, {"mdash", 0x2014}, {"hellip", 0x2026}, {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"ldquo", 0x201c}, {"rdquo", 0x201d},
    {"bdquo", 0x201e}, {"eacute", 0xe9},  {"egrave", 0xe8},   {"agrave", 0xe0},  {"ccedil", 0xe7},  {"copy", 0xa9},    {"bull", 0x2022}};

template <class List>
bool is_among(const List& list, std::string_view name) {
  return std::any_of(list.begin(), list.end(), [&](std::string_view one) { return one == name; });
}

class Stripper {
 public:
  explicit Stripper(std::string_view html) : in_(html) {}

  std::string run() {
    while (at_ < in_.size()) {
      const char c = in_[at_];
      if (c == '<') tag();
      else if (c == '&') entity();
      else {
        ++at_;
        if (is_blank(c)) space_ = true;
        else put(std::string_view(&in_[at_ - 1], 1));
      }
    }
    return std::string(trim(out_));
  }

 private:
  void put(std::string_view text) {
    if (space_ && !out_.empty() && out_.back() != '\n') out_ += ' ';
    space_ = false;
    out_.append(text);
  }
  /// A block begins or ends: a new line, never more than one empty one.
  void line() {
    while (!out_.empty() && out_.back() == ' ') out_.pop_back();
    if (!out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
    space_ = false;
  }

  void tag() {
    if (in_.substr(at_, 4) == "<!--") {
      const auto end = in_.find("-->", at_ + 4);
      at_ = end == std::string_view::npos ? in_.size() : end + 3;
      return;
    }
    const char next = at_ + 1 < in_.size() ? in_[at_ + 1] : ' ';
    if (!is_letter(next) && next != '/' && next != '!' && next != '?') {
      ++at_;
      return put("<");
    }
    const auto end = end_of_tag(at_ + 1);
    std::string_view inside = in_.substr(at_ + 1, end - at_ - 1);
    at_ = std::min(end + 1, in_.size());
    const bool closing = inside.starts_with('/');
    if (closing) inside.remove_prefix(1);
    std::size_t size = 0;
    while (size < inside.size() && (is_letter(inside[size]) || (inside[size] >= '0' && inside[size] <= '9'))) ++size;
    const auto name = lower_ascii(inside.substr(0, size));
    if (is_among(blocks, name) && !(is_among(rows, name) && out_.ends_with('\n'))) line();
    if (name == "li" && !closing) put("- ");
    if (name == "td" || name == "th") space_ = true;
    if (!closing && is_among(silent, name)) return skip_to_end_of(name);
    if (name == "a") closing ? end_link() : begin_link(inside.substr(size));
  }

  /// Where the tag ends: a > inside quotes does not end it.
  std::size_t end_of_tag(std::size_t from) const {
    char quote = 0;
    for (std::size_t i = from; i < in_.size(); ++i) {
      if (quote != 0) {
        if (in_[i] == quote) quote = 0;
      } else if ((in_[i] == '"' || in_[i] == '\'') && i > from && in_[i - 1] == '=') {
        quote = in_[i];
      } else if (in_[i] == '>') {
        return i;
      }
    }
    return in_.size();
  }

  void skip_to_end_of(const std::string& name) {
    for (std::size_t i = at_; (i = in_.find("</", i)) != std::string_view::npos; i += 2)
      if (equal_ascii_nocase(in_.substr(i + 2, name.size()), name)) {
        at_ = std::min(end_of_tag(i + 2) + 1, in_.size());
        return;
      }
    at_ = in_.size();
  }

  void begin_link(std::string_view attributes) {
    link_.clear();
    const auto low = lower_ascii(attributes);
    const auto at = low.find("href=");
    if (at == std::string::npos) return;
    auto value = attributes.substr(at + 5);
    const char quote = !value.empty() && (value[0] == '"' || value[0] == '\'') ? value[0] : ' ';
    if (quote != ' ') value.remove_prefix(1);
    value = trim(value.substr(0, value.find(quote)));
    const auto kind = lower_ascii(value.substr(0, 8));
    if (value.size() <= link_most && (kind.starts_with("http://") || kind.starts_with("https://"))) link_ = value;
    link_from_ = out_.size();
  }
  void end_link() {
    if (!link_.empty() && std::string_view(out_).substr(std::min(link_from_, out_.size())).find(link_) == std::string_view::npos)
      put(" (" + link_ + ")");
    link_.clear();
  }

  void entity() {
    const auto end = in_.substr(at_, entity_most + 2).find(';');
    if (end == std::string_view::npos || end < 2) {
      ++at_;
      return put("&");
    }
    const auto name = in_.substr(at_ + 1, end - 1);
    at_ += end + 1;
    std::string text;
    if (const auto point = point_of(name)) {
      if (*point == ' ') space_ = true;
      else append_utf8(text, *point);
    } else {
      text = "&" + std::string(name) + ";";
    }
    if (!text.empty()) put(text);
  }

  static std::optional<char32_t> point_of(std::string_view name) {
    if (name[0] != '#') {
      for (const auto& [known, point] : entities)
        if (known == name) return point;
      return std::nullopt;
    }
    const bool hex = name.size() > 2 && (name[1] == 'x' || name[1] == 'X');
    char32_t point = 0;
    for (char c : name.substr(hex ? 2 : 1)) {
      const int digit = c >= '0' && c <= '9'          ? c - '0'
                        : hex && c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : hex && c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                      : -1;
      if (digit < 0) return std::nullopt;
      point = point * (hex ? 16 : 10) + static_cast<char32_t>(digit);
      if (point > 0x10ffff) return std::nullopt;
    }
    const bool usable = point >= 0x20 && point != 0x7f && !(point >= 0x80 && point < 0xa0) && !(point >= 0xd800 && point <= 0xdfff);
    return usable ? std::optional(point == 0xa0 ? U' ' : point) : std::nullopt;
  }

  std::string_view in_;
  std::size_t at_ = 0, link_from_ = 0;
  std::string out_, link_;
  bool space_ = false;
};

}  // namespace

std::string text_of_html(std::string_view html) { return Stripper(html).run(); }

}  // namespace evenkeel::mail
