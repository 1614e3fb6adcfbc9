// Whether an alert opens or joins an incident now, by its source, silences, inhibition and planned work; triage acts on it, and people read
// why not.
#pragma once
#include "practice/alert/alert_rules.hpp"
#include "practice/alert/grouping_store.hpp"
#include "practice/alert/inhibition.hpp"
#include "practice/alert/silence_desk.hpp"

namespace evenkeel::alert {

struct Around {
  const service::Snapshot& catalogue;
  const ServiceMap& map;
  Silences& silences;
  Inhibitors& inhibitors;
  const Places& places;  // which looked the alert's labels up
  Time now;
};
Opening opening_now(const Alert& alert, const Texts& labels, const service::AlertSource& source, const Around& around);

/// By what happened to it within a day; a fit that has lasted longer is one all the same.
Flapping flapping_now(store::Connection& db, Id alert, Time now);

}  // namespace evenkeel::alert
