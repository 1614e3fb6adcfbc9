#include "connect/scim/user.hpp"

#include "base/text.hpp"
#include "connect/scim/filter.hpp"
#include "practice/api/api.hpp"

namespace evenkeel::scim {
namespace {

using people::ExternalAccount;
using people::OutsidePerson;
using people::Person;

void put(bj::object& object, std::string_view name, std::string_view text) {
  if (!text.empty()) object[name] = bj::string(text);
}

/// Clients send "False" as a text.
Result<std::optional<bool>> truth_member(const bj::object& object, std::string_view name) {
  const auto* value = member(object, name);
  if (!value || value->is_null()) return std::optional<bool>{};
  if (value->is_bool()) return std::optional(value->get_bool());
  if (value->is_string()) {
    const std::string text = lower_ascii(view(*value));
    if (text == "true") return std::optional(true);
    if (text == "false") return std::optional(false);
  }
  return bad_value("must be true or false", name);
}

/// Of several the primary one, else that for work, else the first. Empty when there is none.
Result<std::string> chosen(const bj::object& user, std::string_view name) {
  const auto* list = member(user, name);
  if (!list || list->is_null()) return std::string();
  if (!list->is_array()) return bad_value("must be a list", name);
  std::string found;
  int rank = -1;
  for (const bj::value& item : list->get_array()) {
    if (!item.is_object()) return bad_value("must be a list of objects", name);
    const auto& object = item.get_object();
    TRY(const std::string text, text_member(object, "value"));
    TRY(const std::string type, text_member(object, "type"));
    TRY(const auto primary, truth_member(object, "primary"));
    const int here = primary.value_or(false) ? 2 : equal_ascii_nocase(type, "work") ? 1 : 0;
    if (text.empty() || here <= rank) continue;
    found = text;
    rank = here;
  }
  return found;
}

bj::array listed(std::string_view value) {
  if (value.empty()) return {};
  return {bj::object{{"value", bj::string(value)}, {"type", "work"}, {"primary", true}}};
}

constexpr std::size_t name_part_most = 200;  // characters, as the whole name has

struct Names {
  std::string display, formatted, given, family;
};
Result<Names> names_of(const bj::object& user) {
  Names names;
  TRY(names.display, text_member(user, "displayName"));
  const auto* name = member(user, "name");
  if (!name || name->is_null()) return names;
  if (!name->is_object()) return bad_value("must be an object", "name");
  TRY(names.formatted, text_member(name->get_object(), "formatted"));
  TRY(names.given, text_member(name->get_object(), "givenName"));
  TRY(names.family, text_member(name->get_object(), "familyName"));
  if (utf8_length(names.given) > name_part_most) return bad_value("must have at most 200 characters", "name.givenName");
  if (utf8_length(names.family) > name_part_most) return bad_value("must have at most 200 characters", "name.familyName");
  return names;
}

/// The name in one piece: what the client changed counts before what was there.
std::string whole_name(const Names& now, const Names& before) {
  const std::string joined(trim(now.given + ' ' + now.family));
  if (!now.display.empty() && now.display != before.display) return now.display;
  if (!now.formatted.empty() && now.formatted != before.formatted) return now.formatted;
  if (!joined.empty() && (now.given != before.given || now.family != before.family)) return joined;
  return !now.display.empty() ? now.display : !now.formatted.empty() ? now.formatted : joined;
}

}  // namespace

Error bad_value(const std::string& text, std::string_view attribute) {
  return error(Fault::malformed, "scim.invalid_value", std::string(attribute) + " " + text + ".", "/" + std::string(attribute));
}

Result<std::string> text_member(const bj::object& object, std::string_view name) {
  const auto* value = member(object, name);
  if (!value || value->is_null()) return std::string();
  if (!value->is_string()) return bad_value("must be a text", name);
  return std::string(view(*value));
}

const std::set<std::string, std::less<>>& user_attributes() {
  static const std::set<std::string, std::less<>> all{"id",
                                                      "externalid",
                                                      "username",
                                                      "displayname",
                                                      "name",
                                                      "name.formatted",
                                                      "name.givenname",
                                                      "name.familyname",
                                                      "emails",
                                                      "emails.value",
                                                      "emails.type",
                                                      "emails.primary",
                                                      "phonenumbers",
                                                      "phonenumbers.value",
                                                      "phonenumbers.type",
                                                      "active",
                                                      "preferredlanguage",
                                                      "groups",
                                                      "groups.value",
                                                      "groups.display",
                                                      "meta.version",
                                                      "meta.resourcetype"};
  return all;
}

bj::object user_facts(const Person& person, const ExternalAccount* account) {
  bj::object user;
  if (account && people::has_own_subject(*account)) put(user, "externalId", account->subject);
  put(user, "userName", person.login);
  put(user, "displayName", person.name);
  bj::object name;
  put(name, "formatted", person.name);
  if (account) {
    put(name, "givenName", account->given_name);
    put(name, "familyName", account->family_name);
  }
  user["name"] = std::move(name);
  user["emails"] = listed(person.mail);
  user["phoneNumbers"] = listed(person.phone);
  put(user, "preferredLanguage", person.language);
  user["active"] = person.active;
  return user;
}

std::int64_t user_version(const Person& person, const ExternalAccount* account) {
  return person.version + (account ? account->version : 0);
}

bj::object user_json(const Person& person, const ExternalAccount* account, const std::vector<people::OutsideGroup>& groups,
                     std::string_view base_url) {
  const std::string id = to_string(person.id);
  bj::object user{{"schemas", bj::array{bj::string(user_schema)}}, {"id", id}};
  for (auto& [key, value] : user_facts(person, account)) user[key] = std::move(value);
  bj::array held;
  for (const auto& group : groups)
    held.push_back(bj::object{
        {"value", to_string(group.id)}, {"display", group.name}, {"$ref", std::string(base_url) + "/Groups/" + to_string(group.id)}});
  user["groups"] = std::move(held);
  user["meta"] = bj::object{{"resourceType", "User"},
                            {"location", std::string(base_url) + "/Users/" + id},
                            {"version", "W/" + api::etag(user_version(person, account))}};
  return user;
}

Result<OutsidePerson> read_user(const bj::object& user, const bj::object& before, Absent absent) {
  const auto says = [&](std::string_view name) { return absent == Absent::cleared || member(user, name); };
  OutsidePerson person;
  person.source = people::scim_source;
  person.odd = people::OddValue::refused;
  TRY(person.key, text_member(user, "externalId"));
  if (person.key.size() > people::subject_most) return bad_value("must have at most 300 bytes", "externalId");
  if (person.key.starts_with(people::made_subject)) return bad_value("must not begin with #", "externalId");
  TRY(person.login, text_member(user, "userName"));
  if (trim(person.login).empty()) return bad_value("must not be empty", "userName");
  TRY(const Names names, names_of(user));
  TRY(const Names former, names_of(before));
  person.name = whole_name(names, former);
  if (says("name")) {
    person.given_name = names.given;
    person.family_name = names.family;
  }
  TRY(std::string mail, chosen(user, "emails"));
  TRY(std::string phone, chosen(user, "phoneNumbers"));
  if (says("emails")) person.mail = std::move(mail);
  if (says("phoneNumbers")) person.phone = std::move(phone);
  TRY(const std::string language, text_member(user, "preferredLanguage"));
  if (!language.empty()) person.language = language;
  TRY(const auto active, truth_member(user, "active"));
  TRY(const auto was_active, truth_member(before, "active"));
  if (before.empty()) person.active = active.value_or(true);
  // Who is not active and is not said to be says nothing: it may be our own doing.
  else if (!active || (!*active && active == was_active)) person.active = std::nullopt;
  else person.active = active;
  return person;
}

}  // namespace evenkeel::scim
