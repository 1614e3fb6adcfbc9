// A register on a PostgreSQL server.
#include "store/engines.hpp"

namespace evenkeel::store {

std::unique_ptr<Database> open_postgres(const std::string&) {
  throw DbError(DbFault::broken, "this build has no PostgreSQL");
}

}  // namespace evenkeel::store
