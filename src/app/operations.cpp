#include "app/operations.hpp"

#include "http/client_address.hpp"
#include "practice/api/api.hpp"

namespace evenkeel::app {
namespace {

http::Response plain(std::string text, int status = 200) {
  http::Response r;
  r.status = status;
  r.content_type = "text/plain; charset=utf-8";
  r.body = std::move(text);
  return r;
}

http::Route route(std::string path, std::string summary, std::function<http::Response(const http::Request&)> answer) {
  http::Route r;
  r.verb = http::Verb::get;
  r.path = std::move(path);
  r.summary = std::move(summary);
  r.tag = "Operations";
  r.response_type = "text/plain";
  r.handle = [answer = std::move(answer)](http::Request request, http::Done done) { done(answer(request)); };
  return r;
}

/// Figures are for who may see the state of the server, and for addresses that the operator named. A request that came through a proxy
/// which nobody told us of bears the proxy's address, not the address of who asks.
std::function<bool(const http::Request&)> scrapers(const Config& config) {
  auto named = http::AddressBlocks::parse(config.http.metrics_from);
  auto from = named ? std::move(*named) : http::AddressBlocks();  // what is no address was refused with the configuration
  const bool proxies_known = !config.http.trusted_proxies.empty();
  return [from = std::move(from), proxies_known](const http::Request& request) {
    if (people::may(api::principal_of(request), "operation.read")) return true;
    const bool forwarded = !request.header("x-forwarded-for").empty() || !request.header("forwarded").empty();
    return (proxies_known || !forwarded) && from.contain(request.client_address);
  };
}

/// Writes what is there already. Whoever asks for readiness keeps traffic away meanwhile, so nothing else would find out that the
/// database takes writes again; the next question hears of it.
void try_to_write(store::Writer& writer) {
  store::Command command;
  command.lane = store::Lane::bulk;
  command.actor = people::system_principal("readiness").actor();
  command.run = [](store::Tx& tx) -> Result<store::Outcome> {
    tx.db().execute("UPDATE counter SET n = n WHERE name = 'change'", {});
    return store::Outcome{};
  };
  command.done = [](const Result<store::Outcome>&) {};
  writer.submit(std::move(command));
}

double one_number(const store::Register& reg, std::string_view sql) {
  double n = 0;
  reg.readers.read(
      [&](store::Connection& db) { db.query(sql, {}, [&](const store::Row& row) { n = static_cast<double>(row.integer(0)); }); });
  return n;
}

}  // namespace

std::vector<http::Route> operations_routes(const Config& config, const store::Register& reg, const http::Metrics& metrics,
                                           const std::atomic<bool>& closing, const Watcher& watcher) {
  auto alive = route("/healthz", "Is the process alive, and are its escalations sound?", [&watcher](const http::Request&) {
    const auto found = watcher.report();
    std::string text = "alive\n";
    if (!found.sound()) text += "escalations: " + std::to_string(found.wrong) + " things are wrong\n";
    if (found.unserved > 0) text += "escalations: " + std::to_string(found.unserved) + " messages wait for a channel that is not set up\n";
    return plain(std::move(text));
  });
  auto ready = route("/readyz", "Can it answer and store?", [&reg, &closing](const http::Request&) {
    if (closing) return plain("closing\n", 503);
    const auto writer = reg.writer.counters();
    if (!writer.healthy) {
      try_to_write(reg.writer);
      return plain("the database takes no writes: " + writer.trouble + "\n", 503);
    }
    try {
      one_number(reg, "SELECT n FROM counter WHERE name = 'change'");
    } catch (const store::DbError& e) {
      return plain(std::string("the database does not answer: ") + e.what() + "\n", 503);
    }
    return plain("ready\n");
  });
  auto figures =
      route("/metrics", "Figures in Prometheus' text format", [&metrics, may_scrape = scrapers(config)](const http::Request& request) {
        if (!may_scrape(request)) return http::problem(api::denied("operation.read"));
        auto r = plain(metrics.expose());
        r.content_type = "text/plain; version=0.0.4; charset=utf-8";
        return r;
      });
  figures.also = {403};
  return {alive, ready, figures};
}

void expose_register(http::Metrics& metrics, const store::Register& reg, store::Follower& search) {
  using Kind = http::Metrics::Kind;
  auto writer = [&](Kind kind, const char* name, const char* help, std::function<double(const store::WriterCounters&)> read) {
    metrics.callback(kind, name, help, [&reg, read = std::move(read)] { return read(reg.writer.counters()); });
  };
  writer(Kind::counter, "evenkeel_commands_total", "Commands that ended", [](const auto& c) { return static_cast<double>(c.commands); });
  writer(Kind::counter, "evenkeel_commands_refused_total", "Commands that were refused",
         [](const auto& c) { return static_cast<double>(c.refused); });
  writer(Kind::counter, "evenkeel_commands_failed_total", "Commands that failed for a fault of ours or of the machine",
         [](const auto& c) { return static_cast<double>(c.failed); });
  writer(Kind::counter, "evenkeel_batches_total", "Transactions of the writer",
         [](const auto& c) { return static_cast<double>(c.batches); });
  writer(Kind::counter, "evenkeel_batch_reruns_total", "Batches that ran again",
         [](const auto& c) { return static_cast<double>(c.reruns); });
  writer(Kind::gauge, "evenkeel_commands_waiting", "Commands in the lanes", [](const auto& c) { return static_cast<double>(c.waiting); });
  writer(Kind::gauge, "evenkeel_database_healthy", "1 while the database takes writes",
         [](const auto& c) { return c.healthy ? 1.0 : 0.0; });
  metrics.callback(Kind::counter, "evenkeel_changes_total", "Changes in the log",
                   [&reg] { return one_number(reg, "SELECT n FROM counter WHERE name = 'change'"); });
  metrics.callback(Kind::gauge, "evenkeel_deliveries_waiting", "Messages not yet handed over",
                   [&reg] { return one_number(reg, "SELECT COUNT(*) FROM delivery WHERE state IN ('waiting','leased')"); });
  metrics.callback(Kind::gauge, "evenkeel_deliveries_failed", "Messages that could not be handed over",
                   [&reg] { return one_number(reg, "SELECT COUNT(*) FROM delivery WHERE state = 'failed'"); });
  metrics.callback(Kind::gauge, "evenkeel_search_behind", "Changes that search does not know yet",
                   [&search] { return static_cast<double>(search.behind()); });
}

}  // namespace evenkeel::app
