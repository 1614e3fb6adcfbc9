// Asks what checks watch when they are due: outside of any transaction, several at a time, and each on one node only.
#pragma once
#include <array>
#include <functional>
#include <optional>
#include <string>

#include "connect/outgoing.hpp"
#include "practice/check/check_desk.hpp"
#include "store/loop.hpp"

namespace evenkeel::app {

struct CheckerOptions {
  std::string ca_file;           // PEM; empty: what the system trusts
  http::AddressBlocks networks;  // private ones that are asked all the same
  std::function<connect::Answer(const connect::Call&)> send;
};

class Checker {
 public:
  /// All outlive it.
  Checker(store::Register& reg, checks::Checks& checks, CheckerOptions options);

  /// Asks one that is due; returns how many it asked. Blocks for as long as its time-out.
  std::size_t step();
  std::optional<Time> next_due();

  /// Threads that do so.
  void start();
  void stop();

 private:
  checks::Probe ask(const checks::Check& check);

  static constexpr std::size_t at_once = 8;  // so that a few that hang hold up nobody else
  store::Register& register_;
  checks::Checks& checks_;
  CheckerOptions options_;
  std::array<store::Loop, at_once> loops_;
};

}  // namespace evenkeel::app
