// See metrics.hpp.
#include "http/metrics.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>
#include <mutex>
#include <stdexcept>

#include <fmt/format.h>

namespace evenkeel::http {
namespace {

bool is_name(std::string_view name) {
  if (name.empty() || (name.front() >= '0' && name.front() <= '9')) return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == ':';
  });
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else {
      if (c == '\\' || c == '"') out += '\\';
      out += c;
    }
  }
  return out;
}

/// route="/x",verb="GET"
std::string label_text(const Labels& labels) {
  std::string out;
  for (const auto& [name, value] : labels) {
    if (!is_name(name)) throw std::logic_error("metric label " + name);
    if (!out.empty()) out += ',';
    out += name + "=\"" + escaped(value) + '"';
  }
  return out;
}

std::string number(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "+Inf" : "-Inf";
  return fmt::format("{}", value);
}

std::string in_braces(const std::string& labels) { return labels.empty() ? std::string() : '{' + labels + '}'; }

}  // namespace

Histogram::Histogram(std::vector<double> bounds_seconds)
    : bounds_seconds_(std::move(bounds_seconds)), buckets_(bounds_seconds_.size() + 1) {
  for (const double bound : bounds_seconds_) bounds_us_.push_back(std::llround(bound * 1e6));
  if (!std::is_sorted(bounds_us_.begin(), bounds_us_.end())) throw std::logic_error("histogram bounds must ascend");
}

void Histogram::observe_us(std::int64_t us) {
  const auto at = std::lower_bound(bounds_us_.begin(), bounds_us_.end(), us) - bounds_us_.begin();
  buckets_[static_cast<std::size_t>(at)].fetch_add(1, std::memory_order_relaxed);
  sum_us_.fetch_add(us, std::memory_order_relaxed);
}

struct Metrics::Impl {
  struct Family {
    std::string kind, help;
    std::map<std::string, Counter> counters;  // by label text
    std::map<std::string, std::unique_ptr<Histogram>> histograms;
    std::map<std::string, std::function<double()>> callbacks;
  };
  mutable std::mutex mutex;
  std::map<std::string, Family> families;

  Family& family(const std::string& name, const std::string& kind, const std::string& help) {
    if (!is_name(name)) throw std::logic_error("metric name " + name);
    Family& out = families[name];
    if (out.kind.empty()) {
      out.kind = kind;
      out.help = help;
    }
    if (out.kind != kind) throw std::logic_error("metric " + name + " is a " + out.kind);
    return out;
  }
};

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {}
Metrics::~Metrics() = default;

Counter& Metrics::counter(const std::string& name, const std::string& help, Labels labels) {
  const std::lock_guard lock(impl_->mutex);
  return impl_->family(name, "counter", help).counters[label_text(labels)];
}

Histogram& Metrics::histogram(const std::string& name, const std::string& help, const std::vector<double>& bounds_seconds, Labels labels) {
  const std::lock_guard lock(impl_->mutex);
  auto& slot = impl_->family(name, "histogram", help).histograms[label_text(labels)];
  if (!slot) slot = std::make_unique<Histogram>(bounds_seconds);
  return *slot;
}

void Metrics::callback(Kind kind, const std::string& name, const std::string& help, std::function<double()> read, Labels labels) {
  const std::lock_guard lock(impl_->mutex);
  impl_->family(name, kind == Kind::gauge ? "gauge" : "counter", help).callbacks[label_text(labels)] = std::move(read);
}

std::string Metrics::expose() const {
  const std::lock_guard lock(impl_->mutex);
  std::string out;
  for (const auto& [name, family] : impl_->families) {
    out += "# HELP " + name + ' ' + escaped(family.help) + "\n# TYPE " + name + ' ' + family.kind + '\n';
    const auto line = [&out, &metric = name](std::string_view suffix, const std::string& label_list, const std::string& value) {
      out.append(metric).append(suffix).append(in_braces(label_list)).append(" ").append(value).append("\n");
    };
    for (const auto& [labels, counter] : family.counters) line("", labels, std::to_string(counter.value()));
    for (const auto& [labels, read] : family.callbacks) line("", labels, number(read()));
    for (const auto& [labels, histogram] : family.histograms) {
      const std::string before = labels.empty() ? labels : labels + ',';
      std::int64_t count = 0;
      for (std::size_t i = 0; i < histogram->buckets_.size(); ++i) {
        count += histogram->buckets_[i].load(std::memory_order_relaxed);
        const std::string bound = i < histogram->bounds_seconds_.size() ? number(histogram->bounds_seconds_[i]) : "+Inf";
        line("_bucket", before + "le=\"" + bound + '"', std::to_string(count));
      }
      line("_sum", labels, number(static_cast<double>(histogram->sum_us_.load(std::memory_order_relaxed)) / 1e6));
      line("_count", labels, std::to_string(count));
    }
  }
  return out;
}

namespace {

/// One route's figures; a class of statuses that never occurred is shown as zero.
struct RouteFigures {
  std::array<Counter*, 5> by_class{};
  Histogram* seconds = nullptr;
};

RouteFigures figures_of(Metrics& metrics, const std::string& route, const std::string& verb) {
  // 1 ms to 10 s: below is not worth telling apart, above is an outage.
  static const std::vector<double> bounds = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
  RouteFigures out;
  for (std::size_t i = 0; i < out.by_class.size(); ++i) {
    const std::string status = std::to_string(i + 1) + "xx";
    out.by_class[i] = &metrics.counter("http_requests_total", "Requests answered, by route and class of status.",
                                       {{"route", route}, {"verb", verb}, {"status", status}});
  }
  out.seconds =
      &metrics.histogram("http_request_seconds", "From the request being read to its answer.", bounds, {{"route", route}, {"verb", verb}});
  return out;
}

}  // namespace

Observer observe_routes(Metrics& metrics, World& world, const Router& router) {
  auto figures = std::make_shared<std::vector<RouteFigures>>();
  for (const Route& route : router.routes()) figures->push_back(figures_of(metrics, route.path, std::string(name_of(route.verb))));
  figures->push_back(figures_of(metrics, "(none)", "(any)"));
  return [figures, &world](std::size_t route, int status, std::int64_t received_monotonic_us) {
    const RouteFigures& mine = (*figures)[std::min(route, figures->size() - 1)];
    mine.by_class[static_cast<std::size_t>(std::clamp(status / 100, 1, 5) - 1)]->add();
    mine.seconds->observe_us(world.monotonic_us() - received_monotonic_us);
  };
}

void expose_server(Metrics& metrics, std::function<ServerCounters()> counters) {
  const auto add = [&](Metrics::Kind kind, const char* name, const char* help, std::int64_t ServerCounters::* member) {
    metrics.callback(kind, name, help, [counters, member] { return static_cast<double>(counters().*member); });
  };
  using Kind = Metrics::Kind;
  add(Kind::gauge, "http_connections_open", "Connections open now.", &ServerCounters::connections_open);
  add(Kind::gauge, "http_streams_open", "Event streams open now.", &ServerCounters::streams_open);
  add(Kind::counter, "http_connections_total", "Connections accepted.", &ServerCounters::connections_total);
  add(Kind::counter, "http_requests_read_total", "Requests read whole.", &ServerCounters::requests_total);
  add(Kind::counter, "http_refused_busy_total", "Requests and connections turned away for overload.", &ServerCounters::refused_busy);
  add(Kind::counter, "http_refused_bad_total", "Requests refused because they could not be read.", &ServerCounters::refused_bad);
}

}  // namespace evenkeel::http
