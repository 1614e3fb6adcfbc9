// Everything in the http room that reads outside bytes, under libFuzzer. The first byte chooses the reader. Besides not crashing,
// each must keep a promise: a request means the same however its bytes are cut into packets, a path that was accepted
// cannot climb, a route's captures are parts of the path.
#include <cstdint>

#include "base/text.hpp"
#include "http/client_address.hpp"
#include "http/request_reader.hpp"
#include "http/router.hpp"
#include "http/target.hpp"
#include "must.hpp"

using namespace evenkeel;
using namespace evenkeel::http;
using evenkeel::fuzz::must;

namespace {

struct Reading {
  RequestReader::Progress end = RequestReader::Progress::more;
  std::size_t used = 0;
  Request request;
};

/// Feeds `bytes` in packets of `packet` bytes, as a connection would.
Reading read_in_packets(std::string_view bytes, std::size_t packet) {
  RequestReader reader(4096);
  Reading out;
  std::size_t arrived = 0;
  for (;;) {
    std::size_t used = 0;
    out.end = reader.feed(bytes.substr(out.used, arrived - out.used), used);
    out.used += used;
    must(out.used <= arrived);
    if (out.end == RequestReader::Progress::header) {
      reader.set_body_most(1000);
    } else if (out.end == RequestReader::Progress::more && arrived < bytes.size()) {
      arrived = std::min(bytes.size(), arrived + packet);
    } else {
      break;
    }
  }
  out.request = std::move(reader.request());
  return out;
}

void fuzz_request(std::string_view bytes) {
  if (bytes.size() < 2 || bytes.size() > 4000) return;  // the limit on chunk lines depends on packets, above them
  const std::size_t packet = static_cast<unsigned char>(bytes.front()) % 64 + 1;
  bytes.remove_prefix(1);
  const Reading whole = read_in_packets(bytes, bytes.size()), parts = read_in_packets(bytes, packet);
  must(whole.end == parts.end);
  if (whole.end != RequestReader::Progress::done) return;
  must(whole.used == parts.used && whole.request.path == parts.request.path && whole.request.body == parts.request.body);
  must(whole.request.headers == parts.request.headers && whole.request.query == parts.request.query);
  must(whole.request.body.size() <= 1000);
  for (const auto& [name, value] : whole.request.headers)
    must(!name.empty() && is_valid_utf8(value) && value.find('\n') == std::string::npos);
}

void fuzz_target(std::string_view bytes) {
  const auto target = parse_target(bytes, "host");
  if (!target) return;
  const std::string& path = target->path;
  must(path.front() == '/' && is_valid_utf8(path) && path.find('\\') == std::string::npos && path.find("//") == std::string::npos);
  for (const auto segment : split(path, '/')) must(segment != "." && segment != "..");
  must(target->query.size() <= query_most);
  for (const auto& [name, value] : target->query) must(is_valid_utf8(name) && is_valid_utf8(value));
}

const Router& routes() {
  static const Router* const router = [] {
    auto* out = new Router;
    for (const char* path : {"/", "/a", "/a/{x}", "/a/b", "/a/{x}/c", "/a/b/{y}", "/{x}/{y}/{z}", "/f/{rest...}"}) {
      Route route;
      route.path = path;
      route.handle = [](const Request&, const http::Done&) {};
      out->add(std::move(route));
    }
    return out;
  }();
  return *router;
}

void fuzz_router(std::string_view path) {
  const auto found = routes().match(Verb::get, path);
  if (found.route == nullptr) return;
  for (const auto& [name, value] : found.captures) must(!name.empty() && path.find(value) != std::string_view::npos);
}

void fuzz_forwarding(std::string_view bytes) {
  static const auto proxies = TrustedProxies::parse({"10.0.0.0/8", "::1"});
  const auto block = TrustedProxies::parse({std::string(bytes)});
  if (block) block->trusts("10.0.0.1");
  Request request;
  request.headers = {{"x-forwarded-for", std::string(bytes)}, {"x-forwarded-proto", std::string(bytes)}, {"cookie", std::string(bytes)}};
  proxies->apply("10.0.0.1", false, request);
  must(request.client_address.size() <= 45 && request.client_address.find_first_of(" \r\n<>\"") == std::string::npos);
  request.cookie("a");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 4) {
    case 0: fuzz_request(bytes); break;
    case 1: fuzz_target(bytes); break;
    case 2: fuzz_router(bytes); break;
    default: fuzz_forwarding(bytes); break;
  }
  return 0;
}
