#include "connect/exchange/row_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "connect/exchange/kinds.hpp"
#include "practice/service/custom_fields.hpp"
#include "practice/service/priority_matrix.hpp"
#include "record/csv.hpp"
#include "record/json.hpp"

namespace evenkeel::exchange {

using incident::State;
using record::Type;
using record::Value;

namespace {

/// A source without a zone may be ahead of us by most of a day.
constexpr std::int64_t ahead_most_us = us_per_day;
constexpr std::size_t title_most = 200;
constexpr std::size_t shown_most = 60;  // characters of a cell in a finding

const record::RecordType& incidents() { return record::type_of<incident::Incident>(); }

std::string shown(std::string_view cell) {
  return fmt::format("\"{}{}\"", utf8_prefix(cell, shown_most), utf8_length(cell) > shown_most ? "…" : "");
}

Time* time_slot(Said& said, std::string_view field) {
  if (field == "opened_at") return &said.opened_at;
  if (field == "acknowledged_at") return &said.acknowledged_at;
  if (field == "first_response_at") return &said.first_response_at;
  if (field == "resolved_at") return &said.resolved_at;
  return field == "closed_at" ? &said.closed_at : nullptr;
}

Id* id_slot(Said& said, std::string_view field) {
  if (field == "team") return &said.place.team;
  if (field == "assignee") return &said.place.assignee;
  if (field == "category") return &said.category;
  if (field == "subcategory") return &said.subcategory;
  if (field == "closing_category") return &said.closing_category;
  if (field == "closing_subcategory") return &said.closing_subcategory;
  if (field == "resolution_code") return &said.resolution_code;
  return field == "resolved_by" ? &said.resolved_by : nullptr;
}

std::optional<std::int64_t>* number_slot(Said& said, std::string_view field) {
  if (field == "priority") return &said.priority;
  if (field == "hand_overs") return &said.hand_overs;
  if (field == "reopenings") return &said.reopenings;
  if (field == "rating") return &said.rating;
  return field == "time_worked_s" ? &said.time_worked_s : nullptr;
}

/// The cell as JSON of a custom field's type.
bool append_custom(std::string& out, std::string_view type, const std::string& text, const Mapping& mapping) {
  if (type == "text") {
    if (utf8_length(text) > service::custom_text_most) return false;
    record::append_json_string(out, text);
    return true;
  }
  if (type == "time") {
    const auto time = read_time(mapping.times, text, mapping.zone);
    if (time) record::append_json_string(out, format_rfc3339(*time));
    return time.has_value();
  }
  record::Field field;
  field.name = "custom";
  field.type = type == "boolean" ? Type::boolean : type == "integer" ? Type::integer : Type::real;
  const auto value = record::value_from_csv(field, text);
  if (value) record::append_json(out, field, *value);
  return static_cast<bool>(value);
}

/// Without the apostrophe that keeps a spreadsheet from running it.
std::string unguarded(std::string text) {
  if (!text.starts_with('\'')) return text;
  static const record::Field any = [] {
    record::Field f;
    f.name = "text";
    f.facts.max = 1 << 20;
    return f;
  }();
  const auto read = record::value_from_csv(any, text);
  return read && !record::is_absent(*read) ? std::get<std::string>(*read) : text;
}

std::string_view parent_field(std::string_view field) {
  if (field == "subcategory") return "category";
  return field == "closing_subcategory" ? "closing_category" : "";
}

}  // namespace

struct RowReader::Reading {
  const TableRow& row;
  const std::string& number;
  ImportReport& report;
  Said said;

  void refuse_row(std::string code, std::string why) { report.add({Fate::row_refused, row.line, number, std::move(code), std::move(why)}); }
  void refuse_cell(std::string code, std::string why) {
    report.add({Fate::cell_refused, row.line, number, std::move(code), std::move(why)});
  }
};

RowReader::RowReader(const Mapping& mapping, const Table& table, References& references, const service::PriorityMatrix& matrix, Time now)
    : mapping_(mapping), table_(table), references_(references), matrix_(matrix), now_(now) {
  for (const auto& [name, source] : mapping.fields) {
    const Bound bound{incidents().find(name), &source, incidents().index(name), column(source.column)};
    if (source.column.empty() || bound.column) {
      bound_.push_back(bound);
      spoken_.insert(bound.field->name);
    }
  }
  for (const auto& [list, into] :
       {std::pair{&mapping.known_when_resolved, &known_when_resolved_}, {&mapping.known_when_closed, &known_when_closed_}})
    for (const std::string& name : *list)
      if (const auto at = column(name)) into->insert(*at);
}

Status RowReader::check() const {
  std::vector<Problem> problems;
  std::set<std::string> needed{mapping_.number};
  if (mapping_.input == Input::log) needed.insert(mapping_.at);
  for (const char* field : {"title", "opened_at", "state"})
    if (const Source* source = mapping_.find(field); source && (mapping_.input == Input::log || std::string_view(field) != "state"))
      needed.insert(source->column);
  for (const std::string& name : mapping_.columns()) {
    if (table_.find(name) || (mapping_.columns_may_be_absent && !needed.contains(name))) continue;
    problems.push_back({"import.unknown_column", fmt::format("The file has no column \"{}\", which the mapping names.", name), "/" + name});
  }
  if (!problems.empty()) return Error{Fault::invalid, std::move(problems), {}};
  return Done{};
}

std::optional<std::size_t> RowReader::column(std::string_view name) const { return name.empty() ? std::nullopt : table_.find(name); }

std::optional<std::string> RowReader::cell(const TableRow& row, std::optional<std::size_t> column) const {
  if (!column || *column >= row.cells.size()) return std::nullopt;
  const std::string_view text = trim(row.cells[*column]);
  if (mapping_.is_missing(text)) return std::nullopt;
  return std::string(text);
}

/// A column of the future is not there yet.
bool RowReader::is_known(std::optional<std::size_t> column, State state) const {
  if (!column) return true;
  if (known_when_closed_.contains(*column)) return state == State::closed || state == State::cancelled;
  if (known_when_resolved_.contains(*column)) return state == State::resolved || state == State::closed || state == State::cancelled;
  return true;
}

std::optional<std::string> RowReader::composed(const TableRow& row, const Source& source) const {
  for (const std::string& text : source.texts) {
    std::string out;
    bool whole = true;
    for (std::size_t i = 0; i < text.size() && whole; ++i) {
      const auto end = text[i] == '{' ? text.find('}', i) : std::string::npos;
      if (end == std::string::npos) {
        out += text[i];
        continue;
      }
      const auto part = cell(row, column(std::string_view(text).substr(i + 1, end - i - 1)));
      whole = part.has_value();
      out += part.value_or("");
      i = end;
    }
    if (whole) return out;
  }
  return std::nullopt;
}

std::optional<std::string> RowReader::value(const TableRow& row, const Bound& bound, State state) const {
  if (!bound.source->texts.empty()) return composed(row, *bound.source);
  return is_known(bound.column, state) ? cell(row, bound.column) : std::nullopt;
}

std::optional<StateWord> RowReader::stated(const TableRow& row, std::string& text) const {
  const Source* source = mapping_.find("state");
  if (!source || !column(source->column)) return StateWord{};
  const auto found = cell(row, column(source->column));
  if (!found) return mapping_.input == Input::log ? std::nullopt : std::optional(StateWord{});
  text = *found;
  if (source->values.empty()) return parse_state(text);
  const auto ours = source->values.find(text);
  return ours == source->values.end() ? std::nullopt : parse_state(ours->second);
}

std::string RowReader::number(const TableRow& row) const { return cell(row, column(mapping_.number)).value_or(""); }

References::Named RowReader::named(const TableRow& row, const Bound& bound, std::string text, State state) const {
  References::Named named{kind_named(bound.field->facts.ref), unguarded(std::move(text)), {}};
  if (const auto parent = parent_field(bound.field->name); !parent.empty())
    for (const Bound& other : bound_)
      if (other.field->name == parent) named.parent = unguarded(value(row, other, state).value_or(""));
  return named;
}

void RowReader::want(const TableRow& row) const {
  std::string text;
  const auto word = stated(row, text);
  if (!word) return;
  for (const Bound& bound : bound_) {
    if (bound.field->facts.ref.empty()) continue;
    auto found = value(row, bound, word->state);
    if (!found) continue;
    const auto mapped = bound.source->values.find(*found);
    if (mapped != bound.source->values.end()) found = mapped->second;
    references_.want(named(row, bound, *found, word->state), *bound.source);
  }
}

/// Number, state and time: without them a row is nothing.
bool RowReader::read_moment(Reading& r) const {
  std::string text;
  const auto word = stated(r.row, text);
  if (!word) {
    r.refuse_row("unknown_state", text.empty() ? "the row has no state" : "the mapping does not know the state " + shown(text));
    return false;
  }
  r.said.state = *word;
  r.said.by = cell(r.row, column(mapping_.by)).value_or("");
  if (mapping_.at.empty() || !column(mapping_.at)) return true;
  const auto written = cell(r.row, column(mapping_.at));
  if (!written && mapping_.input != Input::log) return true;
  const auto at = written ? exchange::read_time(mapping_.times, *written, mapping_.zone) : std::nullopt;
  if (!at) {
    r.refuse_row("bad_time", written ? fmt::format("{} holds {}, which is no time as the mapping writes them", mapping_.at, shown(*written))
                                     : mapping_.at + " is empty");
    return false;
  }
  if (*at > now_ + ahead_most_us) {
    r.refuse_row("in_future", fmt::format("{} lies in the future: {}", mapping_.at, shown(*written)));
    return false;
  }
  r.said.at = *at;
  return true;
}

void RowReader::read_time(Reading& r, const Bound& bound, const std::string& text) const {
  const auto time = exchange::read_time(mapping_.times, text, mapping_.zone);
  if (!time)
    return r.refuse_cell("bad_time",
                         fmt::format("{} holds {}, which is no time as the mapping writes them", bound.source->column, shown(text)));
  if (Time* slot = time_slot(r.said, bound.field->name)) *slot = *time;
  else r.said.plain.emplace_back(bound.position, *time);
}

void RowReader::read_reference(Reading& r, const Bound& bound, const std::string& text) const {
  const References::Found& found = references_.find(named(r.row, bound, text, r.said.state.state));
  if (!found.id) return r.refuse_cell("reference", found.why_not);
  if (bound.field->name == "team") r.said.place.line = found.line;
  if (Id* slot = id_slot(r.said, bound.field->name)) *slot = found.id;
  else r.said.plain.emplace_back(bound.position, found.id);
}

/// What the life of an incident sets, not a client; false for plain fields.
bool RowReader::read_special(Reading& r, const Bound& bound, const std::string& text) const {
  const std::string_view name = bound.field->name;
  auto* number = number_slot(r.said, name);
  const bool level = name == "impact" || name == "urgency";
  if (level && !service::level_of(name == "impact" ? matrix_.impacts : matrix_.urgencies, text)) {
    r.refuse_cell("unknown_value", fmt::format("{} is no {} of the priority matrix", shown(text), name));
    return true;
  }
  if (!number && name != "hold_kind" && name != "workaround" && name != "resolution_notes" && name != "rating_comment") return false;
  const auto read = record::value_from_csv(*bound.field, text);
  if (!read) {
    r.refuse_cell("bad_value", fmt::format("{} for {}: {}", shown(text), name, read.error().first().text));
  } else if (number) {
    *number = std::get<std::int64_t>(*read);
  } else if (name == "workaround") {
    r.said.workaround = std::get<bool>(*read);
  } else if (name == "hold_kind") {
    if (r.said.state.state == State::on_hold && !record::is_absent(*read))
      r.said.state.hold = record::from_name<incident::HoldKind>(std::get<std::string>(*read));
  } else if (!record::is_absent(*read)) {
    (name == "resolution_notes" ? r.said.resolution_notes : r.said.rating_comment) = std::get<std::string>(*read);
  }
  return true;
}

void RowReader::read_field(Reading& r, const Bound& bound) const {
  if (bound.field->name == "state") return;
  auto text = value(r.row, bound, r.said.state.state);
  if (!text) {
    // An empty cell empties a plain field.
    if (!time_slot(r.said, bound.field->name) && !id_slot(r.said, bound.field->name) && !number_slot(r.said, bound.field->name) &&
        !bound.field->always && bound.field->facts.access == record::Access::input && bound.field->name != "title")
      r.said.plain.emplace_back(bound.position, Value{});
    return;
  }
  if (!bound.source->values.empty()) {
    const auto ours = bound.source->values.find(*text);
    if (ours == bound.source->values.end()) {
      if (bound.field->facts.ref.empty())
        return r.refuse_cell("unknown_value", fmt::format("the mapping does not know {} for {}", shown(*text), bound.field->name));
    } else {
      text = ours->second;
    }
  }
  if (bound.field->type == Type::time) return read_time(r, bound, *text);
  if (!bound.field->facts.ref.empty()) return read_reference(r, bound, *text);
  if (read_special(r, bound, *text)) return;
  if (bound.field->name == "title" && utf8_length(*text) > title_most) {
    text = std::string(utf8_prefix(*text, title_most - 1)) + "…";
    r.report.add(
        {Fate::noted, r.row.line, r.number, "title_shortened", fmt::format("the title was shortened to {} characters", title_most)});
  }
  auto read = record::value_from_csv(*bound.field, *text);
  if (read) r.said.plain.emplace_back(bound.position, std::move(*read));
  else r.refuse_cell("bad_value", fmt::format("{} for {}: {}", shown(*text), bound.field->name, read.error().first().text));
}

void RowReader::read_custom(Reading& r) const {
  std::string& out = r.said.custom;
  for (const auto& [name, kept] : mapping_.custom) {
    const auto at = column(kept.source.column);
    auto text = is_known(at, r.said.state.state) ? cell(r.row, at) : std::nullopt;
    if (!text) continue;
    if (const auto ours = kept.source.values.find(*text); ours != kept.source.values.end()) text = ours->second;
    std::string json;
    if (!append_custom(json, kept.type, *text, mapping_)) {
      r.refuse_cell("bad_value", fmt::format("{} for {}: must be {}", shown(*text), name, kept.type));
      continue;
    }
    out += out.empty() ? "{" : ",";
    record::append_json_string(out, name);
    out += ':';
    out += json;
  }
  if (!out.empty()) out += '}';
}

void RowReader::read_tags(Reading& r) const {
  for (const TagRule& rule : mapping_.tags) {
    const auto text = cell(r.row, column(rule.column));
    if (text && std::ranges::find(rule.values, *text) != rule.values.end()) r.said.tags.push_back(rule.tag);
  }
}

void RowReader::check_title(Reading& r) const {
  const std::size_t title = incidents().index("title");
  if (std::ranges::any_of(r.said.plain, [&](const auto& p) { return p.first == title && !record::is_absent(p.second); })) return;
  r.said.plain.emplace_back(title, "Incident " + r.number);
  r.report.add({Fate::noted, r.row.line, r.number, "no_title", "the row has no title; the number stands for it"});
}

std::optional<Said> RowReader::read(const TableRow& row, const std::string& number, ImportReport& report) const {
  Reading r{row, number, report, {}};
  r.said.line = row.line;
  if (!read_moment(r)) return std::nullopt;
  for (const Bound& bound : bound_) read_field(r, bound);
  read_custom(r);
  read_tags(r);
  check_title(r);
  return std::move(r.said);
}

}  // namespace evenkeel::exchange
