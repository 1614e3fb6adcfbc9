// One on-call shift of Grafana OnCall's API. Its rolling users change by its frequency, counted from the first shift at or after
// rotation_start; start and rotation_start are times of the wall in its zone, until is UTC.
#pragma once
#include <boost/json/fwd.hpp>

#include "connect/rosters/repeated_shift.hpp"

namespace evenkeel::rosters {

/// Empty when its times cannot be read; `zone` is that of its schedule.
std::optional<RepeatedShift> read_grafana_shift(const boost::json::value& json, const std::string& zone);

}  // namespace evenkeel::rosters
