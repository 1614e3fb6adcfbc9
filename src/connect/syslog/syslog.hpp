// The change log as syslog messages (RFC 5424): one message a change, with who, what and when as structured data and never what was
// written. Over UDP or a local socket one datagram a message; over TCP and TLS with octet counting (RFC 6587).
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "store/change_log.hpp"

namespace evenkeel::syslog {

struct Target {
  enum class Way { udp, tcp, tls, unix_socket } way = Way::udp;
  std::string host;  // or the path of the socket
  std::string port;
};
/// udp://host:514, tcp://host:601, tls://host:6514, unix:///dev/log; the port may be left out. Error: syslog.bad_target.
Result<Target> parse_target(const std::string& text);

struct Options {
  std::string hostname;  // of this server, in each message
  std::string ca_file;   // for TLS; empty: what the system trusts
  /// Private enterprise number in the name of the structured data; IANA keeps 32473 for examples (RFC 5612).
  std::int64_t enterprise = 32'473;
  int timeout_seconds = 10;
};

/// <109>1 2026-03-02T08:00:00.000000Z host evenkeel - incident.logged [evenkeel@32473 seq="1" ...] incident.logged incident 42
std::string format(const store::ChangeRow& change, const Options& options);

/// One receiver. Not for several threads at once.
class Sender {
 public:
  virtual ~Sender() = default;
  /// As store::Forward says. UDP has no answer: what was sent counts as handed over.
  virtual std::int64_t send(const std::vector<store::ChangeRow>& changes) = 0;
};
std::unique_ptr<Sender> make_sender(const Target& target, const Options& options);

}  // namespace evenkeel::syslog
