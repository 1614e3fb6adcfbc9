#include "app/system_routes.hpp"

#include <fmt/format.h>

#include "app/housekeeping.hpp"
#include "practice/api/api.hpp"

namespace evenkeel::app {
namespace {

std::int64_t one_number(store::Connection& db, std::string_view sql) {
  std::int64_t n = 0;
  db.query(sql, {}, [&](const store::Row& row) { n = row.integer(0); });
  return n;
}

std::string quoted(std::string_view text) {
  std::string out;
  record::append_json_string(out, text);
  return out;
}

std::string database_json(const SystemParts& parts, store::Connection& db) {
  const auto writer = parts.reg.writer.counters();
  return fmt::format(R"({{"engine":"{}","healthy":{},"trouble":{},"changes":{},"incidents_open":{}}})",
                     db.engine() == store::Engine::sqlite ? "sqlite" : "postgres", writer.healthy, quoted(writer.trouble),
                     one_number(db, "SELECT n FROM counter WHERE name = 'change'"),
                     one_number(db, "SELECT COUNT(*) FROM incident WHERE open = 1"));
}

std::string writer_json(const SystemParts& parts) {
  const auto c = parts.reg.writer.counters();
  return fmt::format(R"({{"commands":{},"refused":{},"failed":{},"batches":{},"reruns":{},"waiting":{},)"
                     R"("lanes":{{"people":{},"clockwork":{},"bulk":{}}}}})",
                     c.commands, c.refused, c.failed, c.batches, c.reruns, c.waiting, c.waiting_in[0], c.waiting_in[1], c.waiting_in[2]);
}

std::string backups_json(const SystemParts& parts) {
  const auto& backup = parts.config.backup;
  std::string out =
      fmt::format(R"({{"configured":{},"every":{},"keep":{},"files":[)", !backup.folder.empty(), quoted(backup.every), backup.keep);
  if (!backup.folder.empty())
    for (const auto& file : list_backups(in_data_folder(parts.config, backup.folder)))
      out += fmt::format(R"({}{{"name":{},"bytes":{}}})", out.back() == '[' ? "" : ",", quoted(file.name), file.bytes);
  return out + "]}";
}

}  // namespace

std::vector<http::Route> system_routes(SystemParts parts) {
  auto answer = [parts](store::Connection& db, http::Request& request) -> Result<http::Response> {
    const bool sees_backups = people::may(api::principal_of(request), "backup.read");
    return http::json(fmt::format(
        R"({{"version":{},"started_at":"{}","database":{},"writer":{},"search_behind":{},"deliveries":{{"waiting":{},"failed":{}}},)"
        R"("webhooks_paused":{},)"
        R"("escalation":{{"faults":{},"unserved":{}}},"mail_configured":{},"anchors_configured":{},"backups":{}}})",
        quoted(EVENKEEL_VERSION), format_rfc3339(parts.started_at), database_json(parts, db), writer_json(parts), parts.search.behind(),
        one_number(db, "SELECT COUNT(*) FROM delivery WHERE state IN ('waiting','leased')"),
        one_number(db, "SELECT COUNT(*) FROM delivery WHERE state = 'failed'"),
        one_number(db,
                   "SELECT COUNT(*) FROM webhook w JOIN webhook_line l ON l.webhook = w.id WHERE w.active = 1 AND l.paused IS NOT NULL"),
        parts.watcher.report().wrong, parts.watcher.report().unserved, !parts.config.mail.smtp.empty(),
        !parts.config.audit.anchor_file.empty(), sees_backups ? backups_json(parts) : "null"));
  };
  return {api::route(http::Verb::get, "/api/v1/system", "How the register is doing", "operation.read", "Operations", {"", "system"},
                     api::reading(parts.reg, answer))};
}

std::map<std::string, std::string> system_schemas() {
  return {{"system",
           R"({"type":"object","required":["version","started_at","database","writer","search_behind","deliveries","escalation",)"
           R"("webhooks_paused","mail_configured","anchors_configured","backups"],)"
           R"("properties":{"version":{"type":"string"},"started_at":{"type":"string","format":"date-time"},)"
           R"("database":{"type":"object","required":["engine","healthy","trouble","changes","incidents_open"],"properties":{)"
           R"("engine":{"type":"string","enum":["sqlite","postgres"]},"healthy":{"type":"boolean"},"trouble":{"type":"string"},)"
           R"("changes":{"type":"integer"},"incidents_open":{"type":"integer"}}},)"
           R"("writer":{"type":"object","description":"Since the start.","required":["commands","refused","failed","batches","reruns",)"
           R"("waiting","lanes"],"properties":{"commands":{"type":"integer"},"refused":{"type":"integer"},"failed":{"type":"integer"},)"
           R"("batches":{"type":"integer"},"reruns":{"type":"integer"},"waiting":{"type":"integer"},)"
           R"("lanes":{"type":"object","description":"What waits, by lane: of people, of timers, of imports and bulk changes.",)"
           R"("required":["people","clockwork","bulk"],"properties":{"people":{"type":"integer"},"clockwork":{"type":"integer"},)"
           R"("bulk":{"type":"integer"}}}}},)"
           R"("search_behind":{"type":"integer","description":"Changes that search does not know yet."},)"
           R"("deliveries":{"type":"object","required":["waiting","failed"],"properties":{"waiting":{"type":"integer"},)"
           R"("failed":{"type":"integer"}}},)"
           R"("webhooks_paused":{"type":"integer","description":"Active webhooks that send nothing until somebody resumes them."},)"
           R"("escalation":{"type":"object","required":["faults","unserved"],"properties":{"faults":{"type":"integer",)"
           R"("description":"What the watcher found wrong."},"unserved":{"type":"integer",)"
           R"("description":"Messages of the last day that wait for a channel that is not set up: nobody is told."}}},)"
           R"("mail_configured":{"type":"boolean"},"anchors_configured":{"type":"boolean"},)"
           R"("backups":{"type":["object","null"],"description":"Null: you may not see them.",)"
           R"("required":["configured","every","keep","files"],)"
           R"("properties":{"configured":{"type":"boolean"},"every":{"type":"string"},"keep":{"type":"integer"},)"
           R"("files":{"type":"array","description":"Newest first.","items":{"type":"object","required":["name","bytes"],"properties":{)"
           R"("name":{"type":"string"},"bytes":{"type":"integer"}}}}}}}})"}};
}

}  // namespace evenkeel::app
