// evenkeel config export|plan|apply: the settings of a register as files, so that what was tried on one is reviewed and moved to
// another.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>

#include "app/cli.hpp"
#include "app/opened.hpp"
#include "app/settings/settings.hpp"

namespace evenkeel::app {
namespace {

using settings::Step;

constexpr int exit_differs = 2;  // of plan: there is something to do
const store::Actor actor{"system:command-line", {}};

struct SettingsArguments {
  std::string folder;
  bool people = false, prune = false;
};

int refuse(const Error& e) {
  for (const auto& problem : e.problems) complain(problem.text);
  return 1;
}

void show(const Step& step) {
  constexpr std::string_view words[] = {"create", "update", "keep", "delete", "deactivate"};
  std::string text = fmt::format("{:<10} {} \"{}\"", words[static_cast<std::size_t>(step.what)], step.type->kind, step.label);
  if (!step.referred_by.empty()) text += ", referred to by " + step.referred_by;
  if (step.what == Step::What::keep && step.referred_by.empty()) text += ", which the files do not have";
  say(text);
  for (const auto& f : step.fields) {
    const auto was = step.what == Step::What::create ? std::string() : settings::shown(f.before) + " -> ";
    say(fmt::format("             {}: {}{}", f.field, was, settings::shown(f.after)));
  }
}

/// How many steps of each kind; whether any of them changes something.
bool show_all(const std::vector<Step>& steps) {
  std::array<int, 5> count{};
  for (const auto& step : steps) {
    show(step);
    ++count[static_cast<std::size_t>(step.what)];
  }
  say(fmt::format("{} to create, {} to update, {} to delete, {} to deactivate, {} kept", count[0], count[1], count[3], count[4], count[2]));
  return std::ranges::any_of(steps, &Step::changes);
}

int export_settings(const Config& config, const SettingsArguments& a) {
  Opened opened(config, OpenedAs::command_line);
  const auto people = a.people ? settings::People::staff : settings::People::left_out;
  if (auto written = settings::write_folder(opened.house(), a.folder, people); !written) return refuse(written.error());
  say("The settings are in " + a.folder);
  return 0;
}

int bring_in(const Config& config, const SettingsArguments& a, decltype(settings::plan)* how, int when_different) {
  const auto sheets = settings::read_folder(a.folder);
  if (!sheets) return refuse(sheets.error());
  Opened opened(config, OpenedAs::command_line);
  const auto steps = how(opened.house(), actor, *sheets, a.prune ? settings::Prune::remove : settings::Prune::keep);
  if (!steps) return refuse(steps.error());
  return show_all(*steps) ? when_different : 0;
}

}  // namespace

void add_settings_commands(CLI::App& program, Cli& cli) {
  auto a = std::make_shared<SettingsArguments>();
  auto* config = program.get_subcommand("config");
  const auto add = [&](const char* name, const char* text) {
    auto* command = config->add_subcommand(name, text);
    command->add_option("folder", a->folder, "Folder of files, one a kind")->required();
    return command;
  };
  auto* out = add("export", "Write the catalogue (teams, services, categories, matrix ...) as files");
  out->add_flag("--people", a->people, "Also the people who have roles or teams; without passwords");
  out->callback([&cli, a] { cli.chosen = [&cli, a] { return export_settings(configured(cli), *a); }; });
  auto* plan = add("plan", "Say what apply would do; exit code 2 when there is something");
  plan->add_flag("--prune", a->prune, "As apply");
  plan->callback([&cli, a] { cli.chosen = [&cli, a] { return bring_in(configured(cli), *a, settings::plan, exit_differs); }; });
  auto* apply = add("apply", "Bring the register to what the files say: everything, or nothing when there is a problem");
  apply->add_flag("--prune", a->prune, "Remove what the files do not have; what is referred to is deactivated");
  apply->callback([&cli, a] { cli.chosen = [&cli, a] { return bring_in(configured(cli), *a, settings::apply, 0); }; });
}

}  // namespace evenkeel::app
