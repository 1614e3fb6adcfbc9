// The tables of contact points, and messages put on their ways to a person or a team by them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "practice/contact/reach_rules.hpp"
#include "practice/people/person.hpp"
#include "store/deliveries.hpp"
#include "store/tx.hpp"

namespace evenkeel::contact {

std::string contact_schema();
/// Points without a gateway: what was added after contact_schema().
std::string browser_schema(store::Engine engine);

std::vector<ContactPoint> points_of_person(store::Connection& db, Id person);
std::vector<ContactPoint> points_of_team(store::Connection& db, Id team);
std::optional<ContactPoint> find_point(store::Connection& db, Id point);
/// Every point of this browser, whosever it is.
std::vector<ContactPoint> points_of_browser(store::Connection& db, std::string_view subscription);
std::optional<ContactRules> rules_of(store::Connection& db, Id person);

/// By mail, or over a proven point that takes messages and whose gateway, when it has one, is active.
bool can_be_reached(store::Connection& db, const people::Person& person);
bool has_channel(store::Connection& db, Id team);
/// The person has such a point.
bool has_point(store::Connection& db, Id person);

/// Queues the message to the person by the person's own rules (channel and address of the message say nothing). False, and nothing is
/// queued, when there is no way. `line`: see store::Way.
bool send_to_person(store::Tx& tx, store::Message message, const people::Person& person, Id line = {});
/// Queues it to the team's mailbox, when `mail` is one, and to all its points. False when there is neither.
bool send_to_team(store::Tx& tx, store::Message message, Id team, const std::string& mail, Id line = {});

/// store::Stumbled: the next rung goes at once; when there is none, nothing else got through and mail was not tried, mail does.
void try_next_way(store::Tx& tx, const store::Outgoing& out);

/// What became of the newest message to a point, or of the newest test of a gateway.
struct LastOutcome {
  std::string state;  // waiting, sent, failed, dropped; empty: there was none
  std::string reason;
  Time at;
};
LastOutcome last_outcome(store::Connection& db, Id point);

}  // namespace evenkeel::contact
