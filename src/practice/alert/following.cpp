#include "practice/alert/following.hpp"

#include <fmt/format.h>

#include "practice/alert/alert_store.hpp"
#include "practice/incident/desk_work.hpp"

namespace evenkeel::alert {
namespace {

using incident::Incident;
using incident::Why;
using incident::Work;

/// What its alerts told of a fault is remembered with the survivor; its own memory stays for when the merge is undone.
void remember_with(Work& w, Id merged, Id survivor) {
  const auto from = group_of(w.tx.db(), merged);
  if (!from) return;
  auto into = group_of(w.tx.db(), survivor);
  if (into) {
    absorb(*into, *from);
    return move_group(w.tx.db(), *into);
  }
  into = from;
  into->incident = survivor;
  insert_group(w.tx.db(), *into);
}

}  // namespace

void move_alerts(Work& w, std::span<const Id> alerts, Id from, Id to, const std::string& reason) {
  if (alerts.empty()) return;
  move_members(w.tx, alerts, from, to);
  std::vector<Happened> happened;
  for (const Id id : alerts) {
    happened.push_back({id, Happening::left, from});
    happened.push_back({id, Happening::joined, to});
  }
  insert_events(w.tx, happened);
  w.tx.log("incident", to,
           {.kind = "incident.alerts_joined",
            .root = to,
            .why = Why().add("alerts", static_cast<std::int64_t>(alerts.size())).add("reason", reason).json()});
}

incident::Reaction alert_reaction() {
  return [](Work& w, const Incident* before, const Incident& after) {
    const Id was = before ? before->merged_into : Id{};
    if (was == after.merged_into) return;
    if (after.merged_into) {
      const auto reason = fmt::format("they came with {}, which was merged", after.number);
      move_alerts(w, members_now(w.tx.db(), after.id), after.id, after.merged_into, reason);
      remember_with(w, after.id, after.merged_into);
    } else {
      move_alerts(w, members_that_went(w.tx.db(), after.id, was), was, after.id, "the merge was undone");
    }
  };
}

}  // namespace evenkeel::alert
