// A whole register on a fresh database of either engine, with a simulated World and a writer that runs every command
// twice to prove that the second run writes the same bytes.
#pragma once
#include "base/sim_world.hpp"
#include "store/register.hpp"
#include "store/schema.hpp"
#include "support/test_database.hpp"

namespace evenkeel::test {

/// Monday 2026-03-02 08:00 UTC.
constexpr Time monday{1'772'438'400 * us_per_second};

class TestRegister {
 public:
  /// `ddl`: the practice's own tables (with tokens), after the store's.
  TestRegister(store::Database& database, const std::string& ddl, Time start = monday) : world(start), database_(database) {
    const auto db = database.connect(store::Open::write);
    const bool sqlite = database.engine() == store::Engine::sqlite;
    db->script(database.render(store::core_schema() + (sqlite ? store::search_schema_sqlite() : store::search_schema_postgres()) +
                               store::ways_schema() + store::hurry_schema() + store::turns_schema() + ddl));
    readers_ = store::make_pool(database, 2);
    store::WriterOptions options;
    options.seal_key_seed = std::string(32, 'k');
    options.reruns = store::WriterOptions::Reruns::always;
    writer_ = store::make_writer(database, world, options);
    register_ = std::make_unique<store::Register>(store::Register{database_, *readers_, *writer_, world});
  }
  store::Register& reg() { return *register_; }
  store::Writer& writer() { return *writer_; }
  store::Pool& readers() { return *readers_; }

  SimWorld world;

 private:
  store::Database& database_;
  std::unique_ptr<store::Pool> readers_;
  std::unique_ptr<store::Writer> writer_;
  std::unique_ptr<store::Register> register_;
};

}  // namespace evenkeel::test
