// Whole lives over the routes: routing, waiting, resolution and what comes after it, as people of every role live them.
#include <gtest/gtest.h>

#include "support/incident_house.hpp"

namespace evenkeel::incident {

class Life : public InHouse {
 protected:
  bj::object logged() { return h().log("analyst", R"({"title":"slow","caller":")" + h().id("caller") + "\"}"); }
  std::string path(const bj::object& i, const std::string& command) { return "incidents/" + text(i, "id") + "/" + command; }
};
ON_BOTH_DATABASES(Life);

TEST_P(Life, from_a_call_to_a_silent_yes) {
  const auto made = logged();
  h().advance(us_per_minute);
  h().command("analyst", made, "take");
  h().command("analyst", made, "start");
  h().advance(4 * us_per_minute);
  auto after = h().command("analyst", made, "resolve", resolution());
  EXPECT_EQ(text(after, "state"), "resolved");
  EXPECT_EQ(text(after, "time_to_resolve_s"), "300");
  EXPECT_EQ(text(after, "time_to_acknowledge_s"), "60");
  EXPECT_EQ(text(after, "first_contact_resolution"), "true");
  EXPECT_EQ(text(after, "recategorised"), "0");
  EXPECT_EQ(text(after, "confirmation"), "awaited");
  h().advance(5 * us_per_day - us_per_second);
  EXPECT_EQ(text(h().now("caller", made), "state"), "resolved");
  h().advance(us_per_second);
  after = h().now("caller", made);
  EXPECT_EQ(text(after, "state"), "closed");
  EXPECT_EQ(text(after, "confirmation"), "silent");
  EXPECT_EQ(h().mails(), (std::vector<std::string>{"incident.logged caller@example.org", "incident.resolved caller@example.org",
                                                   "incident.closed caller@example.org"}));
}

TEST_P(Life, the_caller_rejects_then_confirms_and_rates) {
  const auto made = logged();
  h().command("analyst", made, "take");
  h().command("analyst", made, "resolve", resolution());
  EXPECT_EQ(h().post("stranger", path(made, "reject"), R"({"reason":"x"})").status, 404);
  auto after = h().command("caller", made, "reject", R"({"reason":"still slow"})");
  EXPECT_EQ(text(after, "state"), "in_progress");
  after = h().now("analyst", made);
  EXPECT_EQ(text(after, "cycle"), "2");
  EXPECT_EQ(text(after, "confirmation"), "rejected");
  const auto cycles = House::items(h().get("analyst", path(made, "cycles")));
  ASSERT_EQ(cycles.size(), 1u);
  EXPECT_EQ(text(cycles[0].get_object(), "resolution_notes"), "restarted it");
  EXPECT_EQ(text(cycles[0].get_object(), "reason"), "still slow");
  h().command("analyst", made, "resolve", resolution("software"));
  after = h().command("caller", made, "confirm", R"({"rating":5,"comment":"thanks"})");
  EXPECT_EQ(text(after, "state"), "closed");
  EXPECT_EQ(text(after, "rating"), "5");
  EXPECT_EQ(h().post("caller", path(made, "rate"), R"({"rating":6})").status, 422);
  EXPECT_EQ(text(h().command("caller", made, "rate", R"({"rating":4})"), "rating"), "4");
  EXPECT_EQ(code_of(h().post("analyst", path(made, "resolve"), resolution())), "incident.wrong_state");
  EXPECT_EQ(text(h().command("analyst", made, "reopen", R"({"reason":"again"})"), "cycle"), "3");
}

TEST_P(Life, a_question_to_the_caller_waits_for_the_answer) {
  const auto made = logged();
  EXPECT_EQ(code_of(h().post("analyst", path(made, "hold"), R"({"kind":"caller"})")), "incident.question_required");
  auto after = h().command("analyst", made, "hold", R"({"kind":"caller","question":"Which floor?"})");
  EXPECT_EQ(text(after, "state"), "on_hold");
  EXPECT_EQ(text(after, "comments_by_staff"), "1");
  EXPECT_EQ(h().mails().back(), "incident.question caller@example.org");
  h().advance(90 * us_per_second);
  h().command("caller", made, "comment", R"({"text":"The third."})");
  after = h().now("analyst", made);
  EXPECT_EQ(text(after, "state"), "in_progress");
  EXPECT_EQ(text(after, "hold_caller_s"), "90");
  EXPECT_EQ(h().mails().back(), "incident.commented desk@example.org");
  EXPECT_EQ(text(h().command("analyst", made, "resolve", resolution()), "first_contact_resolution"), "false");
}

TEST_P(Life, a_date_reminds_who_has_it_once) {
  const auto made = logged();
  h().command("analyst", made, "take");
  EXPECT_EQ(code_of(h().post("analyst", path(made, "follow_up"), R"({"at":"2020-01-01T00:00:00Z"})")), "incident.in_past");
  h().command("analyst", made, "hold",
              R"({"kind":"supplier","reason":"part ordered","until":")" + format_rfc3339(h().world().now() + us_per_day) + "\"}");
  h().advance(2 * us_per_day);
  EXPECT_EQ(h().mails().back(), "incident.follow_up analyst@example.org");
  EXPECT_EQ(h().mails().size(), 2u);
  auto after = h().command("analyst", made, "resume");
  EXPECT_EQ(text(after, "hold_supplier_s"), std::to_string(2 * 86'400));
}

TEST_P(Life, it_goes_through_hands_with_reasons) {
  const auto made = logged();
  h().command("analyst", made, "take");
  EXPECT_EQ(code_of(h().post("analyst", path(made, "take"))), "incident.already_yours");
  const std::string to_network = R"({"team":")" + h().id("network") + "\"";
  EXPECT_EQ(code_of(h().post("analyst", path(made, "assign"), to_network + "}")), "incident.reason_required");
  auto after = h().command("analyst", made, "assign", to_network + R"(,"reason":"routing"})");
  EXPECT_EQ(text(after, "assignee"), "");
  EXPECT_EQ(text(after, "team_changes"), "1");
  EXPECT_EQ(text(after, "line"), "2");
  EXPECT_EQ(h().mails().back(), "incident.assigned network@example.org");
  EXPECT_EQ(code_of(h().post("analyst", path(made, "assign"), R"({"assignee":")" + h().id("analyst") + R"(","reason":"x"})")),
            "incident.not_in_team");
  h().command("technician", made, "take");
  after = h().command("technician", made, "hand_back", R"({"reason":"on leave"})");
  EXPECT_EQ(text(after, "hand_overs"), "2");
  after = h().command("analyst", made, "escalate", R"({"kind":"functional","reason":"too deep"})");
  EXPECT_EQ(text(after, "team"), h().id("specialists"));
  after = h().command("analyst", made, "assign", to_network + R"(,"reason":"back"})");
  EXPECT_EQ(text(after, "team_changes"), "3") << "ping-pong is visible";
  after = h().command("analyst", made, "escalate", R"({"kind":"hierarchical","reason":"nobody moves"})");
  EXPECT_EQ(text(after, "escalation_level"), "1");
  EXPECT_EQ(h().mails().back(), "incident.escalated boss@example.org");
  EXPECT_EQ(code_of(h().post("analyst", path(made, "escalate"), R"({"kind":"hierarchical","reason":"higher"})")), "incident.no_manager");
}

TEST_P(Life, resolving_needs_what_explains_it) {
  const auto made = logged();
  const auto refused = h().post("analyst", path(made, "resolve"), R"({"resolution_code":"7","resolution_notes":"x"})");
  EXPECT_EQ(refused.status, 422);
  EXPECT_NE(refused.body.find("/resolution_code"), std::string::npos);
  EXPECT_NE(refused.body.find("/closing_category"), std::string::npos);
  h().command("analyst", made, "categorise", R"({"category":")" + h().id("software") + "\"}");
  auto after = h().command("analyst", made, "resolve",
                           R"({"resolution_code":")" + h().id("detour") + R"(","resolution_notes":"use the other door"})");
  EXPECT_EQ(text(after, "workaround"), "true");
  EXPECT_EQ(text(after, "closing_category"), h().id("software"));
}

TEST_P(Life, a_slip_is_undone_within_ten_seconds) {
  const auto made = logged();
  const auto before = h().now("analyst", made);
  h().command("analyst", made, "assign", R"({"team":")" + h().id("network") + R"(","reason":"slip"})");
  EXPECT_EQ(code_of(h().post("colleague", path(made, "undo"))), "incident.not_your_change");
  auto after = h().command("analyst", made, "undo");
  EXPECT_EQ(text(after, "team"), h().id("desk"));
  EXPECT_EQ(text(after, "hand_overs"), text(before, "hand_overs"));
  EXPECT_EQ(text(after, "why"), text(before, "why"));
  h().command("analyst", made, "start");
  h().advance(11 * us_per_second);
  EXPECT_EQ(code_of(h().post("analyst", path(made, "undo"))), "incident.undo_too_late");
  h().command("analyst", made, "resolve", resolution());
  EXPECT_EQ(code_of(h().post("analyst", path(made, "undo"))), "incident.already_told");
  h().command("analyst", made, "comment", R"({"text":"done"})");
  EXPECT_EQ(code_of(h().post("analyst", path(made, "undo"))), "incident.not_undoable");
}

TEST_P(Life, a_service_request_is_marked_and_forwarded) {
  const auto made = logged();
  auto after = h().command("analyst", made, "mark", R"({"mark":"service_request","forwarded_to":"SR-7"})");
  EXPECT_EQ(text(after, "mark"), "service_request");
  EXPECT_EQ(text(h().command("analyst", made, "undo"), "mark"), "incident");
  EXPECT_EQ(text(h().command("analyst", made, "cancel", R"({"reason":"none"})"), "state"), "cancelled");
  EXPECT_EQ(h().mails().back(), "incident.cancelled caller@example.org");
}

TEST_P(Life, tasks_remind_and_are_ticked) {
  const auto made = logged();
  const std::string due = format_rfc3339(h().world().now() + us_per_hour);
  auto task = House::expect(201, h().post("analyst", path(made, "tasks"),
                                          R"({"title":"order part","items":["call","sign"],"assignee":")" + h().id("technician") +
                                              R"(","due_at":")" + due + "\"}"));
  EXPECT_EQ(h().mails().back(), "incident.task_assigned technician@example.org");
  h().advance(2 * us_per_hour);
  EXPECT_EQ(h().mails().back(), "incident.task_due technician@example.org");
  const auto one = "tasks/" + text(task, "id");
  EXPECT_EQ(h().patch("analyst", one, R"({"items_done":["fly"]})").status, 422);
  EXPECT_EQ(h().patch("analyst", one, R"({"items_done":["call"]})", "\"1\"").status, 412);
  task = House::expect(200, h().patch("analyst", one, R"({"items_done":["call","sign"],"state":"done"})"));
  EXPECT_FALSE(text(task, "done_at").empty());
  EXPECT_EQ(h().get("caller", path(made, "tasks")).status, 403);
}

}  // namespace evenkeel::incident
