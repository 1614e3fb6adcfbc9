// Posting JSON to an address that the operator configured. https, or http on this machine; no redirect is followed, no proxy and no
// answer's content is of interest. The address is the operator's own, so it may well be an internal one.
#pragma once
#include <atomic>
#include <string>

#include "store/deliveries.hpp"

namespace evenkeel::webhook {

struct Options {
  std::string url;
  std::string ca_file;  // PEM; empty: what the system trusts
  int timeout_seconds = 20;
  const std::atomic<bool>* given_up = nullptr;  // see connect::Call
};

/// See connect::judge(). `key` is sent as
/// Idempotency-Key, the same on every attempt. The address is in no text of the result.
store::HandOver post(const Options& options, const std::string& key, const std::string& json);

}  // namespace evenkeel::webhook
