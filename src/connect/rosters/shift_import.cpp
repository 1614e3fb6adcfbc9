#include "connect/rosters/shift_import.hpp"

#include <fmt/format.h>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "connect/rosters/import_mark.hpp"
#include "practice/roster/roster_desk.hpp"
#include "practice/service/shelf.hpp"

namespace evenkeel::rosters {
namespace {

using roster::Override;

constexpr std::size_t shifts_of_a_command = 20;  // each is laid over the roster to see its effect: some milliseconds together

struct Decided {
  ObjectReport report;
  std::optional<Override> ends, comes;
  std::string digest;
};

void skip(Decided& d, std::string code, std::string text) {
  d.report.fate = Fate::skipped;
  d.report.remarks.push_back({std::move(code), std::move(text)});
  d.comes.reset();
}

std::optional<Id> person_of(const ShiftsOf& of, const std::string& key) {
  const auto found = of.people.find(key);
  return found == of.people.end() || !found->second.person ? std::nullopt : std::optional(found->second.person);
}

std::string name_of(const ShiftsOf& of, const SourceShift& shift) {
  const auto found = of.people.find(shift.person);
  const bool named = found != of.people.end() && !found->second.source.names.empty();
  return fmt::format("{} {}", named ? found->second.source.names.front() : shift.person, format_rfc3339(shift.from).substr(0, 16));
}

bool is_over(const Override& o, Time now) { return !o.active || o.ends_at <= now; }

Decided decide(store::Connection& db, const ShiftsOf& of, const SourceShift& shift, const std::map<std::string, ImportMark>& marks,
               Time now) {
  Decided d;
  d.report = {LeftOut::Part::shift, of.source.key, shift.key, name_of(of, shift), Fate::made, {}, {}, {}, {}};
  if (shift.until <= now) return skip(d, "over", fmt::format("It ended at {}.", format_rfc3339(shift.until))), d;
  const auto person = person_of(of, shift.person);
  const auto instead = shift.instead_of.empty() ? std::optional(Id{}) : person_of(of, shift.instead_of);
  if (!person || !instead) return skip(d, "person_unmatched", "Whoever comes or goes is not known here."), d;
  Override o;
  o.kind = shift.kind;
  o.person = *person;
  o.instead_of = *instead;
  o.begins_at = shift.from;
  o.ends_at = shift.until;
  d.digest =
      to_hex(sha256(fmt::format("{} {} {} {} {}", record::name_of(o.kind), o.person.v, o.instead_of.v, o.begins_at.us, o.ends_at.us)));
  d.comes = std::move(o);
  const auto mark = marks.find(shift.key);
  if (mark == marks.end()) return d;
  const auto kept = service::Shelf(&db).find<Override>(mark->second.record);
  d.report.record = mark->second.record;
  if (mark->second.digest != d.digest) {
    d.report.fate = Fate::changed;
    if (kept && !is_over(*kept, now)) d.ends = kept;
    return d;
  }
  if (kept && is_over(*kept, now) && of.options.changed == OnChanged::keep) return skip(d, "withdrawn_here", "It was withdrawn here."), d;
  if (kept && !is_over(*kept, now)) {
    d.report.fate = Fate::unchanged;
    d.comes.reset();
  }
  return d;
}

/// Those that the source had and has no more.
std::vector<Decided> gone(store::Connection& db, const ShiftsOf& of, const std::map<std::string, ImportMark>& marks, Time now) {
  std::vector<Decided> all;
  if (!of.source.shifts_told) return all;
  std::set<std::string> there;
  for (const SourceShift& shift : of.source.shifts) there.insert(shift.key);
  for (const auto& [key, mark] : marks) {
    if (there.contains(key)) continue;
    const auto kept = service::Shelf(&db).find<Override>(mark.record);
    if (!kept || is_over(*kept, now)) continue;
    Decided d;
    d.report = {
        LeftOut::Part::shift, of.source.key, key, key, Fate::withdrawn, mark.record, {{"gone", "The source has it no more."}}, {}, {}};
    d.ends = kept;
    all.push_back(std::move(d));
  }
  return all;
}

class Writing {
 public:
  Writing(store::Tx& tx, const service::Snapshot& catalogue, const people::Principal& who, const ShiftsOf& of, Id roster)
      : tx_(tx), catalogue_(catalogue), who_(who), of_(of), roster_(roster) {}

  void write(Decided& d) {
    if (d.ends)
      if (auto ended = roster::withdraw_override(tx_, catalogue_, who_, d.ends->id); !ended) return refuse(d, ended.error());
    const auto source = record::name_of(of_.options.format);
    if (d.report.fate == Fate::withdrawn) return drop_mark(tx_, source, of_.source.key, d.report.key);
    if (!d.comes) return;
    d.comes->roster = roster_;
    auto made = roster::create_override(tx_, catalogue_, who_, *d.comes);
    if (!made) return refuse(d, made.error());
    d.report.record = made->id;
    put_mark(tx_, source, of_.source.key, d.report.key, {made->id, d.digest});
  }

 private:
  static void refuse(Decided& d, const Error& e) { skip(d, e.first().code, e.first().text); }

  store::Tx& tx_;
  const service::Snapshot& catalogue_;
  const people::Principal& who_;
  const ShiftsOf& of_;
  Id roster_;
};

}  // namespace

void rehearse_shifts(store::Connection& db, const ShiftsOf& of, Time now, std::vector<ObjectReport>& out) {
  const auto marks = shift_marks(db, record::name_of(of.options.format), of.source.key);
  for (const SourceShift& shift : of.source.shifts) out.push_back(decide(db, of, shift, marks, now).report);
  for (const Decided& d : gone(db, of, marks, now)) out.push_back(d.report);
}

void bring_in_shifts(const store::Register& reg, const service::Catalogue& catalogue, const people::Principal& who,
                     const store::Actor& actor, const ShiftsOf& of, Id roster, std::vector<ObjectReport>& out) {
  const std::size_t count = of.source.shifts.size();
  // The last command also ends what is gone.
  for (std::size_t from = 0; from == 0 || from < count; from += shifts_of_a_command) {
    const std::size_t until = std::min(count, from + shifts_of_a_command);
    std::vector<Decided> decided;
    const auto done = reg.writer.run(store::Lane::bulk, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
      decided.clear();
      const auto marks = shift_marks(tx.db(), record::name_of(of.options.format), of.source.key);
      Writing writing(tx, *catalogue.now(), who, of, roster);
      for (std::size_t i = from; i < until; ++i)
        writing.write(decided.emplace_back(decide(tx.db(), of, of.source.shifts[i], marks, tx.now())));
      if (until == count)
        for (Decided& d : gone(tx.db(), of, marks, tx.now())) writing.write(decided.emplace_back(std::move(d)));
      return store::Outcome{};
    });
    if (!done) {
      out.push_back({LeftOut::Part::shift,
                     of.source.key,
                     {},
                     {},
                     Fate::skipped,
                     {},
                     {{done.error().first().code, done.error().first().text}},
                     {},
                     {}});
      continue;
    }
    for (Decided& d : decided) out.push_back(std::move(d.report));
  }
}

}  // namespace evenkeel::rosters
