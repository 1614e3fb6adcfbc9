// Which team an incident belongs to when nobody chose one. ITIL asks for one accountable team at any time; the more somebody
// said about the incident, the more exactly it is found.
#pragma once
#include <string>

#include "practice/service/catalogue.hpp"

namespace evenkeel::service {

/// What is known of the incident.
struct Known {
  Id category, subcategory, service;
  const Ci* ci = nullptr;  // found by query: items are not in the snapshot
};

struct Accountable {
  Id team;                  // none only when there is no active team of the first line
  std::string why;          // "category Printers", "support team of service Mail", "first line"
  bool by_default = false;  // of the first line, for want of anybody else
};

/// The first active team of: subcategory, category, service, configuration item, service of the item, first line (the oldest
/// active team of line 1).
Accountable accountable_team(const Snapshot& catalogue, const Known& known);

}  // namespace evenkeel::service
