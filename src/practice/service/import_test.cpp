// Imports on both databases: how lines find their records, what is refused line by line, that the same file twice writes once, and
// that a dry run says the same without writing.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "practice/people/absence_desk.hpp"
#include "practice/people/people_store.hpp"
#include "practice/people/person.hpp"
#include "practice/service/catalogue_desk.hpp"
#include "practice/service/catalogue_import.hpp"
#include "practice/service/catalogue_queries.hpp"
#include "support/catalogue_schema.hpp"
#include "support/test_register.hpp"

namespace evenkeel::service {
namespace {

using record::type_of;

class Import : public test::OnBothDatabases {
 protected:
  void SetUp() override {
    OnBothDatabases::SetUp();
    if (IsSkipped()) return;
    reg_ = std::make_unique<test::TestRegister>(db(), people::people_schema() + people::person_skill_schema() + people::sign_in_schema() +
                                                          people::sign_on_schema() + people::absence_schema() + test::catalogue_schema());
  }

  /// "created updated unchanged | line code/pointer ..."
  static std::string summary(const ImportReport& report) {
    std::string out = std::to_string(report.created) + " " + std::to_string(report.updated) + " " + std::to_string(report.unchanged);
    for (const Refusal& r : report.refusals) {
      out += " | " + std::to_string(r.line);
      for (const Problem& p : r.problems) out += " " + p.code + p.field;
    }
    return out;
  }
  static std::string codes(const Error& error) {
    std::string out;
    for (const Problem& p : error.problems) out += p.code + p.field + " ";
    return out;
  }
  template <class T>
  std::string rehearse(std::string_view csv) {
    auto import = CatalogueImport::read(type_of<T>(), csv);
    if (!import) return codes(import.error());
    ImportReport report;
    reg_->readers().read([&](store::Connection& c) { report = import->rehearse(c); });
    return summary(report);
  }
  template <class T>
  std::string write(std::string_view csv) {
    auto import = CatalogueImport::read(type_of<T>(), csv);
    if (!import) return codes(import.error());
    ImportReport report;
    auto done = reg_->writer().run(store::Lane::bulk, {"test", {}}, [&](store::Tx& tx) -> Result<store::Outcome> {
      report = import->write(tx, 0, import->lines());
      return store::Outcome{};
    });
    return done ? summary(report) : codes(done.error());
  }
  /// Says what would happen, writes, and expects both to say the same.
  template <class T>
  std::string both(std::string_view csv) {
    auto before = changes();
    std::string said = rehearse<T>(csv);
    EXPECT_EQ(changes(), before) << "a dry run writes nothing";
    std::string done = write<T>(csv);
    EXPECT_EQ(said, done);
    return done;
  }
  template <class T>
  std::string take_out() {
    std::string csv;
    reg_->readers().read([&](store::Connection& c) { csv = export_csv(c, type_of<T>(), {}, {}); });
    return csv;
  }
  template <class T>
  T only(std::vector<Where> where) {
    std::vector<T> found;
    reg_->readers().read([&](store::Connection& c) { found = Shelf(&c).matching<T>(where); });
    EXPECT_EQ(found.size(), 1u);
    return found.empty() ? T{} : found.front();
  }
  std::int64_t changes() {
    std::int64_t n = 0;
    reg_->readers().read(
        [&](store::Connection& c) { c.query("SELECT COUNT(*) FROM change", {}, [&](const store::Row& row) { n = row.integer(0); }); });
    return n;
  }
  std::unique_ptr<test::TestRegister> reg_;
};

TEST_P(Import, makes_changes_and_leaves_alone) {
  EXPECT_EQ(both<Team>("name,line,mail\nNetwork,2,net@example.org\nDesk,1,\n"), "2 0 0");
  auto written = changes();
  EXPECT_EQ(both<Team>("name,line,mail\nNetwork,2,net@example.org\nDesk,1,\n"), "0 0 2");
  EXPECT_EQ(changes(), written) << "the same file again writes nothing";
  EXPECT_EQ(both<Team>("name,line\nNetwork,3\nDesk,\n"), "0 1 1") << "an empty number keeps what it has";
  Team network = only<Team>({{"name", std::string("Network")}});
  EXPECT_EQ(network.line, 3);
  EXPECT_EQ(network.mail, "net@example.org") << "a column that is not there changes nothing";
  EXPECT_EQ(both<Team>("name,mail\nNetwork,\n"), "0 1 0");
  EXPECT_EQ(only<Team>({{"name", std::string("Network")}}).mail, "") << "an empty text clears";
}

TEST_P(Import, refuses_line_by_line) {
  EXPECT_EQ(
      both<Team>("name,line,next\nA,1,\nB,7,\n,1,\nC,x,\nD,1,Nobody\nE,1\nA,1,\nF,2,A\n"),
      "2 0 1 | 3 field.out_of_range/line | 4 field.required/name | 5 field.wrong_type/line | 6 reference.missing/next | 7 import.cells");
  EXPECT_EQ(both<Team>("name,line\n\"G,1\n"), "0 0 0 | 2 import.not_csv");
}

TEST_P(Import, refuses_a_file_whose_columns_it_does_not_know) {
  EXPECT_EQ(write<Team>("name,colour,line,LINE,password\nA,red,1,1,x\n"),
            "import.unknown_column/colour import.double_column/line import.unknown_column/password ");
  EXPECT_EQ(write<Team>(""), "import.empty ");
  EXPECT_EQ(write<Team>("name"), "0 0 0");
}

TEST_P(Import, reads_semicolons_and_missing_line_ends) { EXPECT_EQ(both<Team>("\xEF\xBB\xBFname;line\r\nNetwork;2"), "1 0 0"); }

TEST_P(Import, meets_records_by_id_by_reference_and_by_name) {
  ASSERT_EQ(write<Team>("name,external_ref\nNetwork,n-1\n"), "1 0 0");
  std::string id = to_string(only<Team>({{"external_ref", std::string("n-1")}}).id);
  EXPECT_EQ(both<Team>("external_ref,name\nn-1,Networks\n"), "0 1 0");
  EXPECT_EQ(both<Team>("id,name\n" + id + ",Network and lines\n"), "0 1 0");
  EXPECT_EQ(both<Team>("name,line\nNetwork and lines,2\n"), "0 1 0");
  EXPECT_EQ(both<Team>("id,name\n77,New\n"), "0 0 0 | 2 import.no_such_id/id");
  EXPECT_EQ(both<Team>("external_ref,name\nn-2,Network and lines\n"), "0 0 0 | 2 field.not_unique/name")
      << "another key, the same name: another team, whose name is taken";
  EXPECT_EQ(both<Ci>("external_ref,name\nc-1,srv\nc-2,srv\n"), "2 0 0") << "names of items may be shared";
  EXPECT_EQ(both<Ci>("name,kind\nsrv,server\n"), "0 0 0 | 2 import.ambiguous/name");
}

TEST_P(Import, references_are_ids_or_names_and_lines_see_those_before_them) {
  ASSERT_EQ(write<Team>("name\nNetwork\n"), "1 0 0");
  EXPECT_EQ(
      both<Category>("name,parent,team\nHardware,,\nPrinters,Hardware,Network\nOther,Hardware,\nOther,,\nToner,Hardware > Printers,\n"),
      "4 0 0 | 6 category.too_deep/parent");
  EXPECT_EQ(only<Category>({{"name", std::string("Printers")}}).team, only<Team>({{"name", std::string("Network")}}).id);
  EXPECT_EQ(both<CustomField>("name,label,category\ntoner,Toner,Hardware > Printers\nany,Any,Other\n"),
            "1 0 0 | 3 reference.ambiguous/category");
  EXPECT_EQ(both<Ci>("name,external_ref\nsrv-1,c-1\nsrv-2,c-2\n"), "2 0 0");
  EXPECT_EQ(both<CiRelation>("ci,kind,other\nsrv-1,depends_on,c-2\nsrv-2,depends_on,srv-1\nsrv-2,runs_on,srv-1\nsrv-1,depends_on,srv-2\n"),
            "2 0 1 | 3 ci_relation.cycle/other");
}

TEST_P(Import, people_are_named_by_login_mail_or_name) {
  ASSERT_TRUE(reg_->writer().run(store::Lane::people, {"test", {}}, [](store::Tx& tx) -> Result<store::Outcome> {
    people::Person p;
    p.id = tx.new_id();
    p.name = "Manager 02";
    p.login = "manager02";
    tx.insert(p, {.kind = "person.created"});
    return store::Outcome{};
  }));
  EXPECT_EQ(both<Team>("name,manager\nA,manager02\nB,Manager 02\nC,somebody\n"), "2 0 0 | 4 reference.missing/manager");
}

TEST_P(Import, what_was_taken_out_comes_back_unchanged) {
  ASSERT_TRUE(reg_->writer().run(store::Lane::people, {"test", {}}, [](store::Tx& tx) -> Result<store::Outcome> {
    found_register(tx, "=Example; \"quoted\"\nand more");
    return store::Outcome{};
  }));
  ASSERT_EQ(write<Service>("name,description,cost_per_minute\nMail,\"a, \"\"b\"\"\nc\",12.25\n+1,@x,0\n"), "2 0 0");
  auto written = changes();
  EXPECT_EQ(both<Organisation>(take_out<Organisation>()), "0 0 1");
  EXPECT_EQ(both<PriorityMatrix>(take_out<PriorityMatrix>()), "0 0 1");
  EXPECT_EQ(both<HoldReason>(take_out<HoldReason>()), "0 0 5");
  EXPECT_EQ(both<ResolutionCode>(take_out<ResolutionCode>()), "0 0 8");
  EXPECT_EQ(both<Service>(take_out<Service>()), "0 0 2");
  EXPECT_EQ(changes(), written);
}

TEST_P(Import, an_old_file_does_not_overwrite_a_newer_record) {
  ASSERT_EQ(write<Team>("name,line\nNetwork,1\n"), "1 0 0");
  std::string old = take_out<Team>();
  ASSERT_EQ(write<Team>("name,line\nNetwork,2\n"), "0 1 0");
  EXPECT_EQ(both<Team>(old), "0 0 0 | 2 import.stale/version");
}

TEST_P(Import, thousands_of_lines_see_each_other_in_a_dry_run) {
  std::string csv = "name\n";
  for (int i = 0; i < 3'000; ++i) csv += "srv-" + std::to_string(i % 2'000) + "\n";
  EXPECT_EQ(rehearse<Tag>(csv), "2000 0 1000");
}

ON_BOTH_DATABASES(Import);

RC_GTEST_PROP(ImportProperty, any_bytes_are_survived, (const std::string& bytes)) {
  auto import = CatalogueImport::read(type_of<Team>(), "name,line,next\n" + bytes);
  if (import) RC_ASSERT(import->lines() <= bytes.size() + 1);
  (void)CatalogueImport::read(type_of<Team>(), bytes);
}

TEST(ImportReport, is_json) {
  ImportReport report;
  report.created = 2;
  report.refuse(3, {{"field.required", "must not be \"empty\"", "/name"}});
  EXPECT_EQ(to_json(report),
            R"({"created":2,"updated":0,"unchanged":0,"refused_count":1,"refused":[{"line":3,"errors":[{"code":"field.required",)"
            R"("detail":"must not be \"empty\"","pointer":"/name"}]}]})");
}

}  // namespace
}  // namespace evenkeel::service
