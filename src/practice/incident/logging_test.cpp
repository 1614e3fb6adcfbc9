// Logging over the routes: what is derived, where it goes, and what is refused.
#include <gtest/gtest.h>

#include "support/incident_house.hpp"

namespace evenkeel::incident {

class Logging : public InHouse {};
ON_BOTH_DATABASES(Logging);

TEST_P(Logging, a_title_alone_is_enough_and_what_was_derived_is_shown) {
  const auto made = h().log("caller", R"({"title":"printer on fire"})");
  EXPECT_EQ(text(made, "number"), "INC0000001");
  EXPECT_EQ(text(made, "state"), "new");
  EXPECT_EQ(text(made, "channel"), "portal");
  EXPECT_EQ(text(made, "caller"), h().id("caller"));
  EXPECT_EQ(text(made, "organisation"), h().id("dock"));
  EXPECT_EQ(text(made, "team"), h().id("desk")) << "first line, when nothing names a team";
  const auto seen = h().now("analyst", made);
  EXPECT_EQ(text(seen, "missing"), "service category impact urgency");
  EXPECT_EQ(text(seen, "priority"), "3");
  EXPECT_EQ(text(seen.at("why").get_object(), "team"), "first line");
  EXPECT_EQ(text(seen.at("names").get_object(), h().id("desk")), "Service desk");
  EXPECT_EQ(h().mails(), std::vector<std::string>{}) << "nobody gets a mail for what they did themselves";
}

TEST_P(Logging, category_service_and_item_name_the_team_and_the_weight) {
  auto made = h().log("analyst", R"({"title":"no way out","caller":")" + h().id("caller") + R"(","ci":")" + h().id("router") + "\"}");
  EXPECT_EQ(text(made, "service"), h().id("wan"));
  EXPECT_EQ(text(made, "team"), h().id("network"));
  EXPECT_EQ(text(made, "line"), "2");
  EXPECT_EQ(text(made, "impact"), "high");
  EXPECT_EQ(text(made, "channel"), "phone");
  EXPECT_EQ(text(made, "contacts"), "1");
  EXPECT_FALSE(text(made, "first_response_at").empty()) << "a call that is answered is the first response";
  EXPECT_EQ(h().mails(), std::vector<std::string>{"incident.logged caller@example.org"});
  made = h().log("analyst", R"({"title":"x","subcategory":")" + h().id("printer") + "\"}");
  EXPECT_EQ(text(made, "category"), h().id("hardware"));
}

TEST_P(Logging, a_template_fills_what_was_not_said) {
  const auto made = h().log("analyst", R"({"template":")" + h().id("kit") + R"(","urgency":"low"})");
  EXPECT_EQ(text(made, "title"), "Kit broken");
  EXPECT_EQ(text(made, "urgency"), "low");
}

TEST_P(Logging, everything_wrong_is_said_at_once_and_nothing_is_kept) {
  const auto answer = h().post(
      "analyst", "incidents",
      R"({"title":"x","service":"5","caller":"6","impact":"enormous","began_at":"2099-01-01T00:00:00Z","custom":{"floor":"high"}})");
  EXPECT_EQ(answer.status, 422);
  for (auto pointer : {"/service", "/caller", "/impact", "/began_at", "/custom/floor"})
    EXPECT_NE(answer.body.find(pointer), std::string::npos) << pointer << answer.body;
  EXPECT_EQ(h().post("analyst", "incidents", R"({"description":"no title"})").status, 422);
  EXPECT_EQ(h().post("analyst", "incidents", R"({"title":"x","titel":"y"})").status, 422);
  EXPECT_EQ(h().post("analyst", "incidents", R"({"title":"x","state":"closed"})").status, 422);
  EXPECT_EQ(h().post("analyst", "incidents", "{").status, 400);
  EXPECT_EQ(h().post("caller", "incidents", R"({"title":"x","team":")" + h().id("network") + "\"}").status, 422);
  EXPECT_EQ(h().post("auditor", "incidents", R"({"title":"x"})").status, 403);
  EXPECT_EQ(h().post("", "incidents", R"({"title":"x"})").status, 401);
  EXPECT_EQ(text(h().log("caller", R"({"title":"first"})"), "number"), "INC0000001") << "a refusal draws no number";
}

TEST_P(Logging, the_same_key_logs_once) {
  const std::vector<std::pair<std::string, std::string>> key{{"idempotency-key", "k-1"}};
  const auto first = h().post("caller", "incidents", R"({"title":"once"})", key);
  const auto again = h().post("caller", "incidents", R"({"title":"once"})", key);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(text(House::expect(201, first), "id"), text(House::expect(201, again), "id"));
  EXPECT_EQ(h().post("caller", "incidents", R"({"title":"other"})", key).status, 422);
}

TEST_P(Logging, an_assignee_must_be_of_the_team) {
  const std::string to_network = R"("team":")" + h().id("network") + R"(","assignee":")";
  EXPECT_EQ(h().post("analyst", "incidents", R"({"title":"x",)" + to_network + h().id("analyst") + "\"}").status, 422);
  const auto made = h().log("analyst", R"({"title":"x",)" + to_network + h().id("technician") + "\"}");
  EXPECT_EQ(text(made, "assignee"), h().id("technician"));
  EXPECT_EQ(h().mails(), std::vector<std::string>{"incident.assigned technician@example.org"});
}

TEST_P(Logging, a_change_shows_what_follows_from_it) {
  auto made = h().log("analyst", R"({"title":"slow","caller":")" + h().id("caller") + "\"}");
  const auto path = "incidents/" + text(made, "id");
  EXPECT_EQ(h().send("analyst", http::Verb::patch, "/api/v1/" + path, R"({"title":"x"})").status, 422) << "If-Match is required";
  auto after = House::expect(200, h().patch("analyst", path, R"({"service":")" + h().id("wan") + R"(","urgency":"high"})", "\"1\""));
  EXPECT_EQ(text(after, "impact"), "high") << "derived again from the service";
  EXPECT_EQ(text(after, "priority"), "1");
  EXPECT_EQ(text(after, "missing"), "category impact");
  after = House::expect(200, h().patch("analyst", path, R"({"impact":"low","custom":{"floor":3}})"));
  EXPECT_EQ(text(after, "missing"), "category");
  EXPECT_EQ(text(after, "version"), "3");
  EXPECT_EQ(code_of(h().patch("analyst", path, R"({"team":")" + h().id("network") + "\"}")), "incident.not_by_edit");
  EXPECT_EQ(h().patch("caller", path, R"({"title":"y"})").status, 403);
}

TEST_P(Logging, the_second_of_two_editors_sees_what_changed) {
  const auto made = h().log("analyst", R"({"title":"slow"})");
  const auto path = "incidents/" + text(made, "id");
  h().command("colleague", made, "comment", R"({"text":"looking"})");
  EXPECT_EQ(h().patch("analyst", path, R"({"description":"very"})", "\"1\"").status, 200) << "a comment is no conflict";
  const auto stale = h().patch("colleague", path, R"({"title":"mine"})", "\"2\"");
  EXPECT_EQ(stale.status, 412);
  const auto body = bj::parse(stale.body).get_object();
  ASSERT_EQ(body.at("changes").get_array().size(), 1u) << stale.body;
  EXPECT_EQ(text(body.at("changes").get_array()[0].get_object(), "field"), "description");
  EXPECT_EQ(text(body.at("changes").get_array()[0].get_object(), "by"), "The analyst");
  EXPECT_EQ(text(body.at("current").get_object(), "description"), "very");
}

TEST_P(Logging, priority_is_overridden_with_a_reason_and_reset) {
  const auto made = h().log("analyst", R"({"title":"slow"})");
  EXPECT_EQ(h().post("analyst", "incidents/" + text(made, "id") + "/override_priority", R"({"priority":1})").status, 422);
  EXPECT_EQ(h().post("analyst", "incidents/" + text(made, "id") + "/override_priority", R"({"priority":9,"reason":"x"})").status, 422);
  auto after = h().command("analyst", made, "override_priority", R"({"priority":1,"reason":"the board waits"})");
  EXPECT_EQ(text(after, "priority"), "1");
  EXPECT_EQ(text(after.at("why").get_object(), "priority"), "overridden: the board waits");
  after = House::expect(200, h().patch("analyst", "incidents/" + text(made, "id"), R"({"impact":"high"})"));
  EXPECT_EQ(text(after, "priority"), "1");
  after = h().command("analyst", made, "reset_priority");
  EXPECT_EQ(text(after, "priority_overridden"), "false");
  EXPECT_NE(text(after, "priority"), "1");
}

}  // namespace evenkeel::incident
