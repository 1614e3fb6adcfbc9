// See client_address.hpp.
#include "http/client_address.hpp"

#include <arpa/inet.h>

#include <charconv>

#include "base/text.hpp"

namespace evenkeel::http {
namespace {

/// "1.2.3.4:5678", "[::1]:80", "\"[::1]\"": proxies write all of these.
std::string_view bare_address(std::string_view hop) {
  hop = trim(hop);
  if (!hop.empty() && hop.front() == '[') {
    const std::size_t close = hop.find(']');
    return close == std::string_view::npos ? std::string_view{} : hop.substr(1, close - 1);
  }
  const std::size_t colon = hop.find(':');
  const bool has_port = colon != std::string_view::npos && hop.find(':', colon + 1) == std::string_view::npos;
  return has_port ? hop.substr(0, colon) : hop;
}

bool parse_address(std::string_view text, std::array<std::uint8_t, 16>& out) {
  if (text.find('\0') != std::string_view::npos) return false;  // inet_pton would stop there
  const std::string copy(text);
  in_addr v4{};
  if (inet_pton(AF_INET, copy.c_str(), &v4) == 1) {
    out = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    const std::uint32_t host = ntohl(v4.s_addr);
    for (int i = 0; i < 4; ++i) out[static_cast<std::size_t>(12 + i)] = static_cast<std::uint8_t>(host >> (24 - 8 * i));
    return true;
  }
  return inet_pton(AF_INET6, copy.c_str(), out.data()) == 1;
}

}  // namespace

std::string plain_address(std::string_view address) {
  constexpr std::string_view mapped = "::ffff:";
  const bool is_mapped = address.starts_with(mapped) && address.find('.') != std::string_view::npos;
  return std::string(is_mapped ? address.substr(mapped.size()) : address);
}

Result<AddressBlocks> AddressBlocks::parse(const std::vector<std::string>& blocks) {
  AddressBlocks out;
  for (const std::string& text : blocks) {
    const auto refuse = [&] { return invalid("http.bad_address", '"' + text + "\" is neither an address nor a CIDR block"); };
    const std::size_t slash = std::min(text.find('/'), text.size());
    const std::string_view address = std::string_view(text).substr(0, slash);
    Block block{{}, 128};
    if (!parse_address(address, block.address)) return refuse();
    if (slash < text.size()) {
      const int most = address.find(':') == std::string_view::npos ? 32 : 128;
      const char* end = text.data() + text.size();
      int bits = 0;
      const auto [at, ec] = std::from_chars(text.data() + slash + 1, end, bits);
      if (ec != std::errc() || at != end || bits < 0 || bits > most) return refuse();
      block.bits = 128 - most + bits;
    }
    out.blocks_.push_back(block);
  }
  return out;
}

bool AddressBlocks::contain(std::string_view text) const {
  Address address{};
  if (blocks_.empty() || !parse_address(text, address)) return false;
  for (const Block& block : blocks_) {
    bool same = true;
    for (int bit = 0; same && bit < block.bits; bit += 8) {
      const auto i = static_cast<std::size_t>(bit / 8);
      const int left = std::min(8, block.bits - bit);
      const int mask = 0xff << (8 - left);
      same = ((block.address[i] ^ address[i]) & mask & 0xff) == 0;
    }
    if (same) return true;
  }
  return false;
}

Result<TrustedProxies> TrustedProxies::parse(const std::vector<std::string>& blocks) {
  auto parsed = AddressBlocks::parse(blocks);
  if (!parsed) return invalid("http.trusted_proxies", parsed.error().first().text, "/trusted_proxies");
  TrustedProxies out;
  out.blocks_ = std::move(*parsed);
  return out;
}

void TrustedProxies::apply(std::string_view peer, bool tls, Request& request) const {
  request.client_address = plain_address(peer);
  request.secure = tls;
  if (blocks_.empty() || !trusts(request.client_address)) return;
  std::vector<std::string_view> hops;
  std::string_view proto;
  for (const auto& [name, value] : request.headers) {
    if (name == "x-forwarded-for") {
      for (const std::string_view hop : split(value, ',')) hops.push_back(bare_address(hop));
    } else if (name == "x-forwarded-proto") {
      proto = trim(std::string_view(value).substr(value.rfind(',') + 1));  // the nearest proxy wrote the last one
    }
  }
  if (!proto.empty()) request.secure = equal_ascii_nocase(proto, "https");
  for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
    std::array<std::uint8_t, 16> ignored{};
    if (!parse_address(*hop, ignored)) return;
    request.client_address = plain_address(*hop);
    if (!trusts(request.client_address)) return;
  }
}

}  // namespace evenkeel::http
