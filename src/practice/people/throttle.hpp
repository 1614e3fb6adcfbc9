// Slows down who guesses passwords: so many failures for one key within a quarter of an hour, then refusal until it is over.
// It lives in memory and is bounded; a restart forgets it, which costs an attacker more time than it gives.
#pragma once
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time.hpp"

namespace evenkeel::people {

class Throttle {
 public:
  static constexpr std::int64_t window_us = 15 * us_per_minute;
  explicit Throttle(std::size_t keys_most = 20'000) : keys_most_(keys_most) {}

  /// Takes one of `most` tries for the key; false when none is left. Asked before the try, so that tries at once all count.
  /// `now_us` is monotonic.
  bool take(std::string_view key, int most, std::int64_t now_us);
  /// The try was no failure: gives it back.
  void give_back(std::string_view key);
  /// Seconds until the key may try again; 0 when it may.
  std::int64_t wait_s(std::string_view key, int most, std::int64_t now_us);
  std::size_t size();

 private:
  struct Tries {
    int count = 0;
    std::int64_t since_us = 0;
  };
  void make_room(std::int64_t now_us);
  std::mutex mutex_;
  std::size_t keys_most_;
  std::unordered_map<std::string, Tries> tries_;
};

}  // namespace evenkeel::people
