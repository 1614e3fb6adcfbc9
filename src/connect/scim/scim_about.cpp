// What a client asks first: which parts of SCIM there are, which resources, which attributes (RFC 7643 sections 5 to 7).
#include "connect/scim/scim.hpp"
#include "connect/scim/scim_answers.hpp"
#include "connect/scim/user.hpp"

namespace evenkeel::scim {
namespace {

bj::object supported(bool yes) { return {{"supported", yes}}; }

bj::object configuration(const std::string& base) {
  bj::object filter = supported(true);
  filter["maxResults"] = page_most;
  bj::object bulk = supported(false);
  bulk["maxOperations"] = 0;
  bulk["maxPayloadSize"] = 0;
  return {
      {"schemas", bj::array{"urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"}},
      {"patch", supported(true)},
      {"bulk", std::move(bulk)},
      {"filter", std::move(filter)},
      {"changePassword", supported(false)},
      {"sort", supported(false)},
      {"etag", supported(true)},
      {"authenticationSchemes", bj::array{bj::object{{"type", "oauthbearertoken"},
                                                     {"name", "API token"},
                                                     {"description", "An API token with the scope people.provision, as a bearer token."},
                                                     {"primary", true}}}},
      {"meta", bj::object{{"resourceType", "ServiceProviderConfig"}, {"location", base + "/ServiceProviderConfig"}}}};
}

bj::object resource_type(std::string_view name, std::string_view endpoint, std::string_view schema, const std::string& base) {
  return {{"schemas", bj::array{"urn:ietf:params:scim:schemas:core:2.0:ResourceType"}},
          {"id", bj::string(name)},
          {"name", bj::string(name)},
          {"endpoint", bj::string(endpoint)},
          {"schema", bj::string(schema)},
          {"meta", bj::object{{"resourceType", "ResourceType"}, {"location", base + "/ResourceTypes/" + std::string(name)}}}};
}

enum class Has { one, many };
enum class Writes { anybody, nobody };
bj::object attribute(std::string_view name, std::string_view type, std::string_view description, Has has = Has::one,
                     Writes writes = Writes::anybody) {
  return {{"name", bj::string(name)},
          {"type", bj::string(type)},
          {"multiValued", has == Has::many},
          {"description", bj::string(description)},
          {"required", name == "userName" || name == "displayName"},
          {"caseExact", name == "value" || name == "externalId"},
          {"mutability", writes == Writes::nobody ? "readOnly" : "readWrite"},
          {"returned", "default"},
          {"uniqueness", name == "userName" ? "server" : "none"}};
}

bj::object complex(std::string_view name, std::string_view description, Has has, bj::array parts, Writes writes = Writes::anybody) {
  bj::object whole = attribute(name, "complex", description, has, writes);
  whole["subAttributes"] = std::move(parts);
  return whole;
}

bj::object described(std::string_view id, std::string_view name, bj::array attributes, const std::string& base) {
  return {{"schemas", bj::array{"urn:ietf:params:scim:schemas:core:2.0:Schema"}},
          {"id", bj::string(id)},
          {"name", bj::string(name)},
          {"description", bj::string(name)},
          {"attributes", std::move(attributes)},
          {"meta", bj::object{{"resourceType", "Schema"}, {"location", base + "/Schemas/" + std::string(id)}}}};
}

bj::array contact() {
  return {attribute("value", "string", "The address or number; of several the primary one is kept, else that for work."),
          attribute("type", "string", "work"), attribute("primary", "boolean", "Which of them is meant.")};
}

bj::object user_description(const std::string& base) {
  bj::object display = attribute("displayName", "string", "The name as people here see it.");
  display["required"] = false;
  return described(user_schema, "User",
                   {attribute("userName", "string", "What the person signs in with, in small letters."), std::move(display),
                    complex("name", "The name in parts; whole when displayName is not given.", Has::one,
                            {attribute("formatted", "string", "The whole name."), attribute("givenName", "string", "Given name."),
                             attribute("familyName", "string", "Family name.")}),
                    attribute("active", "boolean", "Who is not active cannot sign in; sessions and tokens end."),
                    complex("emails", "One address is kept.", Has::many, contact()),
                    complex("phoneNumbers", "One number is kept.", Has::many, contact()),
                    attribute("preferredLanguage", "string", "Language tag, such as en or de."),
                    complex("groups", "Groups the user is in.", Has::many,
                            {attribute("value", "string", "Id of the group.", Has::one, Writes::nobody),
                             attribute("display", "string", "Its name.", Has::one, Writes::nobody)},
                            Writes::nobody)},
                   base);
}

bj::object group_description(const std::string& base) {
  return described(
      group_schema, "Group",
      {attribute("displayName", "string", "The name, as the grants of the configuration have it."),
       complex("members", "Users in the group.", Has::many,
               {attribute("value", "string", "Id of the user."), attribute("display", "string", "Its name.", Has::one, Writes::nobody)})},
      base);
}

using All = bj::array (*)(const std::string& base);
bj::array all_types(const std::string& base) {
  return {resource_type("User", "/Users", user_schema, base), resource_type("Group", "/Groups", group_schema, base)};
}
bj::array all_schemas(const std::string& base) { return {user_description(base), group_description(base)}; }

http::Response list(const bj::array& all) { return answer(list_answer(static_cast<std::int64_t>(all.size()), {}, all)); }

http::Response one_of(const bj::array& all, std::string_view id) {
  for (const bj::value& item : all)
    if (view(item.at("id")) == id) return answer(item);
  return http::problem(api::missing("resource"));
}

}  // namespace

void add_about_rows(people::People& people, std::vector<http::Route>& routes) {
  using http::Verb;
  routes.push_back(row(Verb::get, "ServiceProviderConfig", "Which parts of SCIM there are",
                       http::answering([&people](http::Request& request) { return answer(configuration(base_url(people, request))); })));
  const auto add = [&](const std::string& path, const std::string& summary, All all) {
    routes.push_back(row(Verb::get, path, summary,
                         http::answering([&people, all](http::Request& request) { return list(all(base_url(people, request))); })));
    routes.push_back(row(Verb::get, path + "/{id}", "One of them", http::answering([&people, all](http::Request& request) {
                           return one_of(all(base_url(people, request)), request.capture("id"));
                         })));
  };
  add("ResourceTypes", "Which resources there are", all_types);
  add("Schemas", "Which attributes they have", all_schemas);
}

}  // namespace evenkeel::scim
