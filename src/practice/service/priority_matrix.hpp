// Priority is the product of impact and urgency, looked up in a matrix that the organisation draws itself (ITIL incident
// management). Pure functions on the matrix record; a rule says why it chose, for the audit trail and the analyst.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "practice/service/catalogue.hpp"

namespace evenkeel::service {

/// Priorities are one digit: what fits a badge and what people can tell apart.
constexpr std::int64_t priority_most = 9;
/// Levels a side: more than anybody can choose between in a hurry.
constexpr std::size_t levels_most = 9;

/// "1,2,3;2,3,4" as rows of numbers; empty when it is not of that form or a number is outside 1..priority_most.
std::vector<std::vector<std::int64_t>> parse_cells(std::string_view cells);

/// Everything wrong with a matrix: levels empty, doubled or too many, rows that are not impacts, columns that are not
/// urgencies, numbers outside 1..9, defaults that are no level. Codes matrix.*, with pointers.
std::vector<Problem> problems_of(const PriorityMatrix& matrix);

struct Priority {
  std::int64_t priority = 0;
  std::string why;  // "impact high x urgency medium -> P2"
};
/// Errors: priority.unknown_impact (/impact), priority.unknown_urgency (/urgency), matrix.cells when the matrix is broken.
Result<Priority> priority_of(const PriorityMatrix& matrix, std::string_view impact, std::string_view urgency);

/// Position of a level, 0 the worst; empty when it is none.
std::optional<std::size_t> level_of(const std::vector<std::string>& levels, std::string_view name);
/// The next worse level; the worst stays, an unknown one comes back as it is.
std::string one_level_worse(const std::vector<std::string>& levels, std::string_view name);
/// The worse of two levels; an unknown one loses.
std::string worse_of(const std::vector<std::string>& levels, std::string_view a, std::string_view b);

/// The impact that an incident on this service has when nobody said: its own default, else its criticality spread over the
/// levels (vital takes the worst, low the mildest, ties go to the worse), with why.
struct DefaultImpact {
  std::string impact;
  std::string why;
};
DefaultImpact default_impact_of(const PriorityMatrix& matrix, const Service& service);

/// The matrix of a fresh register: 3 x 3, high medium low.
PriorityMatrix default_matrix();

}  // namespace evenkeel::service
