// The generic commands on both databases: what is written, what is refused with which pointer, what referring means for removal.
#include "practice/service/catalogue_desk.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "practice/people/person.hpp"
#include "practice/service/catalogue_checks.hpp"
#include "store/schema.hpp"
#include "support/catalogue_schema.hpp"
#include "support/test_register.hpp"

namespace evenkeel::service {
namespace {

using record::Record;
using record::type_of;

class CatalogueDesk : public test::OnBothDatabases {
 protected:
  void SetUp() override {
    OnBothDatabases::SetUp();
    if (IsSkipped()) return;
    reg_ = std::make_unique<test::TestRegister>(db(), store::ddl_for(type_of<people::Person>()) + test::catalogue_schema());
  }

  Result<store::Outcome> run(std::function<Status(store::Tx&)> work) {
    return reg_->writer().run(store::Lane::people, {"test", {}}, [&](store::Tx& tx) -> Result<store::Outcome> {
      CHECK_OK(work(tx));
      return store::Outcome{};
    });
  }
  bool seed() {
    return static_cast<bool>(run([](store::Tx& tx) -> Status {
      seed_catalogue(tx);
      return Done{};
    }));
  }
  static std::string codes(const Error& error) {
    std::string out;
    for (const Problem& p : error.problems) out += p.code + p.field + " ";
    return out;
  }
  /// Creates, or says what is wrong.
  template <class T>
  std::string make(const char* json, Id* id = nullptr) {
    auto done = run([&](store::Tx& tx) -> Status {
      TRY(auto body, record::parse_json(json));
      TRY(auto patch, record::read_patch(type_of<T>(), body));
      TRY(Record r, add(tx, record::apply(record::initial_record(type_of<T>()), patch)));
      if (id) *id = r.id();
      return Done{};
    });
    return done ? "" : codes(done.error());
  }
  template <class T>
  std::string edit(Id id, const char* json) {
    auto done = run([&](store::Tx& tx) -> Status {
      TRY(auto body, record::parse_json(json));
      TRY(auto patch, record::read_patch(type_of<T>(), body));
      auto before = tx.find(type_of<T>(), id);
      TRY(Record r, change(tx, *before, record::apply(*before, patch)));
      return Done{};
    });
    return done ? "" : codes(done.error());
  }
  template <class T>
  std::string drop(Id id) {
    std::string how;
    auto done = run([&](store::Tx& tx) -> Status {
      Referring referring(catalogue_types());
      referring.push_back(&type_of<people::Person>());
      TRY(const Record before, deactivate(tx, *tx.find(type_of<T>(), id)));
      TRY(Removal removal, remove(tx, before, is_referred(tx.db(), referring, before) ? Use::referred : Use::unreferred));
      how = removal.removed ? "removed" : "deactivated";
      return Done{};
    });
    return done ? how : codes(done.error());
  }
  template <class T>
  std::optional<T> read(Id id) {
    std::optional<T> found;
    reg_->readers().read([&](store::Connection& c) { found = Shelf(&c).find<T>(id); });
    return found;
  }
  std::int64_t changes() {
    std::int64_t n = 0;
    reg_->readers().read(
        [&](store::Connection& c) { c.query("SELECT COUNT(*) FROM change", {}, [&](const store::Row& row) { n = row.integer(0); }); });
    return n;
  }

  std::unique_ptr<test::TestRegister> reg_;
};

TEST_P(CatalogueDesk, creates_with_initial_values) {
  Id id;
  ASSERT_EQ(make<Team>(R"({"name":"Network"})", &id), "");
  auto team = read<Team>(id);
  ASSERT_TRUE(team);
  EXPECT_EQ(team->version, 1);
  EXPECT_EQ(team->line, 1);
  EXPECT_TRUE(team->active);
}

TEST_P(CatalogueDesk, refuses_with_pointers_and_writes_nothing) {
  ASSERT_EQ(make<Team>(R"({"name":"Network"})"), "");
  auto before = changes();
  EXPECT_EQ(make<Team>(R"({"name":"Network"})"), "field.not_unique/name ");
  EXPECT_EQ(make<Team>(R"({"line":4})"), "field.out_of_range/line ");
  EXPECT_EQ(make<Team>(R"({"line":2})"), "field.required/name ");
  EXPECT_EQ(make<Team>(R"({"name":"A","next":"99"})"), "reference.missing/next ");
  EXPECT_EQ(make<HoldReason>(R"({"name":"A","kind":"weather"})"), "field.not_allowed/kind ");
  EXPECT_EQ(make<Location>(R"({"name":"A","zone":"Mars/Olympus"})"), "location.zone/zone ");
  EXPECT_EQ(make<Service>(R"({"name":"A","default_impact":"huge"})"), "service.default_impact/default_impact ");
  EXPECT_EQ(make<PriorityMatrix>(R"({"name":"A","impacts":["high"],"urgencies":["high"],"cells":"1,2"})"), "matrix.columns/cells ");
  EXPECT_EQ(make<CustomField>(R"({"name":"Serial","label":"Serial"})"), "custom_field.name/name ");
  EXPECT_EQ(make<CriticalPeriod>(R"({"name":"A","recurrence":"once","starts_at":"2026-03-02T08:00:00Z","ends_at":"2026-03-02T07:00:00Z"})"),
            "field.required/service ");
  EXPECT_EQ(changes(), before);
}

TEST_P(CatalogueDesk, nothing_lies_inside_itself) {
  Id a, b, c;
  ASSERT_EQ(make<Team>(R"({"name":"A"})", &a), "");
  ASSERT_EQ(make<Team>((R"({"name":"B","next":")" + to_string(a) + "\"}").c_str(), &b), "");
  ASSERT_EQ(make<Team>((R"({"name":"C","next":")" + to_string(b) + "\"}").c_str(), &c), "");
  EXPECT_EQ(edit<Team>(a, (R"({"next":")" + to_string(c) + "\"}").c_str()), "reference.circle/next ");
  EXPECT_EQ(edit<Team>(a, (R"({"next":")" + to_string(a) + "\"}").c_str()), "reference.circle/next ");
  EXPECT_EQ(edit<Team>(b, R"({"next":null})"), "");
  EXPECT_EQ(edit<Team>(a, (R"({"next":")" + to_string(c) + "\"}").c_str()), "") << "the chain ends at b now";
}

TEST_P(CatalogueDesk, categories_have_two_levels_and_names_within_their_parent) {
  Id hardware, printers, software;
  ASSERT_EQ(make<Category>(R"({"name":"Hardware"})", &hardware), "");
  ASSERT_EQ(make<Category>(R"({"name":"Software"})", &software), "");
  std::string in_hardware = "\"parent\":\"" + to_string(hardware) + "\"}";
  ASSERT_EQ(make<Category>((R"({"name":"Other",)" + in_hardware).c_str(), &printers), "");
  EXPECT_EQ(make<Category>((R"({"name":"Other",)" + in_hardware).c_str()), "field.not_unique/name ");
  EXPECT_EQ(make<Category>((R"({"name":"Other","parent":")" + to_string(software) + "\"}").c_str()), "");
  EXPECT_EQ(make<Category>(R"({"name":"Other"})"), "");
  EXPECT_EQ(make<Category>(R"({"name":"Other"})"), "field.not_unique/name ");
  EXPECT_EQ(make<Category>((R"({"name":"Toner","parent":")" + to_string(printers) + "\"}").c_str()), "category.too_deep/parent ");
  EXPECT_EQ(edit<Category>(hardware, (R"({"parent":")" + to_string(software) + "\"}").c_str()), "category.too_deep/parent ");
}

TEST_P(CatalogueDesk, an_unchanged_edit_writes_nothing) {
  Id id;
  ASSERT_EQ(make<Team>(R"({"name":"Network","line":2})", &id), "");
  auto before = changes();
  EXPECT_EQ(edit<Team>(id, R"({"line":2})"), "");
  EXPECT_EQ(changes(), before);
  EXPECT_EQ(edit<Team>(id, R"({"line":3})"), "");
  EXPECT_EQ(changes(), before + 1);
  EXPECT_EQ(read<Team>(id)->version, 2);
}

TEST_P(CatalogueDesk, one_matrix_is_active) {
  ASSERT_TRUE(seed());
  Id second;
  ASSERT_EQ(make<PriorityMatrix>(R"({"name":"Small","impacts":["bad","fine"],"urgencies":["now","later"],"cells":"1,2;2,3"})", &second),
            "");
  std::vector<PriorityMatrix> active;
  reg_->readers().read([&](store::Connection& c) { active = Shelf(&c).matching<PriorityMatrix>({{"active", true}}); });
  ASSERT_EQ(active.size(), 1u);
  EXPECT_EQ(active[0].id, second);
  EXPECT_EQ(edit<PriorityMatrix>(second, R"({"active":false})"), "matrix.needed/active ");
  EXPECT_EQ(drop<PriorityMatrix>(second), "matrix.needed ");
  EXPECT_EQ(make<Service>(R"({"name":"Mail","default_impact":"bad"})"), "");
  EXPECT_EQ(make<Service>(R"({"name":"Web","default_impact":"high"})"), "service.default_impact/default_impact ");
}

TEST_P(CatalogueDesk, what_is_in_use_is_deactivated_the_rest_is_removed) {
  Id team, service;
  ASSERT_EQ(make<Team>(R"({"name":"Network"})", &team), "");
  ASSERT_EQ(make<Service>((R"({"name":"WAN","team":")" + to_string(team) + "\"}").c_str(), &service), "");
  EXPECT_EQ(drop<Team>(team), "deactivated");
  ASSERT_TRUE(read<Team>(team));
  EXPECT_FALSE(read<Team>(team)->active);
  auto before = changes();
  EXPECT_EQ(drop<Team>(team), "deactivated");
  EXPECT_EQ(changes(), before) << "once is enough";
  EXPECT_EQ(make<Service>((R"({"name":"LAN","team":")" + to_string(team) + "\"}").c_str()), "reference.inactive/team ");
  EXPECT_EQ(drop<Service>(service), "removed");
  EXPECT_FALSE(read<Service>(service));
  EXPECT_EQ(drop<Team>(team), "removed") << "nothing refers any more";
}

TEST_P(CatalogueDesk, what_is_active_only_ends_whatever_a_search_has_found) {
  Id team;
  ASSERT_EQ(make<Team>(R"({"name":"Network"})", &team), "");
  ASSERT_TRUE(run([&](store::Tx& tx) -> Status {
    TRY(const Removal removal, remove(tx, *tx.find(type_of<Team>(), team), Use::unreferred));
    EXPECT_FALSE(removal.removed);
    return Done{};
  }));
  ASSERT_TRUE(read<Team>(team));
  EXPECT_FALSE(read<Team>(team)->active);
}

TEST_P(CatalogueDesk, members_hold_a_team) {
  Id team;
  ASSERT_EQ(make<Team>(R"({"name":"Network"})", &team), "");
  ASSERT_TRUE(run([&](store::Tx& tx) -> Status {
    people::Person p;
    p.id = tx.new_id();
    p.name = "A";
    p.teams = {team};
    tx.insert(p, {.kind = "person.created"});
    return Done{};
  }));
  EXPECT_EQ(drop<Team>(team), "deactivated");
}

TEST_P(CatalogueDesk, templates_preset_what_an_incident_has) {
  ASSERT_TRUE(seed());
  Id mail;
  ASSERT_EQ(make<Service>(R"({"name":"Mail"})", &mail), "");
  ASSERT_EQ(make<CustomField>(R"({"name":"serial","label":"Serial number"})"), "");
  EXPECT_EQ(make<IncidentTemplate>((R"({"name":"Mail is down","preset":{"title":"Mail is down","impact":"high","service":")" +
                                    to_string(mail) + R"(","tags":["mail"],"custom":{"serial":"A1"}}})")
                                       .c_str()),
            "");
  EXPECT_EQ(make<IncidentTemplate>(
                R"({"name":"B","preset":{"title":1,"state":"closed","impact":"huge","service":"77","tags":"x","custom":{"other":1}}})"),
            "preset.wrong_type/preset/title preset.unknown/preset/state preset.level/preset/impact preset.reference/preset/service "
            "preset.wrong_type/preset/tags custom.unknown/preset/custom/other ");
}

TEST_P(CatalogueDesk, relations_go_in_no_circle) {
  Id a, b;
  ASSERT_EQ(make<Ci>(R"({"name":"srv-1"})", &a), "");
  ASSERT_EQ(make<Ci>(R"({"name":"srv-1"})", &b), "") << "names of items may be shared";
  auto body = [&](Id x, Id y) { return R"({"ci":")" + to_string(x) + R"(","other":")" + to_string(y) + "\"}"; };
  EXPECT_EQ(make<CiRelation>(body(a, a).c_str()), "ci_relation.self/other ");
  EXPECT_EQ(make<CiRelation>(body(a, b).c_str()), "");
  EXPECT_EQ(make<CiRelation>(body(b, a).c_str()), "ci_relation.cycle/other ");
  EXPECT_EQ(make<CiRelation>(body(a, b).c_str()), "field.not_unique/other ");
}

TEST_P(CatalogueDesk, seed_makes_a_register_that_works) {
  ASSERT_TRUE(seed());
  Catalogue catalogue;
  reg_->readers().read([&](store::Connection& c) { catalogue.refresh(c); });
  auto snapshot = catalogue.now();
  EXPECT_EQ(snapshot->matrix().cells, "1,2,3;2,3,4;3,4,4");
  EXPECT_EQ(snapshot->active<ResolutionCode>().size(), 8u);
  EXPECT_EQ(snapshot->active<HoldReason>().size(), 5u);
  ASSERT_EQ(snapshot->active<Team>().size(), 1u);
  EXPECT_EQ(snapshot->active<Team>()[0]->name, "Service desk");
  for (const auto* type : catalogue_types())
    for (Id id : snapshot->ids(type->kind)) {
      const Record& r = *snapshot->find(type->kind, id);
      Status sound = Done{};
      reg_->readers().read([&](store::Connection& c) { sound = check(Shelf(&c), &r, r); });
      EXPECT_TRUE(sound) << type->kind << " " << codes(sound.error());
    }
}

TEST_P(CatalogueDesk, the_snapshot_follows_and_old_ones_stay) {
  Catalogue catalogue;
  auto refresh = [&] { reg_->readers().read([&](store::Connection& c) { catalogue.refresh(c); }); };
  refresh();
  auto first = catalogue.now();
  Id team;
  ASSERT_EQ(make<Team>(R"({"name":"Network"})", &team), "");
  EXPECT_FALSE(catalogue.now()->get<Team>(team));
  refresh();
  ASSERT_TRUE(catalogue.now()->get<Team>(team));
  EXPECT_FALSE(first->get<Team>(team));
  auto held = catalogue.now();
  refresh();
  EXPECT_EQ(held, catalogue.now()) << "nothing moved, nothing is read";
  ASSERT_EQ(make<Ci>(R"({"name":"srv-1"})"), "");
  refresh();
  EXPECT_EQ(held, catalogue.now()) << "items are not held";
}

ON_BOTH_DATABASES(CatalogueDesk);

}  // namespace
}  // namespace evenkeel::service
