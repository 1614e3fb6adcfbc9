// Records of the catalogue and people, with a mapping and without one, and out again.
#include "support/exchange_register.hpp"

namespace evenkeel::exchange {
namespace {

using Lines = std::vector<std::string>;

class RecordImport : public test::OnExchangeRegister {
 protected:
  Mapping own(const std::string& kind, const std::string& csv) {
    std::istringstream in(csv);
    auto mapping = mapping_for_own_table(*kind_named(kind), in);
    EXPECT_TRUE(mapping) << mapping.error().first().text;
    return mapping ? *mapping : Mapping{};
  }
  ImportReport import_own(const std::string& kind, const std::string& csv, exchange::Run run = exchange::Run::real) {
    return r->import_text(csv, own(kind, csv), run);
  }
};
ON_BOTH_DATABASES(RecordImport);

TEST_P(RecordImport, columns_and_words_of_another_system_become_ours) {
  const auto mapping = parse_mapping(R"(
source = "cmdb"
input = "records"
kind = "service"
separator = ";"
missing = ["NULL"]
[fields]
name = "Business service"
external_ref = "sys_id"
criticality = { column = "busy", values = { "1 - most" = "vital", "3 - some" = "medium" } }
users = "Users"
)",
                                     "cmdb.toml");
  ASSERT_TRUE(mapping) << mapping.error().first().text;
  const std::string csv =
      "sys_id;Business service;busy;Users\n1;Mail;1 - most;500\n2;\"Pay\nroll\";3 - some;NULL\n3;Odd;9 - what;1\n4;Bad;3 - some;many\n";
  auto report = r->import_text(csv, *mapping);
  EXPECT_EQ(report.rows, 4);
  EXPECT_EQ(report.records_created, 2);
  EXPECT_EQ(r->told(), (Lines{"row unknown_value 5", "row field.wrong_type 6"}));
  EXPECT_EQ(r->number("SELECT users FROM service WHERE name = 'Mail' AND criticality = 'vital'"), 500);
  const auto changes = r->number("SELECT count(*) FROM change");
  report = r->import_text(csv, *mapping);
  EXPECT_EQ(report.unchanged, 2);
  EXPECT_EQ(r->number("SELECT count(*) FROM change"), changes);
}

TEST_P(RecordImport, people_are_found_again_by_reference_login_and_mail) {
  const std::string csv =
      "name,mail,login,external_ref,roles,teams\nFirst line 04,first04@example.org,first04,,analyst,Service desk\nSecond line "
      "02,first02@example.org,,E-2,,\n"
      "Cleo Dane,not an address,,E-3,,\nDora Elm,,caller02,,wizard,\n";
  auto report = import_own("people", csv);
  EXPECT_EQ(report.records_created, 2);
  EXPECT_EQ(report.count(Fate::row_refused), 2);
  EXPECT_EQ(r->number("SELECT count(*) FROM person"), 2);
  report = import_own("people", csv);
  EXPECT_EQ(report.unchanged, 2);
  report = import_own("people", "external_ref,name,phone\nE-2,Second line 02man,12\n");
  EXPECT_EQ(report.updated, 1);
  EXPECT_EQ(r->number("SELECT count(*) FROM person WHERE name = 'Second line 02man' AND mail = 'first02@example.org'"), 1);
  const auto rehearsed = import_own("people", "name,login\nEve Fern,caller09\n", exchange::Run::dry);
  EXPECT_EQ(rehearsed.records_created, 1);
  EXPECT_EQ(r->number("SELECT count(*) FROM person"), 2);
}

TEST_P(RecordImport, every_kind_that_is_exported_can_be_imported_again) {
  import_own("organisations", "name\nNorth\n");
  import_own("teams", "name,line,mail\nNetwork,2,net@example.org\nSouth > East,3,\n");
  import_own("categories", "name,parent,team\nHardware,,Network\nPrinters,Hardware,\n");
  import_own("locations", "name,parent,organisation,zone\nHall,,North,Europe/Berlin\nRoom 1,Hall,North,\n");
  import_own("services", "name,team,criticality,cost_per_minute\nMail,Network,high,2.5\n");
  import_own("cis", "name,kind,service\nrouter-1,router,Mail\n");
  import_own("tags", "name\nvip\n");
  import_own("people", "name,login,mail,external_ref,teams,location\nFirst line 04,first04,first04@example.org,E1,Network,Hall > Room 1\n");

  const auto other_database = test::make(GetParam());
  {
    test::ExchangeRegister other(**other_database);
    for (const char* kind : {"organisations", "teams", "categories", "locations", "services", "cis", "suppliers", "resolution-codes",
                             "hold-reasons", "tags", "people"}) {
      if (!kind_named(kind)) continue;
      const auto csv = r->exported(kind);
      other.import_text(csv, own(kind, csv));
      EXPECT_EQ(other.told(), Lines{}) << kind << "\n" << csv;
      EXPECT_EQ(other.exported(kind), csv) << kind;
    }
    EXPECT_TRUE(other.audit().sound());
  }
}

TEST_P(RecordImport, secrets_are_not_exported) {
  import_own("people", "name,login\nFirst line 04,first04\n");
  EXPECT_EQ(r->exported("people").find("password"), std::string::npos);
  EXPECT_EQ(r->exported("people", {}, Format::jsonl).find("password"), std::string::npos);
}

}  // namespace
}  // namespace evenkeel::exchange
