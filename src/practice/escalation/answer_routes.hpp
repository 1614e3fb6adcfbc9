// Answers by a link in a message over HTTP, open to whoever has the link.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "http/router.hpp"
#include "practice/escalation/escalating.hpp"

namespace evenkeel::people {
class People;
}

namespace evenkeel::escalation {

/// POST /answers/look and POST /answers. Both must outlive them.
std::vector<http::Route> answer_routes(Escalating& escalating, people::People& people);
/// JSON Schemas that they name.
std::map<std::string, std::string> answer_schemas();

}  // namespace evenkeel::escalation
