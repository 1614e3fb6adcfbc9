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

struct History;

/// Custom fields that a mapping names and the register lacks.
enum class NewFields { made, refused };

struct ImportOptions {
  std::string file_name;  // for the change log: "import:<file name>"
  std::string by;         // for the change log too: who brings it in ("person:17"); empty: whoever works on this machine
  Run run = Run::real;
  NewFields new_fields = NewFields::made;
  std::size_t rows_most = 0;  // reads no further; 0: to the end. The last incident is left out then, since its rows may go on
  std::function<void(const ImportReport&)> progress;  // after each piece; what it throws ends the import
  /// Of a dry run: each incident as it would be written.
  std::function<void(const History&, const References&)> told;
  /// As the change log names it: "import:<file name>", "person:17 import:<file name>".
  store::Actor actor() const { return {(by.empty() ? by : by + ' ') + "import:" + file_name, {}}; }
};

/// Rows of one number must stand together; a number that comes back later is reported and not taken. Rows are handled some
/// thousand at a time, and of each number seen eight bytes are kept. Errors: those of the heading and of the custom fields;
/// what single rows do is in the report. Throws DbError when the register cannot be read.
Status import_incidents(std::istream& in, const Mapping& mapping, const ImportInto& into, const ImportOptions& options,
                        ImportReport& report);

}  // namespace evenkeel::exchange
