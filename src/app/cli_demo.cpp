// evenkeel demo: fills an empty register with an organisation and its incidents, so that every screen has something to show.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>

#include "app/cli.hpp"
#include "app/demo/demo.hpp"
#include "app/opened.hpp"
#include "base/hash.hpp"
#include "base/log.hpp"
#include "practice/people/people.hpp"

namespace evenkeel::app {
namespace {

constexpr std::string_view sign_ins_file = "demo-sign-ins.txt";
constexpr int warnings_shown_most = 5;

struct DemoArguments {
  std::uint64_t seed = 1;
  int days = 90;
  std::string until;
};

/// For its owner alone; true when every byte arrived.
bool write_private(const std::string& path, const std::string& text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  const bool written = file >= 0 && ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  if (file >= 0) ::close(file);
  return written;
}

std::string sign_ins(const std::string& password) {
  std::string text = fmt::format("Sign in to the demo with the password {} as\n", password);
  for (const auto& account : demo::accounts()) text += fmt::format("  {:<14} {}\n", account.login, account.text);
  return text;
}

/// Of the register's configuration only what a story needs: nothing that reaches outside, and nothing with a calendar of its own.
Config quiet(const Config& config) {
  Config q;
  q.database = config.database;
  q.data_folder = config.data_folder;
  q.organisation_zone = config.organisation_zone;
  q.audit.key_file = config.audit.key_file;
  q.incident.confirmation_window = config.incident.confirmation_window;
  return q;
}

void show_progress(int day, int days) {
  if (isatty(STDERR_FILENO)) std::fprintf(stderr, "\rday %d of %d ", day, days);
  else if (day % 10 == 0) std::fprintf(stderr, "day %d of %d\n", day, days);
}

int make(const Config& config, const DemoArguments& a) {
  // Opened as a server: nobody else may be at the file, and the key of the seals comes from real chance.
  Opened opened(config, OpenedAs::server);
  bool empty = false;
  opened.house().reg().readers.read([&](store::Connection& db) { empty = demo::is_empty(db); });
  if (!empty) {
    complain("the register is not empty; a demo needs one of its own (another --database or data folder)");
    return 1;
  }
  Time end = opened.world().now();
  if (!a.until.empty()) {
    const auto given = parse_rfc3339(a.until);
    if (!given || *given > end) {
      complain("--until must be a time such as 2026-03-02T08:00:00Z that is not in the future");
      return 2;
    }
    end = *given;
  }
  const auto password = people::make_setup_code(opened.world());
  SimWorld world(demo::demo_begin(end, a.days), a.seed);
  demo::Made made;
  {
    House house(quiet(config), opened.database(), world, {});
    made = demo::make_demo(house, world, end, {a.seed, a.days, hash_password(password), show_progress});
  }
  if (isatty(STDERR_FILENO)) std::fputs("\r", stderr);
  for (std::size_t i = 0; i < made.refused.size() && i < warnings_shown_most; ++i)
    log_warn("demo.refused", {{"at", format_rfc3339(made.refused[i].at)}, {"who", made.refused[i].who}, {"what", made.refused[i].what}});
  const auto file = in_data_folder(config, std::string(sign_ins_file));
  const auto text = sign_ins(password);
  say(fmt::format("The demo is made: {} commands over {} days.\n\n{}", made.commands, a.days, text));
  if (!write_private(file, text)) {
    complain("cannot write " + file + "; keep the password above");
    return 1;
  }
  say(fmt::format("This is kept in {} of the data folder, for its owner alone.", sign_ins_file));
  return 0;
}

}  // namespace

void add_demo(CLI::App& program, Cli& cli) {
  auto a = std::make_shared<DemoArguments>();
  auto* command = program.add_subcommand("demo", "Fill an empty register with an organisation and its incidents");
  command->add_option("--seed", a->seed, "Another seed tells another story (1)");
  command->add_option("--days", a->days, "How many days of incidents (90)")->check(CLI::Range(1, demo::days_most));
  command->add_option("--until", a->until, "When the story ends, as 2026-03-02T08:00:00Z (now)");
  command->callback([&cli, a] {
    cli.chosen = [&cli, a] {
      const auto config = configured(cli);
      set_log_level(*parse_log_level(config.log.level));
      return make(config, *a);
    };
  });
}

}  // namespace evenkeel::app
