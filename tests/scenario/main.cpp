// scenario_runner [--engine sqlite|postgres] file...   plays scenario files; the last line counts them.
#include <chrono>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "scenario/scenario.hpp"
#include "support/test_database.hpp"

int main(int argc, char** argv) {
  using namespace evenkeel;
  std::vector<std::string> files;
  std::vector<store::Engine> engines;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--engine") == 0 && i + 1 < argc)
      engines.push_back(std::strcmp(argv[++i], "postgres") == 0 ? store::Engine::postgres : store::Engine::sqlite);
    else files.emplace_back(argv[i]);
  }
  if (engines.empty()) engines = {store::Engine::sqlite, store::Engine::postgres};
  int passed = 0, failed = 0, skipped = 0;
  for (auto engine : engines) {
    const char* name = engine == store::Engine::sqlite ? "sqlite" : "postgres";
    if (const auto reason = test::why_not(engine); !reason.empty()) {
      std::printf("skipped on %s: %s\n", name, reason.c_str());
      skipped += static_cast<int>(files.size());
      continue;
    }
    for (const auto& file : files) {
      const auto begin = std::chrono::steady_clock::now();
      const auto wrong = scenario::play(file, engine);
      const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin).count();
      if (wrong.empty()) {
        ++passed;
        std::printf("ok     %-8s %s (%lld ms)\n", name, file.c_str(), static_cast<long long>(ms));
      } else {
        ++failed;
        std::printf("FAILED %-8s %s\n", name, wrong.c_str());
      }
      std::fflush(stdout);
    }
  }
  std::printf("%d passed, %d failed, %d skipped\n", passed, failed, skipped);
  return failed == 0 ? 0 : 1;
}
