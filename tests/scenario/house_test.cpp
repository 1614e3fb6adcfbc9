// What a scenario file cannot say about the house as a whole: options of the operator and their effect.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>

#include "app/housekeeping.hpp"
#include "practice/service/catalogue_desk.hpp"
#include "practice/service/skill.hpp"
#include "scenario/office.hpp"
#include "store/node.hpp"

namespace evenkeel::scenario {
namespace {

const Time begin{1'772'438'400 * us_per_second};

TEST(House, takes_attachments_up_to_the_operators_limit) {
  Stage stage(store::Engine::sqlite, begin, [](app::Config& config, app::HouseOptions&) { config.incident.attachment_limit = "2KiB"; });
  Office office(stage);
  office.add("first01", "analyst");
  const auto id = office.must("first01", "/api/v1/incidents", R"({"title":"With a file"})")["id"];
  const auto target = "/api/v1/incidents/" + id + "/attachments";
  auto attach = [&](std::size_t bytes) {
    return office.ask("first01", http::Verb::post, target + "?name=log.txt", std::string(bytes, 'x'),
                      {{"content-type", "application/octet-stream"}});
  };
  EXPECT_EQ(attach(2'048).status, 201);
  const auto refused = attach(2'049);
  EXPECT_EQ(refused.status, 413);
  EXPECT_NE(refused.text.find("2 KiB"), std::string::npos) << refused.text;
  EXPECT_EQ(stage.house().body_limit(http::Verb::post, target), 2'048u);
  EXPECT_EQ(office.get("first01", target).body.at("items").as_array().size(), 1u);
}

TEST(House, finds_what_was_written_to_the_catalogue_once_that_is_answered) {
  Stage stage(store::Engine::sqlite, begin, [](app::Config&, app::HouseOptions&) {});
  auto& house = stage.house();
  const auto skills = [&] { return house.catalogue().now()->ids("skill").size(); };
  const auto before = skills();
  std::optional<std::size_t> when_answered;
  store::Command command;
  command.lane = store::Lane::people;
  command.run = [](store::Tx& tx) -> Result<store::Outcome> {
    service::Skill networks;
    networks.name = "Networks";
    CHECK_OK(service::add(tx, record::to_record(networks)));
    return store::Outcome{};
  };
  command.done = [&](const Result<store::Outcome>& result) {
    EXPECT_TRUE(result);
    when_answered = skills();
  };
  house.writer().submit(std::move(command));
  while (!when_answered) house.writer().step();
  EXPECT_EQ(*when_answered, before + 1);
}

TEST(House, shows_its_figures_to_nobody_but_who_was_named) {
  struct Case {
    std::vector<std::string> from, proxies;
    std::string forwarded;
    int status;
  };
  const std::vector<Case> cases = {{{}, {}, "", 403},
                                   {{"127.0.0.1"}, {}, "", 200},
                                   {{"127.0.0.1"}, {}, "203.0.113.9", 403},
                                   {{"127.0.0.1"}, {"10.0.0.1"}, "203.0.113.9", 200},
                                   {{"10.0.0.0/8"}, {}, "", 403}};
  for (const Case& c : cases) {
    Stage stage(store::Engine::sqlite, begin, [&](app::Config& config, app::HouseOptions&) {
      config.http.metrics_from = c.from;
      config.http.trusted_proxies = c.proxies;
    });
    http::Request request;
    request.path = "/metrics";
    request.client_address = "127.0.0.1";
    if (!c.forwarded.empty()) request.headers.emplace_back("x-forwarded-for", c.forwarded);
    EXPECT_EQ(stage.send(request, {}).status, c.status) << c.from.size() << c.proxies.size() << c.forwarded;
    Office office(stage);
    EXPECT_EQ(office.get("admin", "/metrics").status, 200) << "the permission is enough";
  }
}

TEST(House, passes_on_to_children_what_the_operator_says) {
  for (const bool reach : {true, false}) {
    Stage stage(store::Engine::sqlite, begin, [&](app::Config& config, app::HouseOptions&) {
      config.incident.comments_reach_children = reach;
      config.incident.undo_window = reach ? "10s" : "2h";
    });
    Office office(stage);
    const auto teams = office.get("admin", "/api/v1/teams").body.at("items").as_array();
    office.add("first01", "analyst", R"("teams":[")" + std::string(teams.at(0).at("id").as_string()) + R"("])");
    const std::string path = "/api/v1/incidents";
    const auto parent = office.must("first01", path, R"({"title":"Outage"})")["id"],
               child = office.must("first01", path, R"({"title":"Mine"})")["id"];
    office.must("first01", path + "/" + child + "/link", R"({"other":")" + parent + R"(","kind":"child_of"})");
    office.must("first01", path + "/" + parent + "/comment", R"({"text":"We are on it."})");
    stage.advance(us_per_hour);
    EXPECT_EQ(office.get("first01", path + "/" + child + "/story").text.find("We are on it.") != std::string::npos, reach);
    office.must("first01", path + "/" + child + "/take");
    stage.advance(us_per_hour);
    EXPECT_EQ(office.post("first01", path + "/" + child + "/undo").status, reach ? 409 : 200);
  }
}

TEST(House, counts_refused_credentials_by_address) {
  Stage stage(store::Engine::sqlite, begin, [](app::Config& config, app::HouseOptions&) { config.http.requests_per_minute = 60; });
  Office office(stage);
  int n = 0;
  auto guess = [&](const std::string& address) {
    http::Request request;
    request.path = "/api/v1/people";
    request.client_address = address;
    request.headers.emplace_back("authorization", "Bearer invented" + std::to_string(++n));
    return stage.send(request, {}).status;
  };
  for (int i = 0; i < 10; ++i) EXPECT_EQ(guess("203.0.113.9"), 401) << i;
  EXPECT_EQ(guess("203.0.113.9"), 429);
  EXPECT_EQ(guess("203.0.113.10"), 401);
  stage.advance(us_per_minute);
  EXPECT_EQ(guess("203.0.113.9"), 401);
}

class Upkeep : public test::OnBothDatabases {
 protected:
  static std::int64_t count(Stage& stage, const std::string& sql) {
    std::int64_t n = -1;
    stage.house().reg().readers.read([&](store::Connection& db) { db.query(sql, {}, [&](const store::Row& row) { n = row.integer(0); }); });
    return n;
  }
};
ON_BOTH_DATABASES(Upkeep);

TEST_P(Upkeep, sweeps_away_files_whose_command_was_refused) {
  Stage stage(GetParam(), begin);
  Office office(stage);
  office.add("first01", "analyst");
  const auto target =
      "/api/v1/incidents/" + office.must("first01", "/api/v1/incidents", R"({"title":"With a file"})")["id"] + "/attachments";
  // The key of another request is refused, after the bytes were stored.
  auto attach = [&](const std::string& bytes, const std::string& key) {
    return office.ask("first01", http::Verb::post, target + "?name=log.txt", bytes,
                      {{"content-type", "application/octet-stream"}, {"idempotency-key", key}});
  };
  EXPECT_EQ(attach("kept", "first").status, 201);
  EXPECT_EQ(attach("refused", "first").status, 422);
  EXPECT_EQ(count(stage, "SELECT COUNT(*) FROM blob"), 2);
  stage.advance(6 * us_per_hour);
  EXPECT_EQ(attach("sent again", "first").status, 422);
  EXPECT_EQ(count(stage, "SELECT COUNT(*) FROM blob"), 3) << "what was seen once may be on its way";
  stage.advance(6 * us_per_hour);
  EXPECT_EQ(count(stage, "SELECT COUNT(*) FROM blob"), 2);
  EXPECT_EQ(attach("sent again", "second").status, 201);
  EXPECT_EQ(attach("refused", "first").status, 422);
  stage.crash();
  stage.advance(2 * us_per_day);
  EXPECT_EQ(count(stage, "SELECT COUNT(*) FROM blob"), 2);
  EXPECT_EQ(office.get("first01", target).body.at("items").as_array().size(), 2u);
}

TEST_P(Upkeep, forgets_messages_that_failed_long_ago) {
  Stage stage(GetParam(), begin);
  Office office(stage);
  office.add("caller01", "caller", R"("mail":"caller01@example.org")");
  office.add("first01", "analyst");
  stage.mail_works = false;
  office.must("first01", "/api/v1/incidents", R"({"title":"Slow","caller":")" + office.id("caller01") + "\"}");
  stage.advance(2 * us_per_day);
  ASSERT_GT(count(stage, "SELECT COUNT(*) FROM delivery WHERE state = 'failed'"), 0);
  stage.advance(80 * us_per_day);
  EXPECT_GT(count(stage, "SELECT COUNT(*) FROM delivery WHERE state = 'failed'"), 0);
  stage.advance(10 * us_per_day);
  EXPECT_EQ(count(stage, "SELECT COUNT(*) FROM delivery"), 0);
  EXPECT_EQ(count(stage, "SELECT COUNT(*) FROM message"), 0);
}

// Who only called, and whose last incident was closed longer ago than the operator keeps: erased. Nobody else.
TEST_P(Upkeep, erases_callers_whose_incidents_are_long_closed) {
  Stage stage(GetParam(), begin, [](app::Config& config, app::HouseOptions&) { config.retention.closed_callers = "90d"; });
  Office office(stage);
  office.add("first01", "analyst");
  for (const char* caller : {"long_closed", "still_open", "closed_of_late", "one_of_each", "reports", "affected", "never_called"})
    office.add(caller, "");
  office.add("portal_caller", "caller");
  const std::string path = "/api/v1/incidents";
  auto called = [&](const std::string& who) {
    return path + "/" + office.must("first01", path, R"({"title":"Slow","caller":")" + office.id(who) + "\"}")["id"];
  };
  auto cancel = [&](const std::string& incident) { office.must("first01", incident + "/cancel", R"({"reason":"mistaken"})"); };
  cancel(called("long_closed"));
  cancel(called("portal_caller"));
  cancel(called("first01"));
  cancel(called("one_of_each"));
  cancel(called("reports"));
  cancel(called("affected"));
  called("still_open");
  called("one_of_each");
  const std::string two = R"(","reporter":")" + office.id("reports") + R"(","affected":[")" + office.id("affected") + R"("]})";
  office.must("first01", path, R"({"title":"For others","caller":")" + office.id("still_open") + two);
  const auto late = called("closed_of_late");
  auto erased = [&](const std::string& who) { return count(stage, "SELECT erased FROM person WHERE id = " + office.id(who)) == 1; };
  stage.advance(60 * us_per_day);
  cancel(late);
  stage.advance(28 * us_per_day);
  EXPECT_FALSE(erased("long_closed")) << "two days are left";
  stage.advance(5 * us_per_day);
  EXPECT_TRUE(erased("long_closed"));
  for (const char* who : {"still_open", "closed_of_late", "one_of_each", "reports", "affected", "never_called", "first01", "admin"})
    EXPECT_FALSE(erased(who)) << who;
  EXPECT_TRUE(erased("portal_caller")) << "a caller who can sign in is one, too";
  EXPECT_EQ(count(stage, "SELECT COUNT(*) FROM erasure"), 2);
  EXPECT_EQ(stage.audit(), "");
  stage.advance(60 * us_per_day);
  EXPECT_TRUE(erased("closed_of_late"));
  EXPECT_FALSE(erased("still_open"));
}

TEST_P(Upkeep, keeps_callers_for_ever_when_the_operator_says_nothing) {
  Stage stage(GetParam(), begin);
  Office office(stage);
  office.add("first01", "analyst");
  office.add("caller01", "");
  const std::string path = "/api/v1/incidents";
  const auto id = office.must("first01", path, R"({"title":"Slow","caller":")" + office.id("caller01") + "\"}")["id"];
  office.must("first01", path + "/" + id + "/cancel", R"({"reason":"mistaken"})");
  stage.advance(800 * us_per_day);
  EXPECT_EQ(count(stage, "SELECT COUNT(*) FROM erasure"), 0);
}

TEST(House, makes_a_backup_when_it_is_due_and_says_when_it_cannot) {
  std::string folder;
  Stage stage(store::Engine::sqlite, begin, [&](app::Config& config, app::HouseOptions&) {
    config.backup.folder = folder;
    config.backup.every = "6h";
    config.backup.keep = 2;
  });
  folder = stage.file("backups");
  stage.crash();  // from now on with the folder
  stage.advance(5 * us_per_hour);
  EXPECT_TRUE(app::list_backups(folder).empty()) << "not in the rush of the start";
  stage.advance(us_per_hour);
  ASSERT_EQ(app::list_backups(folder).size(), 1u);
  const auto first = app::list_backups(folder).front().name;
  stage.advance(5 * us_per_hour);
  EXPECT_EQ(app::list_backups(folder).size(), 1u);
  for (int i = 0; i < 3; ++i) stage.advance(6 * us_per_hour);
  const auto kept = app::list_backups(folder);
  ASSERT_EQ(kept.size(), 2u);
  EXPECT_NE(kept.back().name, first);
  EXPECT_GT(kept.front().bytes, 0);
  // Where the folder should be is a file: it is said, and everything else goes on.
  folder = stage.file("not_a_folder");
  std::ofstream(folder) << "x";
  stage.crash();
  testing::internal::CaptureStderr();
  stage.advance(6 * us_per_hour);
  const auto said = testing::internal::GetCapturedStderr();
  EXPECT_NE(said.find("backup.failed"), std::string::npos) << said;
  Office office(stage);
  EXPECT_EQ(office.get("admin", "/api/v1/teams").status, 200);
}

TEST_P(Upkeep, answers_telephone_systems_in_lines_of_number_and_name) {
  Stage stage(GetParam(), begin);
  Office office(stage);
  std::string turn;
  for (const char* who : {"tech03", "tech01", "tech02"}) turn += (turn.empty() ? "\"" : ",\"") + office.add(who, "technician") + "\"";
  const auto target = "/api/v1/rosters/" +
                      office.must("admin", "/api/v1/rosters",
                                  R"({"name":"Network","zone":"UTC","plan":{"layers":[{"name":"Week","starts_on":"2026-02-23",)"
                                  R"("hand_off":"00:00","line_ups":[{"from":"2026-02-23","turns":[{"people":[)" +
                                      turn + "]}]}]}]}}")["id"] +
                      "/on_call.txt";
  auto phone = [&](const std::string& who, const std::string& number) {
    const auto done = office.ask("admin", http::Verb::patch, "/api/v1/people/" + office.id(who), R"({"phone":)" + number + "}",
                                 {{"content-type", "application/json"}, {"if-match", "*"}});
    ASSERT_EQ(done.status, 200) << done.text;
  };
  EXPECT_EQ(office.get("tech01", target).status, 404) << "nobody has a number";
  phone("tech01", R"("+49 30 100")");
  phone("tech03", R"("+49 30 300")");
  EXPECT_EQ(office.get("tech01", target).text, "+49 30 300\ttech03\n+49 30 100\ttech01\n");
  phone("tech03", "null");
  EXPECT_EQ(office.get("tech01", target).text, "+49 30 100\ttech01\n");
}

// A node that starts anew while another one ran has missed nothing for all of them.
TEST(House, excuses_no_heartbeat_while_another_node_heard_them) {
  if (const auto why = test::why_not(store::Engine::postgres); !why.empty()) GTEST_SKIP() << why;
  for (const bool ran : {true, false}) {
    Stage stage(store::Engine::postgres, begin);
    Office office(stage);
    const auto source = office.must("admin", "/api/v1/alert_sources", R"({"name":"Jobs","kind":"generic"})")["id"];
    const auto id = office.must("admin", "/api/v1/heartbeats",
                                fmt::format(R"({{"name":"Job","source":"{}","every":"1h","grace":"10m"}})", source))["id"];
    const std::string key = office.must("admin", "/api/v1/heartbeats/" + id + "/key")["secret"];
    EXPECT_EQ(office.get("", "/ping/" + key).status, 200);
    stage.advance(59 * us_per_minute + 30 * us_per_second);
    // The other one began now, or before; it renews its lease all the time.
    const auto fence = store::new_fence(stage.world) - (ran ? us_per_hour / us_per_ms << 20 : 0);
    stage.database()
        .connect(store::Open::write)
        ->execute("INSERT INTO node(id, fence, lease_until_us, last_batch) VALUES (7, $1, $2, 0)",
                  {store::Param(fence), store::Param(stage.world.now() + us_per_hour)});
    stage.crash();
    stage.advance(20 * us_per_minute);
    const auto state = office.get("admin", "/api/v1/heartbeats/" + id + "/state").body;
    EXPECT_EQ(state.at("state").as_string(), ran ? "missing" : "waiting");
    EXPECT_EQ(state.at("excused").as_string().empty(), ran);
  }
}

}  // namespace
}  // namespace evenkeel::scenario
