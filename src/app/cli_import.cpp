// evenkeel import
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "app/cli.hpp"
#include "app/cli_import_roster.hpp"
#include "app/config.hpp"
#include "app/opened.hpp"
#include "base/time.hpp"
#include "connect/exchange/kinds.hpp"
#include "connect/exchange/record_import.hpp"

namespace evenkeel::app {
namespace {

struct ImportArguments {
  std::string file, mapping, kind, report;
  bool dry_run = false;
};

constexpr int done_code = 0, failed_code = 1, usage_code = 2, partly_code = 3;

int refuse(const Error& e, int code) {
  for (const auto& problem : e.problems) complain(problem.text);
  return code;
}

/// Findings as CSV into a file or onto standard output; the file is only made when there is something to say.
class ReportFile {
 public:
  explicit ReportFile(std::string path) : path_(std::move(path)) {}
  void write(const exchange::Finding& finding) {
    std::ostream& out = path_ == "-" ? std::cout : static_cast<std::ostream&>(file_);
    if (lines_++ == 0) {
      if (path_ != "-") file_.open(path_, std::ios::binary | std::ios::trunc);
      out << exchange::report_heading();
    }
    out << exchange::report_line(finding);
  }
  /// What to tell the operator at the end.
  void close() {
    if (lines_ == 0 || path_ == "-") return;
    file_.close();
    if (file_) say("Row by row in " + path_);
    else complain("the report could not be written to " + path_);
  }

 private:
  std::string path_;
  std::ofstream file_;
  std::int64_t lines_ = 0;
};

/// A line on standard error now and then: how far it is, and how fast.
class Progress {
 public:
  Progress(World& world, std::ifstream& file, std::uintmax_t bytes)
      : world_(world), file_(file), bytes_(bytes), begun_us_(world.monotonic_us()), told_us_(begun_us_) {}
  void operator()(const exchange::ImportReport& report) {
    const auto now_us = world_.monotonic_us();
    if (now_us - told_us_ < us_per_second) return;
    told_us_ = now_us;
    const auto at = file_.tellg();
    const double share = bytes_ > 0 && at > 0 ? 100.0 * static_cast<double>(at) / static_cast<double>(bytes_) : 100.0;
    std::cerr << fmt::format("{:5.1f} %  {} rows, {} changes, {:.0f} rows/s\n", std::min(share, 100.0), report.rows, report.changes,
                             static_cast<double>(report.rows) * 1e6 / static_cast<double>(now_us - begun_us_));
  }

 private:
  World& world_;
  std::ifstream& file_;
  std::uintmax_t bytes_;
  std::int64_t begun_us_, told_us_;
};

/// The mapping that was named, or for records the one that the columns' own names give.
Result<exchange::Mapping> mapping_of(const ImportArguments& a, std::ifstream& file) {
  if (!a.mapping.empty()) return exchange::load_mapping(a.mapping);
  const auto* type = exchange::kind_named(a.kind);
  if (!type || !exchange::is_importable_record(*type))
    return invalid("import.kind", "\"" + a.kind + "\" is no kind of record that can be imported without a mapping");
  auto mapping = exchange::mapping_for_own_table(*type, file);
  file.clear();
  file.seekg(0);
  return mapping;
}

int run_import(const Config& config, const ImportArguments& a) {
  if (a.file.empty()) {
    complain("say which file: evenkeel import FILE, or evenkeel import roster FILE");
    return usage_code;
  }
  if (a.mapping.empty() == a.kind.empty()) {
    complain("say either --mapping FILE or --kind KIND (for a table of records with our own names of columns)");
    return usage_code;
  }
  std::ifstream file(a.file, std::ios::binary);
  if (!file) {
    complain(a.file + " cannot be read");
    return failed_code;
  }
  const auto mapping = mapping_of(a, file);
  if (!mapping) return refuse(mapping.error(), usage_code);

  Opened opened(config, OpenedAs::command_line);
  auto& house = opened.house();
  house.writer().start();
  const std::string name = std::filesystem::path(a.file).filename().string();
  ReportFile findings(!a.report.empty() ? a.report : name + ".import-report.csv");
  exchange::ImportReport report([&](const exchange::Finding& finding) { findings.write(finding); });
  exchange::ImportOptions options;
  options.file_name = name;
  options.run = a.dry_run ? exchange::Run::dry : exchange::Run::real;
  options.progress = Progress(opened.world(), file, std::filesystem::file_size(a.file));
  const exchange::ImportInto into{house.reg(), house.people(), parse_duration(config.incident.confirmation_window).value_or(0)};
  const auto done = mapping->input == exchange::Input::records ? exchange::import_records(file, *mapping, into, options, report)
                                                               : exchange::import_incidents(file, *mapping, into, options, report);
  house.writer().stop();
  if (!done) return refuse(done.error(), failed_code);
  // On standard output the report is alone, so that a program can read it.
  const std::string summary = (a.dry_run ? "Dry run, nothing was written.\n" : "") + report.summary();
  if (a.report == "-") std::cerr << summary << '\n';
  else say(summary);
  findings.close();
  const bool partly = report.count(exchange::Fate::row_refused) + report.count(exchange::Fate::cell_refused) > 0;
  return partly ? partly_code : done_code;
}

}  // namespace

void add_import_commands(CLI::App& program, Cli& cli) {
  auto a = std::make_shared<ImportArguments>();
  auto* import = program.add_subcommand(
      "import",
      "Bring in incidents with their histories, or records of the catalogue, from a CSV file. The same file may come again: what is "
      "known already is passed over. Exit code 3: something was not taken, the report says what and why");
  import->add_option("file", a->file, "The CSV file");
  import->add_option("--mapping", a->mapping, "TOML file that says what the columns mean; see docs/import.md and share/mappings");
  import->add_option("--kind", a->kind,
                     "Instead of a mapping: the columns are named as the fields of this kind (teams, people, categories ...)");
  import->add_option(
      "--report", a->report,
      "Where to write what was not taken, row by row; - is standard output (default: <file>.import-report.csv in this folder)");
  import->add_flag("--dry-run", a->dry_run, "Read and check everything, write nothing");
  add_import_roster(*import, cli);
  import->callback([&cli, a, import] {
    if (!import->got_subcommand("roster")) cli.chosen = [&cli, a] { return run_import(configured(cli), *a); };
  });
}

}  // namespace evenkeel::app
