// Alerts of what the house watches itself (heartbeats, checks): where they lie, and their end at a source that they no longer belong to.
#pragma once
#include "practice/alert/event.hpp"
#include "practice/service/catalogue.hpp"
#include "store/tx.hpp"

namespace evenkeel::alert {

/// Labels under the names by which the source finds services and items; none of either: no label.
Texts places_of(store::Tx& tx, const service::Snapshot& catalogue, const service::AlertSource& source, Id service, Id ci);

/// Ends what fires under the key at other sources than `but_of`: it was told there before its record named another. Whether anything did.
bool end_own_alerts(store::Tx& tx, const service::Snapshot& catalogue, std::string_view key, Id but_of);

}  // namespace evenkeel::alert
