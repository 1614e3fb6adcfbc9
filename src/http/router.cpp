// See router.hpp. A tree of segments: each node has its literal children sorted by name, at most one capture, and the routes
// that end there by verb.
#include "http/router.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/text.hpp"

namespace evenkeel::http {
namespace {

constexpr std::size_t verbs = 7;
std::size_t slot_of(Verb verb) { return static_cast<std::size_t>(verb); }

struct Node {
  std::vector<std::pair<std::string, std::unique_ptr<Node>>> literals;  // sorted
  std::unique_ptr<Node> capture;
  std::array<const Route*, verbs> ends{};
  std::array<const Route*, verbs> rests{};  // "{rest...}": whatever is left

  bool has_end() const {
    return std::any_of(ends.begin(), ends.end(), [](auto* r) { return r != nullptr; });
  }
  bool has_rest() const {
    return std::any_of(rests.begin(), rests.end(), [](auto* r) { return r != nullptr; });
  }

  static bool before(const std::pair<std::string, std::unique_ptr<Node>>& child, std::string_view name) { return child.first < name; }
  Node* literal(std::string_view name) const {
    const auto at = std::lower_bound(literals.begin(), literals.end(), name, before);
    return at != literals.end() && at->first == name ? at->second.get() : nullptr;
  }
  Node& make_literal(std::string_view name) {
    const auto at = std::lower_bound(literals.begin(), literals.end(), name, before);
    if (at != literals.end() && at->first == name) return *at->second;
    return *literals.emplace(at, std::string(name), std::make_unique<Node>())->second;
  }
};

bool is_capture(std::string_view segment) { return segment.size() > 2 && segment.front() == '{' && segment.back() == '}'; }
bool is_rest(std::string_view segment) { return is_capture(segment) && segment.ends_with("...}"); }

std::string_view capture_name(std::string_view segment) { return segment.substr(1, segment.size() - (is_rest(segment) ? 5 : 2)); }

/// Where the path ended, and the values of its captures on the way.
struct Found {
  const std::array<const Route*, verbs>* routes = nullptr;
  std::vector<std::string_view> values;
};

/// `rest` begins behind a slash; nullptr data means that the path is used up.
bool find(const Node& node, std::string_view rest, Found& found) {
  if (rest.data() == nullptr) {
    if (!node.has_end()) return false;
    found.routes = &node.ends;
    return true;
  }
  const std::size_t slash = rest.find('/');
  const std::string_view segment = rest.substr(0, slash);
  const std::string_view after = slash == std::string_view::npos ? std::string_view{} : rest.substr(slash + 1);
  if (const Node* child = node.literal(segment); child != nullptr && find(*child, after, found)) return true;
  if (node.capture && !segment.empty()) {
    found.values.push_back(segment);
    if (find(*node.capture, after, found)) return true;
    found.values.pop_back();
  }
  if (!node.has_rest()) return false;
  found.values.push_back(rest);
  found.routes = &node.rests;
  return true;
}

[[noreturn]] void reject(const Route& route, const char* why) {
  throw std::logic_error("route " + std::string(name_of(route.verb)) + ' ' + route.path + ": " + why);
}

std::string allow_of(const std::vector<Verb>& verbs_allowed) {
  std::string out;
  for (const Verb verb : verbs_allowed) {
    if (!out.empty()) out += ", ";
    out += name_of(verb);
  }
  return out;
}

}  // namespace

struct Router::Impl {
  std::deque<Route> routes;
  Node root;
  Guard guard;
  Observer observer;
  Handler fallback;

  std::size_t position_of(const Route* route) const {
    // A deque keeps addresses; positions are few and looked up by pointer once a request.
    const auto at = positions.find(route);
    return at == positions.end() ? no_route : at->second;
  }
  std::unordered_map<const Route*, std::size_t> positions;

  Done watched(const Route* route, const Request& request, Done done) const;
  void run(const Router& router, Request request, Done done) const;
};

Router::Router() : impl_(std::make_unique<Impl>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::set_guard(Guard guard) { impl_->guard = std::move(guard); }
void Router::set_observer(Observer observer) { impl_->observer = std::move(observer); }
void Router::set_fallback(Handler handler) { impl_->fallback = std::move(handler); }
const std::deque<Route>& Router::routes() const { return impl_->routes; }

void Router::add(Route route) {
  if (route.path.empty() || route.path.front() != '/') reject(route, "the path must begin with '/'");
  if (!route.handle) reject(route, "there is no handler");
  impl_->routes.push_back(std::move(route));
  const Route& kept = impl_->routes.back();
  Node* node = &impl_->root;
  auto* ends = &node->ends;
  const auto segments = split(std::string_view(kept.path).substr(1), '/');
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const std::string_view segment = segments[i];
    if (!is_capture(segment)) {
      if (segment.find_first_of("{}") != std::string_view::npos) reject(kept, "a capture is a whole segment");
      node = &node->make_literal(segment);
      ends = &node->ends;
    } else if (is_rest(segment)) {
      if (i + 1 != segments.size()) reject(kept, "a {rest...} must be the last segment");
      ends = &node->rests;
    } else {
      if (!node->capture) node->capture = std::make_unique<Node>();
      node = node->capture.get();
      ends = &node->ends;
    }
  }
  const Route*& end = (*ends)[slot_of(kept.verb)];
  if (end != nullptr) reject(kept, "exists already");
  end = &kept;
  impl_->positions.emplace(&kept, impl_->routes.size() - 1);
}

Router::Match Router::match(Verb verb, std::string_view path) const {
  Match out;
  Found found;
  if (path.empty() || path.front() != '/' || !find(impl_->root, path.substr(1), found)) return out;
  out.route = (*found.routes)[slot_of(verb)];
  if (out.route == nullptr && verb == Verb::head) out.route = (*found.routes)[slot_of(Verb::get)];
  if (out.route == nullptr) {
    for (std::size_t i = 0; i < verbs; ++i) {
      if ((*found.routes)[i] == nullptr) continue;
      out.allowed.push_back(static_cast<Verb>(i));
      if (static_cast<Verb>(i) == Verb::get && (*found.routes)[slot_of(Verb::head)] == nullptr) out.allowed.push_back(Verb::head);
    }
    out.allowed.push_back(Verb::options);
    return out;
  }
  std::size_t next = 0;
  for (const std::string_view segment : split(std::string_view(out.route->path).substr(1), '/')) {
    if (is_capture(segment)) out.captures.emplace_back(capture_name(segment), found.values[next++]);
  }
  return out;
}

std::size_t Router::body_limit(Verb verb, std::string_view path, std::size_t otherwise) const {
  const Route* route = match(verb, path).route;
  return route != nullptr && route->body_most > 0 ? route->body_most : otherwise;
}

Done Router::Impl::watched(const Route* route, const Request& request, Done done) const {
  if (!observer) return done;
  const std::size_t position = position_of(route);
  return [this, position, since = request.received_monotonic_us, done = std::move(done)](Answer answer) {
    observer(position, answer.stream ? 200 : answer.response.status, since);
    done(std::move(answer));
  };
}

void Router::Impl::run(const Router& router, Request request, Done done) const {
  Match found = router.match(request.verb, request.path);
  if (found.route == nullptr && found.allowed.empty() && fallback) {
    done = watched(nullptr, request, std::move(done));
    return fallback(std::move(request), std::move(done));
  }
  done = watched(found.route, request, std::move(done));
  if (found.route == nullptr && found.allowed.empty()) return done(refusal(404, "http.path", "there is nothing at this address"));
  if (found.route == nullptr) {
    Response response;
    if (request.verb == Verb::options) {
      response.status = 204;
    } else {
      response = refusal(405, "http.verb", "this address does not take " + std::string(name_of(request.verb)));
    }
    response.set("Allow", allow_of(found.allowed));
    return done(std::move(response));
  }
  request.captures = std::move(found.captures);
  if (guard) {
    if (auto refused = guard(*found.route, request)) return done(std::move(*refused));
  }
  found.route->handle(std::move(request), std::move(done));
}

Handler Router::handler() const {
  return [this](Request request, Done done) { impl_->run(*this, std::move(request), std::move(done)); };
}

}  // namespace evenkeel::http
