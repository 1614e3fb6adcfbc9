// Incident templates: what they may preset. The fields of an incident are described by a practice that comes later, so the
// list stands here; the incident checks the values once more when it is logged.
#pragma once
#include <vector>

#include "practice/service/catalogue.hpp"
#include "practice/service/shelf.hpp"

namespace evenkeel::service {

/// What is wrong with the preset: fields it cannot set, values of the wrong type, references that lead nowhere, levels the matrix
/// lacks, custom values that do not fit. Codes preset.* and custom.*, pointers below /preset.
std::vector<Problem> problems_of(const IncidentTemplate& incident_template, const Shelf& shelf, const PriorityMatrix& matrix);

}  // namespace evenkeel::service
