// What waits for the answer of one person: escalations that told them and that nobody has answered, and fresh calls for help. Screens ask
// it when a hint says that something about an incident moved.
#pragma once
#include <string>
#include <vector>

#include "practice/escalation/escalation.hpp"
#include "practice/people/principal.hpp"
#include "store/db.hpp"

namespace evenkeel::escalation {

/// A call for help is fresh for so long: nobody says that it was heard.
constexpr std::int64_t help_fresh_us = us_per_hour;
/// Messages that are looked at: of whoever has more, the newest.
constexpr int urgent_most = 50;

struct Urgent {
  Id message, incident;
  std::string kind;  // of the message
  std::string number, title;
  std::int64_t priority = 0;
  std::string by, text;
  Time at;
};
/// Newest first, the newest of each incident and kind; only of incidents that `who` may see.
std::vector<Urgent> urgent_for(store::Connection& db, const people::Principal& who, Time now);

}  // namespace evenkeel::escalation
