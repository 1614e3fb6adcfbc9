// Who is really asking, when a reverse proxy stands in between. Forwarding headers are believed only from addresses that
// the operator listed; anybody else could write anything into them.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "http/http.hpp"

namespace evenkeel::http {

/// A list of addresses and networks, as an operator writes it.
class AddressBlocks {
 public:
  /// Addresses or CIDR blocks, v4 or v6; an invalid one is named in the error.
  static Result<AddressBlocks> parse(const std::vector<std::string>& blocks);
  bool contain(std::string_view address) const;
  bool empty() const { return blocks_.empty(); }

 private:
  using Address = std::array<std::uint8_t, 16>;  // v4 as ::ffff:a.b.c.d
  struct Block {
    Address address;
    int bits;
  };
  std::vector<Block> blocks_;
};

class TrustedProxies {
 public:
  /// See AddressBlocks.
  static Result<TrustedProxies> parse(const std::vector<std::string>& blocks);
  bool trusts(std::string_view address) const { return blocks_.contain(address); }
  /// Sets request.client_address and request.secure: walks X-Forwarded-For from the right while the hop is trusted.
  void apply(std::string_view peer, bool tls, Request& request) const;

 private:
  AddressBlocks blocks_;
};

/// As people write it: without the ::ffff: of a mapped v4 address.
std::string plain_address(std::string_view address);

}  // namespace evenkeel::http
