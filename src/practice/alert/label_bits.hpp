// A signature of labels: three bits of 62 for each, by its name and value. What lacks a bit of a matcher's label does not carry that label,
// which an index says without reading the alert; what has them all may carry it, and is looked at.
#pragma once
#include <cstdint>
#include <string_view>

#include "practice/alert/matchers.hpp"

namespace evenkeel::alert {

/// FNV-1a of 64 bits, going on from `hash`.
constexpr std::uint64_t fnv1a(std::string_view bytes, std::uint64_t hash = 14'695'981'039'346'656'037ULL) {
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211ULL;
  return hash;
}

std::int64_t label_bits(const Texts& labels);
/// Those that every alert has which meets the matchers; 0 when they say nothing of the kind.
std::int64_t bits_wanted(const Matchers& matchers);

}  // namespace evenkeel::alert
