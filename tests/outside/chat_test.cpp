// Chats both ways, against a stand-in of both APIs that is as strict as they are: what stands in a channel, and what commands and buttons
// do and for whom. The house lives on simulated time; the other side is real HTTPS.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "base/url.hpp"
#include "outside/helper_process.hpp"
#include "scenario/office.hpp"

namespace evenkeel::outside {
namespace {

using boost::json::object;
using scenario::Office;
using scenario::Stage;

const std::string signing = "8f742231b10e8888abcd99yyyzzz85a5", token = "mattermost command token";

class ChatsOutside : public testing::TestWithParam<store::Engine> {
 protected:
  void SetUp() override {
    if (const auto why = test::why_not(GetParam()); !why.empty()) GTEST_SKIP() << why;
    servers_ = std::make_unique<HelperProcess>(
        std::vector<std::string>{"/usr/bin/python3", EVENKEEL_OUTSIDE "/chat_servers.py", folder_.file("")});
    ready_ = servers_->next().value();
    std::ofstream(folder_.file("secrets")) << "bot = xoxb-right\nmmbot = mmright\nsigning = " << signing << "\ncommand = " << token << "\n";
    stage_ =
        std::make_unique<Stage>(GetParam(), Time{1'772'438'400 * us_per_second}, [this](app::Config& config, app::HouseOptions& options) {
          config.channels.ca_file = text_of(ready_, "certificate");
          config.channels.secrets_file = folder_.file("secrets");
          config.channels.private_networks = {"127.0.0.0/8", "::1"};
          options.send_call = connect::send;
        });
    office_ = std::make_unique<Office>(*stage_);
    const std::string team = office_->get("admin", "/api/v1/teams").body.at("items").at(0).at("id").as_string().c_str();
    office_->ask("admin", http::Verb::patch, "/api/v1/people/" + office_->id("admin"),
                 R"({"roles":["administrator","analyst"],"teams":[")" + team + "\"]}", {{"if-match", "*"}});
    const std::string url = "https://localhost:" + text_of(ready_, "port");
    slack_ = make_workspace("slack", url, "bot", "signing", "C0TEAM");
  }
  std::string make_workspace(const std::string& kind, const std::string& url, const std::string& bot, const std::string& request,
                             const std::string& channel, const std::string& applies = "priority <= 2") {
    const std::string id =
        office_->must("admin", "/api/v1/chat_workspaces",
                      fmt::format(R"({{"name":"{0}","kind":"{0}","url":"{1}","bot_secret":"{2}","request_secret":"{3}"}})", kind, url, bot,
                                  request))["id"];
    channel_ = office_->must(
        "admin", "/api/v1/chat_channels",
        fmt::format(R"({{"name":"{0}","workspace":"{1}","channel":"{2}","applies":"{3}"}})", kind, id, channel, applies))["id"];
    return id;
  }
  std::string make_incident(const std::string& title, const std::string& level = "high") {
    return office_->must("admin", "/api/v1/incidents",
                         fmt::format(R"({{"title":"{}","impact":"{}","urgency":"{}"}})", title, level, level))["id"];
  }
  object incident(const std::string& id) { return office_->get("admin", "/api/v1/incidents/" + id).body.as_object(); }
  void tell(const std::string& line) {
    servers_->tell(line);
    ASSERT_FALSE(servers_->take("done", 10'000).empty());
  }
  std::vector<object> take(const char* event, int wait_ms = 300) { return servers_->take(event, wait_ms); }

  http::Response send(const std::string& path, const std::string& type, const std::string& body,
                      std::vector<std::pair<std::string, std::string>> headers, const Stage::Client& client = {}) {
    http::Request request;
    request.verb = http::Verb::post;
    request.path = path;
    request.headers = std::move(headers);
    request.headers.emplace_back("content-type", type);
    request.body = body;
    return stage_->send(std::move(request), client);
  }
  http::Response signed_by_slack(const std::string& what, const std::string& body, const std::string& secret = signing,
                                 std::int64_t late_s = 0) {
    const auto at = std::to_string(stage_->world.now().us / us_per_second - late_s);
    return send("/api/v1/chat/" + slack_ + "/" + what, "application/x-www-form-urlencoded", body,
                {{"x-slack-request-timestamp", at}, {"x-slack-signature", "v0=" + to_hex(hmac_sha256(secret, "v0:" + at + ":" + body))}});
  }
  std::string command(const std::string& text, const std::string& user = "U1") {
    const auto answer = signed_by_slack("command", form(text, user, "trigger" + std::to_string(++triggers_)));
    EXPECT_EQ(answer.status, 200) << answer.body;
    const auto said = boost::json::parse(answer.body);
    EXPECT_EQ(said.at("response_type").as_string(), "ephemeral");
    return said.at("text").as_string().c_str();
  }
  static std::string form(const std::string& text, const std::string& user, const std::string& trigger) {
    return "token=legacy&team_id=T1&user_id=" + user + "&user_name=admin&command=%2Fincident&text=" + url_encoded(text) +
           "&trigger_id=" + trigger;
  }
  /// A signed-in browser: only a session gets a code, and sets a password.
  Stage::Client browser() {
    const auto in = send("/api/v1/session", "application/json", R"({"login":"admin","password":"correct horse battery staple"})", {});
    Stage::Client client;
    for (const auto& [name, value] : in.headers)
      if (equal_ascii_nocase(name, "set-cookie")) {
        const auto cookie = value.substr(value.find('=') + 1, value.find(';') - value.find('=') - 1);
        (value.starts_with("evenkeel_session=") ? client.session : client.csrf) = cookie;
      }
    return client;
  }
  std::string code() {
    const auto made = send("/api/v1/me/chat_code", "application/json", "", {}, browser());
    EXPECT_EQ(made.status, 201) << made.body;
    return boost::json::parse(made.body).at("code").as_string().c_str();
  }
  static std::string press(const std::string& button, const std::string& value, const std::string& trigger,
                           const std::string& user = "U1") {
    return "payload=" +
           url_encoded(fmt::format(R"({{"type":"block_actions","user":{{"id":"{}"}},"team":{{"id":"T1"}},"channel":{{"id":"C0TEAM"}},)"
                                   R"("trigger_id":"{}","actions":[{{"action_id":"{}","value":"{}"}}]}})",
                                   user, trigger, button, value));
  }

  test::TempFolder folder_;
  std::unique_ptr<HelperProcess> servers_;
  object ready_;
  std::unique_ptr<Stage> stage_;
  std::unique_ptr<Office> office_;
  std::string slack_, channel_;
  int triggers_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Engines, ChatsOutside, testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         [](const auto& engine) { return engine.param == store::Engine::sqlite ? "sqlite" : "postgres"; });

TEST_P(ChatsOutside, an_incident_is_one_thread_that_says_how_it_stands) {
  const auto id = make_incident("<!channel> router down");
  auto posts = take("post");
  ASSERT_EQ(posts.size(), 1U);
  const auto root = text_of(posts[0], "id");
  EXPECT_NE(text_of(posts[0], "text").find("&lt;!channel&gt; router down"), std::string::npos) << "a title calls nobody";
  EXPECT_EQ(text_of(posts[0], "buttons"), R"(["acknowledge","take"])");
  office_->must("admin", "/api/v1/incidents/" + id + "/acknowledge");
  EXPECT_EQ(text_of(take("update").at(0), "buttons"), R"(["take"])");
  posts = take("post");
  ASSERT_EQ(posts.size(), 1U);
  EXPECT_EQ(text_of(posts[0], "thread"), root);
  EXPECT_NE(text_of(posts[0], "text").find("Acknowledged by Administrator"), std::string::npos);

  make_incident("nothing much", "low");
  EXPECT_TRUE(take("post").empty()) << "the channel follows others";
  office_->must("admin", "/api/v1/incidents", R"({"title":"secret","impact":"high","urgency":"high","confidential":true})");
  EXPECT_TRUE(take("post").empty());

  // Somebody deleted it: it begins anew.
  tell("forget");
  office_->must("admin", "/api/v1/incidents/" + id + "/take");
  posts = take("post");
  ASSERT_GE(posts.size(), 1U);
  EXPECT_EQ(text_of(posts[0], "thread"), "");
  EXPECT_EQ(stage_->audit(), "");
}

TEST_P(ChatsOutside, it_waits_when_it_is_asked_to_and_nothing_is_lost) {
  tell("limit 1");
  const auto id = make_incident("router down");
  EXPECT_EQ(take("limited").size(), 1U);
  EXPECT_TRUE(take("post").empty());
  office_->must("admin", "/api/v1/incidents/" + id + "/acknowledge");
  EXPECT_TRUE(take("limited", 0).empty()) << "it asked for seven seconds";
  stage_->crash();
  stage_->advance(us_per_minute);
  const auto posts = take("post");
  ASSERT_EQ(posts.size(), 2U) << "one that says how it stands, one that says what was done";
  EXPECT_EQ(text_of(posts[1], "thread"), text_of(posts[0], "id"));
  EXPECT_EQ(office_->get("admin", "/api/v1/chat_channels/" + channel_ + "/test").body.at("last").at("state").as_string(), "sent");
}

TEST_P(ChatsOutside, a_command_acts_as_who_proved_the_account_and_as_nobody_else) {
  EXPECT_NE(command("declare Mail is down").find("I do not know who you are"), std::string::npos);
  EXPECT_EQ(office_->get("admin", "/api/v1/incidents").body.at("items").as_array().size(), 0U);
  EXPECT_EQ(office_->post("admin", "/api/v1/me/chat_code").status, 403) << "a token ties nothing";
  const auto mine = code();
  EXPECT_NE(command("link wrong-code").find("wrong or older"), std::string::npos);
  EXPECT_NE(command("link " + mine).find("You are Administrator"), std::string::npos);
  EXPECT_NE(command("link " + mine, "U2").find("wrong or older"), std::string::npos) << "it is good once";
  const auto late = code();
  stage_->advance(11 * us_per_minute);
  EXPECT_NE(command("link " + late, "U2").find("wrong or older"), std::string::npos);

  const auto said = command("declare Mail is down");
  EXPECT_NE(said.find("Logged: "), std::string::npos);
  const auto all = office_->get("admin", "/api/v1/incidents").body.at("items").as_array();
  ASSERT_EQ(all.size(), 1U);
  const std::string id = all[0].at("id").as_string().c_str(), number = all[0].at("number").as_string().c_str();
  EXPECT_EQ(all[0].at("caller").as_string(), office_->id("admin"));
  EXPECT_EQ(all[0].at("channel").as_string(), "chat");
  EXPECT_NE(command("ack 1").find("You have it"), std::string::npos);
  EXPECT_NE(command("note " + number + " <b>it is the disk</b>").find("Noted"), std::string::npos);
  EXPECT_NE(command("list").find("Nothing that is open"), std::string::npos);
  EXPECT_NE(command("assign 1 me").find("yours"), std::string::npos);
  EXPECT_NE(command("list").find(number), std::string::npos);
  EXPECT_NE(command("ack 99").find("There is no such incident"), std::string::npos);
  EXPECT_NE(command("ack").find("/incident declare"), std::string::npos);
  EXPECT_NE(command("ack 1", "U2").find("I do not know"), std::string::npos);
  EXPECT_NE(office_->get("admin", "/api/v1/incidents/" + id + "/story").text.find("it is the disk"), std::string::npos);

  // A recorded request, sent again, does nothing; one that is altered, late or signed by somebody else is refused.
  const auto once = form("note 1 again and again", "U1", "same");
  EXPECT_EQ(signed_by_slack("command", once).status, 200);
  EXPECT_NE(signed_by_slack("command", once).body.find("already"), std::string::npos);
  EXPECT_EQ(signed_by_slack("command", once, "another secret").status, 401);
  EXPECT_EQ(signed_by_slack("command", once, signing, 301).status, 401);
  EXPECT_EQ(send("/api/v1/chat/" + slack_ + "/command", "application/x-www-form-urlencoded", once, {}).status, 401);
  EXPECT_EQ(send("/api/v1/chat/17/command", "application/x-www-form-urlencoded", once, {}).status, 401);
  const auto story = office_->get("admin", "/api/v1/incidents/" + id + "/story").text;
  EXPECT_EQ(story.find("\"text\":\"again"), story.rfind("\"text\":\"again"));
  EXPECT_EQ(signed_by_slack("action", R"({"type":"url_verification","challenge":"abc"})").body, R"({"challenge":"abc"})");

  // Who may not, may not by a chat either; a confidential incident is for no chat.
  office_->ask("admin", http::Verb::patch, "/api/v1/incidents/" + id, R"({"confidential":true})", {{"if-match", "*"}});
  EXPECT_EQ(command("note 1 more").find("Mail is down"), std::string::npos);
  EXPECT_NE(command("unlink").find("not linked"), std::string::npos);
  EXPECT_NE(command("list").find("I do not know"), std::string::npos);
  EXPECT_EQ(stage_->audit(), "");
}

TEST_P(ChatsOutside, a_button_of_slack_acts_once_and_answers_beside_the_thread) {
  const auto id = make_incident("router down");
  EXPECT_EQ(signed_by_slack("action", press("acknowledge", id, "t1")).status, 200);
  EXPECT_NE(text_of(take("whisper").at(0), "text").find("I do not know who you are"), std::string::npos);
  EXPECT_TRUE(incident(id).at("acknowledged_at").is_null());
  command("link " + code());
  EXPECT_EQ(signed_by_slack("action", press("acknowledge", id, "t2"), "wrong").status, 401);
  EXPECT_EQ(signed_by_slack("action", press("delete", id, "t3")).status, 200);
  EXPECT_TRUE(incident(id).at("acknowledged_at").is_null());
  EXPECT_EQ(signed_by_slack("action", press("acknowledge", id, "t4")).status, 200);
  EXPECT_TRUE(incident(id).at("acknowledged_at").is_string());
  EXPECT_EQ(text_of(take("whisper").at(0), "user"), "U1");
  EXPECT_EQ(signed_by_slack("action", "payload=%5B%5D").status, 200);
}

TEST_P(ChatsOutside, mattermost_has_its_own_ways) {
  const std::string url = "https://localhost:" + text_of(ready_, "port");
  const auto workspace = make_workspace("mattermost", url, "mmbot", "command", std::string(26, 'c'), "priority = 1");
  take("post");
  const auto id = make_incident("@channel router down");
  const auto posts = take("post");
  ASSERT_EQ(posts.size(), 2U);
  const object& mine = posts[0].contains("tokens") ? posts[0] : posts[1];
  EXPECT_EQ(text_of(mine, "text").find("@channel"), std::string::npos);
  const auto button = boost::json::parse(text_of(mine, "tokens")).at(0).as_string();
  const std::string path = "/api/v1/chat/" + workspace;
  EXPECT_EQ(boost::json::parse(text_of(mine, "urls")).at(0).as_string(), "https://help.example.org" + path + "/action");

  // As Mattermost makes them.
  const auto trigger = [&](std::int64_t late_s = 0) {
    const auto made_ms = stage_->world.now().us / us_per_ms - late_s * 1'000;
    return to_base64url(fmt::format("id{:022}:mmuser:{}:c2ln", ++triggers_, made_ms));
  };
  const auto slash = [&](const std::string& text, const std::string& secret, std::int64_t late_s = 0) {
    return send(
        path + "/command", "application/x-www-form-urlencoded",
        "channel_id=c&user_id=mmuser&trigger_id=" + trigger(late_s) + "&text=" + url_encoded(text) + "&token=" + url_encoded(secret), {});
  };
  EXPECT_EQ(slash("list", "wrong").status, 401);
  // Its token tells no time, its trigger does.
  EXPECT_EQ(slash("list", token, 299).status, 200);
  EXPECT_EQ(slash("list", token, 301).status, 401);
  EXPECT_EQ(slash("list", token, -301).status, 401);
  // One that tells none is remembered for a year.
  const auto timeless = [&] {
    return send(path + "/command", "application/x-www-form-urlencoded",
                "channel_id=c&user_id=mmuser&trigger_id=plain&text=list&token=" + url_encoded(token), {})
        .body;
  };
  EXPECT_NE(timeless().find("I do not know"), std::string::npos);
  stage_->advance(3 * us_per_day);
  EXPECT_NE(timeless().find("already"), std::string::npos);
  const auto pressed = [&](const std::string& context) {
    return send(path + "/action", "application/json",
                fmt::format(R"({{"user_id":"mmuser","channel_id":"c","trigger_id":"{}","context":{{"token":"{}"}}}})", trigger(), context),
                {});
  };
  EXPECT_NE(pressed(button.c_str()).body.find("I do not know"), std::string::npos);
  EXPECT_NE(slash("link " + code(), token).body.find("You are Administrator"), std::string::npos);
  EXPECT_EQ(pressed("1.2.acknowledge").status, 401);
  EXPECT_EQ(pressed(std::string(button.c_str()) + "x").status, 401);
  EXPECT_TRUE(incident(id).at("acknowledged_at").is_null());
  EXPECT_NE(pressed(button.c_str()).body.find("ephemeral_text"), std::string::npos);
  EXPECT_TRUE(incident(id).at("acknowledged_at").is_string());
}

TEST_P(ChatsOutside, who_lost_their_sessions_lost_their_chats) {
  const std::string me = office_->id("admin");
  const auto linked = [&] {
    EXPECT_NE(command("link " + code()).find("You are Administrator"), std::string::npos);
    EXPECT_NE(command("list").find("Nothing that is open"), std::string::npos);
  };
  linked();
  const auto old = code();
  office_->ask("admin", http::Verb::del, "/api/v1/people/" + me + "/sessions", "");
  EXPECT_NE(command("link " + old).find("wrong or older"), std::string::npos) << "a code that was seen before, too";
  EXPECT_NE(command("list").find("I do not know"), std::string::npos);
  linked();
  // A new password; what a rolled-back or late timer leaves is looked at by itself.
  EXPECT_EQ(send("/api/v1/people/" + me + "/password", "application/json",
                 R"({"password":"correct horse battery staple","current":"correct horse battery staple"})", {}, browser())
                .status,
            204);
  EXPECT_NE(command("list").find("I do not know"), std::string::npos);
  EXPECT_EQ(office_->get("admin", "/api/v1/me/chat_accounts").body.at("items").as_array().size(), 0U);
  linked();
  // With the rights of this moment.
  office_->ask("admin", http::Verb::patch, "/api/v1/people/" + me, R"({"roles":["administrator"],"teams":[]})", {{"if-match", "*"}});
  make_incident("router down");
  EXPECT_EQ(command("ack 1").find("You have it"), std::string::npos);
  EXPECT_EQ(stage_->audit(), "");
}

TEST_P(ChatsOutside, what_is_set_up_wrong_is_said) {
  office_->must("admin", "/api/v1/chat_channels/" + channel_ + "/test");
  EXPECT_EQ(take("post").size(), 1U);
  office_->ask("admin", http::Verb::patch, "/api/v1/chat_channels/" + channel_, R"({"channel":"C0OTHER"})", {{"if-match", "*"}});
  office_->must("admin", "/api/v1/chat_channels/" + channel_ + "/test");
  const auto last = office_->get("admin", "/api/v1/chat_channels/" + channel_ + "/test").body.at("last");
  EXPECT_EQ(last.at("state").as_string(), "failed");
  EXPECT_EQ(last.at("reason").as_string(), "Slack refused: channel_not_found");
  for (const char* wrong : {R"({"channel":"#general"})", R"({"applies":"priority is high"})", R"({"applies":"caller = me"})"})
    EXPECT_EQ(office_->ask("admin", http::Verb::patch, "/api/v1/chat_channels/" + channel_, wrong, {{"if-match", "*"}}).status, 422)
        << wrong;
  EXPECT_EQ(office_->post("admin", "/api/v1/chat_workspaces", R"({"name":"m","kind":"mattermost"})").status, 422);
  EXPECT_EQ(office_->post("admin", "/api/v1/chat_workspaces", R"({"name":"m","url":"https://me:secret@chat.example.org"})").status, 422);
}

}  // namespace
}  // namespace evenkeel::outside
