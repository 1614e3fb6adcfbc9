// What every desk is handed: the register's database, its readers, its one writer, and the World.
#pragma once
#include "base/world.hpp"
#include "store/db.hpp"
#include "store/writer.hpp"

namespace evenkeel::store {

struct Register {
  Database& database;
  Pool& readers;
  Writer& writer;
  World& world;
};

}  // namespace evenkeel::store
