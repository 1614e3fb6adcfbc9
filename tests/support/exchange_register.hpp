// A register with people, catalogue and incidents that imports write into, and the files that tests import.
#pragma once
#include <fstream>
#include <sstream>

#include "connect/exchange/export.hpp"
#include "connect/exchange/import_store.hpp"
#include "connect/exchange/kinds.hpp"
#include "connect/exchange/record_import.hpp"
#include "practice/contact/contact_store.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/people/absence_desk.hpp"
#include "practice/people/outside_group.hpp"
#include "practice/people/people_store.hpp"
#include "practice/service/catalogue_desk.hpp"
#include "store/audit.hpp"
#include "support/catalogue_schema.hpp"
#include "support/test_register.hpp"

namespace evenkeel::test {

inline std::string source_file(const std::string& path) { return std::string(EVENKEEL_SOURCE_DIR) + "/" + path; }

inline std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  EXPECT_TRUE(file.good()) << path;
  return text.str();
}

class ExchangeRegister : public TestRegister {
 public:
  explicit ExchangeRegister(store::Database& database)
      : TestRegister(database, people::people_schema() + people::person_skill_schema() + people::sign_in_schema() +
                                   people::sign_on_schema() + people::absence_schema() + people::external_schema() +
                                   people::outside_group_schema() + catalogue_schema() + contact::contact_schema() +
                                   contact::browser_schema(database.engine()) + incident::incident_schema() +
                                   incident::incident_due_schema() + incident::incident_escalated_schema() +
                                   incident::incident_waiting_schema() + incident::incident_promise_schema() + exchange::exchange_schema()),
        people({reg(), exchange::kind_named, {}, Vault(std::string(32, 'v'))}) {
    (void)writer().run(store::Lane::people, {"system:test", {}}, [](store::Tx& tx) -> Result<store::Outcome> {
      service::seed_catalogue(tx);
      return store::Outcome{};
    });
  }

  exchange::ImportReport import_text(const std::string& csv, const exchange::Mapping& mapping, exchange::Run run = exchange::Run::real) {
    findings.clear();
    exchange::ImportReport report([this](const exchange::Finding& f) { findings.push_back(f); });
    std::istringstream in(csv);
    exchange::ImportOptions options;
    options.file_name = "test.csv";
    options.run = run;
    const exchange::ImportInto into{reg(), people, 72 * us_per_hour};
    const auto done = mapping.input == exchange::Input::records ? exchange::import_records(in, mapping, into, options, report)
                                                                : exchange::import_incidents(in, mapping, into, options, report);
    EXPECT_TRUE(done) << done.error().first().text;
    return report;
  }
  /// A file of tests/import with a mapping of share/mappings.
  exchange::ImportReport import_file(const std::string& file, const std::string& mapping = "servicenow-log",
                                     exchange::Run run = exchange::Run::real) {
    return import_text(text_of(source_file("tests/import/" + file)), mapping_named(mapping), run);
  }
  static exchange::Mapping mapping_named(const std::string& name) {
    auto mapping = exchange::load_mapping(source_file("share/mappings/" + name + ".toml"));
    EXPECT_TRUE(mapping) << mapping.error().first().text;
    return mapping ? *mapping : exchange::Mapping{};
  }

  std::int64_t number(const std::string& sql) {
    std::int64_t n = -1;
    readers().read([&](store::Connection& db) { db.query(sql, {}, [&](const store::Row& row) { n = row.integer(0); }); });
    return n;
  }
  std::optional<incident::Incident> incident_of(const std::string& ref) {
    std::optional<incident::Incident> found;
    readers().read([&](store::Connection& db) {
      Id id;
      db.query("SELECT id FROM incident WHERE external_ref = $1", {store::Param(ref)}, [&](const store::Row& row) { id = row.id(0); });
      if (id) found = incident::find<incident::Incident>(db, id);
    });
    return found;
  }
  /// "2016-03-01T09:05:00Z incident.edited" of each change of the incident's own facts, in order.
  std::vector<std::string> story(Id incident) {
    std::vector<std::string> lines;
    readers().read([&](store::Connection& db) {
      db.query("SELECT at_us, kind FROM change WHERE subject_id = $1 AND subject_kind = 'incident' ORDER BY seq", {store::Param(incident)},
               [&](const store::Row& row) { lines.push_back(format_rfc3339(row.time(0)) + " " + std::string(row.text(1))); });
    });
    return lines;
  }
  store::AuditReport audit() {
    store::AuditReport report;
    store::AuditOptions options;
    options.types = service::catalogue_types();
    options.types.push_back(&record::type_of<people::Person>());
    options.types.push_back(&record::type_of<incident::Incident>());
    options.types.push_back(&record::type_of<incident::Cycle>());
    readers().read([&](store::Connection& db) { report = store::verify(db, options); });
    return report;
  }
  /// "row_refused unknown_state 3" of each finding: line in the file last.
  std::vector<std::string> told() const {
    std::vector<std::string> lines;
    for (const auto& f : findings) {
      const char* fate = f.fate == exchange::Fate::noted ? "noted " : f.fate == exchange::Fate::cell_refused ? "cell " : "row ";
      lines.push_back(fate + f.code + " " + std::to_string(f.line));
    }
    return lines;
  }
  std::string exported(std::string_view kind, const std::string& filter = {}, exchange::Format format = exchange::Format::csv,
                       exchange::Story story = exchange::Story::facts) {
    exchange::ExportOptions options;
    options.type = exchange::kind_named(kind);
    options.filter = filter;
    options.format = format;
    options.story = story;
    std::string text;
    const auto done = exchange::export_records(reg(), options, [&](std::string_view piece) { text += piece; });
    EXPECT_TRUE(done) << done.error().first().text;
    return text;
  }

  people::People people;
  std::vector<exchange::Finding> findings;
};

/// Fixture: an empty register on each engine.
class OnExchangeRegister : public OnBothDatabases {
 protected:
  void SetUp() override {
    OnBothDatabases::SetUp();
    if (!IsSkipped()) r = std::make_unique<ExchangeRegister>(db());
  }
  void TearDown() override { r.reset(); }
  std::unique_ptr<ExchangeRegister> r;
};

}  // namespace evenkeel::test
