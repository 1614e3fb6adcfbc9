// Words of the house for messages: what is asked of them when they are saved, and which ones a message is written with.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "practice/notification/mail.hpp"
#include "practice/service/catalogue.hpp"
#include "practice/service/shelf.hpp"

namespace evenkeel::notification {

/// Everything wrong with a text, with pointers; for service::check_later.
void check_message_text(const service::Shelf& shelf, const record::Record& after, std::vector<Problem>& out);

/// The words of the house for the kind and language of a reader; none: the built-in ones.
std::optional<Wording> wording_for(const service::Snapshot& catalogue, std::string_view kind, std::string_view language);

}  // namespace evenkeel::notification
