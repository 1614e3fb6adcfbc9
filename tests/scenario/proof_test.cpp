// What a customer is given holds before a program that shares nothing with ours, and no longer when a word of it was altered.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "practice/agreement/proof.hpp"
#include "scenario/office.hpp"

namespace evenkeel::scenario {
namespace {

const Time begin{1'795'161'600 * us_per_second};  // Friday, 2026-11-20T08:00:00Z

class Proof : public test::OnBothDatabases {};
ON_BOTH_DATABASES(Proof);

struct Checked {
  int status = -1;
  std::string said;
};
enum class Openssl { there, missing };
Checked checked(const Stage& stage, const std::string& proof, const std::string& options = {}, Openssl openssl = Openssl::there) {
  const auto path = stage.file("proof.json");
  std::ofstream(path) << proof;
  const std::string script = "'" EVENKEEL_SHARE "/proof/check_clock.py'";
  const std::string blinded =
      "-c \"import runpy, shutil, sys; shutil.which = lambda name: None; sys.argv.pop(0); "
      "runpy.run_path(sys.argv[0], run_name='__main__')\" ";
  const std::string command =
      std::string(EVENKEEL_PYTHON " ") + (openssl == Openssl::there ? "" : blinded) + script + " '" + path + "' " + options + " 2>&1";
  Checked out;
  FILE* pipe = ::popen(command.c_str(), "r");
  if (!pipe) return out;
  std::array<char, 4'096> piece{};
  while (std::fgets(piece.data(), static_cast<int>(piece.size()), pipe)) out.said += piece.data();
  const int ended = ::pclose(pipe);
  out.status = WIFEXITED(ended) ? WEXITSTATUS(ended) : -1;
  return out;
}

std::string altered(std::string proof, std::string_view what, std::string_view by) {
  const auto at = proof.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  if (at != std::string::npos) proof.replace(at, what.size(), by);
  return proof;
}

/// A life with everything in it: a warning, a pause, a late priority, a breach, an end that was taken back, another cycle.
std::string lived(Stage& stage, Office& office, const std::string& team) {
  const auto code = office.must("admin", "/api/v1/resolution_codes", R"({"name":"Mended"})")["id"];
  const auto path =
      "/api/v1/incidents/" + office.must("first01", "/api/v1/incidents", R"({"title":"Not for the proof","team":")" + team + R"("})")["id"];
  office.must("first01", path + "/take");
  stage.advance(us_per_hour);
  office.must("first01", path + "/hold", R"({"kind":"supplier"})");
  stage.advance(3 * us_per_day);
  office.must("first01", path + "/resume");
  stage.advance(3 * us_per_hour);
  office.must("first01", path + "/override_priority", R"({"priority":1,"reason":"all are down"})");
  stage.advance(us_per_hour);
  office.must("first01", path + "/resolve", R"({"resolution_code":")" + code + R"(","resolution_notes":"done"})");
  stage.advance(us_per_hour);
  office.must("first01", path + "/reopen", R"({"reason":"not done"})");
  stage.advance(us_per_hour);
  return path;
}

TEST_P(Proof, holds_for_others_and_not_when_altered) {
  Stage stage(GetParam(), begin);
  Office office(stage);
  const auto team = office.must("admin", "/api/v1/teams", R"({"name":"Network"})")["id"];
  office.add("first01", "analyst", R"("teams":[")" + team + R"("])");
  const auto calendar = office.must("admin", "/api/v1/calendars",
                                    R"({"name":"Desk","zone":"Europe/Berlin","hours":"Mon-Fri 08:00-12:00, 13:00-17:00"})")["id"];
  office.must("admin", "/api/v1/agreements",
              R"({"name":"Gold","calendar":")" + calendar +
                  R"(","goals":"acknowledgement 30m\nrestoration 2h when priority = 1\nrestoration, resolution 2 working days",)"
                  R"("pauses":"restoration when state = on_hold","reopening":"restoration resume"})");
  const auto path = lived(stage, office, team);
  const auto clocks = office.get("first01", path + "/clocks");
  std::size_t breached = 0, met = 0;
  std::string missed;
  for (const auto& clock : clocks.body.at("items").as_array()) {
    const std::string id(clock.at("id").as_string()), verdict(clock.at("verdict").as_string());
    const auto proof = office.get("first01", path + "/clocks/" + id + "/proof");
    ASSERT_EQ(proof.status, 200) << proof.text;
    EXPECT_EQ(proof.text.find("Not for the proof"), std::string::npos);
    const auto said = checked(stage, proof.text, "--key " + to_hex(stage.public_key()));
    EXPECT_EQ(said.status, 0) << said.said << proof.text;
    EXPECT_NE(said.said.find("ok      verdict: " + verdict), std::string::npos) << said.said;
    breached += verdict == "breached" ? 1 : 0;
    met += verdict == "met" ? 1 : 0;
    if (verdict == "breached") missed = proof.text;
  }
  EXPECT_GE(breached, 1u) << clocks.text;
  EXPECT_GE(met, 1u) << clocks.text;
  for (const auto& [what, by] :
       std::initializer_list<std::pair<std::string_view, std::string_view>>{{R"(\"verdict\":\"breached\")", R"(\"verdict\":\"met\")"},
                                                                            {"13:00-17:00", "13:00-18:00"},
                                                                            {R"(\"to\":\"paused\")", R"(\"to\":\"restarted\")"},
                                                                            {R"("signature":")", R"("signature":"00)"}}) {
    const auto said = checked(stage, altered(missed, what, by));
    EXPECT_EQ(said.status, 1) << what << "\n" << said.said;
  }
  EXPECT_EQ(checked(stage, missed, "--key " + std::string(64, '0')).status, 1);
  EXPECT_EQ(checked(stage, "{}").status, 2);
  const auto unchecked = checked(stage, missed, {}, Openssl::missing);
  EXPECT_EQ(unchecked.status, 0) << unchecked.said;
  EXPECT_NE(unchecked.said.find("NOT checked"), std::string::npos) << unchecked.said;
}

TEST_P(Proof, is_signed_by_the_key_of_the_seals_for_nothing_else) {
  Stage stage(GetParam(), begin);
  Office office(stage);
  office.add("first01", "analyst");
  office.add("caller01", "caller");
  const auto calendar = office.must("admin", "/api/v1/calendars", R"({"name":"Always","hours":"always"})")["id"];
  office.must("admin", "/api/v1/agreements", R"({"name":"Gold","calendar":")" + calendar + R"(","goals":"restoration 4h"})");
  const auto incident = office.must("first01", "/api/v1/incidents", R"({"title":"One","caller":")" + office.id("caller01") + R"("})")["id"];
  const auto path = "/api/v1/incidents/" + incident + "/clocks";
  const std::string clock(office.get("first01", path).body.at("items").at(0).at("id").as_string());
  const auto proof = office.get("first01", path + "/" + clock + "/proof");
  const std::string text(proof.body.at("signed").as_string()), signature(proof.body.at("signature").as_string());
  EXPECT_TRUE(verify_signature(stage.public_key(), std::string(agreement::proof_context) + text, from_hex(signature)));
  EXPECT_FALSE(verify_signature(stage.public_key(), text, from_hex(signature)));
  EXPECT_EQ(office.get("caller01", path + "/" + clock + "/proof").status, 403);
  EXPECT_EQ(office.get("first01", path + "/" + incident + "/proof").status, 404);
}

/// What a calendar said when a breach was found is part of the proof.
TEST_P(Proof, holds_when_the_calendar_was_corrected_since) {
  Stage stage(GetParam(), begin);
  Office office(stage);
  office.add("first01", "analyst");
  const auto calendar =
      office.must("admin", "/api/v1/calendars", R"({"name":"Desk","zone":"Europe/Berlin","hours":"Mon-Fri 08:00-17:00"})")["id"];
  office.must("admin", "/api/v1/agreements", R"({"name":"Gold","calendar":")" + calendar + R"(","goals":"restoration 4h"})");
  const auto path = "/api/v1/incidents/" + office.must("first01", "/api/v1/incidents", R"({"title":"Slow"})")["id"] + "/clocks";
  stage.advance(5 * us_per_hour);
  office.ask("admin", http::Verb::patch, "/api/v1/calendars/" + calendar, R"({"exceptions":"2026-11-20 closed forgotten"})",
             {{"if-match", "*"}});
  stage.advance(us_per_second);
  const auto clocks = office.get("first01", path);
  EXPECT_EQ(clocks.body.at("items").at(0).at("verdict").as_string(), "breached");
  const std::string clock(clocks.body.at("items").at(0).at("id").as_string());
  const auto said = checked(stage, office.get("first01", path + "/" + clock + "/proof").text);
  EXPECT_EQ(said.status, 0) << said.said;
  EXPECT_NE(said.said.find("ok      the breach was found by hours that were corrected since"), std::string::npos) << said.said;
}

}  // namespace
}  // namespace evenkeel::scenario
