// The server with a handler that costs nothing: what is measured is the server. It prints its address, on a free port:
// wrk -t1 -c64 -d10 ADDRESS
#include <csignal>
#include <cstdio>

#include "http/http.hpp"

int main() {
  using namespace evenkeel;
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  const auto world = make_real_world(0);
  http::ServerOptions options;
  options.world = world.get();
  options.port = 0;
  options.workers = 2;
  const auto server = http::make_server(options, http::answering([](http::Request&) { return http::json(R"({"hello":"world"})"); }));
  server->start();
  std::printf("http://127.0.0.1:%d/\n", server->port());
  std::fflush(stdout);
  int signal = 0;
  sigwait(&signals, &signal);
  server->stop(1);
  std::printf("%lld requests\n", static_cast<long long>(server->counters().requests_total));
}
