// evenkeel completion bash: made from the same parser that reads the command line, so that it never tells of an option that is not
// there.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <set>

#include "app/cli.hpp"

namespace evenkeel::app {
namespace {

std::string option_words(const CLI::App& command, const CLI::App* program) {
  std::set<std::string> words;
  for (const CLI::App* app : {&command, program})
    for (const CLI::Option* option : app->get_options())
      for (const std::string& name : option->get_lnames()) words.insert("--" + name);
  return fmt::format("{}", fmt::join(words, " "));
}

std::string command_words(const CLI::App& command) {
  std::set<std::string> words;
  for (const CLI::App* sub : command.get_subcommands([](const CLI::App*) { return true; })) words.insert(sub->get_name());
  return fmt::format("{}", fmt::join(words, " "));
}

/// One branch of the case: the words typed so far, then what may follow.
void append_branches(std::string& out, const CLI::App& command, const CLI::App* program, const std::string& path) {
  out += fmt::format("    \"{}\") commands=\"{}\"; options=\"{}\" ;;\n", path, command_words(command), option_words(command, program));
  for (const CLI::App* sub : command.get_subcommands([](const CLI::App*) { return true; }))
    append_branches(out, *sub, program, path.empty() ? sub->get_name() : path + " " + sub->get_name());
}

std::string bash_script(const CLI::App& program) {
  std::string script = R"(# bash completion for evenkeel:  source <(evenkeel completion bash)
_evenkeel() {
  local word="${COMP_WORDS[COMP_CWORD]}" path="" known commands options i
  known=" )";
  std::set<std::string> names;
  const auto collect = [&](const auto& self, const CLI::App& command) -> void {
    for (const CLI::App* sub : command.get_subcommands([](const CLI::App*) { return true; })) {
      names.insert(sub->get_name());
      self(self, *sub);
    }
  };
  collect(collect, program);
  script += fmt::format("{}", fmt::join(names, " "));
  script += R"( "
  for ((i = 1; i < COMP_CWORD; i++)); do
    if [[ "$known" == *" ${COMP_WORDS[i]} "* ]]; then path="${path:+$path }${COMP_WORDS[i]}"; fi
  done
  case "$path" in
)";
  append_branches(script, program, &program, "");
  script += R"(    *) commands=""; options="" ;;
  esac
  if [[ "$word" == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$word"))
  elif [[ -n "$commands" ]]; then
    COMPREPLY=($(compgen -W "$commands" -- "$word"))
    [[ ${#COMPREPLY[@]} -gt 0 ]] || COMPREPLY=($(compgen -f -- "$word"))
  else
    COMPREPLY=($(compgen -f -- "$word"))
  fi
}
complete -o filenames -F _evenkeel evenkeel
)";
  return script;
}

}  // namespace

void add_completion(CLI::App& program, Cli& cli) {
  auto* completion = program.add_subcommand("completion", "Completion of commands and options for a shell")->require_subcommand(1);
  completion->add_subcommand("bash", "Print the script for bash; load it with: source <(evenkeel completion bash)")
      ->callback([&cli, &program] {
        cli.chosen = [&program] {
          std::fputs(bash_script(program).c_str(), stdout);
          return 0;
        };
      });
}

}  // namespace evenkeel::app
