// evenkeel import roster: rosters of other tools.
#pragma once
#include "app/cli.hpp"

namespace CLI {
class App;
}

namespace evenkeel::app {

/// Adds it below `evenkeel import`.
void add_import_roster(CLI::App& import, Cli& cli);

}  // namespace evenkeel::app
