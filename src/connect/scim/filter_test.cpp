// Filters of SCIM: what they find, what they refuse, that no text can do harm, and that they mean what a slow reading of them means.
#include "connect/scim/filter.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace evenkeel::scim {
namespace {

const bj::object& somebody() {
  static const bj::object user = bj::parse(R"({"id":"17","externalId":"aB","userName":"first.line","active":true,
      "name":{"familyName":"Line"},
      "emails":[{"value":"a@example.org","type":"work","primary":true},{"value":"b@example.com","type":"home"}],
      "phoneNumbers":[]})")
                                     .as_object();
  return user;
}

bool found(std::string_view text) {
  const auto filter = parse_filter(text);
  EXPECT_TRUE(filter) << text << ": " << (filter ? "" : filter.error().first().text);
  return filter && matches(*filter, somebody());
}

TEST(ScimFilter, finds) {
  for (const char* yes :
       {R"(userName eq "FIRST.line")", R"(username Eq "first.line")", R"(externalId eq "aB")", R"(active eq true)", R"(active eq "True")",
        R"(emails eq "a@example.org")", R"(emails.value co "example.com")", R"(emails[type eq "home" and value sw "b"])",
        R"(emails[type eq "work"].value eq "a@example.org")", R"(name.familyName pr)", R"(not (phoneNumbers pr))",
        R"(userName sw "x" or (active eq true and userName ew "LINE"))", R"(userName ne "x" and title ne "y")",
        R"(urn:ietf:params:scim:schemas:core:2.0:User:userName eq "first.line")", R"(userName ge "first" and userName lt "g")",
        R"(userName eq "x" and userName eq "y" or active eq true)"})
    EXPECT_TRUE(found(yes)) << yes;
  for (const char* no :
       {R"(externalId eq "ab")", R"(userName eq "first")", R"(active eq false)", R"(emails[type eq "home" and value sw "a"])",
        R"(emails[type eq "work"].value eq "b@example.com")", R"(phoneNumbers pr)", R"(title pr)", R"(not (active eq true))",
        R"(userName eq "x" and (userName eq "y" or active eq true))"})
    EXPECT_FALSE(found(no)) << no;
}

TEST(ScimFilter, refuses_with_its_own_word) {
  const std::set<std::string, std::less<>> known{"username", "active", "emails", "emails.type"};
  std::string deep, wide = "userName pr";
  for (int i = 0; i < 30; ++i) deep += '(';
  for (int i = 0; i < 60; ++i) wide += " or userName pr";
  std::vector<std::string> bad{deep, wide, std::string(3'000, 'a'), "userName eq \"\xff\""};
  for (const char* text : {"", "userName", "userName eq", "userName is \"x\"", "userName eq \"x", "userName eq x", "userName eq \"x\" and",
                           "(userName pr", "userName pr)", "userName eq {\"a\":1}", "title eq \"x\"", "emails[value eq \"x\"]",
                           "emails[type eq \"x\"", "not userName pr", "emails[emails[type pr]]", "active gt true", "active le null"})
    bad.emplace_back(text);
  for (const std::string& text : bad) {
    const auto filter = parse_filter(text, known);
    ASSERT_FALSE(filter) << text;
    EXPECT_EQ(filter.error().first().code, "scim.invalid_filter") << text;
  }
}

TEST(ScimFilter, says_what_it_demands) {
  const auto narrow = parse_filter(R"(active eq true and userName eq "first")"),
             wide = parse_filter(R"(active eq true or userName eq "first")");
  ASSERT_TRUE(narrow && wide);
  ASSERT_TRUE(demanded(*narrow, "username"));
  EXPECT_EQ(*demanded(*narrow, "username"), bj::value("first"));
  EXPECT_FALSE(demanded(*wide, "username"));
}

RC_GTEST_PROP(ScimFilter, survives_any_text, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "userName", " ", "eq", "\"x\"", "(", ")", "[", "]", ".", "and", "or", "not", "emails", "pr", "\"", "\\", "true", "1e9", "\xff"));
  std::string text;
  for (const auto& piece : pieces) text += piece;
  const auto filter = parse_filter(text);
  if (filter) (void)matches(*filter, somebody());
  else RC_ASSERT(filter.error().first().code == "scim.invalid_filter");
}

/// A filter as text and, built beside it, whether it holds: "and" before "or", parentheses and "not" as they stand.
struct Known {
  std::string text;
  bool holds = false;
};
Known any_filter(int depth);

Known atom() {
  const bool holds = *rc::gen::arbitrary<bool>();
  return {holds ? R"(userName sw "first")" : R"(emails[type eq "fax"])", holds};
}

Known term(int depth) {
  if (depth == 0) return atom();
  switch (*rc::gen::inRange(0, 3)) {
    case 0: return atom();
    case 1: {
      const Known inner = any_filter(depth - 1);
      return {"(" + inner.text + ")", inner.holds};
    }
    default: {
      const Known inner = any_filter(depth - 1);
      return {"not (" + inner.text + ")", !inner.holds};
    }
  }
}

Known all_filter(int depth) {
  Known whole = term(depth);
  for (int more = *rc::gen::inRange(0, 2); more > 0; --more) {
    const Known next = term(depth);
    whole = {whole.text + " and " + next.text, whole.holds && next.holds};
  }
  return whole;
}

Known any_filter(int depth) {
  Known whole = all_filter(depth);
  for (int more = *rc::gen::inRange(0, 2); more > 0; --more) {
    const Known next = all_filter(depth);
    whole = {whole.text + " OR " + next.text, whole.holds || next.holds};
  }
  return whole;
}

RC_GTEST_PROP(ScimFilter, means_what_it_says, ()) {
  const Known known = any_filter(2);
  const auto filter = parse_filter(known.text);
  if (!filter) {
    RC_ASSERT(known.text.size() > 400);  // too many terms
    return;
  }
  RC_ASSERT(matches(*filter, somebody()) == known.holds);
}

}  // namespace
}  // namespace evenkeel::scim
