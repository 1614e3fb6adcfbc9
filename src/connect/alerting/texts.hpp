// What the readers do alike: texts by name out of JSON objects, within the limits of an event.
#pragma once
#include <boost/json/fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "practice/alert/event.hpp"

namespace evenkeel::alerting {

/// The JSON of a body. A NUL character inside a text, which nothing here can store, becomes U+FFFD: one such event would lose all others.
Result<boost::json::value> parse_body(std::string_view body);
/// Sorted texts of an object; numbers and truth values as text. Empty ones are left out. The reason why not, in `refusal`.
std::optional<alert::Texts> texts_of(const boost::json::value* object, std::string& refusal);
/// The same for annotations: those that are too long are cut, those that are too many left out.
alert::Texts annotations_of(const boost::json::value* object);
/// A label of Prometheus: letters, digits and underscores, not beginning with a digit.
bool is_label_name(std::string_view name);
/// A text member; empty when it is not there or no text.
std::string_view member_text(const boost::json::value& object, std::string_view name);
const boost::json::value* member_of(const boost::json::value& object, std::string_view name);
/// The first of summary, title, description and message, else the alert's name; one line, cut.
std::string title_of(const alert::Texts& labels, const alert::Texts& annotations);
/// Of the label `severity`, else `priority` or `level`.
std::optional<alert::AlertSeverity> severity_of(const alert::Texts& labels);
/// A web address to show: http or https, within its limit; empty otherwise.
std::string link_of(std::string_view address);
/// What people can read of a body: cut, and without bytes that are no text.
std::string readable_text(std::string_view body, std::size_t bytes_most);

}  // namespace evenkeel::alerting
