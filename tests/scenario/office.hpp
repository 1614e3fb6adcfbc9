// People at their desks on a stage, for tests in C++: an administrator who set the register up and whoever else is needed, each
// with an API token, so that time may pass. Requests go in as text, answers come back as JSON.
#pragma once
#include <boost/json/value.hpp>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "scenario/world.hpp"

namespace evenkeel::scenario {

struct Answered {
  int status = 0;
  boost::json::value body;
  std::string text;
  /// Member of the body as text; empty when there is none.
  std::string operator[](std::string_view name) const;
};

class Office {
 public:
  /// Sets the register up; `admin` may ask from now on.
  explicit Office(Stage& stage);

  /// Adds a person of the roles; `extra` are more members of its JSON, as `"teams":["17"]`. Returns the id.
  std::string add(const std::string& who, const std::string& roles, const std::string& extra = {});
  /// A request in somebody's name; "" is nobody.
  Answered ask(const std::string& who, http::Verb verb, const std::string& target, const std::string& body = {},
               std::vector<std::pair<std::string, std::string>> headers = {});
  Answered get(const std::string& who, const std::string& target) { return ask(who, http::Verb::get, target); }
  Answered post(const std::string& who, const std::string& target, const std::string& body = "{}") {
    return ask(who, http::Verb::post, target, body);
  }
  /// As post(), and throws when it is refused.
  Answered must(const std::string& who, const std::string& target, const std::string& body = "{}");
  std::string id(const std::string& who) const { return ids_.at(who); }

 private:
  Stage& stage_;
  Stage::Client admin_;  // a token cannot make tokens
  std::map<std::string, std::string> ids_, tokens_;
};

}  // namespace evenkeel::scenario
