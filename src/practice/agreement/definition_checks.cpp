// What is asked of an agreement's words before they are saved.
#include "practice/agreement/clockwork.hpp"
#include "practice/agreement/definition_rules.hpp"
#include "practice/service/custom_fields.hpp"

namespace evenkeel::agreement {

void check_agreement(const service::Shelf& shelf, const record::Record& after, std::vector<Problem>& out) {
  const auto fields = service::Snapshot::of(0, shelf.matching(record::type_of<service::CustomField>(), {}));
  const auto words = words_for(record::type_of<incident::Incident>(), service::custom_types(fields));
  const auto terms = read_terms(record::from_record<service::Agreement>(after), words);
  const auto wrong = terms ? problems_in(*terms, words) : terms.error().problems;
  out.insert(out.end(), wrong.begin(), wrong.end());
}

}  // namespace evenkeel::agreement
