// evenkeel backup|restore|copy
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>

#include "app/cli.hpp"
#include "app/copy.hpp"
#include "app/erasures.hpp"
#include "app/housekeeping.hpp"
#include "app/migrations.hpp"
#include "app/opened.hpp"
#include "app/seal_key.hpp"

namespace evenkeel::app {
namespace {

namespace fs = std::filesystem;

struct BackupArguments {
  std::string file, from, to;
};

int back_up(const Config& config, const std::string& file) {
  if (fs::exists(file)) {
    complain(file + " exists already");
    return 2;
  }
  write_backup(*store::open_database(database_location(config)), file, make_real_world(0)->now());
  say(fmt::format("{} ({} bytes)", file, fs::file_size(file)));
  return 0;
}

/// Everything that was erased since the backup was made is erased again.
int erase_again(const Config& config, const Erasures& erasures) {
  Opened opened(config, OpenedAs::command_line);
  int again = 0;
  for (const auto& [kind, id] : erasures)
    if (kind == "person" && opened.house().erase_person(Id{id}, "erased before the backup was restored")) ++again;
  return again;
}

/// Puts the backup into the file of the register, and the one that was there aside. Who was erased in that one is added.
void replace_file(const std::string& backup, const std::string& location, Erasures& erasures) {
  if (fs::exists(location)) {
    try {
      const auto current = store::open_database(location)->connect(store::Open::read);
      erasures.merge(erasures_in(*current));
    } catch (const store::DbError& e) {
      complain(std::string("the present register cannot be read (that may be why you restore): ") + e.what());
    }
    const auto aside = location + ".before-restore";
    fs::rename(location, aside);
    for (const char* tail : {"-wal", "-shm"})
      if (fs::exists(location + tail)) fs::rename(location + tail, aside + tail);
    say("The register that was there is kept as " + aside);
  }
  store::open_database(backup)->backup_to(location);
}

/// Puts the backup into a fresh database of PostgreSQL. It may be of an older program: what is migrated is a copy of it.
void fill_database(const Config& config, const std::string& backup) {
  const auto now = make_real_world(0)->now();
  const auto between = in_data_folder(config, "restoring.db");
  const auto remove = [&] {
    for (const char* tail : {"", "-wal", "-shm"}) fs::remove(between + tail);
  };
  try {
    store::open_database(backup)->backup_to(between);
    const auto from = store::open_database(between);
    store::migrate(*from, migrations(from->engine()), now);
    (void)copy_into(*from, *store::open_database(database_location(config)), now, {});
  } catch (...) {
    remove();
    throw;
  }
  remove();
}

int restore(const Config& config, const std::string& file) {
  const auto location = database_location(config);
  const bool to_file = !location.starts_with("postgres");
  if (const auto holder = to_file ? store::FileLock::holder(location) : std::nullopt) {
    complain(fmt::format("the server (process {}) is using {}; stop it first", *holder, location));
    return 2;
  }
  {
    const auto backup = store::open_database(file)->connect(store::Open::read);
    if (store::schema_number(*backup) == 0) {
      complain(file + " is not a register");
      return 2;
    }
  }
  Erasures erasures = read_erasures(in_data_folder(config, std::string(erasures_file)));
  if (to_file) replace_file(file, location, erasures);
  else fill_database(config, file);
  const int again = erase_again(config, erasures);
  const auto name = store::open_database(location)->display_name();
  say(fmt::format("Restored {} from {}; {} erasures applied again.", name, file, again));
  return 0;
}

int copy(const Config& config, const BackupArguments& arguments) {
  Config target = config, source = config;
  source.database = arguments.from;
  target.database = arguments.to;
  const auto from = store::open_database(database_location(source));
  const auto to = store::open_database(database_location(target));
  if (store::schema_number(*from->connect(store::Open::read)) == 0) {
    complain(from->display_name() + " is not a register");
    return 2;
  }
  const auto report = copy_into(*from, *to, make_real_world(0)->now(),
                                [](const std::string& table, std::int64_t rows) { complain(fmt::format("{} {}", table, rows)); });
  const auto writing = to->connect(store::Open::write);
  std::int64_t rows = 0;
  for (const auto& [table, count] : report.tables) rows += count;
  writing->begin(store::Begin::read);
  store::AuditOptions audit;
  audit.types = audited_types();
  audit.public_key = public_key_of(config);
  const auto verdict = store::verify(*writing, audit);
  writing->rollback();
  say(fmt::format("{} rows of {} tables copied to {}; {} changes, the audit is {}", rows, report.tables.size(), to->display_name(),
                  verdict.changes, verdict_of(verdict, audit.public_key)));
  return verdict.sound() ? 0 : 1;
}

}  // namespace

void add_backup_commands(CLI::App& program, Cli& cli) {
  auto arguments = std::make_shared<BackupArguments>();
  auto* backup =
      program.add_subcommand("backup", "Write a consistent copy of the register into a new SQLite file, also beside a running server");
  backup->add_option("file", arguments->file, "The new file")->required();
  backup->callback([&cli, arguments] { cli.chosen = [&cli, arguments] { return back_up(configured(cli), arguments->file); }; });
  auto* restoring = program.add_subcommand(
      "restore", "Put a backup in the place of the register (the server must be stopped), or into a fresh database of PostgreSQL");
  restoring->add_option("file", arguments->file, "The backup")->required()->check(CLI::ExistingFile);
  restoring->callback([&cli, arguments] { cli.chosen = [&cli, arguments] { return restore(configured(cli), arguments->file); }; });
  auto* copying = program.add_subcommand("copy", "Copy a register into a fresh database, SQLite to PostgreSQL or back");
  copying->add_option("--from", arguments->from, "The register to read: a file or postgres://...")->required();
  copying->add_option("--to", arguments->to, "The empty database to fill")->required();
  copying->callback([&cli, arguments] { cli.chosen = [&cli, arguments] { return copy(configured(cli), *arguments); }; });
}

}  // namespace evenkeel::app
