// What one piece of waiting alerts does to incidents, within one transaction.
#pragma once
#include <span>

#include "practice/alert/alerts.hpp"
#include "store/tx.hpp"

namespace evenkeel::alert {

/// Looks at these alerts as they are now. Bounded: what does not fit is left waiting.
void make_incidents(Alerts& alerts, store::Tx& tx, std::span<const Id> waiting);

}  // namespace evenkeel::alert
