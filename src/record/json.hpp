// Records as JSON. Reading is strict: an unknown key, a wrong type, a missing required field are errors with their JSON
// pointer, all reported at once. Boost.JSON's header is heavy, so it is included by few .cpp files.
#pragma once
#include <boost/json/fwd.hpp>
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "record/record.hpp"

namespace evenkeel::record {

/// Appends a JSON string literal.
void append_json_string(std::string& out, std::string_view text);
/// Appends a value: ids are strings, times RFC 3339, absent is null.
void append_json(std::string& out, const Field& field, const Value& value);

/// Appends the record as an object. Secret fields are left out; `only` (empty: all) selects fields.
void append_json(std::string& out, const Record& r, const std::set<std::string, std::less<>>& only = {});

/// Deepest nesting of a body: far more than any of ours needs, far less than a stack holds.
constexpr std::size_t json_depth_most = 32;
/// Parses text within limits (depth 32, valid UTF-8 without NUL, finite numbers, no trailing bytes, no duplicate keys);
/// fault malformed, codes json.syntax, json.too_deep, json.bad_text, json.number, json.duplicate_key.
Result<boost::json::value> parse_json(std::string_view text);
/// The text of one object in the form in which an object field keeps it (no spaces; empty for {}).
Result<std::string> normal_object(std::string_view text);

/// Which input fields a body named: absent, null and a value are three things.
struct Patch {
  Record values;            // of the fields that were named
  std::vector<bool> named;  // by field position
  bool has(std::string_view field) const { return named[values.type->index(field)]; }
};

/// Reads an object into a patch: only fields with Access::input that `writable` allows (empty function: all).
/// `base` is the JSON pointer of the object itself. All problems at once, codes field.unknown, field.read_only,
/// field.wrong_type and those of validate(); what is required is asked of the whole record, by validate().
Result<Patch> read_patch(const RecordType& type, const boost::json::value& json, std::string_view base = {},
                         const std::function<bool(const Field&)>& writable = {});

/// One value of a field from what append_json wrote or a client sent; problems name the pointer.
Result<Value> read_value(const Field& field, const boost::json::value& json, std::string_view pointer = {});

/// The record with the patch laid over it.
Record apply(const Record& before, const Patch& patch);

/// {"title":[null,"router down"],"state":["new","in_progress"]}: the body of a change. A secret shows as ["***","***"].
std::string diff_json(const std::vector<Difference>& differences);

/// JSON Schema (OpenAPI 3.1) of the record as an answer, as the body that creates one, or as the body that changes one
/// (input fields only; nothing required).
enum class SchemaFor { answer, request, change };
std::string json_schema(const RecordType& type, SchemaFor use);

}  // namespace evenkeel::record
