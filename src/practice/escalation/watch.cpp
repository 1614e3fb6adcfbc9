#include "practice/escalation/watch.hpp"

#include <string_view>

namespace evenkeel::escalation {
namespace {

using store::Connection;
using store::Param;
using store::Row;

std::int64_t count(Connection& db, std::string_view sql, store::Params params) {
  std::int64_t n = 0;
  db.query(sql, params, [&](const Row& row) { n = row.integer(0); });
  return n;
}

/// Rows of an incident each; all are counted, some named.
void look(Connection& db, WatchReport& report, std::string_view what, std::string_view sql, std::initializer_list<Param> params) {
  db.query(sql, params, [&](const Row& row) {
    ++report.wrong;
    if (report.findings.size() < findings_most) report.findings.push_back({row.id(0), std::string(what)});
  });
}

}  // namespace

WatchReport watch(Connection& db, Time now) {
  WatchReport report;
  report.at = now;
  report.running = count(db, "SELECT COUNT(*) FROM escalation WHERE open = 1 AND due_at IS NOT NULL", {});
  const std::vector<Param> since{Param(now - messages_us)};
  report.messages = count(db, "SELECT COUNT(*) FROM message WHERE kind = 'incident.escalation' AND created_us > $1", store::Params(since));
  look(db, report, "an escalation runs and has no step to come",
       "SELECT incident FROM escalation WHERE open = 1 AND due_at IS NULL AND state <> 'waiting' ORDER BY id", {});
  look(db, report, "an escalation has a step to come and no timer that would take it",
       "SELECT e.incident FROM escalation e WHERE e.open = 1 AND e.due_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM timer t "
       "WHERE t.subject_id = e.id AND t.kind = 'escalation.look') ORDER BY e.id",
       {});
  look(db, report, "a step of an escalation was due and was not taken",
       "SELECT incident FROM escalation WHERE open = 1 AND due_at < $1 ORDER BY due_at", {Param(now - late_us)});
  look(db, report, "a message of an escalation was never handed to a channel",
       "SELECT m.subject_id FROM message m WHERE m.kind = 'incident.escalation' AND m.created_us > $1 AND NOT EXISTS (SELECT 1 FROM "
       "delivery d WHERE d.message_id = m.id) ORDER BY m.id",
       {Param(now - messages_us)});
  look(db, report, "a message of an escalation failed for good",
       "SELECT m.subject_id FROM message m JOIN delivery d ON d.message_id = m.id WHERE m.kind = 'incident.escalation' "
       "AND m.created_us > $1 AND d.state = 'failed' ORDER BY m.id",
       {Param(now - messages_us)});
  look(
      db, report, "a message of an escalation has not left yet",
      "SELECT m.subject_id FROM message m JOIN delivery d ON d.message_id = m.id WHERE m.kind = 'incident.escalation' "
      "AND m.created_us > $1 AND m.created_us < $2 AND d.state IN ('waiting','leased') AND (d.attempt > 0 OR d.next_us < $2) ORDER BY m.id",
      {Param(now - messages_us), Param(now - undelivered_us)});
  return report;
}

}  // namespace evenkeel::escalation
