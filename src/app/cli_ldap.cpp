// evenkeel ldap check|preview|sync
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "app/cli.hpp"
#include "app/opened.hpp"
#include "practice/people/directory.hpp"

namespace evenkeel::app {
namespace {

int refuse(const Error& e) {
  complain(e.first().text);
  return 1;
}

int check(const Config& config) {
  Opened opened(config, OpenedAs::command_line);
  const auto found = people::check_directory(opened.house().people());
  if (!found) return refuse(found.error());
  for (const auto& remark : found->remarks) say("look: " + remark);
  say(fmt::format("{} answers and names {} people.", config.ldap.url, found->people));
  return 0;
}

int sync(const Config& config, people::SyncMode mode, people::ManyGone many) {
  Opened opened(config, OpenedAs::command_line);
  const auto rows = people::sync_directory(opened.house().people(), mode, many);
  if (!rows) return refuse(rows.error());
  for (const auto& row : *rows)
    if (row.action != people::OutsideAction::unchanged)
      say(fmt::format("{:<10} {:<24} {}", record::name_of(row.action), row.login, row.what));
  std::string sum;
  for (const auto& [action, count] : people::counts_of(*rows))
    sum += fmt::format("{}{} {}", sum.empty() ? "" : ", ", record::name_of(action), count);
  say(fmt::format("{}{}", mode == people::SyncMode::preview ? "Nothing was written: " : "", sum.empty() ? "nobody" : sum));
  return 0;
}

}  // namespace

void add_ldap_commands(CLI::App& program, Cli& cli) {
  using people::SyncMode;
  auto many = std::make_shared<bool>(false);
  auto* ldap = program.add_subcommand("ldap", "The directory that [ldap] of the configuration names")->require_subcommand(1);
  ldap->add_subcommand("check", "Ask it for everybody, and say what should be looked at; writes nothing")->callback([&cli] {
    cli.chosen = [&cli] { return check(configured(cli)); };
  });
  const auto add = [&](const char* name, const char* help, SyncMode mode) {
    auto* command = ldap->add_subcommand(name, help);
    command->add_flag("--many-gone", *many, "Believe it also when many accounts are missing");
    command->callback([&cli, many, mode] {
      cli.chosen = [&cli, many, mode] {
        return sync(configured(cli), mode, *many ? people::ManyGone::believed : people::ManyGone::refused);
      };
    });
  };
  add("preview", "Show who would be created, changed and deactivated; writes nothing", SyncMode::preview);
  add("sync", "Bring people in step with it", SyncMode::apply);
}

}  // namespace evenkeel::app
