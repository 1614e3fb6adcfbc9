// Matchers as people and programs write them: one as a filter, or all of a silence as JSON. What was read says the same when it is written
// and read again, and a matcher and its opposite never agree.
#include <cstdint>

#include "base/text.hpp"
#include "must.hpp"
#include "practice/alert/matchers.hpp"

using namespace evenkeel::alert;
using evenkeel::fuzz::must;

namespace {

void check(const Matcher& m) {
  const Texts labels{{"alertname", "DiskFull"}, {"instance", "db-1:9100"}, {m.name(), m.value()}};
  const bool found = m.matches(labels);
  const MatchKind opposite[] = {MatchKind::not_equal, MatchKind::equal, MatchKind::not_pattern, MatchKind::pattern};
  const auto other = Matcher::make(m.name(), opposite[static_cast<std::size_t>(m.kind())], m.value());
  must(other && other->matches(labels) != found);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto one = parse_matcher(text)) {
    check(*one);
    (void)matches_everything({*one});
  } else {
    must(evenkeel::is_valid_utf8(one.error().first().text) || !evenkeel::is_valid_utf8(text));
  }
  if (const auto all = read_matchers(text)) {
    must(all->size() <= matchers_most);
    for (const Matcher& m : *all) check(m);
    const std::string written = matchers_json(*all);
    const auto again = read_matchers(written);
    must(again && matchers_json(*again) == written);
  }
  const Texts texts = read_texts(text);
  must(read_texts(texts_json(texts)) == texts);
  return 0;
}
