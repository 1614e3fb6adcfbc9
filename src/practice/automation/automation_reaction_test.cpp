// What rules made of one write is done with that write alone.
#include <gtest/gtest.h>

#include "practice/automation/automation.hpp"
#include "practice/automation/automation_store.hpp"
#include "support/incident_house.hpp"

namespace evenkeel::automation {

class Reacting : public incident::InHouse {};
ON_BOTH_DATABASES(Reacting);

// A write that fails after the rules were asked is undone; the next write of the incident may come to the same version without asking
// them, as clocks do.
TEST_P(Reacting, an_outcome_whose_write_was_undone_is_not_that_of_another) {
  // The house has the tables of the catalogue.
  db().connect(store::Open::write)->script(db().render(automation_schema().substr(service::automation_rule_schema().size())));
  const auto logged = h().log("analyst", R"({"title":"Router down"})");
  Automation automation{h().practice()};
  const auto reaction = automation_reaction(automation);
  const auto rule = std::make_shared<Rule>();
  rule->rule.id = Id{7};
  const auto write = [&](std::int64_t earlier_us) {
    std::size_t runs = 0;
    const auto done = h().reg().writer.run(store::Lane::people, {"system:test", {}}, [&](store::Tx& tx) -> Result<store::Outcome> {
      incident::Work w(tx, h().practice().ground, h().principal("analyst"));
      const auto i = tx.find<Incident>(*parse_id(text(logged, "id")));
      automation.incident = i->id;
      automation.version = i->version;
      automation.written_at = i->updated_at - earlier_us;
      automation.outcome.loop = Loop{rule, "round and round"};
      reaction(w, &*i, *i);
      runs = runs_of(tx.db(), rule->rule.id, 10).size();
      return store::Outcome{};
    });
    EXPECT_TRUE(done);
    return runs;
  };
  EXPECT_EQ(write(1), 0U);
  EXPECT_EQ(write(0), 1U);
}

}  // namespace evenkeel::automation
