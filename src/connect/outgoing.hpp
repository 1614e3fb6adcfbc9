// One request to somebody else's server: bounded in time and in size, no redirect followed, no proxy. Where the address comes from people
// (and not from the operator's configuration), private addresses are refused when the connection is made, after names were resolved, so
// that nobody reaches the inside of the house through us.
#pragma once
#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "http/client_address.hpp"
#include "store/deliveries.hpp"

namespace evenkeel::connect {

/// Whether an address that the whole internet could not reach is connected to.
enum class Inside { allowed, refused };
/// connection: only whether one comes about; nothing is sent. addresses: only what a name resolves to, one on each line of the body. echo:
/// whether a name or address answers an echo (RFC 792, RFC 4443). Both take as long as the resolver of this machine does.
enum class Asked { answer, connection, addresses, echo };

struct Call {
  std::string url;  // with Asked::addresses and echo the name alone
  std::string method = "POST";
  std::vector<std::string> headers;  // "Name: value"
  std::string body;
  std::string ca_file;  // PEM; empty: what the system trusts
  int timeout_seconds = 20;
  Inside inside = Inside::allowed;
  const http::AddressBlocks* except = nullptr;  // networks that are connected to all the same
  Asked asked = Asked::answer;
  std::string_view setting = "channels.private_networks";  // what `except` comes from, for people
  std::size_t keep_most = 0;                               // bytes of the answer that are kept; 0: nobody reads it
  const std::atomic<bool>* given_up = nullptr;             // once true nobody waits for the answer; of what no message depends on
  bool certificate = false;                                // whether it is asked until when the server's certificate is good
  std::size_t begin_most = 0;                              // with keep_most 0: bytes of its begin that are kept, however it goes on
};

struct Answer {
  long status = 0;           // 0: there was none
  std::string trouble;       // why there was none; never the address. Empty with Asked::connection and echo: it came about
  std::int64_t wait_us = 0;  // Retry-After, when it was said
  bool late = false;         // it was not whole when the time ran out
  // Of an answer that is kept: one that is cut off, or larger, has no status.
  std::string body = {}, etag = {}, last_modified = {};
  std::string moved_to = {};   // where a redirect points, as a whole address
  Time certificate_ends = {};  // none: not asked for, or there is none
  bool unasked = false;        // nothing was sent, since we may not: what `trouble` says is about us
};
Answer send(const Call& call);

/// 2xx: sent. 429, and 503 that says when: later. 408, 425, other 5xx and everything that is no answer: retry. Any other answer: failed.
store::HandOver judge(const Answer& answer);

/// Whether the call is not to reach this address, once a name led there; and what people are told then.
bool is_refused(const Call& call, std::string_view address);
std::string refusal_of(const Call& call);

/// Whether the address is one of this machine, of a private or a special network ("10.0.0.7", "::1", "fe80::1").
bool is_inside(std::string_view address);

}  // namespace evenkeel::connect
