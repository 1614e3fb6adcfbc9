// One request to a sign-on provider: bounded in time and in size, no redirect followed. Whoever asks runs on a thread of its own and
// never on one that answers requests.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace evenkeel::oidc {

struct Ask {
  std::string url;
  std::string form;            // posted as application/x-www-form-urlencoded; empty: GET
  std::string user, password;  // HTTP Basic, when there is a user
  std::string bearer;          // an access token
  std::string ca_file;         // PEM; empty: what the system trusts
  std::string proxy;           // http://proxy:3128; empty: none
};

struct Got {
  int status = 0;
  std::string content_type, body;
};

/// Error: sign_on.unavailable, saying why but not the address.
using Fetch = std::function<Result<Got>(const Ask&)>;
Result<Got> fetch(const Ask& ask);

}  // namespace evenkeel::oidc
