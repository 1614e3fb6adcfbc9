// Signing on at a provider of the organisation (OpenID Connect): what this practice asks of whoever speaks to one (connect does), and
// what a provider's configuration means for people. The way of a browser: begin() sends it to the provider with a state and a nonce
// that its cookie holds, the provider sends it back with a code, finish() makes the code a person's claims.
#pragma once
#include <array>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "practice/people/outside_person.hpp"

namespace evenkeel::people {

/// Bytes of a provider's identifier of a session or a token that are kept or compared.
constexpr std::size_t sid_most = 255;

/// By what somebody who comes for the first time is taken for a person who is here already. Each of the latter two believes the
/// provider more.
enum class SignOnMatch { subject, verified_mail, login };

/// What the operator decided about a provider.
struct SignOnRules {
  std::string name;    // in addresses and the configuration: "company"
  std::string label;   // on the button: "Example account"
  std::string source;  // of the accounts of its people (ExternalAccount): "oidc https://id.example.org"
  SignOnMatch match = SignOnMatch::subject;
  bool create = false;  // who is not here gets an account
};

/// What goes along to the provider; all of it is bound to the browser by a sealed cookie.
struct SignOnQuestion {
  std::string state, nonce;
  std::string verifier;  // of PKCE (RFC 7636); the provider sees its digest first
  std::string redirect_uri;
};

/// Who came back.
struct SignOnAnswer {
  OutsidePerson person;        // the address only when it is vouched for
  std::string sid;             // the provider's session; may be empty
  std::string id_token;        // for the logout at the provider
  bool second_factor = false;  // the provider vouches for one
};

/// What a logout token says: the sessions of this subject, of this session at the provider, or of both.
struct LogoutNotice {
  std::string subject, sid;
  std::string token_id;
};

/// Every function but rules() may wait for the network, some seconds at most: never on a thread that answers requests. Thread-safe.
/// Errors: sign_on.unavailable (nobody answers), sign_on.refused (the provider says no), token.* and sign_on.untrusted (it answered
/// what cannot be believed).
class SignOnProvider {
 public:
  virtual ~SignOnProvider() = default;
  virtual const SignOnRules& rules() const = 0;
  /// The address to send the browser to.
  virtual Result<std::string> begin(const SignOnQuestion& question) = 0;
  /// `issuer`: the iss of the answer, when it had one (RFC 9207).
  virtual Result<SignOnAnswer> finish(const SignOnQuestion& question, const std::string& code, const std::string& issuer, Time now) = 0;
  /// The address where the browser ends its session at the provider and comes back from to `return_to`; empty when there is none.
  virtual Result<std::string> leave(const std::string& id_token, const std::string& return_to) = 0;
  virtual Result<LogoutNotice> read_logout(const std::string& token, Time now) = 0;
};

}  // namespace evenkeel::people

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<people::SignOnMatch> = std::array<std::string_view, 3>{"subject", "verified_mail", "login"};
}
