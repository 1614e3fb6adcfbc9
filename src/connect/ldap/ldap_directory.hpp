// A directory that speaks LDAP: people are searched by their login, prove themselves by a bind, and are read page by page. Over
// TLS the certificate is always checked; referrals are not followed, so that nobody sends our passwords elsewhere.
#pragma once
#include <memory>
#include <string>

#include "practice/people/directory.hpp"

namespace evenkeel::ldap {

struct Options {
  std::string url;      // ldaps://host:636, ldap+starttls://host:389, or ldap://host without any protection
  std::string ca_file;  // PEM; empty: those of the system
  std::string bind_dn, password;
  std::string base, user_filter, group_base, group_filter;
  std::string login_attribute, name_attribute, mail_attribute, phone_attribute, language_attribute, key_attribute;  // empty: not read
  std::string group_name_attribute, member_attribute;
  int timeout_seconds = 5;  // for each step: connecting, TLS, a bind, a page of a search
};

std::unique_ptr<people::Directory> make_directory(Options options);

/// The text as it stands in a filter for itself (RFC 4515 section 3): nothing in it is a wildcard or ends it.
std::string filter_text(std::string_view text);
/// Whether it is one filter in balanced parentheses with whole escapes; what stands in them only the directory knows.
bool is_filter(std::string_view text);
/// Whether it is the name of an attribute: letters, digits and what else RFC 4512 allows.
bool is_attribute(std::string_view text);
/// Whether it is a distinguished name (RFC 4514) of at least one part.
bool is_dn(const std::string& text);

}  // namespace evenkeel::ldap
