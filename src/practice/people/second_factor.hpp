// The second factor of a person's account: the secret of an authenticator app, sealed, and the recovery codes that are left.
#pragma once
#include "base/id.hpp"
#include "record/record.hpp"

namespace evenkeel::people {

struct SecondFactor {
  Id id;
  std::int64_t version = 0;
  Id person;
  std::string sealed_secret;                 // Vault, context "totp <person>"
  Time confirmed_at;                         // none: set up but never proven, so it is not asked for
  std::vector<std::string> recovery_hashes;  // SHA-256 of the folded codes that were not used yet, hex
};

}  // namespace evenkeel::people

namespace evenkeel::record {
template <>
const RecordType& type_of<people::SecondFactor>();
}
