// What a scenario file cannot say about the house as a whole: options of the operator and their effect.
#include <gtest/gtest.h>

#include "scenario/office.hpp"

namespace evenkeel::scenario {
namespace {

const Time begin{1'772'438'400 * us_per_second};

TEST(House, takes_attachments_up_to_the_operators_limit) {
  Stage stage(store::Engine::sqlite, begin, [](app::Config& config, app::HouseOptions&) { config.incident.attachment_limit = "2KiB"; });
  Office office(stage);
  office.add("anna", "analyst");
  const auto id = office.must("anna", "/api/v1/incidents", R"({"title":"With a file"})")["id"];
  const auto target = "/api/v1/incidents/" + id + "/attachments";
  auto attach = [&](std::size_t bytes) {
    return office.ask("anna", http::Verb::post, target + "?name=log.txt", std::string(bytes, 'x'),
                      {{"content-type", "application/octet-stream"}});
  };
  EXPECT_EQ(attach(2'048).status, 201);
  const auto refused = attach(2'049);
  EXPECT_EQ(refused.status, 413);
  EXPECT_NE(refused.text.find("2 KiB"), std::string::npos) << refused.text;
  EXPECT_EQ(stage.house().body_limit(http::Verb::post, target), 2'048u);
  EXPECT_EQ(office.get("anna", target).body.at("items").as_array().size(), 1u);
}

}  // namespace
}  // namespace evenkeel::scenario
