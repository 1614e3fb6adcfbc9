// Looking into the JSON of other people: what is not there or is something else is empty, and what we do not know is passed over.
#pragma once
#include <boost/json/fwd.hpp>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace evenkeel::rosters {

constexpr std::size_t text_most = 500;  // of one text; a longer one is cut

/// The member of an object; null when there is none, it is null, or `json` is no object.
const boost::json::value* look(const boost::json::value* json, std::string_view name);
bool is_list(const boost::json::value* json);
/// A text, or a number as one; controls become blanks.
std::string text_in(const boost::json::value* json, std::string_view name);
std::optional<std::int64_t> number_in(const boost::json::value* json, std::string_view name);
bool flag_in(const boost::json::value* json, std::string_view name, bool unsaid);
/// An instant with an offset (RFC 3339, also with +0100 for +01:00).
std::optional<Time> time_in(const boost::json::value* json, std::string_view name);
/// Calls for each item of a list member.
void each_in(const boost::json::value* json, std::string_view name, const std::function<void(const boost::json::value&)>& visit);
/// The value itself, when it is text.
std::string text_of(const boost::json::value& json);
/// One line without control characters, text_most characters at most.
std::string one_line(std::string_view text);
/// Reads "2026-03-02T08:00:00+0100" as well as RFC 3339.
std::optional<Time> lenient_time(std::string text);

}  // namespace evenkeel::rosters
