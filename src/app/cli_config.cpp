// evenkeel config check|show|options, evenkeel openapi
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>

#include "app/cli.hpp"
#include "app/config_check.hpp"
#include "app/opened.hpp"

namespace evenkeel::app {

void add_config_commands(CLI::App& program, Cli& cli) {
  auto* config = program.add_subcommand("config", "Look at the configuration")->require_subcommand(1);
  config->add_subcommand("check", "Say whether the configuration can be used")->callback([&cli] {
    cli.chosen = [&cli] {
      const auto found = stumbles(configured(cli));
      for (const auto& stumble : found) complain(stumble);
      if (found.empty()) say("The configuration is good.");
      return found.empty() ? 0 : 1;
    };
  });
  config->add_subcommand("show", "Print every option with the value in effect")->callback([&cli] {
    cli.chosen = [&cli] {
      std::fputs(show_config(configured(cli)).c_str(), stdout);
      return 0;
    };
  });
  config->add_subcommand("options", "Print every option with what it means")->callback([&cli] {
    cli.chosen = [] {
      for (const auto& option : options()) say(fmt::format("{:<32} {}", option.key, option.help));
      for (const auto& option : sign_on_options()) say(fmt::format("{:<32} {}", fmt::format("sign_on.NAME.{}", option.key), option.help));
      return 0;
    };
  });
  program.add_subcommand("openapi", "Print the OpenAPI document")->callback([&cli] {
    cli.chosen = [] {
      // The document depends on nothing that is stored: a register that lives for this moment will do.
      const auto folder = std::filesystem::temp_directory_path() / fmt::format("evenkeel-openapi-{}", ::getpid());
      Config blank;
      blank.data_folder = folder.string();
      {
        Opened opened(blank, OpenedAs::command_line);
        say(opened.house().openapi());
      }
      std::filesystem::remove_all(folder);
      return 0;
    };
  });
}

}  // namespace evenkeel::app
