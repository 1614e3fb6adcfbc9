// evenkeel export
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>

#include "app/cli.hpp"
#include "app/config.hpp"
#include "app/opened.hpp"
#include "connect/exchange/export.hpp"
#include "connect/exchange/kinds.hpp"

namespace evenkeel::app {
namespace {

struct ExportArguments {
  std::string kind, format = "csv", filter, output;
  bool history = false;
};

int refuse(const Error& e) {
  for (const auto& problem : e.problems) complain(problem.text);
  return 2;
}

/// A file that appears under its name only when it is whole; without a name it is standard output.
class Target {
 public:
  explicit Target(const std::string& path) : path_(path), file_(path.empty() ? stdout : std::fopen((path + ".part").c_str(), "wb")) {}
  ~Target() {
    if (file_ && file_ != stdout) std::fclose(file_);
  }
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;

  bool good() const { return file_ != nullptr; }
  void write(std::string_view text) { failed_ = failed_ || std::fwrite(text.data(), 1, text.size(), file_) != text.size(); }
  bool finish() {
    failed_ = std::fflush(file_) != 0 || failed_;
    if (path_.empty()) return !failed_;
    failed_ = std::fclose(std::exchange(file_, nullptr)) != 0 || failed_;
    std::error_code error;
    if (!failed_) std::filesystem::rename(path_ + ".part", path_, error);
    return !failed_ && !error;
  }

 private:
  std::string path_;
  std::FILE* file_;
  bool failed_ = false;
};

int run_export(const Config& config, const ExportArguments& a) {
  exchange::ExportOptions options;
  options.type = exchange::kind_named(a.kind);
  if (!options.type) {
    complain("there is no kind \"" + a.kind + "\"; there are " + fmt::format("{}", fmt::join(exchange::kind_paths(), ", ")));
    return 2;
  }
  options.format = a.format == "jsonl" ? exchange::Format::jsonl : exchange::Format::csv;
  options.story = a.history ? exchange::Story::with_history : exchange::Story::facts;
  options.filter = a.filter;
  Target target(a.output);
  if (!target.good()) {
    complain(a.output + " cannot be written");
    return 1;
  }
  Opened opened(config, OpenedAs::command_line);
  const auto rows = exchange::export_records(opened.house().reg(), options, [&](std::string_view text) { target.write(text); });
  if (!rows) return refuse(rows.error());
  if (!target.finish()) {
    complain((a.output.empty() ? "standard output" : a.output) + " could not be written to the end");
    return 1;
  }
  if (!a.output.empty()) say(fmt::format("{} {} in {}", *rows, *rows == 1 ? options.type->label : options.type->plural, a.output));
  return 0;
}

}  // namespace

void add_export_commands(CLI::App& program, Cli& cli) {
  auto a = std::make_shared<ExportArguments>();
  auto* command = program.add_subcommand(
      "export", "Write incidents, people or records of the catalogue as CSV (which import reads again) or as JSON Lines (with everything)");
  command->add_option("kind", a->kind, "incidents, entries, people, teams, categories ...")->required();
  command->add_option("--format", a->format, "csv or jsonl")->check(CLI::IsMember({"csv", "jsonl"}));
  command->add_option("--filter", a->filter, "Only those that fit, in the language of the search box: state = closed and priority <= 2");
  command->add_flag("--history", a->history, "Incidents with their journal and all their changes (with --format jsonl)");
  command->add_option("--output", a->output, "Into this file instead of standard output");
  command->callback([&cli, a] { cli.chosen = [&cli, a] { return run_export(configured(cli), *a); }; });
}

}  // namespace evenkeel::app
