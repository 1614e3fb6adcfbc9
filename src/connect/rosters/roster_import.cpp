#include "connect/rosters/roster_import.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "connect/rosters/import_mark.hpp"
#include "connect/rosters/shift_import.hpp"
#include "practice/roster/plan.hpp"
#include "practice/service/catalogue_checks.hpp"
#include "practice/service/catalogue_desk.hpp"

namespace evenkeel::rosters {
namespace {

using Matches = std::map<std::string, Match>;

constexpr std::size_t layer_name_most = 100;  // as a plan takes it
constexpr std::size_t names_told = 10;        // of people who are missing

std::string digest_of(const service::Roster& r) {
  return to_hex(sha256(fmt::format("{}\n{}\n{}\n{}", r.name, r.description, r.zone, r.plan.text)));
}

struct Plan {
  std::vector<roster::Layer> layers;
  std::vector<std::string> missing;  // names of those who are not known here
};

std::string free_name(const std::vector<roster::Layer>& layers, const std::string& wanted) {
  const std::string base(utf8_prefix(wanted.empty() ? "Layer" : wanted, layer_name_most - 5));
  std::string name = base;
  for (int n = 2; std::ranges::find(layers, name, &roster::Layer::name) != layers.end(); ++n) name = fmt::format("{} ({})", base, n);
  return name;
}

Plan plan_of(const SourceRoster& source, const Matches& matches) {
  Plan plan;
  for (const SourceLayer& one : source.layers) {
    roster::Layer layer = one.layer;
    layer.name = free_name(plan.layers, layer.name);
    roster::LineUp line_up{layer.first_day, {}};
    for (const auto& keys : one.turns) {
      roster::Turn turn;
      for (const std::string& key : keys) {
        const Match& match = matches.at(key);
        if (match.person && std::ranges::find(turn.people, match.person) == turn.people.end()) turn.people.push_back(match.person);
        const std::string& name = match.source.names.empty() ? key : match.source.names.front();
        if (!match.person && std::ranges::find(plan.missing, name) == plan.missing.end()) plan.missing.push_back(name);
      }
      line_up.turns.push_back(std::move(turn));
    }
    layer.line_ups = {std::move(line_up)};
    plan.layers.push_back(std::move(layer));
  }
  return plan;
}

/// What would be written, and what is said of it.
struct Decided {
  ObjectReport report;
  std::optional<record::Record> before, after;  // after: to be written
  std::string digest;
};

void skip(Decided& d, std::string code, std::string text) {
  d.report.fate = Fate::skipped;
  d.report.remarks.push_back({std::move(code), std::move(text)});
  d.after.reset();
}

/// Compares with what is here: finds the roster that the schedule became, and whether it may be written over.
bool may_write(store::Connection& db, const SourceRoster& source, const ImportOptions& options, Decided& d) {
  const auto mark = find_mark(db, record::name_of(options.format), source.key);
  const bool overwrite = options.changed == OnChanged::overwrite;
  const service::Shelf shelf(&db);
  if (mark) {
    d.before = shelf.find(record::type_of<service::Roster>(), mark->record);
    if (!d.before || !record::from_record<service::Roster>(*d.before).active) {
      if (!overwrite) return skip(d, "removed_here", "The roster that came of it was removed or ended here."), false;
    } else if (digest_of(record::from_record<service::Roster>(*d.before)) != mark->digest && !overwrite) {
      d.report.record = mark->record;
      return skip(d, "changed_here", "The roster was changed here since it was imported."), false;
    }
    if (d.before) d.report.record = mark->record;
    return true;
  }
  if (shelf.matching(record::type_of<service::Roster>(), {{"name", source.name}}).empty()) return true;
  return skip(d, "name_taken", "Another roster is called so; give one of them another name."), false;
}

Decided decide(store::Connection& db, const SourceRoster& source, const Matches& matches, const ImportOptions& options) {
  Decided d;
  d.report = {LeftOut::Part::roster, source.key, source.key, source.name, Fate::skipped, {}, {}, {}, {}};
  Plan plan = plan_of(source, matches);
  if (source.layers.size() > roster::layers_most)
    return skip(d, "too_many_layers", fmt::format("It has more than {} layers.", roster::layers_most)), d;
  if (!plan.missing.empty()) {
    const bool refused = options.unmatched == OnUnmatched::refuse;
    if (plan.missing.size() > names_told) plan.missing.resize(names_told);
    const std::string names = fmt::format("Not known here: {}.", fmt::join(plan.missing, ", "));
    if (refused) return skip(d, "person_unmatched", names), d;
    d.report.remarks.push_back({"vacant", names + " Their turns are vacant."});
  }
  if (!may_write(db, source, options, d)) return d;
  service::Roster after = d.before ? record::from_record<service::Roster>(*d.before) : service::Roster{};
  after.active = true;
  after.name = source.name;
  after.description = source.description;
  after.zone = source.zone;
  after.plan.text = roster::plan_json(plan.layers, source.zone, roster::notices_of(after.plan.text));
  d.report.plan = after.plan.text;
  d.report.zone = after.zone;
  d.digest = digest_of(after);
  const bool same = d.before && record::diff(*d.before, record::to_record(after)).empty();
  d.report.fate = same ? Fate::unchanged : d.before ? Fate::changed : Fate::made;
  if (same) return d;
  d.after = record::to_record(after);
  if (const auto fine = service::check(service::Shelf(&db), d.before ? &*d.before : nullptr, *d.after); !fine) {
    for (const Problem& p : fine.error().problems) skip(d, p.code, p.field.empty() ? p.text : fmt::format("{}: {}", p.field, p.text));
    d.report.plan.clear();
  }
  return d;
}

/// Layers go the way of their roster; what was left out is told beside them.
void tell_parts(const SourceRoster& source, const ObjectReport& roster, std::vector<ObjectReport>& out) {
  for (const SourceLayer& layer : source.layers)
    out.push_back({LeftOut::Part::layer, source.key, layer.key, layer.layer.name, roster.fate, {}, layer.remarks, {}, {}});
  for (const LeftOut& left : source.left_out)
    out.push_back({left.part, source.key, left.key, left.name, Fate::skipped, {}, {left.why}, {}, {}});
}

ImportReport begun(const SourceFile& file, const Matches& matches) {
  ImportReport report;
  for (const auto& [key, match] : matches) report.people.push_back(match);
  for (const LeftOut& left : file.left_out)
    report.objects.push_back({left.part, left.key, left.key, left.name, Fate::skipped, {}, {left.why}, {}, {}});
  return report;
}

/// On the writer: decides again on what is there now, and writes.
Decided write(store::Tx& tx, const SourceRoster& source, const Matches& matches, const ImportOptions& options) {
  Decided d = decide(tx.db(), source, matches, options);
  if (d.after) {
    const auto written = d.before ? service::change(tx, *d.before, *d.after) : service::add(tx, *d.after);
    if (!written) {
      skip(d, written.error().first().code, written.error().first().text);
      return d;
    }
    d.report.record = written->id();
  }
  if (d.report.fate != Fate::skipped) put_mark(tx, record::name_of(options.format), source.key, {}, {d.report.record, d.digest});
  return d;
}

}  // namespace

std::size_t ImportReport::count(LeftOut::Part part, Fate fate) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(objects, [&](const ObjectReport& one) { return one.part == part && one.fate == fate; }));
}

ImportReport rehearse(store::Connection& db, const SourceFile& file, const ImportOptions& options, Time now) {
  const Matches matches = match_people(db, file, options.people);
  ImportReport report = begun(file, matches);
  for (const SourceRoster& source : file.rosters) {
    const Decided d = decide(db, source, matches, options);
    report.objects.push_back(d.report);
    tell_parts(source, d.report, report.objects);
    if (d.report.fate != Fate::skipped) rehearse_shifts(db, {source, matches, options}, now, report.objects);
  }
  return report;
}

ImportReport bring_in(const store::Register& reg, const service::Catalogue& catalogue, const people::Principal& who,
                      const store::Actor& actor, const SourceFile& file, const ImportOptions& options) {
  Matches matches;
  reg.readers.read([&](store::Connection& db) { matches = match_people(db, file, options.people); });
  ImportReport report = begun(file, matches);
  for (const SourceRoster& source : file.rosters) {
    Decided d;
    const auto done = reg.writer.run(store::Lane::bulk, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
      d = write(tx, source, matches, options);
      return store::Outcome{};
    });
    if (!done) {
      d.report = {LeftOut::Part::roster, source.key, source.key, source.name, Fate::skipped, {}, {}, {}, {}};
      skip(d, done.error().first().code, done.error().first().text);
    }
    report.objects.push_back(d.report);
    tell_parts(source, d.report, report.objects);
    if (d.report.fate != Fate::skipped)
      bring_in_shifts(reg, catalogue, who, actor, {source, matches, options}, d.report.record, report.objects);
  }
  return report;
}

}  // namespace evenkeel::rosters
