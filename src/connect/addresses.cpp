#include "connect/addresses.hpp"

#include <arpa/inet.h>

namespace evenkeel::connect {

std::string text_of(const sockaddr& address) {
  char text[INET6_ADDRSTRLEN] = "";
  if (address.sa_family == AF_INET) inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in&>(address).sin_addr, text, sizeof text);
  if (address.sa_family == AF_INET6) inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr, text, sizeof text);
  return text;
}

Resolved resolve(const std::string& host) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;  // one line an address
  addrinfo* first = nullptr;
  const int failed = getaddrinfo(host.c_str(), nullptr, &wanted, &first);
  return {{first,
           [](addrinfo* list) {
             if (list) freeaddrinfo(list);
           }},
          failed ? gai_strerror(failed) : ""};
}

}  // namespace evenkeel::connect
