// Custom fields: what an organisation asks beyond our own fields. Their values live in one JSON object of the incident;
// here is what makes such an object right, and how conditions learn of the fields.
#pragma once
#include <span>
#include <vector>

#include "condition/condition.hpp"
#include "practice/service/catalogue.hpp"

namespace evenkeel::service {

/// Longest text of a custom field, in code points. Conditions see its first 500.
constexpr std::size_t custom_text_most = 4'000;

/// A field without a category is on every incident, another one on those of its category or subcategory.
bool applies(const CustomField& field, Id category, Id subcategory);

/// The values in normal form: members in the order of their names, times in UTC, nulls and empty texts left out. All problems
/// at once, with pointers /custom/<name>: custom.unknown, custom.elsewhere (a field of another category), custom.wrong_type,
/// custom.not_a_choice, custom.too_long. A value that stood in `before` already is kept as it is, also when its field has been
/// deactivated, narrowed or left behind by another category since.
Result<record::JsonObject> checked_custom(std::span<const CustomField* const> fields, Id category, Id subcategory,
                                          const record::JsonObject& values, const record::JsonObject& before = {});

/// Required fields without a value: custom.required with pointers. Asked when the incident is resolved, not when it is logged.
std::vector<Problem> missing_custom(std::span<const CustomField* const> fields, Id category, Id subcategory,
                                    const record::JsonObject& values);

/// The types of custom.<name> for conditions; keeps the snapshot alive. Inactive fields are known too: old incidents have them.
condition::CustomFields custom_types(std::shared_ptr<const Snapshot> snapshot);

/// What is wrong with the field itself: its name, choices without the type or the type without choices. `before` is its
/// earlier form, when there is one: name and type are fixed, because values are kept under them.
std::vector<Problem> problems_of(const CustomField& field, const CustomField* before);

}  // namespace evenkeel::service
