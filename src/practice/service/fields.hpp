// What the descriptions of catalogue kinds have in common: their first fields and their limits.
#pragma once
#include "practice/service/catalogue.hpp"

namespace evenkeel::service {

constexpr std::int64_t description_most = 10'000;  // some pages; a catalogue entry is no manual
constexpr std::int64_t address_most = 500;
constexpr std::int64_t mail_most = 254;  // RFC 5321, 4.5.3.1.3, less the angle brackets
constexpr std::int64_t users_most = 10'000'000'000;
constexpr std::int64_t cost_most = 1'000'000'000;

/// id, version, active, then these.
template <class T>
std::vector<record::Field> with_head(std::vector<record::Field> fields) {
  using record::field;
  std::vector<record::Field> all{
      field<&T::id>("id", {.label = "Id", .access = record::Access::system}),
      field<&T::version>("version", {.label = "Version", .access = record::Access::system}),
      field<&T::active>("active", {.label = "Active", .help = "Inactive ones stay where they are used and are offered no more."})};
  all.insert(all.end(), fields.begin(), fields.end());
  return all;
}

template <class T>
record::Field external_ref() {
  return record::field<&T::external_ref>(
      "external_ref", {.label = "External reference", .help = "Its key in the system it was imported from.", .unique = true});
}

/// Skills that are asked for.
template <class T>
record::Field asked_skills_field() {
  constexpr std::int64_t most = 10;
  return record::field<&T::skills>("skills", {.label = "Skills that it takes",
                                              .help = "Steps of escalations can choose among those on call by them: with needed skills.",
                                              .ref = "skill",
                                              .max = most,
                                              .listed = true});
}

/// A text field that takes these names only.
inline record::Field limited_to(record::Field field, std::span<const std::string_view> names) {
  field.names = names;
  return field;
}

}  // namespace evenkeel::service
