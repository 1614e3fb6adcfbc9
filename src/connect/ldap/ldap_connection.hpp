// One connection to a directory, over libldap: binds, searches, ends with its object. Only this and patience see the library.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "connect/ldap/ldap_directory.hpp"
#include "connect/ldap/patience.hpp"

struct ldap;

namespace evenkeel::ldap {

struct Entry {
  std::string dn;                                                       // as the directory writes it
  std::map<std::string, std::vector<std::string>, std::less<>> values;  // bytes, by the attribute's name in small letters
  /// The first value; empty when there is none.
  std::string first(std::string_view attribute) const;
};

enum class Bound { yes, refused };

class Connection {
 public:
  ~Connection();
  Connection(Connection&& other) noexcept
      : patience_(std::move(other.patience_)), handle_(std::exchange(other.handle_, nullptr)), seconds_(other.seconds_) {}
  Connection& operator=(Connection&&) = delete;

  /// Prepares, and with StartTLS connects. Error: directory.unavailable.
  static Result<Connection> open(const Options& options);
  /// A simple bind; an empty name or password is refused here, since servers take it for an anonymous bind that succeeds (RFC 4513
  /// section 5.1.2).
  Result<Bound> bind(const std::string& dn, std::string_view password);
  /// Everything below `base` that the filter finds, in pages; all of it or an error.
  Result<std::vector<Entry>> search(const std::string& base, const std::string& filter, const std::vector<std::string>& attributes);

 private:
  Connection(::ldap* handle, int seconds) : patience_(be_patient(handle, seconds)), handle_(handle), seconds_(seconds) {}
  std::unique_ptr<Patience, PatienceEnds> patience_;
  ::ldap* handle_;
  int seconds_;
};

/// A name in the library's own spelling, small letters, to compare; empty when it is none.
std::string normal_dn(const std::string& dn);

}  // namespace evenkeel::ldap
