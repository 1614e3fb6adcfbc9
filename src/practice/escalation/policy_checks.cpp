// What is asked of a policy before it is saved: that its words can be read, and that its steps are not to nobody.
#include <fmt/format.h>

#include "practice/contact/contact_store.hpp"
#include "practice/escalation/escalating.hpp"
#include "practice/incident/incident.hpp"
#include "practice/people/people_store.hpp"
#include "practice/people/people_with.hpp"
#include "practice/service/catalogue_checks.hpp"
#include "practice/service/custom_fields.hpp"

namespace evenkeel::escalation {
namespace {

using service::Shelf;

class Check {
 public:
  Check(const Shelf& shelf, std::vector<Problem>& out) : shelf_(shelf), out_(out) {}

  void run(const Terms& terms) {
    for (std::size_t i = 0; i < terms.steps.size(); ++i)
      for (const Whom& whom : terms.steps[i].whom) look_at(whom, fmt::format("Step {}: ", i + 1), "/steps");
    for (const Whom& whom : terms.fallback) look_at(whom, "", "/fallback");
  }

 private:
  void look_at(const Whom& whom, const std::string& where, std::string_view pointer) {
    std::string wrong;
    switch (whom.kind) {
      case WhomKind::team: wrong = whom.name.empty() ? "" : wrong_with_team(whom.name); break;
      case WhomKind::person: wrong = wrong_with_person(whom.name); break;
      case WhomKind::role: wrong = anybody_with("roles", whom.name) ? "" : "nobody has this role"; break;
      case WhomKind::roster: wrong = wrong_with_roster(whom.name); break;
      default: break;  // depends on the incident
    }
    if (wrong.empty() && whom.choice == Choice::skill && !is_there("skill", whom.skill)) wrong = "there is no such skill";
    if (!wrong.empty()) out_.push_back({"escalation.nobody", fmt::format("{}{}: {}.", where, whom.words, wrong), std::string(pointer)});
  }

  /// Without a database, people are not known here.
  bool anybody_with(std::string_view field, const std::string& value) {
    return !shelf_.db() || !people::people_with(*shelf_.db(), field, value, 1).empty();
  }

  std::string wrong_with_team(const std::string& name) {
    const auto teams = shelf_.matching<service::Team>({{"name", name}, {"active", true}});
    if (teams.empty()) return "there is no such team";
    const bool tells = !teams.front().mail.empty() || (shelf_.db() && contact::has_channel(*shelf_.db(), teams.front().id));
    if (!tells && !anybody_with("teams", to_string(teams.front().id))) return "the team has neither a mailbox nor members";
    return {};
  }

  std::string wrong_with_person(const std::string& login) {
    if (!shelf_.db()) return {};
    const auto person = people::find_by_login(*shelf_.db(), login);
    if (!person || person->erased) return "there is no such person";
    if (!person->active) return "is not active";
    const bool reached = !person->mail.empty() || (shelf_.db() && contact::has_point(*shelf_.db(), person->id));
    return reached ? "" : "has no address";
  }

  std::string wrong_with_roster(const std::string& name) { return is_there("roster", name) ? "" : "there is no such roster"; }

  bool is_there(std::string_view kind, const std::string& name) {
    const auto* type = service::kind_named(kind);
    return type && !shelf_.matching(*type, {{"name", name}, {"active", true}}).empty();
  }

  const Shelf& shelf_;
  std::vector<Problem>& out_;
};

}  // namespace

void check_policy(const Shelf& shelf, const record::Record& after, std::vector<Problem>& out) {
  const auto fields = service::Snapshot::of(0, shelf.matching(record::type_of<service::CustomField>(), {}));
  const auto words = agreement::words_for(record::type_of<incident::Incident>(), service::custom_types(fields));
  const auto terms = read_policy(record::from_record<service::EscalationPolicy>(after), words);
  if (!terms) {
    out.insert(out.end(), terms.error().problems.begin(), terms.error().problems.end());
    return;
  }
  if (!terms->applies.when.can_hold())
    out.push_back(
        {"escalation.never_applies", fmt::format("\"{}\" contradicts itself: it never holds.", terms->applies.words), "/applies"});
  // What has ended may name whom there is no more.
  if (std::get<bool>(after["active"])) Check(shelf, out).run(*terms);
}

}  // namespace evenkeel::escalation
