// evenkeel worker: asks checks from where it runs, for a server elsewhere; until it is told to stop.
#include <pthread.h>
#include <signal.h>

#include <CLI/CLI.hpp>

#include "app/cli.hpp"
#include "app/config.hpp"
#include "app/worker.hpp"
#include "base/log.hpp"
#include "base/url.hpp"

namespace evenkeel::app {
namespace {

constexpr int wrong_use = 2;

struct Arguments {
  std::string server = "http://127.0.0.1:8080", token_file, ca_file, place;
  std::vector<std::string> networks = Config{}.checks.networks;
};

int work(const Arguments& a) {
  const auto refuse = [](const std::string& why) {
    complain(why);
    return wrong_use;
  };
  auto networks = http::AddressBlocks::parse(a.networks);
  if (!networks) return refuse("--network must be networks such as 10.1.0.0/16");
  if (!is_usable_url(a.server)) return refuse("--server must begin with https://, or with http:// on this machine");
  WorkerOptions options{
      a.server, first_line(a.token_file), a.place, a.ca_file, {a.ca_file, std::move(*networks), "--network of the worker", connect::send}};
  if (options.token.empty()) return refuse(a.token_file + " holds no token");
  while (options.server.ends_with('/')) options.server.pop_back();
  // Blocked before any thread starts, so that only the line below ever receives them.
  sigset_t signals;
  sigemptyset(&signals);
  for (int s : {SIGINT, SIGTERM}) sigaddset(&signals, s);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  const auto world = make_real_world(0);
  Worker worker(std::move(options), *world);
  worker.start();
  log_info("worker.ready", {{"place", a.place}, {"server", a.server}});
  int received = 0;
  sigwait(&signals, &received);
  log_info("worker.stopping", {{"signal", received}});
  worker.stop();
  return 0;
}

}  // namespace

void add_worker_command(CLI::App& program, Cli& cli) {
  auto a = std::make_shared<Arguments>();
  auto* command = program.add_subcommand("worker", "Ask checks from this place, for a server elsewhere");
  command->add_option("--server", a->server, "Its address")->capture_default_str();
  command->add_option("--token-file", a->token_file, "File whose first line is an API token with check.ask")->required();
  command->add_option("--place", a->place, "As checks name it in \"Asked from\"")->required();
  command->add_option("--network", a->networks, "Private network that is asked all the same; may be given several times")
      ->expected(1)
      ->take_all()
      ->default_str("all but this machine and link-local ones");
  command->add_option("--ca-file", a->ca_file, "PEM file for certificates; without it those of the system");
  command->callback([&cli, a] { cli.chosen = [a] { return work(*a); }; });
}

}  // namespace evenkeel::app
