// Routes for mails that came in: the door for a mail server's pipe, and what operators look at and decide.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "http/router.hpp"
#include "practice/mail_in/intake.hpp"

namespace evenkeel::mail_in {

/// `in` and `intake` must outlive them.
std::vector<http::Route> incoming_routes(const MailIn& in, Intake& intake);
/// JSON Schemas that they name.
std::map<std::string, std::string> incoming_schemas();

}  // namespace evenkeel::mail_in
