// One who may not see an incident finds no door to it: every route is tried by everybody who is not meant to see it.
#include "practice/incident/visibility.hpp"

#include <gtest/gtest.h>

#include "support/incident_house.hpp"

namespace evenkeel::incident {

class Visibility : public InHouse {
 protected:
  /// Everything that answers about an incident, a file or a task of it.
  struct Door {
    http::Verb verb;
    std::string path, body;
  };
  std::vector<Door> doors(const bj::object& i, const std::string& file, const std::string& task) {
    const std::string one = "/api/v1/incidents/" + text(i, "id");
    using enum http::Verb;
    std::vector<Door> all = {{get, one, ""}, {get, "/api/v1/incidents/" + text(i, "number"), ""}, {patch, one, R"({"tags":["x"]})"}};
    for (auto part : {"story", "links", "tasks", "cycles", "attachments"}) all.push_back({get, one + "/" + part, ""});
    for (auto part : {"", "/content"}) all.push_back({get, "/api/v1/attachments/" + file + part, ""});
    all.push_back({patch, "/api/v1/tasks/" + task, R"({"title":"x"})"});
    all.push_back({post, one + "/tasks", R"({"title":"x"})"});
    all.push_back({post, one + "/attachments?name=x.txt", "x"});
    const std::string reason = R"({"reason":"x"})";
    const std::map<std::string, std::string> bodies = {{"assign", R"({"team":")" + h().id("desk") + R"(","reason":"x"})"},
                                                       {"escalate", R"({"kind":"functional","reason":"x"})"},
                                                       {"hold", R"({"kind":"other"})"},
                                                       {"comment", R"({"text":"x"})"},
                                                       {"note", R"({"text":"x"})"},
                                                       {"resolve", resolution()},
                                                       {"override_priority", R"({"priority":1,"reason":"x"})"},
                                                       {"categorise", R"({"category":")" + h().id("software") + "\"}"},
                                                       {"rate", R"({"rating":1})"},
                                                       {"mark", R"({"mark":"service_request"})"},
                                                       {"merge", R"({"into":"INC0000001","reason":"x"})"},
                                                       {"split", R"({"title":"x","entries":["1"],"reason":"x"})"},
                                                       {"link", R"({"other":"INC0000001","kind":"related_to"})"},
                                                       {"unlink", R"({"link":"1"})"},
                                                       {"follow_up", R"({"at":"2027-01-01T00:00:00Z"})"}};
    for (const Transition& t : transitions()) {
      const std::string name(record::name_of(t.verb));
      if (name == "edit" || name == "attach" || name == "task") continue;
      const auto body = bodies.find(name);
      const bool plain = name == "take" || name == "acknowledge" || name == "start" || name == "reset_priority" || name == "undo" ||
                         name == "watch" || name == "unwatch" || name == "confirm";
      all.push_back({post, one + "/" + name, body != bodies.end() ? body->second : plain ? "{}" : reason});
    }
    return all;
  }
};
ON_BOTH_DATABASES(Visibility);

TEST_P(Visibility, no_door_opens_to_who_may_not_see_it) {
  h().log("analyst", R"({"title":"open","team":")" + h().id("desk") + "\"}");
  const auto secret = h().log("analyst", R"({"title":"breach unicorn","category":")" + h().id("breach") + "\"}");
  EXPECT_EQ(text(secret, "confidential"), "true");
  h().command("guard", secret, "note", R"({"text":"found a griffin"})");
  const auto file = House::expect(201, h().post("guard", "incidents/" + text(secret, "id") + "/attachments?name=a.txt", "proof"));
  const auto task = House::expect(201, h().post("guard", "incidents/" + text(secret, "id") + "/tasks", R"({"title":"look"})"));
  h().settle();
  for (const std::string who : {"colleague", "technician", "boss", "administrator", "caller", "stranger", "supplier"}) {
    for (const Door& door : doors(secret, text(file, "id"), text(task, "id"))) {
      const auto answer = h().send(who, door.verb, door.path, door.body, {{"if-match", "*"}});
      EXPECT_TRUE(answer.status == 404 || answer.status == 403) << who << " " << door.path << " " << answer.status << answer.body;
      // Forbidden says the same of every incident: the permission is missing, whatever the incident is.
      EXPECT_TRUE(answer.status != 403 || code_of(answer) == "permission.denied");
      EXPECT_EQ(answer.body.find("unicorn"), std::string::npos);
    }
    for (const std::string list : {"incidents", "incidents?q=unicorn", "search?q=griffin", "incidents?filter=confidential=true",
                                   "incidents.csv", "incidents?order=urgency", "incidents?filter=title contains \"unicorn\""})
      EXPECT_EQ(h().get(who, list).body.find("unicorn"), std::string::npos) << who << " " << list;
    const auto bulk = h().post(who, "incidents/bulk", R"({"ids":[")" + text(secret, "id") + R"("],"command":"take","body":{}})");
    EXPECT_TRUE(bulk.status == 403 || bulk.body.find("\"status\":404") != std::string::npos) << bulk.body;
  }
  for (const std::string who : {"guard", "auditor", "analyst"}) {
    EXPECT_EQ(h().get(who, "incidents/" + text(secret, "id")).status, 200) << who;
    EXPECT_NE(h().get(who, "incidents?q=unicorn").body.find("breach unicorn"), std::string::npos) << who;
  }
}

TEST_P(Visibility, the_callers_side_sees_its_own_without_notes_and_inner_fields) {
  const auto made = h().log("analyst", R"({"title":"slow","caller":")" + h().id("caller") + R"(","custom":{"floor":3,"secret":"x"}})");
  h().command("analyst", made, "note", R"({"text":"the user is to blame"})");
  h().command("analyst", made, "comment", R"({"text":"we look at it"})");
  const std::string path = "incidents/" + text(made, "id");
  const auto seen = House::expect(200, h().get("caller", path));
  for (auto field :
       {"hold_note", "watchers", "named", "why", "missing", "line", "assignee", "hand_overs", "time_worked_s", "escalation_level"})
    EXPECT_FALSE(seen.contains(field)) << field;
  EXPECT_EQ(bj::serialize(seen.at("custom")), R"({"floor":3})");
  EXPECT_EQ(h().get("caller", path + "/story").body.find("to blame"), std::string::npos);
  EXPECT_NE(h().get("caller", path + "/story").body.find("we look at it"), std::string::npos);
  EXPECT_EQ(h().get("stranger", path).status, 404);
  h().settle();
  EXPECT_EQ(h().get("caller", "incidents?q=blame").body.find("slow"), std::string::npos) << "words of notes are not searched for callers";
  EXPECT_NE(h().get("analyst", "incidents?q=blame").body.find("slow"), std::string::npos);
  EXPECT_EQ(code_of(h().get("caller", "incidents?filter=hold_note present")), "condition.unknown_field");
  EXPECT_EQ(code_of(h().get("caller", "incidents?filter=assignee.name = \"x\"")), "condition.unknown_field");
}

TEST_P(Visibility, being_hurt_or_asked_to_watch_opens_it_and_confidential_closes_it) {
  const auto made =
      h().log("analyst", R"({"title":"slow","caller":")" + h().id("caller") + R"(","affected":[")" + h().id("stranger") + "\"]}");
  const std::string path = "incidents/" + text(made, "id");
  EXPECT_EQ(h().get("stranger", path).status, 200);
  EXPECT_NE(h().get("stranger", "incidents").body.find("slow"), std::string::npos);
  House::expect(200, h().patch("analyst", path, R"({"confidential":true})"));
  EXPECT_EQ(h().get("stranger", path).status, 404);
  EXPECT_EQ(h().get("caller", path).status, 200);
  EXPECT_EQ(h().get("technician", path).status, 404);
  House::expect(200, h().patch("analyst", path, R"({"named":[")" + h().id("technician") + "\"]}"));
  EXPECT_EQ(h().get("technician", path).status, 200);
}

TEST_P(Visibility, a_supplier_sees_what_its_team_has) {
  const auto made = h().log("analyst", R"({"title":"part broken"})");
  const std::string path = "incidents/" + text(made, "id");
  EXPECT_EQ(h().get("supplier", path).status, 404);
  h().command("analyst", made, "assign", R"({"team":")" + h().id("vendor") + R"(","reason":"theirs"})");
  EXPECT_EQ(h().get("supplier", path).status, 200);
  EXPECT_EQ(text(h().command("supplier", made, "take"), "assignee"), h().id("supplier"));
}

TEST_P(Visibility, hints_tell_nobody_of_what_they_may_not_see) {
  const auto secret = h().log("guard", R"({"title":"breach","category":")" + h().id("breach") + "\"}");
  const auto own = h().log("caller", R"({"title":"slow"})");
  h().world().advance(us_per_second);
  h().command("analyst", own, "note", R"({"text":"inner"})");
  store::Feed feed;
  std::vector<store::Hint> hints;
  h().reg().readers.read([&](store::Connection& db) {
    db.query("SELECT seq, subject_kind, subject_id, root_id, version, kind FROM change ORDER BY seq", {}, [&](const store::Row& row) {
      hints.push_back({row.integer(0), std::string(row.text(1)), row.id(2), row.id(3), row.integer(4), std::string(row.text(5))});
    });
  });
  auto kinds = [&](const std::string& who) {
    std::string out;
    h().reg().readers.read([&](store::Connection& db) {
      for (const auto& hint : visible_hints(db, h().principal(who), h().world().now(), hints)) out += hint.kind + " ";
    });
    return out;
  };
  EXPECT_EQ(kinds("guard"), "incident.logged incident.logged incident.note_written incident.noted ");
  EXPECT_EQ(kinds("analyst"), "incident.logged incident.note_written incident.noted ");
  EXPECT_EQ(kinds("caller"), "incident.logged ");
  EXPECT_EQ(kinds("stranger"), "");
}

}  // namespace evenkeel::incident
