// evenkeel: one program, many commands. This is the table of contents.
#include <CLI/CLI.hpp>
#include <exception>

#include "app/cli.hpp"

int main(int argc, char** argv) {
  using namespace evenkeel::app;
  CLI::App program("Evenkeel: incident management. Logged once, worked to a confirmed closure, provable.", "evenkeel");
  program.require_subcommand(1);
  program.set_version_flag("--version", EVENKEEL_VERSION);
  Cli cli;
  program.add_option("--config", cli.config_file,
                     "Configuration file (default: evenkeel.toml in this folder, else /etc/evenkeel/evenkeel.toml, when it is there)");
  program.add_option("--database", cli.database, "The register, instead of the configuration's: a file or postgres://...");
  program.fallthrough();

  add_serve(program, cli);              // serve
  add_people_commands(program, cli);    // user, token
  add_mail_command(program, cli);       // mail
  add_worker_command(program, cli);     // worker
  add_contact_commands(program, cli);   // contact list, add, verify, test, remove
  add_ldap_commands(program, cli);      // ldap check, preview, sync
  add_audit_commands(program, cli);     // audit verify, show, anchor
  add_backup_commands(program, cli);    // backup, restore, copy
  add_import_commands(program, cli);    // import
  add_export_commands(program, cli);    // export
  add_config_commands(program, cli);    // config check, show, options; openapi
  add_settings_commands(program, cli);  // config export, plan, apply
  add_on_call_commands(program, cli);   // on-call, gaps, foresight, clocks
  add_demo(program, cli);               // demo
  add_notify(program, cli);             // notify
  add_completion(program, cli);         // completion bash

  try {
    program.parse(argc, argv);
    return cli.chosen();
  } catch (const CLI::ParseError& e) {
    const int code = program.exit(e);  // 0: it was asked for help
    return code == 0 ? 0 : cli.failure.value_or(code);
  } catch (const std::exception& e) {
    complain(e.what());
    return cli.failure.value_or(1);
  }
}
