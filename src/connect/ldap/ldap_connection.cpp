#include "connect/ldap/ldap_connection.hpp"

#include <ldap.h>

#include <memory>

#include "base/text.hpp"

namespace evenkeel::ldap {
namespace {

constexpr ber_int_t page_entries = 500;        // servers give 1,000 at most without pages
constexpr std::size_t entries_most = 500'000;  // what memory and a register of people bear
constexpr std::string_view starttls = "ldap+starttls://";

Error unavailable(std::string_view doing, int code) {
  return error(Fault::unavailable, "directory.unavailable",
               "The directory cannot be asked: " + std::string(doing) + ": " + ldap_err2string(code) + ".");
}

Entry read_entry(LDAP* handle, LDAPMessage* message) {
  Entry entry;
  if (char* dn = ldap_get_dn(handle, message)) {
    entry.dn = dn;
    ldap_memfree(dn);
  }
  BerElement* state = nullptr;
  for (char* name = ldap_first_attribute(handle, message, &state); name; name = ldap_next_attribute(handle, message, state)) {
    auto& values = entry.values[lower_ascii(name)];
    if (berval** all = ldap_get_values_len(handle, message, name)) {
      for (int i = 0; all[i]; ++i) values.emplace_back(all[i]->bv_val, all[i]->bv_len);
      ldap_value_free_len(all);
    }
    ldap_memfree(name);
  }
  if (state) ber_free(state, 0);
  return entry;
}

template <class T, auto Free>
struct Freeing {
  void operator()(T* p) const { Free(p); }
};
using Message = std::unique_ptr<LDAPMessage, Freeing<LDAPMessage, ldap_msgfree>>;
using Control = std::unique_ptr<LDAPControl, Freeing<LDAPControl, ldap_control_free>>;
using Controls = std::unique_ptr<LDAPControl*, Freeing<LDAPControl*, ldap_controls_free>>;

/// The cookie for the next page; empty after the last one.
std::string next_cookie(LDAP* handle, LDAPMessage* result) {
  LDAPControl** raw = nullptr;
  if (ldap_parse_result(handle, result, nullptr, nullptr, nullptr, nullptr, &raw, 0) != LDAP_SUCCESS || !raw) return {};
  const Controls controls(raw);
  LDAPControl* page = ldap_control_find(LDAP_CONTROL_PAGEDRESULTS, raw, nullptr);
  ber_int_t count = 0;
  berval cookie{};
  if (!page || ldap_parse_pageresponse_control(handle, page, &count, &cookie) != LDAP_SUCCESS) return {};
  std::string text(cookie.bv_val ? cookie.bv_val : "", cookie.bv_len);
  ber_memfree(cookie.bv_val);
  return text;
}

int set_up(LDAP* handle, const Options& options) {
  const int version = LDAP_VERSION3, demand = LDAP_OPT_X_TLS_DEMAND, client = 0;
  const timeval patience{options.timeout_seconds, 0};
  ldap_set_option(handle, LDAP_OPT_PROTOCOL_VERSION, &version);
  ldap_set_option(handle, LDAP_OPT_REFERRALS, LDAP_OPT_OFF);
  ldap_set_option(handle, LDAP_OPT_RESTART, LDAP_OPT_ON);
  ldap_set_option(handle, LDAP_OPT_NETWORK_TIMEOUT, &patience);
  ldap_set_option(handle, LDAP_OPT_TIMEOUT, &patience);
  ldap_set_option(handle, LDAP_OPT_X_TLS_REQUIRE_CERT, &demand);
  if (!options.ca_file.empty()) {
    const int code = ldap_set_option(handle, LDAP_OPT_X_TLS_CACERTFILE, options.ca_file.c_str());
    if (code != LDAP_SUCCESS) return code;
  }
  if (const int code = ldap_set_option(handle, LDAP_OPT_X_TLS_NEWCTX, &client); code != LDAP_SUCCESS) return LDAP_CONNECT_ERROR;
  return options.url.starts_with(starttls) ? ldap_start_tls_s(handle, nullptr, nullptr) : LDAP_SUCCESS;
}

}  // namespace

std::string Entry::first(std::string_view attribute) const {
  const auto found = values.find(lower_ascii(attribute));
  return found == values.end() || found->second.empty() ? std::string{} : found->second.front();
}

Connection::~Connection() {
  if (handle_) ldap_unbind_ext_s(handle_, nullptr, nullptr);
}

Result<Connection> Connection::open(const Options& options) {
  std::string url = options.url;
  if (url.starts_with(starttls)) url = "ldap://" + url.substr(starttls.size());
  LDAP* handle = nullptr;
  if (const int code = ldap_initialize(&handle, url.c_str()); code != LDAP_SUCCESS) return unavailable("its address", code);
  Connection connection(handle, options.timeout_seconds);
  if (const int code = set_up(handle, options); code != LDAP_SUCCESS) return unavailable("TLS", code);
  return connection;
}

Result<Bound> Connection::bind(const std::string& dn, std::string_view password) {
  if (password.empty() || dn.empty()) return Bound::refused;
  std::string secret(password);
  berval credentials{secret.size(), secret.data()};
  const int code = ldap_sasl_bind_s(handle_, dn.c_str(), LDAP_SASL_SIMPLE, &credentials, nullptr, nullptr, nullptr);
  switch (code) {
    case LDAP_SUCCESS: return Bound::yes;
    case LDAP_INVALID_CREDENTIALS:
    case LDAP_NO_SUCH_OBJECT:
    case LDAP_INVALID_DN_SYNTAX:
    case LDAP_INAPPROPRIATE_AUTH:
    case LDAP_INSUFFICIENT_ACCESS:
    case LDAP_UNWILLING_TO_PERFORM:
    case LDAP_REFERRAL:
    case LDAP_CONSTRAINT_VIOLATION: return Bound::refused;
    default: return unavailable("bind", code);
  }
}

Result<std::vector<Entry>> Connection::search(const std::string& base, const std::string& filter,
                                              const std::vector<std::string>& attributes) {
  std::vector<char*> names;
  for (const std::string& name : attributes)
    if (!name.empty()) names.push_back(const_cast<char*>(name.c_str()));
  names.push_back(nullptr);
  std::vector<Entry> found;
  std::string cookie;
  do {
    berval at{cookie.size(), cookie.data()};
    LDAPControl* raw = nullptr;
    if (const int code = ldap_create_page_control(handle_, page_entries, &at, 0, &raw); code != LDAP_SUCCESS)
      return unavailable("paging", code);
    const Control page(raw);
    LDAPControl* controls[] = {raw, nullptr};
    LDAPMessage* result = nullptr;
    timeval limit{seconds_, 0};
    const int code = ldap_search_ext_s(handle_, base.c_str(), LDAP_SCOPE_SUBTREE, filter.c_str(), names.data(), 0, controls, nullptr,
                                       &limit, LDAP_NO_LIMIT, &result);
    const Message message(result);
    if (code != LDAP_SUCCESS) return unavailable("search below " + base, code);
    for (LDAPMessage* e = ldap_first_entry(handle_, result); e; e = ldap_next_entry(handle_, e)) found.push_back(read_entry(handle_, e));
    if (found.size() > entries_most)
      return error(Fault::unavailable, "directory.unavailable", "The directory answers more than 500,000 entries.");
    cookie = next_cookie(handle_, result);
  } while (!cookie.empty());
  return found;
}

std::string normal_dn(const std::string& dn) {
  char* normal = nullptr;
  if (ldap_dn_normalize(dn.c_str(), LDAP_DN_FORMAT_LDAPV3, &normal, LDAP_DN_FORMAT_LDAPV3) != LDAP_SUCCESS || !normal) return {};
  std::string text = lower_ascii(normal);
  ldap_memfree(normal);
  return text;
}

bool is_dn(const std::string& text) { return !normal_dn(text).empty(); }

}  // namespace evenkeel::ldap
