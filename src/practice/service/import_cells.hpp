// Cells of an imported line as values: plain ones, and references, which people write as names.
#pragma once
#include <string_view>

#include "practice/service/shelf.hpp"

namespace evenkeel::service {

/// The record of this kind that a text means: its id, its name, its external reference, "parent > name", or the login or mail of a
/// person. Active ones win. Errors: reference.missing, reference.ambiguous.
Result<Id> resolve(const Shelf& shelf, const record::RecordType& type, std::string_view text);

/// The cell as a value of the field; references are resolved. An empty cell is absent, also of a number or choice, where it means
/// "as it is". Pointers "/<field>".
Result<record::Value> value_of_cell(const Shelf& shelf, const record::Field& field, std::string_view cell);

}  // namespace evenkeel::service
