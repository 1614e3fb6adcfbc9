// Settings from one register to another through a folder of files: nothing is lost, nothing is done twice, a problem anywhere
// changes nothing.
#include "app/settings/settings.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/demo/organisation.hpp"
#include "practice/people/people_desk.hpp"
#include "practice/service/alert_source.hpp"
#include "practice/service/catalogue_desk.hpp"
#include "practice/service/chat.hpp"
#include "practice/service/check.hpp"
#include "practice/service/gateway.hpp"
#include "practice/service/heartbeat.hpp"
#include "practice/service/inhibition_rule.hpp"
#include "practice/service/maintenance_window.hpp"
#include "practice/service/skill.hpp"
#include "support/test_database.hpp"

namespace evenkeel::app::settings {
namespace {

namespace fs = std::filesystem;

const Time monday = *parse_rfc3339("2026-03-02T08:00:00Z");
const store::Actor actor{"system:test", {}};

struct Register {
  explicit Register(store::Database& database) : world(monday, 3) {
    Config config;
    config.data_folder = folder.file("");
    house = std::make_unique<House>(config, database, world, HouseOptions{});
  }
  /// As somebody who sets up an empty register does it.
  void set_up() {
    const auto done = house->writer().run(store::Lane::people, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
      TRY(const auto person,
          people::set_up(house->people(), tx,
                         {"Our organisation", "Administrator", "administrator", "administrator@example.org", "Europe/Berlin", "en"},
                         "not a hash"));
      (void)person;
      return store::Outcome{};
    });
    ASSERT_TRUE(done);
  }
  std::int64_t changes() {
    std::int64_t n = 0;
    house->reg().readers.read(
        [&](store::Connection& db) { db.query("SELECT count(*) FROM change", {}, [&](const store::Row& row) { n = row.integer(0); }); });
    return n;
  }
  test::TempFolder folder;
  SimWorld world;
  std::unique_ptr<House> house;
};

std::string text_of(const std::string& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

void replace_in(const std::string& path, std::string_view what, std::string_view with) {
  auto text = text_of(path);
  const auto at = text.find(what);
  ASSERT_NE(at, std::string::npos) << what << " is not in " << path;
  text.replace(at, what.size(), with);
  std::ofstream(path, std::ios::binary) << text;
}

/// The table of the record of this name goes out of the file.
void cut_out(const std::string& path, std::string_view name) {
  const auto text = text_of(path);
  const auto at = text.find("name = \"" + std::string(name) + "\"");
  ASSERT_NE(at, std::string::npos);
  const auto from = text.rfind("\n[[", at), to = std::min(text.find("\n[[", at), text.size());
  std::ofstream(path, std::ios::binary) << text.substr(0, from) << text.substr(to);
}

const Step* step_of(const std::vector<Step>& steps, std::string_view kind, std::string_view label) {
  const auto found = std::ranges::find_if(steps, [&](const Step& s) { return s.type->kind == kind && s.label == label; });
  return found == steps.end() ? nullptr : &*found;
}

class Settings : public test::OnBothDatabases {
 protected:
  void SetUp() override {
    OnBothDatabases::SetUp();
    if (IsSkipped()) return;
    Register source(db());
    demo::Stage stage(*source.house, source.world);
    demo::Chance chance(3);
    const demo::Organisation organisation(stage, chance, "not a hash");
    promise(*source.house);
    ASSERT_TRUE(write_folder(*source.house, path(), People::staff));
    other_ = test::make(GetParam());
    target_ = std::make_unique<Register>(**other_);
  }
  void TearDown() override {
    target_.reset();
    other_.reset();
  }
  /// Beside what the demo has.
  static void promise(House& house) {
    const auto made = house.writer().run(store::Lane::people, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
      service::Agreement agreement;
      agreement.name = "Gold";
      agreement.calendar = house.catalogue().now()->ids("calendar").front();
      agreement.goals = "restoration 4h when priority = 1\nrestoration, resolution 2 working days";
      agreement.pauses = "all when state = on_hold and title != \"never\"";
      TRY(const auto added, service::add(tx, record::to_record(agreement)));
      service::Gateway gateway;
      gateway.name = "SMS";
      gateway.kind = service::GatewayKind::sms;
      gateway.url = "https://sms.example.org/v1/messages";
      gateway.per_minute = 30;
      CHECK_OK(service::add(tx, record::to_record(gateway)));
      service::ChatWorkspace chat;
      chat.name = "Slack of the desk";
      chat.bot_secret = "slack_bot_token";
      chat.request_secret = "slack_signing_secret";
      TRY(const auto workspace, service::add(tx, record::to_record(chat)));
      service::ChatChannel channel;
      channel.name = "Desk";
      channel.workspace = workspace.id();
      channel.channel = "C0123456789";
      channel.applies = "priority <= 2";
      CHECK_OK(service::add(tx, record::to_record(channel)));
      service::Skill networks;
      networks.name = "Networks";
      CHECK_OK(service::add(tx, record::to_record(networks)));
      service::AlertSource monitoring;
      monitoring.name = "Own monitoring";
      monitoring.addresses = {"10.1.2.0/24"};
      monitoring.mapping.text = R"({"title":"/name"})";
      monitoring.kind = service::AlertSourceKind::generic;
      TRY(const auto source, service::add(tx, record::to_record(monitoring)));
      service::Heartbeat backup;
      backup.name = "Backup of file shares";
      backup.schedule = "30 2 * * *";
      backup.zone = "Europe/Berlin";
      backup.source = source.id();
      CHECK_OK(service::add(tx, record::to_record(backup)));
      service::Check page;
      page.name = "Front page";
      page.address = "https://shop.example.org/health";
      page.certificate_days = 14;
      page.source = source.id();
      CHECK_OK(service::add(tx, record::to_record(page)));
      service::InhibitionRule node;
      node.name = "Services of a node";
      node.source_matchers = "alertname=NodeDown";
      node.target_matchers = "severity=~\"warning|error\"\nteam=shop";
      node.equal = {"instance"};
      CHECK_OK(service::add(tx, record::to_record(node)));
      service::MaintenanceWindow patches;
      patches.name = "Patches of servers";
      patches.services = {house.catalogue().now()->ids("service").front()};
      patches.hours = "Sun 02:00-04:00";
      patches.zone = "Europe/Berlin";
      CHECK_OK(service::add(tx, record::to_record(patches)));
      service::MessageText words;
      words.name = "Short";
      words.message = "incident.escalation";
      words.subject = "{{number}} needs you";
      words.text = "{{title}}\n\n{{text}}";
      CHECK_OK(service::add(tx, record::to_record(words)));
      return store::Outcome{"agreement", added.id(), 1, 201, false};
    });
    ASSERT_TRUE(made) << made.error().first().text;
  }
  std::string path(std::string_view file = "") { return files_.file(file); }
  Register& target() { return *target_; }
  Result<std::vector<Step>> apply_folder(Prune prune = Prune::keep) {
    TRY(const auto sheets, read_folder(path()));
    return apply(*target().house, actor, sheets, prune);
  }
  Result<std::vector<Step>> plan_folder(Prune prune = Prune::keep) {
    TRY(const auto sheets, read_folder(path()));
    return plan(*target().house, actor, sheets, prune);
  }

 private:
  test::TempFolder files_;
  std::unique_ptr<test::TestDatabase> other_;
  std::unique_ptr<Register> target_;
};

std::string why(const Error& e) {
  std::string text;
  for (const auto& p : e.problems) text += p.text + "\n";
  return text;
}

TEST_P(Settings, ComeOutOfTheOtherRegisterAsTheyWentIn) {
  EXPECT_EQ(apply_folder().error().first().code, "settings.not_set_up");
  target().set_up();
  const auto before = target().changes();
  auto planned = plan_folder();
  ASSERT_TRUE(planned) << why(planned.error());
  EXPECT_EQ(target().changes(), before) << "a plan changed something";
  auto applied = apply_folder();
  ASSERT_TRUE(applied) << why(applied.error());
  EXPECT_EQ(planned->size(), applied->size());
  EXPECT_GT(applied->size(), 200u);

  test::TempFolder again;
  ASSERT_TRUE(write_folder(*target().house, again.file(""), People::staff));
  int files = 0;
  for (const auto& entry : fs::directory_iterator(path())) {
    const auto name = entry.path().filename().string();
    EXPECT_EQ(text_of(entry.path()), text_of(again.file(name))) << name;
    EXPECT_GT(text_of(entry.path()).size(), 80u) << name;
    ++files;
  }
  EXPECT_EQ(files, 31);

  const auto after = target().changes();
  auto twice = apply_folder(Prune::remove);
  ASSERT_TRUE(twice) << why(twice.error());
  EXPECT_TRUE(twice->empty()) << twice->front().label;
  EXPECT_EQ(target().changes(), after) << "the second time changed something";
  const auto report = target().house->verify_audit();
  EXPECT_TRUE(report.sound());
}

TEST_P(Settings, ChangeWhatTheFilesSayAndRemoveOnlyWhenAsked) {
  target().set_up();
  ASSERT_TRUE(apply_folder());
  replace_in(path("services.toml"), "criticality = \"vital\"", "criticality = \"high\"");
  replace_in(path("teams.toml"), "[[team]]", "[[team]]\nname = \"Field service\"\nnext = \"Workplace\"\nmanager = \"auditor\"\n\n[[team]]");
  cut_out(path("tags.toml"), "training");
  cut_out(path("suppliers.toml"), "Supplier B");

  auto planned = plan_folder();
  ASSERT_TRUE(planned) << why(planned.error());
  const auto* service = step_of(*planned, "service", "Customer portal");
  ASSERT_TRUE(service && service->what == Step::What::update && service->fields.size() == 1);
  EXPECT_EQ(service->fields[0].field, "criticality");
  EXPECT_EQ(shown(service->fields[0].before) + shown(service->fields[0].after), "\"vital\"\"high\"");
  ASSERT_TRUE(step_of(*planned, "team", "Field service"));
  EXPECT_EQ(step_of(*planned, "team", "Field service")->what, Step::What::create);
  EXPECT_EQ(step_of(*planned, "tag", "training")->what, Step::What::keep);

  auto pruned = apply_folder(Prune::remove);
  ASSERT_TRUE(pruned) << why(pruned.error());
  EXPECT_EQ(step_of(*pruned, "tag", "training")->what, Step::What::remove);
  const auto* supplier = step_of(*pruned, "supplier", "Supplier B");
  ASSERT_TRUE(supplier);
  EXPECT_EQ(supplier->what, Step::What::deactivate);
  EXPECT_EQ(supplier->referred_by, "1 Service (supplier)");
  EXPECT_EQ(pruned->size(), 4u);
}

TEST_P(Settings, NameFileLineAndFieldOfAProblemAndChangeNothing) {
  target().set_up();
  const auto before = target().changes();
  const auto refused = [&](std::string_view file, std::string_view what, std::string_view with, std::string_view told) {
    const auto whole = text_of(path(file));
    replace_in(path(file), what, with);
    const auto applied = apply_folder();
    ASSERT_FALSE(applied) << with;
    EXPECT_NE(why(applied.error()).find(told), std::string::npos) << why(applied.error());
    EXPECT_EQ(target().changes(), before) << with;
    std::ofstream(path(file), std::ios::binary) << whole;
  };
  refused("teams.toml", "next = \"Workplace\"", "next = \"Work place\"", "next: there is no team called \"Work place\"");
  refused("teams.toml", "line = 2", "line = 9", "line");
  refused("teams.toml", "line = 2", "lines = 2", "lines is no field of this kind");
  refused("services.toml", "owner = ", "owner: ", "services.toml:7");
  refused("locations.toml", "zone = \"Europe/Berlin\"", "zone = \"Europe/Nowhere\"",
          "locations.toml:3: \"Data centre 1\": zone: There is no time zone");
  refused("priority_matrices.toml", "cells = \"1,2,3;", "cells = \"1,2;", "priority_matrices.toml:3");
  refused("tags.toml", "[[tag]]", "[[tags]]", "every table must be [[tag]]");
  refused("people.toml", "roles = [\"auditor\"]", "roles = [\"king\"]", "must be one of");
  refused("rosters.toml", "\"starts_on\" = \"", "\"starts_on\" = \"x", "rosters.toml:3");
  refused("rosters.toml", "\"people\" = [\"", "\"people\" = [\"x", "plan: there is no person called");
  refused("incident_templates.toml", "\"service\" = \"Sign-in\"", "\"service\" = \"Sign-out\"", "preset.service: there is no service");
}

ON_BOTH_DATABASES(Settings);

}  // namespace
}  // namespace evenkeel::app::settings
