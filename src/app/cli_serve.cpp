// evenkeel serve: opens the register, listens, and runs until it is told to stop.
#include <fmt/format.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>

#include <CLI/CLI.hpp>

#include "app/cli.hpp"
#include "app/opened.hpp"
#include "base/log.hpp"

namespace evenkeel::app {
namespace {

constexpr int drain_seconds = 20;              // running requests get so long at a stop
constexpr rlim_t descriptors_wanted = 65'536;  // one a connection, some a worker

/// Raises the soft limit of open files to what the system allows; says so when that is little.
void raise_descriptors() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = std::min(limit.rlim_max, descriptors_wanted);
  setrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur < 4'096) log_warn("serve.few_descriptors", {{"limit", std::to_string(limit.rlim_cur)}});
}

http::ServerOptions server_options(const Config& config, const House& house, World& world) {
  http::ServerOptions options;
  options.address = config.http.address;
  options.port = static_cast<int>(config.http.port);
  options.tls_certificate = config.http.tls_certificate;
  options.tls_key = config.http.tls_key;
  options.trusted_proxies = config.http.trusted_proxies;
  options.workers = static_cast<int>(config.http.workers);
  options.world = &world;
  options.body_limit = [&house](http::Verb verb, std::string_view path) { return house.body_limit(verb, path); };
  return options;
}

void greet(const Config& config, House& house, int port) {
  const std::string address =
      !config.http.public_url.empty()
          ? config.http.public_url
          : fmt::format("{}://{}:{}", config.http.tls_certificate.empty() ? "http" : "https",
                        config.http.address == "0.0.0.0" || config.http.address == "::" ? "localhost" : config.http.address, port);
  say(fmt::format("Evenkeel is ready: {}", address));
  if (const auto code = house.setup_code(); !code.empty())
    say(fmt::format("Nobody can sign in yet. Open {}/setup and enter this code: {}", address, code));
}

int serve(const Config& config) {
  set_log_level(*parse_log_level(config.log.level));
  // Blocked before any thread starts, so that only the line below ever receives them.
  sigset_t signals;
  sigemptyset(&signals);
  for (int s : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, s);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  raise_descriptors();

  Opened opened(config, OpenedAs::server);
  auto& house = opened.house();
  auto server = http::make_server(server_options(config, house, opened.world()),
                                  [&house](http::Request request, http::Done done) { house.handle(std::move(request), std::move(done)); });
  house.count_server([&server] { return server->counters(); });
  house.start([&server] { server->wake_streams(); });
  server->start();
  greet(config, house, server->port());
  log_info("serve.ready", {{"database", opened.database().display_name()}, {"port", std::to_string(server->port())}});

  int received = 0;
  do sigwait(&signals, &received);
  while (received == SIGHUP);  // nothing to read again: a changed configuration takes a restart
  log_info("serve.stopping", {{"signal", std::to_string(received)}});
  server->stop(drain_seconds);
  house.stop();
  return 0;
}

}  // namespace

void add_serve(CLI::App& program, Cli& cli) {
  struct Arguments {
    std::string address;
    int port = -1;
  };
  auto arguments = std::make_shared<Arguments>();
  auto* command = program.add_subcommand("serve", "Run the server");
  command->add_option("--address", arguments->address, "Address to listen on");
  command->add_option("--port", arguments->port, "Port to listen on; 0 takes any free one")->check(CLI::Range(0, 65'535));
  command->callback([&cli, arguments] {
    cli.chosen = [&cli, arguments] {
      auto config = configured(cli);
      if (!arguments->address.empty()) config.http.address = arguments->address;
      if (arguments->port >= 0) config.http.port = arguments->port;
      return serve(config);
    };
  });
}

}  // namespace evenkeel::app
