// See the header.
#include "practice/service/priority_matrix.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace evenkeel::service {
namespace {

void check_levels(const std::vector<std::string>& levels, const char* field, std::vector<Problem>& out) {
  if (levels.empty()) out.push_back({"matrix.levels", "At least one level is needed.", fmt::format("/{}", field)});
  if (levels.size() > levels_most)
    out.push_back({"matrix.levels", fmt::format("At most {} levels are possible.", levels_most), fmt::format("/{}", field)});
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (trim(levels[i]).empty()) out.push_back({"matrix.levels", "A level needs a name.", fmt::format("/{}/{}", field, i)});
    if (level_of(levels, levels[i]) != i)
      out.push_back({"matrix.levels", fmt::format("The level \"{}\" stands there twice.", levels[i]), fmt::format("/{}/{}", field, i)});
  }
}

void check_default(const std::vector<std::string>& levels, const std::string& name, const char* field, std::vector<Problem>& out) {
  if (!name.empty() && !level_of(levels, name))
    out.push_back({"matrix.default", fmt::format("\"{}\" is no level of this matrix.", name), fmt::format("/{}", field)});
}

}  // namespace

std::vector<std::vector<std::int64_t>> parse_cells(std::string_view cells) {
  std::vector<std::vector<std::int64_t>> rows;
  for (std::string_view row : split(cells, ';')) {
    auto& numbers = rows.emplace_back();
    for (std::string_view cell : split(row, ',')) {
      cell = trim(cell);
      if (cell.size() != 1 || cell[0] < '1' || cell[0] > '0' + priority_most) return {};
      numbers.push_back(cell[0] - '0');
    }
  }
  return rows;
}

std::vector<Problem> problems_of(const PriorityMatrix& matrix) {
  std::vector<Problem> out;
  check_levels(matrix.impacts, "impacts", out);
  check_levels(matrix.urgencies, "urgencies", out);
  auto rows = parse_cells(matrix.cells);
  if (rows.empty()) {
    out.push_back({"matrix.cells",
                   fmt::format("Rows are separated by ';', numbers from 1 to {} by ',': \"1,2,3;2,3,4;3,4,4\".", priority_most), "/cells"});
  } else {
    if (rows.size() != matrix.impacts.size())
      out.push_back({"matrix.rows", fmt::format("There are {} rows for {} impacts.", rows.size(), matrix.impacts.size()), "/cells"});
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (rows[i].size() != matrix.urgencies.size())
        out.push_back({"matrix.columns",
                       fmt::format("Row {} has {} numbers for {} urgencies.", i + 1, rows[i].size(), matrix.urgencies.size()), "/cells"});
  }
  check_default(matrix.impacts, matrix.default_impact, "default_impact", out);
  check_default(matrix.urgencies, matrix.default_urgency, "default_urgency", out);
  return out;
}

Result<Priority> priority_of(const PriorityMatrix& matrix, std::string_view impact, std::string_view urgency) {
  auto row = level_of(matrix.impacts, impact);
  auto column = level_of(matrix.urgencies, urgency);
  std::vector<Problem> wrong;
  if (!row)
    wrong.push_back({"priority.unknown_impact", fmt::format("\"{}\" is no impact; there are: {}.", impact, fmt::join(matrix.impacts, ", ")),
                     "/impact"});
  if (!column)
    wrong.push_back({"priority.unknown_urgency",
                     fmt::format("\"{}\" is no urgency; there are: {}.", urgency, fmt::join(matrix.urgencies, ", ")), "/urgency"});
  if (!wrong.empty()) return Error{Fault::invalid, std::move(wrong), {}};
  auto rows = parse_cells(matrix.cells);
  if (*row >= rows.size() || *column >= rows[*row].size())
    return error(Fault::conflict, "matrix.cells",
                 fmt::format("The priority matrix \"{}\" has no cell for this impact and urgency.", matrix.name));
  std::int64_t priority = rows[*row][*column];
  return Priority{priority, fmt::format("impact {} x urgency {} -> P{}", impact, urgency, priority)};
}

std::optional<std::size_t> level_of(const std::vector<std::string>& levels, std::string_view name) {
  auto at = std::find(levels.begin(), levels.end(), name);
  if (at == levels.end()) return std::nullopt;
  return static_cast<std::size_t>(at - levels.begin());
}

std::string one_level_worse(const std::vector<std::string>& levels, std::string_view name) {
  auto at = level_of(levels, name);
  if (!at || *at == 0) return std::string(name);
  return levels[*at - 1];
}

std::string worse_of(const std::vector<std::string>& levels, std::string_view a, std::string_view b) {
  std::size_t la = level_of(levels, a).value_or(levels.size()), lb = level_of(levels, b).value_or(levels.size());
  return std::string(la <= lb ? a : b);
}

DefaultImpact default_impact_of(const PriorityMatrix& matrix, const Service& service) {
  if (level_of(matrix.impacts, service.default_impact))
    return {service.default_impact, fmt::format("default impact of service {}", service.name)};
  if (matrix.impacts.empty()) return {};
  constexpr std::size_t worst = static_cast<std::size_t>(Criticality::vital);
  std::size_t below_worst = worst - static_cast<std::size_t>(service.criticality);
  std::size_t level = below_worst * (matrix.impacts.size() - 1) / worst;
  return {matrix.impacts[level], fmt::format("criticality {} of service {}", record::name_of(service.criticality), service.name)};
}

PriorityMatrix default_matrix() {
  PriorityMatrix m;
  m.name = "Standard";
  m.impacts = m.urgencies = {"high", "medium", "low"};
  m.cells = "1,2,3;2,3,4;3,4,4";
  m.default_impact = m.default_urgency = "medium";
  return m;
}

}  // namespace evenkeel::service
