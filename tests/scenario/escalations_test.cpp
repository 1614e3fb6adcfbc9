// Escalation in the whole house: what a long silence ends in, what confidential incidents tell nobody, and who watches the watchman.
#include <gtest/gtest.h>

#include <algorithm>

#include "scenario/office.hpp"

namespace evenkeel::scenario {
namespace {

const Time begin{1'795'161'600 * us_per_second};  // Friday, 2026-11-20T08:00:00Z

class Escalations : public test::OnBothDatabases {};
ON_BOTH_DATABASES(Escalations);

std::int64_t mails_to(const Stage& stage, std::string_view who) {
  return std::ranges::count_if(stage.mails, [&](const auto& mail) { return mail.to.starts_with(std::string(who) + "@"); });
}

std::int64_t one_number(Stage& stage, std::string_view sql) {
  std::int64_t n = 0;
  stage.database().connect(store::Open::read)->query(sql, {}, [&](const store::Row& row) { n = row.integer(0); });
  return n;
}

void write(Stage& stage, std::string_view sql) { stage.database().connect(store::Open::write)->execute(sql, {}); }

/// An incident manager, a boss of a team, and no policy but the given one.
std::string found(Office& office, const std::string& policy) {
  office.add("boss", "service_owner", R"("mail":"boss@example.org")");
  office.add("chief", "incident_manager", R"("mail":"chief@example.org")");
  const auto team = office.must("admin", "/api/v1/teams", R"({"name":"Network","manager":")" + office.id("boss") + "\"}")["id"];
  office.add("first01", "analyst", R"("mail":"first01@example.org","teams":[")" + team + "\"]");
  const auto policies = office.get("admin", "/api/v1/escalation_policies");
  for (const auto& one : policies.body.at("items").as_array())
    office.ask("admin", http::Verb::patch, "/api/v1/escalation_policies/" + std::string(one.at("id").as_string().c_str()),
               R"({"active":false})", {{"if-match", "*"}});
  office.must("admin", "/api/v1/escalation_policies", policy);
  return team;
}

TEST_P(Escalations, r14_after_a_long_silence_everybody_gets_one_message) {
  Stage stage(GetParam(), begin);
  Office office(stage);
  const auto team =
      found(office, R"({"name":"Long","applies":"title starts \"Core\"","repeat":1,"steps":)"
                    R"("after 5m tell manager of team\nafter 5m tell manager of team, role incident_manager\nafter 5m tell team"})");
  const auto path =
      "/api/v1/incidents/" + office.must("first01", "/api/v1/incidents", R"({"title":"Core down","team":")" + team + "\"}")["id"];
  stage.mails.clear();
  // Nothing runs for the time in which five steps are due.
  stage.world.advance(27 * us_per_minute);
  stage.settle();
  EXPECT_EQ(mails_to(stage, "boss"), 1);
  EXPECT_EQ(mails_to(stage, "chief"), 1);
  EXPECT_EQ(mails_to(stage, "first01"), 1);
  auto told = office.get("first01", path + "/escalations");
  const auto& e = told.body.at("items").at(0);
  EXPECT_EQ(e.at("steps").as_array().size(), 5U) << told.text;
  EXPECT_EQ(e.at("next").at("at").as_string(), "2026-11-20T08:30:00Z") << "the sixth comes when it would have come";
  stage.advance(3 * us_per_minute);
  EXPECT_EQ(mails_to(stage, "first01"), 2);
  EXPECT_EQ(one_number(stage, "SELECT COUNT(*) FROM timer WHERE kind = 'escalation.look'"), 0);
}

TEST_P(Escalations, of_a_confidential_incident_reach_only_those_who_may_see_it) {
  Stage stage(GetParam(), begin);
  Office office(stage);
  const auto network =
      found(office, R"({"name":"All","steps":"after 5m tell team \"Network\", role incident_manager\nafter 5m reassign next team"})");
  const auto guards = office.must("admin", "/api/v1/teams", R"({"name":"Guards","security":true,"next":")" + network + "\"}")["id"];
  office.add("guard01", "technician", R"("mail":"guard01@example.org","teams":[")" + guards + "\"]");
  const auto path =
      "/api/v1/incidents/" + office.must("guard01", "/api/v1/incidents", R"({"title":"Odd log-ins","team":")" + guards + "\"}")["id"];
  stage.mails.clear();
  stage.advance(11 * us_per_minute);
  EXPECT_EQ(stage.mails.size(), 0U);
  const auto told = office.get("guard01", path + "/escalations");
  const auto& steps = told.body.at("items").at(0).at("steps").as_array();
  ASSERT_EQ(steps.size(), 2U) << told.text;
  EXPECT_EQ(steps[0].at("outcome").as_string(), "nobody") << told.text;
  EXPECT_EQ(office.get("guard01", path).body.at("team").as_string(), guards) << "nor is it handed on by itself";
  EXPECT_EQ(office.get("first01", path + "/escalations").status, 404);
}

TEST_P(Escalations, whoever_is_away_is_stood_in_for) {
  Stage stage(GetParam(), begin);
  Office office(stage);
  const auto team = found(office, R"({"name":"Manager","steps":"after 5m tell manager of team"})");
  office.add("deputy", "service_owner", R"("mail":"deputy@example.org")");
  office.must("admin", "/api/v1/people/" + office.id("boss") + "/absences",
              R"({"ends_at":"2026-11-30T08:00:00Z","hand_over":"person","substitute":")" + office.id("deputy") + "\"}");
  office.must("first01", "/api/v1/incidents", R"({"title":"Slow","team":")" + team + "\"}");
  stage.mails.clear();
  stage.advance(6 * us_per_minute);
  EXPECT_EQ(mails_to(stage, "deputy"), 1);
  EXPECT_EQ(mails_to(stage, "boss"), 0);
}

TEST_P(Escalations, an_acknowledgement_without_work_is_not_the_end) {
  Stage stage(GetParam(), begin);
  Office office(stage);
  const auto team = found(
      office, R"({"name":"Trust","acknowledged_for":"20m","steps":"after 5m tell manager of team\nafter 5m tell role incident_manager"})");
  const auto log = [&] {
    return "/api/v1/incidents/" + office.must("first01", "/api/v1/incidents", R"({"title":"Slow","team":")" + team + "\"}")["id"];
  };
  const auto idle = log(), busy = log();
  for (const auto& path : {idle, busy}) office.must("first01", path + "/acknowledge");
  stage.advance(10 * us_per_minute);
  office.must("first01", busy + "/note", R"({"text":"It is the fan."})");
  stage.mails.clear();
  stage.advance(11 * us_per_minute);
  EXPECT_EQ(mails_to(stage, "boss"), 1) << "of the one on which nothing was done";
  stage.advance(us_per_hour);
  EXPECT_EQ(mails_to(stage, "chief"), 1);
  EXPECT_EQ(office.get("first01", busy + "/escalations").body.at("items").at(0).at("ending").as_string(), "acknowledged");
}

TEST_P(Escalations, the_watcher_finds_what_nobody_would_take) {
  int beats = 0;
  Stage stage(GetParam(), begin, [&](app::Config&, app::HouseOptions& options) {
    options.beat = [&beats](const std::string&) {
      ++beats;
      return store::HandOver{};
    };
  });
  Office office(stage);
  const auto team = found(office, R"({"name":"Slow","applies":"title = \"Slow\"","steps":"after 2h tell manager of team"})");
  const auto slow = office.must("first01", "/api/v1/incidents", R"({"title":"Slow","team":")" + team + "\"}")["id"];
  stage.advance(5 * us_per_minute);
  const int while_well = beats;
  EXPECT_GE(while_well, 1);
  EXPECT_EQ(office.get("", "/healthz").text, "alive\n");
  // A timer that is gone: nobody would ever look again.
  write(stage, "DELETE FROM timer WHERE kind = 'escalation.look'");
  for (int minute = 0; minute < 5; ++minute) {
    stage.world.advance(us_per_minute);
    stage.settle();
  }
  EXPECT_EQ(beats, while_well) << "the heartbeat is missed";
  EXPECT_EQ(office.get("", "/healthz").text, "alive\nescalations: 1 things are wrong\n");
  EXPECT_EQ(one_number(stage, "SELECT COUNT(*) FROM incident WHERE external_ref = 'evenkeel:escalation-watch'"), 1)
      << "one, not one a minute";
  std::string description;
  stage.database()
      .connect(store::Open::read)
      ->query("SELECT description FROM incident WHERE external_ref = 'evenkeel:escalation-watch'", {},
              [&](const store::Row& row) { description = row.text(0); });
  EXPECT_NE(description.find("no timer that would take it (incident " + slow), std::string::npos) << description;
  const auto figures = office.get("admin", "/metrics");
  EXPECT_NE(figures.text.find("evenkeel_escalation_faults 1"), std::string::npos) << figures.text.substr(0, 2'000);
  // Whoever ended the incident knows of it: the same is not logged again a minute later, something else is.
  write(stage, "UPDATE incident SET open = 0, state = 'cancelled' WHERE external_ref = 'evenkeel:escalation-watch'");
  const auto look = [&] {
    for (int minute = 0; minute < 3; ++minute) {
      stage.world.advance(us_per_minute);
      stage.settle();
    }
    return one_number(stage, "SELECT COUNT(*) FROM incident WHERE external_ref = 'evenkeel:escalation-watch'");
  };
  EXPECT_EQ(look(), 1);
  office.must("first01", "/api/v1/incidents", R"({"title":"Slow","team":")" + team + "\"}");
  write(stage, "DELETE FROM timer WHERE kind = 'escalation.look'");
  EXPECT_EQ(look(), 2);
}

TEST_P(Escalations, without_a_mail_server_it_is_told_that_nobody_is_and_no_incident_logged) {
  int beats = 0;
  Stage stage(GetParam(), begin, [&](app::Config& config, app::HouseOptions& options) {
    config.mail.smtp.clear();
    options.carry_mail = {};
    options.beat = [&beats](const std::string& body) {
      beats += body.find(R"("unserved":1)") != std::string::npos;
      return store::HandOver{};
    };
  });
  Office office(stage);
  const auto team = found(office, R"({"name":"Slow","applies":"title = \"Slow\"","steps":"after 5m tell manager of team"})");
  office.must("first01", "/api/v1/incidents", R"({"title":"Slow","team":")" + team + "\"}");
  stage.advance(20 * us_per_minute);
  EXPECT_EQ(one_number(stage, "SELECT COUNT(*) FROM incident WHERE external_ref = 'evenkeel:escalation-watch'"), 0);
  EXPECT_EQ(office.get("", "/healthz").text, "alive\nescalations: 1 messages wait for a channel that is not set up\n");
  EXPECT_GE(beats, 1) << "a heartbeat says so too";
  const auto system = office.get("admin", "/api/v1/system");
  EXPECT_EQ(system.body.at("escalation").at("unserved").as_int64(), 1) << system.text;
  EXPECT_EQ(system.body.at("escalation").at("faults").as_int64(), 0) << system.text;
  const auto figures = office.get("admin", "/metrics");
  EXPECT_NE(figures.text.find("evenkeel_escalation_unserved 1"), std::string::npos);
}

}  // namespace
}  // namespace evenkeel::scenario
