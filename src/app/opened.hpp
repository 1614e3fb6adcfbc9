// A register opened for one run of the program: the database, a lease on a node number, the World, and the house on top.
// The command line works beside a running server: on SQLite every batch looks at what the other process wrote, on
// PostgreSQL it is a node like any other.
#pragma once
#include <memory>
#include <optional>

#include "app/house.hpp"
#include "store/file_lock.hpp"

namespace evenkeel::app {

enum class OpenedAs { server, command_line };

/// Opens (and makes, when there is none) the register of the configuration. Throws DbError with a text for the operator, also
/// when another server holds the file.
class Opened {
 public:
  Opened(const Config& config, OpenedAs as);
  ~Opened();

  store::Database& database() { return *database_; }
  World& world() { return *world_; }
  House& house() { return *house_; }

 private:
  Config config_;
  std::unique_ptr<store::Database> database_;
  std::optional<store::FileLock> lock_;
  store::NodeLease lease_;
  std::unique_ptr<World> world_;
  std::unique_ptr<House> house_;
};

/// Whether a database location is an address of PostgreSQL; otherwise it is a file.
bool is_postgres(const std::string& location);
/// The database of the configuration with a relative file put into the data folder.
std::string database_location(const Config& config);

}  // namespace evenkeel::app
