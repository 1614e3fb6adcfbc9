#include "connect/scim/scim_answers.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "connect/scim/scim.hpp"
#include "connect/scim/user.hpp"
#include "record/json.hpp"

namespace evenkeel::scim {
namespace {

struct Word {
  std::string_view code, scim_type;  // of a problem, or the begin of one that ends in a dot
};
constexpr Word words[] = {{"scim.invalid_filter", "invalidFilter"},
                          {"scim.invalid_path", "invalidPath"},
                          {"scim.invalid_value", "invalidValue"},
                          {"scim.invalid_syntax", "invalidSyntax"},
                          {"scim.no_target", "noTarget"},
                          {"outside.taken", "uniqueness"},
                          {"person.login_taken", "uniqueness"},
                          {"group.name_taken", "uniqueness"},
                          {"outside.deactivated_here", ""},
                          {"outside.", "invalidValue"},
                          {"group.", "invalidValue"},
                          {"field.", "invalidValue"},
                          {"body.", "invalidSyntax"},
                          {"json.", "invalidSyntax"}};

/// Empty for what the standard has no word for: 404 and 412 say enough, and so do most conflicts.
std::string_view scim_type_of(int status, std::string_view code) {
  if (status != 400 && status != 409) return {};
  for (const Word& word : words)
    if (word.code == code || (word.code.ends_with('.') && code.starts_with(word.code))) return word.scim_type;
  return {};
}

std::set<std::string, std::less<>> names_in(const http::Request& request, std::string_view parameter) {
  std::set<std::string, std::less<>> names;
  for (std::string_view part : split(request.query_value(parameter).value_or(""), ',')) {
    // "name.familyName" wants all of the name: parts of a member are not told apart.
    const std::string path = plain_path(trim(part));
    if (!path.empty()) names.insert(path.substr(0, path.find('.')));
  }
  return names;
}

Result<std::int64_t> number_of(const http::Request& request, std::string_view parameter, std::int64_t otherwise) {
  const auto text = request.query_value(parameter);
  if (!text || text->empty()) return otherwise;
  std::int64_t n = 0;
  const auto end = std::from_chars(text->data(), text->data() + text->size(), n);
  if (end.ec != std::errc() || end.ptr != text->data() + text->size()) return bad_value("must be a whole number", parameter);
  return n;
}

}  // namespace

Result<bj::object> body_of(const http::Request& request) {
  const std::string_view given = request.header("content-type");
  const std::string_view type = trim(given.substr(0, given.find(';')));
  if (!type.empty() && !equal_ascii_nocase(type, media_type) && !equal_ascii_nocase(type, "application/json"))
    return error(Fault::malformed, "body.not_json", "The body must be application/scim+json.");
  TRY(bj::value body, record::parse_json(request.body));
  if (!body.is_object()) return error(Fault::malformed, "body.not_object", "The body must be a JSON object.");
  return std::move(body.get_object());
}

http::Response answer(const bj::value& body, int status) {
  http::Response response = http::json(bj::serialize(body), status);
  response.content_type = media_type;
  return response;
}

std::string base_url(const people::People& people, const http::Request& request) {
  if (const auto& url = people.options().public_url; !url.empty()) return url + "/scim/v2";
  return std::string(request.secure ? "https://" : "http://") + std::string(request.header("host")) + "/scim/v2";
}

Wanted::Wanted(const http::Request& request) : only_(names_in(request, "attributes")), without_(names_in(request, "excludedAttributes")) {}

Wanted Wanted::without(std::string_view attribute) {
  Wanted wanted;
  wanted.without_.insert(lower_ascii(attribute));
  return wanted;
}

bool Wanted::has(std::string_view attribute) const {
  const std::string name = lower_ascii(attribute);
  if (name == "id" || name == "schemas") return true;
  return (only_.empty() || only_.contains(name)) && !without_.contains(name);
}

bj::object Wanted::narrow(bj::object resource) const {
  if (only_.empty() && without_.empty()) return resource;
  bj::object kept;
  for (auto& [key, value] : resource)
    if (has(key)) kept[key] = std::move(value);
  return kept;
}

Result<Page> page_of(const http::Request& request) {
  Page page;
  TRY(page.start, number_of(request, "startIndex", 1));
  TRY(page.count, number_of(request, "count", page_default));
  page.start = std::max<std::int64_t>(page.start, 1);
  page.count = std::clamp<std::int64_t>(page.count, 0, page_most);
  return page;
}

Result<std::optional<Filter>> filter_of(const http::Request& request, const std::set<std::string, std::less<>>& known) {
  const auto text = request.query_value("filter");
  if (!text || trim(*text).empty()) return std::optional<Filter>{};
  TRY(Filter filter, parse_filter(*text, known));
  return std::optional(std::move(filter));
}

bj::object list_answer(std::int64_t total, const Page& page, bj::array resources) {
  return {{"schemas", bj::array{"urn:ietf:params:scim:api:messages:2.0:ListResponse"}},
          {"totalResults", total},
          {"startIndex", page.start},
          {"itemsPerPage", static_cast<std::int64_t>(resources.size())},
          {"Resources", std::move(resources)}};
}

Error refusal_of(const people::OutsideRow& row) {
  if (row.code == "outside.taken" || row.action == people::OutsideAction::conflict || row.code == "person.erased")
    return error(Fault::conflict, row.code, "It cannot be done: " + row.what + ".");
  // What is wrong begins with the name that the field has here.
  constexpr std::pair<std::string_view, std::string_view> names[] = {{"login ", "userName"},
                                                                     {"name ", "displayName"},
                                                                     {"mail ", "emails"},
                                                                     {"phone ", "phoneNumbers"},
                                                                     {"language ", "preferredLanguage"}};
  for (const auto& [ours, theirs] : names)
    if (row.what.starts_with(ours)) return bad_value(row.what.substr(ours.size()), theirs);
  return error(Fault::malformed, "scim.invalid_value", "It cannot be done: " + row.what + ".");
}

Status check_seen(const api::Seen& seen, std::int64_t version) {
  if (!seen.version || *seen.version == version) return Done{};
  return error(Fault::stale, "scim.stale", "It was changed since; read it again.");
}

http::Route row(http::Verb verb, const std::string& path, std::string summary, http::Handler handle) {
  // Without a tag: in no OpenAPI document.
  http::Route route = api::route(verb, "/scim/v2/" + path, std::move(summary), std::string(permission), "", {}, std::move(handle));
  route.request_type = route.response_type = media_type;
  return route;
}

void Rows::read(const std::string& path, std::string summary, Read handler) {
  routes.push_back(row(http::Verb::get, path, std::move(summary),
                       api::reading(people.reg(), [&people = people, handler](store::Connection& db, http::Request& request) {
                         return handler(people, db, request);
                       })));
}

void Rows::write(http::Verb verb, const std::string& path, std::string summary, Write handler) {
  routes.push_back(row(verb, path, std::move(summary), api::writing(people.reg(), [&people = people, handler](http::Request& request) {
                         return handler(people, request);
                       })));
}

std::vector<http::Route> scim_routes(people::People& people) {
  std::vector<http::Route> routes;
  add_user_rows(people, routes);
  add_group_rows(people, routes);
  add_about_rows(people, routes);
  // What SCIM has and we have not; else the console's page would answer.
  routes.push_back(row(http::Verb::get, "{rest...}", "What there is not", http::answering([](http::Request&) {
                         return http::problem(error(Fault::missing, "scim.missing", "There is no such endpoint."));
                       })));
  return routes;
}

http::Response in_own_words(http::Response response) {
  if (response.content_type != "application/problem+json") return response;
  auto problem = record::parse_json(response.body);
  if (!problem || !problem->is_object()) return response;
  const auto text = [&](std::string_view name) {
    const auto* value = problem->get_object().if_contains(name);
    return value && value->is_string() ? std::string(view(*value)) : std::string();
  };
  if (response.status == 422) response.status = 400;  // SCIM knows no other word for it
  bj::object body{{"schemas", bj::array{"urn:ietf:params:scim:api:messages:2.0:Error"}},
                  {"status", std::to_string(response.status)},
                  {"detail", text("detail")}};
  if (const auto type = scim_type_of(response.status, text("code")); !type.empty()) body["scimType"] = bj::string(type);
  response.body = bj::serialize(body);
  response.content_type = media_type;
  return response;
}

}  // namespace evenkeel::scim
