// Brings the incidents of another system into the register, with their histories when the file has them. The same file again
// writes nothing; a longer one goes on where the last ended; what cannot be taken is reported row by row.
#pragma once
#include <functional>
#include <istream>
#include <string>

#include "connect/exchange/import_report.hpp"
#include "connect/exchange/mapping.hpp"
#include "connect/exchange/references.hpp"
#include "practice/service/catalogue.hpp"

namespace evenkeel::exchange {

/// The register that imports write into.
struct ImportInto {
  const store::Register& reg;
  people::People& people;
  std::int64_t confirmation_us;  // how long a caller may reject a resolution
};

struct ImportOptions {
  std::string file_name;  // for the change log: "import:<file name>"
  Run run = Run::real;
  std::function<void(const ImportReport&)> progress;  // after each piece
};

/// Rows of one number must stand together; a number that comes back later is reported and not taken. Rows are handled some
/// thousand at a time, and of each number seen eight bytes are kept. Errors: those of the heading and of the custom fields;
/// what single rows do is in the report. Throws DbError when the register cannot be read.
Status import_incidents(std::istream& in, const Mapping& mapping, const ImportInto& into, const ImportOptions& options,
                        ImportReport& report);

}  // namespace evenkeel::exchange
