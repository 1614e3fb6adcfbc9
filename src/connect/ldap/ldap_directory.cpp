#include "connect/ldap/ldap_directory.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "connect/ldap/ldap_connection.hpp"

namespace evenkeel::ldap {
namespace {

using people::OutsidePerson;

/// Keys of some directories are bytes (objectGUID).
std::string key_text(const std::string& bytes) {
  const bool printable = std::ranges::all_of(bytes, [](char c) { return c >= ' ' && c <= '~'; });
  return printable ? bytes : to_hex(bytes);
}

class LdapDirectory : public people::Directory {
 public:
  explicit LdapDirectory(Options options) : options_(std::move(options)) {}

  Result<std::optional<OutsidePerson>> sign_in(std::string_view login, std::string_view password) override {
    if (trim(login).empty() || password.empty()) return std::optional<OutsidePerson>{};
    TRY(Connection reader, open());
    const std::string filter = "(&" + options_.user_filter + "(" + options_.login_attribute + "=" + filter_text(trim(login)) + "))";
    TRY(const auto found, reader.search(options_.base, filter, attributes()));
    // Two entries with one login are nobody's. Who is not there takes a bind as well, so that it takes as long.
    const bool one = found.size() == 1 && !found.front().first(options_.key_attribute).empty();
    TRY(Connection prover, Connection::open(options_));
    TRY(const Bound bound, prover.bind(one ? found.front().dn : "cn=nobody," + options_.base, password));
    if (!one || bound != Bound::yes) return std::optional<OutsidePerson>{};
    OutsidePerson person = person_of(found.front());
    TRY(person.groups, groups_of(reader, found.front().dn, person.login));
    return std::optional(std::move(person));
  }

  Result<std::vector<OutsidePerson>> everybody() override {
    TRY(Connection reader, open());
    TRY(const auto groups,
        reader.search(options_.group_base, options_.group_filter, {options_.group_name_attribute, options_.member_attribute}));
    // Members are named by their entry's name (member, uniqueMember) or by their login (memberUid).
    std::map<std::string, std::vector<std::string>, std::less<>> by_dn, by_login;
    for (const Entry& group : groups) {
      const auto members = group.values.find(lower_ascii(options_.member_attribute));
      if (members == group.values.end()) continue;
      const std::string name = group_name(group);
      for (const std::string& member : members->second) {
        const std::string dn = normal_dn(member);
        (dn.empty() ? by_login[lower_ascii(member)] : by_dn[dn]).push_back(name);
      }
    }
    TRY(const auto found, reader.search(options_.base, options_.user_filter, attributes()));
    std::vector<OutsidePerson> all;
    for (const Entry& e : found) {
      OutsidePerson person = person_of(e);
      std::vector<std::string> names;
      if (const auto held = by_dn.find(normal_dn(e.dn)); held != by_dn.end()) names = held->second;
      if (const auto held = by_login.find(lower_ascii(person.login)); held != by_login.end())
        names.insert(names.end(), held->second.begin(), held->second.end());
      person.groups = std::move(names);
      all.push_back(std::move(person));
    }
    std::ranges::sort(all, {}, &OutsidePerson::key);
    return all;
  }

 private:
  Result<Connection> open() const {
    TRY(Connection connection, Connection::open(options_));
    if (options_.bind_dn.empty()) return connection;
    TRY(const Bound bound, connection.bind(options_.bind_dn, options_.password));
    if (bound != Bound::yes)
      return error(Fault::unavailable, "directory.unavailable", "The directory refuses the account that ldap.bind_dn names.");
    return connection;
  }
  std::vector<std::string> attributes() const {
    return {options_.key_attribute,  options_.login_attribute, options_.name_attribute,
            options_.mail_attribute, options_.phone_attribute, options_.language_attribute};
  }
  /// What is not configured is not said; what is missing in the entry is said to be empty.
  static std::optional<std::string> said(const Entry& e, const std::string& attribute) {
    if (attribute.empty()) return std::nullopt;
    return e.first(attribute);
  }
  OutsidePerson person_of(const Entry& e) const {
    OutsidePerson person;
    person.source = people::ldap_source;
    person.key = key_text(e.first(options_.key_attribute));
    person.login = trim(e.first(options_.login_attribute));
    person.name = trim(e.first(options_.name_attribute));
    person.mail = said(e, options_.mail_attribute);
    person.phone = said(e, options_.phone_attribute);
    person.language = said(e, options_.language_attribute);
    return person;
  }
  std::string group_name(const Entry& group) const { return lower_ascii(trim(group.first(options_.group_name_attribute))); }

  Result<std::vector<std::string>> groups_of(Connection& reader, const std::string& dn, const std::string& login) const {
    const auto member = [&](const std::string& who) { return "(" + options_.member_attribute + "=" + filter_text(who) + ")"; };
    TRY(const auto found, reader.search(options_.group_base, "(&" + options_.group_filter + "(|" + member(dn) + member(login) + "))",
                                        {options_.group_name_attribute}));
    std::vector<std::string> names;
    for (const Entry& group : found) names.push_back(group_name(group));
    return names;
  }

  Options options_;
};

}  // namespace

std::unique_ptr<people::Directory> make_directory(Options options) { return std::make_unique<LdapDirectory>(std::move(options)); }

std::string filter_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '*' || c == '(' || c == ')' || c == '\\' || c == '\0') out += '\\' + to_hex(std::string_view(&c, 1));
    else out += c;
  }
  return out;
}

bool is_attribute(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == ';' || c == '.';
  });
}

bool is_filter(std::string_view text) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      if (from_hex(text.substr(i + 1, 2)).size() != 1) return false;
      i += 2;
    } else if (text[i] == '(') {
      ++depth;
    } else if (text[i] == ')') {
      if (--depth < 0 || (depth == 0 && i + 1 != text.size())) return false;
    }
    if (depth == 0 && i + 1 < text.size()) return false;
  }
  return text.size() > 4 && depth == 0;
}

}  // namespace evenkeel::ldap
