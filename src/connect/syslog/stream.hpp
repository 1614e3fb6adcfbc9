// Syslog over a connection: TCP or TLS, each message after its length (RFC 6587, 3.4.1; RFC 5425).
#pragma once
#include "connect/syslog/syslog.hpp"

namespace evenkeel::syslog {

std::unique_ptr<Sender> make_stream_sender(const Target& target, const Options& options);

}  // namespace evenkeel::syslog
