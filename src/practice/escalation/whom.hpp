// Who is meant by the words of a step, at an instant: people who are there, in place of those who are away, and never anybody who may not
// see the incident. Every one who is left out is left out with a reason that an auditor can read.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "practice/escalation/escalation.hpp"
#include "practice/escalation/policy_terms.hpp"
#include "practice/incident/incident.hpp"
#include "practice/people/person.hpp"
#include "store/db.hpp"

namespace evenkeel::escalation {

/// Who is called on a roster, first who is called first; and when nobody is, who would have been.
struct OnDuty {
  std::vector<Id> people, missing;
};
/// The same at an instant. Empty function: there are no rosters.
using OnCall = std::function<OnDuty(store::Connection&, const service::Snapshot&, Id roster, Time)>;

struct Around {
  store::Connection& db;
  const service::Snapshot& catalogue;
  const OnCall& on_call;
  Time at;
  const Step* step = nullptr;  // who is told by it may see what it makes them see
};

struct Mailbox {
  Id team;
  std::string address;  // its mail address; its name, when it has only channels
};

struct Reached {
  std::vector<people::Person> people;
  std::vector<Mailbox> mailboxes;
  std::vector<people::Person> away;  // would have been told, but are absent
  std::vector<std::string> notes;    // why somebody was left out or stands in, for people; "@17" is a person
  Id team;                           // whose the incident becomes when it is reassigned to a team
  bool nobody() const { return people.empty() && mailboxes.empty(); }
};

/// Members of a team, or people of a role, that are told at most: a message to everybody is read by nobody.
constexpr int members_most = 50;

/// Whom a step reaches for this incident: those it names; else those of the fallback; else those who are away, rather too many than nobody.
Outcome reach_step(Around around, const incident::Incident& incident, const Terms& terms, const Step& step, Reached& found);

/// Appends to `found` whom the words mean for this incident; nobody twice.
void reach(const Around& around, const incident::Incident& incident, const Whom& whom, Reached& found);

}  // namespace evenkeel::escalation
