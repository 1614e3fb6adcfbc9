// What a name resolves to, by the resolver of this machine.
#pragma once
#include <netdb.h>

#include <memory>
#include <string>

namespace evenkeel::connect {

/// "192.0.2.7", "2001:db8::7"; empty for other families.
std::string text_of(const sockaddr& address);

struct Resolved {
  std::unique_ptr<addrinfo, void (*)(addrinfo*)> list;  // each address once
  std::string trouble;                                  // why there is none
};
/// Takes as long as the resolver does.
Resolved resolve(const std::string& host);

}  // namespace evenkeel::connect
