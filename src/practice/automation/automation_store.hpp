// What rules did, beside the incidents' own stories: the newest of each rule, for the page of the rule. No facts: the change log has them.
#pragma once
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/time.hpp"
#include "store/db.hpp"

namespace evenkeel::automation {

/// Kept of one rule: what fits a screen.
constexpr std::int64_t runs_kept = 100;

struct Run {
  Id id, rule, incident;
  std::int64_t edition = 0;  // version of the rule
  Time at;
  std::string did, left_out;  // a line each
  bool looped = false;        // it was stopped there
};

std::string automation_schema();
/// Keeps it, and forgets what is older than the newest `runs_kept`.
void keep_run(store::Connection& db, const Run& run);
/// Newest first.
std::vector<Run> runs_of(store::Connection& db, Id rule, int most);
struct Standing {
  Id rule;
  std::int64_t runs = 0;  // kept ones
  std::int64_t left_out = 0;
  Time last_at;
};
std::vector<Standing> standings(store::Connection& db);

}  // namespace evenkeel::automation
