#include "connect/exchange/custom_columns.hpp"

#include <algorithm>

#include "practice/service/catalogue_desk.hpp"

namespace evenkeel::exchange {

using service::CustomField;

Result<bool> make_custom_fields(const Mapping& mapping, const service::Snapshot& catalogue, const store::Register& reg,
                                const ImportOptions& options) {
  std::vector<CustomField> missing;
  std::vector<Problem> problems;
  for (const auto& [name, kept] : mapping.custom) {
    const auto type = record::from_name<service::CustomType>(kept.type).value_or(service::CustomType::text);
    const auto& fields = catalogue.active<CustomField>();
    const auto found = std::ranges::find_if(fields, [&, &wanted = name](const CustomField* f) { return f->name == wanted; });
    if (found == fields.end() && options.new_fields == NewFields::refused) {
      problems.push_back({"import.new_field", "there is no custom field " + name + ", and you may not make one", "/custom/" + name});
    } else if (found == fields.end()) {
      CustomField field;
      field.name = name;
      field.label = kept.label;
      field.help = "Kept from " + mapping.source + ".";
      field.type = type;
      missing.push_back(std::move(field));
    } else if ((*found)->type != type || (*found)->category) {
      problems.push_back({"import.custom_field",
                          "the custom field " + name + " has another type here, or belongs to one category; map the column to another name",
                          "/custom/" + name});
    }
  }
  if (!problems.empty()) return Error{Fault::invalid, std::move(problems), {}};
  if (missing.empty() || options.run == Run::dry) return false;
  const auto done = reg.writer.run(store::Lane::bulk, options.actor(), [&](store::Tx& tx) -> Result<store::Outcome> {
    for (const CustomField& field : missing) {
      auto record = record::to_record(field);
      TRY(const auto added, service::add(tx, std::move(record)));
      (void)added;
    }
    return store::Outcome{};
  });
  if (!done) return done.error();
  return true;
}

}  // namespace evenkeel::exchange
