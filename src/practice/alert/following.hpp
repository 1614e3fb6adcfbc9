// Alerts follow their incident into the one that it is merged into, and back when that is undone.
#pragma once
#include "practice/incident/desk.hpp"

namespace evenkeel::alert {

incident::Reaction alert_reaction();

}  // namespace evenkeel::alert
