// Asking what a check watches, once; the same for the server and for a worker elsewhere.
#pragma once
#include <functional>
#include <string>

#include "base/world.hpp"
#include "connect/outgoing.hpp"
#include "practice/check/check.hpp"

namespace evenkeel::app {

struct AskingOptions {
  std::string ca_file;           // PEM; empty: what the system trusts
  http::AddressBlocks networks;  // private ones that are asked all the same
  std::string_view setting;      // where those stand, for people
  std::function<connect::Answer(const connect::Call&)> send;
};

/// Blocks for as long as its time-out.
checks::Probe ask(const checks::Check& check, const AskingOptions& options, World& world);

}  // namespace evenkeel::app
