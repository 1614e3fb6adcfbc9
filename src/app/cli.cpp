#include "app/cli.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "app/config.hpp"

namespace evenkeel::app {

void say(const std::string& line) {
  std::fputs((line + "\n").c_str(), stdout);
  std::fflush(stdout);
}

void complain(const std::string& line) { std::fputs(("evenkeel: " + line + "\n").c_str(), stderr); }

Config configured(const Cli& cli) {
  std::string file = cli.config_file;
  for (const char* usual : {"evenkeel.toml", "/etc/evenkeel/evenkeel.toml"})
    if (file.empty() && std::filesystem::exists(usual)) file = usual;
  auto config = load_config(file);
  if (!config) {
    for (const auto& problem : config.error().problems) complain(problem.text);
    std::exit(2);
  }
  if (!cli.database.empty()) config->database = cli.database;
  return *config;
}

}  // namespace evenkeel::app
