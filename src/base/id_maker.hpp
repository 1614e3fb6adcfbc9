// How an identifier is put together; shared by the real and the simulated World, so that both give the same shape.
#pragma once
#include <cstdint>

#include "base/id.hpp"
#include "base/time.hpp"

namespace evenkeel {

constexpr int id_node_bits = 8;
constexpr int id_sequence_bits = 14;
constexpr std::int64_t id_epoch_us = 1'577'836'800 * us_per_second;  // 2020-01-01T00:00:00Z

/// The stamp after `last`: milliseconds and sequence in one number, never less than the clock says, always greater than
/// `last`. More than 2^14 in a millisecond, or a clock that went back, borrow from the next milliseconds.
inline std::int64_t next_id_stamp(std::int64_t last, Time now) {
  const std::int64_t ms = (now.us > id_epoch_us ? now.us - id_epoch_us : 0) / us_per_ms;
  const std::int64_t by_clock = ms << id_sequence_bits;
  return by_clock > last ? by_clock : last + 1;
}

inline Id id_from_stamp(std::int64_t stamp, int node) {
  const std::int64_t ms = stamp >> id_sequence_bits;
  const std::int64_t sequence = stamp & ((std::int64_t{1} << id_sequence_bits) - 1);
  return Id{(ms << (id_node_bits + id_sequence_bits)) | (std::int64_t{node} << id_sequence_bits) | sequence};
}

/// Less than every identifier made at `t` or later by a clock that does not lag, greater than those of a millisecond before.
inline Id first_id_of(Time t) { return id_from_stamp(next_id_stamp(0, t), 0); }

}  // namespace evenkeel
