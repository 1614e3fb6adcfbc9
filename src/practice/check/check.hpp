// The facts of checks beyond their catalogue records: how each stands and what it answered lately. They move with each answer and are no
// sealed facts; what they led to (down, up) stands in the change log.
#pragma once
#include <string>

#include "practice/service/check.hpp"

namespace evenkeel::checks {

using service::Check;

enum class Standing { fresh, up, down };

/// What came of asking once.
struct Probe {
  bool well = false;
  std::int64_t took_us = 0;
  std::string text;   // why not, or what it answered; for people
  bool asked = true;  // false: nobody could, which says nothing about what is checked
};

struct CheckState {
  Id check;
  std::string place;  // who asks it
  Standing standing = Standing::fresh;
  std::int64_t failures = 0, successes = 0;  // in a row, up to now
  Time since_at;                             // of the standing
  Time last_at;                              // none: it was never asked
  Probe last;
  Time next_at;     // none: it is not asked
  Time claimed_at;  // when somebody began to ask last, or its record changed: an answer to an earlier question counts no more
};

constexpr int results_kept = 100;       // of one check
constexpr std::size_t text_most = 300;  // characters

/// The tables of this practice, and what came later.
std::string check_state_schema();
std::string check_state_place_schema();

}  // namespace evenkeel::checks

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<checks::Standing> = std::array<std::string_view, 3>{"new", "up", "down"};
}  // namespace evenkeel::record
