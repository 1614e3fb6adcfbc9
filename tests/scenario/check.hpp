// What a scenario expects of an answer:  .team == "17" and .items[0].title ~ "router" and .items count 2 and .assignee absent
#pragma once
#include <boost/json/value.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace evenkeel::scenario {

using Names = std::map<std::string, std::string, std::less<>>;

/// The value at ".a.b[0].c"; null pointer when there is none.
const boost::json::value* at_path(const boost::json::value& root, std::string_view path);
/// Empty when all checks hold, else what does not. Throws std::runtime_error when a check cannot be read.
std::string check_all(const boost::json::value& root, std::string_view checks);
/// $name -> its value, also inside words; an unknown name stays.
std::string expand(std::string_view text, const Names& names);

}  // namespace evenkeel::scenario
