// Brings records of the catalogue, and people, into the register out of another system's table. The catalogue has its own way with
// CSV files; here its columns and words are turned into ours first, a piece at a time.
#pragma once
#include <istream>

#include "connect/exchange/incident_import.hpp"

namespace evenkeel::exchange {

/// A row means the record with its external reference, its login, its mail or its name (as the catalogue has it) and writes only what
/// differs. Errors: those of the heading; what single rows do is in the report.
Status import_records(std::istream& in, const Mapping& mapping, const ImportInto& into, const ImportOptions& options, ImportReport& report);

/// The mapping for a file that names its columns as our fields are: what an export wrote. The columns are those of its heading.
Result<Mapping> mapping_for_own_table(const record::RecordType& type, std::istream& in);

}  // namespace evenkeel::exchange
