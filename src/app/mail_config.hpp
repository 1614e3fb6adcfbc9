// What makes no sense in the options of mails, those that go out and those that come in.
#pragma once
#include <vector>

#include "base/result.hpp"

namespace evenkeel::app {

struct Config;

/// Fields as "mail.smtp".
std::vector<Problem> check_mail_options(const Config& config);

}  // namespace evenkeel::app
