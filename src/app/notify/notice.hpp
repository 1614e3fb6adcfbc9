// What a monitoring program says when it calls `evenkeel notify`, in three styles, as an event of PagerDuty's Events API v2, which every
// alert source takes. Pure: arguments and environment come in, JSON goes out.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace evenkeel::app::notify {

/// The command line as it was given; empty: not said.
struct Said {
  std::string key, summary, severity;              // generic
  std::vector<std::string> labels;                 // name=value
  bool resolve = false;                            // generic
  std::string host, service, state, output, type;  // Nagios and Icinga
  std::vector<std::string> words;                  // Zabbix: to, subject, message
};

/// A variable of the environment; empty when it is not there.
using Environment = std::function<std::string(const char* name)>;

struct Notice {
  std::string body;     // JSON without the routing key; empty: there is nothing to say
  std::string nothing;  // why there is nothing
};

/// Of a host or service (also by the macros NAGIOS_* and ICINGA_* of the environment, which arguments override), of Zabbix, else generic.
/// Errors: invalid; the field is the argument.
Result<Notice> notice_of(const Said& said, const Environment& environment, Time now);

}  // namespace evenkeel::app::notify
