// evenkeel audit verify|show|anchor
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>

#include "app/cli.hpp"
#include "app/migrations.hpp"
#include "app/opened.hpp"
#include "app/seal_key.hpp"
#include "base/text.hpp"
#include "practice/incident/incident_store.hpp"

namespace evenkeel::app {
namespace {

struct AuditArguments {
  std::string anchor_file, subject;
  bool no_key = false;
};

/// Read-only, straight from the database: proof needs no server and disturbs none.
int verify_register(const Config& config, const AuditArguments& arguments) {
  store::AuditOptions options;
  options.types = audited_types();
  if (!arguments.no_key && (options.public_key = public_key_of(config)).empty()) {
    complain(fmt::format("the key file {} cannot be read; with --no-key everything but the signatures is checked", config.audit.key_file));
    return 2;
  }
  if (!arguments.anchor_file.empty()) {
    std::ifstream file(arguments.anchor_file);
    for (std::string line; std::getline(file, line);) {
      if (trim(line).empty()) continue;
      const auto anchor = store::parse_anchor(line);
      if (!anchor) {
        complain(arguments.anchor_file + " holds a line that is no anchor: " + line);
        return 2;
      }
      options.anchors.push_back(*anchor);
    }
    if (options.anchors.empty()) {
      complain("there is no anchor in " + arguments.anchor_file);
      return 2;
    }
  }
  const auto database = store::open_database(database_location(config));
  const auto db = database->connect(store::Open::read);
  db->begin(store::Begin::read);
  const auto report = store::verify(*db, options);
  db->rollback();
  for (const auto& finding : report.findings)
    say(fmt::format("FINDING {}{}{}", finding.seq ? fmt::format("change {}: ", finding.seq) : "",
                    finding.subject_kind.empty() ? "" : fmt::format("{} {}: ", finding.subject_kind, finding.subject.v), finding.text));
  if (report.more > 0) say(fmt::format("... and {} more", report.more));
  say(fmt::format("{} changes in {} seals, {} facts, {} bodies erased by law, {} seals unsigned, {} anchors: {}", report.changes,
                  report.seals, report.facts, report.erased, report.unsigned_seals, options.anchors.size(),
                  verdict_of(report, options.public_key)));
  return report.sound() ? 0 : 1;
}

int show_story(const Config& config, const std::string& subject) {
  const auto database = store::open_database(database_location(config));
  const auto db = database->connect(store::Open::read);
  db->begin(store::Begin::read);
  const auto id = incident::id_of(*db, subject);
  if (!id) {
    complain("there is no " + subject);
    return 1;
  }
  std::int64_t shown = 0;
  db->query("SELECT " + std::string(store::change_columns) + " FROM change WHERE root_id = $1 ORDER BY seq", {store::Param(*id)},
            [&](const store::Row& row) {
              const auto c = store::read_change(row);
              ++shown;
              say(fmt::format("{:>8}  {}{}  {:<24} {:<28} {} {} v{}  {}", c.seq, format_rfc3339(c.at),
                              c.at == c.recorded_at ? "" : " (recorded " + format_rfc3339(c.recorded_at) + ")", c.actor, c.kind,
                              c.subject_kind, c.subject.v, c.version, c.erased ? "[erased by law]" : c.body));
            });
  if (shown == 0) complain("nothing was ever written about " + subject);
  return shown > 0 ? 0 : 1;
}

int print_anchor(const Config& config) {
  const auto database = store::open_database(database_location(config));
  const auto db = database->connect(store::Open::read);
  const auto anchor = store::newest_anchor(*db, public_key_of(config));
  if (!anchor) {
    complain("the log is still empty");
    return 1;
  }
  say(store::format_anchor(*anchor));
  return 0;
}

}  // namespace

void add_audit_commands(CLI::App& program, Cli& cli) {
  auto arguments = std::make_shared<AuditArguments>();
  auto* audit = program.add_subcommand("audit", "Prove what happened")->require_subcommand(1);
  auto* verify = audit->add_subcommand("verify", "Check every change, seal and fact; exit code 1 when something does not hold");
  verify->add_option("--anchor", arguments->anchor_file, "File with anchors that the log must contain");
  verify->add_flag("--no-key", arguments->no_key, "Do not check signatures (on a machine without the key file)");
  verify->callback([&cli, arguments] { cli.chosen = [&cli, arguments] { return verify_register(configured(cli), *arguments); }; });
  auto* show = audit->add_subcommand("show", "Print all changes in the story of an incident or record");
  show->add_option("subject", arguments->subject, "Number (INC0000042) or id")->required();
  show->callback([&cli, arguments] { cli.chosen = [&cli, arguments] { return show_story(configured(cli), arguments->subject); }; });
  audit->add_subcommand("anchor", "Print the newest seal, to be kept elsewhere")->callback([&cli] {
    cli.chosen = [&cli] { return print_anchor(configured(cli)); };
  });
}

}  // namespace evenkeel::app
