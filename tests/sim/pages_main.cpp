// simulate_pages [--seed N] [--escalations N] [--incidents N]   lives random lives of escalations until there were so many; the last line
// counts what held. With a PostgreSQL to test on, every twentieth life lives there.
#include <chrono>
#include <cstdio>

#include "base/log.hpp"
#include "sim/pages.hpp"

int main(int argc, char** argv) {
  using namespace evenkeel;
  std::uint64_t seed = 1;
  std::int64_t wanted = 1'000;
  int incidents = sim::PagesPlan{}.incidents;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string option = argv[i];
    if (option == "--seed") seed = std::stoull(argv[i + 1]);
    else if (option == "--escalations") wanted = std::stoll(argv[i + 1]);
    else if (option == "--incidents") incidents = std::stoi(argv[i + 1]);
  }
  set_log_level(LogLevel::off);
  const bool server = test::why_not(store::Engine::postgres).empty();
  sim::PagesCounts all;
  int lives = 0, failed = 0;
  const auto begin = std::chrono::steady_clock::now();
  for (; all.escalations < wanted && failed < 5; ++seed) {
    const sim::PagesPlan plan{seed, incidents, server && seed % 20 == 0 ? store::Engine::postgres : store::Engine::sqlite};
    sim::PagesLife life(plan);
    ++lives;
    try {
      life.run();
    } catch (const std::exception& e) {
      ++failed;
      std::printf("FAILED seed %llu: %s\n  again: simulate_pages --seed %llu --incidents %d --escalations 1\n",
                  static_cast<unsigned long long>(seed), e.what(), static_cast<unsigned long long>(seed), incidents);
      std::fflush(stdout);
    }
    const auto& c = life.counts();
    all = {all.escalations + c.escalations, all.steps + c.steps,       all.acknowledged + c.acknowledged,
           all.handed_over + c.handed_over, all.repeated + c.repeated, all.unknown + c.unknown,
           all.crashes + c.crashes,         all.faults + c.faults,     all.leases + c.leases};
  }
  const auto s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  const auto n = [](std::int64_t v) { return static_cast<long long>(v); };
  std::printf(
      "%lld escalations, %lld steps taken, %lld incidents acknowledged, %lld hand-overs, %lld told again after %lld unknown outcomes; %lld "
      "crashes, %lld failed commits, %lld lost leases in %.1f s (%.0f escalations a second)\n",
      n(all.escalations), n(all.steps), n(all.acknowledged), n(all.handed_over), n(all.repeated), n(all.unknown), n(all.crashes),
      n(all.faults), n(all.leases), s, static_cast<double>(all.escalations) / s);
  std::printf("%d passed, %d failed\n", lives - failed, failed);
  return failed == 0 ? 0 : 1;
}
