// Times as other systems write them: a pattern of strptime's letters, the ones that exports really use. Exact, so that a cell
// that was cut off or means something else is refused and never read as another time.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace evenkeel::exchange {

/// One pattern: %d %m %y %Y %H %I %M %S %p %b (English, three letters) %f (fraction of a second) %z (+01:00, +0100, Z) %%,
/// anything else stands for itself. Days, months and hours may have one digit. "rfc3339" and "epoch" (seconds) stand alone.
class TimeFormat {
 public:
  /// Errors: mapping.time_format.
  static Result<TimeFormat> parse(std::string_view pattern);
  /// The instant; a wall time without offset is of `zone`, the first one when clocks were set back. Empty when the cell is not
  /// written so, is no date, or lies outside 1971..2199.
  std::optional<Time> read(std::string_view cell, std::string_view zone) const;

 private:
  std::string pattern_;
};

/// The first of the formats that fits.
std::optional<Time> read_time(const std::vector<TimeFormat>& formats, std::string_view cell, std::string_view zone);

}  // namespace evenkeel::exchange
