// How long a connection to a directory waits for the other side. libldap's own limits do not reach into a TLS handshake: a server that
// accepts and says nothing would be asked for ever, by a thread that turns in circles. So each read and write waits here, with a limit.
#pragma once
#include <memory>

struct ldap;

namespace evenkeel::ldap {

struct Patience;
struct PatienceEnds {
  void operator()(Patience* patience) const;
};

/// Gives every connection of the handle a limit for each read and write, TLS included. What it returns outlives the handle.
std::unique_ptr<Patience, PatienceEnds> be_patient(::ldap* handle, int seconds);

}  // namespace evenkeel::ldap
