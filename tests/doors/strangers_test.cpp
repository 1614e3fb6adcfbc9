// One reader and another's incident: words are planted in everything that hangs on two incidents, an open one and a confidential
// one, and every door that could show them is tried by everybody who must not see them.
#include <gtest/gtest.h>

#include <array>

#include "base/text.hpp"
#include "doors/town.hpp"
#include "practice/incident/incident.hpp"

namespace evenkeel::doors {
namespace {

using http::Verb;

/// An incident, what hangs on it, and the words that must not leave it.
struct Planted {
  std::string id, number, task, note_file, comment_file, link, entry;
  std::vector<std::string> words;  // small letters; nowhere else in the register
};

class Strangers : public testing::TestWithParam<store::Engine> {
 protected:
  void SetUp() override {
    if (const auto reason = test::why_not(GetParam()); !reason.empty()) GTEST_SKIP() << reason;
    town_ = std::make_unique<Town>(GetParam());
    for (const char* word : {"victim", "neighbour", "stranger"}) t().add_person(word, {});
    make_organisations();
    t().add_person("guard", {"technician"}, {t().id("security")});
    for (const bool visible : {true, false})
      t().post(founder, "/api/v1/custom_fields", {{"name", visible ? "room" : "hidden"}, {"label", "Place"}, {"caller_visible", visible}});
    plain_ = plant("plain", "incident_manager", "network", false);
    secret_ = plant("secret", "guard", "security", true);
    make_neighbours();
  }
  Town& t() { return *town_; }

  static std::string path(const std::string& incident, const std::string& rest = "") { return "/api/v1/incidents/" + incident + rest; }

  std::string attach(const std::string& as, const std::string& incident, const std::string& name, const std::string& content,
                     const std::string& visibility) {
    const auto answer = t().send(as, Verb::post, path(incident, "/attachments?visibility=" + visibility + "&name=" + name + ".txt"),
                                 {content, "application/octet-stream", {}});
    return text(bj::parse(answer.body).as_object(), "id");
  }

  Planted plant(const std::string& kind, const std::string& by, const std::string& team, bool confidential) {
    Planted p;
    auto word = [&](const std::string& where) { return p.words.emplace_back("zq" + kind + where); };
    const auto made = t().post(by, "/api/v1/incidents",
                               {{"title", word("title")},
                                {"description", word("description")},
                                {"external_ref", word("external")},
                                {"supplier_ref", word("supplier")},
                                {"problem_ref", word("problem")},
                                {"caused_by_ref", word("cause")},
                                {"tags", bj::array{word("tag")}},
                                {"custom", bj::object{{"room", word("room")}, {"hidden", word("hidden")}}},
                                {"caller", t().id("victim")},
                                {"team", t().id(team)},
                                {"confidential", confidential}});
    p.id = text(made, "id");
    p.number = text(made, "number");
    p.words.push_back(lower_ascii(p.number));
    auto command = [&](const std::string& as, const std::string& name, bj::object body) {
      return t().post(as, path(p.id, "/" + name), body);
    };
    command(by, "note", {{"text", word("note")}});
    command(by, "comment", {{"text", word("comment")}});
    const auto story = bj::parse(t().get(by, path(p.id, "/story")).body);
    p.entry = text(story.at("items").as_array().front().as_object(), "id");
    p.note_file = attach(by, p.id, word("notefile"), word("notebytes"), "note");
    p.comment_file = attach(by, p.id, word("file"), word("bytes"), "comment");
    p.task =
        text(command(by, "tasks", {{"title", word("task")}, {"description", word("taskwords")}, {"items", bj::array{word("item")}}}), "id");
    command(by, "take", {});
    command(by, "hand_back", {{"reason", word("handback")}});
    command(by, "hold", {{"kind", "other"}, {"reason", word("hold")}});
    command(by, "resume", {{"reason", word("resume")}});
    command(by, "mark", {{"mark", "service_request"}, {"forwarded_to", word("forwarded")}});
    command(by, "override_priority", {{"priority", 1}, {"reason", word("priority")}});
    command(by, "resolve",
            {{"resolution_code", t().id("resolution_code")},
             {"resolution_notes", word("resolution")},
             {"closing_category", t().id("category")}});
    command("victim", "rate", {{"rating", 2}, {"comment", word("rating")}});
    command("victim", "reject", {{"reason", word("reject")}});
    command(by, "hold", {{"kind", "other"}, {"reason", word("waiting")}});
    return p;
  }

  /// Two customers of one provider, each with an administrator; the victim belongs to the second.
  void make_organisations() {
    for (const std::string one : {"a", "b"}) {
      const auto word = [&](const std::string& what) { return "zq" + one + what; };
      const auto organisation = text(t().post(founder, "/api/v1/organisations", {{"name", word("organisation")}}), "id");
      const bj::object place{{"name", word("location")}, {"address", word("address")}, {"organisation", organisation}};
      locations_[one] = text(t().post(founder, "/api/v1/locations", place), "id");
      organisations_[one] = organisation;
      t().add_person("keeper_" + one, {"organisation_administrator"});
      (void)t().must(founder, Verb::patch, "/api/v1/people/" + t().id("keeper_" + one), {{"organisation", organisation}});
      for (const char* what : {"organisation", "location", "address"}) organisation_words_[one].push_back(word(what));
    }
    const bj::object of_b{{"organisation", organisations_["b"]}, {"location", locations_["b"]}, {"name", "zqbname"}, {"phone", "zqbphone"}};
    (void)t().must(founder, Verb::patch, "/api/v1/people/" + t().id("victim"), of_b);
    const bj::object away{{"ends_at", "2027-03-02T08:00:00Z"}, {"note", "zqbabsence"}};
    absence_ = text(t().post(founder, "/api/v1/people/" + t().id("victim") + "/absences", away), "id");
    const auto sessions = bj::parse(t().get(founder, "/api/v1/people/" + t().id("victim") + "/sessions").body);
    session_ = text(sessions.at("items").as_array().front().as_object(), "id");
    for (const char* what : {"name", "phone", "absence"}) organisation_words_["b"].push_back(std::string("zqb") + what);
  }

  /// Open incidents of the neighbour that touch the confidential one in every way, and let the neighbour watch it.
  void make_neighbours() {
    auto own = [&](const std::string& title) {
      const auto made = t().post("incident_manager", "/api/v1/incidents", {{"title", title}, {"caller", t().id("neighbour")}});
      return text(made, "id");
    };
    linked_ = own("linked");
    merged_ = own("merged");
    child_ = own("child");
    split_ = own("split from");
    t().post("guard", path(linked_, "/link"), {{"other", secret_.number}, {"kind", "related_to"}});
    t().post("guard", path(secret_.id, "/link"), {{"other", linked_}, {"kind", "caused_by"}});
    t().post("guard", path(merged_, "/merge"), {{"into", secret_.number}, {"reason", "same"}});
    // A parent that became confidential after it had a child.
    const auto parent = t().post("guard", "/api/v1/incidents", {{"title", "harmless"}, {"team", t().id("network")}});
    parent_ = text(parent, "id");
    t().post("guard", path(child_, "/link"), {{"other", parent_}, {"kind", "child_of"}});
    // A part that was split off and then became confidential.
    t().post("guard", path(split_, "/note"), {{"text", "a note"}});
    const auto story = bj::parse(t().get("guard", path(split_, "/story")).body);
    const auto entry = text(story.at("items").as_array().front().as_object(), "id");
    const auto part =
        t().post("guard", path(split_, "/split"), {{"title", "a part"}, {"entries", bj::array{entry}}, {"reason", "another"}});
    for (const auto& [incident, title] : {std::pair(parent_, "zqsecretparent"), std::pair(text(part, "id"), "zqsecretpart")}) {
      const auto changed = t().must("guard", Verb::patch, path(incident), {{"confidential", true}, {"title", title}});
      (void)changed;
    }
  }

  /// What a reader must not be told; the part split off the neighbour's incident is the neighbour's own.
  std::vector<std::string> forbidden(bool plain_too, const std::string& who = "") const {
    auto words = secret_.words;
    words.push_back("zqsecretparent");
    if (who != "neighbour") words.push_back("zqsecretpart");
    if (plain_too) words.insert(words.end(), plain_.words.begin(), plain_.words.end());
    return words;
  }

  void look(const std::string& who, const std::string& what, const http::Response& answer, const std::vector<std::string>& words) {
    EXPECT_LT(answer.status, 500) << who << " " << what << " " << answer.body;
    std::string all = lower_ascii(answer.body);
    for (const auto& [name, value] : answer.headers) all += "\n" + lower_ascii(name + ": " + value);
    for (const std::string& word : words)
      EXPECT_EQ(all.find(word), std::string::npos) << who << " reads " << word << " by " << what << ":\n" << answer.body.substr(0, 1'500);
  }

  /// Every path of the document, with every record that could be meant.
  std::vector<std::string> targets(const Operation& o) {
    const auto at = o.path.find("{id}");
    if (at == std::string::npos) return {o.path};
    std::vector<std::string> ids;
    if (o.path.starts_with("/api/v1/incidents/")) {
      ids = {plain_.id, plain_.number, secret_.id, secret_.number, linked_, merged_, child_, split_, parent_};
    } else if (o.path.starts_with("/api/v1/attachments/")) {
      ids = {plain_.note_file, plain_.comment_file, secret_.note_file, secret_.comment_file};
    } else if (o.path.starts_with("/api/v1/tasks/")) {
      ids = {plain_.task, secret_.task};
    } else if (o.path.starts_with("/api/v1/people/")) {
      ids = {t().id("victim"), t().id("guard"), t().id("neighbour"), t().id("keeper_b")};
    } else if (o.path.starts_with("/api/v1/locations/")) {
      ids = {locations_["b"]};
    } else if (o.path.starts_with("/api/v1/organisations/")) {
      ids = {organisations_["b"]};
    } else if (o.path.starts_with("/api/v1/absences/")) {
      ids = {absence_};
    } else if (o.path.starts_with("/api/v1/sessions/")) {
      ids = {session_};
    } else {
      return {};
    }
    std::vector<std::string> all;
    for (const auto& id : ids) all.push_back(std::string(o.path).replace(at, 4, id));
    return all;
  }

  static std::string all_fields() {
    std::string names;
    for (const auto& f : record::type_of<incident::Incident>().fields)
      if (f.facts.access != record::Access::secret) names += (names.empty() ? "" : ",") + std::string(f.name);
    return names;
  }

  /// Queries of a list that name no forbidden word themselves.
  std::vector<std::string> queries(const Operation& o) {
    std::vector<std::string> all{""};
    if (o.query.contains("limit")) all.push_back("?limit=200");
    if (o.query.contains("fields") && o.path.starts_with("/api/v1/incidents")) all.push_back("?fields=" + all_fields());
    if (!o.query.contains("filter") || o.path.find("/incidents") == std::string::npos) return all;
    all.push_back("?q=zq");
    for (const char* order : {"-opened_at", "opened_at", "-updated_at", "number", "urgency"})
      all.push_back(std::string("?limit=200&order=") + order + "&fields=" + all_fields());
    for (const char* filter :
         {"confidential = true", "confidential = false or confidential = true", "title starts \"zq\"", "state is present",
          "not (title = \"x\")", "merged_into is present", "parent is present", "caller is present"})
      all.push_back("?filter=" + encoded(filter));
    return all;
  }

  void read_everything(const std::string& who, const std::vector<std::string>& words) {
    for (const Operation& o : t().document().operations()) {
      if (o.verb != Verb::get || o.response_type == "text/event-stream") continue;
      for (const auto& target : targets(o))
        for (const auto& query : queries(o)) look(who, "GET " + target + query, t().get(who, target + query), words);
    }
    const auto told = who == nobody ? std::string() : t().events(who);
    for (const auto* p : {&secret_, &plain_}) {
      const bool must_not = std::ranges::find(words, p->words.front()) != words.end();
      EXPECT_TRUE(!must_not || told.find("\"" + p->id + "\"") == std::string::npos) << who << " is told of " << p->number << " live";
    }
  }

  /// What a list says to a condition must not depend on words that the reader may not read.
  void ask_oracles(const std::string& who, const std::vector<std::string>& words) {
    auto answer = [&](const std::string& target) { return t().get(who, target); };
    auto alike = [&](const std::string& with, const std::string& without, const std::string& about) {
      const auto a = answer(with), b = answer(without);
      EXPECT_EQ(a.status, b.status) << who << " " << about;
      EXPECT_TRUE(a.status != 200 || a.body == b.body) << who << " learns " << about << ":\n" << a.body.substr(0, 800);
    };
    for (const std::string& word : words)
      for (const std::string list : {"incidents", "search"})
        alike("/api/v1/" + list + "?q=" + word, "/api/v1/" + list + "?q=zznosuchword", word + " by searching");
    for (const std::string& word : words)
      alike("/api/v1/incidents?filter=" + encoded("title contains \"" + word + "\""),
            "/api/v1/incidents?filter=" + encoded("title contains \"zznosuchword\""), word + " by a filter");
    for (const std::string ref : {"merged_into", "parent"})
      for (const std::string field : {"title", "number", "description"})
        for (const std::string& word : words)
          alike("/api/v1/incidents?filter=" + encoded(ref + "." + field + " contains \"" + (field == "number" ? upper(word) : word) + "\""),
                "/api/v1/incidents?filter=" + encoded(ref + "." + field + " contains \"zznosuchword\""), word + " by " + ref);
  }
  static std::string upper(std::string word) {
    for (char& c : word) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return word;
  }

  /// Every command on what the reader may not see, and on the own one with the other as its target.
  void push_every_door(const std::string& who, const std::vector<std::string>& words, const Planted& other, const std::string& own) {
    const auto before = t().changes();
    for (const Operation& o : t().document().operations()) {
      if (o.verb == Verb::get || o.path.find("{id}") == std::string::npos) continue;
      std::string target = o.path;
      if (o.path.starts_with("/api/v1/incidents/")) target.replace(target.find("{id}"), 4, other.id);
      else if (o.path.starts_with("/api/v1/tasks/")) target.replace(target.find("{id}"), 4, other.task);
      else continue;
      const std::string body = o.request_type == "application/json" ? bj::serialize(t().sample(o)) : "{}";
      const auto answer = t().send(who, o.verb, target, {body, "application/json", {{"if-match", "\"1\""}}});
      EXPECT_GE(answer.status, 400) << who << " " << target;
      look(who, std::string(http::name_of(o.verb)) + " " + target, answer, words);
    }
    const auto reason = R"(,"reason":"x"})";
    for (const auto& [command, body] :
         std::vector<std::pair<std::string, std::string>>{{"link", R"({"kind":"related_to","other":")" + other.id + "\"}"},
                                                          {"link", R"({"kind":"child_of","other":")" + other.number + "\"}"},
                                                          {"merge", R"({"into":")" + other.number + "\"" + reason},
                                                          {"merge", R"({"into":")" + other.id + "\"" + reason},
                                                          {"split", R"({"title":"x","entries":[")" + other.entry + "\"]" + reason},
                                                          {"unlink", R"({"link":")" + link_to(other) + "\"}"}}) {
      const auto answer = t().send(who, Verb::post, path(own, "/" + command), {body, "application/json", {}});
      EXPECT_GE(answer.status, 400) << who << " " << command << " " << body << " " << answer.body;
      look(who, command + " " + body, answer, words);
    }
    for (const std::string command : {"watch", "take", "note", "cancel"}) {
      const auto answer = t().send(who, Verb::post, "/api/v1/incidents/bulk",
                                   {R"({"ids":[")" + other.id + R"("],"command":")" + command + R"(","body":)" +
                                        (command == "watch" || command == "take" ? "{}}" : R"({"text":"x"}})"),
                                    "application/json",
                                    {}});
      look(who, "bulk " + command, answer, words);
    }
    EXPECT_EQ(t().changes(), before) << who << " has changed something through a closed door";
  }
  /// Every command on the people and the places of the other customer.
  void push_the_doors_of_the_other_organisation(const std::string& who, const std::vector<std::string>& words) {
    const auto before = t().changes();
    for (const Operation& o : t().document().operations()) {
      const bool about = std::ranges::any_of(std::array{"people", "locations", "organisations", "absences", "sessions"},
                                             [&](auto list) { return o.path.starts_with("/api/v1/" + std::string(list) + "/{id}"); });
      if (o.verb == Verb::get || !about) continue;
      for (const auto& target : targets(o)) {
        const std::string body = o.request_type == "application/json" ? bj::serialize(t().sample(o)) : "{}";
        const auto answer = t().send(who, o.verb, target, {body, "application/json", {{"if-match", "*"}}});
        EXPECT_GE(answer.status, 400) << who << " " << http::name_of(o.verb) << " " << target;
        look(who, std::string(http::name_of(o.verb)) + " " + target, answer, words);
      }
    }
    EXPECT_EQ(t().changes(), before) << who << " has changed something of the other organisation";
  }

  /// A link between the neighbour's incident and the confidential one.
  std::string link_to(const Planted& other) {
    const auto links = bj::parse(t().get("guard", path(other.id, "/links")).body).at("items").as_array();
    return links.empty() ? "1" : text(links.front().as_object(), "id");
  }

  /// Everything that tells of the organisations of which the reader is no part.
  std::vector<std::string> other_organisations(const std::string& own = "") const {
    std::vector<std::string> words;
    for (const auto& [one, its] : organisation_words_)
      if (one != own) words.insert(words.end(), its.begin(), its.end());
    return words;
  }

  Planted plain_, secret_;
  std::string absence_, session_;
  std::map<std::string, std::string> organisations_, locations_;
  std::map<std::string, std::vector<std::string>> organisation_words_;
  std::string linked_, merged_, child_, split_, parent_;

 private:
  std::unique_ptr<Town> town_;
};

TEST_P(Strangers, those_concerned_do_read_what_was_planted) {
  // Otherwise silence would prove nothing.
  std::string all;
  for (const std::string rest : {"", "/story?limit=200", "/tasks", "/attachments", "/links", "/cycles"})
    all += lower_ascii(t().get("guard", path(secret_.id, rest)).body);
  all += t().get("guard", "/api/v1/attachments/" + secret_.note_file + "/content").body;
  all += t().get("guard", "/api/v1/attachments/" + secret_.comment_file + "/content").body;
  for (const auto& word : secret_.words) EXPECT_NE(all.find(word), std::string::npos) << word;
  EXPECT_NE(t().events("guard").find("\"" + secret_.id + "\""), std::string::npos);
  for (const std::string word : {"title", "comment", "note", "file"})
    EXPECT_NE(t().get("guard", "/api/v1/incidents?q=zqsecret" + word).body.find(secret_.number), std::string::npos) << word;
}

TEST_P(Strangers, read_nothing_by_any_door) {
  for (const std::string who : {"stranger", "supplier", "nobody"}) read_everything(who, forbidden(true));
  ask_oracles("stranger", forbidden(true));
}

TEST_P(Strangers, who_is_concerned_by_a_neighbour_reads_nothing_of_the_confidential_one) {
  for (const std::string who : {"neighbour", "analyst", "administrator", "knowledge_curator"}) read_everything(who, forbidden(false, who));
  for (const std::string who : {"neighbour", "analyst"}) ask_oracles(who, forbidden(false, who));
}

TEST_P(Strangers, outside_the_staff_nobody_reads_of_an_organisation_that_is_not_the_own_one) {
  for (const std::string who : {"stranger", "neighbour", "supplier", "nobody"}) read_everything(who, other_organisations());
  read_everything("victim", other_organisations("b"));
  EXPECT_NE(lower_ascii(t().get("victim", "/api/v1/catalogue").body).find("zqblocation"), std::string::npos);
  for (const auto& [one, location] : locations_) {
    const bj::object given{{"title", "mine"}, {"location", location}};
    const auto answer = t().send("stranger", Verb::post, "/api/v1/incidents", {bj::serialize(given), "application/json", {}});
    EXPECT_EQ(answer.status, 422);
    look("stranger", "logging at another's place", answer, other_organisations());
  }
}

TEST_P(Strangers, get_nothing_out_by_commands) {
  const auto own = text(t().post("stranger", "/api/v1/incidents", {{"title", "mine"}}), "id");
  push_every_door("stranger", forbidden(true), plain_, own);
  push_every_door("stranger", forbidden(true), secret_, own);
  push_every_door("analyst", forbidden(false), secret_, linked_);
  push_every_door("neighbour", forbidden(false, "neighbour"), secret_, linked_);
  push_every_door("supplier", forbidden(true), plain_, own);
}

TEST_P(Strangers, an_organisations_administrator_reads_and_changes_nothing_of_another_one) {
  auto words = forbidden(true);
  words.insert(words.end(), organisation_words_["b"].begin(), organisation_words_["b"].end());
  read_everything("keeper_a", words);
  ask_oracles("keeper_a", words);
  for (const std::string& word : organisation_words_["b"])
    for (const std::string list : {"people", "locations", "organisations"}) {
      const auto found = t().get("keeper_a", "/api/v1/" + list + "?q=" + word);
      EXPECT_EQ(found.body, t().get("keeper_a", "/api/v1/" + list + "?q=zznosuchword").body) << list << " " << word;
    }
  const auto own = text(t().post("keeper_a", "/api/v1/incidents", {{"title", "mine"}}), "id");
  push_every_door("keeper_a", words, plain_, own);
  push_every_door("keeper_a", words, secret_, own);
  push_the_doors_of_the_other_organisation("keeper_a", words);
}

TEST_P(Strangers, an_organisations_administrator_reads_what_is_its_own_as_callers_do) {
  std::string all;
  for (const std::string& target : {path(plain_.id), path(plain_.id, "/story?limit=200"), path(plain_.id, "/attachments"),
                                    std::string("/api/v1/people"), std::string("/api/v1/locations"), std::string("/api/v1/organisations"),
                                    std::string("/api/v1/absences"), std::string("/api/v1/incidents.csv")})
    all += lower_ascii(t().get("keeper_b", target).body);
  auto words = organisation_words_["b"];
  for (const std::string word : {"title", "description", "room", "comment", "file", "resolution"}) words.push_back("zqplain" + word);
  for (const auto& word : words) EXPECT_NE(all.find(word), std::string::npos) << word;
  EXPECT_NE(t().events("keeper_b").find("\"" + plain_.id + "\""), std::string::npos);
  // What is confidential stays with those who are named, and what we say among us stays with us.
  auto hidden = forbidden(false);
  for (const std::string word : {"note", "notefile", "notebytes", "task", "taskwords", "item", "hidden", "tag", "handback", "external"})
    hidden.push_back("zqplain" + word);
  hidden.insert(hidden.end(), organisation_words_["a"].begin(), organisation_words_["a"].end());
  read_everything("keeper_b", hidden);
}

INSTANTIATE_TEST_SUITE_P(Engines, Strangers, testing::Values(store::Engine::sqlite, store::Engine::postgres), test::engine_name);

}  // namespace
}  // namespace evenkeel::doors
