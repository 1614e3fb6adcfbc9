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
                                                       {"follow_up", R"({"at":"2027-01-01T00:00:00Z"})"},
                                                       {"promise", R"({"at":"2027-01-01T00:00:00Z"})"}};
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
    for (const std::string list : {"incidents", "incidents?q=unicorn", "incidents?q=griffin", "incidents?filter=confidential=true",
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

TEST_P(Visibility, a_supplier_who_is_also_the_caller_reads_the_own_ones_as_a_caller) {
  const auto own = h().log("analyst", R"({"title":"my laptop","caller":")" + h().id("contractor") + "\"}");
  const auto theirs = h().log("analyst", R"({"title":"part broken","team":")" + h().id("vendor") + "\"}");
  const std::string own_path = "incidents/" + text(own, "id"), their_path = "incidents/" + text(theirs, "id");
  for (const auto* i : {&own, &theirs}) h().command("analyst", *i, "note", R"({"text":"a griffin did it"})");
  const auto file = House::expect(201, h().post("analyst", own_path + "/attachments?name=griffin.txt", "feathers"));
  h().settle();
  const std::string who = "contractor";
  EXPECT_EQ(House::items(h().get(who, "incidents")).size(), 2u);
  for (const auto& door : {own_path, own_path + "/story", own_path + "/attachments", std::string("incidents?filter=state = new")}) {
    const auto answer = h().get(who, door);
    EXPECT_EQ(answer.status, 200) << door;
    EXPECT_EQ(answer.body.find("griffin"), std::string::npos) << door;
  }
  EXPECT_FALSE(House::expect(200, h().get(who, own_path)).contains("why"));
  EXPECT_EQ(h().get(who, "attachments/" + text(file, "id")).status, 404);
  EXPECT_EQ(h().get(who, own_path + "/tasks").status, 403);
  EXPECT_TRUE(House::items(h().get(who, "incidents?q=griffin")).empty());
  EXPECT_EQ(code_of(h().get(who, "incidents?filter=hold_note present")), "condition.unknown_field");
  // And what its team has as staff, as before.
  EXPECT_TRUE(House::expect(200, h().get(who, their_path)).contains("why"));
  EXPECT_NE(h().get(who, their_path + "/story").body.find("griffin"), std::string::npos);
  EXPECT_EQ(h().get(who, their_path + "/tasks").status, 200);
  for (const auto& item : House::items(h().get(who, "incidents")))
    EXPECT_EQ(item.get_object().contains("why"), text(item.get_object(), "title") == "part broken");
}

TEST_P(Visibility, not_even_the_id_of_a_parent_or_survivor_that_one_may_not_see_is_shown) {
  const auto parent = h().log("analyst", R"({"title":"outage"})"), child = h().log("analyst", R"({"title":"slow"})"),
             merged = h().log("analyst", R"({"title":"slow too","caller":")" + h().id("caller") + "\"}");
  h().command("analyst", child, "link", R"({"other":")" + text(parent, "number") + R"(","kind":"child_of"})");
  h().command("analyst", merged, "merge", R"({"into":")" + text(parent, "number") + R"(","reason":"the same"})");
  EXPECT_EQ(text(h().now("technician", child), "parent"), text(parent, "id"));
  EXPECT_EQ(text(h().now("caller", merged), "merged_into"), text(parent, "id"));
  House::expect(200, h().patch("analyst", "incidents/" + text(parent, "id"), R"({"confidential":true})"));
  for (const auto& door : {"incidents/" + text(child, "id"), "incidents/" + text(child, "id") + "/story", "incidents/" + text(merged, "id"),
                           "incidents/" + text(merged, "id") + "/story", std::string("incidents"), std::string("incidents.csv"),
                           std::string("incidents?order=urgency")})
    for (const std::string who : {"technician", "caller"})
      EXPECT_EQ(h().get(who, door).body.find(text(parent, "id")), std::string::npos) << who << " " << door;
  EXPECT_EQ(text(h().command("technician", child, "take"), "parent"), "") << "nor in the answer to a command";
  const auto stale = h().patch("technician", "incidents/" + text(child, "id"), R"({"title":"slower"})", "\"1\"");
  EXPECT_EQ(stale.status, 412);
  EXPECT_EQ(stale.body.find(text(parent, "id")), std::string::npos) << stale.body;
  EXPECT_EQ(text(h().now("analyst", child), "parent"), text(parent, "id")) << "who logged it sees it";
}

TEST_P(Visibility, what_is_refused_names_the_permission_and_the_parameter) {
  const auto own = h().log("caller", R"({"title":"slow"})");
  for (const std::string part : {"tasks", "cycles"})
    EXPECT_NE(h().get("caller", "incidents/" + text(own, "id") + "/" + part).body.find("incident.read_all"), std::string::npos) << part;
  for (const std::string list : {"incidents", "incidents.csv"}) {
    const auto refused = bj::parse(h().get("analyst", list + "?filter=beauty = 1").body);
    EXPECT_EQ(text(refused.at("errors").at(0).get_object(), "pointer"), "/filter") << list;
  }
}

TEST_P(Visibility, no_order_loses_what_has_ended) {
  const std::string where = "incidents?order=urgency&limit=2";
  std::set<std::string> open, ended;
  for (int n = 0; n < 6; ++n) {
    h().world().advance(us_per_minute);
    const auto i = h().log("analyst", R"({"title":"n )" + std::to_string(n) + "\"}");
    if (n % 2) h().command("analyst", i, "cancel", R"({"reason":"by mistake"})");
    (n % 2 ? ended : open).insert(text(i, "id"));
  }
  auto pages = [&](const std::string& filter) {
    std::vector<std::string> ids;
    std::string cursor;
    do {
      const auto page = House::expect(200, h().get("analyst", where + "&filter=" + filter + "&cursor=" + cursor));
      for (const auto& item : page.at("items").get_array()) ids.push_back(text(item.get_object(), "id"));
      cursor = text(page, "next");
    } while (!cursor.empty() && ids.size() < 20);
    return ids;
  };
  const auto all = pages("");
  ASSERT_EQ(all.size(), 6u);
  EXPECT_EQ(std::set(all.begin(), all.begin() + 3), open) << "what is open comes first";
  EXPECT_EQ(std::set(all.begin() + 3, all.end()), ended);
  const auto only_open = pages("open = true"), cancelled = pages("state = cancelled"), by_state = pages("state in (new, in_progress)");
  EXPECT_EQ(std::set(only_open.begin(), only_open.end()), open);
  EXPECT_EQ(std::set(by_state.begin(), by_state.end()), open);
  EXPECT_EQ(std::set(cancelled.begin(), cancelled.end()), ended);
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
