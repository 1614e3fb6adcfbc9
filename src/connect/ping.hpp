// An echo to a machine (RFC 792, RFC 4443), from an unprivileged socket where the kernel allows one to this group, else from a raw one.
#pragma once
#include "connect/outgoing.hpp"

namespace evenkeel::connect {

constexpr std::size_t ping_mark_size = 16;

/// Sends an echo each second to the first address that is not refused, until one is answered or the time is up. Of the call it heeds url,
/// timeout_seconds, inside, except, setting and given_up; its body is
/// what comes back, ping_mark_size bytes of chance.
Answer ping(const Call& call);

}  // namespace evenkeel::connect
