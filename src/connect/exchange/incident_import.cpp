#include "connect/exchange/incident_import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "base/text.hpp"
#include "connect/exchange/bulk_writer.hpp"
#include "connect/exchange/custom_columns.hpp"
#include "connect/exchange/import_store.hpp"
#include "connect/exchange/table.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/service/custom_fields.hpp"

namespace evenkeel::exchange {
namespace {

constexpr std::size_t rows_of_a_piece = 4'000;       // some megabytes
constexpr std::size_t rows_of_an_incident = 20'000;  // more moments than any incident has; bounds the memory of one
constexpr std::size_t number_most = 100;             // characters: what external_ref holds

/// The rows of one number as they stand in the file.
struct Group {
  std::string ref;
  std::vector<TableRow> rows;
};

class Import {
 public:
  Import(Table& table, const Mapping& mapping, const ImportInto& into, const ImportOptions& options, ImportReport& report,
         const std::shared_ptr<const service::Snapshot>& catalogue)
      : table_(table),
        mapping_(mapping),
        into_(into),
        options_(options),
        report_(report),
        actor_(options.actor()),
        matrix_(catalogue->matrix()),
        now_(into.reg.world.now()),
        references_(into.reg, into.people, actor_, options.run),
        reader_(mapping, table, references_, matrix_, now_),
        writer_(into.reg, actor_, mapping.source, service::custom_types(catalogue)) {}

  Status run() {
    CHECK_OK(reader_.check());
    read();
    if (was_cut_ && !piece_.empty()) group_ = {};
    end_group();
    end_piece();
    writer_.finish();
    take_results();
    return Done{};
  }

 private:
  void refuse(std::size_t line, const std::string& ref, std::string code, std::string why) {
    report_.add({Fate::row_refused, line, ref, std::move(code), std::move(why)});
  }

  void read() {
    TableRow row;
    BrokenRow broken;
    for (auto outcome = table_.next(row, broken); outcome != Table::Outcome::end; outcome = table_.next(row, broken)) {
      if (options_.rows_most > 0 && report_.rows == static_cast<std::int64_t>(options_.rows_most)) {
        was_cut_ = true;
        return;
      }
      ++report_.rows;
      if (outcome == Table::Outcome::broken) {
        refuse_broken(row, broken);
        continue;
      }
      take(std::move(row));
      row = {};
    }
  }

  /// The cells before the one that breaks off are whole: they may say which incident it was.
  void refuse_broken(TableRow& row, const BrokenRow& broken) {
    if (!row.cells.empty()) row.cells.pop_back();
    const std::string rest = broken.code == "cut_off" ? "; what stands before it was taken, nothing is guessed" : "";
    refuse(broken.line, reader_.number(row), broken.code, broken.why + rest);
  }

  void take(TableRow row) {
    const std::string ref = reader_.number(row);
    if (ref.empty()) return refuse(row.line, {}, "no_number", "the row does not say which incident it belongs to");
    if (utf8_length(ref) > number_most) return refuse(row.line, {}, "bad_number", "the number of the incident is too long");
    if (ref != group_.ref) {
      end_group();
      group_.ref = ref;
      scattered_ = !seen_.insert(std::hash<std::string>()(ref)).second;
    }
    if (scattered_) return refuse(row.line, ref, "not_together", "rows of this number stood further up already; sort the file by number");
    if (group_.rows.size() == rows_of_an_incident)
      return refuse(row.line, ref, "too_many_rows", fmt::format("an incident has at most {} rows", rows_of_an_incident));
    if (mapping_.input == Input::incidents && !group_.rows.empty())
      return refuse(row.line, ref, group_.rows.front().cells == row.cells ? "duplicate" : "double_number",
                    "a row with this number stands above it");
    group_.rows.push_back(std::move(row));
    ++rows_;
  }

  void end_group() {
    if (!group_.rows.empty()) piece_.push_back(std::move(group_));
    group_ = {};
    if (rows_ >= rows_of_a_piece) end_piece();
  }

  /// Groups that are complete: what is known of them, whom they name, their histories, and into the register with them.
  void end_piece() {
    if (piece_.empty()) return;
    rows_ = 0;
    std::vector<std::string> refs;
    for (const Group& group : piece_) refs.push_back(group.ref);
    into_.reg.readers.read([&](store::Connection& db) { marks_ = find_marks(db, mapping_.source, refs); });
    std::vector<History> histories;
    std::vector<std::vector<TableRow>> news;
    for (Group& group : piece_) {
      History history;
      auto rows = new_rows(group, history);
      if (rows.empty()) continue;
      histories.push_back(std::move(history));
      news.push_back(std::move(rows));
    }
    piece_.clear();
    references_.begin();
    for (const auto& rows : news)
      for (const TableRow& row : rows) reader_.want(row);
    references_.settle(report_);
    keep_numbers_for(histories);
    write(tell_all(histories, news));
    take_results();
    if (options_.progress) options_.progress(report_);
  }

  /// The rows that were not imported yet; counts and reports the others.
  std::vector<TableRow> new_rows(Group& group, History& history) {
    history.ref = group.ref;
    history.first_line = group.rows.front().line;
    const auto found = marks_.find(group.ref);
    const std::int64_t known = found == marks_.end() ? 0 : found->second.rows;
    std::string digest, digest_of_known;
    for (std::size_t i = 0; i < group.rows.size(); ++i) {
      digest = next_digest(digest, group.rows[i]);
      if (static_cast<std::int64_t>(i) + 1 == known) digest_of_known = to_hex(digest);
    }
    history.rows_before = known;
    history.rows = static_cast<std::int64_t>(group.rows.size());
    history.digest = to_hex(digest);
    if (known == 0) return std::move(group.rows);
    if (history.rows < known || digest_of_known != found->second.digest) {
      known_differs(group, known);
      return {};
    }
    report_.rows_known += known;
    if (history.rows == known) {
      ++report_.incidents_known;
      return {};
    }
    if (!load_before(history, found->second, group.rows[static_cast<std::size_t>(known)].line)) return {};
    group.rows.erase(group.rows.begin(), group.rows.begin() + known);
    return std::move(group.rows);
  }

  void known_differs(const Group& group, std::int64_t known) {
    if (static_cast<std::int64_t>(group.rows.size()) < known) {
      report_.rows_known += static_cast<std::int64_t>(group.rows.size());
      ++report_.incidents_known;
      report_.add({Fate::noted, group.rows.front().line, group.ref, "shorter",
                   fmt::format("{} rows of it were imported before, this file has {}", known, group.rows.size())});
      return;
    }
    for (const TableRow& row : group.rows)
      refuse(row.line, group.ref, "rows_differ",
             fmt::format("the first {} rows of this number are not those that were imported before", known));
  }

  bool load_before(History& history, const Mark& mark, std::size_t line) {
    bool untouched = false;
    into_.reg.readers.read([&](store::Connection& db) {
      history.before = incident::find_record(db, record::type_of<incident::Incident>(), mark.incident);
      untouched = history.before && (history.before->version() == mark.version || only_clocks_moved(db, mark));
    });
    if (untouched) return true;
    refuse(line, history.ref, "changed_here",
           "the incident was worked on here since its rows were imported; nothing of that is written over");
    return false;
  }

  /// A source's own numbers are kept where they were never given here.
  void keep_numbers_for(std::vector<History>& histories) {
    std::int64_t highest = 0;
    for (const History& h : histories)
      if (const auto n = h.before ? std::nullopt : own_number(h.ref); n && !is_kept(*n)) highest = std::max(highest, *n);
    if (highest > 0) {
      if (options_.run == Run::real) {
        (void)into_.reg.writer.run(store::Lane::bulk, actor_, [&](store::Tx& tx) -> Result<store::Outcome> {
          keep_numbers(tx, mapping_.source, highest);
          return store::Outcome{};
        });
      }
      into_.reg.readers.read([&](store::Connection& db) { ranges_ = number_ranges(db, mapping_.source); });
    }
    for (History& h : histories) {
      const auto n = h.before ? std::nullopt : own_number(h.ref);
      if (!n) continue;
      if (is_kept(*n) || options_.run == Run::dry) h.number = h.ref;
      else
        report_.add({Fate::noted, h.first_line, h.ref, "new_number",
                     "this number may have been given to another incident here; it gets the next free one"});
    }
  }

  bool is_kept(std::int64_t n) const {
    return std::ranges::any_of(ranges_, [&](const NumberRange& range) { return n > range.first && n <= range.last; });
  }

  std::vector<History> tell_all(std::vector<History>& histories, const std::vector<std::vector<TableRow>>& news) {
    std::vector<History> told;
    for (std::size_t i = 0; i < histories.size(); ++i) {
      const auto said = understand(histories[i], news[i]);
      if (said.empty()) continue;
      tell(histories[i], said, {mapping_, reader_, matrix_, into_.confirmation_us, now_, report_});
      told.push_back(std::move(histories[i]));
    }
    return told;
  }

  std::vector<Said> understand(const History& history, const std::vector<TableRow>& rows) {
    std::vector<Said> all;
    std::unordered_set<std::string> digests;
    for (const TableRow& row : rows) {
      if (!digests.insert(next_digest({}, row)).second) {
        refuse(row.line, history.ref, "duplicate", "the same row stands above it");
        continue;
      }
      auto said = reader_.read(row, history.ref, report_);
      if (!said) continue;
      if (all.empty() && !history.before && !said->opened_at) {
        refuse(row.line, history.ref, "not_opened", "the row does not say when the incident was opened");
        continue;
      }
      all.push_back(std::move(*said));
    }
    return all;
  }

  void write(std::vector<History> histories) {
    if (options_.run == Run::real) return writer_.write(std::move(histories));
    for (const History& h : histories) {
      ++(h.before ? report_.incidents_continued : report_.incidents_new);
      report_.changes += static_cast<std::int64_t>(h.steps.size());
      if (options_.told) options_.told(h, references_);
    }
  }

  void take_results() {
    const auto result = writer_.take_result();
    report_.changes += result.changes;
    report_.incidents_new += result.incidents_new;
    report_.incidents_continued += result.incidents_continued;
    for (const auto& refused : result.refused) refuse(refused.first_line, refused.ref, "not_written", refused.why);
  }

  Table& table_;
  const Mapping& mapping_;
  const ImportInto& into_;
  const ImportOptions& options_;
  ImportReport& report_;
  store::Actor actor_;
  service::PriorityMatrix matrix_;
  Time now_;
  References references_;
  RowReader reader_;
  BulkWriter writer_;
  Group group_;
  bool scattered_ = false, was_cut_ = false;
  std::vector<Group> piece_;
  std::size_t rows_ = 0;
  std::unordered_set<std::size_t> seen_;
  std::unordered_map<std::string, Mark> marks_;
  std::vector<NumberRange> ranges_;
};

}  // namespace

Status import_incidents(std::istream& in, const Mapping& mapping, const ImportInto& into, const ImportOptions& options,
                        ImportReport& report) {
  TRY(auto table, Table::open(in, mapping.separator));
  service::Catalogue catalogue;
  into.reg.readers.read([&](store::Connection& db) { catalogue.refresh(db); });
  TRY(const bool made, make_custom_fields(mapping, *catalogue.now(), into.reg, options));
  if (made) into.reg.readers.read([&](store::Connection& db) { catalogue.refresh(db); });
  return Import(table, mapping, into, options, report, catalogue.now()).run();
}

}  // namespace evenkeel::exchange
