// The command line: each group of commands adds itself to the program's parser and says what to run.
#pragma once
#include <functional>
#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace evenkeel::app {

/// What all commands share.
struct Cli {
  std::string config_file;      // --config; empty: evenkeel.toml when it is there
  std::string database;         // --database overrides the configuration
  std::function<int()> chosen;  // set by the command that was named
  std::optional<int> failure;   // what it ends with when it is called wrongly or gives up; none: as all do
};

void add_serve(CLI::App& program, Cli& cli);
void add_config_commands(CLI::App& program, Cli& cli);
void add_people_commands(CLI::App& program, Cli& cli);
void add_contact_commands(CLI::App& program, Cli& cli);
void add_mail_command(CLI::App& program, Cli& cli);
void add_worker_command(CLI::App& program, Cli& cli);
void add_ldap_commands(CLI::App& program, Cli& cli);
void add_audit_commands(CLI::App& program, Cli& cli);
void add_backup_commands(CLI::App& program, Cli& cli);
void add_import_commands(CLI::App& program, Cli& cli);
void add_export_commands(CLI::App& program, Cli& cli);
void add_settings_commands(CLI::App& program, Cli& cli);
void add_on_call_commands(CLI::App& program, Cli& cli);
void add_demo(CLI::App& program, Cli& cli);
void add_notify(CLI::App& program, Cli& cli);
void add_completion(CLI::App& program, Cli& cli);

struct Config;
/// The configuration of this run; prints what is wrong and ends the program with 2 when it cannot be used.
Config configured(const Cli& cli);

/// Text on standard output, errors on standard error.
void say(const std::string& line);
void complain(const std::string& line);
/// One line from the terminal without showing it, or from a pipe.
std::string read_secret(const std::string& prompt);

}  // namespace evenkeel::app
