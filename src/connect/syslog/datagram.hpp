// Syslog one datagram a message: over UDP, or to a socket of this machine such as /dev/log.
#pragma once
#include "connect/syslog/syslog.hpp"

namespace evenkeel::syslog {

std::unique_ptr<Sender> make_datagram_sender(const Target& target, const Options& options);

}  // namespace evenkeel::syslog
