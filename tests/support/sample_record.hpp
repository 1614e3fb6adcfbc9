// A small described record with a field of every type, for tests of the rooms that know no practice.
#pragma once
#include "record/record.hpp"

namespace evenkeel::test {

enum class Mood { calm, busy };

struct Sample {
  Id id;
  std::int64_t version = 0;
  std::string name;
  std::int64_t count = 0;
  double weight = 0;
  bool flag = false;
  Time at;
  Id other;
  Mood mood = Mood::calm;
  std::vector<Id> people;
  std::vector<std::string> tags;
  record::JsonObject custom;
  std::string secret;
};

}  // namespace evenkeel::test

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<test::Mood> = std::array<std::string_view, 2>{"calm", "busy"};

template <>
inline const RecordType& type_of<test::Sample>() {
  using test::Sample;
  static const RecordType type{
      "sample",
      "sample",
      "samples",
      "Sample",
      "Samples",
      {field<&Sample::id>("id", {.label = "Id", .access = Access::system}),
       field<&Sample::version>("version", {.label = "Version", .access = Access::system}),
       field<&Sample::name>("name", {.label = "Name", .required = true, .unique = true}),
       field<&Sample::count>("count", {.label = "Count"}), field<&Sample::weight>("weight", {.label = "Weight"}),
       field<&Sample::flag>("flag", {.label = "Flag"}), field<&Sample::at>("at", {.label = "At"}),
       field<&Sample::other>("other", {.label = "Other", .ref = "sample"}), field<&Sample::mood>("mood", {.label = "Mood"}),
       field<&Sample::people>("people", {.label = "People", .listed = true}),
       field<&Sample::tags>("tags", {.label = "Tags", .listed = true}), field<&Sample::custom>("custom", {.label = "Custom"}),
       field<&Sample::secret>("secret", {.label = "Secret", .access = Access::secret})}};
  return type;
}
}  // namespace evenkeel::record
