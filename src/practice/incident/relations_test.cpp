// Incidents and each other over the routes: parents and children, merging and taking it back, splitting, links.
#include <gtest/gtest.h>

#include "practice/incident/story.hpp"
#include "support/incident_house.hpp"

namespace evenkeel::incident {

class Relations : public InHouse {
 protected:
  bj::object logged(const std::string& title, const std::string& caller = "caller") {
    return h().log("analyst", R"({"title":")" + title + R"(","caller":")" + h().id(caller) + "\"}");
  }
  std::string path(const bj::object& i, const std::string& rest) { return "incidents/" + text(i, "id") + "/" + rest; }
  std::string other(const bj::object& i, const std::string& kind) {
    return R"({"other":")" + text(i, "number") + R"(","kind":")" + kind + "\"}";
  }
  std::string into(const bj::object& i) { return R"({"into":")" + text(i, "number") + R"(","reason":"the same"})"; }
  /// Texts of the journal, newest first.
  std::vector<std::string> journal(const std::string& as, const bj::object& i) {
    std::vector<std::string> texts;
    for (const auto& item : House::items(h().get(as, path(i, "story?limit=200"))))
      if (item.get_object().contains("text")) texts.push_back(text(item.get_object(), "text"));
    return texts;
  }
  Incident facts(const bj::object& i) {
    std::optional<Incident> found;
    h().reg().readers.read([&](store::Connection& db) { found = find<Incident>(db, *parse_id(text(i, "id"))); });
    return found.value_or(Incident{});
  }
  std::int64_t count(const std::string& sql) {
    std::int64_t n = 0;
    h().reg().readers.read([&](store::Connection& db) { db.query(sql, {}, [&](const store::Row& row) { n = row.integer(0); }); });
    return n;
  }
};
ON_BOTH_DATABASES(Relations);

TEST_P(Relations, an_incident_takes_no_more_links_than_a_reader_is_shown) {
  const auto hub = logged("hub"), one = logged("one"), two = logged("two");
  const Id id = *parse_id(text(hub, "id"));
  (void)h().reg().writer.run(store::Lane::bulk, {"system:test", {}}, [&](store::Tx& tx) -> Result<store::Outcome> {
    for (int n = 1; n < links_most; ++n) {
      Link link{tx.new_id(), 0, n % 2 ? id : tx.new_id(), n % 2 ? tx.new_id() : id, LinkKind::related_to, {}, tx.now()};
      tx.insert(link, {.kind = "incident.linked", .root = link.incident});
    }
    return store::Outcome{};
  });
  EXPECT_EQ(h().post("analyst", path(one, "link"), other(hub, "related_to")).status, 200) << "the last that fits";
  for (const auto& [from, to] : {std::pair(&hub, &two), std::pair(&two, &hub)}) {
    const auto refused = h().post("analyst", path(*from, "link"), other(*to, "related_to"));
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(code_of(refused), "incident.too_many_links");
    EXPECT_NE(refused.body.find(text(hub, "number")), std::string::npos) << "which of the two";
  }
  EXPECT_EQ(code_of(h().post("analyst", path(two, "merge"), into(hub))), "incident.too_many_links");
  EXPECT_EQ(facts(two).state, State::new_);
  EXPECT_EQ(h().post("analyst", path(one, "link"), other(hub, "related_to")).status, 200) << "the same again is no more";
}

TEST_P(Relations, replies_to_a_merged_one_go_to_the_survivor_and_all_is_read_there) {
  const auto survivor = logged("down"), merged = logged("also down", "stranger");
  h().command("analyst", merged, "note", R"({"text":"first words"})");
  h().command("analyst", survivor, "comment", R"({"text":"we are on it"})");
  auto after = h().command("analyst", merged, "merge", into(survivor));
  EXPECT_EQ(text(after, "state"), "closed");
  EXPECT_EQ(text(after, "merged_into"), text(survivor, "id"));
  h().command("stranger", merged, "comment", R"({"text":"still down here"})");
  EXPECT_EQ(journal("analyst", survivor), (std::vector<std::string>{"still down here", "we are on it", "first words"}));
  EXPECT_EQ(journal("stranger", survivor), (std::vector<std::string>{"still down here", "we are on it"})) << "its people came along";
  EXPECT_EQ(code_of(h().post("analyst", path(merged, "resolve"), resolution())), "incident.merged");
  EXPECT_EQ(code_of(h().post("analyst", path(survivor, "merge"), into(merged))), "incident.merged");
  EXPECT_EQ(code_of(h().post("analyst", path(survivor, "merge"), into(survivor))), "incident.same");
}

TEST_P(Relations, taking_a_merge_back_restores_exactly_what_was) {
  const auto survivor = logged("down"), merged = logged("also down", "stranger");
  h().command("analyst", merged, "take");
  h().command("stranger", merged, "comment", R"({"text":"in hall 3"})");
  h().command("analyst", merged, "hold",
              R"({"kind":"caller","question":"which hall?","until":")" + format_rfc3339(h().world().now() + us_per_day) + "\"}");
  h().command("analyst", merged, "watch");
  auto survivor_was = facts(survivor), merged_was = facts(merged);
  h().command("analyst", merged, "merge", into(survivor));
  EXPECT_EQ(facts(survivor).affected, std::vector<Id>{h()["stranger"]});
  h().advance(us_per_hour);
  h().command("analyst", merged, "unmerge", R"({"reason":"another cause"})");
  auto survivor_is = facts(survivor), merged_is = facts(merged);
  for (Incident* i : {&survivor_was, &merged_was, &survivor_is, &merged_is}) i->version = 0, i->updated_at = {};
  EXPECT_EQ(record::canonical_bytes(record::to_record(merged_is)), record::canonical_bytes(record::to_record(merged_was)));
  EXPECT_EQ(record::canonical_bytes(record::to_record(survivor_is)), record::canonical_bytes(record::to_record(survivor_was)));
  EXPECT_EQ(journal("analyst", survivor), std::vector<std::string>{});
  EXPECT_EQ(journal("analyst", merged), (std::vector<std::string>{"which hall?", "in hall 3"}));
  EXPECT_EQ(count("SELECT COUNT(*) FROM link"), 0);
}

TEST_P(Relations, nothing_confidential_comes_to_light_by_a_merge) {
  const auto open = h().log("guard", R"({"title":"open one"})");
  const auto secret = h().log("guard", R"({"title":"break-in","category":")" + h().id("breach") + "\"}");
  EXPECT_EQ(code_of(h().post("guard", path(secret, "merge"), into(open))), "incident.survivor_open");
  EXPECT_EQ(code_of(h().post("analyst", path(open, "merge"), into(secret))), "incident.unknown_reference") << "as if it did not exist";
}

TEST_P(Relations, a_part_is_split_off_with_its_words) {
  const auto whole = logged("two things");
  h().command("caller", whole, "comment", R"({"text":"the mail is slow"})");
  h().command("caller", whole, "comment", R"({"text":"and the printer jams"})");
  std::string entry;
  for (const auto& item : House::items(h().get("analyst", path(whole, "story"))))
    if (text(item.get_object(), "text") == "and the printer jams") entry = text(item.get_object(), "id");
  const auto part =
      h().command("analyst", whole, "split", R"({"title":"printer jams","entries":[")" + entry + R"("],"reason":"another matter"})");
  EXPECT_NE(text(part, "number"), text(whole, "number"));
  EXPECT_EQ(text(part, "caller"), h().id("caller"));
  EXPECT_EQ(journal("caller", part), std::vector<std::string>{"and the printer jams"});
  EXPECT_EQ(journal("caller", whole), std::vector<std::string>{"the mail is slow"});
  EXPECT_EQ(h().post("analyst", path(whole, "split"), R"({"title":"x","entries":[")" + entry + R"("],"reason":"x"})").status, 422);
  const auto links = House::items(h().get("analyst", path(part, "links")));
  ASSERT_EQ(links.size(), 1u);
  EXPECT_EQ(text(links[0].get_object(), "kind"), "split_from");
}

TEST_P(Relations, the_resolution_of_a_parent_reaches_its_children_in_chunks) {
  const auto parent = logged("outage");
  std::vector<bj::object> children;
  for (int n = 0; n < 60; ++n) {
    children.push_back(h().log("caller", R"({"title":"child"})"));
    h().command("analyst", children.back(), "link", other(parent, "child_of"));
  }
  EXPECT_EQ(code_of(h().post("analyst", path(parent, "link"), other(children[0], "child_of"))), "incident.parent_is_child");
  h().command("analyst", parent, "comment", R"({"text":"power is out"})");
  h().settle();
  EXPECT_EQ(journal("caller", children[59]), std::vector<std::string>{"power is out"});
  EXPECT_EQ(text(h().now("analyst", children[59]), "comments_by_staff"), "1");
  h().command("analyst", parent, "resolve", resolution());
  h().expect_sound();
  h().settle();
  EXPECT_EQ(count("SELECT COUNT(*) FROM incident WHERE resolved_with_parent = 1 AND state = 'resolved'"), 60);
  EXPECT_EQ(count("SELECT COUNT(*) FROM spread WHERE finished = 0"), 0);
  const auto child = h().now("caller", children[7]);
  EXPECT_EQ(text(child, "resolution_notes"), "restarted it");
  EXPECT_EQ(text(h().command("caller", children[7], "confirm"), "state"), "closed") << "each caller answers for themselves";
  EXPECT_EQ(code_of(h().post("analyst", path(parent, "undo"))), "incident.already_told");

  h().settings().reopening_reaches_children = true;
  h().command("analyst", parent, "reopen", R"({"reason":"out again"})");
  h().settle();
  EXPECT_EQ(count("SELECT COUNT(*) FROM incident WHERE state = 'in_progress'"), 60) << "all but the one that was confirmed, and the parent";
}

TEST_P(Relations, links_are_made_once_and_taken_away) {
  const auto a = logged("a"), b = logged("b");
  h().command("analyst", a, "link", other(b, "related_to"));
  h().command("analyst", a, "link", other(b, "related_to"));
  auto links = House::items(h().get("analyst", path(b, "links")));
  ASSERT_EQ(links.size(), 1u) << "seen from the other side too";
  EXPECT_EQ(h().get("stranger", path(b, "links")).status, 404);
  h().command("analyst", a, "link", other(b, "child_of"));
  EXPECT_EQ(facts(a).parent, facts(b).id);
  for (const auto& link : House::items(h().get("analyst", path(b, "links"))))
    h().command("analyst", b, "unlink", R"({"link":")" + text(link.get_object(), "id") + "\"}");
  EXPECT_FALSE(facts(a).parent);
  EXPECT_EQ(count("SELECT COUNT(*) FROM link"), 0);
  EXPECT_EQ(h().post("analyst", path(b, "unlink"), R"({"link":"1"})").status, 422);
}

}  // namespace evenkeel::incident
