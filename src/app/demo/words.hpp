// The vocabulary of the demo: what an organisation of some hundred people runs, what breaks there, and how people write about it.
// Texts are lists of variants separated by '|'; {words} in braces are filled from lists of their own, the same within an incident.
#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/demo/chance.hpp"
#include "practice/incident/incident.hpp"

namespace evenkeel::app::demo {

struct ServiceWords {
  std::string_view name, description, hours, team, supplier;
  std::string_view criticality;
  int users, cost_per_minute;
  std::string_view items;  // "kind name: runs on other, depends on other|..."
};
std::span<const ServiceWords> services();

struct CategoryWords {
  std::string_view name, description, team;
  std::string_view parts;  // "name=team|name": without a team the category's
};
std::span<const CategoryWords> categories();

/// Something that goes wrong, from the caller's words to how it was repaired.
struct Symptom {
  std::string_view service, category, part;
  int line;                          // where it is usually solved
  std::string_view impact, urgency;  // usual ones
  int weight;                        // how often, among the others
  std::string_view titles, bodies, findings, fixes;
  std::string_view code = "Solution provided";
};
std::span<const Symptom> common_symptoms();
std::span<const Symptom> technical_symptoms();
std::span<const Symptom> security_symptoms();
/// Those of the bad Monday and of the mass outage, seen by callers.
std::span<const Symptom> monday_symptoms();
std::span<const Symptom> outage_symptoms();

/// One incident's words: variants drawn, braces filled, the same word the same way throughout.
class Words {
 public:
  explicit Words(Chance& chance) : chance_(chance), turn_(chance.between(0, 11)) {}
  /// One of the variants, filled.
  std::string one(std::string_view variants);
  /// The one that goes with this incident's title: lists about one symptom are in the same order.
  std::string matching(std::string_view variants);
  /// Up to so many different ones, in their order, each filled.
  std::vector<std::string> some(std::string_view variants, std::size_t most);
  /// The body as this caller writes it: greeting, mood, urgency.
  std::string in_tone(std::string_view bodies, incident::Channel channel);

 private:
  std::string filled(std::string_view text);
  Chance& chance_;
  std::int64_t turn_;
  std::map<std::string, std::string, std::less<>> said_;
};

/// What people say to each other while they work; by occasion ("question", "answer", "escalate", ...).
std::string_view phrases(std::string_view occasion);

}  // namespace evenkeel::app::demo
