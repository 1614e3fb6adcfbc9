#include "connect/syslog/syslog.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "connect/syslog/datagram.hpp"
#include "connect/syslog/stream.hpp"

namespace evenkeel::syslog {
namespace {

constexpr int priority = 13 * 8 + 5;  // facility "log audit", severity "notice"
constexpr std::size_t name_most = 32, host_most = 255;

/// Visible ASCII of at most so many characters; "-" when nothing is left (RFC 5424, 6).
std::string header(std::string_view text, std::size_t most) {
  std::string out;
  for (char c : text)
    if (c > ' ' && c < 0x7f && out.size() < most) out += c;
  return out.empty() ? "-" : out;
}

/// A parameter's value: ", \ and ] escaped (6.3.3); without control characters.
std::string value(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '"' || c == '\\' || c == ']') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
  }
  return out;
}

/// With all six digits, as every reader of timestamps takes them.
std::string timestamp(Time t) {
  const auto whole = format_rfc3339(Time{t.us - t.us % us_per_second});
  return fmt::format("{}.{:06}Z", whole.substr(0, whole.find('Z')), t.us % us_per_second);
}

}  // namespace

Result<Target> parse_target(const std::string& text) {
  const auto bad = [] {
    return error(Fault::invalid, "syslog.bad_target", "must be udp://host:514, tcp://host:601, tls://host:6514 or unix:///dev/log");
  };
  if (text.starts_with("unix://")) {
    Target target{Target::Way::unix_socket, text.substr(7), {}};
    if (target.host.empty() || target.host[0] != '/') return bad();
    return target;
  }
  struct Scheme {
    std::string_view begin;
    Target::Way way;
    const char* port;
  };
  constexpr Scheme schemes[] = {
      {"udp://", Target::Way::udp, "514"}, {"tcp://", Target::Way::tcp, "601"}, {"tls://", Target::Way::tls, "6514"}};
  for (const auto& scheme : schemes) {
    if (!text.starts_with(scheme.begin)) continue;
    std::string rest = text.substr(scheme.begin.size());
    if (rest.ends_with('/')) rest.pop_back();
    const auto colon = rest.rfind(':');
    const bool bare_v6 = rest.ends_with(']');
    Target target{scheme.way, colon == std::string::npos || bare_v6 ? rest : rest.substr(0, colon),
                  colon == std::string::npos || bare_v6 ? scheme.port : rest.substr(colon + 1)};
    const auto port = parse_id(target.port);
    if (target.host.empty() || !port || port->v > 65'535 || target.host.find_first_of(" /@?#") != std::string::npos) return bad();
    return target;
  }
  return bad();
}

std::string format(const store::ChangeRow& c, const Options& options) {
  return fmt::format(
      R"(<{}>1 {} {} evenkeel - {} [evenkeel@{} seq="{}" actor="{}" subject="{}:{}" version="{}" root="{}" kind="{}" at="{}"])"
      " {} {} {}",
      priority, timestamp(c.recorded_at), header(options.hostname, host_most), header(c.kind, name_most), options.enterprise, c.seq,
      value(c.actor), value(c.subject_kind), c.subject.v, c.version, c.root.v, value(c.kind), timestamp(c.at), value(c.kind),
      value(c.subject_kind), c.subject.v);
}

std::unique_ptr<Sender> make_sender(const Target& target, const Options& options) {
  const bool stream = target.way == Target::Way::tcp || target.way == Target::Way::tls;
  return stream ? make_stream_sender(target, options) : make_datagram_sender(target, options);
}

}  // namespace evenkeel::syslog
