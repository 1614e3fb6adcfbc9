#include "connect/syslog/datagram.hpp"

#include <netdb.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/log.hpp"

namespace evenkeel::syslog {
namespace {

class DatagramSender : public Sender {
 public:
  DatagramSender(const Target& target, const Options& options) : target_(target), options_(options) {}
  ~DatagramSender() override { close_socket(); }

  std::int64_t send(const std::vector<store::ChangeRow>& changes) override {
    if (socket_ < 0 && !open()) return 0;
    std::int64_t count = 0;
    for (const auto& change : changes) {
      const auto message = format(change, options_);
      if (::send(socket_, message.data(), message.size(), MSG_NOSIGNAL) < 0) {
        log_warn("syslog.not_sent", {{"why", std::strerror(errno)}});
        // A connected UDP socket hears that nobody listens; the address is looked up anew next time.
        close_socket();
        return count;
      }
      ++count;
    }
    return count;
  }

 private:
  bool open() { return target_.way == Target::Way::unix_socket ? open_unix() : open_udp(); }

  bool open_unix() {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (target_.host.size() >= sizeof address.sun_path) return failed("the path of the socket is too long");
    std::memcpy(address.sun_path, target_.host.c_str(), target_.host.size() + 1);
    socket_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket_ < 0 || !set_timeout()) return failed(std::strerror(errno));
    return connect_to(&address, sizeof address);
  }

  bool open_udp() {
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_DGRAM;
    addrinfo* found = nullptr;
    std::string host = target_.host;
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    if (const int code = getaddrinfo(host.c_str(), target_.port.c_str(), &wanted, &found); code != 0) return failed(gai_strerror(code));
    const std::unique_ptr<addrinfo, void (*)(addrinfo*)> list(found, freeaddrinfo);
    for (const addrinfo* a = found; a; a = a->ai_next) {
      socket_ = ::socket(a->ai_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
      if (socket_ >= 0 && set_timeout() && connect_to(a->ai_addr, a->ai_addrlen)) return true;
      close_socket();
    }
    return false;
  }

  bool set_timeout() {
    const timeval limit{options_.timeout_seconds, 0};
    return setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit) == 0;
  }

  bool connect_to(const void* address, socklen_t size) {
    if (::connect(socket_, static_cast<const sockaddr*>(address), size) == 0) return true;
    return failed(std::strerror(errno));
  }

  bool failed(const char* why) {
    log_warn("syslog.not_reached", {{"target", target_.host}, {"why", why}});
    close_socket();
    return false;
  }

  void close_socket() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
  }

  Target target_;
  Options options_;
  int socket_ = -1;
};

}  // namespace

std::unique_ptr<Sender> make_datagram_sender(const Target& target, const Options& options) {
  return std::make_unique<DatagramSender>(target, options);
}

}  // namespace evenkeel::syslog
