// Asks what checks watch when they are due: outside of any transaction, several at a time, and each on one node only.
#pragma once
#include <array>
#include <optional>

#include "app/asking.hpp"
#include "practice/check/check_desk.hpp"
#include "store/loop.hpp"

namespace evenkeel::app {

class Checker {
 public:
  /// All outlive it.
  Checker(store::Register& reg, checks::Checks& checks, AskingOptions options);

  /// Asks one that is due here, and counts a failure for one that no worker came for; returns how many there were. Blocks for as long as
  /// the time-out.
  std::size_t step();
  std::optional<Time> next_due();

  /// Threads that do so.
  void start();
  void stop();

 private:
  bool ask_one();
  bool note_one();
  /// What was due by then should have been asked; never before this server was there for workers to ask. Microseconds.
  Time neglected_since() const;

  static constexpr std::size_t at_once = 8;  // so that a few that hang hold up nobody else
  store::Register& register_;
  checks::Checks& checks_;
  AskingOptions options_;
  Time began_;
  std::array<store::Loop, at_once> loops_;
};

}  // namespace evenkeel::app
