// Custom fields live in one JSON object of a record. Databases never look inside JSON, so their values are mirrored in the
// table list_item(kind, subject_id, field, value), where conditions find them.
#pragma once
#include <map>

#include "condition/condition.hpp"

namespace evenkeel::condition {

/// Conditions see this much of a custom text: what an index of either database can hold in any script.
constexpr std::size_t custom_points_most = 500;

/// The rows of list_item for one object of custom fields: "custom.serial" -> its values (several for a list), none alike.
std::map<std::string, std::vector<std::string>> custom_items(std::string_view object, const CustomFields& custom);

/// A value as text whose bytewise order is the order of the values: integers and times as 20 digits of value + 2^63, reals
/// likewise by their bits, true/false, ids as digits, text as it is. Lists have no such text.
std::string ordered_text(const record::Value& value);

/// The value of a custom field, absent when the object lacks it or holds another type.
record::Value custom_value(std::string_view object, std::string_view name, record::Type type);

}  // namespace evenkeel::condition
