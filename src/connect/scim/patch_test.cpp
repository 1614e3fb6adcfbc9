// PATCH in the dialects that Entra ID and Okta send, as their documentation and their requests show them.
#include "connect/scim/patch.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace evenkeel::scim {
namespace {

std::string patched(const std::string& operations, const std::string& resource) {
  const auto read = read_operations(bj::parse(R"({"Operations":)" + operations + "}").as_object());
  if (!read) return read.error().first().code;
  bj::object object = bj::parse(resource).as_object();
  for (const Operation& operation : *read)
    if (const auto done = apply(operation, object); !done) return done.error().first().code;
  return bj::serialize(object);
}

TEST(ScimPatch, does_what_clients_mean) {
  struct Case {
    const char *operations, *before, *after;
  };
  const Case cases[] = {
      // Entra: verbs with a capital, dotted paths, an address that is not there yet, a path-less value whose members are paths
      {R"([{"op":"Replace","path":"active","value":"False"}])", R"({"active":true})", R"({"active":"False"})"},
      {R"([{"op":"Replace","path":"name.familyName","value":"B"}])", R"({"name":{"givenName":"A"}})",
       R"({"name":{"givenName":"A","familyname":"B"}})"},
      {R"([{"op":"Replace","path":"emails[type eq \"work\"].value","value":"b@x"}])", R"({"emails":[{"type":"work","value":"a@x"}]})",
       R"({"emails":[{"type":"work","value":"b@x"}]})"},
      {R"([{"op":"Add","path":"emails[type eq \"work\"].value","value":"b@x"}])", R"({})", R"({"emails":[{"type":"work","value":"b@x"}]})"},
      {R"([{"op":"Add","value":{"displayName":"A","name.givenName":"B","emails[type eq \"work\"].value":"c@x"}}])",
       R"({"displayName":"Z"})", R"({"displayName":"A","name":{"givenname":"B"},"emails":[{"type":"work","value":"c@x"}]})"},
      {R"([{"op":"Add","path":"members","value":[{"value":"1"},{"value":"2"}]}])", R"({"members":[{"value":"1"}]})",
       R"({"members":[{"value":"1"},{"value":"2"}]})"},
      {R"([{"op":"Remove","path":"members","value":[{"value":"1"}]}])", R"({"members":[{"value":"1"},{"value":"2"}]})",
       R"({"members":[{"value":"2"}]})"},
      // Okta: a whole object without a path, one member by its filter
      {R"([{"op":"replace","value":{"active":false}}])", R"({"active":true})", R"({"active":false})"},
      {R"([{"op":"replace","value":{"id":"7","displayName":"New"}}])", R"({"displayName":"Old"})", R"({"displayName":"New","id":"7"})"},
      {R"([{"op":"remove","path":"members[value eq \"2\"]"}])", R"({"members":[{"value":"1"},{"value":"2"}]})",
       R"({"members":[{"value":"1"}]})"},
      {R"([{"op":"replace","path":"members","value":[{"value":"3"}]}])", R"({"members":[{"value":"1"}]})",
       R"({"members":[{"value":"3"}]})"},
      {R"([{"op":"Add","path":"members","value":[{"$ref":null,"value":"7"}]},
           {"op":"Remove","path":"members","value":[{"$ref":null,"value":"7"}]}])",
       R"({"members":[]})", R"({"members":[]})"},
      // the standard
      {R"([{"op":"add","path":"emails","value":[{"value":"b","primary":true}]}])", R"({"emails":[{"value":"a","primary":true}]})",
       R"({"emails":[{"value":"a","primary":false},{"value":"b","primary":true}]})"},
      {R"([{"op":"remove","path":"members"}])", R"({"members":[{"value":"1"}],"displayName":"A"})", R"({"displayName":"A"})"},
      {R"([{"op":"remove","path":"phoneNumbers[type eq \"work\"]"}])", R"({"phoneNumbers":[{"type":"work"},{"type":"home"}]})",
       R"({"phoneNumbers":[{"type":"home"}]})"},
      {R"([{"op":"replace","path":"urn:ietf:params:scim:schemas:core:2.0:User:userName","value":"x"}])", R"({"userName":"y"})",
       R"({"userName":"x"})"},
      {R"([{"op":"replace","path":"name","value":{"familyName":"B"}}])", R"({"name":{"givenName":"A"}})",
       R"({"name":{"givenName":"A","familyName":"B"}})"}};
  for (const Case& c : cases)
    EXPECT_EQ(bj::parse(patched(c.operations, c.before)), bj::parse(c.after)) << c.operations << patched(c.operations, c.before);
}

TEST(ScimPatch, refuses_with_its_own_words) {
  const std::pair<const char*, const char*> cases[] = {
      {R"([])", "scim.invalid_syntax"},
      {R"([7])", "scim.invalid_syntax"},
      {R"([{"op":"move","path":"a","value":1}])", "scim.invalid_syntax"},
      {R"([{"op":"add","path":"a"}])", "scim.invalid_syntax"},
      {R"([{"op":"add","value":"x"}])", "scim.invalid_syntax"},
      {R"([{"op":"add","path":7,"value":"x"}])", "scim.invalid_syntax"},
      {R"([{"op":"remove"}])", "scim.no_target"},
      {R"([{"op":"replace","path":"emails[type ne \"x\"].value","value":"x"}])", "scim.no_target"},
      {R"([{"op":"replace","path":"emails[type","value":"x"}])", "scim.invalid_path"},
      {R"([{"op":"replace","path":"emails[type eq]","value":"x"}])", "scim.invalid_path"},
      {R"([{"op":"replace","path":"emails[type pr]x","value":"x"}])", "scim.invalid_path"},
      {R"([{"op":"replace","path":"emails.value","value":"x"}])", "scim.invalid_path"},
      {R"([{"op":"replace","path":"[a pr]","value":"x"}])", "scim.invalid_path"}};
  for (const auto& [operations, code] : cases) EXPECT_EQ(patched(operations, R"({"emails":[]})"), code) << operations;
}

RC_GTEST_PROP(ScimPatch, members_come_and_go_again, ()) {
  const auto held = *rc::gen::container<std::set<int>>(rc::gen::inRange(0, 30)),
             other = *rc::gen::container<std::set<int>>(rc::gen::inRange(0, 30));
  const auto listed = [](const std::set<int>& ids) {
    bj::array list;
    for (int id : ids) list.push_back(bj::object{{"value", std::to_string(id)}});
    return list;
  };
  const auto values = [](const bj::object& group) {
    std::set<int> ids;
    for (const bj::value& item : group.at("members").as_array()) ids.insert(std::stoi(std::string(view(item.at("value")))));
    return ids;
  };
  std::set<int> both = held, rest;
  both.insert(other.begin(), other.end());
  std::ranges::set_difference(held, other, std::inserter(rest, rest.end()));
  bj::object group{{"members", listed(held)}};
  RC_ASSERT(static_cast<bool>(apply({Operation::Verb::add, "members", listed(other)}, group)));
  RC_ASSERT(values(group) == both);
  RC_ASSERT(group.at("members").as_array().size() == both.size());
  bj::object one_by_one = group;
  RC_ASSERT(static_cast<bool>(apply({Operation::Verb::remove, "members", listed(other)}, group)));
  for (int id : other)
    RC_ASSERT(static_cast<bool>(apply({Operation::Verb::remove, "members[value eq \"" + std::to_string(id) + "\"]", {}}, one_by_one)));
  RC_ASSERT(values(one_by_one) == rest);
  RC_ASSERT(values(group) == rest);
}

RC_GTEST_PROP(ScimPatch, survives_any_operation, ()) {
  const auto word = rc::gen::element<std::string>("name", "name.familyName", "emails", "emails[type eq \"work\"].value", "emails[value pr]",
                                                  "active", "a.b.c", "[", "x[", "x[a eq 1]", "x[a eq 1].", "urn:x:y:z", "");
  const auto value =
      rc::gen::element<std::string>("null", "true", "\"x\"", "{}", "[]", "[{\"value\":\"7\",\"primary\":true}]", "{\"a\":{\"b\":1}}");
  const auto verb = rc::gen::element<std::string>("add", "Replace", "REMOVE", "move");
  bj::array list;
  for (int n = *rc::gen::inRange(1, 6); n > 0; --n)
    list.push_back(bj::object{{"op", *verb}, {"path", *word}, {"value", bj::parse(*value)}});
  const auto operations = read_operations({{"Operations", list}});
  if (!operations) {
    RC_ASSERT(operations.error().first().code.starts_with("scim."));
    return;
  }
  bj::object user = bj::parse(R"({"name":{"familyName":"A"},"emails":[{"type":"work","value":"a"}],"active":true})").as_object();
  for (const Operation& operation : *operations)
    if (const auto done = apply(operation, user); !done) RC_ASSERT(done.error().first().code.starts_with("scim."));
  RC_ASSERT(bj::parse(bj::serialize(user)) == bj::value(user));
}

}  // namespace
}  // namespace evenkeel::scim
