#include "app/cli.hpp"

#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "app/config.hpp"

namespace evenkeel::app {

void say(const std::string& line) {
  std::fputs((line + "\n").c_str(), stdout);
  std::fflush(stdout);
}

void complain(const std::string& line) { std::fputs(("evenkeel: " + line + "\n").c_str(), stderr); }

std::string read_secret(const std::string& prompt) {
  termios before{};
  const bool terminal = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &before) == 0;
  if (terminal) {
    std::cerr << prompt << std::flush;
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSANOW, &silent);
  }
  std::string line;
  std::getline(std::cin, line);
  if (terminal) {
    tcsetattr(STDIN_FILENO, TCSANOW, &before);
    std::cerr << '\n';
  }
  return line;
}

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
