#include "practice/escalation/watch.hpp"

#include <algorithm>
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

void find(WatchReport& report, Id incident, std::string_view what) {
  ++report.wrong;
  if (report.findings.size() < findings_most) report.findings.push_back({incident, std::string(what)});
}

/// Rows of an incident each; all are counted, some named.
void look(Connection& db, WatchReport& report, std::string_view what, std::string_view sql, std::initializer_list<Param> params) {
  db.query(sql, params, [&](const Row& row) { find(report, row.id(0), what); });
}

}  // namespace

/// Each asks in the order of an index of its own: none reads a table whose past grows.
WatchReport watch(Connection& db, Time now, std::span<const std::string> served) {
  WatchReport report;
  report.at = now;
  report.running = count(db, "SELECT COUNT(*) FROM escalation WHERE open = 1 AND due_at IS NOT NULL", {});
  const std::vector<Param> since{Param(now - messages_us)};
  report.messages = count(db, "SELECT COUNT(*) FROM message WHERE kind = 'incident.escalation' AND created_us > $1", store::Params(since));
  look(db, report, "an escalation runs and has no step to come",
       "SELECT incident FROM escalation WHERE open = 1 AND due_at IS NULL AND state <> 'waiting' ORDER BY id", {});
  look(db, report, "an escalation has a step to come and no timer that would take it",
       "SELECT e.incident FROM escalation e WHERE e.open = 1 AND e.due_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM timer t "
       "WHERE t.subject_id = e.id AND t.kind = 'escalation.look') ORDER BY e.due_at",
       {});
  look(db, report, "a step of an escalation was due and was not taken",
       "SELECT incident FROM escalation WHERE open = 1 AND due_at < $1 ORDER BY due_at", {Param(now - late_us)});
  look(db, report, "a message of an escalation was never handed to a channel",
       "SELECT m.subject_id FROM message m WHERE m.kind = 'incident.escalation' AND m.created_us > $1 AND NOT EXISTS (SELECT 1 FROM "
       "delivery d WHERE d.message_id = m.id) ORDER BY m.created_us",
       {Param(now - messages_us)});
  look(db, report, "a message of an escalation failed for good",
       "SELECT m.subject_id FROM message m JOIN delivery d ON d.message_id = m.id WHERE m.kind = 'incident.escalation' "
       "AND m.created_us > $1 AND d.state = 'failed' ORDER BY m.created_us",
       {Param(now - messages_us)});
  db.query(
      "SELECT m.subject_id, d.channel, m.created_us, d.next_us, d.held_us, d.last_error FROM message m JOIN delivery d ON d.message_id = "
      "m.id WHERE "
      "m.kind = 'incident.escalation' AND m.created_us > $1 AND d.state IN ('waiting','leased') ORDER BY m.created_us",
      {Param(now - messages_us)}, [&](const Row& row) {
        if (std::ranges::find(served, row.text(1)) == served.end()) ++report.unserved;
        else if (row.time(2) < now - undelivered_us && !row.time(4) && (!row.is_null(5) || row.time(3) < now - undelivered_us))
          find(report, row.id(0), "a message of an escalation has not left yet");
      });
  return report;
}

}  // namespace evenkeel::escalation
