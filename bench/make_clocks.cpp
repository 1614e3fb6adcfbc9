// Fills a set-up register with open incidents, each by the very command that people give, so that each has the clocks that its agreements
// promise; or replays the newest of them from the change log. For bench/clocks.py.
//   make_clocks --database FILE|postgres://... --incidents N
//   make_clocks --database FILE|postgres://... --replay N
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <future>
#include <iostream>
#include <span>
#include <thread>

#include "app/config.hpp"
#include "app/opened.hpp"
#include "practice/agreement/beginning.hpp"
#include "practice/agreement/preview.hpp"
#include "practice/incident/desk.hpp"
#include "practice/incident/incidents.hpp"

namespace {

using namespace evenkeel;

constexpr std::int64_t piece = 100;  // incidents of one command: some tens of milliseconds

int fill(app::House& house, World& world, std::int64_t incidents) {
  const auto who = people::system_principal("bench");
  house.writer().start();
  const auto begun = world.monotonic_us();
  for (std::int64_t n = 0; n < incidents; n += piece) {
    const auto done = house.writer().run(store::Lane::bulk, who.actor(), [&](store::Tx& tx) -> Result<store::Outcome> {
      incident::Work w(tx, house.incidents().ground, who);
      for (std::int64_t k = n; k < std::min(n + piece, incidents); ++k) {
        incident::Incident given;
        given.title = fmt::format("Long {}", k);
        TRY([[maybe_unused]] const auto made, incident::create(w, given));
      }
      return store::Outcome{};
    });
    if (!done) throw std::runtime_error(done.error().first().text);
    if (n % (100 * piece) == 0)
      std::cerr << fmt::format("{} of {}, {:.0f} s\n", n, incidents, static_cast<double>(world.monotonic_us() - begun) / us_per_second);
  }
  house.writer().stop();
  return 0;
}

struct Replayed {
  std::int64_t incidents = 0, clocks = 0;
};

/// Every clock of these incidents again, as a preview does it.
Replayed replay_some(app::House& house, std::span<const Id> ids) {
  agreement::Clockwork clockwork{house.incidents().ground};
  const auto catalogue = house.catalogue().now();
  const condition::Lookup lookup = [&](std::string_view kind, Id id) { return catalogue->find(kind, id); };
  Replayed done;
  house.reg().readers.read([&](store::Connection& db) {
    for (Id id : ids) {
      const auto life = agreement::moments_of(db, id);
      for (const auto& offer : *clockwork.book.offers(catalogue))
        for (const auto& target : offer->terms.targets)
          done.clocks += static_cast<std::int64_t>(agreement::replay(*offer, target, life, lookup).size());
      ++done.incidents;
    }
  });
  return done;
}

/// The newest incidents, shared among the cores.
int replay_all(app::House& house, World& world, std::int64_t incidents) {
  std::vector<Id> ids;
  house.reg().readers.read([&](store::Connection& db) {
    db.query("SELECT id FROM incident ORDER BY id DESC LIMIT $1", {store::Param(incidents)},
             [&](const store::Row& row) { ids.push_back(row.id(0)); });
  });
  const auto begun = world.monotonic_us();
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t share = ids.size() / cores + 1;
  std::vector<std::future<Replayed>> shares;
  for (std::size_t from = 0; from < ids.size(); from += share)
    shares.push_back(std::async(std::launch::async, [&house, some = std::span(ids).subspan(from, std::min(share, ids.size() - from))] {
      return replay_some(house, some);
    }));
  Replayed all;
  for (auto& each : shares) {
    const auto done = each.get();
    all.incidents += done.incidents;
    all.clocks += done.clocks;
  }
  const double seconds = static_cast<double>(world.monotonic_us() - begun) / us_per_second;
  std::cout << fmt::format(R"({{"work":"replay","incidents":{},"clocks":{},"cores":{},"incidents_a_minute":{:.0f}}})", all.incidents,
                           all.clocks, cores, 60.0 * static_cast<double>(all.incidents) / seconds)
            << '\n';
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App program("Fills a register with running clocks, or replays them");
  app::Config config;
  std::int64_t incidents = 0, replay = 0;
  program.add_option("--database", config.database, "A file, or postgres://...")->required();
  program.add_option("--data-folder", config.data_folder, "Where a relative file and the seal key lie");
  program.add_option("--incidents", incidents, "How many to log");
  program.add_option("--replay", replay, "How many to replay");
  CLI11_PARSE(program, argc, argv);
  try {
    app::Opened opened(config, app::OpenedAs::command_line);
    return replay > 0 ? replay_all(opened.house(), opened.world(), replay) : fill(opened.house(), opened.world(), incidents);
  } catch (const std::exception& e) {
    std::cerr << e.what() << '\n';
    return 1;
  }
}
