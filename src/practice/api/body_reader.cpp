// Bodies of commands, member by member, with everything that is wrong told at once.
#include <boost/json.hpp>

#include "base/text.hpp"
#include "practice/api/api.hpp"

namespace evenkeel::api {
namespace {

namespace bj = boost::json;
std::string_view view(const bj::string& s) { return {s.data(), s.size()}; }
std::string pointer(std::string_view name) { return "/" + std::string(name); }

}  // namespace

BodyReader::BodyReader(const bj::value& object) : object_(object.get_object()) {}

void BodyReader::refuse(std::string code, std::string text, std::string_view name) {
  problems_.push_back({std::move(code), std::move(text), pointer(name)});
}

bool BodyReader::has(std::string_view name) { return object_.if_contains(bj::string_view(name.data(), name.size())) != nullptr; }

const bj::value* BodyReader::take(std::string_view name, http::Presence presence) {
  asked_.emplace(name);
  const bj::value* value = object_.if_contains(bj::string_view(name.data(), name.size()));
  if (value && value->is_null()) value = nullptr;
  if (!value && presence == http::Presence::required) refuse("field.required", "is required", name);
  return value;
}

std::string BodyReader::text(std::string_view name, std::size_t most, http::Presence presence) {
  const bj::value* value = take(name, presence);
  if (!value) return {};
  if (!value->is_string()) return refuse("field.wrong_type", "must be text", name), std::string{};
  std::string text(view(value->get_string()));
  if (utf8_length(text) > most) refuse("field.too_long", "must have at most " + std::to_string(most) + " characters", name);
  if (presence == http::Presence::required && trim(text).empty()) refuse("field.required", "must not be empty", name);
  return text;
}

std::optional<std::int64_t> BodyReader::integer(std::string_view name, std::int64_t least, std::int64_t most, http::Presence presence) {
  const bj::value* value = take(name, presence);
  if (!value) return std::nullopt;
  boost::system::error_code ec;
  const auto number = value->is_number() ? value->to_number<std::int64_t>(ec) : 0;
  if (!value->is_number() || ec) return refuse("field.wrong_type", "must be a whole number", name), std::nullopt;
  if (number < least || number > most) {
    refuse("field.out_of_range", "must be from " + std::to_string(least) + " to " + std::to_string(most), name);
    return std::nullopt;
  }
  return number;
}

std::optional<bool> BodyReader::boolean(std::string_view name) {
  const bj::value* value = take(name, http::Presence::optional);
  if (!value) return std::nullopt;
  if (!value->is_bool()) return refuse("field.wrong_type", "must be true or false", name), std::nullopt;
  return value->get_bool();
}

Id BodyReader::id(std::string_view name, http::Presence presence) {
  const bj::value* value = take(name, presence);
  if (!value) return {};
  const auto id = value->is_string() ? parse_id(view(value->get_string())) : std::nullopt;
  if (!id) refuse("field.wrong_type", "must be an id: digits in quotes", name);
  return id.value_or(Id{});
}

std::vector<Id> BodyReader::ids(std::string_view name, std::size_t most, http::Presence presence) {
  const bj::value* value = take(name, presence);
  if (!value) return {};
  std::vector<Id> ids;
  if (!value->is_array()) return refuse("field.wrong_type", "must be a list of ids", name), ids;
  if (value->get_array().size() > most) return refuse("field.too_many", "must have at most " + std::to_string(most) + " items", name), ids;
  if (value->get_array().empty() && presence == http::Presence::required) refuse("field.required", "must not be empty", name);
  for (const bj::value& item : value->get_array()) {
    const auto id = item.is_string() ? parse_id(view(item.get_string())) : std::nullopt;
    if (!id) return refuse("field.wrong_type", "must be a list of ids: digits in quotes", name), std::vector<Id>{};
    ids.push_back(*id);
  }
  return ids;
}

std::vector<std::string> BodyReader::texts(std::string_view name, std::size_t items_most, std::size_t text_most) {
  const bj::value* value = take(name, http::Presence::optional);
  if (!value) return {};
  std::vector<std::string> texts;
  if (!value->is_array()) return refuse("field.wrong_type", "must be a list of texts", name), texts;
  if (value->get_array().size() > items_most)
    return refuse("field.too_many", "must have at most " + std::to_string(items_most) + " items", name), texts;
  for (const bj::value& item : value->get_array()) {
    if (!item.is_string()) return refuse("field.wrong_type", "must be a list of texts", name), std::vector<std::string>{};
    texts.emplace_back(view(item.get_string()));
    if (utf8_length(texts.back()) > text_most)
      refuse("field.too_long", "items must have at most " + std::to_string(text_most) + " characters", name);
  }
  return texts;
}

Time BodyReader::time(std::string_view name, http::Presence presence) {
  const bj::value* value = take(name, presence);
  if (!value) return {};
  const auto time = value->is_string() ? parse_rfc3339(view(value->get_string())) : std::nullopt;
  if (!time) refuse("field.wrong_type", "must be a time such as 2026-03-02T08:00:00Z", name);
  return time.value_or(Time{});
}

std::optional<std::size_t> BodyReader::one_of(std::string_view name, std::span<const std::string_view> names, http::Presence presence) {
  const bj::value* value = take(name, presence);
  if (!value) return std::nullopt;
  if (value->is_string())
    for (std::size_t i = 0; i < names.size(); ++i)
      if (names[i] == view(value->get_string())) return i;
  std::string allowed;
  for (std::string_view allowed_name : names) allowed += (allowed.empty() ? "" : ", ") + std::string(allowed_name);
  refuse("field.not_allowed", "must be one of " + allowed, name);
  return std::nullopt;
}

const bj::value* BodyReader::object(std::string_view name, http::Presence presence) {
  const bj::value* value = take(name, presence);
  if (value && !value->is_object()) return refuse("field.wrong_type", "must be an object", name), nullptr;
  return value;
}

Status BodyReader::finish() {
  for (const auto& member : object_) {
    const std::string_view name(member.key().data(), member.key().size());
    if (!asked_.contains(name)) refuse("field.unknown", "is not known here", name);
  }
  if (problems_.empty()) return Done{};
  return Error{Fault::invalid, std::move(problems_), {}};
}

}  // namespace evenkeel::api
