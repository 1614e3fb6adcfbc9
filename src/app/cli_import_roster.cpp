#include "app/cli_import_roster.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/config.hpp"
#include "app/opened.hpp"
#include "connect/rosters/roster_import.hpp"
#include "practice/people/people_store.hpp"

namespace evenkeel::app {
namespace {

using rosters::Fate;
using rosters::LeftOut;

struct Arguments {
  std::string file, from, name, zone;
  std::vector<std::string> people;  // key=login
  bool preview = false, vacant = false, overwrite = false;
};

constexpr int done_code = 0, failed_code = 1, usage_code = 2, partly_code = 3;

int refuse(const Error& e, int code) {
  for (const auto& problem : e.problems) complain(problem.text);
  return code;
}

/// Whom `--person KEY=LOGIN` names; a mail address does as well.
Result<std::map<std::string, Id>> by_hand(store::Connection& db, const std::vector<std::string>& said) {
  std::map<std::string, Id> people;
  for (const std::string& one : said) {
    const auto at = one.rfind('=');
    if (at == std::string::npos || at == 0)
      return invalid("import.person", fmt::format("--person {}: say KEY=LOGIN, with the key as the report names it", one));
    const std::string login = one.substr(at + 1);
    auto person = people::find_by_login(db, login);
    if (const auto by_mail = person ? std::vector<people::Person>{} : people::find_by_mail(db, login); by_mail.size() == 1)
      person = by_mail.front();
    if (!person) return invalid("import.person", fmt::format("--person {}: nobody here has the login or mail address {}", one, login));
    people[one.substr(0, at)] = person->id;
  }
  return people;
}

std::string_view part_word(LeftOut::Part part) { return record::name_of(part); }

void tell(const rosters::ImportReport& report, bool preview) {
  for (const auto& one : report.objects) {
    std::string line =
        fmt::format("{:<10} {:<8} {}", record::name_of(one.fate), part_word(one.part), one.name.empty() ? one.key : one.name);
    for (const auto& remark : one.remarks) line += fmt::format("\n             {}: {}", remark.code, remark.text);
    say(line);
  }
  bool headed = false;
  for (const auto& match : report.people) {
    if (match.person) continue;
    if (!headed) say("Not known here; name them with --person KEY=LOGIN:");
    headed = true;
    say(fmt::format("  {}  {}{}  {}", match.source.key, match.source.names.empty() ? "" : match.source.names.front(),
                    match.source.mail.empty() ? "" : " <" + match.source.mail + ">", match.why_not));
  }
  if (preview) say("Preview, nothing was written.");
}

int run(const Config& config, const Arguments& a) {
  const auto format = record::from_name<rosters::Format>(a.from);
  if (!format) return complain("--from is pagerduty, opsgenie, grafana or icalendar"), usage_code;
  std::error_code wrong;
  if (std::filesystem::file_size(a.file, wrong) > rosters::file_bytes_most && !wrong)
    return complain(fmt::format("{} is larger than {} bytes", a.file, rosters::file_bytes_most)), failed_code;
  std::ifstream file(a.file, std::ios::binary);
  if (!file) return complain(a.file + " cannot be read"), failed_code;
  const std::string text(std::istreambuf_iterator<char>(file), {});

  Opened opened(config, OpenedAs::command_line);
  auto& house = opened.house();
  const auto source = rosters::read_source(*format, text, {a.name, a.zone}, opened.world().now());
  if (!source) return refuse(source.error(), failed_code);
  rosters::ImportOptions options;
  options.format = *format;
  if (a.vacant) options.unmatched = rosters::OnUnmatched::vacant;
  if (a.overwrite) options.changed = rosters::OnChanged::overwrite;
  rosters::ImportReport report;
  Status named = Done{};
  house.reg().readers.read([&](store::Connection& db) {
    auto people = by_hand(db, a.people);
    if (!people) named = people.error();
    else options.people = std::move(*people);
    if (named && a.preview) report = rosters::rehearse(db, *source, options, opened.world().now());
  });
  if (!named) return refuse(named.error(), usage_code);
  if (!a.preview) {
    house.writer().start();
    const std::string name = std::filesystem::path(a.file).filename().string();
    report =
        rosters::bring_in(house.reg(), house.catalogue(), people::system_principal("import"), {"import:" + name, {}}, *source, options);
    house.writer().stop();
  }
  tell(report, a.preview);
  const auto skipped = report.count(LeftOut::Part::roster, Fate::skipped) + report.count(LeftOut::Part::layer, Fate::skipped) +
                       report.count(LeftOut::Part::shift, Fate::skipped);
  return skipped > 0 ? partly_code : done_code;
}

}  // namespace

void add_import_roster(CLI::App& import, Cli& cli) {
  auto a = std::make_shared<Arguments>();
  auto* roster = import.add_subcommand("roster",
                                       "Bring in who is on call from another tool: what its API answered, or a calendar. The same file may "
                                       "come again. Exit code 3: something was skipped, the output says what and why");
  roster->add_option("file", a->file, "The file; see docs/on-call.md for what it holds")->required();
  roster->add_option("--from", a->from, "pagerduty, opsgenie, grafana or icalendar")->required();
  roster->add_flag("--preview", a->preview, "Say what would be done, write nothing");
  roster->add_option("--person", a->people, "Who somebody of the file is here: KEY=LOGIN, as often as needed");
  roster->add_flag("--vacant", a->vacant, "Rosters with people who are not known here: leave their turns vacant");
  roster->add_flag("--overwrite", a->overwrite, "Also what was changed or removed here since the last import");
  roster->add_option("--name", a->name, "Of the roster that a calendar becomes");
  roster->add_option("--zone", a->zone, "Time zone of a calendar's times that say none");
  roster->callback([&cli, a] { cli.chosen = [&cli, a] { return run(configured(cli), *a); }; });
}

}  // namespace evenkeel::app
