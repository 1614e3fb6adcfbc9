// What happens in the demo: the ordinary days of an organisation, a bad Monday, an outage that everybody reports, and a present
// in which there is something to do.
#pragma once
#include "app/demo/life.hpp"

namespace evenkeel::app::demo {

/// Plans everything from `begin` to the end of the story.
void plan_days(Story& story, Time begin);
/// An outage of what many depend on: one parent, many children, resolved together.
void plan_outage(Story& story, Time at);
/// What lies open at the end of the story, whatever the hour: every state, a P1 under way, dates that have passed.
void plan_present(Story& story);
/// What monitoring says: something each day from `begin`, and what fires at the end.
void plan_alerts(Story& story, Time begin);
/// Jobs that report each day, one of them not any more, mails of the last hours, a silence.
void plan_intake(Story& story, Time begin);

/// One incident of an ordinary day, in one of the ways in which they go.
void live(Story& story, const Symptom& symptom, const Caller& caller, Time begins);

}  // namespace evenkeel::app::demo
