// What is asked of a rule before it is saved: that its words can be read, and that what they name is there.
#include <fmt/format.h>

#include <algorithm>

#include "practice/automation/automation.hpp"
#include "practice/outward/webhook_store.hpp"
#include "practice/people/people_store.hpp"
#include "practice/service/catalogue_checks.hpp"
#include "practice/service/custom_fields.hpp"
#include "practice/service/priority_matrix.hpp"

namespace evenkeel::automation {
namespace {

using service::Shelf;

class Check {
 public:
  explicit Check(const Shelf& shelf) : shelf_(shelf) {}

  /// Empty: nothing.
  std::string wrong_with(const Deed& deed) {
    switch (deed.kind) {
      case DeedKind::set: return wrong_with_value(deed);
      case DeedKind::tell:
        if (deed.audience == Audience::team && !deed.value.empty()) return wrong_with_record("team", deed.value);
        return deed.audience == Audience::person ? wrong_with_person(deed.value) : "";
      case DeedKind::call_webhook: return wrong_with_webhook(deed.value);
      default: return {};  // depends on the incident
    }
  }

 private:
  std::string wrong_with_value(const Deed& deed) {
    if (deed.field == "assignee") return wrong_with_person(deed.value);
    if (deed.field == "impact" || deed.field == "urgency") return wrong_with_level(deed.field, deed.value);
    return wrong_with_record(deed.field == "subcategory" ? "category" : deed.field, deed.value);
  }

  std::string wrong_with_record(std::string_view kind, const std::string& name) {
    const auto found = shelf_.matching(*service::kind_named(kind), {{"name", name}, {"active", true}});
    return found.empty() ? fmt::format("there is no active {} \"{}\"", kind, name) : std::string{};
  }

  /// Without a database, people and webhooks are not known here.
  std::string wrong_with_person(const std::string& login) {
    if (!shelf_.db()) return {};
    const auto person = people::find_by_login(*shelf_.db(), login);
    return person && !person->erased && person->active ? "" : fmt::format("there is no active person \"{}\"", login);
  }
  std::string wrong_with_webhook(const std::string& name) {
    if (!shelf_.db()) return {};
    const auto all = outward::active_webhooks(*shelf_.db());
    return std::ranges::any_of(all, [&](const auto& one) { return one.name == name; })
               ? ""
               : fmt::format("there is no active webhook \"{}\"", name);
  }

  std::string wrong_with_level(const std::string& field, const std::string& value) {
    const auto matrices = shelf_.matching<service::PriorityMatrix>({{"active", true}});
    const auto matrix = matrices.empty() ? service::default_matrix() : matrices.front();
    const auto& levels = field == "impact" ? matrix.impacts : matrix.urgencies;
    return service::level_of(levels, value) ? "" : fmt::format("\"{}\" is no {}", value, field);
  }

  const Shelf& shelf_;
};

}  // namespace

void check_rule(const Shelf& shelf, const record::Record& after, std::vector<Problem>& out) {
  const auto fields = service::Snapshot::of(0, shelf.matching(record::type_of<service::CustomField>(), {}));
  const auto rule = read_rule(record::from_record<AutomationRule>(after),
                              agreement::words_for(record::type_of<Incident>(), service::custom_types(fields)));
  if (!rule) {
    out.insert(out.end(), rule.error().problems.begin(), rule.error().problems.end());
    return;
  }
  for (const auto& [clause, pointer] : {std::pair(&rule->applies, "/applies"), std::pair(&rule->was, "/was")})
    if (!clause->when.can_hold())
      out.push_back({"rule.never_matches", fmt::format("\"{}\" contradicts itself: it never holds.", clause->words), pointer});
  // What is switched off may name whom there is no more.
  if (!rule->rule.active) return;
  Check check(shelf);
  for (const Deed& deed : rule->deeds)
    if (const auto wrong = check.wrong_with(deed); !wrong.empty())
      out.push_back({"rule.names_nothing", fmt::format("{}: {}.", deed.words, wrong), "/deeds"});
}

}  // namespace evenkeel::automation
