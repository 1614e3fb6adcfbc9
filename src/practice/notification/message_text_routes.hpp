// What the words of a message can say, and how they read on a real incident before they are saved, over HTTP.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "http/router.hpp"
#include "practice/incident/incidents.hpp"

namespace evenkeel::notification {

/// GET /message_texts/kinds and POST /message_texts/preview; `practice` must outlive them.
std::vector<http::Route> message_text_routes(const incident::Incidents& practice);
/// JSON Schemas that they name.
std::map<std::string, std::string> message_text_schemas();

}  // namespace evenkeel::notification
