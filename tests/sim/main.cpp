// simulate [--seed N] [--runs N] [--steps N] [--engine sqlite|postgres]   lives random lives of a register; the last line counts them.
// Every fourth seed proves in addition that each command writes the same bytes when it runs again; with a PostgreSQL to test on, every
// fifth one lives there.
#include <chrono>
#include <cstdio>
#include <cstring>

#include "base/log.hpp"
#include "sim/life.hpp"

int main(int argc, char** argv) {
  using namespace evenkeel;
  std::uint64_t first = 1;
  int runs = 1, steps = sim::Plan{}.steps;
  std::optional<store::Engine> engine;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string option = argv[i];
    if (option == "--seed") first = std::stoull(argv[i + 1]);
    else if (option == "--runs") runs = std::stoi(argv[i + 1]);
    else if (option == "--steps") steps = std::stoi(argv[i + 1]);
    else if (option == "--engine") engine = std::strcmp(argv[i + 1], "postgres") == 0 ? store::Engine::postgres : store::Engine::sqlite;
  }
  set_log_level(LogLevel::off);
  const bool server = test::why_not(store::Engine::postgres).empty();
  int failed = 0;
  sim::Counts all;
  const auto begin = std::chrono::steady_clock::now();
  for (std::uint64_t seed = first; seed < first + static_cast<std::uint64_t>(runs); ++seed) {
    const sim::Plan plan{seed, steps, engine.value_or(server && seed % 5 == 0 ? store::Engine::postgres : store::Engine::sqlite)};
    const char* name = plan.engine == store::Engine::postgres ? "postgres" : "sqlite";
    sim::Life life(plan);
    try {
      life.run();
      all.commands += life.counts().commands;
      all.taken += life.counts().taken;
      all.unavailable += life.counts().unavailable;
      all.crashes += life.counts().crashes;
      all.faults += life.counts().faults;
    } catch (const std::exception& e) {
      ++failed;
      std::printf("FAILED seed %llu: %s\n%s  again: simulate --seed %llu --steps %d --engine %s\n", static_cast<unsigned long long>(seed),
                  e.what(), life.history().c_str(), static_cast<unsigned long long>(seed), steps, name);
      std::fflush(stdout);
    }
  }
  const auto s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  std::printf("%d commands, %d taken, %d without an answer, %d crashes, %d failed commits in %.1f s\n", all.commands, all.taken,
              all.unavailable, all.crashes, all.faults, s);
  std::printf("%d passed, %d failed\n", runs - failed, failed);
  return failed == 0 ? 0 : 1;
}
