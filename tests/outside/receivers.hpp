// What tests of channels have in common: receivers that are real servers, and a house on simulated time that reaches them.
#pragma once
#include <gtest/gtest.h>

#include <functional>

#include "outside/helper_process.hpp"
#include "scenario/office.hpp"

namespace evenkeel::outside {

class WithReceivers : public testing::Test {
 protected:
  void SetUp() override {
    receivers_ =
        std::make_unique<HelperProcess>(std::vector<std::string>{"/usr/bin/python3", EVENKEEL_OUTSIDE "/receivers.py", folder_.file("")});
    ready_ = receivers_->next().value();
    ASSERT_EQ(text_of(ready_, "event"), "ready");
  }
  void tell(const std::string& line) {
    receivers_->tell(line);
    ASSERT_FALSE(receivers_->take("done", 10'000).empty());
  }
  /// A house that trusts them.
  void open_house(std::function<void(app::Config&)> adjust) {
    stage_ = std::make_unique<scenario::Stage>(store::Engine::sqlite, Time{1'772'438'400 * us_per_second},
                                               [this, adjust = std::move(adjust)](app::Config& config, app::HouseOptions& options) {
                                                 config.channels.ca_file = text_of(ready_, "certificate");
                                                 options.send_call = connect::send;
                                                 adjust(config);
                                               });
    office_ = std::make_unique<scenario::Office>(*stage_);
  }

  test::TempFolder folder_;
  std::unique_ptr<HelperProcess> receivers_;
  boost::json::object ready_;
  std::unique_ptr<scenario::Stage> stage_;
  std::unique_ptr<scenario::Office> office_;
};

}  // namespace evenkeel::outside
