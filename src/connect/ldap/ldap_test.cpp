// The directory against a real one (OpenLDAP): who may bind, how everybody is read, what is said of entries that are not as one would
// wish, and that neither a wrong certificate nor silence gets further than an error.
#include <gtest/gtest.h>

#include "connect/ldap/ldap_directory.hpp"
#include "connect/ldap/ldap_for_test.hpp"

namespace evenkeel::ldap {
namespace {

constexpr int people_many = 1'150;  // more than a server gives at once

std::string directory_ldif() {
  std::string text = tree_ldif + person_ldif("first", "telephoneNumber: +49 30 1\npreferredLanguage: de\n") + person_ldif("second") +
                     person_ldif("third") +
                     // One login twice, a referral, and keys and names that are bytes.
                     "dn: cn=twice a,ou=people,dc=example,dc=org\nobjectClass: inetOrgPerson\ncn: twice a\nsn: a\nuid: twice\n"
                     "userPassword: secret of twice\n\n"
                     "dn: cn=twice b,ou=people,dc=example,dc=org\nobjectClass: inetOrgPerson\ncn: twice b\nsn: b\nuid: twice\n"
                     "userPassword: secret of twice\n\n"
                     "dn: cn=away,ou=people,dc=example,dc=org\nobjectClass: referral\nobjectClass: extensibleObject\ncn: away\n"
                     "ref: ldap://127.0.0.1:1/ou=people,dc=example,dc=com\n\n"
                     "dn: cn=no login,ou=people,dc=example,dc=org\nobjectClass: inetOrgPerson\ncn: no login\nsn: b\n\n"
                     "dn: cn=odd,ou=people,dc=example,dc=org\nobjectClass: inetOrgPerson\ncn: odd\nsn: b\nuid: odd\n"
                     "jpegPhoto:: /9j+AAE=\naudio:: /v8A\n\n";
  for (int i = 0; i < people_many; ++i) text += person_ldif("many" + std::to_string(i));
  return text +
         "dn: cn=Analysts,ou=groups,dc=example,dc=org\nobjectClass: groupOfNames\ncn: Analysts\n"
         "member: uid=first,ou=People,dc=example,dc=org\nmember: UID=second,  ou=people,dc=example,dc=org\n\n"
         "dn: cn=Night,ou=groups,dc=example,dc=org\nobjectClass: groupOfNames\ncn: Night\nmember: uid=first,ou=people,dc=example,dc=org\n\n"
         "dn: cn=hosts,ou=groups,dc=example,dc=org\nobjectClass: posixGroup\ncn: hosts\ngidNumber: 7\nmemberUid: second\n";
}

/// One for all tests of the file: none changes it.
test::Slapd& shared() {
  static test::Slapd slapd(directory_ldif());
  return slapd;
}

const people::OutsidePerson* with_login(const std::vector<people::OutsidePerson>& all, const std::string& login) {
  const auto found = std::ranges::find(all, login, &people::OutsidePerson::login);
  return found == all.end() ? nullptr : &*found;
}

TEST(LdapFilters, hold_a_text_as_it_is) {
  EXPECT_EQ(filter_text("analyst04"), "analyst04");
  EXPECT_EQ(filter_text("a*)(uid=\\"), "a\\2a\\29\\28uid=\\5c");
  EXPECT_EQ(filter_text(std::string_view("a\0b", 3)), "a\\00b");
}

TEST(LdapFilters, are_looked_at_before_they_are_used) {
  for (const char* good : {"(objectClass=person)", "(&(a=b)(!(c=d\\29)))", "(cn=*)"}) EXPECT_TRUE(is_filter(good)) << good;
  for (const char* bad : {"", "()", "objectClass=person", "(a=b", "(a=b))", "(a=b)(c=d)", "(a=b)x", "x(a=b)", "(a=\\zz)", "(a=b\\"})
    EXPECT_FALSE(is_filter(bad)) << bad;
  EXPECT_TRUE(is_dn("ou=people,dc=example,dc=org"));
  for (const char* bad : {"", "people", "ou=people,,dc"}) EXPECT_FALSE(is_dn(bad)) << bad;
  EXPECT_FALSE(is_attribute("uid)(a=b"));
}

TEST(Ldap, binds_who_has_the_password_and_nobody_else) {
  const auto directory = make_directory(options_for(shared(), shared().url()));
  const auto right = directory->sign_in(" First ", "secret of first");
  ASSERT_TRUE(right) << right.error().first().text;
  ASSERT_TRUE(*right);
  EXPECT_EQ((*right)->login, "first");
  EXPECT_EQ((*right)->mail, "first@example.org");
  EXPECT_EQ((*right)->phone, "+49 30 1");
  EXPECT_EQ((*right)->language, "de");
  EXPECT_EQ((*right)->key.size(), 36u);
  auto groups = *(*right)->groups;
  std::ranges::sort(groups);
  EXPECT_EQ(groups, (std::vector<std::string>{"analysts", "night"}));
  const std::string nul("fir\0st", 6);
  const std::pair<std::string, std::string> others[] = {{"first", "wrong"},
                                                        {"first", ""},
                                                        {"nobody", "secret of first"},
                                                        {"*", "secret of first"},
                                                        {"fir*", "secret of first"},
                                                        {"", "secret of first"},
                                                        {nul, "secret of first"},
                                                        {"first)(uid=*", "secret of first"},
                                                        {"\xff\xfe", "x"},
                                                        {"twice", "secret of twice"}};
  for (const auto& [login, password] : others) {
    const auto refused = directory->sign_in(login, password);
    ASSERT_TRUE(refused) << login << ": " << refused.error().first().text;
    EXPECT_FALSE(*refused) << login;
  }
}

TEST(Ldap, reads_more_people_than_the_server_gives_at_once_and_follows_no_referral) {
  const auto all = make_directory(options_for(shared(), shared().url()))->everybody();
  ASSERT_TRUE(all) << all.error().first().text;
  EXPECT_EQ(all->size(), static_cast<std::size_t>(people_many) + 7);
  for (const auto& person : *all) {
    EXPECT_FALSE(person.key.empty());
    EXPECT_EQ(person.groups->size(), person.login == "first" ? 2u : person.login == "second" ? 1u : 0u) << person.login;
  }
  EXPECT_EQ(with_login(*all, "second")->phone, "");  // asked for and not there
  EXPECT_TRUE(with_login(*all, ""));                 // without a login: told, for the register to refuse
}

TEST(Ldap, reads_groups_that_name_their_members_by_login) {
  auto options = options_for(shared(), shared().url());
  options.group_filter = "(objectClass=posixGroup)";
  options.member_attribute = "memberUid";
  const auto directory = make_directory(options);
  const auto all = directory->everybody();
  ASSERT_TRUE(all) << all.error().first().text;
  EXPECT_EQ(*with_login(*all, "second")->groups, std::vector<std::string>{"hosts"});
  const auto one = directory->sign_in("second", "secret of second");
  ASSERT_TRUE(one && *one);
  EXPECT_EQ(*(*one)->groups, std::vector<std::string>{"hosts"});
}

TEST(Ldap, takes_bytes_for_what_they_are) {
  auto options = options_for(shared(), shared().url());
  options.key_attribute = "jpegPhoto";
  options.name_attribute = "audio";
  options.phone_attribute = "";
  const auto all = make_directory(options)->everybody();
  ASSERT_TRUE(all) << all.error().first().text;
  const auto* odd = with_login(*all, "odd");
  ASSERT_TRUE(odd);
  EXPECT_EQ(odd->key, "ffd8fe0001");
  EXPECT_EQ(odd->name, std::string("\xfe\xff\0", 3));
  EXPECT_FALSE(odd->phone);
  EXPECT_EQ(with_login(*all, "first")->key, "");
}

TEST(Ldap, checks_the_certificate) {
  for (const std::string& url : {shared().tls_url("127.0.0.1"), shared().starttls_url("127.0.0.1")}) {
    auto good = options_for(shared(), url);
    const auto right = make_directory(good)->sign_in("first", "secret of first");
    ASSERT_TRUE(right) << url << ": " << right.error().first().text;
    EXPECT_TRUE(*right) << url;
    good.ca_file.clear();
    const auto unknown = make_directory(good)->sign_in("first", "secret of first");
    ASSERT_FALSE(unknown) << url;
    EXPECT_EQ(unknown.error().first().code, "directory.unavailable");
    good.ca_file = "/nowhere/ca.pem";
    EXPECT_FALSE(make_directory(good)->sign_in("first", "secret of first")) << url;
  }
  for (const std::string& url : {shared().tls_url("localhost"), shared().starttls_url("localhost")})
    EXPECT_FALSE(make_directory(options_for(shared(), url))->sign_in("first", "secret of first")) << url;  // another name
}

TEST(Ldap, says_when_it_cannot_ask) {
  const auto code_of = [](const Options& options) {
    const auto answer = make_directory(options)->everybody();
    return answer ? std::string("answered") : answer.error().first().code;
  };
  auto wrong = options_for(shared(), shared().url());
  wrong.password = "no longer right";
  EXPECT_EQ(code_of(wrong), "directory.unavailable");
  auto empty = options_for(shared(), shared().url());
  empty.password.clear();  // would be an anonymous bind, which sees nobody
  EXPECT_EQ(code_of(empty), "directory.unavailable");
  auto elsewhere = options_for(shared(), shared().url());
  elsewhere.base = "ou=nobody,dc=example,dc=org";
  EXPECT_EQ(code_of(elsewhere), "directory.unavailable");
  EXPECT_EQ(code_of(options_for(shared(), "ldap://127.0.0.1:" + std::to_string(test::free_port()))), "directory.unavailable");
}

TEST(Ldap, does_not_wait_for_silence) {
  const std::string yes_to_starttls("\x30\x0c\x02\x01\x01\x78\x07\x0a\x01\x00\x04\x00\x04\x00", 14);
  const test::SilentServer silent, silent_after_yes(yes_to_starttls);
  for (const std::string& url :
       {silent.url("ldap"), silent.url("ldaps"), silent.url("ldap+starttls"), silent_after_yes.url("ldap+starttls")}) {
    auto options = options_for(shared(), url);
    options.timeout_seconds = 1;
    const auto began = std::chrono::steady_clock::now();
    const auto answer = make_directory(options)->sign_in("first", "secret of first");
    ASSERT_FALSE(answer) << url;
    EXPECT_EQ(answer.error().first().code, "directory.unavailable");
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(8)) << url;
  }
}

}  // namespace
}  // namespace evenkeel::ldap
