#include "practice/people/absence.hpp"

namespace evenkeel::record {

using people::Absence;

template <>
const RecordType& type_of<Absence>() {
  static const RecordType type{
      "absence",
      "absence",
      "absences",
      "Absence",
      "Absences",
      {
          field<&Absence::id>("id", {.label = "Id", .access = Access::system}),
          field<&Absence::version>("version", {.label = "Version", .access = Access::system}),
          field<&Absence::person>("person", {.label = "Person", .ref = "person", .required = true, .access = Access::system}),
          field<&Absence::begins_at>("begins_at", {.label = "From", .help = "Absent: now.", .required = true}),
          field<&Absence::ends_at>("ends_at", {.label = "Until", .required = true}),
          field<&Absence::note>("note", {.label = "Note", .help = "Colleagues read it.", .max = 500, .personal = true}),
          field<&Absence::hand_over>("hand_over",
                                     {.label = "Open work", .help = "keep: it waits; team: back to the teams; person: to the substitute."}),
          field<&Absence::substitute>("substitute", {.label = "Substitute", .help = "Who gets the open work.", .ref = "person"}),
          field<&Absence::state>("state", {.label = "State", .access = Access::system}),
          field<&Absence::handed_over>("handed_over", {.label = "Handed over",
                                                       .help = "Incidents that went elsewhere when it began.",
                                                       .ref = "incident",
                                                       .access = Access::system}),
      }};
  return type;
}

}  // namespace evenkeel::record
