#include "connect/ping.hpp"

#include <netinet/icmp6.h>
#include <netinet/in.h>
#include <netinet/ip_icmp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <span>

#include "connect/addresses.hpp"

namespace evenkeel::connect {
namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr std::chrono::seconds between{1};  // as ping(8) does
constexpr unsigned char ip_words = 0x0f;    // RFC 791, 3.1: the length of its header, in words of four bytes

/// Both protocols lay an echo out alike: type, code, checksum, identifier, sequence, and data that comes back.
struct Echo {
  std::uint8_t type = 0, code = 0;
  std::uint16_t sum = 0, identifier = 0, sequence = 0;
  std::array<std::uint8_t, ping_mark_size> mark{};  // who cannot guess it cannot answer for somebody else
};
static_assert(sizeof(Echo) == 24);

std::uint16_t checksum_of(const Echo& echo) {
  std::array<std::uint16_t, sizeof(Echo) / 2> words{};
  std::memcpy(words.data(), &echo, sizeof echo);
  std::uint32_t sum = 0;
  for (const std::uint16_t word : words) sum += word;
  while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
  return static_cast<std::uint16_t>(~sum);
}

struct Socket {
  int fd = -1;
  bool raw = false;  // what is read begins with the header of IPv4, and is everybody's
  explicit Socket(int family) {
    const int protocol = family == AF_INET ? static_cast<int>(IPPROTO_ICMP) : static_cast<int>(IPPROTO_ICMPV6);
    fd = ::socket(family, SOCK_DGRAM | SOCK_CLOEXEC, protocol);
    if (fd >= 0) return;
    fd = ::socket(family, SOCK_RAW | SOCK_CLOEXEC, protocol);
    raw = true;
  }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  ~Socket() {
    if (fd >= 0) ::close(fd);
  }
};

/// Whether what was read answers an echo with this mark; a raw socket reads also the echo itself when it goes to this machine.
bool is_answer(std::span<const std::uint8_t> read, int family, bool raw, const Echo& sent) {
  if (raw && family == AF_INET) {
    const std::size_t header = read.empty() ? 0 : (read[0] & ip_words) * 4U;
    if (header == 0 || read.size() < header) return false;
    read = read.subspan(header);
  }
  if (read.size() < sizeof(Echo)) return false;
  Echo got;
  std::memcpy(&got, read.data(), sizeof got);
  return got.type == (family == AF_INET ? ICMP_ECHOREPLY : ICMP6_ECHO_REPLY) && got.mark == sent.mark;
}

Answer trouble(std::string text) {
  Answer answer;
  answer.trouble = std::move(text);
  return answer;
}

Answer unasked(std::string text) {
  Answer answer = trouble(std::move(text));
  answer.unasked = true;
  return answer;
}

Answer ask(const addrinfo& to, const Call& call) {
  const Socket socket(to.ai_family);
  if (socket.fd < 0)
    return unasked("this machine does not allow pings: net.ipv4.ping_group_range must hold our group, or we need CAP_NET_RAW");
  if (::connect(socket.fd, to.ai_addr, to.ai_addrlen) != 0) return trouble(std::strerror(errno));
  Echo echo;
  echo.type = to.ai_family == AF_INET ? ICMP_ECHO : ICMP6_ECHO_REQUEST;
  std::memcpy(echo.mark.data(), call.body.data(), std::min(echo.mark.size(), call.body.size()));
  std::memcpy(&echo.identifier, echo.mark.data(), sizeof echo.identifier);
  const auto until = SteadyClock::now() + std::chrono::seconds(call.timeout_seconds);
  std::string sending;
  for (auto again = SteadyClock::now(); SteadyClock::now() < until && !(call.given_up && *call.given_up);) {
    if (SteadyClock::now() >= again) {
      again += between;
      ++echo.sequence;
      echo.sum = 0;
      if (to.ai_family == AF_INET) echo.sum = checksum_of(echo);  // the kernel does it for IPv6
      // A refusal of an earlier one is told here, too: another is tried all the same, as long as there is time.
      sending = ::send(socket.fd, &echo, sizeof echo, 0) == static_cast<ssize_t>(sizeof echo) ? "" : std::strerror(errno);
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(std::min(again, until) - SteadyClock::now()).count();
    pollfd wait{socket.fd, POLLIN, 0};
    if (::poll(&wait, 1, static_cast<int>(std::max<std::int64_t>(left, 0))) <= 0) continue;
    std::array<std::uint8_t, 512> bytes;
    const ssize_t read = ::recv(socket.fd, bytes.data(), bytes.size(), 0);
    if (read > 0 && is_answer({bytes.data(), static_cast<std::size_t>(read)}, to.ai_family, socket.raw, echo)) return {};
  }
  return trouble(sending.empty() ? "it did not answer in time" : sending);
}

}  // namespace

Answer ping(const Call& call) {
  const Resolved resolved = resolve(call.url);
  if (!resolved.list) return trouble(resolved.trouble);
  Answer none = unasked(refusal_of(call));
  for (const addrinfo* one = resolved.list.get(); one; one = one->ai_next) {
    if (is_refused(call, text_of(*one->ai_addr))) continue;
    Answer answer = ask(*one, call);
    // Without a way to one address, of IPv6 say, another may have one; which only shows when it is connected to.
    if (!answer.unasked && answer.trouble != std::strerror(ENETUNREACH)) return answer;
    none = std::move(answer);
  }
  return none;
}

}  // namespace evenkeel::connect
