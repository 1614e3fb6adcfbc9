#include "practice/alert/label_bits.hpp"

namespace evenkeel::alert {
namespace {

constexpr unsigned bits = 62;  // a number of either database that is not negative
constexpr int bits_of_one = 3;

std::int64_t bits_of(std::string_view name, std::string_view value) {
  using namespace std::string_view_literals;
  std::uint64_t hash = fnv1a(value, fnv1a("\0"sv, fnv1a(name)));
  std::int64_t set = 0;
  for (int i = 0; i < bits_of_one; ++i, hash /= bits) set |= std::int64_t{1} << (hash % bits);
  return set;
}

}  // namespace

std::int64_t label_bits(const Texts& labels) {
  std::int64_t set = 0;
  for (const auto& [name, value] : labels) set |= bits_of(name, value);
  return set;
}

std::int64_t bits_wanted(const Matchers& matchers) {
  std::int64_t set = 0;
  for (const Matcher& m : matchers)
    if (m.kind() == MatchKind::equal && !m.value().empty()) set |= bits_of(m.name(), m.value());  // nothing is what is absent
  return set;
}

}  // namespace evenkeel::alert
