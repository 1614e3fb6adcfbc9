// Custom fields that a mapping keeps columns in: made when the register has none of the name.
#pragma once
#include "connect/exchange/incident_import.hpp"

namespace evenkeel::exchange {

/// True when some were made. Errors: import.custom_field when there is one of another type, or only for some categories;
/// import.new_field when one would have to be made that may not be; those of a new custom field. A dry run only looks.
Result<bool> make_custom_fields(const Mapping& mapping, const service::Snapshot& catalogue, const store::Register& reg,
                                const ImportOptions& options);

}  // namespace evenkeel::exchange
