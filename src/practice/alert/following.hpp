// Alerts follow their incident into the one that it is merged into, and back when that is undone.
#pragma once
#include <span>

#include "practice/incident/desk.hpp"

namespace evenkeel::alert {

incident::Reaction alert_reaction();

/// From one incident into another, which says so in its story.
void move_alerts(incident::Work& w, std::span<const Id> alerts, Id from, Id to, const std::string& reason);

}  // namespace evenkeel::alert
