// JSON Schemas of what the routes of people take and answer, for the OpenAPI document.
#include "practice/people/absence.hpp"
#include "practice/people/people.hpp"

namespace evenkeel::people {
namespace {

std::string list_of(std::string_view item) {
  return R"({"type": "object", "required": ["items", "next", "names"], "properties": {"next": {"type": ["string", "null"]},
    "names": {"type": "object", "additionalProperties": {"type": "string"}},
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/)" +
         std::string(item) + R"("}}}})";
}

/// An object whose members are all required texts, with the longest length of each.
std::string texts(std::initializer_list<std::pair<std::string_view, int>> members, std::initializer_list<std::string_view> optional = {}) {
  std::string properties, required;
  for (const auto& [name, most] : members) {
    properties +=
        (properties.empty() ? "\"" : ",\"") + std::string(name) + R"(":{"type":"string","maxLength":)" + std::to_string(most) + '}';
    if (std::ranges::find(optional, name) == optional.end()) required += (required.empty() ? "\"" : ",\"") + std::string(name) + '"';
  }
  return R"({"type":"object","additionalProperties":false,"required":[)" + required + R"(],"properties":{)" + properties + "}}";
}

constexpr std::string_view session_schema = R"({
  "type": "object", "required": ["person", "permissions", "csrf", "limit", "incident", "names"],
  "properties": {
    "person": {"$ref": "#/components/schemas/Person"},
    "permissions": {"type": "array", "items": {"type": "string"}},
    "csrf": {"type": ["string", "null"], "description": "What X-CSRF-Token must say; null for a token."},
    "limit": {"type": ["string", "null"], "enum": [null, "second_factor", "incident"],
      "description": "second_factor: good for setting up the one that the role demands; incident: a mailed link, good for one."},
    "incident": {"type": ["string", "null"], "description": "Id of the one incident that a link opened."},
    "names": {"type": "object", "additionalProperties": {"type": "string"}}}})";

constexpr std::string_view ways_schema = R"({
  "type": "object", "required": ["password", "password_for_all", "reset", "providers"],
  "properties": {
    "password": {"type": "boolean"},
    "password_for_all": {"type": "boolean", "description": "False: only some roles may; everybody else signs in at a provider."},
    "reset": {"type": "boolean", "description": "A forgotten password can be replaced by a link in a mail."},
    "providers": {"type": "array", "items": {
      "type": "object", "required": ["name", "label"],
      "properties": {
        "name": {"type": "string", "description": "Of /session/sign-on/{provider}."},
        "label": {"type": "string", "description": "Sign in with ..."}}}}}})";

constexpr std::string_view signed_out_schema = R"({
  "type": "object", "required": ["leave"],
  "properties": {"leave": {"type": "string", "description": "Send the browser there to end the session at the provider, too."}}})";

constexpr std::string_view session_list_schema = R"({
  "type": "object", "required": ["items"],
  "properties": {
    "items": {"type": "array", "items": {
      "type": "object", "required": ["id", "current", "device", "address", "created_at", "seen_at"],
      "properties": {
        "id": {"type": "string"},
        "current": {"type": "boolean", "description": "The session that asks."},
        "device": {"type": "string", "description": "Browser and system, as they called themselves: Firefox on Linux."},
        "address": {"type": "string"},
        "created_at": {"type": "string", "format": "date-time"},
        "seen_at": {"type": "string", "format": "date-time", "description": "Last used, to five minutes."}}}}}})";

constexpr std::string_view account_list_schema = R"({
  "type": "object", "required": ["items", "groups"],
  "properties": {
    "items": {"type": "array", "items": {
      "type": "object", "required": ["source", "subject", "active"],
      "properties": {
        "source": {"type": "string", "description": "ldap: the directory; scim: a provisioning client; oidc and an address: a provider."},
        "subject": {"type": ["string", "null"], "description": "Its own name for the account."},
        "active": {"type": "boolean", "description": "As the source said last."}}}},
    "groups": {"type": "array", "items": {"type": "string"}, "description": "Of a provisioning client, that the person is in."}}})";

constexpr std::string_view second_factor_schema = R"({
  "type": "object", "required": ["active", "since", "recovery_codes_left", "required"],
  "properties": {
    "active": {"type": "boolean", "description": "Signing in asks for a code."},
    "since": {"type": ["string", "null"], "format": "date-time"},
    "recovery_codes_left": {"type": "integer"},
    "required": {"type": "boolean", "description": "A role of the person must have one."}}})";

constexpr std::string_view recovery_codes_schema = R"({
  "type": "object", "required": ["recovery_codes"],
  "properties": {
    "recovery_codes": {"type": "array", "items": {"type": "string"}, "description": "Answered this once; each opens the account once."}}})";

constexpr std::string_view permission_list_schema = R"({
  "type": "array",
  "items": {
    "type": "object", "required": ["name", "text", "roles"],
    "properties": {
      "name": {"type": "string"},
      "text": {"type": "string"},
      "roles": {"type": "array", "items": {"type": "string"}}}}})";

constexpr std::string_view export_schema = R"({
  "type": "object", "required": ["person", "sessions", "tokens", "absences", "accounts", "groups", "changes", "messages"],
  "properties": {
    "person": {"$ref": "#/components/schemas/Person"},
    "sessions": {"type": "array", "items": {"type": "object"}},
    "tokens": {"type": "array", "items": {"type": "object"}},
    "absences": {"type": "array", "items": {"type": "object"}},
    "accounts": {"type": "array", "items": {"type": "object"}, "description": "At other systems: a directory, a provisioning client."},
    "groups": {"type": "array", "items": {"type": "string"}, "description": "Of a provisioning client."},
    "changes": {"type": "array", "items": {"type": "object"}},
    "messages": {"type": "array", "items": {"type": "object"}}}})";

constexpr std::string_view absence_request_schema = R"({
  "type": "object", "additionalProperties": false, "required": ["ends_at"],
  "properties": {
    "begins_at": {"type": ["string", "null"], "format": "date-time", "description": "Absent: now."},
    "ends_at": {"type": "string", "format": "date-time"},
    "note": {"type": ["string", "null"], "maxLength": 500, "description": "Colleagues read it."},
    "hand_over": {"type": ["string", "null"], "enum": ["keep", "team", "person", null]},
    "substitute": {"type": ["string", "null"], "description": "Id of a person; with hand_over person alone."}}})";

constexpr std::string_view directory_schema = R"({
  "type": "object", "required": ["configured", "last"],
  "properties": {
    "configured": {"type": "boolean"},
    "last": {"type": ["object", "null"], "required": ["at", "error", "counts"], "description": "Of this server since its start.",
      "properties": {
        "at": {"type": "string", "format": "date-time"},
        "error": {"type": ["string", "null"]},
        "counts": {"type": "object", "additionalProperties": {"type": "integer"}}}}}})";

constexpr std::string_view directory_check_schema = R"({
  "type": "object", "required": ["people", "remarks"],
  "properties": {
    "people": {"type": "integer", "description": "Entries that the directory names."},
    "remarks": {"type": "array", "items": {"type": "string"}}}})";

constexpr std::string_view directory_sync_schema = R"({
  "type": "object", "required": ["preview", "counts", "rows"],
  "properties": {
    "preview": {"type": "boolean", "description": "Nothing was written."},
    "counts": {"type": "object", "additionalProperties": {"type": "integer"},
      "description": "By action: create, link, change, unchanged, deactivate, conflict, refuse."},
    "rows": {"type": "array", "items": {
      "type": "object", "required": ["action", "person", "login", "name", "what"],
      "properties": {
        "action": {"type": "string", "enum": ["create", "link", "change", "deactivate", "conflict", "refuse"]},
        "person": {"type": ["string", "null"]},
        "login": {"type": "string"},
        "name": {"type": "string"},
        "what": {"type": "string", "description": "The fields that change, or why it cannot be."}}}}}})";

constexpr std::string_view directory_request_schema = R"({
  "type": "object", "additionalProperties": false,
  "properties": {"many_gone": {"type": "boolean", "description": "Believe a directory in which many accounts are missing."}}})";

constexpr std::string_view new_token_schema = R"({
  "allOf": [
    {"$ref": "#/components/schemas/Token"},
    {"type": "object", "properties": {"token": {"type": "string", "description": "Answered this once."}}}]})";

/// What an answer says besides the facts.
std::string with_member(const record::RecordType& type, std::string_view member) {
  std::string schema = record::json_schema(type, record::SchemaFor::answer);
  constexpr std::string_view properties = R"("properties":{)";
  return schema.insert(schema.find(properties) + properties.size(), member);
}

}  // namespace

std::map<std::string, std::string> people_schemas() {
  using record::json_schema;
  using record::SchemaFor;
  const auto& person = record::type_of<Person>();
  const auto& token = record::type_of<Token>();
  return {{"Person", with_member(person, R"("absent_until":{"type":"string","format":"date-time",)"
                                         R"("description":"Only when the person is away now; not after a command."},)")},
          {"PersonRequest", json_schema(person, SchemaFor::request)},
          {"PersonChange", json_schema(person, SchemaFor::change)},
          {"PersonList", list_of("Person")},
          {"PersonExport", std::string(export_schema)},
          {"Absence", json_schema(record::type_of<Absence>(), SchemaFor::answer)},
          {"AbsenceRequest", std::string(absence_request_schema)},
          {"AbsenceList", list_of("Absence")},
          {"Token", with_member(token, R"("used_at":{"type":["string","null"],"format":"date-time",)"
                                       R"("description":"About when it was used last."},)")},
          {"TokenRequest", R"({"allOf":[)" + json_schema(token, SchemaFor::change) + R"(,{"required":["name","scopes"]}]})"},
          {"NewToken", std::string(new_token_schema)},
          {"TokenList", list_of("Token")},
          {"Session", std::string(session_schema)},
          {"SetupState", R"({"type":"object","required":["needed"],"properties":{"needed":{"type":"boolean"}}})"},
          {"Setup", texts({{"code", 100},
                           {"organisation", 200},
                           {"name", 200},
                           {"login", 100},
                           {"mail", 254},
                           {"password", 256},
                           {"zone", 60},
                           {"language", 20}},
                          {"zone", "language"})},
          {"Credentials", texts({{"login", 200}, {"password", 256}, {"code", 40}}, {"code"})},
          {"SignInWays", std::string(ways_schema)},
          {"SignedOut", std::string(signed_out_schema)},
          {"LogoutToken", R"({"type":"object","required":["logout_token"],"properties":{"logout_token":{"type":"string"}}})"},
          {"ResetRequest", texts({{"login", 254}})},
          {"ResetConfirmation", texts({{"token", 200}, {"password", 256}})},
          {"LinkRequest", texts({{"token", 300}})},
          {"SessionList", std::string(session_list_schema)},
          {"AccountList", std::string(account_list_schema)},
          {"SecondFactor", std::string(second_factor_schema)},
          {"SecondFactorRequest", texts({{"password", 256}}, {"password"})},
          {"NewSecondFactor", texts({{"secret", 64}, {"url", 1'000}})},
          {"CodeRequest", texts({{"code", 40}})},
          {"RecoveryCodes", std::string(recovery_codes_schema)},
          {"PasswordRequest", texts({{"password", 256}, {"current", 256}}, {"current"})},
          {"EraseRequest", texts({{"reason", 500}})},
          {"Directory", std::string(directory_schema)},
          {"DirectoryCheck", std::string(directory_check_schema)},
          {"DirectorySync", std::string(directory_sync_schema)},
          {"DirectoryRequest", std::string(directory_request_schema)},
          {"PermissionList", std::string(permission_list_schema)}};
}

}  // namespace evenkeel::people
