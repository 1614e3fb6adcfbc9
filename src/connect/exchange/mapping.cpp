// What a mapping means once it is read.
#include "connect/exchange/mapping.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace evenkeel::exchange {
namespace {

/// Facts of an incident that rows of another system may state though no client may set them here.
constexpr std::string_view stated[] = {
    "state",           "hold_kind",         "priority",         "opened_by",        "opened_at",
    "acknowledged_at", "first_response_at", "resolved_at",      "closed_at",        "resolved_by",
    "workaround",      "resolution_code",   "resolution_notes", "closing_category", "closing_subcategory",
    "hand_overs",      "reopenings",        "rating",           "rating_comment",   "time_worked_s"};
/// Input fields that hold lists of people or belong to the register alone.
constexpr std::string_view not_stated[] = {"affected", "watchers", "named", "custom", "tags"};

void add_once(std::vector<std::string>& all, std::string_view column) {
  if (!column.empty() && std::ranges::find(all, column) == all.end()) all.emplace_back(column);
}

void add_columns(std::vector<std::string>& all, const Source& source) {
  add_once(all, source.column);
  for (const std::string& text : source.texts) {
    for (std::size_t from = text.find('{'); from != std::string::npos; from = text.find('{', from + 1)) {
      const auto end = text.find('}', from);
      if (end != std::string::npos) add_once(all, std::string_view(text).substr(from + 1, end - from - 1));
    }
  }
}

}  // namespace

bool Mapping::is_missing(std::string_view cell) const { return std::ranges::find(missing, cell) != missing.end(); }

const Source* Mapping::find(std::string_view field) const {
  const auto found = fields.find(field);
  return found == fields.end() ? nullptr : &found->second;
}

std::vector<std::string> Mapping::columns() const {
  std::vector<std::string> all;
  for (const std::string* column : {&number, &at, &by}) add_once(all, *column);
  for (const auto& [field, from] : fields) add_columns(all, from);
  for (const auto& [name, kept] : custom) add_columns(all, kept.source);
  for (const TagRule& rule : tags) add_once(all, rule.column);
  for (const auto* list : {&known_when_resolved, &known_when_closed})
    for (const std::string& column : *list) add_once(all, column);
  return all;
}

std::optional<StateWord> parse_state(std::string_view text) {
  const auto space = text.find(' ');
  const auto state = record::from_name<incident::State>(text.substr(0, space));
  if (!state) return std::nullopt;
  StateWord word{*state, {}};
  if (space == std::string_view::npos) return word;
  word.hold = record::from_name<incident::HoldKind>(trim(text.substr(space)));
  if (!word.hold || *state != incident::State::on_hold) return std::nullopt;
  return word;
}

bool is_mappable(std::string_view name) {
  if (std::ranges::find(stated, name) != std::end(stated)) return true;
  const record::Field* field = record::type_of<incident::Incident>().find(name);
  return field && field->facts.access == record::Access::input && std::ranges::find(not_stated, name) == std::end(not_stated);
}

}  // namespace evenkeel::exchange
