// A small directory for the tests, and the options that read it.
#pragma once
#include "connect/ldap/ldap_directory.hpp"
#include "support/slapd.hpp"

namespace evenkeel::ldap {

inline const std::string tree_ldif =
    "dn: dc=example,dc=org\nobjectClass: dcObject\nobjectClass: organization\no: Example\ndc: example\n\n"
    "dn: cn=reader,dc=example,dc=org\nobjectClass: person\ncn: reader\nsn: reader\nuserPassword: reader secret\n\n"
    "dn: ou=people,dc=example,dc=org\nobjectClass: organizationalUnit\nou: people\n\n"
    "dn: ou=groups,dc=example,dc=org\nobjectClass: organizationalUnit\nou: groups\n\n";

inline std::string person_ldif(const std::string& uid, const std::string& more = {}) {
  return "dn: uid=" + uid + ",ou=people,dc=example,dc=org\nobjectClass: inetOrgPerson\nuid: " + uid + "\ncn: Analyst " + uid +
         "\nsn: " + uid + "\nmail: " + uid + "@example.org\nuserPassword: secret of " + uid + "\n" + more + "\n";
}

inline std::string group_ldif(const std::string& name, const std::string& member) {
  return "dn: cn=" + name + ",ou=groups,dc=example,dc=org\nobjectClass: groupOfNames\ncn: " + name + "\nmember: uid=" + member +
         ",ou=people,dc=example,dc=org\n\n";
}

inline Options options_for(const test::Slapd& slapd, const std::string& url) {
  Options options;
  options.url = url;
  options.ca_file = slapd.ca_file();
  options.bind_dn = "cn=reader,dc=example,dc=org";
  options.password = "reader secret";
  options.base = "ou=people,dc=example,dc=org";
  options.user_filter = "(objectClass=inetOrgPerson)";
  options.group_base = "ou=groups,dc=example,dc=org";
  options.group_filter = "(objectClass=groupOfNames)";
  options.login_attribute = "uid";
  options.name_attribute = "cn";
  options.mail_attribute = "mail";
  options.phone_attribute = "telephoneNumber";
  options.language_attribute = "preferredLanguage";
  options.key_attribute = "entryUUID";
  options.group_name_attribute = "cn";
  options.member_attribute = "member";
  return options;
}

}  // namespace evenkeel::ldap
