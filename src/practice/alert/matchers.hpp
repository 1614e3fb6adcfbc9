// Matchers of labels as Alertmanager's programs write them: name=value, name!="value", name=~"pattern", name!~"pattern". Patterns are RE2
// and cover the whole value. A label that is absent is empty.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "practice/alert/event.hpp"

namespace evenkeel::alert {

enum class MatchKind { equal, not_equal, pattern, not_pattern };

class Matcher {
 public:
  /// Errors: matcher.bad_name, matcher.bad_pattern.
  static Result<Matcher> make(std::string name, MatchKind kind, std::string value);
  bool matches(const Texts& labels) const;
  const std::string& name() const { return name_; }
  const std::string& value() const { return value_; }
  MatchKind kind() const { return kind_; }

 private:
  struct Pattern;
  std::string name_, value_;
  MatchKind kind_ = MatchKind::equal;
  std::shared_ptr<const Pattern> pattern_;
};
using Matchers = std::vector<Matcher>;

constexpr std::size_t matchers_most = 50;          // of one silence or one filter
constexpr std::size_t matcher_value_most = 4'096;  // bytes

/// One matcher as a filter says it. Error: matcher.bad_format, with the words of Alertmanager.
Result<Matcher> parse_matcher(std::string_view text);
bool all_match(const Matchers& matchers, const Texts& labels);
/// Whether it matches what has no labels at all, and so everything.
bool matches_everything(const Matchers& matchers);

/// Counts those that match among many, for as long as `may_go_on` says: fifty patterns on long labels take their time.
class Tally {
 public:
  Tally(const Matchers& matchers, std::function<bool()> may_go_on) : matchers_(matchers), may_go_on_(std::move(may_go_on)) {}
  /// `labels` as an alert keeps them.
  void look_at(std::string_view labels);
  std::int64_t matching() const { return matching_; }
  std::int64_t looked_at() const { return looked_at_; }
  /// It was stopped, and some were passed over.
  bool stopped() const { return stopped_; }

 private:
  const Matchers& matchers_;
  std::function<bool()> may_go_on_;
  std::int64_t matching_ = 0, looked_at_ = 0;
  bool stopped_ = false;
};

/// [{"name":..,"value":..,"isRegex":..,"isEqual":..}], as a silence keeps and shows them; and back.
std::string matchers_json(const Matchers& matchers);
Result<Matchers> read_matchers(std::string_view json);

/// {"name":"value"} of labels or annotations, and back (what is no text is left out).
std::string texts_json(const Texts& texts);
Texts read_texts(std::string_view json);

}  // namespace evenkeel::alert
