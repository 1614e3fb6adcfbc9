// The steps by which a register's schema came to be what it is.
#pragma once
#include <vector>

#include "record/record.hpp"
#include "store/migrate.hpp"

namespace evenkeel::app {

/// All steps for the engine; texts live as long as the program.
std::vector<store::Migration> migrations(store::Engine engine);

/// Every record type whose table is audited.
const std::vector<const record::RecordType*>& audited_types();

}  // namespace evenkeel::app
