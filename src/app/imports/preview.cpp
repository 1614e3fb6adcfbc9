#include "app/imports/preview.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "base/text.hpp"
#include "connect/exchange/history.hpp"
#include "connect/exchange/table.hpp"
#include "practice/incident/visibility.hpp"

namespace evenkeel::app {
namespace {

constexpr std::int64_t rows_looked_at = 2'000;  // for the words of a column
constexpr std::size_t rows_previewed = 300;
constexpr std::size_t incidents_shown = 25;
constexpr std::size_t findings_shown = 200;
constexpr std::size_t examples_shown = 3;
constexpr std::size_t words_most = 40;        // a column with more different ones is no closed list
constexpr std::size_t word_shown_most = 100;  // characters
constexpr std::string_view separators = ",;\t|";

std::string quoted(std::string_view text) {
  std::string out;
  record::append_json_string(out, text);
  return out;
}

char separator_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string line;
  char c = 0;
  for (std::size_t n = 0; n < 64 * 1024 && file.get(c) && c != '\n'; ++n) line += c;
  return *std::ranges::max_element(separators, {}, [&](char s) { return std::ranges::count(line, s); });
}

struct Column {
  std::vector<std::string> examples;
  std::map<std::string, std::int64_t> words;
  std::int64_t filled = 0;

  void take(std::string_view cell) {
    const std::string text(utf8_prefix(trim(cell), word_shown_most));
    if (text.empty()) return;
    ++filled;
    if (examples.size() < examples_shown && std::ranges::find(examples, text) == examples.end()) examples.push_back(text);
    if (words.size() <= words_most) ++words[text];
  }
  std::string json(const std::string& name) const {
    std::string out = fmt::format(R"({{"name":{},"filled":{},"examples":[)", quoted(name), filled);
    for (const std::string& text : examples) out += (out.back() == '[' ? "" : ",") + quoted(text);
    const bool closed = words.size() <= words_most;
    out += fmt::format(R"(],"closed":{},"words":[)", closed);
    if (closed)
      for (const auto& [text, count] : words)
        out += fmt::format(R"({}{{"word":{},"count":{}}})", out.back() == '[' ? "" : ",", quoted(text), count);
    return out + "]}";
  }
};

/// Incidents as they would be, gathered while a dry run tells them.
class Gathered {
 public:
  explicit Gathered(const people::Principal& reader) : reader_(reader), mentions_(&reader) {}

  void take(const exchange::History& history, const exchange::References& references) {
    if (count_++ >= incidents_shown) return;
    const bool hidden = history.before && !incident::may_see(reader_, *history.before);
    std::string out = fmt::format(R"({{"ref":{},"line":{},"continued":{},"hidden":{},"steps":{},"incident":)", quoted(history.ref),
                                  history.first_line, history.before.has_value(), hidden, history.steps.size());
    if (hidden) {
      out += "null";
    } else {
      const auto record = record::to_record(history.last);
      record::append_json(out, record);
      note_new(record, references);
      mentions_.add(record);
    }
    items_ += (items_.empty() ? "" : ",") + out + "}";
  }
  const std::string& items() const { return items_; }

  /// Names of everything that was mentioned, also of what does not exist yet; beside them what these are.
  std::string names_json(store::Connection& db, const api::Names& names) const {
    std::string out = "\"names\":{", made = "\"new\":[";
    auto add = [&](Id id, std::string_view name) {
      out += fmt::format(R"({}"{}":{})", out.back() == '{' ? "" : ",", to_string(id), quoted(name));
    };
    for (const auto& [id, name] : names.find(&db, mentions_)) add(id, name);
    for (const auto& [id, name] : new_) {
      add(id, name);
      made += fmt::format(R"({}"{}")", made.back() == '[' ? "" : ",", to_string(id));
    }
    return out + "}," + made + "]";
  }

 private:
  void note_new(const record::Record& record, const exchange::References& references) {
    for (const record::Value& value : record.values)
      if (const Id* id = std::get_if<Id>(&value))
        if (const auto name = references.pretended(*id); !name.empty()) new_[*id] = name;
  }

  const people::Principal& reader_;
  api::Mentions mentions_;
  std::map<Id, std::string> new_;
  std::string items_;
  std::size_t count_ = 0;
};

std::string finding_json(const exchange::Finding& f) {
  return fmt::format(R"({{"line":{},"number":{},"fate":"{}","code":"{}","why":{}}})", f.line, quoted(f.number), record::name_of(f.fate),
                     f.code, quoted(f.why));
}

}  // namespace

std::string figures_json(const exchange::ImportFigures& f) {
  using exchange::Fate;
  std::string out = fmt::format(
      R"("rows":{},"rows_known":{},"incidents_new":{},"incidents_continued":{},"incidents_known":{},"changes":{},"records_created":{},)"
      R"("rows_refused":{},"cells_refused":{},"notes":{},"counts":[)",
      f.rows, f.rows_known, f.incidents_new, f.incidents_continued, f.incidents_known, f.changes, f.records_created,
      f.count(Fate::row_refused), f.count(Fate::cell_refused), f.count(Fate::noted));
  for (const auto& [key, count] : f.counts)
    out += fmt::format(R"({}{{"fate":"{}","code":"{}","count":{}}})", out.back() == '[' ? "" : ",", record::name_of(key.first), key.second,
                       count);
  return out + "]";
}

Result<std::string> columns_json(const std::string& path, std::optional<char> separator) {
  const char used = separator.value_or(separator_of(path));
  std::ifstream file(path, std::ios::binary);
  TRY(auto table, exchange::Table::open(file, used));
  std::vector<Column> columns(table.heading().size());
  exchange::TableRow row;
  exchange::BrokenRow broken;
  std::int64_t rows = 0, broken_rows = 0;
  for (auto outcome = table.next(row, broken); outcome != exchange::Table::Outcome::end && rows < rows_looked_at;
       outcome = table.next(row, broken)) {
    ++rows;
    if (outcome == exchange::Table::Outcome::broken) ++broken_rows;
    else
      for (std::size_t i = 0; i < columns.size(); ++i) columns[i].take(row.cells[i]);
  }
  std::string out = fmt::format(R"({{"separator":{},"rows":{},"broken":{},"columns":[)", quoted(std::string(1, used)), rows, broken_rows);
  for (std::size_t i = 0; i < columns.size(); ++i) out += (i ? "," : "") + columns[i].json(table.heading()[i]);
  return out + "]}";
}

Result<std::string> preview_json(const std::string& path, const exchange::Mapping& mapping, const exchange::ImportInto& into,
                                 exchange::NewFields new_fields, const people::Principal& reader, const api::Names& names) {
  std::ifstream file(path, std::ios::binary);
  Gathered gathered(reader);
  std::string findings;
  std::size_t found = 0;
  exchange::ImportReport report([&](const exchange::Finding& finding) {
    if (found++ < findings_shown) findings += (findings.empty() ? "" : ",") + finding_json(finding);
  });
  exchange::ImportOptions options;
  options.file_name = "preview";
  options.run = exchange::Run::dry;
  options.new_fields = new_fields;
  options.rows_most = rows_previewed;
  options.told = [&](const exchange::History& history, const exchange::References& references) { gathered.take(history, references); };
  CHECK_OK(exchange::import_incidents(file, mapping, into, options, report));
  std::string out = "{" + figures_json(report) + ",\"incidents\":[" + gathered.items() + "],\"findings\":[" + findings + "],";
  into.reg.readers.read([&](store::Connection& db) { out += gathered.names_json(db, names); });
  return out + "}";
}

}  // namespace evenkeel::app
